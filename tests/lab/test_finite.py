"""Whatever a scenario may say, no output has a number that is none."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from helpers import races
from pursuit_sim import load
from pursuit_sim.errors import InputError
from pursuit_sim.event import results
from pursuit_sim.export.tables import (
    comparison_csv,
    comparison_table,
    fit_table,
    medals_table,
    plan_text,
    results_json,
    results_table,
    sweep_table,
    text_table,
)
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.fit import fit
from pursuit_sim.lab.medals import compare_all
from pursuit_sim.lab.optimise import optimise
from pursuit_sim.lab.race_fits import RaceFits
from pursuit_sim.lab.sweep import sweep
from pursuit_sim.lab.swept_runs import Axis
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.parameters import declarations
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Split

pytestmark = pytest.mark.slow

DRAWS = 20
RANGES = {
    key: allowed(info)
    for key, info in declarations().items()
    if any(hasattr(each, "ge") for each in info.metadata)
}
# Either end as often as what lies between: answers go missing at the ends.
CHANGES = st.lists(
    st.sampled_from(sorted(RANGES)).flatmap(
        lambda key: st.tuples(
            st.just(key), st.one_of(*map(st.just, RANGES[key]), st.floats(*RANGES[key]))
        )
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda pair: pair[0],
)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def changed(source: str, changes: list[tuple[str, float]]) -> Scenario:
    """A scenario with parameters of everybody changed; some changes exclude each other."""
    try:
        return load(source, [f"{key}={value!r}" for key, value in changes])
    except InputError:
        assume(False)
        raise


def endless(value: Any, path: str = "") -> Iterator[str]:
    """Where in plain data a number is not finite."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from endless(each, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, each in enumerate(value):
            yield from endless(each, f"{path}[{index}]")
    elif isinstance(value, float) and not isfinite(value):
        yield path


def check(document: dict[str, Any], *texts: str) -> None:
    assert list(endless(document)) == []
    results_json.dumps(document)
    words = {word.strip("+-−,;:") for text in texts for word in text.replace(",", " ").split()}
    assert not {"nan", "inf"} & words


@few
@given(CHANGES)
@example([("body.mass_kg", 120.0)])
def test_a_comparison(changes: list[tuple[str, float]]) -> None:
    race = changed("two-teams", changes).races["race-1"]
    for team in race.by_team():
        try:
            found = compare(race, team, draws_count=DRAWS)
        except InputError:  # a line that says why is as good
            continue
        tables = comparison_csv.tables([found]).values()
        check(found.to_dict(), comparison_table.text(found), *tables)
        for load_ in (each for outcome in found.outcomes.values() for each in outcome.loads):
            check(load_.to_dict())


@settings(few, max_examples=4)
@given(CHANGES)
def test_every_team_of_an_event(changes: list[tuple[str, float]]) -> None:
    found = compare_all(changed("two-teams", changes), draws_count=DRAWS)
    check(found.to_dict(), medals_table.text(found), *medals_table.tables(found).values())
    assert len(found.comparisons) + len(found.failed) == 2


@few
@given(CHANGES, st.sampled_from(sorted(RANGES)), st.sampled_from(["power", "kinematic"]))
def test_a_sweep(changes: list[tuple[str, float]], key: str, model: str) -> None:
    overrides = [f"{name}={value!r}" for name, value in changes if name != key]
    axis = Axis(key, tuple(map(repr, RANGES[key])))
    try:
        found = sweep("two-teams", "race-1", [axis], overrides=overrides, model=model)
    except InputError:
        return
    check(found.to_dict(), sweep_table.text(found), sweep_table.csv(found))
    assert all(len(point.runs) == 2 or point.problem for point in found.points)


@few
@given(CHANGES, st.booleans())
def test_a_plan(changes: list[tuple[str, float]], push: bool) -> None:
    race = changed("two-teams", changes).races["race-1"]
    try:
        found = optimise(race, "RED", push=push, most_changes=1, seconds=0.01)
    except InputError:
        return
    check(found.to_dict(), plan_text.text(found))


@few
@given(CHANGES)
def test_results(changes: list[tuple[str, float]]) -> None:
    scenario = changed("two-teams", changes)
    for model in ("kinematic", "power"):
        try:
            found = results(scenario, model)
        except InputError:
            continue
        check(found.to_dict(), *results_table.files(found).values())


@pytest.mark.parametrize(
    "halves",
    [
        [13.6] * 16,
        [10.0, *[20.0] * 15],
        [100.0, *[8.0] * 15],
        [19.0, *[13.5, 40.0] * 7, 13.5],
    ],
    ids=["all equal", "slow but for the start", "a start of 100 s", "back and forth"],
)
def test_a_fit_to_what_nobody_skates(halves: list[float]) -> None:
    passings = [sum(halves[: i + 1]) for i in range(len(halves))]
    splits = tuple(Split(i, time) for i, time in enumerate(passings[:-1], 1))
    entry = races.entry(passings[-1], splits=splits)
    race = races.race(entry, laps=len(halves) // 2)
    found = fit(race, entry)
    check(found.to_dict(), text_table.text("", fit_table.sheets(RaceFits(race, (found,), {}))))
    # What is off is told: least of all it is as far off as the halves are unlike any race.
    fitted = [b - a for a, b in zip([0.0, *found.fitted_s], found.fitted_s, strict=False)]
    off = max(abs(a - b) for a, b in zip(fitted, halves, strict=True))
    assert found.largest_error_s == pytest.approx(off, abs=1e-9)


def test_a_fit_that_could_not_be_skated_is_refused() -> None:
    # Half-laps of 8 s: however they are shared, somewhere is one that nobody skates.
    splits = tuple(Split(i, 8.0 * i) for i in range(1, 6))
    entry = races.entry(6 * 8.0, splits=splits)
    with pytest.raises(InputError, match="no pacing that comes near"):
        fit(races.race(entry, laps=3), entry)


def test_a_team_that_can_hold_nothing_has_no_plan() -> None:
    weak = ["body.aerobic_w=120", "body.anaerobic_j=4000"]
    with pytest.raises(InputError, match="aerobic_w"):
        optimise(load("two-teams", weak).races["race-1"], "RED", seconds=0.1)
