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
    layout = context.layout
    if layout.table is None or layout.chart is None:
        return []
    key = (*context.key, layout.width, layout.height)
    left, right = (
        Inset(box, context.kind, context.colours, key, surround(layout))
        for box in (layout.table, layout.chart)
    )
    return [
        *lap_table.shapes(context.replay, context.time_s, left, ahead=context.settings.ahead),
        *charts.shapes(
            context.replay,
            context.time_s,
            right,
            context.settings.chart,
            whole=not context.settings.hiding,
        ),
    ]


@lru_cache(maxsize=4)
def surround(layout: PictureLayout) -> tuple[Shape, ...]:
    """The dark hall, a little lighter towards its middle."""
    height = layout.height / _BANDS
    light = (1 - abs(2 * i / (_BANDS - 1) - 1) for i in range(_BANDS))
    shades = (contrast.mix(theme.NIGHT, theme.NIGHT_EDGE, each) for each in light)
    return tuple(
        Rect(0.0, i * height, layout.width, height + 1.0, shade) for i, shade in enumerate(shades)
    )


@lru_cache(maxsize=4)
def ground(layout: PictureLayout) -> Layer:
    """The dark hall as a layer, for cameras that do not fill the window."""
    return Layer(
        ("hall", layout), 0.0, 0.0, layout.width, layout.height, surround(layout), opaque=True
    )
