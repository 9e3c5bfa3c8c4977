"""Worker processes: those that die are replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
from dataclasses import dataclass
from multiprocessing import resource_tracker
from pathlib import Path

import pytest

from pursuit_sim.lab.crew import Crew, WorkerDiedError


@dataclass(frozen=True)
class Notes:
    """Writes who worked a chunk out; one chunk ends its worker so many times."""

    folder: Path
    fatal: int = -1
    times: int = 0
    full: int = -1

    def __call__(self, number: int) -> None:
        before = len(list(self.folder.glob(f"tried-{number}-*")))
        (self.folder / f"tried-{number}-{before}").touch()
        if number == self.fatal and before < self.times:
            os.kill(os.getpid(), signal.SIGKILL)
        if number == self.full:
            raise OSError(28, "No space left on device", "parts")
        (self.folder / f"done-{number}").write_text(str(os.getpid()), encoding="utf-8")


def done(folder: Path) -> list[int]:
    return sorted(int(path.name.removeprefix("done-")) for path in folder.glob("done-*"))


def worked(work: Notes, chunks: range, jobs: int, early: int = 0) -> list[int]:
    """The chunks that are told to be done, by a crew that gets ready with something missing."""
    with Crew(jobs, early, ("pursuit_sim.nowhere", "pursuit_sim.units")) as crew:
        return [number for number in crew.work(work, chunks) if number is not None]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX only")
def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(tmp_path: Path) -> None:
    told = worked(Notes(tmp_path, fatal=3, times=2), range(8), 2, early=2)
    assert sorted(told) == done(tmp_path) == list(range(8))
    pids = {path.read_text(encoding="utf-8") for path in tmp_path.glob("done-*")}
    assert str(os.getpid()) not in pids
    assert len(list(tmp_path.glob("tried-3-*"))) == 3


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="POSIX only")
def test_a_chunk_that_ends_every_worker_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(WorkerDiedError, match="3 worker processes died over one chunk"):
        worked(Notes(tmp_path, fatal=0, times=9), range(3), 1)


def test_what_goes_wrong_in_a_worker_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        worked(Notes(tmp_path, full=0), range(3), 1)


@dataclass(frozen=True)
class Mask:
    """Fails where an interrupt would reach the worker."""

    def __call__(self, number: int) -> None:
        if signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, []):
            raise OSError(f"chunk {number}: interrupts are heeded")


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="POSIX only")
def test_interrupts_are_left_to_the_process_that_started_them() -> None:
    """To the first worker too, with which the tracker of resources would be started."""
    resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]  # Python's own
    with Crew(1) as crew:
        assert [number for number in crew.work(Mask(), range(1)) if number is not None] == [0]


def test_a_crew_takes_one_work_after_another_and_leaves_nobody_behind(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    with Crew(2, early=1) as crew:
        for folder in (first, second):
            folder.mkdir()
            assert [n for n in crew.work(Notes(folder), range(3)) if n is not None]
    assert done(first) == done(second) == [0, 1, 2]
    assert not multiprocessing.active_children()
