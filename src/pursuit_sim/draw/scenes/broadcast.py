"""The television picture: a camera rides along outside of a team, at the height of eyes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.camera import FOLLOW_WIDTH_M, soft_heading
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.cameras.pinhole import NEAR_M, Pinhole
from pursuit_sim.draw.figures import record_line, trains
from pursuit_sim.draw.figures.top_view import LENGTH_M
from pursuit_sim.draw.figures.upright_trains import by_depth, skaters
from pursuit_sim.draw.graphics import (
    after_race,
    follow_hud,
    lower_third,
    name_labels,
    oval_map,
    result_card,
)
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.ice import hall
from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.elements import pill
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.scenes import follow, ghost_overlay
from pursuit_sim.draw.scenes.sight import EDGE, Sight, in_space, standing
from pursuit_sim.draw.scenes.view import LEADERS, View, ZoomLimits
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Point, Polyline, Shape
from pursuit_sim.trajectory import SKATERS

# Where the camera is from the middle of the train: behind, outside, above the ice [m].
_BEHIND_M, _OUTSIDE_M, _HIGH_M = 4.9, 5.9, 1.75
_FARTHEST_M, _HIGHEST_M = 12.0, 9.0  # to which it can be moved along, and up
_INSIDE_M, _PASSED_M = 2.7, 6.0  # whoever slides past it to the pads is seen from inside,
_FALL_BACK_M, _FALL_M = 2.0, 3.0  # and from further behind
_BACK_OFF_M = 1.6  # further behind with somebody swung out
_AIM_M, _AIM_Z_M = 0.9, 0.55  # it looks ahead of the middle, at this height
_AIM_HEIGHT = 0.56  # part of the picture's height at which that lies
_BLADES = 0.115  # from there down to the rear skater's blades, in widths of the picture;
_OUT_BLADES = 0.008  # more to those of somebody swung out, who is nearer
_RAISED = 1.3  # zoomed nearer than this, blades may go under who is seen
_FOCAL = 0.95  # in widths of the picture
_TALL_NEARER = 1.35  # its lens, in a picture of little width
_HIND_M, _FORE_M = (
    1.15,
    0.4,
)  # how far a skater reaches behind and before their blade's tip, at most
_AIR = 6.0  # [px at 1080p] from labels to what they keep clear of
_CUT_S = 0.4  # [s] of the race in which it goes over to another team
_LABEL_DEPTH_M = ghost_overlay.NAMED_WITHIN_M  # farther teams are named, nearer ghosts


@value
class Broadcast(View):
    """Beside whoever leads."""

    team: int = LEADERS

    name = "broadcast"
    zoom_limits = ZoomLimits(0.5, 2.5, (12.0, 7.0))

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        # In one clip, so that a painter need not ask of each shape whether it touches a bar.
        return [Clip(*self.stage(context.layout), tuple(_shapes(context, self)))]

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre beside the team, about, and the pixel of what it looks at."""
        eye = _eye(context, self)
        return eye.box[2] * context.settings.zoom / FOLLOW_WIDTH_M, eye.middle

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """The ice."""
        layout = layout_of(replay, settings)
        return {"rink": follow_hud.ice_of(layout, self.stage(layout))}

    def corner(self, replay: Replay, settings: Settings, *, over: bool) -> Point:
        """Above the lower third, as long as that is there."""
        right, bottom = View.corner(self, replay, settings, over=over)
        taken = 0.0 if over else lower_third.TAKEN
        return right, bottom - taken * layout_of(replay, settings).type

    def spot(
        self,
        context: FrameContext,
        team: int,  # noqa: ARG002 - all are on the same ice
        distance_m: float,
        lateral_m: float = 0.0,
    ) -> Point | None:
        """The pixel of a place on the ice before the camera."""
        eye = _eye(context, self)
        x, y, _ = ice_point(context.replay.oval, distance_m, lateral_m)
        if eye.seen_at(x, y)[2] < 2 * NEAR_M:
            return None
        px, py, _ = eye.point(x, y)
        return px, py

    def bodies(self, context: FrameContext, team: int) -> list[Box]:
        """Where a team's skaters stand, upwards from the ice."""
        return standing(context, team, _eye(context, self))

    def panels(self, context: FrameContext) -> list[Box]:
        """Clock, map, and the lower third or the result."""
        return _panels(context)

    def rides_with(self, context: FrameContext) -> int:
        """Its team; of the leaders, the one that was ahead at the last line, see `Replay.front`."""
        return context.replay.front(context.time_s) if self.team == LEADERS else self.team

    def sight(self, context: FrameContext, team: int) -> Sight:
        """Where blades and heads of a team are, and what lies over the ice."""
        return in_space(context, team, _eye(context, self), _panels(context))


class BroadcastOfTeam(Broadcast):
    """Beside a team."""

    of_team = True
    compares = True
    called = "broadcast, {code}"


def eye_of(
    replay: Replay,
    now: Snapshot,
    team: int,
    box: Box,
    zoom: float = 1.0,
    pan: tuple[float, float] = (0.0, 0.0),
) -> Pinhole:
    """The camera beside a team.

    Parameters
    ----------
    replay, now, team : whom it rides with
    box : the rectangle it fills [px]
    zoom : of its lens
    pan : where it is moved (right, up) [m]; it stays above the ice
    """
    oval = replay.oval
    ahead = min(max(pan[0], -_FARTHEST_M), _FARTHEST_M)
    middle = follow.middle_m(now, team)
    aside = now.aside_m[team]
    x, y, _ = ice_point(oval, middle, aside)
    heading = soft_heading(oval, middle)
    outside = _OUTSIDE_M - aside - _INSIDE_M * glide.smooth(aside / _PASSED_M)
    cos, sin = math.cos(heading), math.sin(heading)
    soft = glide.smooth(now.swing[team])
    behind = _BEHIND_M + _BACK_OFF_M * soft - ahead
    behind += _FALL_BACK_M * glide.smooth(aside / _FALL_M)
    at = (
        x - behind * cos + outside * sin,
        y - behind * sin - outside * cos,
        min(max(_HIGH_M + pan[1], NEAR_M), _HIGHEST_M),
    )
    aim = (x + (_AIM_M + ahead) * cos, y + (_AIM_M + ahead) * sin, _AIM_Z_M)
    away = math.dist(at[:2], aim[:2])
    return Pinhole(
        box=box,
        at=at,
        yaw=math.atan2(aim[1] - at[1], aim[0] - at[0]),
        pitch=math.atan2(at[2] - aim[2], away),
        focal=_FOCAL * box.width * zoom,
        middle=(box.x + box.width / 2, box.y + _AIM_HEIGHT * box.height),
    )


def _eye(context: FrameContext, view: Broadcast) -> Pinhole:
    """The camera of a picture."""
    layout, chosen = context.layout, context.settings
    box, team = follow_hud.ice_of(layout, view.stage(layout)), view.rides_with(context)
    nearer = _TALL_NEARER if layout.tall else 1.0
    eye = eye_of(context.replay, context.now, team, box, chosen.zoom * nearer, chosen.pan)
    blades = _BLADES + _OUT_BLADES * glide.smooth(context.now.swing[team])
    down = blades * min(chosen.zoom, _RAISED) * nearer * box.width
    end = box.bottom - EDGE * box.height
    low = (end if layout.plain else lower_third.place(box, context.kind).y) - down
    eye = replace(eye, middle=(eye.middle[0], min(eye.middle[1], low)))
    if layout.tall:
        eye = _whole(context, team, eye)
    return eye if layout.plain else _clear_of_result(context, team, eye)


def _card(context: FrameContext) -> Box:
    return after_race.card(context, low_down=False)


def _panels(context: FrameContext) -> list[Box]:
    """What lies over the ice: clock, map, and who is seen, or the result."""
    whole, kind = between_bars(context.layout), context.kind
    if context.layout.plain:
        return []
    box = follow_hud.ice(whole, kind)
    found = [follow_hud.place(whole, kind), oval_map.place(box, kind)]
    if context.reading.over:
        found.append(result_card.extent(context.replay, _card(context), kind))
    else:
        found.append(lower_third.place(box, kind))
    return [each for each in found if each is not None]


def _shapes(context: FrameContext, view: Broadcast) -> list[Shape]:
    replay, now, kind, colours = context.replay, context.now, context.kind, context.colours
    whole = view.stage(context.layout)
    box = follow_hud.ice_of(context.layout, whole)
    team = view.rides_with(context)
    eye = _eye(context, view)
    if context.layout.plain:
        return _seen(context, view, eye, box, [])
    over: list[Shape] = follow_hud.shapes(replay, context.reading, now, team, whole, kind, colours)
    oval = oval_map.place(box, kind)
    if oval is not None:
        over += oval_map.shapes(replay, now, team, oval, kind, colours)
    if context.reading.over:
        over += result_card.card(context, _card(context))
    else:
        over += lower_third.shapes(context, team, lower_third.place(box, kind))
    taken = [each.grown(_AIR * kind) for each in (*_panels(context), *context.taken)]
    return _seen(context, view, eye, box, taken) + over


def _seen(
    context: FrameContext, view: Broadcast, eye: Pinhole, box: Box, taken: list[Box]
) -> list[Shape]:
    """Hall and skaters, with the names of those far away clear of what is `taken`."""
    replay, now, kind, colours = context.replay, context.now, context.kind, context.colours
    team, clean = view.rides_with(context), context.layout.clean
    drawn = hall.shapes(replay.oval, eye)
    drawn += [] if clean else _record(context, eye)
    if context.ghost is not None and replay.ghost is not None:
        worn = ghost_overlay.dress(colours[replay.ghost.team])
        # Behind everybody, even where it is nearer: it must not veil who is really there.
        drawn += by_depth(
            skaters(replay.ghost.replay, context.ghost, 0, eye, worn, ghost_overlay.OPACITY)
        )
    figures: list[tuple[float, list[Shape]]] = []
    for each in range(len(replay.codes)):
        figures += skaters(replay, now, each, eye, trains.dress(colours[each], each))
    drawn += by_depth(figures)
    drawn += _cut(context, view, box)
    if clean:
        return drawn
    for each in range(len(replay.codes)):
        if each != team:
            named = _named(context, each, eye, taken)
            drawn += named
            taken += name_labels.grounds(named, kind)
    if context.ghost is not None:
        drawn += ghost_overlay.named(context, eye, follow.middle_m(context.ghost, 0), taken)
    return drawn


def _cut(context: FrameContext, view: Broadcast, box: Box) -> list[Shape]:
    """The picture going dark for a moment as it goes over to a team that has taken the lead."""
    if view.team != LEADERS:
        return []
    changes = context.replay.leaders
    if changes and changes[0].team == 0:
        changes = changes[1:]  # with whom it was from the start
    parts = [0.5 + (context.time_s - each.time_s) / _CUT_S for each in changes]
    return [shape for part in parts if 0 < part < 1 for shape in glide.dip(part, box)]


def _clear_of_result(context: FrameContext, team: int, eye: Pinhole) -> Pinhole:
    """The same camera, at the end with the team clear of the result."""
    part = follow.ending(context)
    if not part:
        return eye
    left, ends = _card(context).right, _ends(context, team, eye, LENGTH_M / 2, LENGTH_M / 2)
    if ends is None:
        return eye
    right = eye.box[0] + eye.box[2]
    moved = part * max(min(left - ends[0], right - ends[1]), 0.0)
    return replace(eye, middle=(eye.middle[0] + moved, eye.middle[1]))


def _whole(context: FrameContext, team: int, eye: Pinhole) -> Pinhole:
    """The same camera, with the last one's foot in the picture where the train has room in it."""
    ends = _ends(context, team, eye, _HIND_M, _FORE_M)
    if ends is None:
        return eye
    left, _, width, _ = eye.box
    moved = max(min(left - ends[0], left + width - ends[1]), 0.0)
    return replace(eye, middle=(eye.middle[0] + moved, eye.middle[1]))


def _ends(
    context: FrameContext, team: int, eye: Pinhole, behind_m: float, ahead_m: float
) -> tuple[float, float] | None:
    """Where a train begins and ends, if skaters reach so far from their blades' tips [px].

    None where it has been moved past them by hand.
    """
    now = context.now
    places = [
        eye.point(*ice_point(context.replay.oval, now.distance_m[k], now.lateral_m[k])[:2])
        for k in range(SKATERS * team, SKATERS * (team + 1))
    ]
    if min(depth for _, _, depth in places) < 2 * NEAR_M:
        return None
    return (
        min(x - behind_m * eye.focal / depth for x, _, depth in places),
        max(x + ahead_m * eye.focal / depth for x, _, depth in places),
    )


def _named(context: FrameContext, team: int, eye: Pinhole, taken: Sequence[Box]) -> list[Shape]:
    """The other team's code over its train, where that is far but in view."""
    now, kind, own = context.now, context.kind, context.colours[team]
    x, y, _ = ice_point(context.replay.oval, follow.middle_m(now, team))
    px, py, depth = eye.point(x, y, 1.6)
    left, top, width, _ = eye.box
    if depth < _LABEL_DEPTH_M or not left + 40 < px < left + width - 40:
        return []
    y = py - 22 * kind
    label, _ = pill(px, y, context.replay.tags[team], 15 * kind, own.suit, own.ink, anchor="centre")
    # Behind clock, result or map it would not be seen.
    hidden = any(a.meets(b) for a in name_labels.grounds(label, kind) for b in taken)
    if hidden or y - 15 * kind < top:
        return []
    return [Polyline(((px, y), (px, py)), own.name, max(1.2, 1.5 * kind)), *label]


def _record(context: FrameContext, eye: Pinhole) -> list[Shape]:
    """The record's line across the inner lane."""
    replay, now = context.replay, context.now
    place = record_line.place_m(replay, now)
    if place is None:
        return []
    ends = [ice_point(replay.oval, place, lateral)[:2] for lateral in record_line.LATERALS_M]
    depths = [eye.seen_at(*end)[2] for end in ends]
    if min(depths) < 2 * NEAR_M:
        return []
    (ax, ay, deep), (bx, by, _) = (eye.point(*end) for end in ends)
    width = max(2.0, 0.08 * eye.focal / deep)
    return [Polyline(((ax, ay), (bx, by)), theme.RECORD_ON_ICE, width)]
