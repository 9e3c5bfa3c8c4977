"""What single skaters bring, and their times alone: what is refused at the door."""

from __future__ import annotations

from itertools import combinations

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number, shown
from pursuit_sim.scenario.file_tables import TeamTable
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.scenario.names import match
from pursuit_sim.scenario.parameter_tables import SkaterTable
from pursuit_sim.scenario.strangers import called, either, meant
from pursuit_sim.scenario.timed_body import DISTANCES_M
from pursuit_sim.units import format_time

_POWERS = ("aerobic_w", "anaerobic_j")


def check_bodies(team: TeamTable, path: Path, faults: Faults) -> None:
    """Note tables of nobody, several of one skater, and times that cannot be."""
    told: dict[str, str] = {}
    for name, body in (team.bodies or {}).items():
        here = (*path, "bodies", name)
        _check_times(body, here, faults)
        if not team.skaters:
            continue
        whom = meant(name, team.skaters, here, faults)
        if len(whom) > 1:
            faults.add(here, f"{shown(name)} may be {either(whom)}", "write more")
            continue
        if not whom:
            problem = f"{called(name, here, faults)} is not one skater of {path[-1]}"
            others = ", ".join(team.skaters)
            faults.add(here, problem, f"write one of {others}, or name them among its skaters")
            continue
        (skater,), word = whom, faults.said(here)
        written = word.written if word else name
        if skater in told:
            problem = f"{shown(written)} and {shown(told[skater])} are two tables of {skater}"
            faults.add(here, problem, "keep one of them, with all that is known")
        told.setdefault(skater, written)


def described(team: TeamTable) -> tuple[str, ...]:
    """Skaters of whom a table of their own says how strong they are, or how much air they push.

    Their mass alone says neither.
    """
    known = team.skaters or []
    return tuple(
        known[i]
        for name, body in (team.bodies or {}).items()
        if body.model_fields_set - {"assumed", "mass_kg"}
        for i in match(name, known)[:1]
    )


def _check_times(table: SkaterTable, path: Path, faults: Faults) -> None:
    """Note times that nobody skates, or that contradict each other or given watts."""
    times = {
        distance: time
        for distance in DISTANCES_M
        if (time := getattr(table, f"time_{distance}")) is not None
    }
    for distance, time in times.items():
        least, most = distance / FASTEST_MPS, distance / SLOWEST_MPS
        if not least <= time <= most:
            faults.add(
                (*path, f"time_{distance}"),
                f"found {format_time(time)} for {distance} m",
                f"write a time from {format_time(least)} to {format_time(most)} "
                f"({number(FASTEST_MPS)} to {number(SLOWEST_MPS)} m/s)",
            )
            return
    for (short, first), (long, second) in combinations(times.items(), 2):
        if first / short >= second / long:
            faults.add(
                (*path, f"time_{long}"),
                f"{format_time(second)} for {long} m is a faster pace than {format_time(first)} "
                f"for {short} m",
                "correct one of the two",
            )
    given = [name for name in _POWERS if name in table.model_fields_set]
    if times and given:
        problem = "stands beside times, from which it would follow"
        faults.add((*path, given[0]), problem, "write either times or watts for a skater")
    if not times and table.times_rink is not None:
        faults.add((*path, "times_rink"), "stands alone", "write time_1500, _3000 or _5000 too")
