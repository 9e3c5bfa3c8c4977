"""One team from close by, with the ice around it."""

from __future__ import annotations

from pursuit_sim.trajectory import SKATERS
from pursuit_sim.view.box import Box
from pursuit_sim.view.cameras import camera
from pursuit_sim.view.graphics import offer, result, riding
from pursuit_sim.view.graphics.stage import Stage, between_bars
from pursuit_sim.view.ice import closeup as ice
from pursuit_sim.view.ice import trains
from pursuit_sim.view.scenes import hollow
from pursuit_sim.view.shapes import Shape
from pursuit_sim.view.sight import Sight

BODY_M = 0.25  # a body's middle behind its blade's tip
_GHOST_PART, _ROOM = 0.75, 0.9  # widths for which room is made for a ghost, and room a metre
_LABEL_LATERAL_M = 2.9  # of the record's label


def middle_m(now: Sight, team: int) -> float:
    """The middle of a train [m] from the finish line."""
    distance = now.distance_m[SKATERS * team : SKATERS * (team + 1)]
    return (max(distance) + min(distance)) / 2 - BODY_M


def eye_of(
    stage: Stage,
    view: camera.View,
    box: Box,
    width_m: float = camera.FOLLOW_WIDTH_M,
    lateral_m: float = camera.FOLLOW_LATERAL_M,
) -> camera.Camera:
    """The camera that rides along with a team; with its ghost in view as long as it can be."""
    chosen = stage.settings
    away = _ghost_away_m(stage, view.team, _GHOST_PART * width_m)
    width_m += _ROOM * abs(away)
    right, up = chosen.pan
    if view.heading_right:
        right += _ROOM * away / 2
    return camera.follow(
        stage.replay.oval,
        box,
        middle_m(stage.now, view.team),
        heading_right=view.heading_right,
        width_m=width_m / chosen.zoom,
        lateral_m=lateral_m,
        pan=(right, up),
    )


def _ghost_away_m(stage: Stage, team: int, most_m: float) -> float:
    """How far the team's ghost is ahead [m], up to what the camera makes room for."""
    run = stage.replay.ghost
    if run is None or stage.ghost is None or run.team != team:
        return 0.0
    away = middle_m(stage.ghost, 0) - middle_m(stage.now, team)
    return min(max(away, -most_m), most_m)


def shapes(stage: Stage, view: camera.View) -> list[Shape]:
    """The picture between title and transport bar."""
    replay, now, kind, colours = stage.replay, stage.now, stage.kind, stage.colours
    box = between_bars(stage.parts)
    eye = eye_of(stage, view, box)
    drawn = ground(stage, view.team, eye)
    drawn += riding.badge(replay, stage.reading, now, view.team, box, kind, colours)
    # Ahead in a curve a ghost is in the upper right.
    haunted = stage.ghost is not None and replay.ghost is not None
    low = haunted and view.heading_right
    drawn += riding.oval_map(replay, now, view.team, box, kind, colours, low=low)
    if stage.reading.over:
        # Where no skater is: the train rides in the upper half of a camera that turns with it.
        place = offer.card(stage, low_down=view.heading_right)
        drawn += result.card(replay, place, kind, colours)
    return drawn


def ground(stage: Stage, team: int, eye: camera.Camera) -> list[Shape]:
    """The ice and everybody on it, with the names of one team."""
    replay, now, kind, colours = stage.replay, stage.now, stage.kind, stage.colours
    drawn: list[Shape] = ice.near(replay.oval, eye, middle_m(now, team))
    drawn += trains.record_line(replay, now, eye, 18 * kind, _LABEL_LATERAL_M)
    order = [k for k in range(len(replay.codes)) if k != team] + [team]
    for each in order:
        drawn += trains.trail(replay, now, each, eye, colours[each], 1.0)
    drawn += trains.exchange_path(replay, now, team, eye)
    drawn += hollow.skaters(stage, eye)
    for each in order:
        drawn += trains.skaters(replay, now, each, eye, trains.dress(colours[each], each))
    if replay.ghost is not None and replay.ghost.team == team:
        drawn += hollow.plate(stage, eye, 18 * kind)
    return drawn + riding.names(replay, now, team, eye, kind, colours[team])
