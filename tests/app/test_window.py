"""The window under SDL's dummy driver: every key, every button, drags, resizes, saving.

Nobody waits here: events are handed in, and each picture takes a sixtieth of a second.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest

import pursuit_sim
from helpers.scenes import kind_of, walk
from helpers.window_script import SIZE, TICK_S, Script, seen
from pursuit_sim import resources
from pursuit_sim.app import key_bindings, menu_status, overlay, race_sounds, screen, window
from pursuit_sim.app import preferences as settings_file
from pursuit_sim.app.commands import do
from pursuit_sim.app.highlights.highlight import Highlight
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.window import Window
from pursuit_sim.draw import scene
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.shapes import Symbol, Text
from pursuit_sim.errors import PursuitError
from pursuit_sim.event import Results
from pursuit_sim.on_step import OnStep
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

pytestmark = pytest.mark.usefixtures("prepared_once")


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "final-a", Preferences(size=SIZE)), tmp_path)
    yield made
    made.window.close()


def test_opens_paused_on_the_start_with_an_invitation_to_play(script: Script) -> None:
    script.go(30)
    assert script.time == 0.0
    assert script.player.settings.invite
    assert seen(script.pixels())
    script.click("rink")
    script.go(60)
    assert script.time == pytest.approx(1.0, abs=0.1)
    assert not script.player.settings.invite


def test_a_picture_is_painted_only_when_something_changed(script: Script) -> None:
    script.go(2)
    painted = script.window.composed
    script.go(5)
    assert script.window.composed is painted
    script.press("Right")
    assert script.window.composed is not painted


MOVES = [
    ("Left", 55.0), ("Right", 65.0), ("Shift+Left", 59.0), ("Shift+Right", 61.0),
    ("J", 50.0), ("L", 70.0), (",", 59.98), (".", 60.02), ("Home", 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("chord", "lands"), MOVES)
def test_keys_that_move(script: Script, chord: str, lands: float) -> None:
    script.player.seek(60.0)
    script.press(chord)
    assert script.time == pytest.approx(lands, abs=1e-6)
    assert not script.player.transport.playing


def test_holding_a_seek_key_goes_on_until_it_is_lifted(script: Script) -> None:
    script.press("Right", hold_s=1.0)  # at once, and after 0.4 s every 0.1 s
    assert script.time == pytest.approx(5 * 7, abs=5)
    reached = script.time
    script.go(30)
    assert script.time == reached


def test_losing_the_focus_lets_go_of_a_held_key(script: Script) -> None:
    script.event(pygame.KEYDOWN, key=pygame.K_RIGHT, mod=0, unicode="", scancode=0)
    script.event(pygame.WINDOWFOCUSLOST)
    script.go(120)
    assert script.time == 5.0


@pytest.mark.parametrize("chord", ["Space", "K"])
def test_play_and_pause(script: Script, chord: str) -> None:
    script.press(chord)
    script.go(10)
    reached = script.time
    assert reached > 0
    script.press(chord)
    paused = script.time
    script.go(10)
    assert script.time == paused


@pytest.mark.parametrize(
    ("chord", "speed"),
    [("Up", 2), (">", 2), ("Down", 0.5), ("<", 0.5), ("1", 0.5), ("2", 1), ("3", 2), ("4", 4)],
)
def test_keys_for_speed(script: Script, chord: str, speed: float) -> None:
    script.press(chord)
    assert script.player.transport.speed == speed
    assert script.player.settings.speed == speed


def test_moments_and_laps_are_those_of_the_race(script: Script, event: Results) -> None:
    splits = [each.splits_s for each in event.race("final-a").entries]
    first_lap = min(float(each[1]) for each in splits)
    bell = min(float(each[13]) for each in splits)
    first_lap, bell = (max(time, round(time, 2)) for time in (first_lap, bell))
    script.press("Ctrl+Right")
    assert script.time == pytest.approx(first_lap, abs=1e-6)
    script.press("Ctrl+Right")
    script.press("Ctrl+Left")
    assert script.time == pytest.approx(first_lap, abs=1e-6)
    script.player.seek(bell - 5)
    script.press("N")
    assert script.time == pytest.approx(bell - 2.0, abs=1e-6), "what comes is seen coming"
    assert "last lap" in script.player.notice
    script.press("N")
    assert script.time == pytest.approx(218.08 - 2.0, abs=1e-6)  # Norway's official time
    assert script.player.notice.startswith("3:38.08  ·  NOR finish")
    script.press("P")
    assert script.time == pytest.approx(bell - 2.0, abs=1e-6)


def test_the_loop_goes_round_and_is_shown(script: Script) -> None:
    script.player.seek(100.0)
    script.press("[")
    script.player.seek(102.0)
    script.press("]")
    assert list(script.player.settings.loop) == [100.0, 102.0]
    script.press("Space")
    for _ in range(40):
        script.go(6)
        assert 99.9 < script.time < 102.1
    script.press("\\")
    assert script.player.settings.loop == (None, None)


def test_end_restart_and_what_comes_next(script: Script) -> None:
    script.press("Tab")  # around the end of the event, to its first race
    assert script.player.race_id == "qf-1"
    script.press("End")
    assert script.time == script.player.transport.end_s
    assert script.player.over
    script.click("replay")
    assert script.player.transport.playing
    script.press("Space")
    script.press("End")
    script.settle()
    assert seen(script.pixels())
    script.click("next-race")
    assert script.player.race_id == "qf-2"
    assert script.time == 0.0
    script.press("R")
    assert script.player.transport.playing


def test_where_there_is_one_race_tab_says_so(tmp_path: Path) -> None:
    alone = pursuit_sim.results(pursuit_sim.load("thialf-2020-pair-1"))
    assert len(alone.races) == 1
    script = Script(Player(alone, alone.races[0].race.id, Preferences(size=SIZE)), tmp_path)
    script.player.seek(60.0)
    for chord in ("Tab", "Shift+Tab"):
        script.player.say("")
        script.press(chord)
        assert "no other race" in script.player.notice
        assert script.time == 60.0
    script.window.close()


def test_what_is_said_of_a_moment_is_not_said_of_another(script: Script) -> None:
    for chord in ("Home", "Left", "Tab"):
        script.player.show("sf-1")
        script.player.seek(100.0)
        script.press("P")
        assert "lead" in script.player.notice
        script.press(chord)
        assert script.player.notice == ""
    script.press("[")
    said = script.player.notice
    assert "loop from" in said
    script.press("Right")
    assert script.player.notice == said, "that is true wherever one goes"


@pytest.mark.parametrize(("index", "key"), [(9, "0"), (10, "-")])
def test_the_last_cameras_have_keys(script: Script, index: int, key: str) -> None:
    names = registry.names(script.player.codes)
    assert len(names) == 12, "the finish strip comes last"
    script.player.aim.zoom(2)
    script.press("C")
    last = names[index]
    (box,) = [box for name, box in script.window.composed.hits if name == f"camera={last}"]
    row = [s.text for s in script.window.composed.shapes
           if isinstance(s, Text) and box.contains(s.x, s.y)]  # fmt: skip
    assert row[-1] == key
    script.press(key)
    assert script.player.camera == last
    script.player.aim.zoom(2)
    script.press("0")
    assert (script.player.camera, script.player.aim.moved) == (last, False)


@pytest.mark.parametrize(("speed", "heard"), [(4.0, ["tick", "bell"]), (8.0, ["bell"])])
def test_above_four_times_only_the_bell_is_heard(
    script: Script, monkeypatch: pytest.MonkeyPatch, speed: float, heard: list[str]
) -> None:
    played: list[str] = []
    monkeypatch.setattr(script.window.speaker, "play", played.append)
    script.player.go_on(script.player.transport.at_speed(speed).play())
    script.player.sounds = ["tick", "bell", "stroke"]
    race_sounds.play(script.player, script.window.speaker, seen=True)
    assert played == heard


def test_tab_goes_through_every_race_and_back(script: Script, event: Results) -> None:
    ids = [each.race.id for each in event.races]
    start = ids.index("final-a")
    for steps in range(1, len(ids) + 1):
        script.press("Tab")
        assert script.player.race_id == ids[(start + steps) % len(ids)]
    script.press("Shift+Tab")
    assert script.player.race_id == ids[start - 1]


def test_autoplay_goes_on_within_the_round(script: Script) -> None:
    script.player.show("sf-1")
    script.press("A")
    script.press("R")
    script.player.seek(script.player.transport.end_s - 0.05)
    script.go(10)
    assert (script.player.race_id, script.player.transport.playing) == ("sf-2", True)
    script.player.seek(script.player.transport.end_s - 0.05)
    script.go(10)
    assert (script.player.race_id, script.player.transport.playing) == ("sf-2", False)


def test_every_camera_by_key_and_by_mouse(script: Script) -> None:
    names = ("overview", "follow:NOR", "follow:ROC")
    script.player.seek(100.0)
    for number, name in enumerate(names, 1):
        script.press("C")
        script.press(str(number))
        assert script.player.camera == name
        script.settle()
        assert seen(script.pixels())
    script.click("camera-menu")
    script.click("camera=overview")
    assert script.player.camera == "overview"
    assert script.player.panel == ""
    script.click("card:ROC")
    assert script.player.camera == "follow:ROC"
    assert script.player.transport.speed == 1.0, "digits in the menu are no speeds"


def test_a_menu_leaves_the_buttons_of_the_bar_alone(script: Script) -> None:
    script.click("camera-menu")
    script.click("speed")
    assert script.player.panel == "speed"
    script.click("camera-menu")
    assert script.player.panel == "camera"
    script.click("camera-menu")
    assert script.player.panel == "", "its own button closes it"
    script.click("camera-menu")
    script.click("play")
    assert (script.player.panel, script.player.transport.playing) == ("", True)


@pytest.mark.parametrize("wait_s", [1.0, 0.25, TICK_S])
def test_after_a_change_fades_what_is_seen_is_what_is_shown(script: Script, wait_s: float) -> None:
    script.player.seek(100.0)
    script.press("C")
    script.press("2")
    for _ in range(80):
        script.window.advance(wait_s)
        script.window.draw()
    alone = opaque(*SIZE)
    # A picture that stays is painted exactly.
    Painter(moving=True).paint(script.window.composed.shapes, alone, still=True)
    apart = np.abs(script.pixels().astype(int) - pygame.surfarray.array3d(alone))
    assert apart.max() <= 2


def test_a_picture_that_stays_is_painted_exactly_and_then_moves_on(script: Script) -> None:
    script.player.choose_camera("broadcast")
    script.player.seek(100.0)
    script.settle()
    script.go(20)
    moving, exact = opaque(*SIZE), opaque(*SIZE)
    Painter(moving=True).paint(script.window.composed.shapes, moving)
    Painter().paint(script.window.composed.shapes, exact)
    rested = script.pixels()
    assert np.array_equal(rested, pygame.surfarray.array3d(exact))
    assert not np.array_equal(rested, pygame.surfarray.array3d(moving))
    script.press(".")
    script.go()
    Painter(moving=True).paint(script.window.composed.shapes, moving)
    assert np.array_equal(script.pixels(), pygame.surfarray.array3d(moving))


@pytest.mark.parametrize("keys", ["T T", "H H", "B Esc", "X X", "C 2", "Tab", "S", "G Esc", "F F"])
def test_nothing_of_a_panel_is_left_behind(script: Script, keys: str) -> None:
    """What stands still is not painted again, so whatever lay over it must be."""
    script.player.seek(100.0)
    script.press("Space")
    script.go(3)
    for key in keys.split():
        script.press(key)
        script.go(2)
    script.press("Space")
    for _ in range(6):
        script.window.advance(1.0)
        script.window.draw()
    alone = opaque(*SIZE)
    Painter(moving=True).paint(script.window.composed.shapes, alone)
    assert np.array_equal(script.pixels(), pygame.surfarray.array3d(alone))


def test_a_camera_is_the_same_place_in_another_race(script: Script) -> None:
    script.player.choose_camera("follow:ROC")  # the crossing side
    script.press("Tab")
    assert script.player.camera == f"follow:{script.player.codes[1]}"


def test_the_speed_menu_and_every_button_of_the_bar(script: Script) -> None:
    script.click("play")
    assert script.player.transport.playing
    script.click("play")
    script.click("speed")
    script.click("speed-at=0.25")
    assert script.player.transport.speed == 0.25
    script.click("help")
    assert script.player.panel == "help"
    script.click("close")
    script.click("bracket")
    assert script.player.panel == "bracket"
    script.click("race=sf-1")
    assert script.player.race_id == "sf-1"
    script.click("chart")
    charts = [script.player.settings.chart]
    script.press("X")
    charts.append(script.player.settings.chart)
    assert charts == ["speed", "gap"]


def test_a_menu_closes_by_clicking_beside_it_and_by_its_key(script: Script) -> None:
    script.click("speed")
    script.down((5, 5))
    script.up((5, 5))
    assert script.player.panel == ""
    script.press("C")
    script.press("C")
    assert script.player.panel == ""
    script.press("C")
    script.press("Space")
    assert (script.player.panel, script.player.transport.playing) == ("", True)


def test_menus_with_the_keyboard_alone(script: Script) -> None:
    script.press("C")
    script.press("Down")
    script.press("Down")
    script.press("Enter")
    assert script.player.camera == "follow:NOR"
    script.press("B")
    assert script.player.chosen == "race=final-a"
    script.press("Left")
    script.press("Enter")
    assert script.player.race_id in ("sf-1", "sf-2")


def test_a_click_between_the_buttons_of_the_bar_does_nothing(script: Script) -> None:
    areas = dict(script.window.composed.hits)
    bar, speed, play = areas["bar"], areas["speed"], areas["play"]
    before = script.player.transport
    for x, y in ((speed.x - 4, speed.y - 6), (speed.right + 3, speed.middle[1]),
                 (bar.x + 3, play.middle[1]), (bar.right - 3, bar.bottom - 3)):  # fmt: skip
        script.down((x, y))
        script.up((x, y))
        assert script.player.transport == before


def test_clicking_the_timeline_seeks(script: Script) -> None:
    box = dict(script.window.composed.hits)["timeline"]
    assert box.height >= 20
    at = (box.x + box.width / 2, box.middle[1] + 9)  # beside the thin bar, not on it
    script.down(at)
    script.up(at)
    assert script.time == pytest.approx(script.player.transport.end_s / 2, rel=0.01)


def test_dragging_the_timeline_holds_time_and_lets_it_go_on(script: Script) -> None:
    script.press("Space")
    box = dict(script.window.composed.hits)["timeline"]
    y = box.middle[1]
    script.down((box.x + 0.25 * box.width, y))
    script.go(30)
    assert script.time == pytest.approx(0.25 * script.player.transport.end_s, rel=0.02)
    script.move((box.x + 0.75 * box.width, y - 200))
    script.go(30)
    assert script.time == pytest.approx(0.75 * script.player.transport.end_s, rel=0.02)
    script.move((box.right + 500, y))
    assert script.time == script.player.transport.end_s
    script.move((box.x + 0.5 * box.width, y))
    script.up((box.x + 0.5 * box.width, y))
    assert script.player.transport.playing


def test_hovering_over_the_timeline_tells_time_and_lap(script: Script) -> None:
    plain = len(script.window.composed.shapes)
    script.move(script.area("timeline"))
    assert len(script.window.composed.shapes) > plain
    words = [getattr(shape, "text", "") for shape in script.window.composed.shapes]
    assert any("lap" in each and ":" in each for each in words)


@pytest.mark.parametrize("camera", ["overview", "follow:NOR"])
def test_wheel_zooms_dragging_pans_and_nought_resets(script: Script, camera: str) -> None:
    script.player.choose_camera(camera)
    script.player.seek(100.0)
    script.settle()
    script.move((400, 100))
    script.event(pygame.MOUSEWHEEL, y=2, precise_y=2.0, x=0)
    script.settle()
    assert script.player.settings.zoom == pytest.approx(1.25**2, rel=0.01)
    before = script.player.settings.pan
    script.down((400, 80))
    script.move((460, 110))
    script.up((460, 110))
    scale, _ = script.lens()
    moved = np.subtract(script.player.settings.pan, before)
    assert moved == pytest.approx((-60 / scale, 30 / scale), rel=0.02)
    assert not script.player.transport.playing, "a drag is no click"
    assert seen(script.pixels())
    script.press("0")
    script.settle()
    assert (script.player.settings.zoom, script.player.settings.pan) == (1.0, (0.0, 0.0))
    script.press("+")
    script.press("-")
    script.settle()
    assert script.player.settings.zoom == 1.0


def test_the_wheel_zooms_to_what_is_under_the_mouse(script: Script) -> None:
    def under(at: tuple[float, float]) -> np.ndarray:
        scale, middle = script.lens()
        away = np.array([at[0] - middle[0], middle[1] - at[1]]) / scale
        return away + script.player.settings.pan

    at = (620.0, 90.0)
    script.move(at)
    place = under(at)
    script.event(pygame.MOUSEWHEEL, y=3, precise_y=3.0, x=0)
    script.settle()
    assert under(at) == pytest.approx(place, abs=0.1)  # [m]
    script.event(pygame.MOUSEWHEEL, y=-9, precise_y=-9.0, x=0)
    script.settle()
    assert (script.player.settings.zoom, script.player.settings.pan) == (1.0, (0.0, 0.0))


@pytest.mark.parametrize("ghost", ["", "other:NED:push"])
@pytest.mark.parametrize("time_s", [100.0, 999.0])
@pytest.mark.parametrize("camera", ["follow:NED", "north:NED"])
def test_whom_the_mouse_is_on_stays_under_it(
    script: Script, camera: str, time_s: float, ghost: str
) -> None:
    """Also where the camera makes room, for a ghost or for the result."""

    def front() -> tuple[float, float]:
        player = script.player
        shapes = scene.frame(script.replay, player.transport.time_s, player.settings)
        bodies = [s.at for s, _ in walk(shapes) if isinstance(s, Symbol)
                  and kind_of(s) == "body" and s.opacity == 1.0]  # fmt: skip
        return bodies[-1]

    player = script.player
    player.show("sf-1")
    player.choose_camera(camera)
    player.seek(time_s)
    if ghost:
        player.session.choose_ghost(ghost)
    script.settle()
    at = front()
    script.move(at)
    script.event(pygame.MOUSEWHEEL, y=3, precise_y=3.0, x=0)
    script.settle()
    assert player.settings.zoom > 1.5
    assert front() == pytest.approx(at, abs=2.0)  # [px]


@pytest.mark.parametrize("chord", ["H", "F1"])
def test_the_help_sheet_shows_every_key(script: Script, chord: str) -> None:
    script.press(chord)
    shown = [getattr(shape, "text", "") for shape in script.window.composed.shapes]
    stands = menu_status.states(script.player)
    for action in key_bindings.ACTIONS:
        for key in action.label.split():
            assert key in shown
        said = stands.get(action.name, action.text)
        assert any(text[:12] == said[:12] for text in shown)
    script.press(chord)
    assert script.player.panel == ""


ASKS = ("escape", "quit")  # lines that lead to the question


@pytest.mark.slow
def test_every_line_of_the_help_sheet_can_be_clicked(script: Script) -> None:
    for action in key_bindings.ACTIONS:
        if action.name in (*ASKS, "help", "full-screen", "picture", "clip", "sound"):
            continue
        script.player.show("final-a")
        script.player.seek(100.0)
        script.press("H")
        script.click(action.name)
        shown = ("", "camera", "bracket", "events", "ghost", "explain")
        assert script.player.panel in shown, action.name


def test_escape_closes_then_leaves_full_screen_then_asks(script: Script) -> None:
    script.press("F11")
    assert (script.player.panel, script.player.full_screen) == ("", True)
    script.press("H")
    script.press("Esc")
    assert (script.player.panel, script.player.full_screen) == ("", True)
    script.press("Esc")
    assert not script.player.full_screen
    script.press("Esc")
    assert script.player.panel == "quit"
    script.press("Esc")
    assert (script.player.panel, script.player.closed) == ("", False)
    script.press("Esc")
    script.click("leave")
    assert script.player.closed


def test_full_screen_does_not_change_the_size_to_remember(script: Script) -> None:
    script.press("F")
    assert script.window._window.size != SIZE
    assert script.window.windowed_size == SIZE
    script.press("F")
    script.go()
    assert script.window._window.size == SIZE


def test_the_bracket_opens_an_event_when_no_race_is_named(event: Results, tmp_path: Path) -> None:
    script = Script(Player(event, None, Preferences(size=SIZE)), tmp_path)
    shown = {getattr(shape, "text", "") for shape in script.window.composed.shapes}
    assert {"QUARTERFINALS", "SEMIFINALS", "FINALS", "by 0.04 s", "3:38.08"} <= shown
    for chord in ("K", "Right", "N", "Tab", "C", "H", "H", "V", "["):
        script.press(chord)
    assert script.player.replay is None
    script.press("Esc")
    script.press("N")
    script.press("B")
    script.click("race=qf-3")
    script.settle()
    assert script.player.race_id == "qf-3"
    assert seen(script.pixels())
    script.window.close()


def test_pictures_are_saved_and_it_is_said_where(script: Script, tmp_path: Path) -> None:
    script.player.seek(161.37)
    for chord in ("S", "Enter", "S", "Enter"):
        script.press(chord)
    script.idle()
    files = sorted((tmp_path / "pictures").iterdir())
    assert [file.name for file in files] == [
        "Beijing-2022-men-final-a-2m41s-2.png", "Beijing-2022-men-final-a-2m41s.png",
    ]  # fmt: skip
    picture = pygame.image.load(files[1])
    assert picture.get_size() == (1920, 1080)
    assert seen(pygame.surfarray.array3d(picture))


def test_what_was_saved_is_told(script: Script, tmp_path: Path) -> None:
    script.press("S")
    script.press("Enter")
    for _ in range(500):
        script.go()
        if "saved" in script.player.notice and script.window.worker.busy == "":
            break
        threading.Event().wait(0.01)
    assert str(tmp_path / "pictures" / "Beijing-2022-men-final-a-0m00s.png") in script.player.notice


def test_a_folder_that_cannot_be_written_is_told(script: Script, tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    script.press("S")
    script.press("Enter")
    worker = script.window.worker
    worker.stop()
    assert any("picture not saved" in line for line in worker.messages())


def test_a_clip_is_the_loop_or_the_last_ten_seconds(script: Script, tmp_path: Path) -> None:
    script.player.seek(100.0)
    script.press("V")
    script.press("Enter")
    script.press("[")
    script.player.seek(104.0)
    script.press("]")
    script.press("1")
    script.press("V")
    script.press("Enter")
    script.idle()
    found = [(clip.start_s, clip.end_s, clip.settings.speed) for clip in script.clips]
    assert found == [(90.0, 100.0, 1.0), (100.0, 104.0, 0.5)]
    assert len(list((tmp_path / "videos").iterdir())) == 2


def test_a_clip_shows_what_the_window_shows(script: Script) -> None:
    script.player.seek(100.0)
    script.player.choose_camera("follow:ROC")
    for chord in ("+", "X", "O", "V", "Enter"):
        script.press(chord)
    script.idle()
    (clip,) = script.clips
    seen_by, mine = clip.settings, script.player.settings
    for name in ("camera", "zoom", "pan", "chart", "palette", "ghost", "ghost_sync"):
        assert getattr(seen_by, name) == getattr(mine, name)
    assert (seen_by.zoom > 1.0, seen_by.chart != "gap") == (True, True)


def test_the_window_plays_on_while_a_clip_is_saved(script: Script) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(_clip: ClipRequest, path: Path, report: OnStep) -> Path:
        report(30, 100)
        begun.set()
        assert go_on.wait(20)
        report(31, 100)
        path.write_bytes(b"never")
        return path

    script.window._save_clip = slow
    script.player.seek(100.0)
    script.press("V")
    script.press("Enter")
    assert begun.wait(20)
    script.press("Space")
    script.go(60)
    assert script.time == pytest.approx(101.0, abs=0.1)
    assert script.window.worker.part == pytest.approx(0.3)
    words = [getattr(shape, "text", "") for shape in script.window.composed.shapes]
    assert any("saving clip" in each for each in words)
    script.event(pygame.QUIT)
    asked = (script.player.panel, script.player.closed)
    assert asked == ("quit", False), "what is being saved is worth a question"
    script.event(pygame.QUIT)
    assert script.player.closed
    threading.Timer(0.05, go_on.set).start()
    script.window.worker.stop()
    assert not list(script.folders[1].iterdir())


SIZES = [(640, 360), (1024, 576), (333, 222), (90, 700), (1, 1), (1600, 300), (801, 451)]


@pytest.mark.slow
def test_resizes_storm_past(script: Script) -> None:
    script.player.seek(100.0)
    for size in SIZES:
        script.window._window.minimum_size = (1, 1)
        script.window._window.size = size
        for x in range(20):  # a storm: only the last one is drawn
            script.event(pygame.WINDOWRESIZED, x=size[0] + x, y=size[1])
        script.go(2)
        assert script.window._window.get_surface().get_size() == size
        if min(size) > 100:
            assert seen(script.pixels()), size
    script.window._window.size = SIZE
    script.go(2)
    assert seen(script.pixels())


def test_small_windows_are_clicked_where_things_are_seen(script: Script) -> None:
    script.window._window.minimum_size = (1, 1)
    script.window._window.size = (320, 180)
    script.go(2)
    box = dict(script.window.composed.hits)["play"]
    at = (box.middle[0] / 2, box.middle[1] / 2)  # laid out for 640 × 360, shown at half
    script.down(at)
    script.up(at)
    assert script.player.transport.playing


def test_nothing_is_drawn_and_no_time_passes_while_minimised(script: Script) -> None:
    script.press("Space")
    script.event(pygame.WINDOWMINIMIZED)
    painted, reached = script.window.composed, script.time
    for _ in range(100):
        script.window.advance(5.0)
    assert script.time == reached
    assert not script.window._seen
    assert script.window.composed is painted
    script.event(pygame.WINDOWRESTORED)
    script.window.advance(3600.0)  # asleep for an hour
    script.window.draw()
    assert script.time <= reached + 0.1 + 1e-6
    assert script.window.composed is not painted


def test_the_loop_itself_runs_a_script_and_ends(event: Results) -> None:
    batches = iter(
        [
            [
                pygame.event.Event(
                    pygame.KEYDOWN, key=pygame.K_SPACE, mod=0, unicode=" ", scancode=0
                )
            ],
            *[[] for _ in range(120)],
            [pygame.event.Event(pygame.QUIT)],
        ]
    )
    player = Player(event, "sf-2", Preferences(size=(640, 360)))
    made = Window(
        player, Speaker(on=False), events=lambda: next(batches), tick=lambda _rate: TICK_S
    )
    made.run()
    made.close()
    assert player.transport.time_s == pytest.approx(122 * TICK_S, abs=1e-6)


def test_what_another_window_has_kept_meanwhile_stays(
    event: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each window writes what was done in it, whichever is closed first."""
    file = tmp_path / "window.json"
    monkeypatch.setattr(settings_file, "path", lambda: file)
    moment = Highlight("own", "two-teams", "race-1", 30.0)

    def other(self: Window) -> None:
        do(self.player, "speed-2")
        self.player.shelf.moments.keep(moment)
        self.player.known.learn("two-teams", "race-1")

    def run(self: Window) -> None:
        with monkeypatch.context() as within:
            within.setattr(Window, "run", other)
            window.show(event.scenario, "final-a")
        assert settings_file.load(file)[0].moments == (moment,)
        self.player.known.learn(event, "sf-1")

    monkeypatch.setattr(Window, "run", run)
    window.show(event.scenario, "final-a")
    found, complaint = settings_file.load(file)
    assert (found.speed, found.moments, complaint) == (2.0, (moment,), "")
    assert {*found.known} == {"two-teams#race-1", "beijing-2022-men#sf-1"}


def test_ctrl_c_closes_the_window_and_keeps_the_settings(
    event: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "window.json"
    monkeypatch.setattr(settings_file, "path", lambda: file)

    def interrupted(self: Window) -> None:
        self.draw()
        do(self.player, "speed-2")
        raise KeyboardInterrupt

    monkeypatch.setattr(Window, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        window.show(event.scenario, "final-a")
    assert settings_file.load(file)[0].speed == 2.0
    assert not pygame.display.get_init()


@pytest.mark.parametrize("found", [None, b"", b"{", b"[1]", b'{"button": {"font": {}}}', b"\xff"])
def test_a_theme_that_is_missing_or_broken_is_told_before_the_window_opens(
    event: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: bytes | None
) -> None:
    (tmp_path / "assets").mkdir()
    file = tmp_path / "assets" / "theme.json"
    if found is not None:
        file.write_bytes(found)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    monkeypatch.setattr(Window, "__init__", lambda *_, **__: pytest.fail("the window opens"))
    told = r"theme\.json is (missing|damaged)"
    with pytest.raises((FileNotFoundError, PursuitError), match=told):
        window.show(event.scenario, "final-a")


def test_without_a_display_there_is_one_clear_error(
    event: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_file, "path", lambda: tmp_path / "window.json")
    monkeypatch.setenv("SDL_VIDEODRIVER", "no-such-driver")
    pygame.display.quit()
    with pytest.raises(screen.NoDisplayError, match="no display"):
        window.show(event.scenario, "final-a")


def test_the_same_state_gives_the_same_picture(event: Results) -> None:
    made = [Player(event, "sf-1", Preferences(size=SIZE)) for _ in range(2)]
    for player in made:
        player.seek(77.7)
    one, other = (overlay.compose(player, Pointer((30.0, 40.0))) for player in made)
    assert one == other


@pytest.mark.slow
def test_every_race_of_the_event_can_be_seen(script: Script, event: Results) -> None:
    script.window._window.size = (640, 360)
    for result, time in zip(event.races, (0.0, 9.0, 150.0, 219.0, 230.0) * 2, strict=True):
        script.player.show(result.race.id)
        script.player.seek(time)
        script.go()
        script.settle()
        assert seen(script.pixels()), (result.race.id, time)


def test_a_new_window_has_room_on_the_desktop() -> None:
    from pursuit_sim.app import screen

    pygame.display.init()
    wide, high = pygame.display.get_desktop_sizes()[0]
    for size in (screen.fitting(None), screen.fitting((9000, 9000)), screen.fitting((640, 360))):
        assert 640 <= size[0] <= max(wide, 640)
        assert 360 <= size[1] <= max(high, 360)
    pygame.display.quit()


def test_remembered_is_what_was_chosen(script: Script) -> None:
    script.player.choose_camera("follow:ROC")
    script.press("O")
    script.press("4")
    kept = script.player.preferences(sound=False)
    assert kept == Preferences(SIZE, 4.0, "follow:1", False, "colour-blind")
    again = Player(script.player.results, "qf-1", replace(kept, size=(640, 360)))
    assert again.camera == f"follow:{again.codes[1]}"
    assert again.settings.palette == "colour-blind"
