"""Who may win a race of two, over the whole of it: the chances, and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from pursuit_sim.lab.event_chances import UNWRITTEN
from pursuit_sim.lab.supposed import Supposed
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.race import Race
from pursuit_sim.tabular import Chance, Tabular
from pursuit_sim.units import format_chance, format_gap, format_time

FORMAT, VERSION = "pursuit-sim/race-odds", 1
MEASURED, MODEL, GIVEN, START = "measured", "model", "given", "start"
ASSUMED, SUPPOSED = "assumed", "supposed"  # by a plan, by a what-if
SOURCES = (START, MEASURED, MODEL, GIVEN)  # where a gap is from, as programs read it
_HOW = {MODEL: "the model's", GIVEN: "as given", ASSUMED: "as assumed", SUPPOSED: "as supposed"}
_RATHER = 0.5  # likely: then it is said; [s] too
_DIGITS = 6  # of a time and of a share in JSON


@dataclass(frozen=True, slots=True)
class ChanceAt:
    """Who wins, as it stands at a moment.

    Attributes
    ----------
    laps : that both teams have skated
    time_s : since the gun [s], when the second of them has; None where the gap is made up
    gap_s : the first team's time there less the second's [s]: negative where it is ahead
    source : where the gap is from: one of `SOURCES`, or of what is given `ASSUMED` or `SUPPOSED`
    chance : that the first team wins
    """

    laps: float
    time_s: float | None
    gap_s: float
    source: str
    chance: float

    @property
    def gap_is(self) -> str:
        """Where the gap is from, one of `SOURCES`: what nobody measured was given by somebody."""
        return GIVEN if self.source in (ASSUMED, SUPPOSED) else self.source

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "laps": round(self.laps, _DIGITS),
            "time_s": None if self.time_s is None else round(self.time_s, _DIGITS),
            "gap_s": round(self.gap_s, _DIGITS),
            "gap_is": self.gap_is,
            "chance_first": round(self.chance, _DIGITS),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RaceOdds(Tabular):
    """The chances of both teams, before a race and over the whole of it.

    Attributes
    ----------
    race : of two teams
    teams : codes of those who meet in it, finish side first where that is known
    asked : the moment that is asked for; the start, where none is
    lines : at the start and each half-lap, as the race was skated; empty where a gap is given, and
        where it was not skated so: by others, by nobody, or not as is supposed
    curve : (laps, chance of the first team) between them, too
    time_s, error_s : of each team, the estimate before the race, and how unsure the race is [s];
        NaN where no team has a time
    runs : of each team, races that its estimate is from; none where it is guessed from others
    forms : how each team's days go
    guesses : what teams are taken for of whom no time is known, in sentences
    cautions : which times of theirs are not used, or were never skated, in sentences
    settled : how was settled what results leave open, in sentences
    unlike_event : why the odds of the event give this race otherwise; empty where they agree
    by_incident : how likely a fall or a touch is part of the gap that is asked for
    due_s : of each team, what a fall that was seen has cost and will cost beyond that gap [s]
    what_if : what is supposed, or None
    supposed : the chance of the first team at `asked` if that is so
    """

    race: Race
    teams: tuple[str, str]
    asked: ChanceAt
    lines: tuple[ChanceAt, ...]
    curve: tuple[tuple[float, float], ...]
    time_s: tuple[float, float]
    error_s: tuple[float, float]
    runs: tuple[tuple[str, ...], tuple[str, ...]]
    forms: tuple[Form, Form]
    guesses: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()
    unlike_event: str = ""
    by_incident: float = 0.0
    due_s: tuple[float, float] = (0.0, 0.0)
    what_if: Supposed | None = None
    supposed: float | None = None

    @property
    def title(self) -> str:
        """The race, and who meets in it."""
        return f"{self.race.place}: {' v '.join(self.teams)}"

    @property
    def when(self) -> str:
        """The moment in words."""
        at = self.asked
        if at.source == START:
            return "before the start"
        left = self.race.laps - at.laps
        if at.laps >= self.race.laps:
            return "at the finish"
        laps = f"{left:.3g} lap{'' if left == 1 else 's'} to go"
        return laps if at.time_s is None else f"at {format_time(at.time_s)}, {laps}"

    @property
    def heading(self) -> str:
        """The race and the moment."""
        supposing = f", {self.what_if.words}" if self.what_if else ""
        return f"{self.title}: who wins, {self.when}{supposing}"

    @property
    def basis(self) -> tuple[str, ...]:
        """What the chances rest on, and what is unsure of them, in sentences."""
        known = [
            f"{team} no time"
            if isnan(time)
            else f"{team} {format_time(time, 1)} ± {error:.1f} s"
            f"{' from ' if runs else ', guessed'}{', '.join(runs)}"
            for team, time, error, runs in zip(
                self.teams, self.time_s, self.error_s, self.runs, strict=True
            )
        ]
        said = [f"Known before the race: {'; '.join(known)} (± SD of this race)."]
        there = [each.team.code for each in self.race.everybody]
        if {*there} != {*self.teams}:
            met = " and ".join(self.teams)
            said.append(f"In this what-if {met} meet here, where {' and '.join(there)} did.")
        said += self.settled
        one = [team for team, runs in zip(self.teams, self.runs, strict=True) if len(runs) == 1]
        if one:
            said.append(
                f"Unsure: of {' and '.join(one)} one race is known before this one; "
                "that is in the chances."
            )
        said += self.guesses
        said += self.cautions
        said += [self.unlike_event] if self.unlike_event else []
        still = [
            f"{team} have fallen: about {due:.0f} s more than the gap shows"
            for team, due in zip(self.teams, self.due_s, strict=True)
            if due > _RATHER
        ]
        if still:
            said.append(f"{'; '.join(still)} are or will be lost by it, as falls cost ([form]).")
        elif self.by_incident > _RATHER:
            said.append(
                "A fall or a touch is part of this gap rather than not "
                f"({format_chance(self.by_incident)}"
                " likely): it counts as it stands, and tells little of who is the faster. Early in "
                "a race a smaller one, which is speed, may promise more."
            )
        if any(each.source == MODEL for each in (self.asked, *self.lines)):
            said.append(
                "Gaps between known ones are the model's, which knows how the race ended: what "
                "stands beside them is no forecast, but how the chances went if it was so."
            )
        return tuple(said)

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is assumed, in sentences."""
        shares = sorted({100 * form.on_the_way_share for form in self.forms})
        sizes = sorted({form.race_sd_s for form in self.forms})
        form = (
            f"Form on the day: {_words(sizes)} s a race (SD). Of its variance {_words(shares)} % "
            "comes about on the way, alike in every lap; the rest a team has from its start."
        )
        return (
            form,
            "Falls and touches are as likely in every lap ([form] of the scenario).",
            UNWRITTEN,
            "Both teams race to the end, and each its own race.",
        )

    def rows(self) -> list[dict[str, Any]]:
        """One row a half-lap; the moment that is asked for alone, where its gap was given."""
        return [
            {
                "laps": each.laps,
                "time_s": each.time_s,
                "gap_s": each.gap_s,
                "gap_is": each.gap_is,
                **dict(zip(self.teams, (each.chance, 1 - each.chance), strict=True)),
                **dict(zip(map(_supposed, self.teams), self._then, strict=False)),
            }
            for each in self.lines or (self.asked,)
        ]

    @property
    def _now(self) -> tuple[float, float]:
        """Both chances at the moment."""
        return self.asked.chance, 1 - self.asked.chance

    @property
    def _then(self) -> tuple[float, ...]:
        """The same if what is supposed is so; none where nothing is."""
        return () if self.supposed is None else (self.supposed, 1 - self.supposed)

    def _brief(self) -> list[dict[str, Any]]:
        shares = {*self.teams, *map(_supposed, self.teams)}
        return [
            {name: Chance(value) if name in shares else value for name, value in row.items()}
            for row in self.rows()
        ]

    @property
    def _above(self) -> str:
        shares = zip(self.teams, self._then or self._now, strict=True)
        said = ", ".join(f"{team} {format_chance(share)}" for team, share in shares)
        return f"{self.heading}: {said}. {self.answer}".rstrip()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the chances rest on, in sentences, as below the tables."""
        return (*self.basis, *self._worth, *self.assumptions)

    @property
    def in_brief(self) -> tuple[str, ...]:
        """Those of the remarks that a picture has room for."""
        return (*self.basis, *self._worth, self.assumptions[0])

    @property
    def _worth(self) -> tuple[str, ...]:
        return (self.what_if.worth,) if self.what_if else ()

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "changed": self.race.what_if,
            "what_if": self.what_if.to_dict() if self.what_if else None,
            "teams": [
                {
                    "team": team,
                    "chance": round(chance, _DIGITS),
                    "supposed": None if then is None else round(then, _DIGITS),
                    "time_s": None if isnan(time) else round(time, _DIGITS),
                    "sd_s": None if isnan(error) else round(error, _DIGITS),
                    "from_races": list(runs),
                }
                for team, chance, then, time, error, runs in zip(
                    self.teams,
                    self._now,
                    self._then or (None, None),
                    self.time_s,
                    self.error_s,
                    self.runs,
                    strict=True,
                )
            ],
            "moment": self.asked.to_dict(),
            "lines": [each.to_dict() for each in self.lines],
            "basis": list(self.basis),
            "assumptions": list(self.assumptions),
        }

    @property
    def answer(self) -> str:
        """Who is ahead by how much, in a sentence; empty before the start."""
        at = self.asked
        if at.source == START:
            return ""
        ahead = self.teams[0] if at.gap_s < 0 else self.teams[1]
        by = format_gap(abs(at.gap_s)).removeprefix("+")
        how = _HOW.get(at.source, at.source)
        return f"{ahead} are {by} s ahead ({how})." if round(at.gap_s, 2) else f"Level ({how})."


def _supposed(team: str) -> str:
    """The column of a team's chance if what is supposed is so."""
    return f"supposed_{team}"


def _words(values: Sequence[float]) -> str:
    return " to ".join(f"{each:g}" for each in values)
