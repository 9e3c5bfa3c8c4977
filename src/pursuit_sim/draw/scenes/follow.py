"""One team from close by, with the ice around it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import ClassVar

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.figures import record_line, trail, trains
from pursuit_sim.draw.figures.top_view import LENGTH_M
from pursuit_sim.draw.graphics import after_race, follow_hud, name_labels, oval_map, result_card
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.ice import near_ice as ice
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import OUT_M, Snapshot
from pursuit_sim.draw.scenes import ghost_overlay, sight
from pursuit_sim.draw.scenes.sight import BODY_M, Sight
from pursuit_sim.draw.scenes.view import View, ZoomLimits, sign_ahead
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Point, Shape
from pursuit_sim.trajectory import SKATERS

TALL_ACROSS_M = 7.0  # of the ice across a picture with little width: a train takes most of it
# Where it looks, outside the lap line, without panels over the ice; more with somebody out.
_PLAIN_LATERAL_M, _OUT_LATERAL_M = 0.45, 0.5
_GHOST_PART, _ROOM = 0.75, 0.9  # widths for which room is made for a ghost, and room a metre
_LABEL_LATERALS_M = (2.9, -1.9, 4.4)  # of the record's label
_PLAIN_TALL_M, _OUT_TALL_M = 4.0, 1.2  # and up and down, at least
_UP_AND_DOWN_M = 1.2  # of the ice beside a train that goes up or down
_TALL_M = 4.6  # of the ice up and down, at least: there is room for names beside a train
_HALF_ROW = 250.0  # [px at 1080p] of the names over a train
_NAMES = 540.0  # [px at 1080p] of three names beside each other
_BACK_M = 0.6  # [m] of a crouched skater's length
_AIR = 4.0  # [px] from a ghost's plate to what it keeps clear of
_MAKING_ROOM_S = 1.5  # before the end, a train begins to make room for the result


def middle_m(now: Snapshot, team: int) -> float:
    """The middle of a train [m] from the finish line."""
    return (now.front_m[team] + now.tail_m[team]) / 2 - BODY_M


class Follow(View):
    """A team from above, with its direction of travel to the right."""

    name, called = "follow", "follow {code}"
    labels_reserves = True
    of_team = True
    zoom_limits = ZoomLimits(0.5, 2.5, (20.0, 9.0))
    heading_right: ClassVar[bool] = True

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        # In one clip, so that a painter need not ask of each shape whether it touches a bar.
        return [Clip(*self.stage(context.layout), tuple(_shapes(context, self)))]

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre, and the pixel of the train, were the camera not moved."""
        seen, (right, up) = _eye(context, self), context.settings.pan
        x, y, _ = ice_point(context.replay.oval, middle_m(context.now, self.team))
        px, py = seen.pixel(x, y)
        return seen.scale, (px + right * seen.scale, py - up * seen.scale)

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """The ice."""
        layout = layout_of(replay, settings)
        return {"rink": follow_hud.ice_of(layout, self.stage(layout))}

    def corner(self, replay: Replay, settings: Settings, *, over: bool) -> Point:
        """Left of the map, where that is low."""
        right, bottom = super().corner(replay, settings, over=over)
        oval = _map_place(replay, settings, self)
        if oval is not None and oval.bottom > self.areas(replay, settings)["rink"].middle[1]:
            right = oval.x
        return right, bottom

    def rides_with(self, _context: FrameContext) -> int:
        """Its team."""
        return self.team

    def panels(self, context: FrameContext) -> list[Box]:
        """Clock, map and result."""
        return _panels(context, self)

    def from_above(self, context: FrameContext) -> camera.Camera:
        """Its camera."""
        return _eye(context, self)

    def sight(self, context: FrameContext, team: int) -> Sight:
        """Where a team is, and what lies over the ice."""
        return sight.from_above(context, team, _eye(context, self), _panels(context, self))


class NorthUp(Follow):
    """A team from above, with north up."""

    name, called = "north", "follow {code}, north up"
    heading_right = False

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """Ahead of the skaters: the crossing side sets off to the left."""
        left = replay.race.entries[self.team].side == "crossing"
        return sign_ahead(layout_of(replay, settings), left=left)


def eye_of(
    context: FrameContext,
    view: Follow,
    box: Box,
    width_m: float = camera.FOLLOW_WIDTH_M,
    lateral_m: float = camera.FOLLOW_LATERAL_M,
    left: float | None = None,
) -> camera.Camera:
    """The camera that rides along with a team; with its ghost in view as long as it can be.

    What lies to the `left` of a place [px] is wanted for something else once the race is over.
    """
    chosen = context.settings
    away = _ghost_away_m(context, view.team, _GHOST_PART * width_m)
    width_m += _ROOM * abs(away)
    ahead = _ROOM * away / 2 if view.heading_right else 0.0
    if left is not None:
        ahead -= _room_for_result_m(context, box, left, ahead, width_m)
    right, up = chosen.pan
    return camera.follow(
        context.replay.oval,
        box,
        middle_m(context.now, view.team),
        heading_right=view.heading_right,
        width_m=width_m / chosen.zoom,
        lateral_m=lateral_m + context.now.aside_m[view.team],
        pan=(right + ahead / chosen.zoom, up),  # the same part of the picture however near
    )


def _room_for_result_m(
    context: FrameContext, box: Box, left: float, ahead_m: float, width_m: float
) -> float:
    """How far the camera goes to the left to have a train, and its names, clear of a result [m].

    Parameters
    ----------
    context, box : the moment, and the rectangle that the camera fills
    left : the right edge of the result [px]
    ahead_m, width_m : where the camera looks, ahead of the train, and how much it shows, both
        before it is zoomed
    """
    scale, half = box.width / width_m, _HALF_ROW * context.kind
    x = box.middle[0] - ahead_m * scale
    wanted = min(left + half, box.right - half) - x
    return max(wanted, 0.0) / scale * ending(context)


def ending(context: FrameContext) -> float:
    """How much the race is over, 0 … 1: it comes softly."""
    left_s = float(context.replay.finish_s.max()) - context.time_s
    return glide.smooth(1 - left_s / _MAKING_ROOM_S)


def _ghost_away_m(context: FrameContext, team: int, most_m: float) -> float:
    """How far the team's ghost is ahead [m], up to what the camera makes room for."""
    run = context.replay.ghost
    if run is None or context.ghost is None or run.team != team:
        return 0.0
    away = middle_m(context.ghost, 0) - middle_m(context.now, team)
    return min(max(away, -most_m), most_m)


def _eye(context: FrameContext, view: Follow) -> camera.Camera:
    """The camera that has the picture to itself."""
    box = follow_hud.ice_of(context.layout, view.stage(context.layout))
    across_m = TALL_ACROSS_M if context.layout.tall else camera.FOLLOW_WIDTH_M
    tall_m = _TALL_M
    if context.layout.plain:
        tall_m = _PLAIN_TALL_M + _OUT_TALL_M * glide.smooth(context.now.swing[view.team])
        if not view.heading_right:  # a train that opens after the race may go up or down
            long_m = context.now.front_m[view.team] - context.now.tail_m[view.team]
            tall_m = max(tall_m, long_m + _UP_AND_DOWN_M)
    width_m = max(across_m, tall_m * box.width / box.height)
    left = None if context.layout.plain else _card(context, view).right
    # The nearer it is, the nearer it looks to the train, which stays where it is in the picture.
    lateral_m = _lateral_m(context, view) / context.settings.zoom
    return eye_of(context, view, box, width_m, lateral_m, left)


def _lateral_m(context: FrameContext, view: Follow) -> float:
    """How far outside the lap line it looks [m]."""
    if context.layout.plain:
        return _PLAIN_LATERAL_M + _OUT_LATERAL_M * glide.smooth(context.now.swing[view.team])
    if view.heading_right:
        return camera.FOLLOW_LATERAL_M
    # There are buttons below after the race, where names are too when a train goes to the left.
    return camera.FOLLOW_LATERAL_M * (1 - ending(context))


def _map_place(replay: Replay, settings: Settings, view: Follow) -> Box | None:
    """Where the map of the oval lies in a picture, if there is one."""
    layout = layout_of(replay, settings)
    # Ahead in a curve a ghost is in the upper right.
    low = settings.ghost and replay.ghost is not None and view.heading_right
    return oval_map.place(view.areas(replay, settings)["rink"], layout.type, low=low)


def _card(context: FrameContext, view: Follow) -> Box:
    # Where no skater is: the train rides in the upper half of a camera that turns with it.
    return after_race.card(context, low_down=view.heading_right)


def _panels(context: FrameContext, view: Follow) -> list[Box]:
    """What lies over the ice: clock, map and result."""
    replay, kind = context.replay, context.kind
    if context.layout.plain:
        return []
    found = [follow_hud.place(between_bars(context.layout), kind)]
    oval = _map_place(replay, context.settings, view)
    if oval is not None:
        found.append(oval)
    if context.reading.over:
        found.append(result_card.extent(replay, _card(context, view), kind))
    return found


def _shapes(context: FrameContext, view: Follow) -> list[Shape]:
    replay, now, kind, colours = context.replay, context.now, context.kind, context.colours
    if context.layout.plain:
        return ground(context, view.team, _eye(context, view))
    box = between_bars(context.layout)
    over: list[Shape] = follow_hud.shapes(
        replay, context.reading, now, view.team, box, kind, colours
    )
    oval = _map_place(replay, context.settings, view)
    if oval is not None:
        over += oval_map.shapes(replay, now, view.team, oval, kind, colours)
    taken = [*_panels(context, view), *context.taken]
    if context.reading.over:
        over += result_card.card(context, _card(context, view))
        if context.settings.transport:
            taken.append(after_race.row(context.layout))
    return ground(context, view.team, _eye(context, view), taken) + over


def _bodies(context: FrameContext, team: int, eye: camera.Camera) -> list[Box]:
    """Where a team's skaters are, and its ghost's, near the plate of that [px].

    All of whoever is beside a train or in the start row; of the others the back.
    """
    columns = range(SKATERS * team, SKATERS * (team + 1))
    places = [(context.now.distance_m[k], context.now.lateral_m[k], OUT_M) for k in columns]
    if context.ghost is not None:
        ghost = zip(context.ghost.distance_m, context.ghost.lateral_m, strict=True)
        places += [(distance, lateral, math.inf) for distance, lateral in ghost]
    found = []
    for distance, lateral, out in places:
        x, y, _ = eye.spot(context.replay.oval, distance - BODY_M, lateral)
        half = (LENGTH_M if lateral > out else _BACK_M) / 2 * eye.scale
        found.append(Box(x - half, y - half, 2 * half, 2 * half))
    return found


def ground(
    context: FrameContext, team: int, eye: camera.Camera, taken: Sequence[Box] = ()
) -> list[Shape]:
    """The ice and everybody on it, with the names of one team clear of what is `taken`."""
    replay, now, kind, colours = context.replay, context.now, context.kind, context.colours
    if context.layout.clean:
        return [*ice.near(replay.oval, eye, middle_m(now, team)), *_everybody(context, team, eye)]
    small = kind * min(1.0, eye.box[2] / (_NAMES * kind))
    names = name_labels.names(replay, now, team, eye, small, colours[team], taken)
    taken = [*(each.grown(_AIR) for each in taken), *name_labels.grounds(names, kind)]
    plate: list[Shape] = []
    if replay.ghost is not None and replay.ghost.team == team:
        bodies = _bodies(context, team, eye)
        plate = ghost_overlay.plate(context, eye, 18 * kind, taken=[*taken, *bodies])
        taken += name_labels.grounds(plate, kind)
    drawn: list[Shape] = ice.near(replay.oval, eye, middle_m(now, team))
    drawn += record_line.shapes(replay, now, eye, 18 * kind, _LABEL_LATERALS_M, taken)
    for each in range(len(replay.codes)):
        drawn += trail.trail(replay, now, each, eye, colours[each], 1.0)
    drawn += trail.exchange_path(replay, now, team, eye)
    return [*drawn, *_everybody(context, team, eye), *plate, *names]


def _everybody(context: FrameContext, team: int, eye: camera.Camera) -> list[Shape]:
    """Whoever is on the ice, a ghost first and one team last."""
    replay, now, colours = context.replay, context.now, context.colours
    drawn = ghost_overlay.skaters(context, eye)
    for each in sorted(range(len(replay.codes)), key=lambda k: k == team):
        drawn += trains.skaters(replay, now, each, eye, trains.dress(colours[each], each))
    return drawn
