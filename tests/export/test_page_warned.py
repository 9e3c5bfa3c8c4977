"""A page whose race was not skated so says it, however small it is, long its names, or embedded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers import browser as browsers
from helpers import two_teams
from helpers.gap_rows import ROWS
from pursuit_sim.draw.replay.narration import languages
from pursuit_sim.export.page.document import page

pytestmark = browsers.NEEDED

SIDES = two_teams.text('time = 180.0\nformation = "push"', 'time = 181.0\nformation = "push"')
LONG_EVENT = (
    "European Speed Skating Championships (Single Distances) 2024 – Heerenveen, Netherlands"
)
LONG_RACE = "Team Pursuit Women, Division A, Pair 3 (after ice preparation), Sunday afternoon"
# What is seen whole of the words that warn, and how high the head is; a full one has a title, too.
SEEN = """() => {
  const warned = document.querySelector('.unlike');
  const range = document.createRange();
  range.selectNodeContents(warned);
  const box = warned.getBoundingClientRect();
  const right = Math.min(innerWidth, box.right) + 1;
  const whole = [...range.getClientRects()].every((each) => each.left >= 0 &&
    each.right <= right && each.top >= 0 && each.bottom < innerHeight);
  const { height } = document.getElementById('head').getBoundingClientRect();
  const { width } = document.querySelector('#head h1').getBoundingClientRect();
  return [whole && box.width ? warned.textContent : '', height, width];
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of the race as it was, changed, by the power model, and without the other team."""
    folder = tmp_path_factory.mktemp("warned")
    text = SIDES.replace('name = "Cup"', f'name = "{LONG_EVENT}"').replace(
        "[races.r.finish]", f'[races.r]\nname = "{LONG_RACE}"\n[races.r.finish]'
    )
    alone = text.replace("time = 181.0", 'time = 181.0\nstatus = "DSQ"')
    asked = {
        "plain": (pursuit_sim.load(text), "kinematic"),
        "what-if": (pursuit_sim.load(text, {"races.r.crossing.formation": "fixed"}), "kinematic"),
        "power": (pursuit_sim.load(text), "power"),
        "alone": (pursuit_sim.load(alone), "kinematic"),
    }
    found = {}
    for name, (scenario, model) in asked.items():
        path = Path(folder / f"{name}.html")
        page(scenario, ["r"], model=model).save(path)
        found[name] = path.as_uri()
    return found


WORDS = {
    "what-if": "what-if: not the race as it was skated",
    "power": "power model: not the race as it was skated",
    "alone": "BBB DSQ",
}


@pytest.mark.parametrize("size", [(320, 240), (360, 416), (560, 315), (700, 420)], ids=str)
def test_an_embedded_page_says_so(
    browser: Any, pages: dict[str, str], size: tuple[int, int]
) -> None:
    for name, words in WORDS.items():
        with browsers.opened(browser, f"{pages[name]}?embed#t=60", *size) as opened:
            assert opened.evaluate(SEEN)[::2] == [words, 0], name
    with browsers.opened(browser, f"{pages['plain']}?embed#t=60", *size) as opened:
        assert opened.evaluate(SEEN) == ["", 0, 0]


@pytest.mark.parametrize(
    "size", [(320, 568), (390, 844), (568, 320), (844, 390), (801, 768), (1280, 800)], ids=str
)
def test_long_names_leave_room_for_it(
    browser: Any, pages: dict[str, str], size: tuple[int, int]
) -> None:
    for name, words in WORDS.items():
        with browsers.opened(browser, f"{pages[name]}#t=60", *size) as opened:
            assert opened.evaluate(SEEN)[0] == words, name


# Whether the clock's caption is seen, the sign before the gap, and where that ends.
GAP = """() => {
  const [caption, gap] = document.querySelectorAll('#board .caption, #board .gap');
  const sign = getComputedStyle(gap, '::before').content;
  return [caption.checkVisibility(), sign, gap.getBoundingClientRect().right];
}"""


@pytest.mark.parametrize("size", [(320, 240), (480, 270), (560, 315), (700, 420)], ids=str)
def test_where_a_gap_has_no_caption_it_has_the_sign_of_what_nobody_measured(
    browser: Any, pages: dict[str, str], size: tuple[int, int]
) -> None:
    """Of both teams only the finish is known: 3:00.00 and 3:01.00."""
    for language in languages():
        for time, known in ((60, False), (200, True)):
            where = f"{pages['plain']}?embed#t={time}&lang={language}"
            with browsers.opened(browser, where, *size) as opened:
                browsers.wait(opened, "!player.due")
                caption, sign, right = opened.evaluate(GAP)
                assert sign == ("none" if caption or known else '"~"'), (language, time)
                assert right <= size[0], (language, time)


@pytest.mark.parametrize("name", ROWS)
def test_under_lap_times_a_gap_that_nobody_measured_is_marked(
    browser: Any, tmp_path: Path, name: str
) -> None:
    text, marked = ROWS[name]
    path = tmp_path / "gaps.html"
    page(pursuit_sim.load(text), ["r"]).save(path)
    row = "[...document.querySelectorAll('{} .laps td.gap')].map((each) => each.textContent)"
    sign = "document.querySelector('{} .laps caption')?.textContent"
    with browsers.opened(browser, f"{path.as_uri()}#t=999", 1280, 800) as opened:
        for where in ("#panels", "#sheet"):
            gaps = opened.evaluate(row.format(where))
            assert {lap for lap, each in enumerate(gaps, 1) if each[0] == "~"} == marked, gaps
            assert (opened.evaluate(sign.format(where)) == "~ not measured") is bool(marked)
