"""One line of the benchmark table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure beside its aim.

    Attributes
    ----------
    work : what was done
    figure : what it took, usually a median
    aim : the budget
    unit : of both, such as "ms" or "frames/s"
    higher : whether more is better
    note : how it was measured, or what the figure may be compared with
    """

    work: str
    figure: float
    aim: float
    unit: str
    higher: bool = False
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure keeps to its aim."""
        return self.figure >= self.aim if self.higher else self.figure <= self.aim
