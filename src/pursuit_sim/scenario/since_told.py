"""What a file says of a run, where a what-if has made the run another one since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.told_times import inner
from pursuit_sim.track import Side

_COSTS = ("fall", "incident")  # what a time may have in it


def still_in_time(layers: Sequence[ScenarioSource], race: str, side: Side) -> str:
    """What a what-if took out of a run whose time is still the one with it; empty where nothing.

    Parameters
    ----------
    layers : the base first, unchecked
    race, side : of the run
    """
    entry: dict[str, Any] = {}
    cost = ""
    for layer in layers:
        own = inner(layer.raw, "races", race, side)
        below, entry = entry, merge(entry, own)
        gone = (key for key in _COSTS if key in below and key not in entry)
        cost = next(gone, cost)
        if {"time", "status"} & own.keys() or ("gap" in own and "time" not in entry):
            cost = ""
    return "" if {*_COSTS} & entry.keys() else cost
