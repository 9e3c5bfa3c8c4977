"""What a what-if takes out of a run: a fall, an incident, an order, a remark."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pursuit_sim import scenario
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario, write
from pursuit_sim.scenario.loader import changes
from pursuit_sim.scenario.race import Entry, Listed, Race

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
RUN = 'lineup = ["Ada", "Bea", "Cleo"]\nformation = "push"\n'
BASE = f"""{HEAD}
[event]
name = "Club"
sex = "women"
laps = 6
[teams.RED]
skaters = ["Ada", "Bea", "Cleo"]
[teams.BLU]
skaters = ["Ada", "Bea", "Cleo"]
[races.fall.finish]
team = "RED"
{RUN}time = "3:20.00"
splits = [[2, "1:00.00"]]
fall = {{ skater = "Bea", laps = 3 }}
assumed = ["fall"]
remark = "second, since Bea fell"
[races.fall.crossing]
team = "BLU"
{RUN}time = "3:30.00"
incident = "a touch"
[races.untimed.finish]
team = "RED"
{RUN}time = "unknown"
tie_break = 1
[races.untimed.crossing]
team = "BLU"
{RUN}time = "unknown"
tie_break = 2
remark = "lost"
[races.out.finish]
team = "RED"
{RUN}time = "DNF"
remark = "Bea fell"
"""
RED, BLU = "races.fall.finish", "races.fall.crossing"


def load(*said: str) -> Scenario:
    return scenario.load_text(BASE, said)


def run(found: Scenario, race: str, side: str) -> Entry | Listed:
    return next(each for each in found.races[race].everybody if each.side == side)


def by_file(tmp_path: Path) -> Race:
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    text = f'{HEAD}extends = "base.toml"\n[races.fall.finish]\nfall = {{}}\ntime = "3:02.00"\n'
    (tmp_path / "over.toml").write_text(text, encoding="utf-8")
    return scenario.load(tmp_path / "over.toml").races["fall"]


@pytest.mark.parametrize(
    "door",
    [
        by_file,
        lambda _: load(f"{RED}.fall={{}}", f"{RED}.time=3:02.00").races["fall"],
        lambda _: load().changed({f"{RED}.time": "3:02.00", f"{RED}.fall": {}}).races["fall"],
    ],
)
def test_a_fall_is_taken_out_at_every_door(door: Callable[[Path], Race], tmp_path: Path) -> None:
    red = door(tmp_path).entries[0]
    assert (red.fall, red.official_time_s, [each.time_s for each in red.splits]) == (
        None, 182.0, [60.0],
    )  # fmt: skip
    assert "fall" not in red.assumed


def test_an_incident_an_order_and_a_remark_are_taken_out_by_an_empty_text() -> None:
    found = load(f"{BLU}.incident=", f"{BLU}.time=3:05.00", f"{RED}.remark=")
    assert isinstance(run(found, "fall", "crossing"), Entry)
    assert run(found, "fall", "finish").remark == ""
    orders = [f"races.untimed.{side}.tie_break=" for side in ("finish", "crossing")]
    found = load(*orders, "races.untimed.finish.time=3:05.00")
    assert [each.tie_break for each in found.races["untimed"].everybody] == [None, None]
    with pytest.raises(InputError, match="take the order out: tie_break = ''"):
        load("races.untimed.finish.time=3:05.00")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([f"{RED}.fall={{}}"], "fall: is taken out, and 3:20.00 still has in it"),
        ([f"{BLU}.incident="], "incident: is taken out, and 3:30.00 still has in it"),
        ([f"{RED}.fall={{}}", f"{RED}.time=3:20"], ""),
        ([f"{RED}.fall={{}}", f"{RED}.incident=a touch"], ""),
        ([f"{RED}.fall={{}}", f"{RED}.status=DNF"], ""),
        (["races.out.finish.fall={}"], ""),
    ],
)
def test_a_time_that_has_the_fall_in_it_is_asked_for_without_it(said: list[str], told: str) -> None:
    if not told:
        load(*said)
        return
    with pytest.raises(InputError, match=told) as caught:
        load(*said)
    assert "give the time without it, too" in str(caught.value)


def test_a_time_told_before_the_fall_was_taken_out_has_it_in_it() -> None:
    slower = load(f"{RED}.time=3:21.00")
    with pytest.raises(InputError, match=r"3:21\.00 still has in it"):
        slower.replace(f"{RED}.fall", {})
    without = load(f"{RED}.fall={{}}", f"{RED}.time=3:02.00")
    assert len(without.replace(f"{RED}.formation", "fixed").races["fall"].entries) == 1


def test_what_is_taken_out_is_written_so() -> None:
    tables = changes(BASE, [f"{RED}.fall={{}}", f"{BLU}.incident="])
    assert tomllib.loads(write.text(tables)) == tables
    assert tables["races"]["fall"]["finish"] == {"fall": {}}


def test_a_file_that_extends_nothing_has_nothing_to_take_out() -> None:
    wrong = BASE.replace('incident = "a touch"', 'incident = ""')
    with pytest.raises(InputError, match="incident: found ''"):
        scenario.load_text(wrong)
    # Nor does an empty table of a race that is called so take the race out.
    assert "fall" in scenario.load_text(BASE).replace("races", {"fall": {}}).races


@pytest.mark.parametrize(
    ("said", "remarks"),
    [
        ([], ["second, since Bea fell", "lost", "Bea fell"]),
        ([f"{RED}.formation=fixed"], ["second, since Bea fell", "lost", "Bea fell"]),
        ([f"{RED}.time=200", f"{BLU}.fall={{}}"], ["second, since Bea fell", "lost", "Bea fell"]),
        ([f"{BLU}.time=3:19.00"],
         ["as skated: second, since Bea fell", "as skated: lost", "as skated: Bea fell"]),
        ([f"{BLU}.status=DNF", f"{RED}.remark=first"],
         ["first", "as skated: lost", "as skated: Bea fell"]),
        (["races.out.finish.status=DSQ"],
         ["as skated: second, since Bea fell", "as skated: lost", "as skated: Bea fell"]),
    ],
)  # fmt: skip
def test_a_remark_on_the_race_as_skated_says_so_in_a_what_if(
    said: list[str], remarks: list[str]
) -> None:
    found = load(*said)
    asked = (("fall", "finish"), ("untimed", "crossing"), ("out", "finish"))
    assert [run(found, *each).remark for each in asked] == remarks


@pytest.mark.parametrize(
    ("said", "incident"),
    [
        (f"{RED}.time=3:21.00", "a touch"),
        (f"{BLU}.time=3:05.00", "as skated: a touch"),
        (f"{BLU}.incident=a fall", "a fall"),
    ],
)
def test_an_incident_is_of_the_run_as_it_was(said: str, incident: str) -> None:
    blu = run(load(said), "fall", "crossing")
    assert isinstance(blu, Listed)
    assert blu.incident == incident


def test_lap_times_from_the_start_are_told_as_passings() -> None:
    laps = 'laps_s = [32, 61.5, 91.2, 121.3, 151.5, "3:02.00"]'
    base = BASE.replace('time = "DNF"', f'time = "3:02.00"\n{laps}')
    with pytest.raises(InputError, match=r"write them as splits, .*such as \[1, 32\]"):
        scenario.load_text(base)
