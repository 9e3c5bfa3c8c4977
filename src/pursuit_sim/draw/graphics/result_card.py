"""The result of a race: order, official times, gaps, records, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pursuit_sim import timing, units
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.frame_context import FrameContext
from pursuit_sim.draw.graphics.told_time import ToldTime
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.race_context import CardLine
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Colour, Rect, Shape
from pursuit_sim.units import NO_NUMBER, format_margin, format_time, level

_PAD = 18.0  # [px at 1080p]
_HEAD, _ROW = 62.0, 108.0  # heights [px at 1080p]
_CODE, _TIME = 26.0, 32.0  # type [px at 1080p]
_NOTE, _LEADING, _MOST = 15.0, 21.0, 3  # type and lines of the note [px at 1080p], how many


def outcomes(replay: Replay) -> tuple[CardLine, ...]:
    """The lines of the result: as given, or from the race's own times."""
    given = replay.context.outcomes
    if given and timing.replays(replay.trajectory):
        return given
    made_up = {code: doubts.of_finish(replay, k) for k, code in enumerate(replay.codes)}
    if given:
        return tuple(
            row if row.time_s is None else replace(row, made_up=made_up.get(row.team, row.made_up))
            for row in given
        )
    times: list[float] = replay.finish_s.tolist()
    best = min(times)
    return tuple(
        CardLine(
            team=code,
            time_s=time,
            order=units.place(time, times),
            gap_s=None if level(time, best) else time - best,
            made_up=made_up[code],
        )
        for code, time in sorted(zip(replay.codes, times, strict=True), key=lambda each: each[1])
    )


def place(rows: Sequence[CardLine], row: CardLine, *, placed: bool = True) -> str:
    """What a result means, as long as that is `placed`; else who won, or why nobody knows that."""
    said = row.place if placed else ""
    if said or row.order != 1:
        return said or row.unsure
    alone = sum(each.order == 1 for each in rows) == 1
    return "winner" if alone else "dead heat"


def time(row: CardLine) -> str:
    """The time of a team, or what stands in its place."""
    return row.word if row.time_s is None else format_time(row.time_s)


def told(row: CardLine) -> str:
    """The same, and where nobody measured it, that word."""
    return f"{time(row)} ({row.made_up})" if row.made_up else time(row)


def told_time(row: CardLine, size: float, kind: float) -> ToldTime:
    """The time of a team and the word beside it, at a size and a scale of type."""
    return ToldTime(time(row), size * kind, row.made_up, kind)


def honours(row: CardLine, right: float, y: float, kind: float) -> tuple[list[Shape], float]:
    """Records and gap of a team, from the right to the left, and where they begin [px]."""
    drawn: list[Shape] = []
    for record in reversed(row.records):
        made, wide = pill(right, y, record, 15 * kind, theme.RECORD, theme.NIGHT, anchor="right")
        drawn += made
        right -= wide + 6 * kind
    if row.gap_s is not None:
        tied = row.order is not None and row.order > 1 and level(row.gap_s, 0.0)
        text = f"tie-break{doubts.beside(row.tie_doubt)}" if tied else format_margin(abs(row.gap_s))
        size = 14 * kind if tied and row.tie_doubt else 20 * kind  # room for what it means
        drawn.append(line(right, y, text, size, theme.TEXT, anchor="right"))
        right -= text_width.width(text, size) + _PAD * kind
    return drawn, right


def _tag(replay: Replay, row: CardLine) -> str:
    """The code as it is drawn; one that is not in the picture as it is."""
    return dict(zip(replay.codes, replay.tags, strict=True)).get(row.team, row.team)


def _suit(replay: Replay, row: CardLine, colours: tuple[TeamColours, ...]) -> Colour:
    """The colour of a team, in the picture or not."""
    if row.team in replay.codes:
        return colours[replay.codes.index(row.team)].suit
    return theme.teams((row.suit,))[0].suit if row.suit else theme.MUTED


def extent(replay: Replay, box: Box, kind: float) -> Box:
    """Where in a box a card lies: in its middle, as high as it needs to be."""
    height = _height(replay, box, kind) * _squeeze(replay, box, kind)
    width = box.width - 20 * kind * _squeeze(replay, box, kind)
    x, y = box.middle
    return Box(x - width / 2, y - height / 2, width, height)


def _height(replay: Replay, box: Box, kind: float) -> float:
    note = 8 + _LEADING * len(_note(replay, box, kind))
    return (_HEAD + len(outcomes(replay)) * _ROW + note) * kind


def _note(replay: Replay, box: Box, kind: float) -> tuple[str, ...]:
    """The lines of the remark under the result; none where there is none."""
    room = box.width - (20 + 2 * _PAD) * kind
    note = replay.context.remarks
    return text_width.wrapped(note, _NOTE * kind, room, _MOST) if note else ()


def _squeeze(replay: Replay, box: Box, kind: float) -> float:
    """How much smaller it is made in a low box."""
    return min(1.0, box.height / _height(replay, box, kind))


def card(context: FrameContext, box: Box) -> list[Shape]:
    """The card: order, times, gaps and places as the results say."""
    replay, kind, colours = context.replay, context.kind, context.colours
    rows = outcomes(replay)
    note = _note(replay, box, kind)
    x, y, width, height = extent(replay, box, kind)
    kind *= _squeeze(replay, box, kind)
    row_height = _ROW * kind
    pad = _PAD * kind
    left, end, head = x + pad, x + width - pad, y + 32 * kind
    room = width - 2 * pad - 70 * kind
    drawn: list[Shape] = [
        Rect(x, y, width, height, theme.PANEL, 14 * kind, theme.PANEL_EDGE, 1.5),
        line(left, head, replay.race.name, 21 * kind, theme.WHITE, "bold", room=room),
        line(end, head, "RESULT", 14 * kind, theme.HEADING, "semibold", "right"),
    ]
    top, left = y + _HEAD * kind, x + 1.35 * pad
    for row in rows:
        suit, tag = _suit(replay, row, colours), _tag(replay, row)
        middle = top + 0.34 * row_height
        edge, high = x + 0.5 * pad, row_height - 8 * kind
        order = NO_NUMBER if row.order is None else str(row.order)
        # Code and time are both as large as they can be: neither is cut.
        taken, room = told_time(row, _TIME, kind), width - 4.6 * pad
        asked = text_width.width(tag, _CODE * kind, "bold") + taken.width
        beside = room >= asked + taken.word_width + pad
        type_ = kind * min(1.0, room / asked)
        drawn += [
            Rect(edge, top, width - pad, high, theme.CELL, 10 * kind),
            Rect(edge, top, 7 * kind, high, suit, 3 * kind),
            line(left, middle, order, 22 * kind, theme.MUTED, "bold"),
            line(x + 2.6 * pad, middle, tag, _CODE * type_, theme.WHITE, "bold"),
            *told_time(row, _TIME, type_).shapes(end, middle, beside=beside),
        ]
        second = top + 0.71 * row_height
        made, right = honours(row, end, second, kind)
        drawn += made
        meant = place(rows, row, placed=context.settings.placed)
        ink, room = theme.EVENT if row.order == 1 else theme.MUTED, right - x - 1.6 * pad
        drawn.append(line(left, second, meant, 18 * kind, ink, "semibold", room=room))
        top += row_height
    drawn += [
        line(x + width / 2, top + (8 + n * _LEADING) * kind, each, _NOTE * kind, theme.MUTED,
             anchor="centre", room=width - 2 * pad)
        for n, each in enumerate(note)
    ]  # fmt: skip
    return drawn
