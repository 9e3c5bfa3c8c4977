"""A panel below the rink: where it lies, and all that its look depends on."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field

from pursuit_sim.draw.box import Box
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.shapes import Layer, Shape


@dataclass(frozen=True, slots=True)
class Inset:
    """A panel's place in the picture.

    Attributes
    ----------
    box : where it is
    kind : scale of type
    colours : of the teams
    key : names race, colours and window, for layers
    under : what lies behind it and shows at its corners; the key stands for it
    """

    box: Box
    kind: float
    colours: tuple[TeamColours, ...]
    key: tuple[Hashable, ...]
    under: tuple[Shape, ...] = field(compare=False)

    def ground(self, name: Hashable, shapes: list[Shape]) -> Layer:
        """Shapes that stand still, as a layer that fills the panel."""
        return Layer(
            (name, self.box, self.kind, *self.key),
            *self.box,
            (*self.under, *shapes),
            opaque=True,
        )

    def over(self, ground: Layer, shapes: list[Shape]) -> Layer:
        """Shapes that stand still over such a layer, as one that fills the panel as well."""
        return Layer((ground.key, "over"), *self.box, (ground, *shapes), opaque=True)
