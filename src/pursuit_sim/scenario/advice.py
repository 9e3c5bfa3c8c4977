"""What a wrong word, or a wrong key, was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from pursuit_sim.scenario.dotted_keys import LONGEST_WORD, Path
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.parameters import GROUPS

MOST_COMPARED = 100  # words; a file of thousands is no place for slips of one letter


def home_of(name: str) -> str | None:
    """The group that a parameter belongs to, such as "pacing" for "fade_s"."""
    return next((group for group, model in GROUPS.items() if name in model.model_fields), None)


def near(word: object, known: Iterable[str]) -> str | None:
    """The known word most like a wrong one, ignoring capitals; None if none is near."""
    if not isinstance(word, str) or len(word) > LONGEST_WORD:
        return None
    import difflib

    by_folded = {each.casefold(): each for each in known}
    folded = word.casefold()
    found = difflib.get_close_matches(folded, by_folded, n=5, cutoff=0.6)
    # Swapped letters are the commonest slip: NRO is NOR rather than ROC.
    found.sort(key=lambda each: sorted(each) != sorted(folded))
    return by_folded[found[0]] if found else None


def hint(word: object, known: Iterable[str]) -> str:
    """``did you mean 'time'?``, or nothing."""
    best = near(word, islice(known, MOST_COMPARED))
    return f"did you mean {shown(best)}?" if best else ""


def meant(path: Path, depth: int, known: Iterable[str]) -> Path | None:
    """The key that a wrong one was meant to be; None where nothing is like it.

    A parameter that stands beside its group belongs into it; else it is a slip.

    Parameters
    ----------
    path : the wrong key
    depth : of its first part that is not known
    known : what could stand there
    """
    names, word = tuple(known), str(path[depth])
    home = home_of(word)
    if home in names and depth == len(path) - 1:
        return (*path[:depth], home, word)
    best = near(word, names)
    return (*path[:depth], best, *path[depth + 1 :]) if best else None
