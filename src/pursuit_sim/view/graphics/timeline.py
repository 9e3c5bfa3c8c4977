"""The transport bar: play, time, the timeline with its marks, speed and buttons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pursuit_sim.timing import Event
from pursuit_sim.view.box import Box
from pursuit_sim.view.graphics import words
from pursuit_sim.view.look import contrast, measure, theme
from pursuit_sim.view.look.parts import line
from pursuit_sim.view.look.theme import TeamColours
from pursuit_sim.view.replay import Replay
from pursuit_sim.view.settings import Button, Settings
from pursuit_sim.view.shapes import Circle, Colour, Layer, Polygon, Rect, Shape

_SNAP = 9.0  # [px at 1080p] a hovering mouse this near a mark names it
_LEAST_TICK = 26.0  # [px at 1080p] between labels of laps
_MARK, _FLAG = 6.5, 1.7  # half a mark's height [px at 1080p]; a flag's length in these
_MARKS = ("exchange", "swap", "finish", "catch")


@dataclass(frozen=True, slots=True)
class Parts:
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


@lru_cache(maxsize=32)
def parts(bar: Box, kind: float, speed: float, buttons: tuple[Button, ...]) -> Parts:
    """The bar divided."""
    y = bar.y + bar.height / 2
    radius = 26 * kind
    play = Box(bar.x + 30 * kind, y - radius, 2 * radius, 2 * radius)
    height = 40 * kind
    right = bar.right - 24 * kind
    found: list[tuple[Button, Box]] = []
    for button in (*reversed(buttons), Button("speed", words.speed(speed))):
        text = measure.width(button.label, 16 * kind, "bold")
        least = measure.width("0.25×", 16 * kind, "bold") if button.id == "speed" else 0.0
        width = max(text, least) + 28 * kind
        right -= width
        found.append((button, Box(right, y - height / 2, width, height)))
        right -= 10 * kind
    left = play.right + 18 * kind + _clock_width(kind) + 24 * kind
    track = Box(left, y - 24 * kind, max(right - 20 * kind - left, 10.0), 48 * kind)
    return Parts(play, track, tuple(reversed(found)))


def time_at(replay: Replay, track: Box, x: float) -> float:
    """The moment under a place on the timeline [s], held at its ends."""
    part = min(max((x - track.x) / track.width, 0.0), 1.0)
    return part * replay.duration_s


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
    thick = 8 * kind
    x = track.x + time_s / replay.duration_s * track.width
    drawn: list[Shape] = [
        _layer(replay, at, bar, kind, colours, key),
    ]
    drawn += _loop(replay, settings, track, y, thick)
    drawn.append(Rect(track.x, y - thick / 2, x - track.x, thick, theme.WHITE, thick / 2))
    hot = _hot(settings, at)
    knob = 10.5 * kind if hot != "timeline" else 12.5 * kind
    drawn.append(Circle((x, y), knob, theme.WHITE, contrast.fade(theme.NIGHT, 0.6), 1.5))
    drawn += _play(at.play, settings.playing, hot == "play")
    left = at.play.right + 18 * kind
    now = words.clock(time_s)
    drawn.append(line(left, y, now, 20 * kind, theme.WHITE, "bold"))
    left += measure.width(now, 20 * kind, "bold") + 8 * kind
    drawn.append(line(left, y, f"/ {words.minutes(replay.duration_s)}", 18 * kind, theme.MUTED))
    for button, box in at.buttons:
        if hot == button.id:
            light = 0.22 if settings.pressed == button.id else 0.10
            drawn.append(Rect(*box, contrast.fade(theme.WHITE, light), 7 * kind))
    if settings.hover is not None and hot == "timeline":
        drawn += _hint(replay, settings.hover[0], track, bar, kind, settings.size)
    return drawn


@lru_cache(maxsize=8)
def _layer(
    replay: Replay,
    at: Parts,
    bar: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    key: tuple[object, ...],
) -> Layer:
    return Layer(
        ("bar", at, kind, *key), *bar, tuple(_ground(replay, at, bar, kind, colours)), opaque=True
    )


def _clock_width(kind: float) -> float:
    return (
        measure.width("0:00.00", 20 * kind, "bold") + 8 * kind + measure.width("/ 00:00", 18 * kind)
    )


def _hot(settings: Settings, at: Parts) -> str:
    """Id of what the mouse is over."""
    if settings.hover is None:
        return ""
    x, y = settings.hover
    areas = [("play", at.play), ("timeline", at.track), *((b.id, box) for b, box in at.buttons)]
    return next((name for name, box in areas if box.contains(x, y)), "")


def _ground(
    replay: Replay, at: Parts, bar: Box, kind: float, colours: tuple[TeamColours, ...]
) -> list[Shape]:
    """What stands still: rail, marks, labels and buttons."""
    track = at.track
    y = track.y + track.height / 2
    thick = 8 * kind
    drawn: list[Shape] = [
        Rect(*bar, theme.BAR),
        Rect(bar.x, bar.y, bar.width, 1.0, theme.PANEL_EDGE),
        Rect(track.x, y - thick / 2, track.width, thick, theme.BUTTON, thick / 2),
    ]
    drawn += _ticks(replay, track, y, kind)
    last = -1e9
    for lap, px in _lap_places(replay, track):
        if px - last >= _LEAST_TICK * kind:
            drawn.append(line(px, y + 26 * kind, str(lap), 13 * kind, theme.MUTED, anchor="centre"))
            last = px
    shown = marks(replay)
    places = [track.x + event.time_s / replay.duration_s * track.width for event in shown]
    finishes = [px for event, px in zip(shown, places, strict=True) if event.kind == "finish"]
    for event, px in zip(shown, places, strict=True):
        left = event.kind == "finish" and _is_close(px, finishes, 2 * _FLAG * _MARK * kind)
        drawn.append(_mark(event, px, y - 18 * kind, kind, colours, left))
    for button, box in at.buttons:
        fill = theme.BUTTON_ON if button.on else theme.BUTTON
        drawn.append(Rect(*box, fill, 7 * kind))
        drawn.append(
            line(*box.middle, button.label, 16 * kind, contrast.ink(fill), "bold", "centre")
        )
    return drawn


def marks(replay: Replay) -> tuple[Event, ...]:
    """The events that are marked on the timeline; passings of lines have ticks instead."""
    return tuple(event for event in replay.events if event.kind in _MARKS)


def _is_close(px: float, finishes: list[float], near: float) -> bool:
    """Whether the winner's flag would lie under the next one: then it flies to the left."""
    return len(finishes) > 1 and px == finishes[0] and finishes[1] - px < near


def _mark(
    event: Event,
    px: float,
    y: float,
    kind: float,
    colours: tuple[TeamColours, ...],
    left: bool,
) -> Shape:
    """A mark: triangle for an exchange, diamond for a swap, flag for a finish.

    A flag flies to the right of its pole, or `left` of it.
    """
    size = _MARK * kind
    team: Colour = colours[event.team].name
    if event.kind == "exchange":
        return Polygon(((px - size, y - size), (px + size, y - size), (px, y + 0.5 * size)), team)
    if event.kind == "swap":
        return Polygon(
            (
                (px, y - 1.2 * size),
                (px + size, y - 0.2 * size),
                (px, y + 0.8 * size),
                (px - size, y - 0.2 * size),
            ),
            theme.EVENT,
        )
    if event.kind == "finish":
        top = y - 1.5 * size
        side = -1 if left else 1
        return Polygon(
            (
                (px - side, y + 0.7 * size),
                (px - side, top),
                (px + side * _FLAG * size, top + 0.65 * size),
                (px + side, top + 1.3 * size),
                (px + side, y + 0.7 * size),
            ),
            team,
        )
    return Polygon(
        (
            (px - size, y - size),
            (px + size, y - size),
            (px + size, y + 0.6 * size),
            (px - size, y + 0.6 * size),
        ),
        theme.EVENT,
    )


def _lap_places(replay: Replay, track: Box) -> list[tuple[int, float]]:
    """Laps done and where on the timeline the first team has done them."""
    times = replay.splits_s[:, 1::2].min(axis=0)
    return [
        (lap + 1, track.x + float(time) / replay.duration_s * track.width)
        for lap, time in enumerate(times)
    ]


def _ticks(replay: Replay, track: Box, y: float, kind: float) -> list[Shape]:
    half = 9 * kind
    half_width = max(0.75, kind)
    return [
        Rect(px - half_width, y - half, 2 * half_width, 2 * half, theme.TICK)
        for _, px in _lap_places(replay, track)
    ]


def _loop(replay: Replay, settings: Settings, track: Box, y: float, thick: float) -> list[Shape]:
    begin, end = settings.loop
    if begin is None and end is None:
        return []
    first = track.x + (begin or 0.0) / replay.duration_s * track.width
    last = track.x + (replay.duration_s if end is None else end) / replay.duration_s * track.width
    return [
        Rect(first, y - 1.25 * thick, max(last - first, 2.0), 2.5 * thick, theme.LOOP, 0.5 * thick)
    ]


def _play(box: Box, playing: bool, hot: bool) -> list[Shape]:
    """A white disc with a play or a pause sign."""
    x, y = box.middle
    radius = box.width / 2
    drawn: list[Shape] = [Circle((x, y), radius, theme.BUTTON_ON if hot else theme.WHITE)]
    if playing:
        for side in (-1, 1):
            middle = x + side * 0.27 * radius
            drawn.append(
                Rect(
                    middle - 0.13 * radius,
                    y - 0.42 * radius,
                    0.26 * radius,
                    0.84 * radius,
                    theme.NIGHT,
                    0.05 * radius,
                )
            )
        return drawn
    drawn.append(
        Polygon(
            (
                (x - 0.30 * radius, y - 0.46 * radius),
                (x + 0.50 * radius, y),
                (x - 0.30 * radius, y + 0.46 * radius),
            ),
            theme.NIGHT,
        )
    )
    return drawn


def _hint(
    replay: Replay, x: float, track: Box, bar: Box, kind: float, size: tuple[int, int]
) -> list[Shape]:
    """Time and lap under the mouse, and the mark's name when one is near."""
    time = time_at(replay, track, x)
    near = min(
        marks(replay),
        key=lambda event: abs(event.time_s - time),
        default=None,
    )
    text = f"{words.clock(time)}  ·  lap {replay.lap_now(time)}"
    if near is not None:
        away = abs(near.time_s - time) / replay.duration_s * track.width
        if away <= _SNAP * kind:
            text = f"{words.stopped(near.time_s)}  ·  {near.text}"
    text, em = measure.fit(text, 16 * kind, "semibold", size[0] - 60 * kind)
    width, height = measure.width(text, em, "semibold") + 24 * kind, 34 * kind
    left = float(np.clip(x - width / 2, 8 * kind, size[0] - 8 * kind - width))
    top = bar.y - height - 6 * kind
    return [
        Rect(left, top, width, height, theme.LABEL_PLATE, 7 * kind, theme.PANEL_EDGE, 1.0),
        line(left + width / 2, top + height / 2, text, em, theme.WHITE, "semibold", "centre"),
    ]
