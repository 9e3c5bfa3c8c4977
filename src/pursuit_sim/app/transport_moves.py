"""What the actions of `key_bindings` do to a `Transport`: each a pure function."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from pursuit_sim.app.key_bindings import SKIP_S, SPEED_OF
from pursuit_sim.app.transport import Transport
from pursuit_sim.draw import wording
from pursuit_sim.draw.replay.bookmarks import Bookmarks

Move = Callable[[Transport, Bookmarks], Transport]
OF_MOMENTS = ("next-moment", "previous-moment")  # after which it is said what comes


def _skip(seconds: float) -> Move:
    return lambda transport, _: transport.skip(seconds)


def _speed(speed: float) -> Move:
    return lambda transport, _: transport.at_speed(speed)


MOVES: Mapping[str, Move] = {
    "toggle": lambda transport, _: transport.toggle(),
    "faster": lambda transport, _: transport.faster(1),
    "slower": lambda transport, _: transport.faster(-1),
    "loop-from": lambda transport, _: transport.loop_from_here(),
    "loop-to": lambda transport, _: transport.loop_to_here(),
    "loop-clear": lambda transport, _: transport.without_loop(),
    "frame-back": lambda transport, _: transport.step(-1),
    "frame-forward": lambda transport, _: transport.step(1),
    "next-moment": lambda transport, found: transport.to_next(found.starts),
    "previous-moment": lambda transport, found: transport.to_previous(found.starts),
    "next-lap": lambda transport, found: transport.to_next(found.laps),
    "previous-lap": lambda transport, found: transport.to_previous(found.laps),
    "start": lambda transport, _: transport.restart(),
    "restart": lambda transport, _: transport.restart().play(),
    "end": lambda transport, _: transport.seek(math.inf),
    **{name: _speed(speed) for name, speed in SPEED_OF.items()},
    **{name: _skip(seconds) for name, seconds in SKIP_S.items()},
}


def notice(name: str, before: Transport, transport: Transport) -> str:
    """What is said after a move, by its name, or nothing."""
    if name == "loop-clear":
        return "no loop" if before.loop is None else "loop cleared"
    if name == "loop-from" and transport.loop:
        begin = wording.clock(transport.loop[0])
        if transport.loop_to_s is None:
            return f"loop from {begin}; now choose “loop to here” (]) where it is to end"
        return f"loop from {begin} to {wording.clock(transport.loop[1])}; “no loop” (\\) clears it"
    if name == "loop-to" and transport.loop:
        begin, end = (wording.clock(each) for each in transport.loop)
        return f"loop from {begin} to {end}; “no loop” (\\) clears it"
    return ""
