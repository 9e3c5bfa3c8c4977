"""Output files that are complete or not there: written aside, then renamed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from pursuit_sim.errors import InputError

_PREFIX = ".pursuit-sim-"  # of stand-ins
_SERIAL = count()  # so that two files written at once do not share a stand-in


def check_output(path: Path, suffixes: Sequence[str], option: str = "-o") -> str:
    """The format that a path asks for, once it is clear that a file can be put there.

    Called before any work is done, so that a slip in a path costs no waiting.

    Parameters
    ----------
    path : where the user wants the file
    suffixes : endings that can be written, such as ".csv"
    option : how the user named the path

    Returns
    -------
    the ending, in lower case

    Raises
    ------
    InputError
        if the ending is not one of these, or the place cannot hold the file
    """
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        found = f"ends in {suffix!r}" if suffix else "has no ending"
        raise InputError.single(
            option, "", f"{path} {found}", f"the file must end in {', '.join(suffixes)}"
        )
    check_place(path, option)
    return suffix


def check_place(path: Path, option: str = "-o") -> None:
    """Raise `InputError` if no file can be put at `path`."""
    try:
        folder = Path(os.path.realpath(path)).parent if path.is_symlink() else path.parent
        if path.is_dir():
            problem, remedy = f"{path} is a folder", "name a file in it"
        elif not folder.exists():
            problem, remedy = f"the folder {folder} does not exist", "create it first"
        elif not folder.is_dir():
            problem, remedy = f"{folder} is not a folder", "name a file in a folder"
        elif not os.access(path if path.exists() else folder, os.W_OK):
            problem, remedy = f"{path} may not be written", "choose another place"
        else:
            return
    except OSError as error:  # such as a name that is too long
        problem, remedy = f"{path}: {error.strerror}", "choose another name"
    raise InputError.single(option, "", problem, remedy)


def make_folder(path: Path, option: str) -> None:
    """Make a folder for files, with those above it.

    Raises
    ------
    InputError
        if it cannot be made or written to
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"{path} is not a folder" if path.exists() else f"{path}: {error.strerror}"
        raise InputError.single(option, "", problem, "choose another folder") from None
    check_place(path / "results", option)


def _own(name: object) -> bool:
    """Whether a file is none that the user knows of."""
    return name is None or (isinstance(name, str) and Path(name).name.startswith(_PREFIX))


def write_text(path: Path, text: str) -> None:
    """Write a text file, complete or not at all; see `atomic_path`."""
    with atomic_path(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """A path to write to instead, which becomes `path` when the block ends well.

    When the block fails or is interrupted, nothing is left and an older file at `path`
    stays as it was. The stand-in keeps the ending, by which many writers choose the
    format, and lies in the same folder, so that the rename is atomic. Something at
    `path` that is not a file, such as a pipe or a device, is written to directly.

    Raises
    ------
    OSError
        if the file cannot be written or renamed
    """
    # Through links, so that a link to a file stays a link.
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    part = target.with_name(f"{_PREFIX}{os.getpid()}-{next(_SERIAL)}.part{path.suffix}")
    try:
        yield part
        if target.exists():
            with suppress(OSError):  # a file that others may not read stays one
                part.chmod(stat.S_IMODE(target.stat().st_mode))
        os.replace(part, target)
    except BaseException as error:
        with suppress(OSError):  # what went wrong first is what counts
            part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.errno and _own(error.filename):
            # The file that the user asked for, whoever writes it.
            known = error.errno in errno.errorcode  # not one of a library's own numbers
            reason = os.strerror(error.errno) if known else error.strerror or str(error)
            raise OSError(error.errno, reason, str(path)) from error
        raise
