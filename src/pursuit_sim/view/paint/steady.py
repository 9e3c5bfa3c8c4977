"""Pictures one after the other without the pauses of a full garbage collection."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_RARELY = 1_000_000  # collections of the middle generation before a full one


@contextmanager
def steady() -> Iterator[None]:
    """Inside, a full collection, which takes longer than a picture may, is all but never made.

    What there is at the beginning stays: the collector need not look at it any more.
    """
    gc.collect()
    gc.freeze()
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], usual[1], _RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
