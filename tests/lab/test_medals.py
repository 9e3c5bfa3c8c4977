"""What the medals would have been: places by hand, from the times of each formation."""

from __future__ import annotations

import pytest

from helpers.ranked_pair import NO_MISHAPS, ranked_pair
from pursuit_sim import load
from pursuit_sim.export.tables import medals_table
from pursuit_sim.lab.event_comparison import POLICIES, EventComparison, Policy
from pursuit_sim.lab.medals import compare_all, replay
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.formation import Kind

pytestmark = pytest.mark.slow

REAL = ["NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN"]


@pytest.fixture(scope="module")
def steps() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def beijing(steps: list[tuple[int, int]]) -> EventComparison:
    scenario = load("beijing-2022-men")
    return compare_all(scenario, draws_count=8, on_step=lambda *step: steps.append(step))


def test_every_team_is_compared_in_every_race(
    beijing: EventComparison, steps: list[tuple[int, int]]
) -> None:
    assert len(beijing.comparisons) == 20
    assert not beijing.failed
    assert steps == [(done, 20) for done in range(1, 21)]


def test_as_skated_is_as_it_was(beijing: EventComparison) -> None:
    places = beijing.standings["as skated"]
    assert [each.team for each in places] == REAL
    assert [each.place for each in places] == [*range(1, 9)]
    # By its times alone it always ends as it did; skated on other days it would not.
    assert [each.gold_share_by_time for each in places] == [1] + 7 * [0]
    assert sum(each.gold_share for each in places) == pytest.approx(1)


def test_as_skated_on_other_days_the_fastest_win_most_often() -> None:
    # NOR, ROC and USA are within a second of each other in all rounds, and form is 1.2 s: none
    # of them wins in most of the draws. Of two teams whose times differ by d the faster wins
    # with Φ(d/(1.2 √2)): where each races once, 0.24 s are 56 %.
    found = compare_all(ranked_pair("3:40.24", NO_MISHAPS), draws_count=3000)
    first, second = found.standings["as skated"]
    assert (first.team, first.gold_share_by_time) == ("AAA", 1)
    assert first.gold_share == pytest.approx(0.556, abs=0.03)
    assert second.gold_share == pytest.approx(0.444, abs=0.03)


def test_teams_that_are_described_alike_are_one_result(beijing: EventComparison) -> None:
    groups = {frozenset(group) for group in beijing.alike}
    assert sum(map(len, groups)) == 20
    # All that pushed in one order all the way; the Dutch turns, as reported, stand alone.
    pushed = next(group for group in groups if ("final-a", "NOR") in group)
    assert {team for _, team in pushed} == {"NOR", "ROC", "USA", "CAN"}
    assert len(groups) < 6
    assert f"the 20 are {len(groups)} results" in " ".join(medals_table.text(beijing).split())


def test_shares_are_one_gold_and_three_medals(beijing: EventComparison) -> None:
    assert tuple(beijing.standings) == POLICIES
    for places in beijing.standings.values():
        assert sum(each.gold_share for each in places) == pytest.approx(1)
        assert sum(each.medal_share for each in places) == pytest.approx(3)


def test_places_follow_from_the_times_of_the_formations(beijing: EventComparison) -> None:
    kinds: dict[Policy, list[Kind]] = {
        "all rotate": ["rotating"],
        "all push": ["push"],
        "each its fastest": ["rotating", "push", "few changes", "fixed"],
    }
    for policy, allowed in kinds.items():
        times = {
            key: min(each.outcomes[kind].time_s for kind in allowed)
            for key, each in beijing.comparisons.items()
        }
        places = {each.team: each.place for each in beijing.standings[policy]}
        assert places == replay(beijing.scenario, times)
    # When all rotate, Norway is slower by what the push was worth, and the others stay.
    rotating = beijing.comparisons["sf-1", "NOR"].outcomes["rotating"].time_s
    assert rotating > 218.28


def test_a_team_that_cannot_be_compared_keeps_its_time() -> None:
    # Nobody skates 3:05 with these bodies.
    found = compare_all(ranked_pair("3:05.00"), draws_count=4)
    assert list(found.failed) == [("r-1", "BBB")]
    assert "effectiveness above 1.2" in found.failed["r-1", "BBB"]
    for places in found.standings.values():
        assert [each.team for each in places] == ["BBB", "AAA"]
        assert [each.gold_share_by_time for each in places] == [1, 0]


def test_an_event_without_an_order_has_no_places() -> None:
    scenario = ranked_pair("3:05.00", rounds="single")
    times = {("r-1", "AAA"): 220.0, ("r-1", "BBB"): 185.0}
    assert replay(scenario, times) == {}
    assert replay(ranked_pair("3:05.00"), times) == {"BBB": 1, "AAA": 2}


def test_medals_are_plain_data(beijing: EventComparison) -> None:
    data = beijing.to_dict()
    assert data["event"] == "Beijing 2022"
    assert len(data["comparisons"]) == 20
    first = beijing.standings["as skated"][0]
    assert data["standings"]["as skated"][0] == {
        "place": 1, "team": "NOR", "gold_share": first.gold_share,
        "medal_share": first.medal_share, "gold_share_without_form": 1,
    }  # fmt: skip


def test_a_dead_heat_as_skated_shares_the_place() -> None:
    found = compare_all(ranked_pair("3:40.00"), draws_count=8)
    skated = found.standings["as skated"]
    assert [(each.team, each.place, each.gold_share_by_time) for each in skated] == [
        ("AAA", 1, 1.0),
        ("BBB", 1, 1.0),
    ]


def championship(first: dict[str, object]) -> Scenario:
    """Four teams in two races; the first one with values of its own."""
    codes = ("AAA", "BBB", "CCC", "DDD")
    sides = [
        {
            "team": code,
            "lineup": [f"{code}{i}" for i in range(3)],
            "formation": "push",
            "time": "3:40.50",
            **(first if code == "AAA" else {}),
        }
        for code in codes
    ]
    return load(
        {
            "event": {"name": "Four", "sex": "men", "laps": 8, "rounds": "championship"},
            "teams": {code: {"skaters": [f"{code}{i}" for i in range(3)]} for code in codes},
            "races": {
                "r1": {"finish": sides[0], "crossing": sides[1]},
                "r2": {"finish": sides[2], "crossing": sides[3]},
            },
        }
    )


def test_whose_run_cannot_be_replayed_has_days_as_others_have() -> None:
    """Four equal times are four equal chances: a quarter of the gold, three quarters of medals."""
    found = compare_all(championship({"incident": "a fall; who is not known"}), draws_count=2000)
    for each in found.standings["as skated"]:
        assert each.gold_share == pytest.approx(1 / 4, abs=0.04)
        assert each.medal_share == pytest.approx(3 / 4, abs=0.04)
    assert found.failed == {("r1", "AAA"): "its run cannot be replayed (a fall; who is not known)"}
    assert any(each.startswith("r1, AAA: not compared, so that") for each in found.missing)


def test_a_team_whose_time_nobody_knows_is_named() -> None:
    found = compare_all(championship({"time": "unknown"}), draws_count=50)
    assert "AAA" not in {each.team for each in found.standings["as skated"]}
    assert found.missing == (
        "r1, AAA: no time is known; the medals are drawn without it, though it may have won one",
    )
    assert "no time is known" in medals_table.text(found)
