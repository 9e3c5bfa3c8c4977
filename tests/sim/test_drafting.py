"""The wake far behind, which no train of three reaches but a torn one does."""

from __future__ import annotations

import numpy as np
import pytest

from helpers import races
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.physics import Effort
from pursuit_sim.sim import drafting
from pursuit_sim.sim.course import course


def test_the_far_wake_loses_a_factor_e_over_11_7_metres() -> None:
    near, e_times_less = drafting.nearness(np.array([2.0, 13.7]))
    assert near / e_times_less == pytest.approx(2.71828, abs=1e-5)


def test_the_far_wake_decays_as_measured_on_ice() -> None:
    # Terra et al.: r = 0.40 exp(−(d − 1 m)/11.7 m), so 0.284 at 5 m and 0.170 at 11 m.
    at_5_m, at_11_m = drafting.nearness(np.array([5.0, 11.0]))
    assert at_11_m / at_5_m == pytest.approx(0.170 / 0.284, abs=0.002)


def test_eleven_metres_behind_some_shelter_is_left() -> None:
    # Measured −17 % on ice; joined to the wind tunnel's 2 m, where the shelter is less, −12 %.
    far = np.array([11.0, 0.0, -300.0])
    _, second, _ = drafting.drag_share(far, np.zeros(3), Effort(drafting="wind-tunnel"))
    assert second == pytest.approx(1 - 0.17, abs=0.06)


@pytest.mark.parametrize("ahead_m", [0.8, 0.95, 1.2])
def test_who_is_ahead_to_the_side_takes_nothing_of_the_shelter_in_line(ahead_m: float) -> None:
    """Nothing is left 0.5 m to the side: only the one in line counts, however near the other."""
    effort = Effort(leader_gain=0.0, swung_out_drag=0.0)
    aside, in_line = 0.3, ahead_m
    share = drafting.drag_share(np.array([0.0, aside, in_line]), np.array([0.0, 3.0, 0.0]), effort)
    alone = drafting.drag_share(np.array([0.0, -300.0, in_line]), np.array([0.0, 3.0, 0.0]), effort)
    assert share[0] == pytest.approx(alone[0], abs=1e-9)
    # 0.216 at 0.9 m, and 0.25 of the shelter lost for each metre more.
    assert 1 - share[0] == pytest.approx(0.216 * (1 - 0.25 * (ahead_m - 0.9)), abs=1e-3)


def test_effectiveness_is_that_of_the_set_unless_it_is_given() -> None:
    """docs/models.md: 0.95 with the weaker drafting, 0.84 with that of wind tunnels."""
    assert drafting.effectiveness(Effort(drafting="race-effective")) == 0.95
    assert drafting.effectiveness(Effort(drafting="wind-tunnel")) == 0.84
    assert drafting.effectiveness(Effort(drafting="wind-tunnel", effectiveness=0.9)) == 0.9


def test_who_changes_at_once_is_sheltered_from_the_middle_of_the_curve() -> None:
    """A half circle of 26.5 m in radius, π · 26.5 m/2 from its beginning."""
    turns = Formation((Lead(0, 3.25), Lead(1, 4.75)))
    made = course(races.race(), races.entry(formation=turns), exchanges=False)
    sheltered = made.basis[:, 0, 0] + made.basis[:, 0, 1]  # as second, and as third
    changed = int(np.flatnonzero(sheltered > 0)[0])
    middle_m = races.race().oval.curve_entry_m(6) + np.pi * 26.5 / 2
    assert made.grid.edges_m[changed] < middle_m < made.grid.edges_m[changed + 1]
