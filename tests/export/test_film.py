"""Films and pictures: what is in the file, and what is left when something goes wrong."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from pursuit_sim.draw.shapes import Circle, Frame, Rect, Text
from pursuit_sim.errors import InputError, MissingExtraError
from pursuit_sim.export.pictures.film import write_film
from pursuit_sim.export.pictures.picture import write_picture
from pursuit_sim.paint.pixels import opaque

av = pytest.importorskip("av")
from pursuit_sim.export.pictures.encoder import open_encoder  # noqa: E402 - needs av

SIZE = (160, 96)
RED, GREEN = (220, 30, 40, 255), (20, 160, 90, 255)
COLOUR_LOSS = 14  # of 255: 4:2:0 video, or a GIF's palette


def frames(count: int, size: tuple[int, int] = SIZE) -> Iterator[Frame]:
    """The left half red, the right one green, and a white disc that moves along."""
    width, height = size
    for index in range(count):
        yield (
            Rect(0, 0, width / 2, height, RED),
            Rect(width / 2, 0, width / 2, height, GREEN),
            Circle((20 + index * 2, height / 2), 12, fill=(255, 255, 255, 255)),
            Text(8, 12, f"frame {index}", 12, (255, 255, 255, 255)),
        )


def listed(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def decoded(path: Path) -> list[np.ndarray]:
    """Frames of a film, (row, column, channel)."""
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24").astype(int) for frame in file.decode(video=0)]


@pytest.mark.parametrize("name", ["a.mp4", "a.webm", "a.gif", "A.MP4"])
@pytest.mark.parametrize(("fps", "count"), [(25, 30), (50, 20)])
def test_film_has_its_frames_size_duration_and_colours(
    tmp_path: Path, name: str, fps: int, count: int
) -> None:
    path = tmp_path / name
    seen: list[int] = []
    write_film(frames(count), path, SIZE, fps, seen.append)
    assert seen == list(range(1, count + 1))
    with av.open(str(path)) as file:
        stream = file.streams.video[0]
        assert (stream.width, stream.height) == SIZE
        assert float(stream.average_rate) == pytest.approx(fps)
        assert file.duration / av.time_base == pytest.approx(count / fps, abs=0.6 / fps)
        assert stream.codec_context.name in ("h264", "vp9", "libvpx-vp9", "gif")
    film = decoded(path)
    assert len(film) == count
    for index, picture in enumerate(film):
        assert picture[80, 40] == pytest.approx(RED[:3], abs=COLOUR_LOSS)
        assert picture[80, 130] == pytest.approx(GREEN[:3], abs=COLOUR_LOSS)
        assert picture[48, 20 + index * 2].min() > 255 - COLOUR_LOSS
    assert listed(tmp_path) == [name]


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".gif"])
def test_equal_frames_give_equal_films(tmp_path: Path, suffix: str) -> None:
    # Compared as pictures: one film in some hundreds of x264's has a few bits otherwise; its
    # pictures then differed by two levels.
    paths = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for path in paths:
        write_film(frames(12), path, SIZE, 25)
    for one, other in zip(*map(decoded, paths), strict=True):
        assert np.abs(one - other).max() <= 3


def interrupted(error: BaseException) -> Iterator[Frame]:
    yield from frames(5)
    raise error


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".gif"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("broken scene")])
def test_interrupted_film_leaves_nothing(tmp_path: Path, suffix: str, error: BaseException) -> None:
    path = tmp_path / f"a{suffix}"
    with pytest.raises(type(error)):
        write_film(interrupted(error), path, SIZE, 25)
    assert listed(tmp_path) == []


def test_interrupted_film_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        write_film(interrupted(KeyboardInterrupt()), path, SIZE, 25)
    assert path.read_bytes() == b"old"
    assert listed(tmp_path) == ["a.mp4"]


def test_full_disk_is_an_os_error_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pursuit_sim.export.pictures import encoder

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(encoder._Video, "add", full)
    path = tmp_path / "a.mp4"
    with pytest.raises(OSError, match="No space left") as caught:
        write_film(frames(1000), path, SIZE, 25)
    assert caught.value.errno == errno.ENOSPC
    assert listed(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_really_full_disk(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught:
        write_film(frames(60), path, SIZE, 25)
    assert caught.value.errno == errno.ENOSPC


def test_frames_are_taken_as_they_are_encoded(tmp_path: Path) -> None:
    # A film of any length must not be gathered in memory first.
    taken = 0

    def counted() -> Iterator[Frame]:
        nonlocal taken
        for frame in frames(200):
            taken += 1
            yield frame

    ahead = []
    write_film(counted(), tmp_path / "a.mp4", SIZE, 25, lambda done: ahead.append(taken - done))
    assert set(ahead) == {0}


@pytest.mark.parametrize(
    ("name", "size", "fps", "said"),
    [
        ("a.avi", SIZE, 25, r"-o/--output.*\.mp4.*\.webm.*\.gif"),
        ("a", SIZE, 25, "-o/--output"),
        ("none/a.mp4", SIZE, 25, "-o/--output.*does not exist"),
        ("a.mp4", (161, 96), 25, "^size.*160x96"),
        ("a.webm", (160, 97), 25, "^size.*160x96"),
        ("a.mp4", (8, 8), 25, "^size.*16 to 7680"),
        ("a.mp4", (16000, 96), 25, "^size.*16 to 7680"),
        ("a.mp4", SIZE, 0.5, "--fps.*1 to 240"),
        ("a.mp4", SIZE, 500, "--fps.*1 to 240"),
        ("a.mp4", SIZE, float("nan"), "--fps.*1 to 240"),
        ("a.gif", SIZE, 60, "--fps.*1 to 50"),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(
    tmp_path: Path, name: str, size: tuple[int, int], fps: float, said: str
) -> None:
    painted = []

    def never() -> Iterator[Frame]:
        painted.append(name)
        yield ()

    with pytest.raises(InputError, match=said):
        write_film(never(), tmp_path / name, size, fps)
    assert not painted
    assert listed(tmp_path) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_mp4_into_a_pipe_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.mp4")
    with pytest.raises(InputError, match=r"is a pipe.*\.webm"):
        write_film(frames(3), tmp_path / "a.mp4", SIZE, 25)


def test_odd_sizes_are_fine_for_gif(tmp_path: Path) -> None:
    write_film(frames(3), tmp_path / "a.gif", (161, 97), 25)
    assert decoded(tmp_path / "a.gif")[0].shape == (97, 161, 3)


def test_the_unused_byte_of_a_pixel_does_not_count_as_opacity_in_a_gif(tmp_path: Path) -> None:
    board = opaque(32, 32)
    board.get_view("0").write(bytes([40, 30, 220, 7]) * 32 * 32)  # blue, green, red, nothing
    encoder = open_encoder(tmp_path / "a.gif", ".gif", (32, 32), 25)
    for_colours, for_store = encoder.convert(board)
    encoder.close()
    assert (for_colours.to_ndarray() == RED).all()
    assert (for_store.to_ndarray() == RED[2::-1]).all()


def test_film_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no frame"):
        write_film((), tmp_path / "a.mp4", SIZE, 25)
    assert listed(tmp_path) == []


def test_missing_package_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(MissingExtraError, match=r"pursuit-sim\[media\]"):
        write_film(frames(1), tmp_path / "a.mp4", SIZE, 25)


def test_picture_as_png(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    (frame,) = frames(1)
    write_picture(frame, path, SIZE)
    picture = pygame.image.load(io.BytesIO(path.read_bytes()), "a.png")
    assert picture.get_size() == SIZE
    assert tuple(picture.get_at((40, 80))) == RED
    assert tuple(picture.get_at((130, 80))) == GREEN
    assert listed(tmp_path) == ["a.png"]


def test_picture_as_svg(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    (frame,) = frames(1)
    write_picture(frame, path, SIZE)
    assert "frame 0" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "size", "said"),
    [
        ("a.jpg", SIZE, r"-o/--output.*\.png.*\.svg"),
        ("none/a.png", SIZE, "-o/--output.*does not exist"),
        ("a.png", (10, 10), "^size"),
    ],
)
def test_picture_that_cannot_be_is_refused(
    tmp_path: Path, name: str, size: tuple[int, int], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        write_picture((), tmp_path / name, size)
    assert listed(tmp_path) == []
