"""The picture of odds: what it says, and that its bars are as long as they are likely."""

from __future__ import annotations

from pathlib import Path

import pytest

import pursuit_sim
from pursuit_sim import load
from pursuit_sim.draw.graphics import odds_bracket
from pursuit_sim.draw.shapes import Polyline, Rect, Text
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.scenario import load_text

MEN = load("beijing-2022-men")


def texts(frame: object) -> list[str]:
    return [each.text for each in frame if isinstance(each, Text)]  # type: ignore[attr-defined]  # a list of shapes


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


ASSUMED_TIMES = """format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[races.sf-1.finish]
assumed = ["time"]
[races.sf-2.crossing]
assumed = ["time"]
[races.qf-1.finish]
assumed = ["time"]
"""


@pytest.mark.parametrize("size", [(640, 360), (854, 480), (1280, 720)], ids=str)
@pytest.mark.parametrize("after", ["quarterfinals", "semifinals"])
def test_what_chances_rest_on_leaves_room_for_who_and_how_likely(
    size: tuple[int, int], after: str
) -> None:
    odds = event_odds(load_text(ASSUMED_TIMES), after, draws=1000)
    told = [each for each in odds_bracket.frame(odds, size) if isinstance(each, Text)]
    chances = [each for each in told if each.text.endswith(" %")]
    assert len(chances) >= 2 * 4
    # Six pixels are the least that letters of a screen take.
    assert min(each.size for each in chances) >= 6.0
    assert any("assumed" in each.text for each in told)


def test_the_foot_of_a_small_picture_counts_the_remarks_that_a_large_one_writes() -> None:
    odds = event_odds(load_text(ASSUMED_TIMES), "semifinals", draws=1000)
    small = texts(odds_bracket.frame(odds, (640, 360)))
    assert small[-1] == "4 remarks, of times assumed too: see the table of odds"
    large = texts(odds_bracket.frame(odds, (1920, 1080)))
    written = " ".join(large[large.index("CHN") :])
    for said in ("Estimates are from", "Unsure: of", "assumed, not measured", "Form on the day"):
        assert said in written
    plain = event_odds(MEN, "semifinals", draws=1000)
    assert texts(odds_bracket.frame(plain, (640, 360)))[-1].startswith("3 remarks: see")
