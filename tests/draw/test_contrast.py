"""Colours that are seen and told apart."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.draw.look import contrast, theme

BLACK, WHITE, GREY = (0, 0, 0, 255), (255, 255, 255, 255), (119, 119, 119, 255)
colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda c: "#{:02x}{:02x}{:02x}".format(*c))


def test_contrast_ratios_are_those_of_wcag() -> None:
    """WCAG 2.2: 21 for black on white; #777777 on white is known as 4.48, just too little."""
    assert contrast.ratio(BLACK, WHITE) == pytest.approx(21.0)
    assert contrast.ratio(WHITE, BLACK) == pytest.approx(21.0)
    assert contrast.ratio(GREY, WHITE) == pytest.approx(4.48, abs=0.005)


def test_difference_of_colours() -> None:
    """OKLab: black to white is 1; sRGB red lies at L 0.628, a 0.225, b 0.126."""
    assert contrast.difference(BLACK, WHITE) == pytest.approx(1.0, abs=1e-3)
    red = math.hypot(0.628, 0.225, 0.126)
    assert contrast.difference((255, 0, 0, 255), BLACK) == pytest.approx(red, abs=1e-3)


@given(colours, colours, st.sampled_from(theme.PALETTES))
def test_teams_are_seen_and_told_apart(first: str, second: str, palette: theme.Palette) -> None:
    one, other = theme.teams((first, second), palette)
    for team in (one, other):
        assert contrast.ratio(team.suit, theme.ICE) >= 3.0
        assert contrast.ratio(team.name, theme.PANEL) >= 4.5
        assert contrast.ratio(team.ink, team.suit) >= 4.5
        assert contrast.ratio(theme.WHITE, team.best) >= 4.5
        assert contrast.ratio(theme.WHITE, team.tint) >= 4.5
    assert contrast.difference(one.suit, other.suit) >= theme.ALIKE


def test_a_good_colour_stays_as_the_scenario_gives_it() -> None:
    red, blue = theme.teams(("#d7203b", "#2f6fe0"))
    assert red.suit == (0xD7, 0x20, 0x3B, 255)
    assert blue.suit == (0x2F, 0x6F, 0xE0, 255)


def test_text_on_panels_is_readable() -> None:
    for ground in (theme.PANEL, theme.BAR, theme.CELL, theme.INFIELD, theme.INFIELD_MIDDLE):
        for text in (theme.TEXT, theme.MUTED, theme.HEADING, theme.RECORD_BEHIND):
            assert contrast.ratio(text, ground) >= 4.5
    assert contrast.ratio(theme.RECORD_ON_ICE, theme.ICE) >= 4.5
