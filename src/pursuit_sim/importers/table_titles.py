"""What stands above tables and on the tabs of sheets: which tables can be of one event.

A table need not say everything itself: "Semifinals" may stand below "Calgary 2025, women". But who
skated is not taken over by a table whose title says something else, and years, classes and
distances that differ are those of several events.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pursuit_sim.importers.cell_grid import CellTable
from pursuit_sim.importers.cells import sex_of
from pursuit_sim.importers.cross_checks import Found
from pursuit_sim.importers.heads import few, plain
from pursuit_sim.importers.importer import Sheet, joined
from pursuit_sim.plain_text import cut

_LONGEST = 60  # characters told
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_METRES = re.compile(r"(?<![\d.,:])(?:[1-9]\d{2}|\d{1,2}[ .,]?\d{3}) ?m\b")
_EVENTS = re.compile(
    r"(?P<pursuit>pursuit|verfolgung|achtervolging|lagtempo|poursuite|inseguimento|persecuci)"
    r"|(?P<sprint>team ?sprint|lagsprint)|(?P<mass>mass ?start|massenstart|fellesstart|masstart)"
)
_AGES = re.compile(r"neo ?senior|junior|senior|master|\bu ?\d\d\b")
# Words of rounds and of days, with which a title only goes on with the one above.
_GOING_ON = re.compile(
    r"final\w*|halbfinal\w*|viertelfinal\w*|semi\w*|halve|demi\w*|quarter\w*|quart\w*|kwart\w*"
    r"|kvart\w*|heats?|races?|pairs?|paar\w*|par|paires?|lauf|laufe|rit|ritten|lop\w*|serie\w*"
    r"|round\w*|runde\w*|rondes?|omgang|manche\w*|quali\w*|voorronde\w*|division\w*|group\w*"
    r"|gruppe\w*|day|days|tag|dag|jour\w*|part|teil|deel|results?|ergebnis\w*|uitslag\w*|result\w*"
    r"|risultat\w*|laps?|times?|zeiten|tijden|official|qf|sf|fa|fb|fc|fd|the|of|and|und|en|og|et"
    r"|start\w*|uhr|am|pm|bahn|lanes?|overall|gesamt\w*|classif\w*|klass\w*|class[ei]ment\w*|medal\w*"
    r"|gold|silver|bronze|plac\w*|platz|small|big|klein\w*|gross\w*|grote|petite|grande|consolation"
    r"|mon\w*|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|jan\w*|feb\w*|mar\w*|apr\w*|ma[iy]|jun[ei]?"
    r"|jul[iy]?|aug\w*|sep\w*|o[ck]t\w*|nov\w*|de[cz]\w*"
)
_UNNAMED = re.compile(
    r"(?:sheet|table|tabelle|blatt|blad|ark|feuille?|foglio|hoja|лист|arkusz|taul|munka|list|工作表"
    r"|シート|시트)[ _-]?\d*",
    re.IGNORECASE,
)


def titled(
    tables: Sequence[CellTable], read_table: Callable[[CellTable, str], Sheet], where: str
) -> Sheet:
    """The sheet of several tables, each result with the title of its table and who skated."""
    return joined([with_title(read_table(each, where), each) for each in tables])


def with_title(sheet: Sheet, table: CellTable) -> Sheet:
    """A sheet whose results know the title of their table, and who skated if it says that."""
    tab = "" if _UNNAMED.fullmatch(table.tab.strip()) else table.tab
    title = ": ".join(filter(None, [tab.strip(), table.title]))
    sex = sex_of(table.title) or sex_of(tab)
    return replace(
        sheet,
        results=tuple(replace(each, table=title, sex=each.sex or sex) for each in sheet.results),
    )


@dataclass(frozen=True, slots=True)
class _Title:
    """What a title says; who skated as its results have it, empty where nothing says it."""

    text: str
    sexes: frozenset[str]
    names: frozenset[str]

    @property
    def nameless(self) -> bool:
        """Whether it leaves open who skated."""
        return "" in self.sexes

    def found(self, pattern: re.Pattern[str]) -> frozenset[str]:
        """What it says of one kind, without blanks and points."""
        text = self.text if pattern is _METRES else plain(self.text)
        said = (each.lastgroup or each[0] for each in pattern.finditer(text))
        return frozenset(re.sub(r"[ .,]", "", each) for each in said)

    def own_words(self) -> set[str]:
        """Words that are none of rounds, numbers or teams."""
        words = {each for each in plain(self.text).split() if len(each) > 1}
        return {
            each for each in words - self.names
            if not (each[0].isdigit() or _GOING_ON.fullmatch(each))
        }  # fmt: skip


def _titles(results: Sequence[Found]) -> list[_Title]:
    sexes: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for _, each in results:
        sexes.setdefault(each.table, set()).add(each.sex)
        names.setdefault(each.table, set()).update(plain(each.team).split())
    return [
        _Title(text, frozenset(said), frozenset(names[text]))
        for text, said in sexes.items() if text
    ]  # fmt: skip


def parted(results: Sequence[Found]) -> list[Found]:
    """The results, with the title of their table as the event where tables are of several."""
    titles = _titles(results)
    if not (_several(titles) or any(_left_open(titles))):
        return list(results)
    return [
        (file, replace(each, event=", ".join(filter(None, [each.event, each.table]))))
        for file, each in results
    ]


def _several(titles: Sequence[_Title]) -> bool:
    """Whether years, distances or classes of the same sex differ."""
    for pattern in (_YEAR, _METRES, _EVENTS):
        said = [found for each in titles if (found := each.found(pattern))]
        if any(said[0].isdisjoint(other) for other in said[1:]):
            return True
    ages: dict[frozenset[str], set[frozenset[str]]] = {}
    for each in titles:
        if sex_of(each.text) or each.found(_AGES):
            ages.setdefault(each.sexes, set()).add(each.found(_AGES))
    return any(len(found) > 1 for found in ages.values())


def _left_open(titles: Sequence[_Title]) -> Iterator[_Title]:
    """Titles that do not say who skated, in words that none has which does."""
    naming = [each for each in titles if not each.nameless]
    known = {word for each in naming for word in plain(each.text).split()}
    if naming:
        yield from (each for each in titles if each.nameless and each.own_words() - known)


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
