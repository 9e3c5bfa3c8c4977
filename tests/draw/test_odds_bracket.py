"""The picture of odds: what it says, and that its bars are as long as they are likely."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from pursuit_sim import load
from pursuit_sim.draw.graphics import odds_bracket
from pursuit_sim.draw.shapes import Polyline, Rect, Text
from pursuit_sim.lab.event_odds import event_odds

MEN = load("beijing-2022-men")


def texts(frame: object) -> list[str]:
    return [each.text for each in frame if isinstance(each, Text)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(1920, 1080), (640, 360), (1080, 1920)], ids=str)
@pytest.mark.parametrize("after", [None, "quarterfinals", "semifinals"])
def test_everything_lies_within_the_picture(size: tuple[int, int], after: str | None) -> None:
    frame = odds_bracket.frame(event_odds(MEN, after, draws=1000), size)
    said = texts(frame)
    assert any(text.startswith("Beijing 2022") for text in said)
    assert {"NOR", "USA", "ROC", "NED", "CAN", "KOR", "ITA", "CHN"} <= {*said}
    for each in frame:
        if isinstance(each, Rect):
            assert each.x >= 0
            assert each.y >= 0
            assert each.x + each.width <= size[0] + 0.5
            assert each.y + each.height <= size[1] + 0.5


def test_bars_are_as_long_as_places_are_likely() -> None:
    odds = event_odds(MEN, "quarterfinals", draws=20_000)
    frame = odds_bracket.frame(odds, (1920, 1080))
    gold = odds_bracket._PLACES[0]
    bars = [each.width for each in frame if isinstance(each, Rect) and each.fill == gold]
    longest = max(
        each.width for each in frame if isinstance(each, Rect) and each.fill in odds_bracket._PLACES
    )
    assert longest > 500
    first = [each.chances.first for each in odds.teams if each.chances.first]
    # The key of the colours has one that is as wide as its word.
    assert [bar / sum(bars[1:]) for bar in bars[1:]] == pytest.approx(
        [share / sum(first) for share in first]
    )


def test_semifinals_lead_to_both_finals() -> None:
    frame = odds_bracket.frame(event_odds(MEN, "quarterfinals", draws=1000), (1920, 1080))
    assert "SEMIFINAL 1: TO FINAL A" in texts(frame)
    assert sum(isinstance(each, Polyline) for each in frame) == 2 * 2 + 2
    assert "CAN v KOR" in texts(frame)


def test_an_event_by_time_has_its_places_alone() -> None:
    odds = event_odds(load("world-cup-2025-hamar-women"), draws=1000)
    said = texts(odds_bracket.frame(odds, (1280, 720)))
    assert not any("FINAL" in text for text in said)
    assert "A CAN" in said
    assert "1st" in said


def test_a_notebook_shows_it_and_it_is_saved(tmp_path: Path) -> None:
    found = pursuit_sim.odds(MEN, "semifinals", draws=1000)
    picture = pursuit_sim.odds_picture(found, size=(640, 360))
    shown = picture._repr_png_()
    assert shown.startswith(b"\x89PNG")
    assert picture.save(tmp_path / "odds.png").read_bytes() == shown
    assert picture.save(tmp_path / "odds.svg").read_text(encoding="utf-8") == picture.svg
    with pytest.raises(pursuit_sim.InputError, match="not a possible size"):
        pursuit_sim.odds_picture(found, size=(1, 1))
