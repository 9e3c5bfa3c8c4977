"""`frame`: what is seen of a replay at a moment, as shapes.

A pure function: the same replay, moment and settings give the same shapes. Whatever
stands still is in layers whose keys say everything they depend on. A camera is added by
naming it in `camera` and giving it a module with a function `shapes` here.
"""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.cameras.camera import Camera, View
from pursuit_sim.draw.graphics import (
    follow_hud,
    timeline,
    timeline_marks,
    timeline_scale,
    title_bar,
    title_remark,
)
from pursuit_sim.draw.graphics.after_race import AfterRace, low
from pursuit_sim.draw.graphics.frame_context import (
    FrameContext,
    between_bars,
    frame_context,
    parts,
    play_sign,
    team_colours,
)
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.ice import near_ice as ice
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import broadcast, follow, head_to_head, overview, split
from pursuit_sim.draw.scenes.overview import zoomed
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Circle, Clip, Frame, Layer, Polygon, Shape

__all__ = [
    "focus",
    "frame",
    "hits",
    "lens",
    "offer",
    "pointed_at",
    "team_colours",
    "time_at",
    "zoomed",
]


def frame(replay: Replay, time_s: float, settings: Settings) -> Frame:
    """The picture at a moment.

    Parameters
    ----------
    replay : what is shown
    time_s : the moment [s]; beyond the ends, the end
    settings : what the viewer has chosen

    Raises
    ------
    ValueError
        if there is no such camera
    """
    view = camera.view(settings.camera, replay.codes)
    on = frame_context(replay, time_s, settings)
    drawn = _seen(on, view) if settings.transition is None else _changing(on, view)
    drawn.append(_title(replay, on.parts.title, on.kind, _remark(on, view), on.key))
    if settings.invite:
        drawn += _invitation(on, view)
    if on.parts.bar is not None:
        drawn += timeline.shapes(
            replay, on.time_s, settings, on.parts.bar, on.kind, on.colours, on.key
        )
    return tuple(drawn)


def _seen(on: FrameContext, view: View) -> list[Shape]:
    """What a camera sees, between title and transport bar."""
    if view.kind == "overview":
        return overview.shapes(on)
    if view.kind == "split":
        return split.shapes(on)
    if view.kind == "head-to-head":
        return head_to_head.shapes(on)
    ride = broadcast if view.kind == "broadcast" else follow
    # In one clip, so that a painter need not ask of each shape whether it touches a bar.
    return [Clip(*between_bars(on.parts), tuple(ride.shapes(on, view)))]


def _changing(on: FrameContext, view: View) -> list[Shape]:
    """What is seen on the way from one camera to another."""
    name, part = on.settings.transition or ("", 1.0)
    before = camera.view(name, on.replay.codes)
    if before.affine and view.affine:
        first, second = _from_above(on, before), _from_above(on, view)
        if abs(glide.turning(first, second)) <= glide.MOST_TURN:
            return _blended(on, glide.between(first, second, glide.smooth(part)))
    shown = _seen(on, before if 2 * part < 1 else view)
    return [*shown, *glide.dip(part, between_bars(on.parts))]


def _from_above(on: FrameContext, view: View) -> Camera:
    if view.kind == "overview":
        return overview.eye_of(on)
    return follow.eye(on, view)


def _blended(on: FrameContext, eye: Camera) -> list[Shape]:
    """The ice through a camera on its way, with nothing but the clock over it."""
    box = between_bars(on.parts)
    wide = Camera(box, _looking_at(eye, box), eye.scale, eye.turn)
    oval = on.replay.oval
    drawn = ice.near(oval, wide, 0.0, reach_m=oval.half_lap_m)
    drawn += overview.both(on, wide)
    front = on.replay.front(on.time_s)
    drawn += follow_hud.shapes(on.replay, on.reading, on.now, front, box, on.kind, on.colours)
    return drawn


def _looking_at(eye: Camera, box: Box) -> tuple[float, float]:
    """The place in the middle of a box, for a camera whose own box is another one [m]."""
    left, top, width, height = eye.box
    right = (box.middle[0] - left - width / 2) / eye.scale
    down = (box.middle[1] - top - height / 2) / eye.scale
    turned = complex(right, -down) * complex(math.cos(eye.turn), -math.sin(eye.turn))
    return eye.centre[0] + turned.real, eye.centre[1] + turned.imag


def hits(replay: Replay, settings: Settings) -> dict[str, Box]:
    """What can be clicked, by name; later ones lie over earlier ones.

    "rink" is the ice, "card:NOR" a close-up or the header of a pane, "chart" the chart
    panel, "play", "timeline", "speed" and the ids of the buttons the transport bar, and "bar"
    what is between those.
    """
    on = parts(replay, settings)
    view = camera.view(settings.camera, replay.codes)
    found: dict[str, Box] = {}
    panels = view.kind in ("overview", "split")
    found["rink"] = on.rink if panels else between_bars(on)
    if view.kind in ("follow", "broadcast"):
        found["rink"] = follow_hud.ice(found["rink"], on.type)
    boxes: tuple[Box, ...] = ()
    if view.kind == "overview" and not zoomed(settings):
        boxes = on.cards
    elif view.kind == "split":
        boxes = tuple(
            Box(box.x, on.rink.y, box.width, box.y - on.rink.y)
            for box in split.panes(on, len(replay.codes), on.type)
        )
    found |= {f"card:{code}": box for code, box in zip(replay.codes, boxes, strict=False)}
    if panels and on.chart is not None:
        found["chart"] = on.chart
    if on.bar is not None:
        bar = timeline.parts(on.bar, on.type, settings.speed, settings.buttons)
        found["bar"] = on.bar
        found["play"] = bar.play
        found["timeline"] = bar.track
        for button, box in bar.buttons:
            found[button.id] = box
    return found


def offer(replay: Replay, settings: Settings) -> AfterRace:
    """Where a window puts what it offers after the race."""
    on, teams = parts(replay, settings), len(replay.codes)
    view = camera.view(settings.camera, replay.codes)
    if view.kind == "overview":
        return overview.after(on, replay.oval, close=zoomed(settings))
    if view.kind == "split":
        return split.after(on, teams)
    if view.kind == "head-to-head":
        return head_to_head.after(on, teams)
    return low(on)


def lens(replay: Replay, time_s: float, settings: Settings) -> tuple[float, tuple[float, float]]:
    """Pixels per metre of the picture that the mouse drags about at a moment.

    And the pixel that stays where it is when that zooms, had it not been moved.
    """
    view = camera.view(settings.camera, replay.codes)
    if view.kind == "follow":
        return follow.lens(frame_context(replay, time_s, settings), view)
    if view.kind == "broadcast":
        return broadcast.lens(frame_context(replay, time_s, settings), view)
    on = parts(replay, settings)
    area = hits(replay, settings)["rink"]
    if view.kind == "overview":
        return camera.overview(replay.oval, on.rink, settings.zoom).scale, area.middle
    width_m = head_to_head.WIDTH_M
    if view.kind == "split":
        area = split.panes(on, len(replay.codes), on.type)[0]
        width_m = split.WIDTH_M
    return area.width * settings.zoom / width_m, area.middle


def focus(replay: Replay, time_s: float, settings: Settings) -> tuple[float, float]:
    """The pixel that one looks at without pointing at one: in the overview the leading team."""
    view = camera.view(settings.camera, replay.codes)
    if view.kind != "overview":
        return lens(replay, time_s, settings)[1]
    on = frame_context(replay, time_s, settings)
    place = follow.middle_m(on.now, replay.leader(time_s))
    x, y, _ = overview.eye_of(on).spot(replay.oval, place)
    return x, y


def time_at(replay: Replay, settings: Settings, x: float) -> float:
    """The moment under a place on the timeline [s]."""
    return timeline_scale.time_at(replay, hits(replay, settings)["timeline"], x)


def pointed_at(replay: Replay, settings: Settings, x: float) -> float:
    """As `time_at`; near a mark that of the mark, which the hint names [s]."""
    track = hits(replay, settings)["timeline"]
    return timeline_marks.pointed(replay, track, x, parts(replay, settings).type)[0]


def _remark(on: FrameContext, view: View) -> Remark:
    """What the title says of the picture."""
    rides_with = None
    if view.kind == "follow":
        rides_with = view.team
    elif view.kind == "broadcast":
        rides_with = broadcast.team_of(on, view)
    chosen = on.settings
    charted = view.kind == "overview" and chosen.chart == "difference"
    run = on.replay.ghost if on.ghost is not None else None
    return title_remark.remark(
        on.replay.codes, chosen.camera, run, rides_with, charted and on.parts.chart is not None
    )


@lru_cache(maxsize=4)
def _title(replay: Replay, box: Box, kind: float, said: Remark, key: tuple[object, ...]) -> Layer:
    return Layer(
        ("title", box, kind, said, *key),
        *box,
        tuple(title_bar.shapes(replay, box, kind, said)),
        opaque=True,
    )


def _invitation(on: FrameContext, view: View) -> list[Shape]:
    """A large play sign: the replay opens paused."""
    x, y, radius = play_sign(on.replay, on.parts, view)
    return [
        Circle((x, y), radius, contrast.fade(theme.NIGHT, 0.72), theme.WHITE, 3 * on.kind),
        Polygon(
            (
                (x - 0.32 * radius, y - 0.48 * radius),
                (x + 0.52 * radius, y),
                (x - 0.32 * radius, y + 0.48 * radius),
            ),
            theme.WHITE,
        ),
    ]
