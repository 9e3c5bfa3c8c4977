"""How long it takes from moving a tuning slider to the picture of the changed race."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.row import Row


def rows() -> Iterator[Row]:
    """With either model, without a real display."""
    for keep, model in ((True, "kinematic"), (False, "power model")):
        yield _slider(keep, model)


def _slider(keep_time: bool, model: str) -> Row:
    """Move the fade back and forth in Final A, each time run and painted at 1920×1080."""
    from pursuit_sim import load, results
    from pursuit_sim.app.commands import do
    from pursuit_sim.app.player import Player
    from pursuit_sim.app.preferences import Preferences
    from pursuit_sim.draw import scene
    from pursuit_sim.paint.painter import Painter
    from pursuit_sim.paint.pixels import opaque

    size = (1920, 1080)
    player = Player(results(load("beijing-2022-men")), "final-a", Preferences(size=size))
    do(player, "tune")
    player.seek(120.0)
    player.session.keep_time(keep_time)
    name = "pacing.fade_s" if keep_time else "rink.air_density_kgm3"
    control = player.session.control(name)
    assert control is not None
    assert player.replay is not None
    painter, surface = Painter(moving=True), opaque(*size)
    # Whoever moves a slider has the picture before their eyes.
    painter.paint(scene.frame(player.replay, 120.0, player.settings), surface)
    low, high = (0.5, 2.0) if keep_time else (1.20, 1.27)
    took = []
    for value in np.tile(np.linspace(low, high, 20), 3):
        start = time.perf_counter()
        complaint = player.session.change(control, float(value), hold=True)
        assert not complaint, complaint
        painter.paint(scene.frame(player.replay, 120.0, player.settings), surface)
        took.append((time.perf_counter() - start) * 1e3)
    return Row(
        f"slider moved, race run and painted, {model}",
        statistics.median(took),
        16.0,
        "ms",
        note=f"offscreen, 1920×1080; slowest {max(took):.0f} ms",
    )
