"""A team in a heat of a Vantage stream: its laps, its time and whether that is valid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import INNER_LAP_M, ON_THE_LINE_M, Passing, text_of
from pursuit_sim.importers.words.cell_door import LONGEST_CELL, too_long
from pursuit_sim.importers.words.skater_names import is_nobody
from pursuit_sim.importers.words.unfinished import NO_TIME
from pursuit_sim.scenario.human_limits import FASTEST_MPS
from pursuit_sim.track import LAP_LENGTH_M, Side

TICKS = 10_000_000  # of 100 ns, in a second
MOST_LAPS = 100
SIDES: dict[int, Side] = {0: "finish", 1: "crossing"}  # the inner lane starts at the finish line
_LONGEST_TICKS = 3600 * TICKS
_ESTIMATED, _DELETED = 0x2, 0x10  # flags of a lap
_REASONS = {1: "DNS", 2: "DNF", 3: "DSQ", 4: "WDR"}  # TimeInvalidReason, in its order
_REASON_NAMES = {
    "notstarted": "DNS", "notfinished": "DNF", "disqualified": "DSQ", "withdrawn": "WDR",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StreamLap:
    """A passing of a timing line.

    Attributes
    ----------
    ticks : from the gun
    key : where the stream says so
    skated : laps there, where a passing of a loop at the same moment says how far it was
    """

    ticks: int
    key: str
    skated: float | None = None


@dataclass(slots=True)
class StreamTeam:
    """A team in a heat."""

    key: str
    name: str
    code: str
    lane: int | None
    skaters: tuple[str, ...]
    laps: list[StreamLap] = field(default_factory=list)
    ticks: int | None = None
    time_key: str = ""
    status: str = ""


def team_of(state: dict[str, Any], at: str, where: str, faults: list[Fault]) -> StreamTeam:
    """The team of a state of a heat; `at` is where it stands in the file `where`."""
    race = table(state.get("race"))
    competitor = table(race.get("competitor"))
    name = text_of(competitor.get("fullName")) or text_of(competitor.get("name"))
    code = text_of(competitor.get("nationalityCode"))
    if not (name or code):
        remedy = 'write "competitor": {"fullName": "Norway", "nationalityCode": "NOR"}'
        faults.append(Fault(where, f"{at}.race.competitor", "has no name", remedy))
    if len(name or code) > LONGEST_CELL:
        faults.append(too_long(name or code, f"{at}.race.competitor", where))
    lane = race.get("lane")
    team = StreamTeam(
        key=at, name=name or code, code=code,
        lane=lane if type(lane) is int and lane in SIDES else None,
        skaters=tuple(_members(competitor.get("members"))),
        status=_status(table(race.get("result"))),
    )  # fmt: skip
    skated = dict(_skated(state.get("passings")))
    found: object = race.get("laps") or state.get("laps")
    for i, lap in enumerate(found if isinstance(found, list) else (), 1):
        here = f"{at}.race.laps[{i}].time"
        if i > MOST_LAPS:
            break
        if not counts(table(lap)):
            continue
        ticks = ticks_of(table(lap).get("time"), here, where, faults)
        if ticks is not None:
            team.laps.append(StreamLap(ticks, here, skated.get(ticks)))
    time = table(race.get("time"))
    if time.get("time") is not None:
        team.time_key = f"{at}.race.time.time"
        team.ticks = ticks_of(time["time"], team.time_key, where, faults)
    return team


def ticks_of(value: object, key: str, where: str, faults: list[Fault]) -> int | None:
    """Ticks from the gun; None for anything else, which is noted."""
    if type(value) is int and 0 < value <= _LONGEST_TICKS:
        return value
    remedy = "write ticks of 100 ns from the gun, such as 2180800000"
    faults.append(Fault(where, key, f"found {str(value)[:40]!r}", remedy))
    return None


def passings(
    team: StreamTeam, race_laps: int, official: bool, notes: list[str]
) -> tuple[Passing, ...]:
    """Laps as passings: where a loop says how far they were, else in their order."""
    laps = team.laps
    if laps and all(lap.skated for lap in laps):
        return tuple(Passing(lap.skated or 0.0, lap.ticks / TICKS, lap.key) for lap in laps)
    if official and race_laps and len(laps) not in (0, race_laps, 2 * race_laps):
        said = f"{len(laps)} laps of {race_laps}, or {2 * race_laps} half-laps"
        notes.append(f"{team.name}: passings are left out: it is not clear which: {said}")
        return ()
    each = 1.0 if laps and len(laps) == race_laps else 0.5
    if laps and not race_laps:
        length = LAP_LENGTH_M * len(laps) * TICKS
        each = 1.0 if length <= FASTEST_MPS * max(lap.ticks for lap in laps) else 0.5
    return tuple(Passing(each * n, lap.ticks / TICKS, lap.key) for n, lap in enumerate(laps, 1))


def _skated(passings: object) -> Iterator[tuple[int, float]]:
    """Ticks and laps of the passings of loops that are half-laps."""
    for passing in passings if isinstance(passings, list) else ():
        ticks, metres = table(passing).get("time"), table(passing).get("passed")
        if type(ticks) is not int or not isinstance(metres, int | float):
            continue
        if 0 < metres < MOST_LAPS * INNER_LAP_M:
            halves = round(2 * metres / INNER_LAP_M)
            if halves and abs(metres - halves * INNER_LAP_M / 2) <= ON_THE_LINE_M:
                yield ticks, halves / 2


def counts(lap: dict[str, Any]) -> bool:
    """Whether a lap was measured, and is not taken back."""
    flags = lap.get("flags")
    return not (type(flags) is int and flags & (_ESTIMATED | _DELETED))


def _status(result: dict[str, Any]) -> str:
    reason = result.get("timeInvalidReason")
    if reason is None:
        return ""
    if type(reason) is int:
        return _REASONS.get(reason, NO_TIME)
    return _REASON_NAMES.get(text_of(reason).replace(" ", "").casefold(), NO_TIME)


def _members(members: object) -> Iterator[str]:
    """Names of skaters, where a stream has them."""
    for member in members if isinstance(members, list) else ():
        inner = table(member)
        for each in (inner, *(table(inner.get(k)) for k in ("member", "competitor", "person"))):
            name = text_of(each.get("fullName"))
            if name:
                yield from () if is_nobody(name) else (name,)
                break


def table(value: object) -> dict[str, Any]:
    """An object of the stream; empty for anything else."""
    return value if isinstance(value, dict) else {}
