"""How what the menu sheet offers stands now, in words."""

from __future__ import annotations

from pursuit_sim.app import sending
from pursuit_sim.app.player import Player
from pursuit_sim.draw import wording
from pursuit_sim.draw.graphics import charts
from pursuit_sim.draw.look.theme import Palette
from pursuit_sim.draw.scenes import registry

_FEW = 2  # races that are named
HIDDEN = {True: "hidden", False: "shown"}
SWITCHED = {True: "on", False: "off"}
COLOURS: dict[Palette, str] = {"standard": "the teams' own", "colour-blind": "for every eye"}


def states(player: Player) -> dict[str, str]:
    """By the name of an action, what it changes and how that is now."""
    transport, replay = player.transport, player.replay
    found = {
        "faster": f"faster; now {wording.speed(transport.speed)}",
        "palette": f"colours: {COLOURS[player.palette]}",
        "full-screen": f"full screen: {SWITCHED[player.full_screen]}",
        "sound": f"sound: {SWITCHED[player.sound]}",
        "autoplay": f"go on with the round: {SWITCHED[player.autoplay]}",
        "results": f"results of races not watched: {HIDDEN[player.known.hiding]}",
        "explaining": f"explain what is new: {SWITCHED[player.explainer.on]}",
    }
    if replay is None:
        return found
    session = player.session
    ghost = replay.ghost.label if replay.ghost is not None else "none"
    found |= {
        "camera-menu": f"camera: {registry.label(player.camera, player.codes)} …",
        "chart": f"chart: {charts.instead(replay, player.chart)}",
        "ghost-menu": f"ghost: {ghost} …",
        "clip": f"save a clip: {sending.shown(player, brief=True)}",
        "tune": f"tuning panel: {'open' if session.open and not player.hiding else 'closed'}",
        "keep-or-free": f"keep the official time: {SWITCHED[session.tuning.now.keep_time]}",
        "other-team": f"team to tune: {session.entry.team.code}",
    }
    if transport.loop_from_s is not None:
        found["loop-from"] = f"loop from here; now {wording.clock(transport.loop_from_s)}"
    if transport.loop_to_s is not None:
        found["loop-to"] = f"loop to here; now {wording.clock(transport.loop_to_s)}"
    return found


def losses(player: Player, busy: str) -> tuple[tuple[str, ...], bool]:
    """What quitting would lose, in lines, and whether some of it can be saved yet.

    Parameters
    ----------
    player : what is watched
    busy : what is being saved, or empty
    """
    lines = [f"{busy.removesuffix('…').strip()}: quitting would stop it"] if busy else []
    unsaved = player.session.unsaved
    if unsaved:
        names = [player.results.race(race_id).race.name for race_id in unsaved]
        where = " and ".join(names) if len(names) <= _FEW else f"{len(names)} races"
        lines.append(f"what you tuned in {where} is not saved")
    return tuple(lines), bool(unsaved)
