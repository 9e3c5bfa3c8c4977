"""Lines of a table that say of a race, and of no team, that it does not count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.foot_lines import (
    OF_TEAMS,
    Line,
    counts,
    is_explained,
    is_legend,
    is_out,
)
from pursuit_sim.importers.sheet_tables.line_names import NamesWithin, nations_in
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.importers.words.named_races import (
    BETWEEN_NUMBERS,
    HEAT,
    LAST,
    NamedRace,
    named_races,
)
from pursuit_sim.importers.words.numbered import counted
from pursuit_sim.importers.words.status_words import NOTHING, STATUS, folded
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import says_nobody, status, statuses
from pursuit_sim.plain_text import cut

_LONGEST = 80  # characters told
_WORDS_BESIDE = 3  # a whole round, a race where others have a team, a name of its own
_LONG = 3  # letters of a name that is no word of others
_SIGNS = (":", "-", "–", "—", "=", "(", ",", ";", "|", "/")
# "Retired before the final: none", with nothing else that the last word may be said of: no race
# before the status, and no word behind it but those of a race. A 0 may be a heat or points.
_NO_WORDS = "|".join(re.escape(each) for each in NOTHING if not each.isdigit())
_NONE = re.compile(rf"(?P<label>[^:=,;.()|/–—-]*)[:=]\s*(?:{_NO_WORDS})\W*")
_WHEN = frozenset(map(plain, (
    "in", "of", "before", "after", "during", "the", "vor", "nach", "im", "der", "dem", "das", "van",
    "voor", "na", "de", "het", "før", "etter", "i", "av", "före", "efter", "avant", "après", "la",
    "le", "du", "prima", "dopo", "del", "della", "race", "races",
)))  # fmt: skip
_WORD = re.compile(r"([^\W\d_]+)")
_BETWEEN_PARTS = re.compile(r" [-–—|/] |[,:;] ")


@dataclass(frozen=True, slots=True)
class _Race:
    """What a race of a table may be called.

    Attributes
    ----------
    named : as its title, round and heat name it
    number : the last word of its heat
    labels : its round and heat in plain words, as they are written
    own : names without a word of races, such as Gold or B
    is_last : whether no other race of the table follows
    """

    named: frozenset[NamedRace]
    number: str
    labels: frozenset[str]
    own: frozenset[str]
    is_last: bool

    def is_meant(self, names: Sequence[NamedRace]) -> bool:
        """Whether a text that names races names this one."""
        heats = [each for each in names if each.kind == HEAT]
        rounds = [each for each in names if each.kind != HEAT]
        return all(not each or any(map(self._is, each)) for each in (heats, rounds))

    def _is(self, name: NamedRace) -> bool:
        if name.mark == LAST:
            return self.is_last
        if name.kind == HEAT:
            return name.mark == self.number or name in self.named
        marks = {each.mark for each in self.named if each.kind == name.kind}
        number = {self.number} if marks == {""} else set()
        return bool(marks) and (not name.mark or name.mark in marks | number)


def race_line_faults(
    lines: Sequence[Line], results: Sequence[TeamResult], title: str, where: str
) -> Iterator[Fault]:
    """A fault for each line that says of a race, and of no team, that it is out.

    So does a row whose team is called as a race. Where a team of that race and sex has a status, or
    one of either sex the status that it says, the line is of it.

    Parameters
    ----------
    lines : within and below a table
    results : of the table
    title : of the table
    where : the file's name
    """
    races = frozenset[str]().union(*(_own_names(each, title) for each in results))
    called = [
        (each.key, f"{each.team}: {spelt}") for each in results
        if each.time_s is None and (_is_race(each.team) or plain(each.team) in races)
        and (spelt := next(filter(is_out, (each.status, each.heat)), ""))
    ]  # fmt: skip
    rows = {key for key, _ in called}
    of_teams = [each for each in results if each.key not in rows]
    teams = NamesWithin([each.team for each in of_teams])
    texts = [text for _, text in lines]
    said = [
        (place, text) for place, text in (*lines, *called)
        if is_out(text) and not (is_legend(text) or _says_none(text, races))
        and not (teams.within(text) or nations_in(text) or _explains(text, texts))
    ]  # fmt: skip
    of_races = _races(of_teams, title) if said else []
    for place, text in said:
        of_them = _meant(text, of_races)
        why = status(text)
        if why and any(each.status == why for each in of_them):
            continue
        # Men and women may each have a heat of that number.
        told = {each.of_list for each in of_them if each.status}
        of_them = [each for each in of_them if each.of_list not in told]
        if any(map(counts, of_them)):
            whom = few([each.team for each in of_them])
            problem = f"{cut(text, _LONGEST)!r}: not clear whether the times of {whom} count"
            yield Fault(where, place, problem, OF_TEAMS.format(why or "DSQ"))


def _is_race(team: str) -> bool:
    """Whether a row whose team is called so is of a race: Heat 2, the 2nd pair."""
    named = any(each.mark for each in named_races(team))
    return named and len(rest_of(team).left) <= _WORDS_BESIDE


def _says_none(text: str, names: Collection[str]) -> bool:
    """Whether a line says that no team of a race, or of any, has a status, and nothing else.

    Parameters
    ----------
    text : the line
    names : races with names of their own

    >>> _says_none("Retired before the final: none", ()), _says_none("Heat 2 out: none", ())
    (True, False)
    """
    match = _NONE.fullmatch(folded(text))
    found = STATUS.search(match["label"]) if match else None
    if match is None or found is None:
        return False
    before, behind = plain(match["label"][: found.start()]), plain(match["label"][found.end() :])
    own = {word for name in names for word in name.split()}
    known = own | _WHEN
    raced = {word for word in behind.split() if named_races(f"{word} 1") or word.isdecimal()}
    return not (
        any(map(str.isdigit, before)) or named_races(before) or own & {*before.split()}
    ) and ({*behind.split()} <= known | raced)


def _in_digits(text: str) -> str:
    """A text whose numbers behind a word of heats are in digits: Heat II, Pair Six.

    >>> _in_digits("Heat II disqualified"), _in_digits("Pair Six: DSQ"), _in_digits("One team DSQ")
    ('Heat 2 disqualified', 'Pair 6: DSQ', 'One team DSQ')
    >>> _in_digits("Both teams of heat two disqualified")
    'Both teams of heat 2 disqualified'
    >>> _in_digits("Heats one and two, heat no. three DSQ")
    'Heats 1 and 2, heat no. 3 DSQ'
    """
    parts = _WORD.split(text)  # words with what stands before, between and behind them
    numbers, between = set[int](), set[int]()  # where words of a heat stand
    for i in range(3, len(parts), 2):
        word = plain(parts[i])
        number = "" if parts[i + 1][:1].isdigit() else counted(word)
        if not (number or word in BETWEEN_NUMBERS) or parts[i - 1] not in (" ", ". ", " & "):
            continue
        behind = i - 2 in between or bool(named_races(f"{parts[i - 2]} 1"))
        if number and behind:
            parts[i] = number
            numbers.add(i)
        elif word in BETWEEN_NUMBERS and (behind or i - 2 in numbers):
            between.add(i)
    return "".join(parts)


def _explains(text: str, lines: Sequence[str]) -> bool:
    """Whether a line tells what codes mean, or rules for several of them."""
    return len({*statuses(text)}) > 1 or is_explained(text, lines)


def _races(results: Sequence[TeamResult], title: str) -> list[tuple[_Race, TeamResult]]:
    """The race of each result that has one."""
    of_races = [
        each for each in results if title or (each.heat and not each.is_alone) or each.round
    ]  # fmt: skip
    last = of_races[-1].heat if of_races else ""
    found: dict[tuple[str, str], _Race] = {}
    for each in of_races:
        key = each.round, each.heat
        if key not in found:
            said = ", ".join([title, each.round, each.heat])
            heading = f"heat {each.heat}" if each.heat.isdigit() else each.heat
            own = each.heat.removeprefix(each.round)
            number = "".join(each.heat.split()[-1:]).casefold()
            labels = {_plain(text) for text in (heading, own, f"{each.round} {own}")}
            found[key] = _Race(
                frozenset(named_races(said)), counted(number) or number,
                frozenset(label for label in labels if " " in label),
                _own_names(each, title), bool(last and last == each.heat),
            )  # fmt: skip
    return [(found[each.round, each.heat], each) for each in of_races]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\d+|[^\W\d_]+", plain(text)))


def _own_names(each: TeamResult, title: str) -> frozenset[str]:
    """What a race is called by, as plain texts, where these have no word of races and a letter."""
    heat = "" if each.is_alone else each.heat
    return _names(heat, heat.removeprefix(each.round), each.round, title)


@lru_cache(maxsize=4096)
def _names(*texts: str) -> frozenset[str]:
    *_, title = texts
    parts = [part for part in _BETWEEN_PARTS.split(title) if rest_of(part).left]
    return frozenset(
        name for name in map(plain, (*texts, *parts))
        if any(map(str.isalpha, name)) and not (named_races(name) or is_out(name))
    )  # fmt: skip


def _is_called(text: str, name: str) -> bool:
    """Whether a text that says who is out says it of a name.

    It does if it begins with it, before a sign or the status; else it may have it among few other
    words, a short one as the last.

    >>> [_is_called(each, "b") for each in ("B: DSQ for a false start", "DSQ: B", "A b team DSQ")]
    [True, True, False]
    """
    words = r"\W+".join(map(re.escape, name.split()))
    plainly, whole = folded(text), rf"(?<!\w){words}(?!\w)"
    if begun := re.match(whole, plainly):
        behind = plainly[begun.end() :].lstrip()
        if behind.startswith(_SIGNS) or STATUS.match(folded(behind.lstrip(" ."))):
            return True
    if len(name) < _LONG and not re.search(rf"{whole}\W*$", plainly):
        return False
    others = re.sub(whole, " ", plainly, count=1)
    return others != plainly and len(rest_of(others).left) <= _WORDS_BESIDE


def _meant(text: str, races: Sequence[tuple[_Race, TeamResult]]) -> list[TeamResult]:
    """The results of the races that a line is of."""
    if any(race.number.isdecimal() for race, _ in races):
        text = _in_digits(text)
    names = named_races(text)
    # A whole round stands in sentences too, as a rule for all.
    if not any(each.mark for each in names) and (
        says_nobody(text) or len(rest_of(text).left) > _WORDS_BESIDE
    ):
        names = ()
    words = f" {_plain(text)} "
    called = (
        set[str]() if says_nobody(text)
        else {name for name in {n for race, _ in races for n in race.own} if _is_called(text, name)}
    )  # fmt: skip
    return [
        each for race, each in races
        if (names and race.is_meant(names)) or called & race.own
        or any(f" {label} " in words for label in race.labels)
    ]  # fmt: skip
