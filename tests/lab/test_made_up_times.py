"""Times that nobody skated, of a plan or a what-if, are never told as measured."""

from __future__ import annotations

import pytest

from pursuit_sim import load
from pursuit_sim.export.tables import comparison_table
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario import Scenario

pytestmark = pytest.mark.whole

SKATED: tuple[dict[str, object], str] = {}, "measured"
PLANNED: tuple[dict[str, object], str] = {"assumed": ["time", "splits"]}, "assumed"


def pair(more: dict[str, object]) -> Scenario:
    """Two teams, a split each, in a championship."""
    sides = {
        side: {
            "team": team,
            "lineup": [f"{team}{i}" for i in range(3)],
            "formation": "push",
            "time": time,
            "splits": [[4, split]],
            **more,
        }
        for side, team, time, split in (
            ("finish", "AAA", "3:45.00", "1:50.00"),
            ("crossing", "BBB", "3:41.00", "1:50.40"),
        )
    }
    return load(
        {
            "event": {"name": "Pair", "sex": "men", "laps": 8, "rounds": "championship"},
            "teams": {
                team: {"skaters": [f"{team}{i}" for i in range(3)]} for team in ("AAA", "BBB")
            },
            "races": {"r1": sides},
        }
    )


@pytest.mark.parametrize(("more", "word"), [SKATED, PLANNED])
def test_the_gap_of_a_plan_is_assumed(more: dict[str, object], word: str) -> None:
    scenario = pair(more)
    found = race_odds(scenario, scenario.races["r1"], laps_to_go=0)
    assert found.lines[-1].source == found.asked.source == word
    assert found.to_dict()["moment"]["gap_is"] == {"assumed": "given"}.get(word, word)
    assert found.answer.endswith(f"({'as ' if word == 'assumed' else ''}{word}).")
    four = found.lines[8].source
    assert four == word


@pytest.mark.parametrize(("more", "word"), [SKATED, PLANNED])
def test_estimates_that_rest_on_a_plan_say_so(more: dict[str, object], word: str) -> None:
    said = event_odds(pair(more), draws=1000).basis
    named = any(each.startswith("AAA in r1, BBB in r1: assumed, not measured") for each in said)
    assert named is (word == "assumed")


def test_a_time_of_a_what_if_is_supposed() -> None:
    skated = load("beijing-2022-men")
    changed = skated.replace("races.sf-1.crossing.time", "3:36.00")
    for scenario, gap, time in (
        (skated, "measured", "measured"),
        (changed, "supposed", "as supposed"),
    ):
        race = scenario.races["sf-1"]
        assert race_odds(scenario, race).lines[-1].source == gap
        table = comparison_table.text(compare(race, "NED", draws_count=100))
        (row,) = (line for line in table.splitlines() if line.startswith("rotating (as skated)  3"))
        assert f"  {time}  " in row
    said = race_odds(changed, changed.races["final-a"]).basis
    assert any(each.startswith("NED in sf-1: supposed, not measured") for each in said)
    # Another value of the race leaves its times what they are.
    air = skated.replace("races.sf-1.crossing.formation", "push")
    assert race_odds(air, air.races["sf-1"]).lines[-1].source == "measured"
