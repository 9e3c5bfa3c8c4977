"""Skaters in rows below their team, and what such a row says besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from fuzz.reserves import RESERVES, marked
from fuzz.sheet_words import STATUSES, SURNAMES
from fuzz.skated_rounds import FASTEST_S, SPREAD_S, Skated
from helpers.workbooks import Cell

_BELOW = 0.1  # of the sheets
MARKED = {"skated": ("Skated", "Started", "skated", "Raced")}  # heads of marks of who skated
_MARKS = ("x", "✓", "yes", "1", "X")
_JOINED = 0.2  # of the sheets: all names of a team in one row
_MORE = 0.3  # of the teams: a row says more than a name
_SAYING = ("status", "remark", "time")
_REMARKS = ("captain", "fell", "replaced", "DNS for the 1500 m")


def below_teams(random: Random, heads: list[str]) -> bool:
    """Whether skaters stand below their teams, some with a column of marks of who skated."""
    if random.random() > _BELOW:
        return False
    if random.random() < _MORE:
        heads.append("skated")
    return True


def of_a_skater(random: Random, skated: Skated, sex: str) -> Skated:
    """A team as its own row has it, where the row of a skater says why it is out."""
    if skated.status == "DSQ" and random.random() < _MORE:
        return replace(skated, status="", time_s=FASTEST_S[sex] + random.uniform(0, SPREAD_S))
    return skated


def names_below(
    random: Random, row: Sequence[Cell], team: Cell, columns: Mapping[str, int], *, out: str
) -> list[list[Cell]]:
    """Rows below that of a team.

    Parameters
    ----------
    random : draws them
    row : of the team
    team : its cell
    columns : which there are, by their roles
    out : why the team is out, where the row of a skater says that; else empty
    """
    at, width = list(row).index(team), len(row)
    saying = [columns[role] for role in _SAYING if role in columns]

    def made(name: str, said: str = "") -> list[Cell]:
        cells: list[Cell] = [""] * width
        cells[at] = name
        if said:
            cells[random.choice(saying)] = said
        return cells

    names = random.sample(SURNAMES, 4)
    word = random.choice((out, STATUSES[out])) if out else ""
    if random.random() < _JOINED:
        return [made(" / ".join(names[:3]), word)]
    rows = [made(name) for name in names[:3]]
    if not word and "skated" in columns:
        mark = random.choice(_MARKS)
        for cells in rows:
            cells[columns["skated"]] = mark
        if random.random() < 0.5:
            rows.insert(random.randint(0, 3), made(random.choice(RESERVES)))
        return rows
    which = random.randrange(3)
    if word:
        rows[which] = made(names[which], word)
    elif random.random() < _MORE and "remark" in columns:
        cells = made(names[which])
        cells[columns["remark"]] = random.choice(_REMARKS)
        rows[which] = cells
    elif random.random() < _MORE:
        rows.insert(random.randint(1, 3), made(names[3], random.choice(("DNS", STATUSES["DNS"]))))
    elif random.random() < _MORE:
        rows.insert(random.randint(0, 3), made(marked(random, below=True)))
    return rows
