"""The races of an event as replays, each prepared when it is first watched."""

from __future__ import annotations

from collections import OrderedDict

from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.bookmarks import Bookmarks, bookmarks
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.event import Results
from pursuit_sim.sim import simulate

_MOST = 3  # races that are kept: two that somebody compares, and one more


class RaceShelf:
    """Replays of an event by race, kept once they are made, those watched last."""

    def __init__(self, results: Results) -> None:
        self._results = results
        self._made: OrderedDict[str, tuple[Replay, Bookmarks]] = OrderedDict()

    def of(self, race_id: str) -> tuple[Replay, Bookmarks]:
        """A race's replay and its moments.

        Raises
        ------
        KeyError
            if there is no such race
        """
        if race_id in self._made:
            self._made.move_to_end(race_id)
        else:
            race = self._results.race(race_id).race
            trajectory = simulate(race, self._results.model)
            replay = prepare(trajectory, story.context(self._results, race_id))
            self._made[race_id] = replay, bookmarks(replay)
            if len(self._made) > _MOST:
                self._made.popitem(last=False)
        return self._made[race_id]
