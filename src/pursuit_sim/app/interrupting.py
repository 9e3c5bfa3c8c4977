"""What a viewer does to something that the window does by itself, or in place of it."""

from __future__ import annotations

from pursuit_sim.app.player import Player
from pursuit_sim.app.transport import Transport
from pursuit_sim.lab.comparison import Comparison


def end_slow_replay(player: Player) -> bool:
    """Back to where the viewer was before it; whether there was one, with no question over it."""
    running = player.finale.back is not None and not player.panel
    if running:
        player.transport = player.finale.end(player.transport)
        player.notices.moved()
        player.say("")
    return running


def compare(player: Player, comparison: Comparison) -> None:
    """Show two formations of a team on the same ice, and the chart of their difference."""
    player.session.compare(comparison)
    player.known.learn(player.results, player.race_id)
    end_s = player.replay.duration_s if player.replay is not None else 0.0
    player.transport = Transport(end_s, speed=player.transport.speed)
    player.chart = "difference"
    player.choose_camera("overview")
