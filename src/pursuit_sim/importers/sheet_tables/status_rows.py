"""Rows that have a status, or who speaks, where others have a team or a heat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import LineElsewhere, TeamResult
from pursuit_sim.importers.sheet_tables.cell_grid import CellTable
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.sheet_tables.foot_lines import (
    OF_TEAMS,
    is_out,
    nation_and_status,
)
from pursuit_sim.importers.words.heads import has_head, plain
from pursuit_sim.importers.words.nations import known_by, nation
from pursuit_sim.importers.words.status_alone import is_bare_status, is_status_alone, spelt_out
from pursuit_sim.importers.words.unfinished import status
from pursuit_sim.plain_text import cut

_OFFICIALS = {
    "jury",
    "referee",
    "referees",
    "schiedsrichter",
    "scheidsrechter",
    "dommer",
    "arbitre",
}
_OF_HEATS = ("heat", "round")
_OF_STATUS = ("status", "time", "remark", "gap", "rank")
_LONGEST = 60  # characters told
_IN_EVERY_ROW = "write the heat in every row that it is of, or take this line out"
_OR_ADD = ", or the team's name in this one"
# Roles of cells in which no row names a team, its nation or its opponent.
_OF_NO_TEAM = ("time", "gap", "rank", "remark", "status", "skaters", *_OF_HEATS)


@dataclass(frozen=True, slots=True)
class StatusRows:
    """What tells rows of a table that say a status of a team from rows of teams.

    Attributes
    ----------
    teams : what those of the table are known by
    """

    teams: frozenset[str]

    @staticmethod
    def of(table: CellTable, roles: Mapping[str, int]) -> StatusRows:
        """Those of a table."""
        rows = [cells for _, cells in table.rows if len(cells) == len(table.heads)]
        teams = (known_by(c[roles["team"]].strip()) for c in rows if "team" in roles)
        return StatusRows(frozenset(teams))

    def said_of_a_team(self, cells: Sequence[str], row: Mapping[str, str]) -> str:
        """The text of a row that has a status, or who speaks, where others have a team.

        A team may be called by other words than a status, such as AK: these are one where a team
        stands beside them under a head where none does.

        Parameters
        ----------
        cells : of the row
        row : the same by their role

        >>> rows = StatusRows(frozenset({"NOR", "AK"}))
        >>> rows.said_of_a_team(("DSQ:", "Norway"), {"team": "DSQ:", "time": "Norway"})
        'DSQ: Norway'
        >>> rows.said_of_a_team(("NC", "Norway"), {"team": "NC", "time": "Norway"})
        'NC (out of competition): Norway'
        >>> rows.said_of_a_team(("AK", "DNS"), {"team": "AK", "time": "DNS"})
        ''
        """
        team = row.get("team", "")
        texts = [cell.strip(" :") for cell in cells if cell.strip(" :")]
        speaks = bool(texts) and (has_head("remark", texts[0]) or plain(texts[0]) in _OFFICIALS)
        beside = is_status_alone(team) and self._team_beside(team, row)
        if not (speaks or beside or is_bare_status(team)):
            return ""
        words = [text for text in texts if any(map(str.isalpha, text))]
        if beside:
            texts = [spelt_out(text) if text == team.strip(" :") else text for text in texts]
        text = ": ".join(texts)
        return text if len(words) > 1 and is_out(text) else ""

    def _team_beside(self, team: str, row: Mapping[str, str]) -> bool:
        others = {row[role] for role in _OF_NO_TEAM if row.get(role)} - {team}
        return any(known_by(text) in self.teams or nation(text) for text in others)

    def said_of_others(
        self, row: Mapping[str, str], cells: Sequence[str], place: str, title: str,
        result: TeamResult,
    ) -> Iterator[LineElsewhere]:  # fmt: skip
        """What a row without a time says elsewhere: a status for a heat, or beside another nation.

        Parameters
        ----------
        row, cells : the row, by its roles too
        place : where it stands
        title : of its table
        result : what it says of its team
        """
        if result.time_s is not None:
            return
        about = (title,) if title else ()
        for role in _OF_HEATS:
            said = row.get(role, "")
            if is_status_alone(said):
                yield LineElsewhere(place, f"{spelt_out(said).strip(' :')}: {row['team']}", about)
        for cell in dict.fromkeys(cells):
            if nation_and_status(cell) not in ("", nation(result.team)):
                yield LineElsewhere(place, cell.strip(), about, answered=(result.team,))


def fault_without_team(
    row: Mapping[str, str], names: Sequence[str], place: str, head: str, where: str
) -> Fault:
    """The fault of a row without a team: what it says, and what that may be of.

    Parameters
    ----------
    row, names : its cells by role, and those of skaters or without a role
    place, head : of the row, and of the teams
    where : the file's name
    """
    named = [row.get("skaters", ""), *(each for each in names if any(map(str.isalpha, each)))]
    skaters = cut(", ".join(filter(None, named)), _LONGEST)
    out = next((row[role] for role in _OF_STATUS if is_out(row.get(role, ""))), "")
    said = [text for text in row.values() if text]
    if len(said) == 1 and not skaters and said[0] in map(row.get, _OF_HEATS):
        problem = f"{cut(said[0], _LONGEST)!r} stands alone above teams: not clear of which it is"
        return Fault(where, place, problem, _IN_EVERY_ROW)
    if looks_timed(row.get("time", "")) or not (skaters or out):
        return Fault(where, f"{place}, {head}", "is empty", "write the team's name or code")
    if skaters and not out:
        remedy = f"write all of a team's skaters in its row{_OR_ADD}"
        return Fault(where, place, f"{skaters!r} stands in a row without a team", remedy)
    if skaters:
        remedy = f"write a skater's status in the row of his team{_OR_ADD}"
        return Fault(where, place, f"{skaters!r} with {cut(out, _LONGEST)!r} has no team", remedy)
    heat = next((row[role] for role in _OF_HEATS if row.get(role)), "")
    about = cut(" ".join(filter(None, [heat, out])), _LONGEST)
    remedy = OF_TEAMS.format(status(out) or "DSQ")
    return Fault(where, place, f"{about!r}: not clear whose time counts", remedy)
