"""A team's line of the result, where each team has a part of the picture to itself."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import result_card
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.shapes import Rect, Shape
from pursuit_sim.units import NO_NUMBER

HEIGHT = 84.0  # [px at 1080p]
_PAD, _CODE, _TIME = 18.0, 28.0, 34.0  # air and type [px at 1080p]
_BESIDE, _BELOW = (0.34, 0.73), (0.31, 0.75)  # its lines, as the word of the time lies


def shapes(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """Order, time, gap and what they mean, as the results say."""
    kind, own, replay = context.kind, context.colours[team], context.replay
    code, tag = replay.codes[team], replay.tags[team]
    rows = result_card.outcomes(replay)
    row = next((row for row in rows if row.team == code), None)
    if row is None:
        return []
    pad, right = _PAD * kind, box.right - _PAD * kind
    start = box.x + 2.9 * pad
    time, room = result_card.told_time(row, _TIME, kind), right - start
    asked = text_width.width(tag, _CODE * kind, "bold") + pad + time.width
    beside = room >= asked + time.word_width
    size = kind * min(1.0, room / asked)  # of both: neither is cut
    time = result_card.told_time(row, _TIME, size)
    parts = _BESIDE if beside or not row.made_up else _BELOW
    high, low = (box.y + part * box.height for part in parts)
    ground = contrast.fade(theme.PANEL, 0.95)
    drawn: list[Shape] = [
        Rect(*box, ground, 12 * kind, theme.PANEL_EDGE, 1.0),
        Rect(box.x, box.y, 8 * kind, box.height, own.suit, 4 * kind),
        line(box.x + 1.4 * pad, high, str(row.order or NO_NUMBER), 26 * kind, theme.MUTED, "bold"),
        line(start, high, tag, _CODE * size, theme.WHITE, "bold"),
        *time.shapes(right, high, beside=beside),
    ]
    made, right = result_card.honours(row, right, low, kind)
    drawn += made
    note = replay.context.note  # that it is not as skated, the title says
    meant = result_card.place(rows, row, placed=context.settings.placed)
    said = "  ·  ".join(part for part in (meant, note) if part)
    colour = theme.EVENT if row.order == 1 else theme.MUTED
    left = box.x + 1.4 * pad
    drawn.append(line(left, low, said, 17 * kind, colour, "semibold", room=right - left - pad))
    return drawn
