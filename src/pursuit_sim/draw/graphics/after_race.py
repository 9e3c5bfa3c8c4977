"""After a race: the place of what a window offers then, and of a result beside it.

A window puts buttons over the picture, to which scenes leave room: where there is a
transport bar, a result ends above the buttons. Films and pictures have neither.
"""

from __future__ import annotations

from typing import NamedTuple

from pursuit_sim.draw import panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import follow_hud
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.timeline import TIP

HIGH = 40.0  # of a button [px at 1080p]
AIR = 10.0  # [px at 1080p] around the buttons
UPRIGHT = 250.0  # width of buttons below each other [px at 1080p]
_OVER_TIPS = 2.5  # [px at 1080p] above those of the timeline
_CARD = (400.0, 340.0)  # of a result over the ice, at most [px at 1080p]


class AfterRace(NamedTuple):
    """The place of the buttons.

    Attributes
    ----------
    x, y : their middle [px]
    upright : they lie below each other instead of beside each other
    """

    x: float
    y: float
    upright: bool = False


def half_row(layout: PictureLayout) -> float:
    """Half the height of a row of buttons, with the air above it [px]."""
    scale = panel.unit((round(layout.width), round(layout.height)))
    return (HIGH / 2 + AIR) * scale


def low(layout: PictureLayout) -> AfterRace:
    """Low in the picture, above the tips of the timeline."""
    box = between_bars(layout)
    return AfterRace(
        box.middle[0], box.bottom - (TIP + _OVER_TIPS) * layout.type - half_row(layout)
    )


def row(layout: PictureLayout) -> Box:
    """What a row of buttons low in the picture takes of the ice, across it, down to its edge."""
    box = between_bars(layout)
    top = low(layout).y - half_row(layout)
    return Box(box.x, top, box.width, box.bottom - top)


def card(context: FrameContext, *, low_down: bool) -> Box:
    """The place of a result over the ice, at the left below the clock, high or low.

    Parameters
    ----------
    context : the moment
    low_down : it lies at the bottom of what is free
    """
    kind, box = context.kind, between_bars(context.layout)
    top, bottom = follow_hud.below(box, kind), box.bottom - 12 * kind
    if context.settings.transport:
        bottom = row(context.layout).y
    height = min(_CARD[1] * kind, bottom - top)
    return Box(box.x + 12 * kind, bottom - height if low_down else top, _CARD[0] * kind, height)
