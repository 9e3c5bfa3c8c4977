"""What other cells of a row, or keys of an object, say of who skated and of the class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.class_cells import may_be_class
from pursuit_sim.importers.words.event_words import says_class, says_only_who, sex_above
from pursuit_sim.importers.words.heads import has_head, plain
from pursuit_sim.importers.words.outcome_flags import of_somebody_else

LONGEST_CATEGORY = 200  # characters


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the cell of who skated.

    Attributes
    ----------
    said_who : texts with their heads that say who skated, each with whom
    classes : texts that say a class
    """

    said_who: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]

    @classmethod
    def of(cls, cells: Iterable[tuple[str, str]], class_head: str) -> Beside:
        """What cells of a row say, each with its head, of which one is that of the classes."""
        known = [each for each in cells if not of_somebody_else(each[0])]
        return cls(
            tuple(
                (f"{head}: {cell}", who) for head, cell in known if (who := who_beside(head, cell))
            ),
            tuple(
                cell
                for head, cell in known
                if _says_class(cell, head if head == class_head else "")
            ),
        )


def who_beside(head: str, text: str) -> str:
    """Who skated, from a cell or a value that is not read: under such a head, or as all it says.

    >>> [who_beside(*each) for each in (("Gender", "W"), ("Class", "Junior women"), ("Club", "D"))]
    ['women', 'women', '']
    """
    if not text or len(text) > LONGEST_CATEGORY:
        return ""
    if has_head("sex", head):
        return sex_of(text)
    return sex_above(text) if says_only_who(text) else ""


def class_beside(head: str, text: str) -> bool:
    """Whether a cell or a value beside who skated says a class: under such a head, or alone.

    >>> [class_beside(*each) for each in (("Class", "Espoirs"), ("X", "U19"), ("Class", "Men"))]
    [True, True, False]
    """
    return _says_class(text, head if has_head("class", head) else "")


def _says_class(text: str, class_head: str) -> bool:
    """Whether a text says a class, below the head of one or below another, which is empty."""
    if not plain(text) or len(text) > LONGEST_CATEGORY:
        return False
    if says_only_who(text):
        return says_class(text)
    return bool(class_head) and may_be_class(text, class_head)


def category_of(who: str, classes: Iterable[str]) -> str:
    """Who skated and in which class, as written, of which the class may say both.

    >>> category_of("M", ["Junior"]), category_of("M", ["Junior men"]), category_of("M", [])
    ('M Junior', 'Junior men', 'M')
    """
    found = dict.fromkeys(" ".join(each.split()) for each in classes)
    known = [] if any(map(sex_above, found)) else [who]
    return " ".join(filter(None, [*known, *found]))[:LONGEST_CATEGORY]
