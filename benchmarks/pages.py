"""Pages: what they weigh, how long a browser draws a picture, and what an hour leaves behind."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.row import Row
from pursuit_sim.export.page.document import page

EVENT, RACE = "beijing-2022-men", "final-a"
RACE_KB, EVENT_KB = 250.0, 400.0
FRAME_MS, READY_MS = 6.0, 500.0
CAMERAS = ("overview", "follow:NOR", "head-to-head", "split")
PLAYED_MS = 3000
# An hour at 16 times, in pictures a quarter of a second apart, the longest step that a page makes.
HOUR_S, STEP_S, PARTS = 3600.0, 0.25, 36
GROWN_MB = 1.0
PLAY = """async ({ pictures, step }) => {
  player.setSpeed(16);
  for (let k = 0; k < pictures; k++) {
    if (!player.playing) player.play();
    player.stamp = (player.stamp ?? 0) + 1000 * step;
    player.last = player.stamp - 1000 * step;
    player.run(player.stamp);
    if (k % 20 === 0) await new Promise(requestAnimationFrame);
  }
}"""


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
        yield from _hour(seen)
        browser.close()


def _hour(seen: Any) -> Iterator[Row]:
    """What a page holds after an hour of playing, beyond what it holds once it has warmed up."""
    tools = seen.context.new_cdp_session(seen)
    tools.send("Performance.enable")
    # Small, since what is held does not depend on the size, and how long an hour takes does.
    seen.set_viewport_size({"width": 240, "height": 160})
    seen.evaluate("player.look('overview')")
    pictures = round(HOUR_S / STEP_S / PARTS)
    held = []
    for _ in range(PARTS):
        seen.evaluate(PLAY, {"pictures": pictures, "step": STEP_S})
        tools.send("HeapProfiler.collectGarbage")
        told = tools.send("Performance.getMetrics")["metrics"]
        held.append({each["name"]: each["value"] for each in told})
    first, last = held[1], held[-1]
    # Medians, since a collection leaves more or less behind.
    early, late = (
        median(each["JSHeapUsedSize"] for each in some) for some in (held[1:6], held[-5:])
    )
    grown = (late - early) / 1e6
    more = {name: round(last[name] - first[name]) for name in ("Nodes", "JSEventListeners")}
    yield Row(
        "page, memory gained in an hour at 16×",
        grown,
        GROWN_MB,
        "MB",
        note=f"of {late / 1e6:.1f} MB; {more['Nodes']} elements and "
        f"{more['JSEventListeners']} listeners more",
    )
