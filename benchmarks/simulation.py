"""The models."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

from benchmarks.process import MILLISECONDS
from benchmarks.row import Row
from pursuit_sim import load, simulate

TIMES = 10  # of every race
AIM_MS = 3.0


def rows() -> Iterator[Row]:
    """`simulate`, over every race of the men's event."""
    races = load("beijing-2022-men").races.values()
    took = []
    for turn in range(TIMES + 1):
        for race in races:
            start = time.perf_counter()
            simulate(race)
            if turn:
                took.append(time.perf_counter() - start)
    yield Row(
        "simulate one race, kinematic",
        statistics.median(took) * MILLISECONDS,
        AIM_MS,
        "ms",
        note=f"median of {len(took)}, slowest {max(took) * MILLISECONDS:.1f} ms",
    )
