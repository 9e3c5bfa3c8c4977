"""Ends of what is searched: κ from 0.5 to 1.2, and changes in curves only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import races
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.optimise import optimise
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.units import parse_time


@pytest.mark.parametrize("formation", [races.SIX_TURNS, races.PUSH])
@pytest.mark.parametrize(("asked_s", "bound"), [(170.0, 1.2), (400.0, 0.5)])
def test_what_is_taken_at_the_bound_is_what_the_model_takes(
    formation: Formation, asked_s: float, bound: float
) -> None:
    entry = races.entry(asked_s, formation=formation)
    with pytest.raises(InputError) as caught:
        calibrate(races.race(entry), entry)
    (fault,) = caught.value.faults
    said = parse_time(fault.problem.split(f"at {bound:g} it takes ")[1])
    effort = entry.effort.model_copy(update={"effectiveness": bound})
    power = PowerRace(races.race(entry), replace(entry, effort=effort))
    assert said == pytest.approx(power.time_s, abs=0.006)


@pytest.mark.parametrize(("laps", "time_s", "curves"), [(1, 32.0, 0), (2, 58.0, 2)])
def test_there_are_no_more_changes_than_curves_to_change_in(
    laps: int, time_s: float, curves: int
) -> None:
    # Not in the first curve, nor in the last.
    formation = Formation((Lead(0, float(laps)),))
    race = races.race(races.entry(time_s, formation=formation), laps=laps)
    plan = optimise(race, "NOR", push=False)
    assert len(plan.turns) - 1 <= curves
    assert sum(turn for _, turn in plan.turns) == pytest.approx(laps)
    for planned in plan.entry.formation.exchanges():
        assert 1 <= planned.half_lap <= 2 * laps - 2
