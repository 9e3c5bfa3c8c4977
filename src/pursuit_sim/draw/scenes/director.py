"""The director: cuts from one camera to another, to where the story is, and says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.graphics.after_race import AfterRace
from pursuit_sim.draw.graphics.frame_context import FrameContext, layout_of
from pursuit_sim.draw.graphics.title_remark import Remark
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import follow, poster, rival_inset
from pursuit_sim.draw.scenes.broadcast import BroadcastOfTeam
from pursuit_sim.draw.scenes.head_to_head import HeadToHead
from pursuit_sim.draw.scenes.overview import Overview
from pursuit_sim.draw.scenes.shot import Shot
from pursuit_sim.draw.scenes.shot_list import shot_at, shot_list
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.split import SplitScreen
from pursuit_sim.draw.scenes.view import View, ZoomLimits, sign_ahead
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Point, Shape

CUT_TO: Mapping[str, type[View]] = MappingProxyType(
    {
        each.name: each
        for each in (Overview, follow.Follow, SplitScreen, HeadToHead, BroadcastOfTeam)
    }
)


class Director(View):
    """Whatever camera shows best what happens."""

    name = "director"
    hint = "cuts to where the story is"
    zoom_limits = ZoomLimits(1.0, 1.0, (0.0, 0.0))  # whoever aims for themselves takes another one

    def shapes(self, context: FrameContext) -> list[Shape]:
        """The picture between title and transport bar."""
        shot = shot_at(context.replay, context.time_s)
        seen = _through(context, shot)
        drawn = _view(shot).shapes(seen)
        inset = _inset(context, shot)
        return drawn if inset is None else drawn + rival_inset.shapes(seen, inset)

    def shown(self, context: FrameContext) -> View:
        """The shot's camera."""
        return _view(shot_at(context.replay, context.time_s))

    def through(self, context: FrameContext) -> tuple[View, FrameContext]:
        """The shot's camera."""
        shot = shot_at(context.replay, context.time_s)
        return _view(shot), _through(context, shot)

    def lens(self, context: FrameContext) -> tuple[float, Point]:
        """As the shot's camera."""
        shot = shot_at(context.replay, context.time_s)
        return _view(shot).lens(_through(context, shot))

    def focus(self, context: FrameContext) -> Point:
        """As the shot's camera."""
        shot = shot_at(context.replay, context.time_s)
        return _view(shot).focus(_through(context, shot))

    def offer(self, replay: Replay, settings: Settings) -> AfterRace:
        """Where the last shot has room, in which the race ends."""
        return _view(shot_list(replay)[-1]).offer(replay, settings)

    def play_sign(self, replay: Replay, settings: Settings) -> tuple[float, float, float]:
        """Behind the skaters, whom the first shot sees from there."""
        return sign_ahead(layout_of(replay, settings), left=True)

    def remark(self, context: FrameContext) -> Remark:
        """Why this is seen."""
        why = shot_at(context.replay, context.time_s).says(context.time_s)
        return replace(View.remark(self, context), why=why)

    def rides_with(self, context: FrameContext) -> int | None:
        """The shot's team, where it stays with one."""
        shot = shot_at(context.replay, context.time_s)
        return None if shot.inset is not None else _view(shot).rides_with(context)

    def from_above(self, context: FrameContext) -> Camera | None:
        """As the shot's camera."""
        shot = shot_at(context.replay, context.time_s)
        return _view(shot).from_above(_through(context, shot))

    def sight(self, context: FrameContext, team: int) -> Sight | None:
        """As the shot's camera, under the inset; or in that, or in the strip in its place."""
        shot = shot_at(context.replay, context.time_s)
        seen = _through(context, shot)
        if shot.inset == team:
            if context.layout.poster is not None:
                return poster.in_strip(seen, context.layout.poster, _view(shot), team)
            return None if context.layout.clean else rival_inset.of(seen, team)
        found = _view(shot).sight(seen, team)
        return found and replace(found, panels=(*found.panels, *seen.taken))

    def cut_s(self, replay: Replay, time_s: float) -> float | None:
        """Where the next shot begins."""
        end = shot_at(replay, time_s).until_s
        return end if end < replay.duration_s else None

    def pace(self, replay: Replay, time_s: float) -> float:
        """Slower where it matters most."""
        return shot_at(replay, time_s).pace


def _view(shot: Shot) -> View:
    return CUT_TO[shot.camera](shot.team)


def _inset(context: FrameContext, shot: Shot) -> int | None:
    """The team that is seen in an inset; in square and tall pictures it has a strip."""
    return None if context.layout.plain else shot.inset


def _through(context: FrameContext, shot: Shot) -> FrameContext:
    """The moment through a shot's camera."""
    settings = replace(context.settings, camera=shot.camera, zoom=shot.zoom, pan=shot.pan)
    taken = () if _inset(context, shot) is None else (rival_inset.place(context),)
    return replace(context, settings=settings, taken=taken)
