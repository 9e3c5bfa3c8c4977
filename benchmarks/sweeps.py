"""Many races at once: `batch`, and long sweeps as whole processes."""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.process import program
from benchmarks.row import Row
from pursuit_sim import batch, load

RACES, RUNS = 100_000, 1_000_000
MANY_RUNS = 5 * RUNS  # of which starting processes is a small part
EVENT, RACE = "beijing-2022-men", "sf-1"
AIM_BATCH_S, AIM_RATE, AIM_MB, AIM_GAIN = 1.0, 150_000, 400.0, 1.6
TURNS = 3
_MEGABYTE = 1024  # in kilobytes
_LOOK_S = 0.05


def rows() -> Iterator[Row]:
    """Batches of both models, and a sweep by one process and by two."""
    race = load(EVENT).races[RACE]
    random = np.random.default_rng(0)
    power = {
        "effort.leader_gain": random.uniform(0.05, 0.18, RACES),
        "rink.air_density_kgm3": random.uniform(1.03, 1.24, RACES),
        "body.mass_kg": random.uniform(72, 86, RACES),
    }
    pacing = {
        "pacing.fade_s": random.uniform(0, 3, RACES),
        "pacing.fade_onset_lap": random.uniform(1, 5, RACES),
        "pacing.start_loss_s": random.uniform(4, 5, RACES),
    }
    asked = [
        ("power, rotating", "NED", power, "power"),
        ("power, pushing", "NOR", power, "power"),
        (
            "power, trains that differ",
            "NED",
            power | {"train.spacing_m": random.uniform(1, 1.5, RACES)},
            "power",
        ),
        ("kinematic", "NED", pacing, "kinematic"),
    ]
    for what, team, values, model in asked:
        took = []
        for _ in range(TURNS):
            begin = time.perf_counter()
            found = batch(race, team, values, model)
            took.append(time.perf_counter() - begin)
        assert found.unsolved == 0
        yield Row(f"batch of 100 000 races, {what}", sorted(took)[TURNS // 2], AIM_BATCH_S, "s")
    yield from _sweeps()


def _sweeps() -> Iterator[Row]:
    took = {}
    with tempfile.TemporaryDirectory() as folder:
        for runs in (RUNS, MANY_RUNS):
            for jobs in (1, 2):
                path = Path(folder) / f"{runs} {jobs}.parquet"
                took[runs, jobs] = statistics.median(
                    _swept(path, runs, jobs) for _ in range(TURNS if runs == RUNS else 1)
                )
        memory = _memory_of(Path(folder) / "memory.parquet")
    yield Row(
        "sweep to Parquet, two processes, whole",
        RUNS / took[RUNS, 2],
        AIM_RATE,
        "races/s",
        higher=True,
        note=f"{took[RUNS, 2]:.1f} s for a million",
    )
    yield Row("the same, all its processes together at their most", memory, AIM_MB, "MB")
    yield Row(
        "the same by one process, times as long",
        took[RUNS, 1] / took[RUNS, 2],
        AIM_GAIN,
        "",
        higher=True,
        note=f"{took[MANY_RUNS, 1] / took[MANY_RUNS, 2]:.2f} for five million",
    )


def _swept(path: Path, runs: int, jobs: int) -> float:
    """How long a sweep of so many runs takes [s]."""
    begin = time.perf_counter()
    subprocess.run(_words(path, runs, jobs), stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def _memory_of(path: Path) -> float:
    """All processes of a sweep by two together, at their most [MB].

    Looking takes time, so the sweep that is timed is another one.
    """
    most = 0.0
    with subprocess.Popen(_words(path, RUNS, 2), stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, _memory_mb(process.pid))
            time.sleep(_LOOK_S)
    assert process.returncode == 0
    return most


def _words(path: Path, runs: int, jobs: int) -> list[str]:
    words = [*program(), "sweep", EVENT, "--race", RACE, "--team", "NED", "--random", str(runs)]
    words += [
        "--vary",
        "effort.leader_gain=0.05..0.18",
        "--vary",
        "rink.air_density_kgm3=1.03..1.24",
    ]
    words += ["--vary", "body.mass_kg=72..86", "--jobs", str(jobs), "-o", str(path), "--force"]
    return words


def _memory_mb(pid: int) -> float:
    """Of a process and those that it started, as far as it is still there [MB].

    What several of them share is counted once.
    """
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        held = next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
        threads = Path(f"/proc/{pid}/task").iterdir()
        children = [(each / "children").read_text(encoding="utf-8").split() for each in threads]
    except (OSError, ValueError):
        return 0.0
    return held / _MEGABYTE + sum(_memory_mb(int(child)) for each in children for child in each)
