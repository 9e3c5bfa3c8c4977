"""What each skater of a power race has to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from pursuit_sim.sim.power import PowerRace

_STEP_S = 0.1  # of the axis on which powers are averaged
_SETTLED_S = 20.0  # after which a peak is no longer that of the start
_TIE_S = 1e-9


@dataclass(frozen=True, slots=True)
class Load:
    """One skater in one formation.

    Attributes
    ----------
    skater : name
    mean_power_w : mechanical power, mean over the race [W]
    peak_power_w : largest power [W]; the start's
    peak_later_w : largest power after 20 s [W]
    front_s : time in front [s]
    reserve_left_j : anaerobic reserve at the finish [J]
    lowest_reserve_j : its lowest value [J]
    push_received_n, push_given_n : mean forces over the race [N]
    """

    skater: str
    mean_power_w: float
    peak_power_w: float
    peak_later_w: float
    front_s: float
    reserve_left_j: float
    lowest_reserve_j: float
    push_received_n: float
    push_given_n: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def loads(power: PowerRace) -> tuple[Load, ...]:
    """Loads of the three skaters, in the order of the line-up."""
    finish = power.time_s
    time = np.append(np.arange(0.0, finish - _TIE_S, _STEP_S), finish)
    moments = power.moments(time)
    mean = np.trapezoid(moments.power_w, time, axis=0) / finish
    later = moments.power_w[time >= min(_SETTLED_S, finish / 2)]
    phases = power.course.phases
    edges = power.edge_s
    front = np.zeros(len(power.entry.lineup))
    for phase in phases:
        begin = edges[phase.begin] if phase.begin else 0.0
        front[phase.order[0]] += edges[phase.end] - begin
    received = power.mean_push_n
    given = power.mean_push_given_n
    return tuple(
        Load(
            skater=name,
            mean_power_w=float(mean[i]),
            peak_power_w=float(moments.power_w[:, i].max()),
            peak_later_w=float(later[:, i].max()),
            front_s=float(front[i]),
            reserve_left_j=max(0.0, float(power.edge_reserve_j[-1, i])),
            lowest_reserve_j=max(0.0, float(power.edge_reserve_j[:, i].min())),
            push_received_n=float(received[i]),
            push_given_n=float(given[i]),
        )
        for i, name in enumerate(power.entry.lineup)
    )
