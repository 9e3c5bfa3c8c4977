"""A comparison of formations as tables to read."""

from __future__ import annotations

import re
import textwrap
from math import isfinite

from pursuit_sim.export.tables.results_table import TextTable, plain
from pursuit_sim.lab.comparison import CAVEATS, Comparison
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Estimate, Outcome
from pursuit_sim.lab.verdict import chance
from pursuit_sim.units import format_gap, format_time

WIDTH = 100  # columns of text
KILOJOULE = 1000.0
UNKNOWN = "–"
_UNITS = re.compile(r"(?<=\d) (?=(?:s|%|W)\b|%)")
_MATTERING = 6  # parameters that are shown
_PARTS = {
    "drafting": "drafting: distance, and who is in front",
    "exchanges": "changes of place",
    "load_sharing": "load sharing: work falling on who has it left",
    "pushing": "pushing: what the posture costs",
    "total_s": "together",
}
_LOADS = "What each skater does: time in front; mean, start, later peak power; reserve; push forces"
NAMES = {
    "κ_push/κ_rot": "what pushing costs (κ ratio)",
    "duration of a change": "time a change takes",
    "leader's gain": "gain of the one in front",
}


def text(comparison: Comparison) -> str:
    """The answer in sentences, what it consists of, and what to beware of."""
    parts = [answer(comparison), *map(plain, sheets(comparison)), caveats()]
    return "\n".join(part if part.endswith("\n") else f"{part}\n" for part in parts)


def answer(comparison: Comparison) -> str:
    """The answer in a few lines, what it rests on below it."""
    first, *others = comparison.verdict
    return "\n".join([paragraph(first), *map(point, others)])


def paragraph(said: str, first: str = "", others: str = "") -> str:
    """A sentence or more, set in lines; names keep their hyphens.

    Parameters
    ----------
    said : the text
    first, others : what begins the first line, and those after it
    """
    kept = _UNITS.sub("\N{NO-BREAK SPACE}", said)  # a line never ends between number and unit
    filled = textwrap.fill(
        kept, WIDTH, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )
    return filled.replace("\N{NO-BREAK SPACE}", " ")


def point(said: str) -> str:
    """One point of a list."""
    return paragraph(said, "· ", "  ")


def caveats() -> str:
    """What a reader must know."""
    return "\n".join(["Read with care", *map(point, CAVEATS)])


def sheets(comparison: Comparison) -> tuple[TextTable, ...]:
    """Times, parts, loads, drafting sets and what matters most."""
    return (
        _times(comparison),
        _parts(comparison),
        _loads(comparison),
        _sets(comparison),
        _mattering(comparison),
    )


def interval(estimate: Estimate, shift: float = 0.0) -> str:
    """Such as "−5.7 to −1.2"."""
    if not (isfinite(estimate.low) and isfinite(estimate.high)):
        return UNKNOWN
    if estimate.low == estimate.high:
        return ""
    return f"{format_gap(estimate.low + shift, 1)} to {format_gap(estimate.high + shift, 1)}"


def ratio(value: float) -> str:
    """A κ ratio."""
    return f"{value:.3f}" if isfinite(value) else UNKNOWN


def _name(outcome: Outcome) -> str:
    return f"{outcome.entry.formation.label}{' (as skated)' if outcome.skated else ''}"


def _times(comparison: Comparison) -> TextTable:
    return TextTable(
        "Four formations",
        ("Formation", ">Time", "5–95 %", ">To rotating", "5–95 %"),
        tuple(
            (
                _name(each),
                format_time(each.time_s),
                _clock_interval(each.time),
                "" if each.kind == ROTATING else format_gap(each.difference.value),
                "" if each.kind == ROTATING else interval(each.difference),
            )
            for each in comparison.outcomes.values()
        ),
    )


def _clock_interval(estimate: Estimate) -> str:
    if not (isfinite(estimate.low) and isfinite(estimate.high)):
        return UNKNOWN
    if estimate.low == estimate.high:
        return "measured"
    return f"{format_time(estimate.low, 1)}–{format_time(estimate.high, 1)}"


def _parts(comparison: Comparison) -> TextTable:
    others = [each for each in comparison.outcomes.values() if each.kind != ROTATING]
    tables = [
        {key.removesuffix("_s"): value for key, value in each.parts.to_dict().items()}
        | {"total_s": each.parts.total_s}
        for each in others
    ]
    return TextTable(
        "Where the difference to rotating comes from [s]",
        ("Part", *(f">{each.entry.formation.label}" for each in others)),
        tuple(
            (said, *(format_gap(table[key]) for table in tables)) for key, said in _PARTS.items()
        ),
    )


def _loads(comparison: Comparison) -> TextTable:
    columns = (
        *("Formation", "Skater", ">Front", ">Mean", ">Start", ">Later", ">Left"),
        *(">Pushed", ">Pushes"),
    )
    rows = []
    for outcome in comparison.outcomes.values():
        led = [0.0, 0.0, 0.0]
        for lead in outcome.entry.formation.leads:
            led[lead.skater] += lead.laps
        for i, load in enumerate(outcome.loads):
            rows.append(
                (
                    "" if i else outcome.entry.formation.label,
                    load.skater,
                    f"{load.front_s:.0f} s" if led[i] else "",
                    f"{load.mean_power_w:.0f} W",
                    f"{load.peak_power_w:.0f} W",
                    f"{load.peak_later_w:.0f} W",
                    f"{load.reserve_left_j / KILOJOULE:.1f} kJ",
                    _force(load.push_received_n),
                    _force(load.push_given_n),
                )
            )
    return TextTable(_LOADS, columns, tuple(rows))


def _force(newtons: float) -> str:
    return f"{newtons:.1f} N" if newtons else ""


def _sets(comparison: Comparison) -> TextTable:
    effort = comparison.outcomes[PUSH].entry.effort
    own = effort.shelter_second is not None or effort.shelter_third is not None
    answers: list[tuple[str, float, Estimate, float, Estimate]] = [
        (
            f"{'own strengths' if own else effort.drafting} (used above)",
            comparison.calibration.effectiveness,
            comparison.push_minus_rotating,
            comparison.probability_push_faster,
            comparison.turning_ratio,
        )
    ]
    other = comparison.other_set
    if other is not None:
        answers.append(
            (
                other.drafting,
                other.effectiveness,
                other.push_minus_rotating,
                other.probability_push_faster,
                other.turning_ratio,
            )
        )
    return TextTable(
        "Push against rotating with either set of drafting strengths",
        ("Drafting", ">κ fitted", ">Push [s]", "5–95 %", ">Push wins", ">Turns at κ ratio"),
        tuple(
            (
                name,
                ratio(kappa),
                format_gap(push.value),
                interval(push),
                chance(wins),
                ratio(turning.value),
            )
            for name, kappa, push, wins, turning in answers
        ),
    )


def _mattering(comparison: Comparison) -> TextTable:
    return TextTable(
        "What matters most: push against rotating at either end of a range [s]",
        ("Parameter", ">From", ">Push", ">To", ">Push", "Answer turns"),
        tuple(
            (
                NAMES.get(each.name, each.name),
                end(each.low, each.unit),
                format_gap(each.at_low_s),
                end(each.high, each.unit),
                format_gap(each.at_high_s),
                "yes" if each.at_low_s * each.at_high_s < 0 else "",
            )
            for each in comparison.sensitivities[:_MATTERING]
        ),
    )


def end(value: float, unit: str) -> str:
    """An end of a parameter's range, for people."""
    if unit == "×":
        return f"{format_gap(100 * (value - 1), 0)} %"
    if unit == "1":
        return f"{value:.2f}"
    return f"{value:.1f} {unit}" if unit in ("m", "s") else f"{value:g} {unit}"
