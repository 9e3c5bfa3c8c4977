"""Charts of the power model: whose curve is whose."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

import pursuit_sim
from helpers.scenes import says
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import effort_charts
from pursuit_sim.draw.graphics.picture_layout import picture_layout
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import Chart, Settings
from pursuit_sim.draw.shapes import Circle, Clip, Layer, Polyline, Shape, Text

SIZES = [(640, 360), (1024, 576), (1280, 720), (1920, 1080), (2560, 1440)]
NOR = ("Kongshaug", "Engebråten", "Pedersen")  # as they started in that semifinal


@pytest.fixture(scope="module")
def replay() -> Replay:
    session = TuningSession(pursuit_sim.results(pursuit_sim.load("beijing-2022-men"), "power"))
    session.enter("sf-1")
    assert session.replay is not None
    return session.replay


def chart_of(replay: Replay, size: tuple[int, int], chart: Chart) -> tuple[list[Shape], Box]:
    """Shapes of the chart's ground, and its panel."""
    settings = Settings(size=size, chart=chart)
    heading = {"reserve": "RESERVE (%)", "push": "MEAN PUSH RECEIVED (N)"}[chart]
    ground = next(
        list(shape.shapes)
        for shape in scene.frame(replay, 100.0, settings)
        if isinstance(shape, Clip | Layer)
        and heading in [each.text for each in shape.shapes if isinstance(each, Text)]
    )
    box = picture_layout(Settings(size=size), 2, replay.oval).chart
    assert box is not None
    return ground, box


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", ["reserve", "push"])
def test_every_curve_has_its_skaters_name_and_none_covers_another(
    replay: Replay, size: tuple[int, int], chart: Chart
) -> None:
    ground, box = chart_of(replay, size, chart)
    texts = [shape for shape in ground if isinstance(shape, Text)]
    # Three who share all work by pushing have one curve; the Dutch rotated, each has their own.
    # Who is last in the train pushes and is not pushed.
    wanted = ["NOR: all three", *replay.names[3:]] if chart == "reserve" else [*NOR[:2]]
    named = [text for text in texts if text.text in wanted]
    assert sorted(text.text for text in named) == sorted(wanted)
    curves = [shape for shape in ground if isinstance(shape, Polyline)]
    assert len({each.points for each in curves if len(each.points) > 50}) == len(wanted)
    places = [place_of(text) for text in texts]
    for text, place in zip(texts, places, strict=True):
        assert box.x <= place.x < place.right <= box.right, text
        assert box.y <= place.y < place.bottom <= box.bottom, text
    for one, other in combinations(places, 2):
        apart = one.right <= other.x or other.right <= one.x
        assert apart or one.bottom <= other.y or other.bottom <= one.y
    dots = [shape for shape in ground if isinstance(shape, Circle)]
    for text in named:
        (dot,) = [each for each in dots if abs(each.centre[1] - text.y) < 1e-6]
        if text.text in replay.names:
            assert dot.fill == theme.COVERS[replay.names.index(text.text) % 3]
        assert dot.centre[0] + dot.radius < text.x
        assert all(x < text.x for curve in curves for x, _ in curve.points)


def test_curves_that_lie_on_each_other_are_one() -> None:
    """Within 1 all along: not so where they only cross, or meet at their ends."""
    one, near = np.linspace(100.0, 20.0, 9), np.linspace(100.5, 20.5, 9)
    crossing = np.linspace(90.0, 30.0, 9)
    found = effort_charts.alike([one, crossing, near, one, crossing + 0.9], [0, 1, 2, 4], 1.0)
    assert found == [(0, 2), (1, 4)]


def place_of(text: Text) -> Box:
    """What a text covers: digits and capitals are three quarters as high as the type."""
    wide, high = text_width.width(text.text, text.size, text.weight), 0.75 * text.size
    left = {"left": 0.0, "centre": wide / 2, "right": wide}[text.anchor]
    return Box(text.x - left, text.y - high / 2, wide, high)


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([50.0, 20.0], [50.0, 20.0]),
        ([30.0, 30.0, 30.0], [30.0, 40.0, 50.0]),
        ([99.0, 98.0], [100.0, 90.0]),
        ([5.0], [10.0]),
        ([100.0] * 19, [10.0 + 5 * i for i in range(19)]),
        ([], []),
    ],
)
def test_names_are_as_near_to_their_curves_as_there_is_room(
    wanted: list[float], placed: list[float]
) -> None:
    assert effort_charts.spread(wanted, 10.0, 10.0, 100.0) == pytest.approx(placed)


def test_an_explained_push_leaves_its_forces_to_be_read(replay: Replay) -> None:
    """Labels beside the hands say how hard they push; the explanation writes nothing over them."""
    settings = Settings(size=SIZES[2], camera="follow:NOR")
    assert any("mean push" in each for each in says(scene.frame(replay, 45.0, settings)))
    found = scene.explained(replay, 45.0, settings, ["push"])
    assert found is not None
    drawn = scene.explanation(replay, 45.0, settings, found[1], ())
    assert drawn
    assert says(drawn) == []
