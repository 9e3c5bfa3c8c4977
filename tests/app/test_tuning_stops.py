"""A pacing that is tuned beside published gaps: it moves nobody else, and nobody's stumble."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import pursuit_sim
from pursuit_sim import scenario, timing
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.arrays import Floats
from pursuit_sim.event import results

pytestmark = pytest.mark.usefixtures("prepared_once")

# EEE led by 1.5 s after 4 laps and were 5.0 s behind after 5, between which they stumbled.
STUMBLED = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "T"
sex = "men"
laps = 8
[teams.EEE]
skaters = ["E One", "E Two", "E Three"]
[teams.AAA]
skaters = ["A One", "A Two", "A Three"]
[races.r]
gaps = [{ laps = 4, ahead = "EEE", by = 1.5 }, { laps = 5, ahead = "AAA", by = 5.0 }]
[races.r.finish]
team = "EEE"
lineup = ["E One", "E Two", "E Three"]
formation = "push"
time = 227.0
[races.r.crossing]
team = "AAA"
lineup = ["A One", "A Two", "A Three"]
formation = "push"
time = 223.5
"""


def tuned(
    source: str, race: str, side: str, fade_s: float
) -> tuple[Floats, Floats, pursuit_sim.Scenario]:
    """(team, half-lap) passings [s] as they were and tuned, and what is saved of it."""
    session = TuningSession(results(pursuit_sim.load(source)))
    session.enter(race)
    session.side = "finish" if side == "finish" else "crossing"
    row = session.control("pacing.fade_s")
    assert row is not None
    session.change(row, fade_s)
    assert session.run is not None
    before, after = (np.array(timing.splits(each.trajectory))
                     for each in (session.run.original, session.run.replay))  # fmt: skip
    saved = scenario.load_text(session.scenario_text())
    again = np.array(timing.splits(pursuit_sim.simulate(saved, race=race)))
    assert again == pytest.approx(after, abs=1e-6)
    return before, after, saved


@pytest.mark.parametrize(("side", "other"), [("finish", 1), ("crossing", 0)])
def test_who_is_not_tuned_keeps_their_passings(side: str, other: int) -> None:
    """Milano, men's Final A: USA ahead after 4 laps, 1.5 to 2.5 s behind after 7."""
    before, after, _ = tuned("milano-2026-men", "final-a", side, 4.0)
    assert after[other] == pytest.approx(before[other], abs=1e-6)
    assert np.abs(after - before)[1 - other].max() > 0.5


@pytest.mark.parametrize("side", ["finish", "crossing"])
def test_a_stumble_that_gaps_told_is_no_matter_of_pacing(side: str, tmp_path: Path) -> None:
    path = tmp_path / "stumbled.toml"
    path.write_text(STUMBLED, encoding="utf-8")
    before, after, saved = tuned(str(path), "r", side, 1.35)
    assert np.diff(before[0, 7:10:2]) == pytest.approx(33.7, abs=0.05)
    assert np.diff(after, prepend=0.0) == pytest.approx(np.diff(before, prepend=0.0), abs=0.3)
    untouched = int(side == "finish")
    assert after[untouched] == pytest.approx(before[untouched], abs=1e-6)
    if side == "finish":  # who stumbled
        assert (after[0] - after[1])[[7, 9]] == pytest.approx([-1.5, 5.0], abs=1e-6)
    (first, second) = results(saved).race("r").entries
    assert second.supposed == ()
    (lost,) = first.supposed
    assert (lost.begin, lost.end) == (8, 10)
    assert lost.more_s == pytest.approx(7.0, abs=0.05)
