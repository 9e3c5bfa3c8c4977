"""Titles and rows that differ by anything that is not known to be harmless are of two events."""

from __future__ import annotations

import json

import pytest

from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import, sheets, table, two


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Heren Junioren A", "Heren Junioren B"),
        ("Masters men 30", "Masters men 50"),
        ("Masters men 30, final", "Masters men 50, final"),
        ("成年男子", "少年男子"),
        ("高校男子 決勝", "大学男子 決勝"),
        ("Lagtempo Dam", "Lagtempo Herr"),
        ("Men Gold", "Men Silver"),
        ("Men Division 1", "Men Division 2"),
        ("Men", "Boys"),
        ("Men, quarterfinals", "Whatever"),
        ("Men sprint", "Men"),
        ("Men, Calgary", "Men, Hamar"),
        ("World Cup 1 men", "World Cup 2 men"),
        ("Men", "Ветераны"),
        ("M1", "W1"),
    ],
)
def test_unknown_words_part_events(taken: Import, one: str, other: str) -> None:
    content = two(one, other)
    one, other = one.replace(",", ""), other.replace(",", "")  # cells of the row
    said = f"there are 2 events: {one!r}, {other!r}; choose one with --event, or add --one-event"
    assert said in taken(content, "--sex", "men")[0].err
    assert taken(content, "--sex", "men", "--event", other)[1] == SECOND
    got, teams = taken(content, "--sex", "men", "--one-event")
    assert teams == sorted(FIRST + SECOND)
    assert f"are read as one event: {one!r}, {other!r}" in got.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Men's team pursuit, Final B", "Men's Team Pursuit - Final A"),
        ("Men, semifinal 1/2", "Men, semifinal 2/2"),
        ("Men Team Pursuit, final", "Men, 3200 m, semifinals"),
        ("Men, 2nd race, page 1 of 2", "Men, 3rd race, page 2 of 2"),
        ("Herren, 1. Lauf", "Herren, 2. Lauf, Ergebnisse"),
        ("Men, Friday 5 December 2025", "Men, Saturday 6 December 2025"),
        ("World Cup men", "Calgary World Cup men"),
        ("Under 23 men", "Men U23"),
        ("Heren, kleine finale", "Heren, finale"),
        ("男子 準決勝", "男子 決勝 結果"),
    ],
)
def test_harmless_words_part_none(taken: Import, one: str, other: str) -> None:
    assert taken(two(one, other))[1] == sorted(FIRST + SECOND)


def test_classes_go_on_in_the_tables_of_their_rounds(taken: Import) -> None:
    titles = "Junior men, semifinals", "Senior men, semifinals", "Junior men, finals"
    rows = ONE, OTHER, ("Jena,3:38.61",)
    text = "\n".join(map(table, titles, rows))
    assert "2 events: 'Junior men semifinals', 'Senior men semifinals'" in taken(text)[0].err
    assert taken(text, "--event", "Junior men")[1] == sorted([*FIRST, "Jena"])
    assert taken(text, "--event", "Senior")[1] == SECOND


HEADS = "Rank,Team,Time"


@pytest.mark.whole
@pytest.mark.parametrize("heading", ["Women,,", "Women,Women,Women", ",Women,"])
@pytest.mark.parametrize("empty", [",,\n", ""])
@pytest.mark.parametrize("title", ["Team pursuit 2025\n", ""])
def test_what_stands_above_a_heading_is_not_known(
    taken: Import, title: str, empty: str, heading: str
) -> None:
    ranked = [[f"{i},{row}" for i, row in enumerate(rows, 1)] for rows in (ONE, OTHER)]
    text = f"{title}{HEADS}\n" + "\n".join(ranked[0]) + f"\n{empty}{heading}\n"
    text += "\n".join(ranked[1])
    assert "there are 2 events" in taken(text)[0].err
    assert "there are 2 events" in taken(text, "--sex", "women")[0].err
    assert taken(text, "--sex", "men")[1] == FIRST
    assert taken(text, "--event", "Women")[1] == SECOND
    assert taken(text, "--one-event")[1] == sorted(FIRST + SECOND)
    assert taken(text, "--event", title.strip() or "without a title", "--sex", "men")[1] == FIRST


def test_a_round_above_the_first_that_says_who_skated_is_of_these(taken: Import) -> None:
    assert taken(two("Semifinals", "Women, finals"))[1] == sorted(FIRST + SECOND)
    assert "there are 2 events: 'Results', 'Women'" in taken(two("Results", "Women"))[0].err


PAIRS = (("Inzell,3:38.61", "Erfurt,3:40.10"), ("Berlin,3:37.61", "Dresden,3:39.10"),
         ("Jena,3:36.61", "Gera,3:41.10"), ("Halle,3:35.61", "Pirna,3:42.10"))  # fmt: skip


@pytest.mark.parametrize("lower", ["Finals", "Final", "Results", ""])
@pytest.mark.parametrize("one_event", [(), ("--one-event",)])
def test_each_of_two_tables_of_one_title_goes_on_with_the_one_above_it(
    taken: Import, lower: str, one_event: tuple[str, ...]
) -> None:
    titles = ("Women, semifinals", lower, "Men, semifinals", lower)
    text = "\n".join(map(table, titles, PAIRS))
    teams = [sorted(row.split(",")[0] for row in rows) for rows in PAIRS]
    got, women = taken(text, "--sex", "women", *one_event)
    assert women == sorted(teams[0] + teams[1])
    assert got.err.count("skated in") == 2  # of women and of men
    assert taken(text, "--sex", "men", *one_event)[1] == sorted(teams[2] + teams[3])


def test_finals_of_two_classes_are_of_the_class_above_them(taken: Import) -> None:
    titles = ("Junioren A Halbfinale Herren", "Finale", "Junioren B Halbfinale Herren", "Finale")
    text = "\n".join(map(table, titles, PAIRS))
    assert taken(text, "--event", "Junioren A")[1] == ["Berlin", "Dresden", "Erfurt", "Inzell"]
    assert taken(text, "--event", "Junioren B")[1] == ["Gera", "Halle", "Jena", "Pirna"]


def test_a_class_below_women_is_not_that_of_the_same_title_below_men(taken: Import) -> None:
    text = "\n".join(map(table, ("Women", "Junior Cup", "Men", "Junior Cup"), PAIRS))
    assert "'Women', 'Junior Cup', 'Men', 'Junior Cup (2)'" in taken(text)[0].err
    assert taken(text, "--sex", "men", "--event", "Junior Cup")[1] == ["Berlin", "Dresden"]
    assert taken(text, "--sex", "men", "--event", "Junior Cup (2)")[1] == ["Halle", "Pirna"]
    assert taken(text, "--sex", "men", "--one-event")[1] == ["Gera", "Halle", "Jena", "Pirna"]


@pytest.mark.parametrize("words", [("Dam", "Herr"), ("Juniorit A", "Juniorit B")])
def test_headings_of_unknown_words_part_events(taken: Import, words: tuple[str, str]) -> None:
    rows = [f"{words[0]},", *ONE, f"{words[1]},", *OTHER]
    text = "\n".join(["Lagtempo", "Team,Time", *rows])
    assert f"'Lagtempo {words[0]}', 'Lagtempo {words[1]}'" in taken(text, "--sex", "men")[0].err
    assert taken(text, "--sex", "men", "--event", words[1])[1] == SECOND


def test_a_team_alone_in_its_row_is_no_heading(taken: Import) -> None:
    text = "\n".join(["Team,Time", "Norway,", "Inzell,3:38.61", "Italy,", "Erfurt,3:40.10"])
    assert taken(text, "--sex", "men")[1] == ["Erfurt", "Inzell", "Italy", "Norway"]


def test_a_teams_name_says_who_skated(taken: Import) -> None:
    rows = ["Norway Men,3:38.61", "Italy Men,3:40.10", "Canada Women,3:37.61"]
    text = "\n".join(["Team,Time", *rows])
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "men")[1] == ["Italy Men", "Norway Men"]
    assert taken(text, "--sex", "women")[1] == ["Canada Women"]


def test_a_teams_name_against_its_table_is_refused(taken: Import) -> None:
    text = table("Men", (*ONE, "Canada Women,3:37.61"))
    said = "line 6: 'Canada Women' is of women, among results of men; take the row out"
    assert said in taken(text)[0].err
    assert taken(table("Men", (*ONE, "Isle of Man,3:37.61")))[1][-1] == "Isle of Man"


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        ("Sex", ("", "W", "")),
        ("Sex", ("M", "W", "", "W")),
        ("Category", ("", "Junior", "", "")),
        ("Group", ("Junior", "", "", "Junior")),
    ],
)
def test_an_empty_cell_of_who_skated_is_refused_if_it_is_not_written_once_a_group(
    taken: Import, head: str, cells: tuple[str, ...]
) -> None:
    rows = [f"{cell},{row}" for cell, row in zip(cells, (*ONE, *OTHER), strict=False)]
    got, _ = taken("\n".join([f"{head},Team,Time", *rows]), "--sex", "men")
    line = cells.index("") + 2
    assert f"line {line}, {head}: is empty; write it in every row, or once, in the first" in got.err


def test_classes_of_passings_are_several_events(taken: Import) -> None:
    lines = [f"{of},{team},{lap},{5 + 28 * lap}.0" for of, team in
             (("Men", "NOR"), ("Junior men", "NED")) for lap in range(1, 9)]  # fmt: skip
    text = "\n".join(["category,team,lap,time", *lines])
    assert "there are 2 events: 'Men', 'Junior men'" in taken(text)[0].err
    assert taken(text, "--event", "Junior men")[1] == ["NED"]


def test_teams_of_json_without_a_sex_beside_others_with_one(taken: Import) -> None:
    rows = [{"team": "NOR", "time": "3:38.61"}, {"team": "CAN", "time": "3:37.61", "sex": "W"}]
    text = json.dumps(rows)
    assert "there are 2 events: 'without a title', 'W'" in taken(text)[0].err
    assert taken(text, "--sex", "men")[1] == ["NOR"]
    assert taken(text, "--event", "W")[1] == ["CAN"]


def test_tabs_of_unknown_names_are_several_events(taken: Import) -> None:
    assert "'Pupiller', 'Juniorer'" in taken(sheets("Pupiller", "Juniorer"), "--sex", "men")[0].err
