"""Rows among teams that hold no team, but a round, a heat, a day, a city of the rows below them.

Whatever stands so is understood, and agrees with what the rows below say, or is refused: a line
that is skipped would leave these in the group above.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pursuit_sim.errors import Fault
from pursuit_sim.importers.sheet_tables.foot_lines import heats_in, is_legend, is_out
from pursuit_sim.importers.sheet_tables.title_rows import NUMBER, heading, only
from pursuit_sim.importers.words.cells import date_of, sex_of
from pursuit_sim.importers.words.event_cells import division_of
from pursuit_sim.importers.words.event_words import round_kinds
from pursuit_sim.importers.words.group_cells import GROUPED, says_of_group
from pursuit_sim.importers.words.heads import few, plain
from pursuit_sim.importers.words.laps_said import laps_said
from pursuit_sim.importers.words.record_words import is_record
from pursuit_sim.importers.words.title_alone import is_aside, says_hour, says_only_race
from pursuit_sim.importers.words.title_vocabulary import ROUND
from pursuit_sim.importers.words.title_words import rest_of
from pursuit_sim.importers.words.unfinished import FOOT_MARK
from pursuit_sim.plain_text import cut

_IN_EVERY_ROW = "write it in every row that it is of, or take this line out"
_OF_TWO = "write what is right in every row, and take {} out"
_UNDER_A_HEAD = "write it in every row that it is of, under a head of its own such as Round or Heat"
_LONGEST = 60  # characters told
_OF_MEETS = ("event", "venue", "city")  # of which any words may be the name


@dataclass
class _Heading:
    """What a row says of those below it.

    Attributes
    ----------
    place, text : of the cell
    said : what it means, as a cell of a team's row would say it
    met : whether a team stands below it
    repeated : whether the first one says it too: then all do, as far as the next such row
    """

    place: str
    text: str
    said: str
    met: bool = False
    repeated: bool = False


@dataclass
class HeadingRows:
    """The rows of a table that say something of those below them, as it is read from the top.

    Attributes
    ----------
    heads : of the columns
    roles : which column has which
    where : the file's name in messages
    faults : gets what nobody can tell
    notes : told what was read
    """

    heads: Sequence[str]
    roles: Mapping[str, int]
    where: str
    faults: list[Fault]
    notes: list[str]
    above: dict[str, _Heading] = field(default_factory=dict)  # by role

    @property
    def waiting(self) -> set[str]:
        """Roles that the next team's row gets from a row above it."""
        return {role for role, each in self.above.items() if not each.met}

    def read(self, place: str, cells: Sequence[str], row: Mapping[str, str], *, over: bool) -> bool:
        """Whether a row without a team's result says something of those below it, or is refused.

        Parameters
        ----------
        place, cells : of the row
        row : the same by roles
        over : whether no team stands below
        """
        if only(cells) and row.get("team"):
            return not over and self._title(place, only(cells))
        alone = {role: row[role] for role in (*GROUPED, "heat") if row.get(role)}
        if not alone or len(alone) < sum(1 for cell in cells if cell.strip()):
            return not (over or row.get("team")) and self._title(place, heading(cells))
        if any(_is_line(text) for text in alone.values()):
            return False
        if said := _understood(alone):
            self._add(place, alone, said)
            return True
        return not over and self._refused(place, few([*alone.values()]), _IN_EVERY_ROW)

    def said_of(self, place: str, own: Mapping[str, str]) -> dict[str, str]:
        """What the rows above say of a team's, by role, where it is the first below them.

        Parameters
        ----------
        place : of the row
        own : what its own cells say
        """
        found: dict[str, str] = {}
        for role, above in [*self.above.items()]:
            if not above.met:
                above.met, above.repeated = True, role in own
                found |= {} if role in own else {role: above.said}
            elif role in own and not above.repeated:
                del self.above[role]  # another group, that its first row tells
                continue
            if role in own and not _agree(role, own[role], above.said):
                key = f"{place}, {self.heads[self.roles[role]]}"
                problem = f"found {own[role][:_LONGEST]!r} below {above.text[:_LONGEST]!r}"
                self.faults.append(
                    Fault(
                        self.where, key, f"{problem} in {above.place}", _OF_TWO.format(above.place)
                    )
                )
                del self.above[role]
        return found

    def _add(self, place: str, alone: Mapping[str, str], said: Mapping[str, str]) -> None:
        self.above = {role: each for role, each in self.above.items() if not each.met}
        for role, text in alone.items():
            if (above := self.above.get(role)) is not None:
                key = f"{place}, {self.heads[self.roles[role]]}"
                problem = f"found {text[:_LONGEST]!r} right below {above.text[:_LONGEST]!r}"
                self.faults.append(
                    Fault(
                        self.where, key, f"{problem} in {above.place}", _OF_TWO.format(above.place)
                    )
                )
            self.above[role] = _Heading(place, text, said[role])
        self.notes.append(f"read as said of the rows below it: {few([*alone.values()])}")

    def _title(self, place: str, text: str) -> bool:
        """Refuse a round, a heat or a day under a head that says nothing of these."""
        known = not _is_line(text) and _says_race(text)
        return known and self._refused(place, text, _UNDER_A_HEAD)

    def _refused(self, place: str, text: str, remedy: str) -> bool:
        problem = f"{cut(text, _LONGEST)!r} stands alone above teams: not clear of which it is"
        self.faults.append(Fault(self.where, place, problem, remedy))
        return True


def _understood(alone: Mapping[str, str]) -> dict[str, str]:
    """What each text means of the rows below; empty where one of them is not understood."""
    said = {role: _meaning(role, text) for role, text in alone.items()}
    return said if all(said.values()) else {}


def _meaning(role: str, text: str) -> str:
    if not says_of_group(text, role):
        return ""
    known = {
        "date": date_of(text) is not None,
        "distance": bool(laps_said(text)),
        "division": bool(division_of({"division": text})),
        "sex": bool(sex_of(text)),
        "round": _says_race(text) and date_of(text) is None,
        "heat": _says_race(text) and date_of(text) is None,
    }
    numbers = heats_in(text) if role == "heat" else set()
    if len(numbers) == 1 and not round_kinds(text) - {"heats"}:
        return "".join(numbers)
    return text if known.get(role, role in _OF_MEETS) else ""


def _says_race(text: str) -> bool:
    """Whether a text is a round, a heat or a day, and no name of a skater or a team."""
    if date_of(text) is not None:
        return True
    marks = rest_of(text).marks
    words = plain(text).split()
    numbered = any(" " in mark for mark in marks) or any(map(ROUND.fullmatch, words))
    return says_only_race(text) and bool(numbered or round_kinds(text))


def _is_line(text: str) -> bool:
    """Whether a text is of no group: a status, a record, a foot note, an hour, a label."""
    return (
        is_out(text)
        or is_legend(text)
        or is_record(text)
        or says_hour(text)
        or is_aside(text)
        or bool(FOOT_MARK.match(text))
        or bool(NUMBER.search(text))
    )


def _agree(role: str, one: str, other: str) -> bool:
    """Whether two cells of one column say the same."""
    if role == "date" and None not in (days := (date_of(one), date_of(other))):
        return days[0] == days[1]
    if role == "sex":
        return sex_of(one) == sex_of(other)
    if role == "distance" and laps_said(one):
        return laps_said(one) == laps_said(other)
    if role == "division":
        return division_of({"division": one}) == division_of({"division": other})
    if role == "heat":
        return _number(one) == _number(other)
    return plain(one).rstrip("s") == plain(other).rstrip("s")


def _number(heat: str) -> str:
    return "".join(sorted(heats_in(heat))) or plain(heat).lstrip("0")
