"""Results: what a run of a scenario says, as objects.

Times are read from the trajectories; official times and gaps stand beside them as facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from math import isfinite
from typing import Any

from pursuit_sim.event import records
from pursuit_sim.event.entry_result import DIGITS, EntryResult
from pursuit_sim.event.standing import Standing
from pursuit_sim.event_formats import NOT_SKATED, STATUSES, Heat, Meeting, Misfit
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.race_lead import told_margin
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.picking import unknown
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.scenario import Record
from pursuit_sim.scenario.time_source import (
    MADE_UP,
    MODEL,
    GapSource,
    TimeSource,
    tie_source,
    time_source,
    told_gap_source,
    worst,
)
from pursuit_sim.scenario.whole_race import met_gaps
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_margin, level

FORMAT, VERSION = "pursuit-sim/results", 1
_OUT = (*STATUSES, NOT_SKATED)  # of whom no valid time is to be known
_BRIEF = ("race", "team", "formation", "status", "time_s", "winner")  # columns shown to people


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RaceResult:
    """One race; entries finish side first, those that are not replayed among them.

    `unseen` says why the model that was run cannot replay it; empty where it can.
    """

    race: Race
    entries: tuple[EntryResult, ...]
    unseen: str = ""

    def __repr__(self) -> str:
        return f"<RaceResult {spelt_out(self.race.title)}, winner: {self.winner}>"

    @property
    def heat(self) -> Heat:
        """The race as the event's format sees it, with the runs that count."""
        counted = [each for each in self.entries if each.entry.counts]
        return Heat(
            self.race.id,
            self.race.round,
            {each.entry.team.code: each.time_s for each in counted if each.time_s is not None},
            {each.entry.team.code: each.status for each in counted if each.time_s is None},
            {
                each.entry.team.code: each.entry.tie_break
                for each in counted
                if each.entry.tie_break is not None
            },
            self.race.division,
        )

    @property
    def ranked(self) -> tuple[EntryResult, ...]:
        """Entries, the best first; runs that do not count last."""
        order = {team: i for i, team in enumerate(self.heat.ranked)}
        return tuple(
            sorted(self.entries, key=lambda each: order.get(each.entry.team.code, len(order)))
        )

    @property
    def winner(self) -> str | None:
        """Code of the team that was better than the other; None for a race of one, a dead
        heat, a run that does not count, where nobody has a valid time, or nobody knows.
        """
        first = self.heat.winner
        # Of two without a valid time one is ahead of the other in lists, but has not won.
        return None if self.heat.statuses.get(first or "") in _OUT else first

    @property
    def timed(self) -> tuple[float, ...]:
        """Times [s] of a race of two that both finished, the first first; else empty."""
        times = sorted(self.heat.times.values())
        return tuple(times) if len(times) == 2 else ()

    @property
    def dead_heat(self) -> bool:
        """Whether two teams took the same time, as times are measured, and nothing broke it."""
        return bool(self.timed) and self.winner is None

    @property
    def tie_doubt(self) -> str:
        """Of what broke a tie: "assumed" or "supposed"; empty where it is a fact, or no tie."""
        keys = [self.heat.key(team) for team in self.heat.teams]
        alike = {each[:2] for each in keys if each is not None}
        if self.winner is None or len(alike) > 1:
            return ""
        return worst(tie_source(self.race, each.entry) for each in self.entries)

    @property
    def margin_s(self) -> float | None:
        """By how much the winner won [s], to the microsecond.

        As published, where official times say the same but for rounding. None without two
        times, and where one of them is official and the other a model's own.
        """
        counted = [each for each in self.entries if each.entry.counts]
        official = {each.official for each in counted}
        if not self.timed or len(official) > 1:
            return None
        margin = self.timed[1] - self.timed[0]
        if official == {True} and self.winner is not None:
            others = (each.entry for each in counted if each.entry.team.code != self.winner)
            margin = told_margin(margin, next(others).official_gap_s)
        return round(margin, DIGITS)

    def source(self, each: EntryResult) -> GapSource | None:
        """Where the time of one of the entries is from: "model" where that is a model's own."""
        own = each.time_s is not None and not each.official
        return MODEL if own else self.official_source(each)

    def official_source(self, each: EntryResult) -> TimeSource | None:
        """Where the official time of one of the entries is from; None where it has none."""
        timed = each.entry.official_time_s is not None
        return time_source(self.race, each.entry) if timed else None

    @property
    def margin(self) -> str:
        """The same in words, or what decided instead; empty where nobody knows."""
        if self.dead_heat:
            return "dead heat"
        if self.margin_s is None:
            return ""
        if level(self.margin_s, 0.0):
            return f"by tie-break{f' ({self.tie_doubt})' if self.tie_doubt else ''}"
        return f"by {format_margin(self.margin_s).removeprefix('+')} s"

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        official = [each.official for each in self.entries if len(each.splits_s)]
        met = met_gaps(self.race) if official and all(official) else ()
        return {
            "id": self.race.id,
            "round": self.race.round,
            "division": self.race.division,
            "name": self.race.name,
            "start": self.race.start,
            "skated": self.race.skated,
            "entries": [
                {**each.to_dict(), "time_source": self.official_source(each)}
                for each in self.entries
            ],
            "winner": self.winner,
            "margin_s": self.margin_s,
            "known_gaps": [
                {
                    "laps": gap.half_lap / 2,
                    "low_s": gap.low_s if isfinite(gap.low_s) else None,
                    "high_s": gap.high_s if isfinite(gap.high_s) else None,
                    "assumed": gap.assumed,
                    "source": told_gap_source(self.race, gap),
                    "met": gap in met,
                }
                for gap in self.race.gaps
            ],
        }


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False, repr=False)
class Results(Tabular):
    """Everything that a run of a scenario says.

    Attributes
    ----------
    scenario : what was run
    model : the model that was run
    races : in the order of the event
    standings : places; empty where the scenario has no order of its own
    heats : the races as the event's format sees them
    standings_remarks : what should be known of the places, such as why one is missing
    records : set during the event
    misfits : in a what-if, races that would now be skated by other teams
    bracket : the same to the end of the event: every race that follows from others, with its
        guesses; empty where all races were skated by the teams that belong there
    records_before : that stood before the event: the scenario's, then the table's
    notes : what a reader should know of the whole event
    """

    scenario: Scenario
    model: str
    races: tuple[RaceResult, ...]
    standings: tuple[Standing, ...]
    records: tuple[records.NewRecord, ...]
    misfits: tuple[Misfit, ...]
    heats: tuple[Heat, ...]
    standings_remarks: tuple[str, ...] = ()
    bracket: tuple[Meeting, ...] = ()
    records_before: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The event and how it was run, in a line."""
        event = self.scenario.event
        what_if = ", what-if" if self.scenario.what_if else ""
        return f"{event.name}, {event.discipline}: results, {self.model} model{what_if}"

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader has to know of places, of records and of each run, in sentences."""
        whose: dict[str, list[str]] = {}
        for race in self.races:
            for each in race.entries:
                for note in each.notes:
                    whose.setdefault(note, []).append(f"{each.entry.team.code} in {race.race.id}")
        runs = (f"{', '.join(who)}: {note}" for note, who in whose.items())
        return (*self.standings_remarks, *self.notes, *runs)

    def _brief(self) -> list[dict[str, Any]]:
        rows = [{name: row[name] for name in _BRIEF} for row in self.rows()]
        entries = (each for race in self.races for each in race.entries)
        for row, each in zip(rows, entries, strict=True):
            row["formation"] += " (assumed)" if each.formation_assumed else ""
        told = [race.source(each) for race in self.races for each in race.entries]
        words = [source if source in (*MADE_UP, MODEL) else "" for source in told]
        if any(words):
            rows = [row | {"known": said} for row, said in zip(rows, words, strict=True)]
        return rows

    def race(self, race_id: str) -> RaceResult:
        """The result of one race.

        Raises
        ------
        UnknownNameError
            if there is no such race, with those that there are; it is a `KeyError` too
        """
        by_id = {each.race.id: each for each in self.races}
        if race_id not in by_id:
            raise unknown("race", race_id, by_id, "race")
        return by_id[race_id]

    def to_dict(self, races: tuple[str, ...] = ()) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON.

        Parameters
        ----------
        races : ids of the races to include; by default all
        """
        event = self.scenario.event
        lap_m = self.races[0].race.oval.lap_m
        return {
            "format": FORMAT,
            "version": VERSION,
            "event": {
                "name": event.name,
                "discipline": event.discipline,
                "date": str(event.date or ""),
                "venue": event.venue,
                "laps": event.laps,
                "lap_length_m": round(lap_m, 2),
            },
            "model": self.model,
            "what_if": self.scenario.what_if,
            "races": [each.to_dict() for each in self.races if not races or each.race.id in races],
            "standings": [each.to_dict() for each in self.standings],
            "standings_remarks": list(self.standings_remarks),
            "records": [
                {
                    "kind": each.kind,
                    "team": each.team,
                    "time_s": round(each.time_s, DIGITS),
                    "race": each.race,
                    "previous_s": each.previous_s,
                    "owner": each.owner or None,
                    "equalled": each.equalled,
                    "until": each.until or None,
                    "supposed": bool(each.supposed),
                }
                for each in self.records
            ],
            "records_before": [
                {
                    "kind": each.kind,
                    "owner": each.owner or None,
                    "team": each.team or None,
                    "time_s": each.time_s,
                    "place": each.place or None,
                    "date": each.date or None,
                    "from_table": each.from_table,
                }
                for each in self.records_before
            ],
            "notes": list(self.notes),
            "bracket_changes": [
                _change(each, next(met for met in self.bracket if met.heat.race == each.race))
                for each in self.misfits
            ],
        }

    def rows(self) -> list[dict[str, Any]]:
        """One flat row an entry, ready for `pandas.DataFrame`; all have the same columns."""
        return [
            {
                "race": race.race.id,
                "round": race.race.round,
                "team": each.entry.team.code,
                "side": each.entry.side,
                "formation": each.formation,
                "status": each.status,
                "time_s": None if each.time_s is None else round(each.time_s, DIGITS),
                "official_time_s": each.entry.official_time_s,
                "official_gap_s": each.entry.official_gap_s,
                "time_source": race.source(each),
                "winner": each.entry.team.code == race.winner,
                **{
                    f"split_{i}_s": None if time is None else round(float(time), DIGITS)
                    for i, time in zip_longest(
                        range(1, race.race.half_laps + 1), each.splits_s, fillvalue=None
                    )
                },
                "notes": "; ".join(each.notes),
            }
            for race in self.races
            for each in race.entries
        ]


def _change(misfit: Misfit, met: Meeting) -> dict[str, Any]:
    """A race that others would skate, as plain data."""
    times = [met.heat.times.get(team) for team in misfit.expected]
    return {
        "race": misfit.race,
        "teams": list(misfit.found),
        "would_be": list(misfit.expected),
        "guessed": met.guessed,
        "would_win": met.heat.winner,
        "times_s": [None if time is None else round(time, DIGITS) for time in times],
        "taken_from": [met.taken_from[team] for team in misfit.expected],
    }
