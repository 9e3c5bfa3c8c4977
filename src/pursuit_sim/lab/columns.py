"""Parameters as columns, one value a race: which can be, and whether they are allowed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario.advice import near
from pursuit_sim.scenario.fields import number, shown
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry, Race

Column = NDArray[Any]  # (case,) of numbers; of texts for the drafting set
Columns = Mapping[str, Column]

WHERE = "parameters"
DRAFTING, DELTAS = "effort.drafting", "pacing.lap_deltas_s"
BODIES = "bodies."  # of one skater: bodies.NAME.mass_kg
_BODY = "body."  # the same of all
_SETS: tuple[str, ...] = get_args(DraftingSet)
# What each model asks of the parameters; the rest would change nothing.
_KINEMATIC = {key for key in declarations() if key.startswith("pacing.")}
_POWER = {
    key for key in declarations() if key.partition(".")[0] in ("rink", "body", "effort", "train")
} | {"pacing.start_loss_s"}
ASKED = {"kinematic": _KINEMATIC, "power": _POWER}


# What only a push asks for, and only a change of the lead.
_PUSH = {"effort.push_ratio", "effort.push_limit_n"}
_CHANGE = {"train.exchange_s", "train.swing_out_m", "pacing.exchange_cost_s"}
_THIN_AIR, _ALTITUDE = "effort.altitude_loss_per_km", "rink.altitude_m"
SWING = "pacing.corner_swing"

KNOWN = "the known passings leave it no say"
AT_LINES = "it is nought at the timing lines, and moves skaters between them only"


def idle(keys: Iterable[str], race: Race, entries: Iterable[Entry], model: str) -> tuple[str, ...]:
    """Keys that change nothing, in sentences."""
    entries, keys = tuple(entries), tuple(keys)
    told = {key: reason_idle(key, race, entries, model, keys) for key in keys}
    return tuple(f"{key} changes nothing: {why}" for key, why in told.items() if why)


def reason_idle(
    key: str, race: Race, entries: Iterable[Entry], model: str, varied: Collection[str]
) -> str:
    """Why a key changes nothing; empty where it does.

    Nobody pushes, or nobody changes the lead; the rink is at sea level; or whatever the pacing
    could say is known, or stands between the lines.

    Parameters
    ----------
    key : of a parameter
    race, entries : where, and of whom it is told
    model : "power" or "kinematic"
    varied : keys that do not stay as they are
    """
    entries = tuple(entries)
    codes = " and ".join(dict.fromkeys(entry.team.code for entry in entries))
    if key in _PUSH and not any(entry.formation.push for entry in entries):
        return f"{codes} without a push"
    if key in _CHANGE and not any(len(entry.formation.leads) > 1 for entry in entries):
        return f"{codes} without a change of the lead"
    if key == _THIN_AIR and not race.rink.altitude_m and _ALTITUDE not in varied:
        return "the rink is at 0 m, sea level"
    if model == "kinematic" and key in _KINEMATIC:
        if all(entry.all_known(race.half_laps) for entry in entries):
            return KNOWN
        if key == SWING:
            return AT_LINES
    return ""


def levelled(keys: Iterable[str], entries: Iterable[Entry]) -> list[str]:
    """Whose bodies differ here, and are alike in each run: a key of all is of the described too.

    Parameters
    ----------
    keys, entries : see `check_keys`
    """
    return [
        f"{key}: each run gives it to all of {entry.team.code}, {', '.join(entry.lineup)}, whose "
        f"own differ here; for one write bodies.NAME.{name}"
        for key in keys
        if key.startswith(_BODY) and (name := key.removeprefix(_BODY))
        for entry in entries
        if len({getattr(body, name) for body in entry.bodies}) > 1
    ]


def declared(key: str) -> str:
    """The declaration that a key is of: `body.mass_kg` for the mass of one skater."""
    return f"body.{key.rpartition('.')[2]}" if key.startswith(BODIES) else key


def skater(key: str, entry: Entry) -> int | None:
    """The skater of the line-up whose body a key is of; None where it is nobody's own."""
    if not key.startswith(BODIES):
        return None
    found = match(_name(key), entry.lineup)
    return found[0] if len(found) == 1 else None


def check_keys(
    keys: Iterable[str], entries: Iterable[Entry], model: str, where: str
) -> list[Fault]:
    """What is wrong with the keys of columns.

    Parameters
    ----------
    keys : such as ``rink.air_density_kgm3`` or ``bodies.Roest.mass_kg``
    entries : of the teams, of which one must have each skater
    model : "power" or "kinematic"
    where : what the faults name
    """
    known, entries, keys = declarations(), tuple(entries), tuple(keys)
    faults: list[Fault] = []
    bodies: dict[tuple[str, tuple[int | None, ...]], str] = {}
    for key in keys:
        own = key.startswith(BODIES) and declared(key) in known
        if not own and key not in known:
            best = near(key, known)
            remedy = f"did you mean {best!r}?" if best else f"write one such as {_some(model)}"
            faults.append(Fault(where, key, "there is no such parameter", remedy))
            continue
        if own and all(skater(key, entry) is None for entry in entries):
            names = [name for entry in entries for name in entry.lineup]
            problem = f"{shown(_name(key))} is not one skater who skates here"
            faults.append(Fault(where, key, problem, f"write one of {', '.join(names)}"))
        elif own:
            whose = declared(key), tuple(skater(key, entry) for entry in entries)
            if bodies.setdefault(whose, key) != key:
                problem = f"says the same as {bodies[whose]}"
                faults.append(Fault(where, key, problem, "leave one of them out"))
        faults += unasked(key, declared(key), model, where)
    return faults


def unasked(key: str, parameter: str, model: str, where: str) -> list[Fault]:
    """What is wrong with a key whose parameter a model does not ask for."""
    if parameter not in declarations() or parameter in ASKED[model]:
        return []
    others = [name for name, asked in ASKED.items() if parameter in asked]
    remedy = "leave it out" + "".join(f", or take the {name} model" for name in others)
    problem = f"the {model} model does not ask for it"
    if not others:
        problem, remedy = "it is about chance, which no model asks for", "leave it out; see `odds`"
    return [Fault(where, key, problem, remedy)]


def check_values(key: str, values: Column, where: str, laps: int) -> list[Fault]:
    """What is wrong with a column whose key is known, in at most one fault."""
    if key == DRAFTING:
        wrong = ~np.isin(values, _SETS)
        remedy = f"write one of {', '.join(_SETS)}"
    elif values.dtype.kind not in "fiu":
        odd = (each for each in values.flat if not isinstance(each, (int, float)))
        found = f"found {shown(str(next(odd, values.flat[0])))}" if values.size else "found nothing"
        return [Fault(where, key, found, "give numbers")]
    elif key == DELTAS:
        if values.ndim != 2 or values.shape[1] != laps:
            problem = f"found an array of shape {values.shape}"
            return [Fault(where, key, problem, f"give (race, lap), of {laps} laps")]
        wrong, remedy = ~(np.abs(values) <= 5.0), "from −5 to 5 (s)"
    else:
        low, high = allowed(declarations()[declared(key)])
        extra: Any = declarations()[declared(key)].json_schema_extra
        wrong = ~((values >= low) & (values <= high))
        unit = "" if extra["unit"] == "1" else f" ({extra['unit']})"
        remedy = f"allowed is {number(low)} to {number(high)}{unit}"
    if not wrong.any():
        return []
    first = np.argwhere(wrong)[0].tolist()
    found = values[tuple(first)]
    told = shown(str(found)) if key == DRAFTING else f"{float(found):g}"
    at = ", ".join(map(str, first))
    many = int(wrong.sum())
    more = f", and {many - 1} more" if many > 1 else ""
    return [Fault(where, key, f"found {told} at [{at}]{more}", remedy)]


def columns(
    given: Mapping[str, ArrayLike], entry: Entry, laps: int, model: str
) -> dict[str, Column]:
    """Columns of one length, checked.

    They are copies that nobody can change.

    Raises
    ------
    InputError
        with every fault
    """
    if not hasattr(given, "items") or not all(isinstance(key, str) for key, _ in given.items()):
        remedy = "give arrays by their keys, such as {'rink.air_density_kgm3': [1.03, 1.24]}"
        raise InputError.single(WHERE, "", f"found {shown(str(given))}", remedy)
    faults = check_keys(given, [entry], model, WHERE)
    bad = {fault.key for fault in faults}
    arrays: dict[str, Column] = {}
    for key, values in given.items():
        try:
            array = _array(values)
        except ValueError:  # rows of several lengths
            problem = "found rows of several lengths"
            faults.append(Fault(WHERE, key, problem, "give one value a race"))
            continue
        least = 2 if key == DELTAS else 1
        arrays[key] = array[np.newaxis] if array.ndim == least - 1 else array
        if arrays[key].ndim != least and key not in bad:
            problem = f"found an array of shape {array.shape}"
            faults.append(Fault(WHERE, key, problem, "give one value a race"))
        elif key not in bad:
            faults += check_values(key, arrays[key], WHERE, laps)
    lengths = {key: len(array) for key, array in arrays.items() if len(array) != 1}
    if len({*lengths.values()}) > 1:
        told = ", ".join(f"{key} has {count}" for key, count in lengths.items())
        faults.append(Fault(WHERE, "", f"arrays of several lengths: {told}", "give one length"))
    if not faults and (not arrays or 0 in lengths.values()):
        faults.append(Fault(WHERE, "", "no race", "give an array of at least one value"))
    if faults:
        raise InputError(faults)
    count = max(map(len, arrays.values()))
    return {
        key: np.broadcast_to(
            array.copy() if array.dtype.kind == "U" else array.astype(np.float64),
            (count, *array.shape[1:]),
        )
        for key, array in arrays.items()
    }


def _array(values: ArrayLike) -> Column:
    """Values as an array; what a mask hides is no number."""
    if isinstance(values, np.ma.MaskedArray) and values.dtype.kind in "fiu":
        return np.asarray(np.ma.filled(values.astype(np.float64), np.nan))
    return np.asarray(values)


def _name(key: str) -> str:
    return key[len(BODIES) :].rpartition(".")[0].strip().strip("\"'")


def _some(model: str) -> str:
    return "rink.air_density_kgm3" if model == "power" else "pacing.fade_s"
