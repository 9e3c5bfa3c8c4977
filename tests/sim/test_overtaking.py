"""A team that is caught: nobody skates through the others, and no time changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pursuit_sim import timing
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.track import OUTER_EDGE_M
from pursuit_sim.trajectory import Trajectory

LENGTH_M, BODY_M = 0.6, 0.45  # nobody is so close to anybody both along and across
HALF_LAP_M = 387.36 / 2
RACE = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "A catch"
sex = "women"
laps = 6
[teams.AAA]
skaters = ["Ada One", "Bea Two", "Cid Three"]
[teams.BBB]
skaters = ["Dee Four", "Eve Five", "Fay Six"]
[races.final.finish]
team = "AAA"
lineup = ["One", "Two", "Three"]
time = "{first}"
formation = "push"
{more}
[races.final.crossing]
team = "BBB"
lineup = ["Four", "Five", "Six"]
time = "{second}"
formation = "rotating"
"""
FALL = 'splits = [[2, 63.0]]\nfall = { skater = "Two", laps = 2.3 }'


def race(first: str, second: str, more: str = "") -> Race:
    return load_text(RACE.format(first=first, second=second, more=more)).races["final"]


def through(made: Trajectory) -> list[tuple[int, int]]:
    """Pairs of rivals who are in the same place at some sixtieth of a second."""
    now = made.at(np.arange(0.0, made.duration_s, 1 / 60))
    found = []
    for one in range(3):
        for other in range(3, 6):
            # The finish line and the crossing line are half a lap apart.
            ahead = now.distance_m[:, one] - now.distance_m[:, other] - HALF_LAP_M
            along = np.abs((ahead + HALF_LAP_M) % (2 * HALF_LAP_M) - HALF_LAP_M)
            aside = np.abs(now.lateral_m[:, one] - now.lateral_m[:, other])
            if ((along < LENGTH_M) & (aside < BODY_M)).any():
                found.append((one, other))
    return found


@pytest.mark.parametrize(
    ("first", "second", "more"),
    [
        ("2:52", "3:30", ""),  # caught while the lead changes, and passed again in the glide-out
        ("2:52", "3:18", ""),
        ("3:30", "2:52", ""),
        ("2:40", "4:40", ""),  # more than once
        ("3:12", "2:55", FALL),
    ],
)
def test_nobody_skates_through_the_others(first: str, second: str, more: str) -> None:
    of = race(first, second, more)
    made = simulate(of)
    assert through(made) == []
    standing = [k for k in range(6) if k not in [each.skater for each in timing.falls(made)]]
    assert made.lateral_m[:, standing].max() <= OUTER_EDGE_M - BODY_M / 2
    told = [entry.official_time_s for entry in of.entries]
    assert timing.finish_times(made) == pytest.approx(told, abs=1e-6)


def test_what_is_told_of_a_team_is_the_same_as_if_it_skated_alone() -> None:
    of = race("2:52", "3:30")
    both = simulate(of)
    caught = timing.catch(both)
    assert caught is not None
    # The faster gains half a lap, by the pace of both: 387.36 · 6 m in 172 s and in 210 s.
    even = HALF_LAP_M / (387.36 * 6 / 172 - 387.36 * 6 / 210)
    assert caught.time_s == pytest.approx(even, abs=8.0)
    for team in (0, 1):
        alone = simulate(replace(of, entries=(of.entries[team],), gaps=()))
        found = [each for each in timing.exchanges(both) if each.team == team]
        assert [(each.old - 3 * team, each.new - 3 * team) for each in found] == [
            (each.old, each.new) for each in timing.exchanges(alone)
        ]
        starts = [each.start_s for each in found]
        assert starts == pytest.approx([each.start_s for each in timing.exchanges(alone)], abs=0.1)


def test_they_go_out_smoothly_and_speed_is_what_the_places_say() -> None:
    made = simulate(race("2:52", "3:30"))
    caught = timing.catch(made)
    assert caught is not None
    time = np.arange(caught.time_s - 8.0, caught.time_s + 8.0, 0.05)
    now = made.at(time)
    assert now.lateral_m.max(axis=0).min() == 0.0, "one team stays in the lane"
    assert now.lateral_m.max() > 1.0
    sideways = np.diff(now.lateral_m, axis=0) / 0.05
    assert np.abs(np.diff(sideways, axis=0)).max() < 0.2
    step = np.diff(made.xy(now), axis=0)
    walked = np.hypot(step[..., 0], step[..., 1]) / 0.05
    told = (now.speed_mps[1:] + now.speed_mps[:-1]) / 2
    assert np.quantile(np.abs(walked - told), 0.98) < 0.05


def test_a_train_that_goes_round_is_still_a_train() -> None:
    shown = prepare(simulate(race("2:52", "3:18")))
    caught = timing.catch(shown.trajectory)
    assert caught is not None
    for after in np.arange(-4.0, 4.0, 0.5).tolist():
        now = snapshot(shown, caught.time_s + after)
        assert {"leads", "pushes"} == set(now.role[:3])


def test_who_never_meets_stays_in_the_lane() -> None:
    made = simulate(race("2:52", "2:58"))
    pushing = made.lateral_m[made.time_s > 20.0, :3]
    assert (pushing == 0).all()
