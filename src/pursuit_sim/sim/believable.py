"""Whether anybody skates the race that the power balance finds, and what is amiss if not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.human_limits import (
    FASTEST_HALF_LAP_S,
    FASTEST_OPENING_S,
    SLOWEST_HALF_LAP_S,
)
from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import drafting
from pursuit_sim.units import format_laps, format_time

# A half-lap that takes so many times the fastest is no pace: teams that break fade by a third.
CRAWL = 1.5
# Values that tell: +1 where more of it is out of line, −1 where less is.
_SLOW = {
    "body.mass_kg": 1, "body.drag_area_m2": 1, "body.aerobic_w": -1, "body.anaerobic_j": -1,
    "effort.effectiveness": -1, "effort.start_power_w": -1,
}  # fmt: skip
_FAST = {name: -sign for name, sign in _SLOW.items()}
# Who spends much early, and cannot live on what flows in later.
_NO_PACE = "cannot hold a pace"
_UNEVEN = _SLOW | {
    "body.anaerobic_j": 1, "effort.start_power_w": 1, "effort.start_decay_s": 1,
    "effort.power_slope_w": 1,
}  # fmt: skip


def check_pace(race: Race, entry: Entry, passings_s: Floats) -> None:
    """Refuse a race that nobody skates.

    Parameters
    ----------
    race, entry : who skates where
    passings_s : (half-lap,) [s] of the tail

    Raises
    ------
    InputError
        if a half-lap is faster than anybody, slower than children, or slow beside another
    """
    halves = np.diff(passings_s, prepend=0.0)
    slow = int(halves.argmax())
    # The standing start takes its time in the first.
    fast = int(halves[1:].argmin()) + 1 if len(halves) > 1 else 0
    if halves[0] < FASTEST_OPENING_S or (fast and halves[fast] < FASTEST_HALF_LAP_S):
        verdict, worst = "is faster than anybody", 0 if halves[0] < FASTEST_OPENING_S else fast
        least = FASTEST_HALF_LAP_S if worst else FASTEST_OPENING_S
        blame, told = _FAST, f"nobody takes less than {least:g} s"
    elif slow and halves[slow] > CRAWL * halves[fast]:
        verdict, worst, blame = _NO_PACE, slow, _UNEVEN
        told = f"where they are fastest it takes {halves[fast]:.1f} s"
    elif halves[slow] > SLOWEST_HALF_LAP_S:
        verdict, worst, blame = _NO_PACE, slow, _SLOW
        told = f"a team takes at most {SLOWEST_HALF_LAP_S:g} s"
    else:
        return
    _, key, found, usual = max(_out_of_line(entry, blame))
    raise InputError.single(
        race.id,
        f"{entry.side}.{key}",
        f"found {found}, with which {entry.team.code} ({entry.formation.label}) {verdict}: "
        f"{halves[worst]:.1f} s for the half-lap up to {format_laps(worst + 1)}, "
        f"{format_time(float(passings_s[-1]))} in all; {told}",
        f"of what is out of line this is farthest: write a value nearer to {usual}",
    )


def _out_of_line(entry: Entry, blame: Mapping[str, int]) -> Iterator[tuple[float, str, str, str]]:
    """(share of its range, key, value, usual value) by which each value is out of line."""
    usual_effectiveness = drafting.effectiveness(
        entry.effort.model_copy(update={"effectiveness": None})
    )
    for key, sign in blame.items():
        group, name = key.split(".")
        info = declarations()[key]
        low, high = (
            next(getattr(each, bound) for each in info.metadata if hasattr(each, bound))
            for bound in ("ge", "le")
        )
        usual = usual_effectiveness if name == "effectiveness" else info.default
        room = (high if sign > 0 else low) - usual
        owners = entry.bodies if group == "body" else (entry.effort,)
        alike = len({getattr(owner, name) for owner in owners}) == 1
        for owner, skater in zip(owners, entry.lineup, strict=False):
            found = getattr(owner, name)
            value = usual if found is None else found
            whose = "" if alike else f" of {skater}"
            yield (value - usual) / room, key, f"{value:g}{whose}", f"{usual:g}"
