"""Moments of a race and places on the rail of the timeline."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.replay.replay import Replay


def time_at(replay: Replay, track: Box, x: float) -> float:
    """The moment under a place on the timeline [s], held at its ends."""
    part = min(max((x - track.x) / track.width, 0.0), 1.0)
    return part * replay.duration_s


def place(replay: Replay, track: Box, time_s: float) -> float:
    """Where a moment is on the timeline [px]."""
    return track.x + time_s / replay.duration_s * track.width


def last_finish_s(replay: Replay) -> float:
    """When the race is over [s]; what comes after is the glide-out."""
    return float(replay.finish_s.max())
