"""Beijing 2022, semifinal 1, as the pictures of many tests show it."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.draw.replay.race_context import RaceContext, StandingRecord
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Rink
from pursuit_sim.scenario.race import Entry, Race, Split, Team
from pursuit_sim.sim import simulate
from pursuit_sim.track import Side
from pursuit_sim.trajectory import Trajectory

FASTER_S = 1.20  # what the push gains NED in `pushed`
PUSH = Formation((Lead(0, 8),), push=True)
ROTATING = Formation((Lead(0, 2.5), Lead(1, 2), Lead(2, 3.5)))


def entry(
    code: str,
    colour: str,
    side: Side,
    formation: Formation,
    time: float,
    *known: Split,
) -> Entry:
    """A team of which only what is given matters; `known` are its passings."""
    team = Team(code, code.title(), colour)
    lineup = (f"Ann {code}one", f"Bob {code}two", f"Cid {code}three")
    return Entry(team, side, lineup, formation, time, splits=known)


# With the passings that the press reported.
SEMIFINAL = Race(
    "sf-1", "Semifinal 1", "semifinal", "", 8, Rink(),
    (
        entry("NOR", "#d7203b", "finish", PUSH, 218.28, Split(9, 123.79), Split(13, 177.19)),
        entry("NED", "#f26b1d", "crossing", ROTATING, 219.62, Split(9, 124.56), Split(13, 178.42)),
    ),
)  # fmt: skip
CONTEXT = RaceContext(
    "Beijing 2022",
    "Men’s team pursuit",
    "National Speed Skating Oval",
    "15 February 2022",
    (StandingRecord("WR", 214.47), StandingRecord("OR", 217.08)),
)


def pushed(faster_s: float = FASTER_S) -> Trajectory:
    """The semifinal in which NED pushes, and is so much faster; no passings known."""
    first, second = SEMIFINAL.entries
    ned = replace(
        second, formation=PUSH, official_time_s=second.official_time_s - faster_s, splits=()
    )
    return simulate(replace(SEMIFINAL, entries=(first, ned)))
