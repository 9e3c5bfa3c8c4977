"""The tables of a scenario file as they are written, format version 1.

These models check the type and range of each key by itself, know its meaning and give
the JSON Schema. What keys must agree on is checked in `resolve`. A key that the file
leaves out is None here; which keys are required is said by `required`, because a file
that extends another one may leave out any of them.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from pursuit_sim import event_formats
from pursuit_sim.scenario.fields import (
    MOST_LAPS,
    MOST_LEADS,
    Id,
    LeadItem,
    Moment,
    OneOf,
    PassingItem,
    Text,
    Time,
    key,
)
from pursuit_sim.scenario.formation import KINDS, SKATERS, Kind
from pursuit_sim.scenario.parameters import Form, Pacing, Rink, Train
from pursuit_sim.scenario.physics import Body, Effort

FORMAT, VERSION = "pursuit-sim/scenario", 1
SUFFIXES = (".toml",)  # of scenario files
HEADER = ("format", "version")  # required in every file, whatever it extends
MOST_ENTRIES = 1000  # races or teams of one file
_FALL_LAPS = 5.75  # of an example
MOST_NAMED = 50  # skaters of a team (ISU: four)

RecordKind = Annotated[str, Field(pattern="^[A-Z]{2,4}$")]

_TEXT = "a short text in quotation marks"
_DATE = "a date such as 2022-02-15, without quotation marks"
_TIME = 'a time such as "3:38.08" (with quotation marks) or a number of seconds'
_NAMES = "a list of names in quotation marks"
_ROUNDS = ", ".join(each.written for each in event_formats.stages())
*_FORMATS, _LAST_FORMAT = event_formats.FORMATS.values()
_ASSUMED = key(
    "keys of this table whose values are assumptions, not published facts",
    'a list of keys of this table, such as ["lineup"]',
    max_length=50,
)


class Table(BaseModel):
    """A table of the file; unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)
    required: ClassVar[tuple[str, ...]] = ()

    assumed: list[Text] | None = _ASSUMED


class BodyTable(Body):
    """What a skater brings to the line (power model)."""

    assumed: list[Text] | None = _ASSUMED


class EffortTable(Effort):
    """How a team turns power into speed (power model)."""

    assumed: list[Text] | None = _ASSUMED


class RinkTable(Rink):
    """The hall."""

    assumed: list[Text] | None = _ASSUMED


class PacingTable(Pacing):
    """How a known final time is spread over the laps."""

    assumed: list[Text] | None = _ASSUMED


class TrainTable(Train):
    """How the three skate behind each other."""

    assumed: list[Text] | None = _ASSUMED


class FormTable(Form):
    """How a team's day goes."""

    assumed: list[Text] | None = _ASSUMED


class Levelled(Table):
    """A table in which parameters may be given: the nearest to an entry wins, key by key."""

    pacing: PacingTable | None = key("how a time is spread over the laps", "a table")
    train: TrainTable | None = key("how the three skate behind each other", "a table")
    form: FormTable | None = key("how a team's day goes, for chances of places", "a table")
    body: BodyTable | None = key("what each skater brings (power model)", "a table")
    effort: EffortTable | None = key("how a team spends its power (power model)", "a table")


class EventTable(Table):
    """What was skated, where and when."""

    required: ClassVar[tuple[str, ...]] = ("name", "sex", "laps")

    name: Text | None = key("name of the event", _TEXT)
    discipline: Text | None = key("by default “Men's team pursuit” or “Women's …”", _TEXT)
    sex: Literal["men", "women"] | None = key("who skates", '"men" or "women"')
    laps: int | None = key(
        "laps of a race: 8 for men, 6 for women",
        f"a whole number from 1 to {MOST_LAPS}",
        ge=1,
        le=MOST_LAPS,
    )
    rounds: Annotated[str, OneOf(lambda: event_formats.FORMATS)] | None = key(
        f"how races belong together: {', '.join(each.about for each in _FORMATS)}, "
        f"or {_LAST_FORMAT.about} (the default)",
        ", ".join(f'"{each.name}"' for each in _FORMATS) + f' or "{_LAST_FORMAT.name}"',
    )
    date: dt.date | None = key("day of the decision", _DATE)
    venue: Text | None = key("the hall", _TEXT)
    city: Text | None = key("where the hall is", _TEXT)
    sources: list[Text] | None = key(
        "where the facts come from", "a list of texts in quotation marks", max_length=100
    )


class RecordTable(Table):
    """A record that stood before the event; leave out what is unknown."""

    required: ClassVar[tuple[str, ...]] = ("kind", "time")

    kind: RecordKind | None = key(
        "WR world, OR Olympic, TR track record, or another", 'capitals such as "WR"'
    )
    time: Time | None = key("the time", _TIME)
    team: Text | None = key("who holds it", _TEXT)
    skaters: list[Text] | None = key("the three", _NAMES, max_length=10)
    place: Text | None = key("where it was set", _TEXT)
    date: dt.date | None = key("when it was set", _DATE)


class TeamTable(Levelled):
    """A team; the key of the table is its code."""

    required: ClassVar[tuple[str, ...]] = ("skaters",)

    name: Text | None = key("full name, by default the code", _TEXT)
    colour: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] | None = key(
        "suit colour, by default one of eight in turn", 'a colour such as "#d7203b"'
    )
    skaters: list[Text] | None = key(
        "everybody named, substitutes included",
        "a list of three or more names",
        {"minItems": SKATERS},
        max_length=MOST_NAMED,
    )
    family_first: bool | None = key(
        "names are written family name first, as in China and Korea; tells which part of a "
        "name a label shows",
        "true or false",
    )
    bodies: dict[Text, BodyTable] | None = key(
        "what single skaters bring, by name (power model)",
        'tables such as [teams.NED.bodies."Sven Kramer"]',
        max_length=MOST_NAMED,
    )


class FormationTable(Table):
    """Who leads, for how long, and whether those behind push."""

    kind: Kind | None = key("short form, with the usual turns", f"one of {', '.join(KINDS)}")
    leads: list[LeadItem] | None = key(
        "turns in front, in order, as [name, laps]; they add up to the race",
        'a list such as [["Sven Kramer", 2.5], ["Patrick Roest", 5.5]]',
        min_length=1,
        max_length=MOST_LEADS,
    )
    push: bool | None = key("whether the two behind push", "true or false")


class FallTable(Table):
    """A fall in the race; the others skate on, the clock waits for whoever fell."""

    required: ClassVar[tuple[str, ...]] = ("skater", "laps")

    skater: Text | None = key("who fell", "a name of the line-up; a surname is enough")
    laps: float | None = key(
        "laps that they had skated, on the third skater's way",
        f"a number of laps inside the race, such as {_FALL_LAPS}",
        gt=0,
        lt=MOST_LAPS,
        allow_inf_nan=False,
    )


class EntryTable(Levelled):
    """A team in a race, on the finish or on the crossing side."""

    required: ClassVar[tuple[str, ...]] = ("team", "lineup", "time", "formation")

    team: Text | None = key("code of the team", "a code from [teams]")
    lineup: list[Text] | None = key(
        "the three on the ice, front to back at the start; a surname is enough",
        "a list of exactly three names, front to back",
        {"minItems": SKATERS, "maxItems": SKATERS},
    )
    time: Time | None = key("official time of the third skater", _TIME)
    gap: float | None = key(
        "gap as it was published",
        "a number of seconds from 0 to 600, such as 2.38",
        ge=0,
        le=600,
        allow_inf_nan=False,
    )
    records: list[RecordKind] | None = key(
        "records as which this time was published", 'a list such as ["OR", "TR"]', max_length=10
    )
    formation: FormationTable | None = key(
        "who leads: a kind, or a table with leads and push",
        f"one of {', '.join(KINDS)}, or a table such as {{ push = false, leads = [...] }}",
    )
    fall: FallTable | None = key(
        "a fall: who, and where; it needs a known passing before it, and none after it",
        f'a table such as {{ skater = "Nana Takagi", laps = {_FALL_LAPS} }}',
    )
    splits: list[PassingItem] | None = key(
        "known passings of the third skater as [laps skated, time]; met exactly",
        'a list such as [[4.5, "2:03.79"], [6.5, "2:57.19"]], rising, in half-laps',
        max_length=2 * MOST_LAPS,
    )
    laps_s: list[Time] | None = key(
        "all lap times, instead of splits",
        "a list with one time for each lap",
        max_length=MOST_LAPS,
    )
    splits_s: list[Time] | None = key(
        "all half-lap passings from the gun, instead of splits",
        "a list with one rising time for each half-lap",
        max_length=2 * MOST_LAPS,
    )


class RaceTable(Table):
    """A race; the key of the table is its id. One side may be left out: a solo run."""

    round: Annotated[str, OneOf(event_formats.rounds)] | None = key(
        "where it belongs", f"one of {_ROUNDS}, or {event_formats.NO_ROUND}"
    )
    name: Text | None = key("title, by default made from the id", _TEXT)
    start: Moment | None = key(
        "day, or day and time",
        "a date such as 2022-02-15 or 2022-02-15T14:52:00, without quotation marks",
    )
    finish: EntryTable | None = key("the team that starts on the finish side", "a table")
    crossing: EntryTable | None = key("the team that starts on the crossing side", "a table")


class FileTable(Levelled):
    """The whole file."""

    required: ClassVar[tuple[str, ...]] = ("event", "teams", "races")

    format: Literal["pursuit-sim/scenario"] | None = key("says what the file is", f'"{FORMAT}"')
    version: Literal[1] | None = key("version of the format", f"{VERSION}")
    extends: Text | None = key(
        "another scenario of which this file says only what differs",
        "the name of a bundled scenario or a path relative to this file",
    )
    event: EventTable | None = key("what was skated", "a table [event]")
    rink: RinkTable | None = key("the hall", "a table [rink]")
    records: list[RecordTable] | None = key(
        "standing before the event", "tables [[records]]", max_length=100
    )
    teams: dict[Id, TeamTable] | None = key(
        "the teams by code",
        "tables such as [teams.NOR]",
        min_length=1,
        max_length=MOST_ENTRIES,
    )
    races: dict[Id, RaceTable] | None = key(
        "the races by id, in order",
        "tables such as [races.final-a]",
        min_length=1,
        max_length=MOST_ENTRIES,
    )
