"""The widgets of one sheet, made where it says; pygame_gui is imported when they first are."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import pygame

from pursuit_sim.app.tuning.panel_layout import Line, PanelLayout
from pursuit_sim.app.tuning.panel_row import Control, span
from pursuit_sim.draw.box import Box

if TYPE_CHECKING:
    from pygame_gui import UIManager
    from pygame_gui.elements import UIButton, UIDropDownMenu, UIHorizontalSlider, UITextEntryLine

_LONGEST = 40  # [characters] of what is written as a number
_SHORT = {"rotating": "Rotate", "push": "Push", "few changes": "Few", "fixed": "Fixed"}
_KINDS = {
    "rotating": "The three take turns in front.",
    "push": "One leads all the way; the two behind push.",
    "few changes": "A few long turns in front; the two behind push, unless that is taken off.",
    "fixed": "One leads all the way, and nobody pushes.",
}
_TIPS = {
    "undo": "Undo (Ctrl+Z)", "redo": "Redo (Ctrl+Y)", "tune": "Close the panel (T)",
    "keep": "The official time stays and is spread over the laps anew.",
    "free": "The power model, fitted to the official race, tells what the change is worth.",
    "save-scenario": "A scenario file with the changes, which run and watch reproduce (Ctrl+S).",
    "reset-all": "Everything as it was.",
}  # fmt: skip


class PanelListener(Protocol):
    """What widgets tell."""

    def press(self, name: str) -> None:
        """A button was pressed."""

    def move(self, control: Control, value: float | str | bool, *, hold: bool) -> None:
        """A row has another value; it may go on changing."""

    def release(self) -> None:
        """Nothing is dragged any more."""

    def undo(self, control: Control) -> None:
        """A row is to be as it was."""

    def say(self, words: str) -> None:
        """Something the viewer has to know."""


@dataclass
class PlacedWidgets:
    """What can be moved, by the id of its row."""

    sliders: dict[str, UIHorizontalSlider] = field(default_factory=dict)
    fields: dict[str, UITextEntryLine] = field(default_factory=dict)
    menus: dict[str, UIDropDownMenu] = field(default_factory=dict)


def place(sheet: PanelLayout, manager: UIManager, listener: PanelListener) -> PlacedWidgets:
    """Make every widget of a sheet, to be held by a manager."""
    placed = PlacedWidgets()
    for name, box, label, on, live in sheet.buttons:
        made = _button(box, label, manager, _state(on), _TIPS.get(name), listener.press, name)
        if not live:
            made.disable()  # type: ignore[no-untyped-call]  # pygame_gui's
    for name, box, _label in sheet.heads:
        _button(box, "", manager, "#head", None, listener.press, f"section={name}")
    for line in sheet.lines:
        _row(line, manager, listener, placed)
    return placed


def _row(line: Line, manager: UIManager, listener: PanelListener, placed: PlacedWidgets) -> None:
    from pygame_gui.elements import UIDropDownMenu, UIHorizontalSlider

    control = line.control
    made: list[Any] = []
    if control.kind == "number":
        low, high = control.low, max(control.high, control.low + control.step)
        slider = UIHorizontalSlider(
            _rect(line.slider), float(control.value), (low, high), manager,
            click_increment=control.step,
        )  # fmt: skip
        entry = _field(line, manager, listener)
        placed.sliders[control.id], placed.fields[control.id] = slider, entry
        made += [slider, entry]
    elif control.kind == "switch" or control.id == "kind":
        made += _choices(line, manager, listener)
    else:
        menu = UIDropDownMenu(
            list(control.options), str(control.value), _rect(line.slider), manager
        )
        placed.menus[control.id] = menu
        made.append(menu)
    for each in made:
        if not line.live:
            each.disable()
        if control.id != "kind":
            with contextlib.suppress(AttributeError):  # drop-down menus have no tips
                each.set_tooltip(control.text, delay=0.6)
    if control.changed and line.live and control.id != "kind":
        _button(line.undo, "↺", manager, "#undo", "Reset this row", listener.undo, control)


def _field(line: Line, manager: UIManager, listener: PanelListener) -> UITextEntryLine:
    """Where a number can be written, or pasted."""
    from pygame_gui.elements import UITextEntryLine

    control = line.control

    class Field(UITextEntryLine):
        """Takes what could be a number, whatever somebody has copied."""

        def _do_paste(self) -> None:
            with contextlib.suppress(pygame.error):  # a clipboard that cannot be read
                text = pygame.scrap.get_text().strip()
                if len(text) > _LONGEST or not text.isprintable():
                    listener.say(f"{control.label}: {span(control)}")
                else:
                    super()._do_paste()  # type: ignore[no-untyped-call]  # pygame_gui's

    made = Field(_rect(line.field), manager, initial_text=control.shown)
    made.set_text_length_limit(_LONGEST)
    return made


def _choices(line: Line, manager: UIManager, listener: PanelListener) -> list[UIButton]:
    """A button for each value that a row can have."""
    control, first = line.control, line.slider
    values: tuple[tuple[str, str | bool], ...] = (("no", False), ("yes", True))
    gap, room = 6, first.width
    if control.kind != "switch":
        values = tuple((_SHORT.get(kind, kind), kind) for kind in control.options)
        gap, room = 5, line.undo.right - first.x
    wide = (room - gap * (len(values) - 1)) / max(len(values), 1)
    return [
        _button(
            Box(first.x + i * (wide + gap), first.y, wide, first.height), word, manager,
            _state(value == control.value), _KINDS.get(str(value), control.text),
            listener.move, control, value, hold=False,
        )
        for i, (word, value) in enumerate(values)
    ]  # fmt: skip


def _button(
    box: Box, label: str, manager: UIManager, look: str, tip: str | None,
    act: Callable[..., None], *given: object, **named: object,
) -> UIButton:  # fmt: skip
    """A button that does something with what is given."""
    from pygame_gui.elements import UIButton

    # Takes nothing, since pygame_gui hands its own data to anything that takes some.
    def command() -> None:
        act(*given, **named)

    return UIButton(_rect(box), label, manager, object_id=look, tool_tip_text=tip, command=command)


def _state(on: bool) -> str:
    """The look of a button that is on or off."""
    return "#on" if on else "#plain"


def _rect(box: Box) -> pygame.Rect:
    return pygame.Rect(round(box.x), round(box.y), round(box.width), round(box.height))
