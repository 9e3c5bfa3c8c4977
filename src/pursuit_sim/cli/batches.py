"""Many scenarios in one command: folders, processes, and the wrong ones among the others."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pursuit_sim.cli import invocation, options
from pursuit_sim.errors import Fault, InputError, PursuitError

if TYPE_CHECKING:
    from concurrent.futures import Executor

MOST_JOBS = 256
_EACH = 8  # scenarios that a process more is worth: it takes as long to start

scenarios_argument = click.argument(
    "scenario",
    nargs=-1,
    required=True,
    metavar="SCENARIO...",
    help="Scenario files, folders of them, names of bundled ones, or - for standard input.",
    shell_complete=options.complete_scenario,
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=options.whole,
    help="Processes for many scenarios.  [default: as many as there are processors]",
)


class Done(NamedTuple):
    """What came of one scenario.

    Attributes
    ----------
    source : its name or file
    value : what was made of it; None if it is wrong
    said : messages for the user
    wrong : everything wrong with it; None if nothing is
    """

    source: str
    value: Any
    said: str
    wrong: InputError | None = None


def sources(given: Sequence[str]) -> list[str]:
    """The scenarios that words of the command line stand for; those of a folder by name.

    Raises
    ------
    InputError
        for an empty name, a folder without any, a scenario that is named twice, and - among others
    """
    from pursuit_sim.resources import scenarios
    from pursuit_sim.scenario.file_tables import SUFFIXES

    bundled = scenarios()
    found: list[str] = []
    faults: list[Fault] = []
    for each in given:
        if not each:  # of a shell's variable that is not set: it is no folder, nor this one
            remedy = "name a scenario file, a folder of them, or a bundled one"
            faults.append(Fault("SCENARIO", "", "found '', an empty name", remedy))
            continue
        if each in bundled or not Path(each).is_dir():
            found.append(each)
            continue
        inside = sorted(path for path in Path(each).iterdir() if path.suffix.lower() in SUFFIXES)
        if not inside:
            remedy = f"name a folder with {' or '.join(SUFFIXES)} files, or a file"
            faults.append(Fault(each, "", "there is no scenario file in this folder", remedy))
        found += map(str, _once(inside))
    seen: set[str] = set()
    for each in found:
        identity = each if each in bundled else os.path.realpath(each)
        if identity in seen:
            faults.append(Fault("SCENARIO", "", f"{each} is named twice", "name it once"))
        seen.add(identity)
    if invocation.STDIN in found and len(found) > 1:
        remedy = "run it alone"
        faults.append(Fault(invocation.STDIN, "", "stands among other scenarios", remedy))
    if faults:
        raise InputError(faults)
    return found


def _once(inside: Sequence[Path]) -> list[Path]:
    """The files of a folder by name, without links that lead to others of them, which are said."""
    files: dict[str, Path] = {}
    for path in sorted(inside, key=Path.is_symlink):  # the files themselves first
        same = files.setdefault(os.path.realpath(path), path)
        if same is not path:
            options.note(f"{path} leads to {same.name}, which is among the scenarios already")
    return sorted(files.values())


def names(found: Sequence[str], option: str) -> dict[str, str]:
    """A name for each scenario, for what is written of it: that of its file.

    Raises
    ------
    InputError
        for files of the same name in several folders
    """
    by_name: dict[str, list[str]] = {}
    for each in found:
        by_name.setdefault("input" if each == invocation.STDIN else Path(each).stem, []).append(
            each
        )
    faults = [
        Fault(option, "", f"{' and '.join(same)} would write to the same folder {name!r}",
              "run them apart, or rename one")
        for name, same in by_name.items()
        if len(same) > 1
    ]  # fmt: skip
    if faults:
        raise InputError(faults)
    return {same[0]: name for name, same in by_name.items()}


def each(
    work: Callable[[str], Any], found: Sequence[str], jobs: int | None, what: str
) -> Iterator[Done]:
    """What comes of each scenario, in their order; a wrong one does not stop the others.

    Parameters
    ----------
    work : makes something of a scenario, or raises `InputError`; a function of a module, or a
        `partial` of one, so that another process can be told of it
    found : from `sources`
    jobs : processes; None for as many as are worth it
    what : is done, in a few words

    Raises
    ------
    InputError
        if there cannot be so many processes; and when all is done, with every fault of all
    PursuitError
        if a process was killed
    """
    from pursuit_sim.cli.progress import progress

    if jobs is not None and not 1 <= jobs <= MOST_JOBS:
        raise InputError.single("--jobs", "", f"{jobs} processes", f"write 1 to {MOST_JOBS}")
    most = (os.cpu_count() or 1) if jobs is None else jobs
    count = min(most, len(found) if jobs is not None else len(found) // _EACH)
    wrong: list[InputError] = []
    made = _in_turn(work, found) if count <= 1 else _in_processes(work, found, count)
    with progress(what) as on_step:
        for number, done in enumerate(made, 1):
            sys.stderr.write(done.said)
            if done.wrong is not None:
                wrong.append(done.wrong)
            else:
                yield done
            on_step(number, len(found))
    if wrong:
        raise InputError.joined(wrong)


def _in_turn(work: Callable[[str], Any], found: Sequence[str]) -> Iterator[Done]:
    return (_done(work, invocation.current, source) for source in found)


def _in_processes(work: Callable[[str], Any], found: Sequence[str], count: int) -> Iterator[Done]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    from pursuit_sim.lab.crew import quiet_start

    with quiet_start():
        pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_begin)
    try:
        with quiet_start():  # with the first work all processes start
            made = pool.map(partial(_done, work, invocation.current), found)
        yield from made
    except BrokenProcessPool:
        raise PursuitError("one of the processes was killed; run it with fewer --jobs") from None
    finally:
        _end(pool)


def _end(pool: Executor) -> None:
    pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """In a process of its own: the one that started it heeds interrupts, and outlives it never."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, name="follow", daemon=True).start()


def _follow() -> None:
    """End with the process that started this one: killed, it can tell its pool nothing more."""
    from multiprocessing import parent_process

    started = parent_process()
    if started is not None:
        started.join()
        os._exit(1)


def _done(work: Callable[[str], Any], running: invocation.Invocation, source: str) -> Done:
    """What comes of one scenario, wherever that is done."""
    invocation.current = running
    said = io.StringIO()
    with redirect_stderr(said):
        try:
            value = work(source)
        except InputError as error:
            return Done(source, None, said.getvalue(), error)
    return Done(source, value, said.getvalue())
