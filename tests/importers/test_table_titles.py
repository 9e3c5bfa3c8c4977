"""Titles of tables and names of sheets say who skated, and which event it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from helpers.result_tables import FIRST, ONE, OTHER, SECOND, Import, sheets, table, two

Cli = Callable[..., Outcome]


@pytest.mark.parametrize(
    ("women", "men"),
    [
        ("SM lagtempo Damer", "SM lagtempo Herrar"),
        ("Inseguimento a squadre femminile", "Inseguimento a squadre maschile"),
        ("Persecución femenina", "Persecución masculina"),
        ("Poursuite féminine", "Poursuite masculine"),
        ("女子チームパシュート", "男子チームパシュート"),
        ("여자 팀추월", "남자 팀추월"),
        ("Naiset", "Miehet"),
        ("Drużynowy kobiet", "Drużynowy mężczyzn"),
        ("Командная гонка, женщины", "Командная гонка, мужчины"),
    ],
)
def test_titles_of_both_sexes_are_chosen_from(taken: Import, women: str, men: str) -> None:
    assert "holds results of men and of women" in taken(two(women, men))[0].err
    assert taken(two(women, men), "--sex", "women")[1] == FIRST
    assert taken(two(women, men), "--sex", "men")[1] == SECOND


def test_a_title_without_an_empty_row_above_it_says_who_skated(taken: Import) -> None:
    joint = table("Frauen", ONE) + table("Männer", OTHER)
    assert taken(joint, "--sex", "men")[1] == SECOND


def test_who_skated_is_not_taken_over_by_a_table_of_something_else(taken: Import) -> None:
    text = two("Meisterschaft Frauen", "Meisterschaft Junioren")
    assert "'Meisterschaft Frauen', 'Meisterschaft Junioren'; choose one with --event" in (
        taken(text)[0].err
    )
    assert taken(text, "--event", "Junioren", "--sex", "men")[1] == SECOND
    assert taken(text, "--sex", "men")[1] == SECOND  # women are none
    assert taken(text, "--event", "Frauen")[1] == FIRST


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Calgary 2025", "Calgary 2026"),
        ("Women", "Junior women"),
        ("Women 2400 m", "Women 3200 m"),
    ],
)
def test_years_classes_and_distances_are_of_several_events(
    taken: Import, one: str, other: str
) -> None:
    got, _ = taken(two(one, other), "--sex", "women")
    assert "there are 2 events" in got.err
    wanted = other.rsplit(maxsplit=1)[-1] if one.startswith("Calgary") else other
    if other != "Junior women":
        assert taken(two(one, other), "--sex", "women", "--event", wanted)[1] == SECOND


@pytest.mark.parametrize(
    "lower", ["Semifinals", "Final A", "Viertelfinale, Lauf 2", "Results", "Sunday 15:30 Calgary"]
)
def test_tables_that_go_on_are_one_event_and_it_is_told(taken: Import, lower: str) -> None:
    got, teams = taken(two("World Cup Calgary, women", lower))
    assert teams == sorted(FIRST + SECOND)
    title = lower.replace(",", "")  # cells of the row
    assert f"are read as one event: 'World Cup Calgary women', '{title}'" in got.err


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("Frauen Halbfinale", "Finale um Platz 3"),
        ("Kvinner semifinaler", "Bronsefinale"),
        ("Femmes, demi-finales", "Finale pour la 3e place"),
        ("Dames halve finales", "Finale om het brons"),
        ("女子 準決勝", "決勝"),
        ("Женщины. Полуфинал", "Финал"),
        ("Finał", "Kobiety - Półfinał"),
        ("Junior World Championships, Women, Semifinals", "Women, Finals"),
        ("Women semifinals, 30 December 2024", "Women finals, 2 January 2025"),
        ("Women semifinals 2024/25", "Women finals, 2 January 2025"),
        ("Women, Thialf, 400 m track", "Women 2400 m"),
    ],
)
def test_what_contradicts_nothing_is_one_event_of_women(
    taken: Import, upper: str, lower: str
) -> None:
    got, teams = taken(two(upper, lower))
    assert teams == sorted(FIRST + SECOND)
    assert "are read as one event" in got.err
    assert ": 6 laps, as " in got.err
    assert "there are no results of men" in taken(two(upper, lower), "--sex", "men")[0].err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Women, 5 December 2024", "Women, 6 December 2025"),
        ("Women 2024/25", "Women 2025/26"),
        ("Junior women, finals", "Women, finals"),
        ("Women U19", "Women U23"),
    ],
)
def test_what_contradicts_is_of_several_events(taken: Import, one: str, other: str) -> None:
    got, _ = taken(two(one, other), "--sex", "women")
    assert "there are 2 events" in got.err
    remedy = "or add --one-event if their titles, classes, days and places are of one"
    assert f"choose one with --event, {remedy}" in got.err


def test_a_table_goes_on_with_the_one_above(taken: Import) -> None:
    text = "\n".join([table("Men", ONE), table("Finals", OTHER), table("Women", ("Jena,3:38.61",))])
    got, teams = taken(text, "--sex", "men")
    assert teams == sorted(FIRST + SECOND)
    assert "assumed: men skated in 'Finals' too, where nothing says who" in got.err
    assert "read: left out, of women: 'Women'" in got.err
    assert taken(text, "--sex", "women")[1] == ["Jena"]


@pytest.mark.parametrize("names", [("S", "F"), ("H", "F"), ("A", "D"), ("W", "S")])
def test_a_letter_does_not_say_who_skated(taken: Import, names: tuple[str, str]) -> None:
    one, other = names
    for content in (sheets(*names), two(*names)):
        assert f"2 events: {one!r}, {other!r}" in taken(content, "--sex", "men")[0].err
        everybody = taken(content, "--sex", "men", "--one-event")[1]
        assert everybody == sorted(FIRST + SECOND)
        assert "does not say who skated" in taken(content, "--one-event")[0].err


@pytest.mark.parametrize("names", [("W", "M"), ("D", "H"), ("F", "M")])
def test_two_letters_that_part_women_and_men_do(taken: Import, names: tuple[str, str]) -> None:
    assert "holds results of men and of women" in taken(sheets(*names))[0].err
    assert taken(sheets(*names), "--sex", "women")[1] == FIRST


@pytest.mark.parametrize("head", ["Distance", "Event"])
def test_a_distance_and_an_event_say_who_skated(taken: Import, head: str) -> None:
    text = f"Team,{head},Time\nBerlin,Women Team Pursuit,3:38.61\nJena,Women Team Pursuit,3:40.1\n"
    assert "there are no results of men" in taken(text, "--sex", "men")[0].err
    assert "as women skate" in taken(text)[0].err


def test_tabs_of_a_workbook_say_who_skated(taken: Import) -> None:
    assert "holds results of men and of women" in taken(sheets("Women", "Men"))[0].err
    assert taken(sheets("Women", "Men"), "--sex", "men")[1] == SECOND
    assert taken(sheets("Women", "Men"), "--sex", "women")[1] == FIRST


def test_tabs_of_several_years_are_several_events(taken: Import) -> None:
    assert "'2024', '2025'; choose one with --event" in taken(sheets("2024", "2025"))[0].err


def test_names_that_programs_give_to_sheets_say_nothing(taken: Import) -> None:
    got, teams = taken(sheets("Sheet1", "Tabelle2"), "--sex", "men")
    assert teams == sorted(FIRST + SECOND)
    assert "one event" not in got.err


def test_a_column_of_any_head_with_men_and_women_says_who_skated(taken: Import) -> None:
    text = "Class,Name,Time\nWomen,Zwolle,3:40.61\nMen,Utrecht,3:58.61\nMen,Assen,3:59.61\n"
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "men")[1] == ["Assen", "Utrecht"]


def test_a_choice_that_no_file_can_answer_is_told(taken: Import) -> None:
    text = table("", ONE).lstrip()
    got, _ = taken(text, "--sex", "men", "--event", "Calgary 2024", "--distance", "Women")
    assert "no file says its distance, so that --distance 'Women' chooses nothing" in got.err
    assert "no file says its event, so that --event 'Calgary 2024' chooses nothing" in got.err


def test_passings_of_men_and_women_are_chosen_from(taken: Import) -> None:
    """Both sexes have a heat 1, and one of its teams is of the same nation."""
    lines = ["gender,heat,team,lap,time"]
    for sex, lap_s, teams, laps in (("M", 27.0, ("NED", "NOR"), 8), ("W", 29.0, ("NED", "CAN"), 6)):
        lines += [f"{sex},1,{team},{lap},{5 + lap_s * lap + 0.1 * i:.1f}"
                  for i, team in enumerate(teams) for lap in range(1, laps + 1)]  # fmt: skip
    text = "\n".join(lines)
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "women")[1] == ["CAN", "NED"]
    assert taken(text, "--sex", "men")[1] == ["NED", "NOR"]


def test_the_title_of_passings_says_who_skated(taken: Import) -> None:
    lines = ["Women", "team,lap,time", *(f"NED,{lap},{5 + 29.0 * lap:.1f}" for lap in range(1, 7))]
    got, teams = taken("\n".join(lines))
    assert teams == ["NED"]
    assert "assumed: women" not in got.err


@pytest.mark.parametrize("empty", ["\n", ""])
@pytest.mark.parametrize("women", ["Women", "Women, final", "Damer lagtempo"])
def test_a_row_that_says_who_skated_begins_another_group(
    taken: Import, women: str, empty: str
) -> None:
    text = table("World Cup", ("Men", *ONE)) + empty + "\n".join([f'"{women}",', *OTHER])
    assert "holds results of men and of women" in taken(text)[0].err
    assert taken(text, "--sex", "men")[1] == FIRST
    assert taken(text, "--sex", "women")[1] == SECOND


def test_a_row_of_a_class_begins_another_event(taken: Import) -> None:
    text = table("Junior men", ONE) + "\n" + "\n".join(["Senior men,", *OTHER])
    assert "2 events: 'Junior men', 'Senior men'" in taken(text)[0].err
    assert taken(text, "--event", "Senior men")[1] == SECOND


def test_names_of_skaters_and_words_at_the_end_begin_no_group(taken: Import) -> None:
    one, two, three = ["Ada Lie", "Bo Masters", "Senior"], ["Kim", "Lin", "Man"], ["A", "B", "C"]
    teams = ["Oslo,3:00.61", *one, "Bergen,3:01.61", *two, "Voss,3:02.61", *three]
    text = "\n".join(["Women", "Team,Time", *teams, "", "Men: 8 laps,"])
    assert taken(text)[1] == ["Bergen", "Oslo", "Voss"]


@pytest.mark.parametrize(
    ("head", "men", "women"),
    [("Sex", "M", "W"), ("Class", "Men", "Women"), ("X", "U19 men", "Women")],
)
def test_who_skated_is_written_once_a_group(taken: Import, head: str, men: str, women: str) -> None:
    rows = [(men, *ONE), (women, *OTHER)]
    cells = [f"{who if i == 0 else ''},{each}" for who, *of in rows for i, each in enumerate(of)]
    text = "\n".join([f"{head},Team,Time", *cells])
    got, teams = taken(text, "--sex", "men")
    assert teams == FIRST
    assert "are empty are read as in the row above" in got.err
    assert taken(text, "--sex", "women")[1] == SECOND


@pytest.mark.parametrize(
    ("head", "one", "other"),
    [
        ("Category", "Senior women", "Junior women"),
        ("Klasse", "Kvinner senior", "Kvinner junior"),
        ("Class", "Women", "Junior women"),
        ("Klasse", "Senior", "Junior"),
    ],
)
def test_classes_in_a_column_are_several_events(
    taken: Import, head: str, one: str, other: str
) -> None:
    rows = [f"{said},{each}" for said, of in ((one, ONE), (other, OTHER)) for each in of]
    text = "\n".join([f"{head},Team,Time", *rows])
    got, _ = taken(text, "--sex", "women")
    assert f"there are 2 events: '{one}', '{other}'; choose one with --event" in got.err
    assert taken(text, "--event", other, "--sex", "women")[1] == SECOND


@pytest.mark.parametrize("titles", [("Men Run 1", "Men Run 2"), ("Quarterfinals", "Semifinals")])
def test_heats_of_one_number_in_two_tables_are_two_races(
    cli: Cli, tmp_path: Path, titles: tuple[str, str]
) -> None:
    made = tmp_path / "made.toml"
    run = "{}\nHeat,Team,Time\n1,{},3:38.08\n2,{},3:39.08\n"
    runs = [run.format(titles[0], "NOR", "USA"), run.format(titles[1], "USA", "NOR")]
    (tmp_path / "runs.csv").write_text("\n".join(runs))
    got = cli("import", tmp_path / "runs.csv", "--sex", "men", "-o", made)
    assert "in tables of different titles, and a race of each: heat '1', '2'" in got.err
    races = pursuit_sim.load(made).races.values()
    assert [len(race.entries) for race in races] == [1, 1, 1, 1]


def test_passings_say_who_skated_once_a_group(taken: Import) -> None:
    rows = [(who, team, lap) for who, team in (("M", "NOR"), ("", "NED"), ("W", "CAN"), ("", "JPN"))
            for lap in range(1, 9)]  # fmt: skip
    lines = [f"{who if lap == 1 else ''},{team},{lap},{5 + 28 * lap}.0" for who, team, lap in rows]
    text = "\n".join(["gender,team,lap,time", *lines])
    got, teams = taken(text, "--sex", "men")
    assert teams == ["NED", "NOR"]
    assert "cells of gender that are empty are read as in the row above" in got.err
    assert taken(text, "--sex", "women", "--laps", "8")[1] == ["CAN", "JPN"]
