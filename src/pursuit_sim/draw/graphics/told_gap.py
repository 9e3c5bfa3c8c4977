"""A gap and the word beside it where nobody measured it; where that has no room, a sign instead."""

from __future__ import annotations

from collections.abc import Iterable

from pursuit_sim.draw.look import text_width

SIGN = "~"  # as beside laps that nobody measured


def caption(said: Iterable[str], size: float, room: float) -> str:
    """The first of some captions that is whole in its room [px]; empty if none is."""
    whole = (each for each in said if not text_width.cuts(each, size, "regular", room))
    return next(whole, "")


def gap(said: str, doubt: str, beside: str = "") -> str:
    """A gap; with the sign if nobody measured it, and what is whole beside it does not say so.

    >>> gap("NOR −0.94", "model"), gap("level", "model"), gap("NOR −0.94", "model", "model")
    ('NOR ~−0.94', '~level', 'NOR −0.94')
    """
    if not doubt or doubt in beside:
        return said
    whose, blank, size = said.rpartition(" ")
    return f"{whose}{blank}{SIGN}{size}" if size[-1:].isdigit() else f"{SIGN}{said}"
