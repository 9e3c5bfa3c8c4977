"""Races of the bundled events as they are watched, each prepared once a process."""

from __future__ import annotations

from functools import cache

from pursuit_sim import Results, load, results
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.export.pictures import render


@cache
def event(name: str) -> Results:
    """An event with its results, which are found once for all its races."""
    return results(load(name))


@cache
def watched(name: str, race_id: str) -> Replay:
    """A race of an event, which nobody changes."""
    found = event(name)
    return render.replay(found.scenario, race_id, found)
