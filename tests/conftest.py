"""What every test shares."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says more about the machine than about the program.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any machine")

# Nothing may look for a screen or a loudspeaker, whatever machine runs the tests.
os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind: exit status, stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The lines on stderr, once it is clear that they are faults of the user's input."""
        assert self.status == 2, self
        assert self.out == "", "nothing is printed beside faults"
        lines = self.err.splitlines()
        assert lines
        assert all(line.startswith("pursuit-sim: ") for line in lines), self.err
        return lines


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command line inside this process: ``cli("run", "beijing-2022-men")``."""
    from pursuit_sim.cli import main

    def call(*words: object) -> Outcome:
        capsys.readouterr()
        status = main([str(word) for word in words])
        shown = capsys.readouterr()
        return Outcome(status, shown.out, shown.err)

    return call
