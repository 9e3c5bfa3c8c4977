"""The bar at the top: which race this is, and the records it is skated against."""

from __future__ import annotations

from pursuit_sim.units import format_time
from pursuit_sim.view.box import Box
from pursuit_sim.view.look import contrast, measure, theme
from pursuit_sim.view.look.parts import line, pill
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.shapes import Rect, Shape

_GOLD_ROUND = "final-a"


def shapes(replay: Replay, box: Box, kind: float, remark: str) -> list[Shape]:
    """The title bar; what does not fit is left out from the least important on.

    Parameters
    ----------
    replay : the race
    box : the bar
    kind : scale of type
    remark : more about this picture, such as "follow NED"
    """
    context = replay.context
    y = box.y + box.height / 2
    pad = 26 * kind
    drawn: list[Shape] = [Rect(*box, theme.BAR)]
    records = "   ".join(f"{r.kind} {format_time(r.time_s)}" for r in context.records)
    right = box.right - pad
    if records:
        size = 17 * kind
        drawn.append(line(right, y, records, size, theme.MUTED, anchor="right"))
        right -= measure.width(records, size) + 1.5 * pad
    x = box.x + pad
    if context.event:
        size = 21 * kind
        drawn.append(line(x, y, context.event, size, theme.WHITE, "bold", room=0.4 * box.width))
        x += min(measure.width(context.event, size, "bold"), 0.4 * box.width) + 0.75 * pad
    name = replay.race.name.upper()
    gold = replay.race.round == _GOLD_ROUND
    fill = theme.GOLD if gold else theme.BUTTON_ON
    badge = measure.width(name, 16 * kind, "bold") + 2 * 15 * kind
    size = 20 * kind
    wide = measure.width(context.discipline, size)
    if context.discipline and x + wide + 0.75 * pad + badge < right:
        drawn.append(line(x, y, context.discipline, size, theme.TEXT))
        x += wide + 0.95 * pad
    if x + badge < right:
        made, wide = pill(
            x, y, name, 16 * kind, fill, contrast.ink(fill), pad=0.9, tall=1.75, radius=0.22
        )
        drawn += made
        x += wide + 0.75 * pad
    size = 17 * kind
    for text in _details(context.date, context.venue, " v ".join(replay.codes), remark):
        if text and x + measure.width(text, size) <= right:
            drawn.append(line(x, y, text, size, theme.MUTED))
            break
    return drawn


def _details(date: str, venue: str, teams: str, remark: str) -> tuple[str, ...]:
    """The same details at falling length."""
    if remark:
        return (f"{teams}  ·  {remark}", remark)
    both = "  ·  ".join(part for part in (date, venue) if part)
    return (both, date)
