"""Pictures one after the other without the pauses of garbage collection."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

_RARELY = 1_000_000  # collections of a generation before one of the next
# So often the newest objects were collected since all were: a few thousand times in an hour of
# a race that is played, a hundred times when a panel's widgets are made anew a few times.
_MANY, _TOO_MANY = 30, 3000


# Python counts what is made less what is freed, of old objects too: while pictures push each other
# out of what is kept, its own turn comes after a minute, and takes longer than a picture.
_PICTURES = 300


@contextmanager
def gc_pause() -> Iterator[Callable[[], None]]:
    """Inside, only the newest objects are collected: to look at more takes as long as a picture.

    Gives what is to be called after each picture.

    What there is at the beginning stays: the collector need not look at it any more. Once others
    have frozen something, what is frozen here stays so, since the two cannot be told apart.
    """
    frozen = gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], _RARELY, _RARELY)
    pictures = count(1)

    def after_picture() -> None:
        if next(pictures) % _PICTURES == 0:
            gc.collect(0)

    try:
        yield after_picture
    finally:
        gc.set_threshold(*usual)
        if not frozen:
            gc.unfreeze()


def due(*, moving: bool) -> bool:
    """Whether so much has been made that all should be collected inside a `gc_pause`.

    Parameters
    ----------
    moving : whether a race is played, which would halt for a moment
    """
    return gc.get_count()[1] > (_TOO_MANY if moving else _MANY)
