"""Questions for the lab, answered aside while the window goes on."""

from __future__ import annotations

import contextlib
import queue
import threading

from pursuit_sim.errors import InputError
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.scenario.race import Race

Answer = Comparison | str  # or why there is none

_WORKING = threading.Lock()  # a question of an event that was left ends before the next begins


class _StoppedError(Exception):
    """Nobody wants the answer any more."""


class Asker:
    """Compares formations of teams, one after the other, each once.

    Attributes
    ----------
    answers : by race id and team
    """

    def __init__(self) -> None:
        self.answers: dict[tuple[str, str], Answer] = {}
        self._asked: set[tuple[str, str]] = set()
        self._questions: queue.SimpleQueue[tuple[Race, str] | None] = queue.SimpleQueue()
        self._found: queue.SimpleQueue[tuple[tuple[str, str], Answer]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._stopped = False

    def ask(self, race: Race, team: str) -> None:
        """Have a team's formations compared, unless that was asked before."""
        key = (race.id, team)
        if key in self._asked or key in self.answers:
            return
        self._asked.add(key)
        self._questions.put((race, team))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="lab", daemon=True)
            self._thread.start()

    def poll(self) -> bool:
        """Take what has been answered; whether there was anything."""
        new = False
        with contextlib.suppress(queue.Empty):
            while True:
                key, answer = self._found.get_nowait()
                self.answers[key] = answer
                new = True
        return new

    def stop(self) -> None:
        """Answer nothing more; work on an answer ends at its next step."""
        self._stopped = True
        with contextlib.suppress(queue.Empty):
            while True:
                self._questions.get_nowait()
        self._questions.put(None)

    def _run(self) -> None:
        from pursuit_sim.lab.compare import compare

        while (question := self._questions.get()) is not None:
            race, team = question
            try:
                with _WORKING:
                    self._go_on(0, 1)
                    answer: Answer = compare(race, team, on_step=self._go_on)
            except InputError as error:
                answer = error.faults[0].problem
            except _StoppedError:
                return
            self._found.put(((race.id, team), answer))

    def _go_on(self, _done: int, _steps: int) -> None:
        if self._stopped:
            raise _StoppedError
