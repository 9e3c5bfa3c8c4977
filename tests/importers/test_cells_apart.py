"""What the reader of newer workbooks does to its process stays there."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from helpers.workbooks import Rows, ods, xlsx
from pursuit_sim.cli import main
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.workbooks import cells_apart

ROWS: Rows = [["Team", "Heat", "Time"], ["Norway", 1, "3:38.08"], ["Italy", 1, "3:40.10"]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHARED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
TRAP = "from pathlib import Path\nPath({mark!r}).write_text(__name__)\n"
LIMITS = {"most_sheets": 10, "most_rows": 100, "most_characters": 10_000}


def _changed(data: bytes, part: str, old: str, new: str, more: str = "", name: str = "") -> bytes:
    """A workbook of which one part is another, and that may have one more."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as was, zipfile.ZipFile(made, "w", 8) as now:
        for each in was.namelist():
            text = was.read(each).decode()
            assert each != part or old in text
            now.writestr(each, text.replace(old, new) if each == part else text)
        if more:
            now.writestr(name, more)
    return made.getvalue()


def _shared(strings: str, cells: str) -> bytes:
    link = f'<Relationship Id="rId9" Type="{_SHARED}" Target="sharedStrings.xml"/></Relationships>'
    linked = _changed(
        xlsx({"Results": ROWS}), "xl/_rels/workbook.xml.rels", "</Relationships>", link,
        strings, "xl/sharedStrings.xml",
    )  # fmt: skip
    row = f'<row r="9">{cells}</row></sheetData>'
    return _changed(linked, "xl/worksheets/sheet1.xml", "</sheetData>", row)


def _repeated(text: str, times: int) -> bytes:
    """The first cell's text is another, and stands in so many cells."""
    cell = '<table:table-cell office:value-type="string"'
    repeated = f'{cell} table:number-columns-repeated="{times}"'
    made = _changed(ods({"Results": [*ROWS, ["here"]]}), "content.xml", "here", text)
    at = "<text:p>" + text
    return _changed(made, "content.xml", f"{cell}>{at}", f"{repeated}>{at}")


HOSTILE = {
    "texts that are said to be four thousand million.xlsx": lambda: _shared(
        f'<sst xmlns="{_MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>a</t></si></sst>',
        "",
    ),
    "a long text in many cells.xlsx": lambda: _shared(
        f'<sst xmlns="{_MAIN}"><si><t>{"x" * 1_000_000}</t></si></sst>',
        '<c t="s"><v>0</v></c>' * 10_000,
    ),
    "a long text in many cells.ods": lambda: _repeated("x" * 1_000_000, 10_000),
    "more blanks than there is memory.ods": lambda: _repeated('<text:s text:c="9000000000"/>', 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_asks_for_all_memory_is_refused_in_a_line(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name]())
    assert file.stat().st_size < 20_000
    assert main(["import", str(file), "--sex", "men", "-o", str(tmp_path / "made.toml")]) == 2
    said = capfd.readouterr()
    assert "cannot be read as a spreadsheet" in " ".join(said.err.split())
    assert "does not start" not in said.err
    assert "backtrace" not in said.err and "panicked" not in said.err  # noqa: PT018 - as one: no noise of a reader
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_cells_come_as_texts(write: Callable[[Mapping[str, Rows]], bytes]) -> None:
    rows: Rows = [["Team", None, "Time"], [None, None, None], ['"Ñ\n𝒳\\', 1.5, ""]]
    (found,) = cells_apart.sheets(write({"A & B": rows}), **LIMITS)
    assert (found.name, found.shown) == ("A & B", True)
    assert found.rows[0] == ("Team", "", "Time")
    assert found.rows[2][:2] == ('"Ñ\n𝒳\\', "1.5")
    assert len({len(row) for row in found.rows}) == 1


def test_limits_are_kept_to() -> None:
    many = xlsx({f"S{i}": ROWS for i in range(11)})
    with pytest.raises(ValueError, match="it has 11 sheets; at most 10 are read"):
        cells_apart.sheets(many, **LIMITS)
    long = xlsx({"S": [["x" * 1001] * 10]})
    with pytest.raises(ValueError, match="more text in its cells than results have"):
        cells_apart.sheets(long, **LIMITS)
    (cut,) = cells_apart.sheets(xlsx({"S": [["a"]] * 200}), **LIMITS)
    assert len(cut.rows) == 100


def test_what_the_reader_never_thought_of_is_refused() -> None:
    """A panic of the reader: a count of texts beyond what there can be."""
    strings = f'<sst xmlns="{_MAIN}" uniqueCount="{1 << 60}"><si><t>a</t></si></sst>'
    with pytest.raises(InputError, match="cannot be read as a spreadsheet"):
        sheet(io.BytesIO(_shared(strings, "")), "book")


@pytest.mark.parametrize("variable", ["PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME"])
def test_nothing_that_lies_beside_a_workbook_is_executed(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("python_calamine", "json", "resource", "io", "pursuit_sim", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(TRAP.format(mark=str(tmp_path / "executed")))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, str(tmp_path))
    # Where Python itself looks as `python -m pursuit_sim` is started there.
    monkeypatch.setattr(sys, "path", ["", ".", str(tmp_path), *sys.path])
    (found,) = cells_apart.sheets(xlsx({"Results": ROWS}), **LIMITS)
    assert found.rows[1] == ("Norway", "1", "3:38.08")
    assert not (tmp_path / "executed").exists()


STAND_IN = """
from enum import Enum
from types import SimpleNamespace
SheetVisibleEnum = Enum("SheetVisibleEnum", "Visible")
class CalamineError(Exception): pass
class CalamineWorkbook:
    sheets_metadata = [SimpleNamespace(name="A", visible=SheetVisibleEnum.Visible)]
    def from_filelike(file): return CalamineWorkbook()
    def get_sheet_by_name(self, name): return self
    def to_python(self, **_): return [["of the stand-in"]]
"""


def test_the_package_and_its_reader_are_those_of_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Libraries may lie anywhere, and another release of the package beside them."""
    for name, text in (("python_calamine", STAND_IN), ("pursuit_sim", "raise SystemExit")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(text)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    (found,) = cells_apart.sheets(xlsx({"Results": ROWS}), **LIMITS)
    assert found.rows == [("of the stand-in",)]
    assert not [*tmp_path.rglob("__pycache__")]


@pytest.mark.parametrize(
    ("changed", "value", "why"),
    [("path", [], "it does not find python_calamine"), ("executable", "/none", "No such file")],
)
def test_a_reader_that_does_not_start_is_not_the_files_fault(
    changed: str, value: object, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, changed, value)
    with pytest.raises(InputError) as told:
        sheet(io.BytesIO(xlsx({"Results": ROWS})), "book")
    (fault,) = told.value.faults
    assert f"the process that reads cells does not start: {why}" in fault.problem
    assert fault.remedy.startswith("save it as .csv")
