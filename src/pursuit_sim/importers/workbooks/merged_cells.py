"""Cells that are merged down several rows: what they say counts for each team they stand beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.words.heads import columns, few, name_team
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.skater_names import TEAM_SIZES, names_of
from pursuit_sim.importers.words.unfinished import cell_status, unclear
from pursuit_sim.importers.workbooks.hidden_cells import HiddenCells, Texts, letters, next_shown
from pursuit_sim.plain_text import cut

_MOST = max(TEAM_SIZES)  # rows of skaters below a team; more of them are none
_ONE_TEAM = ("team", "skaters", "gap")  # of one team alone, as a time is, but for a status
_LONGEST = 40  # characters told


@dataclass(frozen=True, slots=True)
class _Merged:
    """What is seen of cells that are one.

    Attributes
    ----------
    text : of the cell
    column : in which it is seen
    top : where it is written
    rows : those below, which are shown
    """

    text: str
    column: int
    top: int
    rows: tuple[int, ...]


def with_merged(texts: Texts, hidden: HiddenCells, notes: list[str]) -> Texts:
    """The texts with those of merged cells in each row of a team that they stand beside.

    A team, its skaters and its time are of one row: a time that is merged counts for the first. A
    status is of each team, under whatever heads it stands but the team's.
    Names of skaters below their team are no rows of teams, and that of one who did not start among
    them is none either.

    Parameters
    ----------
    texts : of a sheet
    hidden : which of its cells are merged, and not shown
    notes : told what was read in several rows, and which times were not
    """
    if not hidden.merged:
        return texts
    heads = _heads(texts)
    filled = [sum(map(bool, row)) for row in texts]
    made = [list(row) for row in texts]
    known: dict[int, dict[str, int]] = {}  # columns by their role, of each row of heads
    read: dict[str, None] = {}
    once: dict[str, None] = {}
    for each in _merged(texts, hidden):
        above = heads[each.top]
        if above is None or heads[each.rows[-1]] != above:
            continue
        roles = known.get(above) or known.setdefault(above, columns(texts[above]))
        role = next((name for name, column in roles.items() if column == each.column), "")
        team = roles.get("team")
        rows = [
            row for row in each.rows
            if _is_team(texts[row], filled[row], team, each.column)
            and not _is_skater(texts, row, team)
        ]  # fmt: skip
        out = role != "team" and bool(cell_status(each.text) or unclear(each.text))
        if not rows or (role in _ONE_TEAM and not out):
            continue
        at = f"{letters(each.column)}{each.top + 1} ({cut(each.text, _LONGEST)!r})"
        if looks_timed(each.text) and not out:
            once[at] = None
            continue
        read[at] = None
        # A time beside a status is of the first.
        text = (looks_timed(each.text) and cell_status(each.text)) or each.text
        for row in rows:
            made[row] += [""] * (each.column + 1 - len(made[row]))
            made[row][each.column] = text
    if read:
        notes.append(f"merged cells count in each row of a team beside them: {few([*read])}")
    if once:
        notes.append(f"merged cells with a time count in their first row alone: {few([*once])}")
    return [tuple(row) for row in made]


def _heads(texts: Texts) -> list[int | None]:
    """For each row the one with the heads above it, which name a team; None where there is none."""
    found: list[int | None] = []
    last = None
    for i, row in enumerate(texts):
        found.append(last)
        last = i if name_team(row) else last
    return found


def _merged(texts: Texts, hidden: HiddenCells) -> Iterator[_Merged]:
    """Those that go down, from the left and the top; of two that overlap, which none may, one.

    One of which no column is shown that any row reaches is hidden where it is written.
    """
    widest = max(map(len, texts), default=0)
    shown = next_shown(hidden.columns, widest)
    reached: dict[int, int] = {}  # the last row of those before, by column
    for top, left, last, right in sorted(hidden.merged, key=lambda each: (each[1], each[0])):
        bottom = min(last, len(texts) - 1)
        if not (0 <= top < bottom and 0 <= left < len(texts[top]) and texts[top][left]):
            continue
        column = shown[left] if shown[left] <= min(right, widest - 1) else left
        if top <= reached.get(column, -1):
            continue
        reached[column] = bottom
        rows = tuple(row for row in range(top + 1, bottom + 1) if row not in hidden.rows)
        if rows:
            yield _Merged(texts[top][left], column, top, rows)


def _is_team(row: Sequence[str], filled: int, team: int | None, beside: int) -> bool:
    """Whether a row, with so many filled cells, is of a team: a nation, or more than a name."""
    if team is None or team >= len(row) or not row[team]:
        return False
    known = sum(i < len(row) and bool(row[i]) for i in {team, beside})
    return bool(nation(row[team])) or filled > known


def _is_skater(texts: Texts, at: int, team: int | None) -> bool:
    """Whether a row that says more than a name is one of three or four skaters below a team.

    All others of them say nothing else: where several do, they may be teams that are out.
    """
    if team is None or not _may_be_skater(texts[at], team):
        return False
    first, last = at, at
    while first and last - first < _MOST and _may_be_skater(texts[first - 1], team):
        first -= 1
    while last + 1 < len(texts) and last - first < _MOST and _may_be_skater(texts[last + 1], team):
        last += 1
    block = texts[first : last + 1]
    more = sum(any(text for i, text in enumerate(row) if i != team) for row in block)
    below_team = first and any(map(str.isdigit, "".join(texts[first - 1])))
    count = sum(len(names_of(row[team])) for row in block)
    return bool(below_team) and more == 1 and count in TEAM_SIZES


def _may_be_skater(row: Sequence[str], team: int) -> bool:
    """Whether a row has a name that is no nation, and no number."""
    named = team < len(row) and row[team] and not nation(row[team])
    return bool(named) and not any(map(str.isdigit, "".join(row)))
