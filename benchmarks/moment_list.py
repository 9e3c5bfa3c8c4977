"""How soon the list of events shows its moments, and what a picture of it costs."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator

from benchmarks.row import Row

SIZE = (1920, 1080)
PICTURES = 120
PATIENCE_S = 20.0  # [s]
_REST_S = 1 / 60  # [s] between pictures


def rows() -> Iterator[Row]:
    """The first moment that is seen, and pictures while they come and while one moves."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
    import pursuit_sim
    from pursuit_sim.app.commands import do
    from pursuit_sim.app.player import Player
    from pursuit_sim.app.preferences import Preferences
    from pursuit_sim.app.sound import Speaker
    from pursuit_sim.app.window import Window

    event = pursuit_sim.results(pursuit_sim.load("beijing-2022-men"))
    player = Player(event, "final-a", Preferences(size=SIZE, sound=False))
    window = Window(player, Speaker(on=False))
    shelf = player.shelf.moments
    listed = [each for _, group in shelf.groups() for each in group]

    def picture() -> float:
        begun = time.thread_time()
        window.advance(_REST_S)
        window.draw()
        return time.thread_time() - begun

    picture()
    begun = time.perf_counter()
    do(player, "events")
    first, coming = 0.0, []
    while time.perf_counter() - begun < PATIENCE_S:
        coming.append(picture())
        made = sum(shelf.replay(each) is not None for each in listed)
        first = first or (time.perf_counter() - begun if made else 0.0)
        if made == len(listed):
            break
        time.sleep(_REST_S)
    yield Row("first moment seen in the list of events", first, 1.0, "s")
    yield Row("list of events opened", 1000 * coming[0], 50.0, "ms", note="its own CPU time")
    longest = 1000 * max(coming[1:])
    yield Row("longest picture while moments come", longest, 16.0, "ms", note="likewise")
    player.chosen = f"moment={listed[0].key}"
    moving = 1000 * statistics.median(picture() for _ in range(PICTURES))
    yield Row("picture of the list while a moment moves", moving, 16.0, "ms", note="likewise")
    window.close()
