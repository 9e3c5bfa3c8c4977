"""Known passing times of an entry: written as splits, laps or half-laps, and checked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.file_tables import EntryTable
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_OPENING_S,
    SLOWEST_HALF_LAP_S,
)
from pursuit_sim.scenario.race import Split
from pursuit_sim.units import HUNDREDTH, MILLISECOND, format_time

# Published times are cut or rounded to 0.01 s, measured ones are in 0.001 s.
AGREEMENT_S = HUNDREDTH + MILLISECOND


def splits(
    table: EntryTable, race_laps: int, time_s: float, path: Path, faults: Faults
) -> tuple[Split, ...]:
    """Known passings before the finish, rising; empty if there are none or they are faulty.

    Parameters
    ----------
    table : the entry, with at most one of ``splits``, ``laps_s`` and ``splits_s``
    race_laps : length of the race [laps]
    time_s : official time [s]
    path : of the entry, for faults
    faults : takes the faults
    """
    given = [name for name in ("splits", "laps_s", "splits_s") if getattr(table, name)]
    if not given:
        return ()
    if len(given) > 1:
        faults.add(
            (*path, given[1]),
            f"stands beside {given[0]}",
            "give the known passings once: as splits, laps_s or splits_s",
        )
        return ()
    here = (*path, given[0])
    found = _passings(table, race_laps, here, faults)
    fell = table.fall is not None
    if found is None or not _skateable(found, race_laps, time_s, fell, here, faults):
        return ()
    return tuple(each for each in found if each.half_lap < 2 * race_laps)


def _passings(table: EntryTable, race_laps: int, here: Path, faults: Faults) -> list[Split] | None:
    """The passings as (half-lap, time); None if they are no passings of this race."""
    if table.laps_s:
        if _wrong_count(table.laps_s, race_laps, "lap", here, faults):
            return None
        return [Split(2 * i, time) for i, time in enumerate(accumulate(table.laps_s), 1)]
    if table.splits_s:
        if _wrong_count(table.splits_s, 2 * race_laps, "half-lap", here, faults):
            return None
        return [Split(i, time) for i, time in enumerate(table.splits_s, 1)]
    found = []
    for i, (laps, time) in enumerate(table.splits or ()):
        if 2 * laps != round(2 * laps) or laps > race_laps:
            faults.add(
                (*here, i),
                f"found a passing after {number(laps)} laps",
                f"write half-laps: 0.5, 1, 1.5 and so on up to {race_laps}",
            )
            return None
        found.append(Split(round(2 * laps), time))
    return found


def _wrong_count(
    times: Sequence[float], expected: int, name: str, here: Path, faults: Faults
) -> bool:
    if len(times) == expected:
        return False
    faults.add(
        here,
        f"found {len(times)} times",
        f"write {expected}, one for each {name} of the race",
    )
    return True


def _skateable(
    found: Sequence[Split], race_laps: int, time_s: float, fell: bool, here: Path, faults: Faults
) -> bool:
    """Whether the passings rise, agree with the official time and are humanly possible.

    Whoever fell may take as long as they like from the last of them to the finish.
    """
    last = found[-1]
    if last.half_lap == 2 * race_laps and abs(last.time_s - time_s) > AGREEMENT_S:
        faults.add(
            here,
            f"they end at {format_time(last.time_s, 3)}, the official time is "
            f"{format_time(time_s, 3)}",
            f"let them agree within {AGREEMENT_S:g} s",
        )
        return False
    inner = [each for each in found if each.half_lap < 2 * race_laps]
    ends = [Split(0, 0.0), *inner, Split(2 * race_laps, time_s)]
    for before, after in pairwise(ends):
        steps = after.half_lap - before.half_lap
        taken = after.time_s - before.time_s
        if steps <= 0 or taken <= 0:
            faults.add(
                here,
                f"{_passing(after)} comes after {_passing(before)}",
                "distances and times must rise, up to the official time",
            )
            return False
        least = steps * FASTEST_HALF_LAP_S
        if before.half_lap == 0:
            least += FASTEST_OPENING_S - FASTEST_HALF_LAP_S
        if taken < least:
            faults.add(
                here,
                f"{taken:.2f} s from {_passing(before)} to {_passing(after)}",
                f"nobody skates that faster than {least:g} s",
            )
            return False
        most = steps * SLOWEST_HALF_LAP_S
        if taken > most and not (fell and after.half_lap == 2 * race_laps):
            faults.add(
                here,
                f"{taken:.2f} s from {_passing(before)} to {_passing(after)}",
                f"a team takes at most {most:g} s for that, unless somebody falls",
            )
            return False
    return True


def _passing(split: Split) -> str:
    if split.half_lap == 0:
        return "the start"
    return f"{number(split.half_lap / 2)} laps at {format_time(split.time_s)}"
