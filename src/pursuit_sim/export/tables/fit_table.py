"""Fits of pacing to measured races as tables to read."""

from __future__ import annotations

from collections.abc import Sequence

from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.lab.fit import Fit
from pursuit_sim.units import format_gap, format_laps, format_time


def sheets(fits: Sequence[Fit]) -> tuple[TextTable, ...]:
    """What was found for each team, and then its passings, measured and fitted."""
    return (_found(fits), *map(_passings, fits))


def _found(fits: Sequence[Fit]) -> TextTable:
    rows = []
    for each in fits:
        pacing = each.entry.pacing
        rows.append(
            (
                each.entry.team.code,
                f"{pacing.start_loss_s:.2f} s",
                f"{pacing.fade_s:.2f} s",
                f"{pacing.fade_onset_lap:.2f} laps",
                f"{pacing.fade_shape:.2f}",
                f"{each.mean_error_s:.2f} s",
                f"{each.largest_error_s:.2f} s",
            )
        )
    return TextTable(
        "Pacing that tells the known passings",
        (
            "Team",
            ">Start loss",
            ">Fade",
            ">Begins after",
            ">Shape",
            ">Half-laps off by",
            ">At most",
        ),
        tuple(rows),
    )


def _passings(each: Fit) -> TextTable:
    rows = tuple(
        (format_laps(line), format_time(measured), format_time(fitted), format_gap(error))
        for line, measured, fitted, error in zip(
            each.half_laps, each.measured_s, each.fitted_s, each.errors_s, strict=True
        )
    )
    title = f"{each.entry.team.code}: passings, and how much the half-lap to each is off"
    return TextTable(title, (">Laps", ">Measured", ">Fitted", ">Half-lap"), rows)
