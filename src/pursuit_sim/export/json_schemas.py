"""What the JSON documents of the program hold, as JSON Schema: written once, checked by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pursuit_sim.event.results import FORMAT as RESULTS_FORMAT
from pursuit_sim.event.results import VERSION as RESULTS_VERSION
from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES
from pursuit_sim.export import json_facts, json_odds
from pursuit_sim.export.json_shapes import (
    COUNT,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
    WHOLE,
    Shape,
    by_name,
    document,
    line,
    many,
    one_of,
    or_null,
    some,
    table,
)
from pursuit_sim.lab import comparison, medals, plan, race_fits, sweep
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.formation import KINDS
from pursuit_sim.scenario.schema import schema as scenario_schema

_SIDE = one_of(("finish", "crossing"))
_MODEL = one_of(("kinematic", "power"))
_STATUS = one_of((FINISHED, NOT_SKATED, UNKNOWN, *STATUSES))
_DRAFTING = one_of(("wind-tunnel", "race-effective"))
_LEADS = many(some(TEXT, NUMBER))  # who leads, for how many laps


def _results() -> Shape:
    entry = table(
        team=TEXT,
        side=_SIDE,
        formation=TEXT,
        lineup=many(TEXT),
        leads=_LEADS,
        status=_STATUS,
        remark=TEXT,
        counts=TRUTH,
        time_s=or_null(NUMBER),
        official_time_s=or_null(NUMBER),
        official_gap_s=or_null(NUMBER),
        time_derived=TRUTH,
        splits_s=many(NUMBER),
        laps_s=many(NUMBER),
        splits_known=many(TRUTH),
        known_passings=many(some(NUMBER, NUMBER)),
        assumed=many(TEXT),
        notes=many(TEXT),
    )
    race = table(
        id=TEXT,
        round=TEXT,
        division=TEXT,
        name=TEXT,
        start=TEXT,
        skated=TRUTH,
        entries=many(entry),
        winner=or_null(TEXT),
        margin_s=or_null(NUMBER),
        known_gaps=many(table(laps=NUMBER, low_s=or_null(NUMBER), high_s=or_null(NUMBER))),
    )
    standing = table(
        place=WHOLE,
        team=TEXT,
        race=TEXT,
        time_s=or_null(NUMBER),
        status=TEXT,
        division=TEXT,
        points=or_null(WHOLE),
        guessed=TRUTH,
    )
    record = table(
        kind=TEXT,
        team=TEXT,
        time_s=NUMBER,
        race=TEXT,
        previous_s=or_null(NUMBER),
        owner=or_null(TEXT),
        equalled=TRUTH,
        until=or_null(TEXT),
    )
    before = table(
        kind=TEXT,
        owner=or_null(TEXT),
        team=or_null(TEXT),
        time_s=NUMBER,
        place=or_null(TEXT),
        date=or_null(TEXT),
        from_table=TRUTH,
    )
    change = table(
        race=TEXT,
        teams=many(TEXT),
        would_be=many(TEXT),
        guessed=TRUTH,
        would_win=or_null(TEXT),
        times_s=many(or_null(NUMBER)),
        taken_from=many(or_null(TEXT)),
    )
    return document(
        "Results of an event (run)",
        RESULTS_FORMAT,
        RESULTS_VERSION,
        event=table(
            name=TEXT, discipline=TEXT, date=TEXT, venue=TEXT, laps=WHOLE, lap_length_m=NUMBER
        ),
        model=_MODEL,
        what_if=TRUTH,
        races=many(race),
        standings=many(standing),
        standings_remarks=many(TEXT),
        records=many(record),
        records_before=many(before),
        notes=many(TEXT),
        bracket_changes=many(change),
    )


_ESTIMATE = table(
    value=or_null(NUMBER), low_5=or_null(NUMBER), high_95=or_null(NUMBER), unsolved=COUNT
)
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


def _comparison() -> Shape:
    parts = ("drafting_s", "exchanges_s", "load_sharing_s", "pushing_s", "total_s")
    formation = table(
        kind=one_of(KINDS),
        push=TRUTH,
        leads=_LEADS,
        skated=TRUTH,
        time_s=NUMBER,
        time_interval_s=some(or_null(NUMBER), or_null(NUMBER)),
        unsolved=COUNT,
        order=many(TEXT),
        difference_to_rotating_s=_ESTIMATE,
        parts=table(**dict.fromkeys(parts, or_null(NUMBER))),
        skaters=many(_SKATER),
        best=TRUTH,
    )
    probability = or_null(SHARE)
    other = table(
        drafting=_DRAFTING,
        effectiveness=NUMBER,
        push_minus_rotating_s=_ESTIMATE,
        probability_push_faster=probability,
        turning_ratio=_ESTIMATE,
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
        comparison.FORMAT,
        comparison.VERSION,
        race=TEXT,
        team=TEXT,
        official_time_s=NUMBER,
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
        push_minus_rotating_s=_ESTIMATE,
        sign_is_sure=TRUTH,
        probability_push_faster=probability,
        turning_ratio=_ESTIMATE,
        other_drafting_set=or_null(other),
        other_drafting_problem=or_null(TEXT),
        evidence=many(table(source=TEXT, value_s=NUMBER, low_s=NUMBER, high_s=NUMBER, caveat=TEXT)),
        at_ratios=many(
            table(
                ratio=NUMBER, push_minus_rotating_s=_ESTIMATE, probability_push_faster=probability
            )
        ),
        variance_shares=many(table(name=TEXT, first_order=NUMBER, total=NUMBER)),
        search=table(
            every=COUNT,
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


def _comparison_event() -> Shape:
    place = table(
        place=WHOLE,
        team=TEXT,
        gold_share=or_null(SHARE),
        medal_share=or_null(SHARE),
        gold_share_without_form=or_null(SHARE),
    )
    return document(
        "What the push is worth to every team of an event (compare --all)",
        medals.FORMAT,
        medals.VERSION,
        event=TEXT,
        comparisons=many(_without_dialect(_comparison())),
        alike=many(many(some(TEXT, TEXT))),
        failed=many(table(race=TEXT, team=TEXT, reason=TEXT)),
        standings=table(**dict.fromkeys(medals.POLICIES, many(place))),
        draws=table(count=COUNT, unsolved=table(**dict.fromkeys(medals.POLICIES, COUNT))),
        caveats=many(TEXT),
    )


def _sweep() -> Shape:
    run = table(team=TEXT, time_s=NUMBER, change_s=or_null(NUMBER), laps_s=many(NUMBER))
    return document(
        "A race for each of several values (sweep)",
        sweep.FORMAT,
        sweep.VERSION,
        race=TEXT,
        model=_MODEL,
        axes=many(table(key=TEXT, values=many(TEXT))),
        original=many(run),
        points=many(table(values=by_name(TEXT), teams=many(run), problem=or_null(TEXT))),
    )


def _fit() -> Shape:
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
        turns_assumed=TRUTH,
    )
    return document(
        "The pacing that tells a measured race (fit)",
        race_fits.FORMAT,
        race_fits.VERSION,
        race=TEXT,
        teams=many(team),
        left_out=many(table(team=TEXT, why=TEXT)),
    )


def _plan() -> Shape:
    return document(
        "The fastest plan for a team (optimise)",
        plan.FORMAT,
        plan.VERSION,
        race=TEXT,
        team=TEXT,
        time_s=NUMBER,
        official_time_s=NUMBER,
        lineup=many(TEXT),
        push=TRUTH,
        leads=_LEADS,
        effectiveness=NUMBER,
        power_slope_w=NUMBER,
        skaters=many(_SKATER),
    )


def _results_line() -> Shape:
    return line("One of several events (run)", source=TEXT, results=_without_dialect(_results()))


def _without_dialect(shape: Shape) -> Shape:
    """A document as a part of another."""
    return {key: value for key, value in shape.items() if key != "$schema"}


SCHEMAS: Mapping[str, Callable[[], Shape]] = {
    "scenario": scenario_schema,
    "results": _results,
    "results-line": _results_line,
    "comparison": _comparison,
    "comparison-event": _comparison_event,
    "sweep": _sweep,
    "fit": _fit,
    "plan": _plan,
    "odds": json_odds.odds,
    "odds-line": json_odds.odds_line,
    "race-odds": json_odds.race_odds,
    "records": json_facts.records,
    "evidence": json_facts.evidence,
    "qualification": json_facts.qualification,
    "errors": json_facts.errors,
}
