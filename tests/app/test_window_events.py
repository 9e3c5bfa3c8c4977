"""Events that nobody expects: senseless, too large, too many, from devices that are not used."""

from __future__ import annotations

import collections
import gc
import math
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pygame
import pytest
from pygame_gui import UIManager
from pygame_gui.core.utility import set_default_manager

import pursuit_sim
from fuzz import events as fuzz
from helpers.window_script import TICK_S, Script
from pursuit_sim.app import opening, screen, sending
from pursuit_sim.app.commands import do
from pursuit_sim.app.opening import open_event
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.save_worker import Worker
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.sound_events import is_sound
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.app.window import Window
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Layer, Rect, Text
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.paint.raster_cache import RasterCache

pytestmark = pytest.mark.slow

MEGABYTE = 2**20


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "final-a", Preferences(size=(1280, 720))), tmp_path)
    yield made
    made.window.close()


def alive() -> collections.Counter[type]:
    """How many there are of what holds much, by kind."""
    gc.unfreeze()  # what a window that was open before has set aside
    gc.collect()
    kinds = (Results, TuningSession, Replay, Player, Window, Painter, UIManager)
    return collections.Counter(
        kind for each in gc.get_objects() for kind in kinds if isinstance(each, kind)
    )


def test_random_events_raise_nothing_and_leave_nothing(event: Results, tmp_path: Path) -> None:
    before = alive()
    found = fuzz.run(event, tmp_path, 600, seed=3, parts=1)
    assert found.events >= 600
    assert not found.failures, next(iter(found.failures))
    assert alive() <= before


@pytest.mark.parametrize("hiding", [False, True])
def test_of_events_that_were_left_nothing_stays(script: Script, hiding: bool) -> None:
    """In a window that is used for long many are opened; only the one that is watched is kept."""
    player, seen = script.player, list[weakref.ref[Results]]()
    player.known.hiding = hiding
    for source in ("two-teams", "thialf-2020-women", "beijing-2022-women", "two-teams"):
        assert open_event(player, source)
        player.show(player.results.races[0].race.id)
        do(player, "end")
        script.go(3)
        do(player, "tune")
        script.go(3)
        seen.append(weakref.ref(player.results))
    gc.collect()
    assert [each() is not None for each in seen] == [False, False, False, True]


def test_of_the_widgets_of_a_window_of_another_size_nothing_stays(script: Script) -> None:
    """Each manager holds 4 MB, in which it keeps the looks of widgets."""
    set_default_manager(None)  # as where it is the first
    managers = []
    do(script.player, "tune")
    for size in ((1280, 720), (900, 600), (1600, 900)):
        script.window._window.size = size
        script.go(2)
        widgets = script.window.tuner._widgets
        assert widgets is not None
        assert widgets._manager is not None
        managers.append(weakref.ref(widgets._manager))
    del widgets
    gc.collect()
    assert [each() is not None for each in managers] == [False, False, True]


@pytest.mark.parametrize(
    ("error", "told", "complained"),
    [
        (InputError.single("sf-1", "", "nobody skates", "take it back"), "nobody skates", False),
        (PermissionError(13, "Permission denied"), "Permission denied", False),
        (ValueError("tuple.index(x)"), "fault of the program: ValueError: tuple.index(x)", True),
    ],
)
def test_a_command_that_fails_is_told_and_the_window_goes_on(
    event: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str,
    complained: bool,
) -> None:  # fmt: skip
    def fails(*_: object) -> None:
        raise error

    lines: list[str] = []
    player = Player(event, "final-a", Preferences(size=(1280, 720)))
    window = Window(player, Speaker(on=False), folders=(tmp_path,) * 3, complain=lines.append)
    monkeypatch.setattr(TuningSession, "scenario_text", fails)
    monkeypatch.setattr(opening, "results", fails)
    monkeypatch.setattr(sending, "ask", fails)
    save = pygame.event.Event(
        pygame.KEYDOWN, key=pygame.K_s, mod=pygame.KMOD_LCTRL, unicode="", scancode=0
    )
    ask = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_s, mod=0, unicode="s", scancode=0)
    drop = pygame.event.Event(pygame.DROPFILE, file="two-teams")
    for posted in (save, ask, drop):
        window.handle(posted)
        window.advance(TICK_S)
        assert told in player.notice, posted
        window.draw()
        assert player.race_id == "final-a"
    assert len(lines) == (3 if complained else 0)
    assert all(told in line and "\n" not in line for line in lines)
    window.close()


KEY = {"key": pygame.K_a, "mod": 0, "unicode": "a", "scancode": 4}


@pytest.mark.parametrize(
    ("kind", "told", "sound"),
    [
        (pygame.MOUSEMOTION, {"pos": (3, 4)}, True),
        (pygame.MOUSEMOTION, {"pos": (-3.5, 4.25)}, True),
        (pygame.MOUSEMOTION, {}, False),
        (pygame.MOUSEMOTION, {"pos": None}, False),
        (pygame.MOUSEMOTION, {"pos": (math.nan, 4)}, False),
        (pygame.MOUSEMOTION, {"pos": (2**40, 4)}, False),
        (pygame.MOUSEMOTION, {"pos": (1, 2, 3)}, False),
        (pygame.MOUSEBUTTONDOWN, {"pos": (3, 4), "button": 32}, True),
        (pygame.MOUSEBUTTONDOWN, {"pos": (3, 4)}, False),
        (pygame.MOUSEBUTTONUP, {"pos": (3, 4), "button": "left"}, False),
        (pygame.MOUSEWHEEL, {"y": 10**6}, True),
        (pygame.MOUSEWHEEL, {"y": math.inf}, False),
        (pygame.MOUSEWHEEL, {"precise_y": 1.0}, False),
        (pygame.KEYDOWN, KEY, True),
        (pygame.KEYDOWN, KEY | {"key": 2**31}, False),
        (pygame.KEYDOWN, KEY | {"unicode": None}, False),
        (pygame.KEYDOWN, {"key": pygame.K_a}, False),
        (pygame.KEYUP, {"key": 0x4000_03FF, "mod": 0}, True),
        (pygame.TEXTINPUT, {"text": "7"}, True),
        (pygame.TEXTINPUT, {"text": "\0"}, False),
        (pygame.TEXTINPUT, {"text": "7" * 10**6}, False),
        (pygame.USEREVENT, {}, False),
        (pygame.USEREVENT + 7, {"ui_element": "no element"}, False),
        (pygame.FINGERDOWN, {"x": 0.5, "y": math.nan}, True),  # nothing is read of it
    ],
)
def test_what_makes_sense(kind: int, told: dict[str, Any], sound: bool) -> None:
    assert is_sound(pygame.event.Event(kind, told)) is sound


@pytest.mark.parametrize("notches", [10**6, -(10**6)])
def test_a_wheel_that_never_stops_goes_to_the_cameras_end(script: Script, notches: int) -> None:
    """As turning it by hand for long does."""
    script.event(pygame.MOUSEWHEEL, y=notches, precise_y=float(notches))
    script.settle()
    once = script.player.settings.zoom
    for _ in range(60):
        script.event(pygame.MOUSEWHEEL, y=notches // 10**6)
    script.settle()
    assert script.player.settings.zoom == once


@pytest.mark.parametrize("button", [*range(6, 33), 2**31 - 1])
def test_other_buttons_of_a_mouse_do_nothing(script: Script, button: int) -> None:
    at = script.area("rink")
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        script.event(kind, pos=at, button=button)
    script.go()
    assert not script.player.transport.playing


@pytest.mark.parametrize("copied", ["9" * 10**6, "1\0002", "1\n2"])
def test_what_is_no_number_is_not_pasted(
    script: Script, copied: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do(script.player, "tune")
    script.go(30)
    widgets = script.window.tuner._widgets
    assert widgets is not None
    name, field = next(iter(widgets._placed.fields.items()))
    before = field.get_text()
    field.focus()  # type: ignore[no-untyped-call]  # pygame_gui's
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: copied)
    script.press("Ctrl+V")
    assert field.get_text() == before
    control = script.player.session.control(name)
    assert control is not None
    assert script.player.notice.startswith(f"{control.label}: ")  # its range
    monkeypatch.setattr(pygame.scrap, "get_text", lambda: "1.5")
    script.press("Ctrl+V")
    assert "1.5" in field.get_text()


@pytest.mark.parametrize("surface", [(16384, 1), (1, 16384), (1, 1), (3, 1000)])
def test_a_window_without_room_is_laid_out_no_longer_than_a_surface_can_be(
    surface: tuple[int, int],
) -> None:
    wide, high = screen.picture_size(surface)
    assert wide >= 640
    assert high >= 360
    assert wide * high <= 16384 * 640  # 40 MB


def test_a_display_that_goes_for_a_moment(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    real = script.window._window

    class Gone:
        size = real.size

        def get_surface(self) -> pygame.Surface:
            raise pygame.error("no such window")

    monkeypatch.setattr(script.window, "_window", Gone())
    script.player.seek(20.0)
    script.go(3)
    monkeypatch.setattr(script.window, "_window", real)
    painted = script.window.composed
    script.go()
    assert script.window.composed is not painted


def test_what_waits_to_be_saved_is_bounded(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each picture that waits takes 4 MB at 1280×720; one that is not saved is said."""
    waiting: list[object] = []
    monkeypatch.setattr(Worker, "_run", lambda _: None)  # nothing is ever done
    real = Worker.add

    def add(worker: Worker, *job: Any) -> None:
        waiting.append(job)
        real(worker, *job)

    monkeypatch.setattr(Worker, "add", add)
    for _ in range(50):
        script.press("S")
        script.press("Enter")
    assert 1 <= len(waiting) <= 4
    assert "not saved" in script.player.notice


def test_what_is_made_while_time_stands_is_given_back(event: Results, tmp_path: Path) -> None:
    """A panel that is used for long without playing makes widgets, which hold each other."""
    player = Player(event, "final-a", Preferences(size=(1280, 720)))
    do(player, "tune")
    pictures, given_back = 0, 0

    def events() -> Iterator[pygame.event.Event]:
        nonlocal pictures
        pictures += 1
        player.closed = pictures > 120
        do(player, "section=rink")
        yield from pygame.event.get()

    def give_back() -> None:
        nonlocal given_back
        given_back += 1
        gc.collect()

    window = Window(
        player, Speaker(on=False), events=events, tick=lambda _: TICK_S, folders=(tmp_path,) * 3,
        give_back=give_back,
    )  # fmt: skip
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)  # Python's own, as the program has them
    try:
        window.run()
    finally:
        gc.set_threshold(*usual)
    window.close()
    assert given_back >= 2


def test_few_races_are_kept_and_come_back_as_they_were(event: Results) -> None:
    session = TuningSession(event)
    ids = [each.race.id for each in event.races]
    assert len(ids) == 10
    seen: list[weakref.ref[Replay]] = []
    digests = {}
    for race_id in ids:
        session.enter(race_id)
        control = session.control("pacing.fade_s")
        assert control is not None
        assert session.change(control, 1.0) == ""
        assert session.replay is not None
        digests[race_id] = session.replay.digest
        seen += [weakref.ref(session.replay), weakref.ref(session.runner.shown)]
    gc.collect()
    assert sum(each() is not None for each in seen) <= 2 * 4
    for race_id in ids:
        session.enter(race_id)
        assert session.replay is not None
        assert session.replay.digest == digests[race_id]


def test_a_painter_keeps_so_much_in_all() -> None:
    """Of 280 MB of layers and 190 MB of text."""
    painter, surface = Painter(moving=True), opaque(1280, 720)
    for number in range(280):
        layer = Layer(("large", number), 0, 0, 512, 512, (Rect(0, 0, 512, 512, (9, 9, 9, 255)),))
        painter.paint((layer,), surface)
    for number in range(500):
        words = Text(0, 360, f"{number} skaters", 150.0, (255, 255, 255, 255), "bold")
        painter.paint((words,), surface)
    assert painter.nbytes < 100 * MEGABYTE


def test_a_sweep_lets_go_what_was_not_asked_for() -> None:
    cache: RasterCache[str] = RasterCache(100, len)
    for name in ("old", "used", "new"):
        cache.put(name, name)
    cache.sweep()
    assert (len(cache), cache.used) == (0, 0)
    for name in ("old", "used"):
        cache.put(name, name, asked=True)
    cache.sweep()
    assert cache.get("used") == "used"
    cache.put("new", "new", asked=True)
    cache.sweep()
    assert [cache.get(name) for name in ("old", "used", "new")] == [None, "used", "new"]
    assert cache.used == len("used") + len("new")
