"""Timing, on motions whose answer is known by thought."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from helpers.races import DUTCH, PUSH, entry, race
from pursuit_sim import load, resources, timing
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.formation import KINDS, Formation, Kind, default_leads
from pursuit_sim.scenario.parameters import Pacing, Train
from pursuit_sim.scenario.race import Split
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
    assert found.team == 0
    assert found.time_s == pytest.approx(HALF / 2, abs=0.25)  # 2 m/s make good 193.68 m in 96.8 s
    assert timing.catch(constant(11.0, 10.9)) is None
    other = timing.catch(constant(10.0, 12.0))
    assert other is not None
    assert other.team == 1


@pytest.mark.parametrize(("timed", "known"), [((0, 1), True), ((0,), False), ((1,), False)])
def test_a_catch_is_known_where_both_were_timed_about_it(
    timed: tuple[int, ...], known: bool
) -> None:
    # Half a lap of 193.68 m in 13.2 and 14.4 s, after 4 s of start: made good after 12 of them.
    first, second = (
        tuple(Split(i, 4.0 + i * half_s) for i in range(10, 15)) if team in timed else ()
        for team, half_s in enumerate((13.2, 14.4))
    )
    teams = (
        entry(4.0 + 16 * 13.2, splits=first),
        entry(4.0 + 16 * 14.4, code="NED", side="crossing", splits=second),
    )
    found = timing.catch(simulate(race(*teams)))
    assert found is not None
    assert (found.team, found.known) == (0, known)


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
    # Known once both have come by, the one that was ahead last.
    assert any(abs(swaps[0].time_s - time) < 1e-9 for time in timing.splits(made)[0, :-1])
    finishes = [event for event in events if event.kind == "finish"]
    assert [(event.team, round(event.time_s, 2)) for event in finishes] == [(1, 220.0), (0, 222.0)]


G_MPS2 = 9.81


def sliding(
    friction: float, fell_s: float = 100.0, steps: int = 4001, *, fallen: int = 1
) -> Trajectory:
    """A team at 12 m/s; from `fell_s` on one of it is braked by μg until they lie still."""
    time = np.linspace(0, 200, steps)
    ahead = np.array([2.0, 1.0, 0.0])
    distance = 12.0 * time[:, np.newaxis] + ahead
    speed = np.full_like(distance, 12.0)
    braking = friction * G_MPS2
    since = np.clip(time - fell_s, 0, 12.0 / braking)
    distance[:, fallen] -= 12.0 * np.clip(time - fell_s, 0, None)
    distance[:, fallen] += 12.0 * since - braking * since**2 / 2
    speed[:, fallen] = np.where(time > fell_s, 12.0 - braking * since, 12.0)
    return Trajectory(race(entry()), "by hand", time, distance, np.zeros_like(speed), speed)


@pytest.mark.parametrize("friction", [0.06, 0.1, 0.3, 1.0])
@pytest.mark.parametrize("fallen", [0, 1, 2])
@pytest.mark.parametrize("steps", [1001, 4001, 16001])
def test_who_is_braked_by_the_ice_has_fallen(friction: float, fallen: int, steps: int) -> None:
    """From 12 m/s at μg: half the speed is gone after 0.6 to 10 s, 7 to 61 m behind."""
    (found,) = timing.falls(sliding(friction, 100.02, steps, fallen=fallen))
    assert (found.team, found.skater) == (0, fallen)
    assert found.start_s == pytest.approx(100.02, abs=1.01 * 200 / (steps - 1))


def test_who_hits_the_pads_stops_at_once() -> None:
    (found,) = timing.falls(sliding(1000.0))
    assert found.start_s == pytest.approx(100.0, abs=0.051)


def test_who_glides_or_is_dropped_has_not_fallen() -> None:
    """Air and ice take 0.4 m/s² of a glide; a skater at 8 m/s is dropped by a team at 12."""
    assert timing.falls(sliding(0.4 / G_MPS2)) == ()
    time = np.linspace(0, 200, 4001)
    speed = np.broadcast_to([12.0, 12.0, 8.0], (4001, 3)).copy()
    distance = speed * time[:, np.newaxis]
    dropped = Trajectory(race(entry()), "by hand", time, distance, np.zeros_like(speed), speed)
    assert timing.falls(dropped) == ()


def test_two_of_a_team_may_fall_over_each_other() -> None:
    one, two = sliding(0.2, 100.0, fallen=1), sliding(0.3, 100.0, fallen=2)
    distance, speed = one.distance_m.copy(), one.speed_mps.copy()
    distance[:, 2], speed[:, 2] = two.distance_m[:, 2], two.speed_mps[:, 2]
    both = Trajectory(one.race, "by hand", one.time_s, distance, np.zeros_like(speed), speed)
    assert [each.skater for each in timing.falls(both)] == [1, 2]


def test_gliding_out_after_the_finish_is_no_fall() -> None:
    """3098.9 m at 12 m/s take 258 s; then all three stop as if they had fallen."""
    made = sliding(0.3, 258.5)
    time = 1.5 * made.time_s
    alike = np.minimum(12.0 * time[:, np.newaxis] + np.array([2.0, 1.0, 0.0]), 3110.0)
    speed = np.where(alike < 3110.0, 12.0, 0.0)
    over = Trajectory(made.race, "by hand", time, alike, np.zeros_like(speed), speed)
    assert timing.falls(over) == ()


@pytest.mark.parametrize("model", ["kinematic", "power"])
def test_of_all_bundled_races_one_has_a_fall(model: str) -> None:
    """With the power model, which takes its time, the first race of each file that can."""
    fallen = []
    for name in resources.scenarios():
        races = [each for each in load(name).races.values() if each.entries]
        if model == "power":
            races = [each for each in races if all(one.fall is None for one in each.entries)][:1]
        for each in races:
            trajectory = simulate(each, model)
            found = [trajectory.names[fall.skater] for fall in timing.falls(trajectory)]
            fallen += [(name, each.id, found)] if found else []
    known = [("beijing-2022-women", "final-a", ["Nana Takagi"])]
    assert fallen == (known if model == "kinematic" else [])


@settings(deadline=None)
@given(
    time_s=st.floats(200, 600),
    kind=st.sampled_from(KINDS),
    fade_s=st.floats(-2.0, 6.0),
    onset=st.floats(0.5, 7.0),
    loss_s=st.floats(3.5, 6.0),
    spacing_m=st.floats(0.8, 2.0),
    exchange_s=st.floats(3.0, 7.7),
    swing_out_m=st.floats(1.0, 3.0),
    model=st.sampled_from(["kinematic", "power"]),
)
def test_nobody_falls_in_an_ordinary_race(
    time_s: float, kind: Kind, fade_s: float, onset: float, loss_s: float, spacing_m: float,
    exchange_s: float, swing_out_m: float, model: str,
) -> None:  # fmt: skip
    """Children's times too, at 5 m/s, with the hastiest exchanges in the widest train."""
    team = entry(
        time_s,
        formation=Formation(default_leads(kind, 8), push=kind == "push"),
        pacing=Pacing(fade_s=fade_s, fade_onset_lap=onset, start_loss_s=loss_s),
        train=Train(spacing_m=spacing_m, exchange_s=exchange_s, swing_out_m=swing_out_m),
    )
    try:
        made = simulate(race(team), model)
    except InputError:
        reject()
    assert timing.falls(made) == ()


def by_hand(first: list[float], second: list[float], *, known: bool = False) -> Trajectory:
    """Two teams that pass their timing lines at given, or known, times [s], evenly in between."""
    time = np.unique([0.0, *first, *second, 500.0])
    columns = []
    for passings in (first, second):
        lines = HALF * np.arange(len(passings) + 1)
        tail = np.interp(time, [0.0, *passings, 500.0], [*lines, lines[-1] + 100.0])
        columns += [tail + 2, tail + 1, tail]
    distance = np.stack(columns, axis=1)
    flat = np.zeros_like(distance)
    told = [
        tuple(Split(i, each) for i, each in enumerate(passings[:-1], 1)) if known else ()
        for passings in (first, second)
    ]
    teams = race(
        entry(first[-1], splits=told[0]),
        entry(second[-1], code="NED", side="crossing", splits=told[1]),
        laps=len(first) // 2,
    )
    return Trajectory(teams, "kinematic", time, distance, flat, flat)


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("turned", [False, True])
def test_each_change_of_the_races_lead_is_told_at_the_line_where_it_shows(
    turned: bool, known: bool
) -> None:
    # Ahead: A, A, B, B, A, and A at the finish.
    a, b = [18.0, 32.0, 47.0, 61.0, 74.0, 88.0], [18.5, 32.1, 46.5, 60.8, 75.0, 89.5]
    events = timing.events(by_hand(*((b, a) if turned else (a, b)), known=known))
    swaps = [event for event in events if event.kind == "swap"]
    names = ("NED", "NOR") if turned else ("NOR", "NED")
    whose = "" if known else ", says the model"
    assert [event.time_s for event in swaps] == pytest.approx([47.0, 75.0])  # A is by, B is by
    assert [(event.team, event.text) for event in swaps] == [
        (0 if turned else 1, f"{names[1]} take the lead after 1½ laps{whose}"),
        (1 if turned else 0, f"{names[0]} take the lead after 2½ laps{whose}"),
    ]


def test_teams_that_pass_lines_together_have_not_changed_the_lead() -> None:
    # Level twice, then A: nobody has lost a lead.
    a, b = [18.0, 32.0, 47.0, 61.0], [18.0, 32.0, 47.5, 62.0]
    assert not [event for event in timing.events(by_hand(a, b)) if event.kind == "swap"]
