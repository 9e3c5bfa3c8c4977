"""What the JSON documents of the program hold, as JSON Schema: written once, checked by tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pursuit_sim.event.results import FORMAT as RESULTS_FORMAT
from pursuit_sim.event.results import VERSION as RESULTS_VERSION
from pursuit_sim.event_formats import FINISHED, NOT_SKATED, STATUSES
from pursuit_sim.export import json_answers, json_facts, json_odds
from pursuit_sim.export.json_shapes import (
    NUMBER,
    TEXT,
    TRUTH,
    WHOLE,
    Shape,
    document,
    line,
    many,
    one_of,
    or_null,
    some,
    table,
    without_dialect,
)
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.schema import schema as scenario_schema
from pursuit_sim.scenario.time_source import MADE_UP, TIME_SOURCES

_SIDE = one_of(("finish", "crossing"))
_STATUS = one_of((FINISHED, NOT_SKATED, UNKNOWN, *STATUSES))


def _results() -> Shape:
    entry = table(
        team=TEXT,
        side=_SIDE,
        formation=TEXT,
        lineup=many(TEXT),
        leads=json_answers.LEADS,
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
        supposed_passings=many(some(NUMBER, NUMBER)),
        assumed=many(TEXT),
        notes=many(TEXT),
        time_source=or_null(one_of(TIME_SOURCES)),
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
        known_gaps=many(
            table(
                laps=NUMBER,
                low_s=or_null(NUMBER),
                high_s=or_null(NUMBER),
                assumed=TRUTH,
                source=one_of(TIME_SOURCES),
                met=TRUTH,
            )
        ),
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
        by_rules=TRUTH,
        lowest=WHOLE,
        medal=or_null(one_of(("gold", "silver", "bronze"))),
        doubt=or_null(one_of(MADE_UP)),
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
        supposed=TRUTH,
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
        model=json_answers.MODEL,
        what_if=TRUTH,
        races=many(race),
        standings=many(standing),
        standings_remarks=many(TEXT),
        records=many(record),
        records_before=many(before),
        notes=many(TEXT),
        bracket_changes=many(change),
    )


def _results_line() -> Shape:
    return line("One of several events (run)", source=TEXT, results=without_dialect(_results()))


SCHEMAS: Mapping[str, Callable[[], Shape]] = {
    "scenario": scenario_schema,
    "results": _results,
    "results-line": _results_line,
    "comparison": json_answers.comparison,
    "comparison-event": json_answers.comparison_event,
    "sweep": json_answers.sweep,
    "odds": json_odds.odds,
    "odds-line": json_odds.odds_line,
    "race-odds": json_odds.race_odds,
    "fit": json_answers.fit,
    "plan": json_answers.plan,
    "race-plan": json_answers.race_plan,
    "records": json_facts.records,
    "scenarios": json_facts.scenarios,
    "evidence": json_facts.evidence,
    "qualification": json_facts.qualification,
    "errors": json_facts.errors,
}
