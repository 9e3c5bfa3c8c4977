"""A day of the live timing stream: how fast it is imported, and in how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.memory import peak_mb
from benchmarks.row import Row

SPEED_AIM_MB_S, MEMORY_AIM_MB = 50.0, 150.0
STREAM_MB, LONG_STREAM_MB = 100, 200
_MEGABYTE = 1_000_000
_TICKS = 10_000_000  # of 100 ns, in a second
_HALF_LAPS = 16
_LOOPS = 12  # of Heerenveen, a lap
# What stands at the beginning of files that are too long in their format.
_TOO_LONG = {
    "results.csv": b"Rank,Team,Time\n",
    "laps.csv": b"Team,Lap 1,Lap 2,Time\n",
    "loops.csv": b"team,heat,metres,cum_time\n",
    "results.json": b"[",
    "book.xlsx": b"PK\x03\x04",
    "book.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "stream.json": b'{"typeName":"HeatCommittedEvent","x":"',
}


def events() -> Iterator[dict[str, Any]]:
    """One heat as it is recorded: of each lap twelve passings of loops, and what comes of them."""
    key = {"competitionId": "c", "distanceId": "d", "heat": {"number": 1, "round": 1}}
    source = {"applianceInstanceName": "Main", "applianceName": "X", "how": "Transponder"}
    teams = [(f"race-{code}", code, lane) for lane, code in enumerate(("NOR", "NED"))]
    made: dict[str, dict[str, list[Any]]] = {
        race: {"laps": [], "loops": []} for race, _, _ in teams
    }
    live: list[dict[str, Any]] = []
    for step in range(1, _HALF_LAPS * _LOOPS // 2 + 1):
        for race, _, lane in teams:
            ticks = round((4.6 + 13.3 * step / 6 + 0.1 * lane) * _TICKS)
            common = {
                "flags": 33, "instanceName": "Primary", "presentationSource": source,
                "raceId": race, "time": ticks, "when": "2020-01-12T13:45:27.6659Z",
            }  # fmt: skip
            loop = {**common, "passed": 387.49 * step / _LOOPS, "speed": 13.87951927, "where": step}
            made[race]["loops"].append(loop)
            live.append(
                {**key, "passing": loop, "raceId": race, "typeName": "RacePassingAddedEvent"}
            )
            few = {name: loop[name] for name in ("passed", "speed", "time", "where")}
            speed = {**key, "passing": few, "raceId": race, "typeName": "LastRaceSpeedChangedEvent"}
            live.append(speed)
            if step % (_LOOPS // 2) == 0:
                lap = {**common, "fixedIndex": None, "fixedRanking": None, "points": None}
                made[race]["laps"].append(lap)
                live.append({**key, "lap": lap, "raceId": race, "typeName": "RaceLapAddedEvent"})
    for ended in (False, True):
        races = []
        for race, code, lane in teams:
            laps = made[race]["laps"] if ended else []
            competitor = {"typeName": "TeamCompetitor", "fullName": code, "nationalityCode": code}
            about = {"id": race, "lane": lane, "competitor": competitor, "laps": laps}
            if ended:
                about["time"] = {"time": laps[-1]["time"], "how": "Photofinish"}
                about["result"] = {"status": 4, "timeInvalidReason": None}
            passings = made[race]["loops"] if ended else []
            races.append({"laps": laps, "passings": passings, "race": about, "start": None})
        type_ = "HeatCommittedEvent" if ended else "HeatActivatedEvent"
        yield {**key, "races": races, "typeName": type_}
        if not ended:
            yield from live


def write(path: Path, megabytes: int) -> None:
    """A stream of a size: heats of a team pursuit, one after the other, again and again."""
    heat = "".join(
        json.dumps({"_time": "2020-01-12T14:45:54.75497+01:00", **each}, sort_keys=True) + "\n"
        for each in events()
    ).encode()
    with path.open("wb") as file:
        written = number = 0
        while written < megabytes * _MEGABYTE:
            number = number % 100 + 1
            written += file.write(heat.replace(b'"number": 1,', b'"number": %d,' % number))


def most_refused_mb(folder: Path) -> float:
    """Highest resident memory [MB] of those that refuse a file of 200 MB, each in its format."""
    found = []
    for name, begin in _TOO_LONG.items():
        file = folder / name
        with file.open("wb") as written:
            written.write(begin)
            written.truncate(LONG_STREAM_MB * _MEGABYTE)
        words = ["import", str(file), "-o", str(folder / "made.toml"), "--force"]
        found.append(peak_mb(words, refused=True))
        file.unlink()
    return max(found)


def rows() -> Iterator[Row]:
    """A long stream by the command line, and longer files in the same memory."""
    if not Path("/proc/self/status").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        stream, made = Path(folder) / "day.json", Path(folder) / "made.toml"
        words = ["import", str(stream), "-o", str(made), "--force"]
        write(stream, STREAM_MB)
        begin = time.perf_counter()
        command = [sys.executable, "-m", "pursuit_sim", *words]
        subprocess.run(command, check=True, capture_output=True)
        took = time.perf_counter() - begin
        speed = stream.stat().st_size / _MEGABYTE / took
        yield Row("timing stream, 100 MB", speed, SPEED_AIM_MB_S, "MB/s", higher=True)
        short = peak_mb(words)
        yield Row("timing stream, 100 MB, peak memory", short, MEMORY_AIM_MB, "MB")
        write(stream, LONG_STREAM_MB)
        long = peak_mb(words)
        yield Row("timing stream, 200 MB, peak memory", long, MEMORY_AIM_MB, "MB")
        stream.unlink()
        most = most_refused_mb(Path(folder))
        note = ", ".join(_TOO_LONG)
        yield Row("200 MB refused, peak memory", most, MEMORY_AIM_MB, "MB", note=note)
