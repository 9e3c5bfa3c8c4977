"""Names lie on nobody's skates, in small windows too, and flags of one moment beside each other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from helpers.scenes import kind_of, points_of, walk
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim.app import tips
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import timeline_marks
from pursuit_sim.draw.graphics.frame_context import team_colours
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Polygon, Rect, Shape, Symbol
from pursuit_sim.sim import simulate

OPAQUE = 128  # opacity of a plate [of 255], at least
SMALL = (640, 360)


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL), CONTEXT)


def corners(legs: Symbol) -> Iterator[tuple[float, float]]:
    """Corners of legs and blades in the picture [px]."""
    cos, sin = legs.scale * math.cos(legs.angle), legs.scale * math.sin(legs.angle)
    for part in legs.parts:
        assert not isinstance(part, Rect)
        for x, y in points_of(part):
            yield legs.at[0] + cos * x - sin * y, legs.at[1] + sin * x + cos * y


def on_legs(shapes: tuple[Shape, ...]) -> bool:
    """Whether a plate lies over a corner of somebody's legs that would be seen."""
    seen: list[tuple[float, float]] = []
    for shape, inside in walk(shapes):
        clips = [Box(a.x, a.y, a.width, a.height) for a in inside if isinstance(a, Clip)]
        if isinstance(shape, Symbol) and kind_of(shape) == "legs":
            seen += [at for at in corners(shape) if all(clip.contains(*at) for clip in clips)]
        elif isinstance(shape, Rect) and clips and shape.fill and shape.fill[3] > OPAQUE:
            plate = Box(shape.x, shape.y, shape.width, shape.height)
            if any(plate.contains(*at) for at in seen):
                return True
    return False


@pytest.mark.parametrize("camera", ["follow:NED", "north:NOR", "split", "head-to-head"])
def test_names_keep_off_blades_in_a_small_window(replay: Replay, camera: str) -> None:
    """All through the race, with its exchanges: in no more than one of fifteen pictures."""
    settings = Settings(size=SMALL, camera=camera)
    times = np.linspace(8.0, float(replay.finish_s.max()), 60).tolist()
    found = [time for time in times if on_legs(scene.frame(replay, time, settings))]
    assert len(found) <= len(times) / 15, found


def test_two_flags_of_one_moment_fly_to_either_side() -> None:
    """Both teams in the same time: at one place, and neither flag on the other."""
    first, second = SEMIFINAL.entries
    level = replace(second, official_time_s=first.official_time_s, splits=())
    raced = prepare(simulate(replace(SEMIFINAL, entries=(first, level))))
    assert raced.finish_s[0] == pytest.approx(raced.finish_s[1], abs=1e-6)
    colours = team_colours(raced, Settings())
    listed, track = timeline_marks.listed(raced), Box(100, 100, 800, 48)
    marks = timeline_marks.shapes(raced, listed, track, 1.0, colours, whole=True)
    flags = [m for m in marks if isinstance(m, Polygon) and len(m.points) == 5]
    assert len(flags) == 2
    left, right = (sum(x for x, _ in flag.points) / 5 for flag in flags)
    pole = flags[0].points[0][0]
    assert left < pole < right


def test_a_tip_lies_on_nothing_that_it_explains() -> None:
    """Wherever that is, at the window's upper edge too."""
    for top in (0.0, 10.0, 200.0, 680.0):
        box = Box(300.0, top, 120.0, 36.0)
        plate = next(s for s in tips.shapes((("chart", box),), box.middle, (1280, 720))
                     if isinstance(s, Rect))  # fmt: skip
        assert not Box(plate.x, plate.y, plate.width, plate.height).meets(box)
        assert 0 <= plate.y <= 720 - plate.height
