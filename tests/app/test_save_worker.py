"""What a clip shows, and the names of files that are saved."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from pursuit_sim import atomic_write
from pursuit_sim.app import save_worker
from pursuit_sim.on_step import OnStep


def test_a_clip_is_the_loop_or_the_last_seconds() -> None:
    assert save_worker.span(None, 100.0, 220.0) == (90.0, 100.0)
    assert save_worker.span(None, 4.0, 220.0) == (0.0, 4.0)
    assert save_worker.span(None, 0.0, 220.0) == (0.0, 1.0)
    assert save_worker.span((20.0, 24.0), 100.0, 220.0) == (20.0, 24.0)


def test_where_a_jump_led_a_clip_shows_what_comes() -> None:
    assert save_worker.span(None, 100.0, 220.0, ahead=True) == (100.0, 110.0)
    assert save_worker.span((20.0, 24.0), 100.0, 220.0, ahead=True) == (20.0, 24.0)


def test_a_clip_made_after_the_race_shows_the_finish() -> None:
    assert save_worker.span(None, 221.0, 220.0) == (211.0, 221.0)
    assert save_worker.span(None, 231.0, 220.0) == (212.0, 222.0)
    assert save_worker.span((224.0, 230.0), 231.0, 220.0) == (224.0, 230.0), (
        "a loop is what was asked for"
    )


@pytest.mark.parametrize(
    ("stem", "name"),
    [("final-a 2m41s", "final-a-2m41s.png"), ("../../etc", "etc.png"), ("Ä/ö", "pursuit-sim.png")],
)
def test_names_of_files_are_safe(tmp_path: Path, stem: str, name: str) -> None:
    assert save_worker.safe_path(tmp_path, stem, ".png") == tmp_path / name


@pytest.mark.parametrize("letter", ["A", "Å", " A", ". "])
def test_names_of_files_are_never_too_long(tmp_path: Path, letter: str) -> None:
    """Of the longest event and race there are; race and moment stay."""
    race = f"r{'x' * 31}"
    ending = f"men-{race}-what-if-power-model-2m41s-to-2m51s"
    stem = f"{letter * 200} {ending.replace('-', ' ')}"
    for number in ("", "-2"):
        path = atomic_write.write_new(save_worker.safe_path(tmp_path, stem, ".mp4"), Path.touch)
        assert path.name.endswith(f"{ending}{number}.mp4")
        assert len(path.name) <= 140


def test_a_picture_is_let_go_once_it_is_saved(tmp_path: Path) -> None:
    """Though the one who saves waits for the next."""
    worker = save_worker.Worker()
    picture = np.zeros((720, 1280, 4), np.uint8)
    there = weakref.ref(picture)

    def work(path: Path, _report: OnStep, picture: np.ndarray = picture) -> Path:
        path.write_bytes(picture[0].tobytes())
        return path

    worker.add("picture", tmp_path / "a.png", work)
    del work, picture
    for _ in range(1000):
        if not worker.busy:
            break
        Event().wait(0.01)
    gc.collect()
    assert there() is None
    worker.stop()
