"""Results as CSV tables, one row an entry, a passing, a place or a record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pursuit_sim.event import Results
from pursuit_sim.event.entry_result import EntryResult
from pursuit_sim.event_formats import NOT_SKATED, STATUSES
from pursuit_sim.plain_text import spelt_out
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.race import Listed, Race
from pursuit_sim.scenario.time_source import MADE_UP, MODEL, passing_source
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import level

FILES = ("results.csv", "splits.csv", "standings.csv", "records.csv")
_SPLITS = (
    "race", "team", "laps", "time_s", "known", "side", "status", "skaters", "fell", "fell_laps",
)  # fmt: skip
_STANDINGS = (
    "place", "team", "race", "time_s", "status", "division", "points", "guessed", "time_source",
    "by_rules", "lowest", "medal", "doubt",
)  # fmt: skip
_PUBLISHED = "published"  # of a passing that is known
LIST_SEPARATOR = "; "
_DIGITS = 6  # of a time: a microsecond
_FORMULA = tuple("=+-@＝＋－＠")  # begin a formula in a spreadsheet, the wide ones too


def entries(results: Results, races: Sequence[str] = ()) -> str:
    """One row per team and race, with every half-lap time in its own column.

    Parameters
    ----------
    results : of a run
    races : ids of the races to include; by default all
    """
    rows = [row for row in results.rows() if not races or row["race"] in races]
    return table(rows[0], rows)


def splits(results: Results, races: Sequence[str] = ()) -> str:
    """One row per team and timing line: laps skated there, and the time [s] from the gun.

    Of each it says whether it is published, assumed, supposed by a what-if, or the model's. A team
    without a valid time has one row, with its status, and so has one whose time nobody published,
    or whose race was not skated.
    One with a time that is listed and not replayed has its finish alone. Each row says of its team
    on which side it started, its line-up where that is known, and who fell after how many laps.
    """
    rows = (
        row
        for race in results.races
        if not races or race.race.id in races
        for each in race.entries
        for row in _passings(race.race, each)
    )
    return table(_SPLITS, rows)


def _passings(race: Race, result: EntryResult) -> Iterator[dict[str, Any]]:
    entry = result.entry
    about: dict[str, Any] = {"race": race.id, "team": entry.team.code, "side": entry.side}
    about["skaters"] = entry.lineup
    if entry.fell is not None:
        about |= {"fell": entry.fell.skater, "fell_laps": entry.fell.laps}
    if isinstance(entry, Listed):
        if entry.status in (*STATUSES, NOT_SKATED, UNKNOWN):
            yield about | {"status": entry.status}
        elif (time := entry.official_time_s) is not None:
            yield about | {"laps": race.half_laps / 2, "time_s": time, "known": _PUBLISHED}
        return
    if entry.fall is None and not entry.lineup_known:
        del about["skaters"]
    for half_lap, (time, known) in enumerate(
        zip(result.splits_s, result.splits_known, strict=True), 1
    ):
        passing = {"laps": half_lap / 2, "time_s": round(float(time), _DIGITS)}
        said = entry.official_time_s if half_lap == race.half_laps else None
        told = known or (said is not None and level(said, float(time)))
        source = passing_source(race, entry, half_lap) if told else MODEL
        yield about | passing | {"known": source if source in (*MADE_UP, MODEL) else _PUBLISHED}


def files(results: Results, races: Sequence[str] = ()) -> dict[str, str]:
    """Every table by the name of its file; standings and records are the whole event's."""
    document = results.to_dict()
    tables = (
        entries(results, races),
        splits(results, races),
        table(_STANDINGS, _with_sources(document["standings"], results.rows())),
        table(
            (
                "kind",
                "team",
                "time_s",
                "race",
                "previous_s",
                "owner",
                "equalled",
                "until",
                "supposed",
            ),
            document["records"],
        ),
    )
    return dict(zip(FILES, tables, strict=True))


def _with_sources(
    standings: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Places with where their times are from; that of a guessed race is of the race before."""
    for place in standings:
        own = [
            row for row in rows if (row["team"], row["time_s"]) == (place["team"], place["time_s"])
        ]
        own.sort(key=lambda row: row["race"] != place["race"])
        told = own and place["time_s"] is not None
        yield place | {"time_source": own[0]["time_source"] if told else None}


def table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Rows under their columns' names as CSV.

    Parameters
    ----------
    columns : names, in order
    rows : a value for each column
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, tuple(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return text.getvalue()


def of(found: Tabular) -> str:
    """The rows of a result as CSV."""
    rows = found.rows()
    return table(rows[0], rows)


def as_text(text: str) -> str:
    """A text that a spreadsheet shows and does not compute, as it would "=1+1"."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _plain(value: Any) -> Any:
    """A value as CSV shows it: booleans as JSON spells them, lists joined, all that it is seen.

    What nobody sees, in the names of files, is spelt out: it would move the cursor of a terminal.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return as_text(spelt_out(value))
    if isinstance(value, (list, tuple)):
        return _plain(LIST_SEPARATOR.join(map(str, value)))
    return value
