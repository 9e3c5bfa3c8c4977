"""The finish strip: who came through when, as a slit camera at the line would have drawn it.

A band for each team, since they finish on opposite sides, over one time axis. Only the third
blade's time was measured, and only where it is official: the strip says so.
"""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.figures import slit_scan, trains
from pursuit_sim.draw.graphics import after_race, clock, lower_panels, result_card, strip_header
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.finish_axis import FinishAxis, finish_axis
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.graphics.lap_table import known, lap_times
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.finish_passings import FinishPassing, apart_m, finish_passings
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes.view import SIGN, View, ZoomLimits
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Circle, Clip, Layer, Point, Polyline, Rect, Shape
from pursuit_sim.units import format_margin, format_time

_AXIS, _NOTE = 136.0, 34.0  # heights of time axis and remark [px at 1080p]
# Where on the axis each team's time is, and times along it, and the difference.
_TIMES, _ALONG, _APART = (0.17, 0.84), 0.38, 0.58
_LEAST = 400.0  # height that lap table and chart leave [px at 1080p]
_PAD = 18.0  # [px at 1080p]
_LONGEST_S = 1.3  # of a team that is shown before its third skater
_BEFORE_S, _AFTER_S = 0.04, 0.12  # shown before the first blade, and after the last
_ICE, _BOARDS = 0.84, 0.30  # where in a band a blade is, and where the boards end
_TICK = 108.0  # [px at 1080p] between times on the axis, at least
_RIDE_M_PER_S = 13.9  # for which the axis is scaled: a lap of 400 m in 28.8 s
_EMPTY = "the strip begins when the first blade comes to the finish line"
_SLIT = 3.0  # breadth of the line at which the strip is growing [px at 1080p]


class FinishStrip(View):
    """What the finish line saw."""

    name, called = "finish-strip", "finish strip"
    zoom_limits = ZoomLimits(1.0, 1.0, (0.0, 0.0))

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The strip, as far as it has come, and what it is worth."""
        layout = context.layout
        head = [] if layout.plain else strip_header.shapes(context)
        foot = lower_panels.panels(context) if _charted(layout) else []
        return [lower_panels.ground(layout), *head, *_strip(context, _place(self, layout)), *foot]

    def strips_high(self, poster: PosterLayout) -> float:  # noqa: ARG002 - every camera is asked alike
        """None: it shows every team by itself."""
        return 0.0

    def stage(self, layout: PictureLayout) -> Box:
        """Down to lap table and chart, or to the bar where that is not much."""
        return layout.rink if layout.plain or _charted(layout) else between_bars(layout)

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """It is neither moved nor zoomed: a pixel is a metre."""
        return 1.0, self.stage(context.layout).middle

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """The strip, and the chart."""
        layout = layout_of(replay, settings)
        chart = layout.chart if _charted(layout) else None
        return {"rink": self.stage(layout)} | ({} if chart is None else {"chart": chart})

    def told_in(self, context: FrameContext) -> Box:
        """The header."""
        return strip_header.place(context)

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """Below the strip."""
        layout = layout_of(replay, settings)
        rink = self.stage(layout)
        return AfterRace(rink.middle[0], rink.bottom - after_race.half_row(layout))

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """In the upper band, on which nothing is yet."""
        layout = layout_of(replay, settings)
        band = _bands(_place(self, layout), layout.type, len(replay.codes))[0][0]
        return band.middle[0], band.middle[1], min(SIGN * layout.type, 0.3 * band.height)


def _charted(layout: PictureLayout) -> bool:
    """Whether lap table and chart leave enough to the strip."""
    return layout.chart is not None and layout.rink.height >= _LEAST * layout.type


def _place(view: FinishStrip, layout: PictureLayout) -> Box:
    """Where the strip lies: below the clock, and above what a window offers."""
    x, y, width, height = view.stage(layout)
    top = 0.0 if layout.plain else strip_header.HIGH * layout.type
    foot = 0.0 if layout.bar is None else 2 * after_race.half_row(layout)
    return Box(x, round(y + top), width, round(height - top - foot))


def _bands(box: Box, kind: float, teams: int) -> tuple[tuple[Box, ...], Box]:
    """The band of each team, and the axis between or below them."""
    axis = round(_AXIS * kind)
    high = round((box.height - axis - _NOTE * kind) / teams)
    tops = [box.y + k * high + (axis if k else 0) for k in range(teams)]
    bands = tuple(Box(box.x, top, box.width, high) for top in tops)
    return bands, Box(box.x, bands[0].bottom, box.width, axis)


def _strip(context: FrameContext, box: Box) -> list[Shape]:
    """Both bands and the axis: once everybody is through, a layer."""
    replay, layout = context.replay, context.layout
    bands, _ = _bands(box, layout.type, len(replay.codes))
    axis = _axis(replay, box, bands[0].height)
    whole = context.time_s >= axis.stretches[-1].end_s
    seen = (context.colours, layout.type, layout.clean, context.settings.placed)
    if whole:
        return [_finished(replay, box, seen, context.key)]
    return _drawn(replay, box, seen, context.time_s)


_Seen = tuple[tuple[TeamColours, ...], float, bool, bool]  # colours, scale, wordless, placed


@remembered(2)
def _finished(replay: Replay, box: Box, seen: _Seen, key: tuple[object, ...]) -> Layer:
    drawn = tuple(_drawn(replay, box, seen, replay.duration_s))
    ground = Rect(*box, theme.NIGHT)
    return Layer(("finish", box, seen[1:], *key), *box, (ground, *drawn), opaque=True)


@remembered(2)
def _axis(replay: Replay, box: Box, high: float) -> FinishAxis:
    """The axis, on which skaters are as broad as they are if there is room."""
    spans = []
    for team, passings in enumerate(finish_passings(replay)):
        last = float(replay.finish_s[team])
        first = min((each.time_s for each in _shown(passings, last)), default=last)
        spans.append((first - _BEFORE_S, last + _AFTER_S))
    return finish_axis(spans, box.x, box.width, _per_m(high) * _RIDE_M_PER_S)


def _per_m(high: float) -> float:
    """Pixels of a metre upward, in a band of a height [px]."""
    return _ICE * high / slit_scan.TALL_M


def _shown(passings: tuple[FinishPassing, ...], last_s: float) -> list[FinishPassing]:
    """Who comes through so shortly before the third that they are in the picture."""
    return [each for each in passings if each.time_s > last_s - _LONGEST_S]


def _drawn(replay: Replay, box: Box, seen: _Seen, time_s: float) -> list[Shape]:
    """The strip up to a moment."""
    colours, kind, clean, placed = seen
    teams = len(replay.codes)
    bands, middle = _bands(box, kind, teams)
    axis = _axis(replay, box, bands[0].height)
    drawn: list[Shape] = []
    for team, band in enumerate(bands):
        drawn += _band(replay, team, band, axis, colours, kind, time_s)
    drawn.append(Rect(box.x, middle.y, box.width, middle.height, theme.BAR))
    drawn += _ticks(axis, middle, kind, time_s, named=not clean)
    drawn += _slit(axis, bands, kind, time_s)
    if clean:
        return drawn
    for team, band in enumerate(bands):
        drawn += _third(replay, team, band, middle, axis, colours, kind, time_s)
        drawn += _head(replay, team, band, axis, colours, kind, time_s, placed)
    drawn += _difference(replay, middle, axis, colours, kind, time_s)
    foot = Box(box.x, bands[-1].bottom if teams > 1 else middle.bottom, box.width, _NOTE * kind)
    x, y = foot.middle
    room = box.width - 2 * _PAD * kind
    note = _note(replay) if time_s >= axis.stretches[0].begin_s else _waiting(replay, time_s)
    drawn.append(line(x, y, note, 16 * kind, theme.MUTED, anchor="centre", room=room))
    return drawn


def _band(
    replay: Replay, team: int, band: Box, axis: FinishAxis, colours: tuple[TeamColours, ...],
    kind: float, time_s: float,
) -> list[Shape]:  # fmt: skip
    """What passed the line of a team's side: boards and ice stand still, and so are smeared."""
    ice = band.y + _ICE * band.height
    boards = band.y + _BOARDS * band.height
    ground: list[Shape] = [
        Rect(*band, theme.ICE),
        Rect(band.x, band.y, band.width, boards - band.y, theme.PADS),
        Rect(band.x, boards - 0.05 * band.height, band.width, 0.05 * band.height, theme.PADS_DARK),
        Rect(band.x, ice, band.width, 0.06 * band.height, contrast.fade(theme.LINE_RED, 0.5)),
    ]
    last = float(replay.finish_s[team])
    shown = _shown(finish_passings(replay)[team], last)
    scale = _per_m(band.height)
    places = [(axis.x(each.time_s), ice) for each in shown]
    worn = trains.dress(colours[team], team)
    bodies = slit_scan.figures(shown, places, axis.scale, scale, worn)
    now = axis.x(time_s) if time_s > axis.stretches[0].begin_s else band.x
    drawn: list[Shape] = [Rect(*band, theme.INFIELD)]
    for k, each in enumerate(axis.stretches):
        right = each.left + (each.end_s - each.begin_s) * axis.scale
        width = min(now if time_s < each.end_s else right, right) - each.left
        if width > 0:
            own = bodies if each.begin_s <= last <= each.end_s else []
            drawn.append(Clip(each.left, band.y, width, band.height, (*ground, *own)))
        if k and time_s >= axis.stretches[k - 1].end_s:
            drawn += _cut(each.left, band, kind)
    return drawn


def _cut(left: float, band: Box, kind: float) -> list[Shape]:
    """Where the axis leaves something out: a dotted line."""
    x = (left + left - 26.0) / 2
    ends = ((x, band.y), (x, band.bottom))
    return [Polyline(ends, theme.TICK, max(1.5, 2 * kind), (6 * kind, 6 * kind))]


def _ticks(axis: FinishAxis, box: Box, kind: float, time_s: float, *, named: bool) -> list[Shape]:
    """Times along the axis, as far as the strip has come."""
    step = axis.step_s(_TICK * kind)
    drawn: list[Shape] = []
    size = 15 * kind
    half = text_width.width(format_time(600.0), size) / 2
    y = box.y + _ALONG * box.height
    for at in axis.ticks(step):
        x = axis.x(at)
        if at > time_s or not box.x + half < x < box.right - half:
            continue
        drawn += [
            Rect(x - 0.75, box.y, 1.5, 9 * kind, theme.FAINT),
            Rect(x - 0.75, box.bottom - 9 * kind, 1.5, 9 * kind, theme.FAINT),
        ]
        if named and all(abs(x - cut) > half for cut in axis.cuts()):
            drawn.append(line(x, y, format_time(at), size, theme.MUTED, anchor="centre"))
    return drawn


def _third(
    replay: Replay, team: int, band: Box, middle: Box, axis: FinishAxis,
    colours: tuple[TeamColours, ...], kind: float, time_s: float,
) -> list[Shape]:  # fmt: skip
    """The line at the third blade, and its time on the axis."""
    own, finish = colours[team], float(replay.finish_s[team])
    if time_s < finish:
        return []
    x = axis.x(finish)
    upper = team == 0
    y = middle.y + _TIMES[not upper] * middle.height
    ends = (band.y, middle.y) if upper else (middle.bottom, band.bottom)
    text, size = f"{replay.tags[team]}  {doubts.finish_time(replay, team)}", 24 * kind
    half = text_width.width(text, size, "bold") / 2 + 0.62 * size
    at = min(max(x, middle.x + half + 4), middle.right - half - 4)
    wide = max(1.5, 2 * kind)
    return [
        Rect(x - wide / 2, ends[0], wide, ends[1] - ends[0], own.edge),
        Circle((x, band.y + _ICE * band.height), 5 * kind, theme.EVENT, theme.OUTLINE, kind),
        *pill(at, y, text, size, own.suit, own.ink, anchor="centre", tall=1.5)[0],
    ]


def _head(
    replay: Replay, team: int, band: Box, axis: FinishAxis, colours: tuple[TeamColours, ...],
    kind: float, time_s: float, placed: bool,
) -> list[Shape]:  # fmt: skip
    """Whose band it is; after the race with what the result means. On the side that is free."""
    own, tag, finish = colours[team], replay.tags[team], float(replay.finish_s[team])
    size, small, y = 22 * kind, 17 * kind, band.y + 26 * kind
    said = _meant(replay, team, placed) if time_s >= float(replay.finish_s.max()) else ""
    plates = [(tag, size, own.suit, own.ink)]
    if said:
        plates.append((said, small, theme.LABEL_PLATE, theme.WHITE))
    wide = [text_width.width(text, em, "bold") + 1.24 * em for text, em, _, _ in plates]
    x = band.x + _PAD * kind
    if axis.x(finish) < band.middle[0]:
        x = band.right - _PAD * kind - sum(wide) - 8 * kind * (len(wide) - 1)
    drawn: list[Shape] = []
    for (text, em, fill, ink), each in zip(plates, wide, strict=True):
        drawn += pill(x, y, text, em, fill, ink, radius=0.25)[0]
        x += each + 8 * kind
    return drawn


def _meant(replay: Replay, team: int, placed: bool) -> str:
    """What a team's result means, its records, and who of it is not on the strip."""
    rows = result_card.outcomes(replay)
    row = next((each for each in rows if each.team == replay.codes[team]), None)
    said = [] if row is None else [result_card.place(rows, row, placed=placed), *row.records]
    passings = finish_passings(replay)[team]
    earlier = len(passings) - len(_shown(passings, float(replay.finish_s[team])))
    said.append(f"{earlier} came earlier" if earlier else "")
    return "  ·  ".join(each for each in said if each)


def _difference(
    replay: Replay, box: Box, axis: FinishAxis, colours: tuple[TeamColours, ...], kind: float,
    time_s: float,
) -> list[Shape]:  # fmt: skip
    """From one third blade to the other: seconds, and the metres that were lacking."""
    metres = apart_m(replay)
    if metres is None or time_s < float(replay.finish_s.max()):
        return []
    first = int(replay.finish_s.argmin())
    low, high = (axis.x(float(replay.finish_s[k])) for k in (first, 1 - first))
    y, own = box.y + _APART * box.height, colours[first]
    gap = format_margin(abs(float(replay.gaps_s[-1]))).removeprefix("+")
    text = f"{gap} s  ·  ≈ {metres:.1f} m"
    size = 19 * kind
    half = text_width.width(text, size, "bold") / 2 + 0.62 * size
    x = min(max((low + high) / 2, box.x + half + 6), box.right - half - 6)
    thick = 4 * kind
    return [
        Rect(low, y - thick / 2, max(high - low, 1.0), thick, own.name),
        *pill(x, y, text, size, theme.CELL, theme.WHITE, anchor="centre", tall=1.45)[0],
    ]


def _slit(axis: FinishAxis, bands: tuple[Box, ...], kind: float, time_s: float) -> list[Shape]:
    """Where the strip is growing."""
    begin, end = axis.stretches[0].begin_s, axis.stretches[-1].end_s
    if not begin < time_s < end:
        return []
    x, wide = axis.x(time_s), _SLIT * kind
    return [Rect(x - wide / 2, each.y, wide, each.height, theme.EVENT) for each in bands]


def _waiting(replay: Replay, time_s: float) -> str:
    """What is said while nobody is on the strip: the latest lap of all, once there is one."""
    lap = replay.latest_lap(time_s)
    return f"in lap {lap}  {'  ·  '.join(lap_times(replay, lap))}" if lap else _EMPTY


def _note(replay: Replay) -> str:
    """What of the strip was measured."""
    said = clock.finishes(replay)
    timed = [tag for k, tag in enumerate(replay.tags) if replay.race.half_laps in known(replay, k)]
    whose = "given" if "given" in said else "measured"
    if timed == [*replay.tags]:
        if whose == "given":
            return f"everything but the times is the model's; {said}"
        return "measured: the times of the third blades; everything else is the model's"
    if timed:
        return f"{whose}: the time of {timed[0]}'s third blade; all else is the model's; {said}"
    if said.startswith("assumed"):
        return "nothing here was measured: the times are assumed, everything else is the model's"
    return f"everything here is the model's; {said}"
