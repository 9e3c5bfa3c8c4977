"""The power-balance model and the lab."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import numpy as np

from benchmarks.process import MILLISECONDS
from benchmarks.row import Row
from pursuit_sim import load, simulate
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.optimise import optimise
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.batch import times
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.units import format_gap

RACES = 50_000  # of a batch
SINGLE = 200  # of them also solved one by one
TURNS = 5
AIM_BATCH, AIM_SINGLE_MS, AIM_COMPARE_S, AIM_OPTIMISE_S = 50_000, 20.0, 3.0, 60.0
DRAWS = 10_000
SPREAD = 0.05  # of drag areas and powers in a batch
AGREED_S = 1e-6


def rows() -> Iterator[Row]:
    """One power race, batches beside it, `compare` and `optimise`."""
    race = load("beijing-2022-men").races["sf-1"]
    # Other air each time, as under a slider: paces that were just stepped are kept.
    took = [_took(partial(simulate, air, model="power")) for air in _in_other_air(race, 4 * TURNS)]
    yield Row(
        "simulate one race, power, both teams",
        statistics.median(took) * MILLISECONDS,
        AIM_SINGLE_MS,
        "ms",
        note=f"slowest {max(took) * MILLISECONDS:.1f} ms",
    )
    for entry in race.entries:
        yield _batch(race, entry)
    took = [_took(lambda: compare(race, "NED", draws_count=DRAWS)) for _ in range(TURNS)]
    yield Row(
        "compare, 10 000 draws",
        statistics.median(took),
        AIM_COMPARE_S,
        "s",
        note=f"slowest {max(took):.2f} s",
    )
    begin = time.perf_counter()
    plan = optimise(race, "NED")
    yield Row(
        "optimise one team",
        time.perf_counter() - begin,
        AIM_OPTIMISE_S,
        "s",
        note=f"{format_gap(plan.gain_s)} s against the official time",
    )


def _in_other_air(race: Race, count: int) -> list[Race]:
    """The race in air that differs a little."""
    densities = race.rink.air_density_kgm3 * np.linspace(1 - SPREAD, 1, count)
    return [
        replace(race, rink=race.rink.model_copy(update={"air_density_kgm3": float(density)}))
        for density in densities
    ]


def _batch(race: Race, entry: Entry) -> Row:
    """Races a second of a batch, beside the same races one by one."""
    track, many = course(race, entry), _spread(parameter_sets(race, entry))
    took = min(_took(lambda: times(track, many)) for _ in range(TURNS))
    together = times(track, many[:SINGLE]).time_s
    begin = time.perf_counter()
    alone = np.array([solve(track, many[i : i + 1]).time_s[0] for i in range(SINGLE)])
    each = (time.perf_counter() - begin) / SINGLE
    apart = float(np.abs(together - alone).max())
    assert apart < AGREED_S
    return Row(
        f"power races in a batch, {entry.formation.label}",
        RACES / took,
        AIM_BATCH,
        "races/s",
        higher=True,
        note=f"one by one {1 / each:.0f} races/s; they agree to {apart:.0e} s",
    )


def _spread(own: ParameterSets) -> ParameterSets:
    """Cases that differ in every skater's drag area and power."""
    generator, many = np.random.default_rng(1), own.repeat(RACES)
    shape = many.aerobic_w.shape
    return many.vary(
        drag_area_m2=many.drag_area_m2 * generator.uniform(1 - SPREAD, 1 + SPREAD, shape),
        aerobic_w=many.aerobic_w * generator.uniform(1 - SPREAD, 1 + SPREAD, shape),
    )


def _took(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
