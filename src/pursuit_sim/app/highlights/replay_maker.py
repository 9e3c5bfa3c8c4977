"""Replays of moments, made aside one after the other while the window goes on."""

from __future__ import annotations

import contextlib
import queue
import threading
from pathlib import Path

from pursuit_sim import scenario
from pursuit_sim.app.highlights.highlight import Highlight
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.errors import PursuitError
from pursuit_sim.event import results

GONE = "is not there any more"


def made(moment: Highlight, session: TuningSession | None = None) -> tuple[Replay, TuningSession]:
    """The replay of a moment, with its ghost; and the event that it was made from.

    Parameters
    ----------
    moment : which
    session : of the event of another moment, used again if it is the same event

    Raises
    ------
    InputError
        if the event cannot be read or skated
    KeyError
        if it has no such race that can be replayed
    """
    if session is None or session.results.scenario.source != moment.source:
        session = TuningSession(results(scenario.load(scenario.named(moment.source))))
    if not session.results.race(moment.race).race.entries:
        raise KeyError(moment.race)
    session.enter(moment.race)
    session.choose_ghost(moment.ghost or "none")
    if session.replay is None:
        raise KeyError(moment.race)
    return session.replay, session


class ReplayMaker:
    """Makes replays in a thread, each once.

    Attributes
    ----------
    made : by key of a moment, its replay, or why there is none
    """

    def __init__(self) -> None:
        self.made: dict[str, Replay | str] = {}
        self._asked: set[str] = set()
        self._wanted: queue.SimpleQueue[Highlight | None] = queue.SimpleQueue()
        self._found: queue.SimpleQueue[tuple[str, Replay | str]] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def ask(self, moment: Highlight) -> None:
        """Have the replay of a moment made, unless that was asked before."""
        if moment.key in self._asked:
            return
        self._asked.add(moment.key)
        self._wanted.put(moment)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="moments", daemon=True)
            self._thread.start()

    @property
    def asked(self) -> bool:
        """Whether anything was to be made."""
        return bool(self._asked)

    def poll(self) -> bool:
        """Take the next that is made; whether there was one."""
        with contextlib.suppress(queue.Empty):
            key, found = self._found.get_nowait()
            self.made[key] = found
            return True
        return False

    def stop(self) -> None:
        """Make nothing more, and forget what was made."""
        self._stopped.set()
        self._wanted.put(None)
        # What is being made meanwhile comes into what nobody looks at any more.
        self.made, self._asked, self._thread = {}, set(), None
        self._wanted, self._found = queue.SimpleQueue(), queue.SimpleQueue()
        self._stopped = threading.Event()

    def _run(self) -> None:
        wanted, found, stopped = self._wanted, self._found, self._stopped
        session: TuningSession | None = None
        while (moment := wanted.get()) is not None and not stopped.is_set():
            try:
                replay, session = made(moment, session)
                found.put((moment.key, replay))
            except (PursuitError, KeyError, OSError, ValueError):
                name = Path(moment.source).name
                found.put((moment.key, f"{moment.race} of {name} {GONE}"))
