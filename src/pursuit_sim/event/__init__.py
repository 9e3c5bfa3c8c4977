"""An event: its races timed, its bracket checked, its places and records."""

from pursuit_sim.event.entry_result import EntryResult
from pursuit_sim.event.results import RaceResult, Results
from pursuit_sim.event.run import results

__all__ = ["EntryResult", "RaceResult", "Results", "results"]
