"""Rows 9 to 19 of the acceptance table (docs/models.md): what the power balance must give."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import turning_ratio
from pursuit_sim.lab.formations import counterparts, usual
from pursuit_sim.lab.load import loads
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.forces import air_drag, ice_friction, steady_power
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.solo import solo_times

# Every row holds with the default set, and but for row 19 with the other one too.
DEFAULT = Effort().drafting
SETS = (DEFAULT, "wind-tunnel")
REFERENCE_S = 217.0  # 3:37, the reference race of the table
MEAN_FRICTION = 0.0048  # of a lap (de Koning 1992)
ROTATION = usual("rotating", races.race())  # 5 changes


def test_the_default_is_the_set_with_which_every_row_holds() -> None:
    assert DEFAULT == "race-effective"


def reference(drafting: str, formation: Formation, laps: int = 8) -> tuple[Race, Entry]:
    """A race of three equal skaters with default parameters, κ as usual for the set."""
    entry = replace(
        races.entry(REFERENCE_S, formation=formation),
        effort=Effort(drafting=drafting),
    )
    return races.race(entry, laps=laps), entry


def fitted(drafting: str, formation: Formation) -> tuple[Race, Entry]:
    """The same, κ fitted to 3:37."""
    race, entry = reference(drafting, formation)
    entry = calibrated(race, entry)
    return replace(race, entries=(entry,)), entry


def elasticity(drafting: str, formation: Formation, *names: str) -> float:
    """d ln T / d ln x by the full solution, κ fixed."""
    race, entry = fitted(drafting, formation)
    track, own = course(race, entry), parameter_sets(race, entry)
    part = 1e-3
    up, down = (
        float(
            solve(track, own.vary(**{name: getattr(own, name) * factor for name in names})).time_s[
                0
            ]
        )
        for factor in (1 + part, 1 - part)
    )
    return float(np.log(up / down) / np.log((1 + part) / (1 - part)))


@pytest.mark.parametrize("drafting", SETS)
@pytest.mark.parametrize("formation", [races.PUSH, ROTATION])
@pytest.mark.parametrize(
    ("names", "low", "high"),
    [
        (("drag_area_m2",), 0.28, 0.33),  # row 9
        (("air_density_kgm3",), 0.28, 0.33),
        (("aerobic_w",), -0.32, -0.20),  # row 10
        (("anaerobic_j",), -0.13, -0.08),
    ],
)
def test_rows_9_and_10_elasticities(
    drafting: str, formation: Formation, names: tuple[str, ...], low: float, high: float
) -> None:
    assert low <= elasticity(drafting, formation, *names) <= high


# The law of docs/models.md is first-order and rounded: each exponent is held to ±0.03.
@pytest.mark.parametrize("drafting", SETS)
@pytest.mark.parametrize(
    ("names", "law"),
    [
        (("air_density_kgm3",), 0.30),
        (("drag_area_m2",), 0.30),
        (("friction_straight", "friction_curve"), 0.05),
        (("mass_kg",), 0.09),
        (("aerobic_w",), -0.28),
        (("anaerobic_j",), -0.10),
        (("effectiveness",), -0.39),
    ],
)
def test_first_order_law_parameter_by_parameter(
    drafting: str, names: tuple[str, ...], law: float
) -> None:
    assert elasticity(drafting, races.PUSH, *names) == pytest.approx(law, abs=0.03)


def test_first_order_law_for_distance() -> None:
    # A ninth lap: 1.03 d ln D, taken over a step of one lap by the mean exponent. The law
    # is that of a small step, where the start weighs as in the reference race.
    times = []
    for laps in (8, 9):
        race, entry = reference("wind-tunnel", races.PUSH)
        formation = Formation((replace(races.PUSH.leads[0], laps=float(laps)),), push=True)
        entry = replace(entry, formation=formation, official_time_s=REFERENCE_S * laps / 8)
        race = races.race(entry, laps=laps)
        times.append(float(solve(course(race, entry), parameter_sets(race, entry)).time_s[0]))
    assert np.log(times[1] / times[0]) / np.log(9 / 8) == pytest.approx(1.03, abs=0.03)


@pytest.mark.parametrize("drafting", SETS)
def test_row_11_one_per_cent_of_drag_area(drafting: str) -> None:
    race, entry = fitted(drafting, races.PUSH)
    track, own = course(race, entry), parameter_sets(race, entry)
    more = solve(track, own.vary(drag_area_m2=own.drag_area_m2 * 1.01)).time_s[0]
    assert 0.5 <= more - solve(track, own).time_s[0] <= 0.8


@pytest.mark.parametrize(("distance_m", "time_s"), [(3000, 216.0), (5000, 366.0)])
def test_row_12_solo_at_sea_level(distance_m: int, time_s: float) -> None:
    took = solo_times(Body(), Rink(), (distance_m,))
    assert took[0] == pytest.approx(time_s, rel=0.02)


def test_row_13_steady_solo_power() -> None:
    assert 340 <= steady_power(1.23, 0.20, MEAN_FRICTION, 78.0, 14.0) <= 430


def test_row_14_ice_friction_power() -> None:
    assert 45 <= ice_friction(MEAN_FRICTION, 78.0) * 14.2 <= 65  # 14.2 m/s: a lap of 27.3 s


@pytest.mark.parametrize("share", [0.73, 0.85, 1.0])  # mean φ of either set, and alone
def test_row_15_air_share_of_resistance(share: float) -> None:
    air = air_drag(1.23, 0.20, share, 14.5)
    assert 0.75 <= air / (air + ice_friction(MEAN_FRICTION, 78.0)) <= 0.90


@pytest.mark.parametrize(("drafting", "watts"), [("race-effective", 400.0), ("wind-tunnel", 350.0)])
@pytest.mark.parametrize("formation", [races.PUSH, ROTATION])
def test_row_16_mean_power(drafting: str, watts: float, formation: Formation) -> None:
    # Power that moves the skater: κ times what they produce.
    race, entry = fitted(drafting, formation)
    power = PowerRace(race, entry)
    produced = np.mean([each.mean_power_w for each in loads(power)])
    assert power.kappa * produced == pytest.approx(watts, rel=0.12)
    if drafting == DEFAULT:  # here κ is so near to 1 that the row holds for either power
        assert produced == pytest.approx(watts, rel=0.12)


@pytest.mark.parametrize("drafting", SETS)
def test_row_17_one_lead_change(drafting: str) -> None:
    race, entry = fitted(drafting, ROTATION)
    own = parameter_sets(race, entry)
    changing, at_once = (
        solve(course(race, entry, exchanges=some), own, pool=True).time_s[0]
        for some in (True, False)
    )
    assert 0.10 <= (changing - at_once) / 5 <= 0.35


@pytest.mark.parametrize("drafting", SETS)
def test_row_18_push_against_rotation(drafting: str) -> None:
    race, entry = fitted(drafting, ROTATION)
    entries = counterparts(race, entry)
    push = PowerRace(race, entries["push"]).time_s
    assert -4.5 <= push - REFERENCE_S <= 0.5
    # "Near 0.96": each hundredth of the ratio is worth 0.9 s, the published sizes differ by 2 s.
    assert turning_ratio(race, entries) == pytest.approx(0.96, abs=0.02)


def test_row_19_fixed_without_push_is_slower_than_push() -> None:
    race, entry = fitted(DEFAULT, races.PUSH)
    entries = counterparts(race, entry)
    fixed = PowerRace(race, entries["fixed"]).time_s
    assert 5 <= fixed - REFERENCE_S <= 13


def test_row_19_with_full_wind_tunnel_drafting_the_leader_pays_more() -> None:
    # Outside the table's range, and said so in docs/models.md: with wakes as strong as in
    # the tunnel the leader's drag is 1.39 times the mean, 0.30 ln 1.39 · 217 s = 21 s.
    race, entry = fitted("wind-tunnel", races.PUSH)
    fixed = PowerRace(race, counterparts(race, entry)["fixed"]).time_s
    assert 13 < fixed - REFERENCE_S < 25


def test_altitude_makes_thin_air_count_for_less() -> None:
    # Salt Lake City against sea level: 0.30 ln(1.034/1.23) and 0.28 × 7.1 % of aerobic power.
    race, entry = fitted("wind-tunnel", races.PUSH)
    high = replace(race, rink=Rink(altitude_m=1425.0, air_density_kgm3=1.034))
    gained = PowerRace(high, entry).time_s / REFERENCE_S
    assert np.log(gained) == pytest.approx(0.30 * np.log(1.034 / 1.23) + 0.28 * 0.0713, abs=0.006)
