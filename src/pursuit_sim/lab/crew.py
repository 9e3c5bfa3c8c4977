"""Worker processes of this machine, which work out chunk after chunk.

A worker that dies is replaced, and its chunk given to another. Workers end with the process
that started them, however that ends: their pipe then breaks.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from multiprocessing import forkserver, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Any

from pursuit_sim.errors import PursuitError

Work = Callable[[int], None]

CHUNK = 16_384  # runs of a sweep that a worker is given at a time
MOST_DEATHS = 3  # of workers over one chunk
_FORKSERVER = "forkserver"  # way of starting processes, where a system has it
_WAKE_S = 0.5  # how often a long wait looks whether it is to end
# Each worker has one processor; libraries' own threads would only be in each other's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class WorkerDiedError(PursuitError):
    """Workers died over one chunk again and again."""


class _Worker:
    """A process, and the chunk that it has."""

    def __init__(self, needed: Sequence[str]) -> None:
        context = _context(needed)
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, needed), daemon=True)
        self.chunk: int | None = None
        self._knows: Work | None = None
        with quiet_start():
            self.process.start()
        theirs.close()

    def give(self, work: Work, chunk: int) -> None:
        self.chunk = chunk
        with suppress(OSError):  # it has died, which is seen when it is waited for
            if self._knows is not work:
                self.pipe.send(work)
                self._knows = work
            self.pipe.send(chunk)

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


class Crew:
    """Workers that get ready while this process still finds out what there is to do.

    Parameters
    ----------
    jobs : how many there are at most
    early : how many of them start at once; the others when there is a chunk for them
    needed : modules that each imports before it has work; those that are not there it leaves
    """

    def __init__(self, jobs: int, early: int = 0, needed: Sequence[str] = ()) -> None:
        self._jobs, self._needed = jobs, tuple(needed)
        self._workers: list[_Worker] = []
        if early and _FORKSERVER in multiprocessing.get_all_start_methods():
            _context(self._needed)
            with quiet_start():
                forkserver.ensure_running()  # it imports meanwhile: workers are there at once
            return
        try:
            for _ in range(min(early, jobs)):
                self._workers.append(_Worker(self._needed))
        except BaseException:
            self.end()
            raise

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End all workers, whatever they are doing."""
        while self._workers:
            self._workers.pop().end()

    def work(self, work: Work, chunks: Iterable[int]) -> Generator[int | None, None, None]:
        """Have chunks worked out; yields each when it is done, and None now and then meanwhile.

        Parameters
        ----------
        work : what a worker does with the number of a chunk; can be pickled
        chunks : their numbers

        Raises
        ------
        WorkerDiedError
            if a chunk ends `MOST_DEATHS` workers
        Exception
            what `work` raises
        """
        waiting = deque(chunks)
        deaths: Counter[int] = Counter()
        crew = self._workers
        while waiting or any(each.chunk is not None for each in crew):
            for each in crew:
                if waiting and each.chunk is None:
                    each.give(work, waiting.popleft())
            while waiting and len(crew) < self._jobs:
                crew.append(_Worker(self._needed))
                crew[-1].give(work, waiting.popleft())
            ready = wait([each.pipe for each in crew], _WAKE_S)
            if not ready:
                yield None
            for each in [each for each in crew if each.pipe in ready]:
                done = each.chunk
                try:
                    problem = each.pipe.recv()
                except (EOFError, OSError):
                    crew.remove(each)
                    _mourn(each, deaths)
                    if done is not None:
                        waiting.appendleft(done)
                    continue
                if problem is not None:
                    raise problem
                each.chunk = None
                if done is not None:
                    yield done


def _context(needed: Sequence[str]) -> Any:
    """How workers are started: from a process that has imported what they need, where there can be.

    Each of them importing it for itself takes as long as some hundred thousand races.
    """
    if _FORKSERVER not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context(_FORKSERVER)
    found.set_forkserver_preload([*needed])
    return found


def _mourn(worker: _Worker, deaths: Counter[int]) -> None:
    worker.process.join()
    status, chunk = worker.process.exitcode, worker.chunk
    worker.end()
    if chunk is None:
        return
    deaths[chunk] += 1
    if deaths[chunk] >= MOST_DEATHS:
        raise WorkerDiedError(
            f"{MOST_DEATHS} worker processes died over one chunk, the last with status {status}: "
            "is there enough memory? --resume goes on with what is done"
        )


def _serve(pipe: Connection, needed: Sequence[str]) -> None:
    """What a worker does: told of the work first, then of one chunk after the other."""
    for name in needed:
        with suppress(ImportError):  # who needs it tells what to install
            import_module(name)
    with suppress(EOFError, OSError):  # nobody is there any more
        work: Work = pipe.recv()
        while True:
            told = pipe.recv()
            if not isinstance(told, int):
                work = told
                continue
            try:
                work(told)
            except OSError as error:
                pipe.send(error)
            except Exception:  # noqa: BLE001 - told by the process that asked
                pipe.send(RuntimeError(traceback.format_exc()))
            else:
                pipe.send(None)


@contextmanager
def quiet_start() -> Iterator[None]:
    """Start a process that leaves interrupts to this one, and has no threads of libraries."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    blocked = None
    if hasattr(signal, "pthread_sigmask"):
        # A terminal that goes away tells all processes. The tracker outlives the others, to forget
        # what they had; one that was started anew knows nothing of it and fails with a traceback.
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])
        resource_tracker.ensure_running()  # else the first worker starts it, and that unblocks
        signal.pthread_sigmask(signal.SIG_SETMASK, {*blocked, signal.SIGINT})
    try:
        yield
    finally:
        if blocked is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
