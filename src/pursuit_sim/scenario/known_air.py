"""The rink of files and overrides on top of each other: what each leaves of the air below it.

An altitude that comes later thins the air that was known; a described air that comes later takes
its place. What one file says stands together, and so do the overrides of one call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pursuit_sim.scenario import halls
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.parameter_tables import RinkTable
from pursuit_sim.scenario.parameters import Rink, declarations
from pursuit_sim.scenario.quantity import allowed

DENSITY, ALTITUDE = "air_density_kgm3", "altitude_m"
_DESCRIBED = ("air_temperature_c", "humidity_pct", "air_pressure_hpa")


def rink(table: RinkTable | None, layers: Sequence[ScenarioSource]) -> Rink:
    """The rink.

    Parameters
    ----------
    table : what is left of the merged tables after `check`
    layers : that were merged, the base first, unchecked
    """
    if table is None:
        return Rink.model_construct()
    given = {name: getattr(table, name) for name in table.model_fields_set & {*Rink.model_fields}}
    air = {name: value for name in _DESCRIBED if (value := getattr(table, name)) is not None}
    said = _said(layers)
    density, described = _last(said, (DENSITY,)), _last(said, _DESCRIBED)
    if described > density:
        given.pop(DENSITY, None)
    known = max(density, described)
    if known < _last(said, (ALTITUDE,)) and (air or DENSITY in given):
        there = _altitude(said[: known + 1], table)
        was = halls.values(table.hall, given | {ALTITUDE: there}, air)[DENSITY]
        given[DENSITY] = halls.thinned(was, there, given.get(ALTITUDE, there))
    found = halls.values(table.hall, given, air)
    return Rink.model_construct(_fields_set=set(found), **found)


def _said(layers: Sequence[ScenarioSource]) -> list[dict[str, Any]]:
    """What each file, and each call, says of the rink since its hall was last named."""
    found: list[dict[str, Any]] = []
    for layer in layers:
        own = layer.raw.get("rink")
        own = {"hall": own} if isinstance(own, str) else own
        own = own if isinstance(own, dict) else {}
        found = [own] if "hall" in own else [*found, own]
    return found


def _last(said: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> int:
    """Index of the last that says one of some keys; −1 for none."""
    return max((i for i, own in enumerate(said) if any(key in own for key in keys)), default=-1)


def _altitude(said: Sequence[Mapping[str, Any]], table: RinkTable) -> float:
    """The altitude [m] that some say in the end, by themselves or by the hall."""
    low, high = allowed(declarations()[f"rink.{ALTITUDE}"])
    for own in reversed(said):
        told = own.get(ALTITUDE)
        # What was wrong and is replaced is nobody's fault.
        if isinstance(told, int | float) and low <= told <= high:
            return float(told)
    return halls.halls()[table.hall].altitude_m if table.hall is not None else Rink().altitude_m
