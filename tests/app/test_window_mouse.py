"""What a viewer with nothing but a mouse finds, under the dummy driver."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

import pursuit_sim
from helpers.scenes import kind_of, walk
from helpers.window_script import SIZE, Script
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics.frame_context import team_colours
from pursuit_sim.draw.shapes import Symbol
from pursuit_sim.event import Results

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "final-a", Preferences(size=SIZE)), tmp_path)
    yield made
    made.window.close()


def words(script: Script) -> list[str]:
    """Every text that is painted."""
    return [getattr(shape, "text", "") for shape in script.window.composed.shapes]


def test_the_menu_asks_before_it_quits(script: Script) -> None:
    script.click("help")
    script.click("quit")
    assert (script.player.panel, script.player.closed) == ("quit", False)
    script.click("close")
    assert (script.player.panel, script.player.closed) == ("", False)
    script.click("help")
    script.click("quit")
    script.click("leave")
    assert script.player.closed


def test_full_screen_is_left_by_mouse_and_then_the_program(script: Script) -> None:
    for line in ("full-screen", "escape"):
        script.click("help")
        script.click("full-screen")
        assert script.player.full_screen
        script.click("help")
        assert "full screen: on" in words(script)
        script.click(line)
        assert not script.player.full_screen
    script.click("help")
    script.click("escape")
    assert script.player.panel == "quit"


def test_the_bracket_leads_back_to_where_the_race_was(script: Script) -> None:
    script.click("play")
    script.player.seek(100.0)
    script.click("bracket")
    before = script.time
    script.go(30)
    assert script.time == before, "nobody sees the race"
    for way in ("back", "race=final-a"):
        script.click(way)
        assert (script.player.panel, script.player.race_id) == ("", "final-a")
        assert script.time == pytest.approx(before, abs=0.2)
        script.click("bracket")
    script.click("race=sf-1")
    assert script.player.race_id == "sf-1"
    assert script.time == pytest.approx(0.0, abs=0.1)


def test_the_bracket_has_a_menu_and_a_way_out(event: Results, tmp_path: Path) -> None:
    script = Script(Player(event, None, Preferences(size=SIZE)), tmp_path)
    assert "back" not in dict(script.window.composed.hits), "there is no race behind it"
    script.click("help")
    script.click("full-screen")
    assert (script.player.panel, script.player.full_screen) == ("bracket", True)
    script.click("quit")
    script.click("close")
    assert (script.player.panel, script.player.closed) == ("bracket", False)
    script.click("quit")
    script.click("leave")
    assert script.player.closed
    script.window.close()


def test_what_lies_over_the_bracket_goes_back_to_it(script: Script) -> None:
    script.click("bracket")
    for over in ("help", "quit"):
        script.click(over)
        assert script.player.panel == over
        assert "PLACES" in words(script), "the bracket is still seen"
        script.click("close")
        assert script.player.panel == "bracket"
    script.click("help")
    script.click("forward-10")
    assert (script.player.panel, script.time) == ("", 10.0), "that needs the race"


def test_the_menu_tells_how_things_stand(script: Script) -> None:
    script.click("help")
    found = words(script)
    for said in ("sound: off", "full screen: off", "colours: the teams' own", "chart: gap",
                 "go on with the round: off", "tuning panel: closed"):  # fmt: skip
        assert said in found
    script.click("palette")
    script.click("help")
    script.click("autoplay")
    script.click("help")
    script.click("sound")
    script.click("help")
    found = words(script)
    for said in (
        "sound: on",
        "colours: for every eye",
        "go on with the round: on",
    ):
        assert said in found


def test_a_loop_is_told_in_words_for_mouse_and_keys(script: Script) -> None:
    script.player.seek(83.4)
    script.click("help")
    script.click("loop-from")
    assert script.player.notice.startswith("loop from 1:23.40; now choose “loop to here”")
    script.player.seek(90.0)
    script.click("help")
    script.click("loop-to")
    assert script.player.notice.startswith("loop from 1:23.40 to 1:30.00")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("play", "play, pause  (Space)"),
        ("speed", "speed  (↑)"),
        ("camera-menu", "cameras and ghosts  (C)"),
        ("chart", "another chart  (X)"),
        ("card:ROC", "follow ROC"),
    ],
)
def test_what_can_be_clicked_says_what_it_does(script: Script, name: str, said: str) -> None:
    script.move(script.area(name))
    assert said in words(script)
    script.move((SIZE[0] / 2, 5))
    assert said not in words(script)


def test_what_came_under_the_mouse_by_a_click_is_not_explained(script: Script) -> None:
    """A card of the bracket lies where the race then has its clock."""
    replay = script.replay
    settings = script.player.settings
    clock = (SIZE[0] / 2, 0.3 * SIZE[1])
    named = scene.named(replay, script.time, settings, clock)
    assert named is not None
    script.move(clock)
    assert named[0] in words(script)
    script.down(clock)
    script.up(clock)
    assert named[0] not in words(script)
    script.move((clock[0] + 1, clock[1]))
    assert named[0] in words(script)


def test_at_a_lap_the_clock_reads_what_the_table_says(script: Script) -> None:
    for race in ("sf-1", "qf-2"):
        script.player.show(race)
        replay = script.replay
        for lap in range(replay.race.laps):
            script.click("help")
            script.click("next-lap")
            first = float(replay.splits_s[:, 2 * lap + 1].min())
            minutes, rest = divmod(round(first * 100), 6000)
            said = f"{minutes}:{rest / 100:05.2f}"
            assert words(script).count(said) >= 2, "the race clock, and that of the bar"
            assert replay.half_laps_done(script.time)[int(replay.splits_s[:, 2 * lap + 1].argmin())]


def wheel(script: Script, at: tuple[float, float], notches: float) -> None:
    script.move(at)
    for _ in range(round(abs(notches))):
        script.event(pygame.MOUSEWHEEL, y=1, precise_y=math.copysign(1.0, notches), x=0)
        script.settle()


def test_however_far_the_overview_is_zoomed_or_dragged_there_is_ice(script: Script) -> None:
    script.player.seek(96.3)
    rink = dict(reversed(script.window.composed.hits))["rink"]
    middle = rink.middle
    for at in (middle, (rink.x + 30, rink.y + 12), (middle[0], rink.y + 0.4 * rink.height)):
        script.player.aim.reset()
        script.settle()
        wheel(script, at, 30)
        for drag in ((0, 0), (0, 300), (300, -300), (-700, 40)):
            script.down(middle)
            script.move((middle[0] + drag[0], middle[1] + drag[1]))
            script.up((middle[0] + drag[0], middle[1] + drag[1]))
            script.settle()
            left, top, wide, high = (round(each) for each in rink)
            seen = script.pixels()[left : left + wide, top : top + high].mean(axis=2)
            assert (seen > 200).mean() > 0.04, (at, drag)


# How many metres of ice, across the picture, a camera shows at the least: a train is 4 m long.
LEAST_M = [("follow:NOR", 4.0), ("split", 2.5), ("head-to-head", 7.0)]


@pytest.mark.parametrize(("camera", "least_m"), LEAST_M)
def test_a_camera_comes_no_nearer_than_to_a_train(
    script: Script, camera: str, least_m: float
) -> None:
    script.player.choose_camera(camera)
    script.player.seek(96.3)
    script.settle()
    wheel(script, (SIZE[0] / 2, SIZE[1] / 2), 30)
    scale, _ = script.lens()
    wide = SIZE[0] / (2 if camera == "split" else 1)
    assert wide / scale >= least_m


@pytest.mark.parametrize("camera", ["overview", "follow:NOR", "split", "head-to-head", "broadcast"])
def test_the_whole_view_is_a_click_away(script: Script, camera: str) -> None:
    script.player.choose_camera(camera)
    script.player.seek(96.3)
    script.settle()
    assert "WHOLE VIEW" not in words(script)
    wheel(script, (500, 150), 12)
    assert script.player.settings.zoom > 1.0
    script.click("zoom-reset")
    script.settle()
    assert (script.player.settings.zoom, script.player.settings.pan) == (1.0, (0.0, 0.0))
    assert "WHOLE VIEW" not in words(script)
    script.down((400, 60))
    script.move((340, 60))
    script.up((340, 60))
    script.go()
    assert script.player.settings.pan != (0.0, 0.0)
    script.click("zoom-reset")
    script.settle()
    assert script.player.settings.pan == (0.0, 0.0)


def test_a_click_on_a_mark_goes_to_the_moment_that_the_hint_names(script: Script) -> None:
    """N, which knows no pixels, goes to the same moments."""
    script.player.show("sf-1")
    replay = script.replay
    box = dict(reversed(script.window.composed.hits))["timeline"]
    named = {
        text: time
        for time, text in zip(script.player.moments.marks, script.player.moments.words, strict=True)
    }
    found = 0
    for event in (e for e in replay.events if e.kind in ("exchange", "swap", "finish")):
        px = box.x + event.time_s / replay.duration_s * box.width
        for beside in (-2.0, 0.0, 2.0):
            at = (px + beside, box.middle[1])
            script.player.say("")
            script.move(at)
            hints = [said for said in words(script) if said.endswith(event.text)]
            if not hints:  # another mark is nearer
                continue
            found += 1
            script.down(at)
            assert script.time == named[event.text], "as the clock reads"
            script.up((at[0] + 1, at[1] + 1))
            assert script.time == named[event.text] - 2.0, "and from there it is seen coming"
            assert script.player.notice.startswith(hints[0].partition("  ·")[0])
    assert found >= 9


def test_dragging_the_timeline_does_not_stick_to_its_marks(script: Script) -> None:
    script.player.show("sf-1")
    replay = script.replay
    box = dict(reversed(script.window.composed.hits))["timeline"]
    exchange = next(e for e in replay.events if e.kind == "exchange")
    px = box.x + exchange.time_s / replay.duration_s * box.width
    script.down((px, box.middle[1]))
    assert script.time == pytest.approx(exchange.time_s, abs=0.005)
    for beside in (40.0, 3.0):
        script.move((px + beside, box.middle[1]))
        free = exchange.time_s + beside / box.width * replay.duration_s
        assert script.time == pytest.approx(free, abs=0.01)
        assert not [said for said in words(script) if said.endswith(exchange.text)]
    script.up((px + 3.0, box.middle[1]))
    assert script.time == pytest.approx(free, abs=0.01)


@pytest.mark.parametrize("name", ["follow:NED", "overview"])
def test_nearer_by_a_key_keeps_the_team_in_the_picture(script: Script, name: str) -> None:
    """The one that is followed; in the overview the one that leads, NED at 1:00."""
    player = script.player
    player.show("sf-1")
    player.choose_camera(name)
    player.seek(60.0)
    script.settle()
    for _ in range(4):
        script.press("+")
    script.settle()
    assert player.replay is not None
    assert player.settings.zoom > 1.5
    own = team_colours(player.replay, player.settings)[1].suit
    rink = scene.hits(player.replay, player.settings)["rink"]
    bodies = [
        shape.at for shape, _ in walk(script.window.composed.shapes)
        if isinstance(shape, Symbol) and isinstance(shape.key, tuple)
        and kind_of(shape) == "body" and shape.key[3][0] == own
    ]  # fmt: skip
    assert len(bodies) == 3
    assert all(rink.contains(*at) for at in bodies)


def test_a_roomy_bar_has_a_button_for_clips(event: Results, tmp_path: Path) -> None:
    for width, there in ((1280, True), (1024, False)):
        size = (width, width * 9 // 16)
        roomy = Script(Player(event, "final-a", Preferences(size=size)), tmp_path / str(width))
        roomy.player.seek(100.0)
        roomy.go(2)
        assert ("clip" in [name for name, _ in roomy.window.composed.hits]) is there
        if there:
            roomy.click("clip")
            roomy.click("send=landscape")
            roomy.idle()
            assert [(clip.start_s, clip.end_s) for clip in roomy.clips] == [(90.0, 100.0)]
        roomy.window.close()
