"""`evidence`: what races that were skated say of the push."""

from __future__ import annotations

import sys

from pursuit_sim.cli import choices, options
from pursuit_sim.cli.verb import verb


@verb
@choices.format_option("what was found")
def evidence(
    format_: choices.Format,
) -> None:
    """Tell what races that were skated say of the push, without any model.

    Computed from the times that come with the program, each with its source; minus means
    that the push is faster.

    \b
    Examples:
      pursuit-sim evidence
      pursuit-sim evidence --format json
    """
    from pursuit_sim.export.tables import evidence_table, results_csv, results_json, text_table
    from pursuit_sim.lab.evidence import summary

    found = summary()
    if format_ is choices.Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is choices.Format.csv:
        options.emit(results_csv.of(found))
    else:
        text_table.show(evidence_table.TITLE, evidence_table.sheets(found), sys.stdout)
