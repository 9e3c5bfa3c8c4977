"""The command line, as whole processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.process import medians_ms, program
from benchmarks.row import Row
from pursuit_sim.resources import scenarios

TIMES = 15
RUN_AIM = 3.0  # times `python -c "import numpy"`
HELP_AIM_MS = 250.0
EVENTS, MANY_AIM_S = 200, 6.0


def rows() -> Iterator[Row]:
    """`run` of a whole event against importing numpy, and `--help`."""
    event = [*program(), "run", "beijing-2022-men", "--format", "json"]
    event_ms, numpy_ms, help_ms = medians_ms(
        [event, [sys.executable, "-c", "import numpy"], [*program(), "--help"]], TIMES
    )
    yield Row(
        "run, whole men's event, whole process",
        event_ms / numpy_ms,
        RUN_AIM,
        "× import numpy",
        note=f"{event_ms:.0f} ms and {numpy_ms:.0f} ms",
    )
    yield Row("--help, whole process", help_ms, HELP_AIM_MS, "ms")
    with TemporaryDirectory() as folder:
        for number in range(EVENTS):
            shutil.copy(scenarios()["beijing-2022-men"], Path(folder) / f"{number}.toml")
        begun = perf_counter()
        subprocess.run(
            [*program(), "run", folder, "--format", "json"], stdout=subprocess.DEVNULL, check=True
        )
        yield Row(f"run, {EVENTS} men's events", perf_counter() - begun, MANY_AIM_S, "s")
