"""A comparison of formations as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pursuit_sim.export.tables import results_csv
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.estimate import Estimate, number_or_null

FILES = ("formations.csv", "skaters.csv", "sensitivities.csv", "ratios.csv")


def tables(comparisons: Iterable[Comparison]) -> dict[str, str]:
    """CSV tables by the name of their file; the first has a row a formation."""
    each = tuple(comparisons)
    rows = _formation_rows(each), _skater_rows(each), _sensitivity_rows(each), _ratio_rows(each)
    return dict(zip(FILES, map(_csv, rows), strict=True))


def _csv(rows: Iterator[dict[str, Any]]) -> str:
    found = list(rows)
    return results_csv.table(found[0] if found else (), found)


def _formation_rows(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    for comparison in comparisons:
        for outcome in comparison.listed:
            entry = outcome.entry
            yield _of(comparison) | {
                "formation": outcome.kind,
                "push": entry.formation.push,
                "skated": outcome.skated,
                "best": outcome in comparison.outcomes.values(),
                "leads": [
                    f"{entry.lineup[lead.skater]} {lead.laps:g}" for lead in entry.formation.leads
                ],
                "drafting": entry.effort.drafting,
                "effectiveness": entry.effort.effectiveness,
                "time_s": outcome.time_s,
                **_estimate("time_s", outcome.time),
                "difference_s": outcome.difference.value,
                **_estimate("difference_s", outcome.difference),
                "draws": comparison.draws,
                "unsolved": outcome.difference.unsolved,
                **outcome.parts.to_dict(),
            }


def _skater_rows(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    for comparison in comparisons:
        for outcome in comparison.listed:
            for load in outcome.loads:
                about = {
                    "formation": outcome.kind,
                    "push": outcome.entry.formation.push,
                    "skated": outcome.skated,
                }
                yield _of(comparison) | about | load.to_dict()


def _sensitivity_rows(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    for comparison in comparisons:
        for each in comparison.sensitivities:
            yield _of(comparison) | {
                "parameter": each.name,
                **{key: value for key, value in each.to_dict().items() if key != "name"},
            }


def _ratio_rows(comparisons: Iterable[Comparison]) -> Iterator[dict[str, Any]]:
    for comparison in comparisons:
        for each in comparison.at_ratios:
            yield _of(comparison) | {
                "ratio": each.ratio,
                "push_minus_rotating_s": each.push_minus_rotating.value,
                **_estimate("push_minus_rotating_s", each.push_minus_rotating),
                "probability_push_faster": number_or_null(each.probability_push_faster),
            }


def _of(comparison: Comparison) -> dict[str, Any]:
    return {"race": comparison.race.id, "team": comparison.team}


def _estimate(name: str, estimate: Estimate) -> dict[str, Any]:
    ends = {"low_5": estimate.low, "high_95": estimate.high}
    return {f"{name}_{end}": number_or_null(value) for end, value in ends.items()}
