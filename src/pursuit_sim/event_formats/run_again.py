"""Runs of teams that skated again: which counts, and to which race it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """A team in a race.

    Attributes
    ----------
    race, side, round : where; the round may be None
    team : who
    counts : whether the run counts; it does not where the team skated again
    """

    race: str
    side: str
    round: str | None
    team: str
    counts: bool = True


def homes(runs: Sequence[Run]) -> dict[tuple[str, str], str]:
    """The race that each run is a result of, by race and team.

    That is its own race, but for a team that skated again alone: it still meets the opponent
    whom it met before.
    """
    found = {(run.race, run.team): run.race for run in runs}
    if all(run.counts for run in runs):
        return found
    for run in runs:
        alone = not any(
            each.race == run.race and each.team != run.team and each.counts for each in runs
        )
        before = [each.race for each in runs if _again(each, run) and _opponent(each, runs)]
        found[run.race, run.team] = before[0] if run.counts and alone and before else run.race
    return found


def unmatched(runs: Sequence[Run]) -> list[Run]:
    """Runs that do not count though the team has no other one in that round that does."""
    return [
        run
        for run in runs
        if not run.counts and not any(each.counts and _again(run, each) for each in runs)
    ]


def _again(first: Run, run: Run) -> bool:
    """Whether a run repeats one that does not count."""
    same = (first.team, first.round) == (run.team, run.round)
    return same and not first.counts and first.race != run.race


def _opponent(first: Run, runs: Sequence[Run]) -> bool:
    return any(each.race == first.race and each.team != first.team and each.counts for each in runs)
