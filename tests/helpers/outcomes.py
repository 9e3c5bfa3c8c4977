"""What a command of the program leaves behind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

PROGRESS = re.compile(r": \d+ of \d+\b")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command left behind: exit status, stdout and stderr."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines on stderr but for how far long work has come, which a slow machine says."""
        return [line for line in self.err.splitlines() if not PROGRESS.search(line)]

    @property
    def faults(self) -> list[str]:
        """The lines on stderr, once it is clear that they are faults of the user's input."""
        assert self.status == 2, self
        assert self.out == "", "nothing is printed beside faults"
        lines = self.err.splitlines()
        assert lines
        assert all(line.startswith("pursuit-sim: ") for line in lines), self.err
        return lines


# The command line as the fixture `cli` calls it: its words in, what it left behind out.
CLI = Callable[..., Outcome]
