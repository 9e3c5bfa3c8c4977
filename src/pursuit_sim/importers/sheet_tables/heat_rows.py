"""Rows that name a heat alone above its teams, in a table without a column of heats."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pursuit_sim.importers.sheet_tables.foot_lines import heats_in, is_out
from pursuit_sim.importers.sheet_tables.title_rows import heading
from pursuit_sim.importers.words.event_words import round_kinds
from pursuit_sim.importers.words.heads import plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.record_words import is_record_row
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of

_OPPONENTS = 2  # in a race
_NUMBER = {"no", "nr", "n", "num", "nummer", "number", "numero"}  # between a heat and its number
Rows = Sequence[tuple[str, Sequence[str], Mapping[str, str]]]


def heats_above(rows: Rows, skated: Collection[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Texts of rows that name a heat, and the heat of each team below them, by place.

    All teams must stand so, no more than two below each such row, and no text between them but
    skaters, since it may part them; else there are none.

    Parameters
    ----------
    rows : place, cells and what these say by role, from the top, but for rows of skaters
    skated : places of rows with times of laps
    """
    texts: dict[str, str] = {}
    heats: dict[str, str] = {}
    counts: list[int] = []
    number = ""
    lines: list[str] = []  # since the last team
    for place, cells, row in rows:
        text = heading(cells)
        if text and (found := _heat_of(text)):
            if not _are_skaters(lines):
                return {}, {}
            texts[place], number, lines = text, found, []
            counts.append(0)
        elif _is_team(place, row, skated):
            if not counts or not _are_skaters(lines):
                return {}, {}
            heats[place], lines = number, []
            counts[-1] += 1
        elif text:
            lines.append(text)
    return (texts, heats) if all(0 < each <= _OPPONENTS for each in counts) else ({}, {})


def _heat_of(text: str) -> str:
    """The number of the heat that is all of a text; empty where it says anything else."""
    numbers = heats_in(text)
    words = [word for word in plain(text).split() if word not in numbers | _NUMBER]
    whole = len(words) == 1 and "?" not in text and not round_kinds(text) - {"heats"}
    return "".join(numbers) if whole and len(numbers) == 1 else ""


def _are_skaters(lines: Sequence[str]) -> bool:
    """Whether texts between teams are names of the upper one, or there are none."""
    names = [name for line in lines for name in names_of(line)]
    return not lines or (len(names) in TEAM_SIZES and not any(map(is_out, lines)))


def _is_team(place: str, row: Mapping[str, str], skated: Collection[str]) -> bool:
    """Whether a row is of a team: it says something beside the name, or that is a nation."""
    team = row.get("team", "")
    rank, round_ = row.get("rank", ""), row.get("round", "")
    if not team or is_record_row(team, rank=rank, round_=round_):
        return False
    return place in skated or sum(map(bool, row.values())) > 1 or bool(nation(team))
