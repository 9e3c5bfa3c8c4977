"""Teams of a what-if that are in no race, and are none of their own: slips."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.scenario.advice import hint, near
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.one_race import SIDES
from pursuit_sim.scenario.told_times import inner

Table = Mapping[str, Any]
_WHO = {"name", "skaters"}  # what says who a team is


def faults(layers: Sequence[ScenarioSource], tables: Mapping[str, Any]) -> Iterator[Fault]:
    """A fault for each team that a later layer names, meaning another one.

    What is said of it would change nothing, and nobody would know. A team with a name or skaters
    of its own is one, which another file may put into a race. None is one that is called as a
    team there, has its code in other capitals, or a code like it and mostly its skaters; nor one
    of which nobody says who it is.

    Parameters
    ----------
    layers : the base first
    tables : of all layers, merged
    """
    there = {code: inner(layers[0].raw, "teams", code) for code in _teams(layers[0].raw)}
    racing = {*_racing(tables)}
    for layer in layers[1:]:
        given = {code: inner(layer.raw, "teams", code) for code in _teams(layer.raw)}
        for code, team in given.items():
            if code in racing or code in there:
                continue
            meant = next((each for each in there if _means(code, team, each, there[each])), None)
            if meant is not None or not team.keys() & _WHO:
                problem = "is a team of no race"
                yield Fault(layer.where, f"teams.{code}", problem, _remedy(code, meant, there))
        for code, team in given.items():
            there[code] = {**there.get(code, {}), **team}


def _means(code: str, team: Table, other: str, known: Table) -> bool:
    """Whether a team of no race stands for another one."""
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
    found = names if isinstance(names, list) else []
    return frozenset(" ".join(each.casefold().split()) for each in found if isinstance(each, str))


def _mostly(names: frozenset[str], others: frozenset[str]) -> bool:
    """Whether half of a squad or more is the other one, where some of a team were replaced."""
    common = len(names & others)
    return common > 0 and 2 * common >= min(len(names), len(others))


def _letters(code: str) -> str:
    """The letters of a code, whatever their capitals and their order."""
    return "".join(sorted(code.casefold()))


def _teams(raw: Mapping[str, Any]) -> list[str]:
    return [*inner(raw, "teams")]


def _racing(tables: Mapping[str, Any]) -> Iterator[str]:
    """The codes of teams in races, of tables that nobody has checked."""
    for race in inner(tables, "races"):
        for side in SIDES:
            code = inner(tables, "races", race, side).get("team")
            if isinstance(code, str):
                yield code
