"""The bar at the top: which race this is, and the records it is skated against."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import title_remark
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Rect, Shape
from pursuit_sim.units import format_time

_GOLD_ROUND = "final-a"
# Of why a picture is shown: size [px at 1080p], most width, of the bar, and least [px at 1080p]
_WHY, _MOST_WHY, _LEAST_WHY = 18.0, 0.5, 120.0


def shapes(
    replay: Replay, box: Box, kind: float, remark: Remark, *, hiding: bool = False
) -> list[Shape]:
    """The title bar; what does not fit is left out from the least important on.

    `hiding`: it tells nothing of a result.
    """
    context = replay.context
    y = box.y + box.height / 2
    pad = 26 * kind
    drawn: list[Shape] = [Rect(*box, theme.BAR)]
    name = replay.race.name.upper()
    gold = replay.race.round == _GOLD_ROUND
    fill = theme.GOLD if gold else theme.BUTTON_ON
    badge = text_width.width(name, 16 * kind, "bold") + 2 * 15 * kind
    x = box.x + pad
    if context.event:
        size = 21 * kind
        drawn.append(line(x, y, context.event, size, theme.WHITE, "bold", room=0.4 * box.width))
        x += min(text_width.width(context.event, size, "bold"), 0.4 * box.width) + 0.75 * pad
    size = 17 * kind
    records = "   ".join(f"{r.label} {format_time(r.time_s)}" for r in context.records)
    beside = text_width.width(records, size) + 1.5 * pad if records else 0.0
    right = box.right - pad - beside
    why: list[Shape] = []
    if remark.why:
        records, beside = "", 0.0
        why, wide = _why(remark.why, box, kind, _MOST_WHY * box.width)
        right = box.right - wide - 1.5 * pad
    discipline = text_width.width(context.discipline, 20 * kind) + 0.95 * pad
    if not context.discipline or x + discipline - 0.2 * pad + badge >= right:
        discipline = 0.0
    room = right - x - discipline - badge - 0.75 * pad
    remark = title_remark.warned(remark, replay, hiding=hiding)
    if remark.wanted:
        least = min(text_width.width(text, size) for text in remark.said)
        if room < least:
            room, discipline = room + discipline, 0.0
        if room < least:
            room, right, records = room + beside, right + beside, ""
        if why and room < least:
            most = text_width.width(remark.why, _WHY * kind, "semibold")
            short = min(most, _MOST_WHY * box.width) - (least - room)
            why, wide = _why(remark.why, box, kind, max(short, _LEAST_WHY * kind))
            right = box.right - wide - 1.5 * pad
    drawn += why
    if records:
        drawn.append(line(box.right - pad, y, records, size, theme.MUTED, anchor="right"))
    if discipline:
        drawn.append(line(x, y, context.discipline, 20 * kind, theme.TEXT))
        x += discipline
    if x + badge < right:
        made, wide = pill(
            x, y, name, 16 * kind, fill, contrast.ink(fill), pad=0.9, tall=1.75, radius=0.22
        )
        drawn += made
        x += wide + 0.75 * pad
    said = remark.said or _details(context.date, context.venue)
    text = next((text for text in said if text and x + text_width.width(text, size) <= right), "")
    if text or remark.wanted:
        colour = theme.TEXT if remark.wanted else theme.MUTED
        drawn.append(line(x, y, text or said[-1], size, colour, room=right - x))
    return drawn


def _why(text: str, box: Box, kind: float, room: float) -> tuple[list[Shape], float]:
    """Why a camera shows what it does, in the right corner, and the width of that [px]."""
    said, size = text_width.fit(text, _WHY * kind, "semibold", room)
    x, y = box.right - 8 * kind, box.y + box.height / 2
    return pill(x, y, said, size, theme.EVENT, contrast.ink(theme.EVENT), anchor="right",
                weight="semibold")  # fmt: skip


def _details(date: str, venue: str) -> tuple[str, ...]:
    """When and where, at falling length."""
    both = "  ·  ".join(part for part in (date, venue) if part)
    return (both, date)
