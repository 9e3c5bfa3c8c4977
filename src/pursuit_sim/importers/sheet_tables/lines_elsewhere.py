"""Lines beside tables and on other sheets, asked of the teams of all tables of an event.

A table answers for its own teams: `foot_lines`. Whatever else its lines say, what stands above it
and the names under a heading such as "Withdrawn" are asked of all others, and so are marks of
footnotes that no line beside their table explains.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import LineElsewhere, Sheet, TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.foot_lines import (
    Line,
    counts,
    is_legend,
    is_out,
    stands_over,
)
from pursuit_sim.importers.sheet_tables.line_names import Marks, NamesWithin
from pursuit_sim.importers.words.foot_marks import mark_before, marks_after
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.unfinished import NO_TIME, status
from pursuit_sim.plain_text import cut

_LONGEST = 80  # characters told
_MOST_BELOW = 100  # names that a heading takes with it
_MOST_MARKED = 100  # teams of a mark


class Counting:
    """Teams whose times count, by what a line may call them."""

    def __init__(self, results: Iterable[TeamResult]) -> None:
        counting = [*filter(counts, results)]
        self._names = NamesWithin([each.team for each in counting])
        self._marked: dict[str, dict[str, None]] = {}
        for each in counting:
            for mark in each.marks:
                teams = self._marked.setdefault(mark, {})
                if len(teams) < _MOST_MARKED:
                    teams[each.team] = None

    def of(self, line: LineElsewhere) -> list[str]:
        """The teams of which a line says something that its own table does not answer."""
        answered = {key for team in line.answered for key in _keys(team)}
        named = [team for team in self._names.within(line.text) if answered.isdisjoint(_keys(team))]
        return [*dict.fromkeys([*named, *self._marked.get(mark_before(line.text), ())])]


def faults_elsewhere(
    lines: Sequence[LineElsewhere], counting: Counting, where: str
) -> Iterator[Fault]:
    """A fault for each line that says a status of a team with a time."""
    for line in lines:
        if is_out(line.text) and not is_legend(line.text) and (named := counting.of(line)):
            problem = f"{cut(line.text, _LONGEST)!r}: not clear whether the time of "
            said = status(line.text) or "DSQ"
            remedy = f"write {said} as its status if it does not, OK if it does"
            yield Fault(where, line.place, f"{problem}{few(named)} counts", remedy)


def beside(
    lines: Sequence[Line], table: CellTable, results: Sequence[TeamResult],
    above: dict[str, int], skated: Collection[str] = (),
) -> tuple[LineElsewhere, ...]:  # fmt: skip
    """The lines within and below a table that say a status.

    Parameters
    ----------
    lines : beside the table, from the top
    table : with its title
    results : of its teams
    above : how many of these stand above a line, by its place
    skated : places of rows that have times of laps
    """
    lines = [line for line in lines if is_out(line[1]) and not is_legend(line[1])]
    if not lines:
        return ()
    names = NamesWithin([each.team for each in results])
    texts = [text for _, text in lines]
    marks = Marks(table)
    ends = [*(above[place] for place, _ in lines[1:]), len(results)]
    found = []
    for (place, text), end in zip(lines, ends, strict=True):
        below = results[above[place] : end]
        bare = [each for each in below if each.key not in skated and _is_bare(each)]
        over = bare and stands_over(text, texts, marks, below)
        said = _with_names(text, bare) if over else text
        found.append(LineElsewhere(place, said, _about(table), answered=(*names.within(text),)))
    return tuple(found)


def with_lines(sheet: Sheet, table: CellTable, tab: str) -> Sheet:
    """The sheet of a table with what is said above it, and its results with their marks.

    Parameters
    ----------
    sheet : of the table
    table : with the lines above it
    tab : the name of its sheet, where people gave it
    """
    lines = [*([(f"sheet {cut(tab, _LONGEST)}", tab)] if tab else []), *table.above]
    lines = [line for line in lines if is_out(line[1]) and not is_legend(line[1])]
    results = _marked(sheet.results, table)
    if not lines:
        return replace(sheet, results=results)
    names = NamesWithin([each.team for each in results])
    texts = [text for _, text in lines]
    marks = Marks(table)
    bare = [*filter(_is_bare, results)]
    over = [text for text in texts if bare and stands_over(text, texts, marks, results)][-1:]
    found = [
        LineElsewhere(
            place, _with_names(text, bare) if text in over else text, _about(table, text),
            answered=(*names.within(text),),
        )
        for place, text in lines
    ]  # fmt: skip
    return replace(sheet, results=results, elsewhere=(*sheet.elsewhere, *found))


def once(lines: Iterable[LineElsewhere]) -> tuple[LineElsewhere, ...]:
    """Each line once: what stands between two tables, or above several, is of all of them."""
    found: dict[Line, LineElsewhere] = {}
    for line in lines:
        key = line.place, line.text
        known = found.setdefault(key, line)
        if known.answered != line.answered:
            found[key] = replace(known, answered=(*known.answered, *line.answered))
    return tuple(found.values())


def _about(table: CellTable, line: str = "") -> tuple[str, ...]:
    """What says the event of a line beside a table: not the line itself, where it is the title."""
    title = table.title.replace(line, " ").strip() if line else table.title
    return tuple(filter(None, (title, "" if table.tab == line else table.tab)))


def _is_bare(each: TeamResult) -> bool:
    """Whether a team has no more than its name."""
    timed = each.time_s is not None or bool(each.passings)
    return each.status in ("", NO_TIME) and not timed and not each.sure


def _with_names(text: str, below: Sequence[TeamResult]) -> str:
    return f"{text.strip(' :')}: {', '.join(each.team for each in below[:_MOST_BELOW])}"


def _keys(team: str) -> set[str]:
    return {plain(team), nation(team)} - {""}


def _marked(results: Sequence[TeamResult], table: CellTable) -> tuple[TeamResult, ...]:
    """Results with the marks in their rows that no line beside their table explains."""
    texts = [next((cell for cell in cells if cell.strip()), "") for _, cells in table.rows]
    explained = {*map(mark_before, (*texts, *(text for _, text in table.above)))}
    at = {each.key: i for i, each in enumerate(results)}
    of_team: dict[str, int] = {}  # the last above, for rows that go on with it
    found: dict[int, dict[str, None]] = {}
    last: int | None = None
    for (place, cells), text in zip(table.as_written(), texts, strict=True):
        if place in at:
            last = of_team[results[at[place]].team] = at[place]
        marks = {mark for cell in cells for mark in marks_after(cell)} - explained
        if marks and not mark_before(text) and last is not None:
            names = (" ".join(cell.split()) for cell in cells)
            known = (of_team[name] for name in names if name in of_team)
            whose = last if place in at else next(known, last)
            found.setdefault(whose, {}).update(dict.fromkeys(marks))
    return tuple(
        replace(each, marks=tuple(found[i])) if i in found else each
        for i, each in enumerate(results)
    )
