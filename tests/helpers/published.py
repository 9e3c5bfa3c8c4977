"""Published facts of bundled events, as `tests/data` has them, beside what the files say."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from helpers.races import DATA
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.skater_labels import labels

FINALS = {"FA": "final-a", "FB": "final-b", "FC": "final-c", "FD": "final-d"}
SIDES = {"F": "finish", "C": "crossing"}


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file of `tests/data`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def race_id(row: dict[str, str]) -> str:
    """Where a row of an Olympic event belongs."""
    return FINALS.get(row["round"]) or f"{row['round'].lower()}-{row['heat']}"


def found(scenario: Scenario, row: dict[str, str]) -> tuple[Race, Entry | Listed]:
    """The race of a row, and the team in it."""
    race = scenario.races[race_id(row)]
    (entry,) = [each for each in race.everybody if each.team.code == row["noc"]]
    return race, entry


def skaters(entry: Entry | Listed) -> tuple[str, ...]:
    """Family names, front to back; none where the line-up is not known."""
    if isinstance(entry, Entry) and not entry.lineup_known:
        return ()
    return labels(entry.lineup, family_first=entry.team.family_first)


def surname(name: str, family_first: bool = False) -> str:
    """A name of the rows, such as "M. Takagi" or "Wu Yu", as the label has it."""
    if family_first and len(name.split()) > 1:
        return labels((name.replace("Ahenaer Adake", "Ahenaer ADAKE"),), family_first=True)[0]
    return name.removeprefix("M. ").removeprefix("N. ")


def gaps() -> Iterator[tuple[str, str, str, str, float, float]]:
    """(event, race, first team, second team, laps, first's time less the second's [s]).

    Those that are told to the hundredth, at a known distance.
    """
    for name in ("partial_splits", "push_era_partial_splits"):
        for row in rows(name):
            said = re.match(r"[+-]\d+\.\d\d\b", row["gap_to_other_s"])
            if not said or not row["metres"].isdigit():
                continue
            other = re.search(r"(?:behind|ahead of) ([A-Z]{3})", row["gap_to_other_s"])
            first, _, second = row["team"].partition("-")
            if other:
                second = other[1]
            if second:
                yield (
                    row["event"],
                    row["race"],
                    first,
                    second,
                    int(row["metres"]) / 400,
                    float(said[0]),
                )
