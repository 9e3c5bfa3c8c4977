"""What the viewer can do with moments: play, keep and forget them."""

from __future__ import annotations

from pursuit_sim.app.highlights.highlight import BETWEEN, LONGEST_TEXT, OWN, Highlight
from pursuit_sim.app.known_results import absolute, as_in_source
from pursuit_sim.app.menu import EVENTS_BUTTON
from pursuit_sim.app.opening import has_moment
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import kept_camera

NOT_KEPT = "not kept: a moment is played as its file has the race, and this one was changed"
_LONG_S = 7.0  # [s] that it is said why a moment is not kept


def play(player: Player, value: str) -> None:
    """Play a moment; not while something that was tuned is not saved and would be left."""
    moment = player.shelf.moments.named(value)
    if moment is None:
        return
    if not has_moment(player, moment) and player.session.unsaved:
        player.wanted = f"moment={value}"
        player.open("leaving")
    else:
        player.wishes.append(f"moment={value}")


def keep(player: Player, _value: str) -> None:
    """Keep this moment among the viewer's own, or forget it again."""
    if player.replay is None:
        return
    if not as_in_source(player.results) or player.session.tuned(player.race_id):
        player.say(NOT_KEPT, _LONG_S)
        return
    event = player.results.scenario.event
    title = f"{player.replay.race.name}{BETWEEN}{event.name}, {event.sex}"[:LONGEST_TEXT]
    found = Highlight(
        OWN,
        absolute(player.results.scenario.source),
        player.race_id,
        round(player.transport.time_s, 2),
        title=title,
        camera=kept_camera(player.camera, player.codes),
    )
    kept = player.shelf.moments.keep(found)
    player.say(f"{'kept' if kept else 'forgotten'}: this moment, in {EVENTS_BUTTON}")


def forget(player: Player, value: str) -> None:
    """Forget one of the viewer's own."""
    player.shelf.moments.forget(value)
    player.chosen = ""
