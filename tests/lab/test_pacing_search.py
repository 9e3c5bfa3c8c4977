"""The pacing of a plan against every pacing tried out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import races
from pursuit_sim.errors import InputError
from pursuit_sim.lab.optimise import optimise
from pursuit_sim.lab.plan import Plan
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim.power import PowerRace

NEAR_W = 2.0  # to which the pacing is found


def fastest_slope_w(plan: Plan) -> float:
    """Of −45, −44 … 45 W, that with the least time; what overdraws a reserve does not count."""
    took = {}
    for slope in range(-45, 46):
        effort = plan.entry.effort.model_copy(update={"power_slope_w": float(slope)})
        try:
            took[slope] = PowerRace(plan.race, replace(plan.entry, effort=effort)).time_s
        except InputError:
            continue
    return min(took, key=took.__getitem__)


@pytest.mark.parametrize(
    ("reserve_j", "start_w"),
    [
        (24_000.0, 1200.0),  # the steepest allowed
        (18_000.0, 1600.0),  # the steepest that the reserve bears after such a start
    ],
)
def test_no_other_pacing_is_faster(reserve_j: float, start_w: float) -> None:
    entry = replace(
        races.entry(217.5, formation=races.PUSH),
        bodies=(Body(anaerobic_j=reserve_j),) * 3,
        effort=Effort(start_power_w=start_w),
    )
    plan = optimise(races.race(entry), "NOR", push=True, most_changes=0)
    assert plan.entry.effort.power_slope_w == pytest.approx(fastest_slope_w(plan), abs=NEAR_W)


def test_the_two_races_do_pace_differently() -> None:
    # So that the search has both an end and an inside to find.
    found = []
    for reserve_j, start_w in ((24_000.0, 1200.0), (18_000.0, 1600.0)):
        entry = replace(
            races.entry(217.5, formation=races.PUSH),
            bodies=(Body(anaerobic_j=reserve_j),) * 3,
            effort=Effort(start_power_w=start_w),
        )
        found.append(optimise(races.race(entry), "NOR", push=True, most_changes=0))
    assert found[0].entry.effort.power_slope_w < found[1].entry.effort.power_slope_w - 5
