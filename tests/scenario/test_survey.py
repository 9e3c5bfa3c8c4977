"""How much of a scenario is known, counted by hand in the published results."""

from __future__ import annotations

import csv

from helpers.outcomes import CLI
from helpers.races import DATA, measured
from pursuit_sim import resources, scenario
from pursuit_sim.scenario.survey import survey


def test_milanos_women() -> None:
    """Ten races; Kazakhstan fell, and Final D was not skated: 17 runs are replayed."""
    found = survey(scenario.load("milano-2026-women"))
    assert (found.races, found.runs, found.replayed) == (10, 20, 17)
    with (DATA / "milano2026_women.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["time"] not in ("DNF", "not skated")]
    assert found.replayed == len(rows)
    assert found.named == sum(bool(row["lineup"]) for row in rows) == 15, "Belgium's are not known"
    assert found.lines == 17 * 11, "half-laps before the finish of six laps"
    assert found.timed == 3, "Japan's in the quarterfinal: 200, 2000 and 2200 m"
    assert found.gaps == 5, "three in a semifinal, one in Final A and in Final B"
    assert found.derived == 1, "3:00.14 of the United States, 4.22 s behind"


def test_what_was_measured_at_thialf() -> None:
    men = survey(scenario.load("thialf-2020-men"))
    teams = [team for distance, team in measured() if distance.startswith("Men")]
    assert (men.lines, men.timed) == (6 * 15, len(teams) * 15)
    assert men.named == men.reported == 0, "who skated, and who led, is not in the timing"
    pair = survey(scenario.load("thialf-2020-pair-1"))
    assert pair.timed == pair.lines == 2 * 15


def test_formations_that_are_known_in_full() -> None:
    """Norway's in three races, the United States' in two; in their third only who led is known."""
    assert survey(scenario.load("beijing-2022-men")).reported == 3 + 2


def test_what_is_assumed_is_no_passing() -> None:
    text = resources.scenarios()["thialf-2020-pair-1"].read_text(encoding="utf-8")
    doubted = text.replace('assumed = ["formation"]', 'assumed = ["formation", "splits_s"]', 1)
    assert survey(scenario.load_text(doubted)).timed == 15, "those of Belarus"


def test_the_list_says_it(cli: CLI) -> None:
    rows = {line.split()[0]: line for line in cli("scenarios").out.splitlines() if line.split()}
    assert "17 of 20" in rows["milano-2026-women"]
    assert "100 %" in rows["thialf-2020-pair-1"]
    assert "67 %" in rows["thialf-2020-men"], "four teams of six"
