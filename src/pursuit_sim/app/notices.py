"""What is said to the viewer for a while."""

from __future__ import annotations

NOTICE_S = 3.5  # [s] that a notice stays


class Notices:
    """One notice at a time.

    Attributes
    ----------
    words : what is said, or empty
    """

    def __init__(self) -> None:
        self.words = ""
        self._left_s = 0.0
        self._of_moment = False

    def say(self, words: str, stay_s: float = NOTICE_S, *, of_moment: bool = False) -> None:
        """Say something for a while [s]; `of_moment`: no longer than the race stays there."""
        self.words, self._left_s, self._of_moment = words, stay_s, of_moment

    def moved(self) -> None:
        """The race is at another moment, of which what was said of the last one is not true."""
        if self._of_moment:
            self.say("")

    def advance(self, wall_s: float) -> None:
        """Let time pass [s]."""
        self._left_s -= wall_s
        if self._left_s <= 0:
            self.words = ""
