"""Lines above and below a table: which they are, and which take away a result in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.line_names import Marks, NamesWithin, nations_in
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.heads import few, has_head, plain
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.status_alone import is_bare_status, is_status_alone
from pursuit_sim.importers.words.status_words import STATUS, folded
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import (
    FOOT_MARK,
    NO_TIME,
    explains,
    is_outside,
    is_place,
    leading,
    says_nobody,
    status,
    statuses,
    unclear,
)
from pursuit_sim.plain_text import cut

OF_TEAMS = (
    "write {} as the status of the teams that it is of, OK of those whose time counts, and take "
    "this line out"
)
_LONGEST = 80  # characters told
_HEADING_WORDS = 3
_SENTENCE_WORDS = 3  # in small letters, beside words of titles
_BETWEEN = {"team", "was", "were", "is", "wurde", "ist", "werd", "ble", "blev", "est"}
_IN_NAMES = {"disk", "disc", "ret", "wd"}
_SIGN = re.compile("[*†‡§¹²³]")
_MOST_LINES = 50  # among which explanations are counted
_WORD = re.compile(r"[^\W\d_]+")
_LEGEND = re.compile(
    r"(?:legend|abbrev|(?:key|codes?)\s*(?:[:=]|$)|abkurzung|zeichen|erklarung|afkorting"
    r"|forkortelse|forklaring)"
)
Line = tuple[str, str]  # where it stands, and its text


def foot_faults(
    lines: Sequence[Line], table: CellTable, counting: Sequence[TeamResult], where: str,
    below: Mapping[str, Sequence[TeamResult]] | None = None,
) -> Iterator[Fault]:  # fmt: skip
    """A fault for each line that says of a team with a valid time that it is out.

    It does if it names the team, begins with a mark that stands in the table, or is a heading
    such as "Disqualified:". An explanation of abbreviations is neither.

    Parameters
    ----------
    lines : above, within and below the table
    table : in whose cells marks may stand
    counting : the results with a time that a line could take away
    where : the file's name
    below : the results that stand below a line, by its place; of these it may say more words
    """
    lines = [(place, text) for place, text in lines if is_out(text) and not is_legend(text)]
    if not lines or not counting:
        return
    keys = {each.key for each in counting}
    teams = NamesWithin([each.team for each in counting])
    marks = Marks(table)
    texts = [text for _, text in lines]
    for place, text in lines:
        named = teams.within(text)
        under = (below or {}).get(place, ())
        out = marks.of(text)
        over = any(each.key in keys for each in under)
        if over:
            out |= stands_over(text, texts, marks, under)
        elif place != table.over_next and (not under or teams.any_of(under)):
            out |= _heading(text) and not marks.of(text, answered=True)
        if named or out:
            whom = f" of {few(named)}" if named else ""
            problem = f"{cut(text, _LONGEST)!r}: not clear whether the time{whom} counts"
            said = status(text) or "DSQ"
            remedy = OF_TEAMS.format(said)
            if over:
                remedy = (
                    f"write {said} as the status of the teams below whose time does not count, "
                    "OK of those whose time does"
                )
            if named:
                remedy = f"write {said} as its status if it does not, OK if it does"
            yield Fault(where, place, problem, remedy)


def heats_in(text: str) -> set[str]:
    """The numbers of heats that a text names.

    >>> heats_in("Heat 2 disqualified"), heats_in("Final 2")
    ({'2'}, set())
    """
    named = (mark.rpartition(" ") for mark in rest_of(text).marks)
    return {number for word, _, number in named if number.isdigit() and has_head("heat", word)}


def is_out(text: str) -> bool:
    """Whether a text says, in whatever way, that somebody is out.

    >>> [is_out(each) for each in ("DSQ Norway", "NC: Norway", "AK: Bosker", "Norway")]
    [True, True, False, False]
    """
    code, _, team = text.partition(":")
    of_nation = bool(nation(team)) and is_status_alone(code)
    return bool(status(text)) or unclear(text) or of_nation


def counts(each: TeamResult) -> bool:
    """Whether a team has a time that a line outside its row could take away."""
    timed = each.time_s is not None or bool(each.passings)
    return timed and not each.status and not each.sure


def below_headings(grid: Sequence[GridRow], tab: str) -> Iterator[GridRow]:
    """The rows of a sheet without results, each with the heading such as "DSQ" that it is below.

    Such a heading goes as far as the next one, or as an empty row below others; the name of the
    sheet goes for all its rows. Rows that begin with a skater are of other events.
    """
    of_all = tab if _says_out(tab) else ""
    over, used = of_all, False
    for place, cells in grid:
        texts = [cell for cell in cells if cell.strip()]
        if len(texts) == 1 and _says_out(texts[0]):
            over, used = texts[0], False
        elif not texts:
            over, used = (of_all, False) if used else (over, used)
        elif over and not _of_skater(texts):
            used = True
            yield place, (*cells, over.strip(" :"))
            continue
        yield place, tuple(cells)


def _says_out(text: str) -> bool:
    return is_out(text) and _heading(text)


def _of_skater(texts: Sequence[str]) -> bool:
    """Whether a row has a nation behind another name."""
    names = [text for text in texts if any(map(str.isalpha, text))]
    return bool(names) and not nations_in(names[0]) and any(map(nation, names[1:]))


def is_legend(text: str) -> bool:
    """Whether a text explains abbreviations, as its first word says, and no line of it a team's."""
    first, *others = text.splitlines() or [""]
    said = (line for line in others if status(line) or unclear(line))
    return _LEGEND.match(folded(first)) is not None and not any(map(nations_in, said))


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
    name = folded(team)
    found = STATUS.search(name)
    if found is None:
        return False
    if is_bare_status(team):
        return True
    bracket = name[: found.start()].endswith(("(", "["))
    return bool(nation_and_status(team)) or bracket or _is_code(found)


def nation_and_status(text: str) -> str:
    """The nation of a text that has it, a status and nothing else.

    >>> [nation_and_status(each) for each in ("DSQ: Norway", "Norway was DSQ", "hit Norway, DSQ")]
    ['NOR', 'NOR', '']
    """
    plainly = folded(text)
    found = STATUS.search(plainly)
    if found is None:
        return ""
    rest = _WORD.findall(plainly[: found.start()] + plainly[found.end() :])
    return nation(" ".join(word for word in rest if word not in _BETWEEN))


def _heading(text: str) -> bool:
    """Whether a short line says one status, as above the teams that have it."""
    said = statuses(text)
    plainly = leading(text)[1] if said else unclear(text)
    if any(nation(word) for word in _WORD.findall(text) if len(word) > 2):
        return False  # of a team without a result here
    return plainly and len(said) < 2 and len(text.split()) <= _HEADING_WORDS


def stands_over(text: str, lines: Sequence[str], marks: Marks, below: Sequence[TeamResult]) -> bool:
    """Whether a line above teams says that they are out, among whatever other words.

    It does if it is short and says no more than that. Another does not if it says so of nobody or
    of a nation that is not there, explains abbreviations or marks that no team has, may have it in
    a name, or is a sentence: that has many words, or speaks of teams whose rows say it too.
    """
    if _heading(text):
        return True
    if says_nobody(text) or is_explained(text, lines):
        return False
    if mark := _SIGN.search(text):
        return marks.of(text[mark.start() :])
    rest = rest_of(text)
    nations = {word for word in _WORD.findall(text) if len(word) > 2 and nation(word)}
    if nations and not rest.meet - {plain(each) for each in nations}:
        return False
    left = {*rest.left}
    if (left or rest.meet) and _of_a_name(text):
        return False
    words = [word for word in _WORD.findall(text) if word[0].islower()]
    sentence = len([word for word in words if plain(word) in left])
    told = any(each.status not in ("", NO_TIME) for each in below)
    return sentence <= (0 if told else _SENTENCE_WORDS)


def is_explained(text: str, lines: Sequence[str]) -> bool:
    """Whether a line says what codes mean: several of them, or one with = or : behind it."""
    signs = _explanations(text)
    if any(sign.strip()[:1] in ("=", ":") for sign in signs):
        return True
    several = sum(len(_explanations(each)) for each in lines[:_MOST_LINES]) if signs else 0
    return len(signs) > 1 or several > 1


def _explanations(text: str) -> list[str]:
    """The signs behind each code that is followed by what it means."""
    plainly = folded(text)
    return [
        plainly[code.end() : words.start()]
        for code, words in pairwise(STATUS.finditer(plainly))
        if code.lastgroup == words.lastgroup and _is_code(code)
        and not any(map(str.isalnum, plainly[code.end() : words.start()]))
    ]  # fmt: skip


def _of_a_name(text: str) -> bool:
    """Whether all that a text says of teams that are out may be of a name, as in "Disk Cup"."""
    found = {each[0].strip(" .") for each in STATUS.finditer(folded(text))}
    return found <= _IN_NAMES and not is_outside(text)


def _is_code(found: re.Match[str]) -> bool:
    return found[0].strip() == str(found.lastgroup).casefold()
