"""An exported trajectory, read back by other people's means."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from helpers.races import DUTCH, entry, race
from pursuit_sim.export.tables import trajectory_table
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import Trajectory

MILLIMETRE, MICROMETRE, MICROSECOND = 1e-3, 1e-6, 1e-6
FINISHES = {"NOR": 218.08, "ROC": 220.46}  # Final A, Beijing 2022
RACE_M = 8 * 387.36  # by hand, rounded to the centimetre


@pytest.fixture(scope="module")
def final() -> Trajectory:
    return simulate(
        race(
            entry(FINISHES["NOR"], code="NOR"),
            entry(FINISHES["ROC"], code="ROC", side="crossing", formation=DUTCH),
        )
    )


@pytest.fixture(scope="module")
def rows(final: Trajectory, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    path = tmp_path_factory.mktemp("export") / "final.csv"
    trajectory_table.write(final, path, rate_hz=10.0)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(rows: list[dict[str, str]], name: str) -> np.ndarray:
    return np.array([float(row[name]) for row in rows])


@pytest.mark.parametrize("team", FINISHES)
def test_third_skater_crosses_at_the_official_time(rows: list[dict[str, str]], team: str) -> None:
    own = [row for row in rows if row["team"] == team]
    third = {float(r["t_s"]): float(r["distance_m"]) for r in own if r["slot"] == "3"}
    time = np.interp(RACE_M, list(third.values()), list(third))
    # RACE_M is rounded: ±5 mm × 8 laps at 12 m/s.
    assert time == pytest.approx(FINISHES[team], abs=4 * MILLIMETRE)
    crossing = third[FINISHES[team]]
    assert crossing == pytest.approx(RACE_M, abs=0.04)
    before = max(t for t in third if t < FINISHES[team])
    assert third[before] < crossing


def test_slots_are_the_order_on_the_ice(rows: list[dict[str, str]]) -> None:
    for start in range(0, len(rows), 3):
        team = rows[start : start + 3]
        assert len({row["t_s"] for row in team}) == len({row["team"] for row in team}) == 1
        assert {row["slot"] for row in team} == {"1", "2", "3"}
        by_slot = sorted(team, key=lambda row: row["slot"])
        distances = [float(row["distance_m"]) for row in by_slot]
        assert distances == sorted(distances, reverse=True)


def test_places_agree_with_speeds(rows: list[dict[str, str]]) -> None:
    one = [row for row in rows if row["skater"] == "NOR One" and float(row["t_s"]) < 200]
    step = np.hypot(np.diff(column(one, "x_m")), np.diff(column(one, "y_m")))
    pace = step / np.diff(column(one, "t_s"))
    middle = (column(one, "speed_mps")[1:] + column(one, "speed_mps")[:-1]) / 2
    assert np.abs(pace - middle)[20:].max() < 0.05  # chords of curves are a little short


def test_teams_start_half_a_lap_apart(rows: list[dict[str, str]]) -> None:
    start = [row for row in rows if float(row["t_s"]) == 0]
    centre = {
        team: np.mean([(float(r["x_m"]), float(r["y_m"])) for r in start if r["team"] == team], 0)
        for team in FINISHES
    }
    # Opposite each other through the centre of the rink.
    assert centre["NOR"] == pytest.approx(-centre["ROC"], abs=0.1)


def test_formats_agree(final: Trajectory, rows: list[dict[str, str]], tmp_path: Path) -> None:
    trajectory_table.write(final, tmp_path / "final.npz", rate_hz=10.0)
    with np.load(tmp_path / "final.npz", allow_pickle=False) as arrays:
        assert tuple(arrays) == trajectory_table.COLUMNS == tuple(rows[0])
        for name in trajectory_table.COLUMNS:
            if arrays[name].dtype.kind == "U":
                assert arrays[name].tolist() == [row[name] for row in rows]
            else:
                assert arrays[name] == pytest.approx(column(rows, name), abs=MICROMETRE)
    parquet = pytest.importorskip("pyarrow.parquet")
    trajectory_table.write(final, tmp_path / "final.parquet", rate_hz=10.0)
    table = parquet.read_table(tmp_path / "final.parquet")
    assert tuple(table.column_names) == trajectory_table.COLUMNS
    assert table["skater"].to_pylist() == [row["skater"] for row in rows]
    assert table["t_s"].to_numpy() == pytest.approx(column(rows, "t_s"), abs=MICROSECOND)


@pytest.mark.parametrize("rate", [0.1, 3.0, 25.0, 59.94])
def test_grid_is_uniform_but_for_the_finishes(final: Trajectory, rate: float) -> None:
    times = trajectory_table.moments(final, rate)
    assert np.isin(list(FINISHES.values()), np.round(times, 6)).all()
    grid = np.array([t for t in times if np.abs(np.array([*FINISHES.values()]) - t).min() > 1e-6])
    assert grid * rate == pytest.approx(np.round(grid * rate), abs=1e-6)
    assert (np.diff(times) > 0).all()
    assert times[0] == 0
    assert 0 <= final.duration_s - times[-1] < 1 / rate + MICROSECOND


def test_a_name_with_a_comma_is_quoted(tmp_path: Path) -> None:
    solo = race(entry(code="A,B"))
    trajectory_table.write(simulate(solo), tmp_path / "solo.csv", rate_hz=0.5)
    with (tmp_path / "solo.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["team"] for row in rows} == {"A,B"}
    assert {row["slot"] for row in rows} == {"1", "2", "3"}


def test_a_full_disk_leaves_nothing(final: Trajectory, tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full, a device that is always full")
    (tmp_path / "final.csv").symlink_to(full)
    with pytest.raises(OSError, match="No space left"):
        trajectory_table.write(final, tmp_path / "final.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["final.csv"]
