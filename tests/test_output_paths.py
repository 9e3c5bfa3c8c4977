"""Where output files may go is known before any work is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.output_paths import check_output, make_folder


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("race.xlsx", ["ends in '.xlsx'", ".csv, .npz"]),
        ("race", ["has no ending", ".csv, .npz"]),
        ("none/race.csv", ["none does not exist"]),
        ("folder.csv", ["is a folder"]),
        ("file.txt/race.csv", ["file.txt is not a folder"]),
        ("x" * 300 + ".csv", ["too long"]),
    ],
)
def test_a_place_that_cannot_hold_the_file(tmp_path: Path, name: str, words: list[str]) -> None:
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.txt").touch()
    with pytest.raises(InputError) as caught:
        check_output(tmp_path / name, (".csv", ".npz"))
    (fault,) = caught.value.faults
    for word in words:
        assert word in str(fault)


def test_endings_may_be_capitals(tmp_path: Path) -> None:
    assert check_output(tmp_path / "RACE.CSV", (".csv",)) == ".csv"


def test_a_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b", "--out")
    assert (tmp_path / "a" / "b").is_dir()
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(InputError, match="--out"):
            make_folder(path, "--out")


def test_a_link_into_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    link = tmp_path / "race.csv"
    link.symlink_to("nowhere/race.csv")
    with pytest.raises(InputError, match="nowhere does not exist"):
        check_output(link, (".csv",))
