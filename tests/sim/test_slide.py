"""A slide against what is known by hand of a body braked by friction, and where the pads stand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from pursuit_sim.sim.slide import Slide
from pursuit_sim.track import Oval

G = 9.81
OVAL = Oval(26.0)
CURVE = OVAL.curve_entry_m(0)
# Two lanes of 4 m less 0.5 m, and 0.7 m of ice to the pads; feet 0.6 m ahead of the middle.
PADS_M = 8.2 - 0.6
MILLIMETRE = 0.001


def slide(start_m: float, mps: float, friction: float, sideways: float = 0.0) -> Slide:
    return Slide.fallen(OVAL, start_m, 0.0, sideways, mps, friction, 80.0)


@pytest.mark.parametrize(
    ("mps", "friction", "metres", "seconds"),
    # v²/2μg and v/μg by hand.
    [(10.0, 0.1, 50.968, 10.1937), (12.0, 0.2, 36.697, 6.1162), (5.0, 0.06, 21.237, 8.4947)],
)
def test_friction_alone(mps: float, friction: float, metres: float, seconds: float) -> None:
    """Along a straight the pads are far: all of the way is braked by the ice."""
    found = slide(387.36 - 55.0, mps, friction)
    assert found.ice_m == pytest.approx(metres, abs=0.01)
    assert found.duration_s == pytest.approx(seconds, abs=0.001)
    distance, lateral, speed = found.at(np.array([0.0, seconds / 2, seconds, 2 * seconds]))
    assert distance - found.start_m == pytest.approx([0, 0.75 * metres, metres, metres], abs=0.01)
    assert lateral == pytest.approx(0.0, abs=1e-9)
    assert speed == pytest.approx([mps, mps / 2, 0.0, 0.0], abs=0.001)


@pytest.mark.parametrize("into_curve_m", [5.0, 41.0, 70.0])
@pytest.mark.parametrize("friction", [0.06, 0.1, 0.15])
def test_along_the_tangent_into_the_pads(into_curve_m: float, friction: float) -> None:
    """Places lie on one straight line, its speed at each is √(v² − 2μgs), the pads end it."""
    found = slide(CURVE + into_curve_m, 13.4, friction)
    time = np.linspace(0.0, found.duration_s + 1.0, 400)
    distance, lateral, speed = found.at(time)
    place = OVAL.xy(distance, lateral)
    step = place - place[0]
    angle = into_curve_m / OVAL.line_radius_m
    along = np.array([math.cos(angle), math.sin(angle)])
    aside = np.array([-along[1], along[0]])
    slides = slice(int(lateral.argmax()) + 1)  # until the pads push back
    assert np.abs(step[slides] @ aside).max() < MILLIMETRE
    way = step @ along
    on_ice = np.flatnonzero(lateral[slides] < PADS_M)
    assert speed[on_ice] == pytest.approx(
        np.sqrt(13.4**2 - 2 * friction * G * way[on_ice]), abs=0.001
    )
    # They give by half a metre, and push back.
    assert PADS_M < lateral.max() < PADS_M + 0.75
    assert lateral[-1] == pytest.approx(PADS_M, abs=MILLIMETRE)
    assert speed[-1] == 0.0
    assert (np.diff(distance) >= -1e-9).all()


def test_the_way_to_the_pads() -> None:
    """From the lap line in mid-curve they are √(34.1² − 26.5²) = 21.46 m off, at 11.72 m/s."""
    found = slide(CURVE + 41.0, 13.4, 0.1)
    assert found.ice_m == pytest.approx(21.461, abs=0.001)
    assert found.pads_mps == pytest.approx(math.sqrt(13.4**2 - 2 * 0.981 * 21.461), abs=0.001)


def test_with_much_friction_they_lie_on_open_ice() -> None:
    """13.4²/(2·0.45·9.81) = 20.3 m."""
    found = slide(CURVE + 41.0, 13.4, 0.45)
    assert found.pads_mps == 0.0
    assert found.ice_m == pytest.approx(20.34, abs=0.01)
    assert found.at(np.array([10.0]))[1][0] < PADS_M


def test_whoever_was_swinging_out_slides_that_way() -> None:
    """At 13 m/s with 5 of them outward: by arcsin(5/13), 22.6°, to the right."""
    found = slide(0.0, 13.0, 0.1, sideways=5.0)
    assert math.degrees(found.heading_rad) == pytest.approx(-22.62, abs=0.01)
