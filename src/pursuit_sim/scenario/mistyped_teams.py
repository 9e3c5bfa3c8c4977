"""Teams of a what-if that are in no race, and have the letters of one that is: slips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.one_race import SIDES
from pursuit_sim.scenario.told_times import inner


def faults(layers: Sequence[ScenarioSource], tables: Mapping[str, Any]) -> Iterator[Fault]:
    """A fault for each team that a later layer names, meaning another one.

    What is said of it would change nothing, and nobody would know. A team with skaters of its own
    is one, which another file may put into a race; the same code in other capitals is none, nor is
    one whose skaters are mostly those of the other.

    Parameters
    ----------
    layers : the base first
    tables : of all layers, merged
    """
    known = {_letters(code): code for code in _teams(layers[0].raw)}
    named = {*_teams(layers[0].raw)}
    skaters = {code: _skaters(layers[0].raw, code) for code in named}
    racing = {*_racing(tables)}
    for layer in layers[1:]:
        for code in _teams(layer.raw):
            meant = known.get(_letters(code), code)
            slip = code not in {meant} | named and code not in racing
            same = code.casefold() == meant.casefold()
            own = "skaters" in inner(layer.raw, "teams", code) and not (
                same or _mostly(_skaters(layer.raw, code), skaters.get(meant, frozenset()))
            )
            if slip and not own:
                problem = "is a team of no race"
                yield Fault(layer.where, f"teams.{code}", problem, f"did you mean {shown(meant)}?")
        named |= {*_teams(layer.raw)}
        given = {code: _skaters(layer.raw, code) for code in _teams(layer.raw)}
        skaters |= {code: names for code, names in given.items() if names}
        known |= {_letters(code): code for code in _teams(layer.raw) if code in racing}


def _skaters(raw: Mapping[str, Any], code: str) -> frozenset[str]:
    """The names of a team's skaters, of tables that nobody has checked."""
    names = inner(raw, "teams", code).get("skaters")
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
