"""The forces on a skater, one formula each.

SI units; scalars and arrays alike. Equation numbers are those of ``docs/models.md``.
"""

from __future__ import annotations

from typing import TypeVar

from pursuit_sim.arrays import Floats

Number = TypeVar("Number", float, Floats)

GRAVITY_MPS2 = 9.81  # standard value, rounded


def air_drag(
    air_density_kgm3: Number, drag_area_m2: Number, share: Number, speed_mps: Number
) -> Number:
    """½ρ·CdA·φ·v² [N]: air resistance (P1).

    Parameters
    ----------
    air_density_kgm3 : ρ [kg/m³]
    drag_area_m2 : CdA of the skater alone [m²]
    share : φ, drag as a share of that alone; see `drafting`
    speed_mps : through still air [m/s]; validated at 8–17 m/s, where CdA is constant

    References
    ----------
    van Ingen Schenau 1982, J. Biomech. 15(6): wind tunnel, speed skaters.
    """
    return 0.5 * air_density_kgm3 * drag_area_m2 * share * speed_mps**2


def ice_friction(coefficient: Number, mass_kg: Number) -> Number:
    """μ·m·g [N]: friction of the blade (P2).

    Parameters
    ----------
    coefficient : μ [1], 0.003–0.006 measured; higher in curves, where blades bite
    mass_kg : with equipment [kg]

    References
    ----------
    de Koning, de Groot, van Ingen Schenau 1992, J. Biomech. 25(6).
    """
    return coefficient * mass_kg * GRAVITY_MPS2


def steady_power(
    air_density_kgm3: float,
    drag_area_m2: float,
    coefficient: float,
    mass_kg: float,
    speed_mps: float,
    share: float = 1.0,
) -> float:
    """(½ρ·CdA·φ·v² + μ·m·g)·v [W]: what holding a speed takes at the ice (P3).

    Parameters
    ----------
    air_density_kgm3, drag_area_m2, share : see `air_drag`
    coefficient, mass_kg : see `ice_friction`
    speed_mps : [m/s]
    """
    return speed_mps * (
        air_drag(air_density_kgm3, drag_area_m2, share, speed_mps)
        + ice_friction(coefficient, mass_kg)
    )
