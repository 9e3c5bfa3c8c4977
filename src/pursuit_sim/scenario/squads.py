"""The squads of one team, layer by layer, and whom the words of a name mean in them.

Which skater is meant is decided once, by the squad as it was when the words were said; so what
squads of later layers are called, and who is new in them, changes nobody of before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.file_tables import MOST_NAMED
from pursuit_sim.scenario.names import akin, match
from pursuit_sim.scenario.told_times import inner

_MOST_PEOPLE = 2 * MOST_NAMED  # in all squads of a team; who is new then has one spelling only


class Squads:
    """Who is in the squads of a team, and as whom.

    Parameters
    ----------
    layers : the base first, unchecked
    code : of the team
    """

    def __init__(self, layers: Sequence[ScenarioSource], code: str) -> None:
        self._said: dict[int, list[str]] = {}
        self._meant: dict[tuple[str, int], tuple[str, ...]] = {}
        for i, layer in enumerate(layers):
            skaters = inner(layer.raw, "teams", code).get("skaters")
            if isinstance(skaters, list):
                names = dict.fromkeys(each for each in skaters if isinstance(each, str))
                self._said[i] = [*names][:MOST_NAMED]  # more are refused

    @property
    def anew(self) -> bool:
        """Whether a later layer says the squad anew."""
        return len(self._said) > 1

    def meant(self, word: object, layer: int) -> tuple[str, ...]:
        """Whom a word of a layer may mean, as the last squad that names them spells them.

        The squad of then knows; where it was not said yet, or has nobody of that name, the next
        one that has.
        """
        if not isinstance(word, str):
            return ()
        then = max((i for i in self._said if i <= layer), default=-1)
        if (word, then) not in self._meant:
            self._meant[word, then] = self._find(word, then)
        return self._meant[word, then]

    def _find(self, word: str, then: int) -> tuple[str, ...]:
        for i, names in self._said.items():
            if i >= then and (found := match(word, names)):
                return tuple(self.spelt(names[each], i) for each in found)
        return ()

    def spelt(self, name: str, layer: int) -> str:
        """A name of the squad that a layer says, as the last squad that names them spells it."""
        return self._last[layer].get(name, name) if self.anew and layer in self._said else name

    @cached_property
    def _last(self) -> Mapping[int, Mapping[str, str]]:
        """By layer: the names of its squad in the spelling of the last one."""
        people: list[list[str]] = []  # what each is called, one squad after the other
        whose = {i: _whose(names, people) for i, names in self._said.items()}
        return {
            i: {name: people[person][-1] for name, person in each.items()}
            for i, each in whose.items()
        }


def _whose(names: Sequence[str], people: list[list[str]]) -> dict[str, int]:
    """Whose the names of a squad are; the people get them as their last ones."""
    last = {each[-1]: person for person, each in enumerate(people)}
    whose = {name: last[name] for name in names if name in last}
    new = [name for name in names if name not in whose]
    taken = {*whose.values()}
    left = [person for person in range(len(people)) if person not in taken]
    if len(people) >= _MOST_PEOPLE:
        left = []
    fits = {
        name: [person for person in left if all(akin(name, known) for known in people[person])]
        for name in new
    }
    several = [person for each in fits.values() for person in each]
    for name, meant in fits.items():
        if len(meant) == 1 and several.count(meant[0]) == 1:
            whose[name] = meant[0]
        else:
            whose[name] = len(people)
            people.append([])
    for name, person in whose.items():
        people[person].append(name)
    return whose
