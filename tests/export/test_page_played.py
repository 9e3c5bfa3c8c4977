"""A page in a real browser: it plays, from a file, with the network off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pursuit_sim
from helpers import browser as browsers
from pursuit_sim.draw.graphics import clock
from pursuit_sim.event import results
from pursuit_sim.export.page.document import page
from pursuit_sim.export.pictures.render import replay

pytestmark = pytest.mark.skipif(not browsers.THERE, reason=browsers.MISSING)

DESKTOP, PHONE = (1280, 720), (390, 844)
CAMERAS = "[...document.querySelectorAll('#cameras button')].map(each => each.dataset.camera)"
COLOURS = """(() => {
  const { canvas } = player;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set();
  for (let i = 0; i < pixels.length; i += 44) found.add(pixels.slice(i, i + 3).join());
  return found.size;
})()"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsers.chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "semifinals.html"
    page("beijing-2022-men", ["sf-1", "sf-2"]).save(path)
    return path.as_uri()


def test_after_a_fall_the_page_says_what_the_window_says(browser: Any, tmp_path: Path) -> None:
    """Lap, gap and who is ahead, about the fall and both finishes."""
    path = tmp_path / "final.html"
    page("beijing-2022-women", ["final-a"]).save(path)
    scenario = pursuit_sim.load("beijing-2022-women")
    shown = replay(scenario, "final-a", results(scenario))
    times = np.arange(160.0, 190.0, 0.7).tolist()
    with browsers.opened(browser, path.as_uri(), *DESKTOP) as opened:
        found = opened.evaluate(
            """async times => {
              const found = [];
              for (const t of times) {
                player.go({ t });
                const frame = () => new Promise(requestAnimationFrame);
                await frame();
                await frame();
                found.push(['lap', 'caption', 'gap'].map(
                  (name) => document.querySelector(`p.${name}`).textContent));
              }
              return found;
            }""",
            times,
        )
    for time, (lap, caption, gap) in zip(times, found, strict=True):
        told = clock.reading(shown, time)
        assert (lap, caption.removesuffix(" (model)"), gap) == (
            told.lap, told.caption.removesuffix(" (model)"), told.gap,
        ), time  # fmt: skip


def test_what_is_shown_is_what_was_skated(browser: Any, address: str) -> None:
    scenario = pursuit_sim.load("beijing-2022-men")
    shown = replay(scenario, "sf-1", results(scenario))
    # The first metres apart: a centimetre is more than a hundredth of a second there.
    times = np.random.default_rng(18).uniform(10.0, float(shown.finish_s.max()), 200).tolist()
    with browsers.opened(browser, address, *DESKTOP) as opened:
        found = opened.evaluate(
            "times => times.map(t => { const r = player.race, m = r.at(t), g = r.commonGap(t);"
            "return [m.skaters.map(s => s.distance), m.skaters.map(s => s.lateral), r.liveGap(t),"
            "r.halfLaps(t), g && g.gap, m.skaters.map(s => s.place), r.front(t)]; })",
            times,
        )
    for time, (distance, lateral, live, halves, gap, place, front) in zip(
        times, found, strict=True
    ):
        now = shown.trajectory.at(time)
        own = now.distance_m + shown.trajectory.lines_m
        assert np.abs(np.array(distance) - own).max() < 0.01
        assert np.abs(np.array(lateral) - now.lateral_m).max() < 0.01
        assert abs(live - shown.live_gap(time)) < 0.01
        assert tuple(halves) == shown.half_laps_done(time)
        common = shown.common_gap(time)
        assert (gap is None) == (common is None)
        assert common is None or abs(gap - common[1]) < 0.001
        assert sorted(place[:3]) == sorted(place[3:]) == [0, 1, 2]
        assert front == shown.front(time)


def test_it_plays_seeks_and_changes_camera_and_race_by_keys_alone(
    browser: Any, address: str
) -> None:
    with browsers.opened(browser, address, *DESKTOP) as opened:
        press = opened.keyboard.press
        press("Space")
        browsers.wait(opened, "player.playing && player.time > 0.3")
        press("Space")
        assert not opened.evaluate("player.playing")
        press("Home")
        for key in ("ArrowRight", "ArrowRight", "Shift+ArrowLeft", "l"):
            press(key)
        assert opened.evaluate("player.time") == pytest.approx(19.0)
        press("c")
        press("4")
        assert opened.evaluate("player.camera") == "head-to-head"
        press("4")
        assert opened.evaluate("player.speed") == 4
        press("n")
        first = opened.evaluate("player.race.data.events[0][0]")
        assert opened.evaluate("player.time") == pytest.approx(first)
        assert "swings out" in opened.text_content("#told")
        press("b")
        press("Tab")
        opened.locator('[data-race="sf-2"]').focus()
        press("Enter")
        assert opened.evaluate("player.race.data.id") == "sf-2"
        assert opened.evaluate("player.time") == 0
        press("End")
        opened.wait_for_selector("#result:not([hidden])")
        assert "ROC" in opened.text_content("#result")
        reached = set()
        for _ in range(12):
            press("Tab")
            reached.add(opened.evaluate("document.activeElement.id"))
        assert {"play", "timeline", "speed", "camera", "copy"} <= reached


def test_a_link_opens_its_moment(browser: Any, address: str) -> None:
    link = "#t=76.5&race=sf-2&camera=follow:ROC"
    with browsers.opened(browser, address + link, *DESKTOP) as opened:
        assert opened.evaluate("[player.time, player.race.data.id, player.camera]") == [
            76.5, "sf-2", "follow:ROC",
        ]  # fmt: skip
        assert opened.evaluate("player.link") == "#t=76.50&race=sf-2&camera=follow:ROC"
        opened.evaluate("location.hash = '#t=1e999&race=nobody&camera=nowhere'")
        opened.wait_for_timeout(50)
        assert opened.evaluate("player.time") == 76.5


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_everything_fits_and_the_ice_is_drawn(
    browser: Any, address: str, size: tuple[int, int]
) -> None:
    with browsers.opened(browser, f"{address}#t=76.5", *size) as opened:
        browsers.wait(opened, "player.spent.length > 0")
        for camera in opened.evaluate(CAMERAS):
            opened.evaluate("camera => player.look(camera)", camera)
            opened.wait_for_timeout(60)
            colours = opened.evaluate(COLOURS)
            assert colours > 60, camera
        wide = opened.evaluate("document.documentElement.scrollWidth")
        assert wide <= size[0]


def test_only_what_moves_is_drawn(browser: Any, address: str) -> None:
    with browsers.opened(browser, f"{address}#t=76.5", *DESKTOP) as opened:
        opened.wait_for_timeout(200)
        still = opened.evaluate("player.spent.length")
        opened.wait_for_timeout(200)
        assert opened.evaluate("player.spent.length") == still
