"""A formation: who leads, for how long, and whether those behind push."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["rotating", "push", "few changes", "fixed"]
Written = Literal["rotating", "push", "few changes", "fixed", "unknown"]  # in a file
KINDS: tuple[Kind, ...] = ("rotating", "push", "few changes", "fixed")
# What a formation that is known is called, see `Formation.label`.
LABELS = ("rotating", "push", "few changes, push", "few changes, no push", "fixed")

SKATERS = 3  # of a team on the ice (ISU: four named, three skate)
FEW_CHANGES = 2  # at most this many changes is "few" (Canada's and Japan's women, 2022)
SHORTEST_LEAD_LAPS = 0.5  # so that no two exchanges fall into the same curve
LEAD_STEP_LAPS = 0.25
_SAME_LAPS = 1e-9  # sums of turns that differ by less are equal


@dataclass(frozen=True, slots=True)
class Lead:
    """One skater's turn in front.

    Attributes
    ----------
    skater : index into the line-up, 0 for the one in front at the start
    laps : length of the turn [laps]
    """

    skater: int
    laps: float


@dataclass(frozen=True, slots=True)
class Exchange:
    """A change of leader as planned, in terms of places in the train.

    Attributes
    ----------
    half_lap : index of the half-lap, and so of the curve, in which it happens, from 0
    before : skaters (line-up indices) front to back before the change
    after : the same after it
    """

    half_lap: int
    before: tuple[int, int, int]
    after: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Formation:
    """Who leads, for how long, and whether those behind push.

    Attributes
    ----------
    leads : turns in front, in order; their laps add up to the race
    push : whether the two behind push
    known : whether it was published; else the usual rotation stands in for it
    """

    leads: tuple[Lead, ...]
    push: bool = False
    known: bool = True

    @property
    def kind(self) -> Kind:
        """The field's name for this formation.

        A single lead is "push" or "fixed"; up to two changes with a push, or whenever
        one skater never leads, is "few changes"; anything else is "rotating".
        """
        if len(self.leads) == 1:
            return "push" if self.push else "fixed"
        few = len(self.leads) - 1 <= FEW_CHANGES
        everyone_leads = len({lead.skater for lead in self.leads}) == SKATERS
        if self.push or (few and not everyone_leads):
            return "few changes"
        return "rotating"

    @property
    def label(self) -> str:
        """The kind; whether there is a push is said where the name alone would hide it."""
        if not self.known:
            return "unknown"
        if self.push and len(self.leads) > 1:
            return f"{self.kind}, push"
        return f"{self.kind}, no push" if self.kind == "few changes" else self.kind

    @property
    def caption(self) -> str:
        """The label where no heading says what it is."""
        return self.label if self.known else "formation not known"

    @property
    def laps_in_front(self) -> tuple[float, ...]:
        """Of each of the three [laps]."""
        return tuple(
            sum(lead.laps for lead in self.leads if lead.skater == skater)
            for skater in range(SKATERS)
        )

    def exchanges(self) -> tuple[Exchange, ...]:
        """The changes of leader, each in the curve of the half-lap in which a lead ends.

        The old leader drops to the rear, or to second place when they lead again after
        the next skater. See `problem` for the sequences that cannot be skated.
        """
        return _exchanges(self.leads)

    def problem(self, laps: int, names: tuple[str, ...]) -> tuple[str, str] | None:
        """What makes this formation impossible for a race of `laps`, and the remedy.

        Parameters
        ----------
        laps : length of the race [laps]
        names : the line-up, front to back, for the message

        Returns
        -------
        (problem, remedy), or None if it can be skated
        """
        total = math.fsum(lead.laps for lead in self.leads)
        if abs(total - laps) > _SAME_LAPS:
            return (
                f"the leads add up to {total:g} laps, the race has {laps}",
                f"make them add up to {laps}",
            )
        for lead in self.leads:
            steps = lead.laps / LEAD_STEP_LAPS
            if lead.laps < SHORTEST_LEAD_LAPS or abs(steps - round(steps)) > _SAME_LAPS:
                return (
                    f"a lead of {lead.laps:g} laps",
                    f"write at least {SHORTEST_LEAD_LAPS:g} laps, in steps of {LEAD_STEP_LAPS:g}",
                )
        order: tuple[int, ...] = (0, 1, 2)
        planned = [*self.exchanges()]
        for i, lead in enumerate(self.leads):
            if lead.skater != order[0]:
                problem = (
                    f"{names[lead.skater]} cannot take lead {i + 1}: the one in front then "
                    f"is {names[order[0]]}"
                )
                remedy = (
                    "the first lead belongs to the first of the line-up, each next lead to "
                    "the second in the train (write the line-up in on-ice order)"
                )
                return problem, remedy
            if i < len(planned):
                order = planned[i].after
        return None


@lru_cache(maxsize=1024)  # asked for several times in each simulation
def _exchanges(leads: tuple[Lead, ...]) -> tuple[Exchange, ...]:
    found = []
    order: tuple[int, int, int] = (0, 1, 2)
    laps = 0.0
    for i, lead in enumerate(leads[:-1]):
        laps += lead.laps
        old, new, last = order
        after_next = leads[i + 2].skater if i + 2 < len(leads) else last
        after = (new, old, last) if after_next == old else (new, last, old)
        found.append(Exchange(math.floor(2 * laps + _SAME_LAPS), order, after))
        order = after
    return tuple(found)


def default_leads(kind: Kind, laps: int) -> tuple[Lead, ...]:
    """Leads for a kind when nobody said how long each was: an assumption, not a fact.

    Rotating: six turns (five changes, as the model's reference race has), as equal as
    half-laps allow, the first ones longer; few changes: three turns of two skaters;
    push and fixed: one. Shorter races have fewer turns, none under a lap.
    """
    turns = {"rotating": 6, "few changes": 3, "push": 1, "fixed": 1}[kind]
    turns = min(turns, laps)
    halves, longer = divmod(2 * laps, turns)
    leaders = 2 if kind == "few changes" else SKATERS
    return tuple(Lead(i % leaders, (halves + (1 if i < longer else 0)) / 2) for i in range(turns))
