"""How far each parameter may be off: which value a share between 0 and 1 stands for.

Ranges are those of `docs/models.md` around the default, and are carried over to an entry's
own values as ratios or differences: an entry with a drag area of 0.19 m² may be off by as
much, in parts, as one with 0.20 m², and a κ_push/κ_rot of 0.97 by as much as one of 0.98.
What is measured lies in a triangle with its peak at the value; what is guessed, evenly in its
range. The shares themselves are drawn by `variance.design`. All three skaters of a team are off
alike, and besides differ from each other where the scenario does not say how.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.scenario.formation import SKATERS
from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.drafting import SHELTERS, gain, nearness

Shape = Literal["triangle", "even", "normal"]
Apply = Callable[[ParameterSets, Floats], ParameterSets]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """A parameter that may be off.

    Attributes
    ----------
    name : for people
    unit : "×" for a ratio to the value, else the unit of a difference or of the value itself
    low, usual, high : range and most likely value; of a normal distribution, two standard
        deviations to either side
    shape : how it is drawn
    apply : cases with this parameter set to the drawn values (case,); None for what belongs
        to the course, and for the spacings, which only some formations change
    given : key of the parameter of an entry that the range is about; empty for ratios and
        differences, which are about any value as they stand
    group : what it is told as, together with others; empty for itself alone
    """

    name: str
    unit: str
    low: float
    usual: float
    high: float
    shape: Shape
    apply: Apply | None
    given: str = ""
    group: str = ""

    @property
    def told(self) -> str:
        """The group, or its own name."""
        return self.group or self.name

    def about(self, entry: Entry) -> Uncertain:
        """The same, the range moved to an entry's own value and cut at what is allowed."""
        if self.name == DRAFTING:
            own = _SETS.index(entry.effort.drafting)
            return replace(self, usual=(own + 0.5) / len(_SETS))
        if not self.given:
            return self
        group, _, name = self.given.partition(".")
        if self.name in (SPACING, PUSH_SPACING):
            own_value = entry.train.spacing(push=self.name == PUSH_SPACING)
        else:
            own_value = float(getattr(getattr(entry, group), name))
        least, most = allowed(declarations()[self.given])
        low, high = (
            min(max(end + own_value - self.usual, least), most) for end in (self.low, self.high)
        )
        return replace(self, low=low, usual=own_value, high=high)

    def quantile(self, share: Floats) -> Floats:
        """(draw,) values below which the given shares lie, in the parameter's own unit."""
        if self.shape == "even":
            return self.low + share * (self.high - self.low)
        if self.shape == "normal":
            spread = NormalDist(self.usual, (self.high - self.usual) / 2)
            inside = np.clip(share, _RAREST, 1 - _RAREST)
            return np.array([spread.inv_cdf(each) for each in inside.tolist()])
        width = self.high - self.low
        if width == 0:
            return np.full_like(share, self.usual)
        peak = (self.usual - self.low) / width
        below = self.low + np.sqrt(share * width * (self.usual - self.low))
        above = self.high - np.sqrt((1 - share) * width * (self.high - self.usual))
        return np.where(share < peak, below, above)


def _scaled(*names: str) -> Apply:
    def apply(sets: ParameterSets, factor: Floats) -> ParameterSets:
        return sets.vary(
            **{
                name: (array := getattr(sets, name)) * factor.reshape(-1, *[1] * (array.ndim - 1))
                for name in names
            }
        )

    return apply


def _ability(skater: int) -> Apply:
    def apply(sets: ParameterSets, more: Floats) -> ParameterSets:
        powers = {name: getattr(sets, name).copy() for name in ("aerobic_w", "anaerobic_j")}
        for array in powers.values():
            array[:, skater] *= 1 + more
        return sets.vary(**powers)

    return apply


def _shelter(sets: ParameterSets, factor: Floats) -> ParameterSets:
    """The third's shelter goes with the second's, each from end to end of its own range."""
    strengths = sets.strengths.copy()
    strengths[:, 0] *= factor
    strengths[:, 1] *= np.interp(factor, _SECOND_SHELTER, _THIRD_SHELTER)
    return sets.vary(strengths=strengths)


def _set(sets: ParameterSets, share: Floats) -> ParameterSets:
    strengths = sets.strengths.copy()
    strengths[:, :2] = np.array([SHELTERS[each] for each in set_of(share).tolist()])
    return sets.vary(strengths=strengths)


def set_of(share: Floats) -> NDArray[np.str_]:
    """(draw,) the set of drafting strengths that a draw of `DRAFTING` stands for."""
    names: NDArray[np.str_] = np.array(_SETS)
    return np.asarray(names[np.minimum((share * len(_SETS)).astype(int), len(_SETS) - 1)])


def _strength(index: int) -> Apply:
    def apply(sets: ParameterSets, values: Floats) -> ParameterSets:
        strengths = sets.strengths.copy()
        strengths[:, index] = values
        return sets.vary(strengths=strengths)

    return apply


def _density(sets: ParameterSets, difference: Floats) -> ParameterSets:
    return sets.vary(air_density_kgm3=sets.air_density_kgm3 + difference)


def _push_ratio(sets: ParameterSets, values: Floats) -> ParameterSets:
    return sets.vary(push_ratio=values)


PUSH_RATIO = "κ_push/κ_rot"
DRAFTING = "set of drafting strengths"
EXCHANGE = "duration of a change"
SWING = "how far an old leader swings out"
SPACING = "distance when rotating"
PUSH_SPACING = "distance when pushing"
TURNS = "turns that were skated"
CHANGE, SKATERS_DIFFER, BODIES, AIR_AND_ICE = (
    "what a change costs",
    "how the three differ",
    "bodies",
    "air and ice",
)
GUESSES = (PUSH_RATIO, DRAFTING, SPACING, PUSH_SPACING)  # whose corners are looked at
# The length and the path of a change belong to the course; draws are put into classes.
EXCHANGE_CLASSES, SWING_CLASSES = 3, 2
MOST_ALIKE = EXCHANGE_CLASSES * SWING_CLASSES  # changes that each have a class of their own
_SETS: tuple[DraftingSet, ...] = ("race-effective", "wind-tunnel")
_RAREST = 1e-6
# 1500 and 5000 m times of team mates differ by 1.5 %, the powers behind them by 4 %.
SKATER_SD = 0.04
_SECOND_SHELTER = (0.30 / 0.37, 1.0, 0.40 / 0.37)
_THIRD_SHELTER = (0.38 / 0.46, 1.0, 0.50 / 0.46)

# Ranges as `docs/models.md` sources them: (low, default, high), ratios over the default.
# In this order they are applied: shelter is scaled after the set is chosen.
UNCERTAIN: tuple[Uncertain, ...] = (
    Uncertain(PUSH_RATIO, "1", 0.95, 0.98, 1.00, "even", _push_ratio, "effort.push_ratio"),
    Uncertain(DRAFTING, "", 0.0, 0.25, 1.0, "even", _set),
    Uncertain("shelter behind others", "×", *_SECOND_SHELTER, "triangle", _shelter),
    Uncertain(
        "leader's gain", "1", 0.05, 0.09, 0.18, "triangle", _strength(2), "effort.leader_gain"
    ),
    # Hip to hip 0.8–2 m are skated; how far apart a rotation rides is a guess.
    Uncertain(SPACING, "m", 1.0, 1.2, 1.5, "triangle", None, "train.spacing_m"),
    # Hand on hip or back: an arm's length, bent or stretched.
    Uncertain(PUSH_SPACING, "m", 0.8, 0.9, 1.1, "triangle", None, "train.spacing_m"),
    Uncertain(
        "drag when swung out",
        "1",
        0.0,
        0.05,
        0.2,
        "even",
        _strength(3),
        "effort.swung_out_drag",
        CHANGE,
    ),
    Uncertain(EXCHANGE, "s", 4.2, 5.0, 7.7, "triangle", None, "train.exchange_s", CHANGE),
    Uncertain(SWING, "m", 1.0, 2.75, 3.0, "triangle", None, "train.swing_out_m", CHANGE),
    *(
        Uncertain(
            f"ability of skater {i + 1}",
            "+%",
            -2 * SKATER_SD,
            0.0,
            2 * SKATER_SD,
            "normal",
            _ability(i),
            group=SKATERS_DIFFER,
        )
        for i in range(SKATERS)
    ),
    Uncertain(TURNS, "", 0.0, 0.0, 1.0, "even", None),
    Uncertain("air density", "kg/m³", -0.03, 0.0, 0.03, "triangle", _density, group=AIR_AND_ICE),
    Uncertain(
        "ice friction",
        "×",
        0.003 / 0.0048,
        1.0,
        0.006 / 0.0048,
        "triangle",
        _scaled("friction_straight", "friction_curve"),
        group=AIR_AND_ICE,
    ),
    Uncertain(
        "drag area",
        "×",
        0.18 / 0.20,
        1.0,
        0.24 / 0.20,
        "triangle",
        _scaled("drag_area_m2"),
        group=BODIES,
    ),
    Uncertain("mass", "×", 72 / 78, 1.0, 86 / 78, "triangle", _scaled("mass_kg"), group=BODIES),
    Uncertain(
        "aerobic power",
        "×",
        300 / 335,
        1.0,
        360 / 335,
        "triangle",
        _scaled("aerobic_w"),
        group=BODIES,
    ),
    Uncertain(
        "anaerobic reserve",
        "×",
        18 / 24,
        1.0,
        28 / 24,
        "triangle",
        _scaled("anaerobic_j"),
        group=BODIES,
    ),
)


def uncertain(entry: Entry, *, turns_known: bool = True) -> tuple[Uncertain, ...]:
    """What may be off, with the ranges about an entry's own values.

    Left out is what the scenario says: strengths of drafting, how the three differ, turns.
    """
    effort = entry.effort
    own = effort.shelter_second is not None or effort.shelter_third is not None
    left_out = {DRAFTING} if own else set()
    if differences_told(entry):
        left_out |= {each.name for each in UNCERTAIN if each.group == SKATERS_DIFFER}
    if turns_known:
        left_out.add(TURNS)
    return tuple(each.about(entry) for each in UNCERTAIN if each.name not in left_out)


def differences_told(entry: Entry) -> bool:
    """Whether the scenario says how the three differ: in powers, reserve or drag, not in mass."""
    strengths = {(each.aerobic_w, each.anaerobic_j, each.drag_area_m2) for each in entry.bodies}
    return len(strengths) > 1 or bool({*entry.lineup} & {*entry.team.described})


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


def classes(durations_s: Floats, swings_m: Floats) -> list[tuple[float, float, Ints]]:
    """Changes sorted into classes of likes: (median duration, median swing-out, indices).

    Parameters
    ----------
    durations_s, swings_m : (draw,) of the changes
    """
    pairs = np.stack([durations_s, swings_m], axis=1)
    unlike, which = np.unique(pairs, axis=0, return_inverse=True)
    if len(unlike) <= MOST_ALIKE:
        return [
            (float(duration), float(swing), np.flatnonzero(which == i))
            for i, (duration, swing) in enumerate(unlike)
        ]
    found = []
    for part in np.array_split(np.argsort(durations_s, kind="stable"), EXCHANGE_CLASSES):
        by_swing = part[np.argsort(swings_m[part], kind="stable")]
        found += [
            (float(np.median(durations_s[some])), float(np.median(swings_m[some])), some)
            for some in np.array_split(by_swing, SWING_CLASSES)
        ]
    return found
