"""The clock of a page on a phone: no caption lies over another, whatever the language."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from helpers import browser as browsers
from pursuit_sim.draw.replay.narration import catalogue, languages
from pursuit_sim.export.page.document import page
from pursuit_sim.scenario import load, load_text

pytestmark = browsers.NEEDED

WHAT_IF = """
format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[races.sf-1.crossing]
time = "3:37.00"
[races.sf-1.finish]
time = "3:39.00"
assumed = ["time"]
"""
# What the clock says, with the box of each line of it, and of the clock itself [px].
LINES = """time => {
  player.seek(time);
  player.draw();
  const box = ({ left, top, right, bottom }) => [left, top, right, bottom];
  const found = [];
  for (const each of document.querySelectorAll('#board p')) {
    const range = document.createRange();
    range.selectNodeContents(each);
    for (const line of range.getClientRects()) found.push([each.textContent, ...box(line)]);
  }
  return [found, box(document.getElementById('board').getBoundingClientRect())];
}"""

# Codes of the result, and in how many lines they are.
CODES = """() => [...document.querySelectorAll('#stage .card th')].map((each) => {
  const range = document.createRange();
  range.selectNodeContents(each);
  return [each.textContent, new Set([...range.getClientRects()].map(({ top }) => top)).size];
})"""


@pytest.fixture(scope="module")
def what_if(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("clock") / "what-if.html"
    page(load_text(WHAT_IF), ["sf-1"]).save(path)
    return path.as_uri()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [320, 390])
def test_captions_of_the_clock_lie_apart(
    browser: Any, what_if: str, language: str, width: int
) -> None:
    address = f"{what_if}#t=200&camera=split&lang={language}"
    with browsers.opened(browser, address, width, 844) as opened:
        for time in (30.0, 216.0, 218.5, 219.5):
            lines, board = opened.evaluate(LINES, time)
            assert len(lines) >= 5
            for text, left, top, right, bottom in lines:
                assert board[0] <= left < right <= board[2], text
                assert board[1] <= top < bottom <= board[3], text
            for (one, *a), (other, *b) in combinations(lines, 2):
                across = min(a[2], b[2]) - max(a[0], b[0])
                down = min(a[3], b[3]) - max(a[1], b[1])
                assert across <= 0.5 or down <= 1.0 or one == other, (one, other)
        codes = opened.evaluate(CODES)
        happened = opened.evaluate("document.querySelector('.events').textContent")
    assert codes == [["NED", 1], ["NOR", 1]]
    for word in ("doubt-supposed", "doubt-assumed"):
        assert catalogue(language)[word] in happened


@pytest.fixture(scope="module")
def skated(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("clock") / "skated.html"
    page(load("beijing-2022-men"), ["final-c"]).save(path)
    return path.as_uri()


@pytest.mark.parametrize("language", languages())
def test_gaps_and_times_are_whole_on_the_smallest_phone(
    browser: Any, skated: str, language: str
) -> None:
    """A gap of 12.13 s, and a time of 3:40.39."""
    with browsers.opened(browser, f"{skated}#t=200&lang={language}", 320, 560) as opened:
        for time in (30.0, 230.0, 232.0, 238.0):
            lines, board = opened.evaluate(LINES, time)
            for text, left, _, right, _ in lines:
                assert board[0] <= left < right <= board[2], (time, text)
