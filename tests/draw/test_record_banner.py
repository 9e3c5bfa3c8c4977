"""A record is celebrated in place of the title, for a while."""

from __future__ import annotations

import pytest

import pursuit_sim
from helpers.scenes import says
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.export.pictures.render import replay as replayed

# Final A of Beijing 2022, women: Canada 2:53.44, an Olympic record (official results).
FINISH_S = 173.44


@pytest.fixture(scope="module")
def final() -> Replay:
    return replayed(pursuit_sim.load("beijing-2022-women"), "final-a")


@pytest.mark.parametrize("size", [(1280, 720), (640, 360), (1080, 1080), (1080, 1920)])
def test_it_is_told_when_it_is_made_and_then_no_more(final: Replay, size: tuple[int, int]) -> None:
    settings = Settings(size=size, transport=False, form=form_of(size))

    def banner(time_s: float) -> list[str]:
        return [t for t in says(scene.frame(final, time_s, settings)) if "OLYMPIC RECORD" in t]

    assert banner(FINISH_S - 0.1) == []
    (told,) = banner(FINISH_S + 0.1)
    assert "Canada" in told
    assert "2:53.44" in told
    assert banner(FINISH_S + 9.0) == [told]
    assert banner(FINISH_S + 11.0) == []


def test_the_title_comes_back(final: Replay) -> None:
    settings = Settings(size=(1280, 720))
    assert "Beijing 2022" not in says(scene.frame(final, FINISH_S + 1.0, settings))
    assert "Beijing 2022" in says(scene.frame(final, FINISH_S + 11.0, settings))


def test_a_race_without_a_record_has_none() -> None:
    """Final A of the men: 3:38.08, the Olympic record was 3:36.62 by then."""
    final = replayed(pursuit_sim.load("beijing-2022-men"), "final-a")
    said = says(scene.frame(final, 218.08 + 1.0, Settings(size=(1280, 720))))
    assert not [text for text in said if "OLYMPIC RECORD" in text]


def test_a_narrow_banner_tells_whose_it_is_and_when_before_the_names_of_the_records() -> None:
    """Semifinal 2 of the men, where two records fell at once."""
    semifinal = replayed(pursuit_sim.load("beijing-2022-men"), "sf-2")
    told = {}
    for size in ((1280, 720), (1080, 1920)):
        settings = Settings(size=size, form=form_of(size))
        said = says(scene.frame(semifinal, 216.62 + 1.0, settings))
        (told[size],) = [text for text in said if "3:36.62" in text and "·" in text]
    assert told[1280, 720].startswith("OLYMPIC RECORD, TRACK RECORD  ·  Russian")
    assert told[1080, 1920] == "OR TR  ·  ROC  3:36.62"
