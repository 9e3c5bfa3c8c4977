"""What is heard of a race while it is watched."""

from __future__ import annotations

from pursuit_sim.app.player import Player
from pursuit_sim.app.sound import Speaker, glide_level
from pursuit_sim.draw.replay import bookmarks

_FASTEST_HEARD = 4.0  # speed of playing beyond which races make no sound but the bell
_FASTEST_STROKES = 2.0  # … and beyond which strokes are left out


def play(player: Player, speaker: Speaker, *, seen: bool) -> None:
    """Play what is due since the last time, and glide as the race does where it is `seen`."""
    cues, player.sounds = player.sounds, []
    transport, replay = player.transport, player.replay
    fast = transport.speed > _FASTEST_HEARD
    if replay is None or not (seen and transport.playing) or player.stands or fast:
        speaker.glide(0.0)
        # Faster, ticks would run into a rattle; where time has stopped, the last is due.
        left = "bell" if fast else "tick"
        cues = [cue for cue in cues if cue == left] if seen else []
    else:
        speaker.glide(glide_level(bookmarks.speed(replay, transport.time_s)))
    for cue in cues:
        if cue != "stroke" or transport.speed <= _FASTEST_STROKES:
            speaker.play(cue)
