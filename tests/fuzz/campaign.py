"""Many cases of a door in several processes, and what came of them."""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from random import Random
from types import FrameType

_SLOW_S = 5.0  # of the processor: what else the machine does counts for nothing
_HANGS_S = 60.0  # by the clock on the wall
_LARGE_BYTES = 500 * 2**20
_AT_ONCE = 50  # cases a process takes at a time
_SHOWN = 5  # cases of each kind that are told


Case = tuple[str, int, str, float]  # what came of it, its number, in more words, how long [s]


class TooSlowError(Exception):
    """A case took too long."""


def _end(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def cases(door: str, seed: int, numbers: range) -> list[Case]:
    """Try some cases: what came of each, its number, in more words, and how long it took [s]."""
    from fuzz.doors import DOORS
    from fuzz.outcomes import RefusedError, ViolatedError

    signal.signal(signal.SIGALRM, _end)
    found = []
    for number in numbers:
        begin = time.process_time()
        what, words = "accepted", ""
        signal.setitimer(signal.ITIMER_REAL, _HANGS_S)
        try:
            DOORS[door].knock(Random(f"{seed} {door} {number}"))
        except RefusedError:
            what = "refused"
        except ViolatedError as error:
            what, words = "violated", str(error)
        except TooSlowError:
            what, words = "slow", "stopped"
        except BaseException:  # noqa: BLE001 - that is what is looked for
            what, words = "raised", traceback.format_exc()
        signal.setitimer(signal.ITIMER_REAL, 0)
        took = time.process_time() - begin
        if what in ("accepted", "refused") and took > _SLOW_S:
            what, words = "slow", f"{took:.1f} s"
        found.append((what, number, words, took))
    large = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    if large > _LARGE_BYTES:
        found.append(("large", numbers[-1], f"{large / 2**20:.0f} MB", 0.0))
    return found


def _chunks(count: int) -> Iterator[range]:
    for begin in range(0, count, _AT_ONCE):
        yield range(begin, min(begin + _AT_ONCE, count))


def campaign(door: str, count: int, seed: int, seconds: float, jobs: int) -> bool:
    """Try a door, and print how it went; whether nothing went wrong."""
    begin = time.monotonic()
    kinds: Counter[str] = Counter()
    slowest, told = 0.0, []
    chunks, pending = _chunks(count), set[Future[list[Case]]]()
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn, max_tasks_per_child=200) as pool:
        while True:
            while len(pending) < 2 * jobs and not (seconds and time.monotonic() - begin > seconds):
                numbers = next(chunks, None)
                if numbers is None:
                    break
                pending.add(pool.submit(cases, door, seed, numbers))
            if not pending:
                break
            done, pending = wait(pending, return_when=FIRST_COMPLETED)
            for what, number, words, took in (case for each in done for case in each.result()):
                kinds[what] += 1
                slowest = max(slowest, took)
                if what not in ("accepted", "refused") and kinds[what] <= _SHOWN:
                    told.append(f"  {door}:{number} {what}\n    " + words.replace("\n", "\n    "))
    tried = sum(kinds.values())
    wrong = tried - kinds["accepted"] - kinds["refused"]
    print(
        f"{door:9} {tried:>8} of {count:>8} cases  {kinds['accepted']:>8} accepted  "
        f"{kinds['refused']:>8} refused  {wrong:>5} wrong  slowest {slowest:5.2f} s  "
        f"in {time.monotonic() - begin:.0f} s",
        flush=True,
    )
    for each in told:
        print(each, flush=True)
    return not wrong
