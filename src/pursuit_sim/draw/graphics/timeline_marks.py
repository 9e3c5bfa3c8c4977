"""The named marks over the timeline: which there are, the one pointed at, how they look."""

from __future__ import annotations

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import timeline_scale
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay.doubts import FINISHES
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Colour, Polygon, Shape
from pursuit_sim.timing import TimedEvent

_SNAP = 9.0  # [px at 1080p] a mouse this near a mark means it
_MARK, _FLAG = 6.5, 1.7  # half a mark's height [px at 1080p]; a flag's length in these
_RIM = 1.6  # [px at 1080p] about the flag of a record
_ABOVE = 18.0  # [px at 1080p] that marks lie above the rail
_MARKS = ("exchange", "swap", "fall", *FINISHES, "catch")


def listed(replay: Replay, told_s: float | None = None) -> tuple[TimedEvent, ...]:
    """The events that are marked on the timeline, as far as they are told [s].

    Passings of lines have ticks instead.
    """
    return tuple(
        event
        for event in replay.events
        if event.kind in _MARKS and (told_s is None or event.time_s <= told_s)
    )


def pointed(
    replay: Replay, track: Box, x: float, kind: float, told_s: float | None = None
) -> tuple[float, TimedEvent | None]:
    """The moment that a place on the timeline stands for [s], and the mark that it means.

    Near a mark it is the mark's own, when the clock reads what tables say of it: what the
    hint names is where a click goes.

    Parameters
    ----------
    replay : the race
    track : the timeline
    x : the place [px]
    kind : scale of type
    told_s : how far marks are told [s]; None: all of them
    """
    whole = told_s is None

    def away(event: TimedEvent) -> float:
        return abs(timeline_scale.place(replay, track, event.time_s, whole=whole) - x)

    near = min(listed(replay, told_s), key=away, default=None)
    if near is not None and away(near) <= _SNAP * kind:
        return wording.legible(near.time_s), near
    return timeline_scale.time_at(replay, track, x, whole=whole), None


def shapes(
    replay: Replay, events: tuple[TimedEvent, ...], track: Box, kind: float,
    colours: tuple[TeamColours, ...], *, whole: bool,
) -> list[Shape]:  # fmt: skip
    """Events of `listed`, above the rail; `whole`: that is as long as the race."""
    y = track.y + track.height / 2 - _ABOVE * kind
    places = (timeline_scale.place(replay, track, each.time_s, whole=whole) for each in events)
    found = list(zip(events, places, strict=True))
    finishes = [px for event, px in found if event.kind in FINISHES]
    first = next((event for event, _ in found if event.kind in FINISHES), None)
    return [
        _mark(
            event, px, y, kind, colours,
            event is first and _is_close(finishes, 2 * _FLAG * _MARK * kind),
        )
        for event, px in found
    ]  # fmt: skip


def _is_close(finishes: list[float], near: float) -> bool:
    """Whether the first flag would lie under the next one: then it flies to the left."""
    return len(finishes) > 1 and finishes[1] - finishes[0] < near


def _mark(
    event: TimedEvent,
    px: float,
    y: float,
    kind: float,
    colours: tuple[TeamColours, ...],
    left: bool,
) -> Shape:
    """A mark: triangle for an exchange, diamond for a swap, cross for a fall, flag for a finish,
    with a golden rim where it was a record.

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
    if event.kind == "fall":
        thin, half = 0.32 * size, 0.95 * size
        arms = ((-half, -half + thin), (-half + thin, -half), (0.0, -thin),
                (half - thin, -half), (half, -half + thin), (thin, 0.0))  # fmt: skip
        around = (*arms, *((-x, -y) for x, y in arms))
        return Polygon(tuple((px + x, y - 0.2 * size + down) for x, down in around), team)
    if event.kind in FINISHES:
        rim = theme.EVENT if event.kind == "record" else None
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
            rim,
            _RIM * kind,
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
