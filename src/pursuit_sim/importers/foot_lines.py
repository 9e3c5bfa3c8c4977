"""Lines above and below a table: which they are, and which take away a result in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.cell_grid import CellTable
from pursuit_sim.importers.heads import few
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.nations import nation
from pursuit_sim.importers.status_words import STATUS, folded
from pursuit_sim.importers.unfinished import (
    FOOT_MARK,
    explains,
    is_place,
    leading,
    status,
    statuses,
    unclear,
)
from pursuit_sim.plain_text import cut

_LONGEST = 80  # characters told
_HEADING_WORDS = 3
_TELLING_WORDS = 12  # by which names are known
_MOST_NAMED = 100  # teams of a line
_ENDING = 5  # characters: a mark of three within brackets
_MARK_ENDS = tuple("*†‡§¹²³])")
_RUN = re.compile(r"[^\W_]+|[^\w\s]|_")
_WORD = re.compile(r"[^\W\d_]+")
_LEGEND = re.compile(
    r"(?:legend|abbrev|(?:key|codes?)\s*(?:[:=]|$)|abkurzung|zeichen|erklarung|afkorting"
    r"|forkortelse|forklaring)"
)
Line = tuple[str, str]  # where it stands, and its text


def foot_faults(
    lines: Sequence[Line], table: CellTable, results: Sequence[TeamResult], where: str
) -> Iterator[Fault]:
    """A fault for each line that says of a team with a valid time that it is out.

    It does if it names the team, begins with a mark that stands in the table, or is a heading
    such as "Disqualified:". An explanation of abbreviations is neither.
    """
    counting = [each for each in results if each.time_s is not None and not each.status]
    teams = _Names([each.team for each in counting])
    marks = _Marks(table)
    for place, text in lines:
        if not (status(text) or unclear(text)) or is_legend(text):
            continue
        named = teams.within(text)
        if named or (counting and (marks.of(text) or _heading(text))):
            whom = f" of {few(named)}" if named else ""
            problem = f"{cut(text, _LONGEST)!r}: not clear whether the time{whom} counts"
            said = status(text) or "DSQ"
            remedy = (
                f"write {said} as the status of the teams that it is of, and take this line out"
            )
            if named:
                remedy = f"write {said} as its status if it does not, OK if it does"
            yield Fault(where, place, problem, remedy)


def faults_elsewhere(
    lines: Sequence[Line], results: Sequence[TeamResult], where: str
) -> Iterator[Fault]:
    """A fault for each line of a sheet without results that says a status of a team with a time."""
    names = _Names([e.team for e in results if e.time_s is not None and not (e.status or e.sure)])
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


def is_legend(text: str) -> bool:
    """Whether a text explains abbreviations, as its first word says, and no line of it a team's."""
    first, *others = text.splitlines() or [""]
    said = (line for line in others if status(line) or unclear(line))
    return _LEGEND.match(folded(first)) is not None and not any(map(_nations, said))


def foot_of(cells: Sequence[str], team: str) -> str:
    """The text of a row that is no team's: a line below the table, such as an explanation.

    Parameters
    ----------
    cells : of the row
    team : the one of them under the head of teams
    """
    texts = [cell.strip() for cell in cells if cell.strip()]
    if len(texts) == 2 and explains(*texts):  # DNF, did not finish
        return ": ".join(texts)
    if team or len(texts) != 1:
        return ""
    (text,) = texts
    first = bool(cells[0].strip())
    if first and not is_place(text):
        return text
    beside = bool(status(text)) and not first  # may go on with the row above
    words = 0 if beside else len(_WORD.findall(text))
    return text if FOOT_MARK.match(text) or words > 1 or (first and status(text)) else ""


def name_and_status(team: str) -> bool:
    """Whether a name holds a status besides: in brackets, as a code, or beside a nation.

    >>> [name_and_status(each) for each in ("NED (DSQ)", "Disqualified Norway", "Disk Trondheim")]
    [True, True, False]
    """
    plain = folded(team)
    found = STATUS.search(plain)
    if found is None or found[0] == plain:
        return False
    rest = (plain[: found.start()] + plain[found.end() :]).strip(" ()[]:,;-–*")
    code = found[0].strip() == str(found.lastgroup).casefold()
    return bool(nation(rest)) or plain[: found.start()].endswith(("(", "[")) or code


def _nations(text: str) -> set[str]:
    """The nations that a line names, by a word or by two."""
    words = re.findall(r"[^\W_]+", text)
    parts = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return {nation(part) for part in parts if len(part) > 2} - {""}


class _Names:
    """Names of teams, found in lines without a look at each name for each line."""

    def __init__(self, teams: Iterable[str]) -> None:
        self._of: dict[tuple[str, ...] | str, dict[str, None]] = {}  # by words, by nation
        self._order = {team: i for i, team in enumerate(dict.fromkeys(teams))}
        for team in self._order:
            for key in (_words(team)[:_TELLING_WORDS], nation(team)):
                names = self._of.setdefault(key, {}) if key else {}
                if len(names) < _MOST_NAMED:
                    names[team] = None
        self._lengths = {len(key) for key in self._of if isinstance(key, tuple)}

    def within(self, text: str) -> list[str]:
        """The names in a text that no letter or digit goes on, and those of its nations."""
        words = _words(text)
        runs = (words[i : i + n] for n in self._lengths for i in range(len(words) - n + 1))
        found: dict[str, None] = {}
        keys: list[tuple[str, ...] | str] = [*sorted(_nations(text)), *runs]
        for key in dict.fromkeys(keys):
            if len(found) < _MOST_NAMED:
                found |= self._of.get(key, {})
        return sorted(found, key=self._order.__getitem__)


def _words(text: str) -> tuple[str, ...]:
    """Runs of letters and digits, and each sign by itself."""
    return tuple(_RUN.findall(folded(text)))


class _Marks:
    """Marks of footnotes in the cells of a table: what those that have one end in."""

    def __init__(self, table: CellTable) -> None:
        self._table = table
        self._cells: dict[str, list[str]] = {}  # two of them at most, by their endings

    def of(self, text: str) -> bool:
        """Whether the mark that a line begins with stands in the table, and not in that line."""
        found = FOOT_MARK.match(text)
        if found is None:
            return False
        mark = found[0].strip("()[] ")
        ends = (
            (f"{mark})", f"[{mark}]") if mark.isalnum() and mark.isascii() else (mark, f"{mark})")
        )
        if not self._cells:
            self._read()
        return any(
            cell != text.strip() for end in ends for cell in self._cells.get(end[-_ENDING:], ())
        )

    def _read(self) -> None:
        cells = (cell.strip() for _, cells in self._table.rows for cell in cells)
        for cell in dict.fromkeys(cell for cell in cells if cell.endswith(_MARK_ENDS)):
            for n in range(1, _ENDING + 1):
                some = self._cells.setdefault(cell[-n:], [])
                if len(some) < 2 and cell not in some:
                    some.append(cell)


def _heading(text: str) -> bool:
    """Whether a short line says one status, as above the teams that have it."""
    said = statuses(text)
    plainly = leading(text)[1] if said else unclear(text)
    if any(nation(word) for word in _WORD.findall(text) if len(word) > 2):
        return False  # of a team without a result here
    return plainly and len(said) < 2 and len(text.split()) <= _HEADING_WORDS
