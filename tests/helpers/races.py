"""Races built by hand, for tests that need no scenario file."""

from __future__ import annotations

import csv
from pathlib import Path

from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Pacing, Rink, Train
from pursuit_sim.scenario.race import Entry, Race, Split, Team
from pursuit_sim.track import Side

DATA = Path(__file__).parents[1] / "data"

PUSH = Formation((Lead(0, 8.0),), push=True)
FIXED = Formation((Lead(0, 8.0),))
DUTCH = Formation((Lead(0, 2.5), Lead(1, 2.0), Lead(2, 3.5)))
SIX_TURNS = Formation(tuple(Lead(i % 3, laps) for i, laps in enumerate((1.5,) * 4 + (1.0,) * 2)))
CANADIAN = Formation((Lead(0, 2.0), Lead(1, 3.0), Lead(0, 3.0)), push=True)


def entry(
    time_s: float = 218.28,
    *,
    code: str = "NOR",
    side: Side = "finish",
    formation: Formation = PUSH,
    pacing: Pacing | None = None,
    train: Train | None = None,
    splits: tuple[Split, ...] = (),
) -> Entry:
    return Entry(
        team=Team(code, code.title(), "#cc2030"),
        side=side,
        lineup=(f"{code} One", f"{code} Two", f"{code} Three"),
        formation=formation,
        official_time_s=time_s,
        splits=splits,
        pacing=pacing or Pacing(),
        train=train or Train(),
    )


def race(*entries: Entry, laps: int = 8, radius_m: float = 26.0) -> Race:
    if not entries:
        entries = (entry(), entry(219.62, code="NED", side="crossing", formation=DUTCH))
    return Race(
        "sf-1", "Semifinal 1", "semifinal", "", laps, Rink(inner_radius_m=radius_m), entries
    )


def measured() -> dict[tuple[str, str], list[float]]:
    """Cumulative half-lap times by (distance, team): official timing, Heerenveen 2020."""
    found: dict[tuple[str, str], list[float]] = {}
    with (DATA / "halflaps_ec2020.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["distance"], row["team"]), []).append(float(row["cum_time_s"]))
    return found
