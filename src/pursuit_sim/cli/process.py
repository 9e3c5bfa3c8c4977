"""The process that a command runs in: its name, its streams, its end, its garbage."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType

PROGRAM = "pursuit-sim"
_SIGNAL_BASE = 128  # a process ended by signal n has the status 128 + n


def open_streams() -> None:
    """Let what was started without an output write to nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def make_printable() -> None:
    """Let names be printed wherever the output goes: never an error for an accent."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")


def discard_stdout() -> None:
    """Send what is still to be written to nowhere; a stream that has no file needs none."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


@contextlib.contextmanager
def ended_tidily() -> Iterator[None]:
    """Let a polite request to end clean up half-written files, as an interrupt does."""

    def end(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(_SIGNAL_BASE + number)

    before = {}
    try:
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no hang-up
            number = getattr(signal, name, None)
            # Who started the program with nohup wants it to go on.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, end)
    except ValueError:  # not in the main thread: there signals cannot be handled
        yield
        return
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def not_collecting() -> Iterator[None]:
    """Look for no garbage while modules load: what they make lives on.

    A command that goes on to real work says `settled` first.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.enable()


def settled() -> None:
    """Everything is loaded: collect garbage from here on, but only what is made from here on."""
    gc.freeze()
    gc.enable()
