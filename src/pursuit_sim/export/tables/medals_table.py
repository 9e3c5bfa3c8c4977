"""Every team of an event in every formation, and the medals, as tables and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

from pursuit_sim.export.tables import comparison_csv, results_csv
from pursuit_sim.export.tables.comparison_table import (
    caveats,
    interval,
    paragraph,
    point,
    ratio,
)
from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.day_form import Key
from pursuit_sim.lab.estimate import enough, left_out, without_solution
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.medals import EventComparison, MedalChance, elsewhere
from pursuit_sim.lab.pairings import ROUNDS, settled
from pursuit_sim.lab.verdict import SUPPORTED_S
from pursuit_sim.units import NO_NUMBER, format_chance, format_gap, format_time

FILES = (*comparison_csv.FILES, "medals.csv")
_MEDALS = ("Gold", "Silver", "Bronze")
_SHOWN_TEAMS = 3  # of those that may win
_SHOWN_SHARE = 0.01  # of the draws; rarer gold medals are not listed
_NOTE = (
    "Opponents are taken to skate as they did. Teams that a new bracket brings together in a race "
    "where they never met are given their times from the round before: a guess. Many real races "
    "were not skated all out. Who rotated gains most by the best turns, as the model cannot know "
    "how well their own suited them."
)


def text(event: EventComparison) -> str:
    """What the push is worth to every team, and the medals under each policy."""
    failed = [
        paragraph(f"{race}, {team}: not compared, {_then(event, (race, team))}: {reason}")
        for (race, team), reason in event.failed.items()
    ]
    if event.untimed:
        results = ", ".join(f"{team} in {race}" for race, team in event.untimed)
        failed.append(
            paragraph(
                f"No medals: official times were not skated here by these skaters, and there is no "
                f"other time for {results}."
            )
        )
    parts = [answer(event), *map(plain, sheets(event)), *failed]
    if any(event.standings.values()):
        parts.append(paragraph(_NOTE))
    parts.append(caveats())
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def _then(event: EventComparison, key: Key) -> str:
    if key in event.untimed:
        return "and the official time was skated elsewhere"
    return "so that the official time stands"


def answer(event: EventComparison) -> str:
    """The answer in a sentence."""
    every = event.comparisons.values()
    faster = sum(each.push_minus_rotating.value < 0 for each in every)
    sure = sum(each.sign_is_sure for each in every)
    said = (
        f"{event.scenario.event.name}: at their best, pushing all the way is estimated faster than "
        f"rotating for {faster} of {len(every)} teams and races; for {sure or 'none'} of them that "
        f"is very probable."
    )
    groups = event.alike
    if len(groups) < len(every):
        many = "one result" if len(groups) == 1 else f"{len(groups)} results"
        said += (
            f" The scenario describes many of them alike, but for their times: the {len(every)} "
            f"are {many}, and not so many confirmations."
        )
    return paragraph(said)


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
                interval(push),
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
        tuple(_missing_draws(event)),
    )


def _missing_draws(event: EventComparison) -> Iterator[str]:
    """How many draws the intervals and shares of wins leave out, where they do."""
    lost = {key: each.unsolved for key, each in event.comparisons.items() if each.unsolved}
    if lost:
        (race, team), most = max(lost.items(), key=lambda each: each[1])
        where = f"most for {team} in {race}, some for {len(lost)} of {len(event.comparisons)}"
        yield point(f"up to {left_out(most, event.draws)}: {where}")


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
        (*_where(event), *_unsupported(event), *_missing_medals(event)),
    )


def _where(event: EventComparison) -> Iterator[str]:
    """What *as skated* means where rink or skaters have changed, or where teams are level."""
    if any(elsewhere(each.race, each.skated.entry) for each in event.comparisons.values()):
        yield point("as skated: the formations that were skated, at the times the model has here")
    else:
        for each in settled(event.scenario, len(ROUNDS)):
            yield point(f"as skated: {each.removesuffix('.')}")


def _unsupported(event: EventComparison) -> Iterator[str]:
    """Whose gain is more than anybody has measured: mostly who kept one leader, without a push."""
    races: dict[str, list[str]] = {}
    for (race, team), each in event.comparisons.items():
        fastest = min(each.outcomes[kind].time_s for kind in (ROTATING, PUSH))
        if each.skated.time_s - fastest > SUPPORTED_S:
            races.setdefault(team, []).append(race)
    for team, where in races.items():
        yield point(
            f"{team} ({', '.join(where)}) gains more than {SUPPORTED_S:g} s by the model, which "
            "nothing published supports: whatever depends on it is no more than a guess"
        )


def _missing_medals(event: EventComparison) -> Iterator[str]:
    """How many draws the shares leave out, where they do."""
    policies: dict[int, list[str]] = {}
    for policy, lost in event.unsolved.items():
        policies.setdefault(lost, []).append(policy)
    for lost, names in policies.items():
        if not lost:
            continue
        few = enough(lost, event.draws)
        said = left_out(lost, event.draws) if few else without_solution(lost, event.draws)
        yield point(f"{', '.join(names)}: {said}{'' if few else '; no shares'} (for some team)")


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
    return comparison_csv.tables(event.comparisons.values()) | {
        FILES[-1]: results_csv.table(columns, standings)
    }
