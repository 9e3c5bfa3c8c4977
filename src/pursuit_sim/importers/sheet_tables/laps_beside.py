"""Columns of passings with the lap times beside them: `400m, Lap 1, 800m, Lap 2`, or bare `Lap`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.rows_below import BLANK
from pursuit_sim.importers.words.cells import time_of
from pursuit_sim.importers.words.heads import lap_columns, plain, without_unit

_BARE = frozenset(map(plain, (
    "lap", "lap time", "laptime", "lap times", "split", "split time", "runde", "rundenzeit",
    "ronde", "rondetijd", "rundetid", "varvtid", "tour", "giro",
)))  # fmt: skip
_LEAST = 2  # columns of each
_SECOND = re.compile(r"[(\[][^()\[\]]*[)\]]")
_PART = re.compile(r"[.,\"](\d+)\D*$")
_LONGEST = 40  # characters told
_HUNDREDTHS = "0.00"  # finer digits are rarely those of both
_EXACT_S = 1e-6
_BOTH = "write the passings before and after it too, or take it out"


def laps_beside(heads: Sequence[str]) -> dict[int, int]:
    """The passing's column of each column of lap times beside it; empty where these are not such.

    Each lap time must belong to a passing of its own, by its number or as the next column.

    >>> laps_beside(["Team", "400m", "Lap 1", "800m", "Lap 2"])
    {2: 1, 4: 3}
    >>> laps_beside(["400m", "Lap", "800m", "Lap", "Time"]), laps_beside(["Lap 1", "Lap 2", "400m"])
    ({1: 0, 3: 2}, {})
    """
    laps = lap_columns(heads)
    passed = {i: each for i, each in laps.items() if plain(heads[i])[:1].isdigit()
              and "lap" not in plain(heads[i])}  # fmt: skip
    bare = [i for i, head in enumerate(heads) if without_unit(head) in _BARE]
    numbered = [i for i in laps if i not in passed]
    if min(len(passed), len(bare or numbered)) < _LEAST or (bare and numbered):
        return {}
    if len({*passed.values()}) < len(passed):
        return {}
    if bare:
        before = all(i - 1 in passed for i in bare)
        found = {i: i - 1 if before else i + 1 for i in bare}
    else:
        of = {each: i for i, each in passed.items()}
        found = {i: of.get(laps[i], -1) for i in numbered}
    own = {*found.values()} <= passed.keys() and len({*found.values()}) == len(found)
    return found if own else {}


def beside_faults(
    table: CellTable, beside: Mapping[int, int], results: Iterable[TeamResult], where: str
) -> Iterator[Fault]:
    """A fault of each lap time that the passings contradict by more than their last digits.

    Parameters
    ----------
    table : with both
    beside : the passing's column of each of lap times
    results : of its rows, read from the passings alone
    where : the file's name in messages
    """
    rows = dict(table.rows)
    laps = lap_columns(table.heads)
    since = dict(
        zip(order := sorted(laps[i] for i in beside.values()), [0.0, *order], strict=False)
    )
    for result in results:
        if result.status:
            continue
        known = {each.laps: each.time_s for each in result.passings} | {0.0: 0.0}
        for i, of in beside.items():
            text = _SECOND.sub("", rows[result.key][i]).strip()
            key, begin, end = f"{result.key}, {table.heads[i]}", since[laps[of]], laps[of]
            if text in BLANK:
                continue
            faults: list[Fault] = []
            lap_s = time_of(text, table.heads[i], key, where, faults)
            yield from faults
            if not {begin, end} <= known.keys():
                yield Fault(where, key, f"{text[:_LONGEST]!r} is beside no passing", _BOTH)
            elif lap_s is not None:
                passed_s = known[end] - known[begin]
                digits = min(map(_decimals, (text, rows[result.key][of], _HUNDREDTHS)))
                if abs(passed_s - lap_s) > 2 * 10.0**-digits + _EXACT_S:
                    problem = f"{text} contradicts the passings, between which {passed_s:.2f} s lie"
                    yield Fault(where, key, problem, "correct one of them")


def _decimals(text: str) -> int:
    """Digits behind the last point or comma."""
    match = _PART.search(text)
    return len(match[1]) if match else 0
