"""What the viewer can have a player do, by the name of an action or of what is clicked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pursuit_sim.app import events_menu, key_bindings, looking, sending
from pursuit_sim.app.finale import STRIP
from pursuit_sim.app.highlights import highlight_commands
from pursuit_sim.app.menu_status import COLOURS, HIDDEN, SWITCHED
from pursuit_sim.app.panel_names import CHOOSERS, OVER, READ
from pursuit_sim.app.player import Player
from pursuit_sim.app.preferences import camera_for
from pursuit_sim.app.transport_moves import MOVES, OF_MOMENTS, notice
from pursuit_sim.app.tuning import ghost_choice
from pursuit_sim.app.tuning.tuning_session import TuningSession
from pursuit_sim.draw.graphics import charts
from pursuit_sim.draw.look.theme import PALETTES
from pursuit_sim.draw.replay import story

ASKED_S = 7.0  # [s] that it is said that something would tell a result

Command = Callable[[Player, str], None]  # takes what stands behind "=" in its name
_WISHES = ("sound", "full-screen", "save-scenario", "save-tuned")
_ACTION_OF = {"play": "toggle", "replay": "restart"}  # hit areas that are named otherwise
# What can be done as well while the bracket is seen.
_ANYWHERE = (
    "results", "explaining", "palette", "full-screen", "sound", "autoplay", "picture", "escape",
)  # fmt: skip


def do(player: Player, name: str) -> None:
    """Do an action of `key_bindings.ACTIONS`, or what a hit area stands for, by its name."""
    kind, _, value = name.partition("=")
    if kind in MOVES and player.replay is not None:
        before = player.transport
        player.go_on(MOVES[kind](before, player.moments))
        if kind in ("toggle", "restart"):
            looking.begin_again(player, before.time_s)
        words = notice(kind, before, player.transport)
        if words:
            player.say(words)
        index = player.moments.jumped_to(player.transport.time_s) if kind in OF_MOMENTS else None
        if index is not None:
            looking.announce(player, player.moments, index)
    elif kind in COMMANDS:
        COMMANDS[kind](player, value)


def click(player: Player, name: str) -> None:
    """Do what a hit area stands for; one on a panel closes the panel first."""
    kind, _, code = name.partition(":")
    if kind == "card":
        player.choose_camera(f"follow:{code}")
    elif name in ("", "rink"):
        if not player.panel:
            do(player, "toggle")
    elif player.panel and name in (player.panel, f"{player.panel}-menu"):
        player.close()
    else:
        action = _ACTION_OF.get(name, name)
        stays = player.panel in CHOOSERS and action in _ANYWHERE
        makes_way = action in key_bindings.BY_NAME and action not in (*OVER, *CHOOSERS)
        if player.panel and makes_way and not stays:
            make_way(player, action)
        do(player, action)


def make_way(player: Player, name: str) -> None:
    """Close the panel for an action by its name; the bracket too if it needs the race."""
    player.close(wholly=name not in _ANYWHERE)


def _race(steps: int) -> Command:
    """Another race, so many steps on."""

    def act(player: Player, _value: str) -> None:
        if player.replay is not None:
            following = story.after(player.results, player.race_id, steps)
            if following == player.race_id:
                player.say("there is no other race here to be replayed")
            else:
                player.show(following, playing=player.transport.playing)

    return act


def _enter(player: Player, value: str) -> None:
    """A race by its id; the one that lies behind the bracket goes on where it was."""
    if value == player.race_id:
        player.close(wholly=True)
    else:
        player.show(value)


def _event(player: Player, value: str) -> None:
    """Another event; not without a question while something that was tuned is not saved."""
    if player.session.unsaved:
        player.wanted = f"open={value}"
        player.open("leaving")
    else:
        player.wishes.append(f"open={value}")


def _results(player: Player, _value: str) -> None:
    """Hide the results of races that were not watched, or show them."""
    known = player.known
    known.hiding = not known.hiding
    player.say(f"results of races that you have not watched: {HIDDEN[known.hiding]}")


def _explain_again(player: Player, _value: str) -> None:
    player.explainer.again()
    player.open(READ)


def _switch_explaining(player: Player, _value: str) -> None:
    player.explainer.switch()
    player.say(f"what is seen for the first time is explained: {SWITCHED[player.explainer.on]}")


def _asked(player: Player, what: str) -> bool:
    """Whether the result of the race may be told: the first time, it is said that it would be."""
    if not player.hiding:
        return True
    asked = (player.known.key(player.results, player.race_id), what)
    if player.asked_for == asked:
        player.known.learn(player.results, player.race_id)
        player.say("")
        return True
    player.asked_for = asked
    player.close(wholly=True)
    player.say(f"{what} tells the result, which you have not seen: once more shows it", ASKED_S)
    return False


def _ghost_menu(player: Player, _value: str) -> None:
    if player.replay is not None and _asked(player, "the list of ghosts"):
        player.open("ghost")


def _event_anyway(player: Player, _value: str) -> None:
    player.close()
    player.wishes.append(player.wanted)


def _turn(pages: int) -> Command:
    """Another page of the list of events."""

    def act(player: Player, _value: str) -> None:
        player.shelf.top = events_menu.turned(player.shelf, player.size, pages)
        player.chosen = ""

    return act


def _over_race(panel: str) -> Command:
    """A panel that needs a race behind it."""

    def act(player: Player, _value: str) -> None:
        if player.replay is not None:
            player.open(panel)

    return act


def _tuned(change: Callable[[TuningSession], object]) -> Command:
    """Something in the session; where its panel is closed, only open it."""

    def act(player: Player, _value: str) -> None:
        if player.tuning:
            player.tune(change)
        elif player.replay is not None and player.hiding:
            player.say("tuning tells the result, which you have not seen: T shows it", ASKED_S)
        elif player.replay is not None:
            player.session.open = True

    return act


def _wish(name: str) -> Command:
    """What only the window can do."""
    return lambda player, _: player.wishes.append(name)


def _save(player: Player, what: str) -> None:
    """Ask in which form; a picture of the bracket has only one."""
    if player.replay is None or player.choosing:
        player.wishes.append(what)
    else:
        sending.ask(player, what)


def _finish_strip(player: Player, _value: str) -> None:
    """The finish strip, or back to the camera that was there before."""
    before = camera_for(player.finale.camera_before, player.codes)
    player.choose_camera(before if player.camera == STRIP else STRIP)


def _switch_tuning(player: Player, _value: str) -> None:
    was_open = player.session.open and not player.hiding
    if player.replay is None or not _asked(player, "tuning"):
        return
    session = player.session
    session.open = not was_open
    supposed, _ = ghost_choice.supposed(session.ghost_name)
    followed = supposed or player.camera.partition(":")[2]
    if session.open and followed in player.codes and not session.tuning.changed:
        side = player.replay.race.entries[player.codes.index(followed)].side
        player.tune(lambda session: session.team(side))
    if session.open:
        _look_at_tuned(player)


def _look_at_tuned(player: Player) -> None:
    """Have the team that is tuned in the picture."""
    sides: list[str] = [entry.side for entry in player.session.race.entries]
    looking.look_at(player, sides.index(player.session.side))


def _tune_team(player: Player, value: str) -> None:
    """Tune the team on a side, and see it."""
    player.tune(lambda session: session.team(value))
    _look_at_tuned(player)


def _tune_other(player: Player, value: str) -> None:
    was_open = player.tuning
    _tuned(lambda session: session.other_team())(player, value)
    if was_open:
        _look_at_tuned(player)


def _next_palette(player: Player, _value: str) -> None:
    player.palette = PALETTES[(PALETTES.index(player.palette) + 1) % len(PALETTES)]
    player.say(f"colours: {COLOURS[player.palette]}")


def _next_chart(player: Player, _value: str) -> None:
    if player.replay is not None:
        player.chart = charts.after(player.replay, player.chart)


def _switch_autoplay(player: Player, _value: str) -> None:
    player.autoplay = not player.autoplay
    state = "on" if player.autoplay else "off"
    player.say(f"going on with the next race of the round: {state}")


def _speed_at(player: Player, value: str) -> None:
    player.go_on(player.transport.at_speed(float(value)))
    player.close()


def _ghost(player: Player, value: str) -> None:
    player.tune(lambda session: session.choose_ghost(value))
    player.close()


def _sync(player: Player, value: str) -> None:
    player.session.sync = "distance" if value == "distance" else "time"
    player.close()


def _escape(player: Player, _value: str) -> None:
    """Away with what is nearest to the viewer."""
    if player.panel and (player.panel != "bracket" or player.replay is not None):
        player.close()
    elif player.tuning:
        player.session.open = False
    elif player.full_screen:
        player.wishes.append("full-screen")
    else:
        player.open("quit")


def _leave(player: Player, _value: str) -> None:
    player.closed = True


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "race": _enter,
        "event": _event,
        "event-anyway": _event_anyway,
        "moment": highlight_commands.play,
        "forget": highlight_commands.forget,
        "keep-moment": highlight_commands.keep,
        "results": _results,
        "explain": _explain_again,
        "explaining": _switch_explaining,
        "understood": lambda player, _: player.explainer.understood(),
        "events": lambda player, _: player.open("events"),
        events_menu.UP: _turn(-1),
        events_menu.DOWN: _turn(1),
        "next-race": _race(1),
        "previous-race": _race(-1),
        "camera": lambda player, value: player.choose_camera(value),
        "camera-menu": _over_race("camera"),
        "speed": _over_race("speed"),
        "speed-at": _speed_at,
        "help": lambda player, _: player.open("help"),
        "quit": lambda player, _: player.open("quit"),
        "back": lambda player, _: player.close(),
        "bracket": lambda player, _: player.open("bracket"),
        "zoom-in": lambda player, _: player.aim.zoom(1),
        "zoom-out": lambda player, _: player.aim.zoom(-1),
        "zoom-reset": lambda player, _: player.aim.reset(),
        "ghost-menu": _ghost_menu,
        "ghosts": lambda player, _: player.open("ghosts"),
        "records": lambda player, _: player.open("records"),
        "ghost": _ghost,
        "sync": _sync,
        "tune": _switch_tuning,
        "team": _tune_team,
        "section": lambda player, value: player.session.cursor.fold(value),
        "undo": _tuned(lambda session: session.take(session.tuning.undo())),
        "redo": _tuned(lambda session: session.take(session.tuning.redo())),
        "reset-all": _tuned(lambda session: session.reset_all()),
        "keep": lambda player, _: player.tune(lambda session: session.keep_time(True)),
        "free": lambda player, _: player.tune(lambda session: session.keep_time(False)),
        "keep-or-free": _tuned(lambda session: session.keep_time(not session.tuning.now.keep_time)),
        "other-team": _tune_other,
        "row-next": _tuned(lambda session: session.walk(1)),
        "row-previous": _tuned(lambda session: session.walk(-1)),
        "row-more": _tuned(lambda session: session.step(1)),
        "row-less": _tuned(lambda session: session.step(-1)),
        "row-reset": _tuned(lambda session: session.reset_row()),
        "palette": _next_palette,
        "chart": _next_chart,
        "autoplay": _switch_autoplay,
        "escape": _escape,
        "close": lambda player, _: player.close(),
        "leave": _leave,
        sending.PICTURE: lambda player, _: _save(player, sending.PICTURE),
        sending.CLIP: lambda player, _: _save(player, sending.CLIP),
        "send": sending.send,
        sending.GRAPHICS: lambda player, _: sending.switch_graphics(player),
        STRIP: _finish_strip,
        **{name: _wish(name) for name in _WISHES},
    }
)
