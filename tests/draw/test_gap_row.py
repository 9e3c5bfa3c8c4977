"""Under lap times a gap that nobody measured is marked, as laps are."""

from __future__ import annotations

import pytest

from helpers.gap_rows import ROWS
from helpers.scenes import says
from pursuit_sim.draw import scene
from pursuit_sim.draw.settings import Settings
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.scenario import load_text


@pytest.mark.parametrize("name", ROWS)
def test_a_gap_that_nobody_measured_is_marked(name: str) -> None:
    text, marked = ROWS[name]
    shown = replay(load_text(text), "r")
    said = says(scene.frame(shown, shown.duration_s, Settings(size=(1920, 1080))))
    gaps = [each for each in said if each.lstrip("~")[:1] in {"+", "−"}][-6:]  # after the result
    assert {lap for lap, each in enumerate(gaps, 1) if each[0] == "~"} == marked, gaps
