"""Where output files may go: checked before any work is done, so that a slip costs no waiting."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from pursuit_sim.atomic_write import stand_in
from pursuit_sim.errors import Fault, InputError

_BLOCK = bytes(4096)  # that a disk with any room takes
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_ELSEWHERE = "choose another place"


def check_output(
    path: Path,
    suffixes: Sequence[str],
    option: str = "-o",
    *,
    force: bool = True,
    sources: Iterable[Path] = (),
) -> str:
    """The format that a path asks for, once it is clear that a file can be put there.

    Called before any work is done, so that a slip in a path costs no waiting.

    Parameters
    ----------
    path : where the user wants the file
    suffixes : endings that can be written, such as ".csv"
    option : how the user named the path
    force, sources : as for `check_place`

    Returns
    -------
    the ending, in lower case

    Raises
    ------
    InputError
        if the ending is not one of these, or the place cannot hold the file
    OSError
        if the disk is full
    """
    suffix = path.suffix.lower()
    if suffix not in suffixes:
        found = f"ends in {suffix!r}" if suffix else "has no ending"
        problem = f"{path} {found}"
        raise InputError.single(option, "", problem, f"the file must end in {', '.join(suffixes)}")
    check_place(path, option, force=force, sources=sources)
    return suffix


def check_place(
    path: Path, option: str = "-o", *, force: bool = True, sources: Iterable[Path] = ()
) -> None:
    """Make sure that a file can be put at `path`, by putting one beside it for a moment.

    Parameters
    ----------
    path : where the user wants the file; a pipe or a device, such as /dev/null, is fine
    option : how the user named it
    force : whether a file that is there may be replaced
    sources : files that are read for it; they are never replaced, under whatever name

    Raises
    ------
    InputError
        if it cannot be put there, or may not
    OSError
        if the disk is full
    """
    with _explained(path, option):
        target = Path(os.path.realpath(path))
        folder = target.parent if path.is_symlink() else path.parent
        mode = _mode(target)
        if mode is None and not folder.is_dir():
            if folder.exists():
                problem, remedy = f"{folder} is not a folder", "name a file in a folder"
            else:
                problem, remedy = f"the folder {folder} does not exist", "create it first"
        elif mode is not None and stat.S_ISDIR(mode):
            problem, remedy = f"{path} is a folder", "name a file in it"
        elif mode is not None and (stat.S_ISSOCK(mode) or stat.S_ISBLK(mode)):
            problem, remedy = f"{path} is neither a file nor a pipe", _ELSEWHERE
        elif mode is not None and any(target.samefile(each) for each in sources):
            problem, remedy = f"{path} is a file that is read for it", "choose another name"
        elif mode is not None and not stat.S_ISREG(mode):
            if os.access(target, os.W_OK):  # opening a pipe would wait for its reader
                return
            problem, remedy = f"{path} may not be written", _ELSEWHERE
        elif mode is not None and not force:
            problem = f"{path} is there already"
            remedy = "--force replaces it, or choose another name"
        else:
            _try(target.parent, None if mode is None else target)
            return
    raise InputError.single(option, "", problem, remedy)


def check_folder(
    path: Path,
    names: Iterable[str],
    option: str,
    *,
    force: bool = True,
    sources: Sequence[Path] = (),
) -> None:
    """Make sure that files can be put into a folder, which need not be there yet.

    Parameters
    ----------
    path : the folder
    names : of the files
    option : how the user named the folder
    force, sources : as for `check_place`

    Raises
    ------
    InputError
        if they cannot be put there, or may not, with every file that is in the way
    OSError
        if the disk is full
    """
    with _explained(path, option):
        there = next((each for each in (path, *path.parents) if os.path.lexists(each)), Path())
        usable = there.is_dir()
        if usable:
            for part in path.relative_to(there).parts:
                _mode(there / part)  # whether its name is too long
            _try(there)
    if not usable:
        raise InputError.single(option, "", f"{there} is not a folder", "choose another folder")
    faults: list[Fault] = []
    for file in (path / name for name in names):
        try:
            if os.path.lexists(file):
                check_place(file, option, force=force, sources=sources)
        except InputError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)


def make_folder(path: Path, option: str) -> list[Path]:
    """Make a folder for files, with those above it.

    Returns
    -------
    the folders that were not there before, the innermost first

    Raises
    ------
    InputError
        if it cannot be made
    """
    missing = [each for each in (path, *path.parents) if not os.path.lexists(each)]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remove_empty(missing)
        problem = f"{path} is not a folder" if path.exists() else f"{path}: {error.strerror}"
        raise InputError.single(option, "", problem, "choose another folder") from None
    return missing


def remove_empty(folders: Iterable[Path]) -> None:
    """Take folders away in which nothing is, the innermost first."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _explained(path: Path, option: str) -> Iterator[None]:
    """Say what the operating system refuses as a fault of the user's; a full disk is none."""
    try:
        yield
    except (OSError, ValueError) as error:  # such as a name that is too long, or has a zero byte
        number = getattr(error, "errno", None)
        reason = getattr(error, "strerror", None) or str(error)
        if number in _FULL:
            raise OSError(number, reason, str(path)) from None
        if number in _DENIED:
            problem, remedy = f"{path} may not be written: {reason}", _ELSEWHERE
        else:
            problem, remedy = f"{path}: {reason}", "choose another name"
        raise InputError.single(option, "", problem, remedy) from None


def _mode(path: Path) -> int | None:
    """What is at a path, as `stat` has it; None if nothing is."""
    try:
        return path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _try(folder: Path, file: Path | None = None) -> None:
    """Raise `OSError` if a folder takes no new file, or the one in it no writing.

    What the permissions say is not asked: it is not all that counts, least of all for root.
    """
    if file is not None:
        os.close(os.open(file, os.O_WRONLY))
    with stand_in(Path(os.path.realpath(folder)), ".check") as part:
        part.write_bytes(_BLOCK)
