"""After the finish: a slow replay by itself, and the finish strip instead of the camera."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.app.transport import Transport
from pursuit_sim.draw.replay.bookmarks import last_metres_s
from pursuit_sim.draw.replay.replay import Replay

STRIP = "finish-strip"  # the camera
# What is said of a slow replay, and how long at most [s].
WORDS = ("slow replay of the finish; any key or click ends it", 60.0)
_AFTER_S = 1.5  # [s] after the last finish at which it begins
_ON_S = 0.5  # [s] beyond a finish up to which it goes
_APART_S = 3.0  # teams farther apart than this are not both waited for
_SLOW, _LESS_SLOW = 0.25, 0.5
_LONG_S = 3.3  # [s] of the race from which it is less slow
_FASTEST = 4.0  # who plays faster than this is in a hurry


class Finale:
    """What happens by itself at the end of a race, once each time that it is opened.

    Attributes
    ----------
    back : where the viewer was when the slow replay began; None while there is none
    camera_before : the camera that the finish strip took the place of; or empty
    """

    def __init__(self) -> None:
        self.back: Transport | None = None
        self.camera_before = ""
        self._until_s = 0.0
        self._done = False

    def opened(self) -> None:
        """Another race, or the same one once more."""
        self.back, self._done = None, False

    def after(self, replay: Replay, before: Transport, now: Transport, *, idle: bool) -> Transport:
        """What is shown next, where time went from one moment to another by itself.

        `idle` says that the viewer is only watching.
        """
        if self.back is not None:
            return now if now.time_s < self._until_s else self.end(now)
        begin_s, until_s, trigger_s = _span(replay)
        reached = before.time_s < trigger_s <= now.time_s
        if self._done or not reached:
            return now
        self._done = True
        if not idle or now.loop is not None or now.speed > _FASTEST:
            return now
        self.back, self._until_s = now, until_s
        slow = _SLOW if until_s - begin_s < _LONG_S else _LESS_SLOW
        return replace(now, time_s=begin_s, playing=True, speed=min(slow, now.speed))

    def end(self, now: Transport) -> Transport:
        """Back to where the viewer was; `now` where there is no slow replay."""
        back, self.back = self.back, None
        return now if back is None else back

    def speed(self, now: Transport) -> float:
        """The speed that the viewer has chosen."""
        return now.speed if self.back is None else self.back.speed

    def chosen(self, before: str, now: str) -> str:
        """The camera that is chosen now, where it was another one before it, as they are kept."""
        if now == STRIP != before:
            self.camera_before = before
        return now

    def camera(self, kept: str) -> str:
        """The camera for another race: a finish strip has nothing to show at its start."""
        return (self.camera_before or "overview") if kept == STRIP else kept


def _span(replay: Replay) -> tuple[float, float, float]:
    """From when to when the end is shown again, and when that begins [s]."""
    first = int(replay.finish_s.argmin())
    line_s, last_s = float(replay.finish_s[first]), float(replay.finish_s.max())
    until_s = (last_s if last_s - line_s < _APART_S else line_s) + _ON_S
    end_s = replay.duration_s
    return last_metres_s(replay), min(until_s, end_s), min(last_s + _AFTER_S, end_s)
