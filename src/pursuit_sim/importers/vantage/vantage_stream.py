"""The live timing stream of Vantage: JSON, one event a line, as its recorder saves it.

Read are `DistanceActivatedEvent` and `CompetitionActivatedEvent` (what is skated, where),
`HeatActivatedEvent` (who meets whom), `RaceLapAddedEvent` (a lap as it is skated),
`HeatClearedEvent` (the clock is set back) and `HeatCommittedEvent` (the official result,
which is worth more than all before it). Times are whole numbers of 100 ns. Laps of a team
pursuit are half-laps. ``estimatedLaps`` are a schedule or a forecast, and are never read.

Lines of other events are not even parsed, so that a recording of a whole day is read about
as fast as it comes off the disk; of a line that counts only what is needed is kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any, BinaryIO

from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import BinaryImporter, Sheet, text_of
from pursuit_sim.importers.vantage.vantage_heats import Heats
from pursuit_sim.importers.words.cell_door import no_number, whole_number

LONGEST_LINE_BYTES = 4 << 20  # a competition with everything in it takes 20 KB, a heat 60 KB
_MOST_TYPES = 50  # of events that are not known, told by name
_TAIL_BYTES = 200  # where an event's own type stands
_TYPE = re.compile(rb'"typeName"\s*:\s*"(\w{1,80})"')
_COMPETITION = re.compile(rb'"competitionId"\s*:\s*"([^"]{1,80})"')
_CHANGES = {
    b"CompetitionActivatedEvent", b"DistanceActivatedEvent", b"HeatActivatedEvent",
    b"HeatClearedEvent", b"HeatCommittedEvent", b"RaceLapAddedEvent",
}  # fmt: skip
# Known, and not needed: what they say is in the events above too.
_OTHERS = {
    b"DistanceDeactivatedEvent", b"HeatDeactivatedEvent", b"HeatStartedEvent",
    b"InstanceSwitchedEvent", b"LastPresentedRaceLapChangedEvent", b"LastRaceSpeedChangedEvent",
    b"RaceLapPassingAddedEvent", b"RaceLapUpdatedEvent", b"RacePassingAddedEvent",
    b"RacePassingUpdatedEvent",
}  # fmt: skip
_BEGINS = re.compile(rb'\s*\{\s*"(?:_time|typeName|competitionId)"')


def fits(head: bytes) -> bool:
    """Whether it begins with an event."""
    line = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    event = b'"typeName"' in line or b'"competitionId"' in line
    return _BEGINS.match(line) is not None or (line.lstrip()[:1] == b"{" and event)


def read(file: BinaryIO, where: str) -> Sheet:
    """Every team pursuit of a stream, line by line."""
    heats = Heats(where)
    unknown: Counter[str] = Counter()
    competitions: set[bytes] = set()
    cut = ""
    number = 0
    while line := file.readline(LONGEST_LINE_BYTES + 1):
        number += 1
        if len(line) > LONGEST_LINE_BYTES:
            problem = f"is longer than {LONGEST_LINE_BYTES >> 20} MiB"
            raise InputError.single(where, f"line {number}", problem, "write an event a line")
        type_ = _type(line)
        if type_ in _OTHERS or not line.strip():
            continue
        if type_ not in _CHANGES and type_.endswith(b"Event"):
            _count(unknown, type_.decode("ascii"))
            continue
        if type_ == b"CompetitionActivatedEvent":
            # It is sent again and again, with the same.
            named = _COMPETITION.findall(line)[-1:]
            if named and named[0] in competitions:
                continue
            competitions.update(named[:100])
        try:
            event = _parsed(line, number)
        except _LineError as error:
            if line.endswith(b"\n"):
                remedy = "take the line out, or save the recording again"
                raise InputError.single(where, f"line {number}", str(error), remedy) from None
            cut = f"line {number}, the last, is cut: what it says is left out"
            break
        name = text_of(event.get("typeName"))
        if name.encode() in _CHANGES:
            heats.take(name, event, number)
        elif name.encode() not in _OTHERS:
            _count(unknown, name or "without a type")
    if number == 0:
        raise InputError.single(where, "", "is empty", "save it again")
    notes = [cut] if cut else []
    if unknown:
        said = ", ".join(f"{name} ({count})" for name, count in unknown.most_common())
        notes.append(f"events of unknown types are left out: {said}")
    return heats.sheet(notes)


class _LineError(ValueError):
    """A line is no event."""


def _type(line: bytes) -> bytes:
    """The type of an event, where it can be told without parsing; else empty.

    It stands last in most streams. A type within an event, as competitors have one, is no
    event's.
    """
    found = _TYPE.findall(line, max(0, len(line) - _TAIL_BYTES))
    return found[-1] if found and found[-1].endswith(b"Event") else b""


def _parsed(line: bytes, number: int) -> dict[str, Any]:
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    try:
        event = json.loads(line.decode("utf-8"), parse_constant=no_number, parse_int=whole_number)
    except UnicodeDecodeError:
        raise _LineError("is not a text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise _LineError(f"is not JSON: {error.msg}") from None
    except (ValueError, RecursionError) as error:
        raise _LineError(f"is not JSON: {error}") from None
    if not isinstance(event, dict):
        raise _LineError("is no event: found no {…}")
    return event


def _count(unknown: Counter[str], name: str) -> None:
    unknown[name if name in unknown or len(unknown) < _MOST_TYPES else "others"] += 1


IMPORTER = BinaryImporter("the live timing stream of Vantage, an event a line", fits, read)
