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
    replay, now, parts, colours = stage.replay, stage.now, stage.parts, stage.colours
    kind = stage.kind
    eye = eye_of(stage)
    close = zoomed(stage.settings)
    gone = _gone(stage.settings)
    if close:
        ground = None
        drawn = ice.near(replay.oval, eye, 0.0, reach_m=replay.oval.half_lap_m)
    else:
        chosen = stage.settings
        ground = _ground(chosen.size, chosen.transport, replay.oval, eye, parts)
        drawn = [ground]
    card: list[Shape] = []
    panels = [] if gone == 1 else [*parts.cards]
    if stage.reading.over and gone < 1:
        card = result.card(replay, _card(stage), kind, colours)
        panels.append(result.extent(replay, _card(stage), kind))
    whole = camera.overview(replay.oval, parts.rink, margin=parts.margin)
    drawn += both(stage, eye, trains.Aside(whole, tuple(panels), 1 - gone))
    for team, box in enumerate(parts.cards if gone < 1 else ()):
        drawn += cards.shapes(replay, now, team, box, kind, colours[team], ground)
    if gone == 1:
        front = replay.front(now.time_s)
        drawn += badge.shapes(replay, stage.reading, now, front, parts.rink, kind, colours)
        drawn += hollow.plate(stage, eye, 16 * kind, taken=[badge.place(parts.rink, kind)])
    elif card:
        drawn += card
    else:
        _, sign, radius = play_sign(replay, parts, _VIEW)
        invites = stage.settings.invite and bool(parts.cards)
        taken = (sign - radius, sign + radius) if invites else None
        drawn += clock.shapes(stage.reading, parts.centre, kind, colours, hollow.told(stage), taken)
    if 0 < gone < 1:
        veil = contrast.fade(theme.INFIELD, gone)
        drawn += [Rect(*box.grown(_RIM * kind), veil) for box in (*parts.cards, parts.centre)]
    if close:
        bottom = parts.rink.bottom
        drawn.append(Rect(0.0, bottom, parts.width, parts.height - bottom, theme.NIGHT))
    return drawn + below.panels(stage)


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
        return Offer(x + _aside(parts), y, upright=True)
    scale = camera.overview(oval, parts.rink).scale
    edge = parts.rink.middle[1] + (oval.line_radius_m + INFIELD_M) * scale
    return Offer(parts.rink.middle[0], (parts.cards[0].bottom + edge) / 2)


def _aside(parts: Layout) -> float:
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
