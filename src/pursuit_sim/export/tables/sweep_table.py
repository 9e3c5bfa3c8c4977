"""Sweeps as tables to read and as CSV."""

from __future__ import annotations

from pursuit_sim.export.tables import results_csv, text_table
from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.lab.sweep import Sweep
from pursuit_sim.lab.sweep_names import axes_of, names, points, told
from pursuit_sim.lab.swept_runs import SweptEntry, of_team
from pursuit_sim.units import NO_NUMBER, format_gap, format_time

AS_IT_IS = "as it is"
_AS_IT_WAS = "as it was skated"
_NONE = (NO_NUMBER, "", "", "", "", "")
_MODELS = {
    "power": "power model; each team's κ is fitted to the race as it is, and kept",
    "kinematic": "kinematic model: it spreads the official time, so that only laps change",
}


def text(sweep: Sweep) -> str:
    """A table for each team, and what is fastest."""
    sheets = tuple(_sheet(sweep, code) for code in told(sweep))
    said = "".join(f"\n{line}" for line in sweep.remarks)
    return f"{text_table.text(title(sweep), sheets)}{said}\n"


def title(sweep: Sweep) -> str:
    """The race and the model in a line."""
    said = _MODELS[sweep.model]
    if any(each.was for each in sweep.race.entries):
        said = said.replace(AS_IT_IS, _AS_IT_WAS)
    return f"{sweep.race.title} · {said}"


def csv(sweep: Sweep) -> str:
    """A row for each combination of values and team; without numbers where there is a problem."""
    return results_csv.of(sweep)


def _sheet(sweep: Sweep, team: str) -> TextTable:
    heads = names(sweep, axes_of(sweep, team), team)
    original = of_team(sweep.original, team)
    blank = ("",) * (len(heads) - 1)
    rows = []
    if original is not None:
        time, _, *laps = _cells(sweep, original)
        rows.append((AS_IT_IS, *blank, time, "", *laps))
    for values, run in points(sweep, team).items():
        rows.append((*values, *(_NONE if run is None else _cells(sweep, run))))
    heads += (">Time", ">Change", ">Lap 1", ">Fastest", ">Slowest", ">Last")
    return TextTable(team, heads, tuple(rows))


def _cells(sweep: Sweep, run: SweptEntry) -> tuple[str, ...]:
    later = run.laps_s[1:] or run.laps_s
    laps = (run.laps_s[0], min(later), max(later), run.laps_s[-1])
    change = format_gap(sweep.change_s(run))
    return format_time(run.time_s), change, *(format_time(lap) for lap in laps)
