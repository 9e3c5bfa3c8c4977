"""Long sweeps as files: the same bytes however they were worked out."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from pyarrow import parquet

from helpers.outcomes import CLI
from pursuit_sim import batch, load
from pursuit_sim.errors import InputError
from pursuit_sim.export.tables.sweep_file import ChunkWork, SweepFile, write_sweep
from pursuit_sim.lab.crew import CHUNK
from pursuit_sim.lab.journal import Journal
from pursuit_sim.lab.long_sweep import LongSweep, long_sweep
from pursuit_sim.lab.sweep_design import SweepDesign, SweptList, SweptRange

pytestmark = pytest.mark.whole

EVENT, RACE = "beijing-2022-men", "sf-1"
DENSITY, RATIO = "rink.air_density_kgm3", "effort.push_ratio"
WORDS = ("sweep", EVENT, "--race", RACE, "--team", "NED")


def sweep(runs: int, model: str = "power") -> LongSweep:
    race = load(EVENT).races[RACE]
    axes: tuple[SweptRange, ...] = (
        SweptRange(DENSITY, 1.03, 1.24),
        SweptRange(RATIO, 0.95, 1.0),
        SweptRange("body.mass_kg", 40.0, 90.0),
    )
    if model == "kinematic":
        axes = (SweptRange("pacing.fade_s", 0.0, 3.0),)
    return long_sweep(race, race.entries, model, SweepDesign(axes, "random", runs, 5))


def worked_here(made: LongSweep, path: Path) -> None:
    """All chunks, in this process."""
    journal = Journal(path, made.plan())
    journal.begin(resume=False, force=False)
    for number in range(made.design.chunks):
        ChunkWork(made, journal)(number)


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be removed")
@pytest.mark.parametrize("force", [True, False])
def test_two_processes_do_not_write_one_file(tmp_path: Path, force: bool) -> None:
    """Else parts of one sweep would be taken for those of another."""
    made, path = sweep(100, "kinematic"), tmp_path / "runs.csv"
    journal = Journal(path, made.plan())
    journal.begin(resume=False, force=False)
    holding = (
        "import fcntl, sys; held = open(sys.argv[1], 'r+'); fcntl.lockf(held, fcntl.LOCK_EX); "
        "print('held', flush=True); sys.stdin.read()"
    )
    os.close(os.open(journal.folder / "held", os.O_RDONLY))  # this process lets go of it
    other = [sys.executable, "-c", holding, str(journal.folder / "held")]
    with subprocess.Popen(other, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as at_work:
        assert at_work.stdout is not None
        assert at_work.stdout.readline() == b"held\n"
        with pytest.raises(InputError, match="another process is at work in"):
            write_sweep(made, path, force=force, resume=not force)
        at_work.communicate(b"")
    assert write_sweep(made, path, force=force, resume=not force).rows == 200
    assert [each.name for each in tmp_path.iterdir()] == ["runs.csv"]


def test_rows_are_those_of_a_batch_by_run_and_team(tmp_path: Path) -> None:
    made, path = sweep(CHUNK + 100), tmp_path / "runs.parquet"
    worked_here(made, path)
    told: list[tuple[int, int]] = []
    done = write_sweep(made, path, resume=True, on_step=lambda *each: told.append(each))
    table = parquet.read_table(path)
    assert done == SweepFile(path, 2 * (CHUNK + 100), table["time_s"].null_count, 0.0)
    assert table["run"].to_pylist()[:4] == [1, 1, 2, 2]
    assert table["team"].to_pylist()[:4] == ["NOR", "NED", "NOR", "NED"]
    columns = {key: table[key].to_numpy()[1::2] for key in (DENSITY, RATIO, "body.mass_kg")}
    same = batch(made.race, "NED", columns)
    assert np.array_equal(table["time_s"].to_numpy()[1::2], same.time_s, equal_nan=True)
    plan = json.loads(table.schema.metadata[b"pursuit_sim.sweep"])
    assert (plan["seed"], plan["runs"], plan["how"]) == (5, CHUNK + 100, "random")
    assert told == [(CHUNK + 100, CHUNK + 100)]  # nothing was left to do
    assert [each.name for each in tmp_path.iterdir()] == ["runs.parquet"]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_part_that_was_damaged_is_worked_out_again(tmp_path: Path, suffix: str) -> None:
    """Cut, emptied, or cut inside its last row: never a file with fewer rows, or an error."""
    made = sweep(2 * CHUNK + 100, "kinematic")
    whole, hurt = tmp_path / f"whole{suffix}", tmp_path / f"hurt{suffix}"
    worked_here(made, whole)
    of_whole, of_hurt = (Journal(path, made.plan()).folder for path in (whole, hurt))
    shutil.copytree(of_whole, of_hurt)
    write_sweep(made, whole, resume=True)
    parts = [Journal(hurt, made.plan()).part(number) for number in range(3)]
    for part, keep in zip(parts, (0, 5000, -3), strict=True):
        part.write_bytes(part.read_bytes()[:keep])
    done: list[int] = []
    write_sweep(made, hurt, resume=True, on_step=lambda runs, _: done.append(runs))
    assert done[0] == 0
    assert hurt.read_bytes() == whole.read_bytes()


def test_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    made = sweep(2 * CHUNK + 5, "kinematic")
    whole, parted = tmp_path / "one.parquet", tmp_path / "two.parquet"
    worked_here(made, whole)
    one = write_sweep(made, whole, resume=True)
    two = write_sweep(made, parted, jobs=2)
    assert (one.rows, one.unsolved) == (two.rows, two.unsolved) == (2 * (2 * CHUNK + 5), 0)
    assert whole.read_bytes() == parted.read_bytes()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX only")
def test_what_was_killed_goes_on_to_the_same_file(tmp_path: Path) -> None:
    """Killed when the first part is there; so are its workers, which lose their pipe."""
    whole, killed = tmp_path / "whole.csv", tmp_path / "killed.csv"
    words = [sys.executable, "-m", "pursuit_sim", *WORDS, "--random", str(3 * CHUNK)]
    words += ["--seed", "5", "--jobs", "1"]
    words += ["--vary", f"{DENSITY}=1.03..1.24", "--vary", f"{RATIO}=0.95..1"]
    with subprocess.Popen([*words, "-o", str(killed)], stderr=subprocess.DEVNULL) as process:
        folder = tmp_path / "killed.csv.unfinished"
        until = time.monotonic() + 60
        while not list(folder.glob("0*.csv")) and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
    assert not killed.exists()
    kept = sorted(folder.glob("0*.csv"))
    assert 1 <= len(kept) < 3
    when = kept[0].stat().st_mtime_ns
    race = load(EVENT).races[RACE]
    axes = (SweptRange(DENSITY, 1.03, 1.24), SweptRange(RATIO, 0.95, 1.0))
    design = SweepDesign(axes, "random", 3 * CHUNK, 5)
    made = long_sweep(race, race.entries[1:], "power", design)
    with pytest.raises(InputError, match="--resume goes on with it"):
        write_sweep(made, killed)
    assert kept[0].stat().st_mtime_ns == when
    write_sweep(made, killed, jobs=1, resume=True)
    worked_here(made, whole)
    write_sweep(made, whole, resume=True)
    assert killed.read_bytes() == whole.read_bytes()
    assert {each.name for each in tmp_path.iterdir()} == {"whole.csv", "killed.csv"}


def test_parts_of_another_sweep_are_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "runs.csv"
    worked_here(sweep(10), path)
    with pytest.raises(InputError, match=r"another sweep, scenario or version \(runs\)"):
        write_sweep(sweep(11), path, resume=True)
    made = sweep(11)
    journal = Journal(path, made.plan())
    journal.begin(resume=False, force=True)
    assert journal.done(1) == set()


def test_a_grid_from_the_command_line(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "grid.csv"
    words = (*WORDS, "--vary", f"{DENSITY}=1.03..1.24/3", "--vary", "effort.drafting=wind-tunnel",
             "--jobs", "1", "-o", str(path))  # fmt: skip
    done = cli(*words)
    assert (done.status, done.out) == (0, "")
    assert done.err == f"wrote {path}: 3 rows\n"
    head, *rows = (line.split(",") for line in path.read_text(encoding="utf-8").splitlines())
    assert head == ["run", "team", DENSITY, "effort.drafting", "time_s", "level_w", "effectiveness"]
    assert [row[2] for row in rows] == ["1.03", "1.135", "1.24"]
    assert cli(*words).status == 2  # it is there already
    assert cli(*words, "--force").status == 0
    race = load(EVENT).races[RACE]
    axes = (SweptList(DENSITY, (1.03, 1.135, 1.24)), SweptList("effort.drafting", ("wind-tunnel",)))
    times = long_sweep(race, race.entries[1:], "power", SweepDesign(axes)).chunk(0)["time_s"]
    assert [float(row[4]) for row in rows] == times.tolist()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--random", "5"], ["--random", "-o FILE", ".csv or .parquet"]),
        (["--jobs", "2", "--resume", "--cluster", "local"], ["--jobs", "--resume", "--cluster"]),
        (["-o", "x.csv", "--random", "5", "--sobol", "5"], ["choose one"]),
        (["-o", "x.csv", "--random", "0"], ["--random", "found 0", "write 1 to 10000000000"]),
        (["-o", "x.csv", "--jobs", "0"], ["--jobs", "found 0"]),
        (["-o", "x.csv", "--seed", "1"], ["--seed", "nothing is drawn"]),
        (["-o", "x.csv", "--resume", "--force"], ["--resume", "choose one"]),
        (["-o", "x.csv", "--format", "json"], ["--format", "without -o"]),
        (["-o", "x.xlsx"], ["-o", "x.xlsx", ".csv, .parquet"]),
        (["-o", "no/x.csv"], ["-o", "no"]),
        (["-o", "x.csv", "--vary", "races.sf-1.crossing.formation=push"],
         ["found 'push'", "write numbers"]),
        (["-o", "x.csv", "--vary", "pacing.fade_s=1..2"], ["power model does not ask for it"]),
        (["-o", "x.csv", "--vary", "train.spacing_m=9..8", "--random", "3"],
         ["smaller end first", "0.8 to 2 (m)"]),
        (["-o", "x.csv", "--vary", "pacing.lap_deltas_s=1..2", "--model", "kinematic",
          "--random", "3"], ["holds a list"]),
        (["-o", "x.csv", "--vary", "body.mass_kg=60..70/9000",
          "--vary", "body.aerobic_w=300..310/9000",
          "--vary", "body.drag_area_m2=0.2..0.21/100"], ["40500000000 combinations"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_one_line_and_nothing_is_left(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], expected: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    if "--model" not in words:
        words = ["--vary", f"{DENSITY}=1.1..1.2", *words]
    done = cli(*WORDS, *words)
    assert done.status == 2
    assert all(each in done.err for each in expected), done.err
    assert not [*tmp_path.iterdir()]
