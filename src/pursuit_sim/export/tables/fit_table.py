"""Fits of pacing to measured races as tables to read."""

from __future__ import annotations

from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.lab.fit import Fit
from pursuit_sim.lab.race_fits import RaceFits
from pursuit_sim.scenario.time_source import beside
from pursuit_sim.units import format_gap, format_laps, format_time


def sheets(found: RaceFits) -> tuple[TextTable, ...]:
    """What was found for each team, and then its passings, measured and fitted.

    Parameters
    ----------
    found : of the teams that have passings
    """
    return (_found(found), *map(_passings, found.fits))


def _found(found: RaceFits) -> TextTable:
    rows = []
    for each in found.fits:
        pacing = each.entry.pacing
        rows.append(
            (
                each.entry.team.code,
                f"{pacing.start_loss_s:.2f} s",
                f"{pacing.fade_s:.2f} s".replace("-", "−"),
                f"{pacing.fade_onset_lap:.2f} laps",
                f"{pacing.fade_shape:.2f}",
                f"{each.mean_error_s:.2f} s",
                f"{each.largest_error_s:.2f} s",
                f"{each.given_error_s:.2f} s",
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
            ">Before the fit",
        ),
        tuple(rows),
        found.remarks,
    )


def _time(each: Fit, line: int, time_s: float) -> str:
    """A known passing; a finish that was made up, where the others were not, says so."""
    alone = line == each.half_laps[-1] and each.time_source != each.source
    return f"{format_time(time_s)}{beside(each.time_source) if alone else ''}"


def _passings(each: Fit) -> TextTable:
    rows = tuple(
        (format_laps(line), _time(each, line, measured), format_time(fitted), format_gap(error))
        for line, measured, fitted, error in zip(
            each.half_laps, each.measured_s, each.fitted_s, each.errors_s, strict=True
        )
    )
    code = each.entry.team.code
    title = f"{code}: passings, and how much the half-lap to each is off (plus: fitted slower)"
    return TextTable(title, (">Laps", f">{each.source.capitalize()}", ">Fitted", ">Half-lap"), rows)
