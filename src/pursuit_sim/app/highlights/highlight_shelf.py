"""The moments that the start menu shows: those worth seeing, and the viewer's own."""

from __future__ import annotations

from pursuit_sim.app.highlights import worth_seeing
from pursuit_sim.app.highlights.highlight import MOST_OWN, OWN, Highlight
from pursuit_sim.app.highlights.replay_maker import ReplayMaker
from pursuit_sim.app.known_results import KnownResults
from pursuit_sim.draw.replay.replay import Replay

LEAD_IN_S, AFTER_S = 2.0, 3.0  # [s] that are played before and after a moment
_SAME_S = 1.0  # [s] of the viewer's own, two are one within this
# Of a still picture, so much after the moment [s]: a fall is seen once somebody is down.
_STILL_S = {"fall": 0.8}
_TELLING = ("fall", "finish", "WR", "OR")  # kinds whose picture tells who, and who was first


class HighlightShelf:
    """Moments to choose from, and their replays as they come.

    Parameters
    ----------
    own : the viewer's, the last first
    known : which results they know

    Attributes
    ----------
    own : likewise, as it is now
    pointed : key of the moment whose picture moves, or empty
    made : how many replays there are
    """

    def __init__(self, own: tuple[Highlight, ...], known: KnownResults) -> None:
        self.own = own[:MOST_OWN]
        self.pointed = ""
        self._played_s = 0.0
        self._known = known
        self._maker = ReplayMaker()

    @property
    def state(self) -> tuple[object, ...]:
        """Another one where its look is another."""
        playing = self._played_s if self.pointed else 0.0
        return self.own, len(self._maker.made), self.pointed, playing

    def groups(self) -> tuple[tuple[str, tuple[Highlight, ...]], ...]:
        """Heading and moments; only such as there are."""
        found = (("Your moments", self.own), ("Worth seeing", worth_seeing.kept()))
        return tuple(each for each in found if each[1])

    def named(self, key: str) -> Highlight | None:
        """A moment by its key."""
        every = (each for _, group in self.groups() for each in group)
        return next((each for each in every if each.key == key), None)

    def words(self, moment: Highlight) -> str:
        """What happens, where the result of its race is known."""
        return "" if self._known.hides(moment.source, moment.race) else moment.words

    def veiled(self, moment: Highlight) -> bool:
        """Whether its picture would tell what is hidden: it shows only what came before."""
        return moment.kind in _TELLING and self._known.hides(moment.source, moment.race)

    def replay(self, moment: Highlight) -> Replay | str | None:
        """The replay of a moment, or why there is none; None as long as it is being made."""
        self._maker.ask(moment)
        return self._maker.made.get(moment.key)

    def shown_s(self, moment: Highlight) -> float:
        """What its picture shows [s]: a moment, or what is about it while one points there."""
        veiled, made = self.veiled(moment), self._maker.made.get(moment.key)
        fell = made.fell_s.values() if veiled and isinstance(made, Replay) else ()
        begin = min(moment.time_s, *fell) - LEAD_IN_S if fell else moment.time_s - LEAD_IN_S
        if moment.key != self.pointed:
            return begin if veiled else moment.time_s + _STILL_S.get(moment.kind, 0.0)
        return begin + self._played_s % (LEAD_IN_S if veiled else LEAD_IN_S + AFTER_S)

    def point(self, key: str) -> None:
        """Have the picture of one moment move, from its beginning; none where empty."""
        if key != self.pointed:
            self.pointed, self._played_s = key, 0.0

    def advance(self, wall_s: float) -> bool:
        """Let time pass [s]; whether there was another replay to be taken."""
        self._played_s += wall_s
        return self._maker.poll()

    def keep(self, moment: Highlight) -> bool:
        """Keep a moment of the viewer's own, or forget it where it is kept; whether it is now."""
        same = [each for each in self.own if _same(each, moment)]
        self.own = tuple(each for each in self.own if each not in same)
        if not same:
            self.own = (moment, *self.own)[:MOST_OWN]
        return not same

    def forget(self, key: str) -> None:
        """Forget one of the viewer's own."""
        self.own = tuple(each for each in self.own if each.key != key)

    def put_away(self) -> None:
        """Give back the replays, since nobody looks at them."""
        if not self._maker.asked:
            return
        self._maker.stop()
        self.point("")


def _same(one: Highlight, other: Highlight) -> bool:
    near = abs(one.time_s - other.time_s) < _SAME_S
    return near and (one.source, one.race) == (other.source, other.race) and one.kind == OWN
