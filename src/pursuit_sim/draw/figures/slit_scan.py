"""Skaters as a slit camera at the finish line draws them: height upward, time to the right.

Such a camera sees nothing but the line, and draws what is on it at one moment beside what is on
it at the next. It stands in the infield: whoever comes through faces to the left, since their
blade is there first. Their limbs are held as they are when that blade gets there; a body passes
in a tenth of a second, in which a stroke hardly goes on.
"""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.draw.figures import side_view
from pursuit_sim.draw.figures.top_view import Dress
from pursuit_sim.draw.outline import ellipse
from pursuit_sim.draw.replay.finish_passings import FinishPassing
from pursuit_sim.draw.shapes import Circle, Point, Polygon, Polyline, Shape
from pursuit_sim.trajectory import SKATERS

TALL_M = 1.42  # of somebody upright, with a little air
_ASIDE = round(-1.5707963 / side_view.TURN_STEP)  # the camera's direction, from their left


def figure(
    passing: FinishPassing, at: Point, px_per_s: float, px_per_m: float, worn: Dress
) -> list[Shape]:
    """A skater as they come through.

    Parameters
    ----------
    passing : who, when, how fast
    at : where the tip of their blade is drawn [px]
    px_per_s : of the time axis [px/s]
    px_per_m : upward [px/m]
    worn : what they wear
    """
    across = px_per_s / max(passing.speed_mps, 1.0)  # [px/m]
    x, y = at
    drawn: list[Shape] = []
    parts = side_view.figure(passing.pose, _ASIDE, 0, worn, passing.skater % SKATERS)
    for part in parts:
        if isinstance(part, Circle):
            points = ellipse(part.centre, part.radius, part.radius)
        elif isinstance(part, Polygon | Polyline):
            points = part.points
        else:
            continue
        placed = tuple((x + forth * across, y + down * px_per_m) for forth, down in points)
        if isinstance(part, Polyline):
            drawn.append(Polyline(placed, part.colour, max(1.0, part.width * px_per_m)))
        else:
            wide = max(0.6, part.width * px_per_m)
            drawn.append(Polygon(placed, part.fill, part.stroke, wide))
    return drawn


def figures(
    passings: Sequence[FinishPassing], places: Sequence[Point], px_per_s: float, px_per_m: float,
    worn: Dress,
) -> list[Shape]:  # fmt: skip
    """Several, the ones nearest to the camera last."""
    order = sorted(
        zip(passings, places, strict=True),
        key=lambda each: (-round(each[0].lateral_m, 1), -each[0].time_s),
    )
    return [
        shape
        for passing, place in order
        for shape in figure(passing, place, px_per_s, px_per_m, worn)
    ]
