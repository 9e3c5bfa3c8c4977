"""Results as a table: one row a team, as sheets of a World Cup or of a championship have it.

Known are the team, its time, and whatever else has a head: place, opponents, side, skaters
(in one cell, in columns, or in rows below the team's), who skated, division, event and date.
An F behind a time means that somebody fell; it is never a side.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import LineElsewhere, Sheet, TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import chosen_columns, looks_timed
from pursuit_sim.importers.sheet_tables.empty_heats import below_their_heat, opponents
from pursuit_sim.importers.sheet_tables.foot_lines import (
    counts,
    foot_faults,
    foot_of,
    is_out,
    name_and_status,
)
from pursuit_sim.importers.sheet_tables.group_columns import HEADING, said_above
from pursuit_sim.importers.sheet_tables.judged_skaters import judged_skaters
from pursuit_sim.importers.sheet_tables.lines_elsewhere import beside
from pursuit_sim.importers.sheet_tables.name_rows import with_names
from pursuit_sim.importers.sheet_tables.own_tables import refuse_own
from pursuit_sim.importers.sheet_tables.race_lines import race_line_faults
from pursuit_sim.importers.sheet_tables.record_rows import is_rank, rank_faults, without_records
from pursuit_sim.importers.sheet_tables.rows_below import SkaterRow
from pursuit_sim.importers.sheet_tables.skater_rows import deciding, skater_rows
from pursuit_sim.importers.sheet_tables.status_rows import StatusRows, fault_without_team
from pursuit_sim.importers.sheet_tables.twin_columns import twin_faults
from pursuit_sim.importers.words.beside_who import Beside, category_of
from pursuit_sim.importers.words.cells import date_of, fell, sex_of, sides_of, time_of
from pursuit_sim.importers.words.event_cells import (
    division_of,
    event_of,
    facts_of,
    heat_of,
)
from pursuit_sim.importers.words.event_words import says_only_who
from pursuit_sim.importers.words.heads import columns, has_head, lap_columns, skater_columns, told
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.remarks import OF_RACES, judged, settle, spare
from pursuit_sim.importers.words.skater_names import names_of
from pursuit_sim.importers.words.skater_statuses import named_aside, without_statuses
from pursuit_sim.importers.words.unfinished import (
    NO_TIME,
    PLACE_REMEDY,
    REMEDY,
    cell_status,
    filled,
    is_clear,
    is_sure,
    status,
    unclear,
)
from pursuit_sim.plain_text import cut
from pursuit_sim.track import Side

_TIME = re.compile(r"(.*\d[\"']?)\s*[(\[]?((?:= ?)?[A-Za-z][A-Za-z ,;/]*)?[)\]]?")
_FALL = "a fall; who and where was not published"
TIMED = {"", "DSQ"}  # a time that does not count is shown
_BLANK = {"", "-", "–", "—", "?"}
_DIGITS = "0123456789:.,'\"([ "  # of a time
_LONGEST_TITLE = 60  # characters told
_FILLED = ("rank", "time", "gap", "heat", "round", "status", "remark", "side")
_DAY = "write 2024-01-05, or 5 January 2024"
_FOOTNOTE = re.compile(r"(?<=[^\s*†‡§])\s*(?:\[(?:\d{1,3}|[a-z])\]|[*†‡§]++\)?)$")

Cells = dict[str, str]


def fits_heads(heads: Sequence[str]) -> bool:
    """Whether heads are a team's and its time's."""
    return {"team", "time"} <= columns(heads).keys() and len(lap_columns(heads)) < 2


def read_table(table: CellTable, where: str) -> Sheet:
    """Every team of a table."""
    faults: list[Fault] = []
    sheet = read_rows(table, where, faults)
    if faults:
        raise InputError(faults)
    return sheet


def read_rows(
    table: CellTable, where: str, faults: list[Fault], *, timed: bool = True,
    skated: Collection[str] = (), ended: Mapping[str, str] = MappingProxyType({}),
    sides: Mapping[str, Side] | None = None, roles: dict[str, int] | None = None,
) -> Sheet:  # fmt: skip
    """The results of a table, whose faults are added to a list.

    Parameters
    ----------
    table : to be read
    where : the file's name in messages
    faults : what is wrong
    timed : whether a team without a time where others have one has none, and a team of which
        nobody says whom it met a race of its own
    skated, ended : places of rows that have times of laps, and the status of those that have one
        there
    sides, roles : what the cells of lanes mean, and which column has which role; by default
        as this table says
    """
    refuse_own(table.heads, where, table.place)
    roles = chosen_columns(table.heads, table.rows) if roles is None else roles
    skaters = [i for i in skater_columns(table.heads) if i not in roles.values()]
    results: list[TeamResult] = []
    below: list[list[str]] = []  # texts in rows of their own
    above = ""  # who skated, in the row above
    lines: list[tuple[str, str]] = []
    saying_more = {} if skaters else skater_rows(table, roles, skated, ended, where, faults)
    more: list[list[SkaterRow]] = []  # of each result
    elsewhere: list[LineElsewhere] = []
    saying = StatusRows.of(table, roles)
    above_them: dict[str, int] = {}  # results above a line, by its place
    marks = deciding(table, saying_more.values())
    notes = [*table.notes, told(table.whole or table.heads, roles, [*skaters, *marks])]
    notes += [f"{table.heads[i][:_LONGEST_TITLE]!r} says who of a team skated" for i in marks]
    faults += twin_faults(table, roles, where)
    if table.title:
        said = cut(table.title, _LONGEST_TITLE)
        notes.append(f"of {said!r} above the heads only who skated, laps and the division are read")
    if not table.rows:
        raise InputError.single(where, table.place, "holds heads and no results")
    if sides is None and "side" in roles:
        at = roles["side"]
        sides, of_lanes = sides_of(cells[at] for _, cells in table.rows if at < len(cells))
        notes += of_lanes
    groups = said_above(table, roles, skated, where, faults, notes, skaters=saying_more)
    for place, cells in table.rows:
        if uneven := [*table.uneven(place, cells, where)]:
            faults += uneven
            continue
        row = {role: " ".join(cells[i].split()) for role, i in roles.items()}
        row |= {role: filled(row[role]) for role in _FILLED if role in row}
        if "skaters" in row:
            row["skaters"] = cells[roles["skaters"]]  # with its lines
        names = [" ".join(cells[i].split()) for i in skaters]
        above_it = groups.get(place, {})
        if place in groups and (HEADING in above_it or not row.get("team")):
            continue  # read with those below it
        above_them[place] = len(results)
        if results and (skater := saying_more.get(place)):
            below[-1] += [] if skater.rests else [skater.name]
            more[-1].append(skater)
            continue
        if place not in skated and _is_text_alone(row, names) and (results or is_out(row["team"])):
            lines.append((place, cells[roles["team"]].strip()))
            for texts in below[-1:]:
                texts.append(lines[-1][1])
            continue
        foot = foot_of(cells, row.get("team", ""))
        if not (foot or is_sure(row.get("status", "")) or looks_timed(row.get("time", ""))):
            foot = saying.said_of_a_team(cells, row)
        if foot and (results or is_out(foot)):
            lines.append((place, foot))
            notes.append(f"a row with a text alone is not read: {cut(foot, _LONGEST_TITLE)!r}")
            continue
        if not row.get("team"):
            unread = [cell for i, cell in enumerate(cells) if i not in roles.values()]
            head = table.heads[roles["team"]]
            faults.append(fault_without_team(row, unread, place, head, where))
            continue
        heads = {role: table.heads[i] for role, i in roles.items()}
        row |= above_it
        meant = {roles[role]: text for role, text in above_it.items() if role in roles}
        above = row["sex"] = row.get("sex") or above if "sex" in row else ""
        if row.get("date") and date_of(row["date"]) is None:
            notes.append(f"the date {row['date'][:40]!r} is not understood; {_DAY}")
        kept = {*OF_RACES, "class"}
        used = {*skaters, *(i for role, i in roles.items() if role not in kept)}
        others = [
            (head, meant.get(i, cells[i])) for i, head in enumerate(table.heads) if i not in used
        ]
        read = _TeamRow(row, tuple(others), place, heads, where, faults, notes)
        result = _result(read, names, table.title, timed=place in skated)
        elsewhere += saying.said_of_others(row, cells, place, table.title, result)
        results.append(result.but(side=(sides or {}).get(row.get("side", "").casefold())))
        below.append([])
        more.append([])
    if timed and any(each.time_s is not None for each in results):
        results = [
            each if each.time_s is not None or each.status else replace(each, status=NO_TIME)
            for each in results
        ]
    if any(each.incident for each in results):
        notes.append("an F behind a time is read as a fall")
    counting = [
        each for each in results
        if counts(each) or (each.key in skated and each.key not in ended and not each.status)
    ]  # fmt: skip
    lower = {place: results[above_them[place] :] for place, text in lines if is_out(text)}
    faults += foot_faults(lines, table, counting, where, lower)
    faults += race_line_faults(lines, results, table.title, where)
    results = [
        judged_skaters(each, rows, where, faults, notes,
                       timed=each.time_s is not None or each.key in skated)
        for each, rows in zip(with_names(results, below, notes), more, strict=True)
    ]  # fmt: skip
    results = without_records(results, notes, skated)
    faults += rank_faults(results, table.heads[roles.get("rank", 0)], where)
    if "heat" in roles:
        results = below_their_heat(results, table.heads[roles["heat"]], where, faults, notes)
    results = opponents(results, where, faults, notes) if timed else results
    elsewhere += beside(lines, table, results, above_them, skated)
    return Sheet(tuple(results), tuple(dict.fromkeys(notes)), elsewhere=tuple(elsewhere))


def _is_text_alone(row: Cells, names: Sequence[str]) -> bool:
    """Whether a row has a text under the team's head, which is no nation, and nothing else."""
    others = [*names, *(text for role, text in row.items() if role != "team")]
    return bool(row.get("team")) and {*others} <= _BLANK and not nation(row["team"])


@dataclass(frozen=True, slots=True)
class _TeamRow:
    """Cells by their role, where they stand under which heads, and what is said of them.

    What stands in columns without a role goes by its head.
    """

    cells: Cells
    spare: tuple[tuple[str, str], ...]
    place: str
    heads: Cells
    where: str
    faults: list[Fault]
    notes: list[str]


def _result(read: _TeamRow, names: list[str], title: str, *, timed: bool) -> TeamResult:
    row, place, heads, where, faults = (
        read.cells, read.place, read.heads, read.where, read.faults
    )  # fmt: skip
    team, down = fell(row["team"])
    text = row.get("time", "")
    said, remark, incident, time_s = "", row.get("remark", ""), "", None
    key = f"{place}, {heads.get('time', '')}"
    faults += _out_of_place(read)
    if text.endswith("F") and (status(text[:-1]) or text[-2:-1].isdigit()):
        text, down = text[:-1].strip(), True
    if bare := _FOOTNOTE.sub("", text) if any(map(str.isdigit, text)) else "":
        if bare != text:
            read.notes.append("the mark of a footnote behind a time is not read")
        text = bare
    behind = text.lstrip(_DIGITS)
    if status(behind) and looks_timed(before := text.removesuffix(behind).rstrip("([ ")):
        said, text = status(behind), before
        remark = "; ".join(filter(None, (remark, behind.strip(")] "))))
    match = _TIME.fullmatch(text)
    suffix = (match[2] or "").strip() if match else ""
    if suffix and match:
        text = match[1]
        remark = "; ".join(filter(None, (remark, suffix)))
    found = [*map(cell_status, (row.get("status", ""), row.get("rank", ""))), said, status(suffix),
             cell_status(text), status(row.get("gap", "")),
             "" if text else cell_status(row.get("round", ""))]  # fmt: skip
    said = next(filter(None, found), "")
    timed = timed or any(map(str.isdigit, text))
    sure = is_sure(row.get("status", ""))
    placed = any(map(str.isdigit, row.get("rank", "")))
    if not said and row.get("remark"):
        at = f"{place}, {heads['remark']}"
        said = judged(row["remark"], timed=timed, key=at, where=where, faults=faults,
                      notes=read.notes, placed=placed, sure=sure)  # fmt: skip
    doubts: list[Fault] = []
    for head, cell in read.spare:
        said = said or spare(head, cell.strip(), timed=timed, key=f"{place}, {head}", where=where,
                             faults=doubts)  # fmt: skip
    skaters, of_skaters = without_statuses(
        [name for name in names if name] or names_of(row.get("skaters", "")),
        timed=timed, key=f"{place}, {heads.get('skaters', 'skaters')}", where=where,
        faults=[] if said else doubts, notes=read.notes, aside=named_aside(read.spare),
    )  # fmt: skip
    said = said or of_skaters
    settle(doubts, faults, read.notes, sure=sure)
    if text in _BLANK or not any(map(str.isdigit, text)):
        said = said or (text[:20] if text not in _BLANK else "")
    else:
        time_s = time_of(text, heads["time"], key, where, faults)
    if down:
        incident = "" if said else _FALL
        remark = "; ".join(filter(None, (remark, "a fall" if said else "")))
    if time_s is not None and said and said not in TIMED:
        read.notes.append(f"the time {text} of {team} is left out: {said}")
    division = division_of(row, title)
    who = row.get("sex", "")
    sex = sex_of(who)
    if who and not (sex or says_only_who(who)):
        remedy = "write M or W, men or women"
        problem = f"found {who[:40]!r}"
        faults.append(Fault(where, f"{place}, {heads['sex']}", problem, remedy))
    of_races = {heads[role] for role in OF_RACES if role in heads}
    spare_cells = (each for each in read.spare if each[0] not in of_races)
    beside = Beside.of(spare_cells, heads.get("class", ""))
    return TeamResult(
        said_who=beside.said_who,
        key=place, team=team, time_s=time_s if said in TIMED else None, time_key=key,
        heat=heat_of(row, division), round=row.get("round", ""), distance=row.get("distance", ""),
        gap_s=_gap(row, place, heads, where, faults), status=said, skaters=skaters,
        event=event_of(row), facts=tuple(facts_of(row)), division=division, sex=sex,
        other_division="" if division else row.get("division", ""),
        incident=incident, remark=remark, rank=row.get("rank", ""),
        category=category_of(who, beside.classes), sure=sure,
    )  # fmt: skip


def _out_of_place(read: _TeamRow) -> Iterator[Fault]:
    """Faults of a row that says of its team what is no place, no status, or takes one back."""
    row, heads = read.cells, read.heads
    timed = any(map(str.isdigit, row.get("time", "")))
    wrong = {
        "status": not is_clear(row.get("status", "")),
        "rank": timed and not is_rank(row.get("rank", "")),
        "time": timed and (unclear(row["time"]) or unclear(row["time"].lstrip(_DIGITS))),
        "gap": timed and unclear(row.get("gap", "")),
    }
    for role in (role for role, found in wrong.items() if found):
        problem = f"found {row[role][:40]!r}"
        remedy = REMEDY if role != "rank" else PLACE_REMEDY
        yield Fault(read.where, f"{read.place}, {heads[role]}", problem, remedy)
    if name_and_status(row["team"]) and not (row.get("status") and is_clear(row["status"])):
        problem = f"{row['team'][:40]!r} is a team and a status"
        remedy = "write the status under a head of its own: Status, OK for a team of that name"
        yield Fault(read.where, f"{read.place}, {heads['team']}", problem, remedy)
    if not row.get("time"):
        for head, cell in read.spare:
            if has_head("time", head) and looks_timed(cell):
                problem = f"has a time where {heads.get('time', '')!r} has none"
                remedy = "put all times into one column, or give this one another head"
                yield Fault(read.where, f"{read.place}, {head}", problem, remedy)


def _gap(row: Cells, place: str, heads: Cells, where: str, faults: list[Fault]) -> float | None:
    text = row.get("gap", "").lstrip("+").strip()
    if status(text) or text in _BLANK or not any(map(str.isdigit, text)):
        return None
    if re.fullmatch(r"\d{1,3}[.,]\d{1,3}", text, re.ASCII):
        return float(text.replace(",", ".")) or None
    return time_of(text, heads["gap"], f"{place}, {heads['gap']}", where, faults)
