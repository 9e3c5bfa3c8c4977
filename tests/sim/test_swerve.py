"""Team mates of whoever falls: they pass, and nobody skates through anybody."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pursuit_sim import timing
from pursuit_sim.arrays import Floats
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.race import Fall, Race
from pursuit_sim.sim import simulate
from pursuit_sim.sim.swerve import swerved
from pursuit_sim.track import OUTER_EDGE_M
from pursuit_sim.trajectory import Moment, Trajectory

LENGTH_M, BODY_M = 0.6, 0.45  # nobody is so close to anybody both along and across
OFFICIAL_S = 200.0
STEP_S = 1 / 60
# A curve of 25 m at 14 m/s asks as much of everybody.
SIDEWAYS_MPS2 = 14.0**2 / 25.0
BRAKED_MPS2 = 0.7 * 9.81  # who has to brake; that is what skates set across the way may give
RACE = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "A fall"
sex = "women"
laps = 6
[teams.AAA]
skaters = ["Ada One", "Bea Two", "Cid Three"]
[races.solo.{side}]
team = "AAA"
lineup = ["One", "Two", "Three"]
time = "3:20"
formation = "{kind}"
splits = [[3, 92.0]]
fall = {{ skater = "One", laps = 3.5 }}
"""


def race(kind: str, side: str) -> Race:
    return load_text(RACE.format(kind=kind, side=side)).races["solo"]


def fallen(of: Race, skater: int, laps: float) -> tuple[Trajectory, float, Floats, Moment]:
    """The race with a fall, when that is, and eight seconds from half a second before it on."""
    entry = replace(of.entries[0], fall=Fall(skater, laps))
    made = simulate(replace(of, entries=(entry,)))
    (fall,) = timing.falls(made)
    time = np.arange(fall.start_s - 0.5, fall.start_s + 8.0, STEP_S)
    return made, fall.start_s, time, made.at(time)


def together_s(now: Moment, one: int, other: int) -> float:
    """How long two are in the same place [s]."""
    along = np.abs(now.distance_m[:, one] - now.distance_m[:, other])
    aside = np.abs(now.lateral_m[:, one] - now.lateral_m[:, other])
    return float(((along < LENGTH_M) & (aside < BODY_M)).sum()) * STEP_S


@pytest.mark.parametrize("skater", [0, 1, 2])
@pytest.mark.parametrize(("kind", "side"), [("push", "finish"), ("rotating", "crossing")])
def test_nobody_skates_through_anybody(kind: str, side: str, skater: int) -> None:
    """On straights, in curves, where one becomes the other, and while the lead changes."""
    of = race(kind, side)
    for laps in np.linspace(3.03, 4.01, 15).tolist():
        made, _, _, now = fallen(of, skater, laps)
        others = [k for k in range(3) if k != skater]
        for one, other in ((0, 1), (0, 2), (1, 2)):
            assert together_s(now, one, other) == 0.0, f"at {laps:.2f}"
        lateral = now.lateral_m[:, others]
        assert lateral.min() > -1.0
        assert lateral.max() < OUTER_EDGE_M - BODY_M
        assert lateral[-1] == pytest.approx(0.0, abs=0.01), "back in line"
        assert (np.diff(now.distance_m, axis=0) >= -1e-9).all()
        assert timing.finish_times(made)[0] == pytest.approx(OFFICIAL_S, abs=1e-6)


def test_whoever_drops_back_keeps_out_of_the_slide() -> None:
    """Anywhere, and most of all while a leader drops back beside whoever slides out of a curve."""
    dice = np.random.default_rng(600)
    of = {kind: race(kind, "crossing") for kind in ("rotating", "few changes")}
    anywhere = dice.uniform(3.0, 5.7, 15)
    changing = dice.choice([3.0, 3.5, 4.0, 4.5, 5.0], 45) + dice.uniform(0.18, 0.25, 45)
    closest = []
    for laps in [*anywhere, *changing, 3.24, 3.226, 4.214, 4.203, 3.198, 3.247]:
        _, _, _, now = fallen(of[str(dice.choice([*of]))], int(dice.integers(3)), float(laps))
        closest.append(max(together_s(now, *each) for each in ((0, 1), (0, 2), (1, 2))))
    # A body is 0.45 m broad: one that goes by at 5 m/s is beside another for a tenth of a second.
    assert max(closest) < 0.03
    assert np.count_nonzero(closest) <= 2


@pytest.mark.parametrize("laps", [3.08, 3.21, 3.25, 3.5, 3.63])
@pytest.mark.parametrize("kind", ["push", "rotating"])
def test_they_swerve_as_skaters_can(kind: str, laps: float) -> None:
    """No jump of speed, along or sideways, and the speed told is that of where they are."""
    made, start_s, _, _ = fallen(race(kind, "finish"), 0, laps)
    time = np.arange(start_s - 0.5, start_s + 8.0, 0.05)
    now = made.at(time)
    along, across = (
        np.diff(each[:, 1:], axis=0) / 0.05 for each in (now.distance_m, now.lateral_m)
    )
    assert np.abs(np.diff(along, axis=0)).max() < BRAKED_MPS2 * 0.05
    assert np.abs(np.diff(across, axis=0)).max() < SIDEWAYS_MPS2 * 0.05
    step = np.diff(made.xy(now)[:, 1:], axis=0)
    walked = np.hypot(step[..., 0], step[..., 1]) / 0.05
    told = (now.speed_mps[1:, 1:] + now.speed_mps[:-1, 1:]) / 2
    assert np.quantile(np.abs(walked - told), 0.97) < 0.05


def test_on_a_straight_they_pass_outside_and_before_a_curve_inside() -> None:
    """In a curve whoever fell leaves the lane by themselves: nobody has to steer."""
    farthest = []
    for laps in (3.5, 3.61, 3.75):  # curves begin 56 m, 0.145 laps, after a line
        _, _, _, now = fallen(race("push", "finish"), 0, laps)
        farthest.append((now.lateral_m[:, 1:].min(), now.lateral_m[:, 1:].max()))
    (least, out), (inward, most), curve = farthest
    assert (least, most) == pytest.approx((0.0, 0.0), abs=0.01)
    assert 0.6 <= out <= 0.9
    assert -0.9 <= inward <= -0.6
    assert curve == pytest.approx((0.0, 0.0), abs=1e-9)


def test_who_is_ahead_of_the_fallen_one_stays_in_line() -> None:
    since = np.linspace(0.0, 5.0, 101)
    slid = 13.0 * since - 0.5 * since**2
    distance = np.stack([13.0 * since + 1.2, slid, 13.0 * since - 1.2], axis=1)
    lateral = swerved(since, distance, np.zeros_like(distance), 1)
    assert (lateral[:, :2] == 0).all()
    assert lateral[:, 2].max() > BODY_M
    assert lateral[since < 0.2] == pytest.approx(0.0), "nobody steers before they can have seen it"
    assert lateral[-1, 2] == pytest.approx(0.0, abs=0.01)
