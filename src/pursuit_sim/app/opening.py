"""Opening another event in the window: a bundled one, or a file."""

from __future__ import annotations

from pathlib import Path

from pursuit_sim import resources, scenario
from pursuit_sim.app.event_shelf import GONE, told
from pursuit_sim.app.player import Player
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.scenario.file_tables import SUFFIXES

_LONG_S = 8.0  # [s] that it is said why something cannot be opened


def open_event(player: Player, source: str) -> bool:
    """Show another event; where that cannot be, it is said why, and what is shown stays.

    Parameters
    ----------
    player : what is watched
    source : bundled name, or path of a file

    Returns
    -------
    whether it is shown
    """
    name = Path(source).name
    try:
        found = results(scenario.load(source), player.results.model)
    except InputError as error:
        why = told(error)
        if source in resources.scenarios():
            pass
        elif not _there(source):
            why = GONE
        elif Path(source).suffix.lower() not in SUFFIXES:
            why = "no scenario file (.toml); of a file with results `pursuit-sim import` makes one"
        player.say(f"{name} cannot be opened: {why}", _LONG_S)
        return False
    player.enter_event(found)
    player.shelf.opened(source)
    return True


def _there(source: str) -> bool:
    try:
        return Path(source).exists()
    except (OSError, ValueError):
        return False
