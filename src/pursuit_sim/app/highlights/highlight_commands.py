"""What the viewer can do with moments: play, keep and forget them."""

from __future__ import annotations

from pursuit_sim.app.highlights.highlight import BETWEEN, LONGEST_TEXT, OWN, Highlight
from pursuit_sim.app.known_results import absolute
from pursuit_sim.app.menu import EVENTS_BUTTON
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import kept_camera


def play(player: Player, value: str) -> None:
    """Play a moment; of another event not while something that was tuned is not saved."""
    moment = player.shelf.moments.named(value)
    if moment is None:
        return
    other = moment.source != absolute(player.results.scenario.source)
    if other and player.session.unsaved:
        player.wanted = f"moment={value}"
        player.open("leaving")
    else:
        player.wishes.append(f"moment={value}")


def keep(player: Player, _value: str) -> None:
    """Keep this moment among the viewer's own, or forget it again."""
    if player.replay is None:
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
