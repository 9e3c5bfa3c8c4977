"""What is seen for the first time is explained: once, in its place, and nothing is covered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

import pursuit_sim
from helpers.scenes import says, walk
from helpers.window_script import Script
from pursuit_sim.app import words_sheet
from pursuit_sim.app.explainer import BETWEEN_S, SHOWN_S
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import FIRST
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import explanations, registry
from pursuit_sim.draw.scenes.explanations import EXPLANATIONS, KAPPA, MOMENTS
from pursuit_sim.draw.settings import Chart, Settings
from pursuit_sim.draw.shapes import Polyline, Rect, Text
from pursuit_sim.event import Results
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import SKATERS

pytestmark = pytest.mark.usefixtures("prepared_once")

SIZE = (1280, 720)
CHARTS: tuple[Chart, ...] = ("gap", "reserve")
# In semifinal 1 of Beijing 2022 Norway push, and the Dutch change leaders at about 1:14.
TIMES = {"push": 45.0, "exchange": 75.2, "record": 12.0, "gap": 45.0}
CAMERAS = ("overview", "follow:NOR", "follow:NED", "split", "head-to-head", "broadcast:NOR")


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


@pytest.fixture(scope="module")
def replay(event: Results) -> Replay:
    return prepare(simulate(event.race("sf-1").race), story.context(event, "sf-1"))


@pytest.fixture
def script(event: Results, tmp_path: Path) -> Iterator[Script]:
    first = replace(FIRST, size=SIZE, explained=(MOMENTS,))
    script = Script(Player(event, "sf-1", first), tmp_path)
    yield script
    script.window.close()


def wait(script: Script, seconds: float) -> None:
    for _ in range(round(seconds * 60)):
        script.window.advance(1 / 60)
    script.window.draw()


@pytest.mark.parametrize("camera", ["split", "follow:NED", "overview"])
def test_what_is_explained_leaves_the_names_free(replay: Replay, camera: str) -> None:
    """All through an exchange, in which a name goes out with the skater and comes back."""
    settings = Settings(size=SIZE, camera=camera)
    said = 0
    for time_s in (75.2 + 0.2 * k for k in range(20)):
        found = scene.explained(replay, time_s, settings, ["exchange"])
        if found is None:
            continue
        picture = scene.frame(replay, time_s, settings)
        drawn = scene.explanation(replay, time_s, settings, found[1], picture)
        for plate in (s for s, _ in walk(drawn) if isinstance(s, Rect)):
            said += 1
            box = Box(plate.x, plate.y, plate.width, plate.height)
            names = [s for s, _ in walk(picture) if isinstance(s, Text) and s.text in replay.names]
            assert names
            assert not [s.text for s in names if box.contains(s.x, s.y)], time_s
    assert said > 5


@pytest.mark.parametrize("size", [SIZE, (1920, 1080), (640, 360)])
@pytest.mark.parametrize("camera", CAMERAS)
def test_an_explanation_is_about_its_thing_and_covers_nobody(
    replay: Replay, camera: str, size: tuple[int, int]
) -> None:
    settings = Settings(size=size, camera=camera)
    view = registry.view(camera, replay.codes)
    seen = set()
    for name, time_s in TIMES.items():
        found = scene.explained(replay, time_s, settings, [name])
        if found is None:
            continue
        seen.add(name)
        told = found[1]
        context = frame_context(replay, time_s, settings)
        drawn = scene.explanation(replay, time_s, settings, told, ())
        assert drawn, "something is drawn on the ice"
        team = 0 if name == "push" else 1
        if name in ("push", "exchange"):
            assert told.about is not None
            for k in range(SKATERS * team, SKATERS * (team + 1)):
                spot = view.spot(context, team, context.now.distance_m[k], context.now.lateral_m[k])
                assert spot is not None
                assert told.about.grown(2.0 * size[0] / 1280).contains(*spot), name
        plates = [Box(s.x, s.y, s.width, s.height) for s, _ in walk(drawn) if isinstance(s, Rect)]
        bodies = [box for each in (0, 1) for box in view.bodies(context, each)]
        for plate in plates:
            assert not any(plate.meets(each) for each in (*bodies, *view.panels(context)))
        for shape, _ in walk(drawn):
            if isinstance(shape, Polyline):
                assert shape.colour == theme.EVENT
    assert "gap" in seen
    assert seen & {"push", "exchange"}, "of the team that is seen"


def test_minus_is_said_to_mean_ahead(replay: Replay) -> None:
    found = scene.explained(replay, 45.0, Settings(size=SIZE), ["gap"])
    assert found is not None
    assert "NED −0.19" in found[1].words, "as the badge has it"
    assert "minus means ahead" in found[1].words


def test_nothing_is_explained_about_a_fall_or_a_finish(script: Script) -> None:
    player = script.player
    player.results = pursuit_sim.results(pursuit_sim.load("beijing-2022-women"))
    player.enter_event(player.results)
    player.show("final-a")
    player.explainer.known = ()
    (fell,) = script.replay.fell_s.values()
    for time_s in (fell - 1.0, fell + 5.0, float(script.replay.finish_s.min()) - 1.0):
        player.seek(time_s)
        wait(script, 5.0)
        assert player.explainer.told == "", time_s
    player.seek(fell - 60.0)
    wait(script, 5.0)
    told = player.explainer.told
    assert told
    player.seek(fell - 1.0)
    wait(script, 1.0)
    assert player.explainer.told == ""
    assert told not in player.explainer.known, "it comes another time"


def test_who_has_found_the_moments_is_not_told_where_they_are(script: Script) -> None:
    script.player.explainer.known = ()
    wait(script, 4.0)
    assert script.player.explainer.told == MOMENTS
    script.press("E")
    script.press("Esc")
    assert script.player.explainer.told == ""
    assert MOMENTS in script.player.explainer.known


def test_one_thing_is_explained_at_a_time_and_once(script: Script) -> None:
    player = script.player
    player.seek(45.0)
    told = []
    for _ in range(400):
        wait(script, 0.5)
        told.append(player.explainer.told)
    found = [each for each in dict.fromkeys(told) if each]
    assert {"push", "gap", "record"} <= {*found}
    assert len(found) == len({*player.explainer.known} - {MOMENTS}), "each once"
    runs = [
        name for name, before in zip(told, ["", *told], strict=False) if name and name != before
    ]
    assert runs == found
    assert told.count("push") * 0.5 == pytest.approx(SHOWN_S, abs=1.0)
    wait(script, SHOWN_S + BETWEEN_S)
    assert player.explainer.told == ""


def test_it_is_said_in_the_title_and_a_click_there_is_enough(script: Script) -> None:
    script.player.seek(45.0)
    wait(script, 2.5)
    told = script.player.explainer.told
    assert told
    assert script.player.explainer.words in says(script.window.composed.shapes)
    script.click("understood")
    assert script.player.explainer.told == ""
    assert told in script.player.explainer.known


def test_a_notice_and_a_panel_come_first(script: Script) -> None:
    script.player.seek(45.0)
    script.press("C")
    wait(script, 5.0)
    assert script.player.explainer.told == ""
    script.press("Esc")
    script.player.say("something else", 60.0)
    wait(script, 5.0)
    assert script.player.explainer.told == ""


def test_the_mark_of_a_question_brings_everything_back(script: Script) -> None:
    player = script.player
    player.explainer.known = explanations.NAMES
    player.explainer.on = False
    script.press("?")
    assert (player.explainer.on, player.explainer.known) == (True, ())
    script.press("I")
    player.seek(45.0)
    wait(script, 10.0)
    assert player.explainer.told == ""
    assert player.preferences(sound=False).explaining is False


def test_kappa_is_explained_where_it_is_fitted(script: Script) -> None:
    player = script.player
    player.explainer.known = tuple(each for each in explanations.NAMES if each != KAPPA)
    script.press("T")
    script.press("T")
    wait(script, 5.0)
    assert player.explainer.told == "", "the official time is kept"
    player.tune(lambda session: session.keep_time(False))
    wait(script, 5.0)
    assert player.explainer.told == KAPPA


def test_whoever_is_pointed_at_is_named(replay: Replay) -> None:
    for camera in CAMERAS:
        settings = Settings(size=SIZE, camera=camera)
        view, context = registry.view(camera, replay.codes), frame_context(replay, 45.0, settings)
        found = {
            each[0]
            for team in (0, 1)
            for box in view.bodies(context, team)
            if (each := scene.named(replay, 45.0, settings, box.middle)) is not None
        }
        assert any("Peder Kongshaug, NOR: leads" in each or "Sven Kramer" in each for each in found)
        clock = view.told_in(context).middle
        named = scene.named(replay, 45.0, settings, clock)
        assert named is not None
        assert "minus means ahead" in named[0]


def test_the_director_explains_what_the_shot_shows(replay: Replay) -> None:
    settings = Settings(size=SIZE, camera="director")
    told = set()
    for time_s in range(10, 200, 10):
        found = scene.explained(replay, float(time_s), settings, [*EXPLANATIONS])
        if found is not None:
            told.add(found[0])
            assert scene.explanation(replay, float(time_s), settings, found[1], ())
    assert {"push", "gap"} & told


def test_what_is_said_names_what_is_marked(event: Results, tmp_path: Path) -> None:
    """Both teams of Final A push: where the director goes over, so does the sentence."""
    first = replace(FIRST, size=SIZE, explained=(MOMENTS,), camera="broadcast:NOR")
    script = Script(Player(event, "final-a", first), tmp_path)
    player = script.player
    player.seek(45.0)
    while player.explainer.told != "push":
        player.explainer.understood()
        wait(script, BETWEEN_S + 0.5)
    for code in ("NOR", "ROC"):
        player.choose_camera(f"broadcast:{code}")
        wait(script, 1.0)
        said = says(script.window.composed.shapes)
        assert [each for each in said if each.startswith(f"{code} push: hands on")]
    script.window.close()


def test_a_question_is_answered_at_once_in_words(script: Script) -> None:
    """Also where nothing is explained in the picture, as before a finish; time stands still."""
    player = script.player
    player.seek(float(script.replay.finish_s.min()) - 3.0)
    player.transport = player.transport.play()
    script.click("explain")
    before = script.time
    wait(script, 2.0)
    told = " ".join(says(script.window.composed.shapes))
    assert "hands on whoever skates in front" in told
    assert "minus means ahead" in told
    assert script.time == before
    script.click("close")
    wait(script, 1.0)
    assert script.time > before


@pytest.mark.parametrize("size", [SIZE, (1920, 1080), (640, 360), (700, 1200)])
def test_every_word_has_its_place_on_the_sheet(size: tuple[int, int]) -> None:
    shapes = words_sheet.sheet(size, Pointer()).shapes
    told = [shape for shape, _ in walk(shapes) if isinstance(shape, Text)]
    for each in told:
        wide = text_width.width(each.text, each.size, each.weight)
        left = each.x - wide * {"left": 0.0, "centre": 0.5, "right": 1.0}[each.anchor]
        assert 0 <= left < left + wide <= size[0], each
        assert 0 < each.y < size[1], each
    heights = sorted((each.x, each.y, each.size) for each in told)
    for (x, y, em), (next_x, next_y, _) in pairwise(heights):
        assert x != next_x or next_y - y > em, "no line on another"


def test_reserves_are_explained_where_they_are_seen(event: Results) -> None:
    """In their chart; else below the names, where these have bars."""
    made = simulate(event.race("sf-1").race, "power")
    replay = prepare(made, story.context(event, "sf-1"))
    for camera in registry.names(replay.codes):
        for chart in CHARTS:
            settings = Settings(size=SIZE, camera=camera, chart=chart)
            areas = scene.hits(replay, settings)
            found = scene.explained(replay, 30.0, settings, ["reserve"])
            charted = chart == "reserve" and "chart" in areas
            if camera.partition(":")[0] in ("head-to-head", "broadcast", "finish-strip"):
                assert (found is not None) == charted, (camera, chart)
            if found is None or camera == "director":
                continue
            told = found[1]
            if charted:
                assert told.about is not None
                assert areas["chart"].contains(*told.about.middle)
            else:
                assert told.words.startswith("The bar below a name is a reserve")
                drawn = scene.explanation(replay, 30.0, settings, told, ())
                assert bool(drawn) == (camera == "overview")
    kinematic = prepare(simulate(event.race("sf-1").race), story.context(event, "sf-1"))
    assert scene.explained(kinematic, 30.0, Settings(size=SIZE), ["reserve"]) is None


def test_an_explanation_of_the_gap_marks_where_a_camera_tells_it(replay: Replay) -> None:
    """Over a finish strip, too, that is the clock's line and not the strip."""
    for camera in registry.names(replay.codes):
        settings = Settings(size=SIZE, camera=camera)
        found = scene.explained(replay, 45.0, settings, ["gap"])
        assert found is not None
        box = found[1].about
        assert box is not None
        gap = frame_context(replay, 45.0, settings).reading.gap.split()[-1]
        spots = [
            shape for shape, _ in walk(scene.frame(replay, 45.0, settings))
            if isinstance(shape, Text) and shape.text.endswith(gap)
        ]  # fmt: skip
        assert any(box.grown(12.0).contains(each.x, each.y) for each in spots), camera


def test_words_are_told_over_the_list_of_races_too(event: Results, tmp_path: Path) -> None:
    script = Script(Player(event, None, replace(FIRST, size=SIZE)), tmp_path)
    for panel in ("bracket", "events"):
        script.player.panel = panel
        script.press("?")
        assert script.player.panel == "explain"
        script.go()
        assert words_sheet.HEADING in says(script.window.composed.shapes)
        script.press("Esc")
        assert script.player.chooser
    script.window.close()
