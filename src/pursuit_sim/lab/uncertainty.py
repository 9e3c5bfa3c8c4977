"""How far each parameter may be off, and seeded draws from it.

Ranges are those of `docs/models.md` around the default, and are carried over to an entry's
own values as ratios or differences: an entry with a drag area of 0.19 m² may be off by as
much, in parts, as one with 0.20 m², and a κ_push/κ_rot of 0.97 by as much as one of 0.98.
What is measured is drawn from a triangle with its peak at the value; what is guessed,
evenly from its range. All three skaters of a team are off alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.drafting import gain, nearness
from pursuit_sim.sim.parameter_sets import ParameterSets

Floats = NDArray[np.float64]
Shape = Literal["triangle", "even"]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A parameter that may be off.

    Attributes
    ----------
    name : for people
    unit : "×" for a ratio to the value, else the unit of a difference or of the value itself
    low, usual, high : range and most likely value
    shape : how it is drawn
    apply : cases with this parameter set to the drawn values (case,); None for the
        duration of an exchange, which belongs to the course, and for the spacing, which
        only formations without a push change; see `spaced`
    given : key of the parameter of an entry that the range is about; empty for ratios and
        differences, which are about any value as they stand
    """

    name: str
    unit: str
    low: float
    usual: float
    high: float
    shape: Shape
    apply: Callable[[ParameterSets, Floats], ParameterSets] | None
    given: str = ""

    def about(self, entry: Entry) -> Uncertain:
        """The same, the range moved to an entry's own value and cut at what is allowed."""
        if not self.given:
            return self
        group, _, name = self.given.partition(".")
        own = float(
            entry.train.spacing(push=False)
            if self.name == SPACING
            else getattr(getattr(entry, group), name)
        )
        least, most = allowed(declarations()[self.given])
        low, high = (min(max(end + own - self.usual, least), most) for end in (self.low, self.high))
        return replace(self, low=low, usual=own, high=high)

    def draw(self, generator: np.random.Generator, count: int) -> Floats:
        """(draw,) `count` values in the parameter's own unit."""
        if self.shape == "even":
            return generator.uniform(self.low, self.high, count)
        return generator.triangular(self.low, self.usual, self.high, count)


def _scaled(*names: str) -> Callable[[ParameterSets, Floats], ParameterSets]:
    def apply(sets: ParameterSets, factor: Floats) -> ParameterSets:
        return sets.vary(
            **{
                name: (array := getattr(sets, name)) * factor.reshape(-1, *[1] * (array.ndim - 1))
                for name in names
            }
        )

    return apply


def _strength(index: int, *, scaled: bool) -> Callable[[ParameterSets, Floats], ParameterSets]:
    def apply(sets: ParameterSets, values: Floats) -> ParameterSets:
        strengths = sets.strengths.copy()
        strengths[:, index] = strengths[:, index] * values if scaled else values
        return sets.vary(strengths=strengths)

    return apply


def _density(sets: ParameterSets, difference: Floats) -> ParameterSets:
    return sets.vary(air_density_kgm3=sets.air_density_kgm3 + difference)


def _push_ratio(sets: ParameterSets, values: Floats) -> ParameterSets:
    return sets.vary(push_ratio=values)


PUSH_RATIO = "κ_push/κ_rot"
EXCHANGE = "duration of a change"
SPACING = "distance when rotating"

# Ranges as `docs/models.md` sources them: (low, default, high), ratios over the default.
UNCERTAIN: tuple[Uncertain, ...] = (
    Uncertain(PUSH_RATIO, "1", 0.95, 0.98, 1.00, "even", _push_ratio, "effort.push_ratio"),
    Uncertain(
        "shelter of the second",
        "×",
        0.30 / 0.37,
        1.0,
        0.40 / 0.37,
        "triangle",
        _strength(0, scaled=True),
    ),
    Uncertain(
        "shelter of the third",
        "×",
        0.38 / 0.46,
        1.0,
        0.50 / 0.46,
        "triangle",
        _strength(1, scaled=True),
    ),
    Uncertain(
        "leader's gain",
        "1",
        0.05,
        0.09,
        0.18,
        "triangle",
        _strength(2, scaled=False),
        "effort.leader_gain",
    ),
    Uncertain(
        "drag when swung out",
        "1",
        0.0,
        0.05,
        0.2,
        "even",
        _strength(3, scaled=False),
        "effort.swung_out_drag",
    ),
    Uncertain(EXCHANGE, "s", 4.2, 5.0, 7.7, "triangle", None, "train.exchange_s"),
    # Hip to hip 0.8–2 m are skated; how far apart a rotation rides is a guess.
    Uncertain(SPACING, "m", 1.0, 1.2, 1.5, "triangle", None, "train.spacing_m"),
    Uncertain("air density", "kg/m³", -0.03, 0.0, 0.03, "triangle", _density),
    Uncertain("drag area", "×", 0.18 / 0.20, 1.0, 0.24 / 0.20, "triangle", _scaled("drag_area_m2")),
    Uncertain(
        "ice friction",
        "×",
        0.003 / 0.0048,
        1.0,
        0.006 / 0.0048,
        "triangle",
        _scaled("friction_straight", "friction_curve"),
    ),
    Uncertain("mass", "×", 72 / 78, 1.0, 86 / 78, "triangle", _scaled("mass_kg")),
    Uncertain("aerobic power", "×", 300 / 335, 1.0, 360 / 335, "triangle", _scaled("aerobic_w")),
    Uncertain("anaerobic reserve", "×", 18 / 24, 1.0, 28 / 24, "triangle", _scaled("anaerobic_j")),
)

# The duration of an exchange belongs to the course; draws are put into so many classes.
EXCHANGE_CLASSES = 3


def uncertain(entry: Entry) -> tuple[Uncertain, ...]:
    """What may be off, with the ranges about an entry's own values."""
    return tuple(each.about(entry) for each in UNCERTAIN)


def draws(entry: Entry, count: int, seed: int) -> dict[str, Floats]:
    """(draw,) values of every uncertain parameter, by name; the same for the same seed."""
    generator = np.random.default_rng(seed)
    return {each.name: each.draw(generator, count) for each in uncertain(entry)}


def applied(sets: ParameterSets, values: Mapping[str, Floats]) -> ParameterSets:
    """Cases, one for each draw, with the drawn values set.

    Parameters
    ----------
    sets : one case
    values : (draw,) by name, all of one length; names that are missing keep their value
    """
    count = len(next(iter(values.values())))
    result = sets.repeat(count)
    for each in UNCERTAIN:
        if each.name in values and each.apply is not None:
            result = each.apply(result, values[each.name])
    return result


def spaced(sets: ParameterSets, from_m: float, to_m: Floats) -> ParameterSets:
    """Cases with the drafting strengths of another spacing in line (P6, P7).

    What an exchange looks like stays; a course laid out anew gives the same to 0.05 s.

    Parameters
    ----------
    sets : cases on a course laid out with `from_m`
    from_m : [m]
    to_m : (case,) [m]
    """
    before = np.array([from_m])
    shelter = nearness(to_m) / nearness(before)
    followed = gain(to_m) / gain(before)
    factors = np.stack([shelter, shelter, followed, np.ones_like(to_m)], axis=1)
    return sets.vary(strengths=sets.strengths * factors)


def classes(values: Floats) -> list[tuple[float, NDArray[np.intp]]]:
    """Draws of a duration, sorted into classes: (median of the class, indices).

    Parameters
    ----------
    values : (draw,)
    """
    order = np.argsort(values, kind="stable")
    return [
        (float(np.median(values[part])), part)
        for part in np.array_split(order, min(EXCHANGE_CLASSES, len(values)))
        if len(part)
    ]
