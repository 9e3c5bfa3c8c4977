"""The whole oval, close-ups and clock in its infield, lap table and chart below."""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.graphics import (
    after_race,
    clock,
    close_up_cards,
    follow_hud,
    lower_panels,
    result_card,
)
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, play_sign
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.ice import near_ice as ice
from pursuit_sim.draw.ice import rink
from pursuit_sim.draw.ice.rink import INFIELD_M
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.scenes import ghost_overlay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Layer, Rect, Shape
from pursuit_sim.track import Oval

_VIEW = camera.View("overview")
_ZOOMED = 0.01
_MAKING_ROOM, _MAKING_ROOM_M = 0.15, 5.0  # of zoom, or aside [m], until close-ups are gone
_RIM = 2.0  # [px at 1080p] about them
_LABEL_LATERALS_M = (4.0,)  # of the record's label: between skaters and the names of the lines


def eye_of(context: FrameContext) -> camera.Camera:
    """The camera."""
    parts, chosen = context.parts, context.settings
    return camera.overview(context.replay.oval, parts.rink, chosen.zoom, chosen.pan, parts.margin)


def zoomed(settings: Settings) -> bool:
    """Whether it is enlarged or moved, so that close-ups would hide the ice."""
    return settings.zoom > 1.0 + _ZOOMED or settings.pan != (0.0, 0.0)


def shapes(context: FrameContext) -> list[Shape]:
    """The picture between title and transport bar."""
    eye = eye_of(context)
    drawn = _enlarged(context, eye) if zoomed(context.settings) else _whole(context, eye)
    return drawn + lower_panels.panels(context)


def _whole(context: FrameContext, eye: camera.Camera) -> list[Shape]:
    """The whole oval: what stands still in layers first, what moves over it."""
    parts, chosen, kind, colours = context.parts, context.settings, context.kind, context.colours
    ground = _ground(chosen.size, chosen.transport, context.replay.oval, eye, parts)
    drawn: list[Shape] = [ground]
    told, free = ghost_overlay.told(context), _free(context)
    if not context.reading.over:
        ghost = bool(told)
        drawn.append(clock.still(context.reading, parts.centre, kind, colours, ground, ghost, free))
    drawn += _frames(context, ground)  # after the clock: their rims reach a little into its column
    drawn += both(context, eye, _aside(context, 0.0))
    drawn += _close_ups(context)
    if context.reading.over:
        return drawn + result_card.card(context.replay, _card(context), kind, colours)
    running = clock.running(context.reading, parts.centre, kind, colours, told, free)
    return drawn + running


def _enlarged(context: FrameContext, eye: camera.Camera) -> list[Shape]:
    """A part of the oval, and what lay in its infield as long as it is on its way out."""
    replay, parts, kind, colours = context.replay, context.parts, context.kind, context.colours
    gone = _gone(context.settings)
    drawn = ice.near(replay.oval, eye, 0.0, reach_m=replay.oval.half_lap_m)
    drawn += both(context, eye, _aside(context, gone))
    if gone == 1:
        front = replay.front(context.time_s)
        drawn += follow_hud.shapes(
            replay, context.reading, context.now, front, parts.rink, kind, colours
        )
        drawn += ghost_overlay.plate(
            context, eye, 16 * kind, taken=[follow_hud.place(parts.rink, kind)]
        )
    else:
        drawn += _frames(context, None)
        drawn += _close_ups(context)
        if context.reading.over:
            drawn += result_card.card(replay, _card(context), kind, colours)
        else:
            told, free = ghost_overlay.told(context), _free(context)
            drawn += clock.shapes(context.reading, parts.centre, kind, colours, told, free)
        veil = contrast.fade(theme.INFIELD, gone)
        drawn += [Rect(*box.grown(_RIM * kind), veil) for box in (*parts.cards, parts.centre)]
    bottom = parts.rink.bottom
    drawn.append(Rect(0.0, bottom, parts.width, parts.height - bottom, theme.NIGHT))
    return drawn


def _frames(context: FrameContext, ground: Layer | None) -> list[Shape]:
    """What stands still of the close-ups."""
    return [
        close_up_cards.frame(code, box, context.kind, own, ground)
        for code, box, own in zip(
            context.replay.codes, context.parts.cards, context.colours, strict=False
        )
    ]


def _close_ups(context: FrameContext) -> list[Shape]:
    """What moves in them."""
    return [
        shape
        for team, box in enumerate(context.parts.cards)
        for shape in close_up_cards.shapes(
            context.replay, context.now, team, box, context.kind, context.colours[team]
        )
    ]


def _aside(context: FrameContext, gone: float) -> trains.Aside:
    """What teams' codes keep clear of: close-ups and result, as far as they are there."""
    replay, parts = context.replay, context.parts
    panels = [] if gone == 1 else [*parts.cards]
    if context.reading.over and gone < 1:
        panels.append(result_card.extent(replay, _card(context), context.kind))
    whole = camera.overview(replay.oval, parts.rink, margin=parts.margin)
    return trains.Aside(whole, tuple(panels), 1 - gone)


def _free(context: FrameContext) -> tuple[float, float] | None:
    """Heights that the clock leaves to the play sign of a replay that opens paused [px]."""
    if not (context.settings.invite and context.parts.cards):
        return None
    _, sign, radius = play_sign(context.replay, context.parts, _VIEW)
    return sign - radius, sign + radius


def _gone(settings: Settings) -> float:
    """How much close-ups and clock in the infield have made room for the ice, 0 … 1."""
    nearer = (settings.zoom - 1.0) / _MAKING_ROOM
    moved = math.hypot(*settings.pan) / _MAKING_ROOM_M
    return min(1.0, max(nearer, moved, 0.0))


def after(parts: PictureLayout, oval: Oval, *, close: bool) -> AfterRace:
    """What is offered after the race: under the close-ups in the infield, or beside the result.

    `close` says that the overview is enlarged: then, above the panels below.
    """
    if close:
        return AfterRace(parts.rink.middle[0], parts.rink.bottom - after_race.half_row(parts))
    if not parts.cards:
        x, y = parts.centre.middle
        return AfterRace(x + _beside(parts), y, upright=True)
    scale = camera.overview(oval, parts.rink).scale
    edge = parts.rink.middle[1] + (oval.line_radius_m + INFIELD_M) * scale
    return AfterRace(parts.rink.middle[0], (parts.cards[0].bottom + edge) / 2)


def _beside(parts: PictureLayout) -> float:
    """How far buttons beside the result are from the middle [px]."""
    return (parts.centre.width + after_race.AIR * parts.type) / 2


def _card(context: FrameContext) -> Box:
    """The place of the result, which leaves room for what is offered."""
    parts = context.parts
    x, y, width, height = parts.centre
    if not context.settings.transport:
        return parts.centre
    row = after(parts, context.replay.oval, close=False)
    if row.upright:
        return Box(x - after_race.UPRIGHT * parts.type / 2, y, width, height)
    return Box(x, y, width, row.y - after_race.half_row(parts) - y)


def both(
    context: FrameContext, eye: camera.Camera, aside: trains.Aside | None = None
) -> list[Shape]:
    """Everything that moves on the ice, seen from afar."""
    replay, now, kind = context.replay, context.now, context.kind
    magnify = trains.magnification(eye, context.parts.scale)
    teams = range(len(replay.codes))
    drawn: list[Shape] = []
    for team in teams:
        drawn += trains.trail(replay, now, team, eye, context.colours[team], magnify)
    drawn += trains.record_line(replay, now, eye, 14 * kind, _LABEL_LATERALS_M)
    for team in teams:
        drawn += trains.tag(
            replay, now, team, eye, context.colours[team], 14 * kind, magnify, aside
        )
    drawn += ghost_overlay.skaters(context, eye, magnify)
    for team in teams:
        worn = trains.dress(context.colours[team], team)
        drawn += trains.skaters(replay, now, team, eye, worn, magnify)
    return drawn


@lru_cache(maxsize=4)
def _ground(
    size: tuple[int, int], transport: bool, oval: Oval, eye: camera.Camera, parts: PictureLayout
) -> Layer:
    """Surround and rink, which only a change of window or camera alters."""
    return Layer(
        ("overview", size, transport, oval, eye),
        0.0,
        0.0,
        parts.width,
        parts.height,
        (*lower_panels.surround(parts), *rink.whole(oval, eye)),
        opaque=True,
    )
