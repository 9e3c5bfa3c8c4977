"""Laps as a table: a row a team with a column for each lap, or a row a team and lap.

Cells are lap times or times from the gun, which is told by the cells. Lap times that were
cut or rounded do not add up to the official time, which counts: what is left is spread
over the laps, as long as it can come from their last digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import LineElsewhere, Passing, Sheet, TeamResult
from pursuit_sim.importers.sheet_tables import result_sheet
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import chosen_columns
from pursuit_sim.importers.sheet_tables.empty_heats import opponents
from pursuit_sim.importers.sheet_tables.finish_columns import (
    finish_column,
    unread_finish,
    without_laps,
)
from pursuit_sim.importers.sheet_tables.laps_beside import beside_faults, laps_beside
from pursuit_sim.importers.sheet_tables.record_rows import without_records
from pursuit_sim.importers.sheet_tables.result_sheet import TIMED
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.cells import NUMBER, sides_of, time_of
from pursuit_sim.importers.words.group_cells import GROUPED, GroupRow, with_groups
from pursuit_sim.importers.words.heads import columns, few, lap_columns, plain, told, without_unit
from pursuit_sim.importers.words.unfinished import NO_TIME, instead_of_time, status
from pursuit_sim.scenario.human_limits import FASTEST_MPS
from pursuit_sim.track import LAP_LENGTH_M

_LAP_HEADS = ("lap", "laps", "runde", "ronde", "lap no", "lap number", "half lap", "half laps")
_TIME_HEADS = (
    "lap time", "laptime", "lap times", "split", "split time", "rundenzeit", "rondetijd",
    "rundetid",
)  # fmt: skip
_SECOND = re.compile(r"[(\[][^()\[\]]*[)\]]")  # such as the lap time behind a passing
_BLANK = {"", "-", "–", "—"}
_MOST_LAPS = 25
_APART = ("distance", "event", "sex", "division", "round", "heat", "team")  # one race each


@dataclass(slots=True)
class _LapRow:
    """Laps of a team in a race."""

    result: TeamResult
    cells: list[tuple[float, str, str, str]] = field(default_factory=list)  # laps, text, head, key


def fits_heads(heads: Sequence[str]) -> bool:
    """Whether heads are a team's and those of laps."""
    found = columns(heads, ("team",))
    return "team" in found and (len(lap_columns(heads)) >= 2 or _long(heads) is not None)


def read_table(table: CellTable, where: str) -> Sheet:
    """Every team of a table of laps."""
    faults: list[Fault] = []
    notes: list[str] = []
    both, beside = table, laps_beside(table.heads)
    if beside:
        table = table.without(beside)
        said = few([*dict.fromkeys(repr(both.heads[i]) for i in beside)])
        notes.append(f"lap times beside passings are checked against them: {said}")
    laps = lap_columns(table.heads)
    if len(laps) >= 2:
        rows, elsewhere = _wide(table, laps, where, faults, notes)
    else:
        rows, elsewhere = _narrow(table, where, faults, notes)
    results = [_passed(each, where, faults, notes) for each in rows]
    faults += [] if faults else beside_faults(both, beside, results, where)
    if faults:
        raise InputError(faults)
    results = without_records(results, notes)
    return Sheet(tuple(results), tuple(dict.fromkeys(notes)), elsewhere=tuple(elsewhere))


def _long(heads: Sequence[str]) -> tuple[int, int] | None:
    """The columns of the lap and of its time, in a table with a row a lap."""
    lap = next((i for i, head in enumerate(heads) if plain(head) in _LAP_HEADS), None)
    time = next((i for i, head in enumerate(heads) if without_unit(head) in _TIME_HEADS), None)
    return None if lap is None or time is None else (lap, time)


def _wide(
    table: CellTable, laps: dict[int, float], where: str, faults: list[Fault], notes: list[str]
) -> tuple[list[_LapRow], Sequence[LineElsewhere]]:
    narrow = table.without(laps)
    full = dict(table.rows)
    with_times = {
        place for place, cells in table.rows
        if any(letter.isdigit() for i in laps if i < len(cells) for letter in cells[i])
    }  # fmt: skip
    ended = {
        place: said for place, cells in table.rows
        if (said := next((cells[i].strip() for i in laps if i < len(cells) and status(cells[i])),
                         ""))
    }  # fmt: skip
    roles, unread = _roles(table, narrow, laps)
    sheet = result_sheet.read_rows(
        without_laps(narrow, roles.get("time")),
        where,
        faults,
        skated=with_times,
        ended=ended,
        roles=roles,
    )
    notes.extend(sheet.notes)
    rows = []
    for result in sheet.results:
        row = _LapRow(result.but(unread_time=unread))
        for i, skated in sorted(laps.items(), key=lambda each: each[1]):
            cells = full[result.key]
            text = cells[i].strip() if i < len(cells) else ""
            row.cells.append((skated, text, table.heads[i], f"{result.key}, {table.heads[i]}"))
        rows.append(row)
    return rows, sheet.elsewhere


def _roles(
    table: CellTable, narrow: CellTable, laps: Mapping[int, float]
) -> tuple[dict[str, int], str]:
    """The columns of a table without its laps, and the head of one that may be of the time."""
    roles = chosen_columns(narrow.heads, narrow.rows)
    if "time" in roles:
        return roles, ""
    kept = [i for i in range(len(table.heads)) if i not in laps]
    used = {kept[i] for i in roles.values()}
    if (finish := finish_column(table.heads, table.rows, laps, used)) is not None:
        return roles | {"time": kept.index(finish)}, ""
    return roles, unread_finish(table.heads, table.rows, laps, used)


def _narrow(
    table: CellTable, where: str, faults: list[Fault], notes: list[str]
) -> tuple[list[_LapRow], Sequence[LineElsewhere]]:
    at = _long(table.heads)
    if at is None:
        raise InputError.single(where, table.place, "has no columns of laps")
    lap, time = at
    each = 0.5 if "half" in plain(table.heads[lap]) else 1.0
    others = [i for i in range(len(table.heads)) if i not in at]
    heads = tuple(table.heads[i] for i in others)
    groups: dict[tuple[str, ...], _LapRow] = {}
    elsewhere: list[LineElsewhere] = []
    found = chosen_columns(heads, [(at, tuple(c[i] for i in others if i < len(c)))
                                   for at, c in table.rows])  # fmt: skip
    notes += [*table.notes, told(heads, found)]
    at_side = others[found["side"]] if "side" in found else len(table.heads)
    sides, of_lanes = sides_of(cells[at_side] for _, cells in table.rows if at_side < len(cells))
    notes += of_lanes
    rows = _with_groups(table, others, found, where, faults, notes)
    for place, cells in rows:
        if uneven := [*table.uneven(place, cells, where)]:
            faults += uneven
            continue
        said = tuple(cells[i].strip() for i in others)
        about = {role: said[i] for role, i in found.items()}
        key = tuple(about.get(name, "") for name in _APART)
        one = replace(table, heads=heads, rows=((place, said),), notes=(), whole=())
        skated_there = {place} if any(map(str.isdigit, cells[time])) else ()
        sheet = result_sheet.read_rows(
            one, where, faults, timed=False, skated=skated_there, sides=sides, roles=found
        )
        notes += sheet.notes[1:]  # without that on the columns
        elsewhere += sheet.elsewhere
        if not sheet.results:
            faults.append(Fault(where, place, "has no team", "write its name or code"))
            continue
        known = groups.setdefault(key, _LapRow(sheet.results[0]))
        known.result = _with_row(known.result, sheet.results[0], where, faults)
        match = NUMBER.fullmatch(cells[lap].strip())
        skated = float(match[0].replace(",", ".")) * each if match else 0.0
        if not 0 < skated <= _MOST_LAPS:
            problem = f"found {cells[lap][:40]!r}"
            faults.append(Fault(where, f"{place}, {table.heads[lap]}", problem, "write 1, 2, 3 …"))
            continue
        head = table.heads[time]
        known.cells.append((skated, cells[time].strip(), head, f"{place}, {head}"))
    laps = {row.result.key: row for row in groups.values()}
    results = opponents([row.result for row in laps.values()], where, faults, notes)
    for result in results:
        laps[result.key].result = result
    return [laps[result.key] for result in results], elsewhere


def _with_groups(
    table: CellTable, others: Sequence[int], found: Mapping[str, int], where: str,
    faults: list[Fault], notes: list[str],
) -> list[GridRow]:  # fmt: skip
    """The rows of a table with a row a lap, with what their empty cells mean."""
    at = {role: others[i] for role, i in found.items()}
    made, rows, team = [list(cells) for _, cells in table.rows], [], ""
    whole = [i for i, cells in enumerate(made) if len(cells) == len(table.heads)]
    for i in whole:
        said = {role: made[i][column].strip() for role, column in at.items()}
        again, team = team == said["team"], said["team"]
        rows.append(GroupRow(table.rows[i][0], said, (*GROUPED, "heat"), again))
    roles = sorted(at.keys() & {*GROUPED, "heat"}, key=at.__getitem__)
    meant = with_groups(rows, roles, lambda role: table.heads[at[role]], where, faults, notes)
    for i, texts in zip(whole, meant, strict=True):
        for role, text in texts.items():
            made[i][at[role]] = text
    return [(place, tuple(cells)) for (place, _), cells in zip(table.rows, made, strict=True)]


def _with_row(result: TeamResult, row: TeamResult, where: str, faults: list[Fault]) -> TeamResult:
    """A team's result with what another row of it says: once said, it holds for all rows."""
    if None not in (result.time_s, row.time_s) and result.time_s != row.time_s:
        problem = f"is another time than in {result.key}, for the same team"
        faults.append(Fault(where, row.time_key, problem, "give each race a heat of its own"))
    why = result.status or row.status
    first = result.time_s if result.time_s is not None else row.time_s
    return replace(
        result, status=why, time_s=first if why in TIMED else None,
        side=result.side or row.side, skaters=result.skaters or row.skaters,
        incident="" if why else result.incident or row.incident,
        remark=result.remark or row.remark, rank=result.rank or row.rank,
        sure=result.sure or row.sure,
    )  # fmt: skip


def _passed(row: _LapRow, where: str, faults: list[Fault], notes: list[str]) -> TeamResult:
    """A result with the passings that its laps make."""
    result = row.result
    # Beside an official time any other text is one that cannot be read as a time.
    why_not = instead_of_time if result.time_s is None else status
    said = next(filter(None, (why_not(text) for _, text, _, _ in row.cells
                              if text not in _BLANK)), "")  # fmt: skip
    known = result.status if result.status != NO_TIME else said or NO_TIME
    if known or said:
        why = known or said
        lapped = any(NUMBER.search(text) for _, text, _, _ in row.cells)
        time_s = result.time_s if why in TIMED else None
        return replace(result, time_s=time_s, status=why, lapped=lapped)
    cells: list[tuple[float, float, str, str]] = []
    for skated, text, head, key in row.cells:
        bare = _SECOND.sub("", text).strip()
        if bare in _BLANK:
            continue
        if bare != text:
            notes.append("what stands in brackets beside a time is not read")
        time_s = time_of(bare, head, key, where, faults)
        if time_s is not None:
            cells.append((skated, time_s, bare, key))
    if not cells:
        return result
    times = [time_s for _, time_s, _, _ in cells]
    if _cumulative([skated for skated, *_ in cells], times):
        notes.append("laps are read as times from the gun, since they add up")
        passings = [Passing(skated, time_s, key) for skated, time_s, _, key in cells]
        return replace(result, passings=tuple(passings))
    notes.append("laps are read as lap times, and added up")
    return _added(result, cells, where, faults, notes)


def _cumulative(laps: Sequence[float], times: Sequence[float]) -> bool:
    """Whether times are from the gun: each later one is as much more as a lap takes."""
    if len(times) == 1:
        return LAP_LENGTH_M * laps[0] <= FASTEST_MPS * times[0] and laps[0] > 1
    pairs = pairwise(zip(laps, times, strict=True))
    return all(
        after > before and (after - before) * FASTEST_MPS >= (there - here) * LAP_LENGTH_M
        for (here, before), (there, after) in pairs
    )


def _added(
    result: TeamResult, cells: list[tuple[float, float, str, str]], where: str,
    faults: list[Fault], notes: list[str],
) -> TeamResult:  # fmt: skip
    """Lap times added up, and spread to the official time."""
    steps = [after[0] - before[0] for before, after in pairwise([(0.0, 0.0, "", ""), *cells])]
    if any(step != steps[-1] for step in steps):
        key = cells[[step != steps[-1] for step in steps].index(True)][3]
        problem = "laps are missing, so that lap times cannot be added up"
        faults.append(Fault(where, key, problem, "write all of them, or times from the gun"))
        return result
    totals = []
    total = 0.0
    for _, time_s, _, _ in cells:
        total = round(total + time_s, 9)
        totals.append(total)
    digits = min(len(re.split("[.,\"]", text)[-1]) if re.search("[.,\"]", text) else 0
                 for _, _, text, _ in cells)  # fmt: skip
    left = 0.0 if result.time_s is None else result.time_s - total
    last_digit = 10.0**-digits
    whole = (
        result.time_s is not None and abs(left) <= _MOST_LAPS and not _ends_before(result, total)
    )
    if whole and abs(left) > len(cells) * last_digit + last_digit:
        problem = f"the laps add up to {total:.{digits}f} s, the official time is {result.time_s} s"
        faults.append(Fault(where, cells[-1][3], problem, "correct one of them"))
        return result
    if whole and abs(left) > 1e-9:
        notes.append(
            f"{result.team}: lap times add up to {abs(left):.3f} s "
            f"{'less' if left > 0 else 'more'} than the official time, which counts; "
            f"spread over the laps"
        )
        totals = [each + left * (n + 1) / len(totals) for n, each in enumerate(totals)]
        totals[-1] = result.time_s or total
    passings = [
        Passing(skated, round(at, 6), key)
        for (skated, _, _, key), at in zip(cells, totals, strict=True)
    ]
    return replace(result, passings=tuple(passings))


def _ends_before(result: TeamResult, total: float) -> bool:
    """Whether the laps end well before the finish: then the last ones are not there."""
    return result.time_s is not None and result.time_s - total > LAP_LENGTH_M / 2 / FASTEST_MPS
