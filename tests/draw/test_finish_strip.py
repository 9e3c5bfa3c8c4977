"""The finish strip: who comes through when, on one axis, and what of it was measured."""

from __future__ import annotations

from dataclasses import replace

import pytest

import pursuit_sim
from helpers.scenes import box_of, says, walk
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim.draw import scene
from pursuit_sim.draw.graphics.finish_axis import finish_axis
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.replay.finish_passings import apart_m, finish_passings
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import Clip, Polygon, Rect, Text
from pursuit_sim.export.pictures.render import replay as replayed
from pursuit_sim.sim import simulate

MILLISECOND = 0.001
# Semifinal 1 of Beijing 2022, men: Norway 3:38.28, Netherlands 3:39.62 (official results).
OFFICIAL = (218.28, 219.62)
CHART = 480.0  # [px] where lap table and chart begin, below it
LANDSCAPE = Settings(size=(1280, 720), camera="finish-strip", transport=False)


@pytest.fixture(scope="module")
def semifinal() -> Replay:
    return replayed(pursuit_sim.load("beijing-2022-men"), "sf-1")


def test_the_third_blade_stops_the_clock(semifinal: Replay) -> None:
    for passings, official in zip(finish_passings(semifinal), OFFICIAL, strict=True):
        assert len(passings) == 3
        assert passings[-1].time_s == pytest.approx(official, abs=MILLISECOND)


def test_trains_come_through_at_their_spacing(semifinal: Replay) -> None:
    """Metres between skaters over their speed are the seconds between their blades."""
    for team, passings in enumerate(finish_passings(semifinal)):
        spacing = semifinal.race.entries[team].spacing_m
        apart = passings[-1].time_s - passings[0].time_s
        assert apart == pytest.approx(2 * spacing / passings[-1].speed_mps, rel=0.02)


def test_the_metres_are_what_is_skated_in_the_gap(semifinal: Replay) -> None:
    """At the pace of the Dutch last lap: 387.36 m in 27.49 s, as the lap table has it."""
    metres = apart_m(semifinal)
    assert metres is not None
    assert metres == pytest.approx((OFFICIAL[1] - OFFICIAL[0]) * 387.36 / 27.49, rel=0.03)


def test_one_axis_for_teams_that_come_close() -> None:
    axis = finish_axis([(10.0, 10.5), (10.25, 11.0)], 100.0, 1000.0, 1200.0)
    assert axis.cuts() == []
    assert axis.scale == pytest.approx(1000.0)
    assert axis.x(10.0) == pytest.approx(100.0)
    assert axis.x(10.6) - axis.x(10.4) == pytest.approx(200.0)


def test_skaters_are_no_broader_than_in_life() -> None:
    """Room for a second at 1000 px/s: half of it is left free, evenly on both sides."""
    axis = finish_axis([(10.0, 10.5)], 0.0, 1000.0, 1000.0)
    assert axis.scale == 1000.0
    assert axis.x(10.25) == pytest.approx(500.0)


def test_what_nobody_comes_in_is_cut_out() -> None:
    axis = finish_axis([(20.0, 20.5), (10.0, 10.5)], 0.0, 1000.0, 800.0)
    (cut,) = axis.cuts()
    assert axis.scale == 800.0
    assert axis.x(10.0) < axis.x(10.5) < cut < axis.x(20.0) < axis.x(20.5)
    assert axis.x(20.3) - axis.x(20.1) == pytest.approx(axis.x(10.3) - axis.x(10.1))
    assert axis.x(15.0) == pytest.approx(cut, abs=20.0)


def test_nobody_is_on_it_before_they_came(semifinal: Replay) -> None:
    """Nor is any time, which would tell how the race ends."""
    blades = finish_passings(semifinal)[0]
    empty = scene.frame(semifinal, blades[0].time_s - 1.0, LANDSCAPE)
    assert not [s for s, inside in walk(empty) if isinstance(s, Polygon) and _on_strip(inside)]
    assert not [text for text in says(empty) if text.startswith(("3:38", "3:39"))]
    half = scene.frame(semifinal, blades[1].time_s, LANDSCAPE)
    slits = {c.x + c.width for c, _ in walk(half) if isinstance(c, Clip) and c.y < CHART}
    assert len(slits) == 1
    assert "NOR  3:38.28" not in says(half)


def _on_strip(inside: tuple[object, ...]) -> bool:
    return any(isinstance(each, Clip) and each.y < CHART for each in inside)


def test_times_and_difference_are_told_at_their_places(semifinal: Replay) -> None:
    """1.34 s by the published times."""
    shapes = scene.frame(semifinal, semifinal.duration_s, LANDSCAPE)
    said = {s.text: box_of(s) for s, _ in walk(shapes) if isinstance(s, Text)}
    first, second = said["NOR  3:38.28"], said["NED  3:39.62"]
    assert first[0] < second[0]
    (difference,) = [text for text in said if text.startswith("1.34 s")]
    assert "≈" in difference
    assert first[0] < said[difference][0] < second[2]


def test_what_was_measured_is_said(semifinal: Replay) -> None:
    def note(replay: Replay) -> str:
        shapes = scene.frame(replay, replay.duration_s, LANDSCAPE)
        (found,) = [text for text in says(shapes) if "the model's" in text]
        return found

    assert (
        note(semifinal) == "measured: the times of the third blades; everything else is the model's"
    )
    power = prepare(simulate(SEMIFINAL, "power"), CONTEXT)
    assert note(power).startswith("everything here is the model's")
    first, second = SEMIFINAL.entries
    aimed = replace(SEMIFINAL, entries=(first, replace(second, assumed=("time",))))
    assert note(prepare(simulate(aimed), CONTEXT)) == (
        "measured: the time of NOR's third blade; all else is the model's; "
        "NOR official 3:38.28 · NED assumed 3:39.62"
    )
    aimed = replace(aimed, entries=(replace(first, assumed=("time",)), aimed.entries[1]))
    assert note(prepare(simulate(aimed), CONTEXT)).startswith("nothing here was measured")


def test_one_team_has_a_strip_too() -> None:
    alone = prepare(simulate(replace(SEMIFINAL, entries=SEMIFINAL.entries[:1])), CONTEXT)
    assert apart_m(alone) is None
    said = says(scene.frame(alone, alone.duration_s, LANDSCAPE))
    assert [text for text in said if text.startswith("NOR  3:38")]


def test_who_came_long_before_the_third_is_told_of() -> None:
    """The fall in the women's final: two Japanese came through before the one who fell."""
    final = replayed(pursuit_sim.load("beijing-2022-women"), "final-a")
    said = says(scene.frame(final, final.duration_s, LANDSCAPE))
    assert [text for text in said if "2 came earlier" in text]


@pytest.mark.parametrize("size", [(640, 360), (1920, 1080)])
def test_where_it_grows_it_lies_under_what_is_told(size: tuple[int, int]) -> None:
    """Japan come 11 s after Canada, whose "1st · gold" lies where the strip ends."""
    replay = replayed(pursuit_sim.load("beijing-2022-women"), "final-a")
    settings = Settings(size=size, camera="finish-strip", transport=False)
    drawn = [shape for shape, _ in walk(scene.frame(replay, 184.58, settings))]
    slits = [k for k, s in enumerate(drawn) if isinstance(s, Rect) and s.fill == theme.EVENT]
    told = next(k for k, s in enumerate(drawn) if isinstance(s, Text) and "gold" in s.text)
    assert len(slits) == 2
    assert max(slits) < told
