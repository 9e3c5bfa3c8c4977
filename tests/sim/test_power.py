"""The power-balance race: exact where it claims to be, and physical everywhere."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers import races
from pursuit_sim import load, timing
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing, Train
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import simulate
from pursuit_sim.sim.batch import times, times_each
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import _course, course
from pursuit_sim.sim.integrate import FEW_SETS
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.units import MILLISECOND

MICROSECOND = 1e-6
FORMATIONS = {
    "push": races.PUSH,
    "dutch": races.DUTCH,
    "six turns": races.SIX_TURNS,
    "canadian": races.CANADIAN,
    "fixed": races.FIXED,
}
UNEQUAL = (
    Body(mass_kg=82, drag_area_m2=0.21, aerobic_w=345, anaerobic_j=26_000),
    Body(mass_kg=74, drag_area_m2=0.19, aerobic_w=325, anaerobic_j=22_000),
    Body(mass_kg=78, drag_area_m2=0.20, aerobic_w=335, anaerobic_j=20_000),
)


def solo(formation: Formation, bodies: tuple[Body, Body, Body] | None = None) -> tuple[Race, Entry]:
    entry = races.entry(218.0, formation=formation)
    if bodies is not None:
        entry = replace(entry, bodies=bodies)
    return races.race(entry), entry


def took(race: Race, entry: Entry, **arrays: np.ndarray) -> float:
    return float(solve(course(race, entry), parameter_sets(race, entry).vary(**arrays)).time_s[0])


@pytest.mark.parametrize("name", FORMATIONS)
def test_finish_read_from_the_trajectory_is_the_solved_one(name: str) -> None:
    race, entry = solo(FORMATIONS[name], UNEQUAL)
    trajectory = simulate(race, model="power")
    found = timing.splits(trajectory)[0]
    assert found == pytest.approx(PowerRace(race, entry).passings_s, abs=MICROSECOND)
    assert trajectory.model == "power"


@pytest.mark.parametrize("name", FORMATIONS)
def test_halving_the_step_changes_the_time_by_less_than_a_millisecond(name: str) -> None:
    race, entry = solo(FORMATIONS[name], UNEQUAL)
    coarse, fine = (PowerRace(race, entry, refine=n).time_s for n in (1, 2))
    assert abs(coarse - fine) < MILLISECOND


@given(
    st.floats(0.77, 1.0),  # the ranges of docs/models.md
    st.floats(0.18, 0.24),
    st.floats(300.0, 360.0),
    st.floats(18e3, 28e3),
    st.floats(1000.0, 1300.0),
    st.sampled_from(sorted(FORMATIONS)),
)
@settings(max_examples=25)
def test_halving_the_step_anywhere(
    kappa: float, drag_area: float, aerobic: float, reserve: float, burst: float, name: str
) -> None:
    body = Body(drag_area_m2=drag_area, aerobic_w=aerobic, anaerobic_j=reserve)
    race, entry = solo(FORMATIONS[name], (body,) * 3)
    effort = Effort(effectiveness=kappa, start_power_w=burst)
    entry = replace(entry, effort=effort)
    own = parameter_sets(race, entry)
    coarse, fine = (solve(course(race, entry, refine=n), own).time_s[0] for n in (1, 2))
    assert abs(coarse - fine) < MILLISECOND


@pytest.mark.parametrize("drafting", ["wind-tunnel", "race-effective"])
def test_steady_state_is_the_kinematic_race_at_that_speed(drafting: str) -> None:
    # 25 laps of a push: long after the start the speed only breathes with the ice friction.
    laps = 25
    formation = Formation((Lead(0, float(laps)),), push=True)
    effort = Effort(drafting=drafting)
    entry = replace(races.entry(218.0 * laps / 8, formation=formation), effort=effort)
    race = races.race(entry, laps=laps)
    power = timing.laps(simulate(race, model="power"))[0]
    # By the balance of forces, worked out here: Σ½ρCdAφ v³ + μmg·3v = κ ΣP, P as reported.
    own = PowerRace(race, entry)
    share = {"wind-tunnel": (0.9299, 0.63, 0.54), "race-effective": (0.9299, 0.784, 0.751)}
    drag = 0.5 * 1.23 * 0.20 * sum(share[drafting])
    curve = (race.oval.half_lap_m - race.oval.straight_m) / race.oval.half_lap_m
    friction = 3 * 78 * 9.81 * (0.0046 + (0.0059 - 0.0046) * curve)
    trajectory = simulate(race, model="power")
    last_lap = (trajectory.time_s > own.time_s - 27) & (trajectory.time_s < own.time_s)
    watts = own.kappa * trajectory.extras["power_w"][last_lap].sum(axis=1).mean()
    roots = np.roots([drag, 0.0, friction, -watts])
    speed = float(roots[np.abs(roots.imag) < 1e-9].real[0])
    assert power[-1] == pytest.approx(race.oval.lap_m / speed, abs=MILLISECOND)
    # The kinematic race of an even pace at that speed.
    even = Pacing(fade_s=0.0, exchange_cost_s=0.0)
    official = laps * race.oval.lap_m / speed + even.start_loss_s
    kinematic = simulate(
        races.race(replace(entry, pacing=even, official_time_s=official), laps=laps)
    )
    assert power[-1] == pytest.approx(timing.laps(kinematic)[0, -1], abs=MILLISECOND)


@pytest.mark.parametrize("name", FORMATIONS)
def test_energy_is_accounted_for(name: str) -> None:
    # Power above the aerobic supply, summed over the trajectory, is what the reserve lost.
    race, _ = solo(FORMATIONS[name], UNEQUAL)
    trajectory = simulate(race, model="power", step_s=0.02)
    racing = trajectory.time_s <= timing.finish_times(trajectory)[0]
    time = trajectory.time_s[racing]
    rise = np.where(time > 4, 1 - np.exp(-(time - 4) / 10), 0.0)
    plateau = np.array([body.aerobic_w for body in UNEQUAL])
    spent = np.trapezoid(
        trajectory.extras["power_w"][racing] - plateau * rise[:, np.newaxis], time, axis=0
    )
    lost = np.array([body.anaerobic_j for body in UNEQUAL]) - trajectory.extras["reserve_j"][-1]
    # A full reserve cannot be filled further, so a sheltered follower may lose less power.
    full = trajectory.extras["reserve_j"][-1] >= [b.anaerobic_j - 1 for b in UNEQUAL]
    assert not full.all()
    assert spent[~full] == pytest.approx(lost[~full], abs=60.0)  # of 20 kJ and more


@pytest.mark.parametrize("name", FORMATIONS)
def test_no_reserve_below_zero_and_the_limiting_one_is_used_up(name: str) -> None:
    race, entry = solo(FORMATIONS[name], UNEQUAL)
    power = PowerRace(race, entry)
    # At the checks it is nil to 1e-4 J; between two of them it may dip a little.
    assert -5.0 <= power.edge_reserve_j.min() <= 1e-3


def test_pushes_are_as_small_as_derived() -> None:
    # docs/models.md: about 3–6 N on the leader, 2–4 N from third to second, equal skaters.
    for drafting in ("wind-tunnel", "race-effective"):
        race, entry = solo(races.PUSH)
        effort = Effort(drafting=drafting)
        entry = replace(entry, effort=effort)
        leader, second, third = PowerRace(race, entry).mean_push_n
        assert 2 <= leader <= 6.5
        assert 1.3 <= second <= 4.5
        assert third == 0


def test_push_makes_relative_effort_equal() -> None:
    race, entry = solo(races.PUSH, UNEQUAL)
    left = PowerRace(race, entry).edge_reserve_j[-1]
    assert left == pytest.approx(np.zeros(3), abs=0.01)


def test_where_the_push_limit_binds_the_leader_limits() -> None:
    # With wind-tunnel drafting equal skaters need 5.8 N on the leader; 3 N are allowed.
    effort = Effort(drafting="wind-tunnel", push_limit_n=3.0)
    entry = replace(races.entry(218.0, formation=races.PUSH), effort=effort)
    race = races.race(entry)
    power = PowerRace(race, entry)
    assert power.mean_push_n[0] == pytest.approx(3.0)
    left = power.edge_reserve_j[-1]
    assert left[0] == pytest.approx(0.0, abs=0.01)
    assert min(left[1:]) > 1000
    # The two behind share what is left between them.
    assert left[1] == pytest.approx(left[2], rel=1e-6)
    freer = replace(entry, effort=effort.model_copy(update={"push_limit_n": 4.0}))
    assert PowerRace(race, freer).time_s < power.time_s


def test_nobody_is_pulled() -> None:
    # A leader so strong that they could pull: forces stay at nought, and they have reserve left.
    bodies = (Body(aerobic_w=480), Body(aerobic_w=300), Body(aerobic_w=300))
    entry = replace(races.entry(218.0, formation=races.PUSH), bodies=bodies)
    race = races.race(entry)
    assert simulate(race, model="power").extras["push_n"].min() >= 0
    power = PowerRace(race, entry)
    assert power.mean_push_n[0] == 0
    assert power.edge_reserve_j[-1][0] > 1000


def test_push_is_felt_by_the_one_in_front_and_given_by_the_one_behind() -> None:
    race, entry = solo(races.CANADIAN)
    power = PowerRace(race, entry)
    assert power.mean_push_n.sum() == pytest.approx(power.mean_push_given_n.sum())
    extras = simulate(race, model="power").extras["push_n"]
    assert (extras > 0).sum(axis=1).max() == 2


@given(st.floats(1.001, 1.2), st.sampled_from(sorted(FORMATIONS)), st.integers(0, 2))
@settings(max_examples=30)
def test_more_power_is_never_slower(factor: float, name: str, skater: int) -> None:
    race, entry = solo(FORMATIONS[name])
    for what in ("aerobic_w", "anaerobic_j"):
        own = getattr(parameter_sets(race, entry), what).copy()
        base = took(race, entry, **{what: own})
        own[0, skater] *= factor
        assert took(race, entry, **{what: own}) <= base + MICROSECOND


@given(st.floats(1.001, 1.2), st.sampled_from(sorted(FORMATIONS)), st.integers(0, 2))
@settings(max_examples=30)
def test_more_drag_is_never_faster(factor: float, name: str, skater: int) -> None:
    race, entry = solo(FORMATIONS[name])
    own = parameter_sets(race, entry)
    area = own.drag_area_m2.copy()
    base = took(race, entry, drag_area_m2=area)
    area[0, skater] *= factor
    assert took(race, entry, drag_area_m2=area) >= base - MICROSECOND
    density = own.air_density_kgm3 * factor
    assert took(race, entry, air_density_kgm3=density) >= base - MICROSECOND


@given(st.integers(0, 10_000), st.sampled_from(["wind-tunnel", "race-effective"]))
@settings(max_examples=6)
@example(2758, "wind-tunnel")  # the secant straddles a limit of the push
def test_batch_and_single_races_agree(seed: int, drafting: str) -> None:
    generator = np.random.default_rng(seed)
    name = sorted(FORMATIONS)[seed % len(FORMATIONS)]
    race, entry = solo(FORMATIONS[name])
    entry = replace(entry, effort=Effort(drafting=drafting))
    track = course(race, entry)
    some = spread(parameter_sets(race, entry), generator, 2 * FEW_SETS)
    together = times(track, some).time_s
    one_by_one = [float(solve(track, some[i : i + 1]).time_s[0]) for i in range(len(some))]
    assert together == pytest.approx(one_by_one, abs=MICROSECOND)


def spread(own: ParameterSets, generator: np.random.Generator, count: int) -> ParameterSets:
    """Cases in which everything differs."""
    many = own.repeat(count)

    def about(array: np.ndarray, part: float) -> np.ndarray:
        return array * (1 + part * generator.uniform(-1, 1, array.shape))

    return many.vary(
        mass_kg=about(many.mass_kg, 0.1),
        drag_area_m2=about(many.drag_area_m2, 0.1),
        aerobic_w=about(many.aerobic_w, 0.06),
        anaerobic_j=about(many.anaerobic_j, 0.1),
        air_density_kgm3=about(many.air_density_kgm3, 0.1),
        friction_curve=about(many.friction_curve, 0.2),
        strengths=about(many.strengths, 0.1),
        push_ratio=about(many.push_ratio, 0.02),
        start_power_w=about(many.start_power_w, 0.1),
        start_decay_s=about(many.start_decay_s, 0.1),
        aerobic_delay_s=about(many.aerobic_delay_s, 0.2),
    )


def test_a_batch_does_not_depend_on_its_neighbours() -> None:
    race, entry = solo(races.DUTCH)
    track = course(race, entry)
    some = spread(parameter_sets(race, entry), np.random.default_rng(1), 64)
    whole, half = times(track, some).time_s, times(track, some[:32]).time_s
    assert whole[:32] == pytest.approx(half, abs=MICROSECOND)


def test_courses_side_by_side_give_what_each_gives_alone() -> None:
    several = []
    for formation in FORMATIONS.values():  # with and without changes: grids of unlike length
        race, entry = solo(formation)
        own = parameter_sets(race, entry)
        aerobic = own.aerobic_w * np.linspace(0.97, 1.03, 5)[:, np.newaxis]
        several.append((course(race, entry), own.repeat(5).vary(aerobic_w=aerobic)))
    assert len({len(track.grid.curve) for track, _ in several}) > 1
    for (track, some), together in zip(several, times_each(several), strict=True):
        assert together.time_s.tolist() == times(track, some).time_s.tolist()
        assert np.isfinite(together.time_s).all()


def test_first_half_lap_is_as_measured() -> None:
    # 17.7–18.6 s for 3:38–3:50, each within 0.35 s (row 5), here as an outcome.
    for drafting in ("wind-tunnel", "race-effective"):
        race, entry = solo(races.PUSH)
        effort = Effort(drafting=drafting)
        passings = PowerRace(race, replace(entry, effort=effort)).passings_s
        assert 17.7 - 0.35 <= passings[0] <= 18.6 + 0.35


def test_equal_input_gives_equal_arrays() -> None:
    race, _ = solo(races.SIX_TURNS)
    one, two = simulate(race, model="power"), simulate(race, model="power")
    for name in ("distance_m", "speed_mps", "lateral_m"):
        assert np.array_equal(getattr(one, name), getattr(two, name))
    assert np.array_equal(one.extras["power_w"], two.extras["power_w"])


def test_speed_is_the_rate_of_distance() -> None:
    race, _ = solo(races.PUSH)
    power = simulate(race, model="power", step_s=0.05)
    tail = power.tail_m[:, 0]
    racing = (power.time_s > 10) & (power.time_s < 200)
    middle = (power.speed_mps[1:, 2] + power.speed_mps[:-1, 2]) / 2
    rate = np.diff(tail) / np.diff(power.time_s)
    assert np.abs(rate - middle)[racing[1:]].max() < 0.01


def test_two_teams_share_one_axis() -> None:
    trajectory = simulate(races.race(), model="power")
    assert trajectory.extras["power_w"].shape == trajectory.distance_m.shape
    assert trajectory.extras["reserve_j"].shape[1] == 6
    finish = timing.finish_times(trajectory)
    assert np.all(finish < trajectory.duration_s)


def test_a_leader_who_cannot_hold_any_pace_is_said_to() -> None:
    weak = Body(aerobic_w=120, anaerobic_j=4000, mass_kg=120, drag_area_m2=0.35)
    entry = replace(races.entry(218.0, formation=races.FIXED), bodies=(weak, Body(), Body()))
    with pytest.raises(InputError, match=r"cannot hold any pace|has nothing left|spent more"):
        simulate(races.race(entry), model="power")


def test_a_start_beyond_the_reserve_is_said_to_be_one() -> None:
    small = Body(anaerobic_j=8_000)
    entry = replace(races.entry(225.0, formation=races.PUSH), bodies=(small,) * 3)
    with pytest.raises(InputError, match="start_power_w"):
        simulate(races.race(entry), model="power")


def test_an_unknown_model_is_refused() -> None:
    with pytest.raises(InputError, match="kinematic, power"):
        simulate(races.race(), model="magic")


@pytest.mark.parametrize(
    ("override", "key"),
    [
        ("body.mass_kg=0", "body.mass_kg"),
        ("teams.NED.body.drag_area_m2=-0.2", "teams.NED.body.drag_area_m2"),
        ("races.sf-1.crossing.effort.effectiveness=0", "races.sf-1.crossing.effort.effectiveness"),
    ],
)
def test_impossible_skaters_are_refused_at_the_door(override: str, key: str) -> None:
    with pytest.raises(InputError) as caught:
        load("beijing-2022-men", [override])
    # Overridden values are named by the option that gave them, or by their key.
    assert any(key in str(fault) for fault in caught.value.faults)


def test_bodies_and_effort_come_from_the_nearest_level() -> None:
    changes = [
        "body.mass_kg=80",
        "teams.NED.effort.push_limit_n=12",
        "races.sf-1.crossing.effort.push_limit_n=10",
        'effort.drafting="wind-tunnel"',
    ]
    entry = load("beijing-2022-men", changes).races["sf-1"].entries[1]
    assert [body.mass_kg for body in entry.bodies] == [80.0] * 3
    assert entry.effort.push_limit_n == 10.0
    assert entry.effort.drafting == "wind-tunnel"


CHANGES = {
    "another pace at the start": lambda e: replace(e, pacing=Pacing(start_loss_s=5.5)),
    "another time": lambda e: replace(e, official_time_s=e.official_time_s + 4.0),
    "another side": lambda e: replace(e, side="crossing" if e.side == "finish" else "finish"),
    "another spacing": lambda e: replace(e, train=Train(spacing_m=1.7)),
    "a shorter exchange": lambda e: replace(e, train=Train(exchange_s=4.2)),
    "a narrower swing": lambda e: replace(e, train=Train(swing_out_m=2.0)),
    "another formation": lambda e: replace(e, formation=Formation((Lead(0, 4), Lead(1, 4)))),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_kept_course_is_that_of_the_entry(change: str) -> None:
    """Courses are kept for other air and other skaters, and for nothing else."""
    race = load("beijing-2022-men").races["sf-1"]
    for entry in race.entries:
        for each in (entry, CHANGES[change](entry)):
            kept = course(race, each)
            anew = _course.__wrapped__(race, each, 1, True)
            assert np.array_equal(kept.basis, anew.basis)
            assert np.array_equal(kept.grid.edges_m, anew.grid.edges_m)
            assert (kept.phases, kept.checks, kept.push) == (anew.phases, anew.checks, anew.push)


def test_a_kept_course_serves_any_rink_of_its_radius() -> None:
    race = load("beijing-2022-men").races["sf-1"]
    thin = replace(race, rink=race.rink.model_copy(update={"air_density_kgm3": 1.05}))
    tight = replace(race, rink=race.rink.model_copy(update={"inner_radius_m": 25.0}))
    assert course(thin, race.entries[0]) is course(race, race.entries[0])
    assert course(tight, race.entries[0]) is not course(race, race.entries[0])
    with pytest.raises(ValueError, match="read-only"):
        course(race, race.entries[0]).basis[0] = 0.0


def test_power_at_a_moment_is_that_of_the_place_held_then() -> None:
    # Drag shares by the documented set: 0.97, 0.80, 0.77 at 1.2 m, 1.05 swung out, 1 alone in
    # the wind. Turned back from power and motion; all of it lies in one curve.
    race = races.race(races.entry(219.62, formation=races.DUTCH))
    power = PowerRace(race, race.entries[0])
    change = timing.exchanges(simulate(race, model="power"))[0]
    time = np.arange(change.start_s - 1.0, change.end_s + 1.0, 0.01)
    now = power.moments(time)
    force = 0.95 * now.power_w / now.way_mps[:, None]
    inert = 78.0 * (np.gradient(now.way_mps, time) + 0.0059 * 9.81)
    share = (force - inert[:, None]) / (0.5 * 1.23 * 0.20 * now.way_mps[:, None] ** 2)
    swung_out, tucked_in = np.searchsorted(time, [np.mean(time), change.end_s + 0.5])
    assert share[swung_out, :2] == pytest.approx([1.05, 0.97], abs=0.02)
    assert share[tucked_in] == pytest.approx([0.77, 0.97, 0.80], abs=0.02)
    # So the old leader is harder at it while out of line, then eases by more than a fifth.
    leading, out, behind = now.power_w[[50, swung_out, tucked_in], change.old]
    assert out > 1.05 * leading
    assert behind < 0.8 * out


def test_at_the_edges_of_the_steps_the_train_is_where_it_was_stepped_to() -> None:
    race = races.race(races.entry(219.62, formation=races.DUTCH))
    power = PowerRace(race, race.entries[0])
    now = power.moments(power.edge_s)
    assert now.way_m == pytest.approx(power.edge_m, abs=1e-9)
    # As much earlier and later by as much as its speed there says, in the first steps too.
    for late_s in (-0.01, 0.01):
        beside = power.moments(power.edge_s[1:-1] + late_s).way_m - now.way_m[1:-1]
        assert beside == pytest.approx(late_s * now.way_mps[1:-1], abs=1e-3)
