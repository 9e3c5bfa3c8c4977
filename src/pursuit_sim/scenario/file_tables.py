"""The tables of a scenario file as they are written, format version 1.

These models check the type and range of each key by itself, know its meaning and give
the JSON Schema. What keys must agree on is checked in `resolve`. A key that the file
leaves out is None here; which keys are required is said by `required`, because a file
that extends another one may leave out any of them.
"""

import datetime as dt
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pursuit_sim import event_formats
from pursuit_sim.scenario.fields import (
    MOST_LAPS,
    MOST_LEADS,
    MOST_PASSINGS,
    UNKNOWN,
    Id,
    LeadItem,
    Moment,
    OneOf,
    OrUnknown,
    PassingInMetres,
    PassingItem,
    Text,
    Time,
    TimeOrWord,
    key,
)
from pursuit_sim.scenario.formation import KINDS, SKATERS, Written
from pursuit_sim.scenario.human_limits import FIRST_YEAR
from pursuit_sim.scenario.parameter_tables import Levelled, RinkTable, SkaterTable, Table

FORMAT, VERSION = "pursuit-sim/scenario", 1
SUFFIXES = (".toml",)  # of scenario files
HEADER = ("format", "version")  # required in every file, whatever it extends
MOST_ENTRIES = 1000  # races or teams of one file
_FALL_LAPS = 5.75  # of an example
# Tables of which one key says the whole: it may stand in their place.
SHORT_FORMS = {"formation": "kind", "rink": "hall"}
MOST_NAMED = 50  # skaters of a team (ISU: four)

RecordKind = Annotated[str, Field(pattern="^[A-Z]{2,4}$")]

_TEXT = "a short text in quotation marks"
_DATE = f"a date from {FIRST_YEAR} on, such as 2022-02-15, without quotation marks"
_FIRST = dt.date(FIRST_YEAR, 1, 1)
_TIME = 'a time such as "3:38.08" (with quotation marks) or a number of seconds'
OUTCOME = (
    'a time such as "3:38.08" (with quotation marks) or a number of seconds; '
    f'or "{UNKNOWN}" where nobody published it'
)
_STATUSES = ", ".join(f'"{word}" {text}' for word, text in event_formats.STATUSES.items())
_NAMES = "a list of names in quotation marks"
_ROUNDS = ", ".join(each.written for each in event_formats.stages())
*_FORMATS, _LAST_FORMAT = event_formats.FORMATS.values()
_GAP = "a number of seconds from 0 to 600, such as 0.77"


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
    date: dt.date | None = key("day of the decision", _DATE, ge=_FIRST)
    venue: Text | None = key("the hall", _TEXT)
    city: Text | None = key("where the hall is", _TEXT)
    games: bool | None = key(
        "Olympic Games, where alone an OR can fall; by default if the rounds are Olympic or an OR "
        "is published",
        "true or false",
    )
    sources: list[Text] | None = key(
        "where the facts come from", "a list of texts in quotation marks", max_length=100
    )


class RecordTable(Table):
    """A record that stood before the event; leave out what is unknown."""

    required: ClassVar[tuple[str, ...]] = ("kind", "time")

    kind: RecordKind | None = key(
        "WR world, OR Olympic, TR track record, NR national record, PB or SB personal or season "
        "best of a team, or another",
        'capitals such as "WR"',
    )
    time: Time | None = key("the time", _TIME)
    team: Text | None = key(
        "who holds it; NR, PB and SB are this team's alone, by its code or name in [teams]", _TEXT
    )
    skaters: list[Text] | None = key("the three", _NAMES, max_length=10)
    place: Text | None = key("where it was set", _TEXT)
    date: dt.date | None = key("when it was set", _DATE, ge=_FIRST)


class TeamTable(Levelled):
    """A team; the key of the table is its code."""

    name: Text | None = key("full name, by default the code", _TEXT)
    colour: Annotated[str, Field(pattern="^#[0-9A-Fa-f]{6}$")] | None = key(
        "suit colour, by default one of eight in turn", 'a colour such as "#d7203b"'
    )
    skaters: list[Text] | None = key(
        "everybody named, substitutes included; left out only where no line-up is known",
        "a list of three or more names",
        {"minItems": SKATERS},
        max_length=MOST_NAMED,
    )
    family_first: bool | None = key(
        "names are written family name first, as in China and Korea; tells which part of a "
        "name a label shows",
        "true or false",
    )
    bodies: dict[Text, SkaterTable] | None = key(
        "what single skaters bring, by name (power model)",
        'tables such as [teams.NED.bodies."Sven Kramer"]',
        max_length=MOST_NAMED,
    )


class FormationTable(Table):
    """Who leads, for how long, and whether those behind push."""

    kind: Written | None = key(
        "short form, with the usual turns; unknown: not published, shown as a rotation",
        f"one of {', '.join(KINDS)}, or {UNKNOWN}",
    )
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

    skater: Text | None = key(
        "who fell", "a name of the line-up; where it is not known who, or where, an `incident`"
    )
    laps: float | None = key(
        "laps that they had skated, on the third skater's way",
        f"a number of laps inside the race, such as {_FALL_LAPS}",
        gt=0,
        lt=MOST_LAPS,
    )


class EntryTable(Levelled):
    """A team in a race, on the finish or on the crossing side."""

    required: ClassVar[tuple[str, ...]] = ("team",)

    team: Text | None = key("code of the team", "a code from [teams]")
    lineup: Annotated[list[Text] | str, OrUnknown(list[Text])] | None = key(
        "the three on the ice, front to back at the start; a surname is enough",
        f'a list of exactly three names, front to back, or "{UNKNOWN}"',
        {"minItems": SKATERS, "maxItems": SKATERS},
    )
    time: TimeOrWord | None = key(
        "official time of the third skater; left out beside a status, or where the gap to the "
        "other team of a knock-out or a single race is known: then it is the other's time and it",
        OUTCOME,
    )
    status: Annotated[str, OneOf(lambda: event_formats.STATUSES)] | None = key(
        "why there is no valid time", f"one of {_STATUSES}"
    )
    remark: Text | None = key("where, or why", _TEXT)
    incident: Text | None = key(
        "what cost time where who, where or how is not known; the time counts, the run is not "
        "replayed",
        'a text such as "a fall; who and where was not published"',
    )
    counts: bool | None = key(
        "false for a run that does not count, since the team skated again; true by default",
        "true or false",
    )
    tie_break: int | None = key(
        "order among equal times, where thousandths that were not published decided it; or of the "
        "two teams of a race whose times are unknown, where it is known who won",
        "1 for the first of them, 2 for the next",
        ge=1,
        le=MOST_ENTRIES,
    )
    gap: float | None = key(
        "gap as it was published",
        "a number of seconds from 0 to 600, such as 2.38",
        ge=0,
        le=600,
    )
    records: list[RecordKind] | None = key(
        "records as which this time was published", 'a list such as ["OR", "TR"]', max_length=10
    )
    formation: FormationTable | None = key(
        "who leads: a kind, or a table with leads and push",
        f"one of {', '.join((*KINDS, UNKNOWN))}, or a table such as "
        "{ push = false, leads = [...] }",
    )
    fall: FallTable | None = key(
        "a fall: who, and where; it needs a known passing before it, and none after it",
        f'a table such as {{ skater = "Nana Takagi", laps = {_FALL_LAPS} }}',
    )
    splits: list[PassingItem] | None = key(
        "known passings of the third skater as [laps skated, time], anywhere; met exactly",
        'a list such as [[4.5, "2:03.79"], [6.5, "2:57.19"]], rising',
        max_length=MOST_PASSINGS,
    )
    passings_m: list[PassingInMetres] | None = key(
        "the same as [metres along the lap line, time], 387.36 m a lap, instead of splits",
        'a list such as [[43.65, 6.954], [82.96, "10.543"]], rising',
        max_length=MOST_PASSINGS,
    )
    laps_s: list[Time] | None = key(
        "all lap times, instead of splits; they may be cut or rounded",
        "a list with one time for each lap",
        max_length=MOST_LAPS,
    )
    splits_s: list[Time] | None = key(
        "all half-lap passings from the gun, instead of splits",
        "a list with one rising time for each half-lap",
        max_length=2 * MOST_LAPS,
    )
    model_splits: list[PassingItem] | None = key(
        "passings that a model made, beside those that are known, as a tuned race is saved: met "
        "exactly, and told as the model's",
        "a list such as [[0.5, 18.28], [1, 32.14]], rising",
        max_length=MOST_PASSINGS,
    )


class GapTable(Table):
    """A gap between the two teams of a race that somebody saw or published."""

    required: ClassVar[tuple[str, ...]] = ("laps", "ahead")

    laps: float | None = key(
        "where: laps that each of the two had skated",
        "a number of laps inside the race, such as 4.5",
        gt=0,
        le=MOST_LAPS,
    )
    ahead: Text | None = key("who was ahead there; alone, nothing says by how much", "a code")
    by: float | None = key(
        "by how much",
        _GAP,
        ge=0,
        le=600,
    )
    at_least: float | None = key("by no less than this", _GAP, ge=0, le=600)
    at_most: float | None = key("by no more than this", _GAP, ge=0, le=600)


class RaceTable(Table):
    """A race; the key of the table is its id. One side may be left out: a solo run."""

    round: Annotated[str, OneOf(event_formats.rounds)] | None = key(
        "where it belongs", f"one of {_ROUNDS}, or {event_formats.NO_ROUND}"
    )
    division: Annotated[str, OneOf(event_formats.division_names)] | None = key(
        "where it belongs in a World Cup", '"A" or "B"'
    )
    name: Text | None = key("title, by default made from the id", _TEXT)
    start: Moment | None = key(
        "day, or day and time",
        f"a date from {FIRST_YEAR} on, such as 2022-02-15 or 2022-02-15T14:52:00, without "
        "quotation marks",
    )
    skated: bool | None = key(
        "false for a race that was not skated: a walk-over, or a team withdrew", "true or false"
    )
    remark: Text | None = key("why it was not skated", _TEXT)
    finish: EntryTable | None = key("the team that starts on the finish side", "a table")
    crossing: EntryTable | None = key("the team that starts on the crossing side", "a table")
    gaps: list[GapTable] | None = key(
        "gaps between the two on the way; what nobody timed is bent to meet them",
        'a list such as [{ laps = 4.5, ahead = "NOR", by = 0.77 }]',
        max_length=MOST_PASSINGS,
    )


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
