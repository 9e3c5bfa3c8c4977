"""What the program says when the user's input is wrong.

Every fault is one line that names the file, the key, the value found, the values
allowed and what to write instead; all faults of an input are raised together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pursuit_sim.plain_text import cut, spelt_out

MOST_FAULTS = 200  # lines of errors; nobody reads more, and a broken file may have millions
# Characters of a fault's parts: honest ones are shorter, and others are cut.
_LONGEST_PLACE, _LONGEST_PROBLEM, _LONGEST_REMEDY = 200, 400, 600


class Fault(NamedTuple):
    """One thing wrong with the user's input.

    Attributes
    ----------
    where : the file, or the command-line option, that holds the fault
    key : dotted path inside it, such as ``races.final-a.finish.time``; may be empty
    problem : what is wrong, with the value found
    remedy : the allowed range and what to write instead; may be empty
    """

    where: str
    key: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        place = [cut(part, _LONGEST_PLACE) for part in (self.where, self.key) if part]
        line = ": ".join([*place, cut(self.problem, _LONGEST_PROBLEM)])
        if self.remedy:
            line = f"{line}; {cut(self.remedy, _LONGEST_REMEDY)}"
        # A fault is one line whatever the user's file contained.
        return spelt_out(line)


class PursuitError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(PursuitError):
    """The user's input is wrong; the command line turns it into exit status 2.

    Parameters
    ----------
    faults : everything found wrong, in the order in which it should be read; of more than
        `MOST_FAULTS` the others are counted
    untold : how many more were found
    """

    def __init__(self, faults: Iterable[Fault], untold: int = 0) -> None:
        found = tuple(faults)
        self.faults = found[:MOST_FAULTS]
        self.untold = untold + len(found) - len(self.faults)
        if self.untold:
            more = f"and {self.untold} more faults of this kind"
            self.faults += (Fault(self.faults[-1].where, "", more),)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[InputError], tuple[tuple[Fault, ...], int]]:
        told = self.faults[:-1] if self.untold else self.faults
        return type(self), (told, self.untold)  # so that another process can tell of it

    @classmethod
    def joined(cls, errors: Iterable[InputError]) -> InputError:
        """The faults of several inputs as those of one."""
        each = tuple(errors)
        told = [f for e in each for f in (e.faults[:-1] if e.untold else e.faults)]
        return cls(told, sum(e.untold for e in each))

    @classmethod
    def single(cls, where: str, key: str, problem: str, remedy: str = "") -> InputError:
        """An error with one fault."""
        return cls([Fault(where, key, problem, remedy)])


class UnknownNameError(InputError, KeyError):
    """A name is not there, such as that of a race; told with the names that are.

    It is a `KeyError` too, for those who look something up by its name.
    """

    __str__ = Exception.__str__  # a KeyError would show its words as Python writes a text


class MissingExtraError(PursuitError):
    """A command needs an optional dependency that is not installed."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the package {package!r}: install it with "
            f"pip install 'pursuit-sim[{extra}]'"
        )
        self._given = package, extra, purpose

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        return type(self), self._given  # so that another process can tell of it
