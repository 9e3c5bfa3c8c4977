"""Colours: a dark surround, bright ice, and two teams that can be told apart.

A team's colour comes from the scenario and is moved only as far as contrast asks: at
least 3:1 on the ice for its suit, 4.5:1 on the dark panels for its name. Two teams
whose suits are too much alike get different ones; the finish side keeps its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pursuit_sim.draw.look import contrast
from pursuit_sim.draw.shapes import Colour

Palette = Literal["standard", "colour-blind"]
PALETTES: tuple[Palette, ...] = ("standard", "colour-blind")


def _c(text: str, opacity: float = 1.0) -> Colour:
    return contrast.fade(contrast.parse(text), opacity)


# Surround and panels
NIGHT = _c("#060c18")
NIGHT_EDGE = _c("#0c1a30")
BAR = _c("#050a14")
PANEL = _c("#0b1628")
PANEL_EDGE = _c("#1d3552")
GRID = _c("#1a2c44")
GRID_ZERO = _c("#3a5373")
TICK = _c("#7f95b0")
LOOP = _c("#58a0ea", 0.35)
CURSOR = _c("#c8d4e2")
CELL = _c("#142437")
INFIELD = _c("#0c1e38")
INFIELD_MIDDLE = _c("#14305a")
BUTTON = _c("#173150")
BUTTON_ON = _c("#58a0ea")
LABEL_PLATE = _c("#12213a", 0.94)

# Text
WHITE = _c("#ffffff")
TEXT = _c("#e8eef6")
MUTED = _c("#93a7c0")
FAINT = _c("#7388a3")
HEADING = _c("#86a8d2")
GOLD = _c("#c9a227")
EVENT = _c("#f5c518")
PULSE = _c("#fff3c4")
RECORD = _c("#23b07d")
RECORD_BEHIND = _c("#d9a441")
RECORD_ON_ICE = _c("#0b7a52")

# The rink
ICE = _c("#e9f3fa")
ICE_OUTER = _c("#eef6fb")
ICE_WARM_UP = _c("#e2eef7")
ICE_APRON = _c("#dfeaf3")
RESERVE = _c("#c3d4e3")
ON_ICE_TEXT = _c("#4a6480")
ON_ICE = _c("#5f7d9b")
SCRATCH = _c("#b9cfdf")
LINE_RED = _c("#c9263c")
LINE_BLUE = _c("#2c6db3")
LINE_BLACK = _c("#10141c")
MAP_ICE = _c("#c9d9e6")
ICE_EDGE = _c("#9db7cc")
PADS = _c("#2b5f9e")
PADS_DARK = _c("#1c4677")
PADS_BEYOND = _c("#0d2038")
CONE = _c("#ee8a1d")
CONE_EDGE = _c("#8a4306")

# Skaters
OUTLINE = _c("#0d1422")
SKIN = _c("#e3b795")
BOOT = _c("#1b2434")
BLADE = _c("#e6edf5")
BLADE_EDGE = _c("#5b6b80")
VISOR = _c("#232c3b")
# By slot of the line-up, front to back at the start: white, red, yellow.
COVERS: tuple[Colour, ...] = (_c("#ffffff"), _c("#e23a3a"), _c("#f4c20d"))

ALIKE = 0.11  # OKLab distance under which two suits are taken for each other at a glance
FALLBACKS = ("#2f6fe0", "#e05a10", "#0f8a6a", "#8b3fc4", "#c2185b", "#6b4a2b")
# Okabe & Ito 2008 blue and vermillion: told apart with every common colour vision
COLOUR_BLIND = ("#0072b2", "#d55e00")


@dataclass(frozen=True, slots=True)
class TeamColours:
    """The colours of one team.

    Attributes
    ----------
    suit : its suit on the ice, and pills and bars
    ink : text on `suit`
    stripe : the lighter race panel on the suit
    shade, edge : darker parts of the suit, and its outlines
    legs : the suit's dark legs
    name : its name and its curves on the dark panels
    tint, best : a dark cell that belongs to it, and one that stands out
    """

    suit: Colour
    ink: Colour
    stripe: Colour
    shade: Colour
    edge: Colour
    legs: Colour
    name: Colour
    tint: Colour
    best: Colour

    def plate(self, *, leads: bool, other: Colour = LABEL_PLATE) -> tuple[Colour, Colour]:
        """Fill and ink of a skater's name: the suit's for who leads, else `other` and white."""
        return (self.suit, self.ink) if leads else (other, WHITE)


@lru_cache(maxsize=64)
def teams(colours: tuple[str, ...], palette: Palette = "standard") -> tuple[TeamColours, ...]:
    """The colours of the teams of a race.

    Parameters
    ----------
    colours : suit colours as the scenario gives them, finish side first
    palette : "standard", or "colour-blind" for a fixed pair safe for every colour vision
    """
    if palette == "colour-blind":
        wanted = [contrast.parse(c) for c in COLOUR_BLIND[: len(colours)]]
    else:
        wanted = [contrast.parse(c) for c in colours]
    found: list[Colour] = []
    for colour in wanted:
        own = contrast.ensure(colour, ICE, contrast.GRAPHIC_CONTRAST)
        if any(contrast.difference(own, other) < ALIKE for other in found):
            own = max(
                map(contrast.parse, FALLBACKS),
                key=lambda suit: min(contrast.difference(suit, other) for other in found),
            )
        found.append(own)
    return tuple(_team(suit) for suit in found)


def _team(suit: Colour) -> TeamColours:
    black = (8, 14, 26, 255)
    stripe = contrast.mix(suit, WHITE, 0.68)
    return TeamColours(
        suit=suit,
        ink=contrast.ink(suit),
        stripe=stripe,
        shade=contrast.mix(suit, black, 0.28),
        edge=contrast.mix(suit, black, 0.72),
        legs=contrast.mix(suit, (16, 24, 44, 255), 0.90),
        name=contrast.ensure(suit, PANEL, contrast.TEXT_CONTRAST),
        tint=contrast.mix(PANEL, suit, 0.26),
        best=contrast.mix(PANEL, suit, 0.52),
    )
