"""Pages: what they weigh, and how long a browser draws a picture."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from benchmarks.row import Row
from pursuit_sim.export.page.document import page

EVENT, RACE = "beijing-2022-men", "final-a"
RACE_KB, EVENT_KB = 250.0, 400.0
FRAME_MS, READY_MS = 6.0, 500.0
CAMERAS = ("overview", "follow:NOR", "head-to-head", "split")
PLAYED_MS = 3000


def rows() -> Iterator[Row]:
    """Sizes; and times where there is a browser."""
    race = page(EVENT, [RACE])
    yield Row("page of a race", len(race.html.encode()) / 1000, RACE_KB, "kB")
    yield Row("page of ten races", len(page(EVENT).html.encode()) / 1000, EVENT_KB, "kB")
    chromium = shutil.which("chromium")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        return
    api = import_module("playwright.sync_api")
    with tempfile.TemporaryDirectory() as folder, api.sync_playwright() as started:
        path = Path(folder) / "race.html"
        race.save(path)
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        seen = browser.new_page(viewport={"width": 1280, "height": 720})
        seen.goto(path.as_uri())
        seen.wait_for_selector("html[data-ready]")
        ready = seen.evaluate("player.opened")
        yield Row("page, from opening to the player", ready, READY_MS, "ms")
        for camera in CAMERAS:
            seen.evaluate(
                "c => { player.look(c); player.seek(70); player.spent.length = 0; }", camera
            )
            seen.evaluate("player.playing || player.play()")
            seen.wait_for_timeout(PLAYED_MS)
            spent = sorted(seen.evaluate("player.spent"))
            yield Row(
                f"page, a picture by {camera}, 1280×720",
                spent[len(spent) // 2],
                FRAME_MS,
                "ms",
                note=f"99 % in {spent[int(0.99 * len(spent))]:.1f} ms; its own script alone",
            )
        browser.close()
