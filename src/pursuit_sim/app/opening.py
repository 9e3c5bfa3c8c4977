"""Opening another event in the window: a bundled one, or a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from pursuit_sim import resources, scenario
from pursuit_sim.app.event_shelf import GONE, told
from pursuit_sim.app.highlights.highlight import OWN, Highlight
from pursuit_sim.app.highlights.highlight_shelf import LEAD_IN_S
from pursuit_sim.app.known_results import absolute, as_in_source
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import camera_for
from pursuit_sim.app.tuning import ghost_choice
from pursuit_sim.draw.scenes import registry
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.scenario.file_tables import SUFFIXES

_LONG_S = 8.0  # [s] that it is said why something cannot be opened


def open_event(player: Player, source: str, model: str = "") -> bool:
    """Show another event; where that cannot be, it is said why, and what is shown stays.

    Parameters
    ----------
    player : what is watched
    source : bundled name, or path of a file
    model : that runs it; empty: the one that ran what is shown

    Returns
    -------
    whether it is shown
    """
    name = Path(source).name
    try:
        found = results(scenario.load(scenario.named(source)), model or player.results.model)
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


def has_moment(player: Player, moment: Highlight) -> bool:
    """Whether what is shown has a moment as its card shows it: of the race as its source has it."""
    watched = player.results
    return (
        absolute(watched.scenario.source) == moment.source
        and as_in_source(watched)
        and not player.session.tuned(moment.race)
    )


def open_moment(player: Player, key: str) -> bool:
    """Play a moment, by its key, from just before it, through a camera of its own.

    Says whether it is shown.
    """
    moment = player.shelf.moments.named(key)
    if moment is None:
        return False
    if not has_moment(player, moment) and not open_event(player, moment.source, "kinematic"):
        return False
    try:
        player.show(moment.race, playing=True)
    except KeyError:
        player.say(f"there is no race {moment.race} in {Path(moment.source).name} any more")
        return True
    if player.race_id != moment.race:
        return True  # it cannot be replayed, and that is said
    player.tune(lambda session: session.choose_ghost(moment.ghost or ghost_choice.AUTO))
    player.seek(moment.time_s - LEAD_IN_S)
    camera = moment.camera_of(registry.names(player.codes))
    if moment.kind == OWN:
        camera = camera_for(moment.camera, player.codes)
    if camera:
        player.choose_camera(camera)
    return True


OPENS: Mapping[str, Callable[[Player, str], bool]] = MappingProxyType(
    {"open": open_event, "moment": open_moment}  # wishes, and who grants them
)
