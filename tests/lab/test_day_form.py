"""Form on the day: its size from results, and that what is drawn has it."""

from __future__ import annotations

import csv
from collections import defaultdict
from math import log

import numpy as np
import pytest

from helpers.races import DATA
from pursuit_sim import load
from pursuit_sim.lab.day_form import day_form
from pursuit_sim.lab.uncertainty import SKATER_SD
from pursuit_sim.scenario.parameters import Form

COLLAPSE_S = 10.0  # slower than the team's best: not fully raced


def seconds(text: str) -> float:
    minutes, rest = text.split(":")
    return 60 * int(minutes) + float(rest)


def spread(groups: list[list[float]]) -> float:
    """Standard deviation within groups, pooled."""
    squares = sum(sum((each - np.mean(group)) ** 2 for each in group) for group in groups)
    return float(np.sqrt(squares / sum(len(group) - 1 for group in groups)))


def test_a_teams_fully_raced_times_scatter_by_the_default() -> None:
    by_team = defaultdict(list)
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            by_team[row["noc"]].append(seconds(row["official"]))
    raced = [[t for t in own if t - min(own) < COLLAPSE_S] for own in by_team.values()]
    found = spread(raced)
    assert found == pytest.approx(1.23, abs=0.01)
    assert Form().race_sd_s == pytest.approx(found, abs=0.05)


def test_team_mates_differ_by_the_default() -> None:
    """1500 and 5000 m of the same Games; steady power grows with v^2.7 (air five sixths)."""
    by_team = defaultdict(list)
    with (DATA / "individual_beijing2022_men.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for distance in ("d1500", "d5000"):
                if ":" in row[distance]:
                    time = log(seconds(row[distance]))
                    by_team[row["noc"], distance].append(time)
    groups = [own for own in by_team.values() if len(own) > 1]
    assert sum(map(len, groups)) == 9  # Italy's three, and pairs of three other teams
    found = 2.7 * spread(groups)
    assert 0.03 <= found <= 0.05
    assert pytest.approx(found, abs=0.005) == SKATER_SD


def test_what_is_drawn_has_the_size_the_days_and_the_rare_events() -> None:
    changes = ["form.fall_chance=0", "form.touch_chance=0", "form.day_share=0.5"]
    drawn = day_form(load("beijing-2022-men", changes), 20_000, np.random.default_rng(1))
    semifinal, final, quarter = (drawn[race, "NOR"] for race in ("sf-1", "final-a", "qf-3"))
    assert semifinal.mean() == pytest.approx(0, abs=0.03)
    assert semifinal.std() == pytest.approx(1.2, abs=0.03)
    # Semifinal and final were skated on 15 February, the quarterfinal on the 13th.
    assert np.corrcoef(semifinal, final)[0, 1] == pytest.approx(0.5, abs=0.03)
    assert np.corrcoef(semifinal, quarter)[0, 1] == pytest.approx(0, abs=0.03)
    assert np.corrcoef(semifinal, drawn["sf-1", "NED"])[0, 1] == pytest.approx(0, abs=0.03)


def test_rare_events_only_cost_time() -> None:
    changes = ["form.race_sd_s=0", "form.fall_chance=0.1", "form.touch_chance=0.2"]
    drawn = day_form(load("beijing-2022-men", changes), 20_000, np.random.default_rng(2))
    lost = drawn["final-a", "NOR"]
    # 10 % lose 11 s, 20 % 5 s, and 2 % both.
    assert np.unique(lost).tolist() == [0, 5, 11, 16]
    assert (lost >= 11).mean() == pytest.approx(0.1, abs=0.01)
    assert lost.mean() == pytest.approx(0.1 * 11 + 0.2 * 5, abs=0.1)
