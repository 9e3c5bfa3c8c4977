"""No picture tells a gap that nobody measured as if somebody had, however small it is."""

from __future__ import annotations

import re
from functools import cache

import pytest

from helpers import two_teams
from helpers.scenes import says
from pursuit_sim.draw import scene
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.scenario import load_text

SIZES = [
    (160, 90), (304, 171), (320, 180), (360, 180), (400, 225), (480, 270), (640, 360), (1280, 720),
    (360, 360), (180, 320), (1080, 1920),
]  # fmt: skip
FIRST, SECOND = 'time = "3:00.00"\nformation = "push"', 'time = "3:01.00"\nformation = "push"'
# What the file says, when it is seen, and the word for what nobody measured of the gap then.
SAID = {
    "by the model": (FIRST, SECOND, 75.0, "model"),
    "measured": (f"{FIRST}\nsplits = [[2, 63.0]]", f"{SECOND}\nsplits = [[2, 63.7]]", 75.0, ""),
    "assumed": (FIRST, f'{SECOND}\nassumed = ["time"]', 181.5, "assumed"),
}
GAP = re.compile(r"(?:(?:AAA|BBB) )?[−+]\d+\.\d\d")


@cache
def shown(kind: str) -> Replay:
    first, second, *_ = SAID[kind]
    return replay(load_text(two_teams.text(first, second)), "r")


@pytest.mark.parametrize("kind", SAID)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_gap_has_its_word_or_its_sign(kind: str, size: tuple[int, int]) -> None:
    race, (*_, time_s, word) = shown(kind), SAID[kind]
    for camera in registry.names(race.codes):
        for transport in (False, True):
            settings = Settings(size=size, camera=camera, transport=transport, form=form_of(size))
            said = says(scene.frame(race, time_s, settings))
            heading = [k for k, each in enumerate(said) if each in {"MODEL LAPS", "LAP TIMES"}]
            told = said[: heading[0]] if heading else said  # lap times have signs of their own
            plain = [each for each in told if GAP.fullmatch(each) and each != "+1.00"]  # the card's
            in_words = any(each == word or f"({word})" in each for each in told)
            where = f"{camera}, {transport}: {told}"
            if not word:
                assert not any("~" in each for each in told if "0.70" in each), where
            else:
                assert in_words or not plain, where
                assert not [each for each in plain if each[0] in "+−"], f"a header: {where}"
