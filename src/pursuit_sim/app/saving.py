"""Pictures and clips of what is watched, handed to the worker that writes them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pygame

from pursuit_sim import atomic_write
from pursuit_sim.app import save_worker, sending
from pursuit_sim.app.player import Player
from pursuit_sim.app.save_worker import ClipRequest, SaveClip, Worker
from pursuit_sim.app.tuning.tuned_race import problem
from pursuit_sim.draw import scene
from pursuit_sim.draw.panel import Panel
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.settings import SIZES
from pursuit_sim.draw.wording import minutes
from pursuit_sim.errors import InputError
from pursuit_sim.on_step import OnStep
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque


def grant(
    wish: str,
    player: Player,
    composed: Panel,
    painter: Painter,
    worker: Worker,
    save_clip: SaveClip | None,
    folders: tuple[Path, ...],
) -> None:
    """Save what a wish of the player asks for: a picture, a clip, or what was tuned.

    Parameters
    ----------
    wish : its name; see `commands`
    player, composed : what is watched, and what is seen of it
    painter, worker, save_clip : what makes pictures and files
    folders : of pictures, clips and scenarios
    """
    if wish == "picture":
        picture(player, composed, painter, worker, folders[0])
    elif wish == "clip":
        clip(player, save_clip, worker, folders[1])
    elif wish == "save-scenario":
        scenario(player, folders[2])
    elif wish == "save-tuned":
        tuned(player, folders[2])


def picture(
    player: Player, composed: Panel, painter: Painter, worker: Worker, folder: Path
) -> None:
    """Save what is seen, without the controls; painted at once, written aside."""
    if worker.full:
        player.say("not saved yet: others are being saved first")
        return
    if player.replay is None or player.panel == "bracket":
        stem = f"{player.results.scenario.event.name} {story.unlike(player.results)}".rstrip()
        shapes, size = composed.shapes, player.size
    else:
        size = SIZES[player.form]
        seen = replace(player.settings.bare(), size=size, form=player.form, clean=player.clean)
        shapes = scene.frame(player.replay, player.transport.time_s, seen)
        stem = f"{_race(player, player.replay)} {_stamp(player.transport.time_s)}"
    board = opaque(*size)
    painter.paint(shapes, board)
    worker.add(
        "picture",
        save_worker.safe_path(folder, stem, ".png"),
        partial(_write, board),
    )


def clip(player: Player, save_clip: SaveClip | None, worker: Worker, folder: Path) -> None:
    """Save what a clip shows now, at the speed of watching but no faster than life."""
    if player.replay is None or save_clip is None:
        player.say("there is no race to save" if save_clip else "no clips from here")
        return
    if worker.full:
        player.say("not saved yet: others are being saved first")
        return
    transport = player.transport
    start, end = sending.span(player)
    wanted = ClipRequest(
        player.replay,
        start,
        end,
        replace(
            player.settings,
            size=SIZES[player.form],
            form=player.form,
            clean=player.clean,
            speed=min(player.finale.speed(transport), 1.0),
        ),
    )
    stem = f"{_race(player, player.replay)} {_stamp(start)} to {_stamp(end)}"
    path = save_worker.safe_path(folder, stem, ".mp4")
    worker.add("clip", path, partial(save_clip, wanted))
    player.say(f"it goes into {path.parent}")  # it takes long enough to look there


def scenario(player: Player, folder: Path, race_id: str = "") -> None:
    """Save a tuned race, by default the one that is shown, as a scenario file.

    At once, since it is short: it need not wait for a clip, and is not lost if one quits then.
    """
    if player.replay is None:
        player.say("there is no race to save")
        return
    session, race_id = player.session, race_id or player.race_id
    try:
        text = session.scenario_text(race_id)
    except InputError as error:
        player.say(problem(error))
        return
    path = save_worker.safe_path(folder, f"{race_id} tuned", ".toml")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        written = atomic_write.write_new(path, partial(_write_text, text))
    except OSError as error:
        player.say(save_worker.not_saved("scenario", path, error))
        return
    session.saved(race_id)
    player.say(save_worker.done(written))


def tuned(player: Player, folder: Path) -> None:
    """Save every tuned race that no file holds yet."""
    for race_id in player.session.unsaved:
        scenario(player, folder, race_id)


def _race(player: Player, replay: Replay) -> str:
    """What files are called after: events have races of the same names, and some are changed."""
    event = player.results.scenario.event
    return f"{event.name} {event.sex} {player.race_id} {replay.context.unlike}".rstrip()


def _stamp(time_s: float) -> str:
    """A moment as part of a file's name: 161.37 as "2m41s"."""
    return minutes(time_s).replace(":", "m") + "s"


def _write(board: pygame.Surface, path: Path, _report: OnStep) -> Path:
    return atomic_write.write_new(path, partial(pygame.image.save, board))


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
