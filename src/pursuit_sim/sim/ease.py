"""From 0 to 1 without a jerk: at rest before and after."""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats


def eased(part: Floats) -> Floats:
    """3p² − 2p³ of a part p of the time it takes; 0 before, 1 after."""
    held = np.clip(part, 0.0, 1.0)
    return np.asarray(held * held * (3 - 2 * held))


def easing(part: Floats) -> Floats:
    """The slope of `eased`."""
    held = np.clip(part, 0.0, 1.0)
    return np.asarray(6 * held * (1 - held))
