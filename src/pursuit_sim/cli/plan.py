"""`plan`: tomorrow's race, from the last one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pursuit_sim.cli import choices, options, outputs
from pursuit_sim.cli.progress import progress
from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.lab.rival import Rival
    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.race import Race

PAGES = (".pdf", ".png")
_FOUR = 4  # skaters who are named for a race
_LEAST_DRAWS, _MOST_DRAWS = 100, 100_000


def plan(
    scenario: options.ScenarioName,
    race: Annotated[
        str | None,
        typer.Option(
            "--race",
            metavar="ID",
            help="The team's last race.  [default: the last one of the team in the file]",
            autocompletion=options.complete_race,
        ),
    ] = None,
    team: choices.TeamCode = None,
    rink: Annotated[
        str | None,
        typer.Option(
            "--rink",
            metavar="HALL",
            help="Tomorrow's rink, a hall by name, such as milano.  [default: the same]",
        ),
    ] = None,
    overrides: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help="What is different tomorrow, such as rink.air_density_kgm3=1.08; may be repeated.",
            autocompletion=options.complete_set,
        ),
    ] = None,
    rival: Annotated[
        str | None,
        typer.Option(
            "--rival",
            metavar="WHO",
            help="Who is met: a team of the scenario, FILE or FILE:TEAM, whose last race is moved "
            "to tomorrow's rink; or a time.",
        ),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option(
            "--target",
            metavar="TIME",
            help="The time to skate to, such as 3:38.0.  [default: what is to be expected]",
        ),
    ] = None,
    skaters: Annotated[
        str | None,
        typer.Option(
            "--skaters",
            metavar="NAMES",
            help='Who may skate, such as "Kramer, Bosker, Roest, Krol": each three of them is '
            "planned.  [default: the team, or of more than four those of the last race]",
        ),
    ] = None,
    drafting: choices.DraftingName = None,
    push: Annotated[
        bool | None,
        typer.Option(
            "--push/--no-push",
            help="Only plans with, or without, a push.  [default: both]",
            show_default=False,
        ),
    ] = None,
    draws: Annotated[
        int,
        typer.Option(
            "--draws",
            metavar="N",
            help="Parameter sets behind the intervals.",
            parser=options.whole,
        ),
    ] = 2000,
    format_: Annotated[
        choices.PlanFormat, typer.Option("--format", help="How to write the plan.")
    ] = choices.PlanFormat.table,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Draw one page to print (A4): .pdf or .png."
        ),
    ] = None,
    force: outputs.Force = False,
) -> None:
    """Plan tomorrow's race from the last one, on one page to print.

    The scenario holds the team's last race, with its rink and what is known of its lap
    times and skaters. The model is fitted to that, and the fit kept; then tomorrow's rink
    is taken, and for each line-up the best rotation and the best push are found.

    \b
    Examples:
      pursuit-sim plan beijing-2022-men --race sf-1 --team NED --rink milano
      pursuit-sim plan beijing-2022-men --team NED --rival USA --target 3:37.5 -o plan.pdf
    """
    from pursuit_sim.export.tables import race_plan_text, results_json
    from pursuit_sim.lab.formations import PUSH, ROTATING
    from pursuit_sim.lab.line_ups import line_ups
    from pursuit_sim.lab.tomorrow import PLANNED, plan_race
    from pursuit_sim.scenario import picking
    from pursuit_sim.scenario.halls import halls

    if output is not None:
        from pursuit_sim.export.plots import plotting

        outputs.check(output, PAGES, scenario, force)
        plotting.check(output)
    if not _LEAST_DRAWS <= draws <= _MOST_DRAWS:
        allowed = f"write {_LEAST_DRAWS} to {_MOST_DRAWS}"
        raise InputError.single("--draws", "", f"{draws} parameter sets", allowed)
    hall = [] if rink is None else [f'rink="{rink}"']
    changed = [*hall, *(overrides or ())]  # what is known of the hall's air is said after it
    if rink is not None and rink not in halls():
        raise picking.unknown("hall", rink, halls(), "--rink")
    loaded = options.load(scenario, changed or None)
    chosen = _last_race(loaded, race, team)
    entry = choices.pick_team(loaded, chosen, team)
    code = entry.team.code
    target_s = None if target is None else _time(target, chosen)
    choices.note_bodies(loaded, entry)
    choices.note_changed(loaded, chosen, entry)
    whole = entry.team.skaters
    names = whole if len(whole) <= _FOUR else entry.lineup
    if skaters is not None:
        names = tuple(filter(None, (name.strip() for name in skaters.split(","))))
    races = line_ups(loaded, chosen.id, code, names, "--skaters")
    met = None if rival is None else _rival(loaded, chosen, code, rival)
    with progress(f"planning for {code}") as on_step:
        found = plan_race(
            races,
            code,
            kinds=PLANNED if push is None else (PUSH if push else ROTATING,),
            target_s=target_s,
            rival=met,
            drafting=choices.drafting_set(drafting),
            draws_count=draws,
            on_step=on_step,
        )
    where = "on the same rink" if rink is None else f"in {halls()[rink].city}"
    if rink is None and chosen.was is not None and chosen.was.rink != chosen.rink:
        where = "on another rink"
    if format_ is choices.PlanFormat.json:
        options.emit(results_json.dumps(found.to_dict()))
    else:
        options.emit(race_plan_text.text(found, where))
    if output is not None:
        choices.note_letters(loaded, plotted=True)
        plotting.race_plan(found, where, output)
        options.note(f"wrote {output}")


def _last_race(scenario: Scenario, race: str | None, team: str | None) -> Race:
    """The race asked for, or the last one that the team skated."""
    from pursuit_sim.scenario import picking

    if race is not None or team is None:
        return options.pick(scenario, race)
    for each in reversed(list(scenario.races.values())):
        if team.casefold() in (entry.team.code.casefold() for entry in each.entries):
            return each
    known = dict.fromkeys(e.team.code for r in scenario.races.values() for e in r.entries)
    raise picking.unknown("team", team, known, "--team")


def _time(text: str, race: Race, option: str = "--target") -> float:
    from pursuit_sim.scenario.human_limits import FASTEST_MPS, SLOWEST_MPS
    from pursuit_sim.units import format_time, parse_time

    least, most = (race.distance_m / speed for speed in (FASTEST_MPS, SLOWEST_MPS))
    allowed = f"write a time from {format_time(least)} to {format_time(most)}, such as 3:38.0"
    try:
        found = parse_time(text)
    except ValueError:
        raise InputError.single(option, "", f"{text!r} is no time", allowed) from None
    if not least <= found <= most:
        raise InputError.single(option, "", f"{text} for {race.laps} laps", allowed)
    return found


def _rival(scenario: Scenario, race: Race, own: str, text: str) -> Rival:
    """A team of the scenario or of another file, or a time."""
    from pursuit_sim.lab.rival import Rival, rival
    from pursuit_sim.scenario import picking

    name = text.strip()
    if name[:1].isdigit() and not Path(name).exists():
        return Rival("The rival", _time(name, race, "--rival"))
    file, _, team = name.rpartition(":")
    other = scenario
    codes = {code.casefold(): code for code in scenario.teams}
    if name.casefold() in codes:
        team = codes[name.casefold()]
    elif file:
        other = options.load(file, None)
    elif name.endswith(".toml") or Path(name).exists():
        other, team = options.load(name, None), ""
        skated = dict.fromkeys(e.team.code for r in other.races.values() for e in r.entries)
        if len(skated) != 1:
            raise InputError.single(
                "--rival",
                "",
                f"{name} has several teams",
                f"write {name}:{next(iter(skated), 'TEAM')}",
            )
        team = next(iter(skated))
    else:
        raise picking.unknown("team", name, scenario.teams, "--rival")
    if other is scenario and team == own:
        raise InputError.single("--rival", "", f"{own} plans against itself", "write another team")
    met = race
    if other is not scenario or team not in race.by_team():
        met = _last_race(other, None, team)
    if met.laps != race.laps:
        raise InputError.single(
            "--rival", "", f"{name} skated {met.laps} laps, not {race.laps}", "write another rival"
        )
    code = picking.pick_team(other, met, team, "--rival").team.code
    return rival(met, code, race.rink)
