"""A CSV may have tables of results and of laps, in any order: read as a workbook with them is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

import pytest

from helpers.workbooks import xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft

RESULTS = [
    ["Heat", "Lane", "Team", "Time"],
    ["1", "F", "Norway", "3:38.08"],
    ["1", "C", "Italy", "3:38.90"],
    ["2", "F", "USA", "3:36.00"],
    ["2", "C", "Canada", "3:40.20"],
]
# Norway's add up to 3:38.08, Italy's to 3:38.90.
LAPS = [
    ["Heat", "Team", *(f"Lap {n}" for n in range(1, 9))],
    ["1", "Norway", "29.26", *["26.97"] * 6, "27.00"],
    ["1", "Italy", "29.36", *["27.08"] * 6, "27.06"],
]
Table = Sequence[Sequence[str]]


def _csv(rows: Table) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _draft(data: bytes, sex: str | None = None) -> Draft:
    return draft([("file", sheet(io.BytesIO(data), "file"))], sex=sex)


def _times(made: Draft) -> dict[str, dict[str, float]]:
    return {
        race: {
            table[side]["team"]: table[side].get("time", table[side].get("status"))
            for side in ("finish", "crossing") if side in table
        }
        for race, table in made.tables["races"].items()
    }  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [
        [["Men"], *RESULTS, [], ["Lap times"], *LAPS],
        [["Men, laps"], *LAPS, [], ["Results"], *RESULTS],
    ],
    ids=["results first", "laps first"],
)
def test_laps_and_results_of_the_same_races_are_joined(rows: Table) -> None:
    made = _draft(_csv(rows))
    assert _times(made) == {
        "heat-1": {"NOR": 218.08, "ITA": 218.90}, "heat-2": {"USA": 216.0, "CAN": 220.2},
    }  # fmt: skip
    splits = made.tables["races"]["heat-1"]["finish"]["splits"]
    assert splits[0] == [1.0, 29.26]
    assert splits[-1] == [8.0, 218.08]
    assert "splits" not in made.tables["races"]["heat-2"]["finish"]
    assert made.tables == _draft(xlsx({"file": rows})).tables


def test_official_times_count_that_the_laps_do_not_add_up_to() -> None:
    slower = [LAPS[0], ["1", "Norway", "29.56", *["27.27"] * 6, "27.30"]]  # 3:40.48
    with pytest.raises(InputError, match=r"line 9: Norway has 3:38\.08 and 3:40\.48"):
        _draft(_csv([["Men"], *RESULTS, ["Men - lap times"], *slower]))


def test_tables_of_women_and_men_are_not_mixed_up() -> None:
    women = [RESULTS[0], ["1", "F", "Norway", "2:58.08"], ["1", "C", "Italy", "2:58.90"]]
    rows = [["Women"], *women, [], ["Men"], *LAPS]
    with pytest.raises(InputError, match="holds results of men and of women"):
        _draft(_csv(rows))
    assert _times(_draft(_csv(rows), "women")) == {"heat-1": {"NOR": 178.08, "ITA": 178.9}}
    assert _times(_draft(_csv(rows), "men")) == {"heat-1": {"NOR": 218.08, "ITA": 218.9}}


def test_a_disqualification_above_laps_counts() -> None:
    out = [*RESULTS[:3], ["2", "F", "USA", "DSQ"], RESULTS[4]]
    made = _draft(_csv([["Men"], *out, [], ["Laps"], *LAPS]))
    assert _times(made)["heat-2"] == {"USA": "DSQ", "CAN": 220.2}


@pytest.mark.parametrize(
    ("heads", "numbers"),
    [
        (["Heat", "Team", "Time", "Splits"], [f"{400 * n}m" for n in range(1, 9)]),
        (["Heat", "Team", "Official time", "Passings"], [f"{400 * n}" for n in range(1, 9)]),
        (["Rit", "Ploeg", "Eindtijd", "Lap times"], [str(n) for n in range(1, 9)]),
    ],
)
@pytest.mark.parametrize("above", [[], [["Team pursuit men"], []]])
def test_heads_of_laps_may_stand_below_those_of_results(
    heads: list[str], numbers: list[str], above: Table
) -> None:
    rows = [*above, heads, ["", "", "", *numbers], ["1", "Norway", "3:38.08", *LAPS[1][2:]]]
    for made in (_draft(_csv(rows), "men"), _draft(xlsx({"file": rows}), "men")):
        assert _times(made) == {"heat-1": {"NOR": 218.08}}
        assert len(made.tables["races"]["heat-1"]["finish"]["splits"]) == 8


@pytest.mark.parametrize("first", [["Heat", "Team", "Result"], ["Heat", "Team", "Time", "400m"]])
@pytest.mark.parametrize("between", [[], [[]]])
def test_heads_without_rows_stand_above_those_that_have_some(
    first: list[str], between: Table
) -> None:
    made = _draft(_csv([first, *between, *RESULTS]), "men")
    assert _times(made)["heat-1"] == {"NOR": 218.08, "ITA": 218.9}


@pytest.mark.parametrize("first", [RESULTS, LAPS])
def test_a_list_without_a_title_tells_the_races_above_it_again(first: Table) -> None:
    """It does not say who met whom."""
    ranking = [["Rank", "Team", "Time"], ["1", "Norway", "3:38.08"], ["2", "Italy", "3:38.90"]]
    made = _draft(_csv([*first, [], *ranking]), "men")
    assert _times(made)["heat-1"] == {"NOR": 218.08, "ITA": 218.9}
    assert "race" not in made.tables["races"]


def test_laps_without_heats_or_a_title_are_of_the_races_above_them() -> None:
    laps = [[row[1], *row[2:]] for row in LAPS]
    made = _draft(_csv([*RESULTS, [], *laps]), "men")
    assert [*made.tables["races"]] == ["heat-1", "heat-2"]
    assert len(made.tables["races"]["heat-1"]["finish"]["splits"]) == 8


@pytest.mark.parametrize("write", [_csv, lambda rows: xlsx({"file": rows})])
def test_a_single_lap_of_nought_is_refused(write: Callable[[Table], bytes]) -> None:
    with pytest.raises(InputError):
        _draft(
            write([["Heat", "Team", "Time", "Lap 1", "Lap 2"], ["1", "NOR", "3:38.08", "0"]]), "men"
        )


def test_heads_without_rows_are_no_team() -> None:
    """Of a final that is not skated yet, say."""
    rows = [["Men"], *RESULTS[:3], [], RESULTS[0], [], RESULTS[0], *RESULTS[3:]]
    for made in (_draft(_csv(rows), "men"), _draft(xlsx({"file": rows}), "men")):
        assert _times(made) == {
            "heat-1": {"NOR": 218.08, "ITA": 218.9}, "heat-2": {"USA": 216.0, "CAN": 220.2},
        }  # fmt: skip


def test_a_line_below_heads_of_another_page_is_of_the_teams_above() -> None:
    rows = [["Men"], *RESULTS[:3], [], RESULTS[0], ["DSQ: Norway"]]
    for data in (_csv(rows), xlsx({"file": rows})):
        with pytest.raises(InputError, match="'DSQ: Norway': not clear whether the time of Norway"):
            _draft(data, "men")


def test_a_line_below_the_table_of_another_heat_is_of_its_team_all_the_same() -> None:
    rows = [
        ["Heat 1 men"],
        *RESULTS[:3],
        [],
        ["Heat 2 men"],
        RESULTS[0],
        *RESULTS[3:],
        ["DSQ: Norway"],
    ]
    for data in (_csv(rows), xlsx({"file": rows})):
        with pytest.raises(InputError, match="'DSQ: Norway': not clear whether the time of Norway"):
            _draft(data, "men")
    assert _times(_draft(_csv([*rows[:-1], ["DSQ: Finland"]]), "men"))["heat-1"]["NOR"] == 218.08


HEADS = ["Heat", "Team", "Time"]
NORWAY = [HEADS, ["1", "Norway", "3:38.08"], ["1", "Italy", "3:38.90"]]
CANADA = [HEADS, ["2", "Canada", "3:40.20"], ["2", "USA", "3:36.00"]]
MARKED = [HEADS, ["1", "Norway", "3:38.08 *"], ["1", "Italy", "3:38.90"]]
NAMES = [HEADS, ["", "Norway", ""]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["DSQ: Canada"], *NORWAY, [], *CANADA], "DSQ: Canada"),
        ([*NORWAY, [], *CANADA[:2], ["2", "USA", "DSQ"], ["DSQ: USA and Norway"]], "DSQ: USA and"),
        ([*MARKED, [], *CANADA, ["*) disqualified after the race"]], "*) disqualified after"),
        ([*NORWAY, [], ["Disqualifiziert"], *NAMES], "Disqualifiziert: Norway"),
        ([["Men"], *NORWAY, [], ["Women"], *CANADA, [], ["Men: DSQ Norway"]], "Men: DSQ Norway"),
        ([*NORWAY, [], ["", "DSQ", "Norway"]], "DSQ: Norway"),
        ([*NORWAY, [], ["Norway", "DSQ", "false start"]], "Norway: DSQ: false start"),
        ([*NORWAY, [], ["Disqualified:", "Norway", ""]], "Disqualified: Norway"),
        ([*NORWAY, [], *CANADA, ["Jury", "Norway was disqualified", ""]], "Jury: Norway was"),
    ],
)
def test_what_says_that_a_team_is_out_is_asked_of_all_tables(rows: Table, said: str) -> None:
    for data in (_csv(rows), xlsx({"file": rows})):
        with pytest.raises(InputError) as caught:
            _draft(data, "men")
        assert f"'{said}" in str(caught.value)
        assert "not clear whether the time of " in str(caught.value)


def test_a_line_of_one_file_is_of_the_teams_of_the_other() -> None:
    sheets = [
        (name, sheet(io.BytesIO(_csv(rows)), name))
        for name, rows in (("a.csv", NORWAY), ("b.csv", [*CANADA, ["DSQ: Norway"]]))
    ]
    with pytest.raises(InputError, match=r"b.csv: line 4: 'DSQ: Norway': not clear"):
        draft(sheets, sex="men")


@pytest.mark.parametrize(
    "rows",
    [
        [*MARKED, ["* season best"], [], *CANADA, ["* disqualified after the semifinal in 2023"]],
        [["Men"], *NORWAY, [], ["Women"], *CANADA, ["DNS: Norway"]],
        [*NORWAY, ["2", "Canada", "DSQ"], ["3", "USA", "disqualified: hit Norway"]],
        [*NORWAY, [], *CANADA, [], ["DNF", "did not finish", ""]],
        [*NORWAY, [], ["Did not start"], ["", "Germany", ""]],
    ],
)
def test_what_takes_no_time_of_another_table_is_read(rows: Table) -> None:
    assert _times(_draft(_csv(rows), "men"))["heat-1"] == {"NOR": 218.08, "ITA": 218.9}


def test_names_below_heads_of_a_title_of_their_own_are_no_rows_of_the_table_above() -> None:
    rows = [["Men"], *NORWAY, [], ["Team sprint women"], HEADS, ["", "Canada", ""]]
    assert [*_draft(_csv(rows), "men").tables["teams"]] == ["NOR", "ITA"]
    with pytest.raises(InputError, match="of men and of women"):
        _draft(_csv(rows), None)


def test_a_status_is_no_team() -> None:
    with pytest.raises(InputError, match="line 3, Team: 'DNS' is a team and a status"):
        _draft(_csv([HEADS, ["2", "Canada", "3:40.20"], ["2", "DNS", ""]]), "men")
