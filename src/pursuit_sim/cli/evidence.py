"""`evidence`: what races that were skated say of the push."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pursuit_sim.cli import choices, options


def evidence(
    format_: Annotated[
        choices.PlanFormat, typer.Option("--format", help="How to write what was found.")
    ] = choices.PlanFormat.table,
) -> None:
    """Tell what races that were skated say of the push, without any model.

    Computed from the times that come with the program, each with its source; minus means
    that the push is faster.

    \b
    Examples:
      pursuit-sim evidence
      pursuit-sim evidence --format json
    """
    from pursuit_sim.export.tables import evidence_table, results_json, text_table
    from pursuit_sim.lab.evidence import summary

    found = summary()
    if format_ is choices.PlanFormat.json:
        options.emit(results_json.dumps(found.to_dict()))
    else:
        text_table.show(evidence_table.TITLE, evidence_table.sheets(found), sys.stdout)
