"""What the documents of `odds` hold."""

from __future__ import annotations

from pursuit_sim.export.json_shapes import (
    COUNT,
    ESTIMATE,
    NUMBER,
    SHARE,
    TEXT,
    TRUTH,
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
from pursuit_sim.lab import event_chances, race_chances
from pursuit_sim.lab.formations import COMPARED, SAID
from pursuit_sim.scenario.formation import LABELS

_DRAWN = {"share": SHARE, "error": NUMBER}  # and its standard error of sampling


def odds() -> Shape:
    """Of an event."""
    drawn = table(**_DRAWN)
    chances = table(first=drawn, podium=drawn, final=or_null(drawn), places=many(SHARE))
    team = table(
        team=TEXT,
        division=TEXT,
        estimate=table(time_s=NUMBER, sd_s=NUMBER, from_races=many(TEXT)),
        chances=chances,
        supposed=or_null(chances),
        form=table(**dict.fromkeys(event_chances.FORM, NUMBER)),
    )
    return document(
        "The chances of every place (odds)",
        event_chances.FORMAT,
        event_chances.VERSION,
        event=TEXT,
        changed=TRUTH,  # whether the scenario was, on purpose
        rounds=TEXT,
        after=or_null(TEXT),
        earlier=many(TEXT),
        in_hindsight=TRUTH,
        draws=table(count=COUNT, seed=COUNT),
        what_if=or_null(_supposed()),
        teams=many(team),
        finals=many(
            table(
                final=one_of("ABCD"),
                teams=some(TEXT, TEXT),
                **_DRAWN,
                supposed_share=or_null(SHARE),
            )
        ),
        basis=many(TEXT),
        assumptions=many(TEXT),
    )


def _supposed() -> Shape:
    """What is asked in a what-if."""
    return table(
        team=TEXT,
        formation=one_of(COMPARED),
        formation_label=one_of(SAID.values()),
        race=TEXT,
        skated=one_of(COMPARED),
        skated_label=one_of(LABELS),
        difference_s=ESTIMATE,
    )


def odds_line() -> Shape:
    """Of one of several events."""
    return line("One of several events (odds)", source=TEXT, odds=without_dialect(odds()))


def race_odds() -> Shape:
    """Of a race."""
    moment = table(
        laps=NUMBER,
        time_s=or_null(NUMBER),
        gap_s=NUMBER,
        gap_is=one_of(race_chances.SOURCES),
        chance_first=SHARE,
    )
    team = table(
        team=TEXT,
        chance=SHARE,
        supposed=or_null(SHARE),
        time_s=or_null(NUMBER),
        sd_s=or_null(NUMBER),
        from_races=many(TEXT),
    )
    return document(
        "The chance to win over a race (odds --race)",
        race_chances.FORMAT,
        race_chances.VERSION,
        race=TEXT,
        changed=TRUTH,
        what_if=or_null(_supposed()),
        teams=many(team),
        moment=moment,
        lines=many(moment),
        basis=many(TEXT),
        assumptions=many(TEXT),
    )
