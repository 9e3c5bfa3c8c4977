"""What a change is worth, put on the race as it is watched.

Fitted to a race, the power model takes its official time, but lap by lap it is a little off
what is shown of that race. What it is good for is the difference that a change makes. So the
passings of the watched race are moved by the difference between two runs of the power
model, and the kinematic model skates through the moved ones: who changes nothing stay
where they were, and a scenario file can say the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.human_limits import FASTEST_HALF_LAP_S
from pursuit_sim.scenario.race import PASSING_KEYS, Entry, Race, Split
from pursuit_sim.sim import simulate
from pursuit_sim.sim.simulate import STEP_S
from pursuit_sim.trajectory import Trajectory

_SAME_S = 1e-9  # [s] a passing that is moved by less stays


def retimed(
    watched: Trajectory, was: Trajectory, now: Trajectory, race: Race, *, step_s: float = STEP_S
) -> Trajectory:
    """The changed race, its passings those of the watched one moved by what the model says.

    Parameters
    ----------
    watched : the race as it is shown
    was : the power model's run of it; teams that it lacks, as they fell, stay as they are
    now : its run of the changed race; teams that it lacks are as they were
    race : the changed race; times and passings of its entries are replaced where they move
    step_s : step of the time axis [s]

    Returns
    -------
    of the kinematic model, with power, reserve and push of the power model as its extras

    Raises
    ------
    InputError
        if nobody could skate the moved passings
    """
    shown, before, after = (_passings(each) for each in (watched, was, now))
    entries = []
    for entry in race.entries:
        code = entry.team.code
        own = before.get(code, shown[code])
        moved = after.get(code, own) - own
        if _moves(moved):
            entries.append(_moved(race, entry, shown[code] + moved))
        elif race.gaps:  # which say nothing of the changed race; who is not moved stays
            entries.append(held(race, entry, shown[code]))
        else:
            entries.append(entry)
    made = simulate(replace(race, entries=tuple(entries), gaps=()), step_s=step_s)
    return with_efforts(made, was, now)


def held(race: Race, entry: Entry, passings_s: Floats) -> Entry:
    """An entry that keeps its passings, though of the gaps that it was bent to nothing is left.

    Parameters
    ----------
    race, entry : who stays as they were
    passings_s : (half-lap,) [s] as it is shown
    """
    # What comes after a fall is no matter of passings.
    end = race.half_laps if entry.fall is None else 2 * entry.fall.laps
    lines = {each.half_lap: each for each in _lines(passings_s) if each.half_lap < end}
    known = lines | {each.half_lap: each for each in entry.splits}
    return replace(entry, splits=tuple(known[each] for each in sorted(known)))


def with_efforts(made: Trajectory, *runs: Trajectory) -> Trajectory:
    """A trajectory with power, reserve and push of the power model's runs, place by place.

    As it is where the runs lack one of its teams, which fell.

    Parameters
    ----------
    made : without them
    runs : each of some of its teams; of a team that several have, the last counts
    """
    by_code = {entry.team.code: run for run in runs for entry in run.race.entries}
    if any(entry.team.code not in by_code for entry in made.race.entries):
        return made
    names = runs[0].extras
    columns: dict[str, list[Floats]] = {name: [] for name in names}
    for team, entry in enumerate(made.race.entries):
        run = by_code[entry.team.code]
        index = run.race.by_team()[entry.team.code]
        way = np.maximum.accumulate(run.tail_m[:, index])
        time = np.interp(made.tail_m[:, team], way, run.time_s)
        for name in names:
            own = run.extras[name][:, run.columns(index)]
            columns[name] += [np.interp(time, run.time_s, column) for column in own.T]
    extras = {name: np.stack(found, axis=1) for name, found in columns.items()}
    return replace(made, extras=extras)


def _passings(trajectory: Trajectory) -> Mapping[str, Floats]:
    """(half-lap,) [s] of each team by its code."""
    codes = [entry.team.code for entry in trajectory.race.entries]
    return dict(zip(codes, timing.splits(trajectory), strict=True))


def _moves(by_s: Floats) -> bool:
    return bool((np.abs(by_s) > _SAME_S).any() or not np.isfinite(by_s).all())


def _moved(race: Race, entry: Entry, passings_s: Floats) -> Entry:
    """An entry with other passings, which nobody skated; what belongs to its official time goes."""
    if not (np.diff(passings_s, prepend=0.0) >= FASTEST_HALF_LAP_S).all():
        raise InputError.single(race.id, "", "the power model finds no pace", "take it back")
    assumed = [each for each in entry.assumed if each not in PASSING_KEYS]
    return replace(
        entry,
        official_time_s=float(passings_s[-1]),
        official_gap_s=None,
        published_records=(),
        splits=_lines(passings_s),
        assumed=tuple(dict.fromkeys([*assumed, "time"])),
    )


def _lines(passings_s: Floats) -> tuple[Split, ...]:
    """Passings (half-lap,) [s] up to the finish, to be met, though nobody timed them."""
    times = enumerate(passings_s[:-1].tolist(), 1)
    return tuple(Split(index, time, timed=False) for index, time in times)
