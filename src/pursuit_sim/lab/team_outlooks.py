"""What the next races of every team may take; of one without a time it is guessed from others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pursuit_sim.lab.form_guide import FormGuide
from pursuit_sim.lab.outlook import Outlook, outlook, unknown_outlook

_MOST_NAMED = 4  # teams that a guess is from


@dataclass(frozen=True, slots=True, eq=False)
class TeamOutlooks:
    """What is thought of every team.

    Attributes
    ----------
    of : by team
    guessed_like : of each team without a time, those it is guessed from; nobody where no team
        has one, then times are counted from 0
    guide : what is known
    """

    of: Mapping[str, Outlook]
    guessed_like: Mapping[str, tuple[str, ...]]
    guide: FormGuide

    def guesses(self, teams: Collection[str]) -> tuple[str, ...]:
        """Sentences on those of the teams of whom no time is known."""
        alike: dict[str, list[str]] = {}
        for team in teams:
            if team in self.guessed_like:
                alike.setdefault(self._like(team), []).append(team)
        return tuple(
            f"Unsure: of {', '.join(own)} no time is known: {like}." for like, own in alike.items()
        )

    def _like(self, team: str) -> str:
        """From whom a team is guessed, and how far it may be from them."""
        like, spread = self.guessed_like[team], self.of[team].guess
        if not like:
            return f"all are taken to be alike, {spread}"
        known = [each for each, own in self.guide.runs.items() if own]
        field = self.guide.fields[team]
        named = " and ".join(filter(None, (", ".join(like[:-1]), like[-1])))
        if len(like) > _MOST_NAMED:
            named = f"{len(like)} others"
        if len(like) < len(known) and all(self.guide.fields[each] == field for each in like):
            named += ", who came as far" if not field[0] else f" of division {field[0]}"
        return f"guessed to be like {named}; {spread}"


def team_outlooks(guide: FormGuide) -> TeamOutlooks:
    """Of every team of a guide, by its own times, or by those of the teams of its field.

    Where nobody of that field has a time, by those of all teams.
    """
    own = {
        team: outlook(runs, guide.days, guide.forms[team], guide.hidden)
        for team, runs in guide.runs.items()
        if runs
    }
    like: dict[str, tuple[str, ...]] = {}
    for team in guide.runs:
        if team not in own:
            field = [each for each in own if guide.fields[each] == guide.fields[team]]
            like[team] = tuple(field or own)

    def guessed(others: Sequence[str], team: str) -> Outlook:
        return unknown_outlook([own[each] for each in others], guide.days, guide.forms[team])

    return TeamOutlooks(
        {team: own.get(team) or guessed(like[team], team) for team in guide.runs}, like, guide
    )
