"""Results as the ISU's interface has them, and lists of finals: JSON, one object a team.

A team's object has ``team`` (``name``, ``country``), ``time``, ``timeBehind``,
``startLane`` and ``laps``, a list of ``number``, ``time`` and ``passageTime``. A lap's
``time`` is cut to 0.01 s; ``passageTime`` runs from the gun in 0.001 s, and is what counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.importer import Importer, Passing, Sheet, TeamResult, text_of
from pursuit_sim.importers.json_results import json_text
from pursuit_sim.importers.json_results.json_event import (
    EventCells,
    keys_read,
    with_groups_above,
)
from pursuit_sim.importers.json_results.json_numbers import number_faults_of
from pursuit_sim.importers.json_results.json_outcomes import (
    HEATS,
    PAIR_NUMBER,
    SKATERS,
    TEAMS,
    about_faults,
    before_status,
    is_confirmed,
    known_keys,
    long_texts,
    not_used,
    outcome,
    rank_of,
    remark_of,
    time_key,
    twice_said,
    whose_status,
)
from pursuit_sim.importers.json_results.json_skaters import (
    called_reserves,
    keys_not_read,
    orders_read,
    others_said,
    skaters_said,
)
from pursuit_sim.importers.json_results.second_heats import heats_otherwise
from pursuit_sim.importers.sheet_tables.column_choice import looks_timed
from pursuit_sim.importers.sheet_tables.empty_heats import opponents
from pursuit_sim.importers.sheet_tables.own_tables import refuse_own_json
from pursuit_sim.importers.sheet_tables.record_rows import without_records
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.remarks import settle
from pursuit_sim.importers.words.skater_statuses import without_statuses
from pursuit_sim.importers.words.unfinished import NO_TIME, status
from pursuit_sim.importers.words.written_time import read_time
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_MPS,
    FASTEST_OPENING_S,
)
from pursuit_sim.track import LAP_LENGTH_M, Side
from pursuit_sim.units import HUNDREDTH, MILLISECOND

_SIDES: dict[str, Side] = {
    "finish": "finish", "f": "finish", "crossing": "crossing", "c": "crossing",
}  # fmt: skip
_FASTEST_FIRST_LAP_S = FASTEST_OPENING_S + FASTEST_HALF_LAP_S  # from a standing start
_CUT_S = HUNDREDTH + MILLISECOND  # by which a lap's time may miss its passages
MOST_RESULTS = 5_000  # of a file; a scenario has at most 1000 races
_BEYOND = 1e8  # no time, in whatever unit
_LONGEST_GAP_S = 600.0  # as in a scenario
_LISTS = ("results", "teams")  # the first that is there
_WRITE = "write seconds, or minutes and seconds such as 3:38.08"


def fits(text: str) -> bool:
    """Whether it begins as JSON does."""
    return text.lstrip()[:1] in {"[", "{"}


def read(text: str, where: str) -> Sheet:
    """The results of a list, or of the list ``results`` or ``teams`` of an object."""
    rows, at, about = _rows(text, where)
    faults = list(twice_said(rows, at, where))
    rows = known_keys(rows)
    faults += long_texts(rows, at, where)
    of_all = EventCells.of(about)
    own = EventCells.of_each(rows)
    faults += of_all.long("", where)
    faults += [each for i, cells in enumerate(own, 1) for each in cells.long(f"{at}[{i}]", where)]
    if faults:
        raise InputError(faults)
    events = [cells.within(of_all) for cells in own]
    within = [key for row in rows for key in keys_not_read(row)]
    notes = not_used(rows, about, keys_read([*own, of_all]), within)
    notes += [note for each in events for note in each.notes()]
    notes += [note for row in rows for note in orders_read(row)]
    named = next((name for name in HEATS if any(text_of(row.get(name)) for row in rows)), "")
    named = named or _pair_number(rows, events)
    results = [_result(row, f"{at}[{i}]", where, faults, notes) for i, row in enumerate(rows, 1)]
    events = with_groups_above(events, results, where, faults, notes)
    results = [
        replace(each, heat=event.heat(_number(row.get(named))), **event.result())
        for each, event, row in zip(results, events, rows, strict=True)
    ]
    faults += heats_otherwise(rows, results, named, where) if named else ()
    if not named and (len(rows) > 2 or len({each.round for each in results}) > 1):
        results = opponents(results, where, faults, notes)
    for result in results if named else ():
        if not (result.heat or result.status):
            remedy = "say it of every team, or of none"
            faults.append(Fault(where, f"{result.key}.{named}", "is missing", remedy))
    counting = [each for each, row in zip(results, rows, strict=True) if not is_confirmed(row)]
    faults += [*about_faults(about, counting, where), *number_faults_of(rows, results, where)]
    if faults:
        raise InputError(faults)
    results = without_records(results, notes)
    return Sheet(tuple(results), tuple(dict.fromkeys(notes)))


def _rows(text: str, where: str) -> tuple[list[dict[str, Any]], str, dict[str, Any]]:
    """The objects of the results, the key of their list, and what stands beside it."""
    document = json_text.document(text, where)
    at = ""
    if isinstance(document, dict):
        refuse_own_json(document, where)
        at = next((key for key in _LISTS if key in document), "")
    rows = document.get(at) if isinstance(document, dict) else document
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        remedy = 'write {"results": [{"team": …, "time": …, "laps": […]}, …]}, or the list alone'
        raise InputError.single(where, at, "holds no list of results", remedy)
    if len(rows) > MOST_RESULTS:
        problem = f"holds {len(rows)} results; at most {MOST_RESULTS} are read"
        raise InputError.single(where, at, problem, "save the results of each event by itself")
    beside = document if isinstance(document, dict) else {}
    return rows, at, {key: value for key, value in beside.items() if key != at}


def _pair_number(rows: list[dict[str, Any]], events: Sequence[EventCells]) -> str:
    """The number that pairs share, where they share one in each round of an event."""
    numbers = [text_of(row.get(PAIR_NUMBER)) for row in rows]
    counts = Counter(
        (number, *sorted(event.cells.items()))
        for number, event in zip(numbers, events, strict=True)
    )
    shared = all(numbers) and set(counts.values()) <= {1, 2} and 2 in counts.values()
    return PAIR_NUMBER if shared else ""


def _result(
    row: dict[str, Any], key: str, where: str, faults: list[Fault], notes: list[str]
) -> TeamResult:
    team = _team(row)
    name, code = text_of(team), ""
    if isinstance(team, dict):
        name, code = text_of(team.get("name")), text_of(team.get("country"))
    name = name or next(filter(None, (text_of(row.get(key)) for key in TEAMS)), "")
    if not (name or code):
        said = 'write "team": {"name": "Norway", "country": "NOR"}'
        faults.append(Fault(where, f"{key}.team", "is missing", said))
    lane = text_of(row.get("startLane"))
    side = _SIDES.get(lane.casefold())
    if lane and side is None:
        notes.append(f"startLane {lane!r} does not say on which straight a team starts")
    said = outcome(row, key, where, faults, notes)
    remark, rank, sure = remark_of(row), rank_of(row), is_confirmed(row)
    if said in ("", NO_TIME) and not row.get("time") and (whose := whose_status(row, name)):
        name, said = whose, status(name) or NO_TIME
    if said:
        # What else such a row says blocks nobody; a time that does not count is shown.
        shown = row | {"time": before_status(row.get("time"))}
        time_s = _time(shown, "time", key, where, []) if said == "DSQ" else None
        if said != "DSQ" and _time(shown, "time", key, where, []) is not None:
            notes.append(f"the time {shown['time']} of {name or code} is left out: {said}")
        return TeamResult(
            key, name or code, time_s, code=code, side=side, status=said,
            remark=remark, rank=rank, sure=sure, skaters=_names(row, key, where),
        )  # fmt: skip
    at = time_key(row)
    time_s = _time({at: row.get("time")}, at, key, where, faults)
    twin = row.get("result")
    other = _time(row, "result", key, where, []) if looks_timed(text_of(twin)) else None
    if None not in (time_s, other) and abs((time_s or 0.0) - (other or 0.0)) > _CUT_S:
        problem = f"found {twin!r}, {at} {row['time']!r}"
        faults.append(Fault(where, f"{key}.result", problem, "leave the one that counts"))
    passings = tuple(_passings(row.get("laps"), key, where, faults, notes))
    doubts: list[Fault] = []
    timed = time_s is not None or bool(passings)
    skaters, of_skaters = without_statuses(
        [*skaters_said(row)], timed=timed, key=f"{key}.skaters", where=where, faults=doubts,
        notes=notes, aside=called_reserves(row),
    )  # fmt: skip
    for others, names in others_said(row):
        without_statuses(names, timed=timed, key=f"{key}.{others}", where=where, faults=doubts,
                         notes=[])  # fmt: skip
    settle(doubts, faults, notes, sure=sure)
    return TeamResult(
        key=key,
        team=name or code,
        code=code,
        time_s=time_s,
        time_key=f"{key}.{at}",
        side=side,
        gap_s=_gap(row, key, where, faults),
        skaters=skaters,
        status=of_skaters,
        passings=passings,
        remark=remark,
        rank=rank,
        sure=sure,
    )


def _team(row: dict[str, Any]) -> object:
    """What says the team; a competitor is one that is called as its nation, or has skaters."""
    team, competitor = row.get("team"), row.get("competitor")
    if team is not None or not isinstance(competitor, dict):
        return team
    within = competitor.get("team")
    called = nation(text_of(competitor.get("name")))
    of_nation = called and called == (nation(text_of(competitor.get("country"))) or called)
    skaters = any(isinstance(competitor.get(key), list) for key in (*SKATERS, "team"))
    itself = not (text_of(within) or isinstance(within, dict)) and (of_nation or skaters)
    return competitor if itself else within


def _names(row: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    """Skaters of a team without a valid time, whatever else is said of them."""
    return without_statuses(
        [*skaters_said(row)],
        timed=False,
        key=key,
        where=where,
        faults=[],
        notes=[],
        aside=called_reserves(row),
    )[0]


def _number(value: object) -> str:
    """The name or number of a heat, which programs write as 1.0 too."""
    whole = isinstance(value, float) and value.is_integer()
    return text_of(int(value) if whole and isinstance(value, float) else value)


def _time(
    row: dict[str, Any], name: str, key: str, where: str, faults: list[Fault]
) -> float | None:
    """A time [s], or None where there is none or it is faulty, which is noted."""
    value = row.get(name)
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str) and not any(letter.isdigit() for letter in value):
            return None  # such as DNF
        if isinstance(value, str):
            value = read_time(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("found no time")
        if not 0 < value < _BEYOND:
            side = "beyond" if value > 0 else "before"
            raise ValueError(f"found {value}, which is {side} any race")
        return float(value)
    except (ValueError, OverflowError) as error:
        faults.append(Fault(where, f"{key}.{name}", str(error), _WRITE))
        return None


def _gap(row: dict[str, Any], key: str, where: str, faults: list[Fault]) -> float | None:
    """The gap as published; the best team has none. A gap is seconds before minutes."""
    value = row.get("timeBehind")
    try:
        found = float(str(value or 0).strip().removeprefix("+").replace(",", "."))
    except ValueError:
        found = _time(row, "timeBehind", key, where, faults) or 0.0
    if 0 <= found < _LONGEST_GAP_S:
        return found or None
    remedy = f"write seconds behind the best, 0 to {_LONGEST_GAP_S:g}"
    faults.append(Fault(where, f"{key}.timeBehind", f"found {found:g}", remedy))
    return None


def _passings(
    laps: object, key: str, where: str, faults: list[Fault], notes: list[str]
) -> Iterator[Passing]:
    """Passings with the laps skated there."""
    if laps is None or laps == [] or text_of(laps).isdecimal():  # how many the race has
        return
    if not isinstance(laps, list) or not all(isinstance(lap, dict) for lap in laps):
        remedy = 'write [{"number": 1, "passageTime": "31.076"}, …]'
        faults.append(Fault(where, f"{key}.laps", "is no list of laps", remedy))
        return
    known: list[tuple[int, float, float | None, str]] = []  # number, passage, lap's time, key
    before_faults = len(faults)
    total: float | None = 0.0
    for i, lap in enumerate(laps, 1):
        here = f"{key}.laps[{i}]"
        number = lap.get("number", i)
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= 100:
            faults.append(Fault(where, f"{here}.number", f"found {number!r}", "write 1, 2, 3 …"))
            return
        taken = _time(lap, "time", here, where, faults)
        total = total + taken if total is not None and taken is not None else None
        passage = _time(lap, "passageTime", here, where, faults)
        if passage is None and total is not None and number == i:
            passage = total
            notes.append(
                "passings without passageTime are added up from lap times cut to 0.01 s: "
                "each lap may lack up to that much"
            )
        if passage is not None:
            known.append((number, passage, taken, f"{here}.passageTime"))
    if len(faults) > before_faults or not known:
        return
    known.sort(key=lambda each: each[:2])
    # Passages that do not rise are told of where all formats are checked.
    rising = all(one[1] < other[1] for one, other in pairwise(known))
    for before, after in pairwise([(0, 0.0, None, ""), *known] if rising else []):
        lap_s = after[2]
        if lap_s is None or after[0] != before[0] + 1:
            continue
        if abs(after[1] - before[1] - lap_s) > _CUT_S:
            problem = (
                f"the lap took {lap_s:g} s, its passages are {after[1] - before[1]:.3f} s apart"
            )
            faults.append(Fault(where, after[3], problem, "correct one of them"))
            return
    (first, opening), (number, passage) = known[0][:2], known[-1][:2]
    skated = LAP_LENGTH_M * number / passage <= FASTEST_MPS
    each = 1.0 if skated and (first > 1 or opening >= _FASTEST_FIRST_LAP_S) else 0.5
    notes.append(f"laps are read as {'whole laps' if each == 1 else 'half-laps'}, by their times")
    for number, passage, _, here in known:
        yield Passing(number * each, passage, here)


IMPORTER = Importer("JSON of the ISU's results interface, or a list of finals", fits, read)
