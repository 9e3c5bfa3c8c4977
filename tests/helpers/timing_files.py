"""What was measured at Heerenveen 2020, in each form in which somebody may have it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from typing import Any

from helpers.races import DATA, measured

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
