"""Teams of a what-if that are in no race, and are none of their own: slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.scenario.advice import MOST_COMPARED, hint, near
from pursuit_sim.scenario.faults import Faults, ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import MOST_ENTRIES, MOST_NAMED
from pursuit_sim.scenario.one_race import SIDES
from pursuit_sim.scenario.told_times import inner

Table = Mapping[str, Any]
_WHO = {"name", "skaters"}  # what says who a team is


def check(layers: Sequence[ScenarioSource], tables: Mapping[str, Any], faults: Faults) -> None:
    """Note each team that a later layer names, meaning another one.

    What is said of it would change nothing, and nobody would know. A team with a name or skaters
    of its own is one, which another file may put into a race. None is one that is called as a
    team there, has its code in other capitals, or a code like it and mostly its skaters; nor one
    of which nobody says who it is.

    Parameters
    ----------
    layers : the base first
    tables : of all layers, merged
    faults : takes the faults
    """
    if len(layers) == 1 or len(inner(tables, "teams")) > MOST_ENTRIES:  # more are refused
        return
    there = _There()
    there.add(layers[0].raw)
    racing = {*_racing(tables)}
    for layer in layers[1:]:
        for code in inner(layer.raw, "teams"):
            if code in racing or code in there.teams:
                continue
            team = inner(layer.raw, "teams", code)
            meant = there.meant(code, team)
            if meant is not None or not team.keys() & _WHO:
                problem = "is a team of no race"
                remedy = "" if faults.full else _remedy(code, meant, there.teams)
                faults.note(Fault(layer.where, f"teams.{code}", problem, remedy))
        there.add(layer.raw)


class _There:
    """The teams of some layers, found by what tells who they are: no team is asked of each."""

    def __init__(self) -> None:
        self.teams: dict[str, Table] = {}
        self._called: dict[str, list[str]] = {}
        self._letters: dict[str, list[str]] = {}
        self._skating: dict[str, list[str]] = {}

    def add(self, raw: Mapping[str, Any]) -> None:
        """Add what a layer says of its teams."""
        for code in inner(raw, "teams"):
            own = inner(raw, "teams", code)
            team = self.teams[code] = {**self.teams.get(code, {}), **own}
            for name in {code.casefold(), str(team.get("name", code)).casefold()}:
                self._called.setdefault(name, []).append(code)
            self._letters.setdefault(_letters(code), []).append(code)
            for name in _skaters(own):
                self._skating.setdefault(name, []).append(code)

    def meant(self, code: str, team: Table) -> str | None:
        """The first team that another one of no race stands for."""
        called = str(team.get("name") or code).casefold()
        skating = (self._skating.get(name, ()) for name in sorted(_skaters(team)))
        slips = chain(self._letters.get(_letters(code), ()), *skating)
        like = {
            *self._called.get(called, ()),
            *self._called.get(code.casefold(), ()),
            *islice(slips, MOST_COMPARED),
        }
        means = (each for each in self.teams if each in like)
        return next((each for each in means if _means(code, team, each, self.teams)), None)


def _means(code: str, team: Table, other: str, there: Mapping[str, Table]) -> bool:
    """Whether a team of no race stands for another one."""
    known = there[other]
    called = str(team.get("name") or code).casefold()
    if called in {other.casefold(), str(known.get("name", other)).casefold()}:
        return True
    alike = _letters(code) == _letters(other)
    if alike and (code.casefold() == other.casefold() or "skaters" not in team):
        return True
    return _mostly(_skaters(team), _skaters(known)) and (alike or near(code, [other]) is not None)


def _remedy(code: str, meant: str | None, there: Iterable[str]) -> str:
    advice = f"did you mean {shown(meant)}?" if meant else hint(code, there)
    return advice or "give it a name, skaters and a race, or take it out"


def _skaters(team: Table) -> frozenset[str]:
    """The names of a team's skaters, of a table that nobody has checked."""
    names = team.get("skaters")
    found = names[:MOST_NAMED] if isinstance(names, list) else []  # more are refused
    return frozenset(" ".join(each.casefold().split()) for each in found if isinstance(each, str))


def _mostly(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether half of a squad or more is the other one, where some of a team were replaced."""
    common = len(names & others)
    return common > 0 and 2 * common >= min(len(names), len(others))


def _letters(code: str) -> str:
    """The letters of a code, whatever their capitals and their order."""
    return "".join(sorted(code.casefold()))


def _racing(tables: Mapping[str, Any]) -> Iterator[str]:
    """The codes of teams in races, of tables that nobody has checked."""
    for race in inner(tables, "races"):
        for side in SIDES:
            code = inner(tables, "races", race, side).get("team")
            if isinstance(code, str):
                yield code
