"""Lines beside tables and on sheets without results: which of them may take away a result.

A book of a whole day has mass starts, single distances and start lists besides. What is said there
of another event or of a skater says nothing of a team.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, LineElsewhere, Sheet, TeamResult
from pursuit_sim.importers.sheet_tables.foot_lines import below_headings, is_out
from pursuit_sim.importers.sheet_tables.line_names import NamesWithin
from pursuit_sim.importers.sheet_tables.lines_elsewhere import Counting, faults_elsewhere
from pursuit_sim.importers.sheet_tables.race_lines import race_line_faults
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.event_words import (
    says_only_who,
    says_who,
    sex_above,
    words_of_event,
)
from pursuit_sim.importers.words.heads import columns, few, name_team, plain, skater_columns
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.title_vocabulary import PURSUIT
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import leading, status, statuses, unclear
from pursuit_sim.plain_text import cut

_OF_EVENTS = ("event", "distance", "sex")  # roles of columns
_SINGLE = frozenset({"500m", "1000m", "1500m", "3000m", "5000m", "10000m"})
_PURSUIT = "pursuit"
_PERSON = frozenset(map(plain, (
    "name", "skater", "athlete", "surname", "last name", "family name", "nachname", "naam", "navn",
    "nom", "namn", "rijder", "schaatser", "løper", "patineur", "atleta",
)))  # fmt: skip
_NOT_STARTED = {"DNS", "WDR"}
_NAME_WORDS = 2  # of a person, at least
_LONGEST = 60  # characters told


def lines_of(name: str, grid: Sequence[GridRow]) -> Iterator[LineElsewhere]:
    """The rows of a sheet without results, each as one text with what may say its event.

    Parameters
    ----------
    name : of the sheet
    grid : its rows
    """
    heading = ""
    heads: tuple[str, ...] = ()
    for place, row in below_headings(grid, name):
        cells = tuple(cell.strip() for cell in row)
        texts = [*filter(None, cells)]
        if not texts:
            continue
        if len(texts) > 1 and name_team(cells):
            heads = cells
        elif len(texts) == 1 and not (status(texts[0]) or unclear(texts[0])) and _says(texts[0]):
            heading = texts[0]
            heads = ()
        roles = columns(heads)
        near = [
            cells[roles[role]] for role in _OF_EVENTS if roles.get(role, len(cells)) < len(cells)
        ]
        near += filter(says_only_who, texts)
        at = place if place.startswith("sheet ") else f"sheet {cut(name, 40)}, {place}"
        about = tuple(filter(None, (*near, heading, name)))
        yield LineElsewhere(
            at, ": ".join(texts), about, _skater(cells, heads),
            of_race=len(texts) == 1 or not any(map(_is_somebody, texts)),
        )  # fmt: skip


def faults_of(
    sheets: Sequence[tuple[str, Sheet]], picked: Sequence[Found], sex: str | None, notes: list[str]
) -> Iterator[Fault]:
    """A fault for each line that says a status of a team whose time would count.

    Parameters
    ----------
    sheets : one a file, with the file's name
    picked : the results of the event that is read
    sex : who is known to have skated
    notes : told which lines are of another event or of a skater
    """
    if not any(sheet.elsewhere for _, sheet in sheets):
        return
    results = [each for _, each in picked]
    counting = Counting(results)
    keys = {(file, each.key) for file, each in picked}
    besides = [
        each for file, sheet in sheets for each in sheet.results if (file, each.key) not in keys
    ]
    event = _EventRead(besides, results, sex)
    for file, sheet in sheets:
        ours: list[LineElsewhere] = []
        others: list[LineElsewhere] = []
        for line in sheet.elsewhere:
            counts = event.has(line) and not (line.skater and line.skater not in event.teams)
            (ours if counts else others).append(line)
        if spared := list(faults_elsewhere(others, counting, file)):
            texts = {line.place: line.text for line in others}
            said = few([f"{each.key}, {cut(texts[each.key], _LONGEST)!r}" for each in spared])
            notes.append(f"read: {file}: of another event or of a skater, not of the team: {said}")
        yield from faults_elsewhere(ours, counting, file)
        of_races = [line for line in ours if line.of_race and is_out(line.text)]
        if of_races:
            yield from _faults_of_races(of_races, [each for at, each in picked if at == file], file)


def _faults_of_races(
    lines: Sequence[LineElsewhere], results: Sequence[TeamResult], file: str
) -> Iterator[Fault]:
    """A fault for each line that says of a race of its file, and of no team, that it is out."""
    names = NamesWithin([each.team for each in results])
    unnamed = [(line.place, line.text) for line in lines if not names.within(line.text)]
    tables: dict[tuple[int, str], list[TeamResult]] = {}
    for each in results:
        tables.setdefault((each.nth_table, each.table), []).append(each)
    for (_, title), of_table in tables.items():
        yield from race_line_faults(unnamed, of_table, title, file)


class _EventRead:
    """What is known of the event that is read, and of those beside it in its files."""

    def __init__(
        self, besides: Sequence[TeamResult], picked: Sequence[TeamResult], sex: str | None
    ) -> None:
        ours, others = _words(picked), _words(besides)
        self._ours, self._others = ours - others, others - ours
        self._sexes = {sex} if sex else {each.sex for each in picked} - {""}
        self.teams = {plain(each.team) for each in picked}

    def has(self, line: LineElsewhere) -> bool:
        """Whether a line can be of it; the nearest that says anything decides, first itself."""
        races = next(filter(None, map(_races, line.about)), frozenset({_PURSUIT}))
        if _PURSUIT not in races | words_of_event(line.text, "").races:
            return False
        sex = next(filter(None, map(sex_above, (line.text, *line.about))), "")
        if sex and self._sexes and sex not in self._sexes and not _says_both(line.text):
            return False
        for text in line.about:
            words = {*rest_of(text).left}
            if words & self._ours or words & self._others:
                return bool(words & self._ours)
        return True


def _words(results: Sequence[TeamResult]) -> set[str]:
    """Words by which titles part events."""
    titles = {f"{each.table} {each.category}" for each in results}
    return {word for title in titles for word in rest_of(title).left}


def _says_both(text: str) -> bool:
    """Whether a line speaks of men and of women."""
    return {"men", "women"} <= {*map(sex_above, plain(text).split())}


def _races(text: str) -> frozenset[str]:
    """What was skated, as a heading or a column says it."""
    words = words_of_event(text, "")
    single = words.metres & _SINGLE
    return words.races if single or not words.metres else words.races - {"distance"}


def _says(text: str) -> bool:
    """Whether a heading says an event."""
    return bool(_races(text)) or says_who(text)


def _skater(cells: Sequence[str], heads: Sequence[str]) -> str:
    """Of whom a row says something, where that is a skater, as a plain text; empty if it is a team.

    Beside its nation a skater has a name of two words under a head of names. Somebody who is named
    within a cell of a team did not start; teams with a time did.
    """
    people = [i for i, head in enumerate(heads) if plain(head) in _PERSON]
    if any(name_team((head,)) for i, head in enumerate(heads) if i not in people):
        for i in (*people, *skater_columns(heads)):
            words = plain(cells[i]).split() if i < len(cells) else []
            if len(words) >= _NAME_WORDS and not any(map(_of_team, words)):
                return plain(cells[i])
    said = [cell for cell in cells if status(cell) or unclear(cell)]
    named = all(
        {*statuses(cell)} <= _NOT_STARTED and not unclear(cell) and not leading(cell)[0]
        and not any(map(_of_team, plain(cell).split()))
        for cell in said
    )  # fmt: skip
    return (
        plain(said[0]) if said and named and any(cell not in said for cell in cells if cell) else ""
    )


def _is_somebody(cell: str) -> bool:
    """Whether a cell may be the name of a skater."""
    words = [word for word in rest_of(cell).left if word.isalpha()]
    return len(words) >= _NAME_WORDS and not is_out(cell)


def _of_team(word: str) -> bool:
    return bool(PURSUIT.fullmatch(word)) or (len(word) > 2 and bool(nation(word)))
