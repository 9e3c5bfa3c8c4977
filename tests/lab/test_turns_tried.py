"""Rotations that are tried in every draw of a long race, against a search of all in each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pursuit_sim import load
from pursuit_sim.lab.best import best_of_each
from pursuit_sim.lab.monte_carlo import Formations
from pursuit_sim.lab.turn_search import best_turns
from pursuit_sim.lab.uncertainty import uncertain

pytestmark = pytest.mark.whole

TWELVE = {
    "format": "pursuit-sim/scenario",
    "version": 1,
    "event": {"name": "Twelve", "sex": "women", "laps": 12},
    "teams": {"RED": {"skaters": ["Ada", "Bea", "Cleo"]}},
    "races": {
        "race-1": {
            "finish": {
                "team": "RED",
                "lineup": ["Ada", "Bea", "Cleo"],
                "time": 372.0,
                "formation": "push",
            }
        }
    },
}
DRAWS, LOOKED_AT = 200, 48


def test_what_they_miss_is_little_and_told_in_a_long_race() -> None:
    """Three that differ as skaters of a team do; each draw's best found by itself, without them."""
    race = load(TWELVE).races["race-1"]
    entry = race.entries[0]
    best = best_of_each(race, entry.with_effort(effectiveness=0.93))
    formations = Formations(race, entry, best.entries, (entry.formation,), uncertain(entry))
    values = formations.usual(DRAWS)
    chance = np.random.default_rng(8)
    for name in formations.differing:
        values[name] = chance.normal(0.0, 0.04, DRAWS)
    drawn = formations.times(values)
    missed = []
    for draw in np.linspace(0, DRAWS - 1, LOOKED_AT).astype(int).tolist():
        bodies = [
            body.model_copy(
                update={
                    "aerobic_w": body.aerobic_w * (1 + values[name][draw]),
                    "anaerobic_j": body.anaerobic_j * (1 + values[name][draw]),
                }
            )
            for body, name in zip(entry.bodies, formations.differing, strict=True)
        ]
        alone = replace(entry, bodies=(bodies[0], bodies[1], bodies[2]))
        found = best_turns(race, alone.with_effort(effectiveness=drawn.effectiveness[draw]))
        missed.append(drawn.time_s["rotating"][draw] - found.time_s)
    assert min(missed) > -0.001
    assert np.mean(missed) < 0.2  # a fiftieth of the interval of such a race
    told, most = drawn.missed_s
    assert np.mean(missed) == pytest.approx(told, abs=0.1)
    assert told < most
