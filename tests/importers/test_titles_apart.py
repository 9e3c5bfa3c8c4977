"""Titles of tables that empty rows part from their heads, as spreadsheets are laid out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome
from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import

EMPTY = ["", ",", ",,,\n,,,", "\n\n"]


def rows(teams: tuple[str, ...]) -> str:
    return "\n".join(["Team,Time", *teams])


@pytest.mark.whole
@pytest.mark.parametrize("empty", EMPTY)
@pytest.mark.parametrize(
    ("women", "men"),
    [
        ("Women", "Men"), ("Frauen,", "Männer,"), ("Women, semifinals", "Men, finals"),
        ("Damer lagtempo", "Herrer lagtempo"), ("World Cup 3 Women", "World Cup 3 Men"),
        ("Inseguimento femminile", "Inseguimento maschile"), ("女子 準決勝", "男子 準決勝"),
    ],
)  # fmt: skip
def test_titles_of_both_sexes_apart_from_their_heads(
    taken: Import, women: str, men: str, empty: str
) -> None:
    text = "\n".join([women, empty, rows(ONE), empty, men, empty, rows(OTHER), ""])
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "women")[1] == FIRST
    assert taken(text, "--sex", "men")[1] == SECOND


@pytest.mark.parametrize("title", ["Women", "Men, final"])
def test_a_title_right_below_the_rows_of_others(taken: Import, title: str) -> None:
    other = "Men" if title == "Women" else "Women"
    text = "\n".join([other, "", rows(ONE), title, "", rows(OTHER), ""])
    assert taken(text, "--sex", other.casefold())[1] == FIRST


def test_titles_in_two_blocks(taken: Import) -> None:
    text = "\n".join(
        ["World Cup Calgary", "", "Women", "", rows(ONE), "", "World Cup Hamar", "", "Women", "",
         rows(OTHER), ""]
    )  # fmt: skip
    got, _ = taken(text)
    assert "there are 2 events: 'World Cup Calgary Women', 'World Cup Hamar Women'" in got.err


def test_rounds_apart_from_their_heads_are_of_the_event_above(taken: Import) -> None:
    text = "\n".join(["Men, semifinals", "", rows(ONE), "", "Finals", "", rows(OTHER), ""])
    got, teams = taken(text)
    assert teams == sorted(FIRST + SECOND)
    assert "are read as one event: 'Men semifinals', 'Finals'" in got.err


def test_other_words_are_a_title_where_the_first_one_stands_so(taken: Import) -> None:
    text = "\n".join(["Women B", "", rows(ONE), "", "Kreis Süd", "", rows(OTHER), ""])
    assert "there are 2 events: 'Women B', 'Kreis Süd'" in taken(text)[0].err


@pytest.mark.parametrize(
    "line",
    ["Chief referee: Jan Smit", "* after protest", "Data by Swiss Timing", "Canada Women,",
     "Printed 12.12.2025 15:30"],
)  # fmt: skip
def test_lines_between_tables_part_no_events(taken: Import, line: str) -> None:
    text = "\n".join(["Women", rows(ONE), "", line, "", rows(OTHER), ""])
    got, teams = taken(text)
    assert got.status == 0
    assert {*teams} >= {*FIRST, *SECOND}


def test_who_is_out_below_a_heading_by_itself_is_asked(taken: Import) -> None:
    text = "\n".join(["Women", "", rows(ONE), "", "Disqualified", "", rows(OTHER), ""])
    assert "'Disqualified': not clear whether the time counts" in taken(text)[0].err


@pytest.mark.parametrize("empty", EMPTY)
def test_groups_below_the_same_heads_may_stand_apart_from_their_rows(
    taken: Import, empty: str
) -> None:
    text = "\n".join(["Team,Time", "Women,", empty, *ONE, empty, "Men,", empty, *OTHER, ""])
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "men")[1] == SECOND
    assert taken(text, "--sex", "women")[1] == FIRST


@pytest.mark.parametrize(
    "line", ["Women: 6 laps", "The women's race is at 16.00", "Track record women: 2:56.50"]
)
def test_a_line_between_tables_is_no_part_of_the_next_title(
    imported: Callable[[str], Outcome], line: str
) -> None:
    """It made the men below it women."""
    heat = "Heat,Team,Time\n{},{},3:38.08\n{},{},3:39.10\n"
    first, second = heat.format(1, "Norway", 1, "Italy"), heat.format(2, "Canada", 2, "USA")
    found = imported(f'Men\n{first}\n"{line}"\n\nMen\n{second}')
    assert found.status == 0, found
    assert "8 laps" in found.out + found.err
    assert "heat-2" in found.out + found.err
