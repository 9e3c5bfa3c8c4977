"""A second run on the same ice: where it is, and what is said of it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers.scenes import CENTIMETRE, check_texts, numbers, says, symbols
from helpers.semifinal import CONTEXT, FASTER_S, SEMIFINAL, pushed
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import charts
from pursuit_sim.draw.graphics.frame_context import GHOST_ASIDE_M, frame_context
from pursuit_sim.draw.replay.ghost import Ghost, difference_s, standing
from pursuit_sim.draw.replay.preparation import prepare, with_ghost
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import ghost_overlay
from pursuit_sim.draw.settings import Chart, Settings
from pursuit_sim.sim import simulate

CAMERAS = ("overview", "follow:NED", "split", "head-to-head", "broadcast", "broadcast:NED")


@pytest.fixture(scope="module")
def replay() -> Replay:
    ghost = Ghost(pushed(), "NED", "if NED pushed", interval_s=(-4.5, 0.5))
    return prepare(simulate(SEMIFINAL), CONTEXT, ghost)


@pytest.fixture(scope="module")
def twin() -> Replay:
    """A replay whose ghost is the same run."""
    tr = simulate(SEMIFINAL)
    return prepare(tr, CONTEXT, Ghost(tr, "NED", "the same"))


def test_the_same_run_haunts_its_own_place(twin: Replay) -> None:
    for time in (0.0, 20.0, 77.0, 150.0, 219.62, 224.0):
        context = frame_context(twin, time, Settings())
        assert context.ghost is not None
        assert context.ghost.distance_m == pytest.approx(context.now.distance_m[3:], abs=CENTIMETRE)
        assert context.ghost.lateral_m == pytest.approx(context.now.lateral_m[3:], abs=CENTIMETRE)
    assert twin.ghost is not None
    assert standing(twin, twin.ghost, 100.0) == "≈ level"
    assert twin.ghost.curve[1] == pytest.approx(np.zeros(len(twin.ghost.curve[1])), abs=1e-6)


def test_at_the_finish_the_difference_is_that_of_the_times(replay: Replay) -> None:
    run = replay.ghost
    assert run is not None
    assert difference_s(replay, run, 219.62) == pytest.approx(-FASTER_S, abs=1e-3)
    # Before, an estimate in tenths: what of 1.20 s 0.02 s before the end cannot change.
    assert standing(replay, run, 219.60) == "≈ 1.2 s ahead"
    assert standing(replay, run, 219.62) == standing(replay, run, 999.0) == "finished 1.20 s ahead"
    assert run.curve[1][-1] == pytest.approx(-FASTER_S, abs=1e-3)
    assert run.curve[1][0] == 0.0
    slow = with_ghost(replay, Ghost(pushed(-0.5), "NED", "slower"))
    assert slow.ghost is not None
    assert standing(slow, slow.ghost, 222.0) == "finished 0.50 s behind"


def test_by_time_it_is_where_its_own_race_has_it(replay: Replay) -> None:
    """In metres on the ice, from the other run's trajectory."""
    other = pushed()
    moment = other.at(124.56)
    expected = other.xy(moment)[3:]
    context = frame_context(replay, 124.56, Settings())
    assert context.ghost is not None
    found = replay.oval.xy(context.ghost.distance_m, context.ghost.lateral_m)
    assert found == pytest.approx(expected, abs=CENTIMETRE)


def test_by_distance_its_third_skater_is_beside_the_teams(replay: Replay) -> None:
    context = frame_context(replay, 124.56, Settings(ghost_sync="distance"))
    assert context.ghost is not None
    assert context.ghost.tail_m[0] == pytest.approx(context.now.tail_m[1], abs=CENTIMETRE)
    assert min(context.ghost.lateral_m) == pytest.approx(GHOST_ASIDE_M, abs=0.2)


def test_another_teams_run_starts_from_the_line_of_the_team_it_is_beside() -> None:
    tr = simulate(SEMIFINAL)
    replay = prepare(tr, CONTEXT, Ghost(tr, "NOR", "NOR", beside="NED"))
    context = frame_context(replay, 0.0, Settings())
    assert context.ghost is not None
    assert max(context.ghost.distance_m) == pytest.approx(
        max(context.now.distance_m[3:]), abs=CENTIMETRE
    )
    assert replay.ghost is not None
    assert difference_s(replay, replay.ghost, 219.7) == pytest.approx(-1.34, abs=1e-3)


def test_a_ghost_is_drawn_hollow(replay: Replay) -> None:
    for name in ("overview", "follow:NED"):
        shapes = scene.frame(replay, 60.0, Settings(camera=name))
        ghosts = [s for s in symbols(shapes, "legs") if s.opacity < 1.0]
        assert len(ghosts) == 3
        assert all(s.opacity == ghost_overlay.OPACITY for s in ghosts)
        assert len([s for s in symbols(shapes, "legs") if s.opacity == 1.0]) >= 3


@pytest.mark.parametrize("name", CAMERAS)
def test_every_camera_says_what_it_is(replay: Replay, name: str) -> None:
    words = " ".join(says(scene.frame(replay, 100.0, Settings(camera=name))))
    assert "ghost: if NED pushed" in words
    if name != "broadcast":  # that rides with NOR, far away
        assert "s ahead" in words
    hidden = " ".join(says(scene.frame(replay, 100.0, Settings(camera=name, ghost=False))))
    assert "if NED pushed" not in hidden


@pytest.mark.parametrize("name", CAMERAS)
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_numbers_and_texts(replay: Replay, name: str, size: tuple[int, int]) -> None:
    for time in (0.0, 20.0, 76.5, 130.0, 218.9, 225.0):
        for sync in ("time", "distance"):
            settings = Settings(size=size, camera=name, ghost_sync=sync, chart="difference")
            shapes = scene.frame(replay, time, settings)
            assert all(math.isfinite(number) for number in numbers(shapes))
            check_texts(shapes, size)


def test_without_a_ghost_nothing_changes(replay: Replay) -> None:
    plain = prepare(simulate(SEMIFINAL), CONTEXT)
    without = with_ghost(replay, None)
    assert without.digest == plain.digest
    assert replay.digest != plain.digest
    for name in CAMERAS:
        settings = Settings(camera=name)
        assert scene.frame(without, 100.0, settings) == scene.frame(plain, 100.0, settings)


def test_the_difference_has_its_chart_with_its_interval(replay: Replay) -> None:
    assert "difference" in charts.available(replay)
    words = says(scene.frame(replay, 100.0, Settings(chart="difference")))
    assert "DIFFERENCE (s)" in words
    assert "5–95 %: ▲ 4.5 … ▼ 0.5 s" in words
    plain = prepare(simulate(SEMIFINAL), CONTEXT)
    assert "GAP (s)" in says(scene.frame(plain, 100.0, Settings(chart="difference")))


def test_a_ghost_needs_its_team() -> None:
    tr = simulate(SEMIFINAL)
    with pytest.raises(KeyError):
        prepare(tr, None, Ghost(tr, "GER", "nobody"))
    with pytest.raises(ValueError, match="GER"):
        prepare(tr, None, Ghost(tr, "NED", "beside nobody", beside="GER"))


@pytest.fixture(scope="module")
def strong() -> Replay:
    """The semifinal under the power model."""
    return prepare(simulate(SEMIFINAL, model="power"), CONTEXT)


class TestPower:
    """What the power model adds to the picture."""

    def test_labels_tell_watts(self, strong: Replay) -> None:
        power = strong.trajectory.at(100.0).extras["power_w"]
        words = says(scene.frame(strong, 100.0, Settings(camera="follow:NED")))
        lead = [w for w in words if w.startswith("leads · ")]
        assert lead == [f"leads · mean {float(power[3:].max()):.0f} W"]

    def test_pushes_tell_newtons(self, strong: Replay) -> None:
        force = strong.trajectory.at(100.0).extras["push_n"]
        words = says(scene.frame(strong, 100.0, Settings(camera="follow:NOR")))
        told = sorted(w for w in words if w.startswith("mean push "))
        assert told == sorted(f"mean push {each:.0f} N" for each in force[:3] if each > 0.5)
        assert len(told) == 2

    def test_charts(self, strong: Replay) -> None:
        assert charts.available(strong) == ("gap", "speed", "reserve", "push")
        assert charts.after(strong, "push") == "gap"
        headings: dict[Chart, str] = {"reserve": "RESERVE (%)", "push": "MEAN PUSH RECEIVED (N)"}
        for chart, heading in headings.items():
            for time in (0.0, 100.0, 230.0):
                shapes = scene.frame(strong, time, Settings(chart=chart))
                assert heading in says(shapes)
                assert all(math.isfinite(number) for number in numbers(shapes))
                check_texts(shapes, (1920, 1080))

    def test_reserves_empty_from_full(self, strong: Replay) -> None:
        first, last = strong.effort_at(0.0), strong.effort_at(strong.duration_s)
        assert first is not None
        assert last is not None
        assert first[1] == pytest.approx([1.0] * 6)
        assert all(0.0 <= left < 0.3 for left in last[1])
