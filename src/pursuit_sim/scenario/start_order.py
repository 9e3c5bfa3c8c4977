"""Whether the order of the races in a file agrees with when they started."""

from __future__ import annotations

from pursuit_sim.scenario.scenario import Scenario

_DATE = len("2022-02-15")
_LOCAL = len("2022-02-15T14:52:00")  # without an offset from UTC


def out_of_order(scenario: Scenario) -> tuple[str, ...]:
    """That races stand behind later ones in the file, in a sentence; none where none does.

    The order of the file is the order of the event: which records stood, and what was known before
    a race, go by it.
    """
    latest, where, behind = "", "", []
    for race in scenario.races.values():
        both = min(len(latest), len(race.start), _LOCAL)
        same_day = latest[:_DATE] == race.start[:_DATE]
        if not same_day:
            both = min(both, _DATE)
        if both and race.start[:both] < latest[:both]:
            behind.append(f"{race.name} behind {where}")
        elif race.start[:both] > latest[:both] or len(race.start) > len(latest):
            latest, where = race.start, race.name
    if not behind:
        return ()
    more = f" and {len(behind) - 1} more" if len(behind) > 1 else ""
    said = (
        f"in the file races stand behind others that started later ({behind[0]}{more}); records, "
        "and what odds know before a race, go by the order of the file"
    )
    return (said,)
