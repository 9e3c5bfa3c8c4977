"""The medals of a what-if on another rink: no time that was skated elsewhere counts."""

from __future__ import annotations

import math

import pytest

from helpers.ranked_pair import NO_MISHAPS, ranked_pair
from pursuit_sim.export.tables import medals_table
from pursuit_sim.lab.medals import compare_all
from pursuit_sim.scenario import Scenario

pytestmark = pytest.mark.whole


def in_thin_air(other: str) -> Scenario:
    rink = "[rink]\nair_density_kgm3 = 1.23\n"
    return ranked_pair(other, NO_MISHAPS + rink, air_density_kgm3=1.11)


def test_a_gain_that_nothing_supports_is_told_beside_the_medals() -> None:
    """A fixed order is given some 8 s by a push; nothing published supports more than 4 s."""
    fixed = ranked_pair("3:40.01", NO_MISHAPS).changed(["races.r-1.crossing.formation=fixed"])
    said = " ".join(medals_table.text(compare_all(fixed, draws_count=4)).split())
    assert "· BBB (r-1) gains more than 4 s by the model, which nothing published" in said
    assert "AAA (r-1)" not in said


def test_as_skated_takes_the_time_that_the_model_gives_there() -> None:
    found = compare_all(in_thin_air("3:40.01"), draws_count=40)
    # First-order law: dT/T = 0.30 d ln ρ, within the 0.28 to 0.33 that track cycling gives.
    for (_, team), each in found.comparisons.items():
        faster = math.log(each.skated.time_s / {"AAA": 220.00, "BBB": 220.01}[team])
        assert faster / math.log(1.11 / 1.23) == pytest.approx(0.30, abs=0.02)
    # Of a hundredth, which the model does not know there, who wins is no longer certain.
    shares = [each.gold_share_by_time for each in found.standings["as skated"]]
    assert sum(shares) == pytest.approx(1)
    assert 0 < shares[0] < 1
    assert "as skated: the formations that were skated" in medals_table.text(found)


def test_a_time_from_elsewhere_is_held_against_none_of_here() -> None:
    # Nobody skates 3:05 with these bodies, so of BBB there is only the time on the other ice.
    found = compare_all(in_thin_air("3:05.00"), draws_count=4)
    assert found.untimed == (("r-1", "BBB"),)
    assert not any(found.standings.values())
    said = " ".join(medals_table.text(found).split())
    assert "BBB: not compared, and the official time was skated elsewhere" in said
    assert "there is no other time for BBB in r-1" in said
    assert "official time stands" not in said
