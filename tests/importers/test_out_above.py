"""Whatever stands above teams, in whatever words, may say that they are out: they never win."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest

from helpers.result_tables import Import
from helpers.workbooks import Rows, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.importers.sheet_tables.delimited_tables import LAPS, PASSINGS, RESULTS

HEADS = "Rank,Team,Time,Status"
IN = ["1,Norway,3:38.08,", "2,Canada,3:40.08,", "3,USA,3:41.08,"]
WORDS = [
    "Disqualified", "DSQ", "Did not finish", "Men - Disqualified", "Team pursuit men: DSQ",
    "Withdrawn teams men", "Men not classified", "Heren: niet geklasseerd", "男子 失格",
    "Teams which were disqualified", "DSQ – Disqualified", "Did not finish / did not start",
    "ISU World Cup Calgary Canada 2025: Men – Disqualified teams", "Netherlands Cup: DSQ",
    "Sparkasse Inzell Chiemgau Volksbank Pokal 2025 Disqualified", "Disqualified (appeal pending)",
]  # fmt: skip


def out(status: str) -> list[str]:
    return [f",Japan,3:37.08,{status}", f",Poland,3:39.08,{status}", f",China,3:42.08,{status}"]


def title(words: str, status: str) -> Sheet:
    text = "\n".join(["Men", HEADS, *IN, "", f'"{words}"', HEADS, *out(status)])
    return RESULTS.read(text, "file")


def right_above(words: str, status: str) -> Sheet:
    """The title without an empty row above it."""
    text = "\n".join(["Men", HEADS, *IN, f'"{words}",,,', HEADS, *out(status)])
    return RESULTS.read(text, "file")


def heading(words: str, status: str) -> Sheet:
    text = "\n".join(["Men", HEADS, *IN, "", f'"{words}",,,', *out(status)])
    return RESULTS.read(text, "file")


def first_row(words: str, status: str) -> Sheet:
    text = "\n".join(["Men", HEADS, f',"{words}",,', *out(status)])
    return RESULTS.read(text, "file")


def tab(words: str, status: str) -> Sheet:
    both: dict[str, Rows] = {"Men": [HEADS.split(","), *(row.split(",") for row in IN)]}
    both[words] = [HEADS.split(","), *(row.split(",") for row in out(status))]
    return sheet(io.BytesIO(xlsx(both)), "file")


Layout = Callable[[str, str], Sheet]


@pytest.mark.whole
@pytest.mark.parametrize("layout", [title, right_above, heading, first_row, tab])
@pytest.mark.parametrize("words", WORDS)
def test_teams_below_such_words_are_refused_until_a_status_settles_it(
    layout: Layout, words: str
) -> None:
    if layout is tab:
        words = words.replace("/", "-").replace(":", "")
    with pytest.raises(InputError, match="not clear whether the time") as told:
        layout(words, "")
    assert "OK of those whose time does" in str(told.value)
    results = {each.team: each for each in layout(words, "DSQ").results}
    assert {results[team].status for team in ("Japan", "Poland", "China")} == {"DSQ"}
    counting = {each.team for each in layout(words, "OK").results if not each.status}
    assert counting >= {"Japan", "Poland", "China"}


@pytest.mark.parametrize("layout", [title, right_above, heading, tab])
@pytest.mark.parametrize("words", ["Disqualified", "Men not classified"])
def test_what_is_settled_so_is_one_event(layout: Layout, words: str) -> None:
    made = draft([("file", layout(words, "DSQ"))], sex="men")
    teams = [race["finish"] for race in made.tables["races"].values()]
    assert [each["team"] for each in teams if each.get("status") == "DSQ"] == ["JPN", "POL", "CHN"]
    assert [each["time"] for each in teams if not each.get("status")] == [218.08, 220.08, 221.08]


@pytest.mark.parametrize(
    "words",
    [
        "Men", "DNF = did not finish, DNS = did not start", "DNF: did not finish", "No DSQ",
        "Teams that did not finish are listed at the end of the results", "DSQ: none",
        "Men: Final after disqualification of Germany", "Legend: DSQ disqualified",
        "A team that overtakes wrongly is disqualified", "Teams marked with * were disqualified",
        "Disk Trondheim Cup",
    ],
)  # fmt: skip
def test_other_titles_take_nothing_away(words: str) -> None:
    found = RESULTS.read("\n".join([f'"{words}"', HEADS, *IN]), "file").results
    assert [each.time_s for each in found] == [218.08, 220.08, 221.08]


def test_a_heading_above_teams_without_a_time_takes_none_from_those_above_it() -> None:
    rows = ["Men", HEADS, *IN, "", "Did not finish,,,", ",Japan,,DNF"]
    found = RESULTS.read("\n".join(rows), "file").results
    assert [each.status for each in found] == ["", "", "", "DNF"]


def test_tables_of_laps_and_of_passings_are_no_exception() -> None:
    laps = "31.0,26.0,26.0,26.0,27.0,27.0,28.0,28.0"
    heads = "Team," + ",".join(f"Lap {n}" for n in range(1, 9))
    empty = "," * 8
    for text in (f"Men, DSQ\n{heads}\nNOR,{laps}\n",
                 f"Men\n{heads}\nITA,{laps}\nDisqualified{empty}\nNOR,{laps}\n"):  # fmt: skip
        with pytest.raises(InputError, match="not clear whether the time counts"):
            LAPS.read(text, "file")
    rows = "\n".join(f"NOR,{n},{28.0 * n}" for n in range(1, 9))
    with pytest.raises(InputError, match="not clear whether the time counts"):
        PASSINGS.read(f"Disqualified\nteam,lap,time\n{rows}\n", "file")


@pytest.mark.parametrize("head", ["Round", "Division", "Event", "Distance", "Heat"])
@pytest.mark.parametrize("word", ["Disqualified", "DSQ", "Not classified"])
def test_a_column_that_says_of_which_race_rows_are_may_say_it_too(head: str, word: str) -> None:
    rows = [f"Norway,3:38.08,{head} 1,", f"Japan,3:37.08,{word},{{}}"]
    text = "\n".join([f"Team,Time,{head},Status", *rows])
    with pytest.raises(InputError, match=f"line 3, {head}: '{word}' beside a time: not clear"):
        RESULTS.read(text.format(""), "file")
    assert [each.status for each in RESULTS.read(text.format("DSQ"), "f").results] == [
        "", "DSQ",
    ]  # fmt: skip
    assert RESULTS.read(text.format("OK"), "file").results[1].time_s == 217.08
    passings = "\n".join(f"NOR,{n},{28.0 * n},{word}" for n in range(1, 9))
    if head in ("Round", "Distance", "Heat"):
        with pytest.raises(InputError, match=f"line 2, {head}: '{word}' beside a time"):
            PASSINGS.read(f"team,lap,time,{head}\n{passings}\n", "file")


BOTH_TEAMS: Rows = [["Team", "Heat", "Time"], ["Norway", 1, "3:38.08"], ["Poland", 1, "3:40.10"]]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Jury", [["Disqualified:"], ["Norway"]]),
        ("Jury", [["Disqualified"], [], ["1", "NOR", "Art. 253"]]),
        ("Decisions", [["Did not start"], ["USA"], ["DSQ"], ["NOR"]]),
        ("Disqualified", [["Italy"], [], ["Norway"]]),
    ],
)
def test_a_heading_on_a_sheet_without_results_is_of_the_teams_below_it(
    name: str, rows: Rows, taken: Import
) -> None:
    got, _ = taken(xlsx({"Results": BOTH_TEAMS, name: rows}), "--sex", "men")
    assert re.search(f"sheet {name}, row .*the time of Norway counts", got.err), got.err


@pytest.mark.parametrize(
    "rows",
    [
        [["Disqualified:"], ["Italy"], [], ["Norway"]],
        [["Did not finish"], ["Kongshaug", "NOR"]],
        [["DNF", "Did not finish"], ["Norway"]],
    ],
)
def test_other_rows_of_such_a_sheet_are_not(rows: Rows) -> None:
    found = sheet(io.BytesIO(xlsx({"Results": BOTH_TEAMS, "Notes": rows})), "file")
    assert [each.status for each in found.results] == ["", ""]
