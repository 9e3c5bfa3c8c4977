"""The widgets of the tuning panel: pygame_gui, placed where a `PanelLayout` says.

What they do is told to a `PanelListener`; they hold no state of the race.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from pursuit_sim.app.tuning import widget_theme
from pursuit_sim.app.tuning.panel_layout import Line, PanelLayout
from pursuit_sim.app.tuning.panel_row import Control, parsed, snapped, span
from pursuit_sim.app.tuning.placed_widgets import PanelListener, PlacedWidgets, place
from pursuit_sim.draw.box import Box

if TYPE_CHECKING:
    from pygame_gui import UIManager
    from pygame_gui.elements import UIButton, UIHorizontalSlider


class Widgets:
    """The widgets of one sheet after the other.

    Parameters
    ----------
    listener : is told what is done
    """

    def __init__(self, listener: PanelListener) -> None:
        self._listener = listener
        self._manager: UIManager | None = None
        self._signature: object = None
        self._size = (0, 0)
        self._unit = 0.0
        self._lines: dict[str, Line] = {}
        self._placed = PlacedWidgets()
        self._shown: dict[str, float] = {}
        self._shown_option: dict[str, str] = {}
        self._was_held = False
        self.box = Box(0, 0, 0, 0)
        self.at = (-1, -1)

    @property
    def typing(self) -> bool:
        """Whether keys are written into a field."""
        return any(field.is_focused for field in self._placed.fields.values())

    @property
    def held(self) -> bool:
        """Whether a slider is dragged."""
        return any(_knob(slider).held for slider in self._placed.sliders.values())

    @property
    def expanded(self) -> bool:
        """Whether a drop-down menu is open."""
        return any(menu.current_state is menu.menu_states["expanded"]
                   for menu in self._placed.menus.values())  # fmt: skip

    def row_at(self, at: tuple[float, float] | None) -> str:
        """Id of the row under a place, or empty."""
        if at is None:
            return ""
        for name, line in self._lines.items():
            row = Box(self.box.x, line.slider.y, self.box.width, line.slider.height)
            if row.contains(*at):
                return name
        return ""

    def show(self, sheet: PanelLayout, size: tuple[int, int]) -> None:
        """Stand where a sheet says, and show its values."""
        # Neither a knob in the hand nor a list that is read goes away for news of something else.
        busy = self.held or (self.expanded and size == self._size)
        signature = (
            size, sheet.unit, tuple(b for b in sheet.buttons), sheet.heads,
            tuple((line.control.id, line.control.options, line.slider, line.live,
                   line.control.changed,
                   line.control.value if line.control.kind != "number" else None,
                   (line.control.low, line.control.high)) for line in sheet.lines),
        )  # fmt: skip
        self.box = sheet.box
        if signature != self._signature and not busy:
            self._signature = signature
            self._build(sheet, size)
        self._lines = {line.control.id: line for line in sheet.lines}
        for name, line in self._lines.items():
            self._follow(name, line.control)

    def handle(self, event: pygame.event.Event, at: tuple[float, float] | None = None) -> bool:
        """Take an event, with its place in pixels of the picture; whether it was theirs."""
        manager = self._manager
        if manager is None:
            return False
        if at is not None:
            self.at = (round(at[0]), round(at[1]))
            vars(manager)["pointer"] = self.at
            event = pygame.event.Event(event.type, {**event.dict, "pos": self.at})
        if event.type == pygame.KEYDOWN and self.typing:
            if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_TAB):
                self._commit()
                return True
            if event.key == pygame.K_ESCAPE:
                self._forget()
                return True
        if event.type == pygame.KEYDOWN and event.key == pygame.K_ESCAPE and self.expanded:
            self._fold()
            return True
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            self._commit(but=self.at)
            self._jump(self.at)
        taken = bool(manager.process_events(event))
        return taken or (event.type in (pygame.KEYDOWN, pygame.KEYUP, pygame.TEXTINPUT)
                         and self.typing)  # fmt: skip

    def advance(self, wall_s: float) -> None:
        """Let time pass [s], and tell what was moved since."""
        manager = self._manager
        if manager is None:
            return
        before = self.held
        if self.typing:
            self._hide_tips()
        manager.update(wall_s)
        for name, slider in list(self._placed.sliders.items()):
            line = self._lines.get(name)
            if line is None or not slider.has_been_moved_by_user_recently:
                continue
            slider.has_been_moved_by_user_recently = False
            value = snapped(line.control, float(slider.current_value))
            if value != line.control.value:
                self._listener.move(line.control, value, hold=True)
        if not self.held and (before or self._was_held):
            self._listener.release()
        self._was_held = self.held
        for name, menu in list(self._placed.menus.items()):
            line = self._lines.get(name)
            chosen = menu.selected_option[0]
            if line is not None and chosen != self._shown_option.get(name):
                self._shown_option[name] = chosen
                self._listener.move(line.control, chosen, hold=False)

    def paint(self, surface: pygame.Surface) -> None:
        """Draw them over the sheet's shapes."""
        if self._manager is not None:
            self._manager.draw_ui(surface)

    def close(self) -> None:
        """Take them all away."""
        if self._manager is not None:
            self._manager.clear_and_reset()  # type: ignore[no-untyped-call]  # pygame_gui's
        self._placed, self._shown, self._shown_option = PlacedWidgets(), {}, {}
        self._signature = None

    def _follow(self, name: str, control: Control) -> None:
        """Show a row's value, where nobody is moving it by hand."""
        if control.kind != "number":
            return
        slider, field = self._placed.sliders.get(name), self._placed.fields.get(name)
        value = float(control.value)
        if slider is not None and _knob(slider).held:
            if field is not None:
                field.set_text(control.shown)
            self._shown.pop(name, None)  # the knob may be let go beside the value
            return
        if slider is not None and self._shown.get(name) != value:
            slider.set_current_value(min(max(value, slider.value_range[0]), slider.value_range[1]),
                                     False)  # fmt: skip
        if field is not None and not field.is_focused and self._shown.get(name) != value:
            field.set_text(control.shown)
        self._shown[name] = value

    def _jump(self, at: tuple[int, int]) -> None:
        """A press on a slider's track brings the knob there, to be dragged on."""
        for name, slider in self._placed.sliders.items():
            if not slider.is_enabled or not slider.rect.collidepoint(at):
                continue
            knob = _knob(slider).rect
            if knob.collidepoint(at):
                return
            run = slider.rect.width - knob.width
            part = min(max((at[0] - slider.rect.x - knob.width / 2) / max(run, 1), 0.0), 1.0)
            low, high = slider.value_range
            slider.set_current_value(low + part * (high - low), False)
            control = self._lines[name].control
            value = snapped(control, low + part * (high - low))
            if value != control.value:
                self._listener.move(control, value, hold=True)
            return

    def _commit(self, but: tuple[int, int] | None = None) -> None:
        """Take over what was written into a field."""
        for name, field in self._placed.fields.items():
            if not field.is_focused or (but is not None and field.rect.collidepoint(but)):
                continue
            self._let_go()
            control = self._lines[name].control
            value = parsed(field.get_text())
            if value is not None:
                self._listener.move(control, value, hold=False)
            if value is None or not control.low <= value <= control.high:
                self._listener.say(f"{control.label}: {span(control)}")
            self._shown.pop(name, None)  # what was written may not be what it became

    def _forget(self) -> None:
        for name, field in self._placed.fields.items():
            if field.is_focused:
                self._let_go()
                self._shown.pop(name, None)
                self._follow(name, self._lines[name].control)

    def _fold(self) -> None:
        """Close the list that is open; nothing is chosen."""
        for menu in self._placed.menus.values():
            if menu.current_state is menu.menu_states["expanded"]:
                menu.unfocus()  # type: ignore[no-untyped-call]  # pygame_gui's
        self._let_go()

    def _hide_tips(self) -> None:
        """Who types into a row looks at those below it."""
        for each in (*self._placed.sliders.values(), *self._placed.fields.values()):
            each.hover_time = 0.0
            if each.tool_tip is not None:
                each.tool_tip.kill()  # type: ignore[no-untyped-call]  # likewise
                each.tool_tip = None

    def _let_go(self) -> None:
        """Keys are not for a field any more."""
        if self._manager is not None:
            self._manager.set_focus_set(None)

    def _build(self, sheet: PanelLayout, size: tuple[int, int]) -> None:
        manager = self._managed(size, sheet.unit)
        manager.clear_and_reset()  # type: ignore[no-untyped-call]  # pygame_gui's
        self._placed = place(sheet, manager, self._listener)
        values = {line.control.id: line.control.value for line in sheet.lines}
        self._shown = {name: float(values[name]) for name in self._placed.sliders}
        self._shown_option = {name: str(values[name]) for name in self._placed.menus}
        manager.update(0.0)  # what is new is drawn only after this

    def _managed(self, size: tuple[int, int], unit: float) -> UIManager:
        """The manager for a window of some size; a new one where sizes of type change."""
        if self._manager is not None and (self._size, self._unit) == (size, unit):
            return self._manager
        self._manager = widget_theme.manager(size, unit)
        self._size, self._unit = size, unit
        return self._manager


def _knob(slider: UIHorizontalSlider) -> UIButton:
    """What is dragged along a slider."""
    knob = slider.sliding_button
    assert knob is not None  # noqa: S101 - it has one from its first build on
    return knob
