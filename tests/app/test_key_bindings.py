"""The one declaration of actions and keys, held against the table of the window's design."""

from __future__ import annotations

import re

import pytest

from pursuit_sim.app import key_bindings
from pursuit_sim.app.key_bindings import ACTIONS, BY_CHORD, chord

# As designed: what a key is expected to do by people who know other players.
EXPECTED = {
    "toggle": "Space K",
    "back-5": "Left", "forward-5": "Right", "back-1": "Shift+Left", "forward-1": "Shift+Right",
    "back-10": "J", "forward-10": "L", "frame-back": ",", "frame-forward": ".",
    "faster": "Up >", "slower": "Down <",
    "speed-half": "1", "speed-1": "2", "speed-2": "3", "speed-4": "4",
    "loop-from": "[", "loop-to": "]", "loop-clear": "\\",
    "next-moment": "N", "previous-moment": "P",
    "next-lap": "Ctrl+Right", "previous-lap": "Ctrl+Left",
    "start": "Home", "end": "End", "restart": "R",
    "camera-menu": "C", "zoom-out": "-", "zoom-reset": "0",
    "explain": "?", "help": "H F1", "picture": "S", "clip": "V", "sound": "M",
    "next-race": "Tab", "previous-race": "Shift+Tab", "full-screen": "F F11", "escape": "Esc",
}  # fmt: skip


def test_the_key_table_is_as_designed() -> None:
    found = {action.name: " ".join(action.keys) for action in ACTIONS}
    assert {name: found.get(name) for name in EXPECTED} == EXPECTED
    assert "+" in found["zoom-in"].split()


def test_no_key_does_two_things() -> None:
    chords = [each for action in ACTIONS for each in action.keys]
    assert len(chords) == len(set(chords)) == len(BY_CHORD)


def test_seeking_keys_are_held_and_others_are_not() -> None:
    held = {action.name for action in ACTIONS if action.holds}
    assert held >= set(key_bindings.SKIP_S) | {"frame-back", "frame-forward"}
    assert not held & {"toggle", "picture", "clip", "next-race", "full-screen", "escape"}


@pytest.mark.parametrize(
    ("press", "made"),
    [
        (("space", " ", False, False), "Space"),
        (("a", "a", False, False), "A"),
        (("a", "A", True, False), "A"),
        (("left", "", True, False), "Shift+Left"),
        (("right", "", False, True), "Ctrl+Right"),
        (("tab", "\t", True, False), "Shift+Tab"),
        (("escape", "\x1b", False, False), "Esc"),
        (("f11", "", False, False), "F11"),
        (("8", "[", False, True), "["),  # a German keyboard, with AltGr
        (("1", "1", True, False), "1"),  # a French one, where digits are shifted
        (("ß", "?", True, False), "?"),
        ((",", "", True, False), "<"),  # nothing typed: an American one
        (("[+]", "+", False, False), "+"),
        (("return", "\r", False, False), "Enter"),
    ],
)
def test_chords_follow_the_users_own_keyboard(
    press: tuple[str, str, bool, bool], made: str
) -> None:
    name, typed, shift, ctrl = press
    assert chord(name, typed=typed, shift=shift, ctrl=ctrl) == made


def test_the_documentation_table_has_every_action() -> None:
    rows = key_bindings.table().splitlines()
    assert len(rows) == len(ACTIONS) + len(key_bindings.GROUPS) + 2
    assert all(re.fullmatch(r"\|.+\|.+\|", row) for row in rows)
    assert "| `Space` `K` | play, pause; at the end, from the start |" in rows
