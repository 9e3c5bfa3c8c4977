"""A window that is given random events, sound and unsound, and what becomes of its memory.

That is read after each eighth of the events, each time in the same state: of the size, the event,
the race and the settings of the beginning, once the lab was asked about that race, with the
pictures of a second and a half of it kept and no others. What was kept of others is told apart.

Run inside `tests`: ``python -m fuzz.events --count 100000 --seed 1``.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest import mock

os.environ |= {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}

import pygame

import pursuit_sim
from fuzz.event_stream import Stream
from helpers.window_script import TICK_S, fail
from pursuit_sim.app.commands import do
from pursuit_sim.app.opening import open_event
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import Preferences
from pursuit_sim.app.save_worker import ClipRequest
from pursuit_sim.app.sound import Speaker
from pursuit_sim.app.window import Window
from pursuit_sim.cli import process
from pursuit_sim.event import Results
from pursuit_sim.on_step import OnStep
from pursuit_sim.paint.painter import Painter

_MOST_A_PICTURE = 20  # events
_FIRST_SIZE = (1280, 720)  # [px]
_FIRST = Preferences(size=_FIRST_SIZE)
# Pictures without an event before the memory is read: with the tuning panel, and of the race.
_TUNES, _PLAYS = 10, 90
_WAIT_S = 0.05  # between looks whether the lab has answered


def _asking(player: Player) -> bool:
    """Whether the lab still works, for this event or for one that was left."""
    asker = player.session.asker
    open_ = asker._asked - asker.answers.keys()
    others = {each for each in threading.enumerate() if each.name == "lab"} - {asker._thread}
    return bool(open_ or others)


def resident_mb() -> float:
    """Memory of this process [MB]; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    pages = int(statm.read_text().split()[1]) if statm.exists() else 0
    return pages * 4096 / 1e6


class Outcome:
    """What became of the window.

    Attributes
    ----------
    events : that it was given
    failures : how often it raised what, and where
    most_mb : its memory at most, at the end of a picture
    rested_mb : after each part of the events, when the window is as it was at the beginning:
        what they differ by was kept
    kept_mb : what its painter kept for coming pictures, at most
    """

    def __init__(self) -> None:
        self.events = 0
        self.failures: collections.Counter[str] = collections.Counter()
        self.most_mb = self.kept_mb = 0.0
        self.rested_mb: list[float] = []

    @property
    def flat_mb(self) -> float:
        """Within how much its memory at rest stays in the second half of the events [MB]."""
        half = self.rested_mb[len(self.rested_mb) // 2 - 1 :]  # at its beginning, and after it
        return max(half) - min(half)

    def __str__(self) -> str:
        failed = sum(self.failures.values())
        return (
            f"{self.events} events, {failed} failures, {self.rested_mb[-1]:.0f} MB at rest, "
            f"{self.most_mb:.0f} at most, {self.kept_mb:.0f} of it for the next pictures"
        )


def _as_at_first(window: Window, results: Results) -> None:
    """Let a window stand where it stood at first, with the tuning panel."""
    player = window.player
    # It keeps what came last, up to a limit or less: that is no growth, and goes. Another painter
    # would not do: the collector looks at none that was there when the window began.
    Painter.__init__(window.painter, moving=True)
    window.handle(pygame.event.Event(pygame.WINDOWSHOWN))
    if player.full_screen:
        window._switch_full_screen()
    window.keyboard.release()
    player.known.hiding, player.explainer.on = _FIRST.hiding, _FIRST.explaining
    player.palette, player.chart, player.autoplay = _FIRST.palette, "gap", False
    open_event(player, str(results.scenario.source))
    first = results.races[0].race.id
    player.show(first)
    player.choose_camera(_FIRST.camera)
    player.show(first)  # without gliding there from the camera that was chosen before
    do(player, "tune")


def _play(player: Player) -> None:
    """Close the panel and let the race begin."""
    do(player, "tune")
    player.go_on(replace(player.transport, speed=_FIRST.speed, playing=True))


def run(
    results: Results, folder: Path, count: int, seed: int, *, parts: int = 8, aloud: bool = False
) -> Outcome:
    """Give a window so many events, some a picture; what widgets post comes in between.

    After each of some parts of them its memory is read.
    """
    found = Outcome()
    player = Player(results, None, _FIRST)
    due = [count * part // parts for part in range(1, parts + 1)]
    resting = 0  # pictures

    def batch() -> Iterator[pygame.event.Event]:
        nonlocal resting
        yield from pygame.event.get()
        if due and found.events >= due[0]:
            if not resting:
                window._window = real  # the last event may have taken it away for a moment
                _as_at_first(window, results)
                yield from maker.resized(*_FIRST_SIZE)
            if resting == _TUNES and _asking(player):
                time.sleep(_WAIT_S)
                return
            if resting == _TUNES:
                _play(player)
            resting += 1
            return
        for event in itertools.islice(stream, size.randint(1, _MOST_A_PICTURE)):
            found.events += 1
            yield event

    def tick(_rate: int) -> float:
        nonlocal resting
        found.most_mb = max(found.most_mb, resident_mb())
        found.kept_mb = max(found.kept_mb, window.painter.nbytes / 1e6)
        if resting > _TUNES + _PLAYS:
            process.give_back()
            found.rested_mb.append(resident_mb())
            resting = 0
            due.pop(0)
            if aloud:
                print(found, flush=True)
        # Whoever quits here stays: a window is run once in the life of a process.
        player.closed = not due
        return TICK_S if resting else size.choice((TICK_S, TICK_S, TICK_S, 0.2, 1.5))

    def save_clip(_clip: ClipRequest, path: Path, _report: OnStep) -> Path:
        path.write_bytes(b"film")
        return path

    window = Window(
        player, Speaker(on=False), save_clip=save_clip, events=batch, tick=tick,
        folders=(folder / "pictures", folder / "clips", folder / "scenarios"),
        give_back=process.give_back, complain=fail,
    )  # fmt: skip
    size = random.Random(seed)
    maker = Stream(window, seed)
    stream = iter(maker)
    real = window._window
    with mock.patch.object(pygame.scrap, "get_text", Stream(window, seed + 1).clipboard):
        while due:
            try:
                window.run()
            except Exception:  # noqa: BLE001 - whatever it is
                found.failures[traceback.format_exc(limit=-1)] += 1
                window._window = real
                maker = Stream(window, seed + found.events)
                stream = iter(maker)
    window._window = real  # the last event may have taken it away for a moment
    window.close()
    return found


def main() -> int:
    """Run as the command line says; the status is 1 where the window raised anything."""
    parser = argparse.ArgumentParser(prog="fuzz.events", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000, help="events")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scenario", default="beijing-2022-men")
    words = parser.parse_args()
    results = pursuit_sim.results(pursuit_sim.load(words.scenario))
    with tempfile.TemporaryDirectory() as folder, process.prepared(own=True):
        process.hold_little()
        found = run(results, Path(folder), words.count, words.seed, aloud=True)
    print(f"second half: at rest flat within {found.flat_mb:.0f} MB")
    for words_, times in found.failures.most_common():
        print(f"{times} times: {words_}")
    return 1 if found.failures else 0


if __name__ == "__main__":
    sys.exit(main())
