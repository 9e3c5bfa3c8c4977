"""What was measured at Heerenveen 2020, in each form in which somebody may have it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from helpers.races import DATA, measured
from helpers.workbooks import Cell, ods, xlsx

MEN, WOMEN = "Men Team Pursuit", "Ladies Team Pursuit"
CODES = {"Belarus": "BLR", "Poland": "POL", "Norway": "NOR", "Italy": "ITA", "Russia": "RUS"}
LAPS = {MEN: 8, WOMEN: 6}
TICKS = 10_000_000  # of 100 ns, in a second


def starts(distance: str) -> Iterator[tuple[str, int, int]]:
    """Team, heat and lane (0 the finish side), in the order of the data."""
    seen = set()
    with (DATA / "halflaps_ec2020.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["distance"] == distance and row["team"] not in seen:
                seen.add(row["team"])
                yield row["team"], int(row["heat"]), int(row["lane"])


def lines(events: Sequence[dict[str, Any]]) -> bytes:
    """Events as the recorder writes them: keys in order, one a line."""
    texts = (json.dumps(each, sort_keys=True, separators=(",", ":")) for each in events)
    return "".join(text + "\n" for text in texts).encode()


def ticks(seconds: float) -> int:
    return round(seconds * TICKS)


def id_of(distance: str) -> str:
    return f"id-of-{distance.casefold().replace(' ', '-')}"


def activated(distance: str, laps: int | None = None) -> dict[str, Any]:
    """An event that tells what is skated."""
    return {
        "typeName": "DistanceActivatedEvent", "competitionId": "ec", "distanceId": id_of(distance),
        "distance": {
            "id": id_of(distance), "name": distance, "value": laps or LAPS[distance],
            "valueQuantity": 1, "trackLength": 400,
            "discipline": "SpeedSkating.LongTrack.PairsDistance.TeamPursuit",
        },
    }  # fmt: skip


def competition() -> dict[str, Any]:
    return {
        "typeName": "CompetitionActivatedEvent", "competitionId": "ec",
        "_time": "2020-01-12T14:20:38.428222+01:00",
        "competition": {
            "name": "European Championships", "id": "ec",
            "venue": {"name": "Thialf", "address": {"city": "Heerenveen"}},
            "distances": [activated(each)["distance"] for each in LAPS],
        },
    }  # fmt: skip


def lap(seconds: float, flags: int = 33) -> dict[str, Any]:
    """A lap as it stands in a heat: measured and presented."""
    return {"flags": flags, "instanceName": "Primary", "time": ticks(seconds), "points": None}


def state(distance: str, team: str, heat: int, lane: int, *, ended: bool) -> dict[str, Any]:
    """A team in a heat, before the start or with its result."""
    times = measured()[distance, team]
    laps = [lap(each) for each in times] if ended else []
    # Two predicted times, which nobody skated.
    estimated = [{"index": i, "time": ticks(1.01 * each)} for i, each in enumerate(times)]
    return {
        "estimatedLaps": estimated, "laps": laps, "passings": [], "start": None,
        "race": {
            "id": f"race-of-{team}", "distanceId": id_of(distance), "round": 1, "heat": heat,
            "lane": lane, "laps": laps,
            "competitor": {
                "typeName": "TeamCompetitor", "fullName": team, "name": team,
                "nationalityCode": CODES[team], "members": [],
            },
            "result": {"status": 4, "timeInvalidReason": None} if ended else None,
            "time": {"time": ticks(times[-1]), "how": "Photofinish"} if ended else None,
        },
    }  # fmt: skip


def heat_event(type_: str, distance: str, heat: int, **more: object) -> dict[str, Any]:
    key = {"number": heat, "round": 1}
    event = {"typeName": type_, "competitionId": "ec", "distanceId": id_of(distance), "heat": key}
    return event | more


def skated(distance: str, *, committed: bool = True) -> Iterator[dict[str, Any]]:
    """Every event of the heats of a distance."""
    yield activated(distance)
    by_heat: dict[int, list[tuple[str, int]]] = {}
    for team, heat, lane in starts(distance):
        by_heat.setdefault(heat, []).append((team, lane))
    for heat, teams in by_heat.items():
        races = [state(distance, team, heat, lane, ended=False) for team, lane in teams]
        yield heat_event("HeatActivatedEvent", distance, heat, races=races)
        passed = sorted((at, team) for team, _ in teams for at in measured()[distance, team])
        for at, team in passed:
            race = f"race-of-{team}"
            moment = {"time": ticks(at), "passed": 1.0, "speed": 13.0, "where": 6}
            yield heat_event("RacePassingAddedEvent", distance, heat, raceId=race, passing=moment)
            yield heat_event("RaceLapAddedEvent", distance, heat, raceId=race, lap=lap(at))
        races = [state(distance, team, heat, lane, ended=True) for team, lane in teams]
        if committed:
            yield heat_event("HeatCommittedEvent", distance, heat, races=races)
        yield heat_event("HeatDeactivatedEvent", distance, heat)


def vantage(distance: str) -> bytes:
    """The recorded stream of a distance."""
    return lines([competition(), *skated(distance)])


def isu(distance: str) -> bytes:
    """As the results interface of the ISU has them, every half-lap a lap of its own."""
    found = []
    for team, heat, lane in starts(distance):
        times = measured()[distance, team]
        laps = [{"number": n, "passageTime": round(at, 4)} for n, at in enumerate(times, 1)]
        found.append({
            "heat": heat, "startLane": ("finish", "crossing")[lane], "time": times[-1],
            "team": {"name": team, "country": CODES[team]}, "laps": laps,
        })  # fmt: skip
    return json.dumps(found).encode()


def passings(distance: str) -> bytes:
    """The rows of a distance as they are."""
    text = (DATA / "halflaps_ec2020.csv").read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    return "".join(row for i, row in enumerate(rows) if not i or row.startswith(distance)).encode()


def loops(distance: str) -> bytes:
    """The passings of transponder loops of a distance, along the inner lane."""
    text = (DATA / "loops_ec2020.csv").read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    return "".join(row for i, row in enumerate(rows) if not i or row.startswith(distance)).encode()


def rows_of_laps(
    distance: str, *, from_the_gun: bool = False, typed: bool = False
) -> list[list[Cell]]:
    """A row a team, a column a half-lap: lap times, or times from the gun."""
    heads = [f"Lap {n / 2:g}" if not from_the_gun else f"{200 * n}m"
             for n in range(1, 2 * LAPS[distance] + 1)]  # fmt: skip
    rows: list[list[Cell]] = [["Heat", "Lane", "Nation", *heads, "Zeit", "Distance"]]
    for team, heat, lane in starts(distance):
        times = measured()[distance, team]
        times = [round(each, 3) for each in times]
        shown = times if from_the_gun else [b - a for a, b in pairwise([0.0, *times])]
        cells: list[Cell] = [cell_of(each, typed=typed) for each in shown]
        finish = cell_of(times[-1], typed=typed)
        rows.append([str(heat), "FC"[lane], team, *cells, finish, distance])
    return rows


def cell_of(seconds: float, *, typed: bool) -> Cell:
    """A time as a spreadsheet keeps it, or as text in minutes and seconds."""
    if typed:
        return timedelta(seconds=round(seconds, 4))
    whole, part = divmod(round(seconds * 10_000), 10_000)
    return f"{whole // 60}:{whole % 60:02d}.{part:04d}"


def rows_of_passings(distance: str, *, typed: bool = True) -> list[list[Cell]]:
    """A row a team and timing line."""
    rows: list[list[Cell]] = [["Distance", "Heat", "Lane", "Team", "Laps", "Cum. time"]]
    for team, heat, lane in starts(distance):
        for n, at in enumerate(measured()[distance, team], 1):
            time = cell_of(at, typed=typed)
            rows.append([distance, float(heat), "FC"[lane], team, n / 2, time])
    return rows


def delimited(rows: Sequence[Sequence[Cell]], delimiter: str = ",") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def rows_a_lap(distance: str) -> list[list[Cell]]:
    """A row a team and half-lap, with its own time."""
    rows: list[list[Cell]] = [["distance", "race", "straight", "noc", "half_lap", "lap_time_s"]]
    for team, heat, lane in starts(distance):
        times = measured()[distance, team]
        for n, (before, at) in enumerate(pairwise([0.0, *times]), 1):
            side = ("Finish", "Crossing")[lane]
            rows.append([distance, str(heat), side, CODES[team], str(n), f"{at - before:.4f}"])
    return rows


# A sheet of a World Cup as people type it: the second of the women, 2025, and a fall of the men's.
SHEET = """Rnk;Nr;Name;Race;Straight;Time;Behind;Points
1;5;NETHERLANDS;2;Finish;2:52.52;;60
;;Joy BEUNE
;;Antoinette RIJPMA-DE JONG
;;Marijke GROENEWOUD
2;3;CANADA;4;Finish;2:52.68;0.16;54
4;8;UNITED STATES;4;Crossing;2:53.58;1.06;48
7;2;KAZAKHSTAN;2;Crossing;2:57.71;5.19;36
8;1;NORWAYF;1;C;3:03.16F;10.64;34
;4;BELGIUM;1;F;DNFF;;
"""


# Every form by its name: the file's ending, what makes it of a distance, whether it is met at
# half-laps (else it has more).
FORMS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "vantage": (".json", vantage),
    "isu-results": (".json", isu),
    "passings-csv": (".csv", passings),
    "loops": (".csv", loops),
    "laps-csv": (".csv", lambda distance: delimited(rows_of_laps(distance), ";")),
    "distances": (".csv", lambda distance: delimited(rows_of_laps(distance, from_the_gun=True))),
    "a row a lap": (".csv", lambda distance: delimited(rows_a_lap(distance), "\t")),
    "xlsx, a row a team": (".xlsx", lambda d: xlsx({d: rows_of_laps(d, typed=True)})),
    "xlsx, times from the gun": (
        ".xlsx", lambda d: xlsx({d: rows_of_laps(d, from_the_gun=True, typed=True)}),
    ),
    "xlsx, a row a passing": (".xlsx", lambda d: xlsx({d: rows_of_passings(d)}, styled=False)),
    "ods, a row a team": (".ods", lambda d: ods({d: rows_of_laps(d, typed=True)})),
    "ods, a row a passing": (".ods", lambda d: ods({d: rows_of_passings(d)})),
}  # fmt: skip
