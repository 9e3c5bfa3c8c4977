"""A page as somebody sees it who was shown it before, and as a checker of accessibility does.

References are pictures of a page at half its size, which blurs what smooths its edges. `python
tests/export/test_page_seen.py` makes them again; open them before committing.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pygame
import pytest

REFERENCES = Path(__file__).parent / "page_references"
ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "tests"))

from helpers import browser as browsers  # noqa: E402 - found where this is run by hand, too

pytestmark = browsers.NEEDED

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = (1280, 720), (390, 844)
# name, screen, scheme, and where the link points
SHOTS = [
    ("overview", DESKTOP, "dark", "#t=161.37"),
    ("head-to-head", DESKTOP, "light", "#t=77.5&camera=head-to-head"),
    ("phone", PHONE, "dark", "#t=161.37"),
    ("phone-result", PHONE, "light", "#t=221&lang=nl"),
]
CLEARLY = 40  # difference of a colour, of 255, that the eye sees at an edge
SHARE = 0.01  # of the pixels may differ clearly: another version sets letters otherwise
MEAN = 1.2  # of 255: mean difference of all colours


def seen(browser: Any, address: str, size: tuple[int, int], scheme: str) -> np.ndarray:
    """(x, y, rgb) of a page at half its size."""
    with browsers.opened(browser, address, *size, color_scheme=scheme) as opened:
        browsers.wait(opened, "player.spent.length > 1 && document.fonts.status === 'loaded'")
        opened.wait_for_timeout(100)
        whole = pygame.image.load(io.BytesIO(opened.screenshot()), "page.png")
    half = (size[0] // 2, size[1] // 2)
    return pygame.surfarray.array3d(pygame.transform.smoothscale(whole, half))


def save(pixels: np.ndarray, file: Path) -> None:
    pygame.image.save(pygame.surfarray.make_surface(pixels), str(file))


def apart(found: np.ndarray, name: str) -> tuple[float, float, np.ndarray]:
    """Share of the pixels that differ clearly from a reference, mean difference, and where."""
    expected = pygame.surfarray.array3d(pygame.image.load(str(REFERENCES / f"{name}.png")))
    assert expected.shape == found.shape
    difference = np.abs(found.astype(int) - expected.astype(int))
    return float((difference.max(axis=2) > CLEARLY).mean()), float(difference.mean()), difference


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot[0])
def test_as_it_was_when_somebody_looked(
    browser: Any, address: str, shot: tuple[str, tuple[int, int], str, str], tmp_path: Path
) -> None:
    name, size, scheme, link = shot
    found = seen(browser, address + link, size, scheme)
    share, mean, difference = apart(found, name)
    if share > SHARE or mean > MEAN:
        save(found, tmp_path / "found.png")
        save(np.minimum(difference * 4, 255).astype(np.uint8), tmp_path / "difference.png")
        pytest.fail(f"{share:.2%} differ clearly, mean {mean:.2f}: see {tmp_path}")


def test_half_a_second_later_would_be_noticed(browser: Any, address: str) -> None:
    """The tolerance is not so wide that another moment would pass."""
    share, *_ = apart(seen(browser, f"{address}#t=161.87", PHONE, "dark"), "phone")
    assert share > SHARE


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: make lint-page installs it")
@pytest.mark.parametrize(
    ("size", "scheme"),
    [
        (DESKTOP, "dark"),
        (PHONE, "light"),
        pytest.param(DESKTOP, "light", marks=pytest.mark.slow),
        pytest.param(PHONE, "dark", marks=pytest.mark.slow),
    ],
    ids=["desktop-dark", "phone-light", "desktop-light", "phone-dark"],
)
def test_axe_finds_no_serious_fault(
    browser: Any, address: str, size: tuple[int, int], scheme: str
) -> None:
    states = [
        "player.seek(150)",
        "player.toggleCaptions(); player.look('head-to-head'); player.seek(222)",
        "document.getElementById('races').showModal()",
        "document.getElementById('races').close(); document.getElementById('help').showModal()",
    ]
    with browsers.opened(browser, address, *size, color_scheme=scheme) as opened:
        opened.evaluate(AXE.read_text(encoding="utf-8"))
        for state in states:
            opened.evaluate(state)
            opened.wait_for_timeout(60)
            found = opened.evaluate(
                "async () => { const done = await axe.run(); return [done.passes.length,"
                "done.violations.map(v => [v.impact, v.id, v.nodes.map(n => n.html)])]; }"
            )
            passes, faults = found
            assert passes > 5
            assert [each for each in faults if each[0] in ("serious", "critical")] == [], state


if __name__ == "__main__":
    import tempfile

    REFERENCES.mkdir(exist_ok=True)
    with browsers.chromium() as chromium, tempfile.TemporaryDirectory() as folder:
        where = browsers.semifinals(Path(folder))
        for shot_name, screen, colours, at in SHOTS:
            save(seen(chromium, where + at, screen, colours), REFERENCES / f"{shot_name}.png")
