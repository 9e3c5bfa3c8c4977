"""The time axis of a finish strip: one for all teams, cut where nobody comes for long."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_STEPS_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)  # between ticks
_NARROWEST = 0.5  # breadth of skaters, in what it is in life, down to which nothing is cut
_BREAK = 26.0  # [px] that a cut takes
_EDGE_S = 1e-9


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis without a cut.

    Attributes
    ----------
    begin_s, end_s : from when to when [s]
    left : where it begins [px]
    """

    begin_s: float
    end_s: float
    left: float


@dataclass(frozen=True, slots=True)
class FinishAxis:
    """Where moments lie.

    Attributes
    ----------
    stretches : in order of time
    scale : [px/s]
    """

    stretches: tuple[Stretch, ...]
    scale: float

    def x(self, time_s: float) -> float:
        """Where a moment lies [px]; what is cut out lies at the cut."""
        at = self.stretches[0]
        for each in self.stretches:
            if each.begin_s <= time_s + _EDGE_S:
                at = each
        return at.left + (min(max(time_s, at.begin_s), at.end_s) - at.begin_s) * self.scale

    def step_s(self, least: float) -> float:
        """Time between ticks that are at least so many pixels apart [s]."""
        return next((step for step in _STEPS_S if step * self.scale >= least), _STEPS_S[-1])

    def ticks(self, step_s: float) -> list[float]:
        """Moments at full steps within the stretches [s]."""
        return [
            round(k * step_s, 9)
            for each in self.stretches
            for k in range(math.ceil(each.begin_s / step_s), math.floor(each.end_s / step_s) + 1)
        ]

    def cuts(self) -> list[float]:
        """The middle of each cut [px]."""
        return [each.left - _BREAK / 2 for each in self.stretches[1:]]


def finish_axis(
    spans: Sequence[tuple[float, float]], left: float, width: float, natural: float
) -> FinishAxis:
    """An axis that shows when teams come through.

    Parameters
    ----------
    spans : from when to when each team does [s]
    left, width : of the axis [px]
    natural : scale in which skaters are as broad as they are high [px/s]
    """
    begin, end = min(each[0] for each in spans), max(each[1] for each in spans)
    kept = _apart(spans)
    if len(kept) == 1 or width / (end - begin) >= natural * _NARROWEST:
        kept = [(begin, end)]
    room = width - _BREAK * (len(kept) - 1)
    shown = sum(last - first for first, last in kept)
    scale = min(natural, room / shown)
    spare = (room / scale - shown) / len(kept)
    stretches, at = [], left
    for first, last in kept:
        stretches.append(Stretch(first - spare / 2, last + spare / 2, at))
        at += (last - first + spare) * scale + _BREAK
    return FinishAxis(tuple(stretches), scale)


def _apart(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans in order of time, those that overlap as one [s]."""
    kept: list[tuple[float, float]] = []
    for first, last in sorted(spans):
        if kept and first <= kept[-1][1]:
            kept[-1] = kept[-1][0], max(kept[-1][1], last)
        else:
            kept.append((first, last))
    return kept
