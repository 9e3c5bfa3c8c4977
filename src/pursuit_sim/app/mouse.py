"""What the mouse means: clicks, drags of the timeline and of the picture, the wheel."""

from __future__ import annotations

import math
from dataclasses import replace

from pursuit_sim.app import events_menu, interrupting, looking
from pursuit_sim.app.commands import click
from pursuit_sim.app.player import Player
from pursuit_sim.draw import panel, scene
from pursuit_sim.draw.panel import Hits
from pursuit_sim.draw.shapes import Point

_SLIP = 5.0  # [px] a click may move this far and still be one
_PICTURE = ("", "rink")  # what is dragged about


class Mouse:
    """Turns the mouse into what the player does.

    Attributes
    ----------
    at : where it is [px]; None outside the window
    pressed : the hit area in which its button is down, or empty
    clicked : it has not moved since a click: what is under it now was not pointed at
    """

    def __init__(self, player: Player) -> None:
        self.at: Point | None = None
        self.pressed = ""
        self.clicked = False
        self._player = player
        self._down: Point | None = None
        self._dragging = False
        self._goes_on = False

    def move(self, at: Point) -> None:
        """It moved."""
        player = self._player
        before, self.at = self.at, at
        if before is not None and before != at:
            player.chosen = ""
            self.clicked = False
        if self._down is None or player.replay is None:
            return
        if self._dragging or math.dist(at, self._down) > _SLIP:
            if not self._dragging:
                before = self._down
            self._dragging = True
            if self.pressed == "timeline":
                player.seek(scene.time_at(player.replay, player.settings, at[0]))
            elif self.pressed in _PICTURE and not player.panel and before is not None:
                scale, _ = scene.lens(player.replay, player.transport.time_s, player.settings)
                player.aim.drag((before[0] - at[0]) / scale, (at[1] - before[1]) / scale)

    def press(self, at: Point, hits: Hits) -> None:
        """Its first button went down."""
        self.at, self._down, self._dragging, self.pressed = at, None, False, ""
        if interrupting.end_slow_replay(self._player):
            return
        self._down, self.pressed = at, panel.hit(hits, at)
        if self.pressed == "timeline":
            self._goes_on = self._player.transport.playing
            self._player.transport = self._player.transport.pause()
            if self._player.replay is not None:
                self._player.seek(
                    scene.pointed_at(self._player.replay, self._player.settings, at[0])
                )

    def lift(self, at: Point, hits: Hits) -> None:
        """Its first button went up."""
        name, down, dragged = self.pressed, self._down, self._dragging
        self.pressed, self._down, self._dragging = "", None, False
        if name == "timeline":
            self._run_on()
            marked = self._player.moments.marked(self._player.transport.time_s)
            if not dragged and marked is not None:
                looking.to_moment(self._player, marked)
        elif down is not None and not dragged and panel.hit(hits, at) == name:
            self.clicked = True
            click(self._player, name)

    def wheel(self, notches: float) -> None:
        """Its wheel turned; away from the viewer is nearer, to what is under the mouse."""
        player = self._player
        if not player.panel:
            player.aim.zoom(notches, self.at)
        elif player.panel == "events" and notches:
            player.shelf.top = events_menu.scrolled(player.shelf, player.size, notches < 0)

    def leave(self) -> None:
        """It is outside the window, or the window lost it."""
        if self.pressed == "timeline":
            self._run_on()
        self.at, self.pressed, self._down, self._dragging = None, "", None, False

    def _run_on(self) -> None:
        """Time that stood while the timeline was dragged runs again, if it ran before."""
        transport = self._player.transport
        self._player.transport = replace(transport, playing=self._goes_on)
