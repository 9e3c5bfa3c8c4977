"""Over the strip of both trains: lap, clock, and the gap at the last common line."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import told_gap
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.shapes import Shape

HIGH = 92.0  # [px at 1080p]


def place(context: FrameContext) -> Box:
    """Where it lies."""
    rink = between_bars(context.layout)
    return Box(rink.x, rink.y, rink.width, HIGH * context.kind)


def shapes(context: FrameContext) -> list[Shape]:
    """Lap, clock, and the gap at the last common line."""
    kind, now, box = context.kind, context.reading, place(context)
    x, y = box.middle
    pad = 24 * kind
    clock_wide = text_width.width(now.time, 56 * kind, "bold")
    drawn: list[Shape] = [
        line(x, y, now.time, 56 * kind, theme.WHITE, "bold", "centre"),
        line(x - clock_wide / 2 - pad, y, now.lap, 20 * kind, theme.HEADING, "semibold", "right"),
    ]
    drawn += _gap(context, x + clock_wide / 2 + pad, box.right - pad, y)
    text, colour = (now.finish, theme.EVENT) if now.news else (now.record, now.pace)
    lap_wide = text_width.width(now.lap, 20 * kind, "semibold")
    room = x - clock_wide / 2 - 2 * pad - lap_wide - pad
    drawn.append(line(box.x + pad, y, text, 16 * kind, colour, "semibold", room=room))
    return drawn


def _gap(context: FrameContext, left: float, right: float, y: float) -> list[Shape]:
    """The gap, and what it is; no gap stands without its doubt."""
    kind, now = context.kind, context.reading
    size, pad, air = 16 * kind, 24 * kind, 14 * kind
    if not now.gap:
        return [line(left, y, now.caption, size, theme.MUTED, room=right - left)]
    drawn, wide = _plate(context, now.gap, left, right + pad / 2, y)
    caption = now.caption
    if now.doubt:
        caption = told_gap.caption((now.caption, now.doubt), size, right - left - wide - air)
        if now.doubt not in caption:
            gap = told_gap.gap(now.gap, now.doubt)
            return _plate(context, gap, left, right + pad / 2, y)[0]
    left += wide + air
    return [*drawn, line(left, y, caption, size, theme.MUTED, room=right - left)]


def _plate(
    context: FrameContext, gap: str, left: float, right: float, y: float
) -> tuple[list[Shape], float]:
    """The gap on the colour of whoever is ahead, and its width [px]."""
    (fill, ink), size = context.reading.plate(context.colours), 26 * context.kind
    made, wide = pill(left, y, gap, size, fill, ink, radius=0.2)
    if wide > right - left:  # a long code in a small picture
        made, wide = pill(left, y, gap, size * (right - left) / wide, fill, ink, radius=0.2)
    return made, wide
