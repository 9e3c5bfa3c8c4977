"""Spreadsheets as Excel and LibreOffice write them, put together by hand."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from xml.sax.saxutils import escape

Cell = str | float | timedelta | date | None
Rows = Sequence[Sequence[Cell]]
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DAY_S = 86_400
_EPOCH = date(1899, 12, 30)
# Styles: 0 general, 1 a duration, 2 a date.
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">
<numFmts count="1"><numFmt numFmtId="164" formatCode="[m]:ss.000"/></numFmts>
<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/>
<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def xlsx(sheets: Mapping[str, Rows], *, styled: bool = True, merged: str = "") -> bytes:
    """A workbook of Excel.

    Parameters
    ----------
    sheets : rows by name
    styled : whether durations are formatted as such; else they are fractions of a day
    merged : cells of the first sheet that are one, such as "A1:C1 A2:A3"
    """
    parts = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship '
        f'Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
    }
    names, links = "", ""
    for n, (name, rows) in enumerate(sheets.items(), 1):
        names += f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>'
        links += (
            f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
        )
        body = "".join(
            f'<row r="{i}">{"".join(_xlsx_cell(i, j, cell, styled) for j, cell in enumerate(row))}'
            "</row>"
            for i, row in enumerate(rows, 1)
        )
        each = "".join(f'<mergeCell ref="{cells}"/>' for cells in merged.split())
        merges = f"<mergeCells>{each}</mergeCells>" if merged and n == 1 else ""
        parts[f"xl/worksheets/sheet{n}.xml"] = (
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData>{merges}</worksheet>'
        )
    n = len(sheets) + 1
    links += f'<Relationship Id="rId{n}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    parts["xl/workbook.xml"] = (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    )
    return _archive(parts)


def _xlsx_cell(row: int, column: int, cell: Cell, styled: bool) -> str:
    at = f"{chr(ord('A') + column // 26 - 1) if column >= 26 else ''}{chr(ord('A') + column % 26)}"
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return f'<c r="{at}{row}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    if isinstance(cell, timedelta):
        style = ' s="1"' if styled else ""
        return f'<c r="{at}{row}"{style}><v>{cell.total_seconds() / _DAY_S!r}</v></c>'
    if isinstance(cell, date):
        return f'<c r="{at}{row}" s="2"><v>{(cell - _EPOCH).days}</v></c>'
    return f'<c r="{at}{row}"><v>{cell!r}</v></c>'


def ods(sheets: Mapping[str, Rows]) -> bytes:
    """A workbook of LibreOffice; it repeats empty rows to the end of the sheet."""
    office = "urn:oasis:names:tc:opendocument:xmlns"
    tables = ""
    for name, rows in sheets.items():
        body = "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
        )
        tables += (
            f'<table:table table:name="{escape(name)}">{body}'
            '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row></table:table>'
        )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    parts = {
        "mimetype": kind,
        "META-INF/manifest.xml": f'{_XML}<manifest:manifest xmlns:manifest="{office}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        "</manifest:manifest>",
        "content.xml": f'{_XML}<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>",
    }
    return _archive(parts)


def _ods_cell(cell: Cell) -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        value = 'office:value-type="string"'
    elif isinstance(cell, timedelta):
        minutes, seconds = divmod(cell.total_seconds(), 60)
        hours, minutes = divmod(minutes, 60)
        spelt = f"PT{hours:02.0f}H{minutes:02.0f}M{seconds:.4f}S"
        value = f'office:value-type="time" office:time-value="{spelt}"'
    elif isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
    else:
        value = f'office:value-type="float" office:value="{cell!r}"'
    shown = escape(str(cell))
    return f"<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>"


def as_csv(rows: Sequence[Sequence[Cell]], width: int, delimiter: str) -> bytes:
    """The text of a table whose rows have so many cells at least."""
    made = io.StringIO()
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(full)
    return made.getvalue().encode()


def with_text(book: bytes, end: str, text: str) -> bytes:
    """A workbook with a text instead of an end of XML, in each part that has it."""
    with zipfile.ZipFile(io.BytesIO(book)) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    return _archive({name: each.replace(end, text) for name, each in parts.items()})


def _archive(parts: Mapping[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()
