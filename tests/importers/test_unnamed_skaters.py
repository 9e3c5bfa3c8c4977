"""Places of skaters in which nobody is named."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from helpers.outcomes import CLI, Outcome

STROKES = ("-", "–", "—", "?", "--", "...", "*")
WORDS = ("n/a", "N/A", "NaN", "TBA", "tbd", "unknown", "Unknown", "x", "N.N.", "unbekannt")
NAMES = ("Ola Lie", "Per Mo", "Jan Nes")


def brought_in(cli: CLI, path: Path, text: str) -> tuple[Outcome, tuple[str, ...]]:
    """What an import leaves, and the line-up of the first team."""
    path.write_text(text, encoding="utf-8")
    made = path.with_suffix(".toml")
    found = cli("import", path, "--sex", "men", "-o", made, "--force")
    assert found.status == 0, found.err
    races = tomllib.loads(made.read_text(encoding="utf-8"))["races"].values()
    entries = [race[side] for race in races for side in ("finish", "crossing") if side in race]
    (lineup,) = (each["lineup"] for each in entries if each["team"] == "NOR")
    return found, () if lineup == "unknown" else tuple(lineup)


def with_empty(at: int, said: str) -> list[str]:
    names = [*NAMES]
    names.insert(at, said)
    return names


@pytest.mark.whole
@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("said", [*STROKES, *WORDS])
def test_an_empty_place_is_nobody(cli: CLI, tmp_path: Path, said: str, at: int) -> None:
    names = with_empty(at, said)
    rows = f"Norway,3:38.08,{','.join(names)}\nItaly,3:39.10,A,B,C,D\n"
    heads = "Team,Time,Skater 1,Skater 2,Skater 3,Skater 4\n"
    table = brought_in(cli, tmp_path / "table.csv", heads + rows)
    listed = [{"team": "Norway", "heat": 1, "time": "3:38.08", "skaters": names},
              {"team": "Italy", "heat": 1, "time": "3:39.10"}]  # fmt: skip
    keys = brought_in(cli, tmp_path / "keys.json", json.dumps({"results": listed}))
    listed[0]["skaters"] = [{"name": name} for name in names]
    objects = brought_in(cli, tmp_path / "objects.json", json.dumps({"results": listed}))
    cell = f'Team,Time,Skaters\nNorway,3:38.08,"{" / ".join(names)}"\nItaly,3:39.10,\n'
    one = brought_in(cli, tmp_path / "cell.csv", cell.replace("x /", "- /").replace("/ x", "/ -"))
    for found, lineup in (table, keys, objects):
        assert lineup == NAMES
        assert ("names nobody" in found.err) == (said in WORDS)
    assert one[1] == NAMES


def test_who_is_not_named_at_all_is_unknown(cli: CLI, tmp_path: Path) -> None:
    heads = "Team,Time,Skater 1,Skater 2,Skater 3,Skater 4\n"
    rows = "Norway,3:38.08,-,-,-,-\nItaly,3:39.10,A,B,C,D\n"
    assert brought_in(cli, tmp_path / "table.csv", heads + rows)[1] == ()


@pytest.mark.parametrize("name", ["Na", "NA", "Nan", "X", "Alt", "Rider", "None-Lie"])
def test_names_that_look_so_are_names(cli: CLI, tmp_path: Path, name: str) -> None:
    heads = "Team,Time,Skater 1,Skater 2,Skater 3\n"
    rows = f"Norway,3:38.08,{name},LEE,KIM\nItaly,3:39.10,A,B,C\n"
    assert brought_in(cli, tmp_path / "table.csv", heads + rows)[1] == (name, "LEE", "KIM")


# Who is a surname and who a first name only capitals and initials say for certain.
@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("LIE, Ola, MO, Per, NES, Jan", ("LIE, Ola", "MO, Per", "NES, Jan")),
        ("Lie, O., Mo, P., Nes, J.", ("Lie, O.", "Mo, P.", "Nes, J.")),
        ("Lie, O, Mo, P, Nes, J-P.", ()),
        ("Lie, Ola, Mo, Per, Nes, Jan", ()), ("Ola, Lie, Per, Mo, Jan, Nes, Kai", ()),
        ("LIE, OLA, MO, PER, NES, JAN", ()), ("O., Lie, P., Mo, J., Nes", ()),
    ],
)  # fmt: skip
def test_first_names_behind_commas(
    cli: CLI, tmp_path: Path, said: str, names: tuple[str, ...]
) -> None:
    text = f'Heat,Team,Skaters,Time\n1,NOR,"{said}",3:38.08\n1,ITA,A;B;C,3:39.10\n'
    found, taken = brought_in(cli, tmp_path / "results.csv", text)
    assert taken == names
    asked = f"the commas of {said!r} do not say who is one skater: write ; between skaters"
    assert (asked in found.err) == (not names)
    assert "fewer than three" not in found.err
