"""Skaters whose table has several spellings in one call: still one table, value by value."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.squads import Squads
from pursuit_sim.scenario.told_times import inner


def one_spelling(
    layers: Sequence[ScenarioSource], call: Sequence[ScenarioSource]
) -> list[ScenarioSource]:
    """What a call says, a skater's table of ``bodies`` named as the first that has it names it.

    Two tables of one skater at once stay two, which is a fault; so does a name that fits nobody,
    or several.

    Parameters
    ----------
    layers : of files, and of earlier calls, unchecked
    call : what each of its overrides says: at once, so that the squad of any of them holds for all
    """
    squads: dict[str, Squads] = {}
    first: dict[tuple[str, str], str] = {}
    found = []
    for said in call:
        teams = dict(inner(said.raw, "teams"))
        for code, team in teams.items():
            bodies = inner(teams, code, "bodies")
            if not bodies:
                continue
            if code not in squads:
                squads[code] = Squads([*layers, *call], code)
            own = {}
            for name, each in bodies.items():
                whom = squads[code].meant(name, len(layers) + len(call))
                to = first.setdefault((code, whom[0]), name) if len(whom) == 1 else name
                own[name if to in own or (to != name and to in bodies) else to] = each
            teams[code] = {**team, "bodies": own}
        found.append(said._replace(raw={**said.raw, "teams": teams}) if teams else said)
    return found
