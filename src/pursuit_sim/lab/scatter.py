"""How much the times of one team differ from race to race: its form on the day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from pursuit_sim.lab.evidence_files import AFTER, Row, table

_NORMAL_MEDIAN = 1.4826  # standard deviations in a normal distribution's median deviation


@dataclass(frozen=True, slots=True)
class Scatter:
    """How much a team's times differ from race to race: its form on the day.

    Attributes
    ----------
    what : which races
    races, teams : how many
    plain_s : standard deviation [s]
    robust_s : the same from the median deviation, which a collapse does not move; or None
    """

    what: str
    races: int
    teams: int
    plain_s: float
    robust_s: float | None


def scatters(times: Iterable[Row]) -> tuple[Scatter, ...]:
    """Scatter within a team, men and women: of Beijing in one hall, and of a World Cup season."""
    rows = [row for row in times if row["event"] == AFTER]
    season = [row for row in table("world_cup_2025_26") if row["raced_out"] == "yes"]
    found = []
    for sex in ("men", "women"):
        chosen = [row for row in rows if row["sex"] == sex]
        found.append(_scatter(f"Beijing 2022, {sex}", chosen, robust=False))
    for sex in ("men", "women"):
        chosen = [row for row in season if row["sex"] == sex]
        found.append(_scatter(f"World Cup 2025/26, {sex}, three rinks", chosen, robust=True))
    return tuple(found)


def _scatter(what: str, rows: Sequence[Row], *, robust: bool) -> Scatter:
    """Residuals of team means or, on several rinks, of a mean for each team and each rink.

    Only teams that raced more than once tell anything. Times are as raced, not scaled.
    """
    nations = [row["nation"] for row in rows]
    kept = [row for row in rows if nations.count(row["nation"]) > 1]
    times = np.array([float(row["time_s"]) for row in kept])
    teams, places = (sorted({row[key] for row in kept}) for key in ("nation", "place"))
    one_of = [[row["nation"] == team for team in teams] for row in kept]
    on_rink = [[row["place"] == each for each in places[1:]] for row in kept]
    design = np.hstack([np.array(one_of, float), np.array(on_rink, float)])
    left = times - design @ np.linalg.lstsq(design, times, rcond=None)[0]
    freedom = len(kept) - design.shape[1]
    plain = sqrt(float(left @ left) / freedom)
    middle = _NORMAL_MEDIAN * float(np.median(np.abs(left))) * sqrt(len(kept) / freedom)
    return Scatter(what, len(kept), len(teams), plain, middle if robust else None)
