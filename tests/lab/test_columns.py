"""Keys of many races at once, and whom each is told of."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim import load
from pursuit_sim.lab.columns import levelled


def test_a_key_of_all_says_whose_own_values_it_takes_the_place_of() -> None:
    """In a file only, where `sweep` without one leaves a described skater as described."""
    entry = load("beijing-2022-men").races["sf-1"].entries[0]
    alike = replace(entry, bodies=(entry.bodies[0],) * 3)
    assert levelled(["body.mass_kg"], [alike]) == []
    heavy = entry.bodies[0].model_copy(update={"mass_kg": 85.0})
    own = replace(alike, bodies=(heavy, *alike.bodies[1:]))
    (said,) = levelled(["body.mass_kg", "body.aerobic_w", "pacing.fade_s"], [own])
    assert said.startswith("body.mass_kg: each run gives it to all of NOR, ")
    assert entry.lineup[0] in said
