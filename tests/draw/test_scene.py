"""Scenes as data: what is drawn where, and what the picture says when."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations, pairwise, product
from typing import Any

import numpy as np
import pytest

from helpers.races import measured
from helpers.scenes import (
    CENTIMETRE,
    box_of,
    check_texts,
    kind_of,
    numbers,
    points_of,
    says,
    symbols,
    walk,
)
from helpers.semifinal import CONTEXT, PUSH, ROTATING, SEMIFINAL, entry
from pursuit_sim import load
from pursuit_sim.draw import scene, wording
from pursuit_sim.draw.cameras import camera
from pursuit_sim.draw.graphics import clock
from pursuit_sim.draw.graphics.picture_layout import picture_layout
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.replay.race_context import CardLine
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Button, Settings
from pursuit_sim.draw.shapes import Layer, Polyline, Rect, Symbol, Text
from pursuit_sim.event import results
from pursuit_sim.export.pictures import render
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.race import Race, Split
from pursuit_sim.sim import simulate

LINE_RADIUS_M = 26.5  # 26 m to the lane's inner edge and 0.5 m to the measured line
STRAIGHT_M = 110.43  # docs of the sport: straight of a rink with R = 26 m, to the centimetre
SIZES = [(1280, 720), (1920, 1080), (2560, 1440), (1024, 576), (3840, 2160)]


@pytest.fixture(scope="module")
def replay() -> Replay:
    return prepare(simulate(SEMIFINAL), CONTEXT)


def eye_of(replay: Replay, settings: Settings) -> camera.Camera:
    parts = picture_layout(settings, 2, replay.oval)
    return camera.overview(replay.oval, parts.rink, margin=parts.margin)


@pytest.mark.parametrize("name", ["overview", "follow:NED", "north:NOR"])
def test_same_input_same_shapes(replay: Replay, name: str) -> None:
    settings = Settings(camera=name)
    again = prepare(simulate(SEMIFINAL), CONTEXT)
    assert scene.frame(replay, 77.7, settings) == scene.frame(replay, 77.7, settings)
    assert scene.frame(replay, 77.7, settings) == scene.frame(again, 77.7, settings)


def test_at_the_gun_both_teams_stand_on_their_own_lines(replay: Replay) -> None:
    settings = Settings(size=(1920, 1080))
    x, y, width, height = picture_layout(settings, 2, replay.oval).rink
    scale = eye_of(replay, settings).scale
    legs = symbols(scene.frame(replay, 0.0, settings), "legs")
    assert len(legs) == 6
    # The first of each line-up starts on the lap line, 26.5 m from the rink's axis, in the
    # middle of the lower straight (finish side) and of the upper one (crossing side).
    nor, ned = legs[0].at, legs[3].at
    middle = (x + width / 2, y + height / 2)
    below = (middle[0], middle[1] + LINE_RADIUS_M * scale)
    above = (middle[0], middle[1] - LINE_RADIUS_M * scale)
    assert nor == pytest.approx(below, abs=CENTIMETRE * scale)
    assert ned == pytest.approx(above, abs=CENTIMETRE * scale)
    # Finish side skates to the right on the lower straight, crossing side to the left.
    assert math.cos(legs[0].angle) == pytest.approx(1.0, abs=1e-3)
    assert math.cos(legs[3].angle) == pytest.approx(-1.0, abs=1e-3)


def test_third_skater_is_on_the_line_at_the_official_time(replay: Replay) -> None:
    settings = Settings(size=(2560, 1440))
    x, y, width, height = picture_layout(settings, 2, replay.oval).rink
    scale = eye_of(replay, settings).scale
    for time, first, sign in ((218.28, 0, 1), (219.62, 3, -1)):
        legs = symbols(scene.frame(replay, time, settings), "legs")[first : first + 3]
        last = min(legs, key=lambda s: sign * s.at[0])
        assert last.at[0] == pytest.approx(x + width / 2, abs=CENTIMETRE * scale)
        assert last.at[1] == pytest.approx(
            y + height / 2 + sign * LINE_RADIUS_M * scale, abs=CENTIMETRE * scale
        )
        assert sum(sign * (s.at[0] - last.at[0]) > 0 for s in legs) == 2


def test_half_way_round_the_first_curve(replay: Replay) -> None:
    """There the lap line is farthest out on the rink's axis: half a straight and a radius."""
    settings = Settings(size=(1920, 1080))
    apex_m = STRAIGHT_M / 2 + math.pi * LINE_RADIUS_M / 2
    lap = 3 * 387.36
    tail = replay.trajectory.tail_m[:, 0]
    time = float(np.interp(lap + apex_m, tail, replay.trajectory.time_s))
    legs = symbols(scene.frame(replay, time, settings), "legs")[:3]
    eye = eye_of(replay, settings)
    x, y, width, height = eye.box
    right = x + width / 2 + (STRAIGHT_M / 2 + LINE_RADIUS_M) * eye.scale
    assert min(math.dist(s.at, (right, y + height / 2)) for s in legs) < 2 * CENTIMETRE * eye.scale


def test_close_cameras_draw_to_scale(replay: Replay) -> None:
    """On a straight the pushers follow each other at 0.9 m."""
    tail = replay.trajectory.tail_m[:, 0]
    time = float(np.interp(4 * 387.36 + 20.0, tail, replay.trajectory.time_s))
    for width, height in ((1280, 720), (1920, 1080)):
        settings = Settings(size=(width, height), camera="follow:NOR")
        legs = symbols(scene.frame(replay, time, settings), "legs")
        places = sorted(s.at[0] for s in legs)
        scale = width / camera.FOLLOW_WIDTH_M
        assert np.diff(places) == pytest.approx([0.9 * scale] * 2, abs=CENTIMETRE * scale)
        assert all(s.scale == pytest.approx(scale) for s in legs)
        zoomed = scene.frame(replay, time, replace(settings, zoom=2.0))
        near = sorted(s.at[0] for s in symbols(zoomed, "legs"))
        assert np.diff(near) == pytest.approx([1.8 * scale] * 2, abs=2 * CENTIMETRE * scale)


def test_swinging_out_is_seen_to_the_right_of_the_train(replay: Replay) -> None:
    change = replay.exchanges[0]
    middle = (change.start_s + change.end_s) / 2
    shapes = scene.frame(replay, middle, Settings(camera="follow:NED"))
    legs = symbols(shapes, "legs")
    scale = legs[0].scale
    out = max(s.at[1] for s in legs) - min(s.at[1] for s in legs)
    assert out / scale == pytest.approx(2.75, abs=0.25)  # the default swing, along a curve
    assert "swings out" in says(shapes) or "drops back" in says(shapes)
    assert says(shapes).count("leads") == 1


def test_the_gap_is_that_of_the_last_common_line(replay: Replay) -> None:
    """Press: NOR ahead by 0.77 s at half-lap 9 and 1.23 s at 13, 1.34 s at the end."""
    before = clock.reading(replay, 124.50)  # NOR has passed its ninth line, NED not yet
    assert before.caption == "gap after 4 laps (model)"  # nobody published it
    now = clock.reading(replay, 124.57)
    assert (now.caption, now.gap, now.front) == ("gap after 4½ laps", "NOR −0.77", 0)
    assert now.lap == "LAP 5 / 8"
    assert clock.reading(replay, 178.50).gap == "NOR −1.23"
    end = clock.reading(replay, 219.63)
    assert (end.caption, end.gap, end.over) == ("gap at the finish", "NOR −1.34", True)


def test_live_estimate_is_marked_and_meets_the_lines(replay: Replay) -> None:
    assert clock.reading(replay, 130.0).live.startswith("≈ NOR −")
    assert replay.live_gap(124.56) == pytest.approx(-0.77, abs=2e-3)
    assert replay.live_gap(219.62) == pytest.approx(-1.34, abs=2e-3)


def test_clock_runs_in_hundredths_and_stops_with_the_last_team(replay: Replay) -> None:
    assert clock.reading(replay, 0.0).time == "0:00.00"
    assert clock.reading(replay, 83.456).time == "1:23.45"
    assert clock.reading(replay, 225.0).time == "3:39.62"
    assert "FINISH 3:38.28" in says(scene.frame(replay, 218.9, Settings()))
    assert "NOR 3:38.28" in clock.reading(replay, 218.9).live


def test_a_stopped_clock_is_rounded_as_results_are_in_every_camera() -> None:
    """3:39.627 is 3:39.63 in a result, and so it is on every clock that has stopped."""
    second = entry("NED", "#f26b1d", "crossing", ROTATING, 219.627)
    late = prepare(simulate(replace(SEMIFINAL, entries=(SEMIFINAL.entries[0], second))))
    assert clock.reading(late, 219.62).time == "3:39.62", "it still runs"
    for name in registry.names(late.codes):
        found = says(scene.frame(late, 225.0, Settings(camera=name, transport=False)))
        assert any("3:39.63" in each for each in found), name
        assert not any("3:39.62" in each for each in found), name


def test_nothing_is_said_of_a_gap_before_the_first_common_line(replay: Replay) -> None:
    assert clock.reading(replay, 10.0).gap == ""
    assert replay.common_gap(10.0) is None


def test_result_card_tells_the_results_and_not_the_ice() -> None:
    turned = (
        CardLine("NED", 219.62, 2, None, "to final A"),
        CardLine("NOR", 218.28, 1, 2.70, "to final B", ("OR",)),
    )
    replay = prepare(simulate(SEMIFINAL), replace(CONTEXT, outcomes=turned, notes=("what-if",)))
    words = says(scene.frame(replay, 222.0, Settings()))
    card = words[words.index("RESULT") :]
    assert card.index("to final A") < card.index("to final B")
    assert {"3:39.62", "3:38.28", "+2.70", "OR", "what-if"} <= set(card)


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_a_team_without_a_time_is_told_of_where_it_can_be_read(size: tuple[int, int]) -> None:
    """ "time unknown" beside the code, and the whole remark below, in type that can be read."""
    found = results(load("beijing-2022-women"))
    shown = prepare(simulate(found.race("qf-2").race), story.context(found, "qf-2"))
    frame = scene.frame(shown, shown.duration_s, Settings(size=size))
    texts = [each for each, _ in walk(frame) if isinstance(each, Text) and each.text]
    begin = next(i for i, each in enumerate(texts) if each.text == "RESULT") - 1
    end = next(i for i, each in enumerate(texts) if each.text.endswith("Poland)")) + 1
    card = texts[begin:end]
    assert "NOR has no published time (slower than China's 3:00.58, faster than Poland)" in (
        " ".join(each.text for each in card)
    )
    assert min(each.size for each in card) >= 13 * size[1] / 1080
    for one, other in combinations(card, 2):
        a, b = box_of(one), box_of(other)
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one.text, other.text)


def test_record_line_is_where_the_record_would_be() -> None:
    """A team that skates exactly the record with the default pacing rides on its line."""
    race = replace(SEMIFINAL, entries=(entry("NOR", "#d7203b", "finish", PUSH, 217.08),))
    replay = prepare(simulate(race), CONTEXT)
    assert replay.record is not None
    assert replay.record.kind == "OR"
    for time in (20.0, 100.0, 217.0):
        lag = replay.record_lag(time)
        assert lag == pytest.approx(0.0, abs=1e-3)
        assert clock.reading(replay, time).record == "NOR level with the Olympic record line"
    slower = prepare(
        simulate(replace(race, entries=(entry("NOR", "#d7203b", "finish", PUSH, 218.08),))), CONTEXT
    )
    assert slower.record_lag(218.08) == pytest.approx(1.00, abs=1e-3)
    assert clock.reading(slower, 218.08).record == "NOR 1.0 s behind the Olympic record line"
    before = clock.reading(slower, 200.0).record
    assert before.startswith("NOR ≈ "), "on its way that is an estimate"


def test_the_record_names_the_leading_team_and_one_threshold_colours_it(replay: Replay) -> None:
    found: dict[str, set[object]] = {}
    for tenth in range(100, 2190):
        now = clock.reading(replay, tenth / 10)
        assert now.record.startswith(replay.codes[replay.front(tenth / 10)]), now.record
        sign = now.record.replace("≈ ", "").split(" ")[3 if " s " in now.record else 1]
        found.setdefault(sign, set()).add(now.pace)
    assert all(len(colours) == 1 for colours in found.values())
    assert {"level", "behind"} <= set(found)
    assert len(set.union(*found.values())) == len(found)


@pytest.mark.parametrize("followed", ["NOR", "NED"])
def test_beside_a_team_the_gap_says_who_is_ahead(replay: Replay, followed: str) -> None:
    found = says(scene.frame(replay, 178.5, Settings(camera=f"follow:{followed}")))
    assert "NOR −1.23" in found


def test_a_tuned_finish_is_not_called_official(replay: Replay) -> None:
    assert clock.finishes(replay) == "official finish 3:38.28 · 3:39.62"
    splits = replay.splits_s.copy()
    splits[1, -1] = 218.30
    assert clock.finishes(replace(replay, splits_s=splits)) == "NED 3:38.30 · official 3:39.62"
    splits[0, -1] = 217.5
    assert clock.finishes(replace(replay, splits_s=splits)) == (
        "finish 3:37.50 · 3:38.30 · official 3:38.28 · 3:39.62"
    )


def test_of_two_times_only_the_one_that_is_assumed_is_called_so(replay: Replay) -> None:
    nor, ned = replay.race.entries
    aimed = replace(replay.race, entries=(nor, replace(ned, assumed=("time",))))
    found = prepare(simulate(aimed), CONTEXT)
    assert clock.finishes(found) == "NOR official 3:38.28 · NED assumed 3:39.62"
    assert clock.reading(found, 230.0).caption == "gap at the finish (assumed)"
    assert clock.reading(replay, 230.0).caption == "gap at the finish"
    splits = found.splits_s.copy()
    splits[:, -1] = 217.5, 218.3
    assert clock.finishes(replace(found, splits_s=splits)) == (
        "finish 3:37.50 · 3:38.30 · NOR official 3:38.28 · NED assumed 3:39.62"
    )


def test_a_solo_run_needs_no_opponent() -> None:
    race = replace(SEMIFINAL, entries=SEMIFINAL.entries[:1])
    replay = prepare(simulate(race))
    for name in ("overview", "follow", "north:nor"):
        shapes = scene.frame(replay, 100.0, Settings(camera=name))
        assert len(symbols(shapes, "legs")) == 3
    assert "gap" not in " ".join(says(scene.frame(replay, 100.0, Settings())))


@pytest.mark.parametrize("laps", [1, 6, 25])
def test_other_lengths_of_race(laps: int) -> None:
    formation = Formation((Lead(0, laps),))
    time = 31.0 + 27.0 * (laps - 1)
    race = replace(
        SEMIFINAL,
        laps=laps,
        entries=(
            entry("AAA", "#107040", "finish", formation, time),
            entry("BBB", "#107040", "crossing", formation, time + 0.4),
        ),
    )
    replay = prepare(simulate(race))
    for at in (0.0, time / 2, time, time + 1.0):
        for size in ((1024, 576), (1920, 1080)):
            check_texts(scene.frame(replay, at, Settings(size=size)), size)


@pytest.mark.parametrize("name", ["overview", "follow:NOR", "follow:NED", "north:NED"])
def test_every_number_is_one(replay: Replay, name: str) -> None:
    for time in (-1.0, 0.0, 0.3, 18.2, 76.0, 77.7, 218.28, 222.0, 999.0):
        shapes = scene.frame(replay, time, Settings(camera=name))
        assert all(math.isfinite(number) for number in numbers(shapes))
        assert shapes


@pytest.mark.parametrize("size", [*SIZES, (1280, 800), (1000, 1000), (2560, 1080)])
@pytest.mark.parametrize("chart", ["gap", "speed"])
def test_text_neither_overflows_nor_overlaps(
    replay: Replay, size: tuple[int, int], chart: Any
) -> None:
    for time in (0.0, 12.0, 60.0, 124.57, 200.0, 218.9, 225.0):
        for transport in (True, False):
            settings = Settings(size=size, transport=transport, chart=chart)
            check_texts(scene.frame(replay, time, settings), size)


@pytest.mark.parametrize("size", SIZES)
def test_follow_text_neither_overflows_nor_overlaps(replay: Replay, size: tuple[int, int]) -> None:
    for time in (0.0, 60.0, 76.5, 78.5, 218.9):
        for name in ("follow:NOR", "follow:NED", "north:NED"):
            check_texts(scene.frame(replay, time, Settings(size=size, camera=name)), size)


def test_long_names_are_made_to_fit() -> None:
    first = replace(
        SEMIFINAL.entries[0],
        lineup=("Wolfeschlegelsteinhausen", "Bartholomew van der Featherstonehaugh", "Ng"),
    )
    race = replace(
        SEMIFINAL,
        name="Semifinal of the northern hemisphere",
        entries=(first, SEMIFINAL.entries[1]),
    )
    long = replace(CONTEXT, event="World Single Distances Speed Skating Championships 2031")
    replay = prepare(simulate(race), long)
    for size in ((1024, 576), (1920, 1080)):
        for time in (60.0, 225.0):
            check_texts(scene.frame(replay, time, Settings(size=size)), size)


@pytest.mark.parametrize("size", [*SIZES, (640, 360), (800, 1000)])
@pytest.mark.parametrize("name", ["overview", "follow:NOR"])
def test_hit_areas_lie_in_the_window(replay: Replay, size: tuple[int, int], name: str) -> None:
    buttons = (Button("camera", "CAM"), Button("tune", "TUNE", on=True), Button("help", "KEYS"))
    found = scene.hits(replay, Settings(size=size, camera=name, buttons=buttons))
    assert {"rink", "play", "timeline", "speed", "camera", "tune", "help"} <= set(found)
    for box in found.values():
        assert box.width > 0
        assert box.height > 0
        assert box.x >= 0
        assert box.y >= 0
        assert box.right <= size[0]
        assert box.bottom <= size[1]
    bar = [found[k] for k in ("play", "timeline", "speed", "camera", "tune", "help")]
    for left, right in pairwise(bar):
        assert left.right <= right.x
    assert all(box.height >= 20 for box in bar)


def test_a_place_on_the_timeline_is_a_moment(replay: Replay) -> None:
    settings = Settings()
    track = scene.hits(replay, settings)["timeline"]
    assert scene.time_at(replay, settings, track.x - 50) == 0.0
    assert scene.time_at(replay, settings, track.right + 50) == replay.duration_s
    half = scene.time_at(replay, settings, track.x + track.width / 2)
    assert half == pytest.approx(replay.duration_s / 2)


def test_hovering_names_marks(replay: Replay) -> None:
    settings = Settings()
    track = scene.hits(replay, settings)["timeline"]
    x = track.x + replay.exchanges[0].start_s / replay.duration_s * track.width
    hovered = replace(settings, hover=(x + 1, track.y + track.height / 2))
    said = says(scene.frame(replay, 10.0, hovered))
    assert any("swings out" in text and "1:1" in text for text in said)


@pytest.mark.parametrize("size", [*SIZES, (640, 360)])
@pytest.mark.parametrize("name", registry.names(("NOR", "NED")))
def test_the_total_is_the_races_and_the_rail_is_thin_behind_it(
    replay: Replay, name: str, size: tuple[int, int]
) -> None:
    """NED finishes last, at 3:39.62; what follows is gliding."""
    settings = Settings(size=size, camera=name)
    track = scene.hits(replay, settings)["timeline"]
    end = track.x + 219.62 / replay.duration_s * track.width
    for time, said in ((0.0, "/ 3:39"), (219.62, "/ 3:39"), (225.0, "glide-out")):
        found = [shape for shape, _ in walk(scene.frame(replay, time, settings))]
        totals = [t for t in found if isinstance(t, Text) and t.text in ("/ 3:51", "/ 3:39", said)]
        assert [t.text for t in totals] == [said]
        assert totals[0].x + text_width.width(said, totals[0].size) < track.x
        rails = [
            rect for rect in found
            if isinstance(rect, Rect) and rect.y < track.middle[1] < rect.y + rect.height
        ]  # fmt: skip
        thick = [rect for rect in rails if rect.x == track.x and rect.width > 0]
        (thin,) = [r for r in rails if abs(r.x + r.width - track.right) < 0.1]
        assert thin.x == pytest.approx(end, abs=0.1)
        assert max(r.x + r.width for r in thick) == pytest.approx(end, abs=0.1)
        assert thin.height < 0.5 * min(rect.height for rect in thick)
    hovered = replace(settings, hover=(track.right - 1, track.middle[1]))
    (hint,) = [t for t in says(scene.frame(replay, 10.0, hovered)) if t.endswith("glide-out")]
    assert hint.startswith("3:5")


def test_a_key_stands_for_one_drawing(replay: Replay) -> None:
    """What painters keep by key may never differ for equal keys."""
    known: dict[Any, Any] = {}
    settings = [
        Settings(), Settings(size=(1280, 720)), Settings(palette="colour-blind"),
        Settings(transport=False), Settings(speed=4.0), Settings(chart="speed"),
        Settings(camera="follow:NED"), Settings(camera="north:NED", size=(1280, 720)),
    ]  # fmt: skip
    for chosen in settings:
        for time in (0.0, 5.0, 31.0, 77.0, 78.0, 150.0, 221.0):
            for shape, _ in walk(scene.frame(replay, time, chosen)):
                content: tuple[object, ...]
                if isinstance(shape, Layer):
                    content = (shape.x, shape.y, shape.width, shape.height, shape.shapes)
                elif isinstance(shape, Symbol):
                    content = (shape.parts, shape.extent)
                else:
                    continue
                assert known.setdefault(shape.key, content) == content, shape.key


def test_symbols_keep_within_their_extent(replay: Replay) -> None:
    for time in (0.0, 3.0, 30.0, 77.0, 150.0, 221.0):
        for shape, _ in walk(scene.frame(replay, time, Settings())):
            if isinstance(shape, Symbol):
                far = max(math.hypot(*point) for part in shape.parts for point in points_of(part))
                assert far <= shape.extent


def test_cameras_have_names() -> None:
    codes = ("NOR", "ROC")
    assert registry.names(codes)[0] == "overview"
    for name in registry.names(codes):
        registry.view(name, codes)
    assert registry.view("follow", codes).team == 0
    assert registry.view("follow:roc", codes).team == 1
    for wrong in ("", "follow:GER", "overview:NOR", "Follow", "bird"):
        with pytest.raises(ValueError, match="overview, follow:NOR, follow:ROC"):
            registry.view(wrong, codes)


def test_words() -> None:
    assert [wording.clock(t) for t in (0, 9.999, 218.08 - 1e-9, 59.995, 600)] == [
        "0:00.00", "0:09.99", "3:38.08", "0:59.99", "10:00.00",
    ]  # fmt: skip
    assert [wording.stopped(t) for t in (0, 9.999, 218.0849, 218.2951, 59.995)] == [
        "0:00.00", "0:10.00", "3:38.08", "3:38.30", "1:00.00",
    ]  # fmt: skip
    assert [wording.legible(t) for t in (84.1061, 84.1049, 84.11)] == [84.11, 84.1049, 84.11]
    assert wording.gap_of(("NOR", "ROC"), 0, -1.856) == "NOR −1.86"
    assert wording.gap_of(("NOR", "ROC"), 1, 0.431) == "ROC −0.43"
    assert wording.gap_of(("NOR", "ROC"), 1, -0.12, 1) == "ROC +0.1"
    assert wording.gap_of(("NOR", "ROC"), 0, 0.004) == "level"


def test_text_is_as_wide_as_the_font_says() -> None:
    """Inter 4.0 Bold: tabular figures advance 1396 of 2048 units, the colon 609."""
    one = text_width.width("0", 1.0, "bold")
    assert one == pytest.approx(1396 / 2048, abs=0.001)
    assert text_width.width("0000", 10.0, "bold") == pytest.approx(40 * one)
    text, size = text_width.fit("Featherstonehaugh", 20.0, "regular", 60.0)
    assert text.endswith("…")
    assert text_width.width(text, size) <= 60.0


def test_lines_of_the_rink_lie_where_the_rules_put_them(replay: Replay) -> None:
    """Seen from close by, the red line is half a metre inside the lap line, the next 3.5 m out."""
    tail = replay.trajectory.tail_m[:, 0]
    time = float(np.interp(387.36 + 20.0, tail, replay.trajectory.time_s))
    shapes = scene.frame(replay, time, Settings(camera="follow:NOR"))
    lap_line = symbols(shapes, "legs")[0].at[1]
    scale = symbols(shapes, "legs")[0].scale
    heights = {
        round((s.points[0][1] - lap_line) / scale, 2)
        for s, _ in walk(shapes)
        if isinstance(s, Polyline)
    } | {round((s.at[1] - lap_line) / scale, 2) for s in symbols(shapes, "dash")}
    assert -0.5 in heights
    assert 3.5 in heights


def test_every_camera_says_each_teams_last_lap() -> None:
    """Measured at Heerenveen in 2020: pair 1 of the men, each lap as the timing had it."""
    event = load("thialf-2020-pair-1")
    shown = render.replay(event, next(iter(event.races)))
    passings = [measured()["Men Team Pursuit", team] for team in ("Poland", "Belarus")]
    whole = [[0.0, *times[1::2]] for times in passings]
    for lap in (1, 3, 7):
        time = max(each[lap] for each in whole) + 1.0
        for name, size in product(registry.names(shown.codes), ((1920, 1080), (640, 360))):
            said = " ".join(says(scene.frame(shown, time, Settings(size=size, camera=name))))
            for code, passed in zip(("POL", "BLR"), whole, strict=True):
                own = f"{passed[lap] - passed[lap - 1]:.2f}"
                assert own in said, (name, lap, code)


@pytest.mark.parametrize("size", SIZES)
def test_no_ground_lies_over_the_rim_of_a_close_up(replay: Replay, size: tuple[int, int]) -> None:
    shapes = scene.frame(replay, 100.0, Settings(size=size))
    layers = [s for s in shapes if isinstance(s, Layer) and s.opaque]
    for index, card in enumerate(layers):
        if kind_of(card) == "card":
            for later in layers[index + 1 :]:
                assert not (
                    card.x < later.x + later.width and later.x < card.x + card.width
                    and card.y < later.y + later.height and later.y < card.y + card.height
                ), kind_of(later)  # fmt: skip


def test_close_ups_make_room_for_the_ice_softly(replay: Replay) -> None:
    """Nearer by a notch they are paler, not gone; nearer by a sixth, gone."""
    pale = []
    for zoom in (1.0, 1.04, 1.08, 1.12, 1.2):
        shapes = scene.frame(replay, 100.0, Settings(zoom=zoom))
        cards = [s for s in shapes if isinstance(s, Layer) and kind_of(s) == "card"]
        assert len(cards) == (2 if zoom < 1.15 else 0)
        veils = [s.fill[3] for s in shapes if isinstance(s, Rect) and s.fill is not None
                 and s.fill[:3] == theme.INFIELD[:3] and s.fill[3] < 255]  # fmt: skip
        pale.append(veils[0] if veils else 0)
    assert pale[0] == pale[-1] == 0
    assert 0 < pale[1] < pale[2] < pale[3] < 255


def test_laps_that_nobody_timed_are_marked() -> None:
    def marked(race: Race) -> list[str]:
        texts = says(scene.frame(prepare(simulate(race)), 120.0, Settings()))
        return [text for text in texts if text.startswith("~")]

    half, measured_race = SEMIFINAL, load("thialf-2020-pair-1").races["pair-1"]
    laps = tuple(Split(2 * i, 4.6 + 26.69 * i) for i in range(1, 5))  # of Norway; four are done
    one = replace(half, entries=(replace(half.entries[0], splits=laps), half.entries[1]))
    two = replace(half.entries[1], splits=())
    found = marked(replace(one, entries=(one.entries[0], two)))
    assert [text[1].isdigit() for text in found] == [True, False] * 4, (
        "those of the Dutch, and gaps"
    )
    assert marked(measured_race) == []
    nothing = replace(half, entries=tuple(replace(each, splits=()) for each in half.entries))
    assert marked(nothing) == [], "altogether the model's"
