"""A masthead above the first table of a sheet, which titles of later tables do not repeat."""

from __future__ import annotations

import pytest

from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import, table, two
from helpers.workbooks import xlsx

HEAD = "ISU World Cup Speed Skating #1\nSalt Lake City (USA), 15 Nov 2025\n"
A, B = "Team Pursuit Men - Division A", "Team Pursuit Men - Division B"
BOTH = sorted(FIRST + SECOND)


@pytest.mark.parametrize(
    ("head", "first", "later"),
    [
        (HEAD, A, B), (f"{HEAD}\n", A, B),
        ("Wanderpokal Inzell 2025\n", "Herren Halbfinale", "Herren Finale"),
        ("Eisfest 2025\n", "Men, heats 1 to 4", "Men, heats 5 to 8"),
        ("Junior Trophy #2 Hamar\n", "Men - Quarterfinals", "Men - Semifinals"),
        (HEAD, A, f"{B}, Salt Lake City"), (HEAD, A, f"{B}, 15 Nov 2025"),
        (HEAD, f"{A}\nOfficial results", B),
    ],
)  # fmt: skip
def test_a_masthead_goes_for_later_tables(taken: Import, head: str, first: str, later: str) -> None:
    got, teams = taken(head + two(first, f'"{later}"'))
    assert teams == BOTH
    assert "tables of different titles are read as one event" in got.err


@pytest.mark.parametrize(
    ("head", "first", "later"),
    [
        (HEAD, A, f"{B}, Hamar"),  # another place
        (HEAD, A, f"{B}, 22 Nov 2025"), (HEAD, A, f"{B}, 2026"),  # another day, another year
        (HEAD, A, "Team Pursuit Junior Men - Division B"), (HEAD, A, f"{B} Amateure"),
        (HEAD, A, "Men 2800 m - Division B"),
        (HEAD, A, "ISU World Cup Speed Skating #2\nTeam Pursuit Men - Division B"),
        (HEAD, A, "ISU World Cup Speed Skating #2\n\nTeam Pursuit Men - Division B"),
        ("Junioren B\n", "Herren Lauf 1", "Herren Lauf 2"),  # a class, and no meet
        ("Eisfest Junioren 2025\n", "Herren", "Herren"),  # of whom the second is, nobody knows
    ],
)  # fmt: skip
def test_what_says_otherwise_is_of_another_event(
    taken: Import, head: str, first: str, later: str
) -> None:
    quoted = "\n".join(f'"{line}"' if line else "" for line in later.split("\n"))
    assert "there are 2 events" in taken(head + two(first, quoted))[0].err


def test_women_below_men_do_not_part_them(taken: Import) -> None:
    women = table("Team Pursuit Women - Division A", ("Jena,3:36.61", "Gera,3:41.10"))
    text = f"{HEAD}{two(A, B)}\n{women}"
    assert taken(text, "--sex", "men")[1] == BOTH
    assert taken(text, "--sex", "women")[1] == ["Gera", "Jena"]


def test_another_meet_begins_its_own(taken: Import) -> None:
    other = HEAD.replace("#1", "#2").replace("15", "22")
    rows = ("Jena,3:36.61",), ("Gera,3:41.10",)
    text = f"{HEAD}{two(A, B)}\n{other}{table(A, rows[0])}\n{table(B, rows[1])}"
    assert "there are 2 events" in taken(text)[0].err
    assert taken(text, "--event", "Skating 1")[1] == BOTH
    assert taken(text, "--event", "Skating 2")[1] == ["Gera", "Jena"]


def test_a_masthead_is_of_its_own_sheet(taken: Import) -> None:
    rows = [["Team", "Time"], *(row.split(",") for row in ONE)]
    others = [["Team", "Time"], *(row.split(",") for row in OTHER)]
    head = [[line] for line in HEAD.splitlines()]
    assert taken(xlsx({"Men": [*head, [A], *rows, [], [B], *others]}))[1] == BOTH
    book = xlsx({"Sheet1": [*head, [A], *rows], "Sheet2": [[B], *others]})
    assert "there are 2 events" in taken(book)[0].err
