"""What stands above tables and on the tabs of sheets, and who skated if that says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Found, Sheet, joined
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.foot_lines import counts, foot_faults
from pursuit_sim.importers.sheet_tables.lines_elsewhere import once, with_lines
from pursuit_sim.importers.sheet_tables.mastheads import mastheads
from pursuit_sim.importers.words.cells import sex_of
from pursuit_sim.importers.words.event_words import sex_above
from pursuit_sim.importers.words.heads import columns, few, lap_columns, plain
from pursuit_sim.importers.words.record_words import RECORD, says_records
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_LETTERS = ({"m", "w"}, {"d", "h"}, {"f", "m"}, {"d", "m"})  # F and H may be finals and heats
_OF_RACES = ("heat", "side", "gap", "round", "rank")  # roles of columns that records have not
_UNNAMED = re.compile(
    r"(?:sheet|table|tabelle|blatt|blad|ark|feuille?|foglio|hoja|лист|arkusz|taul|munka|list|工作表"
    r"|シート|시트)[ _-]?\d*",
    re.IGNORECASE,
)


def with_titles(read: Sequence[tuple[Sheet, CellTable]], where: str) -> Sheet:
    """The sheet of tables, whose results know the title of theirs, and who skated if it says that.

    A letter alone says it only where all that stand so are two that part women and men.

    Raises
    ------
    InputError
        if a title, a heading or the name of a sheet says that teams below it are out, which have
        a time
    """
    read = [(with_lines(sheet, table, _tab(table)), table) for sheet, table in read]
    kept = [each for each in read if not _of_records(each[1])] or read
    if faults := [fault for each in kept for fault in _out(*each, where)]:
        raise InputError(faults)
    named = [(sheet, table.title, _tab(table)) for sheet, table in kept]
    alone = {plain(text) for _, *texts in named for text in texts} - {""}
    who = sex_of if {each for each in alone if len(each) == 1} in _LETTERS else sex_above
    heads = mastheads([table for _, table in kept])
    made = joined([_with_title(i, *each, who, heads[i]) for i, each in enumerate(named)])
    of_records = [table for _, table in read if _of_records(table)]
    said = tuple(repr(cut(_both(_tab(each), each.title), _LONGEST)) for each in of_records)
    notes = [*map(_left_out, said)] if len(kept) < len(read) else []
    elsewhere = once(line for sheet, _ in read for line in sheet.elsewhere)
    return replace(
        made, notes=(*made.notes, *notes), elsewhere=elsewhere,
        records=said if len(of_records) == len(read) else (),
    )  # fmt: skip


def _left_out(title: str) -> str:
    return f"{title} is a table of records, and is left out"


def without_files_of_records(sheets: Sequence[tuple[str, Sheet]]) -> list[tuple[str, Sheet]]:
    """The sheets, of which those that are of records alone have no results beside others.

    Parameters
    ----------
    sheets : one a file, with the file's name
    """
    if all(sheet.records or not sheet.results for _, sheet in sheets):
        return [*sheets]
    return [
        (file, replace(sheet, results=(), notes=(*sheet.notes, *map(_left_out, sheet.records))))
        if sheet.records else (file, sheet)
        for file, sheet in sheets
    ]  # fmt: skip


def _out(sheet: Sheet, table: CellTable, where: str) -> Iterator[Fault]:
    """Faults of what stands above a table and takes the times in it away."""
    tab = f"sheet {cut(table.tab, _LONGEST)}"
    lines = [*([(tab, table.tab)] if _tab(table) else []), *table.above]
    counting = [*filter(counts, sheet.results)]
    return foot_faults(lines, table, counting, where, dict.fromkeys(dict(lines), sheet.results))


def _of_records(table: CellTable) -> bool:
    """Whether a table is of records, as its title and its sheet's name say and nothing else.

    So does a column that says of every row which record it is. A table that says heats, sides,
    ranks or laps is of races, in which records fell.
    """
    words = [*plain(table.title).split(), *plain(_tab(table)).split()]
    said = says_records(words)
    which = next((i for i, head in enumerate(table.heads) if RECORD.fullmatch(plain(head))), None)
    said |= which is not None and all(
        which < len(cells) and cells[which].strip() for _, cells in table.rows
    )
    roles = columns(table.heads)
    filled = any(
        (i := roles.get(role, len(cells))) < len(cells)
        and (any(map(str.isdigit, cells[i])) if role == "rank" else cells[i].strip())
        for role in _OF_RACES
        for _, cells in table.rows
    )  # a place of records is a hall
    return said and not filled and not lap_columns(table.heads)


def _both(tab: str, title: str) -> str:
    return ": ".join(filter(None, [tab, title]))


def _tab(table: CellTable) -> str:
    """The name of its sheet, where people gave it."""
    tab = table.tab.strip()
    return "" if _UNNAMED.fullmatch(tab) else tab


def _with_title(
    nth: int, sheet: Sheet, title: str, tab: str, who: Callable[[str], str], masthead: str
) -> Sheet:
    sex = who(title) or who(tab)
    notes = list(sheet.notes)
    if sex and not who(title):
        notes.append(f"the sheet {cut(tab, _LONGEST)!r} is of {sex}")
    both = _both(tab, title)
    results = tuple(
        each.but(table=both, nth_table=nth, masthead=masthead, sex=each.sex or sex)
        for each in sheet.results
    )
    return replace(sheet, results=results, notes=tuple(notes))


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
