"""Rows without a time, in no race of others, of a team that has one: nobody can tell what they say.

Words of a status may stand where others have a heat, in whatever words and language, or a row has a
status and no heat: it is of another race, or takes away the time that its team has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table, TeamResult, race_of, table_of
from pursuit_sim.importers.sheet_tables.foot_lines import counts
from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.nations import nation, nation_meant
from pursuit_sim.importers.words.status_alone import is_status_alone
from pursuit_sim.importers.words.team_names import TeamName, team_name
from pursuit_sim.importers.words.title_vocabulary import MEDALS
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import NO_TIME, is_outside, status
from pursuit_sim.plain_text import cut
from pursuit_sim.units import format_time

_LONGEST = 60  # characters told
_SHORT = 2  # characters of what numbers a race: A1
_FINAL = re.compile("fina(?:l|al)")
# A race that is skated again or decides a tie, what a team has without one, and medals.
_RACE = re.compile(plain_pattern(
    "re(?:skates?|skated|runs?|race|races|match|play|start|started)|(?:skate|race|play)s?(?:offs?)?"
    "|off|run|runoff|again|decider|tie|tiebreak(?:er)?|break(?:er)?|stechen|barrage|byes?"
    "|freilos|vrij(?:loting)?|exempt|spareggio|beslissing(?:srit)?|herkansing|omkjøring|omstart"
    "|wiederholung(?:slauf)?|entscheidung(?:slauf)?|gro(?:ß|ss)(?:e[rs]?)?|klein(?:e[rs]?)?"
    "|kulta|kultaa|hopea|hopeaa|pronssi|pronssia|małego|dużego|malý|velký"
))  # fmt: skip
_NOT_STARTED = "DNS"

_Heat = tuple[str, str]  # a file and a heat


def unsure_rows(results: Sequence[Found], told: Collection[Fault]) -> Iterator[Fault]:
    """A fault for each row without a time that may speak of the time that its team has.

    None is a row of a race: with somebody else's time, or called as races are, alone in it or
    with others, such as a final that is still to come. That a team did not start takes away no
    time that it has in a heat.

    Parameters
    ----------
    results : of all tables and files of an event, each race once
    told : faults of some of these rows, which need no other one
    """
    rows = _Rows(results)
    known = {(each.where, each.key) for each in told}
    for file, each in results:
        if _is_timed(each) or each.sure or (file, each.key) in known:
            continue
        for other_file, other in rows.timed_of(each):
            if rows.is_unsure((file, each), (other_file, other)):
                yield _fault(file, each, other_file, other)
                break


def _fault(file: str, each: TeamResult, other_file: str, other: TeamResult) -> Fault:
    at = other.key if other_file == file else f"{other_file}, {other.key}"
    has = "a time" if other.time_s is None else format_time(other.time_s)
    heat = cut(_heat_of(each), _LONGEST)
    where = f"no race but {heat!r}" if heat else "no heat"
    problem = (
        f"{cut(each.team, _LONGEST)} has no time here and {where}, and {has} at {at}: "
        "not clear whether that counts"
    )
    said = status(each.status) or status(heat) or "DSQ"
    remedy = f"write {said} as the status of that row if it does not, OK if it does"
    if each.status not in ("", NO_TIME):
        remedy += "; or write here the heat of which the status is"
    return Fault(file, each.key, problem, remedy)


@dataclass(slots=True)
class _Races:
    """Who is in the races, or in the tables, of which a row may be."""

    timed: list[TeamResult] = field(default_factory=list)
    others: list[TeamResult] = field(default_factory=list)

    def add(self, each: TeamResult) -> None:
        (self.timed if _is_timed(each) else self.others).append(each)


class _Rows:
    """What results of an event have of each team, each heat and each table."""

    def __init__(self, results: Sequence[Found]) -> None:
        self._heats: dict[_Heat, _Races] = {}
        self._lists: dict[Table, _Races] = {}
        # By what a team's name says, the first of those that are alike to any row.
        self._timed: dict[TeamName, dict[object, Found]] = {}
        self._races: dict[str, bool] = {}  # whether texts that were asked name one
        self._of_nation: dict[str, dict[TeamName, None]] = {}
        self._words: dict[str, None] = {}  # of heats and tables with times
        for file, each in results:
            name = _name(each)
            heat = _heat_of(each)
            if heat:
                self._heats.setdefault(race_of((file, each)), _Races()).add(each)
            else:
                self._lists.setdefault(table_of((file, each)), _Races()).add(each)
            if name.nation:
                self._of_nation.setdefault(name.nation, {})[name] = None
            if counts(each):
                alike = table_of((file, each)), each.round, bool(heat)
                self._timed.setdefault(name, {}).setdefault(alike, (file, each))
            if _is_timed(each):
                said = (*plain(heat).split(), *plain(each.table).split())
                self._words |= dict.fromkeys(said)

    def timed_of(self, each: TeamResult) -> Iterator[Found]:
        """The results with a time that counts of a row's team, by whichever of its names."""
        name = _name(each)
        yield from self._timed.get(name, {}).values()
        same = [other for other in self._of_nation.get(name.nation, ()) if other != name]
        if not name.nation and says_out(_heat_of(each)):
            # That its team is out is said of a team that is here.
            same = [*self._of_nation.get(nation_meant(each.team), ())]
            name = same[0] if same else name
        if len(same) == 1 and name.may_be(same[0]):
            yield from self._timed.get(same[0], {}).values()

    def is_unsure(self, row: Found, timed: Found) -> bool:
        """Whether a row is in no race of others, and may speak of a time."""
        (file, each), (timed_file, other) = row, timed
        heat, of_list = _heat_of(each), not _heat_of(other)
        if each.status == _NOT_STARTED and not of_list:
            return False
        if heat:
            race = self._heats[race_of(row)]
            mine = _name(each), _name(other)
            met = any(_name(one) not in mine for one in race.timed)
            return not (met or self._says_race(heat))
        if each.round not in ("", other.round) and self._says_race(each.round):
            return False
        listed = self._lists[table_of(row)]
        same = table_of(row) == table_of(timed)
        title = each.table or ("" if file == timed_file else PurePath(file).stem)
        if not same and (listed.timed or self._says_race(title)):
            return False
        # Who is to skate, without times yet.
        bare = len(listed.others) > 1 and all(one.status in ("", NO_TIME) for one in listed.others)
        return not bare or says_out(title)

    def _says_race(self, text: str) -> bool:
        """Whether a text names a race as races are called, by words that are known or shared."""
        if text not in self._races:
            self._races[text] = not says_out(text) and self._is_called_so(text)
        return self._races[text]

    def _is_called_so(self, text: str) -> bool:
        rest = rest_of(text)
        unknown = words_of_no_race(text)
        of_race = {*rest.left} - unknown
        met = {nation(word) for word in rest.meet} - {""}
        shared = {*plain(text).split()} & self._words.keys()
        said = rest.marks or of_race or len(met) > 1 or shared
        return bool(said) and unknown <= self._words.keys()


def _is_timed(each: TeamResult) -> bool:
    return each.time_s is not None or bool(each.passings)


def _heat_of(each: TeamResult) -> str:
    """The heat as its table has it; empty where that has none."""
    heat = each.heat.removeprefix(each.table).strip() if each.table else each.heat
    return "" if each.is_alone else heat


def _name(each: TeamResult) -> TeamName:
    return team_name(each.team, each.code)


def words_of_no_race(text: str) -> set[str]:
    """The words of what a race is called by which none is called.

    >>> words_of_no_race("Small final, skate-off 2"), sorted(words_of_no_race("Chief referee"))
    (set(), ['chief', 'referee'])
    """
    return {word for word in rest_of(text).left if not _is_of_race(word)}


def says_out(text: str) -> bool:
    """Whether a text says that teams are out, or that a time does not count."""
    return bool(is_status_alone(text) or status(text)) or is_outside(text)


def _is_of_race(word: str) -> bool:
    """Whether a word numbers a race, says a final or its medal, or that it is skated again."""
    short = word.isdecimal() or (len(word) <= _SHORT and word.isascii())
    known = word in MEDALS or _RACE.fullmatch(word)
    return short or bool(known) or _FINAL.search(word) is not None
