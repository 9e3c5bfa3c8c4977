"""Work of the processor in seconds of a usual machine, so that a slow one fails no test.

Only for work that once was the square of its input and took ten times its bound and more: how
fast the program is, the benchmarks measure.
"""

from __future__ import annotations

import time
from collections.abc import Callable

_USUAL_S = 0.075  # what `_piece` takes where all tests take three minutes on two cores


def usual_seconds(work: Callable[[], object]) -> float:
    """What some work takes [s], measured by pieces of the same kind before and after it."""
    before = _piece_s()
    began = time.process_time()
    work()
    taken = time.process_time() - began
    return taken * min(1.0, _USUAL_S / max(before, _piece_s()))


def _piece_s() -> float:
    began = time.process_time()
    words: dict[str, int] = {}
    for i in range(100_000):
        words[str(i % 1000)] = words.get(str(i), 0) + len(f"{i} laps".split())
    return time.process_time() - began
