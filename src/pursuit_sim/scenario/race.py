"""One race, complete: what `simulate` needs and nothing else.

A `Race` is resolved from a scenario: every parameter has been chosen from the nearest
level, every name checked. Past this door the types are trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.parameters import Form, Pacing, Rink, Train
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.track import Oval, Side

# All defaults; made without validators, which are slow to build on import.
_PACING, _TRAIN = Pacing.model_construct(), Train.model_construct()
_FORM = Form.model_construct()
_EFFORT, _BODY = Effort.model_construct(), Body.model_construct()


@dataclass(frozen=True, slots=True)
class Team:
    """A team.

    Attributes
    ----------
    code : short code, such as "NOR"
    name : full name
    colour : suit colour as "#rrggbb"
    skaters : everybody named for the event, substitutes included
    family_first : names are written family name first, as in China and Korea
    """

    code: str
    name: str
    colour: str
    skaters: tuple[str, ...] = ()
    family_first: bool = False


@dataclass(frozen=True, slots=True)
class Split:
    """A known passing time of the third skater.

    Attributes
    ----------
    half_lap : number of the timing line, 1 … 2 × laps
    time_s : [s] from the gun
    """

    half_lap: int
    time_s: float


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall in a race; the other two skate on.

    Attributes
    ----------
    skater : of the line-up, 0 … 2
    laps : that they had skated when they fell
    """

    skater: int
    laps: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One team in one race.

    Attributes
    ----------
    team : who
    side : the straight on which it starts and finishes
    lineup : three names, front to back at the start
    formation : who leads, for how long, push or not
    official_time_s : time of the third skater [s]
    official_gap_s : the gap as published [s], its own fact; None where none was published
    published_records : records this result was published as, such as ("OR", "TR")
    splits : known passing times, rising; met exactly
    fall : of one of its skaters, or None; after the last known passing
    pacing, train, form, effort : the parameters, from the nearest level that gives them
    bodies : what each skater of the line-up brings (power model)
    assumed : keys of this entry that are assumptions, not published facts
    """

    team: Team
    side: Side
    lineup: tuple[str, str, str]
    formation: Formation
    official_time_s: float
    official_gap_s: float | None = None
    published_records: tuple[str, ...] = ()
    splits: tuple[Split, ...] = ()
    fall: Fall | None = None
    pacing: Pacing = _PACING
    train: Train = _TRAIN
    form: Form = _FORM
    effort: Effort = _EFFORT
    bodies: tuple[Body, Body, Body] = (_BODY, _BODY, _BODY)
    assumed: tuple[str, ...] = ()

    def with_effort(self, **values: object) -> Entry:
        """The entry with some values of its effort changed, by name; they are not checked."""
        return replace(self, effort=self.effort.model_copy(update=values))

    @property
    def spacing_m(self) -> float:
        """Distance from skater to skater in the train [m]."""
        return self.train.spacing(self.formation.push)


@dataclass(frozen=True, slots=True)
class Race:
    """One race.

    Attributes
    ----------
    id : such as "final-a"
    name : such as "Final A"
    round : such as "quarterfinal" or "final-a"; "race" if it belongs to none
    start : date, or date and time, as the scenario gives it; may be empty
    laps : of 387.36 m each
    rink : geometry, air and ice
    entries : one or two, finish side first
    """

    id: str
    name: str
    round: str
    start: str
    laps: int
    rink: Rink
    entries: tuple[Entry, ...]

    @property
    def oval(self) -> Oval:
        """The track."""
        return Oval(self.rink.inner_radius_m)

    @property
    def half_laps(self) -> int:
        """Number of timing lines a team passes."""
        return 2 * self.laps

    @property
    def distance_m(self) -> float:
        """Length of the race on the lap line [m]."""
        return self.laps * self.oval.lap_m

    @property
    def title(self) -> str:
        """Such as "Final A: NOR v ROC"."""
        return f"{self.name}: {' v '.join(entry.team.code for entry in self.entries)}"

    def by_team(self) -> Mapping[str, int]:
        """Index of each team's entry by its code."""
        return {entry.team.code: i for i, entry in enumerate(self.entries)}
