"""What a column, a key or a title says beside who skated: a class, another day, or nothing at all.

Juniors are placed among no seniors, and races of another year among none of this one; what nobody
can tell is asked, in whatever order files are named.
"""

from __future__ import annotations

import io
import json
from dataclasses import replace
from itertools import permutations
from random import Random

from fuzz.sheet_words import NATIONS, SURNAMES, clock
from fuzz.skated_rounds import LAPS, Round, races, said_otherwise
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet as opened
from pursuit_sim.importers.scenario_tables import Draft, draft

_SEXES = {"men": ("M", "Men", "Herren"), "women": ("W", "Women", "Damen")}
# Heads, and two classes that may stand under them.
_CLASSES = (
    (("Category", "Class", "Age group", "Klasse", "X"), ("Senior", "Junior")),
    (("Category", "Class", "Age group", "Kategorie"), ("U19", "U17")),
    (("Category", "Class"), ("{sex} senior", "{sex} junior")),
    (("Category", "Class", "Age category"), ("Elite", "Espoirs")),
    (("Category", "Class"), ("Neo senior", "Master")),
    (("Age group", "Age category"), ("15", "16")),
    (("Age group", "Category"), ("19-29", "30-39")),
    (("Category", "Age group", "Class"), ("Over 40", "Over 50")),
    (("Klasse", "Category", "Age group"), ("Nachwuchs", "Elite")),
    (("Category", "Class"), ("大学", "高校")),
    (("Age group", "Category"), ("17+", "<17")),
)
# Of what says a race, and what two of its cells part; the number of a heat may follow the class.
_OF_RACES = (
    (("Division", "Round", "Race", "Phase", "Class"), ("Junioren A", "Junioren B")),
    (("Division", "Round", "Race", "Class"), ("Junior", "Senior")),
    (("Division", "Round", "Race"), ("U19", "U23")),
    (("Division", "Round", "Race"), ("Final Juniors A", "Final Juniors B")),
    (("Division", "Class"), ("Elite", "Open")),
    (("Division", "Class", "Category"), ("Academy", "Development")),
    (("Division", "Class"), ("大学", "高校")),
    (("Division", "Class"), ("Pupillen", "Kadetten")),
    (("Date",), ("2025-01-14", "2025-12-15")),
    (("Venue", "City"), ("Hamar", "Calgary")),
)  # fmt: skip
# What parts nothing, wherever it stands.
_HARMLESS = (
    (("Division", "Round", "Race"), ("Final A", "Final B")),
    (("Division", "Class"), ("Division A", "Division B")),
    (("Division", "Class", "Round", "Race"), ("Group A", "Group B")),
    (("Division", "Class"), ("Q", "NQ")),
    (("Race", "Round"), ("Semifinals", "Finals")),
    (("Race", "Round"), ("Final A juniors", "Final B juniors")),
    (("Date",), ("2025-01-14", "2025-01-15")),
)  # fmt: skip
_OF_SEXES = (("Women", "Men"), ("Women A", "Men A"), ("Junior women", "Junior men"))
_TITLES = (
    "{sex}, Calgary, 26 January 2024", "{sex}, Calgary 2024", "{sex} Calgary 26.01.2024",
    "Calgary, {sex}, 2024-01-26",
)  # fmt: skip
_ABOUT = (
    {"City": "Calgary", "Date": "2025-01-27"}, {"Event": "World Cup Calgary 2025"},
    {"Event": "World Cup Calgary", "Date": "2025-01-27"}, {"City": "Calgary", "Date": "2024-03-09"},
)  # fmt: skip
_SEASONS = (
    ("24/25", "25/26"), ("Winter 2024/25", "Winter 2025/26"), ("2023-2024", "2024-2025 (test)"),
    ("2024/25", "2025/26"), ("2024", "2025"), ("Saison 24/25", "Saison 25/26"),
)  # fmt: skip
_OWN = ("Heat", "Team", "Time")
_Files = list[tuple[str, bytes]]
_Rows = list[dict[str, str]]


def _rows(skated: Round, **about: str) -> _Rows:
    return [
        about | {"Heat": str(heat), "Team": NATIONS[each.team],
                 "Time": each.status if each.time_s is None else clock(each.time_s)}
        for heat, race in enumerate(skated.races, 1)
        for each in race
    ]  # fmt: skip


def _csv(rows: _Rows, title: str = "") -> bytes:
    lines = [f'"{title}"'] if title else []
    lines += [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\n".join(lines).encode()


def _json(random: Random, rows: _Rows, *, in_rows: float = 0.5) -> bytes:
    """With what all rows share beside the list, or in each of them."""
    shared = {
        key: each for key, each in rows[0].items()
        if key not in _OWN and all(r[key] == each for r in rows)
    }  # fmt: skip
    beside = {} if random.random() < in_rows else shared
    left = [{k.casefold(): v for k, v in row.items() if k not in beside} for row in rows]
    about = {key.casefold(): value for key, value in beside.items()}
    return json.dumps({**about, "results": left}).encode()


def drafted(files: _Files, **choice: str | None) -> Draft:
    """The scenario of files."""
    return draft([(name, opened(io.BytesIO(data), name)) for name, data in files], **choice)  # type: ignore[arg-type]  # of each choice what it takes


def taken(files: _Files, **choice: str | None) -> bool:
    """Whether files that nobody can be sure of make a scenario."""
    try:
        drafted(files, **choice)
    except InputError:
        return False
    return True


def one_class(random: Random) -> list[str]:
    """What is wrong where two classes of one sex stand under a head or key beside the sex."""
    sex, used = random.choice(("men", "women")), set[float]()
    heads, classes = random.choice(_CLASSES)
    head, said = random.choice(heads), random.choice(_SEXES[sex])
    called = [each.format(sex=sex.title()) for each in classes]
    rounds = [Round(sex, 0, races(random, sex, used, pairs=True)) for _ in called]
    if random.random() < 1 / 3:  # of one class a single team
        rounds[1] = replace(rounds[1], races=(rounds[1].races[0][:1],))
    rows = [
        _rows(each, Sex=said, **{head: word}) for each, word in zip(rounds, called, strict=True)
    ]
    if one_file := random.random() < 0.5:
        for row in rows[1]:
            row["Heat"] = str(int(row["Heat"]) + len(rounds[0].races))
        rows = [[*rows[0], *rows[1]]]
        if random.random() < 0.3:  # as merged cells are saved
            for above, row in reversed([*zip(rows[0], rows[0][1:], strict=False)]):
                row[head] = "" if row[head] == above[head] else row[head]
    as_json = random.random() < 0.4 and all(row[head] for row in rows[0])
    write = (lambda each: _json(random, each)) if as_json else _csv
    files = [(f"{i}.{'json' if as_json else 'csv'}", write(each)) for i, each in enumerate(rows)]
    random.shuffle(files)
    found = ["two classes are one event"] if taken(files) else []
    wanted = random.randrange(2)
    signed = {"+", "<"} & {*called[wanted]}  # which parts of a name do not tell
    made = drafted(files, event=f"{said} {called[wanted]}" if signed else called[wanted])
    how = f" ({'one file' if one_file else 'two files'}, {head})"
    return [each + how for each in (*found, *said_otherwise(made.tables, [rounds[wanted]], sex))]


def _one_file(random: Random, rows: _Rows) -> _Files:
    if random.random() < 0.5:
        return [("0.json", _json(random, rows, in_rows=1))]
    return [("0.csv", _csv(rows))]


def _numbered_on(rounds: list[Round], head: str, said: tuple[str, ...]) -> _Rows:
    """Rows of several rounds, each with its words, whose heats are numbered through."""
    rows: _Rows = []
    heats = 0
    for each, word in zip(rounds, said, strict=True):
        rows += [{**row, "Heat": str(heats + int(row["Heat"])), head: word} for row in _rows(each)]
        heats += len(each.races)
    return rows


def class_of_a_race(random: Random) -> list[str]:
    """What is wrong where what says of which race a row is says a class, a day or a place too."""
    sex, used = random.choice(("men", "women")), set[float]()
    harmless = random.random() < 0.4
    heads, said = random.choice(_HARMLESS if harmless else _OF_RACES)
    head = random.choice(heads)
    rounds = [Round(sex, 0, races(random, sex, used, pairs=True)) for _ in said]
    if head == "Race":  # which has the number of the heat too
        rounds = [replace(each, races=each.races[:1]) for each in rounds]
    files = _one_file(random, _numbered_on(rounds, head, said))
    how = f" ({head}: {', '.join(said)}, {files[0][0]})"
    if harmless:
        return [] if taken(files, sex=sex) else [f"harmless words part events{how}"]
    return [f"two events are one{how}"] if taken(files, sex=sex) else []


def sex_of_a_race(random: Random) -> list[str]:
    """What is wrong where what says of which race a row is says who skated."""
    used = set[float]()
    said, head = random.choice(_OF_SEXES), random.choice(("Division", "Round", "Race"))
    rounds = [Round(sex, 0, races(random, sex, used, pairs=True)) for sex in ("women", "men")]
    if head == "Race":
        rounds = [replace(each, races=each.races[:1]) for each in rounds]
    files = _one_file(random, _numbered_on(rounds, head, said))
    wanted = random.randrange(2)
    sex = rounds[wanted].sex
    made = drafted(files, sex=sex)
    how = f" ({head}: {', '.join(said)}, {files[0][0]})"
    return [each + how for each in said_otherwise(made.tables, [rounds[wanted]], sex)]


def classes_below(random: Random) -> list[str]:
    """What is wrong where skaters in rows below their team have classes of their own."""
    sex = random.choice(("men", "women"))
    skated = Round(sex, 0, races(random, sex, set(), pairs=True))
    head = random.choice(("Category", "Class", "Age group", "Klasse"))
    of_team = random.choice(("", "Senior", "Junior"))
    rows: _Rows = []
    for row in _rows(skated):
        rows.append({**row, head: of_team})
        for name in random.sample(SURNAMES, 3):
            of_him = random.choice(("Senior", "Junior", "U23", "Espoirs"))
            rows.append({"Heat": "", "Team": name, "Time": "", head: of_him})
    made = drafted([("0.csv", _csv(rows))], sex=sex)
    return [f"{each} ({head})" for each in said_otherwise(made.tables, [skated], sex)]


def another_day(random: Random) -> list[str]:
    """What is wrong where a title has the place of another file's columns, and another day."""
    sex, used = random.choice(("men", "women")), set[float]()
    rounds = [Round(sex, 0, races(random, sex, used, pairs=True)) for _ in range(2)]
    title = random.choice(_TITLES).format(sex=sex.title())
    about = random.choice(_ABOUT)
    if about.get("Date", "").startswith("2024") and "26" not in title:
        about = _ABOUT[0]
    rows = _rows(rounds[0], **about)
    as_json = random.random() < 0.4
    columns = ("0.json", _json(random, rows, in_rows=0)) if as_json else ("0.csv", _csv(rows))
    files = [columns, ("1.csv", _csv(_rows(rounds[1]), title))]
    random.shuffle(files)
    found = ["races of two seasons or days are one event"] if taken(files, sex=sex) else []
    made = drafted(files, sex=sex, event=title)
    return [*found, *said_otherwise(made.tables, [rounds[1]], sex)]


def another_season(random: Random) -> list[str]:
    """What is wrong where a column or key has two winters: races of both are no event."""
    sex, used = random.choice(("men", "women")), set[float]()
    head = random.choice(("Year", "Season", "Saison", "Seizoen"))
    seasons = random.choice(_SEASONS)
    rows: _Rows = []
    for season in seasons:
        skated = Round(sex, 0, races(random, sex, used, pairs=True))
        rows += [
            {**row, "Heat": f"{len(rows)}-{row['Heat']}", head: season} for row in _rows(skated)
        ]
    as_json = random.random() < 0.4
    file = ("0.json", _json(random, rows, in_rows=1)) if as_json else ("0.csv", _csv(rows))
    how = f" ({head}: {', '.join(seasons)})"
    return [f"races of two seasons are one event{how}"] if taken([file], sex=sex) else []


def silent_file(random: Random) -> list[str]:
    """What is wrong where one file says women, one men, and one nothing: asked in every order."""
    used = set[float]()
    meet = random.choice(("World Cup 2 Calgary", "Hamar 2025", ""))
    whose = random.choice(("men", "women"))
    files = []
    for name, sex in (("m", "men"), ("w", "women"), ("s", "")):
        skated = Round(sex or whose, 0, races(random, sex or whose, used, pairs=True))
        title = " ".join(filter(None, [meet, sex.title()]))
        files.append((f"{name}.csv", _csv(_rows(skated), title)))
    return [
        f"{'-'.join(name for name, _ in order)} is taken with --sex {sex}"
        for order in permutations(files)
        for sex in LAPS
        if taken([*order], sex=sex)
    ]
