"""A fall as it is shown: Japan's women in the Final A of Beijing 2022."""

from __future__ import annotations

import math

import numpy as np
import pytest

from helpers.scenes import kind_of
from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.figures import trains
from pursuit_sim.draw.graphics import timeline_marks
from pursuit_sim.draw.replay.bookmarks import bookmarks
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes.follow import middle_m
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Symbol, Text
from pursuit_sim.export.pictures import render

JPN = 0  # row of the team
TAKAGI = 2  # column of Nana Takagi


@pytest.fixture(scope="module")
def shown() -> Replay:
    return render.replay(load("beijing-2022-women"), "final-a")


def test_the_timeline_marks_it(shown: Replay) -> None:
    (mark,) = [each for each in timeline_marks.listed(shown) if each.kind == "fall"]
    assert mark.text == "JPN: Nana Takagi falls"
    ends = [each.text for each in timeline_marks.listed(shown) if each.kind in ("finish", "record")]
    assert ends == ["CAN finish: Olympic record", "JPN finish"]
    assert not [each for each in timeline_marks.listed(shown) if each.kind == "swap"], (
        "the result tells it"
    )
    found = bookmarks(shown)
    assert any(abs(time - mark.time_s) < 0.006 for time in found.marks)


def test_cameras_stay_with_her_without_a_jump(shown: Replay) -> None:
    """In a sixtieth of a second they move by less than half a metre, and end up beside her."""
    start = shown.fell_s[TAKAGI]
    places = [middle_m(snapshot(shown, start - 1 + k / 60), JPN) for k in range(600)]
    assert np.abs(np.diff(places)).max() < 0.5
    now = snapshot(shown, start + 5.0)
    assert abs(middle_m(now, JPN) - now.distance_m[TAKAGI]) < 1.0


def test_what_she_does_is_said(shown: Replay) -> None:
    start = shown.fell_s[TAKAGI]
    before, lying, up, done = (
        snapshot(shown, time) for time in (start - 0.5, start + 1.5, start + 8.0, 190.0)
    )
    assert [each.role[TAKAGI] for each in (before, lying, up, done)] == [
        "third", "falls", "skates on", "finished",
    ]  # fmt: skip
    assert [each.poses[TAKAGI].down for each in (before, up, done)] == [0, 0, 0]
    assert lying.poses[TAKAGI].down > 0
    assert [each.role[0] for each in (before, lying, up)] == ["leads", "waits", "waits"]
    assert [round(each.team_mps[JPN], 1) for each in (before, lying)] == [
        round(before.speed_mps[0], 1), round(lying.speed_mps[TAKAGI], 1),
    ], "the speed told is that of whom the clock waits for"  # fmt: skip


def test_who_left_her_is_drawn_where_they_are(shown: Replay) -> None:
    """At 3:00 they are some 107 m ahead of her, and not a lap; on the way there never back."""
    far = snapshot(shown, 180.0)
    (first, _), *_, (third, _) = trains.places(far, JPN, 4.0)
    assert first - third == pytest.approx(far.distance_m[0] - far.distance_m[2], abs=0.01)
    ahead = [trains.places(snapshot(shown, 165.0 + k / 20), JPN, 4.0)[0][0] for k in range(300)]
    assert (np.diff(ahead) > 0).all()


def test_the_code_of_a_team_stays_with_whoever_is_timed(shown: Replay) -> None:
    """Not half-way to those who skated on: at the end they are a quarter of a lap ahead."""
    for time in (shown.fell_s[TAKAGI] + 6.0, 184.0, 190.0):
        settings = Settings(size=(1280, 720))
        frame = scene.frame(shown, time, settings)
        code = next(s for s in frame if isinstance(s, Text) and s.text == "JPN")
        body = min(
            math.dist((code.x, code.y), s.at)
            for s in frame if isinstance(s, Symbol) and kind_of(s) == "head"
        )  # fmt: skip
        assert body < 80, time
