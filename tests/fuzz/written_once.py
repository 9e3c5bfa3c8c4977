"""Sexes, rounds and heats that a sheet writes once, in the first row of each group, or merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from helpers.workbooks import Cell

_ROLES = ("sex", "round", "heat")  # from the larger groups to the smaller
_SHARE = 0.25  # of the sheets


@dataclass
class WrittenOnce:
    """Which columns are written so, and what was written last.

    Attributes
    ----------
    heads : roles of the columns
    roles : of those written once
    merges : first row and last one, from 1, and column of cells that are one, by sheet
    """

    heads: Sequence[str]
    roles: tuple[str, ...] = ()
    merges: dict[str, list[list[int]]] = field(default_factory=dict)
    last: dict[str, tuple[Cell, ...]] = field(default_factory=dict)

    @classmethod
    def drawn(cls, random: Random, heads: Sequence[str]) -> WrittenOnce:
        """Of some sheets all such columns, or some."""
        here = [role for role in _ROLES if role in heads]
        if random.random() > _SHARE or not here:
            return cls(heads)
        some = random.sample(here, random.randint(1, len(here)))
        return cls(heads, tuple(role for role in _ROLES if role in some))

    def below_heads(self) -> None:
        """Begin a table."""
        self.last = {}

    def written(self, row: Sequence[Cell], sheet: str, number: int) -> list[Cell]:
        """A row as it stands in a sheet, at its place from 1."""
        made = list(row)
        merges = self.merges.setdefault(sheet, [])
        for role in self.roles:
            at = self.heads.index(role)
            outer = _ROLES[: _ROLES.index(role) + 1]
            said = tuple(row[self.heads.index(each)] for each in outer if each in self.heads)
            if not row[at]:
                continue
            if self.last.get(role) == said:
                made[at] = ""
                next(each for each in reversed(merges) if each[2] == at)[1] = number
            else:
                merges.append([number, number, at])
            self.last[role] = said
        return made

    def merged(self, sheet: str) -> str:
        """The cells of a sheet that are one, as a workbook names them."""
        found = [each for each in self.merges.get(sheet, ()) if each[0] < each[1]]
        letters = ((chr(ord("A") + at), first, last) for first, last, at in found)
        return " ".join(f"{letter}{first}:{letter}{last}" for letter, first, last in letters)
