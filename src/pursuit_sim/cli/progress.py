"""How far long work has come, on stderr."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from pursuit_sim.cli import invocation
from pursuit_sim.cli.process import end_if_asked
from pursuit_sim.plain_text import message

if TYPE_CHECKING:
    from rich.progress import Progress

AFTER_S = 1.0  # work that is done sooner shows no bar
_BETWEEN_LINES_S = 5.0  # where there is no bar


class ProgressBar(Protocol):
    """Called with the steps done, of how many, and what has been found so far."""

    def __call__(self, done: int, total: int, found: str = "") -> None:
        """Tell how far the work has come."""


@contextmanager
def progress(what: str) -> Iterator[ProgressBar]:
    """A bar on a terminal; elsewhere a line now and then.

    Parameters
    ----------
    what : what is being made, in a few words
    """
    if invocation.current.quiet:
        yield _heed_only
    elif sys.stderr.isatty():
        yield from _bar(what)
    else:
        yield _lines(what)


def _heed_only(done: int, total: int, found: str = "") -> None:  # noqa: ARG001 - called as a bar is
    """Say nothing, but end where that was asked for."""
    end_if_asked()


def _bar(what: str) -> Iterator[ProgressBar]:
    begun = time.monotonic()
    bar: Progress | None = None

    def on_step(done: int, total: int, found: str = "") -> None:
        nonlocal bar
        end_if_asked()
        if bar is None:
            if time.monotonic() - begun < AFTER_S:
                return
            bar = _made()
            bar.add_task(what, total=total, found="")
            bar.start()
        bar.update(bar.task_ids[0], completed=done, total=total, found=found)

    try:
        yield on_step
    finally:
        if bar is not None:
            bar.stop()


def _made() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Remaining

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Remaining(),
        TextColumn("{task.fields[found]}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )


def _lines(what: str) -> ProgressBar:
    begun = last = time.monotonic()
    first: int | None = None  # what was done before

    def on_step(done: int, total: int, found: str = "") -> None:
        nonlocal last, first
        end_if_asked()
        first = done if first is None else first
        if time.monotonic() - last >= _BETWEEN_LINES_S:
            last = time.monotonic()
            said = f"{what}: {done} of {total}"
            if done > first:
                left = (last - begun) / (done - first) * (total - done)
                said += f", about {left:.0f} s left"
            print(message(f"{said}, {found}" if found else said), file=sys.stderr, flush=True)

    return on_step
