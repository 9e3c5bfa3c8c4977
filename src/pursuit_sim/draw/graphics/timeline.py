"""The transport bar: play, time, the timeline with its marks, speed and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import timeline_marks, timeline_scale
from pursuit_sim.draw.look import contrast, text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Button, Settings
from pursuit_sim.draw.shapes import Circle, Colour, Layer, Polygon, Rect, Shape

_LEAST_TICK = 26.0  # [px at 1080p] between labels of laps
_RAIL, _THIN = 8.0, 3.0  # [px at 1080p] thickness of the rail; of its end, after the finish
_AFTER = "glide-out"  # what comes after the last finish
# Tips lie between what is written over the picture and the marks: so high [px at 1080p], and so
# far above the bar.
_HINT, TIP = 26.0, 11.5


@dataclass(frozen=True, slots=True)
class TimelineParts:
    """Where the parts of the bar are.

    Attributes
    ----------
    play : the play button
    track : the timeline; it takes clicks above and below its thin bar as well
    buttons : (button, its rectangle), the speed first
    """

    play: Box
    track: Box
    buttons: tuple[tuple[Button, Box], ...]


@dataclass(frozen=True, slots=True)
class _Still:
    """What the bar's layer depends on, besides race and window.

    Attributes
    ----------
    at : where its parts are
    playing, hot : how the play button looks; hot with the mouse over it
    marks, laps : how many of the first marks and laps are told; laps None: the whole race
    """

    at: TimelineParts
    playing: bool
    hot: bool
    marks: int
    laps: int | None


@lru_cache(maxsize=32)
def parts(bar: Box, kind: float, speed: float, buttons: tuple[Button, ...]) -> TimelineParts:
    """The bar divided."""
    y = bar.y + bar.height / 2
    radius = 26 * kind
    play = Box(bar.x + 30 * kind, y - radius, 2 * radius, 2 * radius)
    height = 40 * kind
    right = bar.right - 24 * kind
    found: list[tuple[Button, Box]] = []
    for button in (*reversed(buttons), Button("speed", wording.speed(speed))):
        text = text_width.width(button.label, 16 * kind, "bold")
        least = text_width.width("0.25×", 16 * kind, "bold") if button.id == "speed" else 0.0
        width = max(text, least) + 28 * kind
        right -= width
        found.append((button, Box(right, y - height / 2, width, height)))
        right -= 10 * kind
    left = play.right + 18 * kind + _clock_width(kind) + 24 * kind
    track = Box(left, y - 24 * kind, max(right - 20 * kind - left, 10.0), 48 * kind)
    return TimelineParts(play, track, tuple(reversed(found)))


def shapes(
    replay: Replay,
    time_s: float,
    settings: Settings,
    bar: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
) -> list[Shape]:
    """The whole bar at a moment."""
    at = parts(bar, kind, settings.speed, settings.buttons)
    track = at.track
    y = track.y + track.height / 2
    x = timeline_scale.place(replay, track, time_s, whole=not settings.hiding)
    hot = _hot(settings, at)
    marks, laps = _told(replay, settings.told_s)
    still = _Still(at, settings.playing, hot == "play", marks, laps)
    drawn: list[Shape] = [_layer(replay, still, bar, kind, colours, key)]
    drawn += _loop(replay, settings, track, y, _RAIL * kind)
    drawn += _rail(replay, track, x, kind, theme.WHITE, whole=laps is None)
    knob = 10.5 * kind if hot != "timeline" else 12.5 * kind
    drawn.append(Circle((x, y), knob, theme.WHITE, contrast.fade(theme.NIGHT, 0.6), 1.5))
    left = at.play.right + 18 * kind
    now = wording.clock(time_s)
    drawn.append(line(left, y, now, 20 * kind, theme.WHITE, "bold"))
    left += text_width.width(now, 20 * kind, "bold") + 8 * kind
    drawn.append(line(left, y, _whole(replay, time_s, settings), 18 * kind, theme.MUTED))
    for button, box in at.buttons:
        if hot == button.id:
            light = 0.22 if settings.pressed == button.id else 0.10
            drawn.append(Rect(*box, contrast.fade(theme.WHITE, light), 7 * kind))
    if settings.hover is not None and hot == "timeline":
        text = _said(replay, time_s, settings, track, kind, settings.hover[0])
        drawn += _hint(text, settings.hover[0], bar, kind, settings.size)
    return drawn


def _told(replay: Replay, told_s: float | None) -> tuple[int, int | None]:
    """How many marks are told, and how many laps; None where the whole race is."""
    laps = None if told_s is None else int((replay.splits_s[:, 1::2].min(0) <= told_s).sum())
    return len(timeline_marks.listed(replay, told_s)), laps


def _whole(replay: Replay, time_s: float, settings: Settings) -> str:
    """How long the race is, where that is told; once it is over, what the clock still runs for."""
    if _is_over(replay, time_s):
        return _AFTER
    if settings.hiding:
        return ""
    return f"/ {wording.minutes(timeline_scale.last_finish_s(replay))}"


def _is_over(replay: Replay, time_s: float) -> bool:
    """Whether the last finish lies behind, as the clock reads."""
    return time_s > wording.legible(timeline_scale.last_finish_s(replay))


def _rail(
    replay: Replay, track: Box, x: float, kind: float, colour: Colour, *, whole: bool
) -> list[Shape]:
    """The rail up to a place [px], in a colour: thin where the race is over, if that is told."""
    y = track.y + track.height / 2
    end = track.right
    if whole:
        end = timeline_scale.place(replay, track, timeline_scale.last_finish_s(replay))
    thick, thin = _RAIL * kind, _THIN * kind
    drawn: list[Shape] = [
        Rect(track.x, y - thick / 2, min(x, end) - track.x, thick, colour, thick / 2)
    ]
    if x > end:
        drawn.append(Rect(end, y - thin / 2, x - end, thin, colour, thin / 2))
    return drawn


@remembered(2)
def _layer(
    replay: Replay,
    still: _Still,
    bar: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
) -> Layer:
    return Layer(
        ("bar", still, kind, *key),
        *bar,
        tuple(_ground(replay, still, bar, kind, colours)),
        opaque=True,
    )


def _clock_width(kind: float) -> float:
    beside = max(text_width.width(text, 18 * kind) for text in ("/ 00:00", _AFTER))
    return text_width.width("0:00.00", 20 * kind, "bold") + 8 * kind + beside


def _hot(settings: Settings, at: TimelineParts) -> str:
    """Id of what the mouse is over."""
    if settings.hover is None:
        return ""
    x, y = settings.hover
    areas = [("play", at.play), ("timeline", at.track), *((b.id, box) for b, box in at.buttons)]
    return next((name for name, box in areas if box.contains(x, y)), "")


def _ground(
    replay: Replay, still: _Still, bar: Box, kind: float, colours: tuple[TeamColours, ...]
) -> list[Shape]:
    """What stands still: rail, marks, labels and buttons."""
    at = still.at
    track = at.track
    y = track.y + track.height / 2
    drawn: list[Shape] = [
        Rect(*bar, theme.BAR),
        Rect(bar.x, bar.y, bar.width, 1.0, theme.PANEL_EDGE),
        *_rail(replay, track, track.right, kind, theme.BUTTON, whole=still.laps is None),
    ]
    whole = still.laps is None
    laps = _lap_places(replay, track, whole=whole)[: still.laps]
    drawn += _ticks(laps, y, kind)
    last = -1e9
    for lap, px in laps:
        if px - last >= _LEAST_TICK * kind:
            drawn.append(line(px, y + 26 * kind, str(lap), 13 * kind, theme.MUTED, anchor="centre"))
            last = px
    events = timeline_marks.listed(replay)[: still.marks]
    drawn += timeline_marks.shapes(replay, events, track, kind, colours, whole=whole)
    drawn += _play(at.play, still.playing, still.hot)
    for button, box in at.buttons:
        fill = theme.BUTTON_ON if button.on else theme.BUTTON
        drawn.append(Rect(*box, fill, 7 * kind))
        drawn.append(
            line(*box.middle, button.label, 16 * kind, contrast.ink(fill), "bold", "centre")
        )
    return drawn


def _lap_places(replay: Replay, track: Box, *, whole: bool) -> list[tuple[int, float]]:
    """Laps done and where on the timeline the first team has done them."""
    times = replay.splits_s[:, 1::2].min(axis=0)
    return [
        (lap + 1, timeline_scale.place(replay, track, float(time), whole=whole))
        for lap, time in enumerate(times)
    ]


def _ticks(laps: list[tuple[int, float]], y: float, kind: float) -> list[Shape]:
    half = 9 * kind
    half_width = max(0.75, kind)
    return [Rect(px - half_width, y - half, 2 * half_width, 2 * half, theme.TICK) for _, px in laps]


def _loop(replay: Replay, settings: Settings, track: Box, y: float, thick: float) -> list[Shape]:
    begin, end = settings.loop
    if begin is None and end is None:
        return []
    whole = not settings.hiding
    until = timeline_scale.span_s(replay, whole=whole) if end is None else end
    first = timeline_scale.place(replay, track, begin or 0.0, whole=whole)
    last = timeline_scale.place(replay, track, until, whole=whole)
    return [
        Rect(first, y - 1.25 * thick, max(last - first, 2.0), 2.5 * thick, theme.LOOP, 0.5 * thick)
    ]


def _play(box: Box, playing: bool, hot: bool) -> list[Shape]:
    """A white disc with a play or a pause sign."""
    x, y = box.middle
    radius = box.width / 2
    drawn: list[Shape] = [Circle((x, y), radius, theme.BUTTON_ON if hot else theme.WHITE)]
    if playing:
        top, wide, high = y - 0.42 * radius, 0.26 * radius, 0.84 * radius
        for side in (-1, 1):
            left = x + side * 0.27 * radius - 0.13 * radius
            drawn.append(Rect(left, top, wide, high, theme.NIGHT, 0.05 * radius))
        return drawn
    back, tip, half = x - 0.30 * radius, x + 0.50 * radius, 0.46 * radius
    drawn.append(Polygon(((back, y - half), (tip, y), (back, y + half)), theme.NIGHT))
    return drawn


def _said(
    replay: Replay, time_s: float, settings: Settings, track: Box, kind: float, x: float
) -> str:
    """Time and lap under the mouse, at `x`, and the mark's name when it means one."""
    time, mark = timeline_marks.pointed(replay, track, x, kind, settings.told_s)
    if settings.pressed == "timeline" and time != time_s:
        # Dragged, which goes on freely.
        time = timeline_scale.time_at(replay, track, x, whole=not settings.hiding)
        mark = None
    if mark is not None:
        doubt = doubts.of_finish(replay, mark.team) if mark.kind in doubts.FINISHES else ""
        return f"{wording.stopped(mark.time_s)}{doubts.beside(doubt)}  ·  {mark.text}"
    if not settings.tells(time):
        return wording.clock(time)
    where = f"lap {replay.lap_now(time)}" if not _is_over(replay, time) else _AFTER
    return f"{wording.clock(time)}  ·  {where}"


def _hint(text: str, x: float, bar: Box, kind: float, size: tuple[int, int]) -> list[Shape]:
    """What is said above a place on the timeline."""
    text, em = text_width.fit(text, 16 * kind, "semibold", size[0] - 60 * kind)
    width, height = text_width.width(text, em, "semibold") + 20 * kind, _HINT * kind
    left = float(np.clip(x - width / 2, 8 * kind, size[0] - 8 * kind - width))
    top = bar.y - TIP * kind
    return [
        Rect(left, top, width, height, theme.LABEL_PLATE, 6 * kind, theme.PANEL_EDGE, 1.0),
        line(left + width / 2, top + height / 2, text, em, theme.WHITE, "semibold", "centre"),
    ]
