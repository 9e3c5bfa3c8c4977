"""Known passing times of an entry: written as splits, laps or half-laps, and checked.

The official time wins over what was written: lap times are cut or rounded, and what stops the
clock is a photo, not the transponder that the passings come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import merge
from itertools import accumulate, pairwise

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.file_tables import EntryTable
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_OPENING_S,
    FASTEST_TRAIN_MPS,
    OPENING_EXPONENT,
    SLOWEST_HALF_LAP_S,
)
from pursuit_sim.scenario.race import TIMED_KEYS, Split
from pursuit_sim.track import LAP_LENGTH_M
from pursuit_sim.units import MILLISECOND, format_time

Known = tuple[tuple[Split, ...], str]  # the passings, and how they were made to agree

# A transponder at the ankle comes up to half a metre behind the tip of the blade, 0.04 s at
# 14 m/s; of four teams measured in Heerenveen, 2020, one was 0.016 s off at the finish.
AGREEMENT_S = 0.05
HALF_LAP_M = LAP_LENGTH_M / 2
# Half-laps, 6 cm: a lap is published as 387.36 m, which after eight is 3 cm too short.
_ON_LINE = 3e-4
_NOMINAL_M = 200.0  # half a lap of 400 m, by which distances are called but not skated
_NOISE_DIGITS = 6  # of a time: beyond, what adding left
_MADE = "model_splits"
_ROUGHEST = 1  # digits of lap times: whole seconds among them are whole by chance


def splits(
    table: EntryTable, race_laps: int, time_s: float | None, path: Path, faults: Faults
) -> Known:
    """Passings before the finish, known or a model's, rising, and a note; empty if there are none.

    Parameters
    ----------
    table : the entry, with known passings in one key at most
    race_laps : length of the race [laps]
    time_s : official time [s]; None of who has none
    path : of the entry, for faults
    faults : takes the faults; of faulty passings none are returned
    """
    given = [name for name in TIMED_KEYS if getattr(table, name)]
    made = _made(table, race_laps, path, faults)
    if not (given or made):
        return (), ""
    if len(given) > 1:
        remedy = f"give the known passings once: as one of {', '.join(TIMED_KEYS)}"
        faults.add((*path, given[1]), f"stands beside {given[0]}", remedy)
        return (), ""
    here = (*path, *(given or [_MADE]))
    found = _passings(table, race_laps, here, faults)
    if found is None:
        return (), ""
    met = (
        _agreed(found, race_laps, time_s, here, faults)
        if time_s is not None and found
        else ([each for each in found if each.half_lap < 2 * race_laps], "")
    )
    if met is None:
        return (), ""
    known, note = [*merge(met[0], made, key=lambda each: each.half_lap)], met[1]
    ends = [] if time_s is None else [Split(2 * race_laps, time_s)]
    if not _skateable([Split(0, 0.0), *known, *ends], race_laps, table, here, faults):
        return (), ""
    return tuple(known), note


def _made(table: EntryTable, race_laps: int, path: Path, faults: Faults) -> list[Split]:
    """Passings that a model made."""
    lines = [(on_line(2 * laps), time) for laps, time in table.model_splits or ()]
    for i, (half_lap, _) in enumerate(lines):
        if half_lap >= 2 * race_laps:
            problem = f"found a passing after {number(half_lap / 2)} laps"
            faults.add((*path, _MADE, i), problem, f"write laps below {race_laps}")
            return []
    return [Split(half_lap, time, timed=False) for half_lap, time in lines]


def on_line(half_laps: float) -> float:
    """Half-laps skated; what is within 6 cm of a timing line is at it."""
    near = round(half_laps)
    return near if near and abs(half_laps - near) < _ON_LINE else half_laps


def _passings(table: EntryTable, race_laps: int, here: Path, faults: Faults) -> list[Split] | None:
    """The passings as they are written; None if they are no passings of this race."""
    if table.laps_s:
        if _wrong_count(table.laps_s, race_laps, "lap", here, faults):
            return None
        return [Split(2 * i, time) for i, time in enumerate(accumulate(table.laps_s), 1)]
    if table.splits_s:
        if _wrong_count(table.splits_s, 2 * race_laps, "half-lap", here, faults):
            return None
        return [Split(i, time) for i, time in enumerate(table.splits_s, 1)]
    metres = table.passings_m or ()
    if metres and all(skated % _NOMINAL_M == 0 for skated, _ in metres):
        first = metres[0][0]
        faults.add(
            (*here, 0),
            f"found {number(first)} m, as distances are called where a lap is 400 m",
            f"write metres along the lap line, {LAP_LENGTH_M:.2f} a lap: "
            f"{first / _NOMINAL_M * HALF_LAP_M:.2f}; or splits, in laps: "
            f"{number(first / 2 / _NOMINAL_M)}",
        )
        return None
    found = [Split(on_line(2 * laps), time) for laps, time in table.splits or ()]
    found += [Split(on_line(skated / HALF_LAP_M), time) for skated, time in metres]
    for i, each in enumerate(found):
        if each.half_lap > 2 * race_laps:
            beyond = (
                f"found {number(metres[i][0])} m, the race is {race_laps * LAP_LENGTH_M:.2f} m long"
                if metres
                else f"found a passing after {number(each.half_lap / 2)} laps"
            )
            faults.add(
                (*here, i),
                beyond,
                f"write laps up to {race_laps}, whatever a lap measures where they were timed: "
                "in splits, metres over the length of that lap"
                if metres
                else f"write laps up to {race_laps}",
            )
            return None
    return found


def _wrong_count(
    times: Sequence[float], expected: int, name: str, here: Path, faults: Faults
) -> bool:
    if len(times) == expected:
        return False
    faults.add(
        here,
        f"found {len(times)} times",
        f"write {expected}, one for each {name} of the race; or those that are known, as splits",
    )
    return True


def _agreed(
    found: list[Split], race_laps: int, time_s: float, here: Path, faults: Faults
) -> tuple[list[Split], str] | None:
    """The passings before the finish, so that the official time follows, and what it took.

    What lap times that were rounded leave is up to half a last digit each, what such as were
    cut leave is up to a whole one: so much is spread over them alike.
    """
    last = found[-1]
    inner = [each for each in found if each.half_lap < 2 * race_laps]
    if len(inner) == len(found):
        return inner, ""
    left = round(time_s - last.time_s, _NOISE_DIGITS)
    if not left:
        return inner, ""
    laps = here[-1] == "laps_s"
    # Sums of lap times have as many digits as the finest of them.
    digit = 10.0 ** -max(_ROUGHEST, *(_digits(each.time_s) for each in found))
    count = race_laps if laps else 1
    ends = f"they end at {format_time(last.time_s, 3)}, the official time is "
    ends += format_time(time_s, 3)
    cut, rounded = count * digit, count * digit / 2
    if laps and -rounded <= left <= cut:
        how = "cut" if left > rounded else "rounded" if left < 0 else "cut or rounded"
        each = f"{abs(left) / count:.4f}".rstrip("0")
        spread = [Split(at.half_lap, at.time_s + left * i / count) for i, at in enumerate(inner, 1)]
        return spread, (
            f"lap times {how} to {number(digit)} s: {ends}; the official time counts, "
            f"{each} s a lap {'added' if left > 0 else 'taken off'}"
        )
    most = max(AGREEMENT_S, cut if left > 0 else rounded)
    if abs(left) <= most + MILLISECOND / 2:
        return inner, f"{ends}, which counts; only the last of them is moved"
    if laps and inner and left < 0 and last.time_s - inner[-1].time_s >= time_s - AGREEMENT_S:
        problem = f"the last lap is as long as the race, {format_time(time_s, 3)}"
        remedy = "times from the start are no lap times: write them as splits, each with its laps"
        faults.add(here, problem, f"{remedy}, such as [1, {found[0].time_s:g}]")
        return None
    key = "lap times" if laps else "passings"
    faults.add(
        here,
        ends,
        f"{abs(left):.3f} s is more than {key} to {number(digit)} s and a photo finish explain "
        f"({most:.2f} s): correct the time or the {key}, or leave out those that are doubtful "
        "and write the others as splits",
    )
    return None


def _digits(time_s: float) -> int:
    """Digits after the point that a time needs."""
    text = f"{time_s:.{_NOISE_DIGITS}f}".rstrip("0")
    return len(text.partition(".")[2])


def _skateable(
    ends: Sequence[Split], race_laps: int, table: EntryTable, here: Path, faults: Faults
) -> bool:
    """Whether start, passings and finish rise and are humanly possible.

    Whoever fell may take as long as they like from the last passing to the finish; whoever lost
    time somehow, anywhere.
    """
    for before, after in pairwise(ends):
        steps = after.half_lap - before.half_lap
        taken = after.time_s - before.time_s
        if not (before.timed and after.timed):
            here = (*here[:-1], _MADE)
        if steps <= 0 or taken <= 0:
            problem = f"{_passing(after)} comes after {_passing(before)}"
            faults.add(here, problem, "distances and times must rise, up to the official time")
            return False
        least = _least(before.half_lap, steps)
        if taken < least:
            problem = f"{taken:.2f} s from {_passing(before)} to {_passing(after)}"
            faults.add(here, problem, f"nobody skates that faster than {round(least, 2):g} s")
            return False
        most = steps * SLOWEST_HALF_LAP_S
        fell = table.fall is not None and after.half_lap == 2 * race_laps
        if taken > most and not (fell or table.incident):
            remedy = f"a team takes at most {round(most, 2):g} s for that, unless somebody falls"
            faults.add(here, f"{taken:.2f} s from {_passing(before)} to {_passing(after)}", remedy)
            return False
    return True


def _least(begin: float, steps: float) -> float:
    """Least time [s] for so many half-laps from one on."""
    if begin == 0:
        if steps < 1:
            return FASTEST_OPENING_S * float(steps**OPENING_EXPONENT)
        return FASTEST_OPENING_S + (steps - 1) * FASTEST_HALF_LAP_S
    return steps * (FASTEST_HALF_LAP_S if steps >= 1 else HALF_LAP_M / FASTEST_TRAIN_MPS)


def _passing(split: Split) -> str:
    if split.half_lap == 0:
        return "the start"
    return f"{number(split.half_lap / 2)} laps at {format_time(split.time_s)}"
