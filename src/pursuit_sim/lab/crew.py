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
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from pursuit_sim.errors import PursuitError

Work = Callable[[int], None]

MOST_DEATHS = 3  # of workers over one chunk
_WAKE_S = 0.5  # how often a long wait looks whether it is to end
# Each worker has one processor; libraries' own threads would only be in each other's way.
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class WorkerDiedError(PursuitError):
    """Workers died over one chunk again and again."""


class _Worker:
    """A process and the chunk that it has."""

    def __init__(self, work: Work) -> None:
        self.pipe, theirs = multiprocessing.get_context("spawn").Pipe()
        self.process: SpawnProcess = multiprocessing.get_context("spawn").Process(
            target=_serve, args=(theirs, work), daemon=True
        )
        self.chunk: int | None = None
        with _quiet_start():
            self.process.start()
        theirs.close()

    def give(self, chunk: int) -> None:
        self.chunk = chunk
        with suppress(OSError):  # it has died, which is seen when it is waited for
            self.pipe.send(chunk)

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


def work_here(work: Work, chunks: Iterable[int], jobs: int) -> Generator[int | None, None, None]:
    """Have chunks worked out; yields each when it is done, and None now and then meanwhile.

    Parameters
    ----------
    work : what a worker does with the number of a chunk; can be pickled
    chunks : their numbers
    jobs : how many workers

    Raises
    ------
    WorkerDiedError
        if a chunk ends `MOST_DEATHS` workers
    Exception
        what `work` raises
    """
    waiting = deque(chunks)
    deaths: Counter[int] = Counter()
    crew: list[_Worker] = []
    try:
        while waiting or any(each.chunk is not None for each in crew):
            for each in crew:
                if waiting and each.chunk is None:
                    each.give(waiting.popleft())
            while waiting and len(crew) < jobs:
                crew.append(_Worker(work))
                crew[-1].give(waiting.popleft())
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
    finally:
        for each in crew:
            each.end()


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


def _serve(pipe: Connection, work: Work) -> None:
    """What a worker does."""
    with suppress(EOFError, OSError):  # nobody is there any more
        while True:
            chunk = pipe.recv()
            try:
                work(chunk)
            except OSError as error:
                pipe.send(error)
            except Exception:  # noqa: BLE001, told by the process that asked
                pipe.send(RuntimeError(traceback.format_exc()))
            else:
                pipe.send(None)


@contextmanager
def _quiet_start() -> Iterator[None]:
    """Start a process that leaves interrupts to this one, and has no threads of libraries."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(dict.fromkeys(_ONE_THREAD, "1"))
    blocked = None
    if hasattr(signal, "pthread_sigmask"):
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
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
