"""A team's code beside its train, in views from afar."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.camera import SURROUND_M, Camera
from pursuit_sim.draw.figures.trains import BODY_M
from pursuit_sim.draw.ice.rink import INFIELD_M
from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Rect, Shape, Text
from pursuit_sim.track import Oval

_NEARER_M = tuple(0.25 * k for k in range(13))  # that it can be nearer to its train
_STEP_M, _SOFT_M = 2.0, 24.0  # along a lap: between looks, and in which it goes there

# From how near on, in their sizes, one code makes way for the other, and how far it goes then.
_MEETING, _BESIDE = 2.0, 1.35


class KeepsClear(NamedTuple):
    """What teams' codes keep clear of.

    Attributes
    ----------
    camera : that sees the whole rink, through which it is judged, however near one goes
    taken : what else lies there [px]
    part : how much of that is there, 0 … 1
    """

    camera: Camera
    taken: tuple[Box, ...]
    part: float = 1.0


class _Place(NamedTuple):
    """Where a team's code is: its middle and size [px], and where that is on the ice [m]."""

    x: float
    y: float
    width: float
    height: float
    along_m: float
    lateral_m: float


def shapes(
    replay: Replay,
    snapshot: Snapshot,
    camera: Camera,
    colours: tuple[TeamColours, ...],
    size: float,
    magnify: float,
    keeps_clear: KeepsClear | None = None,
) -> list[Shape]:
    """Each team's code beside its train: in the warm-up lane, or nearer where that is taken.

    Where one train comes up with the other, the second team's lies farther in.
    """
    teams = range(len(replay.codes))
    places = [_place(replay, snapshot, k, camera, size, magnify, keeps_clear) for k in teams]
    if len(places) > 1:
        places[1] = _aside(replay.oval, camera, *places)
    drawn: list[Shape] = []
    for tag, own, (x, y, wide, high, *_) in zip(replay.tags, colours, places, strict=False):
        drawn += [
            Rect(x - wide / 2, y - high / 2, wide, high, own.suit, high / 2),
            Text(x, y, tag, size, own.ink, "bold", "centre"),
        ]
    return drawn


def _place(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    camera: Camera,
    size: float,
    magnify: float,
    keeps_clear: KeepsClear | None,
) -> _Place:
    """Where a code is, whatever the other one does."""
    train_m = snapshot.front_m[team] - snapshot.tail_m[team]
    middle = snapshot.tail_m[team] + magnify * (train_m - BODY_M) / 2
    width = text_width.width(replay.tags[team], size, "bold") + 1.1 * size
    height = 1.45 * size
    lateral = INFIELD_M
    if keeps_clear is not None and keeps_clear.taken:
        along = _nearer_m(replay.oval, keeps_clear.camera, width, height, keeps_clear.taken)
        at, part = divmod(middle / replay.oval.lap_m % 1.0 * len(along), 1)
        here, next_m = along[int(at)], along[(int(at) + 1) % len(along)]
        lateral += keeps_clear.part * (here + part * (next_m - here))
    px, py, _ = camera.spot(replay.oval, middle, lateral)
    return _Place(px, py, width, height, middle, lateral)


def _aside(oval: Oval, camera: Camera, other: _Place, own: _Place) -> _Place:
    """A place farther in, softly as the other comes near, and clear of it where they would meet."""
    wide, high = (other.width + own.width) / 2, (other.height + own.height) / 2
    apart = max(abs(own.x - other.x) / wide, abs(own.y - other.y) / high)
    part = glide.smooth((_MEETING - apart) / (_MEETING - 1.0))
    if not part:
        return own
    x, y, _ = camera.spot(oval, own.along_m, own.lateral_m - 1.0)
    inward_x, inward_y = x - own.x, y - own.y  # of a metre [px]
    # Past the other one across or down, whichever is the less.
    steps = ((inward_x, wide), (inward_y, high))
    metres = part * _BESIDE * min(reach / abs(step) for step, reach in steps if step)
    x, y, _ = camera.spot(oval, own.along_m, own.lateral_m - metres)
    return own._replace(x=x, y=y)


@lru_cache(maxsize=8)
def _nearer_m(
    oval: Oval, camera: Camera, width: float, height: float, taken: tuple[Box, ...]
) -> tuple[float, ...]:
    """How much nearer to its train a tag is along a lap, so as to clear what is taken [m].

    It goes there and back softly. Where there is no room inside the lap, it lies outside.
    """
    count = round(oval.lap_m / _STEP_M)
    step_m = oval.lap_m / count
    nearer = np.array(_NEARER_M)
    along = np.arange(count)[:, np.newaxis] * step_m
    left, top = np.moveaxis(camera.track(oval, along, INFIELD_M + nearer), -1, 0)
    left, top = left - width / 2, top - height / 2
    free = np.ones(left.shape, np.bool_)  # (place along the lap, nearer)
    for box in taken:
        across = (left < box.right) & (box.x < left + width)
        free &= ~(across & (top < box.bottom) & (box.y < top + height))
    if not free.any(axis=1).all():
        return (SURROUND_M - INFIELD_M,) * count  # outside
    wanted = nearer[free.argmax(axis=1)].tolist()
    found = [0.0] * count
    reach = math.ceil(_SOFT_M / step_m)
    for k, metres in enumerate(wanted):
        for off in range(-reach, reach + 1) if metres else ():
            part = glide.smooth((_SOFT_M - abs(off) * step_m) / (_SOFT_M - step_m))
            found[(k + off) % count] = max(found[(k + off) % count], part * metres)
    return tuple(found)
