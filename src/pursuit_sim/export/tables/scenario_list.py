"""What scenarios there are, and how much of each was measured or reported."""

from __future__ import annotations

from collections.abc import Mapping

from pursuit_sim.export.tables.text_table import TextTable
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.survey import Survey, survey

_HEADS = (
    "Scenario", "Event", ">Races", ">Replayed", ">Timed", ">Gaps", ">Derived", ">Line-ups",
    ">Formations",
)  # fmt: skip
TITLE = "Scenarios that come with the program"
_NOTES = (
    "Replayed: runs, one team in one race; what follows is of these",
    "Timed: share of their half-lap passings that is known; the others are the model's",
    "Gaps: between opponents on the way, as published",
    "Derived: times that follow from the opponent's and a published gap",
    "Line-ups: runs whose skaters are known",
    "Formations: runs of which it is known who led for how long, and whether they pushed",
)


def table(scenarios: Mapping[str, Scenario]) -> TextTable:
    """One row a scenario.

    Parameters
    ----------
    scenarios : by the name that is listed
    """
    rows = tuple((name, *_row(each, survey(each))) for name, each in scenarios.items())
    return TextTable(TITLE, _HEADS, rows, _NOTES)


def _row(scenario: Scenario, found: Survey) -> tuple[str, ...]:
    of = "" if found.replayed == found.runs else f" of {found.runs}"
    return (
        scenario.event.name,
        str(found.races),
        f"{found.replayed}{of}",
        f"{found.timed / found.lines:.0%}".replace("%", " %") if found.lines else "",
        str(found.gaps or ""),
        str(found.derived or ""),
        str(found.named),
        str(found.reported),
    )
