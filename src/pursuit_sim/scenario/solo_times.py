"""Times over individual distances: what is refused at the door."""

from __future__ import annotations

from itertools import combinations

from pursuit_sim.scenario.dotted_keys import Path
from pursuit_sim.scenario.faults import Faults
from pursuit_sim.scenario.fields import number
from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
from pursuit_sim.scenario.parameter_tables import SkaterTable
from pursuit_sim.scenario.timed_body import DISTANCES_M
from pursuit_sim.units import format_time

_POWERS = ("aerobic_w", "anaerobic_j")


def check_times(table: SkaterTable, path: Path, faults: Faults) -> None:
    """Note times that nobody skates, or that contradict each other or given watts.

    Parameters
    ----------
    table : of one skater
    path : where it stands
    faults : takes the faults
    """
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
        faults.add(
            (*path, given[0]),
            "stands beside times, from which it would follow",
            "write either times or watts for a skater",
        )
    if not times and table.times_rink is not None:
        faults.add((*path, "times_rink"), "stands alone", "write time_1500, _3000 or _5000 too")
