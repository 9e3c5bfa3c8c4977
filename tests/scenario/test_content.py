"""What fingerprints are made of: all that a value says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import races
from pursuit_sim.scenario.content import content
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Race, Split


def race(fade_s: float = 1.0, passing_s: float = 31.0) -> Race:
    pacing = Pacing(fade_s=fade_s)
    return races.race(races.entry(pacing=pacing, splits=(Split(2, passing_s),)))


def test_equal_values_have_equal_texts() -> None:
    assert content(race()) == content(race())
    assert content({"a": [1, "b"]}) == content({"a": (1, "b")})


@pytest.mark.parametrize(
    "other",
    [
        race(fade_s=1.1),
        race(passing_s=31.01),
        replace(race(), laps=6),
        replace(race(), entries=()),
    ],
    ids=["pacing", "passing", "laps", "entries"],
)
def test_another_value_anywhere_within_is_another_text(other: Race) -> None:
    assert content(other) != content(race())
    assert content({"r": [other]}) != content({"r": [race()]})
