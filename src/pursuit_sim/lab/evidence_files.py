"""The bundled times that speak of the push: ``assets/evidence``, each row with its source."""

from __future__ import annotations

import csv

from pursuit_sim import resources

Row = dict[str, str]

# What is left out of them, and where their error is from.
CARE = (
    (
        "2022 is the mean of the races raced out; left out are the semifinal of the women of "
        "ROC (RUS) in 3:05.92 and every fall."
    ),
    "The error is the scatter of those who went on rotating, for both groups.",
)
BEFORE, AFTER = "European Championships 2020", "Beijing 2022"  # all rotated; some pushed


def table(name: str) -> list[Row]:
    """The rows of one of the bundled files."""
    with resources.asset(f"evidence/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
