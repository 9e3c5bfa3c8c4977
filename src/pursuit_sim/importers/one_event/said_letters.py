"""Letters of heats, rounds, divisions, teams that may say who skated: M1 and W1, NED-H and NED-D.

A letter alone may mean anything. But where two that are short for men and women, or for seniors
and juniors, part the races of one import, nobody should be put among the others untold.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.one_event.silent_tables import are_apart, times_of
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.named_races import HEAT, named_races
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_words import without_numbers
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told
_LONGEST_NAME = 100  # characters
_CODE = 3  # letters
_MEN, _WOMEN, _JUNIORS, _SENIORS = "mh", "wdfkv", "j", "s"
_KNOWN = frozenset(_MEN + _WOMEN + _JUNIORS + _SENIORS)
_SURE = frozenset("mw")  # others are short for heats, finals and more
_PAIRS = ("mw", "mf", "hd", "hf", "mv", "mk")  # of one language
_FALL = "f"
_NEARLY_ALL = 0.75  # of the teams have a letter
_LETTERS = re.compile(r"[^\W\d_]+")
# One of sex and one of class, in either order, beside the letters of the team pursuit.
_MARK = re.compile(r"(?:tp|mv|tv|pa)?([js]?[mhwdfkv]|[mhwdfkv][js]|[js])(?:tp|mv|tv|pa)?")
_OF_SEX = (
    "write who skated in a column Sex, men or women, or these names without letters that may say it"
)
_OF_TEAMS = (
    "write who skated in a column Sex, men or women; if the letters do not say it, write these "
    "names without them"
)
_OF_CLASS = "write the class in a column Category, or these names without letters that may say it"


def letter_faults(results: Sequence[Found], *, one_event: bool) -> Iterator[Fault]:
    """A fault where letters part races into those of men and women, or of seniors and juniors.

    Parameters
    ----------
    results : of all files
    one_event : whether all are known to be of one class
    """
    untold = [(file, each) for file, each in results if not each.sex]
    marked = [(file, each, _marks(_of_race(each))) for file, each in untold]
    letters = {letter for _, _, found in marked for letter in found}
    of_sex = letters & {*_MEN, *_WOMEN}
    men, women = ([each for _, each, found in marked if found & {*some}] for some in (_MEN, _WOMEN))
    parted = len(of_sex) == 2 and men and women and letters <= _KNOWN
    if parted and (of_sex == _SURE or are_apart(men, women)):
        yield _fault(marked, _MEN, _WOMEN, "may say who skated", _OF_SEX)
    else:
        yield from _of_teams(untold)
    marked = [
        (file, each, _marks(_of_race(each)))
        for file, each in results if not (one_event or each.category)
    ]  # fmt: skip
    letters = {letter for _, _, found in marked for letter in found}
    juniors = [each for _, each, found in marked if _JUNIORS in found]
    others = [each for _, each, found in marked if _JUNIORS not in found]
    if (
        juniors
        and others
        and letters <= _KNOWN
        and (_SENIORS in letters or _slower(juniors, others))
    ):
        yield _fault(marked, _SENIORS, _JUNIORS, "may say a class", _OF_CLASS)


def _of_teams(untold: Sequence[Found]) -> Iterator[Fault]:
    """A fault where nearly each team's name has one of two letters, of men and of women."""
    marked = [(file, each, _of_team(each)) for file, each in untold]
    said = [(each, "".join(letters)) for _, each, letters in marked if letters]
    men, women = ([each for each, letter in said if letter in some] for some in (_MEN, _WOMEN))
    pair = {letter for _, letter in said}
    if not (len(pair) == 2 and men and women and len(said) >= _NEARLY_ALL * len(untold)):
        return
    if any(pair == {*each} for each in _PAIRS) or are_apart(men, women):
        yield _fault(marked, _MEN, _WOMEN, "may say who skated", _OF_TEAMS, lambda each: each.team)


def _of_team(each: TeamResult) -> frozenset[str]:
    """The letter of a team's name; an F is read as a fall, which all women do not have."""
    return _of_name(each.team) or frozenset(_FALL if each.incident else "")


@lru_cache(maxsize=4096)
def _of_name(team: str) -> frozenset[str]:
    """The letter of men or women that stands at an end of a team's name, or behind its code.

    >>> [*map(set, map(_of_name, ("NED-D", "W Canada", "Italy (m)", "NORM", "NED-A", "Hamar")))]
    [{'d'}, {'w'}, {'m'}, {'m'}, set(), set()]
    """
    words = _LETTERS.findall(plain(without_numbers(team[:_LONGEST_NAME])))
    known = {*_MEN, *_WOMEN}
    if len(words) == 1 and len(team) == _CODE + 1 and team[:_CODE].isupper():
        return frozenset({words[0][-1]} & known if nation(team[:_CODE]) else ())
    found = [_MARK.fullmatch(word) for word in (*words[-1:], *words[:1])] if words[1:] else []
    letters = ({*each[1]} & known for each in found if each)
    return frozenset(next(filter(None, letters), ()))


def _of_race(each: TeamResult) -> str:
    """What says of which race a result is, without its team's name."""
    heat = "" if each.is_alone or each.free_heat else each.heat.removeprefix(each.round)
    return ", ".join(filter(None, [each.round, each.other_division, heat.strip()]))


@lru_cache(maxsize=4096)
def _marks(text: str) -> frozenset[str]:
    """Letters by which a race may be told from others; a final's own is none.

    >>> [sorted(_marks(each)) for each in ("M1", "TPW 2", "W A", "Final D", "B")]
    [['m'], ['w'], ['w'], [], ['b']]
    """
    words = _LETTERS.findall(plain(without_numbers(text)))
    own = {each.mark for each in named_races(text) if each.kind != HEAT}
    found: set[str] = set()
    for word in words:
        known = _MARK.fullmatch(word)
        letters = known[1] if known else word if len(word) == 1 else ""
        found |= {*letters} - own
    return frozenset(found & _KNOWN or found)


def _slower(juniors: Sequence[TeamResult], others: Sequence[TeamResult]) -> bool:
    """Whether no junior was as fast as anybody else."""
    slow, fast = times_of(juniors), times_of(others)
    return bool(slow and fast) and min(slow) > max(fast)


def _fault(
    marked: Sequence[tuple[str, TeamResult, frozenset[str]]], one: str, other: str, problem: str,
    remedy: str, text: Callable[[TeamResult], str] = _of_race,
) -> Fault:  # fmt: skip
    (file, second) = next((file, each) for file, each, found in marked if found & {*other})
    first = next(
        (each for _, each, found in marked if found & {*one}),
        next(each for _, each, found in marked if not found & {*other}),
    )
    names = [repr(cut(text(each), _LONGEST)) for each in (first, second)]
    return Fault(file, second.key, f"the letters of {' and '.join(names)} {problem}", remedy)
