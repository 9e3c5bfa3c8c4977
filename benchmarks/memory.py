"""Memory of a whole process at its highest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.row import Row

FILM_AIM_MB = 300.0
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


def peak_mb(arguments: list[str]) -> float:
    """Highest resident memory [MB] of the program with these arguments; needs Linux.

    Raises
    ------
    subprocess.CalledProcessError
        if the program fails
    """
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, *arguments], check=True, capture_output=True, text=True
    )
    return int(done.stdout.split()[-1]) / _KILOBYTES


def rows() -> Iterator[Row]:
    """A film in full HD."""
    if not Path("/proc/self/status").exists():
        return
    with tempfile.TemporaryDirectory() as folder:
        film = str(Path(folder) / "film.mp4")
        words = ["render", "beijing-2022-men", "--race", "final-a", "-o", film]
        words += ["--from", "bell", "--to", "bell+10", "--size", "1920x1080"]
        yield Row("film 1920×1080, peak memory", peak_mb(words), FILM_AIM_MB, "MB", note="10 s")
