"""`fit`: pacing parameters from a measured race."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pursuit_sim.cli import choices, options, outputs

if TYPE_CHECKING:
    from pursuit_sim.lab.fit import Fit
    from pursuit_sim.scenario.race import Race


def fit(
    scenario: options.ScenarioName,
    race: options.RaceId = None,
    team: choices.TeamCode = None,
    overrides: options.Overrides = None,
    format_: Annotated[
        choices.PlanFormat, typer.Option("--format", help="How to write what was found.")
    ] = choices.PlanFormat.table,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write a scenario file (.toml) with the pacing instead of the known passings.",
        ),
    ] = None,
    force: outputs.Force = False,
) -> None:
    """Find the pacing parameters that tell a measured race.

    For every team with known passings, or one: how much the start cost, how much, from
    when and how the team faded, and how far the half-laps are off then.

    \b
    Examples:
      pursuit-sim fit thialf-2020-pair-1
      pursuit-sim fit thialf-2020-pair-1 --team POL --format json
      pursuit-sim fit thialf-2020-pair-1 -o paced.toml
    """
    from pursuit_sim.atomic_write import write_text
    from pursuit_sim.export.tables import fit_table, results_json, results_table
    from pursuit_sim.lab.fit import fit as fitted
    from pursuit_sim.scenario import write
    from pursuit_sim.scenario.file_tables import SUFFIXES
    from pursuit_sim.scenario.loader import changes
    from pursuit_sim.scenario.merge import merge

    extends = ""
    if output is not None:
        outputs.check(output, SUFFIXES, scenario, force)
        extends = outputs.extended(scenario, output)
    loaded = options.load(scenario, overrides)
    chosen = options.pick_or_only(loaded, race)
    if team is None and chosen.entries:
        entries = chosen.entries
    else:
        entries = (choices.pick_team(loaded, chosen, team),)
    found = [fitted(chosen, entry) for entry in entries]
    if format_ is choices.PlanFormat.json:
        document = {"format": "pursuit-sim/fit", "version": 1, "race": chosen.id}
        options.emit(results_json.dumps(document | {"teams": [each.to_dict() for each in found]}))
    else:
        results_table.show(chosen.title, fit_table.sheets(found), sys.stdout)
    if output is not None:
        remark = f"{chosen.title}: pacing fitted to the known passings, which are left out."
        own = merge(changes(scenario, overrides or ()), _tables(chosen, found))
        write_text(output, write.what_if(extends, (remark,), own))
        name = shlex.quote(str(output))
        options.note(f"wrote {output}; try: pursuit-sim run {name} --race {chosen.id}")


def _tables(race: Race, found: list[Fit]) -> dict[str, Any]:
    """What a scenario file says of them."""
    from pursuit_sim.lab.fit import SEARCHED

    sides = {
        each.entry.side: {
            "splits": [], "laps_s": [], "splits_s": [],
            "pacing": {name: getattr(each.entry.pacing, name) for name in SEARCHED},
        }
        for each in found
    }  # fmt: skip
    return {"races": {race.id: sides}}
