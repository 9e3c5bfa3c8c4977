"""Over the strip of both trains: lap, clock, and the gap at the last common line."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
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
    left = x + clock_wide / 2 + pad
    if now.gap:
        fill, ink = now.plate(context.colours)
        size, room = 26 * kind, box.right - left - pad / 2
        made, wide = pill(left, y, now.gap, size, fill, ink, radius=0.2)
        if wide > room:  # a long code in a small picture
            made, wide = pill(left, y, now.gap, size * room / wide, fill, ink, radius=0.2)
        drawn += made
        left += wide + 14 * kind
    room = box.right - left - pad
    caption, size = now.caption, 16 * kind
    if now.doubt and text_width.cuts(caption, size, "regular", room):
        caption = now.doubt  # no gap stands without it
    drawn.append(line(left, y, caption, size, theme.MUTED, room=room))
    text, colour = (now.finish, theme.EVENT) if now.news else (now.record, now.pace)
    lap_wide = text_width.width(now.lap, 20 * kind, "semibold")
    room = x - clock_wide / 2 - 2 * pad - lap_wide - pad
    drawn.append(line(box.x + pad, y, text, 16 * kind, colour, "semibold", room=room))
    return drawn
