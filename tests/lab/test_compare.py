"""What a formation is worth: parts that add up, intervals that hide nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from helpers import races
from helpers.held import MEGABYTE, held_by_caches
from pursuit_sim import load, timing
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrated
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.formations import COMPARED, asked, role, usual, with_known_turns
from pursuit_sim.lab.medals import replay
from pursuit_sim.lab.turn_search import best_turns
from pursuit_sim.lab.uncertainty import (
    DRAFTING,
    EXCHANGE,
    PUSH_RATIO,
    SPACING,
    UNCERTAIN,
    uncertain,
)
from pursuit_sim.scenario.formation import Formation, default_leads
from pursuit_sim.scenario.parameters import Train
from pursuit_sim.scenario.physics import Body, DraftingSet, Effort
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.sim.power import PowerRace

pytestmark = pytest.mark.whole

MICROSECOND = 1e-6
DRAWS = 400


def race_of(formation: Formation, time_s: float = 219.62) -> Race:
    return races.race(races.entry(time_s, code="NED", formation=formation))


STEPS: list[tuple[int, int]] = []  # that the comparison has told


@pytest.fixture(scope="module")
def dutch() -> Comparison:
    STEPS.clear()
    return compare(
        race_of(races.DUTCH), "NED", draws_count=DRAWS,
        on_step=lambda done, steps: STEPS.append((done, steps)),
    )  # fmt: skip


@pytest.fixture(scope="module")
def tunnel() -> Comparison:
    return compare(race_of(races.DUTCH), "NED", draws_count=20, drafting="wind-tunnel")


@pytest.fixture(scope="module")
def norwegian() -> Comparison:
    return compare(race_of(races.PUSH, 218.28), "NED", draws_count=DRAWS)


def test_what_was_skated_takes_the_official_time(dutch: Comparison, norwegian: Comparison) -> None:
    for comparison, time in ((dutch, 219.62), (norwegian, 218.28)):
        outcome = comparison.skated
        assert outcome.skated
        assert outcome.time_s == pytest.approx(time, abs=MICROSECOND)
        assert (outcome.time.low, outcome.time.high) == (time, time)


def test_progress_goes_from_the_first_step_to_the_last(dutch: Comparison) -> None:
    assert dutch.draws == DRAWS
    done, steps = zip(*STEPS, strict=True)
    assert len({*steps}) == 1
    assert list(done) == list(range(1, steps[0] + 1))


def test_parts_add_up_to_the_whole(dutch: Comparison, norwegian: Comparison) -> None:
    for comparison in (dutch, norwegian):
        for outcome in comparison.listed:
            assert outcome.parts.total_s == pytest.approx(outcome.difference.value, abs=1e-5)


def test_parts_have_the_sign_of_their_cause(dutch: Comparison) -> None:
    push, fixed = dutch.outcomes["push"].parts, dutch.outcomes["fixed"].parts
    assert push.drafting < 0  # closer together
    assert push.exchanges < 0  # none
    assert push.load_sharing < 0  # reserves are used up
    assert push.pushing > 0  # costs effectiveness
    assert fixed.pushing == 0
    assert fixed.load_sharing > 5


def test_pushing_cost_is_what_the_law_says(dutch: Comparison) -> None:
    # −0.39 · ln 0.98 · 219.6 s = 1.73 s
    assert dutch.outcomes["push"].parts.pushing == pytest.approx(1.73, abs=0.1)


def test_unequal_skaters_still_add_up() -> None:
    bodies = (Body(drag_area_m2=0.21), Body(mass_kg=72.0), Body(aerobic_w=350.0))
    entry = replace(races.entry(219.62, code="NED", formation=races.SIX_TURNS), bodies=bodies)
    found = compare(races.race(entry), "NED", draws_count=20)
    for outcome in found.outcomes.values():
        assert outcome.parts.total_s == pytest.approx(outcome.difference.value, abs=1e-5)


def test_each_outcome_is_replayed_by_the_power_model(dutch: Comparison) -> None:
    for outcome in dutch.outcomes.values():
        trajectory = simulate(replace(dutch.race, entries=(outcome.entry,)), "power")
        assert timing.finish_times(trajectory)[0] == pytest.approx(outcome.time_s, abs=MICROSECOND)


def test_loads_are_those_of_the_formation(dutch: Comparison) -> None:
    rotating, push = dutch.outcomes["rotating"], dutch.outcomes["push"]
    assert [each.push_received_n for each in rotating.loads] == [0.0, 0.0, 0.0]
    in_front = [each.front_s for each in rotating.loads]
    assert sum(in_front) == pytest.approx(rotating.time_s)
    # Evenly, but that who has the start and the end leads a little longer.
    assert in_front == pytest.approx([73, 73, 73], abs=10)
    # As skated: Kramer 2.5, Bosker 2, Roest 3.5 laps of about 27 s, the first with the start.
    as_skated = [each.front_s for each in dutch.skated.loads]
    assert as_skated == pytest.approx([78, 54, 88], abs=8)
    assert [each.front_s > 0 for each in push.loads] == [True, False, False]
    given = sum(each.push_given_n for each in push.loads)
    assert given == pytest.approx(sum(each.push_received_n for each in push.loads))
    for outcome in dutch.outcomes.values():
        assert min(each.reserve_left_j for each in outcome.loads) == pytest.approx(0, abs=600)
        assert all(each.peak_power_w >= each.mean_power_w > 200 for each in outcome.loads)


def test_kappa_ratio_changes_the_answer_as_published(norwegian: Comparison) -> None:
    # docs/models.md: 1.00 … 0.95 moves push minus rotation by 4.4 s.
    ratio = next(each for each in norwegian.sensitivities if each.name == PUSH_RATIO)
    assert ratio.at_low_s - ratio.at_high_s == pytest.approx(4.4, abs=0.4)
    assert norwegian.sensitivities[0] is ratio  # nothing matters as much


def test_one_question_has_one_answer_in_every_table(dutch: Comparison) -> None:
    """A ratio at the end of its range, κ fitted anew, and the table of ratios; either drafting."""
    ratio = next(each for each in dutch.sensitivities if each.name == PUSH_RATIO)
    at = {each.ratio: each.push_minus_rotating.value for each in dutch.at_ratios}
    assert at[0.95] == pytest.approx(ratio.at_low_s, abs=0.01)
    assert at[1.00] == pytest.approx(ratio.at_high_s, abs=0.01)
    assert dutch.other_set is not None
    drafting = next(each for each in dutch.sensitivities if each.name == DRAFTING)
    assert drafting.at_high_s == dutch.other_set.push_minus_rotating.value
    assert drafting.at_low_s == dutch.push_minus_rotating.value


def test_plain_data_have_the_same_numbers(dutch: Comparison) -> None:
    told = dutch.to_dict()
    assert [each["ratio"] for each in told["at_ratios"]] == [each.ratio for each in dutch.at_ratios]
    for plain, each in zip(told["at_ratios"], dutch.at_ratios, strict=True):
        assert plain["push_minus_rotating_s"]["value"] == each.push_minus_rotating.value
        assert plain["probability_push_faster"] == each.probability_push_faster
    for plain, input_ in zip(told["sensitivities"], dutch.sensitivities, strict=True):
        assert plain["name"] == input_.name
        assert (plain["at_low_s"], plain["at_high_s"]) == (input_.at_low_s, input_.at_high_s)
    for plain, outcome in zip(told["formations"], dutch.listed, strict=True):
        assert plain["time_s"] == outcome.time_s
        assert plain["difference_to_rotating_s"]["value"] == outcome.difference.value
        assert [each["skater"] for each in plain["skaters"]] == [*outcome.entry.lineup]
    assert dutch.other_set is not None
    other = told["other_drafting_set"]
    assert other["drafting"] == "wind-tunnel"
    assert other["push_minus_rotating_s"]["value"] == dutch.other_set.push_minus_rotating.value
    assert other["turning_ratio"]["value"] == dutch.other_set.turning_ratio.value
    assert told["search"]["tried"] == dutch.reach.tried


def test_an_outcome_tells_itself_in_a_line(dutch: Comparison) -> None:
    """Kramer, Bosker and Roest took 3:39.62, 0.79 s more than they would by the best turns."""
    lost = 219.62 - dutch.outcomes["rotating"].time_s
    assert repr(dutch.skated) == (
        f"<Outcome rotating: 3:39.62, +{lost:.2f} s against the best rotation>"
    )


def test_the_answer_turns_at_the_turning_ratio(dutch: Comparison) -> None:
    entry = dutch.outcomes["push"].entry
    effort = entry.effort.model_copy(update={"push_ratio": dutch.turning_ratio.value})
    level = replace(dutch.race, entries=(replace(entry, effort=effort),))
    assert timing.finish_times(simulate(level, "power"))[0] == pytest.approx(
        dutch.outcomes["rotating"].time_s, abs=1e-5
    )


def test_the_interval_of_the_turning_ratio_leaves_the_guess_out(dutch: Comparison) -> None:
    # Of nothing but the guess about κ it does not depend: with every draw at its own ratio it
    # is as wide as the answer at a known ratio, 0.40 · 219 s to one.
    turning = dutch.turning_ratio
    assert turning.low < turning.value < turning.high
    (known,) = (each for each in dutch.at_ratios if each.ratio == 0.98)
    width = known.push_minus_rotating.high - known.push_minus_rotating.low
    assert turning.high - turning.low == pytest.approx(width / (0.40 * 219), rel=0.1)


def test_intervals_enclose_the_value_and_the_sign_change_is_not_hidden(
    dutch: Comparison, norwegian: Comparison
) -> None:
    for comparison in (dutch, norwegian):
        answer = comparison.push_minus_rotating
        assert answer.low < answer.value < answer.high
        assert answer.low < 0 < answer.high
        # The default set claims no more than what is supported: 4 s.
        own, _ = comparison.answers
        assert own.push_minus_rotating.low > -4
        assert comparison.other_set is not None
        assert comparison.other_set.drafting == "wind-tunnel"
        assert comparison.other_set.push_minus_rotating.value < answer.value
        assert not comparison.sign_is_sure
        assert "too close to call" in comparison.verdict[0]
        assert 0.5 < comparison.probability_push_faster < 1


def test_probability_and_interval_are_those_of_the_draws(norwegian: Comparison) -> None:
    drawn = norwegian.drawn_difference_s
    assert norwegian.unsolved == np.isnan(drawn).sum() <= DRAWS // 50
    solved = np.sort(drawn[np.isfinite(drawn)])
    assert norwegian.probability_push_faster == (solved < 0).mean()
    below = np.searchsorted(solved, norwegian.push_minus_rotating.low) / len(solved)
    assert below == pytest.approx(0.05, abs=0.01)


@pytest.mark.slow
def test_equal_seeds_give_equal_answers() -> None:
    race = race_of(races.DUTCH)
    one, two, other = (
        compare(race, "NED", draws_count=60, seed=seed).to_dict() for seed in (1, 1, 2)
    )
    assert one == two
    assert one != other


@pytest.mark.usefixtures("dutch")
def test_an_answer_leaves_little_behind() -> None:
    """Every rotation of a race stays at hand for the next question: once 34 MB of them."""
    assert held_by_caches("pursuit_sim.sim") < 24 * MEGABYTE


def test_to_dict_is_json_with_every_item(dutch: Comparison) -> None:
    data = json.loads(json.dumps(dutch.to_dict(), allow_nan=False))
    assert data["format"] == "pursuit-sim/comparison"
    assert {each["kind"] for each in data["formations"]} == {
        "rotating",
        "push",
        "few changes",
        "fixed",
    }
    assert data["calibration"]["is_a_fit"] is True
    assert data["caveats"]
    for formation in data["formations"]:
        assert {"parts", "skaters", "time_interval_s"} <= formation.keys()


def test_a_duel_skates_both_formations_on_the_same_ice(dutch: Comparison) -> None:
    race = dutch.duel("rotating", "push")
    assert [each.side for each in race.entries] == ["finish", "crossing"]
    assert len(race.by_team()) == 2
    finish = timing.finish_times(simulate(race, "power"))
    both = [dutch.outcomes[kind].time_s for kind in ("rotating", "push")]
    assert finish == pytest.approx(both, abs=MICROSECOND)


def test_a_team_that_does_not_skate_is_refused() -> None:
    with pytest.raises(InputError, match="NOR"):
        compare(race_of(races.PUSH), "NOR")


def test_both_drafting_sets_can_be_chosen(tunnel: Comparison) -> None:
    effective = compare(tunnel.race, "NED", draws_count=20, drafting="race-effective")
    assert tunnel.calibration.drafting == "wind-tunnel"
    assert effective.calibration.drafting == "race-effective"
    assert tunnel.other_set is not None
    assert tunnel.other_set.push_minus_rotating.value == pytest.approx(
        effective.push_minus_rotating.value, abs=1e-5
    )


def test_roles() -> None:
    assert role(races.PUSH) == "push"
    assert role(races.FIXED) == "fixed"
    assert role(races.DUTCH) == role(races.SIX_TURNS) == "rotating"
    assert role(races.CANADIAN) == "few changes"


def test_words_for_a_formation_are_its_label() -> None:
    """However they are written; those that hide whether there is a push are none."""
    race = races.race(races.entry(221.0))
    for kind in COMPARED:
        label = usual(kind, race).label
        assert asked(label, "formation") == kind
        assert asked(label.upper().replace(", ", "-").replace(" ", "-"), "formation") == kind
    with pytest.raises(InputError, match="with a push or without"):
        asked("few-changes", "formation")


@pytest.mark.parametrize("laps", [1, 2, 3, 4, 6, 8, 10, 25])
def test_usual_formations_can_be_skated(laps: int) -> None:
    race = races.race(races.entry(27.0 * laps + 5), laps=laps)
    for kind in ("rotating", "push", "few changes", "fixed"):
        made = usual(kind, race)
        assert made.problem(laps, ("a", "b", "c")) is None
    ends = np.cumsum([lead.laps for lead in usual("rotating", race).leads])
    assert (ends[:-1] % 0.5 == 0.25).all(), "the lead changes in the middle of a curve"
    assert ends[-1] == laps


def test_turns_that_nobody_gave_are_even_ones() -> None:
    written = Formation(default_leads("rotating", 8))
    entry = races.entry(219.62, formation=written)
    race = races.race(entry)
    assert with_known_turns(race, entry).formation == written
    assumed = replace(entry, assumed=("formation.leads",))
    assert with_known_turns(race, assumed).formation == usual("rotating", race)


def test_draws_keep_to_their_ranges() -> None:
    share = np.linspace(0, 1, 2001)
    for each in UNCERTAIN:
        drawn = each.quantile(share)
        assert (np.diff(drawn) >= 0).all()
        if each.shape == "normal":  # two of three within a standard deviation
            inside = np.abs(drawn - each.usual) < (each.high - each.low) / 4
            assert inside.mean() == pytest.approx(0.683, abs=0.01)
        else:
            assert each.low <= drawn[0] < drawn[-1] <= each.high
        if each.shape == "triangle":  # the mean of a triangle is that of its corners
            mean = (each.low + each.usual + each.high) / 3
            assert drawn.mean() == pytest.approx(mean, abs=0.001 * (each.high - each.low))


def test_ranges_are_about_the_entrys_own_values() -> None:
    # 0.98 (0.95–1.00) becomes 0.96 (0.93–0.98); what is allowed ends at 0.90 and at 1.03.
    for own, low, high in ((0.96, 0.93, 0.98), (0.91, 0.90, 0.93), (1.03, 1.00, 1.03)):
        effort = Effort(push_ratio=own, swung_out_drag=0.0)
        entry = replace(races.entry(), effort=effort, train=Train(exchange_s=4.0))
        found = {each.name: each for each in uncertain(entry)}
        ratio = found[PUSH_RATIO]
        assert (ratio.low, ratio.usual, ratio.high) == pytest.approx((low, own, high))
        assert (found[EXCHANGE].low, found[EXCHANGE].high) == pytest.approx((3.2, 6.7))
        assert found["drag when swung out"].low == 0.0


def test_an_own_push_ratio_moves_the_interval_with_the_answer(dutch: Comparison) -> None:
    # A hundredth of the ratio is worth 0.39 · 219.6 / 100 = 0.86 s.
    dear = replace(dutch.race.entries[0], effort=Effort(push_ratio=0.96))
    race = replace(dutch.race, entries=(dear,))
    usual = dutch.push_minus_rotating
    found = compare(race, "NED", draws_count=DRAWS).push_minus_rotating
    for end in ("value", "low", "high"):
        assert getattr(found, end) - getattr(usual, end) == pytest.approx(1.72, abs=0.2)


@pytest.mark.slow
@pytest.mark.parametrize("drafting", ["race-effective", "wind-tunnel"])
def test_a_rotation_farther_apart_is_the_same_as_one_laid_out_anew(drafting: DraftingSet) -> None:
    found = compare(race_of(races.DUTCH), "NED", draws_count=20, drafting=drafting)
    spacing = next(each for each in found.sensitivities if each.name == SPACING)
    push = found.outcomes["push"].entry
    for apart, answer in ((spacing.low, spacing.at_low_s), (spacing.high, spacing.at_high_s)):
        effort = Effort(drafting=drafting)
        entry = replace(
            races.entry(219.62, code="NED", formation=races.DUTCH, train=Train(spacing_m=apart)),
            effort=effort,
        )
        fitted = calibrated(races.race(entry), entry)
        pushing = PowerRace(found.race, replace(push, effort=fitted.effort))
        rotating = best_turns(found.race, fitted)
        assert pushing.time_s - rotating.time_s == pytest.approx(answer, abs=0.05)
    assert spacing.at_high_s < spacing.at_low_s  # the farther apart, the more a push gains


def test_load_sharing_is_worth_the_reserve_that_is_not_used(
    dutch: Comparison, tunnel: Comparison
) -> None:
    # The first-order law of docs/models.md: dT/T = −0.10 d ln W′, W′ the mean of what is used.
    # With wind-tunnel drafting more is left over, by the same law.
    for comparison in (dutch, tunnel):
        left = [each.reserve_left_j for each in comparison.skated.loads]
        lost = 219.62 * 0.10 * sum(left) / (3 * 24_000)
        parts = comparison.skated.parts, comparison.outcomes["push"].parts
        found = parts[0].load_sharing - parts[1].load_sharing
        assert found == pytest.approx(lost, rel=0.15)


def test_the_reserve_matters_evenly_with_the_default_drafting(dutch: Comparison) -> None:
    # κ is fitted anew, so that a smaller reserve of everybody changes both formations alike.
    reserve = next(each for each in dutch.sensitivities if each.name == "anaerobic reserve")
    answer = dutch.push_minus_rotating.value
    assert reserve.at_low_s == pytest.approx(answer, abs=0.1)
    assert reserve.at_high_s == pytest.approx(answer, abs=0.1)


def test_women_have_bodies_with_which_the_fit_is_as_near_to_one_as_mens() -> None:
    scenario = load("two-teams")
    race = scenario.races["race-1"]
    for team in race.by_team():
        found = compare(race, team, draws_count=20)
        assert 0.90 <= found.calibration.effectiveness <= 1.0
        assert found.other_set is not None
        assert 0.77 <= found.other_set.effectiveness <= 0.88
        assert -4.5 <= found.push_minus_rotating.value <= 0.5
    # Russia's women, Heerenveen 2020: 19.06 s for the first half-lap of 2:59.05.
    entry = replace(race.entries[0], official_time_s=179.049)
    passings = PowerRace(race, calibrated(race, entry)).passings_s
    assert passings[0] == pytest.approx(19.06, abs=0.2)


def test_the_bracket_skated_again_with_the_official_times_is_the_real_one() -> None:
    scenario = load("beijing-2022-men")
    official = {
        (race.id, entry.team.code): entry.official_time_s
        for race in scenario.races.values()
        for entry in race.entries
    }
    real = ["NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN"]
    assert replay(scenario, official) == {team: place for place, team in enumerate(real, 1)}
    # The Netherlands 1.35 s faster in the first semifinal: 3:38.27 beats 3:38.28. They would
    # meet ROC (3:36.62) in final A, and Norway the USA (3:37.05) in final B.
    official["sf-1", "NED"] -= 1.35
    assert [*replay(scenario, official)][:4] == ["ROC", "NED", "USA", "NOR"]
