"""Lines beside tables and on other sheets that say a status of a team of another table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import LineElsewhere, TeamResult
from pursuit_sim.importers.sheet_tables.foot_lines import Line, NamesWithin, is_legend
from pursuit_sim.importers.words.heads import few
from pursuit_sim.importers.words.unfinished import status, unclear
from pursuit_sim.plain_text import cut

_LONGEST = 80  # characters told


def faults_elsewhere(
    lines: Sequence[Line], results: Sequence[TeamResult], where: str
) -> Iterator[Fault]:
    """A fault for each line of a sheet without results that says a status of a team with a time."""
    names = NamesWithin(
        [e.team for e in results if e.time_s is not None and not (e.status or e.sure)]
    )
    for place, text in lines:
        if (
            (status(text) or unclear(text))
            and not is_legend(text)
            and (named := names.within(text))
        ):
            problem = f"{cut(text, _LONGEST)!r}: not clear whether the time of {few(named)} counts"
            said = status(text) or "DSQ"
            remedy = f"write {said} as its status if it does not, OK if it does"
            yield Fault(where, place, problem, remedy)


def of_other_tables(
    lines: Sequence[Line], results: Sequence[TeamResult], title: str
) -> tuple[LineElsewhere, ...]:
    """Lines beside a table that say a status of none of its teams: they may be of another table's.

    Parameters
    ----------
    lines : beside the table
    results : of its teams
    title : of the table
    """
    if not lines:
        return ()
    names = NamesWithin([each.team for each in results])
    about = (title,) if title else ()
    return tuple(
        LineElsewhere(place, text, about)
        for place, text in lines
        if (status(text) or unclear(text)) and not names.within(text)
    )
