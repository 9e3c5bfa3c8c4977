"""What a replay says about its race that the trajectory does not know.

Whoever opens a replay fills this from the scenario and the event's results: order,
times, gaps and places on the result card come from here, never from the ice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.time_source import ASSUMED, time_source

TUNED, WHAT_IF = "tuned", "what-if"  # why a race is not as it was skated
POWER = "power model"  # likewise: its times are a model's own, not the official ones
EQUALLED = "="  # before a kind: the record was equalled, as result sheets have it
RECORD_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "WR": "world record",
        "OR": "Olympic record",
        "TR": "track record",
        "NR": "national record",
        "PB": "personal best",
        "SB": "season best",
    }
)


def record_name(kind: str) -> str:
    """A kind of record in words, such as "Olympic record", or "Olympic record equalled"."""
    if kind.startswith(EQUALLED):
        return f"{record_name(kind.removeprefix(EQUALLED))} equalled"
    return RECORD_NAMES.get(kind, f"{kind} record")


@dataclass(frozen=True, slots=True)
class StandingRecord:
    """A record that stood before the race.

    Attributes
    ----------
    kind : "WR", "OR", "TR" …
    time_s : [s]
    owner : code of the team whose own record it is; empty: everybody's
    """

    kind: str
    time_s: float
    owner: str = ""

    @property
    def name(self) -> str:
        """In words, such as "Olympic record"."""
        return record_name(self.kind)

    @property
    def label(self) -> str:
        """In short, such as "OR" or "NR NOR"."""
        return f"{self.kind} {self.owner}" if self.owner else self.kind


@dataclass(frozen=True, slots=True)
class OfficialTime:
    """The time of a team in the race as it was.

    Attributes
    ----------
    time_s : [s]
    assumed : nobody published it: it is aimed at, or a model's
    """

    time_s: float
    assumed: bool = False

    @classmethod
    def of(cls, race: Race) -> tuple[OfficialTime, ...]:
        """Those of the entries of a race."""
        return tuple(
            cls(each.official_time_s, time_source(race, each) == ASSUMED) for each in race.entries
        )


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the result card.

    Attributes
    ----------
    team : code, such as "NOR"
    time_s : official time [s]; None where there is no valid one
    order : place in the race, from 1; level teams share the better one; None where it has none
    gap_s : behind the winner as published or computed [s]; None for the winner
    place : what the result means, such as "Olympic champions", "1st", "to final A"
    records : records that the time was, such as ("OR", "TR"); "=OR" where it equalled one
    word : what stands in place of a time, such as "DNF"
    suit : colour of a team that is not in the picture; else empty
    unsure : why nobody knows the order; empty where somebody does
    made_up : the word beside a time that nobody measured, or a status that nobody published,
        such as "assumed"; else empty
    tie_doubt : the same word of what broke a tie with another
    """

    team: str
    time_s: float | None
    order: int | None
    gap_s: float | None = None
    place: str = ""
    records: tuple[str, ...] = ()
    word: str = ""
    suit: str = ""
    unsure: str = ""
    made_up: str = ""
    tie_doubt: str = ""


@dataclass(frozen=True, slots=True)
class RaceContext:
    """What surrounds a race.

    Attributes
    ----------
    event : such as "Beijing 2022"
    discipline : such as "Men's team pursuit"
    venue, date : for the title bar; each may be empty
    records : standing before the race
    outcomes : in order of the result, winner first
    changed : why it is not as it was skated: `TUNED`, `WHAT_IF`, both with a comma; or empty
    model : `POWER`, where that model found the times; empty where they are the official ones
    notes : remarks under the result, such as who is not in the picture and why
    short_names : labels that somebody chose, by name; see `skater_labels.labels`
    reference_laps_s : (team, lap) [s] with which the lap table compares; may be empty
    official : (team,) official times, where the race has others of its own; may be empty
    sex : "men" or "women", by which a record is paced; may be empty
    """

    event: str = ""
    discipline: str = ""
    venue: str = ""
    date: str = ""
    records: tuple[StandingRecord, ...] = ()
    outcomes: tuple[CardLine, ...] = ()
    changed: str = ""
    model: str = ""
    notes: tuple[str, ...] = ()
    short_names: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reference_laps_s: tuple[tuple[float, ...], ...] = ()
    official: tuple[OfficialTime, ...] = ()
    sex: str = ""

    @property
    def unlike(self) -> str:
        """Why it is not the race as it was skated, such as "what-if"; empty where it is."""
        return ", ".join(each for each in (self.changed, self.model) if each)

    @property
    def warning(self) -> tuple[str, ...]:
        """That it is not the race as it was skated, at falling length; empty where it is."""
        if not self.unlike:
            return ()
        said = ("not the race as it was skated", "not as skated")
        return (*(f"{self.unlike}: {each}" for each in said), self.unlike)

    @property
    def note(self) -> str:
        """The remarks under the result, in one line."""
        return "; ".join(self.notes)

    @property
    def remarks(self) -> str:
        """What is written under the result."""
        return "; ".join(each for each in (*self.warning[:1], self.note) if each)
