"""Passings as a table (CSV): one row a team and timing line, columns known by their heads.

Needed are the team, the time from the gun and how far the team was: nominal metres (200
to a half-lap), laps or half-laps. Heat, lane, distance and official time are read where
there are such columns. A head that ends in ``_s`` or ``_ms`` says the unit of its times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import (
    INNER_LAP_M,
    ON_THE_LINE_M,
    Passing,
    Sheet,
    TeamResult,
)
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import said_of_teams
from pursuit_sim.importers.sheet_tables.empty_heats import opponents
from pursuit_sim.importers.sheet_tables.laps_beside import laps_beside
from pursuit_sim.importers.sheet_tables.own_tables import fall_of, splits_lack
from pursuit_sim.importers.sheet_tables.passing_heads import (
    LOOPS,
    PASSING_HEADS,
    REACHED,
    TIMES,
    all_columns,
    passing_columns,
)
from pursuit_sim.importers.sheet_tables.passing_status import StatusColumns, row_status
from pursuit_sim.importers.sheet_tables.record_rows import without_records
from pursuit_sim.importers.words.beside_who import category_of, class_beside
from pursuit_sim.importers.words.cells import NUMBER, SIDES, sex_of, sides_of, time_of
from pursuit_sim.importers.words.class_cells import are_classes
from pursuit_sim.importers.words.group_cells import GroupRow, with_groups
from pursuit_sim.importers.words.heads import plain, without_unit
from pursuit_sim.importers.words.remarks import settle
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.importers.words.skater_statuses import without_statuses
from pursuit_sim.importers.words.unfinished import NO_TIME, filled, instead_of_time
from pursuit_sim.scenario.time_source import MADE_UP
from pursuit_sim.track import Side

_LAP_TIMES = ("lap time", "laptime", "lap times", "split", "split time")
# Of several columns: such as a name and a code, an event and a distance.
_MAY_DIFFER = ("team", "distance", "class", "status", "remark")
_GROUPED = ("distance", "round", "heat", "sex", "class")  # may stand once, in a group's first row
_MADE = "model"  # by which a table of this program says that nobody measured it
_KNOWN = ("", "published", "measured", _MADE, *MADE_UP)
Row = dict[str, str]


def fits_heads(heads: Sequence[str]) -> bool:
    """Whether heads are those of passings: of a team, and of how far or of a passing.

    A lap beside each of several columns of passings is no column of how far.
    """
    if laps_beside(heads):
        return False
    found = passing_columns(list(heads)).keys()
    reached = bool({*REACHED} & {*map(plain, heads)})
    lap_times = any(without_unit(head) in _LAP_TIMES for head in heads)
    return "team" in found and reached and ("passing" in found or not lap_times)


def read_table(table: CellTable, where: str) -> Sheet:
    """Every team of every heat of a table."""
    heads, rows = list(table.heads), table.rows
    columns, reached = _columns(table, where)
    class_head = heads[columns["class"]] if "class" in columns else ""
    faults: list[Fault] = []
    remarks: list[str] = []
    table_rows: list[tuple[str, Row]] = []
    said_where = StatusColumns.of(heads, [cells for _, cells in rows])
    for number, cells in rows:
        if uneven := [*table.uneven(number, cells, where)]:
            faults += uneven
            continue
        row = {name: " ".join(cells[i].split()) for name, i in columns.items()}
        if not row["team"]:
            faults.append(Fault(where, f"{number}, {heads[columns['team']]}", "is empty"))
        remarked = dict.fromkeys(filled(cells[i]) for i in said_where.remarks)
        row["remark"] = "; ".join(filter(None, remarked))
        if (said := row.get("known", "").casefold()) not in _KNOWN:
            problem = f"found {row['known'][:40]!r}"
            remedy = f"write {', '.join(filter(None, _KNOWN))}, or nothing"
            faults.append(Fault(where, f"{number}, {heads[columns['known']]}", problem, remedy))
        row["known"] = said
        row["status"] = row_status(said_where, row, number, cells, where, faults, remarks)
        row["sure"] = "yes" if said_where.sure(cells) else ""
        table_rows.append((number, row))
    faults += _contradictions(heads, rows, where)
    notes = [*table.notes, *remarks, *_fill_groups(table_rows, heads, columns, where, faults)]
    groups = _by_race(table_rows, class_head)
    if not rows:
        raise InputError.single(where, "", "holds heads and no results")
    spelt = {name: heads[i] for name, i in columns.items()}
    sides, of_lanes = sides_of(row.get("lane", "") for _, row in table_rows)
    timed = any(row.get("official") for _, row in table_rows)
    results = [
        _result(group, spelt, REACHED[reached], sides, where, faults, notes, timed=timed)
        for group in groups
    ]
    if faults:
        raise InputError(faults)
    for group, each in zip(groups, results, strict=True):
        official = next((row["official"] for _, row in group if row.get("official")), "")
        if each.status and each.time_s is None and any(map(str.isdigit, official)):
            notes.append(f"the time {official} of {each.team} is left out: {each.status}")
    if any(row.get("known") == _MADE for _, row in table_rows):
        notes.append("passings that a model made, as the column known says, are left out")
    if lack := splits_lack(heads):  # whatever a race of this program is called
        results = [replace(each, free_heat=True) for each in results]
    else:
        results = without_records(results, notes)
    if any(each.round and not each.heat for each in results):
        results = opponents(results, where, faults, notes)
    if faults:
        raise InputError(faults)
    notes += filter(None, [lack])
    return Sheet(tuple(results), tuple(dict.fromkeys([*notes, *of_lanes])))


def _columns(table: CellTable, where: str) -> tuple[dict[str, int], str]:
    """The column of each role, and the head of how far a team was."""
    heads = [plain(each) for each in table.heads]
    found = passing_columns([*table.heads])
    reached = next((name for name in REACHED if name in heads), "")
    lacking = [name for name in ("team", "passing") if name not in found]
    lacking += [] if reached else ["how far"]
    if lacking:
        known = "; ".join(", ".join(PASSING_HEADS.get(name, tuple(REACHED))) for name in lacking)
        remedy = f"known heads are {known}"
        problem = f"has no column of: {', '.join(lacking)}"
        raise InputError.single(where, table.place, problem, remedy)
    if (i := found.get("class")) is not None:
        said = said_of_teams(i, table.rows, found)
        if not are_classes(said, table.heads[i]):
            del found["class"]
    return found | {"reached": heads.index(reached)}, reached


def _by_race(rows: Sequence[tuple[str, Row]], class_head: str) -> list[list[tuple[str, Row]]]:
    """The rows of each team in each race, which get who skated and the whole name of their heat."""
    found: dict[tuple[str, ...], list[tuple[str, Row]]] = {}
    for number, row in rows:
        if row.get("heat") and row.get("round"):
            row["heat"] = f"{row['round']} {row['heat']}"
        who, said_class = row.get("sex", ""), row.get("class", "")
        classes = [said_class] if class_beside(class_head, said_class) else []
        row["category"] = category_of(who, classes)
        row["sex"] = sex_of(who) or sex_of(said_class)
        of_race = (row.get(name, "") for name in ("distance", "category", "round", "heat", "team"))
        found.setdefault((*of_race,), []).append((number, row))
    return [*found.values()]


def _result(
    rows: list[tuple[str, Row]],
    heads: dict[str, str],
    each: float,
    sides: Mapping[str, Side],
    where: str,
    faults: list[Fault],
    notes: list[str],
    *,
    timed: bool,
) -> TeamResult:
    """One team in one heat, from its rows; `timed` says that some team has an official time."""
    number, top = rows[0]
    cells = [row.get(name, "") for _, row in rows for name in TIMES]
    said = [row["status"] for _, row in rows] + [instead_of_time(cell) for cell in cells]
    blank = timed and not any(row.get("official") for _, row in rows)
    if why := next(filter(None, said), NO_TIME if blank else ""):
        # What else such rows say blocks nobody; a time that does not count is shown.
        heat, distance = top.get("heat", ""), top.get("distance", "")
        official = next((row["official"] for _, row in rows if row.get("official")), "")
        shown = why == "DSQ" and any(map(str.isdigit, official))
        time_s = time_of(official, heads["official"], number, where, []) if shown else None
        lane = next((row["lane"] for _, row in rows if row.get("lane")), "")
        return TeamResult(
            number, top["team"], time_s, heat=heat, distance=distance, status=why, sex=top["sex"],
            category=top["category"], round=top.get("round", ""),
            side=sides.get(lane.casefold()),
            skaters=_skaters(rows, heads, where, [], notes, timed=False),
            fall=fall_of(top, number, where, faults),
        )  # fmt: skip
    for name in ("official", "lane"):
        # Said once, it holds for all rows.
        given = [(i, row[name]) for i, row in rows if row.get(name)]
        top = top | {name: given[0][1]} if given else top
        other = next((i for i, text in given if text != given[0][1]), None)
        if other is not None:
            problem = f"is another one than in {given[0][0]}, for the same team and heat"
            remedy = "give each race a heat of its own"
            faults.append(Fault(where, f"{other}, {heads[name]}", problem, remedy))
    passings = []
    keys = [f"{line}, {heads['passing']}" for line, _ in rows]
    for line, row in rows:
        key = f"{line}, {heads['passing']}"
        laps = _laps(row["reached"], each, f"{line}, {heads['reached']}", where, faults)
        time_s = time_of(row["passing"], heads["passing"], key, where, faults)
        if laps is not None and time_s is not None:
            passings.append(Passing(laps, time_s, key))
    made = {key for (_, row), key in zip(rows, keys, strict=True) if row.get("known") == _MADE}
    known = [each for each in passings if each.key not in made]
    fall = fall_of(top, number, where, faults)
    before = [each for each in passings if fall is not None and each.laps < fall[1]]
    guessed = bool(before) and not any(each in known for each in before)
    official = top.get("official", "")
    # If a model made all of them, the last one is the best that is said of the time, where no
    # official one is; and where none is known before a fall, that of the model is the best that is
    # said of the way to it.
    passings = [
        *(_last(before) if guessed else []),
        *(known or ([] if official else _last(passings))),
    ]
    key = f"{number}, {heads.get('official', '')}"
    return TeamResult(
        key=number,
        team=top["team"],
        time_s=time_of(official, heads["official"], key, where, faults) if official else None,
        time_key=key,
        heat=top.get("heat", ""),
        round=top.get("round", ""),
        distance=top.get("distance", ""),
        side=sides.get(top.get("lane", "").casefold()),
        sure=any(row["sure"] for _, row in rows),
        passings=tuple(passings),
        skaters=_skaters(rows, heads, where, faults, notes, timed=True),
        fall=fall,
        passings_assumed=guessed
        or not known
        or any(row.get("known") in MADE_UP for _, row in rows),
        sex=top["sex"],
        category=top["category"],
        remark="; ".join(dict.fromkeys(row["remark"] for _, row in rows if row["remark"])),
    )


def _skaters(
    rows: list[tuple[str, Row]], heads: dict[str, str], where: str, faults: list[Fault],
    notes: list[str], *, timed: bool,
) -> tuple[str, ...]:  # fmt: skip
    """The skaters of a team, as the first of its rows that has any names them."""
    first: dict[str, str] = {}  # rows, by what they say
    for line, row in rows:
        if row.get("skaters"):
            first.setdefault(row["skaters"], line)
    doubts: list[Fault] = []
    found: tuple[str, ...] = ()
    for text, line in first.items():
        names, _ = without_statuses(
            names_of(text), timed=timed, key=f"{line}, {heads['skaters']}", where=where,
            faults=doubts, notes=notes,
        )  # fmt: skip
        if found and names and names != found:
            notes.append(f"{line}: skaters of {rows[0][1]['team']} are those of its first row")
        found = found or names
    settle(doubts, faults, notes, sure=any(row["sure"] for _, row in rows))
    return found


def _last(passings: Sequence[Passing]) -> list[Passing]:
    """The passing after the most laps, in whatever order they stand."""
    return [max(passings, key=lambda passing: passing.laps)] if passings else []


def _contradictions(
    heads: list[str], rows: Sequence[tuple[str, Sequence[str]]], where: str
) -> Iterator[Fault]:
    """One fault for each two columns that say the same thing differently."""
    for role, found in all_columns(heads).items():
        for i, j in combinations(found, 2):
            if role in _MAY_DIFFER and plain(heads[i]) != plain(heads[j]):
                continue
            for number, cells in rows:
                if len(cells) != len(heads):
                    continue
                one, other = (_meaning(role, heads[k], cells[k]) for k in (i, j))
                if one != other and "" not in (one, other):
                    problem = f"{cells[i][:40]!r} and {cells[j][:40]!r} contradict each other"
                    key = f"{number}, {heads[i]} and {heads[j]}"
                    remedy = "take one of the columns out, or give it another head"
                    yield Fault(where, key, problem, remedy)
                    break


def _meaning(role: str, head: str, text: str) -> float | str:
    """What a cell says, for comparison: laps, seconds, a side or plain text."""
    text = " ".join(text.split()).casefold()
    if not text:
        return ""
    unheard: list[Fault] = []  # told of where the cell is read
    found: float | str | None = None
    if role == "reached" and NUMBER.fullmatch(text):
        found = float(text.replace(",", ".")) * REACHED[plain(head)]
    elif role in TIMES:
        found = time_of(text, head, "", "", unheard)
    elif role == "lane":
        found = SIDES.get(text)
    return text if found is None else found


def _fill_groups(
    rows: list[tuple[str, Row]],
    heads: list[str],
    columns: dict[str, int],
    where: str,
    faults: list[Fault],
) -> list[str]:
    """Fill blank heats, rounds and distances from the row above, where the file is grouped so.

    It is if the row above is of the same team too. The answer is what to tell of that.
    """
    notes: list[str] = []
    teams = ["", *(row["team"] for _, row in rows)]
    grouped = [
        GroupRow(number, row, _GROUPED, again=above == row["team"])
        for (number, row), above in zip(rows, teams, strict=False)
    ]
    roles = sorted(columns.keys() & {*_GROUPED}, key=columns.__getitem__)
    meant = with_groups(grouped, roles, lambda role: heads[columns[role]], where, faults, notes)
    for (_, row), texts in zip(rows, meant, strict=True):
        row.update(texts)
    return notes


def _laps(text: str, each: float, key: str, where: str, faults: list[Fault]) -> float | None:
    """Laps of a cell; None where it says something else, which is noted.

    They are half-laps but for loops, which lie anywhere.
    """
    match = NUMBER.fullmatch(text)
    laps = float(text.replace(",", ".")) * each if match else 0.0
    loops = each == REACHED[LOOPS]
    if loops and abs(round(2 * laps) / 2 - laps) * INNER_LAP_M <= ON_THE_LINE_M:
        laps = round(2 * laps) / 2
    if laps > 0 and (loops or (2 * laps).is_integer()):
        return laps
    said = "write half-laps: 0.5, 1, 1.5 … laps, or 200, 400, 600 … nominal metres"
    faults.append(Fault(where, key, f"found {text[:40]!r}", said))
    return None
