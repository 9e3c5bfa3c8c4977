"""Lines above and below a table that take away a result in it: "*) NED disqualified"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.cell_grid import CellTable
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.nations import nation
from pursuit_sim.importers.status_words import folded
from pursuit_sim.importers.unfinished import FOOT_MARK, leading, status, statuses, unclear
from pursuit_sim.plain_text import cut

_LONGEST = 80  # characters told
_HEADING_WORDS = 3
Line = tuple[str, str]  # where it stands, and its text


def foot_faults(
    lines: Sequence[Line], table: CellTable, results: Sequence[TeamResult], where: str
) -> Iterator[Fault]:
    """A fault for each line that says of a team with a valid time that it is out.

    It does if it names the team, begins with a mark that stands in the table, or is a heading
    such as "Disqualified:". An explanation of abbreviations is neither.
    """
    counting = [each for each in results if each.time_s is not None and not each.status]
    for place, text in lines:
        if not (status(text) or unclear(text)):
            continue
        named = [each.team for each in counting if _names(text, each.team)]
        if named or (counting and (_marked(text, table) or _heading(text))):
            whom = f" of {', '.join(named)}" if named else ""
            problem = f"{cut(text, _LONGEST)!r}: not clear whether the time{whom} counts"
            remedy = "write DSQ in the row of the team if it does not, and take this line out"
            yield Fault(where, place, problem, remedy)


def _names(text: str, team: str) -> bool:
    words = re.findall(r"[^\W_]+", text)
    parts = [*words, *(" ".join(pair) for pair in pairwise(words))]
    known = nation(team)
    name = re.escape(folded(team))
    return (
        bool(known) and any(nation(part) == known for part in parts if len(part) > 2)
    ) or re.search(rf"(?<![^\W_]){name}(?![^\W_])", folded(text)) is not None


def _heading(text: str) -> bool:
    """Whether a short line says one status, as above the teams that have it."""
    said = statuses(text)
    plainly = leading(text)[1] if said else unclear(text)
    return plainly and len(said) < 2 and len(text.split()) <= _HEADING_WORDS


def _marked(text: str, table: CellTable) -> bool:
    found = FOOT_MARK.match(text)
    if found is None:
        return False
    mark = found[0].strip("()[] ")
    ends = (f"{mark})", f"[{mark}]") if mark.isalnum() and mark.isascii() else (mark, f"{mark})")
    return any(cell.strip().endswith(ends) for _, cells in table.rows for cell in cells
               if cell.strip() != text.strip())  # fmt: skip
