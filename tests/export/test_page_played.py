"""A page in a real browser: it plays, from a file, with the network off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pursuit_sim
from helpers import browser as browsers
from pursuit_sim import resources
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.replay import ghost
from pursuit_sim.draw.replay.narration import languages
from pursuit_sim.event import results
from pursuit_sim.export.page.document import page
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.lab import ghost_words
from pursuit_sim.scenario import load_text
from pursuit_sim.units import format_gap

pytestmark = browsers.NEEDED

DESKTOP, PHONE = (1280, 720), (390, 844)
CAMERAS = "[...document.querySelectorAll('#cameras button')].map(each => each.dataset.camera)"
COLOURS = """(() => {
  const { canvas } = player;
  const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const found = new Set();
  for (let i = 0; i < pixels.length; i += 44) found.add(pixels.slice(i, i + 3).join());
  return found.size;
})()"""


@pytest.mark.parametrize(
    ("event", "race", "times"),
    [
        # About a fall and both finishes; known and modelled gaps; a lap in which nobody is ahead.
        ("beijing-2022-women", "final-a", np.arange(160.0, 190.0, 0.7)),
        ("beijing-2022-men", "final-a", np.arange(4.0, 222.0, 4.3)),
    ],
)
def test_the_page_says_what_the_window_says(
    browser: Any, tmp_path: Path, event: str, race: str, times: Any
) -> None:
    """Lap, gap, whether it was measured, who is ahead, how the record stands, how they skate."""
    path = tmp_path / "final.html"
    page(event, [race]).save(path)
    scenario = pursuit_sim.load(event)
    shown = replay(scenario, race, results(scenario))
    times = times.tolist()
    with browsers.opened(browser, path.as_uri(), *DESKTOP) as opened:
        found = opened.evaluate(
            """async times => {
              const found = [];
              for (const t of times) {
                player.go({ t });
                const frame = () => new Promise(requestAnimationFrame);
                await frame();
                await frame();
                found.push(['lap', 'caption', 'gap', 'record'].map(
                  (name) => document.querySelector(`p.${name}`).textContent).concat(
                    player.race.codes.map((_, team) => player.scene.skates(team, ''))));
              }
              return found;
            }""",
            times,
        )
        gaps, head = opened.evaluate(
            """[[...document.querySelectorAll('#panels td.gap')].map((each) => each.textContent),
              document.querySelector('#panels .laps th').textContent]"""
        )
    for time, (lap, caption, gap, record, *skates) in zip(times, found, strict=True):
        told = clock.reading(shown, time)
        assert (lap, caption, gap, record) == (told.lap, told.caption, told.gap, told.record), time
        assert skates == [f"{shown.skates(k, time)} ·  km/h" for k in range(len(skates))], time
    assert gaps[:-1] == [format_gap(gap) for gap in shown.gaps_s[1::2].tolist()][:-1]
    assert head == "Model laps"


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


def test_a_ghost_stands_as_in_the_window(browser: Any, address: str) -> None:
    scenario = pursuit_sim.load("beijing-2022-men")
    record = ghost_words.wanted("WR:2021", scenario, scenario.races["sf-1"])
    shown = replay(scenario, "sf-1", results(scenario), ghost=record)
    assert shown.ghost is not None
    times = [1.0, *np.random.default_rng(3).uniform(10.0, 224.0, 60).tolist(), 219.7]
    with browsers.opened(browser, address, *DESKTOP) as opened:
        found = opened.evaluate(
            "times => times.map(t => { player.seek(t); player.draw(); const { race } = player;"
            "return [race.ghost.at(t).skaters.map(s => s.distance), race.ghostGap(t).apart,"
            "document.querySelector('#board .ghost').textContent]; })",
            times,
        )
        said = opened.text_content(".remarks")
        kinds, *ends = opened.evaluate(
            """[player.chart.kinds, ...['gap', 'difference'].map((kind) => {
              player.chart.kind = kind;
              return player.chart.course().curves.map((curve) => curve.points.at(-1)[1]);
            })]"""
        )
        opened.keyboard.press("g")
        opened.wait_for_timeout(60)
        assert opened.text_content("#board .ghost") == ""
    assert kinds == ["gap", "difference", "speed"]
    # By the published times: NOR 3:38.28, NED 3:39.62, and 3:34.47 beside NOR.
    assert ends[0] == pytest.approx([-1.34, 214.47 - 219.62], abs=0.01)
    assert ends[1] == pytest.approx([214.47 - 218.28], abs=0.01)
    run = shown.ghost
    for time, (distance, apart, told) in zip(times, found, strict=True):
        now = run.replay.trajectory.at(time)
        assert (
            np.abs(np.array(distance) - now.distance_m - run.replay.trajectory.lines_m).max() < 0.01
        )
        # The first metres apart: a centimetre is more than a hundredth of a second there.
        assert abs(apart - ghost.difference_s(shown, run, time)) < (0.01 if time > 5 else 0.05)
        name, _, stands = told.partition(" · ")
        assert name == run.label
        finished = ghost.standing(shown, run, time).startswith("finished")
        assert stands.startswith("finished") == finished
    assert "WR 3:34.47, pace by the model (USA 2021" in said


def test_it_speaks_the_language_of_the_link_or_the_reader(browser: Any, address: str) -> None:
    with browsers.opened(browser, f"{address}#t=80&lang=nl", *DESKTOP, locale="de-AT") as opened:
        assert opened.evaluate("document.documentElement.lang") == "nl"
        assert opened.text_content("#board .caption") == "verschil na 2½ ronden (model)"
        assert "zwaait uit" in opened.text_content(".events")
        opened.select_option("#language", "nb")
        assert "svinger ut" in opened.text_content(".events")
        assert opened.evaluate("document.activeElement.id") == "language"
        assert opened.evaluate("player.link").endswith("&lang=nb")
        assert opened.evaluate("[player.time, document.querySelectorAll('#play').length]") == [
            80,
            1,
        ]
    with browsers.opened(browser, f"{address}#t=80", *DESKTOP, locale="de-AT") as opened:
        assert opened.text_content("#board .caption") == "Abstand nach 2½ Runden (Modell)"
        assert "lang=" not in opened.evaluate("player.link")


def test_captions_are_in_step(browser: Any, address: str) -> None:
    with browsers.opened(browser, f"{address}#race=sf-1&t=218.3", *PHONE) as opened:
        assert not opened.is_visible("#captions")
        opened.keyboard.press("u")
        opened.wait_for_timeout(60)
        assert opened.text_content("#captions") == "NOR finish in 3:38.28"
        opened.evaluate("player.seek(219.7)")
        opened.wait_for_timeout(60)
        assert opened.text_content("#captions").splitlines() == [
            "NOR finish in 3:38.28", "NED finish in 3:39.62", "8 laps: NOR ahead by 1.34 seconds",
        ]  # fmt: skip
        assert opened.get_attribute("#cc", "aria-pressed") == "true"


def test_hostile_names_are_only_ever_text(browser: Any, tmp_path: Path) -> None:
    """In every camera, panel and dialog: no element more, no script, no request."""
    plain = (resources.folder("scenarios") / "two-teams.toml").read_text(encoding="utf-8")
    tries = [
        "<img src=x onerror=document.title='got in'>", "</script><script>throw 1</script>",
        "<b>Cleo</b>", "&lt;i&gt; {code} $& {{script}}", "javascript:throw 1",
        "'\"><svg/onload=throw/1>",
    ]  # fmt: skip
    names = ("Two teams", "Red team", "Blue team", "Ada", "Eva", "Race 1")
    hostile = plain
    for name, tried in zip(names, tries, strict=True):
        hostile = hostile.replace(f'"{name}"', json.dumps(tried))
    count = "document.querySelectorAll('*').length"
    found = []
    for name, text in (("plain", plain), ("hostile", hostile)):
        path = tmp_path / f"{name}.html"
        page(load_text(text, source=name)).save(path)
        with browsers.opened(browser, path.as_uri(), *DESKTOP) as opened:
            opened.evaluate("player.toggleCaptions()")
            for camera in opened.evaluate(CAMERAS):
                opened.evaluate("c => { player.look(c); player.seek(177); player.draw(); }", camera)
            opened.evaluate("player.play()")
            opened.wait_for_timeout(80)
            found.append(opened.evaluate(count))
            title = opened.title()
    assert found[0] == found[1]
    assert tries[5] in title
    assert tries[0] in title


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
        assert (opened.text_content("#told") or "").startswith("0:19.00, LAP 1 / 8")
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
        opened.evaluate("player.seek(217); player.setSpeed(16); player.play()")
        browsers.wait(opened, "document.getElementById('told').textContent.includes('Result')")
        assert "Result: 1. ROC 3:36.62" in opened.text_content("#told")
        assert "2. USA 3:37.05 +0.43 to Final B" in opened.text_content("#told")
        opened.evaluate("player.pause()")
        reached = set()
        for _ in range(16):
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
        for rubbish in ("t=1e999&race=nobody&camera=nowhere", "t=%E0%A4%A&race=%00", "?&&&==", "t=",
                        "camera=follow:&lang=constructor", "race=__proto__&t=NaN"):  # fmt: skip
            opened.evaluate("hash => { location.hash = hash; }", f"#{rubbish}")
            opened.wait_for_timeout(20)
            assert opened.evaluate("[player.time, player.race.data.id, player.camera]") == [
                76.5, "sf-2", "follow:ROC",
            ]  # fmt: skip
        opened.evaluate("location.hash = '#t=-1e300'")
        browsers.wait(opened, "player.time === 0")


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


def test_on_a_phone_every_button_is_in_one_row_in_every_language(
    browser: Any, address: str
) -> None:
    with browsers.opened(browser, address, *PHONE) as opened:
        for language in languages():
            opened.evaluate("language => { location.hash = `#lang=${language}`; }", language)
            browsers.wait(opened, f"document.documentElement.lang === '{language}'")
            rows = opened.evaluate(
                """[...new Set([...document.querySelectorAll('#transport > :is(button, select)')]
                  .filter((each) => each.offsetWidth)
                  .map((each) => each.offsetTop + each.offsetHeight / 2))]"""
            )
            assert len(rows) == 1, language


def test_without_scripts_one_reads_what_to_do_and_the_results(browser: Any, address: str) -> None:
    """As in the preview of a mail."""
    for width, height in (DESKTOP, PHONE):
        context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=False, offline=True
        )
        opened = context.new_page()
        opened.goto(address)
        told = opened.locator("noscript p")
        box = told.bounding_box()
        assert box["y"] + box["height"] <= height
        assert "Semifinal 2: ROC 3:36.62, USA 3:37.05" in told.inner_text()
        context.close()


def test_only_what_moves_is_drawn(browser: Any, address: str) -> None:
    with browsers.opened(browser, f"{address}#t=76.5", *DESKTOP) as opened:
        opened.wait_for_timeout(200)
        still = opened.evaluate("player.spent.length")
        opened.wait_for_timeout(200)
        assert opened.evaluate("player.spent.length") == still
