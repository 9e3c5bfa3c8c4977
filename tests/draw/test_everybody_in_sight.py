"""Whom a camera is about is in its picture, off its edges and under no panel: at every moment.

In square and tall pictures that holds for teams in strips, too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import pursuit_sim
from helpers.scenes import points_of, symbols
from pursuit_sim import resources
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics.frame_context import FrameContext, frame_context, layout_of
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import poster, registry
from pursuit_sim.draw.scenes.director import Director
from pursuit_sim.draw.scenes.finish_strip import FinishStrip
from pursuit_sim.draw.scenes.shot_list import shot_at
from pursuit_sim.draw.scenes.sight import Sight
from pursuit_sim.draw.scenes.view import View
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.event import Results
from pursuit_sim.sim import simulate

EVENTS = resources.scenarios()
SIZES = ((1920, 1080), (640, 360), (1080, 1920), (360, 640), (1080, 1080), (720, 900))
STEP_S = 1.0  # of the walk through a race


def cameras(replay: Replay) -> list[str]:
    """All that show ice."""
    return [each for each in registry.names(replay.codes) if each != FinishStrip.name]


def about(view: View, context: FrameContext) -> list[int]:
    """The teams that a camera is about at a moment."""
    own = view.rides_with(context)
    if isinstance(view, Director):
        shot = shot_at(context.replay, context.time_s)
        view, context = view.through(context)
        own = view.rides_with(context)
        if own is not None and shot.inset is not None:
            return [own, shot.inset]
    return [*range(len(context.replay.codes))] if own is None else [own]


def sights(view: View, context: FrameContext) -> Iterator[tuple[int, Sight | None]]:
    """Where each of those is, and teams in strips, whose place results take after the race."""
    at, over = context.layout.poster, context.reading.over
    own = about(view, context)
    for team in own[:1] if at is not None and over else own:
        yield team, view.sight(context, team)
    if at is not None and not over:
        shown = view.shown(context)
        for team in shown.beside(context):
            yield team, poster.in_strip(context, at, shown, team)


def check(replay: Replay, time_s: float, cameras: list[str], size: tuple[int, int]) -> None:
    moment = frame_context(replay, time_s, Settings())  # one for all cameras: it takes long
    for camera in cameras:
        settings = Settings(size=size, camera=camera, form=form_of(size))
        context = replace(moment, settings=settings, layout=layout_of(replay, settings))
        for team, seen in sights(registry.view(camera, replay.codes), context):
            told = (replay.race.title, time_s, camera, size, replay.codes[team], seen)
            assert seen is not None, told
            assert seen.spots, told
            assert seen.clear, told


def shown(event: Results, race: str) -> Replay:
    chosen = next(each for each in event.races if each.race.id == race)
    return prepare(simulate(chosen.race), story.context(event, race))


def skated(event: Results) -> list[str]:
    return [each.race.id for each in event.races if each.race.entries]


@pytest.mark.parametrize(
    ("name", "race"), [("beijing-2022-women", "final-a"), ("beijing-2022-men", "sf-1")]
)
def test_at_some_moments_everybody_is_in_sight(name: str, race: str) -> None:
    """The slow test has all of them."""
    replay = shown(pursuit_sim.results(pursuit_sim.load(name)), race)
    dice = np.random.default_rng(len(race))
    for size in SIZES:
        for time in dice.uniform(0.0, replay.duration_s, 8).tolist():
            check(replay, time, cameras(replay), size)


@pytest.mark.parametrize("size", [(1080, 1920), (1080, 1080), (1280, 720)])
def test_a_close_up_of_a_rotating_team_cuts_off_no_foot(size: tuple[int, int]) -> None:
    """Canada at 1:06 to 1:15, far apart from each other, with a leg stretched behind."""
    replay = shown(pursuit_sim.results(pursuit_sim.load("beijing-2022-women")), "final-a")
    settings = Settings(size=size, camera="director", form=form_of(size), transport=False)
    for time in np.arange(66.0, 75.4, 0.4).tolist():
        assert shot_at(replay, time).camera == "broadcast"
        frame = scene.frame(replay, time, settings)
        for figure in symbols(frame, "figure")[-3:]:  # painted from far to near
            cos, sin = math.cos(figure.angle), math.sin(figure.angle)
            points = [point for part in figure.parts for point in points_of(part)]
            across = [figure.at[0] + figure.scale * (x * cos - y * sin) for x, y in points]
            assert 0 < min(across) < max(across) < size[0], (time, figure.at)


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", EVENTS)
def test_at_every_moment_everybody_is_in_sight(name: str, size: tuple[int, int]) -> None:
    event = pursuit_sim.results(pursuit_sim.load(name))
    for race in skated(event):
        replay = shown(event, race)
        for time in np.arange(0.0, replay.duration_s + STEP_S, STEP_S).tolist():
            check(replay, time, cameras(replay), size)
