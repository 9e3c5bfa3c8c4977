"""The cells of a newer workbook (.xlsx, .ods), read in a process of their own.

Their reader is not written in Python: of a hostile or damaged file, however small, it may ask for
more memory than there is, and then it ends the process in which it runs. So that is another one,
with little memory and time, and what it leaves on the error stream is nobody's. It is isolated as
the one that films: no module beside a file, no variable of the environment. Bytes go in, texts
come out as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pursuit_sim.importers.workbooks.cell_texts import cell_text

MOST_MEMORY_BYTES = 450 << 20
MOST_CPU_S = 20
_PATIENCE_S = 60.0  # where the computer has other things to do
CHILD = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from pursuit_sim.importers.workbooks.cells_apart import child; child(*sys.argv[2:])"
)
_FOLDER = str(Path(__file__).parents[3])  # of the package; see `cli.clip_process`
_ASKS = "reading it asks for more time or memory than results ever do"


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
    """
    limits = [str(each) for each in (most_sheets, most_rows, most_characters)]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself, and no shell
            [sys.executable, "-I", "-c", CHILD, _FOLDER, *limits],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False,
            timeout=_PATIENCE_S,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise ValueError(_ASKS) from None
    if done.returncode or not done.stdout:
        raise ValueError(_ASKS)
    found = json.loads(done.stdout)
    if isinstance(found, str):
        raise ValueError(found)
    return [
        ReadSheet(name, shown, [(*cells, *[""] * (width - len(cells))) for width, *cells in rows])
        for name, shown, rows in found
    ]


def child(most_sheets: str, most_rows: str, most_characters: str) -> None:
    """The other process: a workbook on standard input, its sheets or what is wrong on the other."""
    _limit()
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
