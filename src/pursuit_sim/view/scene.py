"""`frame`: what is seen of a replay at a moment, as shapes.

A pure function: the same replay, moment and settings give the same shapes. Whatever
stands still is in layers whose keys say everything they depend on. A camera is added by
naming it in `camera` and giving it a function here.
"""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.track import Oval
from pursuit_sim.view import (
    camera,
    cards,
    charts,
    clock,
    contrast,
    ice,
    riding,
    rink,
    table,
    theme,
    timeline,
    title,
    trains,
)
from pursuit_sim.view.layout import Box, Layout, layout
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.settings import Settings
from pursuit_sim.view.shapes import Circle, Frame, Layer, Polygon, Rect, Shape
from pursuit_sim.view.sight import Sight, sight
from pursuit_sim.view.theme import TeamColours

_ZOOMED = 0.01
_BANDS = 48  # steps of the surround's shading
_LABEL_LATERAL_M = 5.4  # of the record's label in the overview
_LABEL_NEAR_M = 2.9  # in a follow camera


def frame(replay: Replay, time_s: float, settings: Settings) -> Frame:
    """The picture at a moment.

    Parameters
    ----------
    replay : what is shown
    time_s : the moment [s]; beyond the ends, the end
    settings : what the viewer has chosen

    Raises
    ------
    ValueError
        if there is no such camera
    """
    view = camera.view(settings.camera, replay.codes)
    now = sight(replay, time_s)
    colours = team_colours(replay, settings)
    parts = _layout(replay, settings)
    reading = clock.reading(replay, now.time_s)
    key = (replay.digest, settings.palette)
    if view.kind == "overview":
        drawn = _overview(replay, now, settings, parts, reading, colours, key)
        remark = ""
    else:
        drawn = _follow(replay, now, settings, parts, view, reading, colours)
        remark = camera.label(settings.camera, replay.codes)
    box = parts.title
    drawn.append(_title(replay, box, parts.type, remark, key))
    if settings.invite:
        drawn += _invitation(parts)
    if parts.bar is not None:
        drawn += timeline.shapes(replay, now.time_s, settings, parts.bar, parts.type, colours, key)
    return tuple(drawn)


def hits(replay: Replay, settings: Settings) -> dict[str, Box]:
    """What can be clicked, by name; later ones lie over earlier ones.

    "rink" is the ice, "card:NOR" a close-up, "chart" the chart panel, "play", "timeline",
    "speed" and the ids of the buttons the transport bar.
    """
    parts = _layout(replay, settings)
    found: dict[str, Box] = {}
    if camera.view(settings.camera, replay.codes).kind == "overview":
        found["rink"] = parts.rink
        for code, box in zip(
            replay.codes, parts.cards if not zoomed(settings) else (), strict=False
        ):
            found[f"card:{code}"] = box
        if parts.chart is not None:
            found["chart"] = parts.chart
    else:
        found["rink"] = _ice(parts)
    if parts.bar is not None:
        bar = timeline.parts(parts.bar, parts.type, settings.speed, settings.buttons)
        found["play"] = bar.play
        found["timeline"] = bar.track
        for button, box in bar.buttons:
            found[button.id] = box
    return found


def zoomed(settings: Settings) -> bool:
    """Whether the overview is enlarged or moved, so that close-ups would hide the ice."""
    return settings.zoom > 1.0 + _ZOOMED or settings.pan != (0.0, 0.0)


def time_at(replay: Replay, settings: Settings, x: float) -> float:
    """The moment under a place on the timeline [s]."""
    return timeline.time_at(replay, hits(replay, settings)["timeline"], x)


def team_colours(replay: Replay, settings: Settings) -> tuple[TeamColours, ...]:
    """The teams' colours under the chosen palette."""
    suits = tuple(entry.team.colour for entry in replay.race.entries)
    return theme.teams(suits, settings.palette)


def _layout(replay: Replay, settings: Settings) -> Layout:
    return layout(settings.size, settings.transport, len(replay.codes), replay.oval)


def _overview(
    replay: Replay,
    now: Sight,
    settings: Settings,
    parts: Layout,
    reading: clock.Reading,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
) -> list[Shape]:
    """The whole oval, close-ups and clock in its infield, lap table and chart below."""
    kind = parts.type
    eye = camera.overview(replay.oval, parts.rink, settings.zoom, settings.pan, parts.margin)
    magnify = trains.magnification(eye, parts.scale)
    close = zoomed(settings)
    drawn: list[Shape] = (
        ice.near(replay.oval, eye, 0.0, reach_m=replay.oval.half_lap_m)
        if close
        else [_ground(settings.size, settings.transport, replay.oval, eye, parts)]
    )
    teams = range(len(replay.codes))
    for team in teams:
        drawn += trains.trail(replay, now, team, eye, colours[team], magnify)
    drawn += trains.record_line(replay, now, eye, 14 * kind, _LABEL_LATERAL_M)
    for team in teams:
        drawn += trains.tag(replay, now, team, eye, colours[team], 14 * kind, magnify)
    for team in teams:
        worn = trains.dress(colours[team], team)
        drawn += trains.skaters(replay, now, team, eye, worn, magnify)
    for team, box in enumerate(parts.cards if not close else ()):
        drawn += cards.shapes(replay, now, team, box, kind, colours[team])
    if close:
        drawn += riding.badge(
            replay, reading, now, replay.front(now.time_s), parts.rink, kind, colours
        )
        below = parts.rink.bottom
        drawn.append(Rect(0.0, below, parts.width, parts.height - below, theme.NIGHT))
    else:
        drawn += clock.shapes(replay, reading, parts.centre, kind, colours)
    if parts.table is not None and parts.chart is not None:
        under = _surround(parts)
        drawn += table.shapes(replay, now.time_s, parts.table, kind, colours, key, under)
        drawn += charts.shapes(
            replay, now.time_s, parts.chart, kind, colours, settings.chart, key, under
        )
    return drawn


@lru_cache(maxsize=4)
def _title(replay: Replay, box: Box, kind: float, remark: str, key: tuple[object, ...]) -> Layer:
    return Layer(
        ("title", box, kind, remark, *key),
        *box,
        tuple(title.shapes(replay, box, kind, remark)),
        opaque=True,
    )


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
        (*_surround(parts), *rink.whole(oval, eye)),
        opaque=True,
    )


def _follow(
    replay: Replay,
    now: Sight,
    settings: Settings,
    parts: Layout,
    view: camera.View,
    reading: clock.Reading,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """One team from close by, with the ice around it."""
    box = _ice(parts)
    kind = parts.type
    members = slice(3 * view.team, 3 * view.team + 3)
    distance = now.distance_m[members]
    middle = (max(distance) + min(distance)) / 2 - 0.25
    eye = camera.follow(
        replay.oval,
        box,
        middle,
        heading_right=view.heading_right,
        width_m=camera.FOLLOW_WIDTH_M / settings.zoom,
        pan=settings.pan,
    )
    drawn: list[Shape] = ice.near(replay.oval, eye, middle)
    drawn += trains.record_line(replay, now, eye, 18 * kind, _LABEL_NEAR_M)
    order = [k for k in range(len(replay.codes)) if k != view.team] + [view.team]
    for team in order:
        drawn += trains.trail(replay, now, team, eye, colours[team], 1.0)
    drawn += trains.exchange_path(replay, now, view.team, eye)
    for team in order:
        worn = trains.dress(colours[team], team)
        drawn += trains.skaters(replay, now, team, eye, worn)
    drawn += riding.names(replay, now, view.team, eye, kind, colours[view.team])
    drawn += riding.badge(replay, reading, now, view.team, box, kind, colours)
    drawn += riding.oval_map(replay, now, view.team, box, kind, colours)
    if reading.over:
        width, height = 400 * kind, 340 * kind
        place = Box(box.x + 12 * kind, box.y + 150 * kind, width, height)
        drawn += clock.result(replay, place, kind, colours)
    return drawn


def _ice(parts: Layout) -> Box:
    """The rectangle between title and transport bar."""
    bottom = parts.bar.y if parts.bar is not None else parts.height
    return Box(0.0, parts.title.bottom, parts.width, bottom - parts.title.bottom)


@lru_cache(maxsize=4)
def _surround(parts: Layout) -> tuple[Shape, ...]:
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


def _invitation(parts: Layout) -> list[Shape]:
    """A large play sign: the replay opens paused."""
    x, y = parts.rink.middle
    radius = 50 * parts.type
    y += 0.8 * radius
    return [
        Circle((x, y), radius, contrast.fade(theme.NIGHT, 0.72), theme.WHITE, 3 * parts.type),
        Polygon(
            (
                (x - 0.32 * radius, y - 0.48 * radius),
                (x + 0.52 * radius, y),
                (x - 0.32 * radius, y + 0.48 * radius),
            ),
            theme.WHITE,
        ),
    ]
