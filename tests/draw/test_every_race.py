"""Every bundled race at 10 Hz: nobody off the ice or through anybody, cards as the results."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pygame
import pytest

from helpers import bundled
from helpers.scenes import check_texts, numbers, says
from helpers.window_script import colours
from pursuit_sim import resources, timing
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import clock, result_card
from pursuit_sim.draw.ice.rink import INNER_EDGE_M, PADS_OUTSIDE_M
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque
from pursuit_sim.sim import simulate
from pursuit_sim.track import OUTER_EDGE_M
from pursuit_sim.trajectory import SKATERS
from pursuit_sim.units import format_time

RATE_HZ = 10
BODY_M = 0.45  # shoulders are about this wide
PAINTER = Painter()  # which keeps what it has painted for the next picture
LENGTH_M = 0.6  # nobody stands so close behind anybody on the same line
EVENTS = {name: bundled.event(name) for name in resources.scenarios()}
RACES = [
    (name, race.race.id)
    for name, event in EVENTS.items()
    for race in event.races
    if race.race.entries
]
# Pictures take their time: of each event its first race, its last, and those with a team missing.
PICTURED = [
    (name, race_id)
    for name, event in EVENTS.items()
    for race_id in [one for other, one in RACES if other == name]
    if event.race(race_id).race.listed
    or race_id in {[one for other, one in RACES if other == name][i] for i in (0, -1)}
]


@pytest.mark.parametrize(("event", "race_id"), RACES)
def test_everybody_is_on_the_ice_and_through_nobody(event: str, race_id: str) -> None:
    trajectory = simulate(EVENTS[event].race(race_id).race)
    time = np.arange(0.0, trajectory.duration_s, 1 / RATE_HZ)
    moment = trajectory.at(time)
    for array in (moment.distance_m, moment.lateral_m, moment.speed_mps):
        assert np.isfinite(array).all()
    assert moment.lateral_m.min() >= INNER_EDGE_M + BODY_M / 2
    down = [each.skater for each in timing.falls(trajectory)]
    assert np.delete(moment.lateral_m, down, axis=1).max() <= OUTER_EDGE_M - BODY_M / 2
    assert moment.lateral_m.max() <= PADS_OUTSIDE_M - BODY_M / 2
    assert (np.diff(moment.distance_m, axis=0) >= -1e-9).all()
    for team in range(len(trajectory.race.entries)):
        first = SKATERS * team
        for one in range(first, first + SKATERS):
            for other in range(one + 1, first + SKATERS):
                along = np.abs(moment.distance_m[:, one] - moment.distance_m[:, other])
                aside = np.abs(moment.lateral_m[:, one] - moment.lateral_m[:, other])
                assert ((along >= LENGTH_M) | (aside >= BODY_M)).all()


@pytest.mark.parametrize(("event", "race_id"), PICTURED)
def test_the_card_tells_the_results(event: str, race_id: str) -> None:
    found = EVENTS[event]
    result = found.race(race_id)
    replay = bundled.watched(event, race_id)
    rows = result_card.outcomes(replay)
    assert [row.team for row in rows] == [each.entry.team.code for each in result.ranked]
    for name in ("overview", "follow", "split", "head-to-head", "broadcast"):
        words = says(scene.frame(replay, replay.duration_s, Settings(camera=name)))
        for row, each in zip(rows, result.ranked, strict=True):
            assert row.time_s == each.time_s
            said = row.word if row.time_s is None else format_time(row.time_s)
            if row.team in replay.codes or name == "overview":
                assert said in words
            else:
                assert any(word.startswith(row.team) for word in words), "the title names them"
    told = (clock.reading(replay, float(second)) for second in range(int(replay.duration_s)))
    times = next(each.finish for each in told if not each.news)
    assert all(format_time(entry.official_time_s) in times for entry in result.race.entries)


@pytest.mark.parametrize("event", bundled.EVERY_EVENT)
def test_every_picture_is_in_order(event: str) -> None:
    """Numbers and texts of every camera, at moments that differ from race to race."""
    for index, race_id in enumerate(one for name, one in PICTURED if name == event):
        replay = bundled.watched(event, race_id)
        names = registry.names(replay.codes)
        moments = np.linspace(0.3 * (index + 1), replay.duration_s, len(names))
        for name, time in zip(names, moments.tolist(), strict=True):
            size = ((1280, 720), (1920, 1080))[index % 2]
            shapes = scene.frame(replay, time, Settings(size=size, camera=name))
            assert all(math.isfinite(number) for number in numbers(shapes))
            check_texts(shapes, size)


@pytest.mark.parametrize(
    ("event", "race_id"), [each for each in RACES if each not in PICTURED][::4]
)
def test_a_moment_of_other_races_is_painted(event: str, race_id: str) -> None:
    """Wherever it falls, the picture holds both teams, and paint of their colours."""
    replay = bundled.watched(event, race_id)
    time = np.random.default_rng(sum((event + race_id).encode())).uniform(0, replay.duration_s)
    shapes = scene.frame(replay, time, Settings(size=(640, 360), camera="overview"))
    check_texts(shapes, (640, 360))
    assert {*replay.codes} <= {*says(shapes)}
    surface = opaque(640, 360)
    PAINTER.paint(shapes, surface)
    assert colours(pygame.surfarray.array3d(surface)) > 100


def test_short_names_are_family_names() -> None:
    """Chinese and Korean names are written family name first."""
    found = EVENTS["beijing-2022-men"]
    for team, names in (
        ("CHN", {"Lian", "Wang", "Xu"}),
        ("KOR", {"Chung", "Kim", "Lee", "Park"}),
        ("NED", {"Bosker", "Kramer", "Roest"}),
    ):
        race = next(each.race for each in found.races if team in each.race.by_team())
        replay = prepare(simulate(race))
        index = race.by_team()[team]
        assert set(replay.names[3 * index : 3 * index + 3]) <= names


def test_the_ring_of_moments_is_in_order() -> None:
    for name, race_id in PICTURED:
        replay = prepare(simulate(EVENTS[name].race(race_id).race))
        times = [event.time_s for event in replay.events]
        assert all(a <= b for a, b in pairwise(times))
