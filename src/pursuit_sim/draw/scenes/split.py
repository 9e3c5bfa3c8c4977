"""Split screen: each team from close by, side by side, under its own clock and gap."""

from __future__ import annotations

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.graphics import after_race, lower_panels, result_banner, told_gap, told_time
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, layout_of
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.graphics.told_time import ToldTime
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import follow, sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import SIGN, View, ZoomLimits
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Point, Rect, Shape
from pursuit_sim.units import format_gap, format_margin, kmh

WIDTH_M, _OUT_M = 6.2, 7.4  # of the ice that a pane shows across, also with somebody swung out
_TALL_M, _TALL_OUT_M = 3.7, 5.2  # and up
_LATERAL_M, _LATERAL_OUT_M = 0.15, 1.0  # where it looks, outside the lap line
_STACKED = 0.8  # height over width from which panes of a picture without panels lie stacked
_HEADER = 66.0  # [px at 1080p]
_EDGE, _PAD = 8.0, 18.0  # [px at 1080p] of a header: its suit's colour, and between its parts
_CODE, _CLOCK, _GAP_TYPE, _PILL = 30.0, 36.0, 24.0, 96.0  # type; least of a gap
_GAP_PAD = 0.62  # at either end of that, in parts of its size
_FACE = "0:00.00"  # of a clock: a code is as large before the first minute as after it
_GAP = 6.0
_ROOMY = 300.0  # height of a pane [px at 1080p]
_UNDER = 16.0  # [px at 1080p] between a result and the edge below it
_OFFER = 56.0  # [px at 1080p] from a result to the middle of the buttons above it


def panes(layout: PictureLayout, teams: int) -> tuple[Box, ...]:
    """The ice of each team, without its header."""
    gap = _GAP * layout.type
    rink = layout.rink
    header = 0 if layout.clean else round(_HEADER * layout.type)
    if layout.plain and rink.height > _STACKED * rink.width:  # trains are long
        height = (rink.height - (teams - 1) * gap) / teams
        tops = [round(rink.y + k * (height + gap)) for k in range(teams)]
        return tuple(Box(rink.x, top + header, rink.width, round(height) - header) for top in tops)
    width = (rink.width - (teams - 1) * gap) / teams
    return tuple(
        Box(
            round(rink.x + k * (width + gap)), rink.y + header, round(width), rink.height - header
        )
        for k in range(teams)
    )  # fmt: skip


def _roomy(pane: Box, kind: float) -> bool:
    """Whether a pane holds result and buttons; without, its header still tells time and gap."""
    return pane.height >= _ROOMY * kind


class SplitScreen(View):
    """Each team in a pane of its own."""

    name, called = "split", "split screen"
    labels_reserves = True
    compares = True
    zoom_limits = ZoomLimits(0.5, 2.0, (15.0, 6.0))

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        drawn: list[Shape] = [lower_panels.ground(context.layout)]
        for team, box in enumerate(panes(context.layout, len(context.replay.codes))):
            eye = eye_of(context, team, box)
            foot = _feet(context, box)
            drawn.append(Clip(*box, tuple(follow.ground(context, team, eye, foot))))
            drawn += [] if context.layout.clean else _header(context, team, box)
            for place in foot:
                drawn += result_banner.shapes(context, team, place)
        return drawn if context.layout.plain else drawn + lower_panels.panels(context)

    def strips_high(self, poster: PosterLayout) -> float:  # noqa: ARG002 - every camera is asked alike
        """None: it shows every team by itself."""
        return 0.0

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre of a pane, and the middle of the first."""
        pane = panes(context.layout, len(context.replay.codes))[0]
        return pane.width * context.settings.zoom / WIDTH_M, pane.middle

    def sight(self, context: FrameContext, team: int) -> Sight:
        """Where a team is in its pane, and its result over that."""
        box = panes(context.layout, len(context.replay.codes))[team]
        return sight.from_above(context, team, eye_of(context, team, box), _feet(context, box))

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """The rink, the headers of the panes, and the chart."""
        layout = layout_of(replay, settings)
        rink = layout.rink
        found = {"rink": rink}
        for code, pane in zip(replay.codes, panes(layout, len(replay.codes)), strict=True):
            found[f"card:{code}"] = Box(pane.x, rink.y, pane.width, pane.y - rink.y)
        return found if layout.chart is None else found | {"chart": layout.chart}

    def spot(
        self, context: FrameContext, team: int, distance_m: float, lateral_m: float = 0.0
    ) -> Point | None:
        """The pixel of a place on the track in a team's pane."""
        pane = panes(context.layout, len(context.replay.codes))[team]
        eye = eye_of(context, team, pane)
        spot = eye.spot(context.replay.oval, distance_m, lateral_m)[:2]
        return spot if pane.contains(*spot) else None

    def told_in(self, context: FrameContext) -> Box:
        """The header of the pane of whoever is ahead."""
        areas = self.areas(context.replay, context.settings)
        return areas[f"card:{context.replay.codes[context.reading.front or 0]}"]

    def panels(self, context: FrameContext) -> list[Box]:
        """The headers."""
        areas = self.areas(context.replay, context.settings)
        return [areas[f"card:{code}"] for code in context.replay.codes]

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """Above the results, where there is room for those."""
        layout = layout_of(replay, settings)
        pane = panes(layout, len(replay.codes))[0]
        below = after_race.half_row(layout)
        if _roomy(pane, layout.type):
            below = (result_banner.HEIGHT + _OFFER) * layout.type
        return AfterRace(layout.rink.middle[0], pane.bottom - below)

    def corner(self, replay: Replay, settings: Settings, *, over: bool) -> Point:
        """Above the results, once they are there."""
        layout = layout_of(replay, settings)
        taken = (result_banner.HEIGHT + _UNDER) * layout.type if over else 0.0
        return layout.rink.right, layout.rink.bottom - taken

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """On the border of the panes."""
        layout = layout_of(replay, settings)
        return layout.width / 2, layout.rink.middle[1], SIGN * layout.type


def eye_of(context: FrameContext, team: int, box: Box) -> camera.Camera:
    """The camera of a pane."""
    out = glide.smooth(context.now.swing[team])
    tall_m = _TALL_M + out * (_TALL_OUT_M - _TALL_M)
    width_m = max(WIDTH_M + out * (_OUT_M - WIDTH_M), tall_m * box.width / box.height)
    lateral_m = _LATERAL_M + out * (_LATERAL_OUT_M - _LATERAL_M)
    return follow.eye_of(context, follow.Follow(team), box, width_m, lateral_m)


def _feet(context: FrameContext, pane: Box) -> list[Box]:
    """Where a pane tells its team's result, once there is one and if it holds that."""
    shown = _roomy(pane, context.kind) or not context.settings.transport
    shown = shown and not context.layout.clean
    return [_foot(context, pane)] if context.reading.over and shown else []


def _foot(context: FrameContext, pane: Box) -> Box:
    kind = context.kind
    margin, height = _UNDER * kind, result_banner.HEIGHT * kind
    width = min(pane.width - 2 * margin, 560 * kind)
    return Box(pane.middle[0] - width / 2, pane.bottom - height - margin, width, height)


def _header(context: FrameContext, team: int, pane: Box) -> list[Shape]:
    """Code, formation and speed, the team's own clock, and its gap."""
    replay, kind, own = context.replay, context.kind, context.colours[team]
    height = _HEADER * kind
    box = Box(pane.x, pane.y - height, pane.width, height)
    time = context.time_s
    finish = float(replay.finish_s[team])
    drawn: list[Shape] = [
        Rect(*box, theme.BAR),
        Rect(box.x, box.y, _EDGE * kind, height, own.suit),
        Rect(box.x, box.bottom - 3 * kind, box.width, 3 * kind, own.suit),
    ]
    done = time >= finish
    text = wording.stopped(finish) if done else wording.clock(time)
    told = replay.gap_now(time)
    words, ahead = "", context.reading.front in (None, team)
    if told is not None and told.gap_s is not None:
        gap = told.gap_s if team == 0 else -told.gap_s
        words = f"≈ {format_gap(gap, 1)}"
        if told.half_laps:
            home = told.half_laps == replay.race.half_laps
            words = format_margin(gap) if home else format_gap(gap)
            words = told_gap.gap(words, context.reading.doubt)  # no header has room for the word
    kind *= _squeeze(replay.tags, text, words, box, kind)
    y, pad = box.middle[1], _PAD * kind
    left = box.x + pad + _EDGE * kind
    right = box.right - pad
    if words:
        fill, ink = (own.suit, own.ink) if ahead else (theme.CELL, theme.TEXT)
        made, wide = pill(
            right, y, words, _GAP_TYPE * kind, fill, ink,
            pad=_GAP_PAD, radius=0.22, anchor="right",
        )  # fmt: skip
        drawn += made
        right -= max(wide, _PILL * kind) + pad
    doubt = doubts.of_finish(replay, team) if done else ""
    colour = theme.EVENT if done else theme.WHITE
    clock = ToldTime(text, _CLOCK * kind, doubt, kind, colour)
    room = min(right, box.right - 2 * pad - _PILL * kind) - _face(text, kind) - pad - left
    beside = text_width.width(replay.tags[team], _CODE * kind, "bold") <= room - clock.word_width
    drawn += clock.shapes(right, y, beside=beside)
    code, size = _code(replay.tags[team], _CODE * kind, max(room, 0.0))
    drawn.append(line(left, y, code, size, own.name, "bold"))
    left += text_width.width(code, size, "bold") + pad
    right -= clock.width + (clock.word_width if beside else 0.0) + pad
    speed = context.now.team_mps[team]
    half_laps = min(replay.half_laps_done(time)[team], replay.race.half_laps)
    lap = f"lap {min(half_laps // 2 + 1, replay.race.laps)}" if not done else "finished"
    skates, *least = ("",) if done else doubts.skating(replay, team, time)
    moves, apart = f"{lap}  ·  {kmh(speed):.1f} km/h", "  ·  "
    for text in (
        apart.join(filter(None, (skates, moves))),
        *(f"{each}{apart}{moves}" for each in least),
        *(least or [moves]),
        lap,
    ):
        if left + text_width.width(text, 17 * kind) <= right:
            soft = contrast.mix(theme.MUTED, theme.WHITE, 0.3)
            drawn.append(line(left, y, text, 17 * kind, soft))
            break
    return drawn


def _face(text: str, kind: float) -> float:
    """How wide a clock is, and no less than it will be after the first minute [px]."""
    return max(text_width.width(each, _CLOCK * kind, "bold") for each in (text, _FACE))


def _squeeze(tags: tuple[str, ...], clock: str, gap: str, box: Box, kind: float) -> float:
    """How much smaller all of a header is where codes would have no room; the same for all."""
    code = max(told_time.least_code(tag, _CODE) for tag in tags)
    told = text_width.width(gap, _GAP_TYPE, "bold") + 2 * _GAP_PAD * _GAP_TYPE
    asked = _EDGE + 4 * _PAD + code + _face(clock, 1.0) + max(told, _PILL)
    return min(1.0, box.width / (asked * kind))


def _code(tag: str, size: float, room: float) -> tuple[str, float]:
    """A team's code as it fits into `room` [px]: smaller first, then cut, its end kept."""
    said, smaller = text_width.fit(tag, size, "bold", room)
    return (said if said == tag else text_width.middle_cut(tag, room / smaller, "bold")), smaller
