"""The other team in a close-up over the picture, while something happens to one."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import close_up_cards
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars
from pursuit_sim.draw.graphics.timeline import TIP
from pursuit_sim.draw.scenes import sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.shapes import Shape

_WIDE, _ASPECT = 0.25, 1.38  # of the picture's width, and of that over its height
_AWAY = 22.0  # [px at 1080p]


def place(context: FrameContext) -> Box:
    """Where it lies: in the lower right, above the tips of the timeline."""
    box, kind = between_bars(context.layout), context.kind
    width = round(_WIDE * box.width)
    height = round(width / _ASPECT)
    bottom = box.bottom - (TIP + _AWAY) * kind
    return Box(round(box.right - width - _AWAY * kind), round(bottom - height), width, height)


def shapes(context: FrameContext, team: int) -> list[Shape]:
    """The close-up of a team."""
    replay, kind, own, box = context.replay, context.kind, context.colours[team], place(context)
    return [
        close_up_cards.frame(replay.tags[team], box, kind, own, None),
        *close_up_cards.shapes(replay, context.now, team, box, kind, own),
    ]


def of(context: FrameContext, team: int) -> Sight:
    """Where the team is in it."""
    eye = close_up_cards.eye_of(context.replay, context.now, team, place(context), context.kind)
    return sight.from_above(context, team, eye, ())
