"""What changes of leader take: a place of the train's way each, and nobody's haste."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim import timing
from pursuit_sim.lab.formations import usual
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing, Train
from pursuit_sim.scenario.physics import Effort
from pursuit_sim.sim import simulate
from pursuit_sim.sim.kinematic import lines_m
from pursuit_sim.sim.lead_changes import LeadChanges
from pursuit_sim.sim.power import PowerRace

FIVE_CHANGES = usual("rotating", races.race())
# Turns that end in the third and in the sixth curve.
TWO_CHANGES = Formation((Lead(0, 1.25), Lead(1, 1.5), Lead(2, 5.25)))


def test_a_train_skates_a_spacing_more_for_each_change() -> None:
    entry = races.entry(formation=TWO_CHANGES, train=Train(spacing_m=1.5))
    race = races.race(entry)
    lines = race.oval.half_lap_m * np.linspace(0.0, 16.0, 17)
    found = lines_m(race, entry)
    # The third half-lap is over at the third line.
    assert found - lines == pytest.approx([0, 0, 0, *[1.5] * 3, *[3.0] * 11], abs=1e-9)
    way, time = LeadChanges(race, entry).along(lines)
    assert way == pytest.approx(found)
    # At 3098.9 m/(218.28 − 4.6 s) = 14.503 m/s.
    plain = 3098.9 / 14.503 + 4.6
    assert time[-1] == pytest.approx(plain + 2 * 1.5 / 14.503, abs=0.01)


@pytest.mark.parametrize("model", ["kinematic", "power"])
def test_nobody_hurries_while_the_lead_changes(model: str) -> None:
    """But for what a curve gives: 0.24 m/s a half-lap, in the kinematic model."""
    even = Pacing(fade_s=0.0, corner_swing=0.0, exchange_cost_s=0.0)
    race = races.race(races.entry(formation=TWO_CHANGES, pacing=even))
    trajectory = simulate(race, model=model)
    for change in timing.exchanges(trajectory):
        during = trajectory.at(np.linspace(change.start_s - 1, change.end_s + 1, 60)).speed_mps
        staying = [k for k in range(3) if k != change.old]
        assert np.ptp(during[:, staying]) < 0.15
        # The longer way round drops whoever leaves the front back, they need not brake for it.
        assert during[:, change.old].min() > during[:, staying].min() - 0.25


def test_at_every_line_the_third_passes_when_the_train_says() -> None:
    race = races.race(races.entry(formation=TWO_CHANGES))
    trajectory = simulate(race, model="power")
    (passings,) = timing.splits(trajectory)
    assert passings == pytest.approx(PowerRace(race, race.entries[0]).passings_s, abs=1e-6)


def test_without_wakes_a_change_costs_its_way_alone() -> None:
    """By d ln T/d ln D = 1.03: five spacings of 1.2 m on 3098.9 m."""
    airless = Effort(
        shelter_second=0.0, shelter_third=0.0, leader_gain=0.0, swung_out_drag=0.0,
        effectiveness=0.9,
    )  # fmt: skip

    def time(formation: Formation) -> float:
        entry = replace(races.entry(217.0, formation=formation), effort=airless)
        return PowerRace(races.race(entry), entry).time_s

    alone = time(races.FIXED)
    assert len(FIVE_CHANGES.exchanges()) == 5
    assert time(FIVE_CHANGES) - alone == pytest.approx(1.03 * alone * 6.0 / 3098.9, rel=0.1)
