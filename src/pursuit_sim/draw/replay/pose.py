"""How skaters hold themselves, as a function of distance, speed and what happened to them.

A `Pose` is what a picture of a skater depends on, in whole numbers, so that equal poses
share one drawing; `posture` turns it into places. Strides follow distance, never time: a stroke
is 7.5 m long at speed, shorter out of the start, and in the curve the right leg crosses over the
left. How far one leans in there is physics; how strides look was drawn by eye after photographs.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.track import Oval

CYCLE_M = 15.0  # a stroke of each leg; one stroke 7–8 m on the straight
_FIRST_CYCLE_M = 3.6  # running steps out of the start
_GROWING_M = 16.0  # over this the running start becomes long strokes
PHASES = 48  # drawings a cycle in close cameras: 0.3 m, 50 a second at full speed
PHASES_FAR = 24  # where skaters are small
LEVELS = 4  # steps from straight to curve, from start to stride, from stride to glide
REACH_STEP_M = 0.05
LAUNCH_M = 40.0  # from the standing start to the crouch
EASE_M = 30.0  # after the finish: from the crouch to the glide
_ENTRY_M = 5.0  # crossovers begin this much before a curve and are full as much in it
CROSSING_MPS = 13.5  # at racing speed crossovers are as drawn
CONTACT_M = 1.45  # spacing within which hands reach the hip in front
ASIDE_M = 0.45  # and lateral offset

LEAN_STEP = math.radians(5.0)  # of the lean, from one drawing to the next
FINE = 12  # steps of what is seen to change slowly: lying down, sitting up, straightening
TURN_STEP = math.radians(10.0)  # of a head
MOST_TURN = 10  # steps that whoever looks back turns it

MIDDLE_Z = 0.63  # height of the middle of a body, crouched [m]
HIP_X = -0.55  # of the hips behind the blade's tip


class Pose(NamedTuple):
    """What a drawing of a skater depends on; whole numbers only.

    Attributes
    ----------
    phase : of the stride cycle, 0 … PHASES − 1
    curve : 0 straight … LEVELS deep in the curve: crossovers
    launch : LEVELS at the gun … 0 in the crouch
    ease : 0 racing … LEVELS gliding out
    hold : 0 hands on the back … LEVELS hands on the hip in front
    reach : steps of REACH_STEP_M to the blade tip of the skater in front
    lean : steps of LEAN_STEP by which they lean in, to the left
    down : 0 on their feet … FINE on the ice, lying on their side
    sits : 0 lying there … FINE sitting
    knees : 0 … FINE bent, with their hands on their knees
    cheer : 0 … FINE upright, with their arms up
    turned : steps of TURN_STEP by which the head is turned to the right
    """

    phase: int
    curve: int = 0
    launch: int = 0
    ease: int = 0
    hold: int = 0
    reach: int = 0
    lean: int = 0
    down: int = 0
    sits: int = 0
    knees: int = 0
    cheer: int = 0
    turned: int = 0


def stride(distance_m: float) -> float:
    """Strides skated after a distance [cycles]: short steps first, then one in 15 m.

    With a cycle of 15 − a·e^(−d/b) metres at distance d this is its exact integral.
    """
    if distance_m <= 0.0:
        return 0.0
    d = distance_m
    length = CYCLE_M - (CYCLE_M - _FIRST_CYCLE_M) * math.exp(-d / _GROWING_M)
    return (d + _GROWING_M * math.log(length / _FIRST_CYCLE_M)) / CYCLE_M


def bend(oval: Oval, distance_m: float) -> float:
    """0 on the straights, 1 in the curves, with soft passages.

    Parameters
    ----------
    oval : the track
    distance_m : along the lap line from the finish line [m]
    """
    half_lap_m, edge_m = oval.half_lap_m, oval.straight_m / 2
    along = distance_m % half_lap_m
    inside_m = min(along - edge_m, half_lap_m - edge_m - along)
    if inside_m <= -_ENTRY_M:
        return 0.0
    if inside_m >= _ENTRY_M:
        return 1.0
    depth = (inside_m + _ENTRY_M) / (2 * _ENTRY_M)
    return depth * depth * (3 - 2 * depth)


def level(part: float) -> int:
    """A part of 0 … 1 in steps of 1/LEVELS."""
    if part <= 0.0:
        return 0
    return LEVELS if part >= 1.0 else round(part * LEVELS)


def fine(part: float) -> int:
    """A part of 0 … 1 in steps of 1/FINE."""
    if part <= 0.0:
        return 0
    return FINE if part >= 1.0 else round(part * FINE)


def lean_rad(speed_mps: float, radius_m: float) -> float:
    """By how much whoever skates a curve leans in [rad]: along the force on their skates.

    tan φ = v²/(g r); 39° at 14.3 m/s on 26 m.

    Parameters
    ----------
    speed_mps : over the ice [m/s]
    radius_m : of the path [m]
    """
    return math.atan(speed_mps**2 / (GRAVITY_MPS2 * radius_m))
