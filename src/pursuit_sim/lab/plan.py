"""A plan for a race: order, turns, push or not, and pacing; as a scenario file too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pursuit_sim.lab import slow_words
from pursuit_sim.lab.load import Load, loads
from pursuit_sim.scenario import write
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.formation import SKATERS, Formation, Lead
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import compared_with, time_source
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.turns import MID_CURVE_LAPS
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_gap, format_time

FORMAT, VERSION = "pursuit-sim/plan", 1
# [W] of the pacing, for each skater, on either side of level effort: −45 W is what six measured
# races were skated with, in the mean (`docs/models.md`). Nobody was faster for starting faster.
STEEPEST_W = 45.0
_CLOSE_W = 2.0  # to which the search finds it


@dataclass(frozen=True, slots=True, repr=False)
class Plan(Tabular):
    """How a team should skate a race.

    Attributes
    ----------
    race : the race
    entry : the entry as planned, κ set; `simulate` with model "power" skates it
    time_s : what it takes [s]
    official_time_s : what the team took [s]
    """

    race: Race
    entry: Entry
    time_s: float
    official_time_s: float

    @property
    def gain_s(self) -> float:
        """Planned minus official time [s]; negative is faster."""
        return self.time_s - self.official_time_s

    @property
    def heading(self) -> str:
        """The plan in a line."""
        return f"{self.entry.team.code}, {self.race.title}: {self.summary}"

    @property
    def doubt(self) -> str:
        """What follows its line where nobody measured the time that it is compared with."""
        return compared_with(self.race, self.entry, "the time it is compared with")

    @property
    def _above(self) -> str:
        return self.heading + self.doubt

    @property
    def remarks(self) -> tuple[str, ...]:
        """Where the race that κ is fitted to was clearly slow, in sentences."""
        return slow_words.remarks(self.race, self.entry)

    @property
    def is_steepest(self) -> bool:
        """Whether the search for the pacing ended where no faster start is looked at."""
        return self.entry.effort.power_slope_w < _CLOSE_W - STEEPEST_W

    def rows(self) -> list[dict[str, Any]]:
        """One row a turn in the lead."""
        return [
            {"turn": number, "leader": name, "laps": laps}
            for number, (name, laps) in enumerate(self.turns, 1)
        ]

    @property
    def turns(self) -> tuple[tuple[str, float], ...]:
        """Who leads for how many laps, in order."""
        return tuple(
            (self.entry.lineup[lead.skater], lead.laps) for lead in self.entry.formation.leads
        )

    @property
    def loads(self) -> tuple[Load, ...]:
        """What it asks of each skater."""
        return loads(PowerRace(self.race, self.entry))

    @property
    def summary(self) -> str:
        """One line for people."""
        how = "with a push" if self.entry.formation.push else "without a push"
        turns = ", ".join(f"{name} {laps:g}" for name, laps in self.turns)
        count = len(self.turns) - 1
        power = f"{self.entry.effort.power_slope_w:+.0f}".replace("-", "−")
        return (
            f"{format_time(self.time_s)} ({format_gap(self.gain_s)} s), {how}, "
            f"{count} change{'' if count == 1 else 's'}: {turns} laps; "
            f"power {power} W from start to finish"
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "team": self.entry.team.code,
            "official_time_s": self.official_time_s,
            "time_source": time_source(self.race, self.entry),
            "slow": [each.to_dict() for each in slow_words.slow(self.race, self.entry)],
            "unexplained": slow_words.unexplained(self.race, self.entry) or None,
            **self.how(),
        }

    def how(self) -> dict[str, Any]:
        """How it is skated, and what it takes, as plain data."""
        return {
            "time_s": self.time_s,
            "lineup": list(self.entry.lineup),
            "push": self.entry.formation.push,
            "leads": [list(turn) for turn in self.turns],
            "effectiveness": self.entry.effort.effectiveness,
            "power_slope_w": self.entry.effort.power_slope_w,
            "skaters": [each.to_dict() for each in self.loads],
        }

    def to_toml(self, extends: str, changes: Mapping[str, Any] | None = None) -> str:
        """A scenario file that skates the plan with the power model, to the last digit.

        Parameters
        ----------
        extends : bundled name, or path, of the scenario the plan was made for
        changes : tables in which the scenario was changed before
        """
        remarks = (self.summary, "For the power model, to which each effectiveness is a fit.")
        return write.what_if(extends, remarks, merge(changes or {}, self._tables()))

    def _tables(self) -> dict[str, Any]:
        entry = self.entry
        # Of a line-up that is not known, whose three are alike, a file has the usual names.
        names = entry.lineup if entry.lineup_known else sorted(entry.lineup)
        leads = [(names[lead.skater], lead.laps) for lead in entry.formation.leads]
        own = {
            "lineup": names if entry.lineup_known else UNKNOWN,
            "formation": {"push": entry.formation.push, "leads": leads},
            "effort": {
                "drafting": entry.effort.drafting,
                "effectiveness": entry.effort.effectiveness,
                "power_slope_w": float(entry.effort.power_slope_w),
            },
        }
        return {"races": {self.race.id: {entry.side: own}}}


def formation(half_laps: Sequence[int], laps: int, *, push: bool) -> Formation:
    """Turns that end in the middle of the curves of the given half-laps, in rotation.

    Parameters
    ----------
    half_laps : rising indices of half-laps, from 0
    laps : length of the race
    push : whether those behind push
    """
    edges = [0.0, *(half / 2 + MID_CURVE_LAPS for half in half_laps), float(laps)]
    return Formation(
        tuple(Lead(i % SKATERS, end - begin) for i, (begin, end) in enumerate(pairwise(edges))),
        push,
    )
