"""The page's modules without a browser: their own tests, and the same words as in films."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.fallen_races import FALLEN
from helpers.scenes import walk
from helpers.two_teams import BY_THOUSANDTHS, BY_TIE_BREAK, scenario
from pursuit_sim import resources
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.narration import catalogue, languages, narration, spoken
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Rect, Text
from pursuit_sim.event import results
from pursuit_sim.export.page import phrases, race_record, script
from pursuit_sim.export.page.figure_table import FigureTable
from pursuit_sim.export.pictures.render import replay

pytestmark = pytest.mark.whole

NODE = shutil.which("node")


def _new_enough() -> bool:
    if NODE is None:
        return False
    told = subprocess.run([NODE, "--version"], capture_output=True, text=True, check=False)
    return int((re.findall(r"^v(\d+)", told.stdout) or [0])[0]) >= 20


MODULES = resources.folder("assets") / "page"
OWN_TESTS = sorted((Path(__file__).parents[1] / "page").glob("*.test.js"))
needs_node = pytest.mark.skipif(not _new_enough(), reason="needs node 20")
PLACE = re.compile(r"\{\w+\}")
SAY = """
import { readFileSync } from 'node:fs';
import { learn, say } from '%s/words.js';
const { words, told } = JSON.parse(readFileSync(0, 'utf8'));
learn(words);
const said = Object.keys(words).map(
  (language) => [language, told.map(([phrase, values]) => say(phrase, values, language))]);
console.log(JSON.stringify(Object.fromEntries(said)));
"""


def node(*words: str, given: str = "") -> str:
    """What node prints; it must not fail."""
    assert NODE is not None
    done = subprocess.run(
        [NODE, *words], input=given, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


@needs_node
def test_what_the_modules_promise() -> None:
    assert OWN_TESTS
    told = node("--test", "--test-reporter=tap", *map(str, OWN_TESTS))
    assert int(re.findall(r"^# pass (\d+)", told, re.MULTILINE)[-1]) >= len(OWN_TESTS)


@needs_node
def test_the_joined_script_is_whole(tmp_path: Path) -> None:
    """Without imports, types, remarks and indents it is still a script."""
    path = tmp_path / "page.mjs"
    path.write_text(script.joined(), encoding="utf-8")
    node("--check", str(path))


@needs_node
def test_a_page_says_what_captions_say_in_every_language() -> None:
    scenario = pursuit_sim.load("beijing-2022-men")
    told: list[tuple[str, dict[str, Any]]] = []
    for race in ("sf-1", "sf-2", "qf-4"):
        told += [(each.phrase, {**each.values}) for each in narration(replay(scenario, race))]
    told.append(("swap", {"code": "A", "halves": 3, "doubt": "says the model"}))
    told.append(("said-gap-by", {"code": "A", "halves": 2.5, "by": "0.50"}))
    told.append(("record", {"code": "A", "doubt": "supposed", "records": ["=WR", "XR"]}))
    words = {each: catalogue(each) for each in languages()}
    said = json.loads(
        node("--input-type=module", "-e", SAY % MODULES.as_uri(),
             given=json.dumps({"words": {k: {**v} for k, v in words.items()}, "told": told}))
    )  # fmt: skip
    assert {*said} == {"en", "nl", "nb", "de", "it"}
    for language, lines in said.items():
        assert lines == [spoken(phrase, values, language) for phrase, values in told]


@cache
def shown_and_held(sides: tuple[str, str]) -> tuple[Replay, dict[str, Any]]:
    """The race of two sides in the window, and what its page holds."""
    found = scenario(*sides)
    shown = replay(found, "r")
    return shown, race_record.to_dict(shown, results(found).race("r"), FigureTable())


READ = """
import { readFileSync } from 'node:fs';
import { reading } from '%s/board.js';
import { Race } from '%s/race.js';
import { learn } from '%s/words.js';
const { words, data, times } = JSON.parse(readFileSync(0, 'utf8'));
globalThis.document = { documentElement: { lang: 'en' } };
learn({ en: words });
const race = await Race.open(data);
console.log(JSON.stringify(times.map((time) => {
  const { caption, gap, team, live } = reading(race, time);
  return [caption, gap, team, live];
})));
"""
NUMBER = re.compile(r"[0-9.]+(?= now$|$)")


@needs_node
@pytest.mark.parametrize(
    "sides",
    [
        pytest.param(FALLEN["wins"], id="wins", marks=pytest.mark.slow),
        pytest.param(FALLEN["both"], id="both"),
        pytest.param(FALLEN["together"], id="together", marks=pytest.mark.slow),
        pytest.param(BY_TIE_BREAK, id="tie-break"),
        pytest.param(BY_THOUSANDTHS, id="thousandths"),
    ],
)
def test_the_page_has_whoever_the_window_has_ahead(sides: tuple[str, str]) -> None:
    """Caption, gap, whose it is, and the estimate since: after falls, and at the finish."""
    shown, data = shown_and_held(sides)
    times = [0.37 + each for each in range(int(shown.duration_s))]
    module = MODULES.as_uri()
    given = json.dumps({"words": {**catalogue("en")}, "data": data, "times": times})
    told = json.loads(
        node("--input-type=module", "-e", READ % (module, module, module), given=given)
    )
    for time, (caption, gap, team, live) in zip(times, told, strict=True):
        said = clock.reading(shown, time)
        assert caption == said.caption, time
        assert team == (-1 if said.front is None else said.front), time
        # A page has a place every 0.04 s, so that estimates may be rounded to other tenths.
        near = 0.1001 if "≈" in said.gap else 0.0
        alike(gap, said.gap, near)
        if time < min(shown.finish_s):
            alike(live, said.live, 0.1001)


def alike(found: str, expected: str, near: float) -> None:
    """Whether two texts are the same but for a number at the end, and that nearly so."""
    numbers = [NUMBER.search(each) for each in (found, expected)]
    if not all(numbers) or not near:
        assert found == expected
        return
    assert NUMBER.sub("", found) == NUMBER.sub("", expected)
    first, second = (float(each[0]) for each in numbers if each)
    assert abs(first - second) <= near, (found, expected)


SIGNS = """
import { readFileSync } from 'node:fs';
import { Labels } from '%s/labels.js';
import { Race } from '%s/race.js';
import { learn } from '%s/words.js';
const { words, data, palettes, times } = JSON.parse(readFileSync(0, 'utf8'));
globalThis.document = { documentElement: { lang: 'en' } };
learn({ en: words });
const race = await Race.open({ ...data, palettes });
const fills = [], led = [];
const ctx = {
  beginPath() {}, roundRect() {}, arc() {}, stroke() {}, measureText: () => ({ width: 50 }),
  fill() { fills.push(this.fillStyle); },
  fillText(name) { if (fills.at(-2) !== 'PLATE') led.push(name); },
};
const theme = { colours: { LABEL_PLATE: 'PLATE' }, covers: ['1', '2', '3'] };
const labels = new Labels(ctx, { theme }, race);
const box = { x: -1e6, y: -1e6, width: 2e6, height: 2e6 };
console.log(JSON.stringify(times.map((time) => {
  labels.now = race.at(time);
  return race.codes.map((_, team) => {
    led.length = 0;
    labels.names(team, (x, y) => ({ x, y, angle: 0 }), 1, box, true);
    return [[...led], labels.skates(team, race.kmh(team, time).toFixed(1))];
  });
})));
"""


def front_plates(shown: Replay, time_s: float) -> dict[str, bool]:
    """Skaters whom the window names on the ice, and whether on their team's colour."""
    found: dict[str, bool] = {}
    names = {*shown.names}
    for camera in ("head-to-head", "overview"):
        under: Rect | None = None
        settings = Settings(camera=camera, transport=False)
        for shape, inside in walk(scene.frame(shown, time_s, settings)):
            if isinstance(shape, Rect) and 16 < shape.height < 45:
                under = shape
            if not isinstance(shape, Text) or shape.text not in names or under is None:
                continue
            if any(isinstance(each, Clip) for each in inside):
                leads = under.fill != theme.LABEL_PLATE
                assert found.setdefault(shape.text, leads) == leads, (camera, time_s)
    return found


@needs_node
@pytest.mark.parametrize(
    "kind", [pytest.param("exchange", marks=pytest.mark.slow), "both", "push", "final-a"]
)
def test_the_page_gives_signs_to_whom_the_window_gives_them(kind: str) -> None:
    """Whose plate is the front one's, and how the team skates: exchanges, catches and falls."""
    sides = {
        **FALLEN,
        "push": ('time = 172\nformation = "push"', 'time = 220\nformation = "fixed"'),
    }
    if kind in sides:
        shown, data = shown_and_held(sides[kind])
    else:
        found = pursuit_sim.load("beijing-2022-women")
        shown = replay(found, kind)
        data = race_record.to_dict(shown, results(found).race(kind), FigureTable())
    named = [each | {"skaters": [*shown.names[3 * k : 3 * k + 3]]}
             for k, each in enumerate(data["teams"])]  # fmt: skip
    data = data | {"teams": named}
    # On moments that the page has: every 0.04 s.
    times = [round(each * 5.36 + 1.0, 2) for each in range(int(shown.duration_s / 5.36))]
    module = MODULES.as_uri()
    words = {**catalogue("en")}
    given = {"words": words, "data": data, "palettes": race_record.palettes(shown), "times": times}
    told = json.loads(
        node("--input-type=module", "-e", SIGNS % (module, module, module), given=json.dumps(given))
    )
    compared = 0
    for time, teams in zip(times, told, strict=True):
        window = front_plates(shown, time)
        for team, (led, skates) in enumerate(teams):
            assert len(led) == 1, (time, led)
            own = {name for name in shown.names[3 * team : 3 * team + 3] if name in window}
            assert {name for name in own if window[name]} == own & {*led}, time
            compared += len(own)
            how, _, fast = skates.rpartition(" · ")
            assert how.casefold() == shown.skates(team, time).casefold(), time
            falls = [each for each in shown.falls.values() if each.team == team]
            if time > max(shown.finish_s) or any(0 < time - x.start_s < 12 for x in falls):
                continue  # a page has a speed every half-second, too few for who slides
            speed = snapshot(shown, time).team_mps[team] * 3.6
            assert float(fast.removesuffix(" km/h")) == pytest.approx(speed, abs=1.0), time
    assert compared > 2 * len(times)


SPELL = """
import { readFileSync } from 'node:fs';
import { learn, worded } from '%s/words.js';
const { words, told } = JSON.parse(readFileSync(0, 'utf8'));
learn(words);
console.log(JSON.stringify(Object.fromEntries(Object.keys(words).map((language) => {
  globalThis.document = { documentElement: { lang: language } };
  return [language, told.map(worded)];
}))));
"""
EVENTS = ("beijing-2022-women", "pyeongchang-2018-men", "world-cup-2025-hamar-women", "two-teams")
OWN = {"line-up": "lineup", "turns in front": "formation.leads", "starting side": "side"}


@needs_node
def test_what_models_remark_is_said_as_they_worded_it_and_in_every_language() -> None:
    """Remarks, places and formations: read back from English, with keys in the field's words."""
    said: dict[str, list[phrases.Told]] = {}
    remarks = {""}
    for event in EVENTS:
        found = results(pursuit_sim.load(event))
        for race in found.races:
            for result in race.entries:
                entry = result.entry
                if entry in race.race.entries:
                    remarks.add(entry.remark)
                    said |= {note: [phrases.told(note)] for note in result.notes}
                    said[entry.caption] = phrases.formation(entry.caption)
            for each in race.race.everybody:
                for part in story.meaning(found, race.race.id, each.team.code).split(" · "):
                    said[part] = [phrases.told(part)]
        said |= {each.name: [phrases.told(each.name)] for each in story.columns(found)}
    words = {each: {**catalogue(each)} for each in languages()}
    phrased = [part for parts in said.values() for part in parts]
    given = json.dumps({"words": words, "told": phrased})
    spelt = json.loads(node("--input-type=module", "-e", SPELL % MODULES.as_uri(), given=given))
    spoken_parts = iter(spelt["en"])
    for text, parts in said.items():
        again = ", ".join(next(spoken_parts) for _ in parts)
        if text.startswith("assumed: "):
            again = ", ".join(OWN.get(each, each) for each in again.split(": ")[1].split(", "))
            again = f"assumed: {again}"
        assert again == text
    left = {each for each in phrased if isinstance(each, str)}
    assert left <= remarks
    for language in set(spelt) - {"en"}:
        same = {
            one for one, other in zip(spelt["en"], spelt[language], strict=True) if one == other
        }
        assert all(each.startswith("Division ") for each in same - left), language


def test_the_modules_share_one_script_without_a_name_twice() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(MODULES.glob("*.js"))]
    at_top = re.compile(
        r"^(?:export )?(?:async function|function|class|const|let) (\w+)", re.MULTILINE
    )
    names = Counter(name for text in texts for name in at_top.findall(text))
    assert {name for name, times in names.items() if times > 1} == set()
    text = script.joined()
    assert not re.search(r"^(?:import|export)\b", text, re.MULTILINE)
    assert "innerHTML" not in text
    assert "insertAdjacentHTML" not in text
    # Indents are taken away: no text may go over several lines.
    assert [line for line in text.splitlines() if line.count("`") % 2] == []


def test_every_language_has_the_same_phrases_with_the_same_places() -> None:
    english = catalogue("en")
    for language in languages():
        words = catalogue(language)
        assert [*words] == [*english], language
        for key, phrase in words.items():
            assert phrase.strip(), (language, key)
            assert phrase == phrase.strip() or key.startswith("doubt-"), (language, key)
            found, expected = (Counter(PLACE.findall(each)) for each in (phrase, english[key]))
            assert found == expected, (language, key)


def test_every_phrase_that_is_said_is_in_the_catalogue_and_every_one_of_it_is_said() -> None:
    text = script.joined()
    listed = {*catalogue("en")}
    said = set(re.findall(r"\bsay\('([\w-]+)'", text))
    assert said
    assert said <= listed
    # Chosen by what the data say: cameras, kinds of event, formations, records, doubts; keys.
    chosen = set(re.findall(r"'([\w-]+)'", text)) | set(re.findall(r"words\.(\w+)", text))
    from_data = re.compile(
        r"(?:doubt|record|ghost|said|nth|key)-|nth$|start|told|finish|record|exchange$|fall$|swap$|catch$"
    )
    unused = {each for each in listed - said - chosen if not from_data.match(each)}
    assert unused == set()
