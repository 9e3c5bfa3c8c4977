"""Files of up to a megabyte with far too much of one thing end within seconds, in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from helpers import strained_files
from helpers.usual_seconds import usual_seconds
from pursuit_sim.cli import main
from pursuit_sim.errors import InputError
from pursuit_sim.importers import opened
from pursuit_sim.importers.sheet_tables.delimited_tables import RESULTS
from pursuit_sim.importers.words import cell_door
from pursuit_sim.importers.words.nations import nation
from pursuit_sim.importers.words.skater_names import names_of

pytestmark = pytest.mark.whole

MOST_S = 5.0  # of the processor of a usual machine
LONGEST = 131_072  # characters of a cell of CSV
Made = Callable[[int], Iterator[tuple[str, bytes]]]
# Each took minutes, or much longer than now, where the work was the square of it.
QUICK: tuple[tuple[Made, int, str], ...] = (
    (strained_files.long_cells, 60_000, "results: Skaters, blanks"),
    (strained_files.long_cells, 60_000, "JSON: team, brackets"),
    (strained_files.many, 150_000, "rows, one team.csv"),
    (strained_files.many, 200_000, "rows, names below twice"),
    (strained_files.many, 200_000, "rows, times and finals of one team"),
    (strained_files.many, 300_000, "teams and lines below 300"),
    (strained_files.many, 200_000, "empty lines"),
    (strained_files.many, 45_000, "rows, below"),
    (strained_files.books, 20_000, "far cells"),
    (strained_files.documents, 300_000, "JSON, twice"),
)


def ends(name: str, data: bytes, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import a file; it is read or refused in lines, within its time."""
    file = folder / f"case{Path(name).suffix}"
    file.write_bytes(data)
    ended: list[int] = []
    words = ["import", str(file), "-o", str(folder / "made.toml"), "--force", "--sex", "men"]
    taken = usual_seconds(lambda: ended.append(main(words)))
    said = capsys.readouterr().err
    assert ended in ([0], [2]), (name, ended)
    assert "Traceback" not in said, name
    assert taken < MOST_S, f"{name}: {taken:.1f} s"


@pytest.mark.parametrize(("made", "size", "begin"), QUICK, ids=[begin for _, _, begin in QUICK])
def test_what_was_quadratic_is_not(
    made: Made, size: int, begin: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [(name, data) for name, data in made(size) if name.startswith(begin)]
    assert found
    for name, data in found:
        ends(name, data, tmp_path, capsys)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "size"),
    [
        (strained_files.long_cells, LONGEST - 100), (strained_files.many, 300_000),
        (strained_files.many, 1_000_000), (strained_files.documents, 190_000),
        (strained_files.documents, 1_000_000), (strained_files.books, 1_000_000),
        (strained_files.streams, 1_000_000),
    ],
)  # fmt: skip
def test_every_strained_file_ends(
    made: Made, size: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, data in made(size):
        ends(name, data, tmp_path, capsys)


def test_a_cell_that_is_read_has_an_end() -> None:
    long = "x" * (cell_door.LONGEST_CELL + 1)
    with pytest.raises(InputError) as told:
        RESULTS.read(f"Team,Time,Remark\nNOR,3:38.08,\n{long},3:39.08,\n", "sheet")
    (fault,) = told.value.faults
    assert (fault.where, fault.key, fault.remedy) == ("sheet", "line 3, Team", "shorten it")
    assert "2001 characters" in fault.problem


@pytest.mark.parametrize("head", ["Remark", "Something else", "Source"])
def test_a_remark_and_what_is_not_read_may_be_long(head: str) -> None:
    found = RESULTS.read(f"Team,Time,{head}\nNOR,3:38.08,{'la ' * 1000}\n", "sheet")
    assert [each.time_s for each in found.results] == [218.08]


def test_a_long_remark_may_still_take_the_time_away() -> None:
    with pytest.raises(InputError, match="not clear whether the time counts"):
        RESULTS.read(f"Team,Time,Remark\nNOR,3:38.08,{'la ' * 1000} DSQ\n", "sheet")


def test_a_cell_that_is_longer_than_csv_has_them_is_named(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    file.write_text(f"Team,Time,Remark\nNOR,3:38.08,{'la ' * LONGEST}\n", encoding="utf-8")
    with file.open("rb") as data, pytest.raises(InputError) as told:
        opened.sheet(data, "sheet")
    (fault,) = told.value.faults
    assert (fault.where, fault.remedy) == ("sheet", "shorten it")
    assert fault.problem == "has a cell of more than 131072 characters"


@pytest.mark.parametrize(
    "begin", ['[{"team": "NED", "time": ', '{"typeName": "LapEvent", "time": ']
)
def test_a_number_of_very_many_digits_is_named_in_plain_words(begin: str, tmp_path: Path) -> None:
    file = tmp_path / "long.json"
    file.write_text(f"{begin}{'9' * 5000}}}{']' * (begin[0] == '[')}\n", encoding="utf-8")
    with file.open("rb") as data, pytest.raises(InputError, match="a number has 5000 digits"):
        opened.sheet(data, "sheet")


def test_a_sheet_has_no_more_rows_than_a_scenario_has_lines() -> None:
    rows = "NOR,3:38.08\n" * (cell_door.MOST_ROWS + 1)
    with pytest.raises(InputError, match="has more than 20000 rows"):
        RESULTS.read(f"Team,Time\n{rows}", "sheet")
    assert RESULTS.read("Team,Time\nNOR,3:38.08\n" + ",\n" * 30_000, "sheet").results


@pytest.mark.parametrize("blank", [" ", "\t", "\u3000", "\u2003 ", "\xa0"])
def test_blanks_of_every_kind_are_one(blank: str) -> None:
    text = f"Ann{blank * 50_000}Berg; Bo{blank * 9}Dahl;Eva Fjell"
    assert names_of(text) == ("Ann Berg", "Bo Dahl", "Eva Fjell")


def test_a_code_in_brackets_may_stand_again_and_again() -> None:
    assert nation("Norway (NOR) (NOR)") == "NOR"
    assert nation("NOR (NOR)") == "NOR"
    assert nation("Norway (NOR) (SWE)") == ""
    assert nation("Norway" + " (NOR)" * 600) == ""


def test_lines_below_name_teams_by_whole_words() -> None:
    sheet = "Team,Time\nHollandse IJsclub 2,3:38.08\nIJsclub,3:39.08\n"
    with pytest.raises(InputError, match="the time of Hollandse IJsclub 2, IJsclub counts"):
        RESULTS.read(f"{sheet}Hollandse IJsclub 2 and IJsclub: DSQ\n", "sheet")
    with pytest.raises(InputError, match="the time of IJsclub counts"):
        RESULTS.read(f"{sheet}Nieuwe IJsclub 23: DSQ\n", "sheet")
    assert RESULTS.read(f"{sheet}Hollandse IJsclubs 2 were disqualified\n", "sheet").results
