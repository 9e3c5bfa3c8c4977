"""No number, and no doubt of what happened, is cut off for want of room."""

from __future__ import annotations

import re

import pytest

import pursuit_sim
from helpers import two_teams
from helpers.scenes import says
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.scenario import load_text

CODE = "NETHERLANDS-TEAM-NUMBER-ONE-AA"
CUT_NUMBER = re.compile(r"\d[.:]?…")  # such as "3:35.…", and "· 1…" of 18.4 km/h


def caught() -> Replay:
    """The first team comes up with the other one after some three laps, says the model."""
    text = two_teams.text(
        'time = 170.0\nformation = "push"', 'time = 205.0\nformation = "rotating"'
    )
    return replay(load_text(text.replace("AAA", CODE)), "r")


def slow() -> Replay:
    """Laps of 84 and 48 s: 25 of them in 35 and 20 minutes."""
    text = two_teams.text('time = 2100.0\nformation = "push"', 'time = 1200.0\nformation = "push"')
    return replay(load_text(text.replace("laps = 6", "laps = 25")), "r")


@pytest.mark.parametrize("size", [(1280, 720), (960, 540), (640, 360)])
def test_no_number_is_cut(size: tuple[int, int]) -> None:
    fallen = replay(pursuit_sim.load("beijing-2022-women"), "final-a")
    for shown, times in (
        (fallen, (100.0, 166.23, 173.14, 185.0)),
        (caught(), (60.0, 172.0, 206.0)),
        (slow(), (1000.0, 1300.0, 2101.0)),
    ):
        for time_s in times:
            for camera in ("overview", "broadcast", "split"):
                settings = Settings(camera=camera, size=size, transport=False)
                said = says(scene.frame(shown, time_s, settings))
                assert not [each for each in said if CUT_NUMBER.search(each)], (camera, time_s)


def test_whether_a_catch_is_a_fact_is_told_however_long_the_code() -> None:
    shown = caught()
    (event,) = [each for each in shown.events if each.kind == "catch"]
    for camera in ("overview", "broadcast"):
        settings = Settings(camera=camera, size=(1280, 720), transport=False)
        said = says(scene.frame(shown, event.time_s + 1.0, settings))
        assert "NETH…AA catch the others, says the model" in said
    assert not [each for each in said if CODE in each]


def test_the_gap_of_minutes_has_no_more_lines_than_that_of_seconds() -> None:
    shown = slow()
    said = says(scene.frame(shown, 1000.0, Settings(size=(1280, 720), transport=False)))
    values = [each for each in said if each.isdigit() and int(each) >= 50]
    assert 1 <= len(values) <= 5, values
