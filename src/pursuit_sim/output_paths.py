"""Where output files may go: checked before any work is done, so that a slip costs no waiting."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pursuit_sim.errors import InputError


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
