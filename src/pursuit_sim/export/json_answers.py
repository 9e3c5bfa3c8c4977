"""What the documents hold that answer questions to the models."""

from __future__ import annotations

from pursuit_sim.export.json_shapes import (
    COUNT,
    ESTIMATE,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    WHOLE,
    Shape,
    by_name,
    document,
    many,
    one_of,
    or_null,
    some,
    table,
    without_dialect,
)
from pursuit_sim.lab import comparison as compared
from pursuit_sim.lab import event_comparison, plan_search, race_fits, tomorrow
from pursuit_sim.lab import plan as planned
from pursuit_sim.lab import sweep as swept
from pursuit_sim.scenario.formation import KINDS
from pursuit_sim.scenario.time_source import TIME_SOURCES

MODEL = one_of(("kinematic", "power"))
LEADS = many(some(TEXT, NUMBER))  # who leads, for how many laps
_DRAFTING = one_of(("wind-tunnel", "race-effective"))
_SKATER = table(
    skater=TEXT,
    mean_power_w=NUMBER,
    peak_power_w=NUMBER,
    peak_later_w=NUMBER,
    front_s=NUMBER,
    reserve_left_j=NUMBER,
    lowest_reserve_j=NUMBER,
    push_received_n=NUMBER,
    push_given_n=NUMBER,
)
_SLOW = many(table(from_laps=NUMBER, to_laps=NUMBER, took_s=NUMBER, more_s=NUMBER, supposed=TRUTH))


def comparison() -> Shape:
    """What a formation is worth to a team."""
    parts = ("drafting_s", "exchanges_s", "load_sharing_s", "pushing_s", "total_s")
    formation = table(
        kind=one_of(KINDS),
        push=TRUTH,
        leads=LEADS,
        skated=TRUTH,
        time_s=NUMBER,
        time_interval_s=some(or_null(NUMBER), or_null(NUMBER)),
        unsolved=COUNT,
        order=many(TEXT),
        difference_to_rotating_s=ESTIMATE,
        parts=table(**dict.fromkeys(parts, or_null(NUMBER))),
        skaters=many(_SKATER),
        best=TRUTH,
    )
    probability = or_null(SHARE)
    other = table(
        drafting=_DRAFTING,
        effectiveness=NUMBER,
        push_minus_rotating_s=ESTIMATE,
        probability_push_faster=probability,
        turning_ratio=ESTIMATE,
        draws=table(count=COUNT, unsolved=COUNT),
    )
    sensitivity = table(
        name=TEXT,
        unit=TEXT,
        low=NUMBER,
        high=NUMBER,
        at_low_s=or_null(NUMBER),
        at_high_s=or_null(NUMBER),
    )
    return document(
        "What a formation is worth to a team (compare)",
        compared.FORMAT,
        compared.VERSION,
        race=TEXT,
        team=TEXT,
        official_time_s=NUMBER,
        time_source=one_of(TIME_SOURCES),
        slow=_SLOW,
        unexplained=or_null(TEXT),
        calibration=table(
            effectiveness=NUMBER,
            effectiveness_in_formation=NUMBER,
            time_s=NUMBER,
            formation=TEXT,
            drafting=_DRAFTING,
            usual_effectiveness=NUMBER,
            is_a_fit=TRUTH,
        ),
        formations=many(formation),
        push_minus_rotating_s=ESTIMATE,
        sign_is_sure=TRUTH,
        probability_push_faster=probability,
        turning_ratio=ESTIMATE,
        other_drafting_set=or_null(other),
        other_drafting_problem=or_null(TEXT),
        evidence=many(table(source=TEXT, value_s=NUMBER, low_s=NUMBER, high_s=NUMBER, caveat=TEXT)),
        at_ratios=many(
            table(ratio=NUMBER, push_minus_rotating_s=ESTIMATE, probability_push_faster=probability)
        ),
        variance_shares=many(table(name=TEXT, first_order=NUMBER, total=NUMBER)),
        search=table(
            every=COUNT,
            curves_apart=COUNT,
            within_s=or_null(NUMBER),
            tried=COUNT,
            missed_s=or_null(NUMBER),
            most_missed_s=or_null(NUMBER),
        ),
        corners_s=some(or_null(NUMBER), or_null(NUMBER)),
        sensitivities=many(sensitivity),
        draws=table(count=COUNT, unsolved=COUNT, seed=COUNT),
        verdict=many(TEXT),
        caveats=many(TEXT),
    )


def comparison_event() -> Shape:
    """What the push is worth to every team of an event."""
    place = table(
        place=WHOLE,
        team=TEXT,
        gold_share=or_null(SHARE),
        medal_share=or_null(SHARE),
        gold_share_without_form=or_null(SHARE),
    )
    return document(
        "What the push is worth to every team of an event (compare --all)",
        event_comparison.FORMAT,
        event_comparison.VERSION,
        event=TEXT,
        comparisons=many(without_dialect(comparison())),
        alike=many(many(some(TEXT, TEXT))),
        failed=many(table(race=TEXT, team=TEXT, reason=TEXT)),
        standings=table(**dict.fromkeys(event_comparison.POLICIES, many(place))),
        draws=table(count=COUNT, unsolved=table(**dict.fromkeys(event_comparison.POLICIES, COUNT))),
        remarks=many(TEXT),
        caveats=many(TEXT),
    )


def sweep() -> Shape:
    """A race for each of several values."""
    run = table(team=TEXT, time_s=NUMBER, change_s=or_null(NUMBER), laps_s=many(NUMBER))
    return document(
        "A race for each of several values (sweep)",
        swept.FORMAT,
        swept.VERSION,
        race=TEXT,
        model=MODEL,
        time_source=by_name(one_of(TIME_SOURCES)),
        slow=by_name(_SLOW),
        unexplained=by_name(or_null(TEXT)),
        axes=many(table(key=TEXT, values=many(TEXT))),
        original=many(run),
        points=many(table(values=by_name(TEXT), teams=many(run), problem=or_null(TEXT))),
    )


def fit() -> Shape:
    """The pacing that tells a measured race."""
    team = table(
        team=TEXT,
        pacing=by_name(NUMBER),
        half_laps=many(WHOLE),
        measured_s=many(NUMBER),
        fitted_s=many(NUMBER),
        mean_error_s=NUMBER,
        largest_error_s=NUMBER,
        given_mean_error_s=NUMBER,
        chance=SHARE,
        is_better_than_given=TRUTH,
        at_bounds=many(TEXT),
        passings_are=TEXT,
        time_source=one_of(TIME_SOURCES),
        turns_assumed=TRUTH,
    )
    return document(
        "The pacing that tells a measured race (fit)",
        race_fits.FORMAT,
        race_fits.VERSION,
        race=TEXT,
        teams=many(team),
        slow=by_name(_SLOW),
        unexplained=by_name(or_null(TEXT)),
        left_out=many(table(team=TEXT, why=TEXT)),
    )


def plan() -> Shape:
    """The fastest plan for a team, and the fastest of the other kind."""
    one: dict[str, Shape] = {
        "time_s": NUMBER,
        "lineup": many(TEXT),
        "push": TRUTH,
        "leads": LEADS,
        "effectiveness": NUMBER,
        "power_slope_w": NUMBER,
        "skaters": many(_SKATER),
    }
    return document(
        "The fastest plan for a team (optimise)",
        planned.FORMAT,
        planned.VERSION,
        race=TEXT,
        team=TEXT,
        official_time_s=NUMBER,
        time_source=one_of(TIME_SOURCES),
        slow=_SLOW,
        unexplained=or_null(TEXT),
        **one,
        other=or_null(table(**one)),
        cannot_be_skated=many({"enum": [*plan_search.KINDS.values()]}),
        tried=WHOLE,
        stopped=TRUTH,
    )


def race_plan() -> Shape:
    """Tomorrow's race of a team."""
    seconds = many(NUMBER)
    ends = some(NUMBER, NUMBER)
    rival = table(
        name=TEXT,
        time_s=NUMBER,
        skated_s=or_null(NUMBER),
        time_source=or_null(one_of(TIME_SOURCES)),
        chance_ahead=or_null(SHARE),
        slow=_SLOW,
        unexplained=or_null(TEXT),
    )
    line_up = table(lineup=many(TEXT), push=TRUTH, time_s=NUMBER, times_s=by_name(NUMBER))
    risk = table(skater=TEXT, weaker_s=NUMBER, lowest_j=NUMBER, lowest_laps=NUMBER)
    return document(
        "Tomorrow's race of a team (plan)",
        tomorrow.FORMAT,
        tomorrow.VERSION,
        team=TEXT,
        last_race=TEXT,
        last_time_s=NUMBER,
        last_time_source=one_of(TIME_SOURCES),
        slow=_SLOW,
        unexplained=or_null(TEXT),
        effectiveness=NUMBER,
        rink=by_name(NUMBER),
        push=TRUTH,
        lineup=many(TEXT),
        level_orders=many(many(TEXT)),
        leads=LEADS,
        time_s={
            **ESTIMATE,
            "description": "value is of this plan; low_5 and high_95 are of the best of its kind, "
            "order and turns free in each draw, so that value may lie beyond them",
        },
        passings_s=seconds,
        target_s=or_null(NUMBER),
        target_chance=or_null(SHARE),
        board_s=seconds,
        rival=or_null(rival),
        line_ups=many(line_up),
        push_minus_rotating_s=ESTIMATE,
        advice=TEXT,
        verdict=many(TEXT),
        skaters=many(_SKATER),
        risks=table(skaters=many(risk), air_s=ends, ice_s=ends),
    )
