"""A scenario: an event with its teams, its races and the records before it, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pursuit_sim.event_formats import DEFAULT, FORMATS, EventFormat
from pursuit_sim.scenario.parameters import Form, Rink
from pursuit_sim.scenario.race import Race, Team
from pursuit_sim.scenario.time_source import made_up
from pursuit_sim.tabular import html

# Kinds of record that belong to a team, not to everybody: national, personal and season best.
OWNED = frozenset({"NR", "PB", "SB"})
_DATE = 10  # characters of a date, before the time of day
OLYMPIC_RECORD = "OR"  # falls at Olympic Games only
TRACK_RECORD = "TR"  # of the rink on which it was skated


def owner(kind: str, team: str) -> str:
    """Code of the team that alone can break a record of a kind; empty: everybody can."""
    return team if kind in OWNED else ""


@dataclass(frozen=True, slots=True)
class Event:
    """What was skated, where and when.

    Attributes
    ----------
    name : such as "Beijing 2022"
    discipline : such as "Men's team pursuit"
    sex : "men" or "women"
    laps : of 387.36 m each, 1 to 25
    rounds : name of its format, such as "olympic"; see `event_formats`
    date : as in 2022-02-15; empty where unknown
    venue, city : empty where unknown
    games : whether these are Olympic Games, where Olympic records can fall
    sources : where the facts come from
    """

    name: str
    discipline: str
    sex: str
    laps: int
    rounds: str = DEFAULT
    date: str = ""
    venue: str = ""
    city: str = ""
    games: bool = False
    sources: tuple[str, ...] = ()

    @property
    def format(self) -> EventFormat:
        """How its races belong together."""
        return FORMATS[self.rounds]


@dataclass(frozen=True, slots=True)
class Record:
    """A record that stood before the event, or as which a time of it was published.

    Attributes
    ----------
    kind : such as "WR", "OR", "TR"
    time_s : [s]
    team, skaters, place, date : empty where unknown; with a kind of `OWNED` the team's code
    from_table : it comes from the program's table of records, not from the scenario
    """

    kind: str
    time_s: float
    team: str = ""
    skaters: tuple[str, ...] = ()
    place: str = ""
    date: str = ""
    from_table: bool = False

    @property
    def owner(self) -> str:
        """Code of the team that alone can break it; empty: everybody can."""
        return owner(self.kind, self.team)


@dataclass(frozen=True, slots=True, repr=False)
class Scenario:
    """Everything a scenario file says, complete and checked.

    Attributes
    ----------
    source : the bundled name or the file it was loaded from
    event : what was skated
    rink : geometry, air and ice
    form : how days go of a team of which nothing else is said
    records : standing before the event
    published : as which times of it were published, whatever a what-if makes of these
    teams : by code, in the order of the file
    races : by id, in the order of the event
    what_if : whether something was changed on purpose: the file extends another one, or
        values were overridden
    changes : the keys that were changed, such as ``races.sf-1.crossing.formation``
    overridden : whether values were given beside the source, which does not tell all of it then
    assumed : the keys whose values are assumptions, not published facts
    again : makes the scenario with values changed by their keys; see `replace`
    """

    source: str
    event: Event
    rink: Rink
    form: Form
    records: tuple[Record, ...]
    published: tuple[Record, ...]
    teams: Mapping[str, Team]
    races: Mapping[str, Race]
    what_if: bool = False
    changes: tuple[str, ...] = ()
    overridden: bool = False
    assumed: tuple[str, ...] = ()
    again: Callable[[Mapping[str, object] | Sequence[str]], Scenario] | None = field(
        default=None, repr=False, compare=False
    )

    def day_of(self, race: Race) -> str:
        """The day of a race, such as "2022-02-15": its own, else the event's; may be empty."""
        return (race.start or self.event.date)[:_DATE]

    def replace(self, key: str | Mapping[str, object], value: object = None) -> Scenario:
        """The scenario with another value, checked like a file; it is a what-if from then on.

        Parameters
        ----------
        key : such as ``"pacing.fade_s"``; or a dict of several keys with their values
        value : as a file would give it; one with nothing in it takes out what a file that extends
            another one could, such as a fall: {}

        Raises
        ------
        InputError
            with every fault: unknown keys, values out of range, what does not fit together
        TypeError
            if the scenario does not come from `load`

        Examples
        --------
        >>> import pursuit_sim
        >>> scenario = pursuit_sim.load("beijing-2022-men")
        >>> scenario.replace("races.sf-1.crossing.formation", "push").changes
        ('races.sf-1.crossing.formation',)
        """
        return self.changed({key: value} if isinstance(key, str) else key)

    def changed(self, values: Mapping[str, object] | Sequence[str]) -> Scenario:
        """As `replace`, by keys with their values, or by texts such as "pacing.fade_s=1.4"."""
        if self.again is None:
            raise TypeError("only a scenario from load can be checked anew")
        return self.again(values)

    def _repr_html_(self) -> str:
        every = [(race, each) for race in self.races.values() for each in race.everybody]
        told = [made_up(race, each) for race, each in every]
        rows: list[dict[str, Any]] = [
            {
                "race": race.id,
                "name": race.name,
                "team": each.team.code,
                "side": each.side,
                "time_s" if any(told) else "official_time_s": each.official_time_s,
                **({"known": said} if any(told) else {}),
            }
            for (race, each), said in zip(every, told, strict=True)
        ]
        return html(repr(self), rows)

    def __repr__(self) -> str:
        races = f"{len(self.races)} race{'' if len(self.races) == 1 else 's'}"
        what_if = ", what-if" if self.what_if else ""
        event = f"{self.event.name}, {self.event.discipline}"
        return f"<Scenario {self.source!r}: {event}, {races}{what_if}>"
