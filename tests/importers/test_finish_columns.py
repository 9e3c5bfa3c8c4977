"""Columns behind those of laps that hold the time at the finish, whatever they are called."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

LAPS = "Lap 1,Lap 2,Lap 3,Lap 4,Lap 5,Lap 6"
LAP_TIMES = ("31.9,27.5,27.8,27.9,28.5,28.5", "32.3,27.7,28.0,28.2,28.1,27.9")  # 172.1 and 172.2
PASSED = "400m,800m,1200m,1600m,2000m"
PASSINGS = ("31.91,59.41,1:27.21,1:55.11,2:23.61", "32.31,1:00.01,1:28.01,1:56.21,2:25.01")
ENDS = ("2:52.38", "2:52.31")  # the second one wins


def imported(
    cli: CLI, path: Path, heads: str, laps: tuple[str, str], ends: tuple[str, str] = ENDS
) -> Outcome:
    """The outcome of an import of two teams."""
    rows = [f"1,{team},{a},{b}" for team, a, b in zip(("NED", "CAN"), laps, ends, strict=True)]
    (path / "sheet.csv").write_text("\n".join(["Women", f"Pair,Team,{heads}", *rows, ""]))
    return cli("import", path / "sheet.csv", "-o", path / "made.toml", "--force")


def times(path: Path) -> dict[str, float | None]:
    """The official time of each team."""
    (race,) = pursuit_sim.load(path / "made.toml").races.values()
    return {entry.team.code: entry.official_time_s for entry in race.entries}


@pytest.mark.parametrize(
    "head",
    [
        "Finish", "Final", "End", "Total", "Finish time", "2400m / Finish", "Finish (2400 m)",
        "Total time", "Ziel", "Gesamtzeit", "Totaaltijd", "Arrivo", "Tempo totale", "Mål",
        "Slutt", "Arrivée", "Финиш", "ゴール",
    ],
)  # fmt: skip
def test_a_finish_behind_laps_is_the_official_time(cli: CLI, tmp_path: Path, head: str) -> None:
    for heads, laps in ((LAPS, LAP_TIMES), (PASSED, PASSINGS)):
        done = imported(cli, tmp_path, f"{heads},{head}", laps)
        assert done.status == 0, done
        assert f"{head!r} as the official time" in done.err
        assert "no official time is given" not in done.err
        assert times(tmp_path) == {"NED": 172.38, "CAN": 172.31}


def test_what_else_stands_behind_laps(cli: CLI, tmp_path: Path) -> None:
    # points, which no race can take
    imported(cli, tmp_path, f"{LAPS},Total", LAP_TIMES, ("28.683", "28.7"))
    assert times(tmp_path) == {"NED": 172.1, "CAN": 172.2}
    # beside an official time
    done = imported(
        cli, tmp_path, f"{LAPS},Total,Time", LAP_TIMES, ("2:50.0,2:52.2", "2:50,2:52.2")
    )
    assert "'Time' as the official time" in done.err
    assert times(tmp_path) == {"NED": 172.2, "CAN": 172.2}
    # against the laps
    done = imported(cli, tmp_path, f"{LAPS},Finish", LAP_TIMES, ("2:55.38", "2:52.31"))
    assert (done.status, "the laps add up to 172.1 s" in done.err) == (2, True)


def test_the_last_lap_in_brackets(cli: CLI, tmp_path: Path) -> None:
    done = imported(
        cli, tmp_path, f"{PASSED},Finish", PASSINGS, ("2:52.38 (28.77)", "2:52.31(27.30)")
    )
    assert "what stands in brackets beside a time is not read" in done.err
    assert times(tmp_path) == {"NED": 172.38, "CAN": 172.31}


def test_a_team_out(cli: CLI, tmp_path: Path) -> None:
    done = imported(cli, tmp_path, f"{LAPS},Finish", LAP_TIMES, ("2:52.38", "DNF"))
    assert done.status == 0, done
    (race,) = pursuit_sim.load(tmp_path / "made.toml").races.values()
    assert [(each.team.code, each.status) for each in race.listed] == [("CAN", "DNF")]


@pytest.mark.parametrize("heads", ["Schluss", "Finish,Total"])
def test_a_column_that_is_not_taken_is_named(cli: CLI, tmp_path: Path, heads: str) -> None:
    ends = ENDS if heads == "Schluss" else (f"{ENDS[0]},{ENDS[0]}", f"{ENDS[1]},{ENDS[1]}")
    head = heads.partition(",")[0]
    told = imported(cli, tmp_path, f"{LAPS},{heads}", LAP_TIMES, ends).err
    assert f"is its last passing; {head!r} is not read: write official time above it" in told
    assert "no official time is given" not in told
    refused = imported(cli, tmp_path, f"{PASSED},{heads}", PASSINGS, ends)
    assert refused.status == 2
    assert f"{head!r} is not read: write official time above it, if it is that" in refused.err


def test_laps_alone_are_told_as_ever(cli: CLI, tmp_path: Path) -> None:
    told = imported(cli, tmp_path, f"{LAPS},Club", LAP_TIMES, ("Hollandia", "Calgary")).err
    assert "is its last passing; no official time is given" in told
