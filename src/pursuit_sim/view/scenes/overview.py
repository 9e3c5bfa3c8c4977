"""The whole oval, close-ups and clock in its infield, lap table and chart below."""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.track import Oval
from pursuit_sim.view.box import Box
from pursuit_sim.view.cameras import camera
from pursuit_sim.view.graphics import badge, below, cards, clock, offer, result
from pursuit_sim.view.graphics.layout import Layout
from pursuit_sim.view.graphics.offer import Offer
from pursuit_sim.view.graphics.stage import Stage, play_sign
from pursuit_sim.view.ice import closeup as ice
from pursuit_sim.view.ice import rink, trains
from pursuit_sim.view.ice.rink import INFIELD_M
from pursuit_sim.view.look import contrast, theme
from pursuit_sim.view.scenes import hollow
from pursuit_sim.view.settings import Settings
from pursuit_sim.view.shapes import Layer, Rect, Shape

_VIEW = camera.View("overview")
_ZOOMED = 0.01
_MAKING_ROOM, _MAKING_ROOM_M = 0.15, 5.0  # of zoom, or aside [m], until close-ups are gone
_RIM = 2.0  # [px at 1080p] about them
_LABEL_LATERALS_M = (4.0,)  # of the record's label: between skaters and the names of the lines


def eye_of(stage: Stage) -> camera.Camera:
    """The camera."""
    parts, chosen = stage.parts, stage.settings
    return camera.overview(stage.replay.oval, parts.rink, chosen.zoom, chosen.pan, parts.margin)


def zoomed(settings: Settings) -> bool:
    """Whether it is enlarged or moved, so that close-ups would hide the ice."""
    return settings.zoom > 1.0 + _ZOOMED or settings.pan != (0.0, 0.0)


def shapes(stage: Stage) -> list[Shape]:
    """The picture between title and transport bar."""
    eye = eye_of(stage)
    drawn = _enlarged(stage, eye) if zoomed(stage.settings) else _whole(stage, eye)
    return drawn + below.panels(stage)


def _whole(stage: Stage, eye: camera.Camera) -> list[Shape]:
    """The whole oval: what stands still in layers first, what moves over it."""
    parts, chosen, kind, colours = stage.parts, stage.settings, stage.kind, stage.colours
    ground = _ground(chosen.size, chosen.transport, stage.replay.oval, eye, parts)
    drawn: list[Shape] = [ground]
    told, free = hollow.told(stage), _free(stage)
    if not stage.reading.over:
        ghost = bool(told)
        drawn.append(clock.still(stage.reading, parts.centre, kind, colours, ground, ghost, free))
    drawn += _frames(stage, ground)  # after the clock: their rims reach a little into its column
    drawn += both(stage, eye, _aside(stage, 0.0))
    drawn += _close_ups(stage)
    if stage.reading.over:
        return drawn + result.card(stage.replay, _card(stage), kind, colours)
    running = clock.running(stage.reading, parts.centre, kind, colours, told, free)
    return drawn + running


def _enlarged(stage: Stage, eye: camera.Camera) -> list[Shape]:
    """A part of the oval, and what lay in its infield as long as it is on its way out."""
    replay, parts, kind, colours = stage.replay, stage.parts, stage.kind, stage.colours
    gone = _gone(stage.settings)
    drawn = ice.near(replay.oval, eye, 0.0, reach_m=replay.oval.half_lap_m)
    drawn += both(stage, eye, _aside(stage, gone))
    if gone == 1:
        front = replay.front(stage.time_s)
        drawn += badge.shapes(replay, stage.reading, stage.now, front, parts.rink, kind, colours)
        drawn += hollow.plate(stage, eye, 16 * kind, taken=[badge.place(parts.rink, kind)])
    else:
        drawn += _frames(stage, None)
        drawn += _close_ups(stage)
        if stage.reading.over:
            drawn += result.card(replay, _card(stage), kind, colours)
        else:
            told, free = hollow.told(stage), _free(stage)
            drawn += clock.shapes(stage.reading, parts.centre, kind, colours, told, free)
        veil = contrast.fade(theme.INFIELD, gone)
        drawn += [Rect(*box.grown(_RIM * kind), veil) for box in (*parts.cards, parts.centre)]
    bottom = parts.rink.bottom
    drawn.append(Rect(0.0, bottom, parts.width, parts.height - bottom, theme.NIGHT))
    return drawn


def _frames(stage: Stage, ground: Layer | None) -> list[Shape]:
    """What stands still of the close-ups."""
    return [
        cards.frame(code, box, stage.kind, own, ground)
        for code, box, own in zip(
            stage.replay.codes, stage.parts.cards, stage.colours, strict=False
        )
    ]


def _close_ups(stage: Stage) -> list[Shape]:
    """What moves in them."""
    return [
        shape
        for team, box in enumerate(stage.parts.cards)
        for shape in cards.shapes(
            stage.replay, stage.now, team, box, stage.kind, stage.colours[team]
        )
    ]


def _aside(stage: Stage, gone: float) -> trains.Aside:
    """What teams' codes keep clear of: close-ups and result, as far as they are there."""
    replay, parts = stage.replay, stage.parts
    panels = [] if gone == 1 else [*parts.cards]
    if stage.reading.over and gone < 1:
        panels.append(result.extent(replay, _card(stage), stage.kind))
    whole = camera.overview(replay.oval, parts.rink, margin=parts.margin)
    return trains.Aside(whole, tuple(panels), 1 - gone)


def _free(stage: Stage) -> tuple[float, float] | None:
    """Heights that the clock leaves to the play sign of a replay that opens paused [px]."""
    if not (stage.settings.invite and stage.parts.cards):
        return None
    _, sign, radius = play_sign(stage.replay, stage.parts, _VIEW)
    return sign - radius, sign + radius


def _gone(settings: Settings) -> float:
    """How much close-ups and clock in the infield have made room for the ice, 0 … 1."""
    nearer = (settings.zoom - 1.0) / _MAKING_ROOM
    moved = math.hypot(*settings.pan) / _MAKING_ROOM_M
    return min(1.0, max(nearer, moved, 0.0))


def after(parts: Layout, oval: Oval, *, close: bool) -> Offer:
    """What is offered after the race: under the close-ups in the infield, or beside the result.

    `close` says that the overview is enlarged: then, above the panels below.
    """
    if close:
        return Offer(parts.rink.middle[0], parts.rink.bottom - offer.half_row(parts))
    if not parts.cards:
        x, y = parts.centre.middle
        return Offer(x + _beside(parts), y, upright=True)
    scale = camera.overview(oval, parts.rink).scale
    edge = parts.rink.middle[1] + (oval.line_radius_m + INFIELD_M) * scale
    return Offer(parts.rink.middle[0], (parts.cards[0].bottom + edge) / 2)


def _beside(parts: Layout) -> float:
    """How far buttons beside the result are from the middle [px]."""
    return (parts.centre.width + offer.AIR * parts.type) / 2


def _card(stage: Stage) -> Box:
    """The place of the result, which leaves room for what is offered."""
    parts = stage.parts
    x, y, width, height = parts.centre
    if not stage.settings.transport:
        return parts.centre
    row = after(parts, stage.replay.oval, close=False)
    if row.upright:
        return Box(x - offer.UPRIGHT * parts.type / 2, y, width, height)
    return Box(x, y, width, row.y - offer.half_row(parts) - y)


def both(stage: Stage, eye: camera.Camera, aside: trains.Aside | None = None) -> list[Shape]:
    """Everything that moves on the ice, seen from afar."""
    replay, now, kind = stage.replay, stage.now, stage.kind
    magnify = trains.magnification(eye, stage.parts.scale)
    teams = range(len(replay.codes))
    drawn: list[Shape] = []
    for team in teams:
        drawn += trains.trail(replay, now, team, eye, stage.colours[team], magnify)
    drawn += trains.record_line(replay, now, eye, 14 * kind, _LABEL_LATERALS_M)
    for team in teams:
        drawn += trains.tag(replay, now, team, eye, stage.colours[team], 14 * kind, magnify, aside)
    drawn += hollow.skaters(stage, eye, magnify)
    for team in teams:
        worn = trains.dress(stage.colours[team], team)
        drawn += trains.skaters(replay, now, team, eye, worn, magnify)
    return drawn


@lru_cache(maxsize=4)
def _ground(
    size: tuple[int, int], transport: bool, oval: Oval, eye: camera.Camera, parts: Layout
) -> Layer:
    """Surround and rink, which only a change of window or camera alters."""
    return Layer(
        ("overview", size, transport, oval, eye),
        0.0,
        0.0,
        parts.width,
        parts.height,
        (*below.surround(parts), *rink.whole(oval, eye)),
        opaque=True,
    )
