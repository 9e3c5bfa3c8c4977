"""What an event is, in few words, for a list of many: what, when, where, and how much is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Race

GAMES, WHAT_IFS, OTHERS = "Olympic Games", "What-ifs", "Other races"
# What events of a format are listed under, in the order of a list; see `event_formats`.
_KINDS = {
    "olympic": GAMES,
    "olympic-2014": GAMES,
    "championship": "Championships",
    "ranking": "Championships",
    "world-cup": "World Cup",
}
KINDS = (*dict.fromkeys(_KINDS.values()), WHAT_IFS, OTHERS)


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event in a list.

    Attributes
    ----------
    name, discipline, date : as in `Event`
    place : city, or else hall; empty where unknown
    kind : one of `KINDS`
    races, replayed : how many there are, and how many of them can be replayed
    unseen : why none can be; empty where one can
    given : how much of what is replayed the scenario gives
    """

    name: str
    discipline: str
    date: str
    place: str
    kind: str
    races: int
    replayed: int
    unseen: str
    given: str

    @property
    def counted(self) -> str:
        """The races in words, such as "8 of 10 races can be replayed"."""
        if self.replayed == self.races:
            return "1 race" if self.races == 1 else f"{self.races} races"
        if not self.replayed:
            return "no replay" if self.races == 1 else f"{self.races} races, no replay"
        return f"{self.replayed} of {self.races} races can be replayed"


def summary(scenario: Scenario) -> EventSummary:
    """An event in few words."""
    event, races = scenario.event, tuple(scenario.races.values())
    replayed = [race for race in races if race.entries]
    kind = WHAT_IFS if scenario.what_if else _KINDS.get(event.rounds, OTHERS)
    return EventSummary(
        name=event.name,
        discipline=event.discipline,
        date=event.date,
        place=event.city or event.venue,
        kind=kind,
        races=len(races),
        replayed=len(replayed),
        unseen="" if replayed else "; ".join(race.unseen for race in races),
        given="not as it was skated" if scenario.what_if else given(replayed),
    )


def given(races: Iterable[Race]) -> str:
    """How much of some races their scenario gives, in few words; the model fills in the rest.

    Counted by runs: a team in a race. Known passings that are assumed do not count.
    """
    runs = [(entry, race.laps) for race in races for entry in race.entries]
    whole = sum(_laps(entry) == laps - 1 for entry, laps in runs)
    some = sum(bool(entry.timed) for entry, _ in runs)
    if not runs:
        return ""
    if whole == len(runs):
        return "every lap given"
    if not some:
        return "finish times given, laps by the model"
    if whole == some:
        return f"laps given in {whole} of {len(runs)} runs"
    return f"passings given in {some} of {len(runs)} runs"


def _laps(entry: Entry) -> int:
    """Whole laps before the finish at which an entry was timed."""
    return sum(each.half_lap % 2 == 0 for each in entry.timed)
