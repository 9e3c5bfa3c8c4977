"""`frame`: what is seen of a replay at a moment, as shapes.

A pure function: the same replay, moment and settings give the same shapes. Whatever
stands still is in layers whose keys say everything they depend on. What depends on the
camera, `scenes` answer: here nobody asks which one it is.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import replace

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import glide
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.graphics import (
    follow_hud,
    lower_panels,
    record_banner,
    timeline,
    timeline_marks,
    timeline_scale,
    title_bar,
)
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import (
    FrameContext,
    between_bars,
    frame_context,
    layout_of,
    team_colours,
)
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.ice import near_ice as ice
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import explanations, named_things, overview, poster, registry
from pursuit_sim.draw.scenes.explanations import Explanation
from pursuit_sim.draw.scenes.named_things import Named
from pursuit_sim.draw.scenes.view import View
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Circle, Frame, Layer, Point, Polygon, Shape

__all__ = [
    "coming",
    "corner",
    "explained",
    "explanation",
    "focus",
    "frame",
    "hits",
    "lens",
    "named",
    "offer",
    "pointed_at",
    "team_colours",
    "time_at",
    "title",
]

_NEAR_S = 2.0  # [s] ahead of a cut


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
    view = registry.view(settings.camera, replay.codes)
    context = frame_context(replay, time_s, settings)
    drawn = view.shapes(context) if settings.transition is None else _changing(context, view)
    layout, key = context.layout, context.key
    if layout.clean:
        return tuple(drawn)
    if layout.poster is not None:
        ground = lower_panels.ground(layout)
        why = view.remark(context).why
        told = poster.shapes(context, layout.poster, view.shown(context), why)
        return (ground, *drawn, *told)
    drawn += record_banner.shapes(replay, context.time_s, layout.title) or [
        _title(replay, layout.title, layout.type, view.remark(context), settings.hiding, key)
    ]
    if settings.invite:
        drawn += _invitation(context, view)
    if layout.bar is not None:
        drawn += timeline.shapes(
            replay, context.time_s, settings, layout.bar, layout.type, context.colours, key
        )
    return tuple(drawn)


def _changing(context: FrameContext, view: View) -> list[Shape]:
    """What is seen on the way from one camera to another."""
    name, part = context.settings.transition or ("", 1.0)
    before = registry.view(name, context.replay.codes)
    first, second = before.from_above(context), view.from_above(context)
    if first and second and abs(glide.turning(first, second)) <= glide.MOST_TURN:
        return _blended(context, glide.between(first, second, glide.smooth(part)))
    shown = (before if 2 * part < 1 else view).shapes(context)
    return [*shown, *glide.dip(part, between_bars(context.layout))]


def _blended(context: FrameContext, eye: Camera) -> list[Shape]:
    """The ice through a camera on its way, with nothing but the clock over it."""
    replay, box = context.replay, between_bars(context.layout)
    wide = Camera(box, _looking_at(eye, box), eye.scale, eye.turn)
    drawn = ice.near(replay.oval, wide, 0.0, reach_m=replay.oval.half_lap_m)
    drawn += overview.both(context, wide)
    front = replay.front(context.time_s)
    drawn += follow_hud.shapes(
        replay, context.reading, context.now, front, box, context.kind, context.colours
    )
    return drawn


def _looking_at(eye: Camera, box: Box) -> tuple[float, float]:
    """The place in the middle of a box, for a camera whose own box is another one [m]."""
    left, top, width, height = eye.box
    right = (box.middle[0] - left - width / 2) / eye.scale
    down = (box.middle[1] - top - height / 2) / eye.scale
    turned = complex(right, -down) * complex(math.cos(eye.turn), -math.sin(eye.turn))
    return eye.centre[0] + turned.real, eye.centre[1] + turned.imag


def coming(replay: Replay, time_s: float, settings: Settings) -> Frame:
    """The first picture after a cut that is near, so that it can be made ready; else nothing."""
    cut = registry.view(settings.camera, replay.codes).cut_s(replay, time_s)
    if cut is None or cut - time_s > _NEAR_S * settings.speed:
        return ()
    told = cut if settings.hiding else None
    unmoved = replace(settings, hover=None, pressed="", transition=None, told_s=told)
    return _at_cut(replay, cut, unmoved)


@remembered(1)
def _at_cut(replay: Replay, time_s: float, settings: Settings) -> Frame:
    return frame(replay, time_s, settings)


def title(replay: Replay, time_s: float, settings: Settings, box: Box) -> Frame:
    """What the title says at a moment, in a part of its bar."""
    context = frame_context(replay, time_s, settings)
    remark = registry.view(settings.camera, replay.codes).remark(context)
    banner = record_banner.shapes(replay, context.time_s, box)
    hiding = settings.hiding
    return tuple(banner or title_bar.shapes(replay, box, context.kind, remark, hiding=hiding))


def hits(replay: Replay, settings: Settings) -> dict[str, Box]:
    """What can be clicked, by name; later ones lie over earlier ones.

    "rink" is the ice, "card:NOR" a close-up or the header of a pane, "chart" the chart
    panel, "play", "timeline", "speed" and the ids of the buttons the transport bar, and "bar"
    what is between those.
    """
    layout = layout_of(replay, settings)
    found = registry.view(settings.camera, replay.codes).areas(replay, settings)
    if layout.bar is not None:
        bar = timeline.parts(layout.bar, layout.type, settings.speed, settings.buttons)
        found |= {"bar": layout.bar, "play": bar.play, "timeline": bar.track}
        found |= {button.id: box for button, box in bar.buttons}
    return found


def offer(replay: Replay, settings: Settings) -> AfterRace:
    """Where a window puts what it offers after the race."""
    return registry.view(settings.camera, replay.codes).offer(replay, settings)


def corner(replay: Replay, settings: Settings, *, over: bool) -> Point:
    """The lower right corner of what the camera leaves free; `over`: all have finished [px]."""
    return registry.view(settings.camera, replay.codes).corner(replay, settings, over=over)


def lens(replay: Replay, time_s: float, settings: Settings) -> tuple[float, Point]:
    """Pixels per metre of the picture that the mouse drags about at a moment.

    And the pixel that stays where it is when that zooms, had it not been moved.
    """
    view = registry.view(settings.camera, replay.codes)
    return view.lens(frame_context(replay, time_s, settings))


def focus(replay: Replay, time_s: float, settings: Settings) -> Point:
    """The pixel that one looks at without pointing at one: in the overview the leading team."""
    view = registry.view(settings.camera, replay.codes)
    return view.focus(frame_context(replay, time_s, settings))


def explained(
    replay: Replay, time_s: float, settings: Settings, wanted: Collection[str]
) -> tuple[str, Explanation] | None:
    """The first of some `explanations` of which the thing is seen, and its id."""
    context, view = _acting(replay, time_s, settings)
    return explanations.find(context, view, wanted)


def named(replay: Replay, time_s: float, settings: Settings, at: Point) -> Named | None:
    """What a place of the picture is, where it has a name."""
    return named_things.found(*_acting(replay, time_s, settings), at)


def explanation(
    replay: Replay, time_s: float, settings: Settings, told: Explanation, over: Sequence[Shape]
) -> Frame:
    """An explanation's drawing over the picture of the moment, whose names it leaves free."""
    return tuple(explanations.drawing(*_acting(replay, time_s, settings), told, over))


def _acting(replay: Replay, time_s: float, settings: Settings) -> tuple[FrameContext, View]:
    """A moment, and the camera through which it is seen."""
    context = frame_context(replay, time_s, settings)
    view, seen = registry.view(settings.camera, replay.codes).through(context)
    return seen, view


def time_at(replay: Replay, settings: Settings, x: float) -> float:
    """The moment under a place on the timeline [s]."""
    track = hits(replay, settings)["timeline"]
    return timeline_scale.time_at(replay, track, x, whole=not settings.hiding)


def pointed_at(replay: Replay, settings: Settings, x: float) -> float:
    """As `time_at`; near a mark that of the mark, which the hint names [s]."""
    track = hits(replay, settings)["timeline"]
    kind = layout_of(replay, settings).type
    return timeline_marks.pointed(replay, track, x, kind, settings.told_s)[0]


@remembered(2)
def _title(
    replay: Replay, box: Box, kind: float, remark: Remark, hiding: bool, key: tuple[object, ...]
) -> Layer:
    return Layer(
        ("title", box, kind, remark, hiding, *key),
        *box,
        tuple(title_bar.shapes(replay, box, kind, remark, hiding=hiding)),
        opaque=True,
    )


def _invitation(context: FrameContext, view: View) -> list[Shape]:
    """A large play sign: the replay opens paused."""
    x, y, radius = view.play_sign(context.replay, context.settings)
    return [
        Circle((x, y), radius, contrast.fade(theme.NIGHT, 0.72), theme.WHITE, 3 * context.kind),
        Polygon(
            (
                (x - 0.32 * radius, y - 0.48 * radius),
                (x + 0.52 * radius, y),
                (x - 0.32 * radius, y + 0.48 * radius),
            ),
            theme.WHITE,
        ),
    ]
