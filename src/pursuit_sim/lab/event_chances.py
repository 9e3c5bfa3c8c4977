"""What may come of an event from a moment on: the chances, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from pursuit_sim.lab.supposed import Supposed
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.tabular import Chance, Tabular

FORMAT, VERSION = "pursuit-sim/odds", 1
MEDALS = 3
FORM = ("race_sd_s", "day_share", "fall_chance", "touch_chance")  # what JSON tells of it
_DIGITS = 6  # of a time and of a share in JSON
_SEVERAL = 2.0  # standard errors within which a drawn share nearly always is

UNWRITTEN = (
    "Behind a known time may be a fall or a touch that nobody wrote down, as likely for all teams."
)
ASSUMED = (
    "Teams race alike in every round: nobody holds back in a heat that is clearly won.",
    "Form, falls and touches of a team have nothing to do with those of its opponent.",
    "Who skates, ice and air stay as they were; nobody withdraws.",
)


@dataclass(frozen=True, slots=True)
class TeamChances:
    """What becomes of a team.

    Attributes
    ----------
    places : share of the events in which it takes each place, the first first
    podium : share of the events in which it is among the first three
    final : share of the events in which it skates final A; None in events without one
    """

    places: tuple[float, ...]
    podium: float
    final: float | None

    @property
    def first(self) -> float:
        """Share of the events that it wins."""
        return self.places[0]


@dataclass(frozen=True, slots=True)
class TeamOdds:
    """A team, what it is thought to skate, and its chances.

    Attributes
    ----------
    team : code
    division : in which it is; empty where the event has none
    time_s : the best estimate for its next race, without a fall or a touch [s]
    error_s : standard deviation of that race about it: the estimate's and the day's [s]
    runs : races that the estimate is from; empty where no time tells, then it is a guess
        from the other teams
    chances : as it is
    supposed : the same if what is asked is so; None where nothing is
    """

    team: str
    division: str
    time_s: float
    error_s: float
    runs: tuple[str, ...]
    chances: TeamChances
    supposed: TeamChances | None

    @property
    def rests_on(self) -> str:
        """What the estimate is from, in words."""
        if not self.runs:
            return "guessed"
        return f"{len(self.runs)} race{'' if len(self.runs) == 1 else 's'}"

    def to_dict(self, draws: int) -> dict[str, Any]:
        """As plain data; chances with their standard errors of sampling."""
        return {
            "team": self.team,
            "division": self.division,
            "estimate": {
                "time_s": round(self.time_s, _DIGITS),
                "sd_s": round(self.error_s, _DIGITS),
                "from_races": list(self.runs),
            },
            "chances": _chances(self.chances, draws),
            "supposed": None if self.supposed is None else _chances(self.supposed, draws),
        }


@dataclass(frozen=True, slots=True)
class Meets:
    """Who meets in a final, and in what share of the events; supposed what is asked, too."""

    final: str
    teams: tuple[str, str]
    share: float
    supposed: float | None

    def to_dict(self, draws: int) -> dict[str, Any]:
        """As plain data."""
        return {
            "final": self.final,
            "teams": list(self.teams),
            **share_and_error(self.share, draws),
            "supposed_share": None if self.supposed is None else round(self.supposed, _DIGITS),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EventOdds(Tabular):
    """What may come of an event from a moment on.

    Attributes
    ----------
    scenario : the event
    after : the round after which the chances are, such as "quarterfinals"; empty: of the whole
        event, skated once more
    earlier : names of the events before it whose times are known too
    teams : the likeliest winner first, in each division
    pairs : in a bracket, who meets next: in the quarterfinals; after them in the semifinals and
        in finals C and D; then in finals A to D
    meets : pairings of finals A to D, the likeliest of each first
    what_if : what is supposed, or None
    draws, seed : events drawn, and of which random numbers
    forms : how each team's days go
    cautions : which times are not used, or were never skated, in sentences
    made_up : words for times among those used that nobody measured, such as "assumed"
    guesses : what teams are taken for of whom no time is known, in sentences
    settled : how was settled what results leave open, in sentences
    """

    scenario: Scenario
    after: str
    earlier: tuple[str, ...]
    teams: tuple[TeamOdds, ...]
    pairs: tuple[tuple[str, str], ...]
    meets: tuple[Meets, ...]
    what_if: Supposed | None
    draws: int
    seed: int
    forms: Mapping[str, Form]
    cautions: tuple[str, ...]
    made_up: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    settled: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The event and the moment."""
        event = self.scenario.event
        when = "before it" if self.earlier else "if skated once more, in hindsight"
        if self.after:
            when = f"after the {self.after}"
        supposing = f", {self.what_if.words}" if self.what_if else ""
        changed = " (what-if)" if self.scenario.what_if else ""
        return f"{event.name}, {event.discipline}{changed}: odds {when}{supposing}"

    @property
    def error(self) -> float:
        """The largest standard error of sampling that a share can have."""
        return 0.5 / sqrt(self.draws)

    @property
    def has_finals(self) -> bool:
        """Whether the event has a final that two teams skate for the first place."""
        return bool(self.meets)

    @property
    def race_sd(self) -> str:
        """Form on the day in words."""
        return f"{_range(form.race_sd_s for form in self.forms.values())} s"

    @property
    def day_share(self) -> str:
        """The share of its variance that the races of a day have in common, in words."""
        return f"{_range(100 * form.day_share for form in self.forms.values())} %"

    @property
    def basis(self) -> tuple[str, ...]:
        """What the estimates are from, and what is unsure of them, in sentences."""
        said = [self._known]
        one = [each.team for each in self.teams if len(each.runs) == 1]
        if one:
            who = "all teams" if len(one) == len(self.teams) else ", ".join(one)
            said.append(
                f"Unsure: of {who} one race is known, and one race tells a team's speed to "
                f"{self.race_sd} (SD); that is in the chances."
            )
        said += self.guesses
        said += self.cautions
        if (self.after and self.guesses) or self.earlier:
            said.append("A race that is asked about alone knows those of its round before it, too.")
        said += self.settled
        return tuple(said)

    @property
    def _known(self) -> str:
        """Which times were known."""
        if not self.after and not self.earlier:
            return "Estimates are from all times of the event, even its last: this is no forecast."
        own = f"the times up to the {self.after}" if self.after else ""
        others = f"those of {', '.join(self.earlier)}" if self.earlier else ""
        moved = (
            f", moved to the level of {'this event' if self.after else self.earlier[-1]} by what "
            "the teams of both took more or less (median; how far it is off is not in the chances)"
            if self.earlier
            else ""
        )
        both = " and ".join(each for each in (own, others) if each)
        return f"Estimates are from {both}, and from nothing later{moved}."

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What is assumed, in sentences."""
        form = (
            f"Form on the day: {self.race_sd} a race (SD), of whose variance {self.day_share} is "
            "common to the races of one day; falls and touches as [form] of the scenario has them."
        )
        return (form, UNWRITTEN, *ASSUMED)

    def rows(self) -> list[dict[str, Any]]:
        """One row a team; shares from 0 to 1."""
        most = max(len(each.chances.places) for each in self.teams)
        return [
            {
                "team": each.team,
                "division": each.division,
                "estimate_s": each.time_s,
                "sd_s": each.error_s,
                "races": len(each.runs),
                "first": each.chances.first,
                "podium": each.chances.podium,
                "final": each.chances.final,
                "supposed_first": each.supposed.first if each.supposed else None,
                "supposed_podium": each.supposed.podium if each.supposed else None,
                "supposed_final": each.supposed.final if each.supposed else None,
                **{
                    f"place_{place}": each.chances.places[place - 1]
                    if place <= len(each.chances.places)
                    else None
                    for place in range(1, most + 1)
                },
            }
            for each in self.teams
        ]

    def _brief(self) -> list[dict[str, Any]]:
        known = ["team", "estimate_s", "sd_s", "races"]
        shares = ["first", "podium", *(["final"] if self.has_finals else [])]
        shares += ["supposed_first", "supposed_podium"] if self.what_if else []
        return [
            {name: row[name] for name in known} | {name: Chance(row[name]) for name in shares}
            for row in self.rows()
        ]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the chances rest on, in sentences, as below the tables."""
        drawn = f"{self.draws:,}".replace(",", " ")
        good = (
            f"{drawn} events drawn: a share is good to {100 * _SEVERAL * self.error:.1g} % "
            "(two standard errors, at most)."
        )
        return (*self.basis, *self._worth, good, *self.assumptions)

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
            "event": self.scenario.event.name,
            "changed": self.scenario.what_if,
            "rounds": self.scenario.event.rounds,
            "after": self.after or None,
            "earlier": list(self.earlier),
            "in_hindsight": not self.after and not self.earlier,
            "draws": {"count": self.draws, "seed": self.seed},
            "what_if": self.what_if.to_dict() if self.what_if else None,
            "teams": [
                each.to_dict(self.draws)
                | {"form": {name: getattr(self.forms[each.team], name) for name in FORM}}
                for each in self.teams
            ],
            "finals": [each.to_dict(self.draws) for each in self.meets],
            "basis": list(self.basis),
            "assumptions": list(self.assumptions),
        }


def share_and_error(share: float, draws: int) -> dict[str, float]:
    """A share of the events, and its standard error of sampling."""
    error = sqrt(share * (1 - share) / draws)
    return {"share": round(share, _DIGITS), "error": round(error, _DIGITS)}


def _range(values: Iterable[float]) -> str:
    """One value, or from the least to the most."""
    low, *others = sorted({*values})
    return f"{low:g} to {others[-1]:g}" if others else f"{low:g}"


def _chances(chances: TeamChances, draws: int) -> dict[str, Any]:
    final = None if chances.final is None else share_and_error(chances.final, draws)
    return {
        "first": share_and_error(chances.first, draws),
        "podium": share_and_error(chances.podium, draws),
        "final": final,
        "places": [round(share, _DIGITS) for share in chances.places],
    }
