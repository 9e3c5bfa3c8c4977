"""What was measured comes back to the millisecond, in whatever form it was written down."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.races import DATA, measured
from helpers.timing_files import FORMS, LAPS, MEN, WOMEN, starts
from pursuit_sim import timing

MILLISECOND, HUNDREDTH = 1e-3, 1e-2


@pytest.mark.parametrize("distance", [MEN, WOMEN])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_comes_back(cli: CLI, tmp_path: Path, form: str, distance: str) -> None:
    ending, make = FORMS[form]
    path, made = tmp_path / f"timing{ending}", tmp_path / "made.toml"
    path.write_bytes(make(distance))
    done = cli("import", path, "-o", made)
    assert done.status == 0, done
    scenario = pursuit_sim.load(made)
    assert scenario.event.laps == LAPS[distance]
    assert scenario.event.sex == ("men" if distance == MEN else "women")
    found = {}
    for race in scenario.races.values():
        splits = timing.splits(pursuit_sim.simulate(race))
        for i, each in enumerate(race.entries):
            found[each.team.name] = (each.side, splits[i].tolist())
    by_code = {"BLR": "Belarus", "POL": "Poland", "NOR": "Norway", "ITA": "Italy", "RUS": "Russia"}
    found = {by_code.get(team, team): each for team, each in found.items()}
    assert found.keys() == {team for team, _, _ in starts(distance)}
    for team, _, lane in starts(distance):
        side, times = found[team]
        assert side == ("finish", "crossing")[lane]
        expected = measured()[distance, team]
        assert times[:-1] == pytest.approx(expected[:-1], abs=MILLISECOND), team
        # A transponder crosses the line at another moment than a skate on the photo finish.
        tolerance = 2 * HUNDREDTH if form == "loops" else MILLISECOND
        assert times[-1] == pytest.approx(expected[-1], abs=tolerance), team


def halves(data: bytes) -> bytes:
    return data[: len(data) // 2]


def cut_within_a_number(data: bytes) -> bytes:
    return data[: len(data) * 3 // 4]


def utf_16(data: bytes) -> bytes:
    return data.decode("utf-8", errors="replace").encode("utf-16")


def one_byte_of_latin_1(data: bytes) -> bytes:
    return data.replace(b"Pol", b"P\xf6l").replace(b"POL", b"P\xd6L")


def nothing(_: bytes) -> bytes:
    return b""


def a_beginning(data: bytes) -> bytes:
    return data[:3]


def with_zeros(data: bytes) -> bytes:
    return data + bytes(1000)


def _passings(made: Path) -> int:
    races = pursuit_sim.load(made).races.values()
    return sum(len(each.splits) for race in races for each in race.entries)


def twice(data: bytes) -> bytes:
    return data + data


@pytest.mark.whole
@pytest.mark.parametrize(
    "spoil",
    [halves, cut_within_a_number, utf_16, one_byte_of_latin_1, twice, nothing, a_beginning,
     with_zeros],
)  # fmt: skip
@pytest.mark.parametrize("form", FORMS)
def test_spoilt_files_end_in_a_line_or_a_scenario_that_says_what_is_missing(
    cli: CLI, tmp_path: Path, form: str, spoil: Callable[[bytes], bytes]
) -> None:
    ending, make = FORMS[form]
    path, made = tmp_path / f"timing{ending}", tmp_path / "made.toml"
    data = make(MEN)
    path.write_bytes(data)
    assert cli("import", path, "-o", made).status == 0
    every = _passings(made)
    made.unlink()
    path.write_bytes(spoil(data))
    done = cli("import", path, "-o", made)
    if done.status == 0:
        whole = _passings(made) == every
        # What repeats the same is the same; what a spreadsheet's archive has behind it is nothing.
        assert whole or "is cut" in done.err or "no official result" in done.err, done
    else:
        assert all(str(path) in line for line in done.faults)
        assert not made.exists()


@pytest.mark.parametrize("form", FORMS)
def test_files_that_are_too_large_end_in_a_line(cli: CLI, tmp_path: Path, form: str) -> None:
    ending, make = FORMS[form]
    path = tmp_path / f"timing{ending}"
    with path.open("wb") as file:
        file.write(make(MEN))
        file.truncate(200_000_000)  # of zeros, which take no place on the disk
    (fault,) = cli("import", path, "-o", tmp_path / "made.toml").faults
    assert str(path) in fault
    assert "MiB" in fault


@pytest.mark.parametrize("form", FORMS)
def test_standard_input(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    class Pipe(io.RawIOBase):
        """Hands out a few bytes at a time, and cannot be rewound."""

        def __init__(self) -> None:
            self.left = FORMS[form][1](WOMEN)

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            some = self.left[: min(len(buffer), 1000)]
            self.left = self.left[len(some) :]
            buffer[: len(some)] = some
            return len(some)

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Pipe())))
    made = tmp_path / "made.toml"
    done = cli("import", "-", "-o", made)
    assert done.status == 0, done
    assert len(pursuit_sim.load(made).races) == 2


@pytest.mark.parametrize("distance", [MEN, WOMEN])
def test_a_workbook_of_excel_97(cli: CLI, tmp_path: Path, distance: str) -> None:
    """The same passings, to the millisecond, as xlwt 1.3 wrote them: a sheet a distance."""
    made = tmp_path / "made.toml"
    done = cli("import", DATA / "halflaps_ec2020.xls", "--distance", distance, "-o", made)
    assert done.status == 0, done
    entries = [each for race in pursuit_sim.load(made).races.values() for each in race.entries]
    assert len(entries) == len([*starts(distance)])
    for each in entries:
        found = [split.time_s for split in each.splits]
        expected = measured()[distance, each.team.name][: len(found)]
        assert len(found) >= 2 * LAPS[distance] - 1
        assert found == pytest.approx(expected, abs=MILLISECOND)


def test_passings_of_loops_between_the_lines_are_met(cli: CLI, tmp_path: Path) -> None:
    """Loops lie along the inner lane, of which the timing of Heerenveen has 387.49 m to a lap."""
    path, made = tmp_path / "loops.csv", tmp_path / "made.toml"
    path.write_bytes(FORMS["loops"][1](MEN))
    assert cli("import", path, "-o", made).status == 0
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    met = 0
    for race in pursuit_sim.load(made).races.values():
        trajectory = pursuit_sim.simulate(race)
        for team, each in enumerate(race.entries):
            third = trajectory.distance_m[:, 3 * team : 3 * team + 3].min(axis=1)
            for row in rows:
                if row["team"] == each.team.name:
                    at_m = float(row["inner_path_m"]) / 387.49 * race.oval.lap_m
                    found = np.interp(at_m, third, trajectory.time_s)
                    assert found == pytest.approx(float(row["time_s"]), abs=MILLISECOND), row
                    met += 1
    assert met == len(rows) > 300


def test_laps_that_nobody_can_have_skated_are_refused_with_their_row(
    cli: CLI, tmp_path: Path
) -> None:
    """27.30 s from the gun leave 10.9 s for the first half-lap, of which 200 m are 18 m/s."""
    heads = ["Heat", "Team", *(f"Lap {n}" for n in range(1, 9))]
    sheet, made = tmp_path / "laps.csv", tmp_path / "made.toml"
    rows = [heads, ["1", "NOR", *["27.30"] * 8], ["1", "ITA", "34.30", *["27.30"] * 7]]
    sheet.write_text("\n".join(map(",".join, rows)) + "\n")
    done = cli("import", sheet, "--sex", "men", "-o", made)
    assert done.status == 2
    assert not made.exists()
    (fault,) = done.faults
    assert f"{sheet}: line 2: found 27.30 after 1 laps" in fault
    assert "correct its times" in fault
    assert "fade_s" not in fault


@pytest.mark.whole
def test_remarks_on_hundreds_of_teams_fit_into_a_scenario(cli: CLI, tmp_path: Path) -> None:
    rows = [f"{i // 2},Team {i},3:{38 + i % 20}.{i % 100:02d}" for i in range(400)]
    sheet, made = tmp_path / "many.csv", tmp_path / "made.toml"
    sheet.write_text("\n".join(["Heat,Team,Time", *rows]) + "\n")
    done = cli("import", sheet, "--sex", "men", "-o", made)
    assert done.status == 0, done.err
    assert max(map(len, made.read_text("utf-8").splitlines())) < 2000


@pytest.mark.parametrize("sign", [";", "\t"])
@pytest.mark.parametrize(
    "above",
    [
        "",
        "World Cup 3, Hamar\n",
        "NK Afstanden, ploegen, mannen\n\n",
        "Names, teams, times, laps\n",
    ],
)
def test_the_sign_between_cells_is_that_of_the_heads(
    imported: Callable[[str], Outcome], tmp_path: Path, above: str, sign: str
) -> None:
    rows = "".join(f"{i}{sign}Team {i}{side}{sign}3:38,{i}{i}\n" for i in (1, 2) for side in "AB")
    done = imported(f"{above}Heat{sign}Team{sign}Time\n{rows}")
    assert done.status == 0
    assert len(pursuit_sim.load(tmp_path / "made.toml").races) == 2
