"""The command line: each verb is a library call that is formatted here.

`main` turns whatever goes wrong into one line a fault and an exit status: 0 done,
2 the user's input is wrong, 1 anything else.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence

from pursuit_sim.cli.process import (
    PROGRAM,
    discard_stdout,
    ended_tidily,
    make_printable,
    not_collecting,
    open_streams,
)

DONE, FAILED, WRONG_INPUT, INTERRUPTED = 0, 1, 2, 130
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
        with ended_tidily(), not_collecting():
            open_streams()
            make_printable()
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
    from pursuit_sim.cli.program import USAGE_ERROR, invoke, usage_message
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
