"""Which files a scenario is made of: its own, and those that they extend, the base first."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pursuit_sim import resources
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.advice import hint
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.file_tables import FORMAT, SUFFIXES, VERSION
from pursuit_sim.scenario.merge import at_once, merge
from pursuit_sim.scenario.published_records import without_slower
from pursuit_sim.scenario.read_file import read
from pursuit_sim.scenario.spellings import one_spelling

DEEPEST_CHAIN = 10  # files that extend each other

Source = str | os.PathLike[str]


def named(name: str) -> str | Path:
    """A bundled name or a path as a source of `load`, which takes texts of several lines, too."""
    return Path(name) if "\n" in name else name


def find(source: Source) -> tuple[Path, str]:
    """(path, name in messages) of a bundled name or a file.

    A plain word is a bundled name, if there is such a scenario; everything else is a path.

    Raises
    ------
    InputError
        if it is neither, with the name that was meant
    """
    given: object = source
    if not isinstance(given, (str, os.PathLike)):
        remedy = "give a name, a path, a text or tables"
        raise InputError.single("scenario", "", f"found {shown(given)}", remedy)
    text = os.fspath(source)
    bundled = resources.scenarios()
    if text in bundled:
        return bundled[text], text
    path = Path(text)
    if path.suffix in SUFFIXES or path.name != text or os.path.lexists(text):
        return path, text
    problem = "there is no such file and no bundled scenario of this name"
    remedy = hint(text, bundled) or f"bundled are {', '.join(bundled)}"
    raise InputError.single(text or "scenario", "", problem, remedy)


def chain(path: Path, where: str) -> list[ScenarioSource]:
    """The layers of a file that `find` found."""
    return extended(ScenarioSource(where, read(path, where)), path.parent, [identity(path)])


def extended(top: ScenarioSource, folder: Path, seen: list[str]) -> list[ScenarioSource]:
    """The layers of a file and of those it extends, the base first."""
    layers = [top]
    _header(top)
    while "extends" in layers[0].raw:
        layer = layers[0]
        named = layer.raw["extends"]
        path, where = _base(named, folder, layer.where)
        file = identity(path)
        if file in seen:
            circle = " → ".join([*(each.where for each in reversed(layers)), where])
            problem = f"goes in a circle: {circle}"
            raise InputError.single(layer.where, "extends", problem, "take one of them out")
        if len(layers) >= DEEPEST_CHAIN:
            problem = f"is number {DEEPEST_CHAIN + 1} of a chain of files"
            remedy = f"at most {DEEPEST_CHAIN} files may build on each other"
            raise InputError.single(layer.where, "extends", problem, remedy)
        seen.append(file)
        layers.insert(0, ScenarioSource(where, read(path, where)))
        _header(layers[0])
        folder = path.parent
    return layers


def _base(named: object, folder: Path, where: str) -> tuple[Path, str]:
    """(path, name) of what ``extends`` names."""
    bundled = resources.scenarios()
    remedy = f"write a bundled name ({', '.join(bundled)}) or a path relative to this file (.toml)"
    if not isinstance(named, str) or not named:
        raise InputError.single(where, "extends", f"found {shown(named)}", remedy)
    if named in bundled:
        return bundled[named], named
    path = folder / named
    try:
        there = path.exists()
    except (OSError, ValueError):
        there = False
    if not there:
        raise InputError.single(
            where,
            "extends",
            f"found {shown(named)}, neither a bundled scenario nor a file in {folder.resolve()}",
            hint(named, bundled) or remedy,
        )
    if path.suffix.lower() not in SUFFIXES:
        problem = f"found {shown(named)}, which is no scenario file"
        raise InputError.single(where, "extends", problem, remedy)
    return path, str(path)


def identity(path: Path) -> str:
    """What a file is under all of its names."""
    return os.path.realpath(path)


def _header(layer: ScenarioSource) -> None:
    """Refuse a file of another format or version: its keys would mean something else.

    Of what stands in a file of another format nothing is told: it may be anybody's.
    """
    found, version = layer.raw.get("format"), layer.raw.get("version")
    if found != FORMAT:
        problem = "is missing" if found is None else "names another format"
        raise InputError.single(layer.where, "format", problem, f'write format = "{FORMAT}"')
    if version is not None and (isinstance(version, bool) or version != VERSION):
        newer = isinstance(version, int) and version > VERSION
        raise InputError.single(
            layer.where,
            "version",
            f"found {shown(version)}",
            f"this program reads version {VERSION}: "
            + ("install a newer pursuit-sim" if newer else f"write version = {VERSION}"),
        )


def merged(layers: Sequence[ScenarioSource]) -> dict[str, Any]:
    """The tables of some layers, the last of which wins."""
    tables: dict[str, Any] = {}
    for layer in layers:
        tables = merge(tables, layer.raw)
    return without_slower(tables, layers)


def asked(layers: Sequence[ScenarioSource], call: Sequence[ScenarioSource]) -> list[ScenarioSource]:
    """Some layers, and over them one of all that a call asks for.

    Parameters
    ----------
    layers : of files, and of earlier calls
    call : what each of its overrides says
    """
    if not call:
        return [*layers]
    said = at_once(each.raw for each in one_spelling(layers, call))
    return [*layers, ScenarioSource(call[0].where, said)]
