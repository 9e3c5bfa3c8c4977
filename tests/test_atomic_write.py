"""Output files are complete or not there."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from pursuit_sim.atomic_write import atomic_path, check_output, make_folder, write_text
from pursuit_sim.errors import InputError


def test_a_file_appears_whole_and_keeps_its_ending(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "film.mp4") as part:
        part.write_text("new")
        assert part.suffix == ".mp4"
        assert part.parent == tmp_path
        assert not (tmp_path / "film.mp4").exists()
    assert (tmp_path / "film.mp4").read_text() == "new"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("how", [ValueError, KeyboardInterrupt, SystemExit])
def test_what_was_there_stays_when_writing_ends_early(
    tmp_path: Path, how: type[BaseException]
) -> None:
    path = tmp_path / "film.mp4"
    path.write_text("old")

    def write() -> None:
        with atomic_path(path) as part:
            part.write_text("half")
            raise how

    with pytest.raises(how):
        write()
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1


def test_two_at_once_do_not_meet(tmp_path: Path) -> None:
    with atomic_path(tmp_path / "a.png") as first, atomic_path(tmp_path / "b.png") as second:
        assert first != second
        first.touch()
        second.touch()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


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


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_file_that_others_may_not_read_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "private.csv"
    path.write_text("old")
    path.chmod(0o600)
    write_text(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("named", [True, False])
def test_what_the_system_refuses_names_the_file_that_was_asked_for(
    tmp_path: Path, named: bool
) -> None:
    path = tmp_path / "film.mp4"

    def fill() -> None:
        with atomic_path(path) as part:
            raise OSError(errno.ENOSPC, "full", *([str(part)] if named else []))

    with pytest.raises(OSError, match="No space left") as raised:
        fill()
    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, str(path))


def test_a_link_into_a_folder_that_is_not_there_is_refused_at_once(tmp_path: Path) -> None:
    link = tmp_path / "race.csv"
    link.symlink_to("nowhere/race.csv")
    with pytest.raises(InputError, match="nowhere does not exist"):
        check_output(link, (".csv",))
