"""The line of a record on the ice: where a team at its pace would be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.ice.rink import INNER_EDGE_M, LANE_LINE_M
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import pill
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Polyline, Shape

LATERALS_M = (INNER_EDGE_M, LANE_LINE_M)  # of its ends


def place_m(replay: Replay, snapshot: Snapshot) -> float | None:
    """Where a team at the record's pace would be, in the lane of the team that is ahead.

    [m] along the lap line from the finish line; None before the start and after the record.
    """
    record = replay.record
    if record is None or not 0.0 < snapshot.time_s <= record.time_s:
        return None
    front = replay.front(snapshot.time_s)
    own = replay.oval.start_m(replay.race.entries[front].side)
    return own + float(np.interp(snapshot.time_s, replay.record_time_s, replay.record_m))


def shapes(
    replay: Replay,
    snapshot: Snapshot,
    camera: Camera | Strip,
    size: float,
    label_laterals: Sequence[float],
    taken: Sequence[Box] = (),
) -> list[Shape]:
    """The record's line on the ice where it is in view, with its name where there is room.

    Parameters
    ----------
    replay, snapshot, camera : the moment and how it is seen
    size : of type [px]
    label_laterals : where its name may be, the best first [m]
    taken : what that keeps clear of
    """
    distance = place_m(replay, snapshot)
    if distance is None or replay.record is None:
        return []
    ends = [camera.spot(replay.oval, distance, lateral)[:2] for lateral in LATERALS_M]
    left, top, width, height = camera.box
    if not any(left <= x <= left + width and top <= y <= top + height for x, y in ends):
        return []
    wide = max(2.0, 0.05 * camera.scale, 0.16 * size)
    drawn: list[Shape] = [Polyline((ends[0], ends[1]), theme.RECORD_ON_ICE, wide)]
    kind = replay.record.kind
    half = text_width.width(kind, size, "bold") / 2 + size
    for lateral in label_laterals:
        x, y, _ = camera.spot(replay.oval, distance, lateral)
        label = Box(x - half, y - size, 2 * half, 2 * size)
        inside = left <= label.x and label.right <= left + width
        inside = inside and top <= label.y and label.bottom <= top + height
        if inside and not any(label.meets(each) for each in taken):
            drawn += pill(x, y, kind, size, theme.RECORD_ON_ICE, theme.WHITE, anchor="centre")[0]
            break
    return drawn
