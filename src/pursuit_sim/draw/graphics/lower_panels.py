"""The panels below the rink: lap table and chart, and the dark hall behind them."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw.graphics import charts, lap_table
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.graphics.inset import Inset
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.shapes import Layer, Rect, Shape

_BANDS = 48  # steps of the surround's shading


def panels(context: FrameContext) -> list[Shape]:
    """Lap table and chart, where there is room for them."""
    parts = context.parts
    if parts.table is None or parts.chart is None:
        return []
    key = (*context.key, parts.width, parts.height)
    left, right = (
        Inset(box, context.kind, context.colours, key, surround(parts))
        for box in (parts.table, parts.chart)
    )
    return [
        *lap_table.shapes(context.replay, context.time_s, left, ahead=context.settings.ahead),
        *charts.shapes(context.replay, context.time_s, right, context.settings.chart),
    ]


@lru_cache(maxsize=4)
def surround(parts: PictureLayout) -> tuple[Shape, ...]:
    """The dark hall, a little lighter towards its middle."""
    height = parts.height / _BANDS
    return tuple(
        Rect(
            0.0,
            i * height,
            parts.width,
            height + 1.0,
            contrast.mix(theme.NIGHT, theme.NIGHT_EDGE, 1 - abs(2 * i / (_BANDS - 1) - 1)),
        )
        for i in range(_BANDS)
    )


@lru_cache(maxsize=4)
def ground(parts: PictureLayout) -> Layer:
    """The dark hall as a layer, for cameras that do not fill the window."""
    return Layer(("hall", parts), 0.0, 0.0, parts.width, parts.height, surround(parts), opaque=True)
