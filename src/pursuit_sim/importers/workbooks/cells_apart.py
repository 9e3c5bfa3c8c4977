"""The cells of a newer workbook (.xlsx, .ods), read in a process of their own.

Their reader is not written in Python: of a hostile or damaged file, however small, it may ask for
more memory than there is, and then it ends the process in which it runs. So that is another one,
with little memory and time, and what it leaves on the error stream is nobody's. It is isolated: no
module beside a file, no variable of the environment; it is told where this one found the package
and the reader. Bytes go in, texts come out as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

from pursuit_sim.importers.workbooks.cell_texts import cell_text

MOST_MEMORY_BYTES = 450 << 20
MOST_CPU_S = 20
_PATIENCE_S = 60.0  # where the computer has other things to do
# Behind the modules of Python itself come the folders that it is told, and no others: there may be
# another release of the package beside the libraries.
ISOLATED = ("-I", "-S", "-B")
CHILD = (
    "import sys; sys.path += sys.argv[4:]; "
    "from pursuit_sim.importers.workbooks.cells_apart import child; child(*sys.argv[1:4])"
)
_FOLDER = str(Path(__file__).parents[3])  # of the package
_READER = "python_calamine"
_ASKS = "reading it asks for more time or memory than results ever do"


class NotStartedError(Exception):
    """The other process cannot be had, whatever the file is."""


class ReadSheet(NamedTuple):
    """A sheet of a workbook.

    Attributes
    ----------
    name : of the sheet
    shown : whether it is not hidden
    rows : of texts, from its first cell to its last; none of a hidden sheet
    """

    name: str
    shown: bool
    rows: list[tuple[str, ...]]


def sheets(
    data: bytes, *, most_sheets: int, most_rows: int, most_characters: int
) -> list[ReadSheet]:
    """Every sheet, as far down as `most_rows`.

    Parameters
    ----------
    data : of a file
    most_sheets : above which it is refused
    most_rows : of each that are read
    most_characters : in all cells, above which it is refused

    Raises
    ------
    ValueError
        if the file is damaged, or asks for more than it may
    NotStartedError
        if no file can be read
    """
    limits = [str(each) for each in (most_sheets, most_rows, most_characters)]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, and no shell
            [sys.executable, *ISOLATED, "-c", CHILD, *limits, *_folders()],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
            timeout=_PATIENCE_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ValueError(_ASKS) from None
    except OSError as error:
        raise NotStartedError(error.strerror or str(error)) from None
    if not done.stdout:
        raise NotStartedError(f"it does not find {_READER}, or has no memory")
    if done.returncode or done.stdout.isspace():
        raise ValueError(_ASKS)
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise ValueError(found)
    return [
        ReadSheet(name, shown, [(*cells, *[""] * (width - len(cells))) for width, *cells in rows])
        for name, shown, rows in found
    ]


def _folders() -> list[str]:
    """Where the other process finds the package and the reader: not in the current folder."""
    spec = PathFinder.find_spec(_READER, [each for each in sys.path if not _is_here(each)])
    found = (spec and spec.submodule_search_locations) or ()
    return [_FOLDER, *(str(Path(each).parent) for each in found)]


def _is_here(folder: str) -> bool:
    try:
        return not Path(folder).is_absolute() or Path(folder).samefile(os.curdir)
    except OSError:
        return False


def child(most_sheets: str, most_rows: str, most_characters: str) -> None:
    """The other process: a workbook on standard input, its sheets or what is wrong on the other.

    An empty line goes before, so that it is known that it could begin.
    """
    _limit()
    __import__(_READER)
    sys.stdout.write("\n")
    sys.stdout.flush()
    found: object
    try:
        found = [*_read(int(most_sheets), int(most_rows), int(most_characters))]
    except ValueError as error:
        found = str(error)
    json.dump(found, sys.stdout)


def _limit() -> None:
    """Take little memory and time; where a system has no such limits, the time alone is bounded."""
    with contextlib.suppress(ImportError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, MOST_MEMORY_BYTES),
            (resource.RLIMIT_CPU, MOST_CPU_S),
            (resource.RLIMIT_CORE, 0),  # no litter
        ):
            with contextlib.suppress(ValueError, OSError):
                _, hard = resource.getrlimit(what)
                least = most if hard == resource.RLIM_INFINITY else min(most, hard)
                resource.setrlimit(what, (least, least))


def _read(
    most_sheets: int, most_rows: int, most_characters: int
) -> Iterator[tuple[str, bool, list[Sequence[object]]]]:
    """(name, whether it is shown, rows) of each sheet.

    A row begins with its width, and ends with its last text.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        about = book.sheets_metadata
        if len(about) > most_sheets:
            raise ValueError(f"it has {len(about)} sheets; at most {most_sheets} are read")
        for each in about:
            shown = each.visible == SheetVisibleEnum.Visible
            rows: list[Sequence[object]] = []
            if shown:
                sheet = book.get_sheet_by_name(each.name)
                for row in sheet.to_python(skip_empty_area=False, nrows=most_rows):
                    texts = [cell_text(cell) for cell in row]
                    most_characters -= sum(map(len, texts))
                    if most_characters < 0:
                        raise ValueError("there is more text in its cells than results have")
                    while texts and not texts[-1]:
                        texts.pop()
                    rows.append([len(row), *texts])
            yield each.name, shown, rows
    except CalamineError as error:
        raise ValueError(str(error)) from None
