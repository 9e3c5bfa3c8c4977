"""One row of the tuning panel: what it changes, its value and range, and both as text."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from pursuit_sim.app.tuning.tuning import Key

Kind = Literal["number", "choice", "switch"]
DIGITS = 9  # kept of a value: steps of 0.05 stay what they are written as
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Control:
    """One row.

    Attributes
    ----------
    id : its name among the hit areas
    key : what it changes
    kind : "number" (slider and field), "choice" (one of `options`) or "switch"
    label, unit : such as "Start loss" and "s"; the unit may be empty
    text : an explanation
    value : now; a number, the name of an option, or whether it is on
    official : as the race was
    low, high, step : of a number
    options : of a choice
    turn : which turn in front it is about
    alive : whether it changes anything while this model runs
    """

    id: str
    key: Key
    kind: Kind
    label: str
    unit: str
    text: str
    value: float | str | bool
    official: float | str | bool
    low: float = 0.0
    high: float = 1.0
    step: float = 1.0
    options: tuple[str, ...] = ()
    turn: int = 0
    alive: bool = True

    @property
    def changed(self) -> bool:
        """Whether it differs from the race as it was."""
        return self.value != self.official

    @property
    def shown(self) -> str:
        """The value for people."""
        if isinstance(self.value, str | bool):
            return str(self.value)
        return number(self.value, self.step)


@dataclass(frozen=True, slots=True)
class Section:
    """Rows that belong together.

    Attributes
    ----------
    name : see `controls.TITLES`
    title : for people
    controls : its rows
    alive : whether the model that runs reads it
    """

    name: str
    title: str
    controls: tuple[Control, ...]
    alive: bool

    @property
    def changed(self) -> bool:
        """Whether any of its rows is."""
        return any(each.changed for each in self.controls)


def snapped(control: Control, value: float) -> float:
    """The nearest value that a row can have; its official one is always among them."""
    value = min(max(value, control.low), control.high)
    official = control.official
    if isinstance(official, float) and abs(value - official) < control.step / 2:
        return official
    steps = round((value - control.low) / control.step)
    return min(round(control.low + steps * control.step, DIGITS), control.high)


def number(value: float, step: float) -> str:
    """A number with as many digits as its step needs, and a true minus."""
    digits = next((d for d in range(DIGITS) if math.isclose(round(step, d), step)), DIGITS)
    return f"{value:.{digits}f}".replace("-", _MINUS)


def span(control: Control) -> str:
    """The range of a number with its unit, such as "0.00 … 6.00 s"."""
    low, high = (number(end, control.step) for end in (control.low, control.high))
    return f"{low} … {high} {control.unit}".rstrip()


def parsed(text: str) -> float | None:
    """The number that somebody wrote; None if it is none."""
    try:
        value = float(text.strip().split(" ")[0].replace(_MINUS, "-").replace(",", "."))
    except (ValueError, IndexError):
        return None
    return value if math.isfinite(value) else None
