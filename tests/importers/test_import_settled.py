"""What leaves doubt is refused with a remedy that works; nothing is refused for a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

Import = Callable[[object], tuple[Outcome, Path]]


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: object) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return cli("import", path, "--sex", "men", "-o", made, "--force"), made

    return run


def times(made: Path) -> dict[str, float]:
    """Official times that count, by team."""
    races = pursuit_sim.load(made).races.values()
    return {each.team.name: each.official_time_s for race in races for each in race.entries}


def out(made: Path) -> dict[str, str]:
    races = pursuit_sim.load(made).races.values()
    return {each.team.name: each.status for race in races for each in race.listed}


def sheet(head: str, cell: str, status: str = "") -> str:
    return f'Team,Heat,Time,{head},Status\nNOR,1,3:41.00,,\nNED,1,3:39.00,"{cell}",{status}\n'


def pair(**italy: object) -> list[dict[str, Any]]:
    first = {"team": "NOR", "heat": 1, "time": "3:37.70"}
    return [first, {"team": "ITA", "heat": 1, "time": "3:36.00", **italy}]


OPEN = (
    ("Remark", "DNS for final B"), ("Remark", "DNS: Bosker, replaced by Roest"),
    ("Remark", "Retired after the season"), ("Remark", "Aufgabe nach 2000 m im Einzel"),
    ("Remark", "DSQ for the 1500 m"), ("Remark", "DSQ (under appeal)"),
    ("Remark", "DSQ, decision changed: time stands"), ("Remark", "Zeit gestrichen"),
    ("Penalty", "Time annulled"), ("Jury", "hors concours"), ("Retired", "x"),
    ("Info", "opponent ITA disqualified"), ("Next round", "DNS"), ("Valid", "no"),
)  # fmt: skip


@pytest.mark.parametrize(("head", "cell"), OPEN)
def test_a_status_settles_what_is_open(read: Import, head: str, cell: str) -> None:
    done, made = read(sheet(head, cell))
    assert done.status == 2
    assert f"line 3, {head}: " in done.faults[0]
    assert "if it does not, OK if it does" in done.faults[0]
    assert not made.exists()
    done, made = read(sheet(head, cell, "OK"))
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 219.0}
    done, made = read(sheet(head, cell, "DSQ"))
    assert out(made) == {"NED": "DSQ"}


def test_a_status_settles_a_place_a_foot_line_and_a_name(read: Import) -> None:
    text = (
        "Rank,Team,Heat,Time,Status,Remark\n1,NOR,1,3:41.00,,\n2,NED,1,3:42.00,{0},DSQ\n"
        "3,Hamar DSQ,2,3:43.00,{0},\nNED disqualified,,,,,\n"
    )
    done, _ = read(text.format(""))
    assert len(done.faults) == 3, done
    done, made = read(text.format("OK"))
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 222.0, "Hamar DSQ": 223.0}


@pytest.mark.parametrize(
    ("italy", "status"),
    [
        ({"competitor": {"status": "DSQ", "timeInvalidReason": "disqualified"}}, "DSQ"),
        ({"competitor": {"team": {"irm": "DSQ"}}}, "DSQ"), ({"outcome": {"status": "DSQ"}}, "DSQ"),
        ({"official": {"remark": "DSQ"}}, "DSQ"), ({"disqualified": {"value": True}}, "DSQ"),
        ({"dsq": {"is": 1}}, "DSQ"), ({"rank": {"status": "DSQ"}}, "DSQ"),
        ({"status": {"dsq": True}}, "DSQ"), ({"timeBehind": "DSQ"}, "DSQ"),
        ({"disqualification": {"reason": "lane"}}, "?"), ({"history": [{"rank": "DSQ"}]}, "?"),
        ({"outcome": {"status": "DNF"}}, "?"), ({"didFinish": False}, "?"),
        ({"deleted": True}, "?"), ({"resultCode": "NC"}, "?"), ({"state": "void"}, "?"),
        ({"disqualified": {"value": False}}, ""), ({"status": {"code": 0, "text": "ok"}}, ""),
        ({"competitor": {"athletes": [{"retired": True}], "reserve": {"dns": True}}}, ""),
        ({"withdrawalDeadline": "2020-01-01", "hostname": {"dns": "8.8.8.8"}}, ""),
    ],
)  # fmt: skip
def test_json_is_read_within_its_objects(
    read: Import, italy: dict[str, object], status: str
) -> None:
    done, made = read(pair(**italy))
    if status == "?":
        assert "not clear whether" in done.err
        done, made = read(pair(**{"status": "OK"} | italy))
        assert "not clear whether the time counts; a status says that it does" in done.err
    assert done.status == 0, done
    assert out(made) == ({"ITA": "DSQ"} if status == "DSQ" else {})


def test_a_time_with_a_status_behind_it_is_kept_in_json(read: Import) -> None:
    _, made = read(pair(time="3:36.00 DSQ"))
    (race,) = pursuit_sim.load(made).races.values()
    assert [(each.status, each.official_time_s) for each in race.listed] == [("DSQ", 216.0)]


@pytest.mark.parametrize(
    ("beside", "refused"),
    [
        ({"disqualified": ["ITA"]}, True), ({"dsq": {"teams": ["ITA"]}}, True),
        ({"disqualified": [{"team": {"name": "Italy"}}]}, True),
        ({"nonClassified": [{"country": "ITA"}]}, True), ({"withdrawn": []}, False),
        ({"withdrawn": ["GER"]}, False), ({"legend": {"DSQ": "disqualified"}}, False),
    ],
)  # fmt: skip
def test_lists_beside_the_results_name_those_that_are_out(
    read: Import, beside: dict[str, object], refused: bool
) -> None:
    done, _ = read({**beside, "results": pair()})
    assert (done.status == 2) == refused, done
    if refused:
        assert "not clear whether the time of ITA counts" in done.faults[0]
        assert read({**beside, "results": pair(status="OK")})[0].status == 0
    else:
        assert f"not used: {next(iter(beside))!r}" in done.err


@pytest.mark.parametrize("rank", ["3 a.K.", "1 NC", "NC1", "2 hc", "EX2", "X", "M", "2 out"])
def test_a_number_beside_a_word_for_out_is_no_place(read: Import, rank: str) -> None:
    done, _ = read(f"Rank,Team,Heat,Time\n1,NOR,1,3:41.00\n{rank},NED,1,3:39.00\n")
    assert f"line 3, Rank: found {rank!r}" in done.err


@pytest.mark.parametrize(
    "rank",
    ["2.0", "nan", "Silver medal", "2nd place", "goud", "or", "oro", "1/8", "tie 3", "3 ex aequo",
     "2 of 8", "Final A 2", "第二", "?", "QF", "NQ", "Eliminated", "II", "V", "XII"],
)  # fmt: skip
def test_places_in_words_are_places(read: Import, rank: str) -> None:
    done, made = read(f"Rank,Team,Heat,Time\n1.0,NOR,1,3:41.00\n{rank},NED,1,3:42.00\n")
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 222.0}


@pytest.mark.parametrize(
    "status",
    ["nan", "NaN", "null", "N/A", "QF", "Final A", "completed", "Ranked", "gewertet", "OK (photo)"],
)
def test_a_status_of_a_team_that_finished_takes_nothing(read: Import, status: str) -> None:
    done, made = read(sheet("DSQ", "0.0", status))
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 219.0}


def test_names_are_no_statuses(read: Import) -> None:
    heads = "Rank,Team,Heat,Time,Skater 1,Skater 2,Skater 3,Coach,Club,Broadcaster,Reserve,State"
    done, made = read(
        f"{heads}\n1,Retired Skaters,1,3:41.00,Disk Jockey,Ret,Ana Descalzi,Disqué,WD,WDR,DNS,NC\n"
        "2,WD-40 Team,1,3:42.00,Void,Ex,Brutt,Ret,DQ Dairy Queen,WDR,,EX\n"
    )
    assert done.status == 0, done
    assert times(made) == {"Retired Skaters": 221.0, "WD-40 Team": 222.0}
    assert pursuit_sim.load(made).races["heat-1"].entries[0].lineup == (
        "Disk Jockey", "Ret", "Ana Descalzi",
    )  # fmt: skip


def test_numbers_and_records_are_no_statuses(read: Import) -> None:
    done, made = read(
        "Team,Heat,Time,DNS time,WD,Retired number,Exclusion zone,Remark\n"
        "NOR,1,3:41.00,9:00,3.2,12,A,not eligible for a record\n"
        "NED,1,3:42.00,9:10,2.1,13,B,Invalid lap time in lap 3\n"
    )
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 222.0}


def test_legends_and_headings_are_no_teams(read: Import) -> None:
    table = "Rank,Team,Heat,Time\n1,NOR,1,3:41.00\n2,NED,1,3:42.00\n"
    done, made = read(
        f"{table},DNF,Did not finish,\nLegend,,,\nDSQ,Disqualified,,\nDSQ: –,,,\n"
        '"Abbreviations: DNF, DNS, NOR national record",,,\nDNS,Did not start\n'
    )
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 222.0}
    assert not out(made)
    done, _ = read(f"{table},Did not finish,,\n3,ITA,2,3:43.00\nWithdrawn:,,,\n")
    assert "line 4: 'Did not finish': not clear" in done.faults[0]
    assert "write DNF as the status of the teams" in done.faults[0]
    assert "line 6: 'Withdrawn:': not clear" in done.faults[1]


def test_a_time_that_is_left_out_is_told(read: Import) -> None:
    done, made = read(sheet("Remark", "DNS"))
    assert "the time 3:39.00 of NED is left out: DNS" in done.err
    assert out(made) == {"NED": "DNS"}


def test_many_keys_that_are_not_used_are_told_in_short(read: Import) -> None:
    done, _ = read(pair(**{f"key{i}": i for i in range(500)}))
    assert done.status == 0, done
    assert "'key19' and 480 more" in done.err
    heads = ",".join(f"head{i}" for i in range(300))
    cells = ",".join("1" * 300)
    done, _ = read(f"Team,Time,{heads}\nNOR,3:41.00,{cells}\nNED,3:42.00,{cells}\n")
    assert done.status == 0, done
    assert "'head19' and 280 more" in done.err


@pytest.mark.parametrize(
    ("code", "status"),
    [("SQ", "DSQ"), ("DIS", "DSQ"), ("ABD", "DNF"), ("RIT", "DNF"), ("NP", "DNS")],
)
def test_codes_of_one_language_are_statuses_in_their_cells(
    read: Import, code: str, status: str
) -> None:
    time = "3:39.00" if status == "DSQ" else ""
    for row in (f"{code},NED,1,{time},", f",NED,1,{time},{code}"):
        done, made = read(f"Rank,Team,Heat,Time,Status\n1,NOR,1,3:41.00,\n{row}\n")
        assert done.status == 0, done
        assert out(made) == {"NED": status}
    _, made = read(pair(rank=code, time=time or None))
    assert out(made) == {"ITA": status}


@pytest.mark.whole
def test_a_file_of_too_many_races_is_refused_at_once(read: Import) -> None:
    rows = [f"T{i % 9},{i // 2},3:4{i % 9}.00" for i in range(2002)]
    done, _ = read("\n".join(["Team,Heat,Time", *rows]))
    assert "holds 1001 races; a scenario has at most 1000; split the file" in done.faults[0]


@pytest.mark.parametrize("within", ["competitor", "team"])
def test_skaters_within_the_competitor_are_read(read: Import, within: str) -> None:
    people = [{"firstName": "Jan", "lastName": "Ret", "retired": True}, {"lastName": "B"}, "C"]
    rows = pair(**{within: {"name": "Italy", "country": "ITA", "skaters": people}})
    if within == "competitor":
        rows[1][within]["team"] = rows[1].pop("team")
    done, made = read(rows)
    assert done.status == 0, done
    (race,) = pursuit_sim.load(made).races.values()
    assert ("Jan Ret", "B", "C") in [each.lineup for each in race.entries]


@pytest.mark.parametrize(
    "competitor",
    [{"name": "Italy", "country": "ITA"}, {"name": "Italia"},
     {"name": "Italy", "country": "ITA", "team": [{"lastName": "A"}, {"lastName": "B"}, "C"]},
     {"name": "Azzurri", "country": "ITA", "skaters": ["A", "B", "C"]}],
)  # fmt: skip
def test_a_competitor_may_be_the_team(read: Import, competitor: dict[str, Any]) -> None:
    rows = pair(competitor=competitor)
    del rows[1]["team"]
    done, made = read(rows)
    assert done.status == 0, done
    assert times(made) == {"NOR": 217.70, competitor["name"]: 216.00}
    named = [each.lineup for race in pursuit_sim.load(made).races.values() for each in race.entries]
    assert (("A", "B", "C") in named) == (len(competitor) > 2)


@pytest.mark.parametrize(
    "competitor",
    [{"name": "Anna Rossi", "country": "ITA"}, {"name": "Norway", "country": "ITA"}, {}],
)
def test_a_competitor_may_be_somebody(read: Import, competitor: dict[str, str]) -> None:
    rows = pair(competitor=competitor)
    del rows[1]["team"]
    assert "[2].team: is missing" in read(rows)[0].faults[0]


def test_places_of_the_event_in_a_sheet_of_all_rounds_contradict_no_time(read: Import) -> None:
    rows = [
        "QF,1,1,NOR,3:40.00", "QF,1,4,KOR,3:41.00", "QF,2,3,CAN,3:38.00", "QF,2,2,NED,3:39.00",
        "SF,1,1,NOR,3:39.00", "SF,1,3,CAN,3:40.00", "SF,2,4,KOR,3:37.00", "SF,2,2,NED,3:39.00",
    ]  # fmt: skip
    done, _ = read("\n".join(["Round,Heat,Rank,Team,Time", *rows]))
    assert done.status == 0, done
    assert "contradict" not in done.err
    done, _ = read("\n".join(["Round,Heat,Rank,Team,Time", *rows[:4]]))
    assert "places contradict the times: 2 NED 219.00 s, 3 CAN 218.00 s" in done.err


LAPS = (31.0, 26.0, 26.0, 26.0, 27.0, 27.0, 28.0, 28.0)  # 219.0 s in all


def by_passings(status: str) -> str:
    rows = [f"{team},1,{i},{sum(LAPS[:i])},3:39.00,{remark},{said}"
            for team, remark, said in (("NOR", "", ""), ("NED", "DNS for final B", status))
            for i in range(1, 9)]  # fmt: skip
    return "\n".join(["team,heat,lap,time,official_time,remark,status", *rows])


def by_laps(status: str) -> str:
    laps = ",".join(map(str, LAPS))
    heads = ",".join(f"Lap {i}" for i in range(1, 9))
    return (
        f"Team,Heat,{heads},Time,Remark,Status\nNOR,1,{laps},3:39.00,,\n"
        f"NED,1,{laps},3:39.00,DNS for final B,{status}\n"
    )


@pytest.mark.parametrize("table", [by_passings, by_laps])
def test_a_status_settles_in_every_table(read: Import, table: Callable[[str], str]) -> None:
    assert "DNS if it does not, OK if it does" in read(table(""))[0].faults[0]
    done, made = read(table("OK"))
    assert done.status == 0, done
    assert times(made) == {"NOR": 219.0, "NED": 219.0}
    done, made = read(table("DNS"))
    assert "the time 3:39.00 of NED is left out: DNS" in done.err
    assert out(made) == {"NED": "DNS"}


@pytest.mark.parametrize("foot", ["Doping control: NED", "Red card: none", "Excluded: –"])
def test_lines_about_nobody_that_is_out_are_not_refused(read: Import, foot: str) -> None:
    done, made = read(f"Team,Heat,Time\nNOR,1,3:41.00\nNED,1,3:42.00\n{foot},,\n")
    assert done.status == 0, done
    assert times(made) == {"NOR": 221.0, "NED": 222.0}
