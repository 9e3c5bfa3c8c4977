"""What is kept from picture to picture is bounded in memory, not only in number."""

from __future__ import annotations

import gc
import weakref

import pytest

import pursuit_sim
from helpers.held import MEGABYTE, held_by_caches
from pursuit_sim.draw.replay.race_shelf import RaceShelf
from pursuit_sim.draw.scene import frame
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings

pytestmark = pytest.mark.whole


def test_what_pictures_keep_is_small_whatever_was_seen() -> None:
    """Two races through every camera, each picture in a window of another size.

    The painter's rasters are bounded by themselves. What is kept above them is for the picture
    that is seen, and 54 MB of corners of skaters and rinks were once kept here.
    """
    shelf = RaceShelf(pursuit_sim.results(pursuit_sim.load("beijing-2022-men")))
    replays = [shelf.of(race_id)[0] for race_id in ("final-a", "sf-1")]
    for replay in replays:
        for place, camera in enumerate(registry.names(replay.codes)):
            for k in range(24):
                size = (900 + 20 * (k % 8), 600 + 10 * (k % 8))
                frame(replay, 6.1 * k + 0.31 * place, Settings(size=size, camera=camera))
    made = [part for each in replays for kept in each.made.values() for part in kept.items()]
    assert made
    assert held_by_caches("pursuit_sim.draw", made) < 24 * MEGABYTE
    gone = [weakref.ref(each) for each in replays]
    del shelf, replays, replay, made
    gc.collect()
    assert [each() for each in gone] == [None, None], "a race that was left is still held"
