"""What the functions beside it may be given, and how that is read; no command of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import signature
from numbers import Integral, Real
from typing import Any, ParamSpec, TypeVar, get_args

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario import Scenario, load
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.picking import pick_race, unknown
from pursuit_sim.scenario.race import Race

P = ParamSpec("P")
Answer = TypeVar("Answer")

_TEXT = "no text", "write one"
_SWITCH = "neither True nor False", "write one of them"
_KINDS: dict[str, tuple[Any, str, str]] = {
    "str": (str, *_TEXT),
    "str | None": (str | None, *_TEXT),
    "str | float | None": (str | Real | None, "neither a number nor a text", "write one of them"),
    "bool": (bool, *_SWITCH),  # a text such as "no" is true
    "bool | None": (bool | None, *_SWITCH),
}

# A scenario, or what `load` takes: a bundled name, a path, a text of several lines, tables.
GivenScenario = Scenario | str | os.PathLike[str] | Mapping[str, Any]


def kinds_checked(ask: Callable[P, Answer]) -> Callable[P, Answer]:
    """A function that raises `InputError` for a text that is none, and a switch that is none.

    What it should get is what its annotations say.
    """
    known = signature(ask)
    asked = {
        name: _KINDS[each.annotation]
        for name, each in known.parameters.items()
        if each.annotation in _KINDS
    }

    @wraps(ask)
    def checked(*args: P.args, **kwargs: P.kwargs) -> Answer:
        given = known.bind(*args, **kwargs).arguments
        faults = [
            Fault(name, "", f"found {shown(given[name])}, which is {what}", remedy)
            for name, (kind, what, remedy) in asked.items()
            if name in given and not isinstance(given[name], kind)
        ]
        if faults:
            raise InputError(faults)
        return ask(*args, **kwargs)

    return checked


def scenario_of(given: GivenScenario) -> Scenario:
    """The scenario itself, or the one that `load` makes of it."""
    return given if isinstance(given, Scenario) else load(given)


def scenarios_of(given: GivenScenario | Sequence[GivenScenario], where: str) -> list[Scenario]:
    """One scenario, or several, in their order; see `scenario_of`.

    Raises
    ------
    InputError
        if one cannot be read, or it is neither; then it names the argument
    """
    if isinstance(given, (Scenario, str, os.PathLike, Mapping)):
        return [scenario_of(given)]
    several: object = given
    if not isinstance(several, Iterable):
        remedy = "give a name, a path, a text or tables, or several in a list"
        raise InputError.single(where, "", f"found {shown(given)}, which is no scenario", remedy)
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
            problem = f"found {race!r} beside the race {given.id}"
            raise InputError.single("race", "", problem, "give one of them")
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


def number_of(where: str, value: object, allowed: str) -> float:
    """A number, whatever its type; raises `InputError`, with what is allowed, for what is none."""
    if not isinstance(value, Real):
        raise InputError.single(where, "", f"found {shown(value)}, which is no number", allowed)
    try:
        return float(value)
    except OverflowError:  # a whole number of hundreds of digits
        raise InputError.single(where, "", "the number is too large", allowed) from None


def check_between(where: str, value: object, low: float, high: float, what: str = "") -> None:
    """Raise `InputError` for what is no number, or is one outside of its range."""
    allowed = f"write {low:g} to {high:g}"
    number = number_of(where, value, allowed)
    if not low <= number <= high:
        found = f"{number:g}"
        raise InputError.single(where, "", f"{found} {what}".rstrip(), allowed)


def whole(where: str, value: object, low: int, high: int | None = None, what: str = "") -> int:
    """A whole number as one, however its type writes it: 10000, 1e4, or NumPy's.

    Parameters
    ----------
    where : the argument
    value : as it was given
    low, high : smallest and largest value allowed, both included; None where there is no largest
    what : is counted

    Raises
    ------
    InputError
        if it is none, or outside of its range
    """
    allowed = f"write {low} or more" if high is None else f"write {low} to {high}"
    if not isinstance(value, Real) or not (isinstance(value, Integral) or value % 1 == 0):
        problem = f"found {shown(value)}, which is no whole number"
        raise InputError.single(where, "", problem, allowed)
    number = int(value) if isinstance(value, Integral) else int(number_of(where, value, allowed))
    if number < low or (high is not None and number > high):
        problem = (
            f"{shown(number)} is below {low}"
            if high is None
            else f"{shown(number)} {what}".rstrip()
        )
        raise InputError.single(where, "", problem, allowed)
    return number


def drawn(
    draws: float | None, seed: float | None, fewest: int, most: int, what: str
) -> tuple[int | None, int | None]:
    """Draws and their seed as whole numbers; None where they were not given.

    Parameters
    ----------
    draws, seed : as they were given
    fewest, most : draws that say something, and do not take for ever
    what : is drawn

    Raises
    ------
    InputError
        with all that is wrong
    """
    faults: list[Fault] = []
    found: list[int | None] = []
    for each in (("draws", draws, fewest, most, what), ("seed", seed, 0)):
        try:
            found.append(None if each[1] is None else whole(*each))
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return found[0], found[1]
