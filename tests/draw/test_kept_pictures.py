"""What is kept from picture to picture is bounded in memory, not only in number."""

from __future__ import annotations

import pursuit_sim
from helpers.held import MEGABYTE, held_by_caches
from pursuit_sim.draw.replay.race_shelf import RaceShelf
from pursuit_sim.draw.scene import frame
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings


def test_what_pictures_keep_is_small_whatever_was_seen() -> None:
    """Two races through every camera, each picture in a window of another size.

    The painter's rasters are bounded by themselves. What is kept above them is for the picture
    that is seen, and 54 MB of corners of skaters and rinks were once kept here.
    """
    shelf = RaceShelf(pursuit_sim.results(pursuit_sim.load("beijing-2022-men")))
    for race_id in ("final-a", "sf-1"):
        replay, _ = shelf.of(race_id)
        for place, camera in enumerate(registry.names(replay.codes)):
            for k in range(24):
                size = (900 + 20 * (k % 8), 600 + 10 * (k % 8))
                frame(replay, 6.1 * k + 0.31 * place, Settings(size=size, camera=camera))
    assert held_by_caches("pursuit_sim.draw") < 24 * MEGABYTE
