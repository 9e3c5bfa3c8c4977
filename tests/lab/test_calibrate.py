"""κ: fitted to the official time, refused where no fit is to be had."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrate, calibrated, solve_effectiveness
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim import simulate
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.units import MILLISECOND

MICROSECOND = 1e-6


@pytest.mark.parametrize("formation", [races.PUSH, races.DUTCH, races.FIXED, races.CANADIAN])
@pytest.mark.parametrize("drafting", ["wind-tunnel", "race-effective"])
def test_a_calibrated_race_takes_the_official_time(formation: Formation, drafting: str) -> None:
    entry = races.entry(219.62, formation=formation)
    entry = replace(entry, effort=Effort(drafting=drafting))
    fitted = calibrated(races.race(entry), entry)
    race = races.race(fitted)
    assert timing.finish_times(simulate(race, "power"))[0] == pytest.approx(219.62, abs=MICROSECOND)


@pytest.mark.parametrize(
    ("drafting", "low", "high"), [("wind-tunnel", 0.77, 0.88), ("race-effective", 0.90, 1.0)]
)
@pytest.mark.parametrize("time_s", [216.62, 218.28, 219.62, 221.0])
def test_kappa_lies_in_the_range_of_the_set(
    drafting: str, low: float, high: float, time_s: float
) -> None:
    entry = races.entry(time_s, formation=races.PUSH)
    entry = replace(entry, effort=Effort(drafting=drafting))
    found = calibrate(races.race(entry), entry)
    assert low <= found.effectiveness <= high
    assert found.in_formation == pytest.approx(0.98 * found.effectiveness)
    assert found.drafting == drafting


@pytest.mark.parametrize(("time_s", "bound"), [(150.0, "above 1.2"), (400.0, "below 0.5")])
def test_no_solution_says_which_bound_was_hit(time_s: float, bound: str) -> None:
    entry = races.entry(time_s, formation=races.PUSH)
    with pytest.raises(InputError, match=bound) as caught:
        calibrate(races.race(entry), entry)
    assert caught.value.faults[0].key == "finish.time"
    assert caught.value.faults[0].remedy


def test_many_cases_are_fitted_as_single_ones() -> None:
    entry = races.entry(219.62, formation=races.DUTCH)
    race = races.race(entry)
    track, own = course(race, entry), parameter_sets(race, entry).repeat(20)
    factor = np.linspace(0.95, 1.05, 20)[:, np.newaxis]
    own = own.vary(drag_area_m2=own.drag_area_m2 * factor)
    kappa = solve_effectiveness(track, own, np.full(20, 219.62))
    assert np.all(np.diff(kappa) > 0)  # more drag needs more effectiveness
    own = own.vary(effectiveness=kappa)
    assert solve(track, own).time_s == pytest.approx(np.full(20, 219.62), abs=MICROSECOND)


def test_cases_that_pace_differently_are_fitted_too() -> None:
    entry = races.entry(219.62, formation=races.PUSH)
    race = races.race(entry)
    track, own = course(race, entry), parameter_sets(race, entry).repeat(5)
    own = own.vary(start_power_w=np.linspace(1000.0, 1400.0, 5))
    kappa = solve_effectiveness(track, own, np.full(5, 219.62))
    own = own.vary(effectiveness=kappa)
    assert solve(track, own).time_s == pytest.approx(np.full(5, 219.62), abs=MILLISECOND)


def test_hopeless_cases_are_nan_and_leave_the_others_alone() -> None:
    entry = races.entry(219.62, formation=races.PUSH)
    race = races.race(entry)
    track, own = course(race, entry), parameter_sets(race, entry).repeat(3)
    aerobic = own.aerobic_w.copy()
    aerobic[1] = 100.0
    kappa = solve_effectiveness(track, own.vary(aerobic_w=aerobic), np.full(3, 219.62))
    assert np.isnan(kappa).tolist() == [False, True, False]


def test_stronger_skaters_need_less_kappa() -> None:
    entry = races.entry(219.62, formation=races.PUSH)
    strong = replace(entry, bodies=(Body(aerobic_w=350),) * 3)
    race = races.race(entry)
    assert calibrate(race, strong).effectiveness < calibrate(race, entry).effectiveness
