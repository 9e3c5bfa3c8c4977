"""The word beside a time or a gap of a replay that nobody measured, the same wherever it is told.

What a scenario says of it, `scenario.time_source` knows; here it is known whether the race that is
shown meets that, or ends when a model says.
"""

from __future__ import annotations

from collections.abc import Iterable

from pursuit_sim import timing
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.scenario import told_fall
from pursuit_sim.scenario.time_source import (
    ASSUMED,
    MODEL,
    passing_source,
    tie_source,
    time_source,
    word,
    worst,
)
from pursuit_sim.units import format_time

FINISHES = ("finish", "record")  # marks that are a team's time


def of_finish(replay: Replay, team: int) -> str:
    """Of a team's time: "assumed", "supposed" or "model"; empty where it was measured."""
    entry = replay.race.entries[team]
    source = time_source(replay.race, entry)
    if not timing.replays(replay.trajectory):
        return MODEL
    # A tuned race meets no time that somebody assumed: it ends when the model says.
    tuned = not all(each.timed for each in entry.splits)
    return MODEL if tuned and source == ASSUMED else word(source)


def skating(replay: Replay, team: int, time_s: float) -> tuple[str, ...]:
    """How a team skates, the most first; at least what of it is assumed, where something is.

    Whatever names who leads says the last of it, too, however little room there is.
    """
    said, entry = replay.skates(team, time_s), replay.race.entries[team]
    if replay.formation(team, time_s) is None:
        fallen = time_s < float(replay.finish_s[team]) and told_fall.doubt(entry)
        return (said, f"fall {ASSUMED}") if fallen else (said,)
    if not entry.turns_doubt:
        return (said,)
    return said, said.removeprefix(entry.formation.label).removeprefix(", ")


def of_passing(replay: Replay, team: int, half_lap: int) -> str:
    """Of a team at a line: "assumed" or "model"; empty where it is a fact, or a what-if's."""
    if half_lap == replay.race.half_laps:
        return worse([of_finish(replay, team)])
    told = timing.replays(replay.trajectory)
    entry = replay.race.entries[team]
    return worse([passing_source(replay.race, entry, half_lap) if told else MODEL])


def of_gap(replay: Replay, half_lap: int) -> str:
    """Of the gap at a line: "assumed" or "model"; empty where it is a fact, or a what-if's."""
    source = timing.gap_from(replay.trajectory, half_lap)
    if source == ASSUMED and half_lap == replay.race.half_laps:
        # As of the finishes beside it.
        teams = range(len(replay.codes))
        return worse(of_finish(replay, team) for team in teams) or ASSUMED
    return worse([source])


def of_tie(replay: Replay) -> str:
    """Of what broke a tie: "assumed" or "supposed"; empty where it is a fact."""
    return worst(tie_source(replay.race, each) for each in replay.race.entries)


def worse(doubts: Iterable[str]) -> str:
    """The word of what follows from several: "model" if one is, else "assumed" if one is."""
    found = {*doubts}
    return next((each for each in (MODEL, ASSUMED) if each in found), "")


def beside(doubt: str) -> str:
    """What follows it in a line, such as " (assumed)"; else empty."""
    return f" ({doubt})" if doubt else ""


def in_words(doubt: str) -> str:
    """What follows it in a sentence: " (assumed)", or ", says the model"; else empty."""
    return f", {timing.MODELLED}" if doubt == MODEL else beside(doubt)


def finish_time(replay: Replay, team: int) -> str:
    """A team's time as it is told once it is through, such as "3:33.00 (assumed)"."""
    return f"{format_time(float(replay.finish_s[team]))}{beside(of_finish(replay, team))}"
