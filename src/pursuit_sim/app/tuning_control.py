"""The tuning panel in the window: its sheet, its widgets, and what they do to the player."""

from __future__ import annotations

import pygame

from pursuit_sim.app.commands import do
from pursuit_sim.app.player import Player
from pursuit_sim.app.tuning import panel_layout
from pursuit_sim.app.tuning.panel_layout import PanelLayout
from pursuit_sim.app.tuning.panel_row import Control
from pursuit_sim.app.tuning.widgets import Widgets
from pursuit_sim.draw import scene
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.shapes import Frame, Point

_MOUSE = (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEMOTION)
_KEYS = (pygame.KEYDOWN, pygame.KEYUP, pygame.TEXTINPUT)
_FRESH_S = 0.4  # [s] a second click of a double one comes sooner


class TuningControl:
    """The panel, while it is open; a `placed_widgets.PanelListener`."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._widgets: Widgets | None = None
        self._sheet: PanelLayout | None = None
        self._at: Point | None = None
        self._open_s = 0.0

    @property
    def inside(self) -> bool:
        """Whether the mouse is on the panel, or a slider is dragged."""
        return self._player.tuning and self._grasped(self._at)

    def handle(self, event: pygame.event.Event, at: Point | None) -> bool:
        """Take an event; whether it was the panel's.

        Parameters
        ----------
        event : from the window
        at : where the mouse is in it, in pixels of the picture; None for other events
        """
        if at is not None:
            self._at = at
        if not self._player.tuning or self._widgets is None:
            return False
        if self._player.panel:
            # A menu lies over the picture, never over the panel: a press there closes it.
            if event.type not in _MOUSE or not self._grasped(at):
                return False
            if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
                self._player.close()
        widgets = self._widgets
        if event.type >= pygame.USEREVENT:
            # What pygame_gui's widgets tell each other comes round by the queue.
            return widgets.handle(event)
        if event.type in _MOUSE:
            theirs = self._grasped(at)
            if theirs and event.type == pygame.MOUSEBUTTONDOWN and self._open_s < _FRESH_S:
                return True  # meant for the button that was there before the panel
            widgets.handle(event, at)
            return theirs
        if event.type == pygame.MOUSEWHEEL:
            return self._wheel(event) if self._grasped(self._at) else False
        if event.type in _KEYS:
            closes = event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE
            theirs = widgets.typing or (closes and widgets.expanded)
            return theirs and widgets.handle(event)
        return False

    def leave(self) -> None:
        """The mouse is not in the window any more."""
        self._at = None

    def advance(self, wall_s: float) -> None:
        """Let time pass [s]: what was moved is run at once."""
        self._open_s = self._open_s + wall_s if self._player.tuning else 0.0
        if not self._player.tuning:
            if self._widgets is not None and self._sheet is not None:
                self._widgets.close()
                self._sheet = None
            return
        if self._widgets is not None:
            self._widgets.advance(wall_s)

    def compose(self) -> Frame:
        """What is painted beside the picture; the widgets move to where it says."""
        player = self._player
        if not player.tuning or player.replay is None:
            return ()
        if self._widgets is None:
            self._widgets = Widgets(self)
        hover = self._widgets.row_at(self._at) if not player.panel else ""
        colours = scene.team_colours(player.session.runner.shown, player.settings)
        self._sheet = panel_layout.panel_layout(player.session, player.size, colours, hover)
        self._widgets.show(self._sheet, player.size)
        return self._sheet.shapes

    def paint(self, surface: pygame.Surface) -> None:
        """Draw the widgets over what `compose` gave."""
        if self._player.tuning and self._widgets is not None:
            self._widgets.paint(surface)

    # What widgets tell

    def press(self, name: str) -> None:
        """A button was pressed."""
        do(self._player, name)

    def move(self, control: Control, value: float | str | bool, *, hold: bool) -> None:
        """A row has another value."""
        self._player.session.cursor.row = ""
        self._player.tune(lambda session: session.change(control, value, hold=hold))

    def release(self) -> None:
        """Nothing is dragged any more."""
        self._player.tune(lambda session: session.take(session.tuning.release()))

    def undo(self, control: Control) -> None:
        """A row is to be as it was."""
        self._player.tune(lambda session: session.reset(control))

    def say(self, words: str) -> None:
        """Something the viewer has to know."""
        self._player.say(words)

    def _grasped(self, at: Point | None) -> bool:
        """Whether a place, or what is going on, belongs to the panel."""
        widgets = self._widgets
        if widgets is None or self._sheet is None:
            return False
        over = at is not None and Box(*self._sheet.box).contains(*at)
        return over or widgets.held

    def _wheel(self, event: pygame.event.Event) -> bool:
        """The wheel moves the row that the mouse is on by a step."""
        widgets, session = self._widgets, self._player.session
        name = widgets.row_at(self._at) if widgets is not None and not widgets.expanded else ""
        control = session.control(name) if name else None
        if control is not None and control.kind == "number" and name in session.rows():
            steps = 1 if event.y > 0 else -1
            value = float(control.value) + steps * control.step
            self._player.tune(lambda session: session.change(control, value))
        elif widgets is not None:
            widgets.handle(event)
        return True
