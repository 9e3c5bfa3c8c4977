"""A gap is to the time that was published with it, whatever a what-if gives the other team."""

from __future__ import annotations

import pytest

import pursuit_sim
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, load, load_text

TWO = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Two"
sex = "men"
laps = 8
[teams.AAA]
[teams.BBB]
[races.r.finish]
team = "AAA"
lineup = "unknown"
formation = "unknown"
time = "3:40.00"
[races.r.crossing]
team = "BBB"
lineup = "unknown"
formation = "unknown"
gap = 1.50
"""


def times(scenario: Scenario, race: str = "r") -> dict[str, float | None]:
    return {each.team.code: each.official_time_s for each in scenario.races[race].everybody}


@pytest.mark.parametrize(
    ("changes", "first", "second"),
    [
        ({}, 220.0, 221.5),
        ({"races.r.finish.time": "3:44.00"}, 224.0, 221.5),
        ({"races.r.finish.status": "DNF"}, None, 221.5),
        ({"races.r.crossing.gap": 2.0}, 220.0, 222.0),
        ({"races.r.crossing.time": "3:39.00"}, 220.0, 219.0),
        # A gap that the what-if tells itself is to the time that it tells.
        ({"races.r.finish.time": "3:44.00", "races.r.crossing.gap": 2.0}, 224.0, 226.0),
    ],
)
def test_a_what_if_of_one_team_leaves_the_other_what_it_skated(
    changes: dict[str, object], first: float | None, second: float
) -> None:
    at_once = load_text(TWO, changes)
    step_by_step = load_text(TWO)
    for key, value in changes.items():
        step_by_step = step_by_step.replace(key, value)
    for found in (at_once, step_by_step):
        assert times(found) == {"AAA": first, "BBB": pytest.approx(second)}


def test_what_is_asked_in_one_call_has_no_order() -> None:
    both = ("races.r.finish.time=3:44.00", "races.r.crossing.gap=2.0")
    one, other = (times(load_text(TWO, each)) for each in (both, both[::-1]))
    assert one == other == {"AAA": 224.0, "BBB": pytest.approx(226.0)}


def test_a_time_that_is_told_later_than_the_gap_is_what_it_is_to() -> None:
    unknown = TWO.replace('time = "3:40.00"', 'time = "unknown"')
    told = load_text(unknown, {"races.r.finish.time": "3:44.00"})
    assert times(told)["BBB"] == pytest.approx(225.5)


def test_a_team_that_is_slower_in_a_what_if_loses() -> None:
    """PyeongChang, semifinal 1: Korea 3:38.82, New Zealand 0.72 s behind (published).

    The gap half a lap before the end is left out: nobody makes 6 s good in that.
    """
    skated = load("pyeongchang-2018-men")
    assert times(skated, "sf-1")["NZL"] == pytest.approx(219.54)
    changed = {"races.sf-1.finish.time": "3:45.00"}
    with pytest.raises(
        InputError, match=r"sf-1\.finish\.time: .* 17\.64 m/s .* races\.sf-1\.gaps=\[\]"
    ):
        pursuit_sim.results(skated.changed(changed))
    slower = pursuit_sim.results(skated.changed(changed | {"races.sf-1.gaps": []}))
    assert times(slower.scenario, "sf-1")["NZL"] == pytest.approx(219.54)
    assert slower.race("sf-1").winner == "NZL"
