"""Plans: the best that was found, skated again from the file they were written to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from helpers import races
from pursuit_sim import load, timing
from pursuit_sim.errors import InputError
from pursuit_sim.export.tables.plan_text import text
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.optimise import Progress, _even, _moves, optimise, search
from pursuit_sim.lab.plan import Plan, formation
from pursuit_sim.lab.plan_search import find_plans
from pursuit_sim.scenario.physics import Body
from pursuit_sim.sim import simulate
from pursuit_sim.sim.power import PowerRace

MICROSECOND = 1e-6
UNEQUAL = (Body(aerobic_w=345), Body(aerobic_w=320), Body(aerobic_w=335, drag_area_m2=0.19))


@pytest.fixture(scope="module")
def plans() -> dict[bool, Plan]:
    race = load("beijing-2022-men").races["sf-1"]
    return {push: optimise(race, "NED", push=push, most_changes=5) for push in (True, False)}


def test_a_plan_is_never_slower_than_what_was_skated(plans: dict[bool, Plan]) -> None:
    # Without a push the search has the team's own formation, shifted by at most half a
    # lap, among its neighbours; κ is that of the real race.
    for plan in plans.values():
        assert plan.time_s < plan.official_time_s
        assert plan.gain_s == pytest.approx(plan.time_s - 219.62)


@pytest.mark.parametrize("push", [True, False])
def test_the_written_scenario_reproduces_the_time(
    plans: dict[bool, Plan], push: bool, tmp_path: Path
) -> None:
    plan = plans[push]
    path = tmp_path / "plan.toml"
    path.write_text(plan.to_toml("beijing-2022-men"), encoding="utf-8")
    race = load(path).races["sf-1"]
    index = race.by_team()["NED"]
    finish = timing.finish_times(simulate(race, model="power"))[index]
    assert finish == pytest.approx(plan.time_s, abs=MICROSECOND)


@pytest.mark.parametrize("skaters", ["", 'skaters = ["E1", "E2", "E3"]'])
def test_a_plan_of_a_line_up_that_is_not_known_is_written_so_that_it_runs(
    tmp_path: Path, skaters: str
) -> None:
    known = (
        'format = "pursuit-sim/scenario"\nversion = 1\n'
        'event = { name = "Cup", sex = "men", laps = 3 }\n'
        f"[teams.EEE]\n{skaters}\n"
        '[races.r1.finish]\nteam = "EEE"\ntime = "1:25.00"\nlineup = "unknown"\n'
        'formation = "rotating"\n'
    )
    (tmp_path / "known.toml").write_text(known, encoding="utf-8")
    race = load(tmp_path / "known.toml").races["r1"]
    plan = optimise(race, "EEE", push=False, most_changes=2)
    (tmp_path / "plan.toml").write_text(plan.to_toml("known.toml"), encoding="utf-8")
    planned = load(tmp_path / "plan.toml").races["r1"]
    assert not planned.entries[0].lineup_known
    (finish,) = timing.finish_times(simulate(planned, model="power"))
    assert finish == pytest.approx(plan.time_s, abs=MICROSECOND)


def test_no_reserve_below_zero_and_changes_in_curves(plans: dict[bool, Plan]) -> None:
    for plan in plans.values():
        power = PowerRace(plan.race, plan.entry)
        assert power.edge_reserve_j.min() > -5  # J, between two checks
        assert plan.entry.formation.problem(8, plan.entry.lineup) is None
        done = 0.0
        for _, laps in plan.turns[:-1]:
            done += laps
            assert done % 0.5 == 0.25  # the middle of a curve
    json.dumps(plans[True].to_dict(), allow_nan=False)


def test_no_neighbouring_plan_is_faster(plans: dict[bool, Plan]) -> None:
    plan = plans[False]
    half_laps = []
    done = 0.0
    for _, laps in plan.turns[:-1]:
        done += laps
        half_laps.append(int(2 * done))
    for i in range(len(half_laps)):
        for step in (-1, 1):
            moved = list(half_laps)
            moved[i] += step
            if sorted(set(moved)) != moved or moved[0] < 1 or moved[-1] > 14:
                continue
            entry = replace(plan.entry, formation=formation(moved, 8, push=False))
            assert PowerRace(plan.race, entry).time_s >= plan.time_s - 0.02


def test_unequal_skaters_are_put_in_an_order_that_helps() -> None:
    entry = replace(races.entry(219.62, formation=races.SIX_TURNS), bodies=UNEQUAL)
    race = races.race(entry)
    plan = optimise(race, "NOR", push=False, most_changes=3)
    strongest = max(plan.loads, key=lambda load: load.front_s)
    assert strongest.skater in ("NOR One", "NOR Three")
    fitted = calibrated(race, entry)
    assert plan.time_s < PowerRace(race, fitted).time_s
    # Each keeps their own body, wherever they skate.
    for name, body in zip(plan.entry.lineup, plan.entry.bodies, strict=True):
        assert body == UNEQUAL[entry.lineup.index(name)]
    assert "alike" not in text(plan)


def test_of_equal_skaters_it_is_said_that_their_order_is_no_answer(plans: dict[bool, Plan]) -> None:
    # Nobody published how the Dutch three differ.
    assert all("alike: in another order" in text(plan) for plan in plans.values())


def test_it_can_be_stopped_and_gives_the_best_so_far() -> None:
    race = races.race(races.entry(219.62, formation=races.SIX_TURNS))
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == 5:
            raise KeyboardInterrupt

    plan = optimise(race, "NOR", on_progress=stop)
    assert len(seen) == 5
    assert seen[-1].best is not None
    assert plan.time_s == seen[-1].best.time_s


def test_progress_only_grows_and_the_best_only_improves() -> None:
    race = races.race(races.entry(219.62, formation=races.SIX_TURNS))
    steps = list(search(race, "NOR", push=False, most_changes=2))
    shares = [each.share for each in steps]
    times = [each.best.time_s for each in steps if each.best is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert times == sorted(times, reverse=True)


def test_both_formations_are_searched_unless_one_is_asked_for() -> None:
    race = races.race(races.entry(219.62, formation=races.SIX_TURNS))
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int, found: str = "") -> None:  # noqa: ARG001 - as it is called
        told.append((done, total))

    found = find_plans(race, "NOR", seconds=0.2, on_step=tell)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert all(0 <= done <= total for done, total in told)
    assert found.other is not None
    assert {found.best.entry.formation.push, found.other.entry.formation.push} == {True, False}


@pytest.mark.parametrize("push", [True, None])
def test_progress_of_a_push_grows_too(push: bool | None) -> None:
    entry = replace(races.entry(219.62, formation=races.SIX_TURNS), bodies=UNEQUAL)
    steps = list(search(races.race(entry), "NOR", push=push, most_changes=0))
    shares = [each.share for each in steps]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    told = {each.doing for each in steps}
    assert {f"pushing, 0 changes, {name} first" for name in entry.lineup} <= told
    pushing = {each.share for each in steps if each.doing.startswith("pushing")}
    assert len(pushing) == 6, "each order of the three is a step"
    assert ("rotating" in told) == (push is None), "both, unless one is asked for"


def test_a_time_limit_is_kept() -> None:
    race = races.race(races.entry(219.62, formation=races.SIX_TURNS))
    plan = optimise(race, "NOR", seconds=0.0)
    assert plan.time_s > 200


def test_a_stranger_has_no_plan() -> None:
    with pytest.raises(InputError, match="XXX"):
        optimise(races.race(), "XXX")


def test_changes_begin_evenly_in_curves() -> None:
    """After a half, and after quarters, of eight laps: in the curve before that line."""
    assert _even(1, 8) == (7,)
    assert _even(3, 8) == (3, 7, 11)
    assert _even(3, 2) == (1, 1, 2), "a race has a first and a last curve to change in"


def test_a_change_is_moved_to_any_curve_but_the_first_and_the_last() -> None:
    """Of eight laps the curves 1 to 14; by half a lap or a whole one, none onto another."""
    assert set(_moves((13,), 8)) == {(11,), (12,), (14,)}
    assert set(_moves((2,), 8)) == {(1,), (3,), (4,)}
    assert set(_moves((1, 3), 8)) == {(2, 3), (1, 2), (1, 4), (1, 5), (2, 4), (3, 5)}


def test_turns_end_in_mid_curve() -> None:
    made = formation((2, 7), 8, push=False)
    assert [lead.laps for lead in made.leads] == [1.25, 2.5, 4.25]
    assert [each.half_lap for each in made.exchanges()] == [2, 7]
