"""Three skaters on the ice: the start, the train, the exchange."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.races import CANADIAN, DUTCH, FIXED, PUSH, SIX_TURNS, entry, race
from pursuit_sim import timing
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Train
from pursuit_sim.sim import simulate

MILLIMETRE = 1e-3
BODY_M = 0.6  # [m] shoulders or a lunging leg: closer than this, two skaters touch
ABREAST_M = 0.45  # [m] half of a crouched skater's length: nearer counts as side by side
INNER_LANE_M = (-0.5, 3.5)  # [m] the lane's edges seen from the lap line

trains = st.builds(
    Train,
    spacing_m=st.one_of(st.none(), st.floats(0.8, 2.0)),
    forming_s=st.floats(1, 6),
    exchange_s=st.floats(3, 7.7),
    swing_out_m=st.floats(1.5, 3),
)
formations = st.sampled_from([PUSH, FIXED, DUTCH, SIX_TURNS, CANADIAN])


@given(st.floats(205, 240), formations, trains)
@settings(max_examples=30)
def test_nobody_through_anybody_nobody_off_the_lane(
    time: float, formation: Formation, train: Train
) -> None:
    trajectory = simulate(race(entry(time, formation=formation, train=train)))
    along, out = trajectory.distance_m, trajectory.lateral_m
    for a, b in ((0, 1), (0, 2), (1, 2)):
        abreast = np.abs(along[:, a] - along[:, b]) < ABREAST_M
        apart = np.abs(out[:, a] - out[:, b])
        assert apart[abreast].min(initial=9.0) > BODY_M
    assert out.min() >= INNER_LANE_M[0]
    assert out.max() <= INNER_LANE_M[1]


def test_at_the_gun_three_abreast_on_their_own_line() -> None:
    trajectory = simulate(race())
    start = trajectory.at(0.0)
    assert start.distance_m == pytest.approx(np.zeros(6))
    assert start.speed_mps == pytest.approx(np.zeros(6), abs=1e-9)
    assert start.lateral_m == pytest.approx([0, 1, 2, 0, 1, 2])
    places = trajectory.xy(start)
    # Finish side in the middle of the lower straight, crossing side opposite.
    assert places[0] == pytest.approx([0, -26.5], abs=MILLIMETRE)
    assert places[3] == pytest.approx([0, 26.5], abs=MILLIMETRE)


def test_the_train_has_its_spacing() -> None:
    trajectory = simulate(race())
    cruise = trajectory.at(60.0)
    assert cruise.distance_m[0] - cruise.distance_m[1] == pytest.approx(0.9, abs=MILLIMETRE)
    assert cruise.distance_m[1] - cruise.distance_m[2] == pytest.approx(0.9, abs=MILLIMETRE)
    assert cruise.distance_m[3] - cruise.distance_m[4] == pytest.approx(1.2, abs=MILLIMETRE)


def test_an_exchange_step_by_step() -> None:
    """NED's first change: out in the curve, past both, tucked in at the rear."""
    trajectory = simulate(race())
    oval = trajectory.race.oval
    kramer, bosker, roest = 3, 4, 5
    swing = timing.exchanges(trajectory)[0]
    assert (swing.old, swing.new) == (kramer, bosker)
    assert swing.end_s - swing.start_s == pytest.approx(5.0, abs=0.6)
    begin = trajectory.at(swing.start_s)
    # They leave the train at the entry of a curve.
    assert oval.curvature(begin.distance_m[kramer] + 1) > 0
    assert oval.curvature(begin.distance_m[kramer] - 5) == 0
    middle = trajectory.at((swing.start_s + swing.end_s) / 2)
    assert middle.lateral_m[kramer] == pytest.approx(2.75, abs=0.05)
    assert middle.lateral_m[[bosker, roest]] == pytest.approx([0, 0], abs=MILLIMETRE)
    end = trajectory.at(swing.end_s + 0.5)
    order = np.argsort(-end.distance_m[3:])
    assert order.tolist() == [1, 2, 0]
    assert -np.diff(end.distance_m[3:][order]) == pytest.approx([1.2, 1.2], abs=MILLIMETRE)


def test_the_swing_out_costs_the_places_without_braking() -> None:
    """With 2.75 m and 5 s the longer way alone costs three spacings (3.6 m) at race speed."""
    trajectory = simulate(race())
    swing = timing.exchanges(trajectory)[0]
    moments = trajectory.at(np.linspace(swing.start_s + 0.2, swing.end_s - 0.2, 50))
    old, others = moments.speed_mps[:, 3], moments.speed_mps[:, 4:].mean(axis=1)
    assert np.abs(old - others).max() < 0.25  # [m/s] under 2 % of their speed


def test_dropping_to_second_place_when_they_lead_again_next() -> None:
    trajectory = simulate(race(entry(formation=CANADIAN)))
    first, second = timing.exchanges(trajectory)
    assert (first.old, first.new, second.old, second.new) == (0, 1, 1, 0)
    between = trajectory.at((first.end_s + second.start_s) / 2)
    assert np.argsort(-between.distance_m).tolist() == [1, 0, 2]


def test_path_and_speed_agree_for_each_skater() -> None:
    trajectory = simulate(race(), step_s=0.01)
    places = trajectory.xy(trajectory.at(trajectory.time_s))
    steps = np.hypot(*np.moveaxis(np.diff(places, axis=0), -1, 0))
    speed = (trajectory.speed_mps[1:] + trajectory.speed_mps[:-1]) / 2
    elapsed = np.diff(trajectory.time_s)[:, np.newaxis]
    assert np.abs(steps - speed * elapsed).max() < MILLIMETRE
    assert np.abs(steps.sum(axis=0) - (speed * elapsed).sum(axis=0)).max() < 0.05


def test_lead_changes_follow_any_sequence_that_can_be_skated() -> None:
    """Japan's women rotated 1.75, 1, 1.5 and 1.75 laps (published)."""
    japan = Formation((Lead(0, 1.75), Lead(1, 1.0), Lead(2, 1.5), Lead(0, 1.75)))
    assert japan.problem(6, ("M. Takagi", "Sato", "N. Takagi")) is None
    trajectory = simulate(race(entry(178.93, formation=japan), laps=6))
    assert [lead.skater for lead in timing.leads(trajectory)[0]] == [0, 1, 2, 0]
    laps_led = np.array([lead.end_s - lead.start_s for lead in timing.leads(trajectory)[0]])
    share = laps_led / laps_led.sum() * 6
    # The start takes 4.6 s more than a flying lap; leads end in curves, not on a line.
    assert share == pytest.approx([1.75, 1.0, 1.5, 1.75], abs=0.25)
