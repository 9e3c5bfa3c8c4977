"""A team's line of the result, where each team has a part of the picture to itself."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import result_card
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.shapes import Rect, Shape
from pursuit_sim.units import NO_NUMBER

HEIGHT = 84.0  # [px at 1080p]


def shapes(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """Order, time, gap and what they mean, as the results say."""
    kind, own, replay = context.kind, context.colours[team], context.replay
    code, tag = replay.codes[team], replay.tags[team]
    rows = result_card.outcomes(replay)
    row = next((row for row in rows if row.team == code), None)
    if row is None:
        return []
    pad = 18 * kind
    high, low = box.y + 0.34 * box.height, box.y + 0.73 * box.height
    ground = contrast.fade(theme.PANEL, 0.95)
    drawn: list[Shape] = [
        Rect(*box, ground, 12 * kind, theme.PANEL_EDGE, 1.0),
        Rect(box.x, box.y, 8 * kind, box.height, own.suit, 4 * kind),
        line(box.x + 1.4 * pad, high, str(row.order or NO_NUMBER), 26 * kind, theme.MUTED, "bold"),
        line(box.x + 2.9 * pad, high, tag, 28 * kind, theme.WHITE, "bold"),
    ]
    right = box.right - pad
    size = 34 * kind
    drawn.append(line(right, high, result_card.time(row), size, theme.WHITE, "bold", "right"))
    drawn += result_card.made_up(row, right, high, kind, size)
    made, right = result_card.honours(row, right, low, kind)
    drawn += made
    note = replay.context.note  # that it is not as skated, the title says
    meant = result_card.place(rows, row, placed=context.settings.placed)
    said = "  ·  ".join(part for part in (meant, note) if part)
    colour = theme.EVENT if row.order == 1 else theme.MUTED
    left = box.x + 1.4 * pad
    drawn.append(line(left, low, said, 17 * kind, colour, "semibold", room=right - left - pad))
    return drawn
