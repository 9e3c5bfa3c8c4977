"""Columns of passings with the lap times beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

PASSED = ("31.91", "59.41", "1:27.21", "1:55.11", "2:23.61", "2:52.10")
LAPS = ("31.91", "27.50", "27.80", "27.90", "28.50", "28.49")
TENTHS = ("31.9", "27.5", "27.8", "27.9", "28.5", "28.4")  # the last one cut, not rounded
METRES = [f"{400 * n}m" for n in range(1, 7)]
NUMBERED = [f"Lap {n}" for n in range(1, 7)]


def imported(cli: CLI, path: Path, heads: list[str], cells: list[str]) -> Outcome:
    """The outcome of an import of one team."""
    lines = ["Women", ",".join(["Pair", "Team", *heads]), ",".join(["1", "NED", *cells]), ""]
    (path / "sheet.csv").write_text("\n".join(lines))
    return cli("import", path / "sheet.csv", "-o", path / "made.toml", "--force")


def mixed(first: list[str] | tuple[str, ...], second: list[str] | tuple[str, ...]) -> list[str]:
    """One of each by turns."""
    return [each for pair in zip(first, second, strict=True) for each in pair]


@pytest.mark.parametrize("laps", [LAPS, TENTHS])
@pytest.mark.parametrize(
    "heads",
    [
        mixed(METRES, NUMBERED), mixed(METRES, ["Lap"] * 6), mixed(METRES, ["Lap time"] * 6),
        mixed(METRES, ["Rundenzeit"] * 6), [*METRES, *NUMBERED],
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["Time", ""])
def test_passings_count_and_laps_agree(
    cli: CLI, tmp_path: Path, heads: list[str], laps: tuple[str, ...], end: str
) -> None:
    cells = mixed(PASSED, laps) if heads[1] != "800m" else [*PASSED, *laps]
    more = ([end], ["2:52.10"]) if end else ([], [])
    done = imported(cli, tmp_path, [*heads, *more[0]], [*cells, *more[1]])
    assert done.status == 0, done
    assert "lap times beside passings are checked against them" in done.err
    (race,) = pursuit_sim.load(tmp_path / "made.toml").races.values()
    (entry,) = race.entries
    known = {each.half_lap: each.time_s for each in entry.splits} | {12: entry.official_time_s}
    ends = [31.91, 59.41, 87.21, 115.11, 143.61, 172.10]
    assert known == pytest.approx({2 * n: time_s for n, time_s in enumerate(ends, 1)})


@pytest.mark.parametrize(
    ("at", "text", "said"),
    [
        (2, "27.90", "line 3, Lap 3: 27.90 contradicts the passings, between which 27.80 s lie"),
        (0, "30.91", "line 3, Lap 1: 30.91 contradicts the passings, between which 31.91 s lie"),
        (4, "DSQ", "line 3, Lap 5: 'DSQ' is not a time"),
    ],
)
def test_a_lap_that_contradicts_is_refused(
    cli: CLI, tmp_path: Path, at: int, text: str, said: str
) -> None:
    laps = [*LAPS[:at], text, *LAPS[at + 1 :]]
    done = imported(cli, tmp_path, mixed(METRES, NUMBERED), mixed(PASSED, laps))
    assert done.status == 2
    assert said in done.err


def test_a_lap_beside_no_passing_is_refused(cli: CLI, tmp_path: Path) -> None:
    passed = [*PASSED[:2], "", *PASSED[3:]]
    done = imported(cli, tmp_path, mixed(METRES, NUMBERED), mixed(passed, LAPS))
    assert done.status == 2
    assert "line 3, Lap 3: '27.80' is beside no passing" in done.err
