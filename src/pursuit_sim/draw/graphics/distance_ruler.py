"""The ruler between two trains on straightened ice: metres, and how far they are apart."""

from __future__ import annotations

import math

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.graphics import told_gap
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.shapes import Rect, Shape

# [m] from name to name and from tick to tick, as fine as there is room for.
_STEPS_M = (10.0, 5.0), (20.0, 5.0), (50.0, 10.0), (100.0, 20.0), (200.0, 50.0), (500.0, 100.0)
_APART = 84.0  # [px at 1080p] from name to name, at least


def shapes(
    context: FrameContext, box: Box, eyes: tuple[Strip, ...], skated_m: list[float]
) -> list[Shape]:
    """Metres of the race, and the gap between the third skaters over them.

    Parameters
    ----------
    context : the moment
    box : the ruler
    eyes : the camera of each team; all have the same left end and scale
    skated_m : distance that each third skater has skated [m]
    """
    kind, race = context.kind, context.replay.race
    eye = eyes[0]
    drawn: list[Shape] = [Rect(*box, theme.BAR)]
    if context.reading.over and context.settings.transport:
        return drawn  # nothing is to be measured, and a window has something to offer
    right_m = eye.left_m + box.width / eye.scale
    fits = (each for each in _STEPS_M if each[0] * eye.scale > _APART * kind)
    named, tick = next(fits, _STEPS_M[-1])
    first = max(0, math.ceil(eye.left_m / tick))
    for step in range(first, math.floor(min(right_m, race.distance_m) / tick) + 1):
        at = step * tick
        x = eye.x(at)
        long = at % named == 0
        height = (12 if long else 6) * kind
        drawn.append(Rect(x - 0.75, box.bottom - height, 1.5, height, theme.FAINT))
        text = f"{at:.0f} m"
        half = text_width.width(text, 13 * kind) / 2
        if long and box.x + half + 4 < x < box.right - half - 4:
            drawn.append(
                line(x, box.bottom - 20 * kind, text, 13 * kind, theme.MUTED, anchor="centre")
            )
    return drawn + _gap(context, box, eyes, skated_m)


def _gap(
    context: FrameContext, box: Box, eyes: tuple[Strip, ...], skated_m: list[float]
) -> list[Shape]:
    """A bar from one third skater to the other, with metres, and seconds at equal distance.

    Once a team has finished it glides, and metres tell nothing: then, the gap at the finish.
    """
    if len(eyes) != 2:
        return []
    kind, replay = context.kind, context.replay
    places = [eye.x(each) for eye, each in zip(eyes, skated_m, strict=True)]
    front = replay.front(context.time_s)
    own = context.colours[front]
    y = box.y + 17 * kind
    low, high = sorted(places)
    drawn: list[Shape] = []
    for team, x in enumerate(places):
        drawn.append(Rect(x - kind, box.y, 2 * kind, 34 * kind, context.colours[team].name))
    finished = context.time_s >= float(replay.finish_s.min())
    if not finished:
        drawn.append(Rect(low, y - 2 * kind, max(high - low, 1.0), 4 * kind, own.name))
    text = _apart(context, skated_m, finished)
    if not text:
        return drawn
    size = 17 * kind
    wide = text_width.width(text, size, "bold") + 1.24 * size
    x = (low + high) / 2
    if high - low < wide + 16 * kind:
        x = high + 12 * kind + wide / 2
    x = min(max(x, box.x + wide / 2 + 6), box.right - wide / 2 - 6)
    return drawn + pill(x, y, text, size, own.suit, own.ink, anchor="centre", radius=0.3)[0]


def _apart(context: FrameContext, skated_m: list[float], finished: bool) -> str:
    """How far the teams are apart, in words; the time between lines is an estimate."""
    replay = context.replay
    if finished:
        told = context.reading if context.reading.over else None
        gap = told_gap.gap(told.gap, told.doubt) if told else ""
        return gap and f"{gap}{' s' if gap[-1].isdigit() else ''} at the finish"
    if context.time_s <= 0:
        return ""
    metres = f"{abs(skated_m[0] - skated_m[1]):.1f} m"
    estimate = replay.live_gap(context.time_s)
    if min(skated_m) <= 0 or estimate is None:
        return metres
    seconds = wording.gap_of(replay.tags, replay.front(context.time_s), estimate, 1)
    return f"{metres}  ·  ≈ {seconds}" + (" s at equal distance" if seconds != "level" else "")
