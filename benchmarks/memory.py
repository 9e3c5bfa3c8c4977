"""Memory of whole processes: a film at its highest, and a replay that plays on and on."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.row import Row

FILM_AIM_MB = 300.0
_REFUSED = 2  # exit status of a program whose input is wrong
_KILOBYTES = 1024  # in a megabyte; the kernel counts in kilobytes
_CHILD = """
import sys
from pursuit_sim.cli import main
status = main(sys.argv[1:])
for line in open("/proc/self/status"):
    if line.startswith("VmHWM"):
        print(line.split()[1])
sys.exit(status)
"""

REPLAY_AIM_MB, GROWTH_AIM_MB = 300.0, 5.0
# Of a race looped at 16×: nine minutes of an hour; say PICTURES=216000 for all of it.
_PICTURES = int(os.environ.get("PICTURES", "32000"))
_PICTURES_A_MINUTE = 60 * 60


def peak_mb(arguments: list[str], *, refused: bool = False) -> float:
    """Highest resident memory [MB] of the program with these arguments; needs Linux.

    Parameters
    ----------
    arguments : the words after the program's name
    refused : whether it is to refuse its input

    Raises
    ------
    subprocess.CalledProcessError
        if the program fails, or does not refuse what it is to refuse
    """
    command = [sys.executable, "-c", _CHILD, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != (_REFUSED if refused else 0):
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return int(done.stdout.split()[-1]) / _KILOBYTES


def looped_mb(pictures: int) -> tuple[float, float]:
    """Resident memory [MB] after half of the pictures of a race looped at 16×, and after all.

    Raises
    ------
    subprocess.CalledProcessError
        if the window fails
    """
    drivers = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.looped_window", str(pictures)],
        check=True, capture_output=True, text=True, env={**os.environ, **drivers},
    )  # fmt: skip
    half, whole = (int(each) / _KILOBYTES for each in done.stdout.split()[-2:])
    return half, whole


def rows() -> Iterator[Row]:
    """A film and a replay in full HD."""
    if not Path("/proc/self/status").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        film = str(Path(folder) / "film.mp4")
        words = ["render", "beijing-2022-men", "--race", "final-a", "-o", film]
        words += ["--from", "bell", "--to", "bell+10", "--size", "1920x1080"]
        yield Row("film 1920×1080, peak memory", peak_mb(words), FILM_AIM_MB, "MB", note="10 s")
    half, whole = looped_mb(_PICTURES)
    minutes = _PICTURES / _PICTURES_A_MINUTE
    note = f"SDL's dummy display; {minutes:.0f} minutes of looped play at 16×"
    yield Row("replay 1920×1080, memory", whole, REPLAY_AIM_MB, "MB", note=note)
    yield Row("replay, grown in the second half of that", whole - half, GROWTH_AIM_MB, "MB")
