"""Times of one event that a what-if has on different rinks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pursuit_sim.scenario.race import Entry, Listed, Race

ELSEWHERE = "skated on another rink, or in other air or on other ice, than the other times"


def elsewhere(told: Sequence[tuple[Race, Entry | Listed]]) -> tuple[bool, ...]:
    """Of each time, whether it was skated on another rink than most.

    A time that no what-if tells stays on the rink on which it was skated.

    Parameters
    ----------
    told : race and entry of each time
    """
    rinks = [(entry.was or race).rink for race, entry in told]
    home = [rink for rink, _ in Counter(rinks).most_common(1)]
    return tuple(rink not in home for rink in rinks)
