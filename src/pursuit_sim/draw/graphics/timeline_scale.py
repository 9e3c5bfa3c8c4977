"""Moments of a race and places on the rail of the timeline."""

from __future__ import annotations

import math

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.replay.replay import Replay

# Slower than any team that is known, glide-out and all, so that where a rail or an axis ends tells
# nothing of how long a race takes [m/s]; and its steps, where that does not suffice [s].
_SLOWEST_MPS, _STEP_S = 12.0, 60.0


def span_s(replay: Replay, *, whole: bool = True) -> float:
    """How much time there is from end to end [s]; `whole`: as much as the race takes."""
    if whole:
        return replay.duration_s
    longest = max(replay.race.distance_m / _SLOWEST_MPS, replay.duration_s)
    return math.ceil(longest / _STEP_S) * _STEP_S


def time_at(replay: Replay, track: Box, x: float, *, whole: bool = True) -> float:
    """The moment under a place on the timeline [s], held at its ends."""
    part = min(max((x - track.x) / track.width, 0.0), 1.0)
    return part * span_s(replay, whole=whole)


def place(replay: Replay, track: Box, time_s: float, *, whole: bool = True) -> float:
    """Where a moment is on the timeline [px]."""
    return track.x + time_s / span_s(replay, whole=whole) * track.width


def last_finish_s(replay: Replay) -> float:
    """When the race is over [s]; what comes after is the glide-out."""
    return float(replay.finish_s.max())
