"""Work that can go on where it was left: its finished parts, in a folder beside its file.

The folder holds what the work is, as JSON, and each part under its number, complete or not
there. It is taken away when the file is.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pursuit_sim.atomic_write import is_stand_in, write_text
from pursuit_sim.errors import InputError

PLAN = "plan.json"
_HELD = "held"  # a file that the process at work has locked
_DIGITS = 9  # of a part's number
_PART = re.compile(rf"\d{{{_DIGITS}}}\.\w+")


class Journal:
    """The finished parts of a file.

    Parameters
    ----------
    path : of the file
    plan : everything that its contents follow from, as plain data
    """

    def __init__(self, path: Path, plan: Mapping[str, Any]) -> None:
        self.path, self.suffix = path, path.suffix.lower()
        self.folder = path.with_name(f"{path.name}.unfinished")
        self._plan = json.dumps(plan, indent=1, ensure_ascii=False)
        self._lock: int | None = None

    def begin(self, *, resume: bool, force: bool, option: str = "-o") -> None:
        """Make the folder; or go on with the one that is there.

        Parameters
        ----------
        resume : whether to go on with it
        force : whether to begin anew
        option : how the user named the file

        Raises
        ------
        InputError
            if a folder is there, and neither is wanted; if it is that of other work; if another
            process is at work in it; or if it holds what is not of a sweep, which stays as it is
        """
        self.folder.mkdir(exist_ok=True)
        known = _written(self.folder)
        if known is None:
            problem = f"{self.folder} is there, and not, or not only, of a sweep"
            remedy = "move it away, or name another file"
            raise InputError.single(option, "", problem, remedy)
        self._hold(option)
        try:
            if known and not force:
                self._check(known, option, resume=resume)
                return
            self._clear()
            write_text(self.folder / PLAN, self._plan)
        except BaseException:
            self._let_go()
            raise

    def part(self, number: int) -> Path:
        """Where a part lies, or is to lie."""
        return self.folder / f"{number:0{_DIGITS}d}{self.suffix}"

    def done(self, count: int) -> set[int]:
        """Which of so many parts are there."""
        return {number for number in range(count) if self.part(number).exists()}

    @property
    def plan(self) -> str:
        """What the work is, as JSON."""
        return self._plan

    def remove(self) -> None:
        """Take the folder away, its plan last: so what is left of it is never taken for nothing."""
        self._clear()
        for name in (PLAN, _HELD):
            (self.folder / name).unlink(missing_ok=True)
        with suppress(OSError):  # where somebody put something else meanwhile, it stays
            self.folder.rmdir()
        self._let_go()

    def _clear(self) -> None:
        for each in self.folder.iterdir():
            if each.name not in (PLAN, _HELD) and _is_own(each):
                each.unlink(missing_ok=True)

    def _check(self, known: str, option: str, *, resume: bool) -> None:
        """Raise what speaks against going on."""
        if not resume:
            remedy = "--resume goes on with it, --force begins anew"
            raise InputError.single(option, "", f"{self.folder} was not finished", remedy)
        if known != self._plan:
            other = _other(known, self._plan)
            problem = f"{self.folder} is of another sweep, scenario or version{other}"
            remedy = "give the options with which it was begun; --force begins anew"
            raise InputError.single(option, "", problem, remedy)

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _hold(self, option: str) -> None:
        """Keep other processes out until this one ends, lest the parts of two make one file."""
        if sys.platform == "win32":
            return
        import fcntl  # there is none on Windows

        self._lock = os.open(self.folder / _HELD, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            problem = f"another process is at work in {self.folder}"
            remedy = "wait for it, or name another file"
            raise InputError.single(option, "", problem, remedy) from None
        except OSError:
            return  # some disks know no locks


def _written(folder: Path) -> str | None:
    """The plan in a folder, empty before it was written; None if the folder is no sweep's."""
    if folder.is_symlink() or not all(map(_is_own, folder.iterdir())):
        return None
    try:
        known = (folder / PLAN).read_text(encoding="utf-8")
        return known if "program" in json.loads(known) else None
    except FileNotFoundError:
        return ""
    except (ValueError, TypeError, RecursionError):  # no text, no JSON, no object, or a deep one
        return None


def _is_own(path: Path) -> bool:
    """Whether a journal, or whoever writes its parts, made a file."""
    if not (path.name in (PLAN, _HELD) or _PART.fullmatch(path.name) or is_stand_in(path.name)):
        return False
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except FileNotFoundError:  # whoever is at work has just given it its name
        return True


def _other(known: str, wanted: str) -> str:
    """Which parts of two plans differ, in brackets."""
    try:
        was, now = json.loads(known), json.loads(wanted)
        names = [name for name in now if was.get(name) != now[name]]
    except (ValueError, AttributeError):
        return ""
    return f" ({', '.join(names)})" if names else ""
