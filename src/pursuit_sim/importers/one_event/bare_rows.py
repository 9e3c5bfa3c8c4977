"""Rows below results that have no result, and of which nobody knows that they are a team's.

Officials, the weather, and who is to skate next stand there too. A row is a team's where its cell
is that of a nation or of a team with a result, in whole, and the others hold what their heads say.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Sheet, TeamResult
from pursuit_sim.importers.one_event.rows_apart import says_out, words_of_no_race
from pursuit_sim.importers.sheet_tables.other_heads import is_other_head
from pursuit_sim.importers.words.cells import is_sex_word
from pursuit_sim.importers.words.event_words import says_class
from pursuit_sim.importers.words.heads import plain, plain_pattern
from pursuit_sim.importers.words.nations import known_by, nation, nation_meant
from pursuit_sim.importers.words.places import place
from pursuit_sim.importers.words.title_vocabulary import PURSUIT
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import NO_TIME, status
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_NO_TIMES = re.compile(plain_pattern(r"n ?t|no (?:valid )?times?|ohne zeit|geen tijd|uten tid"))
# What happens to a team, of which a row may say nothing else.
_HAPPENED = re.compile(plain_pattern(
    r"\b(?:fell|fall(?:s|en)?|crash\w*|ill(?:ness)?|sick|injur\w*|broke\w*|gestürzt|sturz|krank"
    r"|verletzt|gevallen|ziek|geblesseerd|falt|syk|skadet|ramlade|sjuk|chute\w*|blessé\w*|malade"
    r"|cadut[aoi]|infortun\w*)\b"
))  # fmt: skip
_CUT = 20  # characters of a text instead of a time that are kept
_LINE_UP = 3  # skaters, whom no official has
_CODE = 3  # letters
_WORD = re.compile(r"[^\W\d_]+")
_BEHIND = re.compile(r"[\W_]*(?:\b(?:[^\W\d_]|[IVX]{1,4}|\d{1,2})|\d{1,2})\W*$")
_OF_TABLES = re.compile(r"(?:line|.*\brow) \d+")  # where rows of tables stand
_REMEDY = "write one, or delete the row if that is no team"


def bare_faults(sheets: Sequence[tuple[str, Sheet]], picked: Sequence[Found]) -> Iterator[Fault]:
    """A fault for each row of a table that may be no team's, where other rows have times.

    It has no time, status or place, and its team is no nation and has none of them in any file, or
    where others have a heat or a time stands a nation, an official, or words of no race: Italy
    against Norway, the referee.

    Parameters
    ----------
    sheets : one a file, with the file's name
    picked : the results of the event that is read
    """
    if all(each.time_s is None for _, each in picked):
        return
    known = _Known.of([each for _, sheet in sheets for each in sheet.results], picked)
    for file, each in picked:
        if not (_OF_TABLES.fullmatch(each.key) and known.is_bare(file, each)):
            continue
        unknown = not (nation_in_whole(each.team) or known.has_team(each.team))
        if unknown or (said := known.beside(file, each)):
            beside = "" if unknown else f", and {said}"
            problem = f"{cut(each.team, _LONGEST)!r} has neither a time nor a status{beside}"
            yield Fault(file, each.key, problem, _REMEDY)


@dataclass(frozen=True, slots=True)
class _Known:
    """What rows with a result have.

    Attributes
    ----------
    teams : what their teams are known by, with and without the letter or number behind
    words : of their rounds and heats, and of the titles of their tables
    races : their heats with their files, of those with a time
    """

    teams: Collection[str]
    words: Collection[str]
    races: Collection[tuple[str, str]]

    @classmethod
    def of(cls, results: Sequence[TeamResult], picked: Sequence[Found]) -> _Known:
        """What the rows of all tables have, and those of the event that is read."""
        every = [*results, *(each for _, each in picked)]
        said = [each for each in every if not _is_empty(each)]
        timed = [(file, each) for file, each in picked if _is_timed(each)]
        texts = {text for _, each in timed for text in (each.heat, each.round, each.table)}
        return cls(
            {name for each in said for name in _names(each.team)},
            {word for text in texts for word in plain(text).split()},
            {(file, each.heat) for file, each in timed},
        )

    def has_team(self, team: str) -> bool:
        """Whether a cell is that of a team with a result, in whole."""
        return any(name in self.teams for name in _names(team))

    def _names_team(self, text: str) -> bool:
        """Whether a text is the name of a nation or of a known team, or begins a long one."""
        begun = len(text) >= _CUT and any(name.startswith(text.casefold()) for name in self.teams)
        return bool(nation(text)) or begun or self.has_team(text)

    def is_bare(self, file: str, each: TeamResult) -> bool:
        """Whether nothing in a row is of a result.

        Words instead of a time or in a remark speak of one where they are known (`no time`,
        `fell`), and any words in a race of others with times; names do not.
        """
        met = (file, each.heat) in self.races
        worded = any(_is_of_result(text) or (met and not _may_name(text)) for text in _told(each))
        return not (worded or each.lapped) and _is_empty(each) and len(each.skaters) < _LINE_UP

    def beside(self, file: str, each: TeamResult) -> str:
        """What stands beside a team where others have a heat or a time, and is none of a result."""
        own = each.heat.removeprefix(each.table).strip().removeprefix(each.round).strip()
        for text in (each.round, *(() if each.is_alone else (own,))):
            named = nation(text) not in ("", nation(each.team))
            # Of a team that has a time, such words may speak of that.
            words = set() if self.has_team(each.team) else words_of_no_race(text) - {*self.words}
            if named or is_other_head(text) or (words and not says_out(text)):
                return f"{cut(text, _LONGEST)!r} where others have a heat"
        for text in _told(each):
            first = next(iter(_WORD.findall(text)), "")
            other = self._names_team(text) and _names(text).isdisjoint(_names(each.team))
            # Instead of a time, in no race of others: whoever is met in a race to come.
            met = (file, each.heat) in self.races or text != each.status or not text[:1].isupper()
            name = not met and not says_out(text) and (words_of_no_race(text) or rest_of(text).meet)
            if other or name or any(map(is_other_head, (text, first))):
                return f"{cut(text, _LONGEST)!r} beside it"
        return ""


def nation_in_whole(team: str) -> str:
    """The code of the nation whose a team's cell is, with its code or a letter at most; else empty.

    >>> [nation_in_whole(each) for each in ("Italy 2", "NZL New Zealand", "Team Canada B")]
    ['ITA', 'NZL', 'CAN']
    >>> [nation_in_whole(each) for each in ("Jan Bolt (NED)", "Hamar, Norway", "Referee NOR")]
    ['', '', '']
    """
    if known := nation(team) or nation(_BEHIND.sub("", team)):
        return known
    words = [word for word in _WORD.findall(team) if not _is_of_any_team(word)]
    for code, others in ((words[:1], words[1:]), (words[-1:], words[:-1])):
        if others and len(code[0]) == _CODE and nation(code[0]) == nation(" ".join(others)):
            return nation(code[0])
    if known := nation(" ".join(words)):
        return known
    meant = {nation(word) or nation_meant(word) for word in words}
    return meant.pop() if len(meant) == 1 else ""


def _is_of_any_team(word: str) -> bool:
    """Whether a word may stand beside the name of any nation: its letter, team, women, juniors."""
    known = plain(word)
    pursuit = PURSUIT.fullmatch(known) or known == "national"
    return len(word) == 1 or bool(pursuit) or is_sex_word(known) or says_class(word)


def _names(team: str) -> set[str]:
    """What a team is known by, also without the letter or number behind its name."""
    return {
        team.casefold(),
        known_by(team),
        known_by(_BEHIND.sub("", team)),
        nation_in_whole(team),
    } - {""}


def _is_timed(each: TeamResult) -> bool:
    return each.time_s is not None or bool(each.passings)


def _may_name(text: str) -> bool:
    """Whether a text may name a person: two words or more, each with a capital letter."""
    words = _WORD.findall(text)
    return len(words) != 1 and all(word[:1].isupper() for word in words)


def _is_empty(each: TeamResult) -> bool:
    """Whether a row has no time, place or status."""
    said = bool(status(each.status)) or each.sure or each.gap_s is not None
    return not (_is_timed(each) or place(each.rank) is not None or said)


def _told(each: TeamResult) -> list[str]:
    """Words instead of a time, and those of a remark."""
    told = [each.status] if each.status != NO_TIME else []
    return [text for text in (*told, each.remark) if text]


def _is_of_result(text: str) -> bool:
    known = plain(text)
    return bool(_NO_TIMES.fullmatch(known) or _HAPPENED.search(known))
