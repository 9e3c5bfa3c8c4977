"""What the program changes about the process that it runs in, and gives back.

A command may run in somebody else's process too: `cli.main` with words of its own.
"""

from __future__ import annotations

import contextlib
import contextvars
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import ParamSpec, TypeVar

PROGRAM = "pursuit-sim"
P = ParamSpec("P")
T = TypeVar("T")
_ROOM = 2**14  # [pointers]; what is not used takes no memory
_asked: list[int] = []  # signals that asked this process to end
_own = contextvars.ContextVar("own", default=False)  # whether it is the program's alone
_SIGNAL_BASE = 128  # a process ended by signal n has the status 128 + n
_TURN_S = 2e-4  # that painting goes on when the encoder, which mostly needs no Python, asks for it
# Of GNU's mallopt, with what a window asks for: pictures from this size on [bytes] lie apart,
# and threads share one heap.
_MMAP_THRESHOLD, _LARGE = -3, 2**18
_ARENA_MAX, _ONE = -8, 1
# Libraries heed these when they are first imported, and for as long as the process lives.
_OWN = {
    # A notebook names a backend of its own, which need not be installed here.
    "MPLBACKEND": "agg",
    # Looking through every installed package for plugins of pydantic takes 10 ms.
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
    # The products here are small: a second thread costs more than it does, most of all
    # where another program wants the core.
    "OPENBLAS_NUM_THREADS": "1",
}


@contextlib.contextmanager
def prepared(*, own: bool) -> Iterator[None]:
    """A process in which a command can run; afterwards it is as it was.

    Parameters
    ----------
    own : whether the process is the program's and nobody else's
    """
    # pygame's greeting would stand among the results.
    wanted = {"PYGAME_HIDE_SUPPORT_PROMPT": "1", **(_OWN if own else {})}
    given = wanted.keys() & os.environ.keys() - {"MPLBACKEND"}
    kept = {name: os.environ[name] for name in given}
    with (
        _environment({**wanted, **kept}),
        _open_streams(),
        _printable(),
        ended_tidily(),
        _not_collecting(),
    ):
        before = _own.set(own)
        try:
            yield
        finally:
            _own.reset(before)


def roomy(function: Callable[P, T]) -> Callable[P, T]:
    """Let the frames of all that a function calls lie in one piece of memory.

    Python keeps frames in pieces of 16 KB, each asked of the system when a call needs it and given
    back when that returns: a loop whose calls just reach into the next piece does so at each turn.
    With `run` that was 1400 times, a twentieth of its time.
    """
    function.__code__ = function.__code__.replace(co_stacksize=_ROOM)
    return function


def end_if_asked() -> None:
    """End where a request to end came at a moment when Python drops exceptions.

    Long work asks at each of its steps.

    Raises
    ------
    SystemExit
        if there was such a request
    """
    if _asked:
        raise SystemExit(_SIGNAL_BASE + _asked[0])


@contextlib.contextmanager
def interruptible(*, own: bool) -> Iterator[None]:
    """Let an interrupt be an exception, so that what was begun is cleaned up.

    Parameters
    ----------
    own : whether the process is the program's, which before and after ends at once
    """
    before = signal.getsignal(signal.SIGINT)
    if not own or not callable(before) or before is signal.default_int_handler:
        yield
        return
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def settled() -> None:
    """Everything is loaded: collect garbage from here on, but only what is made from here on.

    In somebody else's process all is looked through: what they froze could not be told from what
    is frozen here, and only to count it takes long where it is much.
    """
    if (
        _own.get() and not gc.get_freeze_count()
    ):  # of many scenarios, what the first left is garbage
        gc.freeze()
    gc.enable()


def hold_little() -> None:
    """Let pictures that come and go lie apart, where the system has them back at once.

    For a window, which makes few; a film makes one after another in the same place.
    """
    _ask_allocator("mallopt", _MMAP_THRESHOLD, _LARGE)
    _ask_allocator("mallopt", _ARENA_MAX, _ONE)


def give_back() -> None:
    """Let the system have what this process holds and does not need: garbage, and free memory."""
    gc.collect()
    _ask_allocator("malloc_trim", 0)


def _ask_allocator(name: str, *words: int) -> None:
    """Call a function of GNU's allocator; another one has its own ways."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):
            getattr(ctypes.CDLL(None), name)(*words)


@contextlib.contextmanager
def short_turns() -> Iterator[None]:
    """Let threads change over often: a film's encoder does little in Python, but many times.

    Films are then written a few per cent faster.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def discard_stdout() -> None:
    """Send what is still to be written to nowhere; a stream that has no file needs none."""
    with contextlib.suppress(OSError, ValueError, io.UnsupportedOperation):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)


@contextlib.contextmanager
def _environment(wanted: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _open_streams() -> Iterator[None]:
    """Let what was started without an output write to nowhere."""
    with contextlib.ExitStack() as stack:
        for name in ("stdout", "stderr"):
            if getattr(sys, name) is None:
                null = stack.enter_context(open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123 - a device, which stays open
                stack.callback(setattr, sys, name, None)
                setattr(sys, name, null)
        yield


@contextlib.contextmanager
def _printable() -> Iterator[None]:
    """Let names be printed wherever the output goes: never an error for an accent."""
    before = []
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            before.append((stream, stream.encoding, stream.errors))
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")
    try:
        yield
    finally:
        for stream, encoding, errors in before:
            # What is still to be written, and cannot be, has been reported.
            with contextlib.suppress(OSError, ValueError):
                stream.reconfigure(encoding=encoding, errors=errors)


@contextlib.contextmanager
def ended_tidily() -> Iterator[None]:
    """Let a polite request to end clean up half-written files, as an interrupt does."""

    def end(number: int, _frame: FrameType | None) -> None:
        _asked.append(number)
        raise SystemExit(_SIGNAL_BASE + number)

    before = {}
    try:
        for name in ("SIGTERM", "SIGHUP"):  # Windows has no hang-up
            number = getattr(signal, name, None)
            # Who started the program with nohup wants it to go on; None is not Python's.
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, end)
    except ValueError:  # not in the main thread: there signals cannot be handled
        yield
        return
    try:
        yield
    finally:
        _asked.clear()
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def _not_collecting() -> Iterator[None]:
    """Look for no garbage while modules load: what they make lives on.

    A command that goes on to real work says `settled` first.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        (gc.enable if collecting else gc.disable)()
