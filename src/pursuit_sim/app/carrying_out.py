"""Carrying out what the viewer wants: what cannot be done is told, and the window goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pygame

from pursuit_sim.app import screen
from pursuit_sim.app.player import Player
from pursuit_sim.app.tuning.tuned_race import problem
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import cut, message

TOLD_S = 9.0  # [s] that it is said what could not be done
_LONGEST_WHY = 160  # [characters] of an error that nobody expected


def to_stderr(line: str) -> None:
    """A line for the user, beside the window."""
    sys.stderr.write(f"{message(f'pursuit-sim: {line}')}\n")


def carry_out(
    player: Player,
    complain: Callable[[str], None],
    wanted: str,
    act: Callable[..., object],
    *given: object,
) -> None:
    """Do something; where that fails, say what was not done, and why.

    Parameters
    ----------
    player : what is watched; it is told
    complain : takes a line too where the program itself is at fault, to be reported
    wanted : what is done, for people
    act : does it, with what is given
    """
    try:
        act(*given)
    except InputError as error:
        player.say(f"{wanted}: not done: {problem(error)}", TOLD_S)
    except OSError as error:
        player.say(f"{wanted}: not done: {error.strerror or error}", TOLD_S)
    except Exception as error:  # noqa: BLE001 - a race that is watched, or tuned, is not to be lost
        line = message(f"{wanted}: not done, by a fault of the program: {_where(error)}")
        if player.notice != line:  # what goes on failing is told once
            complain(line)
        player.say(line, TOLD_S)


def named(event: pygame.event.Event) -> str:
    """What an event of the window is, for people."""
    if event.type == pygame.KEYDOWN:
        return screen.chord(event)
    if event.type == pygame.DROPFILE:
        return Path(str(event.file)).name
    if event.type in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        return "click"
    return pygame.event.event_name(event.type)


def _where(error: Exception) -> str:
    """The error, and the line of the program that it comes from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    at = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return f"{cut(f'{type(error).__name__}: {error}', _LONGEST_WHY)}{at}"
