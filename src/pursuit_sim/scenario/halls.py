"""Halls by name, and the density of their air."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pursuit_sim import resources
from pursuit_sim.scenario.parameters import Rink

if TYPE_CHECKING:
    from pursuit_sim.arrays import Floats

Heights = TypeVar("Heights", float, "Floats")  # above the sea [m], one or several

_KELVIN = 273.15  # of 0 °C
_DRY_J_KGK, _VAPOUR_J_KGK = 287.05, 461.5  # specific gas constants


class Hall(NamedTuple):
    """An indoor oval.

    Attributes
    ----------
    name, city : for people
    altitude_m : above the sea [m]
    air_density_kgm3 : published for races there; None where it follows from the altitude
    inner_radius_m : as measured; None where it is not known
    source : of what is not in the source of the whole list
    """

    name: str
    city: str
    altitude_m: float
    air_density_kgm3: float | None = None
    inner_radius_m: float | None = None
    source: str = ""


@cache
def halls() -> Mapping[str, Hall]:
    """The halls of ``assets/halls.toml`` by the name that a scenario gives them.

    Raises
    ------
    DamagedAssetError
        if the file is not what it was
    """
    path = resources.asset("halls.toml")
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return MappingProxyType({name: Hall(**table) for name, table in tables.items()})
    except (ValueError, TypeError) as error:
        raise resources.DamagedAssetError(path) from error


def values(
    hall: str | None, given: Mapping[str, float], air: Mapping[str, float]
) -> dict[str, float]:
    """The values of `Rink` that a scenario's table says, by itself or by its hall.

    Air that is described has the density that follows, unless the density itself is given. A hall
    of which no density is published has that of its altitude in the usual air of halls. Another
    altitude changes the density, from that of the hall or of the sea, as any altitude does.

    Parameters
    ----------
    hall : its name, see `halls`; None for none
    given : values of `Rink` that the table gives; they win
    air : what the table says of its air, as `density` takes it

    Raises
    ------
    KeyError
        if there is no such hall
    """
    found: dict[str, float] = {}
    known, height = Rink().air_density_kgm3, 0.0  # [kg/m³] at which altitude [m]
    if hall is not None:
        there = halls()[hall]
        height = found["altitude_m"] = float(there.altitude_m)
        if there.inner_radius_m is not None:
            found["inner_radius_m"] = there.inner_radius_m
        known = there.air_density_kgm3 or density(height)
    found |= given
    if "air_density_kgm3" in found or not ("altitude_m" in found or air):
        return found
    altitude = found.get("altitude_m", 0.0)
    found["air_density_kgm3"] = (
        density(altitude, **air) if air else thinned(known, height, altitude)
    )
    return found


def thinned(air_density_kgm3: float, from_m: float, to_m: Heights) -> Heights:
    """Density [kg/m³] of air that is known at one altitude, at another: it thins out as any does.

    Parameters
    ----------
    air_density_kgm3 : as it is known
    from_m, to_m : the altitude where it is, and the other one, or several [m]
    """
    return air_density_kgm3 * (density(to_m) / density(from_m))


def density(
    altitude_m: Heights,
    air_temperature_c: float = 15.0,
    humidity_pct: float = 30.0,
    air_pressure_hpa: Heights | None = None,
) -> Heights:
    """Density of moist air [kg/m³]: two ideal gases.

    Parameters
    ----------
    altitude_m : above the sea [m]; gives the pressure where that is not known
    air_temperature_c : [°C]; the World Cup of 2025/26 had 15.5 to 18.8
    humidity_pct : relative [%]; the World Cup of 2025/26 had 20 to 30
    air_pressure_hpa : in the hall, not reduced to the sea [hPa]

    Notes
    -----
    The pressure of saturated vapour is Magnus' in the form of Alduchov and Eskridge 1996.
    """
    pressure = standard_pressure_hpa(altitude_m) if air_pressure_hpa is None else air_pressure_hpa
    saturated = 6.1094 * math.exp(17.625 * air_temperature_c / (air_temperature_c + 243.04))
    vapour = saturated * humidity_pct / 100
    kelvin = air_temperature_c + _KELVIN
    per_pascal = (pressure - vapour) / _DRY_J_KGK + vapour / _VAPOUR_J_KGK
    return 100 * per_pascal / kelvin


def standard_pressure_hpa(altitude_m: Heights) -> Heights:
    """Pressure of the standard atmosphere [hPa] (ISO 2533), up to 11 km."""
    pressure: Heights = 1013.25 * (1 - 0.0065 * altitude_m / 288.15) ** 5.2559
    return pressure
