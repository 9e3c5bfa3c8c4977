"""Timing, on motions whose answer is known by thought."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.races import DUTCH, PUSH, entry, race
from pursuit_sim import timing
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory

HALF = 387.3636 / 2


def constant(speed_a: float, speed_b: float, until_s: float = 400.0) -> Trajectory:
    """Two teams at constant speeds, their skaters 1 m apart; the tail starts on the line."""
    time = np.linspace(0, until_s, 2001)
    ahead = np.array([2.0, 1.0, 0.0])
    distance = np.concatenate(
        [speed * time[:, np.newaxis] + ahead for speed in (speed_a, speed_b)], axis=1
    )
    flat = np.zeros_like(distance)
    return Trajectory(
        race(entry(), entry(code="NED", side="crossing")), "by hand", time, distance, flat, flat
    )


def test_splits_laps_and_gaps_at_constant_speed() -> None:
    trajectory = constant(12.0, 10.0)
    half_laps = np.arange(1, 17)
    expected = np.stack([half_laps * HALF / 12, half_laps * HALF / 10])
    assert timing.splits(trajectory) == pytest.approx(expected, abs=1e-4)
    assert timing.laps(trajectory)[0] == pytest.approx(np.full(8, 2 * HALF / 12), abs=1e-4)
    # Half a lap takes 16.14 s and 19.37 s: 3.228 s more each time.
    assert timing.gaps(trajectory)[[0, 15]] == pytest.approx([-3.228, -51.65], abs=0.01)
    laps, gap = timing.gap_curve(trajectory)
    assert gap[laps == 4.0] == pytest.approx([-8 * 3.228], abs=0.01)


def test_the_bell_is_for_the_first_team() -> None:
    splits = np.array([[18.0, 32.0, 46.0, 60.0], [18.5, 31.9, 46.1, 60.2]])
    assert timing.bell_time(splits) == 31.9
    assert timing.bell_time(splits[:, :2]) is None


def test_the_third_skater_stops_the_clock() -> None:
    trajectory = constant(10.0, 10.0)
    # The leader crosses 2 m, so 0.2 s, earlier.
    leader = np.interp(16 * HALF, trajectory.distance_m[:, 0], trajectory.time_s)
    assert timing.finish_times(trajectory)[0] - leader == pytest.approx(0.2, abs=1e-3)


def test_a_catch_is_half_a_lap_made_good() -> None:
    found = timing.catch(constant(12.0, 10.0))
    assert found is not None
    team, moment = found
    assert team == 0
    assert moment == pytest.approx(HALF / 2, abs=0.25)  # 2 m/s make good 193.68 m in 96.8 s
    assert timing.catch(constant(11.0, 10.9)) is None
    reversed_team, _ = timing.catch(constant(10.0, 12.0)) or (None, None)
    assert reversed_team == 1


def test_a_race_of_one_has_no_gap() -> None:
    alone = simulate(race(entry()))
    with pytest.raises(ValueError, match="two teams"):
        timing.gaps(alone)
    assert timing.catch(alone) is None
    assert [event.kind for event in timing.events(alone)].count("finish") == 1


def test_leads_and_exchanges_are_found_in_the_trajectory() -> None:
    trajectory = simulate(race(entry(formation=DUTCH)))
    leads = timing.leads(trajectory)[0]
    assert [lead.skater for lead in leads] == [0, 1, 2]
    assert leads[-1].end_s == pytest.approx(218.28)
    found = timing.exchanges(trajectory)
    assert [(each.old, each.new) for each in found] == [(0, 1), (1, 2)]
    for lead, each in zip(leads, found, strict=False):
        assert each.start_s < lead.end_s < each.end_s
    assert timing.exchanges(simulate(race(entry(formation=PUSH)))) == ()


def test_a_lead_that_changes_in_the_last_half_lap_is_told_by_the_result() -> None:
    fast_start = entry(220.02, pacing=Pacing(fade_s=4.0, fade_onset_lap=1))
    even = entry(220.0, code="NED", side="crossing", pacing=Pacing(fade_s=0.0))
    made = simulate(race(fast_start, even))
    behind = np.diff(timing.splits(made), axis=0)[0]  # [s] by how much the second team is
    assert (behind[:-1] > 0).all()
    assert behind[-1] < 0
    assert not [event for event in timing.events(made) if event.kind == "swap"]


def test_events_tell_the_story_in_order() -> None:
    # A leads early, B is faster later, and ahead with half a lap to go.
    fast_start = entry(222.0, pacing=Pacing(fade_s=4.0, fade_onset_lap=1))
    even = entry(220.0, code="NED", side="crossing", pacing=Pacing(fade_s=0.0))
    made = simulate(race(fast_start, even))
    events = timing.events(made)
    times = [event.time_s for event in events]
    assert times == sorted(times)
    swaps = [event for event in events if event.kind == "swap"]
    assert [event.team for event in swaps] == [1]
    assert any(abs(swaps[0].time_s - time) < 1e-9 for time in timing.splits(made)[1, :-1])
    finishes = [event for event in events if event.kind == "finish"]
    assert [(event.team, round(event.time_s, 2)) for event in finishes] == [(1, 220.0), (0, 222.0)]
