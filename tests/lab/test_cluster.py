"""Long sweeps on a Dask cluster of worker processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pursuit_sim import load
from pursuit_sim.errors import InputError
from pursuit_sim.export.tables.sweep_file import ChunkWork, write_sweep
from pursuit_sim.lab.crew import CHUNK
from pursuit_sim.lab.journal import Journal
from pursuit_sim.lab.long_sweep import LongSweep, long_sweep
from pursuit_sim.lab.sweep_design import SweepDesign, SweptRange

pytestmark = pytest.mark.slow

WORKERS, CHUNKS = 2, 12


@pytest.fixture(scope="module")
def distributed() -> Any:
    """Half a second to import: not before a test wants it."""
    return pytest.importorskip("distributed", reason="the extra `cluster` is not installed")


@pytest.fixture(scope="module")
def cluster(distributed: Any) -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None
    ) as made:
        yield made


def sweep() -> LongSweep:
    race = load("beijing-2022-men").races["sf-1"]
    axes = (
        SweptRange("rink.air_density_kgm3", 1.03, 1.24),
        SweptRange("train.spacing_m", 1.0, 1.3),
    )
    design = SweepDesign(axes, "random", CHUNKS * CHUNK - 7, 5)
    return long_sweep(race, race.entries[:1], "power", design)


def test_a_worker_that_is_killed_loses_nothing_and_the_scheduler_stays_small(
    cluster: Any, tmp_path: Path
) -> None:
    made, whole, spread = sweep(), tmp_path / "whole.parquet", tmp_path / "spread.parquet"
    journal = Journal(whole, made.plan())
    journal.begin(resume=False, force=False)
    for number in range(CHUNKS):
        ChunkWork(made, journal)(number)
    write_sweep(made, whole, resume=True)
    pids = [worker.pid for worker in cluster.workers.values()]
    known: list[int] = []
    killed: list[int] = []

    def on_step(done: int, total: int) -> None:
        known.append(len(cluster.scheduler.tasks))
        if done > total / 4 and not killed:
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    done = write_sweep(made, spread, cluster=cluster.scheduler_address, on_step=on_step)
    assert killed
    assert done.rows == CHUNKS * CHUNK - 7
    assert spread.read_bytes() == whole.read_bytes()
    # What is shared, and four chunks for each worker; not all that there are.
    assert max(known) <= 1 + 4 * WORKERS + WORKERS < CHUNKS
    assert [each.name for each in tmp_path.iterdir() if each not in (whole, spread)] == []


@pytest.mark.usefixtures("distributed")
def test_where_no_scheduler_answers_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--cluster: no scheduler answers at nowhere://x"):
        write_sweep(sweep(), tmp_path / "x.csv", cluster="nowhere://x")
    assert not [*tmp_path.iterdir()]
