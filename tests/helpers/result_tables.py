"""Tables of results whose teams no time parts, so that only their words do."""

from __future__ import annotations

from collections.abc import Callable

from helpers.outcomes import Outcome
from helpers.workbooks import Rows, xlsx

Import = Callable[..., tuple[Outcome, list[str]]]

# Times that men skate over eight laps as women do over six, so that only words part them.
ONE = "Inzell,3:38.61", "Erfurt,3:40.10", "Chemnitz,3:41.10"
OTHER = "Berlin,3:37.61", "Dresden,3:39.10", "Grefrath,3:42.10"
FIRST, SECOND = ["Chemnitz", "Erfurt", "Inzell"], ["Berlin", "Dresden", "Grefrath"]


def table(title: str, rows: tuple[str, ...]) -> str:
    return "\n".join([title, "Team,Time", *rows]) + "\n"


def two(upper: str, lower: str) -> str:
    return f"{table(upper, ONE)}\n{table(lower, OTHER)}"


def sheets(*names: str) -> bytes:
    rows: list[Rows] = [[["Team", "Time"], *(row.split(",") for row in each)]
                        for each in (ONE, OTHER)]  # fmt: skip
    return xlsx(dict(zip(names, rows, strict=True)))
