"""The command line: each verb is a library call that is formatted here.

`main` turns whatever goes wrong into one line a fault and an exit status: 0 done,
2 the user's input is wrong, 1 anything else.
"""

from __future__ import annotations

import contextlib
import contextvars
import errno
import gc
import sys
from collections.abc import Sequence

from pursuit_sim.cli import process
from pursuit_sim.cli.process import PROGRAM
from pursuit_sim.errors import Fault, InputError, PursuitError
from pursuit_sim.plain_text import message

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
# What an operating system says of a path that the user chose badly.
_WRONG_PATH = {
    errno.EACCES,
    errno.EEXIST,
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
    argv : the words after the program's name. By default those of this process, which then is
        the program's own; a process that is not is left as it was
    """
    try:
        with process.prepared(own=argv is None):
            return _reported(sys.argv[1:] if argv is None else list(argv), own=argv is None)
    finally:
        if argv is None:
            # The process ends: a last look for garbage would cost a tenth of a run.
            gc.freeze()


def _reported(argv: list[str], *, own: bool) -> int:
    """Run one command, and say what went wrong."""
    try:
        with process.interruptible(own=own):
            status = _run(argv)
            sys.stdout.flush()
    except BrokenPipeError:
        # The reader has what it wants. What is left would be reported at exit.
        process.discard_stdout()
        return DONE
    except KeyboardInterrupt:
        status = INTERRUPTED
    except OSError as error:
        return _report_os_error(error)
    if status == INTERRUPTED:
        _say("interrupted")
    return status


@process.roomy
def _run(argv: list[str]) -> int:
    from click import ClickException

    from pursuit_sim.cli import invocation
    from pursuit_sim.cli.program import invoke, usage_fault

    invocation.begin(argv)
    try:
        # What an option sets holds for this command alone.
        return contextvars.copy_context().run(invoke, argv)
    except ClickException as error:
        _say_fault(usage_fault(error))
        return WRONG_INPUT
    except InputError as error:
        for fault in error.faults:
            _say_fault(fault)
        return WRONG_INPUT
    except PursuitError as error:
        _say_fault(Fault("", "", str(error)))
        return FAILED


def _say_fault(fault: Fault) -> None:
    """One line: for people, or an object for programs."""
    from pursuit_sim.cli.invocation import current

    if current.errors == "text":
        _say(str(fault))
        return
    import json

    with contextlib.suppress(BrokenPipeError):
        print(json.dumps(fault._asdict()), file=sys.stderr, flush=True)


def _say(line: str) -> None:
    """One line for the user, on stderr; where nobody reads it, there is nobody to tell."""
    with contextlib.suppress(BrokenPipeError):
        print(message(f"{PROGRAM}: {line}"), file=sys.stderr, flush=True)


def _report_os_error(error: OSError) -> int:
    """What the operating system refused; a full disk is not the user's fault, a path is."""
    name = error.filename2 if error.filename2 is not None else error.filename
    _say_fault(Fault("" if name is None else str(name), "", error.strerror or str(error)))
    return WRONG_INPUT if name is not None and error.errno in _WRONG_PATH else FAILED
