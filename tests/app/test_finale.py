"""The end of a race in the window: a slow replay by itself, the finish strip, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import pursuit_sim
from helpers.two_teams import scenario
from helpers.window_script import Script, replay_of
from pursuit_sim.app import overlay
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.event import Results

pytestmark = pytest.mark.usefixtures("prepared_once")

SIZE = (1280, 720)
# Semifinal 1 of Beijing 2022, men: Norway 3:38.28, Netherlands 3:39.62 (official results).
FIRST_S, LAST_S = 218.28, 219.62


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "sf-1", Preferences(size=SIZE)), tmp_path)
    made.player.seek(LAST_S - 1.0)
    yield made
    made.window.close()


def watch(player: Player, wall_s: float) -> None:
    for _ in range(round(wall_s / 0.05)):
        player.advance(0.05)


def in_slow_replay(script: Script) -> Player:
    player = script.player
    script.press("Space")
    watch(player, 3.0)
    assert player.finale.back is not None
    return player


def test_the_last_metres_are_shown_again_slowly(script: Script) -> None:
    player = script.player
    script.press("Space")
    watch(player, 2.4)
    assert player.finale.back is None
    watch(player, 0.3)
    assert player.transport.playing
    assert player.transport.speed < 1.0
    assert "slow replay" in player.notice
    begun = player.transport.time_s
    assert begun < FIRST_S
    # Thirty metres at fourteen metres a second take a little more than two seconds.
    assert FIRST_S - begun == pytest.approx(30.0 / 14.0, abs=0.4)
    watch(player, 60.0)
    assert player.finale.back is None
    assert player.transport.speed == 1.0
    assert player.transport.time_s == player.transport.end_s
    assert player.notice == ""


def test_it_comes_once(script: Script) -> None:
    player = in_slow_replay(script)
    script.press("Space")
    assert player.finale.back is None
    player.seek(LAST_S)
    watch(player, 3.0)
    assert player.finale.back is None
    assert player.transport.time_s == pytest.approx(LAST_S + 3.0, abs=0.1)


@pytest.mark.parametrize("chord", ["Space", "End", "Esc", "C", "Q"])
def test_any_key_ends_it_and_does_nothing_else(script: Script, chord: str) -> None:
    player = in_slow_replay(script)
    script.press(chord)
    assert player.finale.back is None
    assert (player.transport.speed, player.transport.playing) == (1.0, True)
    assert player.transport.time_s == pytest.approx(LAST_S + 1.5, abs=0.2)
    assert (player.panel, player.closed) == ("", False)


def test_a_click_ends_it_and_does_nothing_else(script: Script) -> None:
    player = in_slow_replay(script)
    script.go()
    script.click("rink")
    assert player.finale.back is None
    assert player.transport.playing, "the click did not pause"


def test_who_looks_for_something_is_not_shown_it(event: Results) -> None:
    def reached(do: str) -> Player:
        player = Player(event, "sf-1", Preferences(size=SIZE))
        player.seek(LAST_S - 1.0)
        player.go_on(player.transport.play())
        if do == "loop":
            player.seek(LAST_S + 3.0)
            player.go_on(player.transport.loop_to_here().seek(LAST_S - 1.0))
        elif do == "haste":
            player.go_on(player.transport.at_speed(16.0))
        elif do == "jump":
            player.seek(LAST_S + 2.0)
        elif do == "panel":
            player.open("camera")
        watch(player, 3.0)
        return player

    assert reached("").finale.back is not None
    for each in ("loop", "haste", "jump", "panel"):
        assert reached(each).finale.back is None, each


def test_another_race_goes_at_the_speed_that_was_chosen(script: Script) -> None:
    player = in_slow_replay(script)
    assert player.preferences(sound=True).speed == 1.0
    player.show("sf-2")
    assert player.transport.speed == 1.0


def test_a_key_shows_the_finish_strip_and_the_camera_again(script: Script) -> None:
    player = script.player
    player.choose_camera("follow:NED")
    script.press("W")
    assert player.camera == "finish-strip"
    script.press("W")
    assert player.camera == "follow:NED"
    script.press("W")
    assert player.preferences(sound=True).camera == "follow:1", "it is not opened with"
    script.press("Tab")
    assert player.camera.startswith("follow:")


def test_the_buttons_after_a_race(script: Script) -> None:
    script.press("End")
    script.go()
    script.click("finish-strip")
    script.settle()
    assert script.player.camera == "finish-strip"
    script.click("finish-strip")
    script.settle()
    assert script.player.camera == "overview"
    script.click("finish-strip")
    script.settle()
    script.click("replay")
    script.settle()
    assert (script.player.camera, script.time < 1.0) == ("overview", True), (
        "the strip would be empty"
    )
    script.press("End")
    script.go()
    assert {"replay", "clip", "next-race"} <= {name for name, _ in script.window.composed.hits}
    script.click("next-race")
    assert script.player.race_id == "sf-2", "the next in the event's order"


def test_the_slow_replay_of_whoever_lies_before_the_line_is_no_longer(tmp_path: Path) -> None:
    """AAA fall in the last bend and win: from 5 s before the finish, not from 30 m before it."""
    sides = (
        """time = 192.0\nformation = "rotating"
        splits = [[5.5, 168.0]]\nfall = { skater = "Cat Three", laps = 5.84 }""",
        """time = 198.0\nformation = "push"\n""",
    )
    fallen = pursuit_sim.results(scenario(*sides))
    made = Script(Player(fallen, "r", Preferences(size=SIZE)), tmp_path)
    made.player.seek(198.0 - 1.0)
    begun = in_slow_replay(made).transport.time_s
    assert 192.0 - 5.0 <= begun < 192.0 - 4.5
    made.window.close()


def test_after_the_last_race_come_the_results(event: Results, tmp_path: Path) -> None:
    last = event.races[-1].race.id
    player = Player(event, last, Preferences(size=SIZE))
    player.seek(replay_of(player).duration_s)
    shapes = overlay.compose(player, Pointer()).shapes
    assert "RESULTS" in [getattr(shape, "text", "") for shape in shapes]
    script = Script(player, tmp_path)
    script.press("Enter")
    assert player.panel == "bracket"
    script.window.close()
