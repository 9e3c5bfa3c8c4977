"""From a name, a file or a text to a `Scenario`, through every file it extends."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario import mistyped_teams
from pursuit_sim.scenario import overrides as override
from pursuit_sim.scenario.as_skated import Told, with_skated
from pursuit_sim.scenario.chain import Source, asked, chain, extended, find, identity, merged
from pursuit_sim.scenario.changed_keys import changed_keys
from pursuit_sim.scenario.check import check
from pursuit_sim.scenario.faults import Faults, ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import FORMAT, HEADER, VERSION
from pursuit_sim.scenario.full_names import as_meant
from pursuit_sim.scenario.read_file import parse, read, too_deep
from pursuit_sim.scenario.resolve import resolve
from pursuit_sim.scenario.scenario import Scenario

Overrides = str | Sequence[str] | Mapping[str, Any]


def load(
    source: Source | Mapping[str, Any], overrides: Overrides = (), *, what_if: bool = False
) -> Scenario:
    """The scenario of a file, of a bundled name, of a text or of tables.

    Parameters
    ----------
    source : such as "beijing-2022-men", or a path; a text of several lines is what a file would
        say, and a dict what it would say as tables, without the need for format and version
    overrides : such as ``"pacing.fade_s=1.4"``, several in a list, or keys with their values in a
        dict; all of them at once, only of a key that is said twice the last one counts
    what_if : whether results that contradict the scenario's own rounds are accepted; a
        file that extends another one, or any override, makes it a what-if anyway

    Raises
    ------
    InputError
        with every fault of the file and of the overrides

    Examples
    --------
    >>> import pursuit_sim
    >>> pursuit_sim.load("two-teams", {"pacing.fade_s": 1.4})
    <Scenario 'two-teams': Two teams, Women's team pursuit, 1 race, what-if>
    """
    if isinstance(source, Mapping):
        given = dict(zip(HEADER, (FORMAT, VERSION), strict=True))
        try:
            tables = {**given, **override.plain_tables(source)}
        except RecursionError:
            raise too_deep("tables") from None
        layers = extended(ScenarioSource("tables", tables), Path(), ["tables"])
        return _load(layers, overrides, "tables", what_if)
    if isinstance(source, str) and "\n" in source:
        return load_text(source, overrides, what_if=what_if)
    path, where = find(source)
    return _load(chain(path, where), overrides, str(source), what_if)


def load_text(
    text: str,
    overrides: Overrides = (),
    *,
    source: str = "text",
    folder: Source | None = None,
    what_if: bool = False,
) -> Scenario:
    """The scenario that a text says, as `load` reads it from a file.

    Parameters
    ----------
    text : in the format of scenario files
    overrides, what_if : as for `load`
    source : name of the text in messages
    folder : where relative paths of ``extends`` start; by default here

    Raises
    ------
    InputError
        with every fault
    """
    base = Path(folder) if folder is not None else Path()
    layers = extended(ScenarioSource(source, parse(text, source)), base, [source])
    return _load(layers, overrides, source, what_if)


def raw(source: Source) -> dict[str, Any]:
    """The tables of a scenario as written, its base files merged in, unchecked.

    Parameters
    ----------
    source : a bundled name, a path, or a text of several lines, as for `load`

    Raises
    ------
    InputError
        if a file cannot be read
    """
    if isinstance(source, str) and "\n" in source:
        top = ScenarioSource("text", parse(source, "text"))
        return merged(as_meant(extended(top, Path(), ["text"])))
    return merged(as_meant(chain(*find(source))))


def changes(source: Source, overrides: Overrides) -> dict[str, Any]:
    """The tables that overrides of a scenario stand for, as a file would write them.

    Raises
    ------
    InputError
        if a file cannot be read, or an override is none
    """
    tables = raw(source)
    base = ScenarioSource("", tables)
    _, *own = asked([base], [layer_of(tables) for layer_of in _overriding(overrides)])
    return merged(own)


def files(source: Source) -> list[Path]:
    """The files that a scenario is read from: its own, then those that it extends.

    Raises
    ------
    InputError
        if one cannot be read
    """
    path, where = find(source)
    seen = [identity(path)]
    extended(ScenarioSource(where, read(path, where)), path.parent, seen)
    return [Path(each) for each in seen]


def validate(source: Source) -> list[Fault]:
    """Everything wrong with a file; empty if it is a scenario."""
    try:
        load(source)
    except InputError as error:
        return list(error.faults)
    return []


def _load(
    layers: list[ScenarioSource],
    overrides: Overrides,
    source: str,
    what_if: bool,
    told: Told | None = None,
) -> Scenario:
    made = with_skated(_resolved(layers, overrides, source, what_if), layers, told or {})
    told = {name: race.as_told for name, race in made.races.items() if race.as_told}
    return replace(made, again=partial(_again, tuple(layers), source, told))


def _resolved(
    layers: list[ScenarioSource], overrides: Overrides, source: str, what_if: bool
) -> Scenario:
    """The scenario of some layers, to which those of the overrides are added."""
    files = len(layers)
    overriding = _overriding(overrides)
    try:
        tables = merged(as_meant(layers))
        call: list[ScenarioSource] = []
        wrong: list[Fault] = []
        for layer_of in overriding:
            try:
                call.append(layer_of(tables))
            except InputError as error:
                wrong += error.faults
        layers[:] = asked(layers, call)
        meant = as_meant(layers)
        tables = merged(meant) if call else tables
        faults = Faults(meant)
        for fault in wrong:
            faults.note(fault)
        mistyped_teams.check(layers, tables, faults)
        _require_version(layers, faults)
        checked = check(tables, faults)
        return resolve(
            checked,
            faults,
            source=source,
            what_if=what_if or files > 1 or bool(overriding),
            overridden=any(each.where in (override.OPTION, override.REPLACE) for each in layers),
            changes=changed_keys(layers),
        )
    except RecursionError:
        raise too_deep(source) from None


def _again(
    layers: Sequence[ScenarioSource],
    source: str,
    told: Told,
    changed: Mapping[str, object] | Sequence[str],
) -> Scenario:
    """The scenario of some layers with values changed, checked like a file."""
    return _load([*layers], changed, source, what_if=True, told=told)


def _overriding(overrides: Overrides) -> list[Callable[[Mapping[str, Any]], ScenarioSource]]:
    """What makes the layer of each override, once the tables below it are known."""
    if isinstance(overrides, Mapping):
        return [partial(override.change, key, value) for key, value in overrides.items()]
    texts = [overrides] if isinstance(overrides, str) else overrides
    given: object = texts
    if not isinstance(given, Sequence) or any(not isinstance(each, str) for each in given):
        remedy = "give texts such as pacing.fade_s=1.4, or keys with their values"
        raise InputError.single(override.OPTION, "", f"found {shown(texts)}", remedy)
    return [partial(override.parse, text) for text in texts]


def _require_version(layers: Sequence[ScenarioSource], faults: Faults) -> None:
    for layer in layers:
        if "version" not in layer.raw and layer.where not in (override.OPTION, override.REPLACE):
            remedy = f"write version = {VERSION}"
            faults.note(Fault(layer.where, "version", "is missing", remedy))
