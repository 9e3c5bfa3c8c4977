"""Questions that the window asks the lab, and what becomes of them when it goes on."""

from __future__ import annotations

from threading import Event

import pytest

import pursuit_sim
from pursuit_sim.app.tuning.lab_questions import Asker
from pursuit_sim.errors import InputError
from pursuit_sim.on_step import OnStep
from pursuit_sim.scenario.race import Race


def test_for_who_has_left_work_ends_at_its_next_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    race = pursuit_sim.load("beijing-2022-men").races["sf-1"]
    asked: list[str] = []
    finished: list[str] = []
    begun, go_on = Event(), Event()

    def compare(race: Race, team: str, *, on_step: OnStep) -> None:
        asked.append(team)
        begun.set()
        go_on.wait(10)
        on_step(1, 2)
        finished.append(team)
        raise InputError.single(race.id, "", "nobody knows", "ask again")

    monkeypatch.setattr("pursuit_sim.lab.compare.compare", compare)
    asker = Asker()
    asker.ask(race, "NED")
    asker.ask(race, "NOR")
    assert begun.wait(10)
    asker.stop()
    go_on.set()
    assert asker._thread is not None
    asker._thread.join(10)
    assert not asker._thread.is_alive()
    assert asked == ["NED"]
    assert not finished


def test_the_lab_works_on_one_question_at_a_time_whoever_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Memory is that of one, however fast somebody goes from event to event."""
    race = pursuit_sim.load("beijing-2022-men").races["sf-1"]
    told: list[str] = []
    begun, go_on, answered = Event(), Event(), Event()

    def compare(race: Race, team: str, *, on_step: OnStep) -> None:
        told.append(f"{team} begins")
        if team == "NED":
            begun.set()
            go_on.wait(10)
            told.append("NED goes on")
            on_step(1, 2)
        answered.set()
        raise InputError.single(race.id, "", "nobody knows", "ask again")

    monkeypatch.setattr("pursuit_sim.lab.compare.compare", compare)
    left, stays = Asker(), Asker()
    left.ask(race, "NED")
    assert begun.wait(10)
    left.stop()
    stays.ask(race, "NOR")
    assert not answered.wait(0.1)
    go_on.set()
    assert answered.wait(10)
    assert told == ["NED begins", "NED goes on", "NOR begins"]
    stays.stop()
