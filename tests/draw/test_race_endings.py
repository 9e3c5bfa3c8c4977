"""How a race ends, the same in every place: card, badge, captions, pictures, and who cheers."""

from __future__ import annotations

import pytest

from helpers.scenes import says
from helpers.two_teams import BY_THOUSANDTHS, BY_TIE_BREAK, DEAD_HEAT, UNDECIDED, scenario, two
from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import clock, result_card
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.narration import narration, spoken
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.event import results
from pursuit_sim.export.pictures import render
from pursuit_sim.export.tables.results_table import overview
from pursuit_sim.trajectory import SKATERS


def written(shown: Replay) -> dict[str, list[str]]:
    """What each camera writes two seconds after the race."""
    time = float(shown.finish_s.max()) + 2.0
    return {
        camera: says(scene.frame(shown, time, Settings(size=(1920, 1080), camera=camera)))
        for camera in registry.names(shown.codes)
    }


def last_caption(shown: Replay) -> str:
    told = narration(shown)[-1]
    return spoken(told.phrase, told.values)


def cheering(shown: Replay) -> set[str]:
    poses = snapshot(shown, float(shown.finish_s.max()) + 2.5).poses
    return {shown.codes[k // SKATERS] for k, pose in enumerate(poses) if pose.cheer}


def test_a_gap_is_told_as_published_wherever_it_is_told() -> None:
    """The times say 1.67; published gaps come from thousandths."""
    found = scenario(*BY_THOUSANDTHS)
    shown = two(*BY_THOUSANDTHS)
    assert results(found).race("r").margin_s == 1.68
    assert [each.gap_s for each in shown.context.outcomes] == [None, 1.68]
    assert shown.gaps_s[-1] == -1.68
    over = clock.reading(shown, 181.0)
    assert (over.gap, over.caption) == ("AAA −1.68", "gap at the finish, as published")
    assert last_caption(shown) == "6 laps: AAA ahead by 1.68 seconds"
    for camera, words in written(shown).items():
        assert any("1.68" in each for each in words), camera
        assert not any("1.67" in each for each in words), camera


def test_a_what_if_has_the_gap_of_its_own_times() -> None:
    shown = two(BY_THOUSANDTHS[0], BY_THOUSANDTHS[1].replace("180.0", "181.0"))
    assert shown.gaps_s[-1] == pytest.approx(-2.67)
    over = clock.reading(shown, 182.0)
    assert (over.gap, over.caption) == ("AAA −2.67", "gap at the finish")


def test_what_broke_a_tie_is_known_to_all() -> None:
    shown = two(*BY_TIE_BREAK)
    assert [(each.team, each.order) for each in shown.context.outcomes] == [("BBB", 1), ("AAA", 2)]
    over = clock.reading(shown, 181.0)
    assert (over.gap, over.front) == ("BBB first", 1)
    assert over.caption == "at the finish, in the same time"
    assert last_caption(shown) == "6 laps: BBB first, in the same time"
    assert cheering(shown) == {"BBB"}
    for camera, words in written(shown).items():
        assert not any("level" in each for each in words), camera


def test_thousandths_that_decide_are_told() -> None:
    """3:00.001 and 3:00.000 are alike in hundredths."""
    made = scenario('time = 180.001\nformation = "push"', 'time = 180.0\nformation = "rotating"')
    found = results(made)
    shown = render.replay(made, "r", found)
    over = clock.reading(shown, 181.0)
    assert (over.gap, over.front, over.caption) == ("BBB −0.001", 1, "gap at the finish")
    assert last_caption(shown) == "6 laps: BBB ahead by 0.001 seconds"
    for camera, words in written(shown).items():
        assert any("0.001" in each for each in words), camera
    assert found.race("r").margin == "by 0.001 s"
    (sheet,) = overview(found.to_dict())
    assert [row[6] for row in sheet.rows] == ["", "+0.001"]


def test_a_tie_break_that_decided_is_told() -> None:
    made = scenario(*BY_TIE_BREAK)
    found = results(made)
    (sheet,) = overview(found.to_dict())
    assert [(row[2], row[6]) for row in sheet.rows] == [("BBB", ""), ("AAA", "tie-break")]
    assert found.race("r").margin == "by tie-break"
    shown = render.replay(made, "r", found)
    assert any("tie-break" in each for each in written(shown)["overview"])
    (dead,) = overview(results(scenario(*DEAD_HEAT)).to_dict())
    assert [row[6] for row in dead.rows] == ["0.00", "0.00"]


def test_a_time_beside_a_status_is_shown_and_has_no_place() -> None:
    """By the rules a disqualified team has no place; its time is shown all the same."""
    shown = two('time = 180.0\nstatus = "DSQ"', 'time = 185.0\nformation = "push"')
    rows = [(each.team, each.order, result_card.time(each)) for each in shown.context.outcomes]
    assert rows == [("BBB", 1, "3:05.00"), ("AAA", None, "DSQ")]
    assert shown.context.note == "AAA was disqualified, 3:00.00 does not count"


def test_of_a_dead_heat_nobody_is_first() -> None:
    shown = two(*DEAD_HEAT)
    over = clock.reading(shown, 181.0)
    assert (over.gap, over.front) == ("level", None)
    assert last_caption(shown) == "6 laps: level"
    assert cheering(shown) == set()
    assert [each.order for each in shown.context.outcomes] == [1, 1]


def test_nobody_won_where_nobody_knows_who_did() -> None:
    assert results(scenario(*UNDECIDED)).race("r").winner is None
    shown = two(*UNDECIDED)
    rows = shown.context.outcomes
    assert [(each.team, each.order) for each in rows] == [("AAA", None), ("BBB", None)]
    assert result_card.place(rows, rows[0]) == "time of BBB unknown"
    for camera, words in written(shown).items():
        assert "winner" not in words, camera
        assert "1st" not in words, camera
        assert any("time of BBB unknown" in each for each in words), camera


@pytest.mark.parametrize(
    ("event", "race", "means", "hidden"),
    [
        # Their rivals' times were not published: what a place by time means is known all the same.
        ("beijing-2022-women", "qf-2", "3rd of 5 known · to the semifinals", "time of NOR unknown"),
        ("pyeongchang-2018-men", "qf-3", "5th of 6 known · to Final C", "time of CAN unknown"),
        # And where all is known, who won may be told before what that means.
        ("beijing-2022-men", "sf-1", "to Final A", "winner"),
    ],
)
def test_what_is_hidden_is_not_replaced_by_a_guess(
    event: str, race: str, means: str, hidden: str
) -> None:
    rows = story.context(results(load(event)), race).outcomes
    assert result_card.place(rows, rows[0]) == means
    assert result_card.place(rows, rows[0], placed=False) == hidden
