"""Whole processes, timed."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

MILLISECONDS = 1e3  # in a second


def program() -> list[str]:
    """How the program is started: its console script, or through Python."""
    script = Path(sys.executable).with_name("pursuit-sim")
    return [str(script)] if script.exists() else [sys.executable, "-m", "pursuit_sim"]


def medians_ms(commands: Sequence[Sequence[str]], times: int) -> list[float]:
    """Median duration [ms] of each command, run in turn so that all see the same machine.

    Raises
    ------
    subprocess.CalledProcessError
        if a command fails: then its time means nothing
    """
    # As installed: with its bytecode on disk, whatever this process was told.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    took: list[list[float]] = [[] for _ in commands]
    for turn in range(times + 1):
        for command, durations in zip(commands, took, strict=True):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, env=environment)
            if turn:  # the first turn only fills the caches of the disk
                durations.append(time.perf_counter() - start)
    return [statistics.median(durations) * MILLISECONDS for durations in took]
