"""Lap, clock, gap and the latest lap over the ice of a camera that rides along.

They lie in the upper left corner; along the top of a picture too small for that, whose ice
begins below them, so that nobody and no name is under them.
"""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import told_gap
from pursuit_sim.draw.graphics.clock import Reading
from pursuit_sim.draw.graphics.lap_table import lap_times
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, panel, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.shapes import Colour, Layer, Rect, Shape, Weight

_WIDTH, _HIGH, _AWAY = 444.0, 164.0, 22.0  # [px at 1080p] in the corner
_STRIP = 58.0  # [px at 1080p] along the top
_NARROW = 1500.0  # narrower than this [px at 1080p] a picture has it along the top
_GAP, _PAD = 20.0, 0.62  # type of the gap [px at 1080p]; at either end, in parts of that
_AIR = 8.0  # [px at 1080p] below it
_BETWEEN = 12.0  # [px at 1080p] words in the foot
_LEFT, _RIGHT = 22.0, 18.0  # [px at 1080p] beside its lines
_SMALL, _BESIDE = 14.0, 40.0  # type of its foot, and what that leaves free [px at 1080p]
_STORY = 145.0  # [px at 1080p] its last line
_SMALLEST = 0.8  # part of its size at which a line can be read still
_FOOT = 118.0  # [px at 1080p] where the latest lap is written

Told = tuple[tuple[str, Colour, Weight], ...]  # words beside each other


def place(box: Box, kind: float) -> Box:
    """Where it lies in a picture."""
    if _narrow(box, kind):
        return Box(box.x, box.y, box.width, round(_STRIP * kind))
    away = _AWAY * kind
    return Box(box.x + away, box.y + away, _WIDTH * kind, _HIGH * kind)


def ice(box: Box, kind: float) -> Box:
    """What of a picture is left to the ice."""
    if not _narrow(box, kind):
        return box
    top = place(box, kind).bottom
    return Box(box.x, top, box.width, box.bottom - top)


def ice_of(layout: PictureLayout, stage: Box) -> Box:
    """What of a camera's stage is left to the ice; all of it where there are no such panels."""
    return stage if layout.plain else ice(stage, layout.type)


def below(box: Box, kind: float) -> float:
    """The height below which something can lie under it [px]."""
    return place(box, kind).bottom + _AIR * kind


def shapes(
    replay: Replay,
    now: Reading,
    snapshot: Snapshot,
    team: int,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:
    """Lap, clock, the followed team, the gap as that of whoever is ahead, and lap times."""
    finish = float(replay.finish_s[team])
    captions: tuple[str, ...] = (now.caption if now.gap else "",)
    time = doubts.finish_time(replay, team)
    own_time = f"{replay.tags[team]} {time}"
    if snapshot.time_s >= finish and own_time != now.live:  # which is told below
        captions = (own_time, time, *captions)
    captions += (now.doubt,) if now.doubt else ()
    code, own = replay.tags[team], colours[team]
    at, laps = place(box, kind), _latest(replay, snapshot.time_s, colours)
    if _narrow(box, kind):
        drawn, free = _strip(now, code, captions, at, kind, own, colours)
        return drawn + _laps(laps, free, kind)
    return _corner(now, code, captions[0], laps, at, kind, own, colours)


def _narrow(box: Box, kind: float) -> bool:
    return box.width < _NARROW * kind


def _corner(
    now: Reading, code: str, caption: str, laps: Told, box: Box, kind: float, own: TeamColours,
    colours: tuple[TeamColours, ...],
) -> list[Shape]:  # fmt: skip
    """All of it on a panel."""
    x, y, right = box.x, box.y, box.right - _RIGHT * kind
    clock = x + 20 * kind + text_width.width(now.time, 60 * kind, "bold")
    whole = told_gap.caption((caption,), _SMALL * kind, box.width - _BESIDE * kind)
    gap = told_gap.gap(now.gap, now.doubt, whole)
    return [
        _still(now.lap, code, caption, laps, box, kind, own),
        line(x + 20 * kind, y + 75 * kind, now.time, 60 * kind, theme.WHITE, "bold"),
        *_gap(now, gap, right, y + 75 * kind, kind, colours, right - clock - 16 * kind)[0],
        *_story(now, x + _LEFT * kind, right, y + _STORY * kind, kind),
    ]


@lru_cache(maxsize=4)
def _still(
    lap: str, code: str, caption: str, laps: Told, box: Box, kind: float, own: TeamColours
) -> Layer:
    """What of it stays for half a lap: the panel, and in its foot laps and what the gap is."""
    x, y, right = box.x, box.y, box.right - _RIGHT * kind
    foot, start = y + _FOOT * kind, x + _LEFT * kind
    end = right - text_width.width(caption, _SMALL * kind) - _BETWEEN * kind
    drawn: list[Shape] = [
        panel(*box, 12 * kind),
        line(start, y + 27 * kind, lap, 16 * kind, theme.HEADING, "semibold"),
        line(
            right, foot, caption, _SMALL * kind, theme.MUTED, anchor="right",
            room=box.width - _BESIDE * kind,
        ),
        line(right, y + 27 * kind, code, 16 * kind, own.name, "bold", "right"),
        *_laps(laps, Box(start, foot, end - start, 0.0), kind),
    ]  # fmt: skip
    key = ("corner", lap, code, caption, laps, box, kind, own)
    return Layer(key, x - 1, y - 1, box.width + 2, box.height + 2, tuple(drawn))


def _story(now: Reading, left: float, right: float, y: float, kind: float) -> list[Shape]:
    """The estimate between the lines, and what is new, or how the record's pace is; or the end."""
    size = 14 * kind
    words, colour = (now.finish, theme.EVENT) if now.news else (now.record, now.pace)
    if not words and not now.live:
        words, colour = now.finish, theme.MUTED
    wide = text_width.width(now.live, size) + _BETWEEN * kind if now.live else 0.0
    room = right - left - wide
    return [
        line(left, y, now.live, size, theme.TEXT),
        line(right, y, words, size, colour, anchor="right", room=room),
    ]


def _strip(
    now: Reading, code: str, captions: tuple[str, ...], box: Box, kind: float, own: TeamColours,
    colours: tuple[TeamColours, ...],
) -> tuple[list[Shape], Box]:  # fmt: skip
    """Most of it in one line, the clock in the middle, and where there is room for more.

    Of the captions it has the first that is whole, so that no time stands without its doubt.
    """
    x, y = box.middle
    pad = 20 * kind
    half = text_width.width(now.time, 40 * kind, "bold") / 2 + pad
    right = box.right - pad
    for said in (now.gap, told_gap.gap(now.gap, now.doubt)):
        gap, wide = _gap(now, said, right, y, kind, colours, right - x - half)
        room = right - x - half - (wide + 12 * kind if gap else 0.0)
        caption = told_gap.caption(captions, 15 * kind, room)
        if now.doubt in caption:
            break
    right = x + half + room
    caption = caption if now.doubt else caption or captions[-1]
    start = box.x + 8 * kind + pad
    drawn: list[Shape] = [
        Rect(*box, theme.BAR),
        Rect(box.x, box.y, 8 * kind, box.height, own.suit),
        line(start, y, code, 22 * kind, own.name, "bold"),
        line(x - half, y, now.lap, 17 * kind, theme.HEADING, "semibold", "right"),
        line(x, y, now.time, 40 * kind, theme.WHITE, "bold", "centre"),
        line(right, y, caption, 15 * kind, theme.MUTED, anchor="right", room=room),
        *gap,
    ]
    start += text_width.width(code, 22 * kind, "bold") + pad
    end = x - half - text_width.width(now.lap, 17 * kind, "semibold") - pad
    return drawn, Box(start, y, end - start, 0.0)


def _latest(replay: Replay, time_s: float, colours: tuple[TeamColours, ...]) -> Told:
    """The latest lap that all have done."""
    lap = replay.latest_lap(time_s)
    return _lap(replay, lap, colours) if lap else ()


@remembered(2)
def _lap(replay: Replay, lap: int, colours: tuple[TeamColours, ...]) -> Told:
    times = zip(lap_times(replay, lap), colours, strict=True)
    return (
        (f"in lap {lap}", theme.MUTED, "regular"),
        *((text, own.name, "semibold") for text, own in times),
    )


def _laps(found: Told, free: Box, kind: float) -> list[Shape]:
    """The latest lap in a line that begins at `free`, if that is wide enough."""
    if not found:
        return []
    size, air = 14 * kind, _BETWEEN * kind
    wide = sum(text_width.width(text, size, weight) + air for text, _, weight in found) - air
    small = min(1.0, free.width / wide)
    if small < _SMALLEST:
        return []
    x, y = free.x, free.y
    drawn: list[Shape] = []
    for text, colour, weight in found:
        drawn.append(line(x, y, text, small * size, colour, weight))
        x += small * (text_width.width(text, size, weight) + air)
    return drawn


def _gap(
    now: Reading, said: str, right: float, y: float, kind: float,
    colours: tuple[TeamColours, ...], room: float,
) -> tuple[list[Shape], float]:  # fmt: skip
    """The gap in the colour of whoever is ahead, and its width [px]; smaller where `room` ends."""
    if not said:
        return [], 0.0
    fill, ink = now.plate(colours)
    wide = text_width.width(said, _GAP * kind, "bold") + 2 * _PAD * _GAP * kind
    size = _GAP * kind * min(1.0, room / wide)
    return pill(right, y, said, size, fill, ink, pad=_PAD, anchor="right", radius=0.22)
