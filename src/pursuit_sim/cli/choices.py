"""Words of options that are one of a few, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

import click

from pursuit_sim.cli import options

if TYPE_CHECKING:
    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.physics import DraftingSet
    from pursuit_sim.scenario.race import Entry, Race

Choice = TypeVar("Choice")
_LETTERS_NAMED = 4  # that no font has


class Format(StrEnum):
    """How results are written."""

    table = "table"
    json = "json"
    csv = "csv"


class Model(StrEnum):
    """What decides a race."""

    kinematic = "kinematic"
    power = "power"


class Sex(StrEnum):
    """Who skates."""

    men = "men"
    women = "women"


class Sync(StrEnum):
    """Where a ghost is."""

    time = "time"
    distance = "distance"


class Layout(StrEnum):
    """How panels lie about the ice of a picture."""

    landscape = "landscape"
    square = "square"
    portrait = "portrait"


class Drafting(StrEnum):
    """Sets of drafting strengths."""

    wind_tunnel = "wind-tunnel"
    race_effective = "race-effective"


class WordOf(click.Choice[Choice]):
    """One of a few words; an enum's are its values."""

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:  # noqa: ARG002 - as click calls it
        """The word of a choice: click has an enum's names."""
        return str(choice)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - as click calls it
        """How the words are shown: [ ] stand for what can be left out."""
        return f"<{'|'.join(map(str, self.choices))}>"


def format_option(what: str = "it") -> Callable[[options.Function], options.Function]:
    """``--format`` of a verb that writes something as a table unless told otherwise."""
    return click.option(
        "--format",
        "format_",
        type=WordOf(Format),
        default=Format.table,
        help=f"How to write {what}.",
    )


model_option = click.option(
    "--model",
    type=WordOf(Model),
    default=Model.kinematic,
    help="What decides a race: its official time, spread over the laps, or the skaters' power.",
)
drafting_option = click.option(
    "--drafting",
    type=WordOf(Drafting),
    help="How strong drafting is.  [default: what the scenario says]",
)
team_option = click.option(
    "--team",
    metavar="NOC",
    help="The team, such as NED.  [default: the only one of the race]",
)
push_option = click.option(
    "--push/--no-push",
    default=None,
    help="Only plans with, or without, a push.  [default: both]",
)
plot_option = click.option(
    "--plot", type=options.FILE, metavar="FILE", help="Draw it too: .png, .svg or .pdf."
)


def note_bodies(scenario: Scenario, entry: Entry) -> None:
    """Tell who compares whom the usual body stands in for, and that of women it is a guess."""
    from pursuit_sim.scenario.physics import Body

    note_stand_ins(entry)
    usual = Body.usual(scenario.event.sex)
    unsaid = [name for name, body in zip(entry.lineup, entry.bodies, strict=True) if not body.said]
    if scenario.event.sex == "women" and unsaid:
        named = "these women" if len(unsaid) == len(entry.lineup) else " and ".join(unsaid)
        options.note(
            f"{entry.team.code}: the scenario says nothing of the bodies of {named}, so they "
            f"are the usual, a guess: {usual.mass_kg:g} kg, {usual.drag_area_m2:g} m², "
            f"{usual.aerobic_w:g} W, {usual.anaerobic_j / 1000:g} kJ; write their times or a "
            "[body] table"
        )


def note_stand_ins(entry: Entry) -> None:
    """Tell of described skaters who are not there, as nobody knows who skated."""
    if entry.team.described and not entry.lineup_known:
        options.note(
            f"{entry.team.code}: nobody knows who skated, so that three alike stand in and what is "
            f"said of {', '.join(entry.team.described)} is not used; write the line-up, or the "
            'one that you suppose and assumed = ["lineup"]'
        )


def note_unfitted(scenario: Scenario, races: Iterable[Race], model: Model) -> None:
    """Tell who runs races with the power model that it is not fitted, and plans without it."""
    races = list(races)
    entries = [entry for race in races for entry in race.entries]
    if model is not Model.power:
        note_plan(scenario, races)
    if model is not Model.power or all(e.effort.effectiveness is not None for e in entries):
        return
    options.note(
        "the power model is not fitted here: κ is the usual one, and teams whose bodies the "
        "scenario does not describe are alike; compare, optimise and sweep fit it to a race"
    )
    for entry in {entry.team.code: entry for entry in entries}.values():
        note_bodies(scenario, entry)


def note_left_out(races: Iterable[Race], model: Model) -> list[Race]:
    """Those of an event's races that a model can replay; tells which it cannot, and why."""
    from pursuit_sim.sim.simulate import why_not

    kept = []
    for race in races:
        problem = why_not(race, model.value)
        if problem:
            options.note(f"{race.id} is left out: {problem}")
        else:
            kept.append(race)
    return kept


def note_plan(scenario: Scenario, races: Iterable[Race]) -> None:
    """Tell who runs a plan without the power model that its time is not what they see."""
    planned = [
        f"{entry.team.code} in {race.id}"
        for race in races
        for entry in race.entries
        if {
            f"races.{race.id}.{entry.side}.{key}"
            for key in ("effort.effectiveness", "formation.leads")
        }
        <= {*scenario.changes}
    ]
    if planned:
        options.note(
            f"{', '.join(planned)}: planned for the power model; here the time that was skated is "
            "shown with the planned turns, write --model power for the plan's own time"
        )


def note_letters(scenario: Scenario, *, plotted: bool = False) -> None:
    """Tell who has a scenario drawn, or plotted, which of its letters will not be right."""
    from pursuit_sim.draw.look import letters
    from pursuit_sim.plain_text import named
    from pursuit_sim.scenario.texts import texts

    if plotted and letters.shaped(texts(scenario)):
        from pursuit_sim.export.plots import plotting

        if not plotting.joins_letters():
            options.note(
                f"{scenario.source}: this matplotlib sets Arabic, Hebrew and Devanagari letter by "
                "letter; install matplotlib 3.11 or newer, or write the names in Latin letters"
            )
    lacking = letters.lacking(texts(scenario))
    if not lacking:
        return
    named_first = ", ".join(f"{c} ({named(c)})" for c in lacking[:_LETTERS_NAMED])
    others = f" and {len(lacking) - _LETTERS_NAMED} others" if lacking[_LETTERS_NAMED:] else ""
    options.note(
        f"{scenario.source}: the bundled fonts have no {named_first}{others}: drawn as boxes; "
        "leave them out, or write the names in Latin letters"
    )


def note_changed(scenario: Scenario, race: Race, entry: Entry) -> None:
    """Tell who fits a formation that a what-if changed to the time of another one."""
    from pursuit_sim.lab.skated import by_others

    if by_others(entry):
        return  # κ is fitted to those who skated it, as they did
    own = f"races.{race.id}.{entry.side}."
    changed = {key.removeprefix(own) for key in scenario.changes if key.startswith(own)}
    formed = {key.partition(".")[0] for key in changed} & {"formation", "lineup"}
    if formed and "time" not in changed:
        options.note(
            f"{entry.team.code} in {race.id}: changed here are {' and '.join(sorted(formed))}, but "
            "not the time, which is taken as skated so; ask the scenario without the change what "
            "it is worth"
        )


def note_form(scenario: Scenario) -> None:
    """Tell of form on the day that a what-if changed, and this answer does not hold."""
    if formed := [key for key in scenario.changes if key.startswith("form.")]:
        options.note(
            f"{', '.join(formed)} changed, and with {'it' if len(formed) == 1 else 'them'} nothing "
            "here: form on the day is not in this answer; odds, plan and compare --all hold it"
        )


def drafting_set(name: Drafting | None) -> DraftingSet | None:
    """The set of drafting strengths that was asked for."""
    if name is None:
        return None
    return "wind-tunnel" if name is Drafting.wind_tunnel else "race-effective"


def pick_team(scenario: Scenario, race: Race, team: str | None) -> Entry:
    """The entry of a team in a race; see `scenario.picking`."""
    from pursuit_sim.scenario import picking

    return picking.pick_team(scenario, race, team)
