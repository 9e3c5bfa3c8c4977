"""The program: ``python -m pursuit_sim``, and the script ``pursuit-sim``.

An interrupt is seen to before anything else is imported: while modules load, an exception
would tell of the inside of the program.
"""

import os
import sys

# The folder in which it is started may hold files from anywhere: no module is taken from there,
# unless it is where this program is.
if __name__ == "__main__":
    _home = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - pathlib may lie there
    if sys.path[:1] == [os.getcwd()] != [_home]:  # noqa: PTH109 - likewise
        del sys.path[0]

_INTERRUPTED = 130  # as shells say it: 128 and the signal's number


def _end(_number: int, _frame: object) -> None:
    """End at once: nothing has been begun, or all is done."""
    os._exit(_INTERRUPTED)


try:
    import signal

    # Whoever runs the program in the background may want it to pass over interrupts.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _end)
except KeyboardInterrupt:
    os._exit(_INTERRUPTED)


def run() -> int:
    """Run the command of this process and return the exit status."""
    from pursuit_sim.cli import main

    status = main()
    if status == _INTERRUPTED and hasattr(signal, "pthread_sigmask"):
        # Python would end itself by the signal, if it met some code of a library.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    return status


if __name__ == "__main__":
    sys.exit(run())
