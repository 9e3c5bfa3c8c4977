"""Results as tables to read: plain text anywhere, coloured on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, TextIO

from pursuit_sim.units import HUNDREDTH, format_gap, format_time

if TYPE_CHECKING:
    from pursuit_sim.event import Results

FILES = ("results.txt",)
Document = dict[str, Any]  # see `Results.to_dict`
_BETWEEN = "  "  # columns of a plain table
_SHORT = 9  # characters of a cell that is never broken, on a terminal
_AROUND = 2  # blanks beside a cell there


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table of text.

    Attributes
    ----------
    title : one line above it
    columns : headings; one that starts with ">" is aligned right
    rows : texts, as many as headings
    notes : lines below it, such as why a cell is empty
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings without the signs for alignment."""
        return tuple(column.removeprefix(">") for column in self.columns)

    @property
    def right(self) -> tuple[bool, ...]:
        """Which columns are aligned right."""
        return tuple(column.startswith(">") for column in self.columns)


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
    course = f"{event['laps']} laps of {event['lap_length_m']:.2f} m"
    model = "" if document["model"] == "kinematic" else f" · {document['model']} model"
    return "\n".join(line for line in (f"{what} · {course}{model}", where) if line)


def text_tables(document: Document, races: tuple[str, ...] = ()) -> tuple[TextTable, ...]:
    """The whole event, or some races of it in detail.

    Parameters
    ----------
    document : see `Results.to_dict`
    races : ids of races; none for the whole event
    """
    if not races:
        return overview(document)
    return tuple(
        sheet for race in document["races"] if race["id"] in races for sheet in race_detail(race)
    )


def overview(document: Document) -> tuple[TextTable, ...]:
    """Every race on one sheet, then the standings and the records, where there are any."""
    names = {race["id"]: race["name"] for race in document["races"]}
    found = [_races(document)]
    if document["standings"]:
        found.append(
            TextTable(
                "Standings",
                (">Place", "Team", "Race", ">Time"),
                tuple(
                    (str(row["place"]), row["team"], names[row["race"]], _time(row["time_s"]))
                    for row in document["standings"]
                ),
            )
        )
    if document["records"]:
        found.append(
            TextTable(
                "Records set",
                ("Record", "Team", ">Time", "Race", ">Before"),
                tuple(
                    (
                        row["kind"],
                        row["team"],
                        _time(row["time_s"]),
                        names[row["race"]],
                        _time(row["previous_s"]),
                    )
                    for row in document["records"]
                ),
            )
        )
    if document["bracket_changes"]:
        found.append(
            TextTable(
                "What would change in the bracket",
                ("Race", "Skated by", "The rounds before would send"),
                tuple(
                    (names[row["race"]], " v ".join(row["teams"]), " v ".join(row["would_be"]))
                    for row in document["bracket_changes"]
                ),
            )
        )
    return tuple(found)


def race_detail(race: dict[str, Any]) -> tuple[TextTable, ...]:
    """One race: who skated, and every passing of a timing line with the gap there."""
    entries = race["entries"]
    who = TextTable(
        race["name"],
        ("Team", "Side", "Formation", "Line-up, front to back", ">Time", ">Margin", "Notes"),
        tuple(
            (
                entry["team"],
                entry["side"],
                entry["formation"],
                ", ".join(entry["lineup"]),
                _time(entry["time_s"]),
                _margin(race, entry),
                "; ".join(entry["notes"]),
            )
            for entry in _winner_first(race)
        ),
    )
    columns = [">Laps"]
    for entry in entries:
        columns += [f">{entry['team']}", ">half-lap", ">lap"]
    if len(entries) == 2:
        columns.append(f">Gap {entries[0]['team']}")
    timed = any(any(entry["splits_known"][:-1]) for entry in entries)
    rows = []
    for half, times in enumerate(zip_longest(*(entry["splits_s"] for entry in entries))):
        row = [f"{(half + 1) / 2:g}"]
        for entry, time in zip(entries, times, strict=True):
            splits = [0.0, *entry["splits_s"]]
            lap = _time(time - splits[half - 1]) if half % 2 else ""
            sure = entry["splits_known"][half] or not timed
            row += [_time(time) if sure else f"~{_time(time)}", _time(time - splits[half]), lap]
        if len(times) == 2:
            row.append(format_gap(times[0] - times[1]))
        rows.append(tuple(row))
    notes = (*_filled_in(entries), *_gaps(race))
    return who, TextTable("Passings of the third skater", tuple(columns), tuple(rows), notes)


def _filled_in(entries: list[dict[str, Any]]) -> Iterator[str]:
    """What of the passings nobody timed."""
    known = {entry["team"]: entry["splits_known"][:-1] for entry in entries}
    model = [team for team, lines in known.items() if lines and not any(lines)]
    if model:
        yield f"Passings of {' and '.join(model)} before the finish: the model's."
    if any(any(lines) and not all(lines) for lines in known.values()):
        yield "~ the model's; the others are known."
    for entry in entries:
        between = sum(2 * laps % 1 != 0 for laps, _ in entry["known_passings"])
        if between:
            yield f"Other passings known of {entry['team']}, between these lines: {between}."


def _gaps(race: dict[str, Any]) -> Iterator[str]:
    """The known gaps, which passings of the model are bent to meet."""
    first, second = ([entry["team"] for entry in race["entries"]] * 2)[:2]
    if not all(entry["splits_known"][-1] for entry in race["entries"]):
        return  # by a model that has times of its own
    for gap in race["known_gaps"]:
        low, high = gap["low_s"], gap["high_s"]
        ahead, least, most = first, high, low
        if low is not None and low >= 0:
            ahead, least, most = second, low, high
        sizes = [f"{abs(size):.2f} s" for size in (least, most) if size is not None]
        words = f"{ahead} ahead"
        if most is not None or abs(least) > HUNDREDTH:
            words += f" by {' to '.join(dict.fromkeys(sizes))}{' or more' if most is None else ''}"
        yield f"Known at {gap['laps']:g} laps, met by the model: {words}."


def plain(sheet: TextTable) -> str:
    """A sheet as aligned text, without trailing blanks."""
    lines = [sheet.headings, *sheet.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        padded = (
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(cells, widths, sheet.right, strict=True)
        )
        return _BETWEEN.join(padded).rstrip()

    rule = _BETWEEN.join("─" * width for width in widths)
    drawn = [sheet.title, line(sheet.headings), rule, *map(line, sheet.rows), *sheet.notes]
    return "\n".join(drawn) + "\n"


def text(title: str, sheets: tuple[TextTable, ...]) -> str:
    """Plain text of several sheets under one title."""
    return "\n".join([title + "\n", *map(plain, sheets)])


def show(title: str, sheets: tuple[TextTable, ...], stream: TextIO) -> None:
    """Write sheets to a stream: with colours and rules if it is a terminal."""
    if not stream.isatty():
        stream.write(text(title, sheets))
        return
    # Here, because loading it would double the time of a run that shows no table.
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream, highlight=False)
    least = [_least_widths(sheet) for sheet in sheets]
    needed = max((sum(each) + _AROUND * len(each) + _AROUND for each in least), default=0)
    # Better lines that the terminal breaks than numbers without their ends.
    console.width = max(console.width, needed)
    console.print(Text(title, style="bold"))  # as it is: ":smile:" is no picture
    for sheet, widths in zip(sheets, least, strict=True):
        table = Table(
            title=Text(sheet.title),
            title_justify="left",
            title_style="bold cyan",
            box=box.SIMPLE_HEAD,
        )
        for name, right, width in zip(sheet.headings, sheet.right, widths, strict=True):
            table.add_column(Text(name), justify="right" if right else "left", min_width=width)
        for row in sheet.rows:
            table.add_row(*map(Text, row))  # as they are: names are no markup
        console.print(table)
        for note in sheet.notes:
            console.print(note, markup=False)


def _least_widths(sheet: TextTable) -> list[int]:
    """How narrow each column may be: numbers and short words stay whole, others break at spaces."""
    found = []
    for column, (name, right) in enumerate(zip(sheet.headings, sheet.right, strict=True)):
        cells = [row[column] for row in sheet.rows]
        whole = max(map(len, cells), default=0)
        words = [word for cell in (name, *cells) for word in cell.split()]
        longest = max(map(len, words), default=0)
        found.append(max(whole, longest) if right or whole <= _SHORT else longest)
    return found


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
                    _time(entry["time_s"]),
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


def _winner_first(race: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from sorted(race["entries"], key=lambda entry: entry["team"] != race["winner"])


def _margin(race: dict[str, Any], entry: dict[str, Any]) -> str:
    if entry["team"] == race["winner"] or race.get("margin_s") is None:
        return ""
    return format_gap(race["margin_s"])


def _time(seconds: float | None) -> str:
    return "–" if seconds is None else format_time(seconds)
