"""Odds of a what-if whose times are of two rinks."""

from __future__ import annotations

import pytest

from pursuit_sim import load
from pursuit_sim.lab.earlier_events import moved_runs
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.outlook import KnownRun
from pursuit_sim.lab.race_odds import race_odds

RINK, TIME = "rink=salt-lake-city", "races.sf-1.finish.time=3:33.00"
OTHER = "races.sf-1.crossing.time=3:33.50"


@pytest.mark.parametrize(("said", "named"), [
    ([], []),
    ([RINK], []),  # all times are still of the old rink, and alike
    ([TIME], []),
    ([RINK, TIME], ["NOR in sf-1"]),
])  # fmt: skip
def test_a_time_of_another_rink_than_the_others_is_told(said: list[str], named: list[str]) -> None:
    scenario = load("beijing-2022-men", said)
    event = event_odds(scenario, "semifinals", draws=100)
    race = race_odds(scenario, scenario.races["final-a"])
    for found in (event, race):
        told = [each for each in found.cautions if "another rink" in each]
        assert [each.partition(":")[0] for each in told] == named


@pytest.mark.parametrize(("said", "named"), [
    ([], set()),
    ([RINK], set()),
    ([RINK, TIME], {"NOR"}),
    ([RINK, TIME, OTHER], {"NOR", "NED"}),
])  # fmt: skip
def test_so_is_one_of_an_earlier_event(said: list[str], named: set[str]) -> None:
    milano, beijing = load("milano-2026-men"), load("beijing-2022-men", said)
    event = event_odds(milano, earlier=[beijing], draws=100)
    race = race_odds(milano, milano.races["qf-4"], earlier=[beijing])
    for found, teams in ((event, named), (race, named & {"NED"})):  # whose race it is
        told = [each for each in found.cautions if "another rink" in each]
        runs = {run for each in told for run in each.partition(": skated")[0].split(", ")}
        assert runs == {f"{team} in beijing-2022-men: sf-1" for team in teams}


def test_a_time_of_another_rink_says_nothing_of_the_level() -> None:
    """All are 5 s slower here than in Beijing, but for the times that are not of there."""
    beijing = load("beijing-2022-men", [RINK, TIME, OTHER])
    there = {"NOR": (217.47 + 218.08) / 2, "NED": (218.90 + 221.62) / 2, "CAN": 220.285}
    here = {team: [KnownRun("here", time + 5, "")] for team, time in there.items()}
    moved = moved_runs([beijing], here)
    final = next(run for run in moved["ROC"] if run.race.endswith("final-a"))
    assert final.time_s == pytest.approx(220.46 + 5)
