"""Files that commands write: what is refused before any work, and how they are written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import click

from pursuit_sim import atomic_write
from pursuit_sim.cli import options
from pursuit_sim.cli.invocation import STDIN
from pursuit_sim.cli.options import FILE, Function
from pursuit_sim.errors import InputError

OUT = "--out"


def _replaced(_context: click.Context, _param: click.Parameter, given: bool) -> bool:
    atomic_write.replaces.set(given)
    return given


force_option = click.option(
    "--force", is_flag=True, callback=_replaced, help="Replace files that are there."
)


def output_option(
    about: str, *, required: bool = False, metavar: str = "FILE"
) -> Callable[[Function], Function]:
    """``-o`` of a verb that writes a file."""
    return click.option("--output", "-o", metavar=metavar, type=FILE, required=required, help=about)


def check(
    path: Path, suffixes: Sequence[str], scenario: str | None, force: bool, option: str = "-o"
) -> str:
    """The ending of a file to be written, once it is clear that it can and may be.

    Parameters
    ----------
    path : where the user wants it
    suffixes : endings that can be written
    scenario : what it is made from, which it never replaces; None if from no scenario
    force : whether a file that is there may be replaced
    option : how the user named it

    Raises
    ------
    InputError
        if the ending or the place cannot be
    """
    from pursuit_sim.output_paths import check_output

    return check_output(path, suffixes, option, force=force, sources=sources(scenario, [path]))


def check_folder(folder: Path, names: Iterable[str], scenario: str, force: bool) -> None:
    """Make sure that files can and may be put into a folder; see `check`."""
    from pursuit_sim import output_paths

    names = tuple(names)
    read = sources(scenario, [folder / name for name in names])
    output_paths.check_folder(folder, names, OUT, force=force, sources=read)


def sources(scenario: str | None, paths: Iterable[Path]) -> list[Path]:
    """The files of a scenario, if one of the paths may be one of them."""
    if scenario in (None, STDIN) or not any(os.path.lexists(path) for path in paths):
        return []
    from pursuit_sim.scenario.loader import files

    return files(scenario)


def write_folder(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts into a folder by their names, all of them or none."""
    from pursuit_sim import output_paths

    made = output_paths.make_folder(folder, OUT)
    try:
        atomic_write.write_texts({folder / name: text for name, text in texts.items()})
    except BaseException:
        output_paths.remove_empty(made)
        raise
    for name in texts:
        options.note(f"wrote {folder / name}")


def extended(scenario: str, output: Path) -> str:
    """What a file made of a scenario extends: a bundled name, or the path from there to it.

    Raises
    ------
    InputError
        if the file cannot say where the scenario is
    """
    from pursuit_sim import resources
    from pursuit_sim.scenario.fields import oddity, shown

    if scenario == STDIN:
        raise InputError.single(
            STDIN, "", "a file cannot build on standard input", "save the scenario, and name it"
        )
    if scenario in resources.scenarios():
        return scenario
    path = Path(scenario).resolve()
    try:
        name = Path(os.path.relpath(path, output.resolve().parent)).as_posix()
    except ValueError:  # on another drive
        name = path.as_posix()
    odd = oddity(name)
    if odd:
        raise InputError.single(
            scenario, "", f"its path from there is {shown(name)}, {odd}", "rename or move it"
        )
    return name
