"""What a race is told by: its teams, and what is known of them on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Team:
    """A team.

    Attributes
    ----------
    code : short code, such as "NOR"
    name : full name
    colour : suit colour as "#rrggbb"
    skaters : everybody named for the event, substitutes included
    family_first : names are written family name first, as in China and Korea
    described : those of whose powers, reserve or drag something is said that is not said of all
    """

    code: str
    name: str
    colour: str
    skaters: tuple[str, ...] = ()
    family_first: bool = False
    described: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """A known passing time of the third skater.

    Attributes
    ----------
    half_lap : half-laps skated, up to 2 × laps; whole at a timing line
    time_s : [s] from the gun
    timed : it is no model's
    """

    half_lap: float
    time_s: float
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Gap:
    """A known gap between the two teams of a race, at equal distance.

    Attributes
    ----------
    half_lap : half-laps that each had skated; whole at a timing line
    low_s, high_s : bounds of the first's time less the second's [s]; equal: known; infinite: none
    assumed : nobody published it
    """

    half_lap: float
    low_s: float
    high_s: float
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall in a race; the other two skate on.

    Attributes
    ----------
    skater : of the line-up, 0 … 2
    laps : that they had skated when they fell
    """

    skater: int
    laps: float


class Fell(NamedTuple):
    """Who fell, replayed or not, and the laps that they had skated."""

    skater: str
    laps: float
