"""How far apart two colours are to the eye, and colours moved until they are far enough."""

from __future__ import annotations

import math

from pursuit_sim.draw.shapes import Colour

# WCAG 2.2: relative luminance and contrast ratio (success criteria 1.4.3 and 1.4.11)
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_FLARE = 0.05
GRAPHIC_CONTRAST = 3.0  # WCAG 1.4.11, shapes against what lies beside them
TEXT_CONTRAST = 4.5  # WCAG 1.4.3, small text

_STEPS = 40  # of a colour's way to black or white
# sRGB → OKLab (B. Ottosson 2020, https://bottosson.github.io/posts/oklab/)
_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def parse(text: str, opacity: int = 255) -> Colour:
    """A colour from ``"#rrggbb"``.

    Raises
    ------
    ValueError
        if the text is not of that form
    """
    if len(text) != 7 or text[0] != "#":
        raise ValueError(f"{text!r} is not a colour such as #d7203b")
    return (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16), opacity)


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """The colour `part` of the way from the first to the second, 0 … 1."""
    red, green, blue, alpha = (
        round(a + part * (b - a)) for a, b in zip(first, second, strict=True)
    )
    return (red, green, blue, alpha)


def fade(colour: Colour, opacity: float) -> Colour:
    """The colour with an opacity of 0 … 1."""
    return (*colour[:3], round(255 * opacity))


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 black … 1 white (WCAG 2.2)."""
    return sum(w * c for w, c in zip(_WEIGHTS, _linear(colour), strict=True))


def ratio(first: Colour, second: Colour) -> float:
    """Contrast ratio, 1 (none) … 21 (black on white) (WCAG 2.2)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + _FLARE) / (low + _FLARE)


def ensure(colour: Colour, background: Colour, least: float) -> Colour:
    """The colour, moved towards black or white no farther than the contrast asks.

    Parameters
    ----------
    colour, background : what is to be seen, and on what
    least : the contrast ratio to reach

    Returns
    -------
    the nearest such colour; black or white itself if nothing nearer will do
    """
    target = (255, 255, 255, 255) if luminance(background) < 0.18 else (0, 0, 0, 255)
    moved = colour
    for step in range(_STEPS + 1):
        moved = mix(colour, target, step / _STEPS)
        if ratio(moved, background) >= least:
            break
    return moved


def ink(background: Colour) -> Colour:
    """Black or white, whichever reads better on a background: 4.58:1 at the least."""
    white, black = (255, 255, 255, 255), (0, 0, 0, 255)
    return white if ratio(white, background) >= ratio(black, background) else black


def difference(first: Colour, second: Colour) -> float:
    """Distance in OKLab: about 0.02 is just seen, black to white is 1."""
    return math.dist(_oklab(first), _oklab(second))


def _linear(colour: Colour) -> tuple[float, float, float]:
    """Linear light of the three channels (IEC 61966-2-1)."""

    def decode(level: int) -> float:
        part = level / 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return decode(colour[0]), decode(colour[1]), decode(colour[2])


def _oklab(colour: Colour) -> tuple[float, ...]:
    linear = _linear(colour)
    lms = [sum(w * c for w, c in zip(row, linear, strict=True)) ** (1 / 3) for row in _TO_LMS]
    return tuple(sum(w * c for w, c in zip(row, lms, strict=True)) for row in _TO_LAB)
