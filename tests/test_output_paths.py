"""Where output files may go is known before any work is done."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.output_paths import check_folder, check_output, make_folder


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


def test_a_file_that_is_there_is_replaced_only_where_that_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "race.csv"
    path.write_text("precious")
    with pytest.raises(InputError, match="there already; --force replaces it"):
        check_output(path, (".csv",), force=False)
    assert check_output(path, (".csv",), force=True) == ".csv"
    assert [each.name for each in tmp_path.iterdir()] == ["race.csv"], "trying leaves nothing"
    assert path.read_text() == "precious"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_devices_may_be_written_and_sockets_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "null.csv").symlink_to("/dev/null")
    for name in ("pipe.csv", "null.csv"):
        assert check_output(tmp_path / name, (".csv",), force=False) == ".csv"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.csv"))
        with pytest.raises(InputError, match="neither a file nor a pipe"):
            check_output(tmp_path / "socket.csv", (".csv",), force=True)


@pytest.mark.parametrize(("number", "words"), [(30, "Read-only"), (1, "not permitted")])
def test_a_folder_that_takes_no_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(InputError, match=words):
        check_output(tmp_path / "race.csv", (".csv",))
    for folder in (tmp_path, tmp_path / "new" / "below"):
        with pytest.raises(InputError, match=words):
            check_folder(folder, ["results.csv"], "--out")


_CHECKS = """
import os, secrets, sys  # before others may not read where Python is
from pathlib import Path
from pursuit_sim.errors import InputError
from pursuit_sim.output_paths import check_output
if os.geteuid() == 0:
    os.setgroups([])
    os.setuid(65534)
try:
    check_output(Path(sys.argv[1]), (".csv",))
except InputError as error:
    print(error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no such modes")
def test_the_mode_of_a_folder_counts_for_who_is_not_root() -> None:
    with TemporaryDirectory() as name:  # those of pytest nobody else may enter
        folder = Path(name)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", _CHECKS, str(folder / "race.csv")],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        folder.chmod(0o755)
    assert "may not be written: Permission denied" in done.stdout


def test_a_full_disk_is_known_before_the_work_and_no_fault_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    path = tmp_path / "race.csv"
    with pytest.raises(OSError, match="No space left") as raised:
        check_output(path, (".csv",))
    assert raised.value.filename == str(path)
    assert list(tmp_path.iterdir()) == []


def test_every_file_in_the_way_is_told(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).touch()
    (tmp_path / "c.csv").mkdir()
    names = ["a.csv", "b.csv", "c.csv", "d.csv"]
    with pytest.raises(InputError) as caught:
        check_folder(tmp_path, names, "--out", force=False)
    assert [fault.problem.split(" is ")[1] for fault in caught.value.faults] == [
        "there already", "there already", "a folder",
    ]  # fmt: skip
    check_folder(tmp_path, ["a.csv", "b.csv", "d.csv"], "--out", force=True)


def test_a_folder_that_cannot_be_made_is_refused_and_none_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "gone").symlink_to("nowhere")
    for path, words in (
        (tmp_path / "file" / "below", "is not a folder"),
        (tmp_path / "gone", "is not a folder"),
        (tmp_path / "new" / ("x" * 300), "too long"),
    ):
        with pytest.raises(InputError, match=words):
            check_folder(path, ["a.csv"], "--out")
        with pytest.raises(InputError):
            make_folder(path, "--out")
    check_folder(tmp_path / "new" / "below", ["a.csv"], "--out")
    assert {each.name for each in tmp_path.iterdir()} == {"file", "gone"}
