"""What lies over the picture covers no words: in every camera, size and moment."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest

import pursuit_sim
from helpers.scenes import box_of, kind_of, says, walk
from helpers.semifinal import CONTEXT, SEMIFINAL, pushed
from helpers.window_script import replay_of
from pursuit_sim.app import overlay
from pursuit_sim.app.commands import do
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.draw import scene, wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.graphics import frame_context
from pursuit_sim.draw.look import theme
from pursuit_sim.draw.panel import Pointer
from pursuit_sim.draw.replay.ghost import Ghost, Sync
from pursuit_sim.draw.replay.preparation import prepare, with_ghost
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.draw.shapes import (
    Circle,
    Clip,
    Layer,
    Polygon,
    Polyline,
    Rect,
    Shape,
    Symbol,
    Text,
)
from pursuit_sim.event import Results
from pursuit_sim.sim import simulate
from pursuit_sim.trajectory import SKATERS

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("prepared_once")]

SIZES = [(640, 360), (1280, 720), (1920, 1080)]
CAMERAS = registry.names(("NOR", "NED"))
SOLID = 128  # opacity [of 255] from which a plate hides what is under it
TOUCH_PX = 1.0  # closer than this, two things only touch


@pytest.fixture(scope="module")
def plain() -> Replay:
    return prepare(simulate(SEMIFINAL), CONTEXT)


@pytest.fixture(scope="module")
def replay(plain: Replay) -> Replay:
    return with_ghost(plain, Ghost(pushed(), "NED", "if NED pushed", interval_s=(-4.5, 0.5)))


@pytest.fixture(scope="module")
def stranger(plain: Replay) -> Replay:
    return with_ghost(plain, Ghost(pushed(), "NOR", "NOR, Final A", beside="NOR"))


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes overlap by more than a touch."""
    return (
        min(a.right, b.right) - max(a.x, b.x) > TOUCH_PX
        and min(a.bottom, b.bottom) - max(a.y, b.y) > TOUCH_PX
    )


def placed(shapes: tuple[Shape, ...]) -> Iterator[tuple[Shape, Box]]:
    """Words and plates in the order of painting, each with what is seen of it."""
    for shape, inside in walk(shapes):
        if isinstance(shape, Text) and shape.text:
            left, top, right, bottom = box_of(shape)
        elif isinstance(shape, Rect) and shape.fill is not None and shape.fill[3] > SOLID:
            left, top, right, bottom = shape.x, shape.y, shape.x + shape.width, (
                shape.y + shape.height
            )  # fmt: skip
        else:
            continue
        for around in inside:
            if isinstance(around, Clip | Layer):
                left, top = max(left, around.x), max(top, around.y)
                right = min(right, around.x + around.width)
                bottom = min(bottom, around.y + around.height)
        if right > left and bottom > top:
            yield shape, Box(left, top, right - left, bottom - top)


def covered(shapes: tuple[Shape, ...]) -> list[tuple[str, Shape]]:
    """Words over which something is painted, and what that is; as `meet` says, but quicker."""
    seen: list[tuple[str, float, float, float, float]] = []
    found: list[tuple[str, Shape]] = []
    for shape, box in placed(shapes):
        if min(box.width, box.height) <= TOUCH_PX:
            continue
        left, top = box.x + TOUCH_PX, box.y + TOUCH_PX
        right, bottom = box.right - TOUCH_PX, box.bottom - TOUCH_PX
        found += [
            (text, shape)
            for text, x, y, end, foot in seen
            if x < right and left < end and y < bottom and top < foot
        ]
        if isinstance(shape, Text):
            seen.append((shape.text, box.x, box.y, box.right, box.bottom))
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CAMERAS)
def test_nothing_lies_on_the_clock(replay: Replay, name: str, size: tuple[int, int]) -> None:
    for time in (20.0, 77.0, 126.48, 201.46):
        for sync in ("time", "distance"):
            settings = Settings(size=size, camera=name, ghost_sync=sync)
            shapes = scene.frame(replay, time, settings)
            clock = wording.clock(time)
            assert clock in says(shapes)
            assert [each for each in covered(shapes) if each[0] == clock] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CAMERAS)
def test_the_title_says_what_a_ghost_is_worth(
    replay: Replay, name: str, size: tuple[int, int]
) -> None:
    """1.20 s faster by construction; the interval is the one that was given."""
    title = [t for t in says(scene.frame(replay, 100.0, Settings(size=size, camera=name)))
             if "if NED pushed: −1.2 s" in t]  # fmt: skip
    assert len(title) == 1
    assert "−4.5 … +0.5" in title[0]


def test_the_worth_is_said_once(replay: Replay) -> None:
    charted = says(scene.frame(replay, 100.0, Settings(chart="difference")))
    assert len([t for t in charted if "▲ 4.5 … ▼ 0.5" in t]) == 1


def test_a_ghost_out_of_sight_says_where_it_is_to_be_seen(replay: Replay, stranger: Replay) -> None:
    for haunted_one, name, other in ((replay, "follow:NOR", "NED"), (stranger, "north:NED", "NOR")):
        for size in SIZES:
            told = says(scene.frame(haunted_one, 100.0, Settings(size=size, camera=name)))
            assert [t for t in told if t.endswith(f"follow {other} to see it")], (name, size)
    at_home = says(scene.frame(replay, 100.0, Settings(camera="follow:NED")))
    assert not [t for t in at_home if "to see it" in t]


@pytest.mark.parametrize("size", SIZES)
def test_on_the_strip_all_names_are_read(replay: Replay, size: tuple[int, int]) -> None:
    for time in (0.0, 20.0, 31.0, 77.0, 126.48, 201.46):
        for sync in ("time", "distance"):
            settings = Settings(size=size, camera="head-to-head", ghost_sync=sync)
            assert covered(scene.frame(replay, time, settings)) == []


def test_the_strips_ghost_is_named_beneath_itself(replay: Replay) -> None:
    """At 2:06 it is 0.6 s ahead, far enough to have its place to itself."""
    (row,) = [
        s for s in scene.frame(replay, 126.48, Settings(camera="head-to-head"))
        if isinstance(s, Clip) and any("ahead" in t for t in says(s.shapes))
    ]  # fmt: skip
    label = next(s for s in row.shapes if isinstance(s, Text) and "ahead" in s.text)
    ghosts = [s.at for s in row.shapes if isinstance(s, Symbol) and s.opacity < 1.0]
    assert label.y > max(y for _, y in ghosts)
    assert min(x for x, _ in ghosts) < label.x < max(x for x, _ in ghosts)


def test_the_gaps_line_lies_under_the_skaters_and_their_names(plain: Replay) -> None:
    for time in (31.0, 77.0, 160.4):
        rows = scene.frame(plain, time, Settings(camera="head-to-head"))
        for row in (s for s in rows if isinstance(s, Clip)):
            upright = [
                k for k, s in enumerate(row.shapes)
                if isinstance(s, Polyline) and len(s.points) == 2
                and s.points[0][0] == s.points[1][0] and s.colour[3] < 255
            ]  # fmt: skip
            bodies = [k for k, s in enumerate(row.shapes) if isinstance(s, Symbol)]
            assert len(upright) == 1
            assert upright[0] < min(bodies)


@pytest.mark.parametrize("size", [*SIZES, (1024, 576), (2560, 1440)])
@pytest.mark.parametrize("name", CAMERAS)
def test_the_play_sign_hides_nobody_and_no_words(
    replay: Replay, name: str, size: tuple[int, int]
) -> None:
    """At the start; a skater is no larger than half a metre about their middle."""
    shapes = scene.frame(replay, 0.0, Settings(size=size, camera=name, invite=True))
    sign = next(s for s in shapes if isinstance(s, Circle) and s.stroke is not None
                and s.fill is not None and s.fill[3] < 255)  # fmt: skip
    x, y = sign.centre
    for shape, inside in walk(shapes):
        if isinstance(shape, Symbol) and kind_of(shape) in ("body", "head", "figure"):
            seen = all(
                around.x <= shape.at[0] <= around.x + around.width
                for around in inside
                if isinstance(around, Clip)
            )
            tall_m = 1.7 if kind_of(shape) == "figure" else 0.4
            below = shape.at[1] - y  # their blade; they reach up from there
            down = max(-below, below - tall_m * shape.scale, 0.0)
            near = math.hypot(shape.at[0] - x, down)
            assert not seen or near > sign.radius + 0.4 * shape.scale, shape.at
    around = Box(x - sign.radius, y - sign.radius, 2 * sign.radius, 2 * sign.radius)
    assert [s for s, box in placed(shapes) if isinstance(s, Text) and meet(box, around)] == []


@pytest.fixture(scope="module")
def event() -> Results:
    return pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))


def watching(event: Results, name: str, size: tuple[int, int], time_s: float) -> Player:
    player = Player(event, "sf-1", Preferences(size=size, camera="overview"))
    player.choose_camera(name)
    player.advance(1.0)  # until it is there
    player.seek(time_s)
    return player


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CAMERAS)
def test_after_the_race_buttons_result_and_tips_keep_apart(
    event: Results, name: str, size: tuple[int, int]
) -> None:
    player = watching(event, name, size, 999.0)
    offered = dict(reversed(overlay.compose(player, Pointer()).hits))
    buttons = [offered[each] for each in ("replay", "finish-strip", "clip", "next-race")]
    track = offered["timeline"]
    composed = overlay.compose(player, Pointer(at=(track.right - 5.0, track.middle[1])))
    tips = [box for shape, box in placed(composed.shapes)
            if isinstance(shape, Text) and "  ·  " in shape.text and box.bottom < track.y
            and track.y - box.bottom < track.height]  # fmt: skip
    assert len(tips) == 1
    under = scene.frame(replay_of(player), player.transport.time_s, player.settings)
    told = [box for shape, box in placed(under) if isinstance(shape, Text)]
    for button in buttons:
        assert not any(meet(button, box) for box in (*told, *tips))
        assert button.right < size[0]
        assert button.x > 0
    assert not any(meet(a, b) for a, b in combinations(buttons, 2))


@pytest.mark.parametrize("time_s", [0.0, 126.48, 999.0])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CAMERAS)
def test_a_notice_covers_nothing_but_the_title(
    event: Results, name: str, size: tuple[int, int], time_s: float
) -> None:
    player = watching(event, name, size, time_s)
    player.say("loop to here; [ sets its beginning, \\ clears it")
    title = scene.frame(replay_of(player), time_s, player.settings.bare())
    names = {t for layer in title if isinstance(layer, Layer) and kind_of(layer) == "title"
             for t in says(layer.shapes)}  # fmt: skip
    for busy, part in (("", 0.0), ("saving clip …", 0.3)):
        shapes = overlay.compose(player, Pointer(), busy, part).shapes
        said = [player.notice, *([f"{busy}  30 %"] if busy else [])]
        own = [k for k, s in enumerate(shapes) if isinstance(s, Text) and s.text in said]
        assert len(own) == len(said), "and all of it is read whole"
        for text, by in covered(shapes):
            if by in shapes[own[0] - 1 :]:
                assert text in names or text in says(shapes[own[0] :])


@pytest.mark.parametrize("where", ["race", "bracket"])
@pytest.mark.parametrize("size", SIZES)
def test_a_notice_is_read_beside_what_is_being_saved(
    event: Results, size: tuple[int, int], where: str
) -> None:
    player = watching(event, "overview", size, 60.0)
    if where == "bracket":
        do(player, "bracket")
    do(player, "autoplay")
    said, busy = "going on with the next race of the round: on", "saving clip …"
    told = f"{busy}  30 %"
    shapes = overlay.compose(player, Pointer(), busy, 0.3).shapes
    (one,), (other,) = ([box_of(s) for s in shapes if isinstance(s, Text) and s.text == text]
                        for text in (told, said))  # fmt: skip
    first = next(k for k, s in enumerate(shapes) if isinstance(s, Text) and s.text == told)
    last = covered(shapes[first:])
    assert [text for text, _ in last if text in (said, told)] == []
    assert 0 < one[0] < one[2] < other[0] < other[2] < size[0]


@pytest.fixture(scope="module")
def strong() -> Replay:
    """The semifinal under the power model, whose plates tell most; at full length of names."""
    first, second = SEMIFINAL.entries
    lineup = ("Peder Kongshaug", "Hallgeir Engebråten", "Sverre Lunde Pedersen")
    race = replace(SEMIFINAL, entries=(replace(first, lineup=lineup), second))
    return prepare(simulate(race, model="power"), CONTEXT)


# At the gun; off the line; where the train goes up the picture, pushing; in an exchange; just
# before the finish; after.
SYNCS: tuple[Sync, Sync] = ("time", "distance")
MOMENTS = (0.0, 4.0, 24.5, 77.0, 217.9, 999.0)


def hidden_bodies(shapes: tuple[Shape, ...]) -> list[Shape]:
    """Panels and plates painted over the middle of a skater seen from near, from above."""
    seen: list[tuple[float, float]] = []
    found: list[Shape] = []
    for shape, inside in walk(shapes):
        if isinstance(shape, Symbol) and kind_of(shape) == "body" and shape.opacity == 1.0:
            back = -0.25 * shape.scale  # their middle, from the blade's tip
            x = shape.at[0] + back * math.cos(shape.angle)
            y = shape.at[1] + back * math.sin(shape.angle)
            clips = [a for a in inside if isinstance(a, Clip)]
            if all(a.x < x < a.x + a.width and a.y < y < a.y + a.height for a in clips):
                seen.append((x, y))
        elif isinstance(shape, Rect) and shape.fill is not None and shape.fill[3] > SOLID:
            areas = [shape, *(a for a in inside if isinstance(a, Clip | Layer))]
            boxes = [Box(a.x, a.y, a.width, a.height) for a in areas]
            found += [shape for x, y in seen if all(box.contains(x, y) for box in boxes)]
    return found


@pytest.mark.parametrize("size", [(640, 360), (1024, 576), (1920, 1080)])
@pytest.mark.parametrize("name", CAMERAS)
def test_no_words_and_nobody_followed_are_covered(
    strong: Replay, replay: Replay, name: str, size: tuple[int, int]
) -> None:
    """Without a ghost, and with one, by time and by distance."""
    for k, time in enumerate(MOMENTS):
        for seen, sync in ((strong, SYNCS[0]), (replay, SYNCS[k % 2])):
            settings = Settings(size=size, camera=name, ghost_sync=sync, invite=time == 0.0)
            shapes = scene.frame(seen, time, settings)
            assert covered(shapes) == [], (time, sync)
            if name.startswith(("follow", "north", "head", "split")):
                assert hidden_bodies(shapes) == [], (time, sync)


def test_a_gap_of_many_seconds_leaves_the_clock_free() -> None:
    """Ten seconds and more, as in a quarter-final: the gap takes a digit more."""
    first, second = SEMIFINAL.entries
    slow = replace(second, official_time_s=first.official_time_s + 12.34, splits=())
    raced = prepare(simulate(replace(SEMIFINAL, entries=(first, slow))), CONTEXT)
    for name, size in product(CAMERAS, SIZES):
        shapes = scene.frame(raced, 217.0, Settings(size=size, camera=name))
        assert any(t.split("−")[-1][:2] in ("10", "11", "12") for t in says(shapes) if "−" in t)
        assert covered(shapes) == [], (name, size)


def test_off_the_line_nobody_leads_by_millimetres(strong: Replay) -> None:
    """The record's name keeps to one row, and the camera of the leaders to one team."""
    tails = [strong.tails(time) for time in np.arange(0.0, 1.5, 0.02).tolist()]
    ahead = [first > second for first, second in tails if first > 0.0]
    assert len(set(ahead)) == 2, "by model they change places"
    fronts = [strong.front(time) for time in np.arange(0.0, 13.0, 0.02).tolist()]
    assert sum(a != b for a, b in pairwise(fronts)) <= 1
    labels = set()
    for time in np.arange(0.04, 0.8, 0.04).tolist():
        shapes = scene.frame(strong, time, Settings(camera="head-to-head"))
        rows = [s for s in shapes if isinstance(s, Clip)]
        labels |= {k for k, row in enumerate(rows) if "OR" in says(row.shapes)}
    assert len(labels) <= 1


def test_a_push_is_called_one_and_lies_beside_the_skaters(strong: Replay) -> None:
    """At least half a metre from every body's middle, whichever way the train goes."""
    for size, name, time in product(
        SIZES, ("follow:NOR", "north:NOR", "split"), (31.0, 24.5, 37.0, 42.0, 100.0)
    ):
        shapes = scene.frame(strong, time, Settings(size=size, camera=name))
        bodies = [
            (s.at[0] - 0.25 * s.scale * math.cos(s.angle),
             s.at[1] - 0.25 * s.scale * math.sin(s.angle), s.scale)
            for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == "body"
        ]  # fmt: skip
        told = [box for s, box in placed(shapes) if isinstance(s, Text) and "push " in s.text
                and s.text.endswith(" N")]  # fmt: skip
        assert len(told) == 2, (size, name, time)
        for box, (x, y, scale) in product(told, bodies):
            away = math.hypot(
                max(box.x - x, 0.0, x - box.right), max(box.y - y, 0.0, y - box.bottom)
            )
            assert away > 0.5 * scale, (size, name, time)


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        # Straight up the picture and straight down; in and out of an exchange between.
        ("north:NED", ((75.0, 79.6), (90.4, 92.4))),
        ("follow:NED", ((75.0, 79.6),)),
        ("head-to-head", ((75.0, 79.6),)),
    ],
)
def test_the_eye_can_follow_every_name(
    plain: Replay, name: str, spans: tuple[tuple[float, float], ...]
) -> None:
    """An eye follows 30° a second, and a picture is seen about so wide: a 60th in a frame."""
    for first, last in spans:
        before: dict[str, tuple[float, float]] = {}
        for time in np.arange(first, last, 1 / 60).tolist():
            shapes = scene.frame(plain, time, Settings(size=(1280, 720), camera=name))
            names = {s.text: (s.x, s.y) for s, _ in walk(shapes)
                     if isinstance(s, Text) and s.text in plain.names[3:]}  # fmt: skip
            assert len(names) == 3
            for text, at in before.items():
                assert math.dist(at, names[text]) < 1280 / 60, (text, time)
            before = names


@pytest.mark.parametrize("size", [(800, 450), (720, 900)])
def test_codes_in_the_overview_glide_and_are_read(plain: Replay, size: tuple[int, int]) -> None:
    """At less than 20 m/s a train comes 2 m in a tenth of a second; its code, twice that."""
    laid = frame_context.layout_of(plain, Settings(size=size))
    scale = camera.overview(plain.oval, laid.rink).scale
    before: dict[str, tuple[float, float]] = {}
    for time in np.arange(116.0, 130.0, 0.1).tolist():  # each has half a lap, together all of it
        shapes = scene.frame(plain, time, Settings(size=size))
        codes = {s.text: s for s in shapes if isinstance(s, Text)
                 and s.text in plain.codes and s.anchor == "centre"}  # fmt: skip
        places = {text: (s.x, s.y) for text, s in codes.items()}
        assert set(places) == set(plain.codes)
        for text, at in before.items():
            assert math.dist(at, places[text]) < 2 * 2.0 * scale, (text, time)
        before = places
        for left, top, right, bottom in map(box_of, codes.values()):
            said = Box(left, top, right - left, bottom - top)
            assert not any(meet(said, card) for card in laid.cards)


@pytest.mark.parametrize("size", [(1600, 500), (900, 360), (1000, 300)])
@pytest.mark.parametrize("name", ["follow:NOR", "north:NED"])
def test_names_lie_in_flat_pictures_too_and_beside_each_other(
    strong: Replay, replay: Replay, name: str, size: tuple[int, int]
) -> None:
    for seen, time in product((strong, replay), (7.8, 27.3, 48.1, 77.0, 91.0)):
        settings = Settings(size=size, camera=name)
        shapes = scene.frame(seen, time, settings)
        own = seen.names[:3] if name.endswith("NOR") else seen.names[3:]
        assert [text for text, _ in covered(shapes) if text in own] == [], time
        ice = frame_context.between_bars(frame_context.layout_of(seen, settings))
        for text in (s for s, _ in walk(shapes) if isinstance(s, Text) and s.text in own):
            left, top, right, bottom = box_of(text)
            assert ice.x < left < right < ice.right, (text.text, time)
            assert ice.y < top < bottom < ice.bottom, (text.text, time)


@pytest.mark.parametrize("zoom", [1.0, 2.5])
@pytest.mark.parametrize("size", [(640, 360), (400, 800)])
@pytest.mark.parametrize(
    ("name", "kind", "haunts"),
    [
        ("follow:NOR", "body", False),
        ("broadcast:NOR", "figure", False),
        ("follow:NED", "body", True),
    ],
)
def test_a_train_makes_room_for_the_result_softly(
    strong: Replay,
    replay: Replay,
    name: str,
    kind: str,
    haunts: bool,
    size: tuple[int, int],
    zoom: float,
) -> None:
    """It goes to the right, by less than a 50th of the picture in a twentieth of a second."""
    settings = Settings(size=size, camera=name, zoom=zoom)
    seen = replay if haunts else strong
    over = float(seen.finish_s.max())
    places = []
    for time in np.arange(over - 1.6, over + 0.2, 0.05).tolist():
        shapes = scene.frame(seen, time, settings)
        own = [s.at[0] for s, _ in walk(shapes) if isinstance(s, Symbol) and kind_of(s) == kind
               and s.opacity == 1.0]  # fmt: skip
        places.append(own[-3:])
    firsts = [max(each) for each in places]
    assert firsts[-1] - firsts[0] > size[0] / 64, "it moved"
    assert max(abs(b - a) for a, b in pairwise(firsts)) < size[0] / 50
    card = next(s for s, _ in walk(shapes) if isinstance(s, Rect) and s.fill == theme.PANEL
                and s.height > s.width / 2)  # fmt: skip
    middle = sum(places[-1]) / SKATERS
    assert card.x + card.width < middle < size[0]


@pytest.mark.parametrize("time", [100.0, 150.0, 200.0])
def test_a_team_stays_in_the_picture_beside_its_ghost_however_near(
    replay: Replay, time: float
) -> None:
    middles = []
    for zoom in (1.0, 2.5):
        shapes = scene.frame(replay, time, Settings(camera="follow:NED", zoom=zoom))
        own = [s.at[0] - 0.25 * s.scale * math.cos(s.angle) for s, _ in walk(shapes)
               if isinstance(s, Symbol) and kind_of(s) == "body" and s.opacity == 1.0]  # fmt: skip
        middles.append(own[-2])
    assert middles[1] == pytest.approx(middles[0], abs=5.0)  # [px]


@pytest.mark.parametrize("size", [(640, 360), (1024, 576), (1920, 1080)])
@pytest.mark.parametrize("name", CAMERAS)
def test_words_under_the_mouse_cover_no_others(
    event: Results, name: str, size: tuple[int, int]
) -> None:
    """Those of the timeline, wherever on it, and those of the buttons beside it."""
    player = watching(event, name, size, 126.48)
    hits = dict(overlay.compose(player, Pointer()).hits)
    track = hits["timeline"]
    places = [(track.x + part * track.width, track.middle[1]) for part in (0, 0.4, 1)]
    places += [box.middle for at, box in hits.items() if box.y > track.y and at != "timeline"]
    assert len(places) > 5
    for at in places:
        shapes = overlay.compose(player, Pointer(at=at)).shapes
        assert covered(shapes) == [], at


def test_the_way_back_to_the_whole_view_lies_beside_the_map(event: Results) -> None:
    for size in ((1280, 720), (1920, 1080)):
        player = watching(event, "follow:NED", size, 100.0)
        player.session.choose_ghost("other:NED:push")
        do(player, "zoom-in")
        player.advance(1.0)
        composed = overlay.compose(player, Pointer())
        maps = [Box(s.x, s.y, s.width, s.height) for s, _ in walk(composed.shapes)
                if isinstance(s, Layer) and kind_of(s) == "map"]  # fmt: skip
        assert len(maps) == 1
        assert maps[0].y > size[1] / 2, "with a ghost it lies low"
        assert not meet(dict(composed.hits)["zoom-reset"], maps[0])


def test_clearing_the_loop_is_said(event: Results) -> None:
    player = watching(event, "overview", (1280, 720), 60.0)
    do(player, "loop-clear")
    assert player.notice == "no loop"
    do(player, "loop-to")
    assert "clears it" in player.notice
    do(player, "loop-clear")
    assert player.notice == "loop cleared"


def test_both_finish_flags_are_seen_however_close_the_race() -> None:
    """NED finishes 0.02 s behind: its flag flies to the right, the winner's to the left."""
    first, second = SEMIFINAL.entries
    for behind_s in (0.02, 1.34, -0.02):
        close = replace(second, official_time_s=first.official_time_s + behind_s, splits=())
        raced = prepare(simulate(replace(SEMIFINAL, entries=(first, close))), CONTEXT)
        settings = Settings(size=(1280, 720))
        shapes = scene.frame(raced, 100.0, settings)
        colours = [own.name for own in scene.team_colours(raced, settings)]
        flags = {
            colours.index(s.fill): [x for x, _ in s.points]
            for s, inside in walk(shapes)
            if isinstance(s, Polygon) and len(s.points) == 5 and s.fill in colours
            and any(isinstance(a, Layer) and kind_of(a) == "bar" for a in inside)
        }  # fmt: skip
        winner, loser = (0, 1) if behind_s > 0 else (1, 0)
        assert set(flags) == {0, 1}
        # Half a flag of each, at least, has nothing else there.
        flag_px = max(flags[loser]) - min(flags[loser])
        assert min(flags[loser]) - min(flags[winner]) > 0.5 * flag_px
        assert max(flags[loser]) - max(flags[winner]) > 0.5 * flag_px


def test_a_ghost_does_not_veil_who_is_really_there(replay: Replay) -> None:
    for time in (60.0, 100.0, 126.48):
        for sync in ("time", "distance"):
            settings = Settings(camera="broadcast:NED", ghost_sync=sync)
            figures = [
                s.opacity for s, _ in walk(scene.frame(replay, time, settings))
                if isinstance(s, Symbol) and kind_of(s) == "figure"
            ]  # fmt: skip
            assert figures == sorted(figures), "hollow ones first"
            assert 1.0 in figures


def test_the_records_label_leaves_the_names_of_the_lines_free(plain: Replay) -> None:
    """A record's line passes a timing line every half lap, some 13 s apart; here both."""
    for size in SIZES:
        for time in np.arange(14.0, 44.0, 0.5).tolist():
            shapes = scene.frame(plain, time, Settings(size=size))
            hidden = [text for text, _ in covered(shapes) if text in ("FINISH", "CROSSING")]
            assert hidden == [], (size, time)


def test_the_map_leaves_the_ghost_and_small_pictures_alone(replay: Replay) -> None:
    """Ahead in a curve a ghost is in the upper right, where the map otherwise is."""

    def maps(name: str, size: tuple[int, int], ghost: bool) -> list[Layer]:
        shapes = scene.frame(replay, 141.0, Settings(size=size, camera=name, ghost=ghost))
        return [s for s, _ in walk(shapes) if isinstance(s, Layer) and kind_of(s) == "map"]

    for size in SIZES[1:]:
        assert maps("follow:NED", size, True)[0].y > size[1] / 2
        assert maps("follow:NED", size, False)[0].y < size[1] / 2
    for name in ("follow:NED", "broadcast"):
        assert maps(name, (640, 360), False) == []
