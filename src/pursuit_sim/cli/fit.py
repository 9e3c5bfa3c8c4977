"""`fit`: pacing parameters from a measured race."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.verb import verb

if TYPE_CHECKING:
    from pursuit_sim.lab.fit import Fit
    from pursuit_sim.scenario.race import Race


@verb
@options.scenario_argument
@options.race_option()
@choices.team_option
@options.overrides_option()
@choices.format_option("what was found")
@outputs.output_option(
    "Write a scenario file (.toml) with the pacing instead of the known passings."
)
@outputs.force_option
def fit(
    scenario: str,
    race: str | None,
    team: str | None,
    overrides: tuple[str, ...],
    format_: choices.Format,
    output: Path | None,
    force: bool,
) -> None:
    """Find the pacing parameters that tell a measured race.

    For every team with enough known passings, or one: how much the start cost, how much,
    from when and how the team faded, and how far the half-laps are off then. Told too is
    whether that is more than chance; only then is it written to a file.

    \b
    Examples:
      pursuit-sim fit thialf-2020-pair-1
      pursuit-sim fit thialf-2020-pair-1 --team POL --format json
      pursuit-sim fit thialf-2020-pair-1 -o paced.toml
    """
    from pursuit_sim.atomic_write import write_text
    from pursuit_sim.errors import InputError
    from pursuit_sim.export.tables import fit_table, results_csv, results_json, text_table
    from pursuit_sim.lab.race_fits import fit_race
    from pursuit_sim.scenario import write
    from pursuit_sim.scenario.file_tables import SUFFIXES
    from pursuit_sim.scenario.loader import changes
    from pursuit_sim.scenario.merge import merge

    extends = ""
    if output is not None:
        outputs.check(output, SUFFIXES, scenario, force)
        extends = outputs.extended(scenario, output)
    loaded = options.load(scenario, overrides)
    choices.note_form(loaded)
    chosen = options.pick(loaded, race)
    everybody = team is None and chosen.entries
    told = fit_race(chosen, None if everybody else choices.pick_team(loaded, chosen, team))
    found = [*told.fits]
    if format_ is choices.Format.json:
        options.emit(results_json.dumps(told.to_dict()))
    elif format_ is choices.Format.csv:
        options.emit(results_csv.of(told))
    else:
        text_table.show(told.title, fit_table.sheets(told), sys.stdout)
    if output is not None:
        kept = [each.entry.team.code for each in found if not each.is_better]
        found = [each for each in found if each.is_better]
        if not found:
            raise InputError.single(
                chosen.id,
                "fit",
                f"no pacing found for {', '.join(kept)} is better by more than chance",
                f"{output} is not written: keep the scenario as it is, or give more passings",
            )
        them = "which are left out, as are the gaps" if chosen.gaps else "which are left out"
        remark = f"{chosen.title}: pacing fitted to the known passings, {them}."
        own = merge(changes(options.source(scenario), overrides), _tables(chosen, found))
        write_text(output, write.what_if(extends, (remark,), own))
        name = options.as_argument(output)
        options.note(f"wrote {output}; try: pursuit-sim run {name} --race {chosen.id}")
        if kept:
            options.note(f"kept the known passings of {', '.join(kept)}: no better than chance")


def _tables(race: Race, found: list[Fit]) -> dict[str, Any]:
    """What a scenario file says of them."""
    from pursuit_sim.lab.fit import written
    from pursuit_sim.scenario.race import PASSING_KEYS

    sides = {
        each.entry.side: {
            **dict.fromkeys(PASSING_KEYS, ()),
            "pacing": {name: getattr(each.entry.pacing, name) for name in written(each)},
        }
        for each in found
    }
    # A gap that is met bends the pacing away from what was fitted.
    gaps: dict[str, Any] = {"gaps": ()} if race.gaps else {}
    return {"races": {race.id: gaps | sides}}
