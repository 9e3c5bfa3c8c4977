"""Rows without a time, in no race of others, of a team that has one: nobody knows what they say."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import draft

HEATS = (
    "Heat;Team;Time;Status\n1;{};3:38.08;\n1;Italy;3:42.04;\n2;Canada;3:39.10;\n2;USA;3:41.04;\n"
)
LIST = "Team;Time\n{};3:38.08\nItaly;3:42.04\nCanada;3:39.10\n"
UNSURE = "no time here and no .*, and 3:38.08 at .*: not clear whether that counts; write "
OF_TIME = "not clear whether the time of .* counts"


def races(*texts: str, later: str = "later.csv") -> Sequence[str]:
    """The races of files, the first of which is not called as a race."""
    names = ("x", later)
    read = [(name, sheet(io.BytesIO(text.encode()), name))
            for name, text in zip(names, texts, strict=False)]  # fmt: skip
    return [*draft(read, sex="men", one_event=len(texts) > 1).tables["races"]]


def refused(*texts: str, said: str = UNSURE) -> None:
    with pytest.raises(InputError, match=said):
        races(*texts)


@pytest.mark.parametrize(
    "words",
    [
        "Teams that were disqualified", "Teams which did not finish", "Withdrawn from the final",
        "Disqualified in heat 1", "Protest upheld", "Not counting", "Jury decision",
        "Keine Wertung", "Besluit jury", "Décision du jury", "Uit de uitslag genomen",
        "Semifinal protest", "DSQ", "取消", "---",
    ],
)  # fmt: skip
@pytest.mark.parametrize("team", ["Norway", "NOR", "Team Norway", "Norwegen Senior", "1. Norway"])
def test_whatever_stands_where_others_have_a_heat(words: str, team: str) -> None:
    refused(f"{HEATS.format('Norway')}{words};{team};;\n", said=f"{UNSURE}|{OF_TIME}")
    refused(f"{HEATS.format(team)}{words};Norway;;DNF\n", said=f"{UNSURE}|{OF_TIME}")


@pytest.mark.parametrize("team", ["NO", "Norwegian team"])
def test_a_status_as_the_heat_of_a_team_by_a_name_that_is_none(team: str) -> None:
    refused(f"{HEATS.format('Norway')}DSQ;{team};;\n")
    assert len(races(f"{HEATS.format('Canada B')}DSQ;{team};;\n")) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Norway B", "NOR B"), ("Team Norway", "Norway"), ("Norway Senior", "Norway"),
        ("Norway", "Norge"), ("1. Norway", "NOR"), ("Norway -", "NOR."),
        ("Norway (Bosker Pedersen)", "NOR"), ("Hamar IL", "HAMAR IL"),
    ],
)  # fmt: skip
def test_a_status_of_a_team_by_another_form_of_its_name(one: str, other: str) -> None:
    for row in (";{};;DSQ", ";{};;DNF", ";{};;WDR", "\nHeat;Team;Time;Status\n;{};;DSQ"):
        refused(HEATS.format(one) + row.format(other) + "\n")
        refused(HEATS.format(other) + row.format(one) + "\n")
    refused(f"{LIST.format(one)}{other};DSQ\n", said=f"{UNSURE}|are one team|twice")
    refused(f"{LIST.format(one)}{other};DNS\n", said=f"{UNSURE}|are one team|twice")


@pytest.mark.parametrize(
    "other", ["Norway B", "Norway 2", "Norway Juniors", "Norway U23", "NOR II"]
)
def test_another_team_of_a_nation(other: str) -> None:
    assert len(races(f"{LIST.format('Norway')}{other};DSQ\n")) == 4
    assert len(races(f"{HEATS.format('Norway')};{other};;DSQ\n")) == 3
    # Of two teams of a nation nobody knows of which a third name is.
    assert len(races(f"{LIST.format('Norway Oslo')}Norway Bergen;3:50\nNorway;DSQ\n")) == 5


@pytest.mark.parametrize(
    "rows",
    [
        "Final A;Norway;;\nFinal A;Canada;;\n",  # still to come
        "3;Canada;3:40;\n3;Norway;;DSQ\n",
        "Final B;USA;3:41;\nFinal B;NOR;;DNS\n",
        "Final A;Norway;;DSQ\n", "Final B;NOR;;DNS\n", "3;Norway;;DNF\n", "SF2;Norway;;WDR\n",
        "Halve finale;Norway;;DSQ\n", "B1;Norway;;\nB1;Italy;;\n", "1/4 Final 2;Norway;;DSQ\n",
        "Gold;Norway;;\nGold;Canada;;\n", "Superfinale;Norway;;\nSuperfinale;Canada;;\n",
        "NOR-CAN;Norway;;\nNOR-CAN;Canada;;\n", "Grande Finale;Norway;;\nGrande Finale;USA;;\n",
        ";Norway;;DNS\n", "Skate-off;Norway;;\n", "Reskate;Norway;;\n",
        "Re-skate heat 1;Norway;;\n", "Finale groß;Norway;;\n", "Kultaa;Norway;;\n",
        "bye;Norway;;\n", "Wiederholung Lauf 1;Norway;;DNF\n",
    ],
)  # fmt: skip
def test_a_row_of_a_race(rows: str) -> None:
    assert len(races(f"{HEATS.format('Norway')}{rows}")) == 3


def test_a_race_that_is_called_as_those_with_times_are() -> None:
    heats = HEATS.format("Norway").replace("\n1;", "\nDuel 1;").replace("\n2;", "\nDuel 2;")
    assert len(races(f"{heats}Duel 3;Norway;;DSQ\n")) == 3
    refused(f"{heats}Jury 3;Norway;;DSQ\n")


def test_a_row_of_a_round_without_a_heat() -> None:
    """As of final D of the women of Milano 2026, of one team, which was not skated."""
    heats = "".join(f"QF;{row}\n" for row in HEATS.format("Norway").splitlines()[1:])
    heats = f"Round;Heat;Team;Time;Status\n{heats}"
    assert len(races(f"{heats}FD;;Norway;not skated;\n")) == 3
    refused(f"{heats}QF;;Norway;;DSQ\n")
    refused(f"{heats}Beroep;;Norway;;DNF\n")
    rows: list[dict[str, object]] = [each | {"round": "QF"} for each in ROWS]
    assert len(races(json.dumps([*rows, {"round": "FD", "team": "Norway", "status": "DNF"}]))) == 3
    refused(json.dumps([*rows, {"round": "QF", "team": "Norway", "status": "DNF"}]))


def test_tables_and_files() -> None:
    """A list of another race may have it; one of nothing else says nobody knows what."""
    of_heats = HEATS.format("Norway")
    refused(f"{of_heats}\nTeam;Time;Status\nNOR;;DSQ\n")
    refused(of_heats, "Team;Time\nNorway;DSQ\n")
    assert len(races(of_heats, "Team;Time\nNorway;DSQ\nItaly;3:40\n")) == 3
    assert len(races(of_heats, "Team;Time\nNorway;DSQ\nItaly;DNF\n", later="a/final.csv")) == 3
    finals = "Finals\nTeam;Time\nNorway;DSQ\nItaly;3:41\n"
    assert "race" in races(f"Semifinals\n{LIST.format('Norway')}\n{finals}")
    start = "Final start list\nHeat;Team;Time;Status\nFinal;Norway;;\nFinal;Canada;;\n"
    assert len(races(f"{of_heats}\n{start}")) == 3


def test_a_status_settles_it() -> None:
    """As the message says, in a table and in JSON."""
    for said in ("OK", "DSQ"):
        settled = HEATS.format("Norway").replace("3:38.08;", f"3:38.08;{said}")
        assert len(races(f"{settled}Protest;Norway;;\n")) == 3
        protest: dict[str, object] = {"heat": "Protest", "team": "Norway"}
        rows = [*ROWS, protest]
        assert len(races(json.dumps([rows[0] | {"status": said}, *rows[1:]]))) == 3


ROWS: list[dict[str, object]] = [
    {"heat": heat, "team": team, "time": time}
    for heat, team, time in (
        (1, "Norway", "3:38.08"), (1, "Italy", "3:42.04"), (2, "Canada", "3:39.10"),
        (2, "USA", "3:41.04"),
    )
]  # fmt: skip


@pytest.mark.parametrize(
    "row",
    [
        {"team": "Norway", "status": "DSQ"}, {"heat": None, "team": "NOR", "status": "DSQ"},
        {"heat": "DSQ", "team": "Norway"}, {"heat": "Disqualified teams", "team": "Team Norway"},
        {"heat": "Withdrawn", "team": "Norway", "time": None},
        {"heat": "Jury", "team": {"name": "Norwegen", "country": "NOR"}, "status": "DNF"},
    ],
)  # fmt: skip
def test_objects_of_json(row: dict[str, object]) -> None:
    refused(json.dumps([*ROWS, row]))


@pytest.mark.parametrize("words", ["DSQ", "Disqualified teams", "Withdrawn"])
def test_words_of_a_status_where_json_has_a_team(words: str) -> None:
    of_list = [{"team": each["team"], "time": each["time"]} for each in ROWS]
    refused(json.dumps([*of_list, {"team": words, "nation": "Norway"}]))
    # A team that is called so has a time or a status of its own.
    named = {"team": words, "nation": "Norway", "time": "3:45"}
    assert len(races(json.dumps([*of_list, named]))) == 5


def test_objects_of_races_of_json() -> None:
    final = [{"heat": "Final A", "team": "Norway"}, {"heat": "Final A", "team": "Canada"}]
    assert len(races(json.dumps([*ROWS, *(each | {"time": ""} for each in final)]))) == 3
    assert len(races(json.dumps([*ROWS, final[0] | {"status": "DNS"}]))) == 3
