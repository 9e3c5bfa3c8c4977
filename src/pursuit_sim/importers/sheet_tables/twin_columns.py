"""Two columns of a table for one thing that say different things: nobody knows which counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.words.cells import time_of
from pursuit_sim.importers.words.heads import has_head, plain, without_unit
from pursuit_sim.importers.words.unfinished import filled
from pursuit_sim.plain_text import cut
from pursuit_sim.units import HUNDREDTH, MILLISECOND

# Roles of which a team has one in a race.
_ONE = ("team", "time", "gap", "heat", "round", "side", "sex", "division", "event", "distance")
_TIMES = ("time", "gap")
_AGREES_S = HUNDREDTH + MILLISECOND  # one cut or rounded, the other in thousandths
_CLOCK = re.compile(r"[+\d:.,'\"’′]*\d[\"”″]?")
# A head that says which of two times counts.
_ABOVE_OTHERS = {"official time", "official", "final time", "endzeit", "eindtijd", "sluttid"}
_LONGEST = 40  # characters told
_REMEDY = "leave the one that counts, or give the others another head"


def twin_faults(table: CellTable, roles: dict[str, int], where: str) -> Iterator[Fault]:
    """One fault for each column of the same head, or of times, that differs in some row.

    Parameters
    ----------
    table : to be read
    roles : the column of each role
    where : the file's name in messages
    """
    for role in (role for role in _ONE if role in roles):
        i = roles[role]
        for j in (j for j in range(len(table.heads)) if j not in roles.values()):
            if _for_one_thing(role, table.heads[i], table.heads[j]):
                yield from _difference(table, role, i, j, where)


def _for_one_thing(role: str, used: str, other: str) -> bool:
    if plain(used) == plain(other):
        return True
    above = without_unit(used) in _ABOVE_OTHERS
    return role == "time" and has_head("time", other) and not above


def _difference(table: CellTable, role: str, i: int, j: int, where: str) -> Iterator[Fault]:
    """The first row in which two columns differ."""
    for place, cells in table.rows:
        if len(cells) != len(table.heads):
            continue
        one, other = (" ".join(filled(cells[k]).split()) for k in (i, j))
        if one and other and _differ(role, (table.heads[i], one), (table.heads[j], other)):
            names = [f"{cut(table.named(k), _LONGEST)!r}" for k in sorted((i, j))]
            if names[0] == names[1]:
                names = [f"{name} (column {k + 1})" for name, k in zip(names, sorted((i, j)),
                                                                      strict=True)]  # fmt: skip
            said = [cut(cells[k].strip(), _LONGEST) for k in sorted((i, j))]
            problem = f"{names[0]} and {names[1]} differ: {said[0]!r} and {said[1]!r}"
            yield Fault(where, place, problem, _REMEDY)
            return


def _differ(role: str, one: tuple[str, str], other: tuple[str, str]) -> bool:
    if role not in _TIMES:
        return one[1].casefold() != other[1].casefold()
    times = []
    for head, text in (one, other):
        found = _CLOCK.match(text)
        times.append(time_of(found[0].lstrip("+"), head, "", "", []) if found else None)
    if None in times:
        return False  # a word beside a time is read elsewhere
    return abs((times[0] or 0.0) - (times[1] or 0.0)) > _AGREES_S
