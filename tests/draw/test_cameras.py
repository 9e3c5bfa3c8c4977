"""The cameras beyond overview and follow: what is where, in metres and to the centimetre."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.scenes import CENTIMETRE, check_texts, kind_of, numbers, points_of, says, walk
from helpers.semifinal import CONTEXT, SEMIFINAL
from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.cameras import camera, glide
from pursuit_sim.draw.cameras.camera import Camera
from pursuit_sim.draw.cameras.ice_point import ice_point
from pursuit_sim.draw.cameras.pinhole import Pinhole
from pursuit_sim.draw.graphics.frame_context import between_bars, frame_context, layout_of
from pursuit_sim.draw.ice import hall
from pursuit_sim.draw.ice.hall_plan import hall_plan
from pursuit_sim.draw.ice.seen_rings import seen_rings
from pursuit_sim.draw.look import text_width
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.replay.snapshot import snapshot
from pursuit_sim.draw.scenes import broadcast, head_to_head, registry, split
from pursuit_sim.draw.settings import Form, Settings
from pursuit_sim.draw.shapes import Clip, Layer, Rect, Shape, Symbol, Text
from pursuit_sim.export.pictures import render
from pursuit_sim.sim import simulate
from pursuit_sim.track import Oval

LAP_M = 387.36
NEW = ("split", "head-to-head", "broadcast", "broadcast:NED")
TIMES = (0.0, 0.4, 18.2, 60.0, 76.5, 78.0, 124.57, 200.0, 218.9, 225.0)


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL), CONTEXT)


def clipped(shapes: tuple[Shape, ...], kind: str) -> list[list[Symbol]]:
    """Symbols of a kind in each clip of a frame."""
    return [
        [s for s, _ in walk(shape.shapes) if isinstance(s, Symbol) and kind_of(s) == kind]
        for shape in shapes
        if isinstance(shape, Clip)
    ]


@pytest.mark.parametrize("name", NEW)
def test_same_input_same_shapes(replay: Replay, name: str) -> None:
    again = prepare(simulate(SEMIFINAL), CONTEXT)
    settings = Settings(camera=name)
    assert scene.frame(replay, 77.7, settings) == scene.frame(again, 77.7, settings)


@pytest.mark.parametrize("name", NEW)
@pytest.mark.parametrize("size", [(1024, 576), (1280, 720), (1920, 1080), (1000, 1000)])
def test_every_number_is_one_and_text_fits(
    replay: Replay, name: str, size: tuple[int, int]
) -> None:
    for time in TIMES:
        for transport in (True, False):
            settings = Settings(size=size, camera=name, transport=transport)
            shapes = scene.frame(replay, time, settings)
            assert all(math.isfinite(number) for number in numbers(shapes))
            check_texts(shapes, size)


def test_split_shows_each_team_to_scale_in_its_own_half(replay: Replay) -> None:
    settings = Settings(size=(1920, 1080), camera="split")
    # Nobody is out of a train at 100 s; pushers ride 0.9 m apart, rotating ones 1.2 m.
    left, right = clipped(scene.frame(replay, 100.0, settings), "legs")[:2]
    boxes = split.panes(layout_of(replay, settings), 2)
    for box, legs, spacing in zip(boxes, (left, right), (0.9, 1.2), strict=True):
        scale = legs[0].scale
        places = sorted(s.at for s in legs)
        away = [math.dist(a, b) / scale for a, b in pairwise(places)]
        assert away == pytest.approx([spacing] * 2, abs=CENTIMETRE)
        assert all(box.contains(*at) for at in places)
    assert boxes[0].right < boxes[1].x


def test_each_pane_stops_its_own_clock(replay: Replay) -> None:
    """Official times of the semifinal: NOR 3:38.28, NED 3:39.62."""
    words = says(scene.frame(replay, 219.0, Settings(camera="split")))
    assert "3:38.28" in words
    assert "3:39.00" in words
    over = says(scene.frame(replay, 221.0, Settings(camera="split")))
    assert {"3:38.28", "3:39.62", "+1.34"} <= set(over)


@pytest.mark.parametrize("camera", ["split", "director"])
@pytest.mark.parametrize("size", [(1080, 1080), (640, 360), (1920, 1080)])
def test_a_long_code_is_as_wide_as_clock_and_gap_leave_room(
    camera: str, size: tuple[int, int]
) -> None:
    codes = ("HEERENV", "NORGE-B")
    entries = [
        replace(entry, team=replace(entry.team, code=code))
        for entry, code in zip(SEMIFINAL.entries, codes, strict=True)
    ]
    shown = prepare(simulate(replace(SEMIFINAL, entries=tuple(entries))))
    form: Form = "square" if size[0] == size[1] else "landscape"
    settings = Settings(size=size, form=form, camera=camera).bare()
    areas = scene.hits(shown, replace(settings, camera="split"))
    seen = set()
    for time_s in (5.0, 58.0, 76.0, 100.0, 150.0, 219.0, 221.0):
        texts = [s for s, _ in walk(scene.frame(shown, time_s, settings)) if isinstance(s, Text)]
        for code, other in zip(codes, ("NORGE-B", "HEERENV"), strict=True):
            box = areas[f"card:{code}"]
            own = [each for each in texts if box.contains(each.x, each.y)]
            if not any(":" in each.text for each in own):
                continue  # the director has another picture
            seen.add(code)
            first, *others = sorted((*_ends(each), each.text) for each in own)
            told = first[2]
            assert told.startswith(code[:1]), (time_s, own)
            assert told.endswith(code[-1]), "both ends tell one second team from another"
            assert other not in told
            for (_, end, _), (start, _, _) in pairwise([first, *others]):
                assert end < start, (time_s, own)
            assert others[-1][1] <= box.right
    assert seen == {*codes}


def _ends(text: Text) -> tuple[float, float]:
    wide = text_width.width(text.text, text.size, text.weight)
    left = text.x - {"left": 0.0, "centre": wide / 2, "right": wide}[text.anchor]
    return left, left + wide


def test_on_the_strip_equal_places_are_equal_distances(replay: Replay) -> None:
    settings = Settings(size=(1920, 1080), camera="head-to-head")
    for time in (30.0, 100.0, 180.0):
        context = frame_context(replay, time, settings)
        first, second = head_to_head.strips(context)
        tails = replay.trajectory.at(time).distance_m
        nor, ned = float(tails[:3].min()), float(tails[3:].min())
        assert first.x(nor) - second.x(ned) == pytest.approx(
            (nor - ned) * first.scale, abs=CENTIMETRE * first.scale
        )
        rows = clipped(scene.frame(replay, time, settings), "legs")
        last = [min(s.at[0] for s in row) for row in rows]
        assert last[0] - last[1] == pytest.approx(
            (nor - ned) * first.scale, abs=CENTIMETRE * first.scale
        )
        assert f"{abs(nor - ned):.1f} m" in " ".join(says(scene.frame(replay, time, settings)))


def test_the_strip_tells_the_gap_in_seconds_at_equal_distance(replay: Replay) -> None:
    """When NED passes its ninth line, at 2:04.56, NOR has been past its own for 0.77 s."""
    told = says(scene.frame(replay, 124.56, Settings(camera="head-to-head")))
    assert any(text.endswith("m  ·  ≈ NOR −0.8 s at equal distance") for text in told)
    assert "NOR −0.77" in told  # measured at the line, and not an estimate


def test_after_the_finish_the_strip_tells_the_gap_of_the_official_times(replay: Replay) -> None:
    """NOR 3:38.28, NED 3:39.62; both glide, so that metres between them mean nothing."""
    for time in (218.29, 219.0):
        told = says(scene.frame(replay, time, Settings(camera="head-to-head")))
        assert not any("equal distance" in text for text in told)
    for time in (219.63, 225.0):
        film = says(scene.frame(replay, time, Settings(camera="head-to-head", transport=False)))
        assert "NOR −1.34 s at the finish" in film
        window = says(scene.frame(replay, time, Settings(camera="head-to-head")))
        assert {"NOR −1.34", "gap at the finish"} <= set(window)  # buttons take the ruler's place


def test_with_a_large_gap_a_train_keeps_below_three_lengths() -> None:
    """NED needs 20 s more than it did: near the end it is more than 200 m behind."""
    late = replace(SEMIFINAL.entries[1], official_time_s=240.0, splits=())
    far = prepare(simulate(replace(SEMIFINAL, entries=(SEMIFINAL.entries[0], late))))
    settings = Settings(camera="head-to-head")
    scale = head_to_head.strips(frame_context(far, 200.0, settings))[0].scale
    legs = clipped(scene.frame(far, 200.0, settings), "legs")[0]
    train_m = (max(s.at[0] for s in legs) - min(s.at[0] for s in legs)) / scale
    assert train_m == pytest.approx(3 * 2 * 0.9, abs=0.1)  # a push rides 0.9 m apart


def test_swinging_out_is_seen_downwards_on_the_strip(replay: Replay) -> None:
    change = replay.exchanges[0]
    middle = (change.start_s + change.end_s) / 2
    settings = Settings(size=(2560, 1440), camera="head-to-head")
    legs = clipped(scene.frame(replay, middle, settings), "legs")[1]
    box = head_to_head.rows(frame_context(replay, middle, settings))[0][1]
    down = max(s.at[1] for s in legs) - min(s.at[1] for s in legs)
    scale = head_to_head.strips(frame_context(replay, middle, settings))[1].scale
    assert down / scale == pytest.approx(2.75, abs=0.6)
    assert all(box.contains(*s.at) for s in legs)


def looking(distance_m: float = 20.0) -> Pinhole:
    """A camera 5 m up, 10 m outside the lap line, looking at right angles across it."""
    return Pinhole((0, 0, 1600, 900), (distance_m, -36.5, 5.0), math.pi / 2, 0.2, 1500, (800, 450))


def test_perspective_keeps_straight_lines_straight() -> None:
    eye = looking()
    line = np.stack([np.linspace(-40, 40, 9), np.linspace(-30, 25, 9), np.full(9, 0.4)], axis=1)
    pixels, _ = eye.project(line)
    along = pixels[-1] - pixels[0]
    away = pixels - pixels[0]
    aside = (along[0] * away[:, 1] - along[1] * away[:, 0]) / np.hypot(*along)
    assert np.abs(aside).max() < 1e-6


def test_perspective_shrinks_with_depth() -> None:
    """Level and straight ahead, a metre at depth d is focal/d pixels."""
    eye = replace(looking(), pitch=0.0)
    for depth in (5.0, 10.0, 40.0):
        foot = eye.point(20.0, -36.5 + depth, 0.0)
        top = eye.point(20.0, -36.5 + depth, 1.0)
        assert foot[1] - top[1] == pytest.approx(1500 / depth)
        assert foot[2] == pytest.approx(depth)
    # The horizon is where the ice goes in the end.
    assert eye.point(20.0, 1e7, 0.0)[1] == pytest.approx(eye.horizon, abs=0.01)


def test_what_is_behind_the_camera_is_cut_off() -> None:
    eye = looking()
    around = np.array([[-500.0, -500.0, 0], [500, -500, 0], [500, 500, 0], [-500, 500, 0]])
    outline = np.array(eye.outline(eye.seen(around)))
    assert np.isfinite(outline).all()
    # All of it lies below the horizon, as ice must.
    assert outline[:, 1].min() > eye.horizon
    assert eye.outline(eye.seen(around - [0.0, 2000.0, 0.0])) == []


def test_broadcast_stands_the_nearer_skaters_taller_and_right_of_the_others(
    replay: Replay,
) -> None:
    settings = Settings(size=(1920, 1080), camera="broadcast:NOR")
    tail = replay.trajectory.tail_m[:, 0]
    time = float(np.interp(2 * LAP_M + 10.0, tail, replay.trajectory.time_s))
    shapes = scene.frame(replay, time, settings)
    figures = [s for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "figure"]
    own = figures[-3:]  # painted from far to near; the other team may be across the rink
    scales = [s.scale for s in figures]
    assert scales == sorted(scales)
    assert own[-1].scale > 1.1 * own[0].scale
    # The leader is ahead, to the right; all three stand in the picture, on the ice.
    assert own[0].at[0] > own[1].at[0] > own[2].at[0]
    box = between_bars(layout_of(replay, settings))
    eye = broadcast.eye_of(replay, snapshot(replay, time), 0, box)
    assert all(box.contains(*s.at) for s in own)
    assert all(s.at[1] > eye.horizon for s in figures)


def test_broadcast_puts_a_skater_where_the_pinhole_sees_them(replay: Replay) -> None:
    settings = Settings(size=(1920, 1080), camera="broadcast:NED")
    moment = replay.trajectory.at(100.0)
    xy = replay.trajectory.xy(moment)[3:]
    box = between_bars(layout_of(replay, settings))
    eye = broadcast.eye_of(replay, snapshot(replay, 100.0), 1, box)
    figures = [
        s for s, _ in walk(scene.frame(replay, 100.0, settings))
        if isinstance(s, Symbol) and kind_of(s) == "figure"
    ]  # fmt: skip
    for x, y in xy.tolist():
        px, py, depth = eye.point(x, y)
        nearest = min(figures, key=lambda s: math.dist(s.at, (px, py)))
        assert math.dist(nearest.at, (px, py)) < CENTIMETRE * eye.focal / depth
        assert nearest.scale == pytest.approx(eye.focal / depth, rel=0.02)


def test_who_is_far_away_has_a_dozen_drawings_a_stride_and_their_own_size(replay: Replay) -> None:
    """The other team for two seconds on its straight: three skaters, no two strides alike."""
    settings = Settings(size=(1920, 1080), camera="broadcast", playing=True)
    box = between_bars(layout_of(replay, settings))
    drawings = set()
    for time in np.arange(90.0, 92.0, 1 / 60).tolist():
        now = snapshot(replay, time)
        eye = broadcast.eye_of(replay, now, replay.front(time), box)
        for s, _ in walk(scene.frame(replay, time, settings)):
            if isinstance(s, Symbol) and kind_of(s) == "figure" and s.scale < 20:
                drawings.add(s.key)
                places = [ice_point(replay.oval, d, 0.0)[:2] for d in now.distance_m[3:]]
                exact = [eye.focal / eye.point(*each)[2] for each in places]
                high_m, pixel = 1.2, 1.0
                assert min(abs(s.scale - each) for each in exact) * high_m < pixel / 2
    assert 12 <= len(drawings) <= 3 * 12


def test_broadcast_rides_with_the_leaders(replay: Replay) -> None:
    """NOR is ahead after 4½ laps, as the press reported."""
    assert "Nor" in says(scene.frame(replay, 130.0, Settings(camera="broadcast")))
    assert "Ned" in says(scene.frame(replay, 130.0, Settings(camera="broadcast:NED")))


def test_the_hall_stands_around_the_camera() -> None:
    """Seen from the ice, the pads fill the picture from side to side."""
    oval = Oval()
    found = hall_plan(oval)
    foot, top = (found.along[found.rings.index(name)] for name in ("pads", "pads-top"))
    for distance in (0.0, 60.0, 97.0, 150.0, 260.0):
        x, y = oval.xy(distance, 3.0).tolist()
        heading = float(oval.heading(distance))
        eye = Pinhole((0, 0, 1600, 900), (x, y, 1.75), heading + 0.9, 0.1, 1500, (800, 450))
        band = np.concatenate(hall.wall(eye, *seen_rings(eye, np.stack([foot, top]))))
        assert band[:, 0].min() < 0
        assert band[:, 0].max() > 1600


@given(st.floats(-1000, 4000), st.floats(-4, 8), st.sampled_from([25.0, 25.5, 26.0]))
def test_one_place_is_where_the_track_says(distance: float, lateral: float, radius: float) -> None:
    oval = Oval(radius)
    x, y, heading = ice_point(oval, distance, lateral)
    assert (x, y) == pytest.approx(tuple(oval.xy(distance, lateral)), abs=1e-6)
    assert heading == pytest.approx(float(oval.heading(distance)), abs=1e-6)


@given(
    st.floats(0, 3000), st.floats(0.2, 5.0), st.floats(-80, 80), st.floats(-40, 40), st.booleans()
)
def test_cameras_keep_lengths_and_angles(
    distance: float, zoom: float, x: float, y: float, heading_right: bool
) -> None:
    eye = camera.follow(
        Oval(), (10, 20, 800, 450), distance, heading_right=heading_right, width_m=14 / zoom
    )
    assert eye.pixel(x, y) == pytest.approx(tuple(eye.project((x, y))), abs=1e-6)
    one, right, up = (eye.pixel(*p) for p in ((x, y), (x + 1, y), (x, y + 1)))
    assert math.dist(one, right) == pytest.approx(800 / 14 * zoom)
    assert math.dist(one, up) == pytest.approx(800 / 14 * zoom)
    # North lies a quarter turn counter-clockwise of east on the screen, where y is down.
    cross = (right[0] - one[0]) * (up[1] - one[1]) - (right[1] - one[1]) * (up[0] - one[0])
    assert cross < 0


def test_heading_right_means_so() -> None:
    oval = Oval()
    for distance in (0.0, 30.0, 100.0, 200.0, 300.0):
        eye = camera.follow(oval, (0, 0, 800, 450), distance)
        near, far = (eye.project(oval.xy(d)) for d in (distance - 0.5, distance + 0.5))
        assert far[0] > near[0]
        assert abs(far[1] - near[1]) < 0.05 * (far[0] - near[0])


def test_the_overview_shows_all_of_the_rink() -> None:
    oval = Oval()
    eye = camera.overview(oval, (0, 50, 1000, 400), margin=4)
    edge = eye.project(oval.xy(np.linspace(0, oval.lap_m, 500), camera.SURROUND_M))
    assert edge[:, 0].min() >= 4 - 1e-6
    assert edge[:, 0].max() <= 996 + 1e-6
    assert edge[:, 1].min() >= 54 - 1e-6
    assert edge[:, 1].max() <= 446 + 1e-6


def test_cameras_blend_from_one_to_the_other() -> None:
    first = Camera((0, 50, 1000, 400), (0.0, 0.0), 6.0)
    second = Camera((0, 50, 1000, 600), (40.0, -26.0), 90.0, -0.8)
    for part, aim in ((0.0, first), (1.0, second)):
        made = glide.between(first, second, part)
        assert made.centre == pytest.approx(aim.centre)
        assert made.scale == pytest.approx(aim.scale)
        assert made.turn == pytest.approx(aim.turn)
    steps = [glide.between(first, second, part / 60) for part in range(61)]
    growth = [b.scale / a.scale for a, b in pairwise(steps)]
    assert growth == pytest.approx([growth[0]] * 60)  # an even zoom, to the eye
    # What the camera goes to comes straight in: it never moves away from the middle.
    away = [math.dist(step.pixel(*second.centre), step.pixel(*step.centre)) for step in steps]
    assert all(b <= a + 1e-6 for a, b in pairwise(away))


def test_a_blend_turns_the_shorter_way() -> None:
    first = Camera((0, 0, 10, 10), (0.0, 0.0), 1.0, turn=math.radians(-170.0))
    second = replace(first, turn=math.radians(170.0))
    assert glide.turning(first, second) == pytest.approx(math.radians(-20.0))


def test_changes_of_camera_begin_and_end_where_they_should(replay: Replay) -> None:
    for name, before in (
        ("follow:NOR", "overview"), ("split", "overview"), ("overview", "broadcast"),
        ("north:NED", "follow:NED"),
    ):  # fmt: skip
        for part in (0.0, 0.25, 0.5, 0.75, 1.0):
            settings = Settings(camera=name, transition=(before, part))
            shapes = scene.frame(replay, 100.0, settings)
            assert all(math.isfinite(number) for number in numbers(shapes))
    box = between_bars(layout_of(replay, Settings()))
    darks = [glide.dip(part / 10, box)[0] for part in range(11)]
    depths = [dark.fill[3] for dark in darks if isinstance(dark, Rect) and dark.fill]
    assert depths[0] == depths[10] == 0
    assert max(depths) == depths[5]
    assert 200 < depths[5] < 255  # dark, but never black


def test_half_way_between_two_views_from_above_both_teams_are_on_the_ice(replay: Replay) -> None:
    """At 75 s NOR is on the lower straight, so that the picture need not turn."""
    tail = replay.trajectory.tail_m[:, 0]
    time = float(np.interp(3 * LAP_M + 10.0, tail, replay.trajectory.time_s))
    scales = []
    for part in (0.1, 0.5, 0.9):
        settings = Settings(camera="follow:NOR", transition=("overview", part))
        legs = [
            s for s in scene.frame(replay, time, settings)
            if isinstance(s, Symbol) and kind_of(s) == "legs"
        ]  # fmt: skip
        scales.append(legs[0].scale)
    assert scales == sorted(scales)
    assert scales[2] > 1.5 * scales[0]


def test_equal_keys_mean_equal_drawings(replay: Replay) -> None:
    known: dict[object, object] = {}
    for name in NEW:
        for size in ((1280, 720), (1920, 1080)):
            for time in (0.0, 31.0, 77.0, 150.0, 221.0):
                shapes = scene.frame(replay, time, Settings(size=size, camera=name))
                for shape, _ in walk(shapes):
                    if isinstance(shape, Layer):
                        content: object = (shape.x, shape.y, shape.width, shape.height,
                                           shape.shapes)  # fmt: skip
                    elif isinstance(shape, Symbol):
                        content = (shape.parts, shape.extent)
                    else:
                        continue
                    assert known.setdefault(shape.key, content) == content, shape.key


def test_a_figure_keeps_within_its_extent(replay: Replay) -> None:
    seen = set()
    for time in (0.0, 2.0, 31.0, 77.0, 150.0, 221.0):
        for name in ("broadcast:NOR", "broadcast:NED"):
            for shape, _ in walk(scene.frame(replay, time, Settings(camera=name))):
                if isinstance(shape, Symbol) and kind_of(shape) in ("figure", "crowd"):
                    seen.add(kind_of(shape))
                    far = max(
                        math.hypot(*point) for part in shape.parts for point in points_of(part)
                    )
                    assert far <= shape.extent
    assert seen == {"figure", "crowd"}


def test_a_follow_camera_turns_gently_into_a_curve() -> None:
    """At 14 m/s it takes more than a second to come to the curve's 30°/s, and never exceeds it."""
    oval = Oval()
    step_s, speed = 1 / 60, 14.0
    distance = np.arange(20.0, 160.0, speed * step_s)
    heading = np.array([camera.soft_heading(oval, d) for d in distance.tolist()])
    rate = np.degrees(np.diff(heading)) / step_s
    assert rate.max() <= math.degrees(speed / 26.5) * 1.02
    slow = np.flatnonzero(rate > 1.0)[0]
    full = np.flatnonzero(rate > 0.95 * rate.max())[0]
    assert (full - slow) * step_s > 0.8


def test_what_can_be_clicked(replay: Replay) -> None:
    areas = scene.hits(replay, Settings(camera="split"))
    assert {"rink", "card:NOR", "card:NED", "chart", "play", "timeline"} <= set(areas)
    assert "chart" not in scene.hits(replay, Settings(camera="broadcast"))


def test_a_solo_run_has_its_cameras() -> None:
    alone = prepare(simulate(replace(SEMIFINAL, entries=SEMIFINAL.entries[:1])))
    assert "split" not in registry.names(alone.codes)
    for name in ("split", "head-to-head", "broadcast"):
        assert scene.frame(alone, 100.0, Settings(camera=name))


def named(shapes: tuple[Shape, ...], names: tuple[str, ...]) -> dict[str, tuple[float, float]]:
    """Where each name is written."""
    found = {s.text: (s.x, s.y) for s, _ in walk(shapes) if isinstance(s, Text)}
    return {name: found[name] for name in names}


@pytest.mark.parametrize("name", ["follow:NED", "north:NED"])
def test_abreast_at_the_start_each_has_their_name_behind_them(replay: Replay, name: str) -> None:
    settings = Settings(size=(1280, 720), camera=name)
    shapes = scene.frame(replay, 0.0, settings)
    bodies = sorted(s.at for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "body")
    names = named(shapes, replay.names[3:])
    heights = sorted(y for _, y in names.values())
    # One metre apart, as they stand.
    assert np.diff(heights) == pytest.approx([bodies_scale(shapes)] * 2, rel=0.01)
    behind = [x - bodies[0][0] for x, _ in names.values()]
    right = name.startswith("follow")  # which way they look
    assert all(x < 0 if right else x > 0 for x in behind)


def bodies_scale(shapes: tuple[Shape, ...]) -> float:
    """Pixels per metre at which skaters are drawn."""
    return next(s.scale for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "legs")


@pytest.mark.parametrize("size", [(1024, 576), (1280, 720), (1920, 1080)])
def test_a_close_up_holds_all_three_in_an_exchange(replay: Replay, size: tuple[int, int]) -> None:
    settings = Settings(size=size)
    box = layout_of(replay, settings).cards[1]
    for time in (75.0, 76.0, 76.5, 77.0, 78.0, 124.57):
        heads = clipped(scene.frame(replay, time, settings), "head")[1]
        assert len(heads) == 3
        for head in heads:
            # Below the header, and above the names.
            assert box.y + 0.16 * box.height < head.at[1] < box.bottom - 0.2 * box.height


def test_broadcast_goes_over_to_another_team_where_the_clock_says_so_and_softly() -> None:
    """Quarterfinal 1: ITA are ahead until KOR are, by 0.13 s, after 6½ laps."""
    shown = render.replay(load("beijing-2022-men"), "qf-1")
    before, after = shown.leaders
    first, second, when = before.team, after.team, after.time_s
    assert (shown.codes[first], shown.codes[second]) == ("ITA", "KOR")
    assert when == pytest.approx(float(shown.splits_s[:, 12].max()))
    settings = Settings(camera="broadcast")
    for time, code in ((0.1, "ITA"), (when - 1.0, "ITA"), (when + 0.01, "KOR"), (222.0, "KOR")):
        view = registry.view("broadcast", shown.codes)
        team = view.rides_with(frame_context(shown, time, settings))
        assert team is not None
        assert shown.codes[team] == code
    dark = []
    for time in np.arange(when - 0.3, when + 0.3, 1 / 60).tolist():
        shapes = [s for s, _ in walk(scene.frame(shown, time, settings))]
        veils = [s.fill[3] for s in shapes if isinstance(s, Rect) and s.fill is not None
                 and s.width > 1800 and s.height > 900 and s.fill[3] < 255]  # fmt: skip
        dark.append(sum(veils))
    assert dark[0] == dark[-1] == 0
    assert max(dark) > 100, "dark where the picture changes"
    assert np.abs(np.diff(dark)).max() < 60, "and no sooner than over some pictures"
