"""Both trains on one straightened strip: distance skated to the right, at equal time.

Each team has a row; equal distances lie above each other, so that the gap between the
third skaters is seen in metres. It is told in seconds, at equal distance, as gaps are.
"""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.strip import Strip
from pursuit_sim.draw.figures import record_line, trail, trains
from pursuit_sim.draw.figures.top_view import BREADTH_M, LENGTH_M
from pursuit_sim.draw.graphics import distance_ruler, lower_panels, result_banner, strip_header
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.graphics.lap_table import lap_time
from pursuit_sim.draw.graphics.name_labels import grounds, spread_names
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.ice.strip_rink import ice
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.look.elements import pill
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import follow, ghost_overlay, sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import View, ZoomLimits, sign_ahead
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Point, Polyline, Rect, Shape
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import kmh

WIDTH_M, _TALL_ACROSS_M = 19.0, 12.0  # of the strip shown, at least; in a picture of little width
TALL_M, _TALL_OUT_M = 3.4, 5.7  # and up and down in each row, also with somebody swung out
_FALLEN_TALL = 1.5  # and so much more for each metre that somebody has slid aside
_ROOM, _AIR_M = 1.25, 16.0  # and for a gap: times as much, and so much more
_RULER = 64.0  # [px at 1080p]
_UNDER_OUT_M = 0.84  # of that below a ghost
_LINE_PART, _LOWEST_LINE = 0.37, 0.52  # of a row's height, above the lap line
_NAMES, _LEGS_M = 36.0, 0.82  # above it, at least: names [px at 1080p] and legs
_BODY_PIXELS = 78.0  # per metre of a skater at 1080p, at least
_MOST_MAGNIFIED = 3.0  # a train is drawn no longer than this, beside a ruler in metres
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
        if context.layout.clean:
            return drawn
        drawn += distance_ruler.shapes(context, ruler, eyes, _skated(context)[:2])
        return drawn if context.layout.plain else [*drawn, *strip_header.shapes(context)]

    def strips_high(self, poster: PosterLayout) -> float:  # noqa: ARG002 - every camera is asked alike
        """None: it shows every team by itself."""
        return 0.0

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
        return _magnified(context, strips(context)[0].scale)

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
        return sight.from_above(context, team, eye, panels, _magnified(context, eye.scale))

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
    top = rink.y + (0 if layout.plain else round(strip_header.HIGH * kind))
    ruler = 0 if layout.clean else round(_RULER * kind)
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
    first, last, leading = min(skated), max(skated), max(_fronts(context))
    boxes, _ = rows(context)
    row = boxes[0]
    tall_m = TALL_M + _swung_out(context) * (_TALL_OUT_M - TALL_M)
    tall_m += _FALLEN_TALL * max(now.aside_m)
    if context.ghost is not None:  # beside its team, it swings out farther than that
        tall_m = max(tall_m, (max(context.ghost.lateral_m) + _UNDER_OUT_M) / (1 - _LINE_PART))
    across_m = _TALL_ACROSS_M if context.layout.tall else WIDTH_M
    least_m = max(across_m, tall_m * row.width / row.height)
    shown_m = max(least_m, _ROOM * (last - first) + _AIR_M) / chosen.zoom
    middle = (first + leading) / 2 + chosen.pan[0]
    scale, left = row.width / shown_m, middle - shown_m / 2
    down, up = _line_down(context, row.height, scale), chosen.pan[1] * scale
    return tuple(
        Strip(box, left, scale, box.y + down + up, replay.oval.start_m(entry.side))
        for box, entry in zip(boxes, replay.race.entries, strict=True)
    )


def _swung_out(context: FrameContext) -> float:
    """How far out of their train skaters are, 0 … 1, or a ghost beside one: it comes softly."""
    run, out = context.ghost_run, [*context.now.swing]
    if run is not None and context.ghost is not None:
        train = run.replay.race.entries[0].train
        out.append(min(max(*context.ghost.lateral_m, 0.0) / train.swing_out_m, 1.0))
    return glide.smooth(max(out))


def _line_down(context: FrameContext, high: float, scale: float) -> float:
    """How far down in a row of a height the lap line is [px].

    Lower in low rows, for names above a train and the legs of who is in it; but not where those
    who are out of it, or the result, need the room below.
    """
    above = _NAMES * context.kind + _LEGS_M * _magnified(context, scale) * scale
    more = min(max(above - _LINE_PART * high, 0.0), (_LOWEST_LINE - _LINE_PART) * high)
    free = (1 - _swung_out(context)) * (1 - follow.ending(context))
    return _LINE_PART * high + free * more


def _skated(context: FrameContext) -> list[float]:
    """Distance that each third skater, and the ghost's, has skated [m]."""
    replay, now = context.replay, context.now
    sides = [replay.oval.start_m(entry.side) for entry in replay.race.entries]
    found = [tail - own for tail, own in zip(now.tail_m, sides, strict=True)]
    if context.ghost is not None and replay.ghost is not None:
        found.append(context.ghost.tail_m[0] - sides[replay.ghost.team])
    return found


def _fronts(context: FrameContext) -> list[float]:
    """Distance that the foremost who is shown of each team, and of the ghost, has skated [m].

    After a fall that is whoever fell: the others may be far ahead, out of the picture.
    """
    replay, now = context.replay, context.now
    found = []
    for team, entry in enumerate(replay.race.entries):
        each = max(now.distance_m[SKATERS * team : SKATERS * (team + 1)])
        fell = replay.fall_of(team, context.time_s) is not None
        found.append((now.front_m[team] if fell else each) - replay.oval.start_m(entry.side))
    if context.ghost is not None and replay.ghost is not None:
        side = replay.race.entries[replay.ghost.team].side
        found.append(max(context.ghost.distance_m) - replay.oval.start_m(side))
    return found


def _magnified(context: FrameContext, scale: float) -> float:
    """How much larger than life skaters are drawn, at so many pixels a metre."""
    if context.layout.plain:
        return 1.0
    return min(max(1.0, _BODY_PIXELS * context.layout.scale / scale), _MOST_MAGNIFIED)


def _row(context: FrameContext, team: int, eye: Strip) -> list[Shape]:
    """One team on its ice."""
    replay, now, colours, kind = context.replay, context.now, context.colours, context.kind
    magnify = _magnified(context, eye.scale)
    under = ice(replay.oval, eye)
    if context.layout.clean:
        ghost = replay.ghost is not None and replay.ghost.team == team
        drawn = ghost_overlay.skaters(context, eye, magnify) if ghost else []
        worn = trains.dress(colours[team], team)
        return [*under, *drawn, *trains.skaters(replay, now, team, eye, worn, magnify)]
    under += _trail(context, team, eye)
    under += _plumb(context, team, eye)
    drawn = []
    if magnify <= 1.0:
        drawn += trail.exchange_path(replay, now, team, eye)
    bodies = _bodies(context, team, eye, magnify)
    over = _who(context, team, Box(*eye.box), bodies)
    taken = grounds(over, kind)
    names = spread_names(replay, now, team, eye, kind, colours[team], magnify, taken)
    taken += grounds(names, kind)
    plate: list[Shape] = []
    if replay.ghost is not None and replay.ghost.team == team:
        drawn += ghost_overlay.skaters(context, eye, magnify)
        plate = ghost_overlay.plate(
            context, eye, 15 * kind, lines=1, under_m=_UNDER_M * magnify, taken=[*taken, *bodies]
        )
        taken += grounds(plate, kind)
    record: list[Shape] = []
    if team == replay.front(now.time_s):
        record = record_line.shapes(replay, now, eye, 16 * kind, _LABEL_LATERALS_M, taken)
    train = trains.skaters(replay, now, team, eye, trains.dress(colours[team], team), magnify)
    return [*under, *record, *drawn, *train, *names, *plate, *over]


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


def _who(context: FrameContext, team: int, row: Box, bodies: list[Box]) -> list[Shape]:
    """Code, formation and speed of a row's team, in its lower left corner; then its result.

    Less is said where whoever swings out would be under it.
    """
    kind, own = context.kind, context.colours[team]
    if context.reading.over:
        return result_banner.shapes(context, team, _result_place(context, row))
    replay = context.replay
    y = row.bottom - 26 * kind
    made, wide = pill(
        row.x + 18 * kind, y, replay.tags[team], 22 * kind, own.suit, own.ink, radius=0.22
    )
    finish = float(replay.finish_s[team])
    fast = f"{kmh(context.now.team_mps[team]):.1f} km/h"
    lap = replay.half_laps_done(context.time_s)[team] // 2
    skates, *least = doubts.skating(replay, team, context.time_s)
    most = f"{skates}  ·  {fast}"
    told = [most, *(least or [fast])]
    if lap:
        took = lap_time(replay, team, lap)
        told.insert(0, f"{most}  ·  {took} in lap {lap}")
    if context.time_s >= finish:
        told = [f"finished  {doubts.finish_time(replay, team)}"]
    x = row.x + 18 * kind + wide + 8 * kind
    for text in told:
        said, _ = pill(x, y, text, 17 * kind, theme.LABEL_PLATE, theme.WHITE, radius=0.28)
        if not any(a.meets(b) for a in grounds(said, kind) for b in bodies):
            break
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
