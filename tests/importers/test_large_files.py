"""200 MB of every format there is: a scenario or one line, and never more held than can be."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from helpers.races import DATA
from helpers.timing_files import MEN, lines, vantage
from helpers.workbooks import ods, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers import IMPORTERS
from pursuit_sim.importers.opened import sheet

MEGABYTE = 1_000_000
SIZE = 200 * MEGABYTE
MIB = 1 << 20
HELD = 10 * MIB  # of a file at a time: a spreadsheet whole, of a stream a line
TABLE = [["Team", "Time"], ["NOR", "3:38.08"]]


class Long(io.BytesIO):
    """A file of a size that nobody has on disk, and how much of it was asked for."""

    def __init__(self, begin: bytes, then: bytes) -> None:
        super().__init__()
        self._begin, self._then = begin, then * max(1, MIB // len(then))
        self._at = 0
        self.read_in_all = 0

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 <= size <= HELD, "read whole"
        if self._at < len(self._begin):
            data = self._begin[self._at : self._at + size]
        else:
            data = self._then[: min(size, SIZE - self._at)]
        self._at += len(data)
        self.read_in_all += len(data)
        return data


def halves(data: bytes) -> tuple[bytes, bytes]:
    return data[: len(data) // 2], b"\0"


CSV = b"NOR,1,200,18.2,3:38.08\n"
# What begins a file, and what of it comes again and again.
LARGE: dict[str, tuple[str, bytes, bytes]] = {
    "results": ("results-csv", b"Rank,Team,Time\n", b"1,NOR,3:38.08\n"),
    "results, mixed": ("results-csv", b"Rank,Team,Time\n", CSV + b'{"typeName": "x"}\n\xff\xfe\n'),
    "laps": ("laps-csv", b"Team,Lap 1,Lap 2,Time\n", b"NOR,31.0,27.1,3:38.08\n"),
    "laps in one line": ("laps-csv", b"Team,Lap 1,Lap 2,Time\n", b"NOR,"),
    "loops": ("passings-csv", b"team,heat,metres,cum_time\n", b"NOR,1,200,18.2\n"),
    "loops, cut": ("passings-csv", b"team,heat,metres,cum_time\n", b"NOR,1,200,1"),
    "JSON": ("isu-results", b"[", b'{"team": "NOR", "time": "3:38.08"},'),
    "JSON, deep": ("isu-results", b"[", b"["),
    "blanks": ("", b"\n", b"\n"),
    "noughts": ("", b"\0", b"\0"),
    "xlsx": ("spreadsheet", xlsx({"a": TABLE}), b"\0"),
    "xlsx, cut": ("spreadsheet", *halves(xlsx({"a": TABLE}))),
    "ods": ("spreadsheet", ods({"a": TABLE}), b"\0"),
    "xls": ("spreadsheet", (DATA / "halflaps_ec2020.xls").read_bytes(), b"\0"),
    "stream in one line": ("vantage", b'{"typeName":"HeatCommittedEvent","x":"', b"a"),
}


def test_no_format_is_left_out() -> None:
    assert {format_ for format_, _, _ in LARGE.values()} == {*IMPORTERS, ""}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_too_much_is_one_line(name: str) -> None:
    _, begin, then = LARGE[name]
    file = Long(begin, then)
    with pytest.raises(InputError) as raised:
        sheet(file, "large")
    (fault,) = raised.value.faults
    assert "MiB" in str(fault)
    assert file.read_in_all <= HELD


def test_a_stream_of_any_length_is_read_line_by_line() -> None:
    """Of a day with everything in it only what is needed is kept; the rest is read past."""
    stream = vantage(MEN)
    speeds = lines([{"typeName": "LastRaceSpeedChangedEvent", "passing": {"speed": 13.9} | {
        f"more {n}": "x" * 100 for n in range(100)
    }}])  # fmt: skip
    file = Long(stream, speeds)
    found = sheet(file, "stream")
    assert file.read_in_all == SIZE
    assert found.results == sheet(io.BytesIO(stream), "stream").results


def test_a_small_workbook_that_unpacks_to_too_much_is_one_line() -> None:
    packed = io.BytesIO(xlsx({"a": TABLE}))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/blanks.bin", b" " * (65 * MIB))
    assert len(packed.getvalue()) < MIB
    packed.seek(0)
    with pytest.raises(InputError, match="unpacks into more than 64 MiB"):
        sheet(packed, "packed")


@pytest.mark.parametrize("kind", ["span", "ends before it begins", "sectors"])
def test_a_workbook_of_excel_97_that_lies_of_its_size_takes_no_memory(kind: str) -> None:
    """A reader that believes it asks for terabytes, which ends a process.

    A span (record 0x0200, 14 bytes) of 2³¹ rows or whose first row lies behind its last, and a
    header that tells of more sectors (at byte 44, [MS-CFB] 2.2) than there are.
    """
    data = (DATA / "hidden_cells.xls").read_bytes()
    span = data.index(b"\x00\x02\x0e\x00")
    at = {"span": span + 8, "ends before it begins": span + 4, "sectors": 44}[kind]
    damaged = data[:at] + b"\x00\x00\x00\x7f" + data[at + 4 :]
    assert sheet(io.BytesIO(damaged), "damaged") == sheet(io.BytesIO(data), "damaged")


def test_however_a_workbook_of_excel_97_is_damaged_it_is_read_or_refused() -> None:
    data = (DATA / "hidden_cells.xls").read_bytes()
    rng = random.Random(3)  # noqa: S311 - no secret
    refused = 0
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(rng.choice((1, 3, 10))):
            at = rng.randrange(len(data)) if rng.random() < 0.5 else rng.randrange(1536)
            damaged[at : at + 4] = rng.choice((b"\xff" * 4, bytes(4), rng.randbytes(4)))
        try:
            sheet(io.BytesIO(damaged), "damaged")
        except InputError:
            refused += 1
    assert 0 < refused < 150


@pytest.mark.parametrize("flag", [0x01, 0x20], ids=["password", "patched"])
def test_a_workbook_packed_in_a_way_nobody_reads_is_one_line(flag: int) -> None:
    """Flags stand at byte 8 of each central header and 6 of each local one (APPNOTE 4.4.4)."""
    data = bytearray((DATA / "hidden_cells.xlsx").read_bytes())
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        begin = data.find(mark)
        while begin >= 0:
            data[begin + at] |= flag
            begin = data.find(mark, begin + 1)
    with pytest.raises(InputError, match="spreadsheet"):
        sheet(io.BytesIO(bytes(data)), "packed")
