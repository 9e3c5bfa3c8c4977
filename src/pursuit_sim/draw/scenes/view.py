"""What every camera is asked: a camera is a class derived from `View`, in a module of its own.

It must say how it is named, how far it zooms, what it shows and how large; for the rest
there are answers that suit a camera which fills the picture. What depends on the moment is
asked with a `FrameContext`, anything else with a replay and the settings.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.figures.top_view import LENGTH_M
from pursuit_sim.draw.graphics import after_race, follow_hud, title_remark
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, between_bars, layout_of
from pursuit_sim.draw.graphics.picture_layout import PictureLayout
from pursuit_sim.draw.graphics.poster_layout import PosterLayout
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import sight
from pursuit_sim.draw.scenes.sight import BODY_M, Sight
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Point, Shape

LEADERS = -1  # the team that is ahead, whichever it is
SIGN = 50.0  # radius of the large play sign [px at 1080p]
_STRIPS = 0.21  # of the height between clock and lap times, in square and tall pictures
_SIGN_AHEAD = 0.28  # of the width that it lies ahead of skaters at the start


@dataclass(frozen=True, slots=True)
class ZoomLimits:
    """How far a camera can be zoomed and moved.

    Attributes
    ----------
    least, most : of the zoom
    aside_m : how far it can be moved, (right, up) [m]
    over_ice : and no farther than so that lanes stay in view: it rides with nobody
    """

    least: float
    most: float
    aside_m: tuple[float, float]
    over_ice: bool = False


@value
class View(ABC):
    """What a camera shows.

    Attributes
    ----------
    team : index of the entry that it stays with, where it does; or `LEADERS`
    name : in the camera menu; before a team's code where there is one of each team
    labels_reserves : with the power model each name has a bar of the reserve below it
    called : its name for the reader, where that is another; {code} stands for a team's
    hint : what it does, in few words, where its name says too little
    of_team : there is one of each team
    compares : it is for two trains, and not offered where there is only one
    zoom_limits : how far it can be zoomed and moved
    """

    team: int = 0

    name: ClassVar[str]
    called: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    labels_reserves: ClassVar[bool] = False
    zoom_limits: ClassVar[ZoomLimits]
    of_team: ClassVar[bool] = False
    compares: ClassVar[bool] = False

    @abstractmethod
    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""

    @abstractmethod
    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """Pixels per metre, and the pixel that stays where it is when it zooms, unmoved."""

    def label(self, codes: tuple[str, ...]) -> str:
        """Its name for the reader, such as "follow NOR"."""
        code = codes[self.team] if self.of_team else ""
        return (self.called or self.name).format(code=code)

    def focus(self, context: FrameContext) -> Point:
        """The pixel that one looks at without pointing at one."""
        return self.lens(context)[1]

    def areas(self, replay: Replay, settings: Settings) -> dict[str, Box]:
        """What can be clicked, by name: "rink" is its ice; see `scene.hits`."""
        return {"rink": between_bars(layout_of(replay, settings))}

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """Where a window puts what it offers after the race."""
        return after_race.low(layout_of(replay, settings))

    def corner(self, replay: Replay, settings: Settings, *, over: bool) -> Point:
        """The lower right corner of what it leaves free for a window's button [px].

        `over` says that every team has finished.
        """
        ice = self.areas(replay, settings)["rink"]
        return ice.right, ice.bottom

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """Middle and radius [px] of the large play sign of a replay that opens paused.

        Where nobody stands at the start and nothing is written: ahead of the skaters.
        """
        return sign_ahead(layout_of(replay, settings))

    def remark(self, context: FrameContext) -> Remark:
        """What the title says of the picture."""
        codes = context.replay.tags
        return title_remark.remark(
            codes, self.label(codes), context.ghost_run, self.rides_with(context)
        )

    def through(self, context: FrameContext) -> tuple[View, FrameContext]:
        """The camera that it looks through at a moment, and the moment as that has it."""
        return self, context

    def spot(
        self,
        context: FrameContext,
        team: int,
        distance_m: float,
        lateral_m: float = 0.0,
    ) -> Point | None:
        """The pixel of a place on the track as it is seen with a team; None where it is not.

        The place may lie outside the picture.
        """
        eye = self.from_above(context)
        return None if eye is None else eye.spot(context.replay.oval, distance_m, lateral_m)[:2]

    def bodies(self, context: FrameContext, team: int) -> list[Box]:
        """Where a team's skaters are drawn, as far as they are before the camera."""
        magnify = self.magnification(context)
        found = []
        for distance, lateral in trains.places(context.now, team, magnify):
            middle = self.spot(context, team, distance - magnify * BODY_M, lateral)
            beside = self.spot(context, team, distance - magnify * BODY_M + 1.0, lateral)
            if middle is not None and beside is not None:
                half = magnify * LENGTH_M / 2 * math.dist(middle, beside)
                found.append(Box(middle[0] - half, middle[1] - half, 2 * half, 2 * half))
        return found

    def magnification(self, context: FrameContext) -> float:
        """How much larger than life it draws skaters."""
        return 1.0

    def told_in(self, context: FrameContext) -> Box:
        """Where it tells the gap."""
        return follow_hud.place(between_bars(context.layout), context.kind)

    def panels(self, context: FrameContext) -> list[Box]:
        """What lies over its ice, besides names."""
        return [self.told_in(context)]

    def reserves_in(self, context: FrameContext) -> Box | None:
        """Where it shows what is left of each reserve, with the power model, in one place."""
        return None

    def rides_with(self, context: FrameContext) -> int | None:
        """Index of the team that it stays with; None where it shows all."""
        return None

    def shown(self, context: FrameContext) -> View:
        """The camera whose picture it is at a moment: itself, where it does not cut."""
        return self

    def stage(self, layout: PictureLayout) -> Box:
        """What it fills of a picture: of a square or tall one, all but strips with other teams."""
        if layout.poster is None:
            return between_bars(layout)
        return layout.poster.parted(self.strips_high(layout.poster))[0]

    def strips_high(self, poster: PosterLayout) -> float:
        """The height of strips with other teams below a square or tall picture's ice [px]."""
        return _STRIPS * poster.field.height

    def beside(self, context: FrameContext) -> tuple[int, ...]:
        """Indices of the teams that such strips show."""
        own = self.rides_with(context)
        return tuple(k for k in range(len(context.replay.codes)) if own not in (None, k))

    def from_above(self, context: FrameContext) -> Camera | None:
        """Its camera, where it shows the rink from above through one: to glide to and from."""
        return None

    def sight(self, context: FrameContext, team: int) -> Sight | None:
        """Where a team is in the picture, and what lies over that; None if nothing tells."""
        eye = self.from_above(context)
        return None if eye is None else sight.from_above(context, team, eye, ())

    def cut_s(self, replay: Replay, time_s: float) -> float | None:
        """The next moment at which it shows something else altogether, if there is one [s]."""
        return None

    def pace(self, replay: Replay, time_s: float) -> float:
        """How fast it plays at a moment, of the speed that the viewer has chosen."""
        return 1.0


def sign_ahead(layout: PictureLayout, *, left: bool = False) -> tuple[float, float, float]:
    """Middle and radius [px] of a play sign ahead of skaters who set off to the right, or left."""
    box = between_bars(layout)
    x, y = box.middle
    return x + (-1 if left else 1) * _SIGN_AHEAD * box.width, y, SIGN * layout.type
