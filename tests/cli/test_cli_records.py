"""`records`, and records as ghosts, as they are typed."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.outcomes import Outcome
from helpers.races import DATA

CLI = Callable[..., Outcome]
EVENT = "beijing-2022-men"


def test_the_four_world_records_since_2021_are_listed(cli: CLI) -> None:
    found = json.loads(cli("records", "--sex", "men", "--kind", "WR", "--format", "json").out)
    assert found["format"] == "pursuit-sim/records"
    listed = [(row["time_s"], row["team"], row["date"]) for row in found["records"]]
    assert listed[1:] == [
        (214.47, "USA", "2021-12-05"),
        (214.22, "NOR", "2024-01-05"),
        (213.66, "USA", "2024-01-27"),
        (212.49, "USA", "2025-11-16"),
    ]


def test_what_stood_on_a_day_is_listed(cli: CLI) -> None:
    done = cli("records", "--sex", "women", "--on", "2022-02-12", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [(row["kind"], row["time"], row["team"]) for row in rows] == [
        ("WR", "2:50.76", "JPN"),
        ("OR", "2:53.89", "JPN"),
        ("TR", "2:50.76", "JPN"),
    ]
    table = cli("records", "--kind", "OR")
    assert "sources differ on the third skater" in table.out
    assert "None is known" in cli("records", "--on", "1999-01-01").out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--on", "soon"], "--on: 'soon' is no day; write a date such as 2022-02-13"),
        (["--kind", "NR"], "'NR' is not one of 'WR', 'OR', 'TR'"),
        (["--sex", "mixed"], "'mixed' is not one of 'men', 'women'"),
    ],
)
def test_wrong_words_get_one_line(cli: CLI, words: list[str], expected: str) -> None:
    (line,) = cli("records", *words).faults
    assert expected in line


def test_a_record_is_a_ghost(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "record.svg"
    words = ("render", EVENT, "--race", "final-a", "--at", "2:00", "-o", path, "--force")
    assert cli(*words, "--ghost", "wr:2021").status == 0
    assert "ghost: WR 3:34.47, pace by the model (USA 2021)" in path.read_text(encoding="utf-8")
    wide = ("--size", "1920x1080", "--model", "power")  # where there is room for all of it
    assert cli(*words, "--ghost", "WR:2024-01-05", *wide).status == 0
    said = path.read_text(encoding="utf-8")
    assert "ghost: WR 3:34.22, pace by the model (NOR 2024, formation not known)" in said


@pytest.mark.parametrize("verb", ["render", "watch"])
@pytest.mark.parametrize(
    ("ghost", "expected"),
    [
        ("WR:2024", ["'WR:2024' is 2 records", "WR:3:34.22 (NOR, 2024-01-05)", "WR:3:33.66"]),
        ("WR:1999", ["there is no record 'WR:1999'", "WR:3:34.47 (USA, 2021-12-05)"]),
        ("TR", ["'TR' is 18 records", "pursuit-sim records --kind TR"]),
        ("NED:2021", ["there is no formation '2021'"]),
    ],
)
def test_a_ghost_that_is_no_one_record_gets_one_line(
    cli: CLI, tmp_path: Path, verb: str, ghost: str, expected: list[str]
) -> None:
    where = ("-o", tmp_path / "g.png") if verb == "render" else ()
    (line,) = cli(verb, EVENT, "--race", "final-a", *where, "--ghost", ghost).faults
    for word in expected:
        assert word in line


def test_a_distance_without_records_says_so(cli: CLI, tmp_path: Path) -> None:
    text = (DATA / "records" / "one-nr.toml").read_text(encoding="utf-8")
    file = tmp_path / "short.toml"
    file.write_text(text.replace("laps = 8", "laps = 7"), encoding="utf-8")
    (line,) = cli("render", file, "-o", tmp_path / "g.png", "--ghost", "WR").faults
    assert "no WR is known for men over 7 laps" in line


def test_a_file_that_contradicts_the_table_validates_with_a_note(cli: CLI, tmp_path: Path) -> None:
    text = (DATA / "records" / "two-nr.toml").read_text(encoding="utf-8")
    file = tmp_path / "dated.toml"
    file.write_text(text.replace("laps = 8", "laps = 8\ndate = 2024-02-16"), encoding="utf-8")
    done = cli("validate", file)
    assert (done.status, "OK, 1 race" in done.out) == (0, True)
    assert "records[3]: WR 3:32.49 (USA) stood by this file" in done.err
    assert "records[3]: WR 3:32.49 (USA) stood by this file" in cli("run", file).out
