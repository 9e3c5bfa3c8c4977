"""The answer of `compare`: formations at their best, and what is uncertain about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.lab import slow_words
from pursuit_sim.lab.calibrate import Calibration
from pursuit_sim.lab.estimate import (
    LOW_PERCENT,
    OUTSIDE,
    Estimate,
    enough,
    left_out,
    number_or_null,
    without_solution,
)
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Answer, AtRatio, Outcome, SearchReach
from pursuit_sim.lab.robustness import Robustness, Sensitivity
from pursuit_sim.lab.turns_tried import ChosenTurns
from pursuit_sim.lab.uncertainty import PUSH_RATIO
from pursuit_sim.lab.variance import Share
from pursuit_sim.lab.verdict import Findings, advice, assumed_turns, verdict
from pursuit_sim.lab.weighing import Weighed, weighed
from pursuit_sim.scenario.formation import Kind
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.slow_laps import SlowStretch
from pursuit_sim.scenario.time_source import SUPPOSED, aimed_at, time_source
from pursuit_sim.tabular import Tabular
from pursuit_sim.track import Side

FORMAT, VERSION = "pursuit-sim/comparison", 1
_HIDDEN = ("race", "team")  # of a table that is of one of each
_BEST: dict[Kind, str] = {ROTATING: "best rotation", PUSH: "best push"}

CAVEATS = (
    "A team's effectiveness κ is fitted to its race; what pushing costs of it (κ ratio): a guess.",
    "Form on the day is not in the interval: times vary by 1.2 s (SD), women's, some eased, 1.7 s.",
    "The one published size of the push's gain, some 1.5 s, is an estimate quoted from memory.",
    "How the three differ is drawn where the scenario does not say it; values take them as equal.",
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Comparison(Tabular):
    """What one team skated in one race, and four formations at their best.

    Attributes
    ----------
    race : the race
    team : code
    calibration : the fit of κ
    skated : the formation that was skated, or planned; also among the outcomes where nothing
        of its kind is faster
    outcomes : each formation at its best, by kind, in the order of `formations.COMPARED`
    push_minus_rotating : the best of both [s]; negative: the push is faster
    probability_push_faster : share of the draws
    turning_ratio : κ_push/κ_rot at which push and rotation are level; above, the push wins
    at_ratios : the answer if that ratio is known
    shares : what makes the interval wide, largest first; none with too few draws
    robustness : whether the sign holds
    reach : how near to the fastest of all the best rotation is
    draws, seed : of the interval
    drawn_s : (draw,) times of each formation [s], for plots; NaN where unsolved
    skated_s : (draw,) times of what was skated [s], on this rink and by these three
    answers : with each set of drafting strengths, the own one first; one alone where the
        strengths are the scenario's own, or for the problem that is told
    chosen : rotations that were tried in every draw
    other_problem : why there is no answer with the other set
    """

    race: Race
    team: str
    calibration: Calibration
    skated: Outcome
    outcomes: Mapping[Kind, Outcome]
    push_minus_rotating: Estimate
    probability_push_faster: float
    turning_ratio: Estimate
    at_ratios: tuple[AtRatio, ...]
    shares: tuple[Share, ...]
    robustness: Robustness
    reach: SearchReach
    draws: int
    seed: int
    drawn_s: Mapping[Kind, Floats]
    skated_s: Floats
    answers: tuple[Answer, ...]
    chosen: ChosenTurns
    other_problem: str = ""

    @property
    def heading(self) -> str:
        """The answer: the first sentence of the verdict."""
        return verdict(self._findings())[0]

    def rows(self) -> list[dict[str, Any]]:
        """One row a formation; intervals are from the 5th to the 95th percentile."""
        return [
            {
                "race": self.race.id,
                "team": self.team,
                "formation": each.kind,
                "push": each.entry.formation.push,
                "skated": each.skated,
                "time_s": each.time_s,
                "low_s": number_or_null(each.time.low),
                "high_s": number_or_null(each.time.high),
                "difference_s": number_or_null(each.difference.value),
                "low_difference_s": number_or_null(each.difference.low),
                "high_difference_s": number_or_null(each.difference.high),
            }
            for each in self.listed
        ]

    def _brief(self) -> list[dict[str, Any]]:
        rows = []
        for row, each in zip(self.rows(), self.listed, strict=True):
            known = self.known_as(each)
            # A time that is no estimate has no interval.
            ends: dict[str, Any] = {"low_s": None, "high_s": None} if known else {}
            shown = {name: row[name] for name in row if name not in _HIDDEN}
            rows.append(shown | ends | {"known": known})
        return rows

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is said beside the first sentence and the numbers, in sentences."""
        return (*self.verdict[1:], *self.missing_draws, *self.outside, *CAVEATS)

    @property
    def outside(self) -> tuple[str, ...]:
        """Which times and differences lie outside their own interval, and why, in a sentence."""
        names = [
            self.name_of(each)
            for each in self.listed
            if each.difference.is_outside or (each.time.is_outside and not self.known_as(each))
        ]
        return (f"{'; '.join(names)}: {OUTSIDE}.",) if names else ()

    @property
    def assumed_turns(self) -> str:
        """What is assumed of the formation that was skated; empty where it is known."""
        return assumed_turns(self.skated.entry)

    @property
    def missing_draws(self) -> tuple[str, ...]:
        """Why there is no interval, and where more draws are missing than the answer says."""
        names: dict[int, list[str]] = {}
        for each in self.listed:
            lost = max(each.time.unsolved, each.difference.unsolved)
            if each.difference.interval is None or lost != self.unsolved:
                names.setdefault(lost, []).append(each.entry.formation.label)
        return tuple(self._missing(lost, labels) for lost, labels in names.items())

    def _missing(self, lost: int, labels: Sequence[str]) -> str:
        who = "every formation" if len(labels) == len(self.outcomes) else "; ".join(labels)
        if enough(lost, self.draws):
            return f"{who}: {left_out(lost, self.draws)}"
        missing = without_solution(lost, self.draws)
        return f"{who}: {missing}; with more than {LOW_PERCENT:g} % missing, no interval"

    def name_of(self, outcome: Outcome) -> str:
        """What one of the formations is called."""
        label = outcome.entry.formation.label
        if any(each is outcome for each in self.outcomes.values()):
            label = _BEST.get(outcome.kind, label)
        return f"{label} (as skated)" if outcome.skated else label

    def known_as(self, outcome: Outcome) -> str:
        """What stands in place of an interval where a time is no estimate, or is aimed at."""
        if not outcome.skated or outcome.entry.was is not None:
            return ""
        source = time_source(self.race, outcome.entry)
        return aimed_at(outcome.entry) or ("as supposed" if source == SUPPOSED else source)

    @property
    def unsolved(self) -> int:
        """Draws without a solution; all that is said of the draws leaves them out."""
        return self.push_minus_rotating.unsolved

    @property
    def listed(self) -> tuple[Outcome, ...]:
        """What was skated, if something of its kind is faster, and each formation at its best."""
        best = tuple(self.outcomes.values())
        return best if any(each.skated for each in best) else (self.skated, *best)

    @property
    def sensitivities(self) -> tuple[Sensitivity, ...]:
        """What one input alone does, largest first; those without a solution last."""
        return self.robustness.sensitivities

    @property
    def other_set(self) -> Answer | None:
        """The answer with the other set of drafting strengths."""
        return self.answers[1] if len(self.answers) > 1 else None

    def to_skated(self, kind: Kind) -> Estimate:
        """A formation's time minus that of the one that was skated [s], with its interval."""
        time, skated_s = self.outcomes[kind].time, self.skated.time_s
        value, low, high = (end - skated_s for end in (time.value, time.low, time.high))
        return Estimate(value, low, high, time.unsolved)

    @property
    def drawn_difference_s(self) -> Floats:
        """(draw,) push minus rotation [s]; NaN where unsolved."""
        return np.asarray(self.drawn_s[PUSH] - self.drawn_s[ROTATING])

    def duel(self, first: Kind = ROTATING, second: Kind = PUSH) -> Race:
        """A race of the team against itself in two formations, to be replayed.

        `simulate` with model "power" gives both times of this comparison; the crossing side
        holds the second.

        Parameters
        ----------
        first, second : kinds of formation
        """
        entries = []
        sides: tuple[tuple[Side, Kind], ...] = (("finish", first), ("crossing", second))
        for side, kind in sides:
            entry = self.outcomes[kind].entry
            team = replace(
                entry.team,
                code=f"{entry.team.code} {kind[0].upper()}",
                name=f"{entry.team.name} ({kind})",
            )
            entries.append(replace(entry, side=side, team=team))
        return replace(
            self.race,
            id=f"{self.race.id}-{self.team}",
            name=f"{self.race.name}, {first} against {second}",
            entries=tuple(entries),
        )

    @property
    def sign_is_sure(self) -> bool:
        """Whether the sign is the same over the whole range of every input and guess."""
        return self.robustness.sign_is_sure and not self.other_problem

    @property
    def weighed(self) -> tuple[Weighed, ...]:
        """The answer beside what skated races say, and both as one."""
        return weighed(self.push_minus_rotating, self.calibration.time_s)

    @property
    def verdict(self) -> tuple[str, ...]:
        """Sentences for people, the answer first; they never hide that the sign may change."""
        return (*verdict(self._findings()), *self.of_slow)

    @property
    def slow(self) -> tuple[SlowStretch, ...]:
        """Where the race that κ is fitted to was clearly slow, the most first."""
        return slow_words.slow(self.race, self.skated.entry)

    @property
    def of_slow(self) -> tuple[str, ...]:
        """That in sentences; none where there is nothing of the kind."""
        return slow_words.remarks(self.race, self.skated.entry)

    @property
    def advice(self) -> str:
        """Rotate or push in a few words, such as "too close to call"."""
        return advice(self._findings())

    def _findings(self) -> Findings:
        guess = next(each for each in self.sensitivities if each.name == PUSH_RATIO)
        return Findings(
            race=self.race,
            skated=self.skated,
            outcomes=self.outcomes,
            push_minus_rotating=self.push_minus_rotating,
            shares=self.shares,
            robustness=self.robustness,
            reach=self.reach,
            answers=self.answers,
            draws=self.draws,
            guessed=(guess.low, guess.high),
            other_problem=self.other_problem,
        )

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "race": self.race.id,
            "team": self.team,
            "official_time_s": self.calibration.time_s,
            "time_source": time_source(self.race, self.skated.entry),
            "slow": [each.to_dict() for each in self.slow],
            "unexplained": slow_words.unexplained(self.race, self.skated.entry) or None,
            "calibration": self.calibration.to_dict(),
            "formations": [
                each.to_dict() | {"best": each in self.outcomes.values()} for each in self.listed
            ],
            "push_minus_rotating_s": self.push_minus_rotating.to_dict(),
            "sign_is_sure": self.sign_is_sure,
            "probability_push_faster": number_or_null(self.probability_push_faster),
            "turning_ratio": self.turning_ratio.to_dict(),
            "other_drafting_set": self.other_set.to_dict() if self.other_set else None,
            "other_drafting_problem": self.other_problem or None,
            "evidence": [each.to_dict() for each in self.weighed],
            "at_ratios": [each.to_dict() for each in self.at_ratios],
            "variance_shares": [each.to_dict() for each in self.shares],
            "search": self.reach.to_dict(),
            "corners_s": [number_or_null(end) for end in self.robustness.corners],
            "sensitivities": [each.to_dict() for each in self.sensitivities],
            "draws": {"count": self.draws, "unsolved": self.unsolved, "seed": self.seed},
            "verdict": list(self.verdict),
            "caveats": list(CAVEATS),
        }
