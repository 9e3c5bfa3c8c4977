"""Steps of a race, and where in them things happen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.sim.course import course
from pursuit_sim.sim.grid import grid
from pursuit_sim.track import Oval

HALF_M, STRAIGHT_M = 193.6818, 110.43  # of the oval with R = 26 m
CURVE_M = HALF_M - STRAIGHT_M
CENTIMETRE = 0.01


@pytest.mark.parametrize("tuck_m", [-5, 0, 1, 30, 80, 81, 82, 83, 84, 85, 86, 100, 136, 140, 200])
def test_edges_rise_whatever_the_place_where_an_old_leader_tucks_in(tuck_m: float) -> None:
    made = grid(Oval(26.0), 4, {2: tuck_m})
    assert (np.diff(made.edges_m) > 0.1).all()
    assert made.edges_m[-1] == pytest.approx(4 * HALF_M, abs=CENTIMETRE)
    entry_m = 2 * HALF_M + STRAIGHT_M / 2
    exits = entry_m + CURVE_M + HALF_M * np.arange(-2, 2)
    assert made.edges_m[made.exits] == pytest.approx(exits, abs=CENTIMETRE)
    lines = HALF_M * np.arange(1, 5)
    assert made.edges_m[made.lines] == pytest.approx(lines, abs=CENTIMETRE)
    (tuck,) = made.edges_m[made.tucks] - entry_m
    # Not nearer than 2 m to the curve's ends or to the timing line.
    allowed = min(max(tuck_m, 2.0), CURVE_M + STRAIGHT_M / 2 - 2)
    assert tuck == pytest.approx(allowed, abs=4.01)
    assert abs(tuck - CURVE_M) > 1.99
    middle = (made.edges_m[1:] + made.edges_m[:-1]) / 2 + STRAIGHT_M / 2
    assert (made.curve == (middle % HALF_M > STRAIGHT_M)).all()


def test_an_old_leader_has_tucked_in_after_nine_tenths_of_the_exchange() -> None:
    # At 3098.9 m/(218.28 − 4.6 s) = 14.503 m/s the others skate 65.26 m in 0.9 · 5 s, from where
    # the tail is as the leader enters the curve, two spacings of 1.2 m before. The tail is then
    # 0.9 − sin(1.8π)/2π = 0.9935 of a place further back.
    turns = Formation((Lead(0, 2.25), Lead(1, 5.75)))
    entry = races.entry(formation=turns)
    entry = replace(entry, pacing=entry.pacing.model_copy(update={"start_loss_s": 4.6}))
    steps = course(races.race(entry), entry).grid
    (tuck,) = steps.edges_m[steps.tucks]
    assert tuck - (4 * HALF_M + STRAIGHT_M / 2) == pytest.approx(65.26 - 2.4 - 1.192, abs=0.05)
