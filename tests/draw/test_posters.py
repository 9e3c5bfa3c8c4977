"""Square and tall pictures: panels and words lie within them and beside each other."""

from __future__ import annotations

from itertools import combinations

import pytest

from helpers.bundled import EVERY_EVENT
from helpers.scenes import box_of, check_texts, kind_of, says, symbols, walk
from helpers.semifinal import CONTEXT, SEMIFINAL, pushed
from pursuit_sim import scenario
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.frame_context import frame_context
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.ghost import Ghost
from pursuit_sim.draw.replay.preparation import prepare, with_ghost
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import SIZES, Form, Settings, form_of
from pursuit_sim.draw.shapes import Clip, Layer, Rect, Symbol, Text
from pursuit_sim.event import results
from pursuit_sim.sim import simulate

FORMS: tuple[Form, ...] = ("square", "portrait")
# Of landscape pictures: a type of 11.5 px where they are 1920 px wide.
LEAST_TYPE = 11.5 / 1920


def seen(camera: str, size: tuple[int, int], **more: object) -> Settings:
    return Settings(size=size, camera=camera, transport=False, form=form_of(size), **more)  # type: ignore[arg-type]  # of each setting what it holds


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL), CONTEXT)


def test_the_form_follows_the_size() -> None:
    """Sizes that phones, cameras and screens have."""
    for size, form in (
        ((1920, 1080), "landscape"), ((640, 480), "landscape"), ((1080, 1080), "square"),
        ((1080, 1350), "square"), ((1080, 1920), "portrait"), ((720, 960), "portrait"),
    ):  # fmt: skip
        assert form_of(size) == form
    assert all(form_of(size) == form for form, size in SIZES.items())


@pytest.mark.parametrize("event", EVERY_EVENT)
def test_nothing_is_cut_and_no_words_meet(event: str) -> None:
    """Every camera in either form, at moments that differ from race to race."""
    found = results(scenario.load(event))
    races = [each.race for each in found.races if each.race.entries]
    for index, race in enumerate((races[0], races[-1])):
        replay = prepare(simulate(race), story.context(found, race.id))
        names = registry.names(replay.codes)
        for k, camera in enumerate(names):
            for form in FORMS:
                time = (0.03 + (k + index / 2) / len(names)) * replay.duration_s
                shapes = scene.frame(replay, time, seen(camera, SIZES[form]))
                check_texts(shapes, SIZES[form])


@pytest.mark.parametrize("size", [(360, 640), (1080, 1350), (1080, 2340), (1200, 1000), (720, 720)])
def test_every_part_lies_within_and_beside_the_others(
    replay: Replay, size: tuple[int, int]
) -> None:
    whole = Box(0, 0, *size)
    for camera in registry.names(replay.codes):
        context = frame_context(replay, 100.0, seen(camera, size))
        at = context.layout.poster
        assert at is not None
        view = registry.view(camera, replay.codes)
        _, strips = at.parted(view.strips_high(at))
        parts = [at.header, at.clock, view.stage(context.layout), strips, at.splits, at.caption]
        for part in parts:
            assert whole.x <= part.x <= part.right <= whole.right
            assert whole.y <= part.y <= part.bottom <= whole.bottom
        assert not any(a.grown(-0.5).meets(b) for a, b in combinations(parts, 2))
        assert view.stage(context.layout).height > 0.18 * size[1]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("time_s", [0.0, 30.0, 126.48, 999.0])
def test_words_can_be_read_on_a_phone(replay: Replay, form: Form, time_s: float) -> None:
    """No type is smaller, for the picture's width, than in a landscape picture."""
    width, height = SIZES[form]
    for camera in registry.names(replay.codes):
        shapes = scene.frame(replay, time_s, seen(camera, (width, height)))
        said = [s for s, _ in walk(shapes) if isinstance(s, Text) and s.text]
        assert min(s.size for s in said) > LEAST_TYPE * width
        clock = max(said, key=lambda s: s.size)
        assert ":" in clock.text, "the clock is the largest"
        assert clock.y < height / 4, "and at the top"


@pytest.mark.parametrize("form", FORMS)
def test_a_train_fills_the_width(replay: Replay, form: Form) -> None:
    """Three skaters, 1.2 m from each other, take a third of the picture at least."""
    shapes = scene.frame(replay, 100.0, seen("follow:NED", SIZES[form]))
    scale = max(s.scale for s in symbols(shapes, "body"))
    assert 3 * 1.2 * scale > SIZES[form][0] / 3


@pytest.mark.parametrize("form", FORMS)
def test_the_other_team_is_in_a_strip(replay: Replay, form: Form) -> None:
    for camera, other in (("follow:NED", "NOR"), ("follow:NOR", "NED"), ("broadcast:NOR", "NED")):
        shapes = scene.frame(replay, 100.0, seen(camera, SIZES[form]))
        strips = [s for s in shapes if isinstance(s, Clip) and s.radius]
        assert len(strips) == 1
        assert other in says(strips[0].shapes)
    both = scene.frame(replay, 100.0, seen("overview", SIZES[form]))
    assert len([s for s in both if isinstance(s, Clip) and s.radius]) == 2


def test_after_the_race_the_result_is_told(replay: Replay) -> None:
    """Times from the official results: 3:37.04 … as the scenario gives them."""
    for form in FORMS:
        for camera in registry.names(replay.codes):
            said = says(scene.frame(replay, 999.0, seen(camera, SIZES[form])))
            for entry in SEMIFINAL.entries:
                assert [t for t in said if entry.team.code in t]
            assert any("finish" in text for text in said)


def test_a_ghost_is_told_of(replay: Replay) -> None:
    haunted = with_ghost(replay, Ghost(pushed(), "NED", "if NED pushed", interval_s=(-4.5, 0.5)))
    for form in FORMS:
        for camera in registry.names(replay.codes):
            shapes = scene.frame(haunted, 100.0, seen(camera, SIZES[form]))
            assert [t for t in says(shapes) if "if NED pushed" in t], camera
            check_texts(shapes, SIZES[form])


@pytest.mark.parametrize("size", [*SIZES.values(), (640, 360)])
def test_a_clean_picture_has_no_panels(replay: Replay, size: tuple[int, int]) -> None:
    """Nobody is missing; words are none but those painted on the ice of the whole rink."""
    for camera in set(registry.names(replay.codes)) - {"finish-strip"}:
        for time in (0.0, 77.0, 999.0):
            shapes = scene.frame(replay, time, seen(camera, size, clean=True))
            assert {*says(shapes)} <= {"FINISH", "CROSSING"}
            assert not [s for s, _ in walk(shapes) if isinstance(s, Layer)
                        and kind_of(s) in ("title", "table", "bar")]  # fmt: skip
            drawn = [s for s, _ in walk(shapes) if isinstance(s, Symbol)
                     and kind_of(s) in ("body", "figure")]  # fmt: skip
            assert len(drawn) >= 3
            assert not [s for s in shapes if isinstance(s, Rect) and s.fill == (11, 22, 40, 255)]


def test_labels_keep_to_the_ice(replay: Replay) -> None:
    for form in FORMS:
        for time in (0.0, 24.5, 77.0, 160.0):
            for camera in ("follow:NED", "north:NOR", "split"):
                settings = seen(camera, SIZES[form])
                context = frame_context(replay, time, settings)
                ice = registry.view(camera, replay.codes).stage(context.layout)
                names = [s for s, inside in walk(scene.frame(replay, time, settings))
                         if isinstance(s, Text) and s.text in replay.names and inside
                         and not any(isinstance(a, Clip) and a.radius for a in inside)]  # fmt: skip
                for name in names:
                    left, top, right, bottom = box_of(name)
                    assert ice.x <= left < right <= ice.right
                    assert ice.y <= top < bottom <= ice.bottom


def test_a_strip_names_whom_it_shows_after_a_fall() -> None:
    """Nana Takagi is left behind: it is she who is on the ice of the strip, not the leader."""
    found = results(scenario.load("beijing-2022-women"))
    race = found.race("final-a").race
    shown = prepare(simulate(race), story.context(found, race.id))
    for time_s, name in ((160.0, "M. Takagi"), (170.0, "N. Takagi")):
        shapes = scene.frame(shown, time_s, seen("overview", SIZES["portrait"]))
        strip = next(s for s in shapes if isinstance(s, Clip) and s.radius)
        assert {*says(strip.shapes)} & {"M. Takagi", "N. Takagi", "Sato"} == {name}


STRIP = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Night"
sex = "men"
laps = 8
[teams.RED]
skaters = ["Ada A", "Bea B", "Cleo C"]
[teams.BLU]
skaters = ["Dora D", "Eva E", "Fay F"]
[races.r.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
time = "3:44.00"
formation = "{}"
assumed = ["formation"]
[races.r.crossing]
team = "BLU"
lineup = ["Dora", "Eva", "Fay"]
time = "3:45.00"
formation = "unknown"
"""


def test_a_strip_says_that_who_leads_is_assumed_or_not_known() -> None:
    """Of an assumed formation the leader is one that the model made; of none there is nobody."""
    race = scenario.load_text(STRIP.format("rotating")).races["r"]
    shown = prepare(simulate(race))
    shapes = scene.frame(shown, 100.0, seen("overview", SIZES["portrait"]))
    red, blue = ({*says(s.shapes)} for s in shapes if isinstance(s, Clip) and s.radius)
    assert {f"{name} (assumed)" for name in ("Ada", "Bea", "Cleo")} & red
    assert not {"Ada", "Bea", "Cleo"} & red
    assert "formation not known" in blue
    assert not {"Dora", "Eva", "Fay"} & blue


@pytest.mark.parametrize("size", [(640, 360), (800, 450), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize("formation", ["few changes", "fixed", "rotating"])
def test_a_card_that_names_the_leader_says_so_however_small(
    size: tuple[int, int], formation: str
) -> None:
    race = scenario.load_text(STRIP.format(formation)).races["r"]
    shown = prepare(simulate(race))
    said = says(scene.frame(shown, 100.0, seen("overview", size)))
    if {"Ada", "Bea", "Cleo"} & {*said}:
        assert any("ASSUMED" in each for each in said)
