"""Garbage is collected often enough while a race is played, and never much at once."""

from __future__ import annotations

import gc
from collections import deque

from pursuit_sim.app.gc_pause import gc_pause


def test_the_newest_objects_do_not_pile_up_while_old_ones_are_freed() -> None:
    """As rasters that push each other out: Python counts one made and one freed as nothing."""
    usual = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        kept: deque[list[int]] = deque(([0] for _ in range(60_000)), maxlen=60_000)
        with gc_pause() as after_picture:
            most = 0
            for _ in range(1500):
                for _ in range(20):
                    kept.append([1])
                after_picture()
                most = max(most, len(gc.get_objects(generation=0)))
    finally:
        gc.set_threshold(*usual)
    assert most < 10_000, "of 30 000 that were made"
