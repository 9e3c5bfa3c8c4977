"""`export` from the command line; the table itself is tested with the exporter."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from helpers.outcomes import CLI

EVENT = "beijing-2022-men"
COLUMNS = "t_s,team,skater,slot,distance_m,lateral_m,x_m,y_m,speed_mps"


@pytest.mark.parametrize("ending", ["csv", "npz", "parquet"])
def test_formats(cli: CLI, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"race.{ending}"
    done = cli("export", EVENT, "--race", "final-a", "-o", path, "--rate", "1")
    assert (done.status, done.out) == (0, "")
    assert str(path) in done.err
    assert path.stat().st_size > 1000


def test_the_contract_of_the_columns(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "race.csv"
    cli("export", EVENT, "--race", "qf-3", "-o", path, "--rate", "2")
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == COLUMNS
    rows = list(csv.DictReader(text.splitlines()))
    times = np.unique([float(row["t_s"]) for row in rows])
    assert (np.diff(times) <= 0.5 + 1e-9).all()
    assert len(rows) == 6 * len(times)


def test_the_race_may_go_without_saying(cli: CLI, tmp_path: Path) -> None:
    done = cli("export", EVENT, "-o", tmp_path / "race.csv", "--rate", "1")
    assert "Final A" in done.err


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--rate", "0"], ["--rate", "0.1 to 1000"]),
        (["--rate", "-5"], ["--rate", "0.1 to 1000"]),
        (["--rate", "nan"], ["--rate", "0.1 to 1000"]),
        (["--rate", "1e9"], ["--rate", "0.1 to 1000"]),
        (["--rate", "fast"], ["--rate", "fast"]),
        (["--race", "final"], ["--race", "did you mean"]),
        (["-o", "race.xls"], ["-o", ".xls", ".csv"]),
        (["-o", "/nowhere/race.csv"], ["/nowhere", "does not exist"]),
        (["-o", "/proc/race.csv"], ["/proc"]),
    ],
)
def test_wrong_words_get_one_line(
    cli: CLI,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    expected: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    to = [] if "-o" in words else ["-o", "race.csv"]
    (line,) = cli("export", EVENT, *to, *words).faults
    for word in expected:
        assert word in line
    assert list(tmp_path.iterdir()) == []
