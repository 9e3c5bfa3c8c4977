"""Where things go in a window of any size.

Sizes are given for a height of 1080 px and scale with the window; type shrinks more
slowly than the rest, so that it stays readable in small windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.graphics.poster_layout import PosterLayout, poster_layout
from pursuit_sim.draw.ice.rink import INFIELD_M
from pursuit_sim.draw.panel import REFERENCE
from pursuit_sim.draw.settings import Settings
from pursuit_sim.track import Oval

_TYPE_FLOOR = 0.35  # of its size that type keeps however small the window
_TITLE, _BAR, _PANEL, _GAP = 52.0, 88.0, 180.0, 12.0
_RINK_MARGIN = 5.0
_CARD_ASPECT = 1.38  # width over height
_CENTRE = 320.0  # least width of the column with the clock
_CARD_LEAST = 150.0  # a close-up narrower than this [px at 1080] is left out
_TABLE_PART = 0.645  # of the width that the lap table takes
_TALL = 1.25  # width over height


@dataclass(frozen=True, slots=True)
class PictureLayout:
    """The parts of the overview.

    Attributes
    ----------
    width, height : of the window [px]
    scale : of lengths against 1080p
    type : of type and of what holds type
    title : the bar at the top
    rink : the oval with its surround
    margin : between the oval and that rectangle's edges, at least [px]
    cards : close-ups in the infield, one a team; none where there is no room
    centre : the column between them
    table, chart : panels below the rink; None where there is no room
    bar : the transport bar; None in pictures and films without one
    poster : where panels lie above and below the ice, in square and tall pictures
    clean : there are no panels and no words
    """

    width: float
    height: float
    scale: float
    type: float
    title: Box
    rink: Box
    margin: float
    cards: tuple[Box, ...]
    centre: Box
    table: Box | None
    chart: Box | None
    bar: Box | None
    poster: PosterLayout | None = None
    clean: bool = False

    @property
    def plain(self) -> bool:
        """Whether cameras show no panels of their own over the ice."""
        return self.clean or self.poster is not None

    @property
    def tall(self) -> bool:
        """Whether a plain picture has so little width that a train takes all of it."""
        return self.plain and self.width <= _TALL * self.height


def picture_layout(settings: Settings, teams: int, oval: Oval) -> PictureLayout:
    """The parts of a picture.

    Parameters
    ----------
    settings : its size, and which panels there are
    teams : number of close-ups wanted
    oval : the track, whose infield holds the close-ups
    """
    if settings.clean:
        return _clean(settings.size)
    if settings.form != "landscape":
        return _poster(settings.size, tall=settings.form == "portrait")
    return _landscape(settings.size, settings.transport, teams, oval)


@lru_cache(maxsize=8)
def _clean(size: tuple[int, int]) -> PictureLayout:
    """Nothing but ice."""
    width, height = float(size[0]), float(size[1])
    whole, none = Box(0.0, 0.0, width, height), Box(0.0, 0.0, width, 0.0)
    scale, kind = min(width / REFERENCE[0], height / REFERENCE[1]), type_scale(size)
    return PictureLayout(
        width, height, scale, kind, none, whole, 0.0, (), whole, None, None, None, clean=True
    )


@lru_cache(maxsize=8)
def _poster(size: tuple[int, int], *, tall: bool) -> PictureLayout:
    """Panels above and below the ice."""
    width, height = float(size[0]), float(size[1])
    found = poster_layout(size, tall=tall)
    return PictureLayout(
        width, height, found.scale, found.type, found.header, found.field, 0.0, (), found.clock,
        found.splits, None, None, found,
    )  # fmt: skip


@lru_cache(maxsize=32)
def _landscape(size: tuple[int, int], transport: bool, teams: int, oval: Oval) -> PictureLayout:
    """Title above, panels below, clock and close-ups in the infield."""
    width, height = float(size[0]), float(size[1])
    scale = min(width / REFERENCE[0], height / REFERENCE[1])
    kind = type_scale(size)
    gap = _GAP * kind
    title = Box(0.0, 0.0, width, round(_TITLE * kind))
    bar_height = round(_BAR * kind) if transport else 0.0
    bar = Box(0.0, height - bar_height, width, bar_height) if transport else None
    below = height - bar_height
    panel = round(_PANEL * kind)
    roomy = below - title.bottom - panel - 2 * gap >= 0.42 * height
    table = chart = None
    rink_bottom = below - 0.5 * gap
    if roomy:
        top = below - panel - gap
        inner = width - 2 * 2 * gap
        table = Box(2 * gap, top, round(inner * _TABLE_PART) - gap, panel)
        chart = Box(table.right + 1.5 * gap, top, 0.0, panel)
        chart = Box(chart.x, top, width - 2 * gap - chart.x, panel)
        rink_bottom = top - 0.5 * gap
    rink = Box(0.0, title.bottom, width, rink_bottom - title.bottom)
    margin = _RINK_MARGIN * kind
    cards, centre = _infield(oval, rink, margin, teams, kind)
    return PictureLayout(
        width, height, scale, kind, title, rink, margin, cards, centre, table, chart, bar
    )


def type_scale(size: tuple[int, int]) -> float:
    """Scale of type in a window of a size [px]: it shrinks more slowly than the rest."""
    scale = min(size[0] / REFERENCE[0], size[1] / REFERENCE[1])
    return scale if scale >= 1 else _TYPE_FLOOR + (1 - _TYPE_FLOOR) * scale


def _infield(
    oval: Oval, rink: Box, margin: float, teams: int, kind: float
) -> tuple[tuple[Box, ...], Box]:
    """Close-ups left and right of the centre column, as large as the infield allows."""
    pixels = camera.overview(oval, rink, margin=margin).scale
    radius = (oval.line_radius_m + INFIELD_M) * pixels
    straight = oval.straight_m * pixels
    x, y = rink.middle
    tall = 1.50 * radius
    # Corners stay inside the curve of the infield with a little air.
    across = straight + 1.72 * (radius**2 - (tall / 2) ** 2) ** 0.5
    column = min(max(_CENTRE * kind, 0.27 * across), across)
    card = min((across - column) / 2, tall * _CARD_ASPECT)
    centre = Box(x - column / 2, y - radius * 0.93, column, 1.86 * radius)
    if card < _CARD_LEAST * kind or teams == 0:
        return (), centre
    tall = min(tall, card / 1.15)
    boxes = (
        Box(x - column / 2 - card, y - tall / 2, card, tall),
        Box(x + column / 2, y - tall / 2, card, tall),
    )
    return tuple(Box(*(round(v) for v in box)) for box in boxes[:teams]), centre
