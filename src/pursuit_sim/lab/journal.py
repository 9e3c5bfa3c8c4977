"""Work that can go on where it was left: its finished parts, in a folder beside its file.

The folder holds what the work is, as JSON, and each part under its number, complete or not
there. It is taken away when the file is.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from pursuit_sim.atomic_write import write_text
from pursuit_sim.errors import InputError

PLAN = "plan.json"
_DIGITS = 9  # of a part's number


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
            if a folder is there, and neither is wanted; or if it is that of other work
        """
        known = None
        with suppress(FileNotFoundError, NotADirectoryError):
            known = (self.folder / PLAN).read_text(encoding="utf-8")
        if known is not None and not force:
            if not resume:
                remedy = "--resume goes on with it, --force begins anew"
                raise InputError.single(option, "", f"{self.folder} was not finished", remedy)
            if known != self._plan:
                other = _other(known, self._plan)
                problem = f"{self.folder} is of another sweep, scenario or version{other}"
                remedy = "give the options with which it was begun; --force begins anew"
                raise InputError.single(option, "", problem, remedy)
            return
        if known is not None:
            self.remove()
        self.folder.mkdir(exist_ok=True)
        write_text(self.folder / PLAN, self._plan)

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
        for each in self.folder.iterdir():
            if each.name != PLAN:
                each.unlink(missing_ok=True)
        shutil.rmtree(self.folder)


def _other(known: str, wanted: str) -> str:
    """Which parts of two plans differ, in brackets."""
    try:
        was, now = json.loads(known), json.loads(wanted)
        names = [name for name in now if was.get(name) != now[name]]
    except (ValueError, AttributeError):
        return ""
    return f" ({', '.join(names)})" if names else ""
