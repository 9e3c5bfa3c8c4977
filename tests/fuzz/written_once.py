"""Sexes, rounds and heats that a sheet writes once, in the first row of each group, or merges.

The others may be empty, or hold a sign of repetition. Some sheets forget a first row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from helpers.workbooks import Cell

_ROLES = ("sex", "round", "heat")  # from the larger groups to the smaller
OF_STATUS = ("time", "gap", "status", "remark")  # where one may stand that is of two teams
_SHARE = 0.25  # of the sheets
_MARKED, _UNPARTED, _FORGETFUL = 0.25, 0.1, 0.1  # of those
_MARKED_BELOW = 0.3  # of the sheets with a mark
_MARKS = ("″", "〃", '"', "ditto", "idem", "id.", "do.", "s. o.", "see above", "-", "–")


@dataclass
class WrittenOnce:
    """Which columns are written so, and what was written last.

    Attributes
    ----------
    heads : roles of the columns
    roles : of those written once
    mark : in the other rows
    below : whether the rows of skaters have it too
    unparted : whether a text is not written again where only a larger group changes
    forgets : how often a first row is empty too
    forgotten : whether one of the table is
    random : for that
    merges : first row and last one, from 1, first and last column of cells that are one, by sheet
    """

    heads: Sequence[str]
    roles: tuple[str, ...] = ()
    mark: str = ""
    below: bool = False
    unparted: bool = False
    forgets: float = 0.0
    forgotten: bool = False
    random: Random = field(default_factory=Random)
    merges: dict[str, list[list[int]]] = field(default_factory=dict)
    last: dict[str, tuple[Cell, ...]] = field(default_factory=dict)

    @classmethod
    def drawn(cls, random: Random, heads: Sequence[str]) -> WrittenOnce:
        """Of some sheets all such columns, or some."""
        here = [role for role in _ROLES if role in heads]
        if random.random() > _SHARE or not here:
            return cls(heads)
        some = random.sample(here, random.randint(1, len(here)))
        mark = random.choice(_MARKS) if random.random() < _MARKED else ""
        return cls(
            heads,
            tuple(role for role in _ROLES if role in some),
            mark=mark,
            below=bool(mark) and random.random() < _MARKED_BELOW,
            unparted=random.random() < _UNPARTED,
            forgets=0.1 if random.random() < _FORGETFUL else 0.0,
            random=random,
        )

    def below_heads(self) -> None:
        """Begin a table."""
        self.last = {}
        self.forgotten = False

    def below_team(self, rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
        """Rows of skaters below their team's, where the mark stands in every row."""
        marked = {self.heads.index(role) for role in self.roles} if self.below else set[int]()
        return [[self.mark if i in marked else cell for i, cell in enumerate(row)] for row in rows]

    def written(self, row: Sequence[Cell], sheet: str, number: int) -> list[Cell]:
        """A row as it stands in a sheet, at its place from 1."""
        made = list(row)
        merges = self.merges.setdefault(sheet, [])
        for role in self.roles:
            at = self.heads.index(role)
            outer = [role] if self.unparted else _ROLES[: _ROLES.index(role) + 1]
            said = tuple(row[self.heads.index(each)] for each in outer if each in self.heads)
            if row[at] in ("", self.mark):
                continue
            if self.last.get(role) == said:
                made[at] = self.mark
                next(each for each in reversed(merges) if each[2] == at)[1] = number
            else:
                merges.append([number, number, at, at])
                if self._is_forgotten(role, row):
                    made[at], self.forgotten = "", True
            self.last[role] = said
        return made

    def _is_forgotten(self, role: str, row: Sequence[Cell]) -> bool:
        """Whether the first row of a group is left empty, where a reader can see that it is.

        Of a second sex nobody can, nor of a heat in which a team did not skate, nor of a round
        without heats, nor where all are forgotten: one is in a table.
        """
        timed = any(map(str.isdigit, str(row[self.heads.index("time")])))
        heat = "heat" in self.heads and bool(row[self.heads.index("heat")])
        seen = {"sex": not self.last, "round": heat, "heat": timed}[role]
        return seen and not self.forgotten and self.random.random() < self.forgets

    def merged_status(self, random: Random, sheet: str, number: int) -> int:
        """Make one cell of those of a status in a row and the next, and answer with its column."""
        columns = [i for i, role in enumerate(self.heads) if role in OF_STATUS]
        left = random.choice(columns)
        right = left + (left + 1 in columns and random.random() < 0.5)
        self.merges.setdefault(sheet, []).append([number, number + 1, left, right])
        return left

    def merged(self, sheet: str) -> str:
        """The cells of a sheet that are one, as a workbook names them."""
        found = [each for each in self.merges.get(sheet, ()) if each[0] < each[1]]
        if self.mark or self.forgets:
            found = [each for each in found if self.heads[each[2]] not in self.roles]
        return " ".join(
            f"{chr(ord('A') + left)}{first}:{chr(ord('A') + right)}{last}"
            for first, last, left, right in found
        )


def record_cells(
    random: Random, code: str, heads: Sequence[str], group: Mapping[str, Cell]
) -> dict[str, Cell]:
    """What a row of a record says beside its time, by roles: in the first row of a group that too.

    Others may be called so where a round stands.
    """
    if not group and "round" in heads and random.random() < 0.5:
        return {"round": random.choice(("World record", "WR")), "team": f"{code} 2022"}
    return {"team": random.choice((f"WR ({code})", f"WR {code}", "World record")), **group}
