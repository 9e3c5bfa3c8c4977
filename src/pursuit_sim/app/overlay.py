"""The whole picture of the window: the scene, and what lies over it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pursuit_sim.app import (
    dialogs,
    events_menu,
    hidden_records,
    menu,
    menu_status,
    sending,
    tips,
    words_sheet,
)
from pursuit_sim.app import help as help_sheet
from pursuit_sim.app.dialogs import Choice
from pursuit_sim.app.finale import STRIP
from pursuit_sim.app.highlights.highlight_cards import MOMENT
from pursuit_sim.app.panel_names import READ
from pursuit_sim.app.player import Player
from pursuit_sim.app.transport import SPEEDS
from pursuit_sim.app.tuning import ghost_choice
from pursuit_sim.draw import panel, scene, wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics.frame_context import layout_of
from pursuit_sim.draw.panel import Hits, Panel, Pointer
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.shapes import Frame, Shape

_MENUS = (
    "camera",
    "ghost",
    "ghosts",
    "records",
    "speed",
    sending.PICTURE,
    sending.CLIP,
)  # panels that leave the bar alone
_AFTER_KEYS = {0.5: "1", 1.0: "2", 2.0: "3", 4.0: "4"}  # the speeds that have keys


def compose(player: Player, pointer: Pointer, busy: str = "", part: float = 0.0) -> Panel:
    """Everything to be painted, and everything that can be clicked.

    Parameters
    ----------
    player : what is watched and how
    pointer : mouse and keyboard
    busy : what is being saved, or empty
    part : how much of that is done, 0 … 1
    """
    settings = player.settings
    size = settings.size
    replay = player.replay
    shapes: list[Shape] = []
    hits: Hits = ()
    bottom, bar = float(size[1]), None
    if replay is None or player.choosing:
        behind = replay.race.name if replay is not None else ""
        if player.chooser == "events":
            over = events_menu.menu(player.shelf, size, pointer, settings.palette)
        else:
            hidden = player.known.hidden(player.results)
            over = menu.bracket(
                player.results, size, settings.palette, pointer, behind,
                hidden=hidden, hiding=player.known.hiding,
            )  # fmt: skip
        shapes += over.shapes
        hits = over.hits
    else:
        shown = settings
        if not player.panel:
            shown = replace(settings, hover=pointer.at, pressed=pointer.pressed)
        shapes += scene.frame(replay, player.transport.time_s, shown)
        hits = tuple(reversed(scene.hits(replay, settings).items()))
        layout = layout_of(replay, settings)
        bar = layout.title
        if layout.bar is not None:
            bottom = layout.bar.y
        if player.aim.moved and not player.panel:
            corner = scene.corner(replay, settings, over=player.over)
            whole = dialogs.whole_view(corner, pointer, size)
            shapes += whole.shapes
            hits = (*whole.hits, *hits)
        if player.over and not player.panel:
            following = story.following(player.results, player.race_id)
            after = dialogs.after_race(
                size, scene.offer(replay, settings), following, pointer,
                strip=settings.camera == STRIP,
            )  # fmt: skip
            shapes += after.shapes
            hits = (*after.hits, *hits)
        if player.explainer.told and not player.panel and not player.notice:
            shown_now = replay, player.transport.time_s, settings
            told = player.explainer.drawn(shown_now)
            shapes += scene.explanation(*shown_now, told, shapes) if told is not None else ()
            hits = (("understood", layout.title), *hits)
    if not player.panel and pointer.at is not None:
        seen = player.seen() if not (player.choosing or pointer.rests) else None
        named = scene.named(*seen, pointer.at) if seen is not None else None
        shapes += tips.shapes(hits, pointer.at, size, named)
    opened = _opened(player, dict(hits), busy, pointer)
    shapes += opened.shapes
    over_bar: Hits = ()
    if opened.hits and player.panel in _MENUS:
        over_bar = tuple(each for each in hits if each[0] != "timeline" and each[1].y >= bottom)
    words = player.notice or (player.explainer.words if not player.panel else "")
    if busy and not words and bar is not None and replay is not None:
        beside = dialogs.busy_width(size, busy)
        rest = bar._replace(x=bar.x + beside, width=bar.width - beside)
        shapes += scene.title(replay, player.transport.time_s, settings, rest)
    if busy or words:
        shapes += dialogs.notice(size, bar, words, busy, part)
    ground = opened.hits[-1:]  # beside a menu the bar's buttons still are buttons
    return Panel(tuple(shapes), (*opened.hits[:-1], *over_bar, *ground, *hits))


def coming(player: Player) -> Frame:
    """What a race that is played will show after a cut that is near; else nothing."""
    if player.replay is None or not player.transport.playing:
        return ()
    return scene.coming(player.replay, player.transport.time_s, player.settings)


def depends_on(player: Player) -> tuple[object, ...]:
    """All that `compose` makes a picture of, besides mouse and window: while it is the same, so
    is the picture.
    """
    session, cursor = player.session, player.session.cursor
    return (
        player.full_screen, player.sound, player.autoplay, player.transport, player.settings,
        player.panel, player.notice, player.replay, player.tuning, session.side, cursor.row,
        cursor.unfolded, session.problem, len(session.asker.answers),
        player.panel == "quit" and session.unsaved,
        player.shelf.state if player.chooser == "events" else None,
        player.known.hiding, player.explainer.on, player.explainer.told, player.form, player.clean,
    )  # fmt: skip


def point(player: Player, hits: Hits, pointer: Pointer) -> None:
    """Have the picture of the moment move that is pointed at."""
    name = ""
    if player.panel == "events":
        name = player.chosen or (panel.hit(hits, pointer.at) if pointer.at else "")
    head, _, key = name.partition("=")
    player.shelf.moments.point(key if f"{head}=" == MOMENT else "")


def _opened(player: Player, areas: dict[str, Box], busy: str, pointer: Pointer) -> Panel:
    """The panel that is open over the picture, if one is."""
    settings = player.settings
    size = settings.size
    corner = Box(size[0], size[1], 0, 0)
    if player.panel == "help":
        return help_sheet.sheet(size, pointer, menu_status.states(player))
    if player.panel == READ:
        return words_sheet.sheet(size, pointer)
    if player.panel == "quit":
        return dialogs.question(size, *menu_status.losses(player, busy), pointer)
    if player.panel == "leaving":
        lost, savable = menu_status.losses(player, "")
        return dialogs.question(size, lost, savable, pointer, leaving=True)
    if player.panel == "camera":
        codes = player.codes
        listed = [
            Choice(
                f"camera={name}", registry.told(name, codes),
                "W" if name == STRIP else dialogs.LINE_KEYS[i : i + 1],
                name == settings.camera,
            )
            for i, name in enumerate(registry.names(codes))
        ]  # fmt: skip
        listed.append(Choice("ghost-menu", "ghost …", "G"))
        return dialogs.choices(size, areas.get("camera-menu", corner), listed, pointer)
    if player.panel in (sending.PICTURE, sending.CLIP):
        anchor = areas.get("clip", areas.get("camera-menu", corner))
        heading = f"clip of {sending.shown(player)}" if player.panel == sending.CLIP else "picture"
        return dialogs.choices(size, anchor, sending.listed(player), pointer, heading)
    if player.panel in ("ghost", "ghosts", "records"):
        anchor = areas.get("camera-menu", corner)
        return dialogs.choices(size, anchor, _ghosts(player), pointer)
    if player.panel == "speed":
        listed = [
            Choice(
                f"speed-at={speed}", wording.speed(speed), _AFTER_KEYS.get(speed, ""),
                speed == settings.speed,
            )
            for speed in reversed(SPEEDS)
        ]  # fmt: skip
        return dialogs.choices(size, areas.get("speed", corner), listed, pointer)
    return Panel(())


def _ghosts(player: Player) -> list[Choice]:
    """The menu of ghosts: which, and how it is synchronised."""
    session, results = player.session, player.results
    hidden = player.known.hidden(results)
    tells = partial(hidden_records.tells, player.known, results)
    if player.panel in ("ghosts", "records"):
        runs = (
            ghost_choice.records(results, tells)
            if player.panel == "records"
            else ghost_choice.strangers(results, player.race_id, hidden)
        )
        listed = [
            Choice(f"ghost={name}", label, on=name == session.ghost_name) for name, label in runs
        ]
        return [*listed, Choice("ghost-menu", "back …", "G")]
    shown = session.ghost_name
    race = session.race if session.run is None else session.run.replay.race
    runs = ghost_choice.listed(results, race, session.tuning.changed, shown, hidden)
    if shown == ghost_choice.AUTO and not session.tuning.changed:
        shown = ghost_choice.NONE
    listed = [Choice(f"ghost={name}", label, on=name == shown) for name, label in runs]
    if ghost_choice.strangers(results, player.race_id, hidden):
        stranger = shown.startswith("race:") and shown not in dict(runs)
        listed.append(Choice("ghosts", "another team …", on=stranger))
    if ghost_choice.records(results, tells):
        listed.append(Choice("records", "a record …", on=shown.startswith("record:")))
    return [
        *listed,
        Choice("sync=time", "ghost at the same time", on=session.sync == "time"),
        Choice("sync=distance", "ghost at the same distance", on=session.sync == "distance"),
    ]
