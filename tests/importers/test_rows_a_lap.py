"""Tables with a row a lap whose heads say something else than their cells."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from pursuit_sim.scenario.race import Entry

NED = ("31.91", "59.41", "1:27.21", "1:55.11", "2:23.61", "2:52.10")
CAN = ("32.31", "1:00.01", "1:28.01", "1:56.21", "2:25.01", "2:53.80")
LAPS = ("31.91", "27.50", "27.80", "27.90", "28.50", "28.49")  # 172.10


def imported(cli: CLI, path: Path, head: str, rows: list[str]) -> Outcome:
    """The outcome of an import."""
    (path / "sheet.csv").write_text("\n".join(["Team pursuit women", head, *rows, ""]))
    return cli("import", path / "sheet.csv", "-o", path / "made.toml", "--force")


def entries(path: Path) -> dict[str, Entry]:
    """What each team of the one race has."""
    (race,) = pursuit_sim.load(path / "made.toml").races.values()
    return {entry.team.code: entry for entry in race.entries}


@pytest.mark.parametrize("head", ["Heat,Team,Distance,Time,Lap time", "Rit,Ploeg,Afstand,Tijd,Lap"])
@pytest.mark.parametrize("unit", ["m", " m", ""])
def test_distances_that_rise_by_laps(cli: CLI, tmp_path: Path, head: str, unit: str) -> None:
    rows = [
        f"1,{team},{400 * (n + 1)}{unit},{time},{LAPS[n] if team == 'NED' else ''}"
        for n, both in enumerate(zip(NED, CAN, strict=True))
        for team, time in zip(("NED", "CAN"), both, strict=True)
    ]
    if head.endswith("Lap"):
        rows = [row.rpartition(",")[0] for row in rows]
        head = head.rpartition(",")[0]
    done = imported(cli, tmp_path, head, rows)
    assert done.status == 0, done
    assert "says how far each passing was, since it rises by laps" in done.err
    found = entries(tmp_path)
    assert {code: each.official_time_s for code, each in found.items()} == {
        "NED": 172.10, "CAN": 173.80,
    }  # fmt: skip
    assert [(each.half_lap, each.time_s) for each in found["CAN"].splits] == [
        (2, 32.31), (4, 60.01), (6, 88.01), (8, 116.21), (10, 145.01),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "metres",
    [(2400, 2400, 3200), (400, 800, 2000), (400, 400, 800), (2400, 3200, 3200)],
)
def test_other_distances_are_of_events(
    cli: CLI, tmp_path: Path, metres: tuple[int, int, int]
) -> None:
    rows = [
        f"{n},NED,{each} m,{time}" for n, (each, time) in enumerate(zip(metres, NED, strict=False))
    ]
    done = imported(cli, tmp_path, "Heat,Team,Distance,Time", rows)
    assert (done.status, "choose one with --distance" in done.err) == (2, True)


@pytest.mark.parametrize(
    "times",
    [["2:52.38"] * 6, ["2:52.38", *[""] * 5], [*[""] * 5, "2:52.38"]],
)
def test_an_official_time_given_once_or_in_all_rows(
    cli: CLI, tmp_path: Path, times: list[str]
) -> None:
    rows = [
        f"{'' if n else 1},NED,{n + 1},{lap[:4]},{time}"
        for n, (lap, time) in enumerate(zip(LAPS, times, strict=True))
    ]  # laps of 172.0 s, cut
    done = imported(cli, tmp_path, "heat,team,lap,lap_time,time", rows)
    assert done.status == 0, done
    assert "'time' is the official time" in done.err
    assert entries(tmp_path)["NED"].official_time_s == 172.38


def test_times_from_the_gun_are_passings_as_ever(cli: CLI, tmp_path: Path) -> None:
    rows = [f"1,NED,{n + 1},{LAPS[n]},{time}" for n, time in enumerate(NED)]
    done = imported(cli, tmp_path, "heat,team,lap,lap_time,time", rows)
    assert "is the official time" not in done.err
    assert [each.time_s for each in entries(tmp_path)["NED"].splits] == [
        31.91, 59.41, 87.21, 115.11, 143.61,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (["2:52.10", "2:52.10", "2:53.10"], "the time of the whole race is the official time"),
        (["2:52.10", "2:53.10", ""], "time of the race, call that column official time"),
    ],
)  # fmt: skip
def test_what_is_not_plain_names_the_head(
    cli: CLI, tmp_path: Path, times: list[str], said: str
) -> None:
    rows = [f"1,NED,{n + 1},{LAPS[n]},{time}" for n, time in enumerate(times)]
    done = imported(cli, tmp_path, "heat,team,lap,lap_time,time", rows)
    assert done.status == 2
    assert said in done.err
