"""How a team's day goes: what a race takes beyond all that the model knows.

Form is drawn apart from what is uncertain about the model: that is the same in all races,
form is not. Of its variance a share belongs to the day, the rest to the race; falls, and
touches or collapses, are rare and only ever cost time.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.event_formats import FINISHED
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario

Key = tuple[str, str]  # race id, team code


def day_form(
    scenario: Scenario, count: int, generator: np.random.Generator
) -> Mapping[Key, Floats]:
    """(draw,) seconds that each team loses in each race by its form; negative where it gains.

    Of all that have a time which counts, whether they can be replayed or not.

    Parameters
    ----------
    scenario : the event; races without a date are taken for one day
    count : draws
    generator : of random numbers
    """
    days: dict[tuple[str, str], Floats] = {}
    found: dict[Key, Floats] = {}
    races = scenario.races.values()
    runs: list[tuple[Race, Entry | Listed]] = []
    for race in races:
        runs += [(race, each) for each in race.entries]
    # Behind them, so that who has no time moves nobody's numbers.
    for race in races:
        runs += [(race, each) for each in race.listed if each.status == FINISHED]
    for race, each in runs:
        form, team = each.form, each.team.code
        day = (team, scenario.day_of(race))
        if day not in days:
            days[day] = generator.standard_normal(count)
        own = generator.standard_normal(count)
        share = form.day_share
        spread = np.sqrt(share) * days[day] + np.sqrt(1 - share) * own
        falls, touches = (
            generator.random(count) < chance for chance in (form.fall_chance, form.touch_chance)
        )
        lost = form.fall_loss_s * falls + form.touch_loss_s * touches
        found[race.id, team] = form.race_sd_s * spread + lost
    return found
