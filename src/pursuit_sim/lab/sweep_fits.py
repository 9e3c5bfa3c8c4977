"""Teams of a sweep fitted to the race as the scenario has it, so that only values change."""

from __future__ import annotations

from dataclasses import replace

from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.formations import with_known_turns
from pursuit_sim.lab.skated import not_known
from pursuit_sim.scenario.race import Entry, Race


class SweepFits:
    """Fits teams to the race as the scenario has it, each once for a set of drafting strengths."""

    def __init__(self, race: Race) -> None:
        self._race = race
        self._known: dict[tuple[str, str], float | None] = {}

    def fitted(self, varied: Race) -> Race:
        """A varied race with κ of the race as it was."""
        return replace(varied, entries=tuple(self._fitted(varied, e) for e in varied.entries))

    def _fitted(self, varied: Race, entry: Entry) -> Entry:
        entry = with_known_turns(varied, entry)
        self._refuse_unknown(entry)
        if entry.effort.effectiveness is not None:
            return entry
        key = entry.team.code, entry.effort.drafting
        if key not in self._known:
            self._known[key] = self._effectiveness(*key)
        return entry.with_effort(effectiveness=self._known[key])

    def _refuse_unknown(self, entry: Entry) -> None:
        """Refuse described skaters where the race of the fit has nobody known."""
        index = self._race.by_team().get(entry.team.code)
        if index is None or self._race.entries[index].lineup_known or not entry.lineup_known:
            return
        if {*entry.lineup} & {*entry.team.described}:
            raise not_known(self._race, self._race.entries[index])

    def _effectiveness(self, team: str, drafting: str) -> float | None:
        index = self._race.by_team().get(team)
        if index is None:  # another team skates in its place: κ that is usual
            return None
        was = with_known_turns(self._race, self._race.entries[index])
        return calibrated(self._race, was.with_effort(drafting=drafting)).effort.effectiveness
