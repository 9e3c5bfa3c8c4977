"""What keys mean: an action, or a step about the panel that is open."""

from __future__ import annotations

from pursuit_sim.app import dialogs, events_menu, interrupting, key_bindings, sending
from pursuit_sim.app.commands import click, do, make_way
from pursuit_sim.app.highlights import highlight_cards
from pursuit_sim.app.key_bindings import HOLD_AFTER_S, HOLD_EVERY_S
from pursuit_sim.app.panel_names import CHOOSERS, READ
from pursuit_sim.app.player import Player
from pursuit_sim.draw import panel
from pursuit_sim.draw.panel import Hits
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.scenes import registry

SENT = (sending.PICTURE, sending.CLIP)
_ARROWS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
_PAGES = {"PageUp": events_menu.UP, "PageDown": events_menu.DOWN}
# Panels that any other action closes.
_PASSING = ("camera", "speed", "help", READ, "ghost", "ghosts", "records", *SENT)
_ALWAYS = (
    key_bindings.SHOW,
    key_bindings.KEEP,
    key_bindings.TUNE,
)  # groups of actions that need no race


class Keyboard:
    """Turns chords into what the player does, and repeats those that are held."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._held = ""  # the key's own name
        self._action = ""
        self._left_s = 0.0

    def press(self, chord: str, key: str, hits: Hits) -> None:
        """A key went down.

        Parameters
        ----------
        chord : as in `key_bindings`
        key : the key's own name, by which `lift` knows it
        hits : what can be clicked
        """
        self.release()
        player = self._player
        if interrupting.end_slow_replay(player):
            return
        if player.panel and self._in_panel(chord, hits):
            return
        if chord == "Enter" and not player.panel and player.over:
            following = story.following(player.results, player.race_id)
            do(player, "next-race" if following else "bracket")
        action = key_bindings.BY_CHORD.get(chord)
        if action is None or (player.replay is None and action.group not in _ALWAYS):
            return
        if player.panel in CHOOSERS and action.group not in _ALWAYS:
            return
        same = {"camera-menu": "camera", "ghost-menu": "ghost"}.get(action.name, action.name)
        if player.panel in _PASSING and same not in (player.panel, "escape", "quit"):
            make_way(player, action.name)
        do(player, action.name)
        if action.holds:
            self._held, self._action, self._left_s = key, action.name, HOLD_AFTER_S

    def lift(self, key: str) -> None:
        """A key went up."""
        if key == self._held:
            self.release()

    def release(self) -> None:
        """No key is held, or the window does not know any more."""
        self._held = self._action = ""

    def advance(self, wall_s: float) -> None:
        """Repeat what is held after some time [s]."""
        if not self._held:
            return
        self._left_s -= wall_s
        if self._left_s <= 0:
            self._left_s = HOLD_EVERY_S
            do(self._player, self._action)

    def _in_panel(self, chord: str, hits: Hits) -> bool:
        """Whether a key meant the panel."""
        player = self._player
        if player.panel == "events" and chord in (*_ARROWS, *_PAGES):
            self._in_events(chord, hits)
        elif chord in _ARROWS:
            player.chosen = panel.towards(hits, player.chosen, *_ARROWS[chord])
        elif chord in ("Enter", "Space") and player.chosen:
            click(player, player.chosen)
        elif chord == "Enter" and player.panel == "bracket":
            player.chosen = panel.towards(hits, "", 0, 0)
        elif player.panel in ("quit", "leaving"):
            if chord in ("Enter", "Y"):
                do(player, "leave" if player.panel == "quit" else dialogs.ANOTHER)
            elif chord in ("Esc", "N"):
                player.close()
            elif chord == dialogs.SAVE_KEY and player.session.unsaved:
                do(player, dialogs.SAVE)
        elif player.panel in SENT and chord in (*sending.KEYS, sending.GRAPHICS_KEY):
            form = sending.KEYS.get(chord)
            do(player, f"send={form}" if form else sending.GRAPHICS)
        elif player.panel == "camera" and chord in dialogs.LINE_KEYS:
            names = registry.names(player.codes)
            place = dialogs.LINE_KEYS.index(chord)
            if place < len(names):
                player.choose_camera(names[place])
        else:
            return False
        return True

    def _in_events(self, chord: str, hits: Hits) -> None:
        """A step about the list of events; up from its first row to what lies over it."""
        player, shelf = self._player, self._player.shelf
        if chord in _PAGES:
            do(player, _PAGES[chord])
            return
        step = _ARROWS[chord]
        listed = player.chosen.startswith((events_menu.EVENT, highlight_cards.MOMENT))
        if player.chosen and not listed and chord != "Down":
            player.chosen = panel.towards(hits, player.chosen, *step)
            return
        name, shelf.top = events_menu.towards(shelf, player.size, player.chosen, *step)
        player.chosen = name or panel.towards(hits, player.chosen, *step)
