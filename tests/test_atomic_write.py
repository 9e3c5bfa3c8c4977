"""Output files are complete or not there."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

import pytest

from pursuit_sim import atomic_write
from pursuit_sim.atomic_write import atomic_path, write_new, write_text, write_texts


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
    with atomic_path(tmp_path / "a.png") as first, atomic_path(tmp_path / "a.png") as second:
        assert first != second
        first.write_text("first")
        second.write_text("second")
    assert (tmp_path / "a.png").read_text() == "first", "the one that is done last"
    assert len(list(tmp_path.iterdir())) == 1


def test_of_files_that_belong_together_none_appears_beside_one_that_has_to_stay(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    second.write_text("precious")
    before = atomic_write.replaces.set(False)
    try:
        with pytest.raises(FileExistsError, match="appeared meanwhile"):
            write_texts({first: "new", second: "new"})
    finally:
        atomic_write.replaces.reset(before)
    assert [each.name for each in tmp_path.iterdir()] == ["b.csv"]
    assert second.read_text() == "precious"


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_takes_the_name_of_none_that_appeared_while_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Also where the file system knows no links."""

    def no_links(_one: Path, _other: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)

    def write(part: Path) -> None:
        part.write_text("new")
        (tmp_path / "film.mp4").write_text("precious")
        (tmp_path / "film-2.mp4").mkdir()

    assert write_new(tmp_path / "film.mp4", write) == tmp_path / "film-3.mp4"
    there = {each.name for each in tmp_path.iterdir()}
    assert there == {"film.mp4", "film-2.mp4", "film-3.mp4"}
    assert (tmp_path / "film.mp4").read_text() == "precious"
    assert (tmp_path / "film-3.mp4").read_text() == "new"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_new_file_is_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").symlink_to("nothing.mp4")
    assert write_new(tmp_path / "film.mp4", Path.touch) == tmp_path / "film-2.mp4"
    assert not (tmp_path / "nothing.mp4").exists()


def test_what_writes_a_new_file_may_be_careful_itself(tmp_path: Path) -> None:
    """Its stand-in stays the one that is held: nobody else sweeps it up."""

    def write(part: Path) -> None:
        before = part.stat().st_ino
        write_text(part, "new")
        assert part.stat().st_ino == before

    write_new(tmp_path / "film.mp4", write)
    assert [each.name for each in tmp_path.iterdir()] == ["film.mp4"]


def test_a_new_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    def fill(part: Path) -> None:
        part.write_text("half")
        raise OSError(errno.ENOSPC, "full", str(part))

    with pytest.raises(OSError, match="No space left") as raised:
        write_new(tmp_path / "film.mp4", fill)
    assert raised.value.filename == str(tmp_path / "film.mp4")
    assert list(tmp_path.iterdir()) == []


_NEW = """
import sys
from pathlib import Path
from pursuit_sim.atomic_write import write_new
for turn in range(30):
    print(write_new(Path(sys.argv[1]), lambda part: part.write_text(f"{sys.argv[2]} {turn}")).name)
"""


def test_processes_that_write_new_files_of_one_name_get_one_each(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _NEW, str(tmp_path / "a.txt")]
    children = [
        subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True)
        for name in ("one", "other")
    ]
    said: dict[str, str] = {}
    for name, child in zip(("one", "other"), children, strict=True):
        lines = child.communicate()[0].splitlines()
        said |= {line: f"{name} {turn}" for turn, line in enumerate(lines)}
    assert len(said) == 60
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == said


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


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


_WRITES = """
import sys, time
from pathlib import Path
from pursuit_sim.atomic_write import atomic_path
with atomic_path(Path(sys.argv[1])) as part:
    part.write_text("half")
    print(part, flush=True)
    time.sleep(60)
"""


@contextmanager
def _writing(path: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process in the middle of writing a file, and its stand-in."""
    with subprocess.Popen(
        [sys.executable, "-c", _WRITES, str(path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        yield child, Path(child.stdout.readline().strip())
        child.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_process_left_is_swept_up_and_what_others_write_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.csv").write_text("old")
    with _writing(tmp_path / "a.csv") as (killed, left):
        killed.kill()
    assert left.read_text() == "half"
    assert (tmp_path / "a.csv").read_text() == "old"
    with _writing(tmp_path / "b.csv") as (_, written):
        monkeypatch.setattr(atomic_write, "_swept", set())
        write_text(tmp_path / "c.csv", "new")
        assert not left.exists()
        assert written.read_text() == "half"
    monkeypatch.setattr(atomic_write, "_swept", set())
    atomic_write.sweep(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.csv", "c.csv"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_planted_under_the_name_of_a_stand_in_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    folder = tmp_path / "out"
    folder.mkdir()
    names = iter(["ab" * 12, "cd" * 12])
    monkeypatch.setattr("secrets.token_hex", lambda _bytes: next(names))
    planted = folder / f".pursuit-sim-{'ab' * 12}.part.csv"
    planted.symlink_to(victim)
    monkeypatch.setattr(atomic_write, "_swept", {folder})
    write_text(folder / "a.csv", "new")
    assert victim.read_text() == "precious"
    assert (folder / "a.csv").read_text() == "new"
    monkeypatch.setattr(atomic_write, "_swept", set())
    atomic_write.sweep(folder)
    assert victim.read_text() == "precious"


def test_only_what_this_program_left_is_swept_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of the user's may begin with the same word, the scenario itself among them."""
    left = tmp_path / f".pursuit-sim-{'0f' * 12}.part.csv"
    mine = ("mine.toml", "notes", "completion.bash", f"{'0f' * 12}.csv", f"{'0g' * 12}.part.csv")
    for each in (left, *(tmp_path / f".pursuit-sim-{name}" for name in mine)):
        each.write_text("mine")
    monkeypatch.setattr(atomic_write, "_swept", set())
    write_text(tmp_path / "a.csv", "new")
    there = {each.name for each in tmp_path.iterdir()}
    assert there == {"a.csv", *(f".pursuit-sim-{name}" for name in mine)}


def test_files_that_belong_together_appear_together(tmp_path: Path) -> None:
    texts = {tmp_path / name: name for name in ("a.txt", "b.txt")}
    write_texts(texts)
    assert {path: path.read_text() for path in texts} == texts
    (tmp_path / "c.txt").mkdir()  # the last cannot be written: the others stay as they were
    more = dict.fromkeys((*texts, tmp_path / "c.txt"), "new")
    with pytest.raises(OSError, match="directory"):
        write_texts(more)
    assert {path: path.read_text() for path in texts} == texts
    assert len(list(tmp_path.iterdir())) == 3


# One of several machines or containers that share a folder, in which all have the same id.
_SAME_ID = """
import os, sys
from pathlib import Path
os.getpid = lambda: 7
from pursuit_sim.atomic_write import atomic_path
for turn in range(20):
    with atomic_path(Path(sys.argv[1])) as part, part.open("w") as file:
        for row in range(200):
            file.write(f"{sys.argv[2]} {row}\\n")
            file.flush()
"""


def test_processes_of_the_same_id_never_mix_what_they_write(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    whole = {"".join(f"{name} {row}\n" for row in range(200)) for name in ("one", "other")}
    children = [
        subprocess.Popen([sys.executable, "-c", _SAME_ID, str(path), name])
        for name in ("one", "other")
    ]
    seen = set()
    while any(child.poll() is None for child in children):
        if path.exists():
            seen.add(path.read_text())
    assert [child.returncode for child in children] == [0, 0]
    assert seen | {path.read_text()} <= whole
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_at_any_moment_of_making_a_stand_in_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes after the first call of a built-in function, then after the second, and so on."""
    monkeypatch.setattr(atomic_write, "_swept", {tmp_path})
    step, ended = 0, False
    while not ended:
        step, calls = step + 1, 0

        def interrupt(_frame: FrameType, event: str, _what: object, step: int = step) -> None:
            nonlocal calls
            calls += event == "c_return"
            if calls == step and event == "c_return":
                raise KeyboardInterrupt

        sys.setprofile(interrupt)
        with suppress(KeyboardInterrupt), atomic_write.stand_in(tmp_path, ".csv"):
            sys.setprofile(None)
            ended = True
        sys.setprofile(None)
        assert list(tmp_path.iterdir()) == [], step
    assert step > 5
