"""How many laps a race has, where the file says it in words, metres or keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from pursuit_sim.importers.words.laps_said import laps_said

Import = Callable[[str], Outcome]
Taken = Callable[..., tuple[Outcome, list[str]]]
ROWS = "Team;Heat;Time\nNorway;1;3:38,08\nItaly;1;3:39,10\n"


def laps(tmp_path: Path) -> int:
    return pursuit_sim.load(tmp_path / "made.toml").event.laps


# A lap is 400 nominal metres.
@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Men team pursuit 6 laps", 6), ("Men team pursuit 2400 m", 6),
        ("Teamverfolgung Herren 6 Runden", 6), ("Junior men team pursuit 4 laps", 4),
        ("Men 6 laps, women 4 laps", 6), ("Mannen, ploegenachtervolging (6 rondes)", 6),
        ("Junior men team pursuit 1600 m", 4), ("Men, 6 x 400 m", 6),
        ("Team pursuit men 6 laps, mass start men 16 laps", 6),
        # These say nothing of it.
        ("Men team pursuit", 8), ("Men, 6 laps to go", 8), ("Men after 6 laps", 8),
        ("Men, 400 m track", 8), ("Men team pursuit, altitude 1600 m", 8), ("Men, lap 6", 8),
    ],
)  # fmt: skip
def test_a_title_says_how_many_laps(
    imported: Import, tmp_path: Path, title: str, count: int
) -> None:
    done = imported(f'"{title}"\n{ROWS}')
    assert (done.status, laps(tmp_path)) == (0, count)
    assert ("assumed: 8 laps, as men skate" in done.err) == (count == 8)


@pytest.mark.parametrize(
    "cell", ["6 laps", "2400 m", "2400", "2.400 m", "Team pursuit men 2400 m", "6-lap team pursuit"]
)
def test_a_column_of_distances_says_how_many_laps(
    imported: Import, tmp_path: Path, cell: str
) -> None:
    head, *rows = ROWS.splitlines()
    done = imported("\n".join([f"{head};Distance", *(f"{row};{cell}" for row in rows)]) + "\n")
    assert (done.status, laps(tmp_path)) == (0, 6)
    assert f"6 laps, as {cell!r} says, where men usually skate 8" in done.err


@pytest.mark.parametrize(
    ("of_row", "of_all"),
    [
        ('"distance": "Team Pursuit 6 laps"', ""),
        ('"distance": {"name": "Team Pursuit", "laps": 6, "value": 2400}', ""),
        ('"distance": {"name": "Team Pursuit", "value": 6}', ""),
        ('"laps": 6', ""), ('"laps": "6"', ""), ('"sex": "M"', '"lapCount": 6'),
        ('"sex": "M"', '"distance": 2400'), ('"sex": "M"', '"distance": {"metres": 2400}'),
    ],
)  # fmt: skip
def test_keys_say_how_many_laps(imported: Import, tmp_path: Path, of_row: str, of_all: str) -> None:
    rows = ", ".join(
        f'{{"team": "{team}", "heat": 1, {of_row}, "officialTime": "3:3{i}.08"}}'
        for i, team in enumerate(["NOR", "ITA"], 8)
    )
    done = imported(f'{{{of_all}, "results": [{rows}]}}' if of_all else f"[{rows}]")
    assert (done.status, laps(tmp_path)) == (0, 6)


def test_keys_that_differ_say_nothing_and_that_is_told(imported: Import, tmp_path: Path) -> None:
    row = '{"team": "NOR", "distance": {"laps": 6, "value": 3200}, "officialTime": "3:38.08"}'
    assert "keys say 6 and 8 laps, and neither is read" in imported(f"[{row}]").err
    assert laps(tmp_path) == 8


def test_laps_of_a_team_that_did_not_finish_are_not_those_of_the_race(
    imported: Import, tmp_path: Path
) -> None:
    out = '{"team": "ITA", "heat": 1, "laps": 4, "time": "DNF"}'
    done = imported(f'[{{"team": "NOR", "heat": 1, "laps": 8, "time": "3:38.08"}}, {out}]')
    assert (done.status, laps(tmp_path)) == (0, 8)


def test_words_against_passings_are_refused(imported: Import) -> None:
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    times = ",".join(f"{27.0 * i + 4:.2f}" for i in range(1, 9))
    done = imported(f"Men 6 laps\nTeam,Time,{heads}\nNorway,3:40.00,{times}\n")
    assert done.status == 2
    assert "'Men 6 laps' says 6 laps, Norway skated 8; correct what is not so" in done.err
    assert "--laps" in done.err


def test_a_pursuit_of_bicycles_is_too_fast(imported: Import) -> None:
    done = imported(f"Track cycling, team pursuit men 4000 m\n{ROWS}")
    assert "found 3:38.080 for 10 laps: nobody skates so" in done.faults[0]


def test_two_titles_against_each_other_are_refused(imported: Import) -> None:
    done = imported(f"Men 6 laps\n{ROWS}\nMen 8 laps\n{ROWS.replace(';1;', ';2;')}")
    assert done.status == 2
    assert "'Men 8 laps' says 8 laps, 'Men 6 laps' 6" in done.err


@pytest.mark.parametrize(
    "title",
    [
        "Men final 5 laps", "Men, heat 4 lap by lap", "World Cup 4 lap chart men",
        "Men QF4 lap times", "Men, session 5 lap leaders", "Men – Heat 6 laps and splits",
        "Herren, Lauf 4 Runden", "Mannen rit 4 ronden", "Uomini batteria 5 giri",
        "Hommes, Coupe du monde 4 tours", "Herrer løp 4 runder", "Herrar lopp 5 varv för varv",
        "Мужчины, забег 4 круга", "Men, heat no. 4 lap times", "Herren Lauf Nr. 4 Runden",
        "Men, race no.5 laps", "Men, WC no: 5 laps",
        "Men, pair #4 laps", "Men, race 6 laps", "Männer 6 Runden-Zeiten", "Men 5 lap analysis",
    ],
)  # fmt: skip
def test_numbers_of_heats_rounds_and_meets_say_nothing_of_laps(
    imported: Import, tmp_path: Path, title: str
) -> None:
    done = imported(f'"{title}"\n{ROWS}')
    assert (done.status, laps(tmp_path)) == (0, 8)
    assert "assumed: 8 laps, as men skate" in done.err


def test_a_number_that_may_be_of_laps_is_told(imported: Import) -> None:
    told = "'Men final 5 laps' is read as final 5, and says nothing of laps; if it does, add --laps"
    assert f"{told} 5" in imported(f"Men final 5 laps\n{ROWS}").err


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Men, final, 6 laps", 6), ("Men final (6 laps)", 6), ("Men semifinals 6 laps", 6),
        ("Herren, Lauf 4: 6 Runden", 6), ("Men final A 6 laps", 6), ("Men heat 3 6 laps", 6),
        ("男子6周", 6), ("Финал. 6 кругов", 6), ("Men 6-lap race", 6), ("6 laps results", 6),
    ],
)  # fmt: skip
def test_laps_beside_rounds_and_heats(text: str, count: int) -> None:
    assert laps_said(text) == {count}


def test_tables_of_laps_of_two_heats_are_two_races(imported: Import, tmp_path: Path) -> None:
    heads = ",".join(["Team", *(f"Lap {i}" for i in range(1, 9)), "Time"])
    rows = "{},31.08,26.5,26.6,26.7,26.8,26.9,26.7,26.8,3:38.08\n"
    table = '"Men, heat {} lap times"\n\n' + heads + "\n" + rows + rows
    text = table.format(3, "Norway", "Italy") + "\n" + table.format(4, "Canada", "USA")
    assert imported(text).status == 0
    races = pursuit_sim.load(tmp_path / "made.toml").races.values()
    assert [len(race.entries) for race in races] == [2, 2]


@pytest.mark.parametrize("text", ["2 Runden", "Team 12 lap 3", "1/6 laps", "17 laps", "1:30 laps"])
def test_what_is_no_number_of_laps(text: str) -> None:
    assert not laps_said(text)


@pytest.mark.parametrize(
    ("text", "who", "laps"),
    [
        ("Team pursuit: women 6 laps, men 8", "men", set()),
        ("Team pursuit: women 6 laps, men 8", "women", {6}),
        ("Men's team pursuit (women: 6 laps)", "men", set()),
        ("Men's team pursuit (women: 6 laps)", "", set()),
        ("Men team pursuit, after the 6 laps race of women", "men", set()),
        ("Team pursuit (men 8 laps, women 6)", "women", set()),
        ("Team pursuit men 8 laps and women 6 laps", "women", {6}),
        ("Team pursuit women, 6 laps", "women", {6}),
    ],
)
def test_laps_of_the_others_are_not_those_of_who_skated(
    text: str, who: str, laps: set[int]
) -> None:
    assert laps_said(text, who) == laps


@pytest.mark.parametrize(
    "title",
    [
        "Team pursuit 3200/2400 m", "Team pursuit 2400/3200 m", "Team pursuit 8 and 6 laps",
        "Team pursuit: 6 and 8 laps", "Team pursuit M/W 3200/2400 m", "Team pursuit 8 or 6 laps",
        "Team pursuit (8, 6 laps)", "Team pursuit, 6 laps W, 8 M", "Team pursuit, M 8, W 6 laps",
        "Teamverfolgung 8 bzw. 6 Runden", "Ploegenachtervolging 8 resp. 6 ronden", "8–6 laps",
        "Team pursuit 8 laps, women: 6", "Team pursuit, 8 laps M, 6 W", "8/6 laps", "8 & 6 laps",
        "Team pursuit 3200 m / 2400 m", "Team pursuit men 8 laps women 6 laps",
    ],
)  # fmt: skip
def test_of_the_laps_of_both_men_have_eight_and_women_six(title: str) -> None:
    """As the rules of the ISU say."""
    assert [*laps_said(title, "men"), *laps_said(title, "women")] == [8, 6]


def test_laps_of_both_in_a_table_with_a_column_of_who_skated(taken: Taken, tmp_path: Path) -> None:
    rows = "M,1,Norway,3:38.08\nM,1,Italy,3:42.04\nW,2,Canada,3:00.08\nW,2,USA,3:02.04\n"
    text = f'"Team pursuit: 6 and 8 laps"\n\nSex,Heat,Team,Time\n{rows}'
    assert taken(text, "--sex", "men")[1] == ["Italy", "Norway"]
    assert laps(tmp_path) == 8
    assert taken(text, "--sex", "women")[1] == ["Canada", "USA"]
    assert laps(tmp_path) == 6


@pytest.mark.parametrize("title", ["Men, 6/4 laps", "Men 6 and 4 laps", "Men (6, 4 laps)"])
def test_other_laps_of_several_are_told_and_not_used(
    imported: Import, tmp_path: Path, title: str
) -> None:
    done = imported(f'"{title}"\n{ROWS}')
    assert (done.status, laps(tmp_path)) == (0, 8)
    assert f"{title!r} says 4 and 6 laps, and not of whom" in done.err


@pytest.mark.parametrize(
    ("title", "of"),
    [
        ("Team pursuit men, closing 4 laps", "closing 4"), ("Men, opening 5 laps", "opening 5"),
        ("Men, bulletin 5 laps", "bulletin 5"), ("Men, Report 5 laps", "report 5"),
        ("Herren, Wettkampf 5 Runden", "wettkampf 5"), ("Men, comp. 5 laps", "comp 5"),
        ("Men, competition 5 laps", "competition 5"), ("Lag 4 varv herrar", "lag 4"),
    ],
)  # fmt: skip
def test_a_number_behind_an_unknown_word_is_told_and_not_used(
    imported: Import, tmp_path: Path, title: str, of: str
) -> None:
    done = imported(f'"{title}"\n{ROWS}')
    assert (done.status, laps(tmp_path)) == (0, 8)
    assert f"is read as {of}, and says nothing of laps; if it does, add --laps" in done.err


def test_it_is_of_laps_where_no_usual_race_is_so_short(imported: Import, tmp_path: Path) -> None:
    """Nobody skates eight laps in 2:20, a world record is 3:32."""
    rows = ROWS.replace("3:38,08", "2:18,08").replace("3:39,10", "2:20,10")
    done = imported(f"Herren Nachwuchs 4 Runden\n{rows}")
    assert (done.status, laps(tmp_path)) == (0, 4)
    assert (
        "4 laps, as 'Herren Nachwuchs 4 Runden' says and the times are too short for 8" in done.err
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Men, bulletin 5, 6 laps", 6), ("Men, 14/2, 6 laps", 6), ("Men, heat 3, 6 laps", 6),
        ("Herren über 6 Runden", 6), ("Inzell. 6 laps", 6), ("6 laps, 8 teams", 6),
    ],
)  # fmt: skip
def test_numbers_beside_laps_that_are_of_others(text: str, count: int) -> None:
    assert laps_said(text, "men") == {count}
