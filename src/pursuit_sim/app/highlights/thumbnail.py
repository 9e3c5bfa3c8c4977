"""A moment as a small picture: the ice from above, drawn as every picture is."""

from __future__ import annotations

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.figures import trail, trains
from pursuit_sim.draw.ice import near_ice
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.look.theme import Palette, TeamColours
from pursuit_sim.draw.replay.remembered import remembered
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import follow, ghost_overlay
from pursuit_sim.draw.shapes import Clip, Layer, Rect, Shape

_TALL_M = 2.9  # of the ice that a picture shows, at least
_ROOM_M, _MOST_M = 3.0, 24.0  # about a train, and of all that is shown across
_LATERAL_M = 0.3  # how far outside the lap line it looks [m]
_BETWEEN = 0.008  # of its width, between two teams


@remembered(64)  # more than are listed, which may all be of one race
def still(replay: Replay, team: str, time_s: float, box: Box, palette: Palette) -> Layer:
    """A picture that does not move, to be painted once; see `moving`."""
    shapes = moving(replay, team, time_s, box, palette)
    return Layer(("moment", replay.digest, team, time_s, box, palette), *box, tuple(shapes), True)


def moving(replay: Replay, team: str, time_s: float, box: Box, palette: Palette) -> list[Shape]:
    """Who is concerned, at a time of the race.

    Parameters
    ----------
    replay : the race
    team : code of the team that is seen; empty: both, side by side
    time_s : when [s]
    box : the rectangle that it fills [px]
    palette : of the teams' colours
    """
    suits = tuple(entry.team.colour for entry in replay.race.entries)
    colours = theme.teams(suits, palette)
    teams = [replay.codes.index(team)] if team in replay.codes else list(range(len(replay.codes)))
    gap = _BETWEEN * box.width
    wide = (box.width - gap * (len(teams) - 1)) / len(teams)
    drawn: list[Shape] = [Rect(*box, theme.NIGHT)]
    for i, each in enumerate(teams):
        pane = Box(box.x + i * (wide + gap), box.y, wide, box.height)
        drawn.append(Clip(*pane, tuple(_seen(replay, each, time_s, pane, colours))))
    return drawn


def _seen(
    replay: Replay, team: int, time_s: float, box: Box, colours: tuple[TeamColours, ...]
) -> list[Shape]:
    """A team from above, riding to the right."""
    now, run = snapshot(replay, time_s), replay.ghost
    place, long = follow.middle_m(now, team), now.front_m[team] - now.tail_m[team]
    ghost = snapshot(run.replay, time_s) if run is not None and run.team == team else None
    if ghost is not None:
        away = follow.middle_m(ghost, 0) - place
        place, long = place + away / 2, long + abs(away)
    wide = max(min(long + _ROOM_M, _MOST_M), _TALL_M * box.width / box.height)
    eye = camera.follow(replay.oval, box, place, width_m=wide, lateral_m=_LATERAL_M)
    drawn: list[Shape] = near_ice.near(replay.oval, eye, place)
    for each, own in enumerate(colours[: len(replay.codes)]):
        drawn += trail.trail(replay, now, each, eye, own, 1.0)
    if run is not None and ghost is not None:
        worn = ghost_overlay.dress(colours[team])
        drawn += trains.skaters(run.replay, ghost, 0, eye, worn)
    for each, own in enumerate(colours[: len(replay.codes)]):
        drawn += trains.skaters(replay, now, each, eye, trains.dress(own, each))
    return drawn
