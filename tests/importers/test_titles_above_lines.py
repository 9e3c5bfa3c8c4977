"""Titles of tables with lines between them and their heads: hours, referees, legends, protests."""

from __future__ import annotations

import pytest

from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import

# Times of six laps, and of eight.
WOMEN = "Inzell,3:01.08", "Erfurt,3:02.04", "Chemnitz,3:03.10"


def rows(teams: tuple[str, ...]) -> list[str]:
    return ["Team,Time", *teams, ""]


@pytest.mark.parametrize("apart", [[], [""]])
@pytest.mark.parametrize(
    "lines",
    [
        ["Start: 15:00"], ["Start 15:00"], ["14:30"], ["Start time,14:00"], ["Start,15:00"],
        ["Referee: Jan de Jong"], ['"Referee: Lund, Anna (NOR)"'], ["DSQ = disqualified"],
        ["Referee: Jan de Jong", "", "Start: 15:00"],
    ],
)  # fmt: skip
def test_lines_below_each_title(taken: Import, lines: list[str], apart: list[str]) -> None:
    women, men = ([who, *lines, *apart] for who in ("Women", "Men"))
    text = "\n".join([*women, *rows(ONE), *men, *rows(OTHER)])
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "women")[1] == FIRST
    assert taken(text, "--sex", "men")[1] == SECOND


@pytest.mark.parametrize(
    "line", ["NOR: protest", "Start: 15:00", "Ice resurfacing", "Women: 6 laps", "Good luck, women"]
)
def test_a_line_below_the_second_title_alone(taken: Import, line: str) -> None:
    text = "\n".join(["Women", "", *rows(ONE), "Men", "", f'"{line}"', "", *rows(OTHER)])
    assert taken(text, "--sex", "women")[1] == FIRST
    assert taken(text, "--sex", "men")[1] == SECOND


@pytest.mark.parametrize(
    "title",
    ["14 Feb 2026,15:00,{}", "{},Referee: X", "{},Start: 15:00", "Team pursuit,{},15.00 Uhr"],
)
@pytest.mark.parametrize("apart", [[], [""]])
def test_titles_in_several_cells(taken: Import, title: str, apart: list[str]) -> None:
    women, men = ([title.format(who), *apart] for who in ("Women", "Men"))
    text = "\n".join([*women, *rows(ONE), *men, *rows(OTHER)])
    assert taken(text, "--sex", "men")[1] == SECOND
    assert taken(text, "--sex", "women")[1] == FIRST


@pytest.mark.parametrize(
    ("first", "second", "races"),
    [
        ("Final A", "Final B\n14:30", "final-a, final-b"),
        ("Semi-final 1", "Semi-final 2: 14:30", "semi-final-1, semi-final-2"),
    ],
)
def test_a_round_with_its_hour_is_the_round_of_its_table(
    taken: Import, first: str, second: str, races: str
) -> None:
    text = "\n".join([first, "", *rows(ONE[:2]), second, "", *rows(OTHER[:2])])
    got, teams = taken(text, "--sex", "men")
    assert f"sides of {races}" in got.err
    assert teams == ["Berlin", "Dresden", "Erfurt", "Inzell"]


@pytest.mark.parametrize(
    "line",
    [
        "Team pursuit women follows after the ice preparation", "Fastest women 2025 Japan 2:50",
        "Women skate tomorrow", "The women's race is at 16.00", "Women at 16.00",
        "World record women: 2:50.76", "World record women 2:50", "Women: see next page",
        "Women: 6 laps",
    ],
)  # fmt: skip
@pytest.mark.parametrize("second", ["", "Heat 2", "Men, quarterfinal 2"])
def test_a_sentence_of_women_is_no_title_of_men(taken: Import, line: str, second: str) -> None:
    below = [second] if second else []
    first = ["Men's team pursuit", ""]
    text = "\n".join([*first, *rows(ONE), f'"{line}"', "", *below, *rows(OTHER)])
    got, teams = taken(text)
    assert teams == sorted(FIRST + SECOND), got
    assert "8 laps" in got.err


PERHAPS = [
    "ISU Junior World Cup {} team pursuit", "{} student team pursuit", "Junior {} of the club",
    "{}: results after protest", "{} (to be confirmed by the referee)", "{} presented by ISU",
]  # fmt: skip
BETWEEN = [[""], ["", "Referee: Jan de Jong", ""], ["", "Heat 2"], ["Start: 15:00", ""]]


@pytest.mark.whole
@pytest.mark.parametrize("below", BETWEEN)
@pytest.mark.parametrize("line", PERHAPS)
@pytest.mark.parametrize("apart", [[], [""]])
def test_words_that_nobody_knows_beside_who_skated_part_events(
    taken: Import, line: str, below: list[str], apart: list[str]
) -> None:
    first = ["Women", *apart, *rows(ONE)]
    women = "\n".join([*first, f'"{line.format("women")}"', *below, *rows(OTHER)])
    assert "there are 2 events: 'Women', " in taken(women)[0].err
    assert taken(women, "--one-event")[1] == sorted(FIRST + SECOND)
    men = "\n".join([*first, f'"{line.format("men")}"', *below, *rows(OTHER)])
    assert "holds results of men and of women" in taken(men)[0].err
    assert taken(men, "--sex", "men")[1] == SECOND
    assert taken(men, "--sex", "women")[1] == FIRST


@pytest.mark.parametrize(
    "lines",
    [
        ["", "Junior race of students"], ["", "Women students,Heerenveen"], ["Women students"],
        ["", "Heerenveen", "Women students"], ["", "Junior race of students", "", "Women"],
    ],
)  # fmt: skip
def test_a_class_among_unknown_words_parts_events_too(taken: Import, lines: list[str]) -> None:
    text = "\n".join(["Women", *rows(ONE)[:-1], *lines, "", *rows(OTHER)])
    assert "there are 2 events: 'Women', " in taken(text)[0].err
    assert taken(text, "--one-event", "--sex", "women")[1] == sorted(FIRST + SECOND)


def test_a_table_of_others_can_be_chosen_by_its_words(taken: Import) -> None:
    text = "\n".join(["Women", *rows(ONE), "Women student team pursuit", "", *rows(OTHER)])
    assert taken(text, "--event", "student")[1] == SECOND


@pytest.mark.parametrize("line", ["Good luck, women", "Women students are next", "Women B: page 2"])
def test_below_the_sure_title_of_men_it_is_a_line(taken: Import, line: str) -> None:
    text = "\n".join(["Women", *rows(ONE), "Men", "", f'"{line}"', "", *rows(OTHER)])
    assert taken(text, "--sex", "men")[1] == SECOND


@pytest.mark.parametrize("line", ["Referee,J. Jansen", "J. Jansen,K. Smit", "Ice,-7.5"])
@pytest.mark.parametrize("heads", ["Heat,Team,Time", "Team,Heat,Time"])
def test_offices_in_two_cells_below_a_title(taken: Import, line: str, heads: str) -> None:
    """Beside three heads they were rows that were cut."""
    heat = "1,{}" if heads.startswith("Heat") else "{},1"
    women, men = (
        [f"{heat.format(team)},{time}" for team, time in (row.split(",") for row in teams)]
        for teams in (ONE[:2], OTHER[:2])
    )
    text = "\n".join(["Women", heads, *women, "", "Men", line, "", heads, *men, ""])
    assert taken(text, "--sex", "men")[1] == SECOND[:2]
    assert taken(text, "--sex", "women")[1] == FIRST[1:]


def test_a_round_of_others_is_no_part_of_a_title(taken: Import) -> None:
    text = "\n".join(
        ["Men Quarterfinal 1", *rows(ONE[:2]), "Finals 16 February 2026", "",
         "Men Quarterfinal 2", *rows(OTHER[:2])]
    )  # fmt: skip
    got, _ = taken(text)
    assert "sides of men-quarterfinal-1, men-quarterfinal-2, in the order" in got.err


def test_times_of_others_below_no_title_are_asked(taken: Import) -> None:
    """Men's times of eight laps would be women's of six."""
    text = "\n".join(["Women", "", *rows(WOMEN), "Good luck to the men", "", *rows(OTHER)])
    got, _ = taken(text)
    assert got.status == 2
    assert "line 11: nothing says who skated in the table of Berlin, Dresden, Grefrath" in got.err
    assert "add --sex women if they did" in got.err
    assert taken(text, "--sex", "women")[1] == sorted(FIRST + SECOND)


def test_a_slow_team_beside_a_fast_one_is_not(taken: Import) -> None:
    others = ("Berlin,3:37.61", "Dresden,3:02.10")
    text = "\n".join(["Women", "", *rows(WOMEN), "Page 2", "", *rows(others)])
    assert taken(text)[0].status == 0


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("Venue: Heerenveen", "Venue: Heerenveen"), ("Date: 14 Feb 2026", "Date: 15 Feb 2026"),
        ("Referee: A", "Referee: B"), ("Start: 14:00", "Start: 15:00"), ("Track: Thialf", "14:30"),
    ],
)  # fmt: skip
def test_lines_below_titles_part_no_events(taken: Import, line: str, others: str) -> None:
    text = "\n".join(["Men", line, "", *rows(ONE), "Men", others, "", *rows(OTHER)])
    got, teams = taken(text)
    assert teams == sorted(FIRST + SECOND), got


def test_lines_that_say_other_places_do(taken: Import) -> None:
    one, other = ["Men", "Venue: Heerenveen", ""], ["Men", "Venue: Hamar", ""]
    got, _ = taken("\n".join([*one, *rows(ONE), *other, *rows(OTHER)]))
    assert "there are 2 events: 'Men Venue: Heerenveen', 'Men Venue: Hamar'" in got.err


def test_lines_beside_a_title_are_told(taken: Import) -> None:
    text = "\n".join(["Men", "Referee: A", "", *rows(ONE)])
    assert "lines below a title are not read: 'Referee: A'" in taken(text)[0].err
