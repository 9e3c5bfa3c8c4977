"""Tomorrow's race: the fit stays, the rink and the skaters change, and the plan follows."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, permutations
from math import log, sqrt
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest

from pursuit_sim import load
from pursuit_sim.errors import InputError
from pursuit_sim.export.tables import race_plan_table
from pursuit_sim.lab import race_plan_words
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.day_chance import chance_below
from pursuit_sim.lab.formations import find_entry, with_known_turns
from pursuit_sim.lab.line_ups import line_ups, without
from pursuit_sim.lab.optimise import optimise
from pursuit_sim.lab.plan_risks import risks
from pursuit_sim.lab.rival import rival
from pursuit_sim.lab.sweep import sweep
from pursuit_sim.lab.swept_runs import Axis
from pursuit_sim.lab.tomorrow import RacePlan, paced, plan_race
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim.power import PowerRace
from pursuit_sim.verbs import planned

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("answers_once")]

EVENT = "beijing-2022-men"
LAPS_S = [31.0, 26.3, 26.4, 26.6, 26.9, 27.2, 27.5, 27.72]  # of 3:39.62
WITH_LAPS = ("races.sf-1.crossing.splits=[]", f"races.sf-1.crossing.laps_s={LAPS_S}")
MILANO = "rink=milano"
# The fourth is weaker than the others: 8 % less aerobic power.
FOUR = """format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[teams.NED]
skaters = ["Marcel Bosker", "Sven Kramer", "Patrick Roest", "Marwin Talsma"]
[teams.NED.bodies."Marwin Talsma"]
aerobic_w = 308
"""
# Six laps, for what does not hang on their number.
WOMEN, JAPAN = "beijing-2022-women", {"race": "sf-1", "team": "JPN", "push": True, "draws": 100}
NED = ("Sven Kramer", "Patrick Roest", "Marcel Bosker")


def as_skated() -> Race:
    return load(EVENT).races["sf-1"]


NO_FALLS = ("fall_chance", "touch_chance")
STEPS: list[tuple[int, int]] = []  # that the plan has told


@pytest.fixture(scope="module")
def plan() -> RacePlan:
    race = load(EVENT, [*WITH_LAPS, MILANO]).races["sf-1"]
    met = rival(load(EVENT).races["sf-1"], "NOR", race.rink)
    STEPS.clear()
    return plan_race(
        [race], "NED", target_s=217.0, rival=met, draws_count=20,
        on_step=lambda done, steps: STEPS.append((done, steps)),
    )  # fmt: skip


def test_who_may_stand_in_front_without_loss_is_told(tmp_path: Path) -> None:
    """The forces of a push even out who is weaker; in a rotation the strong lead longer."""
    file = tmp_path / "four.toml"
    file.write_text(FOUR, encoding="utf-8")
    three = ("Sven Kramer", "Patrick Roest", "Marwin Talsma")
    push, rotation = (
        planned.plan(str(file), "sf-1", "NED", skaters=three, push=way, draws=100)
        for way in (True, False)
    )
    told = race_plan_words.spread(push)
    assert told.startswith("With all that is not known, the best push takes 3:")
    assert {*push.level_orders, push.best.entry.lineup} == {*permutations(three)}
    said = race_plan_table.text(push)
    assert "In any order of these three the plan is as fast" in said
    assert "Marwin Talsma 78 kg, 308 W aerobic, 24.0 kJ reserve" in " ".join(said.split())
    order, laps = rotation.best.entry.lineup, rotation.best.entry.formation.leads
    longest = max(laps, key=lambda each: each.laps).skater
    for other in rotation.level_orders:
        assert other[longest] != "Marwin Talsma"
    assert {order, *rotation.level_orders} != {*permutations(order)}


def test_an_interval_without_a_width_is_not_told_as_certainty() -> None:
    """Who pushed, pushes again on the same rink: κ is fitted to just that in every draw."""
    again = plan_race([as_skated()], "NOR", kinds=("push",), draws_count=20)
    assert again.time.value == pytest.approx(218.28, abs=1e-3)
    told = race_plan_words.spread(again)
    assert told.startswith("Skated as in the last race, it rests on that time: ice, air")


@pytest.mark.slow
def test_every_verb_keeps_the_fit_when_the_rink_changes() -> None:
    race = as_skated()
    own = with_known_turns(race, find_entry(race, "NED"))
    kappa = calibrate(race, own).effectiveness
    moved = load(EVENT, [MILANO]).races["sf-1"]
    fitted = own.with_effort(effectiveness=kappa)
    by_hand = PowerRace(replace(race, rink=moved.rink), fitted).time_s
    assert by_hand < 219.62 - 0.5
    found = compare(moved, "NED", draws_count=100)
    assert found.calibration.effectiveness == pytest.approx(kappa, abs=1e-6)
    assert found.skated.time_s == pytest.approx(by_hand, abs=1e-4)
    low, high = found.skated.time.interval or (0.0, 0.0)
    assert low < by_hand < high
    assert optimise(moved, "NED", push=True, most_changes=0).entry.effort.effectiveness == (
        pytest.approx(kappa, abs=1e-6)
    )
    axis = Axis("train.exchange_s", ("5",))
    for axes, others in (([Axis("rink", ("milano",))], ()), ([axis], (MILANO,))):
        swept = sweep(EVENT, "sf-1", axes, overrides=others, team="NED")
        assert swept.points[0].runs[0].time_s == pytest.approx(by_hand, abs=1e-4)


def test_a_rink_is_worth_what_the_first_order_law_says() -> None:
    """docs/models.md: d ln T = 0.30 d ln ρ − 0.28 d ln P, 5 % of P lost a km."""
    was, rink = as_skated(), load(EVENT, [MILANO]).races["sf-1"].rink
    part = 0.30 * log(rink.air_density_kgm3 / was.rink.air_density_kgm3)
    part -= 0.28 * log(1 - 0.05 * rink.altitude_m / 1000)
    met = rival(was, "NOR", rink)
    assert met.time_s - 218.28 == pytest.approx(218.28 * part, abs=0.1)
    assert rival(was, "NOR", was.rink).time_s == 218.28


def test_passings_end_at_the_plan_and_keep_the_pacing_of_the_last_race(plan: RacePlan) -> None:
    assert plan.passings_s[-1] == pytest.approx(plan.time.value, abs=1e-6)
    laps = np.diff(plan.passings_s[1::2], prepend=0.0)
    moved = laps - np.array(LAPS_S)
    # Two seconds over eight laps, none of them by much more than its share.
    assert moved.sum() == pytest.approx(plan.time.value - 219.62, abs=1e-6)
    assert np.abs(moved - moved.mean()).max() < 0.2
    assert laps[-1] > laps[1] + 1.0  # the fade that was timed


def test_every_half_lap_has_a_row(plan: RacePlan) -> None:
    rows = plan.rows()
    assert [each["laps"] for each in rows] == [half_lap / 2 for half_lap in range(1, 17)]
    assert {each["leader"] for each in rows} == {plan.best.entry.lineup[0]}, "who pushes leads"
    assert (rows[-1]["expected_s"], rows[-1]["board_s"]) == pytest.approx((plan.time.value, 217.0))


def test_a_plan_of_one_line_up_takes_two_steps(plan: RacePlan) -> None:
    assert plan.line_ups
    assert STEPS == [(1, 2), (2, 2)]


# Three newcomers: the least power that there may be, on the heaviest of bodies.
NEWCOMERS = """format = "pursuit-sim/scenario"
version = 1
extends = "beijing-2022-men"
[teams.NED]
skaters = ["Sven Kramer", "Patrick Roest", "Marcel Bosker", "Ada", "Bea", "Cleo"]
{bodies}
[races.sf-1.crossing]
lineup = ["Ada", "Bea", "Cleo"]
formation = "rotating"
"""
WEAK = "aerobic_w = 120\nanaerobic_j = 16_000\nmass_kg = 120\ndrag_area_m2 = 0.35\n"


def test_three_too_weak_for_any_rotation_have_no_plan() -> None:
    bodies = "".join(f"[teams.NED.bodies.{name}]\n{WEAK}" for name in ("Ada", "Bea", "Cleo"))
    race = load(NEWCOMERS.format(bodies=bodies)).races["sf-1"]
    with pytest.raises(InputError, match="no plan for NED can be skated"):
        plan_race([race], "NED", kinds=("rotating",), draws_count=100)


def test_a_target_stretches_all_but_the_start(plan: RacePlan) -> None:
    assert plan.board_s[-1] == pytest.approx(217.0, abs=1e-9)
    by_hand = paced(np.array([14.6, 24.6, 34.6]), 31.6, 4.6)  # 30 s flying become 27
    assert by_hand == pytest.approx([13.6, 22.6, 31.6])


def test_chances_are_those_of_form_alone(plan: RacePlan) -> None:
    quiet = Form(race_sd_s=1.2, fall_chance=0.0, touch_chance=0.0)
    assert chance_below(-0.6, quiet) == pytest.approx(NormalDist().cdf(-0.5), abs=0.01)
    both = NormalDist().cdf(1.0 / (1.2 * sqrt(2)))
    assert chance_below(1.0, quiet, quiet) == pytest.approx(both, abs=0.01)
    rare = Form(race_sd_s=0.0, fall_chance=0.02, touch_chance=0.05)
    assert chance_below(0.1, rare) == pytest.approx(0.98 * 0.95, abs=0.01)
    usual = plan.best.entry.form
    shift = (217.0 - plan.time.value) / usual.race_sd_s
    assert plan.target_chance == pytest.approx(
        NormalDist().cdf(shift) * (1 - usual.fall_chance) * (1 - usual.touch_chance), abs=0.02
    )


def test_a_rival_who_skates_has_a_day_of_their_own_too(plan: RacePlan) -> None:
    assert plan.rival is not None
    assert plan.rival.skated_s == 218.28
    form = plan.best.entry.form
    shift = (plan.rival.time_s - plan.time.value) / (sqrt(2) * form.race_sd_s)
    stands = (1 - form.fall_chance) * (1 - form.touch_chance)
    # Whoever alone falls or touches loses; by how much is more than days differ.
    one_sided = stands * (1 - stands)
    expected = stands**2 * NormalDist().cdf(shift) + one_sided
    assert plan.rival_chance == pytest.approx(expected, abs=0.01)


@pytest.mark.slow
def test_a_rivals_form_is_their_own() -> None:
    """One team without form, level with the other but for a spare: the day is the other's alone."""
    calm = [f"teams.{team}.form.{name}=0" for team in ("NED", "NOR") for name in NO_FALLS]
    for ours, theirs in ((0.0, 5.0), (2.0, 0.0)):
        forms = [f"teams.NED.form.race_sd_s={ours}", f"teams.NOR.form.race_sd_s={theirs}"]
        race = load(EVENT, [*calm, *forms]).races["sf-1"]
        met = rival(race, "NOR", race.rink)
        found = plan_race([race], "NED", kinds=("push",), rival=met, draws_count=100)
        days = NormalDist(0.0, sqrt(ours**2 + theirs**2))
        expected = days.cdf(218.28 - found.time.value)
        assert found.rival_chance == pytest.approx(expected, abs=0.01)


def test_a_rival_of_another_file_has_the_form_of_that_file(tmp_path: Path) -> None:
    file = tmp_path / "rival.toml"
    file.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-women"\n'
        "[form]\nrace_sd_s = 4\n",
        encoding="utf-8",
    )
    found = planned.plan(WOMEN, rival=f"{file}:ROC", **JAPAN)  # type: ignore[arg-type]  # of each key what it takes
    assert found.rival is not None
    assert found.rival.form is not None
    assert found.rival.form.race_sd_s == 4


def test_a_rival_of_whom_only_a_time_is_said_has_a_day_as_well() -> None:
    """As the file has it for everybody: against an equal time it is even, whatever the days."""
    plain = planned.plan(WOMEN, rival=178.0, **JAPAN)  # type: ignore[arg-type]  # likewise
    level = planned.plan(WOMEN, rival=plain.time.value, **JAPAN)  # type: ignore[arg-type]  # likewise
    assert level.rival_chance == pytest.approx(0.5, abs=0.01)
    # The rival moves by the event's form, the team by its own.
    calm = {f"teams.JPN.form.{name}": 0 for name in (*NO_FALLS, "race_sd_s")}
    told = {**calm, "form.race_sd_s": 4, "form.fall_chance": 0, "form.touch_chance": 0}
    met = planned.plan(WOMEN, rival=178.0, changes=told, **JAPAN)  # type: ignore[arg-type]  # likewise
    assert met.rival is not None
    assert met.rival.skated_s is None
    expected = NormalDist(0.0, 4.0).cdf(178.0 - met.time.value)
    assert met.rival_chance == pytest.approx(expected, abs=0.01)


@pytest.mark.slow
def test_a_set_of_drafting_is_that_of_both_teams() -> None:
    """Asked for by the option, or written for everybody."""
    known = {"race": "sf-1", "team": "NED", "push": True, "draws": 100, "rival": "NOR"}
    option, written = (
        planned.plan(EVENT, rink="salt-lake-city", **known, **other)  # type: ignore[arg-type]  # likewise
        for other in (
            {"drafting": "wind-tunnel"},
            {"changes": {"effort.drafting": "wind-tunnel"}},
        )
    )
    assert option.rival is not None
    assert written.rival is not None
    assert option.rival.time_s == pytest.approx(written.rival.time_s, abs=1e-6)
    assert option.time.value == pytest.approx(written.time.value, abs=1e-6)
    assert option.rival_chance == written.rival_chance


@pytest.mark.slow
def test_a_plan_tells_what_it_changes() -> None:
    """Norway pushed all the way: on the same rink that is their push still."""
    again = plan_race([as_skated()], "NOR", kinds=("push",), draws_count=100)
    assert "the plan is that race once more." in race_plan_words.basis(again)
    rotating = plan_race([as_skated()], "NOR", kinds=("rotating",), draws_count=100)
    assert "the turns and not pushing." in race_plan_words.basis(rotating)
    moved = load(EVENT, [MILANO]).races["sf-1"]
    there = plan_race([moved], "NOR", kinds=("push",), draws_count=100)
    assert "s less, by the rink." in race_plan_words.basis(there)


def test_where_the_risk_is(plan: RacePlan) -> None:
    """2 % of one of three pushing: a third of 2 % of all, by the first-order law 0.38 d ln P."""
    expected = 217.5 * 0.38 * 0.02 / 3
    assert plan.best.entry.formation.push
    for each in plan.risks.skaters:
        assert each.weaker_s == pytest.approx(expected, abs=0.1)
    thin, dense = plan.risks.air_s
    assert dense == pytest.approx(217.5 * 0.30 * 0.03 / 1.215, abs=0.1)
    assert thin == pytest.approx(-dense, abs=0.05)


def test_whose_weakness_costs_most_comes_first() -> None:
    """Who leads longest: 2 % of their power are the dearest."""
    turns = Formation((Lead(0, 1.25), Lead(1, 2.0), Lead(2, 4.75)))
    entry = replace(find_entry(as_skated(), "NED"), formation=turns)
    race = replace(as_skated(), entries=(entry,))
    own = entry.with_effort(effectiveness=calibrate(race, entry).effectiveness)
    found = risks(race, own, PowerRace(race, own)).skaters
    assert found[0].skater == own.lineup[2]
    costs = [each.weaker_s for each in found]
    assert costs == sorted(costs, reverse=True)


def test_three_of_four() -> None:
    scenario = load(FOUR)
    four = ("Kramer", "Roest", "Bosker", "Talsma")
    known = scenario.teams["NED"].skaters
    races = line_ups(scenario, "sf-1", "NED", four, "--skaters")
    threes = [{*find_entry(race, "NED").lineup} for race in races]
    full = [next(name for name in known if name.endswith(last)) for last in four]
    assert threes == [{*three} for three in combinations(full, 3)]
    assert without(races, "NED", ["Marwin Talsma"]) == races[:1]
    assert without(races, "NED", ["Sven Kramer", "Nobody"]) == races[-1:]
    assert without(races, "NED", []) == races
    found = plan_race(races, "NED", kinds=("push",), draws_count=20)
    first, *others = found.line_ups
    assert {*first.entry.lineup} == {*NED}
    kappa = calibrate(scenario.races["sf-1"], find_entry(scenario.races["sf-1"], "NED"))
    for each in others:
        assert each.entry.effort.effectiveness == pytest.approx(kappa.effectiveness, abs=1e-6)
        # A third of 8 % of the aerobic power: 0.28 of that of the time.
        assert each.time_s - first.time_s == pytest.approx(218 * 0.28 * 0.08 / 3, abs=0.4)


@pytest.mark.parametrize("laps", [1, 2])
def test_line_ups_of_a_race_too_short_for_three_turns(laps: int) -> None:
    race = "races.race-1"
    short = [
        f"event.laps={laps}",
        f"{race}.finish.time={30 * laps + 5}",
        "teams.RED.bodies.Dora.aerobic_w=230",
    ]
    short += [
        f"{race}.crossing.{each}" for each in ("formation=push", f"time={30 * laps + 6}", "gap=1")
    ]
    scenario = load("two-teams", short)
    races = line_ups(scenario, "race-1", "RED", ("Ada", "Bea", "Cleo", "Dora"), "--skaters")
    assert [find_entry(each, "RED").lineup[-1] for each in races] == ["Cleo", *["Dora"] * 3]


def test_skaters_who_are_alike_make_one_line_up() -> None:
    scenario = load(EVENT)
    skaters = scenario.teams["NED"].skaters
    (race,) = line_ups(scenario, "sf-1", "NED", skaters, "--skaters")
    assert race is scenario.races["sf-1"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Kramer", "Roest"), "found 2 skaters"),
        (("Kramer", "Roest", "Kramer"), "not one more skater"),
        (("Kramer", "Roest", "Nuis"), "'Nuis'"),
    ],
)
def test_names_that_cannot_be_are_refused(names: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        line_ups(load(EVENT), "sf-1", "NED", names, "--skaters")
