"""What an importer is: the one interface that each module of this folder fills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Self

from pursuit_sim.track import Side

# A lap as timing systems measure it along the inner lane: at Heerenveen 2020 the loops of the
# timing lines lay at 193.745 m and every 387.49 m from there.
INNER_LAP_M = 387.49
ON_THE_LINE_M = 1.0  # within which a loop is a timing line
HEADS = "write heads such as Team,Time above a table, with commas, semicolons or tabs between cells"


@dataclass(frozen=True, slots=True)
class Passing:
    """The third skater at a timing line.

    Attributes
    ----------
    laps : skated there
    time_s : [s] from the gun
    key : where the file says so, such as ``[1].laps[3].passageTime``
    file : which says so, where that is another one than that of its result
    """

    laps: float
    time_s: float
    key: str = ""
    file: str = ""


Table = tuple[str, int, str]  # its file, which of that, and its title: two may have the same one


@dataclass(frozen=True, slots=True)
class TeamResult:
    """One team in one race, as a file has it; what it does not have is left out.

    Attributes
    ----------
    key : where the file says so
    team : name or code
    code : code, where the file has both
    time_s : official time [s]; None for a team without
    time_key : where the file says it
    heat : which race of the file; two teams of one heat met
    round : of the event, as its row says it
    distance : what was skated, such as "Men Team Pursuit"
    side : on which straight it started
    gap_s : as published [s]
    passings : in any order
    status : why the team has no valid time, such as "DSQ"; empty where the file says nothing
    time_assumed : whether the time is the last passing's, since no official one is given
    skaters : names, in the order of the file
    event : in which of several events of the file
    division : of a World Cup, "A" or "B"
    other_division : as a column says it, where it is none of a World Cup
    sex : who skated, where the file says it of each team
    incident : what cost time, where the file says only that
    remark : what else the file says of this result
    fall : who fell, and after how many laps, where the file says it
    passings_assumed : whether nobody measured the passings
    facts : of its event, as those of a `Sheet`
    rank : the place, as written
    table : the title of its table and the name of its sheet
    nth_table : which table of its file that is
    masthead : what goes for its table from above an earlier one of its sheet
    category : who skated as written in its row, which may say a class
    laps : of the race, where the file says it of the distance; else 0
    sure : whether its status says that the time counts, whatever is said elsewhere
    marks : of footnotes in its row that no line beside its table explains
    unread_time : the head of a column without a role that may be of the official time
    said_who : texts under other heads or keys that say who skated, each with whom
    lapped : whether its row has laps, which make no passings without an official time
    free_heat : whether its heat is the id of a scenario's race, which says nothing of whose it is
    of_files : those that tell of its race, if they are several; it is called after the first
    """

    key: str
    team: str
    time_s: float | None
    code: str = ""
    time_key: str = ""
    heat: str = ""
    round: str = ""
    distance: str = ""
    side: Side | None = None
    gap_s: float | None = None
    passings: tuple[Passing, ...] = ()
    status: str = ""
    time_assumed: bool = False
    skaters: tuple[str, ...] = ()
    event: str = ""
    division: str = ""
    other_division: str = ""
    sex: str = ""
    incident: str = ""
    remark: str = ""
    fall: tuple[str, float] | None = None
    passings_assumed: bool = False
    facts: tuple[tuple[str, object], ...] = ()
    rank: str = ""
    table: str = ""
    nth_table: int = 0
    masthead: str = ""
    category: str = ""
    laps: int = 0
    sure: bool = False
    marks: tuple[str, ...] = ()
    free_heat: bool = False
    lapped: bool = False
    unread_time: str = ""
    said_who: tuple[tuple[str, str], ...] = ()
    of_files: tuple[str, ...] = ()

    def but(self, **values: Any) -> Self:
        """The same with other values; itself where they are its own, as those of most rows are."""
        same = all(getattr(self, name) == value for name, value in values.items())
        return self if same else replace(self, **values)

    @property
    def of_list(self) -> tuple[str, ...]:
        """What parts the lists in which places are counted."""
        return self.distance, self.event, self.division or self.other_division, self.sex

    @property
    def is_alone(self) -> bool:
        """Whether nothing says whom it met, so that it has a race of its own, or one a round."""
        own = (self.team, self.own_race)
        return self.heat in own or self.heat in (f"{self.table} {each}" for each in own)

    @property
    def own_race(self) -> str:
        """What its race is called where nothing says whom it met in one of several rounds."""
        return f"{self.round} {self.team}".strip()


@dataclass(frozen=True, slots=True)
class LineElsewhere:
    """A line beside a table or a row of a sheet without results, which may say something of a team.

    Attributes
    ----------
    place : where it stands
    text : of all its cells; of a heading with the names below it that have no time
    about : what may say its event, the nearest first: its cells under heads of events, the
        heading or title above it, the name of its sheet
    skater : the one of whom it says something, as a plain text; empty where that is a team
    answered : teams that it names and that stand in the table beside it, which is asked for itself
    of_race : whether it may be of a race of any table of its file: on a sheet without results, and
        nobody stands in a cell of it
    """

    place: str
    text: str
    about: tuple[str, ...] = ()
    skater: str = ""
    answered: tuple[str, ...] = ()
    of_race: bool = False


Found = tuple[str, TeamResult]  # a result and the name of its file


def table_of(found: Found) -> Table:
    """Which table of which file a result stands in, with its title."""
    file, each = found
    return file, each.nth_table, each.table


def files_of(found: Found) -> tuple[str, ...]:
    """The files that tell of a result's race."""
    file, each = found
    return each.of_files or (file,)


def race_of(found: Found) -> tuple[str, str]:
    """What tells the race of a result from all others: the first of its files, and its heat."""
    return files_of(found)[0], found[1].heat


@dataclass(frozen=True, slots=True)
class WrittenTime:
    """A time of minutes and seconds somewhere in a file.

    Attributes
    ----------
    place : where it stands
    row : the whole row, cut short
    text : as written
    time_s : what that means [s]
    """

    place: str
    row: str
    text: str
    time_s: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that one file says, and what a reader of it should know.

    Attributes
    ----------
    results : one a team and race, in the order of the file
    notes : how something was read that may be meant otherwise
    facts : of the event, by the key that a scenario has for them, such as "venue"
    elsewhere : lines beside its tables and rows of sheets without results
    times : all that stand in its tables, and above and below them
    records : what its tables are called, where all are of records
    """

    results: tuple[TeamResult, ...]
    notes: tuple[str, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()
    elsewhere: tuple[LineElsewhere, ...] = ()
    times: tuple[WrittenTime, ...] = ()
    records: tuple[str, ...] = ()


def joined(sheets: Sequence[Sheet]) -> Sheet:
    """Several sheets of one file as one."""
    notes = dict.fromkeys(note for sheet in sheets for note in sheet.notes)
    facts = dict(fact for sheet in sheets for fact in sheet.facts)
    results = tuple(each for sheet in sheets for each in sheet.results)
    elsewhere = tuple(line for sheet in sheets for line in sheet.elsewhere)
    return Sheet(results, tuple(notes), tuple(facts.items()), elsewhere)


@dataclass(frozen=True, slots=True)
class Importer:
    """A format of files with results.

    Attributes
    ----------
    about : a few words for people
    fits : whether a text looks like one, also when it is cut or faulty
    read : the sheet of a text; the second argument is the file's name for messages.
        Raises `InputError` with every fault that it finds
    """

    about: str
    fits: Callable[[str], bool]
    read: Callable[[str, str], Sheet]


@dataclass(frozen=True, slots=True)
class BinaryImporter:
    """A format of files that are no short texts: read as they come.

    Attributes
    ----------
    about : a few words for people
    fits : whether a file that begins with these bytes looks like one
    read : the sheet of a file that is open at its beginning; as of an `Importer`
    """

    about: str
    fits: Callable[[bytes], bool]
    read: Callable[[BinaryIO, str], Sheet]


def text_of(value: object) -> str:
    """A name or a number from a file as text; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return " ".join(str(value).split())
