"""Time that only gaps say was lost is told wherever its race is told, and what is planned on it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import pursuit_sim
from helpers import page_data
from helpers.outcomes import CLI
from pursuit_sim.draw.replay.story import context
from pursuit_sim.event import results
from pursuit_sim.export.page.document import page
from pursuit_sim.lab import race_plan_words as race_plan_text
from pursuit_sim.lab.rival import rival
from pursuit_sim.scenario import load, load_text
from pursuit_sim.scenario.slow_laps import SlowStretch

# Half-laps by hand; EEE lose 8 s in the first half of lap 5.
AAA = np.array([17.8] + [13.4] * 4 + [13.5] * 3 + [13.6] * 2 + [13.7] + [13.8] * 2 + [14.0] * 3)
EEE = AAA - 0.1
EEE[8] += 8.0
SAID = re.compile(r"the gaps say that EEE lost about (7|8)\.\d s in lap 5; nobody measured that")


def text(*gaps: float, splits: tuple[int, ...] = ()) -> str:
    made = (
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "T"\nsex = "men"\nlaps = 8\n'
    )
    for code in ("EEE", "AAA"):
        made += f'[teams.{code}]\nskaters = ["{code} A", "{code} B", "{code} C"]\n'
    told = []
    for lap in gaps:
        behind = float((EEE - AAA)[: round(2 * lap)].sum())
        ahead = "AAA" if behind > 0 else "EEE"
        told.append(f'{{ laps = {lap}, ahead = "{ahead}", by = {abs(behind):.2f} }}')
    made += f"[races.r1]\ngaps = [{', '.join(told)}]\n"
    for code, side, halves in (("EEE", "finish", EEE), ("AAA", "crossing", AAA)):
        line_up = f'["{code} A", "{code} B", "{code} C"]'
        made += f'[races.r1.{side}]\nteam = "{code}"\nlineup = {line_up}\nformation = "push"\n'
        made += f"time = {halves.sum():.2f}\n"
        if code == "AAA" and splits:
            known = [[lap, round(float(halves[: 2 * lap].sum()), 2)] for lap in splits]
            made += f"splits = {known}\n"
    return made


def test_it_is_told_of_the_team_and_of_nobody_else() -> None:
    (first, second) = results(load_text(text(2, 4, 5, 7))).race("r1").entries
    (said,) = first.notes
    assert SAID.fullmatch(said)
    (lost,) = first.supposed
    assert (lost.begin, lost.end) == (8, 10)
    assert lost.took_s == pytest.approx(EEE[8:10].sum(), abs=0.6)
    assert (second.notes, second.supposed) == ((), ())


@pytest.mark.parametrize("race", ["qf-2", "final-a"])
@pytest.mark.parametrize("faster_s", [3.0, 5.0])
@pytest.mark.parametrize("side", ["finish", "crossing"])
def test_what_a_what_if_makes_of_a_gap_is_nobodys_mishap(
    race: str, faster_s: float, side: str
) -> None:
    told = load("milano-2026-men")
    entry = next(each for each in told.races[race].entries if each.side == side)
    changed = told.changed({f"races.{race}.{side}.time": entry.official_time_s - faster_s})
    assert [each.supposed for each in results(changed).race(race).entries] == [(), ()]


def test_what_passings_measure_is_not_supposed() -> None:
    """A gap to a known passing is a passing: lap 5 of EEE is measured."""
    (first, _) = results(load_text(text(4, 5, splits=(4, 5)))).race("r1").entries
    assert (first.notes, first.supposed) == ((), ())


def test_pictures_pages_and_the_check_of_a_file_tell_it(cli: CLI, tmp_path: Path) -> None:
    made = load_text(text(2, 4, 5, 7))
    (note,) = context(results(made), "r1").notes
    assert SAID.fullmatch(note)
    (race,) = json.loads(page_data.text_of(page(made).html))["races"]
    for told in (race["note"], race["teams"][0]["notes"]):
        assert told[0][0] == "said-lost-lap"
        assert {**told[0][1], "lost": ""} == {"code": "EEE", "lost": "", "n": "5"}
    path = tmp_path / "t.toml"
    path.write_text(text(2, 4, 5, 7), encoding="utf-8")
    assert SAID.search(cli("validate", path).err)
    assert SAID.search(cli("run", path, "--race", "r1").out)


def test_where_no_single_lap_is_known_it_lies_between_two_places() -> None:
    lost = SlowStretch(0, 6, 100.0, 16.83, supposed=True)
    assert lost.lost("EEE") == (
        "the gaps say that EEE lost about 16.8 s between 0 and 3 laps; nobody measured that"
    )


@pytest.mark.whole
@pytest.mark.parametrize(
    ("made", "known", "said"),
    [
        (text(2, 4, 5, 7), "no passings, so the usual pacing, bent to meet the gaps", SAID),
        (
            text(*range(1, 8), splits=tuple(range(1, 8))),
            "its passings as known gaps to AAA tell them",
            re.compile(r"Lap 5 of that race took 35\.00 s, 7\.7 s more"),
        ),
    ],
)
def test_a_plan_tells_what_its_board_has(
    made: str, known: str, said: re.Pattern[str], tmp_path: Path
) -> None:
    path = tmp_path / "t.toml"
    path.write_text(made, encoding="utf-8")
    found = pursuit_sim.plan(path, team="EEE", draws=100, rival=f"{path}:EEE")
    told = race_plan_text.basis(found)
    assert known in told
    assert said.search(told)
    assert said.search(race_plan_text.rival(found).replace("that race of theirs", "that race"))
    data = found.to_dict()
    (slow,) = data["slow"]
    assert (slow["from_laps"], slow["to_laps"]) == (4, 5)
    assert slow["supposed"] is (said is SAID)
    assert data["rival"]["slow"] == data["slow"]


@pytest.mark.whole
def test_of_a_rival_without_a_mishap_nothing_is_told() -> None:
    race = load_text(text(2, 4, 5, 7)).races["r1"]
    assert rival(race, "AAA", race.rink).slow == ()
