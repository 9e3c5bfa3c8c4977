"""The panels below the rink: lap table and chart, and the dark hall behind them."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.view.graphics import charts, table
from pursuit_sim.view.graphics.inset import Inset
from pursuit_sim.view.graphics.layout import Layout
from pursuit_sim.view.graphics.stage import Stage
from pursuit_sim.view.look import contrast, theme
from pursuit_sim.view.shapes import Layer, Rect, Shape

_BANDS = 48  # steps of the surround's shading


def panels(stage: Stage) -> list[Shape]:
    """Lap table and chart, where there is room for them."""
    parts = stage.parts
    if parts.table is None or parts.chart is None:
        return []
    key = (*stage.key, parts.width, parts.height)
    left, right = (
        Inset(box, stage.kind, stage.colours, key, surround(parts))
        for box in (parts.table, parts.chart)
    )
    return [
        *table.shapes(stage.replay, stage.time_s, left, ahead=stage.settings.ahead),
        *charts.shapes(stage.replay, stage.time_s, right, stage.settings.chart),
    ]


@lru_cache(maxsize=4)
def surround(parts: Layout) -> tuple[Shape, ...]:
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
def ground(parts: Layout) -> Layer:
    """The dark hall as a layer, for cameras that do not fill the window."""
    return Layer(("hall", parts), 0.0, 0.0, parts.width, parts.height, surround(parts), opaque=True)
