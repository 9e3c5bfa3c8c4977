"""What is written once, in the first row of each group, is of all its rows; else it is refused."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest

from helpers.workbooks import Cell, xlsx
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft

TEAMS = ("Norway", "Italy", "Japan", "Poland", "Canada", "USA", "Norway", "Japan")
TIMES = ("3:38.08", "3:42.04", "3:43.04", "3:44.04", "3:39.10", "3:41.04", "3:40.33", "3:45.12")
ROUNDS = {"semifinal-1": "NOR ITA", "semifinal-2": "JPN POL", "final-1": "CAN USA"}


def _draft(text: str | bytes, name: str = "sheet.csv") -> Draft:
    data = text if isinstance(text, bytes) else text.encode()
    return draft([(name, sheet(io.BytesIO(data), name))], sex="men")


def _races(made: Draft) -> dict[str, str]:
    """The teams of each race."""
    races = made.tables["races"].items()
    return {name: " ".join(race[side]["team"] for side in ("finish", "crossing") if side in race)
            for name, race in races}  # fmt: skip


def _rows(head: str, *groups: str) -> str:
    """Rows of teams in their order, each with its group and heat, such as "Semifinal 1"."""
    lines = [f"{head},Team,Time"]
    for group, team, time in zip(groups, TEAMS, TIMES, strict=False):
        lines.append(f"{group},{team},{time}")
    return "\n".join(lines)


def test_a_round_once_a_group() -> None:
    made = _draft(_rows("Round,Heat", "Semifinal,1", ",1", ",2", ",2", "Final,1", ",1"))
    assert _races(made) == ROUNDS
    assert any("cells of Round that are empty are read as in the row above" in each
               for each in made.notes)  # fmt: skip


def test_a_round_and_its_heats_once_a_group() -> None:
    made = _draft(_rows("Round,Heat", "Semifinal,1", ",", ",2", ",", "Final,1", ","))
    assert _races(made) == ROUNDS


@pytest.mark.parametrize("head", ["Division", "Date", "Event", "Venue", "City"])
def test_two_events_or_days_once_a_group(head: str) -> None:
    first, last = {
        "Division": ("A", "B"), "Date": ("2026-02-14", "2026-02-20")
    }.get(head, ("Hamar", "Calgary"))  # fmt: skip
    every = _rows(f"{head},Heat", *(f"{first},{heat}" for heat in (1, 1, 2, 2)),
                  *(f"{last},1" for _ in range(2)))  # fmt: skip
    once = _rows(f"{head},Heat", f"{first},1", ",1", ",2", ",2", f"{last},1", ",1")
    answers = []
    for text in (every, once):
        try:
            answers.append(_races(_draft(text)))
        except InputError as error:
            answers.append({"refused": str(error)})
    assert answers[0] == answers[1]
    assert "refused" in answers[0] or len(answers[0]) == 3


@pytest.mark.parametrize(
    ("groups", "line"),
    [
        (("Semifinal,1", "Semifinal,1", "Final,1", ",1"), 5),
        (("Semifinal,1", "Semifinal,1", ",1", ",1"), 4),
        ((",1", ",1", "Final,1", ",1"), 2),
    ],
)
def test_a_round_that_may_be_any_is_refused(groups: tuple[str, ...], line: int) -> None:
    with pytest.raises(InputError, match=f"line {line}, Round: is empty; write it in every row"):
        _draft(_rows("Round,Heat", *groups))


def test_a_team_of_two_words_needs_who_skated_too() -> None:
    text = _rows("Sex,Heat", "M,1", "M,1", ",1", "W,2")
    with pytest.raises(InputError, match="line 4, Sex: is empty"):
        _draft(text.replace("Japan", "South Korea"))


def test_a_round_is_written_once_in_each_sex() -> None:
    rows = [(sex, *of) for sex in "MW"
            for of in (("Semifinal", 1), ("", 1), ("Final", 1), ("", 1))]  # fmt: skip
    made = _draft(_rows("Sex,Round,Heat", *(",".join(map(str, row)) for row in rows)))
    assert _races(made) == {"semifinal-1": "NOR ITA", "final-1": "JPN POL"}


def test_a_status_in_place_of_a_round_is_of_its_group() -> None:
    text = _rows("Round,Heat", "Final,1", ",1", "Disqualified,2", ",2")
    with pytest.raises(InputError, match="line 5, Round: 'Disqualified'"):
        _draft(text.replace(TIMES[2], ""))


def test_heats_are_written_once_in_each_sex_and_round() -> None:
    rows = [("M", "1"), ("", ""), ("", "2"), ("", ""), ("W", "1"), ("", ""), ("", "2"), ("", "")]
    made = _draft(_rows("Sex,Heat", *map(",".join, rows)))
    assert _races(made) == {"heat-1": "NOR ITA", "heat-2": "JPN POL"}


def test_records_part_no_groups() -> None:
    rows = ["Semifinal,M,1", ",M,1", ",,", "Final,M,1", ",M,1", ",,"]
    rows += [row.replace("M", "W") for row in rows]
    teams = ["Norway (NOR)", "Italy (ITA)", "WR (USA)", "Japan (JPN)", "Poland (POL)", "WR (USA)"]
    times = [*TIMES[:2], "3:32.49", *TIMES[2:4], "3:32.49"]
    lines = [",".join(of) for of in zip(rows, teams * 2, times * 2, strict=True)]
    made = _draft("\n".join(["Round,Sex,Heat,Team,Time", *lines]))
    assert _races(made) == {"semifinal-1": "NOR ITA", "final-1": "JPN POL"}


def test_who_did_not_skate_may_be_in_no_round() -> None:
    text = _rows("Round,Heat", "Semifinal,1", "Semifinal,1", "Final,1", "Final,1")
    made = _draft(f"{text}\n,,Korea,DNS")
    assert _races(made) == {"semifinal-1": "NOR ITA", "final-1": "JPN POL", "KOR": "KOR"}


@pytest.mark.parametrize("last", [None, ""])
def test_a_round_once_a_group_in_json(last: str | None) -> None:
    said = ("Semi", last, "Final", None)
    rows = [{"heat": 1, "team": team, "time": time} | ({} if name is None else {"round": name})
            for name, team, time in zip(said, TEAMS, TIMES, strict=False)]  # fmt: skip
    assert _races(_draft(json.dumps(rows), "a.json")) == {"semi-1": "NOR ITA", "final-1": "JPN POL"}
    rows[1]["round"] = "Semi"
    with pytest.raises(InputError, match=r"\[4\]\.round: is empty; write it in every row"):
        _draft(json.dumps(rows), "a.json")


def test_a_round_once_a_group_of_passings_and_laps() -> None:
    lap_s = 27.5
    kinds: dict[str, Callable[[int], float]] = {
        "Laps,Cum time": lambda lap: 5 + lap_s * lap,
        "Lap,Lap time": lambda lap: lap_s + (5 if lap == 1 else 0),
    }
    for heads, time_s in kinds.items():
        lines = [f"Round,Heat,Team,{heads}"]
        for name, team in zip(("Semi", "", "Final", ""), TEAMS, strict=False):
            lines += [f"{name if lap == 1 else ''},1,{team},{lap},{time_s(lap):.1f}"
                      for lap in range(1, 9)]  # fmt: skip
        assert _races(_draft("\n".join(lines))) == {"semi-1": "NOR ITA", "final-1": "JPN POL"}


def test_rounds_of_two_teams_are_their_races() -> None:
    """The winner of final A wins, whatever the times of final B."""
    made = _draft(_rows("Round", "Final A", "Final A", "Final B", "Final B"))
    assert _races(made) == {"final-a": "NOR ITA", "final-b": "JPN POL"}
    assert "rounds" not in made.tables["event"]
    assert any("a round of two teams is their race: 'Final A', 'Final B'" in each
               for each in made.notes)  # fmt: skip


def test_teams_of_larger_rounds_have_races_of_that_round() -> None:
    made = _draft(_rows("Round", *["Heats"] * 5, "Final A", "Final A", "Final B"))
    alone = ("NOR", "ITA", "JPN", "POL", "CAN")
    assert _races(made) == {
        **{f"heats-{team}": team for team in alone}, "final-a": "USA NOR", "final-b": "JPN"
    }  # fmt: skip
    assert "rounds" not in made.tables["event"]


def test_two_of_json_without_rounds_are_one_race() -> None:
    rows = [{"team": team, "time": time, "event": "Hamar"}
            for team, time in zip(TEAMS[:2], TIMES, strict=False)]  # fmt: skip
    assert _races(_draft(json.dumps(rows), "a.json")) == {"race": "NOR ITA"}


def test_a_list_of_one_round_is_a_ranking() -> None:
    made = _draft(_rows("Round", *["Final"] * 4))
    assert made.tables["event"]["rounds"] == "ranking"
    assert list(made.tables["races"]) == ["NOR", "ITA", "JPN", "POL"]


def test_one_team_alone_below_heats() -> None:
    made = _draft(f"{_rows('Heat', '1', '1', '2', '2')}\n,Korea,DSQ")
    assert any("nothing says whom Korea met" in each for each in made.notes)


def test_heats_are_where_two_teams_share_one() -> None:
    made = _draft(_rows("Race,Pair", "1,1", "2,1", "3,2", "4,2"))
    assert _races(made) == {"heat-1": "NOR ITA", "heat-2": "JPN POL"}


def _merged(at: str, rows: list[list[Cell]]) -> Draft:
    return _draft(xlsx({"R": rows}, merged=at), "a.xlsx")


@pytest.mark.parametrize(
    ("at", "column", "text"), [("D2:D3", 3, "DSQ"), ("C2:C3", 2, "DSQ"), ("D2:D3", 3, "DNF")]
)
def test_a_merged_status_is_of_both_teams(at: str, column: int, text: str) -> None:
    rows: list[list[Cell]] = [["Heat", "Team", "Time", "Status"]]
    rows += [[str(1 + i // 2), TEAMS[i], TIMES[i], ""] for i in range(4)]
    rows[1][column], rows[2][column] = text, ""
    made = _merged(at, rows)
    (first, *_) = made.tables["races"].values()
    assert [first[side]["status"] for side in ("finish", "crossing")] == [text, text]
    assert any(f"merged cells count in each row of a team beside them: {at[:2]}" in each
               for each in made.notes)  # fmt: skip


def test_merged_rounds_need_not_differ() -> None:
    rows: list[list[Cell]] = [["Round", "Heat", "Team", "Time"]]
    rows += [["", "1", TEAMS[i], TIMES[i]] for i in range(4)]
    rows[1][0], rows[3][0], rows[4][0] = "Semi", "Final", "Final"
    assert _races(_merged("A2:A3", rows)) == {"semi-1": "NOR ITA", "final-1": "JPN POL"}


def test_a_place_merged_beside_skaters_makes_no_teams() -> None:
    rows: list[list[Cell]] = [["Rank", "Team", "Time"]]
    for i in range(3):
        names: list[list[Cell]] = [["", name, ""] for name in ("Berg", "Dahl", "Moe")]
        rows += [[str(i + 1), TEAMS[i], TIMES[i]], *names]
    made = _merged("A2:A5", rows)
    assert _races(made) == {"NOR": "NOR", "ITA": "ITA", "JPN": "JPN"}
    assert made.tables["teams"]["NOR"]["skaters"] == ["Berg", "Dahl", "Moe"]


def test_a_merged_time_is_of_the_first_team_and_told() -> None:
    rows: list[list[Cell]] = [["Heat", "Team", "Time"]]
    rows += [[str(1 + i // 2), TEAMS[i], TIMES[i]] for i in range(4)]
    rows[2][2] = ""
    made = _merged("C2:C3", rows)
    assert made.tables["races"]["heat-1"]["crossing"]["time"] == "unknown"
    assert any("merged cells with a time count in their first row alone: C2" in each
               for each in made.notes)  # fmt: skip
