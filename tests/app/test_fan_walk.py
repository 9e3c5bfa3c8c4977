"""A fan's first time, with the mouse alone: what a push is, the fall, and a clip of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import pursuit_sim
from helpers.scenes import says
from helpers.window_script import Script
from pursuit_sim.app.highlights import worth_seeing
from pursuit_sim.app.highlights.highlight_cards import MOMENT
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import FIRST
from pursuit_sim.draw.settings import SIZES
from pursuit_sim.draw.shapes import Frame

FALL_S = 165.73  # Nana Takagi's, in the women's final of Beijing 2022


def test_from_the_first_picture_to_a_clip_of_the_fall(tmp_path: Path) -> None:
    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))
    script = Script(Player(event, "final-a", replace(FIRST, size=(1280, 720))), tmp_path)
    player = script.player
    script.click("explain")
    assert any("hands on whoever skates in front" in each for each in says(said(script)))
    script.click("close")
    script.click("bracket")
    script.click("events")
    fall = next(each for each in worth_seeing.kept() if each.kind == "fall")
    assert "Takagi" not in " ".join(says(said(script))), "nobody is told beforehand who falls"
    script.click(MOMENT + fall.key)
    script.go()
    assert (player.camera, player.race_id, player.transport.playing) == (
        "director", "final-a", True,
    )  # fmt: skip
    assert script.time == pytest.approx(FALL_S - 2.0, abs=0.1)
    wait(script, 7.0)
    assert any("Nana Takagi falls" in each for each in says(said(script)))
    script.click("clip")
    wait(script, 20.0)
    script.click("send=portrait")
    script.idle()
    (clip,) = script.clips
    assert clip.start_s < FALL_S - 1.5
    assert clip.end_s > FALL_S + 4.0
    assert clip.settings.size == SIZES["portrait"]
    script.go(10)
    assert str(script.folders[1]) in player.notice
    script.window.close()


def said(script: Script) -> Frame:
    script.settle()
    return script.window.composed.shapes


def wait(script: Script, seconds: float) -> None:
    for _ in range(round(10 * seconds)):
        script.window.advance(0.1)
