"""Parameter sets of the power balance, one or many thousands, as arrays.

The leading axis is the *case*; the second, where there is one, the skater of the line-up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.sim import drafting
from pursuit_sim.sim.energy_supply import at_altitude

# The arrays that choose the family of paces; the others decide what a pace costs.
PACING = (
    "start_acceleration_mps2",
    "start_power_w",
    "start_decay_s",
    "aerobic_delay_s",
    "power_slope_w",
)

# The arrays with a column for each skater.
BY_SKATER = ("mass_kg", "drag_area_m2", "aerobic_w", "anaerobic_j")


@dataclass(frozen=True, eq=False)
class ParameterSets:
    """Parameter sets.

    Attributes
    ----------
    mass_kg, drag_area_m2 : (case, skater) [kg], [m²]
    aerobic_w : (case, skater) plateau at the rink's altitude [W]
    anaerobic_j : (case, skater) reserve W′ [J]
    air_density_kgm3 : (case,) ρ
    friction_straight, friction_curve : (case,) μ
    effectiveness : (case,) κ when rotating
    push_ratio : (case,) κ when pushing over κ when rotating
    strengths : (case, 4) of drafting, see there
    push_limit_n : (case,) largest mean push [N]
    start_acceleration_mps2 : (case,) start force for each kilogram
    start_power_w, start_decay_s, aerobic_delay_s, power_slope_w : (case,) the pacing
    """

    mass_kg: Floats
    drag_area_m2: Floats
    aerobic_w: Floats
    anaerobic_j: Floats
    air_density_kgm3: Floats
    friction_straight: Floats
    friction_curve: Floats
    effectiveness: Floats
    push_ratio: Floats
    strengths: Floats
    push_limit_n: Floats
    start_acceleration_mps2: Floats
    start_power_w: Floats
    start_decay_s: Floats
    aerobic_delay_s: Floats
    power_slope_w: Floats

    def __len__(self) -> int:
        return len(self.effectiveness)

    def __getitem__(self, which: slice | NDArray[Any]) -> ParameterSets:
        """Some of the cases."""
        return ParameterSets(
            **{each.name: getattr(self, each.name)[which] for each in fields(self)}
        )

    def repeat(self, count: int) -> ParameterSets:
        """Each case `count` times in a row."""
        return ParameterSets(
            **{
                each.name: np.repeat(getattr(self, each.name), count, axis=0)
                for each in fields(self)
            }
        )

    @classmethod
    def stack(cls, several: Sequence[ParameterSets]) -> ParameterSets:
        """All cases of several sets, one after the other."""
        return cls(
            **{
                each.name: np.concatenate([getattr(some, each.name) for some in several])
                for each in fields(cls)
            }
        )

    def vary(self, **arrays: Floats) -> ParameterSets:
        """With other values in some of the arrays; shapes must be those of the fields."""
        return replace(self, **{name: np.asarray(array) for name, array in arrays.items()})


def cases_of(rink: Rink, effort: Effort, bodies: Sequence[Body]) -> ParameterSets:
    """The one parameter set of three bodies on a rink, as a batch of one.

    Parameters
    ----------
    rink : air, ice and altitude
    effort : how they spend their power
    bodies : of the line-up, with their powers
    """

    def one(value: float) -> Floats:
        return np.array([value], dtype=np.float64)

    def three(name: str) -> Floats:
        return np.array([[getattr(body, name) for body in bodies]], dtype=np.float64)

    return ParameterSets(
        mass_kg=three("mass_kg"),
        drag_area_m2=three("drag_area_m2"),
        aerobic_w=at_altitude(three("aerobic_w"), rink.altitude_m, effort.altitude_loss_per_km),
        anaerobic_j=three("anaerobic_j"),
        air_density_kgm3=one(rink.air_density_kgm3),
        friction_straight=one(rink.ice_friction_straight),
        friction_curve=one(rink.ice_friction_curve),
        effectiveness=one(drafting.effectiveness(effort)),
        push_ratio=one(effort.push_ratio),
        strengths=np.array([drafting.strengths(effort)]),
        push_limit_n=one(effort.push_limit_n),
        start_acceleration_mps2=one(effort.start_acceleration_mps2),
        start_power_w=one(effort.start_power_w),
        start_decay_s=one(effort.start_decay_s),
        aerobic_delay_s=one(effort.aerobic_delay_s),
        power_slope_w=one(effort.power_slope_w),
    )
