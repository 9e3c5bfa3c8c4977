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
# The least of a few times: a picture that takes long only now and then waited for the machine.
MOMENTS = """async () => {
  const times = Array.from({ length: 100 }, (_, k) => (k * player.race.duration) / 100);
  const least = times.map(() => Infinity);
  for (let round = 0; round < 5; round++) {
    for (let k = 0; k < times.length; k++) {
      player.seek(times[k]);
      await new Promise(requestAnimationFrame);
      least[k] = Math.min(least[k], player.spent.at(-1));
    }
  }
  return Math.max(...least);
}"""
# An hour at 16 times, in pictures a quarter of a second apart, the longest step that a page makes.
HOUR_S, STEP_S, PARTS = 3600.0, 0.25, 18
GROWN_MB = 1.0
# The page's own pictures, at a time that runs as fast as they are drawn.
OWN_CLOCK = """
window.due = [];
window.shown = requestAnimationFrame.bind(window);
window.requestAnimationFrame = (act) => due.push(act);
window.stamp = 1;
"""
PLAY = """async ({ pictures, step }) => {
  player.setSpeed(16);
  for (let k = 0; k < pictures; k++) {
    if (!player.playing) {
      if (player.time > 0) player.nextRace(1);
      player.play();
    }
    stamp += 1000 * step;
    for (const act of due.splice(0)) act(stamp);
    if (k % 20 === 0) await new Promise(shown);
  }
}"""


def rows() -> Iterator[Row]:
    """Sizes; and times where there is a browser."""
    race = page(EVENT, [RACE])
    yield Row("page of a race", len(race.html.encode()) / 1000, RACE_KB, "kB")
    event = page(EVENT)
    yield Row("page of ten races", len(event.html.encode()) / 1000, EVENT_KB, "kB")
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
            seen.evaluate("player.pause()")
            slowest = seen.evaluate(MOMENTS)
            yield Row(
                f"page, a picture by {camera}, 1280×720",
                spent[len(spent) // 2],
                FRAME_MS,
                "ms",
                note=f"99 % in {spent[int(0.99 * len(spent))]:.1f} ms; of 100 moments none needs "
                f"more than {slowest:.1f} ms; its own script alone",
            )
        all_races = Path(folder) / "event.html"
        event.save(all_races)
        yield from _hour(browser, all_races.as_uri())
        browser.close()


def _hour(browser: Any, address: str) -> Iterator[Row]:
    """What a page holds after an hour of one race after another, beyond what it held when warm."""
    # Small, since what is held does not depend on the size, and how long an hour takes does.
    seen = browser.new_page(viewport={"width": 240, "height": 160})
    seen.add_init_script(OWN_CLOCK)
    seen.goto(address)
    seen.wait_for_selector("html[data-ready]")
    tools = seen.context.new_cdp_session(seen)
    tools.send("Performance.enable")
    pictures = round(HOUR_S / STEP_S / PARTS)
    held = []
    for _ in range(PARTS):
        seen.evaluate(PLAY, {"pictures": pictures, "step": STEP_S})
        tools.send("HeapProfiler.collectGarbage")
        told = tools.send("Performance.getMetrics")["metrics"]
        held.append({each["name"]: each["value"] for each in told})
    # Elements come and go with the race that is shown: of each third the most that there were.
    third = PARTS // 3
    early, middle, late = (held[k * third : (k + 1) * third] for k in range(3))
    most = [
        tuple(max(round(each[name]) for each in some) for name in ("Nodes", "JSEventListeners"))
        for some in (early, middle, late)
    ]
    # Medians, since a collection leaves more or less behind.
    size = [median(each["JSHeapUsedSize"] for each in some) / 1e6 for some in (early, middle, late)]
    yield Row(
        "page, memory gained in an hour at 16×",
        size[2] - size[0],
        GROWN_MB,
        "MB",
        note=" → ".join(f"{each:.2f}" for each in size)
        + " MB; elements "
        + " → ".join(str(nodes) for nodes, _ in most)
        + ", listeners "
        + " → ".join(str(listeners) for _, listeners in most),
    )
