"""A guest in somebody else's process: whatever is called, the process stays as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole

# Written by somebody who has everything set differently, and runs in a process of its own.
HOST = """
import gc, json, locale, os, random, signal, sys, threading, time, warnings
from pathlib import Path

import av, click, matplotlib as mpl, numpy as np, pydantic, pygame, pygame_gui, rich
from matplotlib import figure, font_manager

gc.set_threshold(600, 7, 9)
gc.disable()
sys.setswitchinterval(0.01)
np.seterr(divide="raise")
mpl.rcParams["font.size"] = 20.0
warnings.filterwarnings("ignore", "nothing that is ever said")
signal.signal(signal.SIGTERM, lambda *_: None)
if "frozen" in sys.argv:
    gc.freeze()


def state():
    tasks = Path("/proc/self/task")
    threads = [int(each.name) for each in tasks.iterdir()] if tasks.exists() else [0]
    return {
        "garbage": [gc.isenabled(), gc.get_threshold(), gc.get_debug(), gc.callbacks[:]],
        "frozen": gc.get_freeze_count() > 0,
        "switch interval": sys.getswitchinterval(),
        "recursion": sys.getrecursionlimit(),
        "environment": dict(os.environ),
        "niceness": sorted({os.getpriority(os.PRIO_PROCESS, each) for each in threads}),
        "threads": sorted(each.name for each in threading.enumerate()),
        "folder": os.getcwd(),
        "path": sys.path[:],
        "locale": locale.setlocale(locale.LC_ALL),
        "plots": sorted(map(repr, dict.items(mpl.rcParams))),
        "plot fonts": list(map(repr, font_manager.fontManager.ttflist)),
        "pyplot": "matplotlib.pyplot" in sys.modules,
        "floats": np.geterr(),
        "print": repr(np.get_printoptions()),
        "random": [repr(random.getstate()), repr(np.random.get_state())],
        "signals": {each.name: repr(signal.getsignal(each)) for each in signal.valid_signals()
                    if hasattr(each, "name")},
        "warnings": list(map(repr, warnings.filters)),
        "hooks": [repr(sys.excepthook), repr(threading.excepthook), repr(sys.displayhook)],
        "streams": [[id(each), each.encoding, each.errors] for each in (sys.stdout, sys.stderr)],
        "pygame": [pygame.display.get_init(), pygame.mixer.get_init(), pygame.joystick.get_init()],
    }


def library():
    import pursuit_sim
    from pursuit_sim.draw.settings import Settings
    from pursuit_sim.export.pictures import render
    from pursuit_sim.export.plots import plotting
    from pursuit_sim.lab.compare import compare

    scenario = pursuit_sim.load("beijing-2022-men")
    race = scenario.races["final-a"]
    yield "simulate", lambda: pursuit_sim.simulate(race)
    yield "simulate power", lambda: pursuit_sim.simulate(race, "power")
    yield "results", lambda: pursuit_sim.results(scenario)
    yield "compare", lambda: compare(race, "ROC", draws_count=10)
    yield "plot", lambda: plotting.race(pursuit_sim.simulate(race), Path("race.svg"))
    shown = render.replay(scenario, "final-a")
    seen = Settings(size=(320, 180))
    yield "picture", lambda: render.picture(shown, Path("race.png"), 60.0, seen)
    yield "film", lambda: render.film(shown, Path("race.mp4"), 60.0, 61.0, seen)


def window():
    import pursuit_sim
    from pursuit_sim.app.player import Player
    from pursuit_sim.app.sound import Speaker
    from pursuit_sim.app.window import Window

    player = Player(pursuit_sim.results(pursuit_sim.load("two-teams")), None)
    quits = [pygame.event.Event(pygame.QUIT)]

    def watch():
        shown = Window(player, Speaker(on=False), events=lambda: quits)
        shown.run()
        shown.close()

    yield "watch", watch


def commands():
    from pursuit_sim.cli import main

    for words in (
        ["--help"],
        ["run", "beijing-2022-men"],
        ["run", "no-such-scenario"],
        ["no-such-command"],
        ["plot", "two-teams", "-o", "race.png"],
        ["render", "two-teams", "-o", "race.png", "--size", "320x180"],
        ["render", "two-teams", "-o", "race.mp4", "--size", "320x180", "--from", "60",
         "--to", "61"],
    ):
        yield " ".join(words), lambda words=words: main(words)


found = {}
before = state()
for name, call in {"library": library, "window": window, "commands": commands}[sys.argv[1]]():
    call()
    after, deadline = state(), time.monotonic() + 5
    while after["niceness"] != before["niceness"] and time.monotonic() < deadline:
        time.sleep(0.01)  # threads that have ended may be listed a little longer
        after = state()
    found[name] = [each for each in before if before[each] != after[each]]
Path("found.json").write_text(json.dumps(found))
"""


def changed_by(what: str, folder: Path, *more: str) -> dict[str, list[str]]:
    """What of the process each call changed."""
    plain = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "MPLBACKEND": "svg"}
    done = subprocess.run(
        [sys.executable, "-c", HOST, what, *more],
        capture_output=True,
        text=True,
        encoding="latin-1",
        cwd=folder,
        env={**os.environ, **plain},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads((folder / "found.json").read_text())
    assert found
    return found


@pytest.mark.parametrize("what", ["library", "window", "commands"])
def test_the_process_stays_as_it_was(what: str, tmp_path: Path) -> None:
    for module in ("matplotlib", "av"):
        pytest.importorskip(module)
    found = changed_by(what, tmp_path)
    assert not {name: changed for name, changed in found.items() if changed}
    made = {each.name for each in tmp_path.iterdir()}
    assert what == "window" or "race.mp4" in made


@pytest.mark.parametrize("what", ["window", pytest.param("commands", marks=pytest.mark.slow)])
def test_what_the_process_had_frozen_stays_so(what: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    pytest.importorskip("av")
    found = changed_by(what, tmp_path, "frozen")
    assert not {name: changed for name, changed in found.items() if "frozen" in changed}
