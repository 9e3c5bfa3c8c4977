"""The word beside a time that nobody measured takes no room from code or time, nor is it lost."""

from __future__ import annotations

from functools import cache

import pytest

from helpers.scenes import box_of, walk
from helpers.two_teams import text
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.frame_context import layout_of
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry, split
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.draw.shapes import Clip, Layer, Rect, Shape, Text
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.scenario import load_text

SIZES = [(1280, 720), (640, 360), (400, 300), (320, 180), (1080, 1080), (360, 360), (360, 640)]
LONG = "HARDRIJDERSCLUB-HEERENVEEN"
CODES = {"short": ("NOR", "NED"), "long": (f"{LONG}-1", f"{LONG}-2")}
TIME = 'time = "{}"\nformation = "push"\nassumed = ["time"]'
TIMES = ("2:57.23", "2:58.61")
MOMENTS = (-1.0, 0.5, 1.0, 2.5)  # [s] from the first finish; the other comes 1.38 s later
LEAST_PX = 4.5  # in which a word can be made out, in the smallest of these pictures
TOUCH_PX = 0.5
SOLID = 200  # opacity [of 255] of a plate through which nothing is read


@cache
def shown(codes: str) -> Replay:
    """Two teams whose times are both assumed."""
    first, second = CODES[codes]
    told = text(*(TIME.format(each) for each in TIMES))
    return replay(load_text(told.replace("AAA", first).replace("BBB", second)), "r")


def settings(size: tuple[int, int], camera: str) -> Settings:
    return Settings(size=size, camera=camera, transport=False, form=form_of(size))


def seen(box: Box, inside: tuple[Shape, ...]) -> Box:
    """What clips leave of a box; nothing may be left."""
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    for clip in (each for each in inside if isinstance(each, Clip | Layer)):
        left, top = max(left, clip.x), max(top, clip.y)
        right, bottom = min(right, clip.x + clip.width), min(bottom, clip.y + clip.height)
    return Box(left, top, right - left, bottom - top)


def texts(shapes: tuple[Shape, ...]) -> list[tuple[Text, Box]]:
    """What is written, and where, that no plate covers, nor a clip that shows none of it."""
    found: list[tuple[Text, Box]] = []
    for each, inside in walk(shapes):
        if isinstance(each, Rect) and each.fill is not None and each.fill[3] > SOLID:
            plate = seen(Box(each.x, each.y, each.width, each.height), inside)
            found = [(text, box) for text, box in found if not meet(plate, box)]
        if isinstance(each, Text) and each.text:
            left, top, right, bottom = box_of(each)
            box = Box(left, top, right - left, bottom - top)
            if seen(box, inside).width > 0:
                found.append((each, box))
    return found


def meet(a: Box, b: Box) -> bool:
    across = min(a.right, b.right) - max(a.x, b.x)
    return across > TOUCH_PX and min(a.bottom, b.bottom) - max(a.y, b.y) > TOUCH_PX


@pytest.mark.parametrize("codes", CODES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_word_lies_on_nothing_and_is_whole(size: tuple[int, int], codes: str) -> None:
    race = shown(codes)
    first, wrong = float(race.finish_s.min()), []
    for camera in registry.names(race.codes):
        for after in MOMENTS:
            drawn = texts(scene.frame(race, first + after, settings(size, camera)))
            for word, box in drawn:
                where = (camera, after, word.text)
                if word.text.count("(") > word.text.count(")"):
                    wrong.append(("cut", *where))
                if "assumed" not in word.text:
                    continue
                inside = box.x >= 0 and box.right <= size[0] and box.bottom <= size[1]
                if not inside or word.size < LEAST_PX:
                    wrong.append(("not to be read", *where))
                lies = (other for other, at in drawn if other is not word and meet(box, at))
                wrong += [(other.text, *where) for other in lies]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("codes", CODES)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_header_has_three_letters_of_the_code_and_the_word(
    size: tuple[int, int], codes: str
) -> None:
    race = shown(codes)
    first = float(race.finish_s.min())
    how = settings(size, "split")
    panes = split.panes(layout_of(race, how), 2)
    for after in MOMENTS:
        drawn = texts(scene.frame(race, first + after, how))
        for team, pane in enumerate(panes):
            top = [
                (each.text, box) for each, box in drawn
                if pane.x <= box.x < pane.right and box.bottom <= pane.y
                and box.y > pane.y - 66 * layout_of(race, how).type
            ]  # fmt: skip
            said = [each for each, _ in top]
            code = min(top, key=lambda each: each[1].x)[0]
            letters = code.partition("…")[0]
            assert len(letters) >= 3, said
            assert race.codes[team].startswith(letters), said
            done = first + after >= race.finish_s[team]
            assert ("assumed" in said) == done, said
