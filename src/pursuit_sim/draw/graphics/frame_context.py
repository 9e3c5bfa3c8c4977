"""What every camera's scene needs of a moment, looked up once a frame."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.graphics.picture_layout import PictureLayout, picture_layout
from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import ghost
from pursuit_sim.draw.replay.replay import GhostRun, Replay
from pursuit_sim.draw.replay.snapshot import Snapshot, snapshot
from pursuit_sim.draw.settings import Settings

GHOST_ASIDE_M = 1.5  # a ghost at the same distance is drawn this far outside its place


@value
class FrameContext:
    """A moment of a replay under some settings.

    Attributes
    ----------
    replay, settings : what was given
    now : where everybody is
    layout : where things go
    reading : what the clock says
    colours : of the teams
    key : what keys of layers begin with
    ghost : where the ghost is, or None where none is shown
    taken : of the picture, by what is drawn over a camera's own; names keep clear of it
    """

    replay: Replay
    settings: Settings
    now: Snapshot
    layout: PictureLayout
    reading: clock.Reading
    colours: tuple[TeamColours, ...]
    key: tuple[object, ...]
    ghost: Snapshot | None
    taken: tuple[Box, ...] = ()

    @property
    def kind(self) -> float:
        """Scale of type."""
        return self.layout.type

    @property
    def ghost_run(self) -> GhostRun | None:
        """The ghost that is shown, if one is."""
        return None if self.ghost is None else self.replay.ghost

    @property
    def time_s(self) -> float:
        """The moment [s]."""
        return self.now.time_s


def frame_context(replay: Replay, time_s: float, settings: Settings) -> FrameContext:
    """A moment; times beyond the ends are the ends."""
    now = snapshot(replay, time_s)
    return FrameContext(
        replay=replay,
        settings=settings,
        now=now,
        layout=layout_of(replay, settings),
        reading=clock.reading(replay, now.time_s, told=not settings.hiding),
        colours=team_colours(replay, settings),
        key=(replay.digest, settings.palette),
        ghost=_ghost(replay, now.time_s, settings),
    )


def layout_of(replay: Replay, settings: Settings) -> PictureLayout:
    """Where things go."""
    return picture_layout(settings, len(replay.codes), replay.oval)


def team_colours(replay: Replay, settings: Settings) -> tuple[TeamColours, ...]:
    """The teams' colours under the chosen palette."""
    suits = tuple(entry.team.colour for entry in replay.race.entries)
    return theme.teams(suits, settings.palette)


def between_bars(layout: PictureLayout) -> Box:
    """The rectangle between title and transport bar, or the ice with its strips."""
    if layout.poster is not None:
        return layout.poster.field
    bottom = layout.bar.y if layout.bar is not None else layout.height
    return Box(0.0, layout.title.bottom, layout.width, bottom - layout.title.bottom)


def _ghost(replay: Replay, time_s: float, settings: Settings) -> Snapshot | None:
    run = replay.ghost
    if run is None or not settings.ghost:
        return None
    seen = snapshot(run.replay, ghost.moment_s(replay, run, time_s, settings.ghost_sync))
    if settings.ghost_sync == "distance":
        lateral = tuple(each + GHOST_ASIDE_M for each in seen.lateral_m)
        return replace(seen, lateral_m=lateral)
    return seen
