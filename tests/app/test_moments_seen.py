"""Whoever a moment concerns is in the picture, off its edges and under no panel: every camera."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

import pursuit_sim
from helpers.bundled import EVERY_EVENT
from pursuit_sim import resources
from pursuit_sim.app.finale import STRIP
from pursuit_sim.app.looking import to_moment
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.scenes import registry
from pursuit_sim.event import Results

EVENTS = resources.scenarios()
SIZES = ((1280, 720), (640, 360))
Moment = tuple[Player, str, int]


def moments(event: Results, races: Sequence[str], size: tuple[int, int]) -> Iterator[Moment]:
    """Every mark of some races, through every camera that shows ice: a finish strip does not."""
    for race in races:
        player = Player(event, race, Preferences(size=size))
        for camera in (each for each in registry.names(player.codes) if each != STRIP):
            for index in range(len(player.moments.marks)):
                yield player, camera, index


def skated(event: Results) -> list[str]:
    return [each.race.id for each in event.races if each.race.entries]


def check(player: Player, camera: str, index: int) -> None:
    """Jump there, and look at whom it concerns until it has happened."""
    player.choose_camera(camera)
    to_moment(player, index)
    found, replay = player.moments, player.replay
    assert replay is not None
    view = registry.view(player.camera, player.codes)
    for time in np.linspace(found.starts[index], found.marks[index], 3).tolist():
        seen = view.sight(frame_context(replay, time, player.settings), found.teams[index])
        told = (replay.race.title, camera, found.words[index], time, player.size)
        assert seen is not None, told
        assert seen.spots, told
        assert seen.clear, (*told, seen)


@pytest.mark.parametrize("name", EVERY_EVENT)
def test_a_moment_shows_whom_it_concerns(name: str) -> None:
    """Some moments of two races of every event; the slow test has all of them."""
    event = pursuit_sim.results(pursuit_sim.load(name))
    dice = np.random.default_rng(len(name))
    size = SIZES[int(dice.integers(len(SIZES)))]
    listed = [*moments(event, dice.choice(skated(event), 2).tolist(), size)]
    for k in dice.choice(len(listed), 25).tolist():
        check(*listed[k])


@pytest.mark.slow
@pytest.mark.parametrize("size", [*SIZES, (1920, 1080), (1024, 576)])
@pytest.mark.parametrize("name", EVENTS)
def test_every_moment_shows_whom_it_concerns(name: str, size: tuple[int, int]) -> None:
    event = pursuit_sim.results(pursuit_sim.load(name))
    for moment in moments(event, skated(event), size):
        check(*moment)
