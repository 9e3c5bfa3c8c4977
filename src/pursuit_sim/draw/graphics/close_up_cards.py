"""The close-ups in the infield: each team from above, riding along with it."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.ice import near_ice as close_ice
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import OUT, OUT_M, Snapshot, together
from pursuit_sim.draw.shapes import Circle, Clip, Layer, Rect, Shape, Text
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import kmh

_WIDTH_M = 2.25  # of the ice a close-up shows across, besides the spaces of the train
_WIDTH_OUT_M = 6.4  # with somebody swung out, or abreast at the start
_LATERAL_M, _LATERAL_OUT_M = 0.05, 1.20  # where it looks, outside the lap line
_TALL_M, _TALL_OUT_M = 1.75, 4.9  # of the ice it shows above the names, at least
_LARGER = 1.42  # than life, with somebody swung out: the card shows much ice then
_HEADER, _PAD, _ROUND = 42.0, 14.0, 12.0  # its height, the air in it; corners [px at 1080p]
RESERVES = 74.0  # height of the names and of the reserves below them [px at 1080p]
_BODY_M = 0.28  # a body's middle behind its blade's tip


def shapes(
    replay: Replay, snapshot: Snapshot, team: int, box: Box, kind: float, colours: TeamColours
) -> list[Shape]:
    """What moves in a close-up, over its `frame`: ice, skaters and their names, and speed."""
    header = _HEADER * kind
    ice = Box(box.x, box.y + header, box.width, box.height - header)
    eye = eye_of(replay, snapshot, team, box, kind)
    inside = close_ice.near(replay.oval, eye, middle_m(snapshot, team), detail=False, plain=False)
    larger = 1.0 + glide.smooth(snapshot.swing[team]) * (_LARGER - 1.0)
    inside += trains.skaters(replay, snapshot, team, eye, trains.dress(colours, team), larger)
    inside += _names(replay, snapshot, team, ice, kind, colours)
    rim = _rim(kind) / 2
    left, right, below = round(box.x + rim), round(box.right - rim), round(box.bottom - rim)
    rounded = Clip(
        left, box.y, right - left, below - box.y, tuple(inside), max(0.0, _ROUND * kind - rim)
    )
    return [
        Clip(left, ice.y, right - left, below - ice.y, (rounded,)),
        _header(replay, snapshot, team, Box(box.x, box.y, box.width, header), kind, colours),
    ]


def eye_of(replay: Replay, snapshot: Snapshot, team: int, box: Box, kind: float) -> camera.Camera:
    """The camera of a close-up, that looks at the ice below its header."""
    header = _HEADER * kind
    ice = Box(box.x, box.y + header, box.width, box.height - header)
    soft = glide.smooth(snapshot.swing[team])
    # One name is higher than the others when its owner is out.
    names_height = (56 + 26 * soft + (0 if replay.effort is None else 20)) * kind
    spaces_m = (SKATERS - 1) * replay.race.entries[team].spacing_m
    train_m = _WIDTH_M + max(spaces_m, snapshot.front_m[team] - snapshot.tail_m[team])
    free = max(1.0, ice.height - names_height)
    width_m = max(
        train_m + soft * (_WIDTH_OUT_M - train_m),
        (_TALL_M + soft * (_TALL_OUT_M - _TALL_M)) * ice.width / free,
    )
    lateral_m = _LATERAL_M + soft * (_LATERAL_OUT_M - _LATERAL_M)
    return camera.follow(
        replay.oval,
        ice,
        middle_m(snapshot, team),
        width_m=width_m,
        lateral_m=lateral_m + snapshot.aside_m[team],
        pan=(0.0, -names_height / 2 * width_m / ice.width),  # above the names
    )


def middle_m(snapshot: Snapshot, team: int) -> float:
    """The middle of a train along the lap line from the finish line [m]."""
    return (snapshot.front_m[team] + snapshot.tail_m[team]) / 2 - _BODY_M


def _rim(kind: float) -> float:
    """Thickness of the line about a close-up [px]."""
    return max(1.5, 2 * kind)


@lru_cache(maxsize=4)
def frame(code: str, box: Box, kind: float, colours: TeamColours, ground: Layer | None) -> Layer:
    """What stands still of a close-up: plain ice, the header with the team's code, the rim.

    With a `ground` that fills the picture the layer is opaque.
    """
    header, rim = _HEADER * kind, _rim(kind)
    drawn: list[Shape] = [
        Clip(
            *box,
            (
                Rect(*box, theme.ICE),
                Rect(box.x, box.y, box.width, header, colours.suit),
                line(box.x + _PAD * kind, box.y + header / 2, code, 21 * kind, colours.ink, "bold"),
            ),
            _ROUND * kind,
        ),
        Rect(*box, None, _ROUND * kind, theme.PANEL_EDGE, rim),
    ]
    if ground is not None:
        drawn.insert(0, ground)
    key = ("card", code, box, kind, colours, None if ground is None else ground.key)
    return Layer(key, *box.grown(rim / 2), tuple(drawn), opaque=ground is not None)


def _header(
    replay: Replay, snapshot: Snapshot, team: int, box: Box, kind: float, colours: TeamColours
) -> Shape:
    """Formation and speed; after the finish, the team's stopped clock."""
    pad = _PAD * kind
    used = text_width.width(replay.tags[team], 21 * kind, "bold") + 2.5 * pad
    finish = float(replay.finish_s[team])
    room = box.width - used - pad
    # A number is told whole or not at all, whatever its figures.
    if snapshot.time_s >= finish:
        told = doubts.finish_time(replay, team)
        said = [f"FINISH {told}", told, ""]
    else:
        skates, *least = map(str.upper, doubts.skating(replay, team, snapshot.time_s))
        fast = f"{kmh(snapshot.team_mps[team]):.1f} km/h"
        cut = text_width.cuts(f"{skates} · 88.8 km/h", 17 * kind, "semibold", room)
        said = [skates if cut else f"{skates} · {fast}", *least]
    whole = (each for each in said if not text_width.cuts(each, 17 * kind, "semibold", room))
    text = next(whole, said[-1])
    x, y = box.right - pad, box.y + box.height / 2
    return line(x, y, text, 17 * kind, colours.ink, "semibold", "right", room)


def _names(
    replay: Replay, snapshot: Snapshot, team: int, ice: Box, kind: float, colours: TeamColours
) -> list[Shape]:
    """Name plates in on-ice order, the leader's in the team's colour.

    Those who left a fallen one behind have none: the ice does not show them.
    """
    columns = range(SKATERS * team, SKATERS * (team + 1))
    effort = replay.effort_at(snapshot.time_s)
    reserve = None if effort is None else effort[1]
    raised = 0.0 if reserve is None else 27 * kind
    order = tuple(snapshot.place[k] for k in columns)
    shown = tuple(k % SKATERS for k in together(snapshot, team))
    if len(shown) < SKATERS:
        first = min(order[k] for k in shown)
        slots, swung = tuple(2.0 - place + first for place in order), (0.0,) * SKATERS
        drawn = _plates(replay, team, ice, kind, colours, order, raised, slots, swung, shown)
    elif any(snapshot.role[k] in OUT for k in columns):
        tail = snapshot.tail_m[team]
        spacing = max(replay.race.entries[team].spacing_m, 1e-6)
        slots = tuple(min(2.0, (snapshot.distance_m[k] - tail) / spacing) for k in columns)
        swung = tuple(min(1.0, max(0.0, snapshot.lateral_m[k] - OUT_M) / 0.6) for k in columns)
        drawn = _plates(replay, team, ice, kind, colours, order, raised, slots, swung)
    else:
        drawn = [_resting(replay, team, ice, kind, colours, order, raised)]
        swung = (0.0,) * SKATERS
    if reserve is not None:
        room = (ice.width - 10 * kind) / SKATERS
        width, thick = room - 6 * kind, 7 * kind
        under = ice.bottom - 12 * kind - raised + 6 * kind
        for k, place, out in zip(columns, order, swung, strict=True):
            if out or k % SKATERS not in shown:
                continue
            left, part = ice.x + 8 * kind + (2 - place) * room, reserve[k]
            drawn.append(Rect(left, under, width, thick, theme.RESERVE, thick / 2))
            if part * width >= thick:
                drawn.append(Rect(left, under, part * width, thick, theme.RECORD, thick / 2))
        y = ice.bottom - 12 * kind
        drawn.append(line(ice.x + 9 * kind, y, "anaerobic reserve", 11.5 * kind, theme.ON_ICE_TEXT))
    return drawn


@remembered(4)
def _resting(
    replay: Replay, team: int, ice: Box, kind: float, colours: TeamColours,
    order: tuple[int, ...], raised: float,
) -> Layer:  # fmt: skip
    """The plates of a train that nobody is out of: they lie still until the leader changes."""
    slots = tuple(2.0 - place for place in order)
    names = replay.names[SKATERS * team : SKATERS * (team + 1)]
    drawn = _plates(replay, team, ice, kind, colours, order, raised, slots, (0.0,) * SKATERS)
    bottom = ice.bottom - raised
    key = ("names", names, ice, kind, colours, order, raised)
    return Layer(key, ice.x, bottom - 48 * kind, ice.width, 48 * kind, tuple(drawn))


def _plates(
    replay: Replay, team: int, ice: Box, kind: float, colours: TeamColours,
    order: tuple[int, ...], raised: float, slots: tuple[float, ...], swung: tuple[float, ...],
    shown: Collection[int] = range(SKATERS),
) -> list[Shape]:  # fmt: skip
    """One plate for each who is shown, at a place in the row, so far up to swung-out height."""
    room = (ice.width - 10 * kind) / SKATERS
    height, width = 28 * kind, room - 6 * kind
    size, dot = 15.5 * kind, 4.6 * kind
    base = ice.bottom - 12 * kind - height / 2 - raised
    drawn: list[Shape] = []
    for k in sorted(shown, key=lambda k: -order[k]):
        x = ice.x + 5 * kind + (slots[k] + 0.5) * room
        y = base - swung[k] * 1.12 * height
        fill, ink = colours.plate(leads=order[k] == 0)
        drawn.append(Rect(x - width / 2, y - height / 2, width, height, fill, 6 * kind))
        name = replay.names[SKATERS * team + k]
        name, fitted = text_width.fit(name, size, "semibold", width - 3.2 * dot - 6 * kind)
        left = x - (text_width.width(name, fitted, "semibold") + 3.2 * dot) / 2
        edge = max(1.0, kind)
        drawn.append(Circle((left + dot, y), dot, theme.COVERS[k], theme.OUTLINE, edge))
        drawn.append(Text(left + 3.2 * dot, y, name, fitted, ink, "semibold"))
    return drawn
