"""The kinematic model, against published passings, exact solutions and itself by another way."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.interpolate import PchipInterpolator

from helpers.races import DATA, DUTCH, FIXED, PUSH, SIX_TURNS, entry, measured, race
from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Split
from pursuit_sim.sim import simulate
from pursuit_sim.sim.kinematic import flying_clock, race_clock
from pursuit_sim.sim.pchip import pchip
from pursuit_sim.trajectory import Trajectory
from pursuit_sim.units import parse_time

MICROSECOND = 1e-6
CENTIMETRE = 0.01
PRESS_TIMING = 0.3  # [s] tolerance against times read out by the press

pacings = st.builds(
    Pacing,
    start_loss_s=st.floats(3.5, 6.5),
    fade_s=st.floats(-0.5, 4),  # beyond, some half-lap may be faster than anybody
    fade_onset_lap=st.floats(0, 7),
    fade_shape=st.floats(0.5, 4),
    corner_swing=st.floats(0, 0.03),
    exchange_cost_s=st.floats(0, 0.5),
)


def tail_of(time_s: float, pacing: Pacing | None = None) -> Trajectory:
    return simulate(race(entry(time_s, pacing=pacing)))


@pytest.mark.parametrize(
    ("team", "time", "ninth", "thirteenth"),
    [("NOR", 218.28, 123.79, 177.19), ("NED", 219.62, 124.56, 178.42)],
)
def test_acceptance_3_and_4_semifinal_1_from_the_final_time(
    team: str, time: float, ninth: float, thirteenth: float
) -> None:
    formation = PUSH if team == "NOR" else DUTCH
    splits = timing.splits(simulate(race(entry(time, code=team, formation=formation))))[0]
    assert splits[8] == pytest.approx(ninth, abs=PRESS_TIMING)
    assert splits[12] == pytest.approx(thirteenth, abs=PRESS_TIMING)


def test_acceptance_5_first_half_lap_of_every_race_of_beijing() -> None:
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        times = [parse_time(row["official"]) for row in csv.DictReader(file)]
    assert len(times) == 20
    # The published range holds for 3:38 to 3:50; three of the twenty were slower.
    ranged = [time for time in times if time <= 230]
    assert len(ranged) == 17
    for time in ranged:
        first = timing.splits(tail_of(time))[0, 0]
        assert 17.7 - 0.35 <= first <= 18.6 + 0.35


@given(st.floats(215, 260), pacings, st.sampled_from([PUSH, FIXED, DUTCH, SIX_TURNS]))
@settings(max_examples=40)
def test_acceptance_2_distance_and_time_are_exact(
    time: float, pacing: Pacing, formation: Formation
) -> None:
    trajectory = simulate(race(entry(time, pacing=pacing, formation=formation)))
    assert timing.finish_times(trajectory)[0] == pytest.approx(time, abs=MICROSECOND)
    tail = trajectory.tail_m[:, 0]
    at_finish = np.interp(time, trajectory.time_s, tail)
    assert at_finish == pytest.approx(8 * 387.3636, abs=CENTIMETRE)
    assert np.diff(tail).min() >= 0


@given(st.floats(215, 240), pacings)
@settings(max_examples=15)
def test_acceptance_2_speed_integrates_to_the_distance(time: float, pacing: Pacing) -> None:
    trajectory = tail_of(time, pacing)
    racing = trajectory.time_s <= time + 1e-9
    # Alone on the lap line, the third skater's path is the lap line, once the row of the
    # start has merged; before that they start two metres out and skate a little more.
    merged = trajectory.time_s >= 9.0
    span = racing & merged
    skated = np.trapezoid(trajectory.speed_mps[span, 2], trajectory.time_s[span])
    start = np.interp(trajectory.time_s[span][0], trajectory.time_s, trajectory.distance_m[:, 2])
    assert start + skated == pytest.approx(8 * 387.3636, abs=CENTIMETRE)


def test_speed_is_the_slope_of_the_distance() -> None:
    trajectory = tail_of(218.28)
    middle = (trajectory.time_s[1:] + trajectory.time_s[:-1]) / 2
    # Past the merging and before the glide-out, on the lap line.
    sound = (middle > 10) & (middle < 218) & (np.diff(trajectory.time_s) > 0.01)
    slope = np.diff(trajectory.distance_m[:, 2]) / np.diff(trajectory.time_s)
    mean = (trajectory.speed_mps[1:, 2] + trajectory.speed_mps[:-1, 2]) / 2
    assert np.abs(slope - mean)[sound].max() < 1e-4


@given(st.floats(3.5, 6.5), st.floats(0.5, 400))
def test_the_race_clock_undoes_the_flying_clock(tau: float, time: float) -> None:
    flying = flying_clock(np.array([time]), tau)
    assert race_clock(flying, tau)[0] == pytest.approx(time, rel=1e-9)


def test_the_flying_clock_is_the_integral_of_a_standing_start() -> None:
    # Speed grows as 1 − e^(−t/τ): the clock must be its integral.
    expected, _ = quad(lambda t: 1 - np.exp(-t / 4.6), 0, 20)
    assert flying_clock(np.array([20.0]), 4.6)[0] == pytest.approx(expected)


@given(st.lists(st.tuples(st.floats(9, 30), st.floats(150, 250)), min_size=1, max_size=20))
def test_pchip_is_scipys(pieces: list[tuple[float, float]]) -> None:
    steps, widths = zip(*pieces, strict=True)
    knots = np.concatenate([[0], np.cumsum(widths)])
    values = np.concatenate([[0], np.cumsum(steps)])
    where = np.linspace(0, knots[-1], 173)
    ours, slope = pchip(knots, values)(where)
    if len(steps) == 1:
        theirs, their_slope = np.interp(where, knots, values), np.full(173, steps[0] / widths[0])
    else:
        reference = PchipInterpolator(knots, values)
        theirs, their_slope = reference(where), reference.derivative()(where)
    assert ours == pytest.approx(theirs, abs=1e-8)
    assert slope == pytest.approx(their_slope, abs=1e-10)


@pytest.mark.parametrize("team", list(measured()))
def test_measured_half_laps_are_met_exactly(team: tuple[str, str]) -> None:
    cumulative = measured()[team]
    laps = len(cumulative) // 2
    splits = tuple(Split(i, time) for i, time in enumerate(cumulative[:-1], 1))
    formation = Formation((Lead(0, laps),))
    each = entry(cumulative[-1], splits=splits, formation=formation)
    found = timing.splits(simulate(race(each, laps=laps)))[0]
    assert found == pytest.approx(np.array(cumulative), abs=MICROSECOND)


def test_a_few_known_splits_bend_the_rest() -> None:
    splits = (Split(9, 123.79), Split(13, 177.19))
    found = timing.splits(simulate(race(entry(218.28, splits=splits))))[0]
    assert found[[8, 12, 15]] == pytest.approx([123.79, 177.19, 218.28], abs=MICROSECOND)
    free = timing.splits(simulate(race(entry(218.28))))[0]
    assert np.abs(found - free).max() < PRESS_TIMING


def test_fade_is_what_it_is_called() -> None:
    """Last lap minus the fastest flying lap is `fade_s`, whatever its shape."""
    for shape in (0.5, 1.0, 2.0, 4.0):
        pacing = Pacing(fade_s=1.8, fade_onset_lap=3, fade_shape=shape, exchange_cost_s=0)
        laps = timing.laps(tail_of(222.0, pacing))[0]
        # Laps 2 and 3 still carry a trace of the start (τ e^(−18/4.6) = 0.09 s at most).
        assert laps[-1] - laps[2] == pytest.approx(1.8, abs=0.01)
        assert np.diff(laps[2:]).min() >= -1e-3


def test_lap_deltas_move_one_lap_and_keep_the_time() -> None:
    plain = timing.laps(tail_of(218.28))[0]
    deltas = (0.0, 0.0, 0.0, -0.8, 0.0, 0.0, 0.0, 0.0)
    moved = timing.laps(tail_of(218.28, Pacing(lap_deltas_s=deltas)))[0]
    assert moved.sum() == pytest.approx(218.28, abs=MICROSECOND)
    change = moved - plain
    # −0.8 s on one lap, +0.1 s shared by all.
    assert change[3] == pytest.approx(-0.7, abs=0.01)
    assert np.delete(change, 3) == pytest.approx(np.full(7, 0.1), abs=0.01)


def test_a_change_costs_its_half_lap() -> None:
    pacing = Pacing(fade_s=0.0)
    with_changes = timing.splits(simulate(race(entry(220.0, formation=DUTCH, pacing=pacing))))[0]
    halves = np.diff(with_changes)
    # Changes in the curves after 2½ and 4½ laps: half-laps 6 and 10 of the race.
    assert halves[4] - halves[3] == pytest.approx(0.15, abs=0.005)
    assert halves[8] - halves[7] == pytest.approx(0.15, abs=0.005)
    assert halves[11] - halves[12] == pytest.approx(0.0, abs=0.005)


def test_acceptance_8_speed_along_the_lap() -> None:
    """Against transponder loops of six teams: slowest at curve entry, losing on the straight."""
    loops: dict[tuple[str, str], list[tuple[float, float]]] = {}
    with (DATA / "loops_ec2020.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["distance"], row["team"])
            loops.setdefault(key, []).append((float(row["inner_path_m"]), float(row["time_s"])))
    half = 387.49 / 2  # Thialf's loops
    first_half, second_half = [], []  # mean speeds over the two halves of the straights
    for passings in loops.values():
        places, times = np.array(passings).T
        for line in half * np.arange(2, 14):
            middle, entry_time = np.interp([line, line + 55.2], places, times)
            if line + 55.2 > places[-1]:
                continue
            exit_time = np.interp(line - 55.2, places, times)
            first_half.append(55.2 / (middle - exit_time))
            second_half.append(55.2 / (entry_time - middle))
    measured_loss = np.mean(first_half) - np.mean(second_half)

    trajectory = tail_of(225.0, Pacing(fade_s=0.0))
    oval = trajectory.race.oval
    along = np.linspace(387.36, 7 * 387.36, 20001)
    speed = np.interp(along, trajectory.distance_m[:, 2], trajectory.speed_mps[:, 2])
    into = (along + oval.straight_m / 2) % oval.half_lap_m  # 0 at curve exit
    modelled_loss = speed[into < 55.2].mean() - speed[(into > 55.2) & (into < 110.4)].mean()
    assert modelled_loss == pytest.approx(measured_loss, abs=0.1)
    at_exit = speed[into < 1].mean()
    at_entry = speed[np.abs(into - oval.straight_m) < 1].mean()
    assert 0.15 <= at_exit - at_entry <= 0.45
    slowest = into[speed.argmin()]
    assert abs(slowest - oval.straight_m) < 10  # [m] within a skater or two of the curve


def test_doubling_the_sample_rate_changes_no_time() -> None:
    fine = timing.splits(simulate(race(), step_s=0.025))
    coarse = timing.splits(simulate(race(), step_s=0.5))
    assert fine == pytest.approx(coarse, abs=MICROSECOND)


def test_equal_input_equal_arrays() -> None:
    first, second = simulate(race()), simulate(race())
    assert (first.distance_m == second.distance_m).all()
    assert (first.lateral_m == second.lateral_m).all()
    with pytest.raises(ValueError, match="read-only"):
        first.distance_m[0] = 1


def test_splits_that_nobody_can_skate_are_refused() -> None:
    splits = (Split(1, 17.8), Split(2, 17.81))
    with pytest.raises(InputError, match="split"):
        simulate(race(entry(218.28, splits=splits, pacing=Pacing(lap_deltas_s=(0, 5.0, -5.0)))))


def test_unknown_model() -> None:
    with pytest.raises(InputError, match="kinematic"):
        simulate(race(), model="magic")
