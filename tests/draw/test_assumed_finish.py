"""No picture writes a finish time that somebody assumed without saying so."""

from __future__ import annotations

import pytest

from helpers.scenes import walk
from helpers.two_teams import two
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.draw.shapes import Text

pytestmark = pytest.mark.whole

SIZES = [(1920, 1080), (640, 360), (320, 240), (1080, 1920), (360, 640), (1080, 1080), (480, 480)]
FIRST, LAST = "2:57.23", "3:04.61"
MEASURED, ASSUMED = '\nformation = "push"', '\nformation = "push"\nassumed = ["time"]'
MOMENTS = (-3.0, 0.02, 4.0, 7.0, 7.5, 12.0)  # [s] from the first finish; the last: 7.38 s
SIDES = {
    "the first": (f'time = "{FIRST}"{ASSUMED}', f'time = "{LAST}"{MEASURED}', {FIRST}),
    "the last": (f'time = "{FIRST}"{MEASURED}', f'time = "{LAST}"{ASSUMED}', {LAST}),
    "both": (f'time = "{LAST}"{ASSUMED}', f'time = "{FIRST}"{ASSUMED}', {FIRST, LAST}),
}


def beside(time: Text, said: Text) -> bool:
    """Whether a word lies in the line of a time, or in the one above."""
    return abs(said.y - time.y) <= 2 * time.size and abs(said.x - time.x) <= 12 * time.size


def bare(shown: Replay, time_s: float, settings: Settings, times: set[str]) -> list[str]:
    """Texts with one of the times where neither they nor others beside them say "assumed".

    The clock of the race stands still at the last time: there the picture says it elsewhere.
    """
    frame = scene.frame(shown, time_s, settings)
    texts = [each for each, _ in walk(frame) if isinstance(each, Text)]
    words = [each for each in texts if "assumed" in each.text]
    found = []
    for each in texts:
        if not any(time in each.text for time in times):
            continue
        over = time_s >= float(shown.finish_s.max())
        is_clock = over and each.text == LAST and each.anchor != "right"
        near = (is_clock or beside(each, said) for said in words)
        if not any(near):
            found.append(each.text)
    return found


@pytest.mark.parametrize(
    "whose", ["the first", "the last", pytest.param("both", marks=pytest.mark.slow)]
)
def test_an_assumed_time_is_nowhere_written_without_the_word(whose: str) -> None:
    *sides, times = SIDES[whose]
    shown = two(*sides)
    first = float(shown.finish_s.min())
    wrong = []
    for size in SIZES:
        for camera in registry.names(shown.codes):
            for transport in (False, True):
                form = "landscape" if transport else form_of(size)
                settings = Settings(size=size, camera=camera, transport=transport, form=form)
                for after in MOMENTS:
                    said = bare(shown, first + after, settings, times)
                    wrong += [(size, camera, transport, after, each) for each in said]
    assert not wrong, "\n".join(map(str, wrong))
