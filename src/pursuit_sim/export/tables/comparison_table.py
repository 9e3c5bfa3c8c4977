"""A comparison of formations as tables to read."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from math import isfinite

from pursuit_sim.export.tables.text_table import TextTable, plain
from pursuit_sim.lab.comparison import CAVEATS, Comparison
from pursuit_sim.lab.estimate import Estimate
from pursuit_sim.lab.formations import PUSH, ROTATING
from pursuit_sim.lab.outcome import Outcome
from pursuit_sim.lab.robustness import Sensitivity
from pursuit_sim.lab.verdict import NAMES
from pursuit_sim.units import KILOJOULE, NO_NUMBER, format_chance, format_gap, format_time

WIDTH = 100  # columns of text
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
    return "\n".join(lines(said, WIDTH, first, others))


def lines(said: str, width: int, first: str = "", others: str = "") -> list[str]:
    """A sentence or more as lines, none of which ends between a number and its unit.

    Parameters
    ----------
    said, first, others : see `paragraph`
    width : characters of a line
    """
    kept = _UNITS.sub("\N{NO-BREAK SPACE}", said)
    filled = textwrap.wrap(
        kept, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False
    )
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in filled]


def point(said: str) -> str:
    """One point of a list."""
    return paragraph(said, "· ", "  ")


def caveats() -> str:
    """What a reader must know."""
    return "\n".join(["Read with care", *map(point, CAVEATS)])


def sheets(comparison: Comparison) -> tuple[TextTable, ...]:
    """Times, the κ ratio, parts, loads, drafting sets and what matters most."""
    return (
        _times(comparison),
        *_evidence(comparison),
        _ratios(comparison),
        _parts(comparison),
        _loads(comparison),
        _sets(comparison),
        _mattering(comparison),
    )


def ratio(value: float) -> str:
    """A κ ratio."""
    return f"{value:.3f}" if isfinite(value) else NO_NUMBER


def _short(comparison: Comparison, outcome: Outcome) -> str:
    alone = outcome is comparison.skated and outcome not in comparison.outcomes.values()
    return "as skated" if alone else comparison.name_of(outcome)


def _times(comparison: Comparison) -> TextTable:
    return TextTable(
        "Each formation at its best, and what was skated (− ahead of, + behind the best rotation)",
        ("Formation", ">Time", "5–95 %", ">To rotation", "5–95 %", "Turns [laps]"),
        tuple(
            (
                comparison.name_of(each),
                format_time(each.time_s),
                comparison.known_as(each) or _clock_interval(each.time),
                "" if each is comparison.outcomes[ROTATING] else format_gap(each.difference.value),
                "" if each is comparison.outcomes[ROTATING] else each.difference.told,
                " + ".join(f"{lead.laps:g}" for lead in each.entry.formation.leads),
            )
            for each in comparison.listed
        ),
        tuple(map(point, (*comparison.missing_draws, *comparison.outside))),
    )


def _ratios(comparison: Comparison) -> TextTable:
    """The chance as a function of what nobody has measured."""
    return TextTable(
        "If it were known what pushing costs: best push against best rotation, by κ ratio",
        (">κ ratio", ">Push [s]", "5–95 %", ">Push faster in"),
        tuple(
            (
                f"{each.ratio:.2f}",
                format_gap(each.push_minus_rotating.value, 1),
                each.push_minus_rotating.told,
                format_chance(each.probability_push_faster),
            )
            for each in comparison.at_ratios
        ),
    )


def _evidence(comparison: Comparison) -> Iterator[TextTable]:
    """What skated races say, beside the model and with it."""
    rows = comparison.weighed
    if rows:
        yield TextTable(
            "Push less rotation by the model, by races that were skated, and by both [s]",
            ("By", ">Push [s]", ">5–95 %"),
            tuple(
                (
                    each.source,
                    format_gap(each.value_s, 1),
                    f"{format_gap(each.low_s, 1)} to {format_gap(each.high_s, 1)}",
                )
                for each in rows
            ),
            tuple(point(f"{each.source}: {each.caveat}") for each in rows),
        )


def _clock_interval(estimate: Estimate) -> str:
    if estimate.interval is None:
        return NO_NUMBER
    return f"{format_time(estimate.low, 1)}–{format_time(estimate.high, 1)}"


def _parts(comparison: Comparison) -> TextTable:
    base = comparison.outcomes[ROTATING]
    others = [each for each in comparison.listed if each is not base]
    tables = [
        {key.removesuffix("_s"): value for key, value in each.parts.to_dict().items()}
        | {"total_s": each.parts.total_s}
        for each in others
    ]
    return TextTable(
        "Where the difference to the best rotation comes from [s]",
        ("Part", *(f">{_short(comparison, each)}" for each in others)),
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
    for outcome in comparison.listed:
        led = [0.0, 0.0, 0.0]
        for lead in outcome.entry.formation.leads:
            led[lead.skater] += lead.laps
        for i, load in enumerate(outcome.loads):
            rows.append(
                (
                    "" if i else comparison.name_of(outcome),
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
    columns = (
        *("Drafting", ">κ fitted", ">Push [s]", "5–95 %", ">Push wins", ">Turns at κ ratio"),
        ">Unsolved",
    )
    names = [f"{'own strengths' if own else effort.drafting} (used above)"]
    names += [each.drafting for each in comparison.answers[1:]]
    rows: list[tuple[str, ...]] = [
        (
            name,
            ratio(each.effectiveness),
            format_gap(each.push_minus_rotating.value),
            each.push_minus_rotating.told,
            format_chance(each.probability_push_faster),
            ratio(each.turning_ratio.value),
            str(each.unsolved),
        )
        for name, each in zip(names, comparison.answers, strict=True)
    ]
    if comparison.other_problem:
        rows.append(("the other set", *[NO_NUMBER] * (len(columns) - 1)))
    title = "Best push against best rotation with either set of drafting strengths"
    return TextTable(title, columns, tuple(rows))


def _mattering(comparison: Comparison) -> TextTable:
    return TextTable(
        "What matters most: best push against best rotation at either end of a range [s]",
        ("Parameter", ">From", ">Push", ">To", ">Push", "Answer turns"),
        tuple(
            (
                NAMES.get(each.name, each.name),
                end(each.low, each.unit),
                format_gap(each.at_low_s),
                end(each.high, each.unit),
                format_gap(each.at_high_s),
                _turns(each),
            )
            for each in comparison.sensitivities[:_MATTERING]
        ),
        tuple(map(point, filter(None, [missing_ends(comparison.sensitivities)]))),
    )


def _turns(sensitivity: Sensitivity) -> str:
    """Whether one parameter alone could change the answer."""
    if not isfinite(sensitivity.swing_s):
        return NO_NUMBER
    return "yes" if sensitivity.turns else ""


def missing_ends(sensitivities: Sequence[Sensitivity]) -> str:
    """At which ends of which ranges there is no solution, shown or not; empty if there are none."""
    missing = [
        f"{NAMES.get(each.name, each.name)} {end(value, each.unit)}"
        for each in sensitivities
        for value, at_s in ((each.low, each.at_low_s), (each.high, each.at_high_s))
        if not isfinite(at_s)
    ]
    return f"no solution at {', '.join(missing)}" if missing else ""


def end(value: float, unit: str) -> str:
    """An end of a parameter's range, for people."""
    if unit == "×":
        return f"{format_gap(100 * (value - 1), 0)} %"
    if unit == "1":
        return f"{value:.2f}"
    if unit == "set":
        return ("as races", "as tunnels")[int(value)]
    if unit == "turns":
        return ("assumed", "others")[int(value)]
    if unit == "SD":
        return f"{100 * value:g} % SD"
    return f"{value:.1f} {unit}" if unit in ("m", "s") else f"{value:g} {unit}"
