"""What a saved tuned race says of its passings: what was said of them in the window."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from pursuit_sim import scenario, timing
from pursuit_sim.app.tuning.tuning import RINK
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw.graphics import lap_table
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.errors import InputError
from pursuit_sim.sim import simulate

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("prepared_once")]

WOMEN = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Gap night"
sex = "women"
laps = 6
[teams.RED]
skaters = ["Ada A", "Bea B", "Cleo C"]
[teams.BLU]
skaters = ["Dora D", "Eva E", "Fay F"]
[races.g]
{gaps}
[races.g.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
formation = "rotating"
{red}
[races.g.crossing]
team = "BLU"
lineup = ["Dora","Eva","Fay"]
time = "2:56.00"
formation = "rotating"
{blu}
"""
GAPS = (
    'gaps = [{laps=1, ahead="RED", by=0.20}, {laps=3, ahead="RED", by=0.10}, '
    '{laps=4.5, ahead="BLU", by=0.40}]'
)
FELL = 'time = "3:12.00"\nfall = { skater = "Ada A", laps = 4.8 }'
STOOD = 'time = "2:56.60"'
SOME = 'splits = [[2, "1:00.52"], [3.31, "1:37.60"]]'
LAPS = "splits_s = [18.4, 32.4, 46.5, 60.5, 74.7, 88.7, 103.1, 117.4, 132.0, 146.6, 161.5, 176.6]"
MARKED = 'assumed = ["{}"]'
FILES = {
    "gaps, a fall": (GAPS, FELL, ""),
    "gaps": (GAPS, STOOD, ""),
    "gaps, a fall, some known": (GAPS, f"{FELL}\n{SOME}", ""),
    "gaps, some known": (GAPS, f"{STOOD}\n{SOME}", ""),
    "gaps, some assumed": (GAPS, f"{STOOD}\n{SOME}\n{MARKED.format('splits')}", ""),
    "gaps, a fall, some assumed": (GAPS, f"{FELL}\n{SOME}\n{MARKED.format('splits')}", ""),
    "a fall, some known": ("", f"{FELL}\n{SOME}", ""),
    "all known": ("", f"{STOOD}\n{LAPS}", ""),
    "all assumed": ("", f"{STOOD}\n{LAPS}\n{MARKED.format('splits_s')}", ""),
    "the other's known": (GAPS, FELL, SOME),
    "the other's assumed": (GAPS, FELL, f"{SOME}\n{MARKED.format('splits')}"),
    "nothing": ("", STOOD, ""),
}


def _said(shown: Replay) -> tuple[object, ...]:
    """What is told of every passing, lap and gap of a replay."""
    teams, halves = range(len(shown.codes)), range(1, shown.race.half_laps + 1)
    return (
        [[doubts.of_passing(shown, team, half) for half in halves] for team in teams],
        [[lap_table.timed(shown, team, lap) for lap in range(shown.race.laps)] for team in teams],
        [doubts.of_gap(shown, half) for half in halves],
        lap_table.by_model(shown),
    )


def _check(session: TuningSession) -> None:
    assert session.run is not None
    shown = session.run.replay
    race = scenario.load_text(session.scenario_text()).races[shown.race.id]
    again = prepare(simulate(race))
    assert timing.splits(simulate(race)) == pytest.approx(shown.splits_s, abs=1e-6)
    assert _said(again) == _said(shown)


@pytest.mark.parametrize("side", ["finish", "crossing", RINK])
@pytest.mark.parametrize("keep", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_a_saved_race_says_of_its_laps_what_the_window_said(
    name: str, keep: bool, side: str, tmp_path: Path
) -> None:
    gaps, red, blu = FILES[name]
    path = tmp_path / "night.toml"
    path.write_text(WOMEN.format(gaps=gaps, red=red, blu=blu))
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(str(path))))
    session.enter("g")
    session.side = "crossing" if side == RINK else side
    if not keep:
        session.keep_time(False)
    row = session.control("rink.air_density_kgm3" if side == RINK else "kind")
    assert row is not None
    value = float(row.value) - 5 * row.step if side == RINK else "push"
    session.change(row, value)
    if keep:
        session.keep_time(True)
    if session.problem:
        assert "fell" in session.problem
        return
    _check(session)


@pytest.mark.parametrize("model", ["kinematic", "power"])
@pytest.mark.parametrize(
    ("event", "race", "side"),
    [("beijing-2022-women", "final-a", "crossing"), ("beijing-2022-men", "final-a", "finish"),
     ("beijing-2022-men", "sf-1", "crossing")],
)  # fmt: skip
def test_a_bundled_race_that_is_tuned_and_saved_says_what_the_window_said(
    event: str, race: str, side: str, model: str
) -> None:
    session = TuningSession(pursuit_sim.results(pursuit_sim.load(event), model))
    try:
        session.enter(race)
    except InputError:
        assert (event, model) == ("beijing-2022-women", "power")
        return
    session.side = side
    row = session.control("kind")
    assert row is not None
    session.change(row, "rotating" if row.value == "push" else "push")
    assert not session.problem
    _check(session)
