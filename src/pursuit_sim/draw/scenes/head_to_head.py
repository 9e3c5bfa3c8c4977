"""Both trains on one straightened strip: distance skated to the right, at equal time.

Each team has a row; equal distances lie above each other, so that the gap between the
third skaters is seen in metres. It is told in seconds, at equal distance, as gaps are.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import record_line, trail, trains
from pursuit_sim.draw.figures.top_view import BREADTH_M, LENGTH_M
from pursuit_sim.draw.graphics import lower_panels, result_banner, strip_header
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.graphics.name_labels import grounds, spread_names
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.ice.strip_rink import ice
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import ghost_overlay, sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import View, ZoomLimits, sign_ahead
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Point, Polyline, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time, kmh

WIDTH_M = 19.0  # of the strip that is shown, at least
TALL_M, _TALL_OUT_M = 3.4, 5.7  # and up and down in each row, also with somebody swung out
_FALLEN_TALL = 1.5  # and so much more for each metre that somebody has slid aside
_ROOM, _AIR_M = 1.25, 16.0  # and for a gap: times as much, and so much more
_RULER = 64.0  # [px at 1080p]
_LINE_PART = 0.37  # of a row's height, above the lap line
_BODY_PIXELS = 78.0  # per metre of a skater at 1080p, at least
_MOST_MAGNIFIED = 3.0  # a train is drawn no longer than this, beside a ruler in metres
_TICK_M, _NAMED_M = 5.0, 10.0  # of the ruler
_LABEL_LATERALS_M = (2.2, -1.9)  # of the record's label
_SIGN_HIGH = 0.32  # of the height, where a play sign lies: in the middle of the upper row
_UNDER_M = 0.62  # from a ghost to its label, as large as it is drawn


class HeadToHead(View):
    """Both trains on one straightened strip."""

    name = "head-to-head"
    compares = True
    zoom_limits = ZoomLimits(0.5, 2.5, (40.0, 2.0))

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        boxes, ruler = rows(context)
        eyes = strips(context)
        drawn: list[Shape] = [lower_panels.ground(context.layout)]
        for team, (box, eye) in enumerate(zip(boxes, eyes, strict=True)):
            drawn.append(Clip(*box, tuple(_row(context, team, eye))))
        return [*drawn, *_ruler(context, ruler, eyes), *strip_header.shapes(context)]

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre where the gap is small, and the middle of the picture."""
        box = between_bars(context.layout)
        return box.width * context.settings.zoom / WIDTH_M, box.middle

    def spot(
        self, context: FrameContext, team: int, distance_m: float, lateral_m: float = 0.0
    ) -> Point | None:
        """The pixel of a place on the track in a team's row."""
        row, eye = rows(context)[0][team], strips(context)[team]
        spot = eye.spot(context.replay.oval, distance_m, lateral_m)[:2]
        return spot if row.contains(*spot) else None

    def magnification(self, context: FrameContext) -> float:
        """Larger than life where the gap is wide."""
        return _magnify(context, strips(context)[0])

    def told_in(self, context: FrameContext) -> Box:
        """The header."""
        return strip_header.place(context)

    def panels(self, context: FrameContext) -> list[Box]:
        """The header and the ruler."""
        return [strip_header.place(context), rows(context)[1]]

    def sight(self, context: FrameContext, team: int) -> Sight:
        """Where a team is in its row, and its result over that."""
        eye = strips(context)[team]
        panels = [_result_place(context, Box(*eye.box))] if context.reading.over else []
        return sight.from_above(context, team, eye, panels, _magnify(context, eye))

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """In place of the ruler."""
        return AfterRace(*_rows(layout_of(replay, settings), len(replay.codes))[1].middle)

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """Ahead of the skaters of the upper row."""
        layout = layout_of(replay, settings)
        x, _, radius = sign_ahead(layout)
        box = between_bars(layout)
        return x, box.y + _SIGN_HIGH * box.height, radius


def rows(context: FrameContext) -> tuple[tuple[Box, ...], Box]:
    """The ice of each team, and the ruler between or below them."""
    return _rows(context.layout, len(context.replay.codes))


@lru_cache(maxsize=8)
def _rows(layout: PictureLayout, teams: int) -> tuple[tuple[Box, ...], Box]:
    rink, kind = between_bars(layout), layout.type
    top, ruler = rink.y + round(strip_header.HIGH * kind), round(_RULER * kind)
    height = (rink.bottom - top - ruler) / teams
    found = []
    for k in range(teams):
        y = top + k * height + (ruler if k else 0)
        found.append(Box(rink.x, round(y), rink.width, round(height)))
    return tuple(found), Box(rink.x, found[0].bottom, rink.width, ruler)


def strips(context: FrameContext) -> tuple[Strip, ...]:
    """The camera of each row; all have the same left end and scale."""
    replay, now, chosen = context.replay, context.now, context.settings
    skated = _skated(context)
    leading = max(
        now.distance_m[k] - replay.oval.start_m(entry.side)
        for team, entry in enumerate(replay.race.entries)
        for k in range(SKATERS * team, SKATERS * (team + 1))
    )
    first, last = min(skated), max(skated)
    boxes, _ = rows(context)
    row = boxes[0]
    tall_m = TALL_M + glide.smooth(max(now.swing)) * (_TALL_OUT_M - TALL_M)
    tall_m += _FALLEN_TALL * max(now.aside_m)
    least_m = max(WIDTH_M, tall_m * row.width / row.height)
    shown_m = max(least_m, _ROOM * (last - first) + _AIR_M) / chosen.zoom
    middle = (first + leading) / 2 + chosen.pan[0]
    scale = row.width / shown_m
    return tuple(
        Strip(
            box,
            middle - shown_m / 2,
            scale,
            box.y + _LINE_PART * box.height + chosen.pan[1] * scale,
            replay.oval.start_m(entry.side),
        )
        for box, entry in zip(boxes, replay.race.entries, strict=True)
    )


def _skated(context: FrameContext) -> list[float]:
    """Distance that each third skater, and the ghost's, has skated [m]."""
    replay, now = context.replay, context.now
    sides = [replay.oval.start_m(entry.side) for entry in replay.race.entries]
    found = [tail - own for tail, own in zip(now.tail_m, sides, strict=True)]
    if context.ghost is not None and replay.ghost is not None:
        found.append(context.ghost.tail_m[0] - sides[replay.ghost.team])
    return found


def _row(context: FrameContext, team: int, eye: Strip) -> list[Shape]:
    """One team on its ice."""
    replay, now, colours, kind = context.replay, context.now, context.colours, context.kind
    magnify = _magnify(context, eye)
    under = ice(replay.oval, eye)
    under += _trail(context, team, eye)
    under += _plumb(context, team, eye)
    drawn: list[Shape] = []
    if magnify <= 1.0:
        drawn += trail.exchange_path(replay, now, team, eye)
    over = _who(context, team, Box(*eye.box))
    taken = grounds(over, kind)
    names = spread_names(replay, now, team, eye, kind, colours[team], magnify, taken)
    taken += grounds(names, kind)
    plate: list[Shape] = []
    if replay.ghost is not None and replay.ghost.team == team:
        drawn += ghost_overlay.skaters(context, eye, magnify)
        bodies = _bodies(context, team, eye, magnify)
        plate = ghost_overlay.plate(
            context, eye, 15 * kind, lines=1, under_m=_UNDER_M * magnify, taken=[*taken, *bodies]
        )
        taken += grounds(plate, kind)
    record: list[Shape] = []
    if team == replay.front(now.time_s):
        record = record_line.shapes(replay, now, eye, 16 * kind, _LABEL_LATERALS_M, taken)
    train = trains.skaters(replay, now, team, eye, trains.dress(colours[team], team), magnify)
    return [*under, *record, *drawn, *train, *names, *plate, *over]


def _magnify(context: FrameContext, eye: Strip) -> float:
    """How much larger than life a train is drawn."""
    return min(max(1.0, _BODY_PIXELS * context.layout.scale / eye.scale), _MOST_MAGNIFIED)


def _bodies(context: FrameContext, team: int, eye: Strip, magnify: float) -> list[Box]:
    """Where the skaters of a team and of the ghost are [px]."""
    run, oval = context.replay.ghost, context.replay.oval
    spots = [*trains.places(context.now, team, magnify)]
    if run is not None and context.ghost is not None:
        spots += trains.places(context.ghost, 0, magnify)
    long, broad = LENGTH_M * magnify * eye.scale, BREADTH_M * magnify * eye.scale
    pixels = [eye.spot(oval, distance, out) for distance, out in spots]
    return [Box(x - long, y - broad / 2, long, broad) for x, y, _ in pixels]


def _plumb(context: FrameContext, team: int, eye: Strip) -> list[Shape]:
    """From the third skater down to the ruler, or up to it; under everybody and their names."""
    if len(context.replay.codes) != 2:
        return []
    row = Box(*eye.box)
    x = eye.x(_skated(context)[team])
    ends = (eye.line_y, row.bottom) if team == 0 else (row.y, eye.line_y)
    return [
        Polyline(
            ((x, ends[0]), (x, ends[1])), contrast.fade(context.colours[team].suit, 0.75),
            max(1.5, 2 * context.kind),
        )
    ]  # fmt: skip


def _who(context: FrameContext, team: int, row: Box) -> list[Shape]:
    """Code, formation and speed of a row's team, in its lower left corner; then its result."""
    kind, own = context.kind, context.colours[team]
    if context.reading.over:
        return result_banner.shapes(context, team, _result_place(context, row))
    replay = context.replay
    y = row.bottom - 26 * kind
    made, wide = pill(
        row.x + 18 * kind, y, replay.tags[team], 22 * kind, own.suit, own.ink, radius=0.22
    )
    finish = float(replay.finish_s[team])
    speed = context.now.team_mps[team]
    text = f"{replay.race.entries[team].caption}  ·  {kmh(speed):.1f} km/h"
    lap = replay.last_laps(context.time_s)[team]
    if lap is not None:
        text += f"  ·  last lap {format_time(lap)}"
    if context.time_s >= finish:
        text = f"finished  {format_time(finish)}"
    x = row.x + 18 * kind + wide + 8 * kind
    said, _ = pill(x, y, text, 17 * kind, theme.LABEL_PLATE, theme.WHITE, radius=0.28)
    return [*made, *said]


def _result_place(context: FrameContext, row: Box) -> Box:
    kind, height = context.kind, result_banner.HEIGHT * context.kind
    return Box(row.x + 16 * kind, row.bottom - height - 12 * kind, 470 * kind, height)


def _trail(context: FrameContext, team: int, eye: Strip) -> list[Shape]:
    """A fading line where the third skater has just been."""
    own = context.colours[team].suit
    end = context.now.tail_m[team] - 0.9
    steps, step_m = 10, 0.6
    wide = max(3.0, 0.14 * eye.scale)
    oval = context.replay.oval
    drawn: list[Shape] = []
    for k in range(steps):
        if end - (k + 1) * step_m < eye.own_m:
            break
        x1, y, _ = eye.spot(oval, end - k * step_m)
        x0 = eye.spot(oval, end - (k + 1) * step_m)[0]
        part = 1 - k / steps
        drawn.append(
            Rect(x0, y - wide * part / 2, x1 - x0, wide * part, contrast.fade(own, 0.34 * part))
        )
    return drawn


def _ruler(context: FrameContext, box: Box, eyes: tuple[Strip, ...]) -> list[Shape]:
    """Metres of the race, and the gap between the third skaters over them."""
    kind, race = context.kind, context.replay.race
    eye = eyes[0]
    drawn: list[Shape] = [Rect(*box, theme.BAR)]
    if context.reading.over and context.settings.transport:
        return drawn  # nothing is to be measured, and a window has something to offer
    right_m = eye.left_m + box.width / eye.scale
    named = _NAMED_M if _NAMED_M * eye.scale > 84 * kind else 2 * _NAMED_M
    first = max(0, math.ceil(eye.left_m / _TICK_M))
    for step in range(first, math.floor(min(right_m, race.distance_m) / _TICK_M) + 1):
        at = step * _TICK_M
        x = eye.x(at)
        long = at % named == 0
        height = (12 if long else 6) * kind
        drawn.append(Rect(x - 0.75, box.bottom - height, 1.5, height, theme.FAINT))
        text = f"{at:.0f} m"
        half = text_width.width(text, 13 * kind) / 2
        if long and box.x + half + 4 < x < box.right - half - 4:
            drawn.append(
                line(x, box.bottom - 20 * kind, text, 13 * kind, theme.MUTED, anchor="centre")
            )
    return drawn + _gap(context, box, eyes)


def _gap(context: FrameContext, box: Box, eyes: tuple[Strip, ...]) -> list[Shape]:
    """A bar from one third skater to the other, with metres, and seconds at equal distance.

    Once a team has finished it glides, and metres tell nothing: then, the gap at the finish.
    """
    if len(eyes) != 2:
        return []
    kind, replay = context.kind, context.replay
    skated = _skated(context)[:2]
    places = [eye.x(each) for eye, each in zip(eyes, skated, strict=True)]
    front = replay.front(context.time_s)
    own = context.colours[front]
    y = box.y + 17 * kind
    low, high = sorted(places)
    drawn: list[Shape] = []
    for team, x in enumerate(places):
        drawn.append(Rect(x - kind, box.y, 2 * kind, 34 * kind, context.colours[team].name))
    finished = context.time_s >= float(replay.finish_s.min())
    if not finished:
        drawn.append(Rect(low, y - 2 * kind, max(high - low, 1.0), 4 * kind, own.name))
    text = _apart(context, skated, finished)
    if not text:
        return drawn
    size = 17 * kind
    wide = text_width.width(text, size, "bold") + 1.24 * size
    x = (low + high) / 2
    if high - low < wide + 16 * kind:
        x = high + 12 * kind + wide / 2
    x = min(max(x, box.x + wide / 2 + 6), box.right - wide / 2 - 6)
    return drawn + pill(x, y, text, size, own.suit, own.ink, anchor="centre", radius=0.3)[0]


def _apart(context: FrameContext, skated: list[float], finished: bool) -> str:
    """How far the teams are apart, in words; the time between lines is an estimate."""
    replay = context.replay
    if finished:
        return f"{context.reading.gap} s at the finish" if context.reading.over else ""
    if context.time_s <= 0:
        return ""
    metres = f"{abs(skated[0] - skated[1]):.1f} m"
    if min(skated) <= 0:
        return metres
    front = replay.front(context.time_s)
    seconds = wording.gap_of(replay.tags, front, replay.live_gap(context.time_s), 1)
    return f"{metres}  ·  ≈ {seconds}" + (" s at equal distance" if seconds != "level" else "")
