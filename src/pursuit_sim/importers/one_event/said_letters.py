"""Letters of heats, rounds and divisions that may say who skated: M1 and W1, 1H and 1D, S1 and J1.

A letter alone may mean anything. But where two that are short for men and women, or for seniors
and juniors, part the races of one import, nobody should be put among the others untold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, TeamResult
from pursuit_sim.importers.one_event.silent_tables import are_apart, times_of
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.named_races import HEAT, named_races
from pursuit_sim.importers.words.title_words import without_numbers
from pursuit_sim.plain_text import cut

_LONGEST = 40  # characters told
_MEN, _WOMEN, _JUNIORS, _SENIORS = "mh", "wdf", "j", "s"
_KNOWN = frozenset(_MEN + _WOMEN + _JUNIORS + _SENIORS)
_SURE = frozenset("mw")  # others are short for heats, finals and more
_LETTERS = re.compile(r"[^\W\d_]+")
# One of sex and one of class, in either order, beside the letters of the team pursuit.
_MARK = re.compile(r"(?:tp|mv|tv|pa)?([js]?[mhwdf]|[mhwdf][js]|[js])(?:tp|mv|tv|pa)?")
_OF_SEX = (
    "write who skated in a column Sex, men or women, or these names without letters that may say it"
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
    remedy: str,
) -> Fault:  # fmt: skip
    (file, second) = next((file, each) for file, each, found in marked if found & {*other})
    first = next(
        (each for _, each, found in marked if found & {*one}),
        next(each for _, each, found in marked if not found & {*other}),
    )
    names = [repr(cut(_of_race(each), _LONGEST)) for each in (first, second)]
    return Fault(file, second.key, f"the letters of {' and '.join(names)} {problem}", remedy)
