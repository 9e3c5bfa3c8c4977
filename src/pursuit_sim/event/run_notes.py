"""What is told of a run beside its result, replayed or not."""

from __future__ import annotations

from pursuit_sim.event_formats import FINISHED
from pursuit_sim.scenario.endings import TIMED_STATUS
from pursuit_sim.scenario.race import SIDE, Entry, Listed, Race
from pursuit_sim.scenario.time_source import made_up
from pursuit_sim.units import format_time

# Keys of a run without a replay that are told of it, and so may be assumed.
_OF_LISTED = (
    SIDE, "team", "lineup", "formation", "time", "gap", "status", "skated", "incident", "remark",
    "records", "counts", "tie_break", "fall",
)  # fmt: skip


def listed_notes(race: Race, entry: Listed, model: str) -> tuple[str, ...]:
    """What is to be known of a run that is not replayed.

    Parameters
    ----------
    race, entry : one of the race's
    model : that was run
    """
    notes = [entry.remark]
    valid = entry.status == FINISHED and entry.official_time_s is not None
    made = made_up(race, entry)
    if valid and model != "kinematic":
        notes.insert(0, f"{made or 'official'} time, not the power model's")
    if entry.status == FINISHED:
        notes.append(f"{entry.incident}: the time counts, the run is not replayed")
    if entry.status == TIMED_STATUS and entry.official_time_s is not None:
        told = f" ({made})" if made else ""
        notes.append(f"{format_time(entry.official_time_s)}{told} does not count")
    notes += run_notes(race, entry)
    if entry.run is not None:
        notes.append(entry.run.splits_note)
    return tuple(filter(None, notes))


def run_notes(race: Race, entry: Entry | Listed) -> list[str]:
    """What is to be known of any run.

    Parameters
    ----------
    race, entry : one of the race's
    """
    notes = []
    if not entry.counts:
        notes.append("does not count: skated again")
    if entry.derived_from:
        told = made_up(race, entry)
        notes.append(
            f"time derived ({told}): the other team's and the gap"
            if told
            else "time derived: the other team's as published and the published gap"
        )
    if entry.fell is not None:
        notes.append(f"{entry.fell.skater} fell after {entry.fell.laps:g} laps")
    if isinstance(entry, Listed):
        untold = {"lineup": not entry.lineup, "formation": not entry.formation}
        assumed = [each for each in _OF_LISTED if each in entry.assumed and not untold.get(each)]
        notes += [f"assumed: {', '.join(assumed)}"] if assumed else []
    return notes
