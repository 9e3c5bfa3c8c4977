"""Results as tables to read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from pursuit_sim.event.standing import place_words
from pursuit_sim.export.tables.gap_notes import gap_notes
from pursuit_sim.export.tables.text_table import TextTable, text
from pursuit_sim.scenario.time_source import MADE_UP
from pursuit_sim.units import NO_NUMBER, format_gap, format_margin, format_time, level

if TYPE_CHECKING:
    from pursuit_sim.event import Results

FILES = ("results.txt",)
Document = dict[str, Any]  # see `Results.to_dict`


def files(results: Results, races: Sequence[str] = ()) -> dict[str, str]:
    """The tables as plain text, by the name of their file.

    Parameters
    ----------
    results : of a run
    races : ids of the races to show in detail; none for the whole event
    """
    document = results.to_dict()
    return {FILES[0]: text(heading(document), text_tables(document, tuple(races)))}


def heading(document: Document) -> str:
    """The event in one or two lines."""
    event = document["event"]
    where = " · ".join(str(event[key]) for key in ("venue", "date") if event.get(key))
    what = " · ".join(str(event[key]) for key in ("name", "discipline") if event.get(key))
    laps = event["laps"]
    course = f"{laps} lap{'' if laps == 1 else 's'} of {event['lap_length_m']:.2f} m"
    model = "" if document["model"] == "kinematic" else f" · {document['model']} model"
    changed = "What-if: not as it was skated" if document["what_if"] else ""
    return "\n".join(line for line in (f"{what} · {course}{model}", where, changed) if line)


def text_tables(document: Document, races: tuple[str, ...] = ()) -> tuple[TextTable, ...]:
    """The whole event, or some races of it in detail.

    Parameters
    ----------
    document : see `Results.to_dict`
    races : ids of races; none for the whole event
    """
    if not races:
        return overview(document)
    asked = (race for race in document["races"] if race["id"] in races)
    return tuple(sheet for race in asked for sheet in race_detail(race, document["model"]))


def overview(document: Document) -> tuple[TextTable, ...]:
    """Every race on one sheet, then the standings and the records, where there are any."""
    names = {race["id"]: race["name"] for race in document["races"]}
    found = [_races(document)]
    if document["standings"]:
        found.append(_standings(document, names))
    if document["records_before"] or document["notes"]:
        found.append(_records_before(document))
    found += _records(document, names)
    if document["bracket_changes"]:
        found.append(_bracket(document, names))
    return tuple(found)


def _records(document: Document, names: Mapping[str, str]) -> Iterator[TextTable]:
    """The records that fell, and apart from them those by times that nobody skated."""
    every = document["records"]
    whose, parts = "the model's times", [every]
    marked = {
        (race["id"], entry["team"])
        for race in document["races"]
        for entry in race["entries"]
        if "records" in entry["assumed"]
    }
    if document["model"] == "kinematic":
        whose = "assumed times"
        parts = [[row for row in every if row["supposed"] is each] for each in (False, True)]
    for rows in parts:
        if rows:
            if any((row["race"], row["team"]) in marked for row in rows):
                whose = f"{whose} or marks"
            yield TextTable(
                _records_title(rows, whose),
                ("Record", "Team", ">Time", "Race", ">Before"),
                tuple(
                    (
                        f"{row['kind']} equalled" if row["equalled"] else row["kind"],
                        row["team"],
                        _time(row["time_s"]),
                        names[row["race"]],
                        _time(row["previous_s"]),
                    )
                    for row in rows
                ),
            )


def _records_title(rows: Sequence[Document], whose: str) -> str:
    """What the records are; a time that a model found, or somebody assumed, sets none."""
    equalled = any(row["equalled"] for row in rows)
    if any(row["supposed"] for row in rows):
        return f"Records that {whose} would set{' or equal' if equalled else ''}"
    return "Records set or equalled" if equalled else "Records set"


def _records_before(document: Document) -> TextTable:
    """The records that stood, who says so, and what is not certain of them."""
    return TextTable(
        "Records before",
        ("Record", "Team", ">Time", "Place", "Date", "By"),
        tuple(
            (
                row["kind"],
                row["team"] or "",
                _time(row["time_s"]),
                row["place"] or "",
                row["date"] or "",
                "table of records" if row["from_table"] else "this file",
            )
            for row in document["records_before"]
        ),
        notes=tuple(document["notes"]),
    )


def race_detail(race: dict[str, Any], model: str = "kinematic") -> tuple[TextTable, ...]:
    """One race: who skated, and every passing of a timing line with the gap there."""
    who = TextTable(
        race["name"],
        ("Team", "Side", "Formation", "Line-up, front to back", ">Time", ">Margin", "Notes"),
        tuple(
            (
                entry["team"],
                entry["side"],
                entry["formation"],
                ", ".join(entry["lineup"]) or "not known",
                _result(entry),
                _margin(race, entry),
                "; ".join(entry["notes"]),
            )
            for entry in _winner_first(race)
        ),
    )
    entries = [entry for entry in race["entries"] if entry["splits_s"]]
    if not entries:
        return (replace(who, notes=(*_not_replayed(race), *_gaps(race, model))),)
    columns = [">Laps"]
    for entry in entries:
        columns += [f">{entry['team']}", ">half-lap", ">lap"]
    if len(entries) == 2:
        columns.append(f">Gap {entries[0]['team']}")
    timed = any(any(entry["splits_known"][:-1]) for entry in entries)
    gaps_known = {
        gap["laps"]
        for gap in race["known_gaps"]
        if gap["low_s"] == gap["high_s"] and gap["source"] not in MADE_UP
    }
    rows = []
    for half, times in enumerate(zip_longest(*(entry["splits_s"] for entry in entries))):
        row = [f"{(half + 1) / 2:g}"]
        sure = [True, True]
        for n, (entry, time) in enumerate(zip(entries, times, strict=True)):
            splits = [0.0, *entry["splits_s"]]
            # What lies between two passings is as sure as both of them.
            known = [True, *(each or not timed for each in entry["splits_known"])]
            sure[n] = known[half + 1]
            row += [
                _marked(_time(time), sure[n]),
                _marked(_time(time - splits[half]), sure[n] and known[half]),
                _marked(_time(time - splits[half - 1]), sure[n] and known[half - 1])
                if half % 2
                else "",
            ]
        if len(times) == 2:
            last = half + 1 == len(entries[0]["splits_s"])
            gap = times[0] - times[1]
            told = all(sure) or (half + 1) / 2 in gaps_known
            row.append(_marked(format_margin(gap) if last else format_gap(gap), told))
        rows.append(tuple(row))
    notes = (*_filled_in(entries), *_not_replayed(race), *_gaps(race, model))
    return who, TextTable("Passings of the third skater", tuple(columns), tuple(rows), notes)


def _filled_in(entries: list[dict[str, Any]]) -> Iterator[str]:
    """What of the passings nobody timed."""
    known = {entry["team"]: entry["splits_known"][:-1] for entry in entries}
    model = [team for team, lines in known.items() if lines and not any(lines)]
    if model:
        yield f"Passings of {' and '.join(model)} before the finish: the model's."
    for entry in entries:
        laps = [f"{laps:g}" for laps, _ in entry["supposed_passings"]]
        if laps:
            told = f"{', '.join(laps)} lap{'' if laps in (['0.5'], ['1']) else 's'}"
            yield f"Supposed of {entry['team']}, met by the model: passings after {told}."
    if any(any(lines) and not all(lines) for lines in known.values()):
        yield "~ the model's, or by a passing of the model's; the others are known."
    for entry in entries:
        between = sum(2 * laps % 1 != 0 for laps, _ in entry["known_passings"])
        if between:
            yield f"Other passings known of {entry['team']}, between these lines: {between}."


def _not_replayed(race: dict[str, Any]) -> Iterator[str]:
    """The passings of who is not replayed, supposed ones too."""
    for entry in race["entries"]:
        for kind, told in (("Known", "known_passings"), ("Supposed", "supposed_passings")):
            if entry[told] and not entry["splits_s"]:
                laps = (f"{_time(time)} after {at:g}" for at, time in entry[told])
                yield f"{kind} of {entry['team']}, not replayed: {', '.join(laps)} laps."


def _gaps(race: dict[str, Any], model: str) -> Iterator[str]:
    """The known gaps, which passings of the model are bent to meet."""
    official = all(entry["splits_known"][-1:] == [True] for entry in race["entries"])
    if model != "kinematic" and not official:
        return  # it has times of its own
    codes = [entry["team"] for entry in race["entries"]]
    if len(codes) == 2:
        yield from (f"{each}." for each in gap_notes(codes, race["known_gaps"]))


def _races(document: Document) -> TextTable:
    rows = []
    for race in document["races"]:
        for n, entry in enumerate(_winner_first(race)):
            gap = entry.get("official_gap_s")
            rows.append(
                (
                    "" if n else race["id"],
                    "" if n else race["name"],
                    entry["team"],
                    entry["side"],
                    entry["formation"],
                    _result(entry),
                    _margin(race, entry),
                    format_gap(gap) if gap else "",
                    "; ".join(entry["notes"]),
                )
            )
    return TextTable(
        "Races",
        ("Id", "Race", "Team", "Side", "Formation", ">Time", ">Margin", ">Published gap", "Notes"),
        tuple(rows),
    )


def _standings(document: Document, names: Mapping[str, str]) -> TextTable:
    """Places; divisions, points and what is guessed only where there are some."""
    rows = document["standings"]
    columns: list[tuple[str, Callable[[Document], str]]] = [
        (">Place", lambda row: str(row["place"])),
        ("Team", lambda row: row["team"]),
        ("Race", lambda row: names.get(row["race"], "")),
        (">Time", _result),
    ]
    notes = [*document["standings_remarks"]]
    if any(row["division"] for row in rows):
        columns.insert(0, ("Division", lambda row: row["division"]))
    if any(row["points"] is not None for row in rows):
        columns.append((">Points", lambda row: _number(row["points"])))
        if any(row["points"] is None for row in rows):
            why = "not published for this place, it is shared, or not certain"
            notes.append(f"points {NO_NUMBER}: {why}")
    if any(map(_unsure, rows)):
        columns.append(("", _unsure))
    if any(row["guessed"] for row in rows):
        notes.append(
            "guess: these teams never met in that race; the time is that of the race before"
        )
    return TextTable(
        "Standings",
        tuple(heading for heading, _ in columns),
        tuple(tuple(cell(row) for _, cell in columns) for row in rows),
        tuple(notes),
    )


def _unsure(row: Document) -> str:
    """What is not certain of a place."""
    known = row["by_rules"] and row["lowest"] == row["place"]
    told = "" if known else place_words(row["place"], row["lowest"], by_rules=row["by_rules"])
    return ", ".join(filter(None, ("guess" if row["guessed"] else told, row["doubt"])))


def _bracket(document: Document, names: Mapping[str, str]) -> TextTable:
    """Races that other teams would skate, and what the guess of who would win rests on."""
    return TextTable(
        "What would change in the bracket",
        ("Race", "Skated by", "Would be a guess", "From the times of"),
        tuple(
            (
                names[row["race"]],
                " v ".join(row["teams"]),
                " v ".join(
                    f"{team} {_time(time)}"
                    for team, time in zip(row["would_be"], row["times_s"], strict=True)
                ),
                ", ".join(dict.fromkeys(names[race] for race in row["taken_from"])),
            )
            for row in document["bracket_changes"]
        ),
        ("a guess: these teams never met there; each is given its time of the race before",),
    )


def _winner_first(race: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from sorted(race["entries"], key=lambda entry: entry["team"] != race["winner"])


def _margin(race: dict[str, Any], entry: dict[str, Any]) -> str:
    if entry["team"] == race["winner"] or race.get("margin_s") is None:
        return ""
    if entry["time_s"] is None or not entry["counts"]:
        return ""
    if race["winner"] and level(race["margin_s"], 0.0):
        return "tie-break"
    return format_margin(race["margin_s"])


def _result(row: dict[str, Any]) -> str:
    """The time of an entry or a place, or what stands in its place."""
    if row["time_s"] is None and row["status"] != "finished":
        return "–" if row["status"] == "unknown" else str(row["status"])
    return _time(row["time_s"])


def _marked(text: str, sure: bool) -> str:
    """A number, with the sign of those that nobody measured."""
    return text if sure else f"~{text}"


def _number(value: int | None) -> str:
    return NO_NUMBER if value is None else str(value)


def _time(seconds: float | None) -> str:
    return "–" if seconds is None else format_time(seconds)
