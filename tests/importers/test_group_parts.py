"""A larger group begins with a row that says all of it; marks of repetition, records in groups."""

from __future__ import annotations

import io
import json

import pytest

from helpers.workbooks import Cell, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft

TEAMS = ("Norway", "Italy", "Japan", "Poland", "Canada", "USA")
TIMES = ("3:38.08", "3:42.04", "3:43.04", "3:44.04", "3:39.10", "3:41.04")
ROUNDS = {"semifinal-1": "NOR ITA", "semifinal-2": "JPN POL", "final-1": "CAN USA"}


def _draft(
    text: str | bytes,
    name: str = "sheet.csv",
    sex: str | None = "men",
    event: str | None = None,
) -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return draft([(name, sheet(io.BytesIO(data), name))], sex=sex, event=event)


def _races(made: Draft) -> dict[str, str]:
    """The teams of each race."""
    races = made.tables["races"].items()
    return {name: " ".join(race[side]["team"] for side in ("finish", "crossing") if side in race)
            for name, race in races}  # fmt: skip


def _rows(head: str, *groups: str) -> str:
    """Rows of teams in their order, each with its group and heat, such as "Semifinal,1"."""
    rows = zip(groups, TEAMS, TIMES, strict=False)
    return "\n".join([f"{head},Team,Time", *(",".join(row) for row in rows)])


@pytest.mark.parametrize(
    ("head", "rows", "at"),
    [
        ("Date,Sex", ("2026-02-14,Men", ",", ",Women", ",", "2026-02-15,", ","), "line 6, Sex"),
        ("Event,Sex", ("Seniors,Men", ",", ",Women", ",", "Juniors,", ","), "line 6, Sex"),
        ("Date,Round", ("2026-02-14,Semi", ",", ",Final", ",", "2026-02-15,", ","),
         "line 6, Round"),
        ("Sex,Round", ("Men,Semi", ",", ",Final", ",", "Women,", ","), "line 6, Round"),
        ("City,Date", ("Hamar,2026-02-14", ",", ",2026-02-15", ",", "Calgary,", ","),
         "line 6, Date"),
    ],
)  # fmt: skip
def test_the_first_row_of_a_larger_group_says_all(
    head: str, rows: tuple[str, ...], at: str
) -> None:
    heats = ("1", "1", "2", "2", "3", "3")
    text = _rows(f"{head},Heat", *map(",".join, zip(rows, heats, strict=True)))
    with pytest.raises(InputError, match=rf"({at}): is empty; write it in every row"):
        _draft(text)


def test_a_larger_group_in_json_says_all_of_it() -> None:
    said = (("Hamar", "Semi"), (None, None), (None, "Final"), (None, None), ("Inzell", None))
    rows = [{"event": event, "round": name, "heat": 1, "team": team, "time": time}
            for (event, name), team, time in zip(said, TEAMS, TIMES, strict=False)]  # fmt: skip
    with pytest.raises(InputError, match=r"\[5\].round: is empty"):
        _draft(json.dumps(rows), "a.json")


@pytest.mark.parametrize(
    "mark", ["″", "〃", '""""', "ditto", "Idem", "id.", "do.", "s. o.", "see above", "-", "–"]
)
def test_a_mark_is_as_the_cell_above(mark: str) -> None:
    groups = ("Semifinal,1", f"{mark},1", f"{mark},2", f"{mark},2", "Final,1", f"{mark},1")
    made = _draft(_rows("Round,Heat", *groups))
    assert _races(made) == ROUNDS
    shown = mark if mark != '""""' else '"'
    assert any(each.startswith("read: sheet.csv: cells of Round are read as ") and shown in each
               for each in made.notes)  # fmt: skip
    heats = _draft(_rows("Heat", "1", mark, "2", mark))
    assert _races(heats) == {"heat-1": "NOR ITA", "heat-2": "JPN POL"}


def test_a_ditto_sign_is_of_a_text_that_comes_again() -> None:
    made = _draft(_rows("Round,Heat", "Semi,1", "″,″", "Semi,2", "″,″", "Final,1", "″,″"))
    assert _races(made) == {"semi-1": "NOR ITA", "semi-2": "JPN POL", "final-1": "CAN USA"}


def test_a_ditto_sign_below_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="line 3, Heat: is as above, where nothing is"):
        _draft(_rows("Heat", "", "″", "2", "″"))


def test_weekdays_are_no_ditto_signs() -> None:
    with pytest.raises(InputError, match="there are 2 events: 'Sa', 'So'"):
        _draft(_rows("Date,Heat", "Sa,1", "Sa,1", "So,2", "So,2"))


def test_a_final_without_heats_below_semifinals_with_heats() -> None:
    semifinals = ("Semifinal,1", "Semifinal,1", "Semifinal,2", "Semifinal,2")
    final = {"semifinal-1": "NOR ITA", "semifinal-2": "JPN POL", "final": "CAN USA"}
    assert _races(_draft(_rows("Round,Heat", *semifinals, "Final,", "Final,"))) == final
    once = ("Semifinal,1", ",", ",2", ",", "Final,", ",")
    assert _races(_draft(_rows("Round,Heat", *once))) == final


def test_who_did_not_start_is_in_the_race_of_a_final_without_heats() -> None:
    text = _rows("Round,Heat", "Semifinal,1", ",1", "Final,", ",").replace(TIMES[2], "DNS")
    assert _races(_draft(text)) == {"semifinal-1": "NOR ITA", "final": "JPN POL"}


def test_who_did_not_finish_was_in_a_heat() -> None:
    text = _rows("Heat", "1", "", "", "", "3", "").replace(TIMES[3], "DNF")
    with pytest.raises(InputError, match="line 4, Heat: is empty"):
        _draft(text)


@pytest.mark.parametrize("name", ["Did not qualify", "Eliminated", "Ausgeschieden"])
def test_who_is_in_no_round_met_nobody(name: str) -> None:
    made = _draft(_rows("Round", "Final A", "Final A", "Final B", "Final B", name, name))
    assert list(_races(made).values()) == ["NOR ITA", "JPN POL", "CAN", "USA"]


@pytest.mark.parametrize("name", ["World record", "Track record", "WR", "Best time"])
def test_a_record_by_its_round_is_no_race(name: str) -> None:
    rows = [f"{name},,USA 2022,3:32.04", ",,Netherlands 2019,3:40.04"]
    text = _rows("Round,Heat", "Semifinal,1", ",1", "Final,1", ",1")
    made = _draft("\n".join([text, *rows]))
    assert _races(made) == {"semifinal-1": "NOR ITA", "final-1": "JPN POL"}
    assert any("left out" in each and "USA 2022" in each for each in made.notes)


def test_a_heat_below_a_record_that_is_called_so_as_a_round_is_refused() -> None:
    text = _rows("Round,Heat", "Semi,1", ",1", "World record,", ",2", ",2")
    with pytest.raises(InputError, match="line 5, Round: is empty below 'World record'"):
        _draft(text)


def test_what_a_record_says_of_its_group_is_said_of_the_rows_below_it() -> None:
    text = ("Sex,Round,Heat,Team,Time\nMen,Semi,1,Norway,3:38.08\n,,1,Italy,3:42.04\n"
            "Women,Semi,,World record,2:50.04\n,,1,Canada,3:15.10\n,,1,USA,3:16.04")  # fmt: skip
    assert _races(_draft(text)) == {"semi-1": "NOR ITA"}
    assert _races(_draft(text, sex="women")) == {"semi-1": "CAN USA"}


@pytest.mark.parametrize(
    ("head", "first", "other"),
    [
        ("Distance", "8 laps", "6 laps"),
        ("Sex", "Men", "Women"),
        ("Date", "2026-02-14", "2026-02-20"),
    ],
)
def test_a_row_of_a_group_alone_is_of_the_rows_below_it(head: str, first: str, other: str) -> None:
    alone = _rows(f"{head},Heat", f"{first},1", ",1", f"{other},2", ",2")
    lines = alone.splitlines()
    lines[3:4] = [f"{other},,,", lines[3].replace(other, "")]
    answers = []
    for text in (alone, "\n".join(lines)):
        try:
            answers.append(str(_races(_draft(text))))
        except InputError as error:
            answers.append(str(error))
    assert answers[0] == answers[1]


STATUS_CELLS = [("D4:D5", 3), ("D4:E5", 3), ("C4:E5", 2), ("C4:C5", 2), ("E4:E5", 4)]


@pytest.mark.parametrize(("at", "column"), STATUS_CELLS)
@pytest.mark.parametrize("text", ["DSQ", "Disqualified"])
def test_a_merged_status_is_of_both_teams_under_any_head(at: str, column: int, text: str) -> None:
    rows: list[list[Cell]] = [["Heat", "Team", "Time", "Behind", "Status"]]
    rows += [[str(1 + i // 2), TEAMS[i], TIMES[i], "", ""] for i in range(4)]
    for row in rows[3:]:
        row[column:] = [""] * (5 - column)
    rows[3][column] = text
    made = _draft(xlsx({"R": rows}, merged=at), "a.xlsx")
    race = made.tables["races"]["heat-2"]
    assert [race[side]["status"] for side in ("finish", "crossing")] == ["DSQ", "DSQ"]


def test_more_text_than_results_have_is_refused() -> None:
    heads = [f"x{i}" for i in range(20)]
    rows: list[list[Cell]] = [["Heat", "Team", "Time", *heads], ["1", *TEAMS[:1], TIMES[0]]]
    rows[1] += ["a b c d " * 240] * 20
    rows += [["1", "Italy", TIMES[1], *[""] * 20] for _ in range(900)]
    merged = " ".join(f"{chr(ord('D') + i)}2:{chr(ord('D') + i)}902" for i in range(20))
    with pytest.raises(InputError, match="more than 8000000 characters"):
        _draft(xlsx({"R": rows}, merged=merged), "a.xlsx")


@pytest.mark.parametrize(
    "line",
    [
        "Heat 2 disqualified,,", "Heat 2,DSQ,", ",Heat 2: both DSQ,", ",Heat 2,DSQ",
        ",Both teams of heat 2,DSQ", "DSQ,Heat 2,", "Lane 2 of pair 2: DNF,,",
    ],
)  # fmt: skip
def test_a_status_of_a_heat_is_refused(line: str) -> None:
    with pytest.raises(InputError, match=r"line 6: .*not clear whether the times of Japan, Poland"):
        _draft("\n".join([_rows("Heat", "1", "1", "2", "2"), line]))


def test_a_line_on_a_heat_that_names_a_team_with_a_status_is_of_it() -> None:
    text = _rows("Heat", "1", "1", "2", "2").replace(TIMES[3], "DSQ")
    for line in ("Heat 2: Poland DSQ for a false start,,", "Heat 2: DSQ for a false start,,"):
        assert list(_races(_draft("\n".join([text, line])))) == ["heat-1", "heat-2"]


@pytest.mark.parametrize(("head", "said"), [("Round", "Semi"), ("Date", "2026-02-14")])
def test_a_further_page_says_of_which_round_and_day_it_is(head: str, said: str) -> None:
    page = _rows(f"{head},Heat", f"{said},1", ",1", ",2")
    further = f"{head},Heat,Team,Time\n,2,Poland,3:44.04"
    for between in ("\n\n", "\n\nPage 2\n"):
        with pytest.raises(InputError, match=f"{head}: is empty on a further page"):
            _draft(f"{page}{between}{further}")
    assert _draft(f"{page}\n\nFinal\n{further}").tables["races"]


@pytest.mark.parametrize(
    ("title", "heads", "above"),
    [
        ("Men (continued)", "Round,Heat,Team,Time", "Men"),
        ("Herren, Fortsetzung", "Round,Heat,Team,Time", "Herren"),
        ("Page 2", "Round,Heat,Team,Time,Remark", "Men"),
    ],
)
def test_so_does_one_with_its_title_or_more_columns(title: str, heads: str, above: str) -> None:
    page = _rows("Round,Heat", "Semi,1", "Semi,1", "Semi,2")
    further = f"{heads}\n,2,Poland,3:44.04{',fell' if 'Remark' in heads else ''}"
    with pytest.raises(InputError, match="Round: is empty on a further page"):
        _draft(f"{above}\n{page}\n\n{title}\n{further}")


def test_a_further_page_without_the_column_is_asked_where_its_heats_go_on() -> None:
    page = _rows("Round,Heat", "Semi,1", "Semi,1", "Semi,2")
    with pytest.raises(InputError, match="has no 'Round' on a further page"):
        _draft(f"{page}\n\nHeat,Team,Time\n2,Poland,3:44.04")
    other = "Heat,Team,Time\n1,Poland,3:44.04\n1,Korea,3:45.04"
    assert _draft(f"{page}\n\n{other}").tables["races"]


@pytest.mark.parametrize(
    ("one", "other"), [("Table 1", "Table 2"), ("Sheet1", "Sheet2"), ("Men", "Men (2)")]
)
def test_a_further_page_may_be_a_sheet(one: str, other: str) -> None:
    page: list[list[Cell]] = [["Round", "Heat", "Team", "Time"], ["Semi", "1", "Norway", "3:38.08"],
            ["Semi", "1", "Italy", "3:39.10"], ["Semi", "2", "Japan", "3:38.58"]]  # fmt: skip
    further: list[list[Cell]] = [page[0], ["", "2", "Poland", "3:44.04"]]
    data = xlsx({one: page, other: further})
    with pytest.raises(InputError, match="Round: is empty on a further page"):
        _draft(data, "a.xlsx")


WHO = [
    ("Heat", "{} 1"), ("Round,Heat", "Final {},1"), ("Division,Heat", "{} A,{}"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "cells"), WHO)
def test_cells_of_a_race_say_who_skated(head: str, cells: str) -> None:
    rows = [cells.replace("{}", who) for who in ("men", "men", "women", "women")]
    text = _rows(head, *rows).replace(TIMES[2], "2:58.08").replace(TIMES[3], "3:02.04")
    data = sheet(io.BytesIO(text.encode()), "a.csv")
    with pytest.raises(InputError, match="holds results of men and of women"):
        draft([("a.csv", data)])
    for sex, teams in {"men": "NOR ITA", "women": "JPN POL"}.items():
        made = draft([("a.csv", data)], sex=sex)
        assert list(_races(made).values()) == [teams]


@pytest.mark.parametrize(("head", "cells"), WHO)
def test_cells_of_a_race_say_its_class(head: str, cells: str) -> None:
    rows = [cells.replace("{}", who) for who in ("seniors", "seniors", "juniors", "juniors")]
    with pytest.raises(InputError, match=r"there are 2 events: 'seniors(?: a)?', 'juniors(?: a)?'"):
        _draft(_rows(head, *rows))
    made = _draft(_rows(head, *rows), event="juniors")
    assert list(_races(made).values()) == ["JPN POL"]


def test_heats_and_rounds_in_rows_of_their_own() -> None:
    rows = ["Semifinal,,,", ",Heat 1,,", *(f",,{team},{time}" for team, time in zip(
        TEAMS[:2], TIMES, strict=False)), ",Heat 2,,", f",,{TEAMS[2]},{TIMES[2]}",
        f",,{TEAMS[3]},{TIMES[3]}", "Final,,,", ",Heat 1,,", f",,{TEAMS[4]},{TIMES[4]}",
        f",,{TEAMS[5]},{TIMES[5]}"]  # fmt: skip
    assert _races(_draft("\n".join(["Round,Heat,Team,Time", *rows]))) == ROUNDS


def test_a_heat_in_a_row_of_its_own_parts_teams() -> None:
    made = _draft("Heat,Team,Time\n1,Norway,3:38.08\nHeat 2,,\n,Canada,3:40.11\n3,Japan,3:41.11\n"
                  ",Poland,3:42.11")  # fmt: skip
    assert _races(made) == {"heat-1": "NOR", "heat-2": "CAN", "heat-3": "JPN POL"}
