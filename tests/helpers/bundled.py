"""Races of the bundled events as they are watched, each prepared once a process."""

from __future__ import annotations

from functools import cache

import pytest

from pursuit_sim import Results, load, resources, results
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.export.pictures import render

# One of each kind: with a bracket, of men and of women; with a fall, with teams missing, without
# passings, of a World Cup, of time trials, of one race, of one team known, of a what-if.
TYPICAL = (
    "beijing-2022-men", "beijing-2022-women", "pyeongchang-2018-men", "thialf-2020-women",
    "thialf-2020-pair-1", "two-teams", "what-if-dutch-push", "world-cup-2025-hamar-women",
)  # fmt: skip
# For tests that look at pictures of each, which takes long: the others of a kind are slow.
EVERY_EVENT = [
    pytest.param(name, marks=() if name in TYPICAL else pytest.mark.slow)
    for name in resources.scenarios()
]


@cache
def event(name: str) -> Results:
    """An event with its results, which are found once for all its races."""
    return results(load(name))


@cache
def watched(name: str, race_id: str) -> Replay:
    """A race of an event, which nobody changes."""
    found = event(name)
    return render.replay(found.scenario, race_id, found)
