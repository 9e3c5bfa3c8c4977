"""Which results the viewer knows: those of the others are hidden until they are asked for.

A race is known once its end was seen in the window, or once it was asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from weakref import WeakKeyDictionary

from pursuit_sim import resources
from pursuit_sim.draw.replay import story
from pursuit_sim.event import Results
from pursuit_sim.scenario.content import content

MOST_KNOWN = 20_000  # [characters] of races that are remembered, those watched last
_BETWEEN = "#"  # source and race id
_CHANGED = "?"  # source, and what tells an event that it does not tell wholly


def absolute(source: str) -> str:
    """A bundled name as it is, a file by its whole path; as given where the folder is gone."""
    if source in resources.scenarios():
        return source
    try:
        return str(Path(source).absolute())
    except OSError:
        return source


def as_in_source(results: Results) -> bool:
    """Whether an event is run as its source has it: nothing changed, its times official."""
    return results.model == "kinematic" and not results.scenario.overridden


def _named(results: Results) -> str:
    """The event, as it was run: another result of the same races is another event."""
    source = absolute(results.scenario.source)
    if as_in_source(results):
        return source
    made = results.scenario
    said = content((results.model, made.rink, made.form, made.teams, made.races))
    return f"{source}{_CHANGED}{hashlib.blake2b(said.encode(), digest_size=8).hexdigest()}"


class KnownResults:
    """Races whose results are known.

    Parameters
    ----------
    races : as they were kept, those watched first first
    hiding : results of other races are hidden

    Attributes
    ----------
    hiding : likewise, as it is now
    """

    def __init__(self, races: Iterable[str] = (), *, hiding: bool = False) -> None:
        self.hiding = hiding
        self._races = dict.fromkeys(races)
        # Their names, asked for in every picture; what was left goes, and its name with it.
        self._events: WeakKeyDictionary[Results, str] = WeakKeyDictionary()
        self._sources: dict[str, str] = {}

    @property
    def races(self) -> tuple[str, ...]:
        """What is to be kept; of very many, those watched last."""
        kept: list[str] = []
        room = MOST_KNOWN
        for each in reversed(self._races):
            room -= len(each)
            if room < 0:
                break
            kept.insert(0, each)
        return tuple(kept)

    def key(self, event: str | Results, race_id: str) -> str:
        """What a race is known by, said as for `learn`: another as soon as its results differ."""
        if isinstance(event, str):
            name = self._sources.get(event)
            if name is None:
                name = self._sources[event] = absolute(event)
        else:
            name = self._events.get(event)
            if name is None:
                name = self._events[event] = _named(event)
        return f"{name}{_BETWEEN}{race_id}"

    def learn(self, event: str | Results, race_id: str) -> None:
        """The result of a race is known from now on.

        Parameters
        ----------
        event : as it was run, or the source of one as that has it
        race_id : which of its races
        """
        key = self.key(event, race_id)
        self._races.pop(key, None)
        self._races[key] = None

    def hides(self, event: str | Results, race_id: str) -> bool:
        """Whether the result of a race, said as for `learn`, is hidden."""
        return self.hiding and self.key(event, race_id) not in self._races

    def hidden(self, results: Results) -> frozenset[str]:
        """Ids of the races of an event whose results are hidden.

        One that cannot be replayed is known once all others are, since nobody can watch it.
        """
        ids = [each.race.id for each in results.races]
        if not self._unwatched(results, ids):
            return frozenset()
        return frozenset(each for each in ids if self.hides(results, each))

    def tells_place(self, results: Results, race_id: str) -> bool:
        """Whether it tells nothing that is hidden of other races what the result of one means."""
        if not self.hiding or not race_id:
            return True
        return not self._unwatched(results, story.followed_from(results, race_id) - {race_id})

    def _unwatched(self, results: Results, race_ids: Iterable[str]) -> bool:
        """Whether some of an event's races are hidden that can be watched."""
        return any(self.hides(results, each) for each in race_ids if not results.race(each).unseen)
