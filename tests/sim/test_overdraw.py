"""Who overdraws a reserve, of many races at once, against races skated one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from helpers import races
from pursuit_sim import InputError, batch
from pursuit_sim.scenario.formation import Formation, Kind, default_leads
from pursuit_sim.scenario.physics import Body
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim.course import course
from pursuit_sim.sim.pace import PaceProblem, solve
from pursuit_sim.sim.parameter_sets import parameter_sets
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.sim.reserves import spent
from pursuit_sim.sim.spent_bound import SpentBound

KINDS = ("rotating", "push", "fixed")
SKATED_ALONE = 4  # of each batch
# Laps of which some are raced, and the shortest and longest: where a start, a few turns or a
# long rest of the race decides. Those between take as long for what they are.
RACED = (1, 2, 3, 4, 6, 8, 16, 25)
# Where pacing differs every race is stepped; where it does not, most are only bounded.
BODIES: dict[str, tuple[float, float]] = {
    "body.mass_kg": (40, 120), "body.drag_area_m2": (0.1, 0.35), "body.aerobic_w": (180, 500),
    "body.anaerobic_j": (4000, 45_000),
}  # fmt: skip
DRAG: dict[str, tuple[float, float]] = {
    "effort.shelter_second": (0, 0.6), "effort.shelter_third": (0, 0.6),
    "effort.leader_gain": (0, 0.2), "effort.swung_out_drag": (0, 0.25),
    "effort.push_limit_n": (0, 40), "effort.push_ratio": (0.9, 1.03),
}  # fmt: skip
PACING: dict[str, tuple[float, float]] = {
    "effort.start_acceleration_mps2": (2, 6), "effort.start_power_w": (500, 2000),
    "effort.start_decay_s": (5, 20), "effort.aerobic_delay_s": (0, 5),
    "effort.power_slope_w": (-120, 120),
}  # fmt: skip


def raced(kind: str, laps: int, **effort: float) -> tuple[Race, Entry]:
    formation = Formation(default_leads(cast(Kind, kind), laps), push=kind == "push")
    entry = races.entry(6.5 + 26 * laps, formation=formation)
    entry = entry.with_effort(effectiveness=0.93, **effort)
    return races.race(entry, laps=laps), entry


def changed(entry: Entry, values: dict[str, float]) -> Entry:
    body = {key[5:]: each for key, each in values.items() if key.startswith("body.")}
    effort = {key[7:]: each for key, each in values.items() if key.startswith("effort.")}
    first, second, third = (each.model_copy(update=body) for each in entry.bodies)
    return replace(entry, bodies=(first, second, third)).with_effort(**effort)


def overdraws(race: Race, entry: Entry) -> bool:
    """Whether the single race is refused for it."""
    try:
        PowerRace(race, entry)
    except InputError as error:
        return "spent more than their reserve" in str(error)
    return False


@pytest.mark.parametrize("stepped", [False, True])
@pytest.mark.parametrize(
    "laps",
    [pytest.param(laps, marks=() if laps in RACED else pytest.mark.slow) for laps in range(1, 26)],
)
def test_no_race_has_a_time_in_which_somebody_overdraws(laps: int, stepped: bool) -> None:
    """Whatever bodies, shelter, pushes and pacing are: refused alone, refused among many."""
    random = np.random.default_rng((laps, stepped))
    for kind in KINDS:
        pacing = {key: random.uniform(*ends) for key, ends in PACING.items()}
        own = {key[7:]: value for key, value in pacing.items() if random.random() < 0.5}
        race, entry = raced(kind, laps, **({} if stepped else own))
        ranges = BODIES | DRAG | (PACING if stepped else {})
        count = SKATED_ALONE if stepped else 80
        values = {key: random.uniform(*ends, size=count) for key, ends in ranges.items()}
        found = batch(race, entry.team.code, values)
        for i in range(SKATED_ALONE):
            one = changed(entry, {key: float(each[i]) for key, each in values.items()})
            assert not overdraws(race, one) or np.isnan(found.time_s[i]), (kind, i)


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("push", "body.anaerobic_j", (8000, 10_000, 12_000, 15_000)),
        ("fixed", "body.anaerobic_j", (8000, 10_000, 12_000, 15_000)),
        ("push", "effort.start_decay_s", (10, 12, 14, 16, 18, 20)),
    ],
)
@pytest.mark.parametrize("many", [1, 30])
def test_a_short_race_overdraws_late(
    kind: str, key: str, values: tuple[float, ...], many: int
) -> None:
    """In four laps the least is left after 35 s and later; a single race says so, one by one."""
    race, entry = raced(kind, 4, start_power_w=1300.0)
    told = [overdraws(race, changed(entry, {key: value})) for value in values]
    found = batch(race, entry.team.code, {key: np.tile(np.array(values, float), many)})
    assert any(told)
    assert np.isnan(found.time_s).tolist() == told * many
    assert found.overdrawn == many * sum(told)


@pytest.mark.parametrize("kind", KINDS)
def test_three_laps_are_looked_at(kind: str) -> None:
    """Whose start takes most of the race; a body of 24 kJ skates them in any formation."""
    race, entry = raced(kind, 3)
    found = batch(race, entry.team.code, {"rink.air_density_kgm3": np.linspace(1.0, 1.2, 100)})
    assert (found.unsolved, found.overdrawn) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("laps", [1, 3, 8, 25])
def test_a_bound_of_what_is_spent_lies_above_every_step(kind: str, laps: int) -> None:
    random = np.random.default_rng(laps)
    race, entry = raced(kind, laps, start_decay_s=15.0, power_slope_w=-30.0)
    weak = Body(mass_kg=90.0, aerobic_w=300.0, anaerobic_j=15_000.0)
    entry = replace(entry, bodies=(entry.bodies[0], weak, entry.bodies[2]))
    track, one = course(race, entry), parameter_sets(race, entry)
    level = solve(track, one).level_w
    cases = one.repeat(40).vary(
        friction_curve=random.uniform(0.002, 0.01, 40),
        strengths=one.strengths * random.uniform(0, 2, (40, 4)),
    )
    levels = level * random.uniform(0.8, 1.25, 40)
    most, at_end = SpentBound(track, cases, float(level[0])).most(cases, levels)
    problem = PaceProblem(track, cases)
    paid = spent(problem, *problem.run(levels, problem.effectiveness))
    assert at_end == pytest.approx(paid[problem.ends], abs=0.5)
    begins = (0, *(problem.ends[:-1] + 1))
    for part, (begin, end) in enumerate(zip(begins, problem.ends, strict=True)):
        # A step's own edge is where the look is, so no more than rounding may be missing.
        assert (most[part] >= paid[begin : end + 1].max(axis=0) - 0.5).all()


@pytest.mark.parametrize("kind", KINDS)
def test_where_every_course_is_another_few_on_the_border_differ(kind: str) -> None:
    """Reserves are then followed along the course in the middle of the box, at its own levels."""
    random = np.random.default_rng(5)
    race, entry = raced(kind, 8)
    values = {
        "body.anaerobic_j": random.uniform(9000, 18_000, 100),
        "train.spacing_m": random.uniform(1, 1.5, 100),
        "rink.inner_radius_m": random.uniform(25, 26, 100),
        "pacing.start_loss_s": random.uniform(3.8, 5.5, 100),
    }
    found = batch(race, entry.team.code, values)
    assert found.within_s > 0, "tabulated over the box"
    told: list[bool] = []
    for reserve, spacing, radius, loss in zip(*values.values(), strict=True):
        if len(told) == 20:
            break
        one = changed(entry, {"body.anaerobic_j": reserve})
        train = one.train.model_copy(update={"spacing_m": spacing})
        pacing = one.pacing.model_copy(update={"start_loss_s": loss})
        rink = race.rink.model_copy(update={"inner_radius_m": radius})
        own = replace(one, train=train, pacing=pacing)
        told.append(overdraws(replace(race, rink=rink), own))
    assert sum(told) > 4
    assert (np.isnan(found.time_s[:20]) != told).sum() <= 1
