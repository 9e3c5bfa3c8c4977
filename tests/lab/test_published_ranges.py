"""The ranges of the draws are those that docs/models.md gives with their sources."""

from __future__ import annotations

import pytest

from helpers import races
from pursuit_sim.lab.uncertainty import uncertain

# Name: low, usual, high, as published; ratios are to 0.37, 0.46, 0.20 m², 0.0048, 78 kg, 335 W
# and 24 kJ.
PUBLISHED = {
    "κ_push/κ_rot": (0.95, 0.98, 1.00),
    "set of drafting strengths": (0.0, 0.25, 1.0),  # race-effective up to a half
    "shelter behind others": (0.30 / 0.37, 1, 0.40 / 0.37),
    "leader's gain": (0.05, 0.09, 0.18),
    "drag when swung out": (0.0, 0.05, 0.2),
    "duration of a change": (4.2, 5.0, 7.7),
    "how far an old leader swings out": (1.0, 2.75, 3.0),
    "distance when rotating": (1.0, 1.2, 1.5),
    "distance when pushing": (0.8, 0.9, 1.1),
    **{f"ability of skater {i}": (-0.08, 0.0, 0.08) for i in (1, 2, 3)},  # two deviations of 4 %
    "air density": (-0.03, 0, 0.03),
    "drag area": (0.18 / 0.20, 1, 0.24 / 0.20),
    "ice friction": (0.003 / 0.0048, 1, 0.006 / 0.0048),
    "mass": (72 / 78, 1, 86 / 78),
    "aerobic power": (300 / 335, 1, 360 / 335),
    "anaerobic reserve": (18 / 24, 1, 28 / 24),
}


def test_every_range_is_the_published_one() -> None:
    # An entry of default values, rotating.
    found = {each.name: each for each in uncertain(races.entry(formation=races.DUTCH))}
    assert found.keys() == PUBLISHED.keys()
    for name, (low, usual, high) in PUBLISHED.items():
        each = found[name]
        assert (each.low, each.usual, each.high) == pytest.approx((low, usual, high)), name
