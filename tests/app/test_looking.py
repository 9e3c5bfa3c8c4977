"""A jump begins before its moment, with whom it concerns in the picture; so is who is tuned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import pursuit_sim
from helpers.bundled import EVERY_EVENT
from helpers.window_script import Script
from pursuit_sim.app.commands import do
from pursuit_sim.app.looking import look_at
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import follow_hud
from pursuit_sim.draw.graphics.frame_context import between_bars, frame_context
from pursuit_sim.draw.scenes import registry
from pursuit_sim.event import Results
from pursuit_sim.trajectory import SKATERS

EVENTS = [each for each in EVERY_EVENT if not pursuit_sim.load(str(each.values[0])).what_if]
SIZES = ((1920, 1080), (640, 360))


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    made = Script(Player(event, "sf-1", Preferences(size=(1280, 720))), tmp_path)
    yield made
    made.window.close()


def inside(player: Player, team: int, time: float) -> bool:
    """Whether all three lie in the picture and under no panel, by the camera's own pixels."""
    replay = player.replay
    assert replay is not None
    context = frame_context(replay, time, player.settings)
    view = registry.view(player.camera, player.codes)
    if (eye := view.from_above(context)) is None:
        return view.rides_with(context) in (None, team)
    ice = scene.hits(replay, player.settings)["rink"]
    panels = [*context.layout.cards] if player.camera == "overview" else []
    if player.aim.moved or player.camera.startswith(("follow", "north")):
        panels = [follow_hud.place(between_bars(context.layout), context.kind)]
    columns = [*range(SKATERS * team, SKATERS * (team + 1))]
    if any(k in columns and when < time for k, when in replay.fell_s.items()):
        # The others have gone on without whoever fell: the third skater is the one to be seen.
        columns = [min(columns, key=lambda k: context.now.distance_m[k])]
    for k in columns:
        x, y, _ = eye.spot(replay.oval, context.now.distance_m[k], context.now.lateral_m[k])
        away = min(x - ice.x, ice.right - x, y - ice.y, ice.bottom - y)
        if away < 0.01 * ice.height or any(box.contains(x, y) for box in panels):
            return False
    return True


@pytest.mark.parametrize("name", EVENTS)
def test_a_jump_shows_whom_it_concerns_before_it_happens(name: str) -> None:
    """Every moment of every race, from a camera that stays with somebody else, or looks away."""
    event = pursuit_sim.results(pursuit_sim.load(name))
    dice = np.random.default_rng(len(name))
    jumps = 0
    for i, result in enumerate(event.races):
        if result.race.entries:
            size = SIZES[i % len(SIZES)]
            player = Player(event, result.race.id, Preferences(size=size))
            found = player.moments
            cameras = registry.names(player.codes)
            for mark, team in zip(found.marks, found.teams, strict=True):
                player.choose_camera(cameras[int(dice.integers(len(cameras)))])
                player.aim.zoom(float(dice.integers(0, 4)))
                player.aim.move(*dice.uniform(-20.0, 20.0, 2).tolist())
                player.advance(5.0)
                player.seek(max(mark - 2.001, 0.0))
                do(player, "next-moment")
                index = found.jumped_to(player.transport.time_s)
                assert index is not None
                if found.teams[index] != team:  # at the same moment as a mark of the other team
                    assert found.marks[index] == mark
                    continue
                assert 1.5 <= mark - player.transport.time_s <= 3.0, (mark, player.transport)
                for _ in range(60):
                    player.advance(0.1)
                for time in (player.transport.time_s, mark):
                    told = (result.race.title, player.camera, found.words, mark, time, size)
                    assert inside(player, team, time), told
                jumps += 1
    assert jumps >= 2, "a bell and a finish"


def test_a_jump_goes_over_to_the_camera_of_the_team_it_concerns(script: Script) -> None:
    change = next(each for each in script.replay.exchanges if each.team == 1)
    for kind in ("follow", "north", "broadcast"):
        script.player.choose_camera(f"{kind}:NOR")
        script.player.seek(change.start_s - 2.5)
        script.press("N")
        assert script.player.camera == f"{kind}:NED"
    script.player.choose_camera("split")
    script.press("P")
    assert script.player.camera == "split", "which shows both"


def test_the_team_that_is_tuned_is_seen(script: Script) -> None:
    script.player.seek(100.0)
    script.player.choose_camera("follow:NED")
    script.press("T")
    assert script.player.camera == "follow:NED", "who is watched is who is tuned"
    script.press("Ctrl+T")
    assert script.player.camera == "follow:NOR"
    do(script.player, "team=crossing")
    assert script.player.camera == "follow:NED"
    script.player.choose_camera("overview")
    script.player.aim.zoom(20, (300.0, 200.0))
    for _ in range(60):
        script.player.advance(0.1)
    shown = inside(script.player, 1, 100.0)
    look_at(script.player, 1)
    for _ in range(60):
        script.player.advance(0.1)
    assert not shown
    assert inside(script.player, 1, 100.0)


def test_the_director_gives_way_to_whoever_is_tuned(script: Script) -> None:
    script.player.choose_camera("director")
    script.player.seek(34.0)  # in the second lap, close to the Norwegians, who push
    script.press("T")
    assert script.player.camera == "director"
    script.press("T")
    do(script.player, "tune")
    do(script.player, "team=crossing")
    assert script.player.camera == "follow:NED"
