"""Why a team has no valid time, wherever its JSON object says so, in whatever spelling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult, text_of
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.foot_lines import counts, foot_faults, is_legend
from pursuit_sim.importers.words.cell_door import LONGEST_CELL, too_long
from pursuit_sim.importers.words.heads import ROLES, few, plain, says_rank
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.outcome_flags import asks, flag, of_somebody_else, words_of
from pursuit_sim.importers.words.places import are_places
from pursuit_sim.importers.words.remarks import judged, settle, spare
from pursuit_sim.importers.words.status_alone import is_status_alone
from pursuit_sim.importers.words.unfinished import (
    NO_TIME,
    PLACE_REMEDY,
    REMEDY,
    SETTLE,
    cell_status,
    filled,
    instead_of_time,
    is_clear,
    is_place,
    is_sure,
    status,
    unclear,
)
from pursuit_sim.plain_text import cut

HEATS = ("heat", "pair", "race", "heatNumber", "pairNumber", "raceNumber")
TEAMS = ("country", "nation", "noc", "name")  # where a list of finals has the team
SKATERS = ("skaters", "lineup", "members")
PAIR_NUMBER = "startNumber"  # of a pair in some files, of a team in others
WHY_INVALID = "timeInvalidReason"  # asks why a time does not count
STATUSES = ("status", "irm", "resultStatus", WHY_INVALID)
_PLACE = "place"
_CITY = "Place"  # of the rows' objects, which no key of a place is called
_RANKS = ("rank", _PLACE, "position")
_GAP, _LAPS = "timeBehind", "laps"
_OFFICIAL = "officialTime"  # counts before a time, as under the heads of a table
_SET_ASIDE = "time beside an official one"  # no key of a file has this name
_RESULT = "result"  # a status, a time or Q
REMARKS = tuple(dict.fromkeys(plain(name) for name in ROLES["remark"][1] if name.isascii()))
_OBJECTS = ("team", "competitor")
READ = (  # keys
    *_OBJECTS, *HEATS, *TEAMS, *SKATERS, PAIR_NUMBER, *STATUSES, *_RANKS, _RESULT, *REMARKS,
    "time", _OFFICIAL, _GAP, "startLane", _LAPS,
)  # fmt: skip
_READ_OF_LAPS = ("number", "time", "passageTime")
_TIME_SIGNS = "0123456789:.,'\" ([-–"
_LONGEST_KEY = 100  # characters of one that asks for something
_DEEPEST = 20  # objects in objects that are looked into
_LONGEST = 40  # characters told

Object = dict[str, Any]


def letters(key: str) -> str:
    """What a key is known by, however its capitals and signs are written."""
    return plain(key).replace(" ", "")


KNOWN = {letters(key): key for key in READ}


def known_keys(rows: Sequence[Object]) -> list[Object]:
    """Objects with the keys that are read, however their capitals and signs are written.

    A place that is no number or status in any of them is a city.
    """
    found = [_with_official(_with_known_keys(row)) for row in rows]
    places = [text_of(row.get(_PLACE)) for row in found]
    if any(status(text) or any(map(str.isdigit, text)) for text in places):
        return found
    return [{_CITY if key == _PLACE else key: each for key, each in row.items()} for row in found]


def _with_official(row: Object) -> Object:
    """An object whose official time, where it has one, is its time."""
    if time_key(row) != _OFFICIAL:
        return row
    return row | {"time": row[_OFFICIAL], _SET_ASIDE: row.get("time")}


def time_key(row: Object) -> str:
    """Under which key the time stands that counts."""
    official = row.get(_OFFICIAL)
    given = official is not None and filled(str(official)).strip(" -–—.")
    return _OFFICIAL if given else "time"


def twice_said(rows: Sequence[Object], at: str, where: str) -> Iterator[Fault]:
    """Faults of keys that differ in their capitals and signs only, and in what they say."""
    for i, row in enumerate(rows, 1):
        first: dict[str, str] = {}
        for key in row:
            known = KNOWN.get(letters(key), "")
            other = first.setdefault(known, key)
            if known and known != _PLACE and row[other] != row[key]:
                problem = f"has the keys {other[:_LONGEST]!r} and {key[:_LONGEST]!r}, which differ"
                yield Fault(where, f"{at}[{i}]", problem, "leave one of them")


def long_texts(rows: Sequence[Object], at: str, where: str) -> Iterator[Fault]:
    """Faults of texts that are read and longer than they can be; remarks may be of any length."""
    for i, row in enumerate(rows, 1):
        for key, value in row.items():
            inner = value.items() if isinstance(value, dict) and key in _OBJECTS else ()
            for name, text in ((key, value), *((f"{key}.{each}", of) for each, of in inner)):
                read = key in READ and key not in REMARKS and isinstance(text, str)
                if read and len(text) > LONGEST_CELL:
                    yield too_long(text, f"{at}[{i}].{name}", where)


def _with_known_keys(row: Object) -> Object:
    found: Object = {}
    for key, value in row.items():
        name = KNOWN.get(letters(key), key)
        if says_rank(words_of(key)) and are_places([text_of(value)]):
            name = _RANKS[0] if name not in _RANKS else name
        found[key if name in row or name in found else name] = value
    return found


def not_used(
    rows: Sequence[Object], about: Object, used: Collection[str], within: Iterable[str]
) -> list[str]:
    """The note on keys of the rows, within these and beside them that nobody reads.

    Parameters
    ----------
    rows, about : objects of teams, and what stands beside their list
    used : keys of both that are read besides those that always are
    within : keys of objects in the rows that nobody reads, each with its place
    """
    known = {*READ, *used, _SET_ASIDE}
    others = dict.fromkeys(key for row in rows for key in row if key not in known)
    others |= dict.fromkeys(
        f"{_LAPS}.{key}" for row in rows for lap in _laps(row) for key in lap
        if key not in _READ_OF_LAPS
    )  # fmt: skip
    others |= dict.fromkeys(within)
    about = {key: each for key, each in about.items() if key not in used}
    named = [repr(key[:40]) for key in {**dict.fromkeys(about), **others}
             if key in about or not status(words_of(key))]  # fmt: skip
    return [f"not used: {few(named)}"] if named else []


def about_faults(about: Object, results: Sequence[TeamResult], where: str) -> Iterator[Fault]:
    """Faults of what stands beside the list of results and takes one of them away."""
    lines = []
    for key, value in about.items():
        text = text_within(value)
        lines.append(
            (
                key,
                f"{words_of(key)}: {text}"
                if text and (asks(key) or is_legend(words_of(key)))
                else text,
            )
        )
    return foot_faults(lines, CellTable((), ()), [*filter(counts, results)], where)


def rank_of(row: Object) -> str:
    """The place, as it is written."""
    return next(filter(None, (text_of(row.get(name)) for name in _RANKS)), "")


def remark_of(row: Object) -> str:
    """What is remarked on a result and on its laps."""
    said = [text_within(each.get(name)) for each in (row, *_laps(row)) for name in REMARKS]
    return "; ".join(dict.fromkeys(filter(None, said)))


def whose_status(row: Object, team: str) -> str:
    """The nation of which words of a status are, that stand where others have a team."""
    texts = (text_of(row.get(name)) for name in TEAMS)
    whose = (text for text in texts if text != team and nation(text))
    return next(whose, "") if is_status_alone(team) else ""


def is_confirmed(row: Object) -> bool:
    """Whether a status of a team's object says that its time counts, whatever stands elsewhere."""
    return any(is_sure(text) for name in STATUSES for text in _texts(row.get(name)))


def before_status(time: object) -> object:
    """A time without the status behind it: 3:49.99 of "3:49.99 DSQ"."""
    behind = time.lstrip(_TIME_SIGNS) if isinstance(time, str) else ""
    return time.removesuffix(behind).rstrip("([ ") if isinstance(time, str) else time


def outcome(row: Object, key: str, where: str, faults: list[Fault], notes: list[str]) -> str:
    """The status of a team's object; empty if it has a valid time. Doubt is a fault."""
    laps = _laps(row)
    timed = any(map(str.isdigit, str(row.get("time") or ""))) or bool(laps)
    faults += _unknown(row, key, where, timed=timed)
    sure = is_confirmed(row)
    said = [cell_status(text_within(row.get(name))) for name in STATUSES]
    said += [instead_of_time(text_of(row.get("time"))), status(text_of(row.get(_GAP)))]
    said += [
        status(text_of(value)) for lap in laps for name, value in lap.items()
        if name not in REMARKS
    ]  # fmt: skip
    said += [cell_status(text_of(row.get(name))) for name in (*_RANKS, _RESULT)]
    places = [(key, row), *((f"{key}.laps[{i}]", lap) for i, lap in enumerate(laps, 1))]
    leaves = [leaf for place, each in places for leaf in _leaves(each, place)]
    said += [leaf.status(timed=timed) for leaf in leaves]
    remarks = [
        (f"{place}.{name}", text_within(each[name]))
        for place, each in places
        for name in REMARKS
        if name in each
    ] + [(leaf.place, text_of(leaf.value)) for leaf in leaves if leaf.name in REMARKS]
    if not any(said):
        placed = any(map(str.isdigit, rank_of(row)))
        said += [
            judged(text, timed=timed, key=place, where=where, faults=faults, notes=notes,
                   placed=placed, sure=sure)
            for place, text in remarks
        ]  # fmt: skip
    doubts: list[Fault] = []
    for leaf in leaves if timed and not any(said) else ():
        if doubt := leaf.doubt(where):
            doubts.append(doubt)
        elif leaf.name not in READ:
            spare(leaf.name, leaf.value, timed=timed, key=leaf.place, where=where, faults=doubts)
    settle(doubts, faults, notes, sure=sure)
    blank = "time" in row and (row["time"] is None or not str(row["time"]).strip())
    return next(filter(None, said), NO_TIME if blank else "")


def _unknown(row: Object, key: str, where: str, *, timed: bool) -> Iterator[Fault]:
    """Faults of what is neither a status nor a place, and of what takes one back."""
    for name in STATUSES:
        if not all(map(is_clear, _texts(row.get(name)))):
            text = text_within(row.get(name))
            yield Fault(where, f"{key}.{name}", f"found {text[:40]!r}", REMEDY)
    for name in (*_RANKS, _RESULT, "time", _GAP) if timed else ():
        text = text_of(row.get(name))
        place = name in _RANKS
        if not is_place(text) if place else unclear(text):
            yield Fault(where, f"{key}.{name}", f"found {text[:40]!r}",
                        PLACE_REMEDY if place else REMEDY)  # fmt: skip


def _leaves(
    value: object, place: str, name: str = "", around: str = "", *, listed: bool = False,
    deep: int = 0,
) -> Iterator[_Leaf]:  # fmt: skip
    """What stands in an object and is not read from there, however deep.

    People, and what is said of them, are left out: who retired is no team.
    """
    if deep > _DEEPEST:
        return
    if isinstance(value, dict):
        for whole, each in value.items():
            key = whole[:_LONGEST_KEY]
            known: str = KNOWN.get(letters(key)) or key
            nested = isinstance(each, dict | list)
            top = deep == 0 and (known in (_LAPS, *REMARKS) or (known in READ and not nested))
            names = known in SKATERS or (known in TEAMS and not isinstance(each, dict))
            if top or names or of_somebody_else(key):
                continue
            asked = key if nested and asks(key) else around
            at = f"{place}.{key[:_LONGEST]}"
            yield from _leaves(each, at, known, asked, listed=listed, deep=deep + 1)
    elif isinstance(value, list):
        several = listed or any(isinstance(each, dict) for each in value)
        for i, each in enumerate(value, 1):
            yield from _leaves(each, f"{place}[{i}]", name, around, listed=several, deep=deep + 1)
    elif name not in READ or deep > 1:
        yield _Leaf(place, name, value, around, listed)


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A value of an object, or of one within it.

    Attributes
    ----------
    place : where it stands, such as ``[2].outcome.status``
    name : its key, or that of its list
    value : what is said
    asks : the key of an object around it that asks for a status; else empty
    listed : whether it is of one of several objects, which may be of other races
    """

    place: str
    name: str
    value: object
    asks: str
    listed: bool

    def status(self, *, timed: bool) -> str:
        """The status that it plainly gives the team."""
        if self.name in (*STATUSES, *_RANKS, _RESULT, "time"):
            said = status(text_of(self.value))
            # With a time a team did start; a list may be of earlier races.
            doubt = timed and (said != "DSQ" or self.listed)
            return "" if doubt or unclear(text_of(self.value)) else said
        said = "" if self.name in READ else flag(self.name, self.value)[0]
        return said or (flag(self.asks, self.value)[0] if self.asks else "")

    def doubt(self, where: str) -> Fault | None:
        """A fault if it leaves open whether the time beside it counts."""
        text = text_of(self.value)
        if self.name in READ and self.name not in REMARKS:
            if not (status(text) or unclear(text)):
                return None
        elif not (self.asks and flag(self.asks, self.value)[1]):
            return None
        said = cut(str(self.value), _LONGEST)
        problem = f"{said!r} beside a time: not clear whether the time counts"
        known = status(text) or status(words_of(self.asks)) or "DSQ"
        return Fault(where, self.place, problem, SETTLE.format(known))


def _laps(row: Object) -> list[Object]:
    found = row.get(_LAPS)
    return [lap for lap in found if isinstance(lap, dict)] if isinstance(found, list) else []


def text_within(value: object) -> str:
    """A text, or all texts of an object or a list."""
    return "; ".join(_texts(value))


def _texts(value: object, deep: int = 0) -> list[str]:
    if isinstance(value, dict | list) and deep <= _DEEPEST:
        inner = value.values() if isinstance(value, dict) else value
        return [text for each in inner for text in _texts(each, deep + 1)]
    return list(filter(None, [filled(text_of(value))]))
