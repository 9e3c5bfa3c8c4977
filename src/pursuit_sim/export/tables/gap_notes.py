"""Gaps between two teams that somebody told, in words: of results, and of a page's remarks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.scenario.time_source import MADE_UP
from pursuit_sim.units import HUNDREDTH


def gap_notes(codes: Sequence[str], gaps: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The known gaps, and those that nobody measured; which of them passings of the model meet.

    Parameters
    ----------
    codes : of the two teams, finish side first
    gaps : `known_gaps` of a race, see `Results.to_dict`
    """
    first, second = codes
    for gap in gaps:
        low, high = gap["low_s"], gap["high_s"]
        ahead, least, most = first, high, low
        if low is not None and low >= 0:
            ahead, least, most = second, low, high
        sizes = [f"{abs(size):.2f} s" for size in (least, most) if size is not None]
        words = f"{ahead} ahead"
        if low == high == 0:
            words = "level"
        elif most is not None or abs(least) > HUNDREDTH:
            words += f" by {' to '.join(dict.fromkeys(sizes))}{' or more' if most is None else ''}"
        laps = f"{gap['laps']:g} lap{'' if gap['laps'] <= 1 else 's'}"
        source = "Assumed" if gap["source"] in MADE_UP else "Known"
        met = ", met by the model" if gap["met"] else ""
        yield f"{source} after {laps}{met}: {words}"
