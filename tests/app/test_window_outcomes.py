"""The window with races that cannot be replayed, and teams that are not in the picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import pursuit_sim
from helpers import skated_again
from helpers.races import DATA
from helpers.scenes import says
from helpers.window_script import Script
from pursuit_sim.app import menu
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw import scene
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.event import Results
from pursuit_sim.sim import simulate

SIZE = (1280, 720)


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load(DATA / "outcomes" / "mixed-evening.toml"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, None, Preferences(size=SIZE)), tmp_path)
    yield made
    made.window.close()


def test_a_race_without_a_replay_says_why_and_the_event_stays(script: Script) -> None:
    script.player.show("race-2")
    assert script.player.notice == "Race 2 cannot be replayed: KAZ withdrew"
    assert script.player.panel == "bracket"
    assert script.player.replay is None
    script.player.show("race-1")
    assert script.player.race_id == "race-1"
    script.player.show("race-4")
    assert script.player.race_id == "race-1"
    assert "a fall" in script.player.notice


def test_the_next_race_is_one_that_can_be_replayed(script: Script) -> None:
    script.player.show("race-1")
    assert story.following(script.player.results, script.player.race_id) == "Race 3"
    script.press("Tab")
    assert script.player.race_id == "race-3"
    script.press("Tab")
    assert script.player.race_id == "race-1"


def test_the_page_of_the_event_names_every_result(event: Results) -> None:
    words = says(menu.bracket(event, SIZE, "standard", Pointer()).shapes)
    assert {"DNF", "WDR", "4:39.70", "3:02.00", "2:58.62", "2:56.00"} <= {*words}
    assert words.count("no replay") == 2


@pytest.mark.parametrize("camera", registry.names(("JPN",)))
def test_who_is_missing_is_named_in_every_picture(event: Results, camera: str) -> None:
    replay = prepare(simulate(event.race("race-1").race), story.context(event, "race-1"))
    words = says(scene.frame(replay, 60.0, Settings(size=SIZE, camera=camera)))
    assert any("NED DNF" in each for each in words)


def test_the_card_of_the_result_has_the_missing_team(event: Results) -> None:
    replay = prepare(simulate(event.race("race-1").race), story.context(event, "race-1"))
    words = says(scene.frame(replay, replay.duration_s, Settings(size=SIZE)))
    card = words[words.index("RESULT") :]
    assert card.index("JPN") < card.index("NED") < card.index("DNF")
    assert "NED did not finish (fell in the second lap)" in " ".join(card)


@pytest.mark.parametrize("camera", ["overview", "head-to-head", "split"])
def test_a_formation_that_nobody_knows_is_called_so(event: Results, camera: str) -> None:
    replay = prepare(simulate(event.race("race-3").race), story.context(event, "race-3"))
    words = says(scene.frame(replay, 60.0, Settings(size=SIZE, camera=camera)))
    assert any("formation not known" in each.casefold() for each in words)
    assert not any(each.casefold().startswith("rotating") for each in words)


def test_stand_ins_for_skaters_are_told_apart(event: Results) -> None:
    replay = prepare(simulate(event.race("race-3").race), story.context(event, "race-3"))
    assert replay.names[:3] == ("BEL 1", "BEL 2", "BEL 3")
    changes = [each.text for each in replay.events if each.kind == "exchange"]
    assert changes
    assert all(each.endswith("(formation not known)") for each in changes)


def test_the_page_of_the_event_says_which_run_does_not_count() -> None:
    again = pursuit_sim.results(pursuit_sim.load(skated_again.TEXT))
    words = says(menu.bracket(again, SIZE, "standard", Pointer()).shapes)
    assert words.count("does not count") == 1
    assert words.index("3:04.00") + 1 == words.index("does not count"), "beside that time"
