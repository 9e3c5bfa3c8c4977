"""What the program says when the user's input is wrong.

Every fault is one line that names the file, the key, the value found, the values
allowed and what to write instead; all faults of an input are raised together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
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
        place = f"{self.where}: {self.key}" if self.key else self.where
        line = f"{place}: {self.problem}"
        if self.remedy:
            line = f"{line}; {self.remedy}"
        # A fault is one line whatever the user's file contained.
        return "".join(c if c.isprintable() else " " for c in line)


class PursuitError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(PursuitError):
    """The user's input is wrong; the command line turns it into exit status 2.

    Parameters
    ----------
    faults : everything found wrong, in the order in which it should be read
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    @classmethod
    def single(cls, where: str, key: str, problem: str, remedy: str = "") -> InputError:
        """An error with one fault."""
        return cls([Fault(where, key, problem, remedy)])


class MissingExtraError(PursuitError):
    """A command needs an optional dependency that is not installed."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(
            f"{purpose} needs the package {package!r}: install it with "
            f"pip install 'pursuit-sim[{extra}]'"
        )
