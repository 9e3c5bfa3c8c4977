"""How likely form on the day makes up what is missing, or takes what is to spare."""

from __future__ import annotations

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.scenario.parameters import Form

_RACES, _SEED = 20_000, 2022  # to 0.4 % of all races


def chance_below(spare_s: float, own: Form, other: Form | None = None) -> float:
    """Share of days on which a team loses less by its form than it has to spare.

    Parameters
    ----------
    spare_s : the mark, a target or the rival's expected time, minus the expected time [s]
    own : how the team's days go
    other : how the rival's days go; None for a mark that does not move
    """
    generator = np.random.default_rng(_SEED)
    lost = _lost(own, generator)
    against = 0.0 if other is None else _lost(other, generator)
    # However many races are drawn, none is certain: half a race stays on either side.
    return float(np.clip(np.mean(lost - against < spare_s), 0.5 / _RACES, 1 - 0.5 / _RACES))


def _lost(form: Form, generator: np.random.Generator) -> Floats:
    """(race,) [s] lost by form; as `day_form` draws it for the races of an event."""
    lost = form.race_sd_s * generator.standard_normal(_RACES)
    for chance, loss in (
        (form.fall_chance, form.fall_loss_s),
        (form.touch_chance, form.touch_loss_s),
    ):
        lost += loss * (generator.random(_RACES) < chance)
    return lost
