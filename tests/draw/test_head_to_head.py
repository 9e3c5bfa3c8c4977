"""Whose time decides is in the picture of the head-to-head, whatever became of the others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers.fallen_races import FALLEN, drawn
from helpers.two_teams import two
from pursuit_sim import load
from pursuit_sim.draw.graphics.frame_context import FrameContext, frame_context
from pursuit_sim.draw.replay.ghost import Sync
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import Snapshot
from pursuit_sim.draw.scenes import head_to_head
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures import render
from pursuit_sim.lab import ghost_words
from pursuit_sim.scenario import load_text
from pursuit_sim.trajectory import SKATERS

SIZES = ((1920, 1080), (640, 360), (1080, 1080))
EDGE = 0.01  # of a row's sides
CLOSE = (  # they fall in a close race, and are ahead until the others overtake them in the last lap
    """time = 238.0\nformation = "push"
    splits = [[3, 80.0], [4, 107.0]]\nfall = { skater = "Bea Two", laps = 4.5 }""",
    """time = 237.0\nformation = "rotating"\n""",
)
SOLO = """
format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "women", laps = 6, rounds = "single" }
[teams]
AAA = { name = "A", skaters = ["Ann One", "Bea Two", "Cat Three"] }
BBB = { name = "B", skaters = ["Dan Red", "Eve Blue", "Fay Green"] }
[races.r.finish]
team = "AAA"
lineup = ["Ann One", "Bea Two", "Cat Three"]
time = 195.0
formation = "rotating"
splits = [[3.0, 92.0]]
fall = { skater = "Bea Two", laps = 3.2 }
[races.r.crossing]
team = "BBB"
status = "DSQ"
"""


def last(now: Snapshot, team: int) -> int:
    """The skater's column of whom the clock waits for: the hindmost of the team."""
    columns = range(SKATERS * team, SKATERS * (team + 1))
    return min(columns, key=lambda k: now.distance_m[k])


def seen(context: FrameContext, now: Snapshot, own: int, row: int) -> bool:
    """Whether the hindmost of a team is within a row, off its edges."""
    k, eye = last(now, own), head_to_head.strips(context)[row]
    x, y, _ = eye.spot(context.replay.oval, now.distance_m[k], now.lateral_m[k])
    left, top, width, height = eye.box
    across, down = EDGE * width, EDGE * height
    return left + across < x < left + width - across and top + down < y < top + height - down


def check(replay: Replay, steps: int, sync: Sync = "time") -> None:
    for time in np.linspace(0.0, replay.duration_s, steps).tolist():
        for size in SIZES:
            settings = replace(Settings(size=size, camera="head-to-head"), ghost_sync=sync)
            context = frame_context(replay, time, settings)
            told = (replay.race.title, replay.codes, time, size)
            for team in range(len(replay.codes)):
                assert seen(context, context.now, team, team), (*told, replay.codes[team])
            if context.ghost is not None and replay.ghost is not None:
                assert seen(context, context.ghost, 0, replay.ghost.team), (*told, "ghost")


@pytest.mark.parametrize("name", FALLEN)
def test_after_a_fall_whose_times_decide_are_in_the_picture(name: str) -> None:
    check(two(*FALLEN[name]), 60)


def test_so_they_are_in_a_close_race_and_alone() -> None:
    check(two(*CLOSE), 80)
    check(render.replay(load_text(SOLO), "r"), 60)


def test_so_they_are_wherever_somebody_falls() -> None:
    for replay in drawn(32, 12):
        check(replay, 25)


@pytest.mark.parametrize("event", ["beijing-2022-women", "milano-2026-women"])
def test_so_they_are_in_races_as_they_were_skated(event: str) -> None:
    scenario = load(event)
    for race in [each.id for each in scenario.races.values() if each.entries]:
        check(render.replay(scenario, race), 20)


@pytest.mark.parametrize("sync", ["time", "distance"])
@pytest.mark.parametrize(
    ("event", "race", "text", "ahead"),
    [
        ("beijing-2022-men", "final-b", "WR:2021", True),  # 3:34.47, 4 s ahead of the USA
        ("beijing-2022-women", "final-b", "WR:2009", True),
        ("beijing-2022-women", "final-a", "WR:2017", True),  # beside Japan, who fall
        ("beijing-2022-women", "sf-2", "WR:2009", False),  # 2:55.79, behind 2:54.96
    ],
)
def test_a_ghost_is_in_the_picture_ahead_and_behind(
    event: str, race: str, text: str, ahead: bool, sync: Sync
) -> None:
    scenario = load(event)
    record = ghost_words.wanted(text, scenario, scenario.races[race])
    replay = render.replay(scenario, race, ghost=record)
    assert replay.ghost is not None
    assert (replay.ghost.curve[1][-1] < 0) == ahead
    check(replay, 40, sync)
