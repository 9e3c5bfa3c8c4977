"""The steepest pacing that a plan may have, against races with all half-laps measured."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.plan import STEEPEST_W
from pursuit_sim.scenario.formation import Formation, default_leads
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim.power import PowerRace

STEP_W = 5.0
WOMAN = Body(mass_kg=65.0, drag_area_m2=0.175, aerobic_w=240.0, anaerobic_j=16_000.0)


def skated_slope_w(times: list[float]) -> float:
    """With which slope of power the model comes nearest to measured passings [W]."""
    laps = len(times) // 2
    entry = races.entry(times[-1], formation=Formation(default_leads("rotating", laps)))
    if laps == 6:
        entry = replace(entry, bodies=(WOMAN,) * 3, effort=Effort(start_power_w=1000.0))
    race, off = races.race(entry, laps=laps), dict[float, float]()
    for slope in np.arange(-105.0, 16.0, STEP_W).tolist():
        try:
            own = calibrated(race, entry.with_effort(power_slope_w=slope))
            off[slope] = float(np.abs(PowerRace(race, own).passings_s - times).mean())
        except InputError:  # so hard a start that a reserve is overdrawn
            continue
    return min(off, key=off.__getitem__)


def test_plans_may_fade_as_measured_teams_do() -> None:
    slopes = [skated_slope_w(times) for times in races.measured().values()]
    assert len(slopes) == 6
    assert max(slopes) < 0  # all faded more than level power has it
    assert np.mean(slopes) == pytest.approx(-STEEPEST_W, abs=STEP_W / 2)
