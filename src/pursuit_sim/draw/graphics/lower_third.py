"""The lower third: who is seen, as television writes it."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import name_labels
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, still_panel
from pursuit_sim.draw.shapes import Circle, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import kmh

_HIGH = 84.0  # [px at 1080p]
TAKEN = _HIGH + 22.0  # with the space below it


def place(box: Box, kind: float) -> Box:
    """Where it lies in a picture."""
    width = min(900 * kind, box.width - 40 * kind)
    left = box.x + (box.width - width) / 2
    return Box(left, box.bottom - TAKEN * kind, width, _HIGH * kind)


def shapes(context: FrameContext, team: int, box: Box) -> list[Shape]:
    """Who is seen: team, formation and speed, and the three in their order on the ice."""
    replay, now, kind, own = context.replay, context.now, context.kind, context.colours[team]
    columns = range(SKATERS * team, SKATERS * (team + 1))
    effort = replay.effort_at(now.time_s)
    (x, y, width, height), pad = box, 20 * kind
    entry = replay.race.entries[team]
    drawn: list[Shape] = [
        still_panel(*box, 12 * kind),
        Rect(x, y, 10 * kind, height, own.suit, 5 * kind),
    ]
    head = replay.race.entries[team].team.name
    speed = now.team_mps[team]
    high, low = y + 0.33 * height, y + 0.72 * height
    # As wide as any speed beside the formation asks, within reason: names need room as well.
    asked = text_width.width(f"{entry.caption} · 00.0 km/h", 15 * kind) + 2.2 * pad
    first = min(max(0.30 * width, asked), 0.40 * width)
    drawn += [
        line(x + 1.4 * pad, high, head, 22 * kind, theme.WHITE, "bold", room=first - 2.2 * pad),
        line(
            x + 1.4 * pad, low, f"{entry.caption} · {kmh(speed):.1f} km/h", 15 * kind,
            theme.MUTED, room=first - 2.2 * pad,
        ),
    ]  # fmt: skip
    each = (width - first - pad) / SKATERS
    for k in columns:
        left = x + first + now.place[k] * each
        leads = now.place[k] == 0
        fill, ink = own.plate(leads=leads, other=theme.CELL)
        drawn.append(Rect(left, y + 9 * kind, each - 8 * kind, height - 18 * kind, fill, 8 * kind))
        dot = 5.5 * kind
        at = left + 12 * kind
        drawn.append(Circle((at + dot, high), dot, theme.COVERS[k % SKATERS], theme.OUTLINE, 1.0))
        room = each - 8 * kind - 24 * kind - 3 * dot
        name, size = text_width.fit(replay.names[k], 18 * kind, "semibold", room)
        drawn.append(line(at + 3.2 * dot, high, name, size, ink, "semibold"))
        said = name_labels.doing(now.role[k], None if effort is None else effort[0][k])
        soft = ink if leads else theme.MUTED
        drawn.append(line(at, low, said, 14 * kind, soft, room=each - 32 * kind))
    return drawn
