"""Play, pause, seek, speed and loop, as values.

A `Transport` says where in a race the viewer is. It holds no clock: whoever draws tells
it how much wall-clock time has passed, and only `advance` turns that into race time.
Every change gives a new value.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pursuit_sim.draw.replay.bookmarks import SAME_S

SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0)
FRAME_S = 0.02  # [s] one step of a picture: 50 a second, so that hundredths step evenly
MAX_STEP_S = 0.1  # [s] of wall-clock time that one picture may take: sleep makes no jump
MIN_LOOP_S = 0.1  # [s] a shorter loop is a slip of the finger
GRACE_S = 1.0  # [s] "previous" while playing goes past what was reached this lately


@dataclass(frozen=True, slots=True)
class Transport:
    """Where the viewer is in a race, and how it goes on.

    Attributes
    ----------
    end_s : last moment that can be shown [s]
    time_s : the moment shown [s], 0 … `end_s`
    playing : whether time runs
    speed : race seconds per second, one of `SPEEDS`
    loop_from_s, loop_to_s : the loop's ends [s]; None where it is open
    sought_s : where the last jump led [s]
    """

    end_s: float
    time_s: float = 0.0
    playing: bool = False
    speed: float = 1.0
    loop_from_s: float | None = None
    loop_to_s: float | None = None
    sought_s: float = 0.0

    @property
    def at_end(self) -> bool:
        """Whether there is nothing left to play."""
        return self.time_s >= self.end_s - SAME_S

    @property
    def loop(self) -> tuple[float, float] | None:
        """The loop [s]; an end that was not set is that of the race. None without one."""
        if self.loop_from_s is None and self.loop_to_s is None:
            return None
        end = self.end_s if self.loop_to_s is None else self.loop_to_s
        return self.loop_from_s or 0.0, end

    def play(self) -> Transport:
        """Let time run; at the end, from the start of the loop or of the race."""
        start = self.loop[0] if self.loop else 0.0
        return replace(self, playing=True, time_s=start if self.at_end else self.time_s)

    def pause(self) -> Transport:
        """Hold."""
        return replace(self, playing=False)

    def toggle(self) -> Transport:
        """Play or pause."""
        return self.pause() if self.playing else self.play()

    def restart(self) -> Transport:
        """From the start, playing on or not as before."""
        return self.seek(0.0)

    def seek(self, time_s: float) -> Transport:
        """To a moment; beyond the ends, to the end [s]."""
        there = min(max(time_s, 0.0), self.end_s)
        return replace(self, time_s=there, sought_s=there)

    def skip(self, seconds: float) -> Transport:
        """Forward, or back where negative [s]."""
        return self.seek(self.time_s + seconds)

    def step(self, pictures: int) -> Transport:
        """By single pictures, which pauses."""
        return self.pause().skip(pictures * FRAME_S)

    def at_speed(self, speed: float) -> Transport:
        """At the nearest of `SPEEDS`."""
        return replace(self, speed=min(SPEEDS, key=lambda known: abs(known - speed)))

    def faster(self, steps: int) -> Transport:
        """Some steps up the list of `SPEEDS`, or down where negative."""
        index = min(max(SPEEDS.index(self.speed) + steps, 0), len(SPEEDS) - 1)
        return replace(self, speed=SPEEDS[index])

    def loop_from_here(self) -> Transport:
        """Begin the loop at this moment; an end before it is dropped."""
        if self.end_s - self.time_s < MIN_LOOP_S:
            return self.without_loop()
        end = self.loop_to_s
        keep = end is not None and end - self.time_s >= MIN_LOOP_S
        return replace(self, loop_from_s=self.time_s, loop_to_s=end if keep else None)

    def loop_to_here(self) -> Transport:
        """End the loop at this moment; a beginning after it is dropped."""
        if self.time_s < MIN_LOOP_S:
            return self.without_loop()
        start = self.loop_from_s
        keep = start is not None and self.time_s - start >= MIN_LOOP_S
        return replace(self, loop_from_s=start if keep else None, loop_to_s=self.time_s)

    def without_loop(self) -> Transport:
        """No loop."""
        return replace(self, loop_from_s=None, loop_to_s=None)

    def to_next(self, moments_s: Sequence[float]) -> Transport:
        """To the next of some rising moments [s]; after the last of them, stay."""
        index = bisect_right(moments_s, self.time_s + SAME_S)
        return self.seek(moments_s[index]) if index < len(moments_s) else self

    def to_previous(self, moments_s: Sequence[float]) -> Transport:
        """To the previous of some rising moments [s]; before the first, to the start.

        While time runs, a moment reached in the last second is passed over, so that
        pressing twice goes back by two.
        """
        grace = min(GRACE_S * self.speed, GRACE_S) if self.playing else SAME_S
        index = bisect_left(moments_s, self.time_s - grace)
        return self.seek(moments_s[index - 1] if index else 0.0)

    def advance(self, wall_s: float) -> Transport:
        """What is shown after some wall-clock time [s].

        More than `MAX_STEP_S` counts as that: a machine that slept, or a window that
        was dragged about, goes on where it was. At the end time stops; in a loop it
        goes back to its beginning.
        """
        if not self.playing:
            return self
        before = self.time_s
        time = before + min(max(wall_s, 0.0), MAX_STEP_S) * self.speed
        if self.loop and before <= self.loop[1] <= time:
            start, end = self.loop
            return replace(self, time_s=start + (time - end) % (end - start))
        if time >= self.end_s:
            return replace(self, time_s=self.end_s, playing=False)
        return replace(self, time_s=time)
