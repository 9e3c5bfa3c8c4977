"""What the functions beside it may be given, and how that is read; no command of its own."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.picking import pick_race, unknown
from pursuit_sim.scenario.race import Race

# A scenario, or what `load` takes: a bundled name, a path, a text of several lines, tables.
GivenScenario = Scenario | str | os.PathLike[str] | Mapping[str, Any]


def scenario_of(given: GivenScenario) -> Scenario:
    """The scenario itself, or the one that `load` makes of it."""
    return given if isinstance(given, Scenario) else load(given)


def scenarios_of(given: GivenScenario | Sequence[GivenScenario]) -> list[Scenario]:
    """One scenario, or several, in their order; see `scenario_of`."""
    if isinstance(given, (Scenario, str, os.PathLike, Mapping)):
        return [scenario_of(given)]
    return [scenario_of(each) for each in given]


def race_of(given: GivenScenario | Race, race: str | None) -> Race:
    """A race of a scenario by its id; a race itself needs no word more.

    Raises
    ------
    InputError
        if there is none of that name
    """
    if isinstance(given, Race):
        if race not in (None, given.id):
            raise InputError.single(
                "race", "", f"found {race!r} beside the race {given.id}", "give one of them"
            )
        return given
    return pick_race(scenario_of(given), race)


def check_drafting(drafting: str | None) -> None:
    """Raise `InputError` for a set of drafting strengths that there is not."""
    known = get_args(DraftingSet)
    if drafting is not None and drafting not in known:
        raise unknown("set", drafting, known, "drafting")


def check_model(model: str, scenario: Scenario) -> None:
    """Raise `InputError` where a race stands in the place of the model."""
    if model in scenario.races:
        remedy = f"write race={model!r}"
        raise InputError.single("model", "", f"{model!r} is a race", remedy)


def check_between(where: str, value: float, low: float, high: float, what: str = "") -> None:
    """Raise `InputError` for a number outside of its range."""
    if not low <= value <= high:
        raise InputError.single(
            where, "", f"{value:g}{f' {what}' if what else ''}", f"write {low:g} to {high:g}"
        )
