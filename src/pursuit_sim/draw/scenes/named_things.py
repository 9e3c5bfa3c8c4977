"""What in a picture has a name, and where: said beside the mouse."""

from __future__ import annotations

import math

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.figures import record_line
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.scenes.view import View
from pursuit_sim.draw.shapes import Point
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time

Named = tuple[str, Box]  # what it is, and where it lies

_NEAR = 10.0  # [px at 1080p] of a line that is pointed at
_LINES = 4  # parts of a line that are looked at
_CLOCK = "the race clock, and the gap in seconds: minus means ahead"
_TABLE = "lap times; the faster one of each lap is lit"
_TITLE = "the race, and the records that stood before it"


def found(context: FrameContext, view: View, at: Point) -> Named | None:
    """What lies at a place of a picture [px]; None where nothing has a name."""
    for words, box in (*_panels(context, view), *_skaters(context, view), *_record(context, view)):
        if box.contains(*at):
            return words, box
    return None


def _panels(context: FrameContext, view: View) -> list[Named]:
    layout = context.layout
    listed = [(_CLOCK, view.told_in(context)), (_TITLE, layout.title)]
    shown = "chart" in view.areas(context.replay, context.settings)
    return [*listed, (_TABLE, layout.table)] if shown and layout.table is not None else listed


def _skaters(context: FrameContext, view: View) -> list[Named]:
    """Everybody by name, and what they do."""
    replay, now = context.replay, context.now
    listed = []
    for team, tag in enumerate(replay.tags):
        bodies = view.bodies(context, team)
        if len(bodies) == SKATERS:
            for k, box in enumerate(bodies, SKATERS * team):
                words = f"{replay.trajectory.names[k]}, {tag}: {now.role[k]}"
                listed.append((words, box))
    return listed


def record_line_spots(context: FrameContext, view: View) -> list[Point]:
    """Places along the record's line, from inside to outside, as far as a camera has them [px]."""
    place = record_line.place_m(context.replay, context.now)
    if place is None:
        return []
    team, (inner, outer) = context.replay.front(context.time_s), record_line.LATERALS_M
    parts = (inner + (outer - inner) * i / _LINES for i in range(_LINES + 1))
    spots = (view.spot(context, team, place, each) for each in parts)
    return [each for each in spots if each is not None]


def _record(context: FrameContext, view: View) -> list[Named]:
    """The record's line, in pieces, since it may lie askew."""
    record = context.replay.record
    spots = record_line_spots(context, view) if record is not None else []
    if record is None or len(spots) < 2:
        return []
    words = (
        f"where a team at the pace of the {record.name}, {format_time(record.time_s)}, would be: "
        "the pace is the model's"
    )
    near = max(_NEAR * context.kind, math.dist(*spots[:2]) / 2)
    return [(words, Box(*each, 0.0, 0.0).grown(near)) for each in spots]
