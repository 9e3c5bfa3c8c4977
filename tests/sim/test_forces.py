"""Forces, supply and drafting against figures worked out by hand or published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.scenario.physics import Effort
from pursuit_sim.sim import drafting
from pursuit_sim.sim.energy_supply import aerobic_rise, aerobic_seconds, at_altitude
from pursuit_sim.sim.forces import air_drag, ice_friction, steady_power

TUNNEL = Effort(drafting="wind-tunnel")
EFFECTIVE = Effort(drafting="race-effective")


def in_line(spacing_m: float, effort: Effort) -> np.ndarray:
    return drafting.drag_share(spacing_m * np.array([2.0, 1.0, 0.0]), np.zeros(3), effort)


def test_air_drag_by_hand() -> None:
    # ½ · 1.2 · 0.25 · 0.8 · 10² = 12 N
    assert air_drag(1.2, 0.25, 0.8, 10.0) == pytest.approx(12.0)


def test_ice_friction_by_hand() -> None:
    assert ice_friction(0.005, 80.0) == pytest.approx(3.924)  # 0.005 · 80 · 9.81


def test_steady_power_by_hand() -> None:
    # (½ · 1.2 · 0.25 · 10² + 0.005 · 80 · 9.81) · 10 = 150 + 39.24 W
    assert steady_power(1.2, 0.25, 0.005, 80.0, 10.0) == pytest.approx(189.24)


@pytest.mark.parametrize(
    ("spacing_m", "effort", "published"),
    [  # the parameters of docs/models.md
        (1.2, TUNNEL, (0.97, 0.66, 0.57)),
        (0.9, TUNNEL, (0.93, 0.63, 0.54)),
        (1.2, EFFECTIVE, (0.97, 0.80, 0.77)),
    ],
)
def test_shares_in_line_are_the_published_ones(
    spacing_m: float, effort: Effort, published: tuple[float, ...]
) -> None:
    assert in_line(spacing_m, effort) == pytest.approx(np.array(published), abs=0.006)


def test_wind_tunnel_at_two_spacings() -> None:
    # Elfmark et al., two skaters: follower −39 % at 0.95 m, −11 % … more at 1.89 m.
    near, far = in_line(0.95, TUNNEL)[1], in_line(1.89, TUNNEL)[1]
    assert near == pytest.approx(0.61, abs=0.05)
    assert near < far < 0.89


def test_nothing_half_a_metre_to_the_side() -> None:
    # Terra et al., on ice: nothing at 0.5 m to the side.
    distance, lateral = np.array([1.0, 0.0, -50.0]), np.array([0.5, 0.0, 3.0])
    assert drafting.drag_share(distance, lateral, TUNNEL)[1] > 0.98


def test_two_noses_are_in_the_wind_in_an_exchange() -> None:
    # The old leader 2.75 m out, half-way back; docs/models.md: φ ≈ (1.0, 1.0, 0.6–0.8).
    distance, lateral = np.array([1.2, 1.8, 0.6]), np.array([2.75, 0.0, 0.0])
    old, new, third = drafting.drag_share(distance, lateral, TUNNEL)
    assert 1.0 <= old <= 1.2
    assert 0.95 <= new <= 1.0
    assert 0.6 <= third <= 0.8


@given(
    st.floats(0.8, 2.0),
    st.floats(0.0, 3.0),
    st.floats(0.0, 0.6),
    st.floats(0.0, 0.6),
)
def test_drafting_never_costs_the_follower(
    spacing_m: float, lateral_m: float, second: float, third: float
) -> None:
    effort = Effort(shelter_second=second, shelter_third=max(second, third), swung_out_drag=0.0)
    distance = spacing_m * np.array([2.0, 1.0, 0.0])
    share = drafting.drag_share(distance, np.array([lateral_m, 0.0, 0.0]), effort)
    assert np.all(share <= 1.0 + 1e-12)
    assert np.all(share > 0.0)


@given(st.floats(0.8, 30.0), st.floats(0.0, 5.0))
def test_farther_never_shelters_more(spacing_m: float, more_m: float) -> None:
    near, far = drafting.nearness(np.array([spacing_m, spacing_m + more_m]))
    assert far <= near + 1e-12


@given(st.floats(0.0, 3.0), st.floats(0.8, 2.0))
def test_share_is_continuous_in_the_lateral_offset(lateral_m: float, spacing_m: float) -> None:
    distance = spacing_m * np.array([2.0, 1.0, 0.0])
    step = 1e-6
    here, there = (
        drafting.drag_share(distance, np.array([lateral_m + more, 0.0, 0.0]), TUNNEL)
        for more in (0.0, step)
    )
    # The steepest wake loses a share of 0.46 over 0.26 m.
    assert np.abs(there - here).max() <= 5.0 * step


def test_order_of_the_columns_does_not_matter() -> None:
    distance, lateral = np.array([2.4, 1.2, 0.0]), np.array([0.1, 0.0, 0.2])
    share = drafting.drag_share(distance, lateral, TUNNEL)
    for order in ([1, 0, 2], [2, 1, 0], [1, 2, 0]):
        assert drafting.drag_share(distance[order], lateral[order], TUNNEL) == pytest.approx(
            share[order]
        )


def test_aerobic_supply_by_hand() -> None:
    delay, rise = np.array(4.0), np.array(10.0)
    at = np.array([0.0, 4.0, 14.0])
    assert aerobic_rise(at, delay, rise) == pytest.approx([0.0, 0.0, 1 - np.exp(-1)])
    fine = np.linspace(0.0, 60.0, 60_001)
    summed = np.trapezoid(aerobic_rise(fine, delay, rise), fine)
    assert aerobic_seconds(np.array(60.0), delay, rise) == pytest.approx(summed, abs=1e-5)


def test_altitude_by_hand() -> None:
    assert at_altitude(np.array([300.0]), 2000.0, 0.05) == pytest.approx([270.0])
