"""The fastest plan of a team: with a push and without one, and the better of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from pursuit_sim.errors import InputError
from pursuit_sim.lab import plan_words
from pursuit_sim.lab.optimise import Progress, optimise
from pursuit_sim.lab.plan import Plan
from pursuit_sim.scenario.physics import DraftingSet
from pursuit_sim.scenario.race import Race
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_time

LONGEST_S = 3600.0
_STEPS = 100  # in which progress is told


KINDS = {True: "push", False: "no push"}


class OnFound(Protocol):
    """Called with the steps done, of how many, and what has been found so far."""

    def __call__(self, done: int, total: int, found: str = "") -> None:
        """Tell how far the search has come."""


@dataclass(frozen=True, slots=True, repr=False)
class FoundPlans(Tabular):
    """The fastest plan, and what else the search has to say.

    Attributes
    ----------
    best : the fastest plan
    other : the fastest of the other kind, without a push or with one; None if there is none
    refused : kinds of which no plan can be skated: True with a push, False without
    tried : plans in all
    stopped : whether the search ended before it was through
    """

    best: Plan
    other: Plan | None
    refused: tuple[bool, ...]
    tried: int
    stopped: bool

    @property
    def heading(self) -> str:
        """The fastest plan in a line."""
        return self.best.heading

    @property
    def _above(self) -> str:
        return self.heading + self.best.doubt

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is said beside the plans, in sentences, as by the command."""
        return (*self.points, *plan_words.caveats(self.best))

    @property
    def points(self) -> tuple[str, ...]:
        """What the search has to say: how much was done, the pacing, the other kind."""
        said = [f"No plan {plan_words.HOW[kind]} can be skated." for kind in self.refused]
        if self.stopped:
            said.append(
                f"The search was stopped: this is the best of {self.tried} plans tried so far."
            )
        other = [plan_words.beside(self.other)] if self.other else []
        return (*said, plan_words.pacing(self.best), *other)

    def rows(self) -> list[dict[str, Any]]:
        """One row a plan, the fastest first."""
        return [
            {
                "race": plan.race.id,
                "team": plan.entry.team.code,
                "push": plan.entry.formation.push,
                "time_s": plan.time_s,
                "gain_s": plan.gain_s,
                "order": ", ".join(plan.entry.lineup),
                "turns": ", ".join(f"{name} {laps:g}" for name, laps in plan.turns),
                "power_slope_w": float(plan.entry.effort.power_slope_w),
            }
            for plan in (self.best, self.other)
            if plan is not None
        ]

    def to_dict(self) -> dict[str, Any]:
        """The fastest plan and the other one as plain data, in the shape of the documented JSON."""
        return self.best.to_dict() | {
            "other": self.other.how() if self.other else None,
            "cannot_be_skated": [KINDS[push] for push in self.refused],
            "tried": self.tried,
            "stopped": self.stopped,
        }


def find_plans(
    race: Race,
    team: str,
    *,
    push: bool | None = None,
    seconds: float | None = None,
    drafting: DraftingSet | None = None,
    on_step: OnFound | None = None,
) -> FoundPlans:
    """The fastest plan of each kind that is allowed.

    Parameters
    ----------
    race, team : who skates where; κ is fitted to what the team really did
    push : only plans with a push, or without one; by default both
    seconds : stop after so many and give the best so far [s]
    drafting : set of drafting strengths, by default the entry's own
    on_step : called often; KeyboardInterrupt ends the search, and the best so far is given

    Raises
    ------
    InputError
        if the team is not in the race, no κ gives its time, or no plan can be skated
    """
    search = _BothWays(race, team, drafting, on_step)
    found = search.run((True, False) if push is None else (push,), seconds)
    best, *others = sorted(found, key=lambda plan: plan.time_s)
    return FoundPlans(
        best, others[0] if others else None, tuple(search.refused), search.tried, search.stopped
    )


class _BothWays:
    """The searches with and without a push, one after the other.

    Attributes
    ----------
    tried : plans so far
    stopped : whether the search ended before it was through
    refused : kinds, with a push or without, of which no plan can be skated
    """

    def __init__(
        self, race: Race, team: str, drafting: DraftingSet | None, on_step: OnFound | None
    ) -> None:
        self._race, self._team, self._drafting = race, team, drafting
        self._on_step = on_step
        self.tried, self.stopped = 0, False
        self.refused: dict[bool, InputError] = {}

    def run(self, kinds: tuple[bool, ...], seconds: float | None) -> list[Plan]:
        """The best plan of each kind; those that were not reached are missing.

        Raises
        ------
        InputError
            if no plan of any kind can be skated
        """
        found: list[Plan] = []
        for number, push in enumerate(kinds):
            latest: Progress | None = None

            def tell(now: Progress, number: int = number) -> None:
                nonlocal latest
                latest = now
                self._tell(now, number, len(kinds), found)

            try:
                plan = optimise(
                    self._race,
                    self._team,
                    seconds=None if seconds is None else seconds / len(kinds),
                    drafting=self._drafting,
                    push=push,
                    on_progress=tell,
                )
            except KeyboardInterrupt:
                if not found:
                    raise
                self.stopped = True
                break
            except InputError as error:
                self.refused[push] = error
                continue
            found.append(plan)
            if latest is not None:
                self.tried += latest.tried
                if latest.share < 1:
                    self.stopped = True
                    if seconds is None:  # interrupted: it was this search that was ended
                        break
        if not found:
            raise next(iter(self.refused.values()))
        return found

    def _tell(self, now: Progress, number: int, count: int, found: list[Plan]) -> None:
        if self._on_step is None:
            return
        times = [plan.time_s for plan in (*found, now.best) if plan is not None]
        said = f"{self.tried + now.tried} plans tried"
        if times:
            said += f", best {format_time(min(times))}"
        self._on_step(round((number + now.share) / count * _STEPS), _STEPS, said)
