"""Pictures against committed references, looked at by a person when they were made.

On a failure the picture found and its difference are written beside pytest's other files.
`python tests/paint/test_references.py` makes the references again; open them before committing.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pygame
import pytest

from pursuit_sim import load
from pursuit_sim.draw import scene
from pursuit_sim.draw.settings import Settings, form_of
from pursuit_sim.export.pictures.render import replay
from pursuit_sim.paint.painter import Painter
from pursuit_sim.paint.pixels import opaque

REFERENCES = Path(__file__).parent / "references"
SIZE = (640, 360)
Shot = tuple[str, float, str, tuple[int, int]]
# (race, moment [s], camera, size): the gun, a push, an exchange, the finish, every camera.
SHOTS: list[Shot] = [
    ("final-a", 0.0, "overview", SIZE),
    ("final-a", 161.37, "overview", SIZE),
    ("sf-1", 76.5, "follow:NED", SIZE),
    ("sf-1", 144.0, "split", SIZE),
    ("sf-1", 144.0, "head-to-head", SIZE),
    ("sf-1", 144.0, "broadcast", SIZE),
    ("sf-1", 84.5, "director", SIZE),
    ("final-a", 224.0, "overview", SIZE),
    ("sf-1", 224.0, "finish-strip", SIZE),
]
# The same in the sizes of phones.
SENT: list[Shot] = [
    ("final-a", 161.37, "broadcast", (360, 640)),
    ("sf-1", 77.3, "split", (360, 640)),
    ("sf-1", 77.3, "follow:NED", (480, 480)),
    ("final-a", 224.0, "overview", (480, 480)),
]
CLEARLY = 40  # difference of a colour, of 255, that the eye sees at an edge
SHARE = 0.004  # of the pixels may differ clearly: another version draws letters otherwise
MEAN = 0.6  # of 255: mean difference of all colours


def painted(race: str, time_s: float, camera: str, size: tuple[int, int]) -> np.ndarray:
    """(x, y, rgb) of a moment."""
    surface = opaque(*size)
    settings = Settings(size=size, camera=camera, transport=False, form=form_of(size))
    Painter().paint(scene.frame(replay(load("beijing-2022-men"), race), time_s, settings), surface)
    return pygame.surfarray.array3d(surface)


def path(race: str, time_s: float, camera: str, size: tuple[int, int]) -> Path:
    form = "" if size == SIZE else f"-{form_of(size)}"
    return REFERENCES / f"{race}-{time_s:g}-{camera.replace(':', '-')}{form}.png"


def save(pixels: np.ndarray, file: Path) -> None:
    pygame.image.save(pygame.surfarray.make_surface(pixels), str(file))


@pytest.mark.parametrize("shot", [*SHOTS, *SENT], ids=lambda shot: path(*shot).stem)
def test_as_it_was_when_somebody_looked(shot: Shot, tmp_path: Path) -> None:
    found = painted(*shot)
    expected = pygame.surfarray.array3d(pygame.image.load(str(path(*shot))))
    assert expected.shape == found.shape
    apart = np.abs(found.astype(int) - expected.astype(int))
    clear = (apart.max(axis=2) > CLEARLY).mean()
    if clear > SHARE or apart.mean() > MEAN:
        save(found, tmp_path / "found.png")
        save(np.minimum(apart * 4, 255).astype(np.uint8), tmp_path / "difference.png")
        pytest.fail(f"{clear:.2%} differ clearly, mean {apart.mean():.2f}: see {tmp_path}")


def test_a_second_later_would_be_noticed() -> None:
    """The tolerance is not so wide that another moment would pass."""
    expected = pygame.surfarray.array3d(pygame.image.load(str(path(*SHOTS[1]))))
    apart = np.abs(painted("final-a", 162.37, "overview", SIZE).astype(int) - expected.astype(int))
    assert (apart.max(axis=2) > CLEARLY).mean() > SHARE


if __name__ == "__main__":
    for each in (*SHOTS, *SENT):
        save(painted(*each), path(*each))
