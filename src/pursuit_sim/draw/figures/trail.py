"""Where a train has just been, and the way of whoever goes to its rear."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures.trains import BODY_M, FAR
from pursuit_sim.draw.ice.near_ice import PeriodicPoints
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.outline import points
from pursuit_sim.draw.replay import pose
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import FELL, Snapshot
from pursuit_sim.draw.shapes import Colour, Dots, Polyline, Shape
from pursuit_sim.track import Oval
from pursuit_sim.trajectory import SKATERS

_FAR_S, _NEAR_S = 1.7, 0.42  # of skating that a trail shows, in the overview and from close by
_DOT_STEPS = 10  # in which dots fade
_PATH_POINTS = 30


def trail(
    replay: Replay,
    snapshot: Snapshot,
    team: int,
    camera: Camera,
    colours: TeamColours,
    magnify: float,
) -> list[Shape]:
    """Fading dots where the train has just been, weaving with its strides."""
    members = range(SKATERS * team, SKATERS * (team + 1))
    if any(snapshot.role[k] in FELL for k in members):
        return []  # whoever fell leaves the line on which dots lie
    speed = snapshot.speed_mps[SKATERS * team]
    far = magnify > FAR
    span = speed * (_FAR_S if far else _NEAR_S)
    own = replay.oval.start_m(replay.race.entries[team].side)
    end = snapshot.tail_m[team] - BODY_M * magnify
    begin = max(end - span, own)
    spread = _far_dots(replay.oval) if far else _near_dots(replay.oval)
    dots = spread.between(begin, end)
    if span < 1.0 or end <= begin or not len(dots):
        return []
    size = (0.22 if far else 0.07) * magnify * camera.scale
    step_m = spread.lap_m * 2 / len(spread.at_m)
    age = (end % step_m) / span  # of the newest: dots lie still and grow older
    ageing = step_m / span
    placed = []
    for px, py in camera.project(dots)[::-1].tolist():
        step = round((1 - age) * _DOT_STEPS)
        age += ageing
        if step > 0:
            placed.append((px, py, step))
    return [Dots(tuple(placed), _dot_looks(colours.suit, round(size, 1)))]


@lru_cache(maxsize=4)
def _far_dots(oval: Oval) -> PeriodicPoints:
    return _dots(oval, 1.35, 0.45)


@lru_cache(maxsize=4)
def _near_dots(oval: Oval) -> PeriodicPoints:
    return _dots(oval, 0.34, 0.24)


def _dots(oval: Oval, step_m: float, weave_m: float) -> PeriodicPoints:
    """Places for the dots of trails: still, weaving about the lap line like strides."""
    count = round(oval.lap_m / step_m)
    along = np.arange(2 * count) * (oval.lap_m / count)
    waves = round(oval.lap_m / pose.CYCLE_M)
    weave = weave_m * np.sin(2 * math.pi * waves * along / oval.lap_m)
    return PeriodicPoints(along.tolist(), oval.xy(along, weave), oval.lap_m)


@lru_cache(maxsize=64)
def _dot_looks(colour: Colour, size: float) -> tuple[tuple[float, Colour], ...]:
    """Radius [px] and colour of a trail's dots: smaller and fainter the older they are."""
    parts = [step / _DOT_STEPS for step in range(_DOT_STEPS + 1)]
    return tuple(
        ((0.35 + 0.65 * part) * size, contrast.fade(colour, 0.05 + 0.38 * part)) for part in parts
    )


def exchange_path(
    replay: Replay, snapshot: Snapshot, team: int, camera: Camera | Strip
) -> list[Shape]:
    """The way that the old leader takes to the rear, as seen from the new one, dashed."""
    now = next(
        (e for e in replay.exchanges if e.team == team and e.start_s <= snapshot.time_s <= e.end_s),
        None,
    )
    if now is None:
        return []
    moment = replay.trajectory.at(np.linspace(now.start_s, now.end_s, _PATH_POINTS))
    ahead = moment.distance_m[:, now.old] - moment.distance_m[:, now.new] + pose.HIP_X / 2
    path = camera.track(
        replay.oval, snapshot.distance_m[now.new] + ahead, moment.lateral_m[:, now.old]
    )
    dash = 0.11 * camera.scale
    ink, width = contrast.fade(theme.OUTLINE, 0.45), max(1.5, 0.018 * camera.scale)
    return [Polyline(points(path), ink, width, (dash, 0.8 * dash))]
