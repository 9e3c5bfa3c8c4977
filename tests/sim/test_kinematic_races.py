"""Many kinematic races at once, against each by itself."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy.interpolate import PchipInterpolator

from helpers import races
from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.parameters import Pacing
from pursuit_sim.scenario.race import Entry, Fall, Race, Split
from pursuit_sim.sim import simulate
from pursuit_sim.sim.kinematic_races import _least_slope, passings

# Fades as in races; one that begins after the last half-lap; a start of which nothing is left.
PACING = {
    "start_loss_s": np.array([4.6, 5.2, 4.6, 17.0]),
    "fade_s": np.array([1.5, 0.4, 3.0, 1.0]),
    "fade_onset_lap": np.array([2.0, 0.5, 7.9, 1.0]),
    "corner_swing": np.array([0.01, 0.02, 0.0, 0.03]),
}


def alone(race: Race, entry: Entry, case: int) -> list[float]:
    """(half-lap,) passings of one case, simulated; NaN where it cannot be skated."""
    values = {name: float(array[case]) for name, array in PACING.items()}
    paced = replace(entry, pacing=entry.pacing.model_copy(update=values))
    try:
        found = timing.splits(simulate(replace(race, entries=(paced,))))[0]
    except InputError:
        return [np.nan] * race.half_laps
    return [float(each) for each in found]


@pytest.mark.parametrize(
    "entry",
    [
        races.entry(formation=races.DUTCH),
        races.entry(formation=races.DUTCH, pacing=Pacing(lap_deltas_s=(0.0, 0.3, -0.2))),
        races.entry(splits=(Split(8, 110.4),)),
        replace(races.entry(235.0, splits=(Split(12, 165.0),)), fall=Fall(1, 6.4)),
    ],
    ids=["free", "laps apart", "a known passing", "a fall"],
)
def test_each_is_skated_as_by_itself(entry: Entry) -> None:
    race = races.race(entry)
    found = passings(race, entry, PACING)
    for case in range(4):
        assert found[case] == pytest.approx(alone(race, entry, case), abs=1e-6, nan_ok=True)
    assert np.isfinite(found[:3]).all()


def test_who_would_be_too_fast_within_a_half_lap_has_no_passings() -> None:
    """Laps 5 s slower and faster by turns ask for 18.2 m/s, though for no half-lap of 11.4 s."""
    deltas = np.array([[0.0] * 6, [5.0, -5.0] * 3, [2.0, -2.0] * 3])
    entry = races.entry(173.0)
    race = races.race(entry, laps=6)
    found = passings(race, entry, {"lap_deltas_s": deltas})
    for each, own in zip(found, deltas.tolist(), strict=True):
        paced = replace(entry, pacing=entry.pacing.model_copy(update={"lap_deltas_s": tuple(own)}))
        if own[0] == 5.0:
            assert np.isnan(each).all()
            with pytest.raises(InputError, match="would need 18"):
                simulate(replace(race, entries=(paced,)))
        else:
            skated = timing.splits(simulate(replace(race, entries=(paced,))))[0]
            assert each == pytest.approx(skated, abs=1e-6)


def test_the_least_slope_is_that_of_the_curve() -> None:
    """As scipy has it, at a thousand places of each piece."""
    random = np.random.default_rng(2)
    widths = random.uniform(150, 250, 6)
    secants = random.uniform(0.05, 0.11, (40, 6))
    edges = np.append(0.0, widths.cumsum())
    places = np.concatenate([np.linspace(*ends, 1001) for ends in pairwise(edges.tolist())])
    least = [
        PchipInterpolator(edges, np.append(0.0, (each * widths).cumsum()))(places, 1).min()
        for each in secants
    ]
    assert _least_slope(secants, widths) == pytest.approx(least, rel=1e-5)
