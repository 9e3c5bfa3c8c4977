"""Races of six laps with falls, as scenario files have them: some by hand, others drawn."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from helpers.two_teams import two
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.errors import InputError

FALLEN = {
    # They fall in the last lap, far ahead, and win all the same: the others coast past them.
    "wins": (
        """time = 184.38\nformation = "few changes"
        splits = [[5.5, 160.77]]\nfall = { skater = "Bea Two", laps = 5.7 }""",
        """time = 186.90\nformation = "fixed"\nsplits = [[3.0, 95.03]]""",
    ),
    # They slide over the line of two laps, ahead there, and the others pass them as they lie.
    "slides": (
        """time = 185.34\nformation = "fixed"
        splits = [[1.5, 46.69]]\nfall = { skater = "Cat Three", laps = 1.86 }""",
        """time = 186.80\nformation = "rotating"\nsplits = [[3.0, 95.19]]""",
    ),
    # The others pass them and fall in turn, and are passed again.
    "both": (
        """time = 190.0\nformation = "push"
        splits = [[3.0, 92.0]]\nfall = { skater = "Cat Three", laps = 3.3 }""",
        """time = 196.0\nformation = "rotating"
        splits = [[3.0, 93.0]]\nfall = { skater = "Dan Red", laps = 3.35 }""",
    ),
    # Both fall where they are level, and lie as long as each other.
    "together": (
        """time = 230.0\nformation = "rotating"
        splits = [[0.5, 19.0]]\nfall = { skater = "Bea Two", laps = 0.7 }""",
        """time = 232.0\nformation = "rotating"
        splits = [[0.5, 19.0]]\nfall = { skater = "Eve Blue", laps = 0.7 }""",
    ),
    # They fall in the last bend, on their own when they come home.
    "last": (
        """time = 192.0\nformation = "rotating"
        splits = [[5.5, 168.0]]\nfall = { skater = "Cat Three", laps = 5.84 }""",
        """time = 185.0\nformation = "push"\n""",
    ),
    # Level at the line, so that the lead there is as it was; on the ice they are ahead.
    "level": (
        """time = 192.0\nformation = "rotating"
        splits = [[2.0, 63.0]]\nfall = { skater = "Bea Two", laps = 2.3 }""",
        """time = 202.0\nformation = "push"
        splits = [[2.0, 63.0], [5.0, 161.0]]\nfall = { skater = "Dan Red", laps = 5.3 }""",
    ),
    # Three leads as Two drops back, and falls: then One is in front.
    "exchange": (
        """time = 195.58\nformation = "rotating"
        splits = [[2.0, 65.49]]\nfall = { skater = "Cat Three", laps = 2.28 }""",
        """time = 180.24\nformation = "rotating"\nsplits = [[3.5, 106.32]]""",
    ),
}


def drawn(seed: int, tries: int) -> Iterator[Replay]:
    """Races in which teams fall anywhere, or not; what cannot be skated is left out."""
    dice = np.random.default_rng(seed)
    for _ in range(tries):
        sides = [_side(dice, names) for names in (("Ann One", "Cat Three"), ("Eve Blue",))]
        try:
            yield two(*sides)
        except InputError:
            continue


def _side(dice: np.random.Generator, names: tuple[str, ...]) -> str:
    """A team that falls in two of three draws, after a known passing of the last half-lap."""
    time = dice.uniform(172.0, 190.0)
    formation = f'formation = "{dice.choice(["push", "rotating", "few changes", "fixed"])}"'
    if dice.random() < 1 / 3:
        return f"time = {time:.2f}\n{formation}"
    laps = dice.uniform(1.3, 5.9)
    passed = np.floor(2 * laps) / 2
    return (
        f"time = {time + dice.uniform(11.0, 15.0):.2f}\n{formation}\n"
        f"splits = [[{passed}, {time * passed / 6 + 3.0:.2f}]]\n"
        f'fall = {{ skater = "{dice.choice(names)}", laps = {laps:.2f} }}'
    )
