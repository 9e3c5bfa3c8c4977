"""One race, complete: what `simulate` needs and nothing else.

A `Race` is resolved from a scenario, all chosen and checked. Past this door types are trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pursuit_sim.event_formats import FINISHED, NOT_SKATED
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.scenario import missing
from pursuit_sim.scenario.formation import Formation
from pursuit_sim.scenario.parameters import Form, Pacing, Rink, Train
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.race_facts import Fall, Fell, Gap, Split, Team
from pursuit_sim.track import Oval, Side
from pursuit_sim.units import format_time

__all__ = [
    "PASSING_KEYS", "SIDE", "STAYED_AWAY", "TIMED_KEYS", "Entry", "Fall", "Fell", "Gap", "Listed",
    "Race", "Split", "Team",
]  # fmt: skip

TIMED_KEYS = ("splits", "passings_m", "laps_s", "splits_s")  # of an entry
PASSING_KEYS = (*TIMED_KEYS, "model_splits")
STAYED_AWAY = (NOT_SKATED, "DNS")  # of statuses: who skated nothing of the race
SIDE = "side"  # among what is assumed of an entry: where it started

# What is said of a formation of which something is assumed, the gravest first.
_DOUBTS = {
    "formation": "assumed",
    "lineup": "order assumed",
    "formation.leads": "turns assumed",
}

# All defaults; made without validators, which are slow to build on import.
_PACING, _TRAIN, _FORM = Pacing.model_construct(), Train.model_construct(), Form.model_construct()
_EFFORT, _BODY = Effort.model_construct(), Body.model_construct()


@dataclass(frozen=True, slots=True, repr=False)
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
    splits : known passing times before the finish, and those that a model made, rising; met exactly
    splits_note : how they were made to agree with the official time; empty where they did
    fall : of one of its skaters, or None; after the last known passing
    pacing, train, form, effort : the parameters, from the nearest level that gives them
    bodies : what each skater of the line-up brings (power model)
    assumed : keys of this entry that are assumptions, not published facts; `SIDE` among them
    lineup_known : whether the line-up was published; else its names are stand-ins
    derived_from : source of the time that, with a gap, gave the official one; else empty
    counts : whether the run counts; it does not where the team skated again
    tie_break : order among equal times, or None
    remark : where, or why; may be empty
    was : the race when this time was skated, if a what-if changed rink or skaters since, else None
    """

    team: Team
    side: Side
    lineup: tuple[str, str, str]
    formation: Formation
    official_time_s: float
    official_gap_s: float | None = None
    published_records: tuple[str, ...] = ()
    splits: tuple[Split, ...] = ()
    splits_note: str = ""
    fall: Fall | None = None
    pacing: Pacing = _PACING
    train: Train = _TRAIN
    form: Form = _FORM
    effort: Effort = _EFFORT
    bodies: tuple[Body, Body, Body] = (_BODY, _BODY, _BODY)
    assumed: tuple[str, ...] = ()
    lineup_known: bool = True
    derived_from: str = ""
    counts: bool = True
    tie_break: int | None = None
    remark: str = ""
    was: Race | None = None

    def __repr__(self) -> str:
        said = f"{self.caption}, {format_time(self.official_time_s)}"
        return spelt_out(f"<Entry {self.team.code}, {', '.join(self.lineup)}: {said}>")

    @property
    def timed(self) -> tuple[Split, ...]:
        """The known passings that are facts, not assumptions."""
        every = () if {*TIMED_KEYS} & {*self.assumed} else self.splits
        return tuple(each for each in every if each.timed)

    @property
    def fell(self) -> Fell | None:
        """Who fell where; None where nobody did."""
        return Fell(self.lineup[self.fall.skater], self.fall.laps) if self.fall else None

    def all_known(self, half_laps: int) -> bool:
        """Whether every passing of a timing line is known, of a race of so many half-laps."""
        return {*range(1, half_laps)} <= {each.half_lap for each in self.splits}

    @property
    def turns_doubt(self) -> str:
        """Why nobody should take a change of leader for a fact; empty where it is one."""
        if not self.formation.known:
            return "formation not known"
        return "assumed" if {"formation", "formation.leads", "lineup"} & {*self.assumed} else ""

    @property
    def caption(self) -> str:
        """The formation's label for pictures, with what of it nobody published."""
        if not self.formation.known:
            return self.formation.caption
        doubted = {*self.assumed} - ({"lineup"} if not self.lineup_known else set())
        word = next((word for key, word in _DOUBTS.items() if key in doubted), "")
        return f"{self.formation.label}, {word}" if word else self.formation.label

    def with_effort(self, **values: object) -> Entry:
        """The entry with some values of its effort changed, by name; they are not checked."""
        return replace(self, effort=self.effort.model_copy(update=values))

    @property
    def spacing_m(self) -> float:
        """Distance from skater to skater in the train [m]."""
        return self.train.spacing(self.formation.push)


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """One team in one race that is listed and cannot be replayed.

    Attributes
    ----------
    team, side : who, and the straight on which it was to start
    status : "finished", one of `STATUSES`, "not skated", or "unknown"
    remark : where, or why; may be empty
    incident : what cost time, where who, where or how is not known; may be empty
    lineup : front to back; empty where it is not known
    formation : its label; empty where it is not known
    official_time_s : time of the third skater [s]; None where there is none
    official_gap_s : the gap as published [s], or None
    published_records : records this result was published as
    derived_from, counts, tie_break, assumed, form, was : as in `Entry`
    fell : who fell where, or None
    run : its run as far as it is known, its passings too, as if it counted; what of it is not known
        throughout is made up. None where nothing is known
    """

    team: Team
    side: Side
    status: str
    remark: str = ""
    incident: str = ""
    lineup: tuple[str, ...] = ()
    formation: str = ""
    official_time_s: float | None = None
    official_gap_s: float | None = None
    published_records: tuple[str, ...] = ()
    derived_from: str = ""
    counts: bool = True
    tie_break: int | None = None
    assumed: tuple[str, ...] = ()
    form: Form = _FORM
    was: Race | None = None
    fell: Fell | None = None
    run: Entry | None = None

    @property
    def throughout(self) -> bool:
        """Whether its run is known as that of a team that is replayed, to the finish."""
        timed = self.official_time_s is not None and not self.incident
        return self.run is not None and timed and self.run.fell == self.fell

    def __repr__(self) -> str:
        return spelt_out(f"<Listed {self.team.code}: {self.status}>")

    @property
    def word(self) -> str:
        """What stands in place of a time in titles and tables, such as "DNF"."""
        return {FINISHED: "", "unknown": "time unknown"}.get(self.status, self.status)

    @property
    def told(self) -> str:
        """Who is missing from a replay, in few words, such as "NED DNF" or "NED DNF (assumed)"."""
        doubt = f" ({self.doubt})" if self.doubt else ""
        return f"{self.team.code} {self.word or 'not replayed'}{doubt}"

    @property
    def doubt(self) -> str:
        """The word beside what became of it: "assumed" where nobody published that; else empty."""
        return missing.doubt(self.status, self.official_time_s, self.assumed)

    @property
    def why(self) -> str:
        """Why there is no replay: "NED did not finish (fell in lap 3)"; and a time beside that."""
        told = self.incident if self.status == FINISHED else self.remark
        code, time_s = self.team.code, self.official_time_s
        return missing.why(code, self.status, told, time_s, self.assumed)


@dataclass(frozen=True, slots=True, repr=False)
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
    entries : what can be replayed: none, one or two, finish side first
    listed : what can not: none, one or two, finish side first
    gaps : known gaps between the two, by distance; see `whole_race` for those that can be met
    division : "A" or "B" in a World Cup; empty elsewhere
    what_if : whether it is of a scenario that is one; see `Scenario`
    changed : keys of its table that were changed then, such as "crossing.time"
    as_told : the race as it was first told; None: as it is
    other_track : whether its rink is another track then than that of the event; see `tracks`
    """

    id: str
    name: str
    round: str
    start: str
    laps: int
    rink: Rink
    entries: tuple[Entry, ...]
    listed: tuple[Listed, ...] = ()
    gaps: tuple[Gap, ...] = ()
    division: str = ""
    what_if: bool = field(default=False, compare=False)
    changed: tuple[str, ...] = field(default=(), compare=False)
    as_told: Race | None = field(default=None, compare=False)
    other_track: bool = field(default=False, compare=False)

    def __repr__(self) -> str:
        return spelt_out(f"<Race {self.id!r}: {self.title}>")

    @property
    def place(self) -> str:
        """Its name, and whether it is of a what-if, such as "Final A (what-if)"."""
        return f"{self.name}{' (what-if)' if self.what_if else ''}"

    @property
    def everybody(self) -> tuple[Entry | Listed, ...]:
        """Who is in it, finish side first."""
        both: list[Entry | Listed] = [*self.entries, *self.listed]
        return tuple(sorted(both, key=lambda each: each.side != "finish"))

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
        """Its place and who is in it, whoever is not replayed with their status."""
        return f"{self.place}: {' v '.join(map(_named, self.everybody))}"

    @property
    def skated(self) -> bool:
        """Whether anybody skated it, as far as is known."""
        stayed_away = (NOT_SKATED, "DNS", "WDR")
        return bool(self.entries) or any(each.status not in stayed_away for each in self.listed)

    @property
    def unseen(self) -> str:
        """Why it cannot be replayed, or who of it; empty where everybody can."""
        return "; ".join(each.why for each in self.listed)

    def by_team(self) -> Mapping[str, int]:
        """Index of each team's entry by its code."""
        return {entry.team.code: i for i, entry in enumerate(self.entries)}


def _named(each: Entry | Listed) -> str:
    words = (each.word, each.doubt) if isinstance(each, Listed) else ()
    told = ", ".join(filter(None, words))
    return f"{each.team.code} ({told})" if told else each.team.code
