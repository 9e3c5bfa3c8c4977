"""The director slows the last metres down, in the window and in films."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

import pursuit_sim
from pursuit_sim.app.player import Player
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures.render import film_times

FPS = 30.0
FINISH_S = 218.08  # official time of the winner of final A


@pytest.fixture(scope="module")
def player() -> Player:
    player = Player(pursuit_sim.results(pursuit_sim.load("beijing-2022-men")), "final-a")
    player.choose_camera("director")
    return player


def replay_of(player: Player) -> Replay:
    assert player.replay is not None
    return player.replay


def test_time_runs_at_half_speed_before_the_finish(player: Player) -> None:
    for before_s, passes_s in ((20.0, 0.1), (1.0, 0.05)):
        player.seek(FINISH_S - before_s)
        player.transport = player.transport.play()
        player.advance(0.1)
        assert player.transport.time_s == pytest.approx(FINISH_S - before_s + passes_s, abs=1e-9)
        player.choose_camera("overview")
        begin = player.transport.time_s
        player.advance(0.1)
        assert player.transport.time_s == pytest.approx(begin + 0.1, abs=1e-9)
        player.choose_camera("director")
    assert player.transport.speed == 1.0, "as the viewer has chosen"


@pytest.mark.parametrize("speed", [1.0, 2.0])
def test_a_film_has_twice_the_frames_there(player: Player, speed: float) -> None:
    """Counted from the moments of the frames; the last 30 m take a bit more than two seconds."""
    replay, settings = replay_of(player), Settings(camera="director", speed=speed)
    times = [*film_times(replay, 200.0, 225.0, settings, FPS)]
    steps = {round(b - a, 9) for a, b in pairwise(times)}
    assert steps == {round(speed / FPS, 9), round(speed / FPS / 2, 9)}
    slow = [a for a, b in pairwise(times) if b - a < 0.75 * speed / FPS]
    left_m = [replay.race.distance_m - replay.tails(time)[0] for time in (slow[0], slow[-1])]
    assert left_m[0] == pytest.approx(30.0, abs=1.0)
    assert left_m[1] < 0
    assert times[-1] == pytest.approx(225.0, abs=speed / FPS)


def test_films_of_other_cameras_run_evenly(player: Player) -> None:
    """From 3:30 to 3:40 at 30 frames a second: 301 of them, the ends included."""
    times = [*film_times(replay_of(player), 210.0, 220.0, Settings(), FPS)]
    assert times == pytest.approx(np.linspace(210.0, 220.0, 301).tolist(), abs=1e-9)


@pytest.mark.parametrize("speed", [0.7, 1.0, 2.0, 4.0])
@pytest.mark.parametrize("fps", [12.5, 30.0, 60.0])
def test_a_film_to_the_finish_ends_with_it(player: Player, speed: float, fps: float) -> None:
    """The bell and the finish lie anywhere between frames."""
    replay = replay_of(player)
    begin, end = 190.123, float(replay.finish_s.max())
    times = [*film_times(replay, begin, end, Settings(speed=speed), fps)]
    assert times[0] == begin
    assert times[-1] == pytest.approx(end, abs=1e-6)
    assert np.diff(times).max() <= speed / fps + 1e-9
    assert np.diff(times).min() > 0
