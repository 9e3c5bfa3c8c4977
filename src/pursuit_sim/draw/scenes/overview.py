"""The whole oval, close-ups and clock in its infield, lap table and chart below."""

from __future__ import annotations

import math
from functools import lru_cache

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.figures import record_line, team_code, trail, trains
from pursuit_sim.draw.graphics import (
    after_race,
    clock,
    close_up_cards,
    follow_hud,
    lower_panels,
    result_card,
    title_remark,
)
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, layout_of
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.ice import near_ice as ice
from pursuit_sim.draw.ice import rink
from pursuit_sim.draw.ice.rink import INFIELD_M
from pursuit_sim.draw.look import contrast, theme
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import follow, ghost_overlay, sight
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import View, ZoomLimits
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Layer, Point, Rect, Shape
from pursuit_sim.track import Oval

_ZOOMED = 0.01
_ASPECT = 2.45  # width over height that the oval with its surround takes
_MAKING_ROOM, _MAKING_ROOM_M = 0.15, 5.0  # of zoom, or aside [m], until close-ups are gone
_SMALL_SIGN = 42.0  # radius of the large play sign [px at 1080p] below the clock
_SIGN_DOWN = 1.36  # of its radii that it lies below the middle there
_RIM = 2.0  # [px at 1080p] about them
_LABEL_LATERALS_M = (4.0,)  # of the record's label: between skaters and the names of the lines


def eye_of(context: FrameContext) -> camera.Camera:
    """The camera."""
    layout, chosen = context.layout, context.settings
    rink = Overview().rink(layout)
    return camera.overview(context.replay.oval, rink, chosen.zoom, chosen.pan, layout.margin)


def zoomed(settings: Settings) -> bool:
    """Whether it is enlarged or moved, so that close-ups would hide the ice."""
    return settings.zoom > 1.0 + _ZOOMED or settings.pan != (0.0, 0.0)


class Overview(View):
    """The whole oval."""

    name = "overview"
    zoom_limits = ZoomLimits(1.0, 10.0, (100.0, 45.0), over_ice=True)  # to see one skater

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        eye = eye_of(context)
        if context.layout.plain:
            return _plain(context, eye, self.rink(context.layout))
        drawn = _enlarged(context, eye) if zoomed(context.settings) else _whole(context, eye)
        return drawn + lower_panels.panels(context)

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre, and the middle of the rink."""
        rink = self.rink(context.layout)
        scale = camera.overview(context.replay.oval, rink, context.settings.zoom).scale
        return scale, rink.middle

    def rink(self, layout: PictureLayout) -> Box:
        """Where the oval lies."""
        return layout.rink if layout.poster is None else self.stage(layout)

    def strips_high(self, poster: PosterLayout) -> float:
        """What the oval, as wide as the picture, leaves."""
        return max(poster.field.height - poster.field.width / _ASPECT, 0.0)

    def beside(self, context: FrameContext) -> tuple[int, ...]:
        """Every team."""
        return tuple(range(len(context.replay.codes)))

    def focus(self, context: FrameContext) -> Point:
        """The pixel of the leading team."""
        replay = context.replay
        place = follow.middle_m(context.now, replay.front(context.time_s))
        x, y, _ = eye_of(context).spot(replay.oval, place)
        return x, y

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """The rink, the close-ups where they are there, and the chart."""
        layout = layout_of(replay, settings)
        cards = () if zoomed(settings) else layout.cards
        found = {"rink": layout.rink}
        found |= {f"card:{code}": box for code, box in zip(replay.codes, cards, strict=False)}
        return found if layout.chart is None else found | {"chart": layout.chart}

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """Under the close-ups, or beside the result; above the panels below if enlarged."""
        layout = layout_of(replay, settings)
        if zoomed(settings):
            rink = layout.rink
            return AfterRace(rink.middle[0], rink.bottom - after_race.half_row(layout))
        return _after(layout, replay.oval)

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """Between lines of the clock, or beside it."""
        return _play_sign(layout_of(replay, settings))

    def remark(self, context: FrameContext) -> Remark:
        """Of the ghost alone, and not what it is worth where the chart tells."""
        charted = context.settings.chart == "difference" and context.layout.chart is not None
        return title_remark.remark(context.replay.tags, "", context.ghost_run, charted=charted)

    def from_above(self, context: FrameContext) -> camera.Camera:
        """Its camera."""
        return eye_of(context)

    def magnification(self, context: FrameContext) -> float:
        """Larger than life, from so far away."""
        return trains.magnification(eye_of(context), context.layout.scale)

    def told_in(self, context: FrameContext) -> Box:
        """The clock in the infield, or in the corner where it has made room."""
        if zoomed(context.settings):
            return follow_hud.place(context.layout.rink, context.kind)
        return context.layout.centre

    def reserves_in(self, context: FrameContext) -> Box | None:
        """The foot of a close-up: names, and the bars below them."""
        if zoomed(context.settings) or not context.layout.cards:
            return None
        x, y, width, height = context.layout.cards[0]
        high = min(close_up_cards.RESERVES * context.kind, height)
        return Box(x, y + height - high, width, high)

    def panels(self, context: FrameContext) -> list[Box]:
        """The clock and the close-ups."""
        cards = () if zoomed(context.settings) else context.layout.cards
        return [self.told_in(context), *cards]

    def sight(self, context: FrameContext, team: int) -> Sight:
        """Where a team is, and what lies in the infield, or over the ice if enlarged."""
        layout, eye = context.layout, eye_of(context)
        panels = [*layout.cards, layout.centre]
        if context.reading.over:
            panels.append(result_card.extent(context.replay, _card(context), context.kind))
        if _cleared(context.settings) == 1:
            panels = [follow_hud.place(layout.rink, context.kind)]
        panels = [] if layout.plain else panels
        return sight.from_above(context, team, eye, panels, trains.magnification(eye, layout.scale))


def _play_sign(layout: PictureLayout) -> tuple[float, float, float]:
    x, y = layout.rink.middle
    radius = _SMALL_SIGN * layout.type
    if layout.cards:
        return x, y + _SIGN_DOWN * radius, radius
    return layout.centre.right + radius, y, radius


def _whole(context: FrameContext, eye: camera.Camera) -> list[Shape]:
    """The whole oval: what stands still in layers first, what moves over it."""
    layout, chosen, kind, colours = context.layout, context.settings, context.kind, context.colours
    ground = _ground(chosen.size, chosen.transport, context.replay.oval, eye, layout)
    drawn: list[Shape] = [ground]
    words, free = ghost_overlay.words(context), _free(context)
    reading, column = context.reading, layout.centre
    if not reading.over:
        drawn.append(clock.still(reading, column, kind, colours, ground, bool(words), free))
    drawn += _frames(context, ground)  # after the clock: their rims reach a little into its column
    drawn += both(context, eye, _keeps_clear(context, 0.0))
    drawn += _close_ups(context)
    if reading.over:
        return drawn + result_card.card(context, _card(context))
    return drawn + clock.running(reading, column, kind, colours, words, free)


def _plain(context: FrameContext, eye: camera.Camera, rink: Box) -> list[Shape]:
    """The oval, or a part of it, and who is on it; without panels."""
    oval, chosen = context.replay.oval, context.settings
    moving = both(context, eye)
    if not zoomed(chosen):
        return [_ground(chosen.size, chosen.transport, oval, eye, context.layout), *moving]
    near = ice.near(oval, eye, 0.0, reach_m=oval.half_lap_m)
    return [Clip(*rink, (*near, *moving))]


def _enlarged(context: FrameContext, eye: camera.Camera) -> list[Shape]:
    """A part of the oval, and what lay in its infield as long as it is on its way out."""
    replay, layout, kind, colours = context.replay, context.layout, context.kind, context.colours
    cleared = _cleared(context.settings)
    drawn = ice.near(replay.oval, eye, 0.0, reach_m=replay.oval.half_lap_m)
    drawn += both(context, eye, _keeps_clear(context, cleared))
    if cleared == 1:
        front = replay.front(context.time_s)
        drawn += follow_hud.shapes(
            replay, context.reading, context.now, front, layout.rink, kind, colours
        )
        drawn += ghost_overlay.plate(
            context, eye, 16 * kind, taken=[follow_hud.place(layout.rink, kind)]
        )
    else:
        drawn += _frames(context, None)
        drawn += _close_ups(context)
        if context.reading.over:
            drawn += result_card.card(context, _card(context))
        else:
            words, free = ghost_overlay.words(context), _free(context)
            drawn += clock.shapes(context.reading, layout.centre, kind, colours, words, free)
        veil = contrast.fade(theme.INFIELD, cleared)
        drawn += [Rect(*box.grown(_RIM * kind), veil) for box in (*layout.cards, layout.centre)]
    bottom = layout.rink.bottom
    drawn.append(Rect(0.0, bottom, layout.width, layout.height - bottom, theme.NIGHT))
    return drawn


def _frames(context: FrameContext, ground: Layer | None) -> list[Shape]:
    """What stands still of the close-ups."""
    return [
        close_up_cards.frame(tag, box, context.kind, own, ground)
        for tag, box, own in zip(
            context.replay.tags, context.layout.cards, context.colours, strict=False
        )
    ]


def _close_ups(context: FrameContext) -> list[Shape]:
    """What moves in them."""
    return [
        shape
        for team, box in enumerate(context.layout.cards)
        for shape in close_up_cards.shapes(
            context.replay, context.now, team, box, context.kind, context.colours[team]
        )
    ]


def _keeps_clear(context: FrameContext, cleared: float) -> team_code.KeepsClear:
    """What teams' codes keep clear of: close-ups and result, as far as they are there."""
    replay, layout = context.replay, context.layout
    panels = [] if cleared == 1 else [*layout.cards]
    if context.reading.over and cleared < 1:
        panels.append(result_card.extent(replay, _card(context), context.kind))
    whole = camera.overview(replay.oval, layout.rink, margin=layout.margin)
    return team_code.KeepsClear(whole, tuple(panels), 1 - cleared)


def _free(context: FrameContext) -> tuple[float, float] | None:
    """Heights that the clock leaves to the play sign of a replay that opens paused [px]."""
    if not (context.settings.invite and context.layout.cards):
        return None
    _, sign, radius = _play_sign(context.layout)
    return sign - radius, sign + radius


def _cleared(settings: Settings) -> float:
    """How much close-ups and clock in the infield have made room for the ice, 0 … 1."""
    nearer = (settings.zoom - 1.0) / _MAKING_ROOM
    moved = math.hypot(*settings.pan) / _MAKING_ROOM_M
    return min(1.0, max(nearer, moved, 0.0))


def _after(layout: PictureLayout, oval: Oval) -> AfterRace:
    """What is offered after the race: under the close-ups in the infield, or beside the result."""
    if not layout.cards:
        x, y = layout.centre.middle
        return AfterRace(x + _beside(layout), y, upright=True)
    scale = camera.overview(oval, layout.rink).scale
    edge = layout.rink.middle[1] + (oval.line_radius_m + INFIELD_M) * scale
    return AfterRace(layout.rink.middle[0], (layout.cards[0].bottom + edge) / 2)


def _beside(layout: PictureLayout) -> float:
    """How far buttons beside the result are from the middle [px]."""
    return (layout.centre.width + after_race.AIR * layout.type) / 2


def _card(context: FrameContext) -> Box:
    """The place of the result, which leaves room for what is offered."""
    layout = context.layout
    x, y, width, height = layout.centre
    if not context.settings.transport:
        return layout.centre
    row = _after(layout, context.replay.oval)
    if row.upright:
        return Box(x - after_race.UPRIGHT * layout.type / 2, y, width, height)
    return Box(x, y, width, row.y - after_race.half_row(layout) - y)


def both(
    context: FrameContext, eye: camera.Camera, keeps_clear: team_code.KeepsClear | None = None
) -> list[Shape]:
    """Everything that moves on the ice, seen from afar."""
    replay, now, kind = context.replay, context.now, context.kind
    magnify = trains.magnification(eye, context.layout.scale)
    teams = range(len(replay.codes))
    drawn: list[Shape] = []
    for team in teams if not context.layout.clean else ():
        drawn += trail.trail(replay, now, team, eye, context.colours[team], magnify)
    if not context.layout.clean:
        drawn += record_line.shapes(replay, now, eye, 14 * kind, _LABEL_LATERALS_M)
        drawn += team_code.shapes(
            replay, now, eye, context.colours, 14 * kind, magnify, keeps_clear
        )
    drawn += ghost_overlay.skaters(context, eye, magnify)
    for team in teams:
        worn = trains.dress(context.colours[team], team)
        drawn += trains.skaters(replay, now, team, eye, worn, magnify)
    return drawn


@lru_cache(maxsize=2)
def _ground(
    size: tuple[int, int], transport: bool, oval: Oval, eye: camera.Camera, layout: PictureLayout
) -> Layer:
    """Surround and rink, which only a change of window or camera alters."""
    return Layer(
        ("overview", size, transport, oval, eye),
        0.0,
        0.0,
        layout.width,
        layout.height,
        (*lower_panels.surround(layout), *rink.whole(oval, eye)),
        opaque=True,
    )
