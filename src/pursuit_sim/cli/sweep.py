"""`sweep`: a race for each of several values."""

from __future__ import annotations

import re
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.choices import Format, Model
from pursuit_sim.cli.progress import progress
from pursuit_sim.errors import Fault, InputError

if TYPE_CHECKING:
    from pursuit_sim.lab.sweep import Axis

_STEPS = 5  # values of a range that does not say how many
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*\.\.\s*({_NUMBER})\s*(?:/\s*([0-9]+)\s*)?")
_DIGITS = 10  # of values inside a range


def sweep(
    scenario: options.ScenarioName,
    vary: Annotated[
        list[str] | None,
        typer.Option(
            "--vary",
            metavar="KEY=VALUES",
            help="What to vary: values with commas between them, or a range such as 0.8..1.6/9 "
            "(nine of them); give it twice for all combinations.",
            autocompletion=options.complete_set,
        ),
    ] = None,
    race: options.RaceId = None,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="NOC", help="Show this team only.  [default: all]"),
    ] = None,
    overrides: options.Overrides = None,
    model: Annotated[
        Model,
        typer.Option(
            "--model",
            help="What decides the race: the skaters' power, or its official time, which the "
            "kinematic model spreads over the laps.",
        ),
    ] = Model.power,
    format_: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.table,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", metavar="FILE", help="Draw it too: .png, .svg or .pdf."),
    ] = None,
    force: outputs.Force = False,
) -> None:
    """Skate a race with several values of a key and tell what each is worth.

    Keys and values are those of scenario files and of --set. The power model is fitted to the
    race as it is, and then only the values change.

    \b
    Examples:
      pursuit-sim sweep beijing-2022-men --race sf-1 --vary rink.air_density_kgm3=1.03..1.24/4
      pursuit-sim sweep beijing-2022-men --race sf-1 --team NED \\
        --vary races.sf-1.crossing.formation=rotating,push \\
        --vary races.sf-1.crossing.effort.push_ratio=0.95..1/3
      pursuit-sim sweep beijing-2022-men --model kinematic --vary pacing.fade_s=0..4
    """
    from pursuit_sim.export.tables import results_json, sweep_table
    from pursuit_sim.lab.sweep import sweep as swept

    axes = _axes(vary or [])
    loaded = options.load(scenario, overrides)
    if plot is not None:
        choices.note_letters(loaded, plotted=True)
    chosen = options.pick(loaded, race)
    code = None if team is None else choices.pick_team(loaded, chosen, team).team.code
    if plot is not None:
        from pursuit_sim.export.plots import plotting

        read = outputs.sources(scenario, [plot])
        plotting.check(plot, "--plot", force=force, sources=read)
    with progress(f"sweeping {chosen.id}") as on_step:
        found = swept(
            options.source(scenario),
            chosen.id,
            axes,
            overrides=overrides or (),
            team=code,
            model=model.value,
            on_step=on_step,
        )
    if format_ is Format.json:
        options.emit(results_json.dumps(found.to_dict()))
    elif format_ is Format.csv:
        options.emit(sweep_table.csv(found))
    else:
        options.emit(sweep_table.text(found))
    if plot is not None:
        plotting.sweep(found, plot)
        options.note(f"wrote {plot}")


def _axes(wanted: list[str]) -> list[Axis]:
    """What the options say, or every fault in them."""
    from pursuit_sim.lab.sweep import MOST, OPTION, Axis

    example = "write KEY=VALUES, such as rink.air_density_kgm3=1.03..1.24/4"
    if not wanted:
        raise InputError.single(OPTION, "", "nothing is varied", example)
    axes: list[Axis] = []
    faults: list[Fault] = []
    for text in wanted:
        key, equals, values = text.partition("=")
        key = key.strip()
        listed = _values(values)
        ends = _RANGE.fullmatch(values)
        if equals and key and not listed:
            allowed = f"write 2 to {MOST} values, such as 1.03..1.24/4"
            if ends and not _finite(ends[1], ends[2]):
                allowed = "it is larger than numbers can be; write one such as 1.03..1.24/4"
            faults.append(Fault(OPTION, key, f"found the range {values.strip()}", allowed))
        elif not equals or not key or not all(listed):
            faults.append(Fault(OPTION, "", f"found {text!r}", example))
        elif key in (axis.key for axis in axes):
            faults.append(Fault(OPTION, key, "is varied twice", "give all its values at once"))
        else:
            axes.append(Axis(key, tuple(dict.fromkeys(listed))))
    if faults:
        raise InputError(faults)
    return axes


def _values(text: str) -> list[str]:
    """The values of a range, or those between commas outside of brackets and quotation marks.

    None of a range that asks for too few or too many.
    """
    found = _RANGE.fullmatch(text)
    if found is not None:
        return _ranged(found[1], found[2], found[3] or str(_STEPS))
    values, depth, quote = [""], 0, ""
    for sign in text:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        depth += (sign in "[{") - (sign in "]}") if not quote else 0
        if sign == "," and not depth and not quote:
            values.append("")
        else:
            values[-1] += sign
    return [value.strip() for value in values]


def _finite(first: str, last: str) -> bool:
    """Whether the numbers between two can be told."""
    return isfinite(float(last) - float(first))


def _ranged(first: str, last: str, wanted: str) -> list[str]:
    """Evenly spaced numbers, whole ones if all of them are."""
    from pursuit_sim.lab.sweep import MOST

    count = int(wanted) if len(wanted) <= len(str(MOST)) else 0
    if not 2 <= count <= MOST or not _finite(first, last):
        return []
    low, high = float(first), float(last)
    numbers = [
        float(f"{low + (high - low) * step / (count - 1):.{_DIGITS}g}") for step in range(count)
    ]
    if "." not in first + last and all(number.is_integer() for number in numbers):
        return [str(int(number)) for number in numbers]
    return [f"{number:.{_DIGITS}g}" for number in numbers]
