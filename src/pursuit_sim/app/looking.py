"""Whom the picture shows: at a moment that is jumped to those it concerns, and who is tuned."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.app import aiming
from pursuit_sim.app.finale import STRIP
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import camera_for
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.replay.bookmarks import Bookmarks
from pursuit_sim.draw.scenes import registry


def to_moment(player: Player, index: int) -> None:
    """Jump to just before a mark of the race that is shown, and say what happens there."""
    found = player.moments
    player.seek(found.starts[index])
    announce(player, found, index)


def announce(player: Player, found: Bookmarks, index: int) -> None:
    """Say what happens at a mark, and have whom it concerns in the picture until then."""
    if player.settings.tells(found.marks[index]):
        player.say(found.told(index), of_moment=True)
    look_at(player, found.teams[index], (found.starts[index], found.marks[index]))


def begin_again(player: Player, before_s: float) -> None:
    """Where the race began again under the finish strip, which then is empty, leave that."""
    if player.transport.time_s < before_s and player.camera == STRIP:
        player.choose_camera(camera_for(player.finale.camera(STRIP), player.codes))


def explain(player: Player, wall_s: float) -> None:
    """Have what is seen explained, as time passes [s], while nothing else is to be read."""
    quiet = not (player.panel or player.choosing or player.notice)
    seen = player.seen() if quiet else None
    fitted = player.tuning and not player.session.tuning.now.keep_time
    player.explainer.advance(wall_s, seen, fitted=fitted)


def look_at(player: Player, team: int, times_s: Sequence[float] = ()) -> None:
    """Have a team in the picture, at the moment or at others [s].

    Where the camera stays with the other team it goes over to this one, or another one does;
    where it was zoomed or moved away, it goes back to its own view.
    """
    replay = player.replay
    if replay is None:
        return
    times = times_s or (player.transport.time_s,)
    view = registry.view(player.camera, player.codes)
    rides = {view.rides_with(frame_context(replay, time, player.settings)) for time in times}
    if rides - {None, team}:
        code, names = player.codes[team], registry.names(player.codes)
        own = f"{view.name}:{code}"
        player.choose_camera(own if own in names else f"follow:{code}")
    elif player.aim.moved and not all(seen(player, team, time) for time in times):
        player.aim.reset()


def seen(player: Player, team: int, time_s: float) -> bool:
    """Whether a team is in the picture where its camera is aimed to, and under no panel."""
    replay = player.replay
    assert replay is not None  # noqa: S101 - who asks has one
    settings = aiming.through(player.settings, player.aim.zoom_pan)
    view = registry.view(settings.camera, replay.codes)
    found = view.sight(frame_context(replay, time_s, settings), team)
    return found is not None and found.clear
