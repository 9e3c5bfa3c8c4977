"""What other people's files say comes back to the millisecond, or is refused in a line."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pursuit_sim
from helpers.outcomes import Outcome
from helpers.races import DATA, measured
from pursuit_sim import timing
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import importer_for
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.resources import scenarios
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.write import text as write_text
from pursuit_sim.units import format_time

Cli = Callable[..., Outcome]
MILLISECOND = 1e-3
HALF_LAPS = DATA / "halflaps_ec2020.csv"
MEN, WOMEN = "Men Team Pursuit", "Ladies Team Pursuit"
CODES = {"Belarus": "BLR", "Poland": "POL", "Norway": "NOR", "Italy": "ITA", "Russia": "RUS"}


def cut(seconds: float, decimals: int) -> float:
    """As timing systems cut: digits are dropped, not rounded."""
    scale: int = 10**decimals
    return math.floor(round(seconds * scale, 3)) / scale


def isu(teams: list[str], *, distance: str = MEN, step: int = 2, heat: str = "heat") -> list[Any]:
    """Official timing of Heerenveen 2020 as the ISU's interface would have it."""
    best = min(measured()[distance, team][-1] for team in teams)
    found = []
    for i, team in enumerate(teams):
        passed = measured()[distance, team][step - 1 :: step]
        laps = [
            {
                "number": n,
                "time": f"{cut(now - before, 2):.2f}",
                "passageTime": format_time(cut(now, 3), 3),
                "rank": 1,
            }
            for n, (before, now) in enumerate(zip([0.0, *passed], passed, strict=False), 1)
        ]
        time_s = cut(passed[-1], 2)
        behind = f"+{passed[-1] - best:.2f}" if passed[-1] > best else ""
        found.append(
            {
                heat: i // 2 + 1,
                "startLane": ("finish", "crossing")[i % 2],
                "armband": "WHITE",
                "time": format_time(time_s),
                "timeBehind": behind,
                "team": {"name": team, "country": CODES[team]},
                "laps": laps,
            }
        )
    return found


def passings(race: Race) -> dict[str, list[float]]:
    """Half-lap passings [s] of each team, measured in the simulated race."""
    splits = timing.splits(pursuit_sim.simulate(race))
    return {each.team.name: splits[i].tolist() for i, each in enumerate(race.entries)}


def by_team(path: Path) -> dict[str, list[float]]:
    races = pursuit_sim.load(path).races.values()
    return {team: times for race in races for team, times in passings(race).items()}


def assert_met(found: list[float], expected: list[float]) -> None:
    assert len(found) == len(expected)
    assert found == pytest.approx(expected, abs=MILLISECOND)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def put(content: object, name: str = "results.json") -> Path:
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.mark.parametrize(("distance", "laps"), [(MEN, 8), (WOMEN, 6)])
def test_half_laps_of_a_table_come_back(cli: Cli, tmp_path: Path, distance: str, laps: int) -> None:
    made = tmp_path / "made.toml"
    done = cli("import", HALF_LAPS, "--distance", distance, "-o", made)
    assert done.status == 0, done
    scenario = pursuit_sim.load(made)
    assert scenario.event.laps == laps
    assert scenario.event.sex == ("men" if distance == MEN else "women")
    expected = {team: times for (what, team), times in measured().items() if what == distance}
    found = by_team(made)
    assert found.keys() == expected.keys()
    for team, times in expected.items():
        assert_met(found[team], times)


@pytest.mark.parametrize("step", [1, 2])
def test_laps_of_the_isu_come_back(
    cli: Cli, tmp_path: Path, write: Callable[..., Path], step: int
) -> None:
    made = tmp_path / "made.toml"
    teams = ["Poland", "Belarus", "Norway", "Italy"]
    done = cli("import", write(isu(teams, step=step)), "-o", made)
    assert done.status == 0, done
    scenario = pursuit_sim.load(made)
    assert [race.title for race in scenario.races.values()] == [
        "Heat 1: POL v BLR", "Heat 2: NOR v ITA",
    ]  # fmt: skip
    found = by_team(made)
    for team in teams:
        expected = [cut(each, 3) for each in measured()[MEN, team]]
        assert_met(found[team][step - 1 :: step][:-1], expected[step - 1 :: step][:-1])
        # The finish is the official time, which is published in hundredths.
        assert found[team][-1] == pytest.approx(cut(expected[-1], 2), abs=1e-6)
    gaps = {each.team.name: each.official_gap_s for each in scenario.races["heat-1"].entries}
    assert gaps == {"Poland": 6.6, "Belarus": 6.39}  # 229.994 and 229.786 less 223.392


def test_the_pair_of_thialf_is_the_bundled_one(cli: Cli, tmp_path: Path) -> None:
    made = tmp_path / "made.toml"
    cli("import", HALF_LAPS, "--distance", MEN, "-o", made)
    bundled = pursuit_sim.load("thialf-2020-pair-1").races["pair-1"]
    found = pursuit_sim.load(made).races["heat-1"]
    for each, known in zip(found.entries, bundled.entries, strict=True):
        assert (each.team.code, each.side) == (known.team.code, known.side)
        assert each.splits == known.splits
        assert each.official_time_s == known.official_time_s


def table(delimiter: str = ",", point: str = ".", unit: str = "s", *, clock: bool = False) -> str:
    """Pair 1 of the men as another program would write it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    head = "Passing" if clock else f"Passing ({unit})"
    writer.writerow(["Pair", "Start lane", "Team", "Laps", head])
    for lane, team in (("Finish", "Poland"), ("Crossing", "Belarus")):
        for i, time_s in enumerate(measured()[MEN, team], 1):
            shown = f"{time_s * 1000:.0f}" if unit == "ms" else f"{time_s:.4f}"
            if clock:
                shown = format_time(time_s, 3)
            laps = f"{i / 2:g}"
            writer.writerow([1, lane, team, laps.replace(".", point), shown.replace(".", point)])
    return text.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        table(), table(";", ","), table("\t"), table(unit="ms"), table(clock=True),
        "\ufeff" + table(";", ",", clock=True),
    ],
    ids=["commas", "semicolons", "tabs", "milliseconds", "clock", "spreadsheet"],
)  # fmt: skip
def test_tables_as_programs_write_them(
    cli: Cli, tmp_path: Path, write: Callable[..., Path], text: str
) -> None:
    made = tmp_path / "made.toml"
    done = cli("import", write(text, "pair.csv"), "-o", made)
    assert done.status == 0, done
    for team, times in by_team(made).items():
        assert_met(times, measured()[MEN, team])


def test_what_the_program_itself_exports_comes_back(cli: Cli, tmp_path: Path) -> None:
    assert cli("run", "thialf-2020-pair-1", "--format", "csv", "--out", tmp_path).status == 0
    made = tmp_path / "made.toml"
    done = cli("import", tmp_path / "splits.csv", "-o", made)
    assert done.status == 0, done
    for code, times in by_team(made).items():
        name = {"BLR": "Belarus", "POL": "Poland"}[code]
        assert_met(times, measured()[MEN, name])


def test_what_a_model_made_does_not_come_back_as_measured(cli: Cli, tmp_path: Path) -> None:
    """Of semifinal 1 of Beijing 2022 few passings are published; a model fills the rest in."""
    words = ("--race", "sf-1", "--format", "csv", "--out", tmp_path)
    assert cli("run", "beijing-2022-men", *words).status == 0
    made = tmp_path / "made.toml"
    done = cli("import", tmp_path / "splits.csv", "-o", made)
    assert done.status == 0, done
    assert "passings that a model made, as the column known says, are left out" in done.err
    bundled = pursuit_sim.load("beijing-2022-men").races["sf-1"]
    (found,) = pursuit_sim.load(made).races.values()
    by_code = {each.team.code: each for each in bundled.entries}
    for each in found.entries:
        assert each.splits == by_code[each.team.code].splits
        assert each.official_time_s == pytest.approx(by_code[each.team.code].official_time_s)


def test_a_time_that_a_model_made_is_assumed(cli: Cli, tmp_path: Path) -> None:
    words = ("--model", "power", "--format", "csv", "--out", tmp_path)
    assert cli("run", "thialf-2020-pair-1", *words).status == 0
    made = tmp_path / "made.toml"
    done = cli("import", tmp_path / "splits.csv", "-o", made)
    assert done.status == 0, done
    scenario = pursuit_sim.load(made)
    assert all(not each.splits for race in scenario.races.values() for each in race.entries)
    assert "assumed: the time of" in done.err


def test_several_files_and_standard_input(
    cli: Cli, tmp_path: Path, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = write(isu(["Poland", "Belarus"]), "first.json")
    second = json.dumps(isu(["Norway", "Italy"])).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(second)))
    made = tmp_path / "made.toml"
    assert cli("import", first, "-", "-o", made).status == 0
    assert [race.title for race in pursuit_sim.load(made).races.values()] == [
        "First heat 1: POL v BLR", "Heat 1: NOR v ITA",
    ]  # fmt: skip


def test_two_distances_of_two_files_are_not_one_event(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    women = "\n".join(line for line in EC2020.splitlines() if not line.startswith("Men"))
    files = write(women, "women.csv"), write(MEN_ONLY, "men.csv")
    (fault,) = cli("import", *files, "-o", tmp_path / "made.toml").faults
    assert "men.csv: there are 2 distances" in fault
    assert cli("import", *files, "--distance", WOMEN, "-o", tmp_path / "made.toml").status == 0


def test_nothing_is_invented_in_silence(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    rows = isu(["Poland", "Belarus"])
    for row in rows:
        del row["startLane"]
    rows[1]["laps"] = []
    made = tmp_path / "made.toml"
    done = cli("import", write(rows), "-o", made)
    assert done.out == ""
    for said in (
        "missing: line-ups", "missing: formations", "assumed: sides of heat-1",
        "assumed: the event is called 'results'", "missing: passings of BLR", "assumed: men",
        "read: ",
    ):  # fmt: skip
        assert said in done.err, said
    scenario = pursuit_sim.load(made)
    assert {
        "event.name", "event.sex", "races.heat-1.finish",
        "races.heat-1.finish.lineup", "races.heat-1.crossing.formation",
    } <= {*scenario.assumed}  # fmt: skip
    # What is told stands in the file as well.
    told = [
        line for line in done.err.splitlines() if line.startswith(("missing", "assumed", "read"))
    ]
    assert [f"# {line}" for line in told] == made.read_text(encoding="utf-8").splitlines()[
        : len(told)
    ]


def test_a_list_of_finals_has_times_and_nothing_else(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    """Times as speedskatingresults.com writes them; nobody says who met whom."""
    names = [{"givenname": "Joy", "familyname": "Beune"}, "Marijke Groenewoud", "Antoinette Rijpma"]
    rows = [
        {"country": "NED", "time": "2.52,52", "skaters": names},
        {"country": "CAN", "time": "2.52,68"}, {"country": "JPN", "time": "4.00,54"},
    ]  # fmt: skip
    made = tmp_path / "made.toml"
    done = cli("import", write({"results": rows}), "--sex", "women", "-o", made)
    assert "nothing says who met whom: each team has a race of its own" in done.err
    races = pursuit_sim.load(made).races.values()
    assert [race.entries[0].official_time_s for race in races] == [172.52, 172.68, 240.54]
    assert next(iter(races)).entries[0].lineup == (
        "Joy Beune", "Marijke Groenewoud", "Antoinette Rijpma",
    )  # fmt: skip


def test_a_team_without_a_time_is_listed_and_named(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    rows = isu(["Poland", "Belarus"])
    rows[1] |= {"time": "DNF", "laps": []}
    made = tmp_path / "made.toml"
    done = cli("import", write(rows), "-o", made)
    assert "missing: a valid time of BLR: DNF" in done.err
    race = pursuit_sim.load(made).races["heat-1"]
    assert [each.team.code for each in race.entries] == ["POL"]
    assert [(each.team.code, each.side, each.status) for each in race.listed] == [
        ("BLR", "crossing", "DNF")
    ]


def changed(change: Callable[[list[Any]], None]) -> list[Any]:
    rows = isu(["Poland", "Belarus"])
    change(rows)
    return rows


def lap(rows: list[Any], number: int, **values: object) -> None:
    rows[0]["laps"][number - 1] |= values


WHOLE = json.dumps(isu(["Poland", "Belarus"]))
EC2020 = HALF_LAPS.read_text(encoding="utf-8")
MEN_ONLY = "\n".join(
    line for i, line in enumerate(EC2020.splitlines()) if i == 0 or line.startswith("Men")
)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "is empty", id="empty"),
        pytest.param(b" \n\n", "is empty", id="blank"),
        pytest.param(b"\xff\xfe[\x00", "not a text in UTF-8", id="UTF-16"),
        pytest.param("Équipe".encode("latin-1"), "not a text in UTF-8", id="Latin-1"),
        pytest.param("hello", "in no format that is known", id="neither"),
        pytest.param(WHOLE[: len(WHOLE) // 2], "the file is cut", id="cut JSON"),
        pytest.param(WHOLE[:-1], "the file is cut", id="JSON without its last bracket"),
        pytest.param("[1, 2]", "no list of results", id="numbers"),
        pytest.param("[" * 100_000, "is not JSON", id="too deep"),
        pytest.param('[{"time": NaN}]', "NaN", id="not a number"),
        pytest.param({"races": []}, "no list of results", id="another object"),
        pytest.param([{"time": "3:38.08"}], "[1].team: is missing", id="nobody"),
        pytest.param(
            changed(lambda rows: lap(rows, 3, passageTime="59.000", time=None)),
            "[1].laps[3].passageTime: found 59.000 after 3 laps, 59.937 after 2", id="falling",
        ),
        pytest.param(
            changed(
                lambda rows: rows[0]["laps"].insert(2, {**rows[0]["laps"][1], "time": None})
            ),
            "2 laps are there twice", id="a lap twice, once without its time",
        ),
        pytest.param(
            changed(lambda rows: lap(rows, 2, passageTime=-59.9)),
            "[1].laps[2].passageTime: found -59.9, which is before any race", id="negative number",
        ),
        pytest.param(
            changed(lambda rows: lap(rows, 2, passageTime="-59.937")),
            "'-59.937' is negative", id="negative text",
        ),
        pytest.param(
            changed(lambda rows: lap(rows, 2, time="99.00")),
            "the lap took 99 s, its passages are 27.484 s apart", id="lap against passages",
        ),
        pytest.param(
            changed(lambda rows: lap(rows, 2, passageTime=59937, time=None)),
            "look like milliseconds", id="mixed units",
        ),
        pytest.param(
            changed(lambda rows: rows[0].update(time="3.38")),
            "[1].time: '3.38' may be 3.38 s or 3:38.00", id="ambiguous",
        ),
        pytest.param(
            changed(lambda rows: rows.append(rows[0] | {"team": "Italy"})),
            "heat 1 has 3 teams: Poland, Belarus, Italy", id="two races in one heat",
        ),
        pytest.param(
            changed(lambda rows: rows.extend([dict(rows[0]), dict(rows[1])])),
            "heat 1 has 4 teams", id="the same race twice",
        ),
        pytest.param(
            changed(lambda rows: rows[1].update(startLane="finish")),
            "both teams of heat 1 start on the finish side", id="one side",
        ),
        pytest.param(
            changed(lambda rows: rows[1].update(team=rows[0]["team"])),
            "Poland is in heat 1 twice", id="against itself",
        ),
        pytest.param(EC2020, "there are 2 distances: 'Ladies Team Pursuit'", id="two distances"),
        pytest.param(EC2020[: EC2020.rindex(",")], "the file may be cut", id="cut table"),
        pytest.param(EC2020.partition("\n")[0], "holds heads and no results", id="heads only"),
        pytest.param("team,time\nNOR,3:38.08\n", "does not say who skated", id="a time alone"),
        pytest.param("team,lap\nNOR,1\n", "has no column of: passing", id="no times"),
        pytest.param(
            MEN_ONLY.replace(",59.2035,", ",59203.5,"), "look like milliseconds",
            id="milliseconds among seconds",
        ),
        pytest.param(
            MEN_ONLY.replace(",59.2035,", ",0:59.20,"),
            "line 5, cum_time_s: found '0:59.20' under 'cum_time_s'", id="clock among seconds",
        ),
        pytest.param(
            MEN_ONLY.replace(",59.2035,", ",-59.2035,"), "line 5, cum_time_s: found '-59.2035'",
            id="negative in a table",
        ),
        pytest.param(
            MEN_ONLY.replace(",59.2035,", ",45.2,"),
            "line 5, cum_time_s: found 45.200 after 2 laps, 45.664 after 1.5",
            id="falling in a table",
        ),
        pytest.param(
            MEN_ONLY.replace(",1,0,Poland,229.994,400", ",1,0,Poland,229.994,200"),
            "Poland: 0.5 laps are there twice", id="a passing twice",
        ),
        pytest.param(
            MEN_ONLY.replace(",1,0,Poland,229.994,400", ",1,0,Poland,228.994,400"),
            "line 19, official_time_s: is another one than in line 18", id="two times",
        ),
        pytest.param(
            MEN_ONLY.replace(",1,0,Poland,229.994,400", ",1,0,Poland,229.994,387"),
            "found '387'; write half-laps", id="no half-lap",
        ),
        pytest.param(MEN_ONLY.replace(",Poland,", ',"Poland,'), "is not CSV", id="open quotes"),
    ],
)  # fmt: skip
def test_faulty_files_end_in_a_line_that_says_what_to_do(
    cli: Cli, tmp_path: Path, write: Callable[..., Path], content: object, said: str
) -> None:
    made = tmp_path / "made.toml"
    path = write(content, "faulty")
    faults = cli("import", path, "-o", made).faults
    assert all(line.startswith(f"pursuit-sim: {path}: ") for line in faults), faults
    assert any(said in line for line in faults), faults
    assert not made.exists()


@pytest.mark.parametrize(
    "content",
    [
        [{"team": {"name": "A" * 300}, "time": 220}],
        [{"team": "\ud800", "time": 220}],
        [{"team": "A\u0007\nB\x7f", "time": 220, "heat": "\u202e"}],
        [{"team": "A", "time": 1e308}, {"team": "B", "time": 10**400}],
        [{"team": "A", "time": 220, "timeBehind": "inf"}],
        [{"team": "A", "time": 220, "timeBehind": [1]}],
        [{"team": "A", "time": [220], "laps": {"1": 2}}],
        [{"team": ["A"], "time": True, "laps": [1]}],
        [{"team": "A", "time": 220, "laps": [{"number": 10**30, "passageTime": "1:00.000"}]}],
        "team,laps,time\n" + "A" * 200_000 + ",1,30\n",
        "team" * 100_000 + ",laps,time\n",
        "team,laps,time\rA,1,30\nB,1,31\n",
        'team,laps,time\n"A"B,1,30\n',
    ],
)
def test_odd_contents_are_told_of(
    cli: Cli, tmp_path: Path, write: Callable[..., Path], content: object
) -> None:
    made = tmp_path / "made.toml"
    done = cli("import", write(content, "odd"), "--sex", "men", "-o", made)
    assert done.faults
    assert not made.exists()


@given(st.data())
def test_whatever_is_spoilt_there_is_an_answer(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([WHOLE, MEN_ONLY, table(";", ",")]))
    place = data.draw(st.integers(0, len(text) - 1))
    length = data.draw(st.integers(0, 30))
    put = data.draw(
        st.one_of(
            st.text(max_size=6),
            st.sampled_from(
                ["-1", "0", "1e9", "null", "[]", "{}", '"', ";", ",", "\n", "3.38", "x"]
            ),
        )
    )
    spoilt = text[:place] + put + text[place + length :]
    with suppress(InputError):  # nothing else may be raised
        importer = importer_for(spoilt, "spoilt")
        made = draft([("spoilt", importer.read(spoilt, "spoilt"))])
        load_text(write_text(made.tables))


def test_what_no_scenario_can_be_is_a_fault_of_the_file(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    path = write(MEN_ONLY.replace(",59.2035,", ",45.8,"), "pair.csv")
    (fault,) = cli("import", path, "-o", tmp_path / "made.toml").faults
    assert fault.startswith(f"pursuit-sim: {path}: line 2: splits_s: 0.14 s from 1.5 laps")


def test_all_faults_of_all_files_at_once(
    cli: Cli, tmp_path: Path, write: Callable[..., Path]
) -> None:
    def spoil(rows: list[Any]) -> None:
        rows[0]["time"] = "soon 1"
        rows[1]["laps"][4]["passageTime"] = "2.30"

    first, second = write(changed(spoil)), write(b"\xff", "other.csv")
    faults = cli("import", first, second, "-o", tmp_path / "made.toml").faults
    assert len(faults) == 3
    assert "[1].time" in faults[0]
    assert "[2].laps[5].passageTime: '2.30' may be" in faults[1]
    assert "other.csv" in faults[2]


def test_the_input_is_not_overwritten(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "passings.toml"
    path.write_text(MEN_ONLY, encoding="utf-8")
    (tmp_path / "link.toml").symlink_to(path)
    for output in (path, tmp_path / "link.toml"):
        (fault,) = cli("import", path, "-o", output).faults
        assert "is a file that is read for it" in fault
    assert path.read_text(encoding="utf-8") == MEN_ONLY


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--distance", "Mixed"), "there is no distance 'Mixed'; distances: 'Ladies Team Pursuit'"),
        (
            ("--format", "isu-result"),
            "there is no format 'isu-result'; did you mean 'isu-results'?",
        ),
        (("--format", "isu-results"), "is not JSON"),
        (("--laps", "0"), "--laps: 0 laps; write 1 to 25"),
        (("--distance", MEN, "--laps", "4"), "found a passing after 8 laps, the race has 4"),
        (("--sex", "mixed"), "'mixed' is not one of 'men', 'women'"),
    ],
)
def test_options_that_do_not_fit(
    cli: Cli, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    faults = cli("import", HALF_LAPS, *words, "-o", tmp_path / "made.toml").faults
    assert any(said in line for line in faults), faults


@pytest.mark.parametrize("output", ["made.json", "no/made.toml", ""])
def test_a_place_that_cannot_be(cli: Cli, tmp_path: Path, output: str) -> None:
    assert cli("import", HALF_LAPS, "--distance", MEN, "-o", tmp_path / output).faults


def test_no_scenario_is_taken_for_results(cli: Cli, tmp_path: Path) -> None:
    path = scenarios()["two-teams"]
    (fault,) = cli("import", path, "-o", tmp_path / "made.toml").faults
    assert "is a scenario already; pursuit-sim run it" in fault
