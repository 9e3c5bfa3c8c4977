"""The command line: each verb is a library call that is formatted here.

`main` turns whatever goes wrong into one line a fault and an exit status: 0 done,
2 the user's input is wrong, 1 anything else.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from types import FrameType

PROGRAM = "pursuit-sim"
DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
_SIGNAL_BASE = 128  # a process ended by signal n has the status 128 + n
# What an operating system says of a path that the user chose badly.
_WRONG_PATH = {
    errno.EACCES,
    errno.EISDIR,
    errno.ELOOP,
    errno.ENAMETOOLONG,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EPERM,
    errno.EROFS,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status.

    Parameters
    ----------
    argv : the words after the program's name; by default those of this process
    """
    try:
        # pygame's greeting would stand among the results.
        os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
        # A notebook names a backend of its own, which need not be installed here.
        os.environ["MPLBACKEND"] = "agg"
        # Looking through every installed package for plugins of pydantic takes 10 ms.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        # The products here are small: a second thread costs more than it does, most of all
        # where another program wants the core.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        with _ended_tidily(), _not_collecting():
            _open_streams()
            _make_printable()
            status = _run(sys.argv[1:] if argv is None else list(argv))
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wants. What is left would be reported at exit.
        discard_stdout()
        return DONE
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        return _report_os_error(error)
    finally:
        if argv is None:
            # The process ends: a last look for garbage would cost a tenth of a run.
            gc.freeze()
    if status == INTERRUPTED:
        _say("interrupted")
    return status


def _run(argv: list[str]) -> int:
    from pursuit_sim.cli.app import USAGE_ERROR, invoke, usage_message
    from pursuit_sim.errors import InputError, PursuitError

    try:
        return invoke(argv)
    except USAGE_ERROR as error:
        _say(usage_message(error))
        return WRONG_INPUT
    except InputError as error:
        for fault in error.faults:
            _say(str(fault))
        return WRONG_INPUT
    except PursuitError as error:
        _say(str(error))
        return FAILED


def _say(line: str) -> None:
    """One line for the user, on stderr; where nobody reads it, there is nobody to tell."""
    with contextlib.suppress(BrokenPipeError):
        print(f"{PROGRAM}: {line}", file=sys.stderr, flush=True)


def _report_os_error(error: OSError) -> int:
    """What the operating system refused; a full disk is not the user's fault, a path is."""
    name = error.filename2 if error.filename2 is not None else error.filename
    place = f"{name}: " if name is not None else ""
    _say(f"{place}{error.strerror or error}")
    return WRONG_INPUT if name is not None and error.errno in _WRONG_PATH else FAILED


def _open_streams() -> None:
    """Let what was started without an output write to nowhere."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123


def _make_printable() -> None:
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
def _ended_tidily() -> Iterator[None]:
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
def _not_collecting() -> Iterator[None]:
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
