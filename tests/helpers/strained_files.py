"""Files of results that are not large, and have far too much of one thing, seeded by their size.

Each would take minutes where the work is the square of that: one long cell, many rows, teams, lines
below, columns, tabs, titles, keys or objects in objects.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from helpers.timing_files import MEN, activated, heat_event, lap, lines, state, vantage
from helpers.workbooks import Rows, ods, with_text, xlsx

_RESULTS = "Rank,Team,Time,Skaters,Status,Remark,Sex,Date,Event\n"
_PASSINGS = "team,heat,lane,laps,cum_time,official time,status,skaters,round\n"
_LAPS = "Team,Heat,Lap 1,Lap 2,Lap 3,Time\n"
_SKATERS = "Team,Time,Remark,Status\n"
_REMARKS = ("captain,", ",DNF")
_ROW = "1,NOR,3:38.08,,,,,,\n"
# Texts that come again and again in a cell, and that a pattern may go through again and again.
LONG = {
    "blanks": ("a", " ", "b"), "wide blanks": ("a", "\u3000\u2003", "b"), "lines": ("a", "\n", "b"),
    "brackets": ("Norway", " (NOR)", ""), "open": ("3:38.08", " (", ""), "marks": ("a", "*", ""),
    "digits": ("1", "2", ""), "letters": ("D", "a", ""), "words": ("not", " not", ""),
    "accents": ("e", "\u0301\u0316", ""), "signs": ("DSQ", " :=-", "x"), "status": ("", "DNF ", ""),
    "commas": ("A", ";B", ""), "points": ("3", ".3", ""), "names": ("A", " - B & C", ""),
    "did": ("", "did ", ""), "quotes": ("1", "'", ""), "years": ("", "2025/26 ", ""),
    "stops": ("", "d.", ""), "finals": ("", "quarter fina", ""),
}  # fmt: skip


def text(kind: str, size: int) -> str:
    """A text of about so many characters."""
    begin, again, end = LONG[kind]
    return begin + again * (size // len(again)) + end


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _cells(heads: str, row: str) -> dict[str, Callable[[str], str]]:
    """Of each column a table whose first row has a text there."""
    made: dict[str, Callable[[str], str]] = {}
    cells = row.strip().split(",")
    for i, head in enumerate(heads.strip().split(",")):

        def table(cell: str, i: int = i) -> str:
            first = ",".join([*cells[:i], _quoted(cell), *cells[i + 1 :]])
            return f"{heads}{first}\n{row.replace('NOR', 'ITA')}"

        made[head] = table
    return made


_ONE_CELL = {
    f"{kind}: {head}": made
    for kind, heads, row in (
        ("results", _RESULTS, _ROW),
        ("passings", _PASSINGS, "NOR,1,finish,1,31.0,3:38.08,,,\n"),
        ("laps", _LAPS, "NOR,1,31.0,27.1,27.1,\n"),
    )
    for head, made in _cells(heads, row).items()
} | {
    "results: head": lambda cell: _RESULTS.replace("Remark", _quoted(cell)) + _ROW,
    "results: title": lambda cell: f"{_quoted(cell)}\n{_RESULTS}{_ROW}",
    "results: foot": lambda cell: f"{_RESULTS}{_ROW}{_quoted(cell)}\n",
}  # fmt: skip


def long_cells(size: int) -> Iterator[tuple[str, bytes]]:
    """Tables with one long cell, and objects with one long text."""
    for kind in LONG:
        cell = text(kind, size)
        for name, made in _ONE_CELL.items():
            yield f"{name}, {kind}.csv", made(cell).encode()
        for key in ("team", "time", "rank", "status", "remark", "skaters", "sex", "x", "startLane"):
            row = {"team": "NOR", "time": "3:38.08", key: cell}
            yield f"JSON: {key}, {kind}.json", json.dumps([row, {"team": "ITA"}]).encode()
        yield f"JSON: key, {kind}.json", json.dumps([{"team": "NOR", cell: "x"}]).encode()
        yield f"JSON: beside, {kind}.json", json.dumps({"note": cell, "results": [{}]}).encode()


def _many(row: Callable[[int], str], size: int, head: str = "") -> bytes:
    parts, length = [head], len(head)
    for i in range(size):
        parts.append(row(i))
        length += len(parts[-1].encode())
        if length > size:
            break
    return "".join(parts).encode()


def _word(i: int) -> str:
    """A name of letters alone, another one for each number."""
    return "".join(chr(97 + int(digit)) for digit in str(i)) + "x"


def many(size: int) -> Iterator[tuple[str, bytes]]:
    """Texts with very many of something."""
    for name, head, row in _MANY:
        yield f"{name}.csv", _many(row, size, head)
    for count, foot in ((300, "a"), (2000, "a b "), (8000, "")):
        teams = "".join(f"{n},{_word(n) if n else 'a'},3:38.08\n" for n in range(1, count))
        head = f"Rank,Team,Time\n1,a,3:38.08\n{teams}"
        rest = max(size - len(head), 0)
        long = f"DSQ {foot * (rest // len(foot))}\n" if foot else ""
        lines = long.encode() or _many(lambda i: f"x {_word(i)} DSQ 17\n", rest)
        yield f"teams and lines below {count}.csv", head.encode() + lines
    columns = size // 12
    for head in ("Time", "Lap 1", "Skater 1", "x", "DSQ", "Sex", "Remark", "status"):
        heads, cells = f",{head}" * columns, ",1" * columns
        yield f"columns {head}.csv", f"Team,Time{heads}\nNOR,3:38.08{cells}\n".encode()
        few = f"Team,Time{f',{head}' * 400}\n"
        yield f"tables of columns {head}.csv", few.encode() * (size // len(few))


def _heat(i: int) -> str:
    return f"{i // 2 + 1}"


_MANY: tuple[tuple[str, str, Callable[[int], str]], ...] = (
    ("rows, one team", "Rank,Team,Time\n", lambda _: "1,NOR,3:38.08\n"),
    ("rows, a team each", "Rank,Team,Time\n", lambda i: f"{i},{_word(i)},3:38.08\n"),
    ("rows, pairs", "Heat,Team,Time\n", lambda i: f"{_heat(i)},{_word(i)},3:38.08\n"),
    ("rows, gaps", "Heat,Team,Time,Behind\n", lambda i: f"{_heat(i)},{_word(i)},3:38.08,+1.5\n"),
    ("rows, one slug", "Rank,Team,Time\n", lambda i: f"{i},{'女' * (i % 90 + 1)}a{i},3:38.08\n"),
    ("rows, marked", "Rank,Team,Time\n", lambda i: f"{i},{_word(i)}*,3:38.08\n* DSQ {i}\n"),
    ("rows, statuses", "Rank,Team,Time\n", lambda i: f"{i},{_word(i)},DNF\n"),
    ("rows, below, a text", "Team,Time\nNOR,3:38.08\n", lambda _: "y,\n"),
    ("rows, below, a time", "Team,Time\nNOR,3:38.08\n", lambda _: ",y\n"),
    ("rows, below, two texts", "Team,Time\nNOR,3:38.08\n", lambda _: "y,y\n"),
    ("rows, below, names", "Team,Time\nNOR,3:38.08\n", lambda i: f"{_word(i)} {_word(i)}b,\n"),
    ("rows, below, remarks", f"{_SKATERS}NOR,3:38.08,,\n", lambda _: "a b,,captain,\n"),
    ("rows, below, statuses", f"{_SKATERS}NOR,3:38.08,,\n", lambda i: f"a {_word(i)},,,DNS\n"),
    ("rows, below, both", f"{_SKATERS}NOR,3:38.08,,\n", lambda i: f"a b,,{_REMARKS[i % 2]}\n"),
    (
        "rows, times and finals of one team",
        "Heat,Team,Time\n",
        lambda i: f"{i},Norway,3:38.08\n" if i % 2 else f"final {i} {'1 ' * 200},Norway,DNF\n",
    ),
    ("rows, faulty", "Rank,Team,Time\n", lambda i: f"{i},{_word(i)},3:38.08,7\n"),
    ("rows, names below", "Rank,Team,Time\n1,NOR,3:38.08\n", lambda i: f",Ann {_word(i)},\n"),
    ("rows, names below twice", "Team,Time\n", lambda i: "b,3:38.08\n" if i == 9000 else "A B,\n"),
    ("rows, sexes", "Team,Time,Sex\n", lambda i: f"{_word(i)},3:38.08,{'MW'[i % 2]}\n"),
    ("rows, classes", "Team,Time,Sex\n", lambda i: f"{_word(i)},3:38.08,women u{i % 90 + 10}\n"),
    ("rows, events", "Team,Time,Event\n", lambda i: f"{_word(i)},3:38.08,{_word(i)}\n"),
    ("rows, distances", "Team,Time,Distance\n", lambda i: f"{_word(i)},3:38.08,{_word(i)}\n"),
    ("rows, spare", "Team,Time,x\n", lambda i: f"{_word(i)},3:38.08,{_word(i)}\n"),
    ("lines above", "", lambda i: f"{_word(i)}\n"),
    ("lines below", "Rank,Team,Time\n1,NOR,3:38.08\n", lambda i: f"DSQ {_word(i)}\n"),
    ("groups", "Team,Time\n", lambda i: f"{_word(i)},3:38.08\n\n{'Women' if i % 2 else 'Men'}\n"),
    ("titles", "", lambda i: f"Cup {1900 + i % 100}, women\nTeam,Time\n{_word(i)},3:38.08\n\n"),
    ("titles, one word", "", lambda i: f"{_word(i)}\nTeam,Heat,Time\n{_word(i)},1,3:38.08\n\n"),
    ("heads", "", lambda _: "Team,Time\n"),
    ("heads in two rows", "", lambda _: "Team,,a,\n,Time,b\n"),
    ("wide rows", "Team,Time\n", lambda _: f"NOR,3:38.08{',' * 400}\n"),
    ("empty rows", "Team,Time\n", lambda _: ",,,\n"),
    ("empty lines", "Team,Time\nNOR,3:38.08\n", lambda _: "\n"),
    ("passings, one team", _PASSINGS, lambda i: f"NOR,1,,{i % 16 / 2 + 0.5},31.0,,,,\n"),
    ("passings, one of each", _PASSINGS, lambda i: f"{_word(i)},{i},,1,31.0,,,,\n"),
    ("passings, made", f"known,{_PASSINGS}", lambda i: f"model,NOR,1,,{i % 16 / 2 + 1},31.0,,,,\n"),
    ("passings, rounds", _PASSINGS, lambda i: f"{_word(i)},{i},,1,31.0,,,,{_word(i)}\n"),
    ("laps", _LAPS, lambda i: f"{_word(i)},{i // 2},31.0,27.1,27.1,\n"),
    ("laps, a row each", "Team,Heat,Lap,Lap time\n", lambda i: f"{_word(i)},{i // 2},1,31.0\n"),
    ("laps of one team", "Team,Heat,Lap,Lap time\n", lambda _: "NOR,1,1,31.0\n"),
)


def documents(size: int) -> Iterator[tuple[str, bytes]]:
    """JSON with very much of something."""
    count = size // 40
    team = {"team": "NOR", "time": "3:38.08"}
    for name, made in (
        ("objects", [{"team": _word(i), "time": "3:38.08"} for i in range(count)]),
        ("keys", [{**team, **{_word(i): "DSQ" for i in range(size // 16)}}]),
        ("keys beside", {**{_word(i): f"DSQ {_word(i)}" for i in range(count)}, "results":
         [{"team": _word(i), "time": "3:38.08"} for i in range(500)]}),
        ("laps", [{**team, "laps": [{"number": 1, "time": "31.0"}] * count}]),
        ("skaters", [{**team, "skaters": [f"A {_word(i)}" for i in range(count)]}]),
        ("texts in lists", [{**team, "x": [["DSQ"] * 9] * (size // 60)}]),
        ("statuses", [{**team, "status": ["DSQ"] * (size // 8)}]),
    ):  # fmt: skip
        yield f"JSON, {name}.json", json.dumps(made).encode()
    for depth in (90, 900, size // 12):
        yield f"JSON, lists {depth}.json", b'[{"x": ' + b"[" * depth + b"]" * depth + b"}]"
        inner = b'{"a":' * depth + b"1" + b"}" * depth
        yield f"JSON, objects {depth}.json", b'[{"team": "NOR", "x": ' + inner + b"}]"
    twice = b'{"a":0,"a":' * 900 + b"1" + b"}" * 900
    yield "JSON, twice.json", b'[{"team": "NOR", "x": ' + twice + b"}]"
    keys = ",".join(f'"a":{i}' for i in range(size // 10))
    yield "JSON, one key.json", f'[{{"team": "NOR", {keys}}}]'.encode()


def books(size: int) -> Iterator[tuple[str, bytes]]:
    """Spreadsheets with very much of something."""
    rows: Rows = [["Team", "Time"], ["NOR", "3:38.08"]]
    count = size // 400
    for kind, write in (("xlsx", xlsx), ("ods", ods)):
        yield f"tabs.{kind}", write({f"{_word(i)}": rows for i in range(min(count, 2000))})
        many_rows: Rows = [["Team", "Time"], *([_word(i), "3:38.08"] for i in range(size // 60))]
        yield f"rows.{kind}", write({"a": many_rows})
        yield f"columns.{kind}", write({"a": [["Team", "Time", *(["x"] * 600)]] * (size // 30_000)})
        for name in ("blanks", "brackets", "accents", "names"):
            cell = text(name, min(size, 30_000))
            yield (
                f"cells, {name}.{kind}",
                write({"a": [*rows, *([cell, "3:38.08"] for _ in "abc")]}),
            )
    far = '<row r="9999"><c r="XFD9999"><v>1</v></c></row></sheetData>'
    many_times = '<table:table-row table:number-rows-repeated="19000">'
    wide = 'table:number-columns-repeated="900"'
    filled = 'office:value-type="float" office:value="1"'
    for name, kind, end, more in (
        ("as written", "xlsx", "</sheetData>", far),
        ("single quotes", "xlsx", "</sheetData>", far.replace('"', "'")),
        ("long attribute", "xlsx", "</sheetData>", far.replace(" r=", f' x="{"a" * size}" r=')),
        ("no names", "xlsx", "</sheetData>",
         f"<row>{'<c><v>1</v></c>' * (size // 40)}</row>{'<row/>' * 19_000}</sheetData>"),
        ("repeated", "ods", "</table:table>",
         f"{many_times}<table:table-cell {wide} {filled}/></table:table-row></table:table>"),
        ("gap", "ods", "</table:table>",
         (f"{many_times}<table:table-cell/></table:table-row><table:table-row>"
          f"<table:table-cell {wide} {filled}/></table:table-row></table:table>")),
    ):  # fmt: skip
        made = (xlsx if kind == "xlsx" else ods)({"a": rows})
        yield f"far cells, {name}.{kind}", with_text(made, end, more)


def streams(size: int) -> Iterator[tuple[str, bytes]]:
    """Streams of live timing with very much of something."""
    for kind in ("blanks", "brackets", "accents", "letters"):
        begun = vantage(MEN)
        yield (
            f"names, {kind}.json",
            begun.replace(b'"Norway"', json.dumps(text(kind, size)).encode()),
        )
    laps = heat_event("RaceLapAddedEvent", MEN, 1, raceId="race-of-Norway", lap=lap(31.0))
    distances = [activated(MEN) for _ in range(size // 250)]
    races = [state(MEN, "Norway", 1, 0, ended=True)]
    heats = [heat_event("HeatCommittedEvent", MEN, n, races=races) for n in range(1, 400)]
    yield "laps.json", vantage(MEN) + lines([laps] * (size // 250))
    yield "heats.json", lines([activated(MEN), *heats])
    yield "distances behind heats.json", lines([activated(MEN), *heats, *distances])
    names = [activated(MEN) | {"distanceId": _word(n)} for n in range(size // 250)]
    for n, each in enumerate(names):
        each["distance"] = each["distance"] | {"id": _word(n)}
    yield "distances.json", lines([*names, *heats])
