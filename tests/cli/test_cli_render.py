"""`render` from the command line: what is made, and what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from helpers.outcomes import CLI

EVENT = "beijing-2022-men"
PNG_SIZE = slice(16, 24)  # width and height in a PNG's first chunk


def png_size(path: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", path.read_bytes()[PNG_SIZE])
    return width, height


@pytest.mark.parametrize("at", ["2:41.37", "161,37", "start", "bell", "bell+3", "end", "end-0.5"])
def test_a_picture_of_any_moment(cli: CLI, tmp_path: Path, at: str) -> None:
    path = tmp_path / "race.png"
    done = cli("render", EVENT, "--race", "final-a", "-o", path, "--at", at, "--size", "320x180")
    assert (done.status, done.out) == (0, ""), done.err
    assert png_size(path) == (320, 180)


def test_moments_are_what_they_are_called(cli: CLI, tmp_path: Path) -> None:
    """Final A was won in 3:38.08 and over at 3:40.46."""
    words = ("render", EVENT, "--race", "final-a", "--size", "320x180")
    pictures = []
    for name, at in (("a", "end"), ("b", "3:40.46"), ("c", "end-2.38"), ("d", "3:38.08")):
        cli(*words, "-o", tmp_path / f"{name}.png", "--at", at)
        pictures.append((tmp_path / f"{name}.png").read_bytes())
    assert pictures[0] == pictures[1]
    assert pictures[2] == pictures[3]
    assert pictures[0] != pictures[2]


def test_a_picture_may_be_a_drawing(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "race.svg"
    assert cli("render", EVENT, "-o", path, "--camera", "follow:NOR").status == 0
    assert "<svg" in path.read_text(encoding="utf-8")[:200]


@pytest.mark.parametrize("ending", ["mp4", "webm", "gif"])
def test_a_film_has_the_frames_asked_for(cli: CLI, tmp_path: Path, ending: str) -> None:
    av = pytest.importorskip("av")
    path = tmp_path / f"race.{ending}"
    span = ("--from", "60", "--to", "62", "--speed", "2", "--fps", "10", "--size", "160x90")
    done = cli("render", EVENT, "--race", "sf-1", "-o", path, *span)
    assert (done.status, done.out) == (0, ""), done.err
    with av.open(str(path)) as film:
        frames = sum(1 for _ in film.decode(video=0))
    # Two seconds at double speed are one second of film: ten steps, eleven pictures.
    assert frames == 11


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["-o", "r.png", "--at", "9:99"], ["--at", "9:99", "0 to 3:5"]),
        (["-o", "r.png", "--at", "-1"], ["--at"]),
        (["-o", "r.png", "--at", "nan"], ["--at", "nan"]),
        (["-o", "r.png", "--at", ""], ["--at"]),
        (["-o", "r.png", "--at", "bell3"], ["--at", "bell3"]),
        (["-o", "r.png", "--at", "end+999"], ["--at", "end+999"]),
        (["-o", "r.png", "--fps", "30"], ["--fps", "--at"]),
        (["-o", "r.mp4", "--at", "30"], ["--at", "--from"]),
        (["-o", "r.mp4", "--from", "30", "--to", "20"], ["--to", "20", "--from 30"]),
        (["-o", "r.mp4", "--from", "30", "--to", "30"], ["--to", "30"]),
        (["-o", "r.png", "--size", "big"], ["--size", "big", "1920x1080"]),
        (["-o", "r.png", "--size", "0x0"], ["--size", "0x0"]),
        (["-o", "r.png", "--size", "999999x999999"], ["--size", "999999"]),
        (["-o", "r.mp4", "--size", "641x360"], ["--size", "641x360", "640x360"]),
        (["-o", "r.mp4", "--fps", "0"], ["--fps"]),
        (["-o", "r.mp4", "--fps", "nan"], ["--fps"]),
        (["-o", "r.gif", "--fps", "100"], ["--fps", "50"]),
        (["-o", "r.mp4", "--speed", "0"], ["--speed", "0.05 to 64"]),
        (["-o", "r.mp4", "--speed", "nan"], ["--speed", "0.05 to 64"]),
        (["-o", "r.png", "--camera", "folow:NOR"], ["--camera", "did you mean 'follow:NOR'"]),
        (["-o", "r.png", "--zoom", "0"], ["--zoom", "overview takes 1 to 10"]),
        (["-o", "r.png", "--zoom", "3", "--camera", "split"], ["--zoom", "split", "0.5 to 2"]),
        (["-o", "r.png", "--layout", "tall"], ["--layout", "portrait"]),
        (
            ["-o", "r.png", "--layout", "portrait", "--size", "1920x1080"],
            ["--size", "no portrait picture", "1080x1920"],
        ),
        (["-o", "r.jpg"], ["-o", ".jpg", ".png", ".mp4"]),
        (["-o", "none/r.png"], ["-o", "none", "does not exist"]),
    ],
)
def test_wrong_words_get_one_line_and_no_file(
    cli: CLI,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: list[str],
    expected: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = cli("render", EVENT, "--race", "final-a", *words).faults
    for word in expected:
        assert word in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (["--layout", "portrait"], (1080, 1920)),
        (["--layout", "square"], (1080, 1080)),
        (["--layout", "landscape", "--clean"], (1920, 1080)),
        (["--size", "360x640", "--zoom", "2"], (360, 640)),
        ([], (1280, 720)),
    ],
)
def test_a_layout_has_its_size(
    cli: CLI, tmp_path: Path, words: list[str], size: tuple[int, int]
) -> None:
    path = tmp_path / "race.png"
    assert cli("render", EVENT, "--race", "final-a", "-o", path, *words).status == 0
    assert png_size(path) == size


def test_several_wrong_options_are_told_at_once(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "race.png"
    assert len(cli("render", EVENT, "-o", path, "--fps", "3", "--size", "x").faults) == 2
