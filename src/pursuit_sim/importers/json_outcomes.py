"""Why a team has no valid time, wherever its JSON object says so, in whatever spelling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.importers.cell_grid import CellTable
from pursuit_sim.importers.foot_lines import foot_faults
from pursuit_sim.importers.heads import ROLES, plain
from pursuit_sim.importers.importer import TeamResult, text_of
from pursuit_sim.importers.outcome_flags import flag, words_of
from pursuit_sim.importers.remarks import judged, spare
from pursuit_sim.importers.unfinished import (
    NO_TIME,
    PLACE_REMEDY,
    REMEDY,
    instead_of_time,
    is_clear,
    is_place,
    status,
    unclear,
)

HEATS = ("heat", "pair", "race")
TEAMS = ("country", "nation", "noc", "name")  # where a list of finals has the team
SKATERS = ("skaters", "lineup", "members")
PAIR_NUMBER = "startNumber"  # of a pair in some files, of a team in others
_STATUSES = ("status", "irm", "resultStatus", "timeInvalidReason")
_PLACE = "place"
_CITY = "Place"  # of the rows' objects, which no key that is read is called
_RANKS = ("rank", _PLACE, "position")
_RESULT = "result"  # a status, a time or Q
_REMARKS = tuple(dict.fromkeys(plain(name) for name in ROLES["remark"][1] if name.isascii()))
_OBJECTS = ("team", "competitor")
_READ = (
    *_OBJECTS, *HEATS, *TEAMS, *SKATERS, PAIR_NUMBER, *_STATUSES, *_RANKS, _RESULT, *_REMARKS,
    "time", "timeBehind", "startLane", "laps",
)  # fmt: skip
_DEEPEST = 20  # objects in objects that are looked into

Object = dict[str, Any]


def _letters(key: str) -> str:
    return plain(key).replace(" ", "")


_KNOWN = {_letters(key): key for key in _READ}


def known_keys(rows: Sequence[Object]) -> list[Object]:
    """Objects with the keys that are read, however their capitals and signs are written.

    A place that is no number or status in any of them is a city, and not read.
    """
    found = [_with_known_keys(row) for row in rows]
    places = [text_of(row.get(_PLACE)) for row in found]
    if any(status(text) or any(map(str.isdigit, text)) for text in places):
        return found
    return [{_CITY if key == _PLACE else key: each for key, each in row.items()} for row in found]


def _with_known_keys(row: Object) -> Object:
    found: Object = {}
    for key, value in row.items():
        name = _KNOWN.get(_letters(key), key)
        found[key if name in row or name in found else name] = value
    return found


def not_used(rows: Sequence[Object], about: Object) -> list[str]:
    """The note on keys of the rows and of what is said about them that nobody reads."""
    others = dict.fromkeys([*about, *(key for row in rows for key in row if key not in _READ)])
    named = [repr(key[:40]) for key in others if not status(words_of(key))]
    return [f"not used: {', '.join(named)}"] if named else []


def about_faults(about: Object, results: Sequence[TeamResult], where: str) -> Iterator[Fault]:
    """Faults of what stands beside the list of results and takes one of them away."""
    lines = [(key, _text(value)) for key, value in about.items()]
    return foot_faults(lines, CellTable((), ()), results, where)


def rank_of(row: Object) -> str:
    """The place, as it is written."""
    return next(filter(None, (text_of(row.get(name)) for name in _RANKS)), "")


def remark_of(row: Object) -> str:
    """What is remarked on a result and on its laps."""
    said = [_text(each.get(name)) for each in (row, *_laps(row)) for name in _REMARKS]
    return "; ".join(dict.fromkeys(filter(None, said)))


def outcome(row: Object, key: str, where: str, faults: list[Fault], notes: list[str]) -> str:
    """The status of a team's object; empty if it has a valid time. Doubt is a fault."""
    laps = _laps(row)
    timed = any(map(str.isdigit, str(row.get("time") or ""))) or bool(laps)
    faults += _unknown(row, key, where, timed=timed)
    said = [status(_text(row.get(name))) for name in _STATUSES]
    said.append(instead_of_time(text_of(row.get("time"))))
    said += [
        status(text_of(value)) for lap in laps for name, value in lap.items()
        if name not in _REMARKS
    ]  # fmt: skip
    said += [status(text_of(row.get(name))) for name in (*_RANKS, _RESULT)]
    places = [(key, row), *((f"{key}.laps[{i}]", lap) for i, lap in enumerate(laps, 1))]
    leaves = [leaf for place, each in places for leaf in _leaves(each, place)]
    said += [flag(name, value)[0] for _, name, value in leaves]
    if not any(said):
        placed = any(map(str.isdigit, rank_of(row)))
        said += [
            judged(_text(each.get(name)), timed=timed, key=f"{place}.{name}", where=where,
                   faults=faults, notes=notes, placed=placed)
            for place, each in places for name in _REMARKS
        ]  # fmt: skip
    for place, name, value in leaves if not any(said) else ():
        spare(name, value, timed=timed, key=place, where=where, faults=faults)
    blank = "time" in row and (row["time"] is None or not str(row["time"]).strip())
    return next(filter(None, said), NO_TIME if blank else "")


def _unknown(row: Object, key: str, where: str, *, timed: bool) -> Iterator[Fault]:
    """Faults of what is neither a status nor a place, and of what takes one back."""
    for name in _STATUSES:
        if not is_clear(text := _text(row.get(name))):
            yield Fault(where, f"{key}.{name}", f"found {text[:40]!r}", REMEDY)
    for name in (*_RANKS, _RESULT, "time") if timed else ():
        text = text_of(row.get(name))
        place = name in _RANKS
        if not is_place(text) if place else unclear(text):
            yield Fault(where, f"{key}.{name}", f"found {text[:40]!r}",
                        PLACE_REMEDY if place else REMEDY)  # fmt: skip


def _leaves(
    value: object, place: str, name: str = "", deep: int = 0
) -> Iterator[tuple[str, str, object]]:
    """What stands under keys that are not read, however deep: its place, key and value."""
    if deep > _DEEPEST:
        return
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in _READ or key in _OBJECTS:
                yield from _leaves(each, f"{place}.{key}", key, deep + 1)
    elif isinstance(value, list):
        for i, each in enumerate(value, 1):
            yield from _leaves(each, f"{place}[{i}]", name, deep + 1)
    elif name not in _READ:
        yield place, name, value


def _laps(row: Object) -> list[Object]:
    found = row.get("laps")
    return [lap for lap in found if isinstance(lap, dict)] if isinstance(found, list) else []


def _text(value: object, deep: int = 0) -> str:
    """A text, or all texts of an object or a list."""
    if isinstance(value, dict | list) and deep <= _DEEPEST:
        inner = value.values() if isinstance(value, dict) else value
        return "; ".join(filter(None, (_text(each, deep + 1) for each in inner)))
    return text_of(value)
