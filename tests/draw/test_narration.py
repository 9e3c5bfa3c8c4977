"""What is told of a race: the window's own words, each when it happens."""

from __future__ import annotations

import pytest

import pursuit_sim
from helpers import skated_again
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.narration import (
    catalogue,
    event_phrase,
    languages,
    narration,
    reading_s,
    spoken,
)
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.event import results
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.units import HUNDREDTH

# Four minutes are so slow that the others make good half a lap.
CAUGHT = "races.race-1.finish.time=4:00.00"


def replays(event: str, *changes: str) -> list[Replay]:
    scenario = pursuit_sim.load(event, changes)
    found = results(scenario)
    return [replay(scenario, each.id, found) for each in scenario.races.values() if each.entries]


def test_a_mark_is_told_in_the_words_of_the_window() -> None:
    events = [("beijing-2022-men",), ("beijing-2022-women",), ("two-teams", CAUGHT)]
    kinds = set()
    for shown in (each for event in events for each in replays(*event)):
        for each in shown.events:
            if each.kind != "line":
                told = each.text
                if each.kind in doubts.FINISHES:  # whether that time was measured, besides
                    doubt = doubts.beside(doubts.of_finish(shown, each.team))
                    told = told.replace(" finish", f" finish{doubt}")
                assert spoken(*event_phrase(shown, each)) == told
                kinds.add(each.kind)
    assert kinds == {"exchange", "swap", "fall", "finish", "record", "catch"}


def test_a_race_is_told_when_it_happens() -> None:
    """Semifinal 1 by its official times: 3:38.28 and 3:39.62."""
    told = [(each.time_s, spoken(each.phrase, each.values)) for each in narration(
        replay(pursuit_sim.load("beijing-2022-men"), "sf-1"))]  # fmt: skip
    assert told == sorted(told, key=lambda each: each[0])
    assert told[0] == (0.0, "Semifinal 1: NOR v NED")
    by_text = {text: time for time, text in told}
    assert by_text["NOR finish in 3:38.28"] == pytest.approx(218.28, abs=HUNDREDTH / 10)
    assert by_text["NED finish in 3:39.62"] == pytest.approx(219.62, abs=HUNDREDTH / 10)
    assert by_text["8 laps: NOR ahead by 1.34 seconds"] == by_text["NED finish in 3:39.62"]
    assert [text for _, text in told].count("The bell: last lap") == 1
    # Nobody published how it stood on the way.
    modelled = [text for text in by_text if text.endswith(" (model)")]
    assert [int(text.split()[0]) for text in modelled] == [1, 2, 3, 4, 5, 6, 7]


def test_what_was_timed_is_no_model() -> None:
    """Pair 1 of the Europeans of 2020, of which every lap of both teams is known."""
    (shown,) = replays("thialf-2020-pair-1")
    told = [spoken(each.phrase, each.values) for each in narration(shown)]
    assert sum("laps: " in text or "lap: " in text for text in told) == 8
    assert not [text for text in told if text.endswith("(model)")]


def test_a_team_alone_is_told_by_its_times() -> None:
    shown = next(each for each in replays("beijing-2022-women") if len(each.codes) == 1)
    told = [spoken(each.phrase, each.values) for each in narration(shown)]
    code, laps = shown.codes[0], shown.race.laps
    assert sum(text.startswith(f"{code} ") and " after " in text for text in told) == laps - 1


def test_long_sentences_are_shown_longer() -> None:
    assert reading_s("The bell") == 2.0
    assert reading_s(45 * "x") == 3.0


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    ("time", "kind"), [("3:37.00", "record"), ("3:37.20", "finish")], ids=["record", "none"]
)
def test_a_supposed_finish_is_told_as_such_with_and_without_a_record(
    time: str, kind: str, language: str
) -> None:
    """The Olympic record stood at 3:37.08."""
    changed = pursuit_sim.load("beijing-2022-men", [f"races.sf-1.crossing.time={time}"])
    shown = replay(changed, "sf-1")
    word = catalogue(language)["doubt-supposed"]
    mark = next(each for each in shown.events if each.kind == kind and each.team == 1)
    assert word in spoken(*event_phrase(shown, mark), language)
    told = [spoken(each.phrase, each.values, language) for each in narration(shown)]
    assert [each for each in told if f"{time}{word}" in each]
    assert not [each for each in told if time in each and word not in each]


@pytest.mark.parametrize("language", languages())
def test_a_run_that_does_not_count_is_told_when_it_ends(language: str) -> None:
    event = pursuit_sim.load(skated_again.TEXT)
    said = catalogue(language)["said-run-void"].replace("{code}", "AAA")
    for race, times in (("r1", [184.0]), ("r2", [])):
        told = [
            each.time_s
            for each in narration(replay(event, race))
            if spoken(each.phrase, each.values, language) == said
        ]
        assert told == pytest.approx(times)
