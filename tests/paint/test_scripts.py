"""Scripts that the family has not: drawn by their own fonts, shaped, on one baseline."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pygame
import pytest
from numpy.typing import NDArray

from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.look.letters import FAMILY, SCRIPTS, Script
from pursuit_sim.draw.shapes import Text
from pursuit_sim.paint import text as text_painter
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.resources import asset

SIZE = 40.0
WHITE = (255, 255, 255, 255)
WORDS = {
    "Chinese": "决赛", "Korean": "대한", "Arabic": "علی", "Hebrew": "ישראל", "Georgian": "ქართ",
    "Armenian": "Հայ", "Thai": "ไทย", "Devanagari": "भारत", "Cyrillic": "Қазақ", "Greek": "Ελλάδα",
    "Vietnamese": "Nguyễn",
}  # fmt: skip


def ink(text: str, size: float = SIZE) -> NDArray[np.float64]:
    """How much of each pixel a text covers, (x, y) from its start and the middle of its line."""
    surface = opaque(400, 160)
    surface.fill((0, 0, 0))
    Painter().paint((Text(20, 80, text, size, WHITE),), surface)
    return pygame.surfarray.array3d(surface)[..., 0].astype(np.float64) / 255


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
def test_letters_differ_from_each_other_and_from_boxes(word: str) -> None:
    drawn = [ink(c) for c in dict.fromkeys(word)]
    box = ink("\U0001f3c1")
    assert all(each.sum() > 10 for each in drawn)
    assert all(np.abs(a - b).sum() > 5 for a, b in combinations([*drawn, box], 2))


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS)
@pytest.mark.parametrize("size", [12.0, 20.0, 40.0])
def test_a_word_is_no_wider_than_was_reckoned(word: str, size: float) -> None:
    columns = np.nonzero(ink(word, size).sum(axis=1))[0]
    assert columns[-1] - columns[0] <= 1.05 * text_width.width(word, size) + 2


def test_hebrew_runs_leftward() -> None:
    """A yod hangs from the line's top, so at the right nothing stands on the line; a bet does."""
    drawn = ink("יב")
    columns, lines = (np.nonzero(drawn.sum(axis=axis))[0] for axis in (1, 0))
    on_the_line = np.nonzero(drawn[:, lines[-1] - 2 : lines[-1] + 1].sum(axis=1))[0]
    assert columns[-1] - on_the_line[-1] > 0.1 * SIZE
    assert on_the_line[0] - columns[0] < 0.1 * SIZE


def test_arabic_letters_are_joined() -> None:
    """A word leaves no empty column where its letters join, and is narrower than its letters."""
    columns = ink("سسس").sum(axis=1) > 0
    extent = np.nonzero(columns)[0]
    assert columns[extent[0] : extent[-1]].all()
    apart = ink("س س س").sum(axis=1) > 0
    assert not apart[np.nonzero(apart)[0][0] : np.nonzero(apart)[0][-1]].all()


def test_scripts_share_a_baseline() -> None:
    """What stands on the line in one font does so in the others; a bet's foot is at its edge."""
    lowest = [np.nonzero(ink(letter).sum(axis=0))[0][-1] for letter in ("H", "Н", "Η", "ב", "ა")]
    assert max(lowest) - min(lowest) <= 2


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.file)
def test_fonts_of_scripts_are_fonts_and_free(script: Script) -> None:
    assert text_painter.font("regular", 20, script).get_ascent() > 0
    data = asset(script.file).read_bytes()
    assert b"Pursuit" in data.replace(b"\0", b""), "called so that it is not taken for another"
    assert b"SIL Open Font License" in data.replace(b"\0", b"")


def test_the_fonts_take_little_room() -> None:
    files = [*FAMILY.values(), *(script.file for script in SCRIPTS)]
    assert sum(asset(file).stat().st_size for file in files) < 6_000_000
