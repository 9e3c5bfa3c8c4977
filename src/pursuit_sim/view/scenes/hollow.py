"""The ghost on the ice: hollow figures, and a plate that says what it is and how it stands."""

from __future__ import annotations

from pursuit_sim.view.box import Box
from pursuit_sim.view.cameras.camera import Camera
from pursuit_sim.view.cameras.strip import Strip
from pursuit_sim.view.graphics.stage import GHOST_ASIDE_M, Stage
from pursuit_sim.view.ice import trains
from pursuit_sim.view.ice.skater import Dress
from pursuit_sim.view.look import contrast, measure, theme
from pursuit_sim.view.look.parts import line
from pursuit_sim.view.look.theme import TeamColours
from pursuit_sim.view.shapes import Rect, Shape

OPACITY = 0.52
_NEAR_LATERAL_M, _NEAR_OUT_M = 1.9, 2.7  # in close cameras, and further with somebody out


def dress(colours: TeamColours) -> Dress:
    """A suit of ice, in the outlines of the team's."""
    pale = contrast.mix(theme.ICE, colours.suit, 0.16)
    return Dress(
        suit=pale,
        stripe=contrast.mix(theme.ICE, colours.suit, 0.42),
        shade=contrast.mix(theme.ICE, colours.suit, 0.24),
        edge=colours.suit,
        legs=contrast.mix(theme.ICE, theme.OUTLINE, 0.38),
        twin=False,
    )


def skaters(stage: Stage, eye: Camera | Strip, magnify: float = 1.0) -> list[Shape]:
    """The ghost's train, if one is shown."""
    run = stage.replay.ghost
    if run is None or stage.ghost is None:
        return []
    worn = dress(stage.colours[run.team])
    return trains.skaters(run.replay, stage.ghost, 0, eye, worn, magnify, OPACITY)


def plate(
    stage: Stage,
    eye: Camera | Strip,
    size: float,
    *,
    lines: int = 2,
    lateral_m: float | None = None,
) -> list[Shape]:
    """What the ghost is and how far it is ahead; at the picture's edge where it is not in view.

    Parameters
    ----------
    stage, eye : the moment and the camera
    size : of its type [px]
    lines : 2, or 1 where there is little room
    lateral_m : where it lies; by default outside the train, whoever is out of it
    """
    run = stage.replay.ghost
    if run is None or stage.ghost is None:
        return []
    seen = stage.ghost
    lateral = _NEAR_LATERAL_M + _NEAR_OUT_M * stage.now.swing[run.team]
    middle = (max(seen.distance_m) + min(seen.distance_m)) / 2 - 0.4
    if stage.settings.ghost_sync == "distance":
        lateral += GHOST_ASIDE_M
    if lateral_m is not None:
        lateral = lateral_m
    px, py, _ = eye.spot(stage.replay.oval, middle, lateral)
    box = Box(*eye.box)
    arrow = " →" if px > box.right else " ←" if px < box.x else ""
    stands = run.words(stage.replay, stage.time_s) + arrow
    head, tail = (run.label, stands) if lines > 1 else (f"{run.label} · {stands}", "")
    room = 0.9 * box.width
    head, big = measure.fit(head, size, "semibold", room)
    wide = max(measure.width(head, big, "semibold"), measure.width(tail, 0.82 * size)) + 1.6 * size
    height = (2.75 if tail else 1.7) * size
    x = min(max(px, box.x + wide / 2 + 8), box.right - wide / 2 - 8)
    y = min(max(py, box.y + height / 2 + 8), box.bottom - height / 2 - 8)
    edge = stage.colours[run.team].suit
    drawn: list[Shape] = [
        Rect(
            x - wide / 2, y - height / 2, wide, height, theme.LABEL_PLATE, 0.4 * size, edge,
            max(1.0, 0.09 * size),
        ),
        line(x, y - (0.52 * size if tail else 0.0), head, big, theme.WHITE, "semibold", "centre"),
    ]  # fmt: skip
    if tail:
        drawn.append(line(x, y + 0.68 * size, tail, 0.82 * size, theme.TEXT, anchor="centre"))
    return drawn


def told(stage: Stage) -> str:
    """The plate's words in one line; empty where no ghost is shown."""
    run = stage.replay.ghost
    if run is None or stage.ghost is None:
        return ""
    return f"{run.label} · {run.words(stage.replay, stage.time_s)}"
