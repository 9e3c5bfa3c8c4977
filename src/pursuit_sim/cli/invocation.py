"""What holds for one run of the program, whatever its verb."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

STDIN = "-"
ERRORS = ("text", "json")
_LONGEST_BYTES = 1 << 20  # of a scenario, as of its file


@dataclass
class Invocation:
    """One run of the program.

    Attributes
    ----------
    quiet : nothing is said but results and what is wrong
    errors : how faults are told: "text" or "json", one object a line
    scenario : what standard input said, once it was read; it can be read only once
    races : ids of races of the scenarios read: a fault may lie in one that an option is called
    """

    quiet: bool = False
    errors: str = ERRORS[0]
    scenario: str | None = None
    races: set[str] = field(default_factory=set)


current = Invocation()


def begin(words: Sequence[str]) -> None:
    """Forget the run before, in a process that runs several.

    How faults are told is read here too: the words themselves may be at fault.
    """
    global current  # noqa: PLW0603 - one program runs at a time
    current = Invocation()
    said = " ".join(words).replace("=", " ")
    if f"--errors {ERRORS[1]}" in said:
        current.errors = ERRORS[1]


def standard_input() -> str:
    """The scenario on standard input.

    Raises
    ------
    InputError
        if it is too long, or no text in UTF-8
    """
    if current.scenario is None:
        from pursuit_sim.scenario.read_file import decoded, too_large

        if sys.stdin is None:
            from pursuit_sim.errors import InputError

            raise InputError.single(STDIN, "", "standard input is closed", "name a file")
        data = sys.stdin.buffer.read(_LONGEST_BYTES + 1)
        if len(data) > _LONGEST_BYTES:
            raise too_large(None, STDIN)
        current.scenario = decoded(data, STDIN)
    return current.scenario
