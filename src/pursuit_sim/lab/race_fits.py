"""Fits of pacing for the teams of a race."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pursuit_sim.lab import slow_words
from pursuit_sim.lab.fit import SEARCHED, Fit, fit, fit_all
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.scenario.time_source import told_made_up
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_chance

FORMAT, VERSION = "pursuit-sim/fit", 2


@dataclass(frozen=True, slots=True, repr=False)
class RaceFits(Tabular):
    """What was found for the teams of a race.

    Attributes
    ----------
    race : the race
    fits : of the teams with enough passings, or of the one that was asked for
    left_out : why there is none, by the code of the team
    """

    race: Race
    fits: tuple[Fit, ...]
    left_out: Mapping[str, str]

    @property
    def title(self) -> str:
        """The race, and whether it is of a what-if."""
        return self.race.title

    @property
    def heading(self) -> str:
        """The race, and who is missing."""
        missing = f"; left out: {', '.join(self.left_out)}" if self.left_out else ""
        return f"{self.title}: pacing fitted to the known passings{missing}"

    def rows(self) -> list[dict[str, Any]]:
        """One row a team: the pacing, and how far half-laps are off then."""
        return [
            {
                "team": each.entry.team.code,
                **{name: getattr(each.entry.pacing, name) for name in SEARCHED},
                "mean_error_s": each.mean_error_s,
                "largest_error_s": each.largest_error_s,
                "given_mean_error_s": each.given_error_s,
                "chance": each.chance,
                "better": each.is_better,
            }
            for each in self.fits
        ]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What to beware of, and why who is left out, in sentences."""
        missing = (f"{code} is left out: {why}." for code, why in self.left_out.items())
        slow = (said for each in self.fits for said in slow_words.remarks(self.race, each.entry))
        return (*_remarks(self.fits), *dict.fromkeys(slow), *missing)

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "teams": [each.to_dict() for each in self.fits],
            "slow": {
                each.entry.team.code: [
                    slow.to_dict() for slow in slow_words.slow(self.race, each.entry)
                ]
                for each in self.fits
            },
            "unexplained": {
                each.entry.team.code: slow_words.unexplained(self.race, each.entry) or None
                for each in self.fits
            },
            "left_out": [{"team": code, "why": why} for code, why in self.left_out.items()],
        }


def fit_race(race: Race, entry: Entry | None = None) -> RaceFits:
    """Fits for every team of a race with enough known passings, or for one; see `fit`.

    Raises
    ------
    InputError
        if nobody, or not the team that was asked for, has enough of them
    """
    if entry is not None:
        return RaceFits(race, (fit(race, entry),), {})
    found, left_out = fit_all(race)
    return RaceFits(race, tuple(found), left_out)


def _remarks(fits: Iterable[Fit]) -> Iterator[str]:
    """What to beware of."""
    for each in fits:
        code = each.entry.team.code
        if not each.is_better:
            yield (
                f"{code}: no better than the scenario's own pacing by more than chance "
                f"(it does as well in {format_chance(each.chance)} of cases): these four numbers "
                "tell noise, not how the team paced itself."
            )
        if each.at_bounds:
            ends = "; ".join(
                f"{name} = {getattr(each.entry.pacing, name):g}" for name in each.at_bounds
            )
            yield f"{code}: at the end of its range, and might go on beyond: {ends}."
        for said in told_made_up([(f"{code} at the finish", each.time_source)], "the fit rests"):
            yield f"{said}."
        if each.turns_assumed:
            yield (
                f"{code}: where leaders changed is assumed, so no half-lap bears the cost of a "
                "change (exchange_cost_s = 0)."
            )
