"""The same work on a cluster: Dask distributed, by the address of its scheduler.

The scheduler is only ever told of a few chunks for each worker, and forgets them when they are
done: what it holds does not grow with the sweep.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from importlib import import_module
from typing import Any

from pursuit_sim.errors import InputError, MissingExtraError

OPTION = "--cluster"
LOCAL = "local"

_AHEAD = 4  # chunks for each worker that the scheduler knows of
_WAKE_S = 0.5
_REACHED_S = "15s"  # after which a scheduler that does not answer is not there
_PATIENT = 5  # chunks of one worker's death that may die again


def work_on_cluster(
    work: Callable[[int], None], chunks: Sequence[int], address: str, jobs: int
) -> Generator[int | None, None, None]:
    """Have chunks worked out by the workers of a cluster; see `Crew.work`.

    Parameters
    ----------
    work, chunks : as there
    address : of the scheduler, such as ``tcp://10.0.0.1:8786``; "local" starts one here
    jobs : worker processes of a local one

    Raises
    ------
    InputError
        if there is no scheduler at the address
    MissingExtraError
        if distributed is not installed
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError:
        raise MissingExtraError("distributed", "cluster", "a cluster") from None
    with ExitStack() as stack:
        client = stack.enter_context(_client(distributed, address, jobs, stack))
        shared = client.scatter(work, broadcast=True, hash=False)
        waiting = iter(chunks)
        flying: dict[Any, int] = {}

        def top_up() -> None:
            workers = max(len(client.scheduler_info(n_workers=-1)["workers"]), 1)
            while len(flying) < _AHEAD * workers:
                chunk = next(waiting, None)
                if chunk is None:
                    return
                task = client.submit(_one, shared, chunk, pure=False, retries=_PATIENT)
                flying[task] = chunk

        top_up()
        while flying:
            try:
                ended = distributed.wait(
                    list(flying), timeout=_WAKE_S, return_when="FIRST_COMPLETED"
                ).done
            except TimeoutError:
                yield None
                continue
            for task in ended:
                chunk = flying.pop(task)
                task.result()
                task.release()
                yield chunk
            top_up()


def _one(work: Callable[[int], None], chunk: int) -> None:
    work(chunk)


def _client(distributed: Any, address: str, jobs: int, stack: ExitStack) -> Any:
    if address != LOCAL:
        try:
            return distributed.Client(address, timeout=_REACHED_S)
        except (OSError, TimeoutError, ValueError) as error:
            raise InputError.single(
                OPTION, "", f"no scheduler answers at {address}: {error}",
                "write the address that dask scheduler printed, or local",
            ) from None  # fmt: skip
    local = distributed.LocalCluster(
        n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None
    )
    stack.enter_context(local)
    return distributed.Client(local)
