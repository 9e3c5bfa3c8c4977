"""What stands above tables and on the tabs of sheets: which tables can be of one event.

Tables are of several events only if they contradict each other: by who skated, or by the class,
the year or the distance of one sex. A table need not say everything itself: "Semifinals" may stand
below "Calgary 2025, women", and are women's then. What is in doubt is one event, and told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pursuit_sim.importers.cell_grid import CellTable
from pursuit_sim.importers.cells import sex_of
from pursuit_sim.importers.cross_checks import Found
from pursuit_sim.importers.event_words import EventWords, several, sex_above, words_of_event
from pursuit_sim.importers.heads import few, plain
from pursuit_sim.importers.importer import Sheet, TeamResult, joined
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_LETTERS = ({"m", "w"}, {"d", "h"}, {"f", "m"}, {"d", "m"})  # F and H may be finals and heats
_UNNAMED = re.compile(
    r"(?:sheet|table|tabelle|blatt|blad|ark|feuille?|foglio|hoja|лист|arkusz|taul|munka|list|工作表"
    r"|シート|시트)[ _-]?\d*",
    re.IGNORECASE,
)


def titled(
    tables: Sequence[CellTable], read_table: Callable[[CellTable, str], Sheet], where: str
) -> Sheet:
    """The sheet of several tables, each result with the title of its table and who skated."""
    return with_titles([(read_table(each, where), each) for each in tables])


def with_titles(read: Sequence[tuple[Sheet, CellTable]]) -> Sheet:
    """The sheet of tables, whose results know the title of theirs, and who skated if it says that.

    A letter alone says it only where all that stand so are two that part women and men.
    """
    named = [(sheet, table.title, _tab(table)) for sheet, table in read]
    alone = {plain(text) for _, *texts in named for text in texts} - {""}
    who = sex_of if {each for each in alone if len(each) == 1} in _LETTERS else sex_above
    return joined([_with_title(sheet, title, tab, who) for sheet, title, tab in named])


def _tab(table: CellTable) -> str:
    """The name of its sheet, where people gave it."""
    tab = table.tab.strip()
    return "" if _UNNAMED.fullmatch(tab) else tab


def _with_title(sheet: Sheet, title: str, tab: str, who: Callable[[str], str]) -> Sheet:
    sex = who(title) or who(tab)
    notes = list(sheet.notes)
    if sex and not who(title):
        notes.append(f"the sheet {cut(tab, _LONGEST)!r} is of {sex}")
    both = ": ".join(filter(None, [tab, title]))
    results = tuple(replace(each, table=both, sex=each.sex or sex) for each in sheet.results)
    return replace(sheet, results=results, notes=tuple(notes))


def _words(each: TeamResult) -> EventWords:
    """What is said of the event above a result, and as who skated in its row."""
    return words_of_event(f"{each.table} {each.category}", each.sex)


def parted(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results with who skated taken over from the table above, and told.

    Where they are of several events, the title of a result's table, or its class, is its event.
    """
    results = _taken_over(results, notes)
    if not several(_words(each) for _, each in results):
        return results
    return [
        (
            file,
            replace(each, event=", ".join(filter(None, [each.event, each.table, each.category]))),
        )
        for file, each in results
    ]


def _taken_over(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results of tables that leave open who skated as of the sex of the table above.

    Above all that say it, as of the one sex that others say. A table of something else is open.
    """
    naming = {(file, each.table): _words(each) for file, each in results if each.sex}
    known: dict[str, list[EventWords]] = {}
    for (file, _), said in naming.items():
        known.setdefault(file, []).append(said)
    first = {file: said[0] for file, said in known.items() if len({e.sex for e in said}) == 1}
    taken: dict[tuple[str, str], str] = {}
    above: dict[str, EventWords] = {}
    for file, each in results:
        at = file, each.table
        if at in naming:
            above[file] = naming[at]
        elif at not in taken:
            of = above.get(file, first.get(file))
            taken[at] = "" if of is None or of.contradicts(_words(each)) else of.sex
    for (_, table), sex in taken.items():
        if sex:
            named = repr(cut(table, _LONGEST)) if table else "the table without a title"
            notes.append(f"assumed: {sex} skated in {named} too, where nothing says who")
    return [
        (file, replace(each, sex=each.sex or taken.get((file, each.table), "")))
        for file, each in results
    ]


def heats_apart(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results, where heats of the same name in tables of different titles are two races."""
    titles: dict[tuple[str, str], set[str]] = {}
    for file, each in results:
        if each.heat:
            titles.setdefault((file, each.heat), set()).add(each.table)
    alike = [at for at, found in titles.items() if len(found) > 1]
    if alike:
        heats = few([repr(cut(heat, _LONGEST)) for _, heat in alike])
        notes.append(f"read: in tables of different titles, and a race of each: heat {heats}")
    return [
        (file, replace(each, heat=f"{each.table} {each.heat}".strip()))
        if len(titles.get((file, each.heat), ())) > 1 else (file, each)
        for file, each in results
    ]  # fmt: skip


def notes(results: Sequence[Found]) -> Iterator[str]:
    """Lines on tables of different titles, or files, that are read as one event."""
    by_file: dict[str, dict[str, None]] = {}
    for file, each in results:
        by_file.setdefault(file, {})[each.table] = None
    for file, titles in by_file.items():
        if len(titles) > 1:
            said = few(
                [repr(cut(each, _LONGEST)) if each else "without a title" for each in titles]
            )
            yield f"read: {file}: tables of different titles are read as one event: {said}"
    sexes = {file: {each.sex for at, each in results if at == file} for file in by_file}
    silent = [file for file, found in sexes.items() if found == {""}]
    known = {each.sex for _, each in results} - {""}
    if len(known) == 1 and silent:
        yield f"assumed: {known.pop()} skated in {few(silent)} too, where nothing says who"
