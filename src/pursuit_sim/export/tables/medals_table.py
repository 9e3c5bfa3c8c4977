"""Every team of an event in every formation, and the medals, as tables and CSV."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from pursuit_sim.export.tables import comparison_csv, results_csv
from pursuit_sim.export.tables.comparison_table import (
    caveats,
    paragraph,
    point,
    ratio,
)
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.event_comparison import EventComparison, MedalChance
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.units import NO_NUMBER, format_chance, format_gap, format_time

_MEDALS_FILE, _REMARKS_FILE = "medals.csv", "remarks.csv"
FILES = (*comparison_csv.FILES, _MEDALS_FILE, _REMARKS_FILE)
_MEDALS = ("Gold", "Silver", "Bronze")
_SHOWN_TEAMS = 3  # of those that may win
_SHOWN_SHARE = 0.01  # of the draws; rarer gold medals are not listed


def text(event: EventComparison) -> str:
    """What the push is worth to every team, and the medals under each policy."""
    parts = [
        paragraph(event.answer),
        *map(plain, sheets(event)),
        *map(paragraph, (*event.made_up, *event.of_slow, *event.missing)),
    ]
    if event.care:
        parts.append(paragraph(event.care))
    parts.append(caveats())
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def sheets(event: EventComparison) -> tuple[TextTable, ...]:
    """Push against rotating for every team, then the medals where the event has some."""
    found = [_worth(event)]
    if any(event.standings.values()):
        found.append(_medals(event))
    return tuple(found)


def _worth(event: EventComparison) -> TextTable:
    rows = []
    for (race, team), each in event.comparisons.items():
        push, other = each.push_minus_rotating, each.other_set
        rows.append(
            (
                race,
                team,
                each.calibration.formation,
                format_time(each.outcomes[ROTATING].time_s),
                format_time(each.outcomes[PUSH].time_s),
                format_gap(push.value, 1),
                push.told,
                ratio(each.turning_ratio.value),
                format_gap(other.push_minus_rotating.value, 1) if other else "",
            )
        )
    columns = (
        *("Race", "Team", "Skated", ">Rotating", ">Push", ">Push [s]", "5–95 %"),
        *(">Turns at", ">Other"),
    )
    return TextTable(
        "Best push against best rotation; the κ ratio at which that turns; with the other drafting",
        columns,
        tuple(rows),
        tuple(map(point, (*event.unsolved_intervals, *event.outside))),
    )


def _medals(event: EventComparison) -> TextTable:
    return TextTable(
        "Medals by time; and how often each team would win gold, with form on the day and without",
        ("If", *_MEDALS, "Gold, form on the day included", "Without it"),
        tuple(
            (
                policy,
                *_medallists(places),
                _gold(places, [each.gold_share for each in places]),
                _gold(places, [each.gold_share_by_time for each in places]),
            )
            for policy, places in event.standings.items()
            if places
        ),
        tuple(map(point, event.of_medals)),
    )


def _medallists(places: Sequence[MedalChance]) -> list[str]:
    """Who wins each medal; of fewer teams than medals, nobody the last; level teams the same."""
    won = (
        [each.team for each in places if each.place == place]
        for place in range(1, len(_MEDALS) + 1)
    )
    return [", ".join(teams) or NO_NUMBER for teams in won]


def _gold(places: Sequence[MedalChance], shares: Sequence[float]) -> str:
    if not all(map(isfinite, shares)):
        return NO_NUMBER
    likely = sorted(zip(shares, places, strict=True), key=lambda each: (-each[0], each[1].place))
    shown = [each for each in likely if each[0] >= _SHOWN_SHARE][:_SHOWN_TEAMS]
    return ", ".join(f"{place.team} {format_chance(share)}" for share, place in shown) or NO_NUMBER


def tables(event: EventComparison) -> dict[str, str]:
    """CSV tables by the name of their file; the first has a row a team, race and formation."""
    standings = (
        {"policy": policy, **each.to_dict(), "unsolved": event.unsolved[policy]}
        for policy, places in event.standings.items()
        for each in places
    )
    columns = (
        "policy",
        "place",
        "team",
        "gold_share",
        "medal_share",
        "gold_share_without_form",
        "unsolved",
    )
    remarks = ({"remark": each} for each in event.remarks)
    return comparison_csv.tables(event.comparisons.values()) | {
        _MEDALS_FILE: results_csv.table(columns, standings),
        _REMARKS_FILE: results_csv.table(("remark",), remarks),
    }
