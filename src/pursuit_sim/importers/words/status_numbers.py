"""Numbers where a status is asked for: codes of a program that nobody here knows.

They may be harmless: places, or one number for all that finished. Of several numbers one says that
a team finished, and nobody knows which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pursuit_sim.errors import Fault
from pursuit_sim.importers.words.unfinished import REMEDY, filled

_FEWEST_PLACES = 3
_LONGEST = 40  # characters told


@dataclass(frozen=True, slots=True)
class StatusCell:
    """What stands where a status is asked for.

    Attributes
    ----------
    key : where it stands
    text : what it says
    timed : whether its team has a time
    """

    key: str
    text: str
    timed: bool

    @property
    def number(self) -> str:
        """The number that it says; empty for a word or nothing."""
        text = filled(self.text).strip(" .()")
        return text if text.lstrip("-").isdecimal() else ""


def number_faults(cells: Sequence[StatusCell], where: str, *, why: bool = False) -> Iterator[Fault]:
    """A fault for each number that may take away the time beside it.

    None is for 0 or nothing, nor for one number that all teams with a time have, nor where the
    numbers are the places 1, 2, 3 …

    Parameters
    ----------
    cells : of one column or key
    where : the file's name
    why : whether it asks why a time does not count, so that each number but 0 takes one away
    """
    timed = [each for each in cells if each.timed]
    numbers = [each.number for each in timed]
    said = {number.lstrip("0") for number in numbers}
    places = [int(number) for number in numbers if number.isdecimal()]
    counted = len(places) >= _FEWEST_PLACES and sorted(places) == [*range(1, len(places) + 1)]
    if not why and (len(said) < 2 or counted):
        return
    for each in timed:
        if each.number.strip("0"):
            yield Fault(where, each.key, f"found {each.text[:_LONGEST]!r} beside a time", REMEDY)
