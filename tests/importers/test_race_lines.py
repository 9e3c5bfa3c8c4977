"""Lines and rows that say of a race, by whatever name, that it does not count."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome
from helpers.workbooks import Rows, xlsx

Import = Callable[..., tuple[Outcome, list[str]]]
TIMES = ("3:38.08", "3:39.10", "3:38.58", "3:39.60", "3:40.10", "3:41.10", "3:37.10", "3:38.10")
TEAMS = ("Norway", "Italy", "Japan", "Poland", "Italy", "Poland", "Norway", "Japan")
RACES = ("Semifinal,1", "Semifinal,2", "Final B,1", "Final A,1")


def two_columns(line: str) -> str:
    rows = [f"{RACES[i // 2]},{TEAMS[i]},{TIMES[i]}" for i in range(8)]
    return "\n".join(["Round,Heat,Team,Time", *rows, f'"{line}"'])


def one_column(line: str) -> str:
    names = [race.removesuffix(",1") if "Final" in race else race.replace(",", " ")
             for race in RACES]  # fmt: skip
    rows = [f"{names[i // 2]},{TEAMS[i]},{TIMES[i]}" for i in range(8)]
    return "\n".join(["Race,Team,Time", *rows, f'"{line}"'])


def heats(line: str, *names: str) -> str:
    names = names or ("1", "2")
    rows = [f"{names[i // 2]},{TEAMS[i]},{TIMES[i]}" for i in range(4)]
    return "\n".join(["Heat,Team,Time", *rows, line])


@pytest.mark.parametrize("sheet", [two_columns, one_column])
@pytest.mark.parametrize(
    ("line", "teams"),
    [
        ("Semifinal 2 disqualified", "Japan, Poland"), ("SF2: DSQ", "Japan, Poland"),
        ("2nd semifinal: DSQ", "Japan, Poland"), ("2. Halbfinale disqualifiziert", "Japan, Poland"),
        ("Semifinals, heat 2: DNF", "Japan, Poland"), ("semifinal-2 DSQ", "Japan, Poland"),
        ("Final B: both teams DSQ", "Italy, Poland"), ("B-Finale disqualifiziert", "Italy, Poland"),
        ("FB: DSQ", "Italy, Poland"), ("final-b DSQ", "Italy, Poland"),
        ("Semifinals disqualified", "Norway, Italy, Japan, Poland"),
        ("Last race DSQ", "Norway, Japan"),
    ],
)  # fmt: skip
def test_a_status_of_a_race_is_refused(
    taken: Import, sheet: Callable[[str], str], line: str, teams: str
) -> None:
    got, _ = taken(sheet(line), "--sex", "men")
    assert got.status == 2
    assert f"not clear whether the times of {teams} count; write D" in got.err


@pytest.mark.parametrize(
    "line",
    [
        "2. Paar disqualifiziert,,", "2nd heat DQ,,", "Second pair: DSQ,,", ",2nd heat,DSQ",
        "Zweiter Lauf disqualifiziert,,", "2e rit gediskwalificeerd,,", "Andre par DSQ,,",
        "Deuxième série: DSQ,,", "Heat no. 2: DSQ,,", "H2: DSQ,,", "Last pair DSQ,,",
    ],
)  # fmt: skip
def test_a_heat_by_its_ordinal_is_one(taken: Import, line: str) -> None:
    got, _ = taken(heats(line), "--sex", "men")
    assert got.status == 2
    assert "not clear whether the times of Japan, Poland count" in got.err


@pytest.mark.parametrize("name", ["M2", "Poule 2", "Run II 2"])
def test_a_race_by_the_name_in_its_cell_is_one(taken: Import, name: str) -> None:
    got, _ = taken(heats(f"{name}: DSQ,,", "X 1", name), "--sex", "men")
    assert "not clear whether the times of Japan, Poland count" in got.err


@pytest.mark.parametrize(
    "line",
    [
        "Semifinal 3: DSQ", "DSQ: disqualified", "FA = Final A, DSQ = disqualified",
        "DNF Did not finish, DSQ Disqualified, SF2 Semifinal 2", "Semifinals: no DSQ",
        "Teams that were disqualified in the semifinals take the last places of all",
        "Quarterfinals: DSQ",
    ],
)  # fmt: skip
def test_lines_of_no_race_of_the_table_are_not(taken: Import, line: str) -> None:
    got, _ = taken(two_columns(line), "--sex", "men")
    assert got.status == 0, got.err


@pytest.mark.parametrize(
    "line",
    [
        '"Heat 1: false start, restarted; no disqualification",,,', "DSQ from heat 1: 0,,,",
        "Heat 1 restarted after DNF of a skater,,,",
    ],
)  # fmt: skip
def test_ok_lets_a_harmless_line_in(taken: Import, line: str) -> None:
    """As the remedy says."""
    text = heats(line).replace("Time", "Time,Status").replace(".60", ".60,").replace(".58", ".58,")
    for said, status in (("", 2), ("OK", 0)):
        rows = text.replace(".08", f".08,{said}").replace(".10", f".10,{said}")
        got, _ = taken(rows, "--sex", "men")
        assert got.status == status, got.err
        assert status == 0 or "OK of those whose time counts" in got.err


@pytest.mark.parametrize("line", ["{}: disqualified", "{} - DSQ", "DSQ: {}", "{} (DSQ)", "{} DSQ"])
@pytest.mark.parametrize(
    ("one", "other"),
    [("A", "B"), ("Gold", "Bronze"), ("Gull", "Bronse"), ("Blue", "Red"), ("Lyn", "Øst")],
)
def test_a_race_by_a_name_without_a_word_of_races_is_one(
    taken: Import, line: str, one: str, other: str
) -> None:
    said = line.format(other)
    for row in (f"{said},,", f"\n{said}", f",{other},DSQ"):
        got, _ = taken(heats(row, one, other), "--sex", "men")
        assert got.status == 2, row
        assert "not clear whether the times of Japan, Poland count" in got.err


@pytest.mark.parametrize("title", ["Gold", "Men - Gold", "Semifinal 2", "Final B"])
def test_so_is_one_that_a_title_names(taken: Import, title: str) -> None:
    line = f"{title.removeprefix('Men - ')}: both teams DSQ"
    text = f"{title}\nTeam,Time\nJapan,3:38.58\nPoland,3:39.60\n{line},"
    got, _ = taken(text, "--sex", "men")
    assert "not clear whether the times of Japan, Poland count" in got.err


@pytest.mark.parametrize(
    "line", ["A team was disqualified", "B: no disqualification", "C: disqualified"]
)
def test_names_of_no_race_in_a_line_are_not(taken: Import, line: str) -> None:
    got, _ = taken(heats(f"{line},,", "A", "B"), "--sex", "men")
    assert got.status == 0, got.err


def book(name: str, rows: Rows) -> bytes:
    """A workbook with two heats and a sheet without results."""
    results = [each.split(",") for each in heats("").splitlines() if each]
    return xlsx({"Team Pursuit": results, name: rows})


@pytest.mark.parametrize(
    ("name", "row", "teams"),
    [
        ("Jury", ["Heat 1: both teams disqualified"], "Norway, Italy"),
        ("Jury", ["Heat 1 disqualified"], "Norway, Italy"),
        ("Jury", ["Heat 2: DSQ"], "Japan, Poland"), ("Jury", ["2nd heat", "DSQ"], "Japan, Poland"),
        ("Notes", ["Heat 2", "both teams", "disqualified"], "Japan, Poland"),
        ("Team pursuit, jury", ["Heat 2 did not finish"], "Japan, Poland"),
    ],
)  # fmt: skip
def test_a_status_of_a_race_on_another_sheet_is_refused(
    taken: Import, name: str, row: list[str], teams: str
) -> None:
    got, _ = taken(book(name, [row]), "--sex", "men")
    assert got.status == 2
    assert f"sheet {name}, row 1: " in got.err
    assert f"not clear whether the times of {teams} count" in got.err


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("Mass start", ["Heat 1 disqualified"]), ("500 m", ["Heat 1: DSQ"]),
        ("Women", ["Heat 2: DSQ"]), ("Jury", ["Heat 3: DSQ"]), ("Jury", ["Heat 1: OK"]),
        ("Jury", ["Heat 1", "John Smith", "DNF"]),
    ],
)  # fmt: skip
def test_what_another_sheet_says_of_another_race_is_not_asked(
    taken: Import, name: str, row: list[str]
) -> None:
    got, teams = taken(book(name, [row]), "--sex", "men")
    assert got.status == 0, got.err
    assert teams == ["Italy", "Japan", "Norway", "Poland"]


@pytest.mark.parametrize(
    ("names", "line", "teams"),
    [
        (("I", "II"), "II. disqualified,,", "Japan, Poland"),
        (("I", "II"), "Second heat disqualified,,", "Japan, Poland"),
        (("Pair One", "Pair Two"), "Second pair disqualified,,", "Japan, Poland"),
        (("Pair One", "Pair Two"), "Pair 1 DSQ,,", "Norway, Italy"),
        (("1", "2"), "Heat II disqualified,,", "Japan, Poland"),
        (("1", "2"), "Both teams of heat two disqualified,,", "Japan, Poland"),
        (("1", "2"), "In heat two both teams DSQ,,", "Japan, Poland"),
        (("1", "2"), "By jury decision heat II is disqualified,,", "Japan, Poland"),
        (("1", "2"), "In pair no. II disqualified,,", "Japan, Poland"),
        (("1", "2"), "Heats one and two: DSQ,,", "Norway, Italy, Japan, Poland"),
        (("1", "2"), "Pair two: DSQ,,", "Japan, Poland"),
        (("Pair Five", "Pair Six"), "Pair 6 disqualified,,", "Japan, Poland"),
        (("V", "VI"), "6th heat disqualified,,", "Japan, Poland"),
        (("Lauf sechs", "Lauf sieben"), "Lauf VII disqualifiziert,,", "Japan, Poland"),
    ],
)
def test_a_heat_numbered_in_letters_is_known(
    taken: Import, names: tuple[str, str], line: str, teams: str
) -> None:
    got, _ = taken(heats(line, *names), "--sex", "men")
    assert got.status == 2
    assert f"not clear whether the times of {teams} count" in got.err


@pytest.mark.parametrize(
    "line",
    ["Teams retired before the bronze race: none,,", "Disqualifiziert nach Bronze: nein,,"],
)  # fmt: skip
def test_a_line_that_says_none_is_let_in(taken: Import, line: str) -> None:
    got, _ = taken(heats(line, "Gold", "Bronze"), "--sex", "men")
    assert got.status == 0, got.err


@pytest.mark.parametrize(
    "line",
    [
        "Bronze disqualified. Protests: none,,", "Bronze: DSQ,,",
        "Bronze disqualified - reason: none,,", "Bronze disqualified with appeal: none,,",
        "Bronze disqualified and protest against it: no,,",
        "Disqualified in Bronze with reason: none,,",
    ],
)  # fmt: skip
def test_none_of_something_else_is_no_denial(taken: Import, line: str) -> None:
    got, _ = taken(heats(line, "Gold", "Bronze"), "--sex", "men")
    assert got.status == 2


@pytest.mark.parametrize(
    ("line", "of_women", "asked"),
    [
        ("Red: DNF", "DNS", True), ("Red: DNF", "DNF", False),
        ("Red – did not finish", "DNS", True), ("Heat Red DSQ", "DNF", True),
        ("Blue: DNF", "DNS", True),
    ],
)  # fmt: skip
def test_a_status_in_a_race_of_the_same_name_explains_a_line_if_it_is_the_same(
    taken: Import, line: str, of_women: str, asked: bool
) -> None:
    """Men and women have a heat Red and a heat Blue each: the line may be of the men."""
    rows = ["Gender,Heat,Team,Time,Status"]
    for heat, teams in (("Red", "NOR ITA"), ("Blue", "JPN POL")):
        rows += [f"Men,{heat},{team},3:4{i}.10," for i, team in enumerate(teams.split())]
    rows.append(f"{line},,,,")
    for heat, teams in (("Red", "NED CAN"), ("Blue", "USA GER")):
        rows += [f"Women,{heat},{team},,{of_women}" for team in teams.split()]
    got, _ = taken("\n".join(rows), "--sex", "men")
    assert (got.status, "not clear whether the times of" in got.err) == (2 * asked, asked)


@pytest.mark.parametrize(("mens", "asked"), [("DNS", True), ("DSQ", False)])
def test_a_heat_of_the_other_sex_answers_for_no_other(
    taken: Import, mens: str, *, asked: bool
) -> None:
    women = "W,1,Norway,2:58.10\nW,1,Italy,2:59.10\nHeat 1: disqualified,,,\n"
    sheet = f"Sex,Heat,Team,Time\n{women}M,1,Japan,{mens}\nM,1,Poland,{mens}\nM,2,China,3:40.10\n"
    got, _ = taken(sheet, "--sex", "women")
    assert ("not clear whether the times of Norway, Italy count" in got.err) is asked, got.err
