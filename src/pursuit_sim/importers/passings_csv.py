"""Passings as a table (CSV): one row a team and timing line, columns known by their heads.

Needed are the team, the time from the gun and how far the team was: nominal metres (200
to a half-lap), laps or half-laps. Heat, lane, distance and official time are read where
there are such columns. A head that ends in ``_s`` or ``_ms`` says the unit of its times.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Importer, Passing, Sheet, TeamResult
from pursuit_sim.importers.written_time import read_time
from pursuit_sim.track import Side

# Heads without their unit, the first that is there counts.
_HEADS = {
    "team": ("team", "nation", "noc", "country"),
    "passing": ("cum time", "cumulative time", "passage time", "passing", "cum", "time"),
    "official": ("official time", "final time", "result"),
    "heat": ("heat", "pair", "race"),
    "lane": ("lane", "start lane", "side", "straight"),
    "distance": ("distance", "discipline", "event"),
}
_REACHED = {
    "nominal m": 1 / 400, "metres": 1 / 400, "meters": 1 / 400, "distance m": 1 / 400,
    "laps": 1.0, "lap": 1.0, "half laps": 0.5, "half lap": 0.5,
}  # fmt: skip
_TIMES = ("passing", "official")
_SIDES: dict[str, Side] = {
    "finish": "finish", "f": "finish", "0": "finish",
    "crossing": "crossing", "c": "crossing", "1": "crossing",
}  # fmt: skip
_NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,9}))?", re.ASCII)
_DELIMITERS = ";\t,"

Row = dict[str, str]


def fits(text: str) -> bool:
    """Whether its first line has heads of a team and of a time."""
    try:
        heads = next(csv.reader([_head_line(text)], delimiter=_delimiter(text)), [])
    except csv.Error:
        return False
    return {"team", "passing"} <= _columns(heads).keys()


def read(text: str, where: str) -> Sheet:
    """Every team of every heat."""
    try:
        table = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True))
    except csv.Error as error:
        raise InputError.single(where, "", f"is not CSV: {error}", "save the table again") from None
    heads, rows = table[0], [(i, row) for i, row in enumerate(table[1:], 2) if any(row)]
    columns = _columns(heads)
    reached = next((name for name in _REACHED if name in map(_plain, heads)), "")
    lacking = [name for name in ("team", "passing") if name not in columns]
    lacking += [] if reached else ["how far"]
    if lacking:
        known = "; ".join(", ".join(_HEADS.get(name, tuple(_REACHED))) for name in lacking)
        raise InputError.single(
            where, "line 1", f"has no column of: {', '.join(lacking)}", f"known heads are {known}"
        )
    columns["reached"] = [_plain(each) for each in heads].index(reached)
    faults: list[Fault] = []
    groups: dict[tuple[str, str, str], list[tuple[int, Row]]] = {}
    for number, cells in rows:
        if len(cells) != len(heads):
            problem = f"has {len(cells)} cells, the first line has {len(heads)}"
            remedy = "the file may be cut; where commas are decimal points, ; goes between cells"
            faults.append(Fault(where, f"line {number}", problem, remedy))
            continue
        row = {name: " ".join(cells[i].split()) for name, i in columns.items()}
        if not row["team"]:
            faults.append(Fault(where, f"line {number}, {heads[columns['team']]}", "is empty"))
        key = row.get("distance", ""), row.get("heat", ""), row["team"]
        groups.setdefault(key, []).append((number, row))
    if not rows:
        raise InputError.single(where, "", "holds heads and no results")
    spelt = {name: heads[i] for name, i in columns.items()}
    lanes = {row.get("lane", "").casefold() for group in groups.values() for _, row in group}
    sides = _SIDES if lanes <= _SIDES.keys() else {}
    results = [
        _result(group, spelt, _REACHED[reached], sides, where, faults) for group in groups.values()
    ]
    if faults:
        raise InputError(faults)
    return Sheet(tuple(results), tuple(_notes(lanes, sides)))


def _notes(lanes: set[str], sides: dict[str, Side]) -> Iterator[str]:
    if lanes & {"0", "1"} and sides:
        yield "lane 0 is read as the finish side, lane 1 as the crossing side"
    elif lanes - {""} and not sides:
        yield f"lanes {', '.join(sorted(lanes))} do not say on which straight a team starts"


def _result(
    rows: list[tuple[int, Row]],
    heads: dict[str, str],
    each: float,
    sides: dict[str, Side],
    where: str,
    faults: list[Fault],
) -> TeamResult:
    """One team in one heat, from its rows."""
    number, top = rows[0]
    for name in ("official", "lane"):
        other = next((i for i, row in rows if row.get(name) != top.get(name)), None)
        if other is not None:
            problem = f"is another one than in line {number}, for the same team and heat"
            remedy = "give each race a heat of its own"
            faults.append(Fault(where, f"line {other}, {heads[name]}", problem, remedy))
    passings = []
    for line, row in rows:
        key = f"line {line}, {heads['passing']}"
        laps = _laps(row["reached"], each, f"line {line}, {heads['reached']}", where, faults)
        time_s = _time(row["passing"], heads["passing"], key, where, faults)
        if laps is not None and time_s is not None:
            passings.append(Passing(laps, time_s, key))
    key = f"line {number}, {heads.get('official', '')}"
    official = top.get("official", "")
    return TeamResult(
        key=f"line {number}",
        team=top["team"],
        time_s=_time(official, heads["official"], key, where, faults) if official else None,
        time_key=key,
        heat=top.get("heat", ""),
        distance=top.get("distance", ""),
        side=sides.get(top.get("lane", "").casefold()),
        passings=tuple(passings),
    )


def _laps(text: str, each: float, key: str, where: str, faults: list[Fault]) -> float | None:
    """Laps of a cell, in half-laps; None where it says something else, which is noted."""
    match = _NUMBER.fullmatch(text)
    laps = float(text.replace(",", ".")) * each if match else 0.0
    if laps > 0 and (2 * laps).is_integer():
        return laps
    said = "write half-laps: 0.5, 1, 1.5 … laps, or 200, 400, 600 … nominal metres"
    faults.append(Fault(where, key, f"found {text[:40]!r}", said))
    return None


def _time(text: str, head: str, key: str, where: str, faults: list[Fault]) -> float | None:
    """A time [s] of a cell, in the unit that its head names."""
    unit = _words(head)[-1]
    try:
        if unit not in ("s", "ms"):
            return read_time(text)
        match = _NUMBER.fullmatch(text)
        if match is None:
            raise ValueError(f"found {text[:40]!r} under {head!r}")
        # One decimal number, so that it is the float nearest to what was written.
        return float(f"{match[1]}.{match[2] or 0}{'e-3' if unit == 'ms' else ''}")
    except ValueError as error:
        units = {"s": "seconds such as 218.08", "ms": "milliseconds such as 218080"}
        remedy = f"write {units.get(unit, 'minutes and seconds such as 3:38.08')}"
        faults.append(Fault(where, key, str(error), remedy))
        return None


def _columns(heads: list[str]) -> dict[str, int]:
    """Where each thing stands that a head names."""
    plain = [_plain(head) for head in heads]
    bare = [_without_unit(head) for head in heads]
    found = {}
    for role, names in _HEADS.items():
        spelt = bare if role in _TIMES else plain
        name = next((each for each in names if each in spelt), None)
        if name is not None:
            found[role] = spelt.index(name)
    return found


def _words(head: str) -> list[str]:
    return re.findall(r"[a-z]+", head.casefold()) or [""]


def _plain(head: str) -> str:
    """``nominal_m`` as "nominal m"."""
    return " ".join(_words(head))


def _without_unit(head: str) -> str:
    words = _words(head)
    return " ".join(words[:-1] if words[-1] in ("s", "ms") else words)


def _head_line(text: str) -> str:
    return text.partition("\n")[0].rstrip("\r")


def _delimiter(text: str) -> str:
    line = _head_line(text)
    return max(_DELIMITERS, key=line.count)


IMPORTER = Importer("a table of passings, one row a timing line", fits, read)
