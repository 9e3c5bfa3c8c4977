"""`sweep`: a race for each of several values, against the other commands and against physics."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
import pytest

from helpers.outcomes import CLI
from pursuit_sim import load, timing
from pursuit_sim.errors import InputError
from pursuit_sim.lab.compare import compare
from pursuit_sim.lab.long_sweep import long_sweep
from pursuit_sim.lab.sweep import Sweep, sweep
from pursuit_sim.lab.sweep_design import SweepDesign, SweptList
from pursuit_sim.lab.swept_runs import Axis
from pursuit_sim.sim import simulate

EVENT, RACE = "beijing-2022-men", "sf-1"
DENSITY = "rink.air_density_kgm3"
NED = "races.sf-1.crossing"


def changes(found: Sweep, team: str) -> list[float]:
    return [found.change_s(run) for point in found.points for run in point.runs if run.team == team]


def test_the_race_as_it_is_takes_its_official_times() -> None:
    found = sweep(EVENT, RACE, [Axis(DENSITY, ("1.239",))])
    assert [run.time_s for run in found.original] == pytest.approx([218.28, 219.62], abs=1e-6)
    assert [sum(run.laps_s) for run in found.original] == pytest.approx([218.28, 219.62], abs=1e-6)
    assert changes(found, "NED") == pytest.approx([0.0], abs=0.01)  # the rink's own density


def test_a_push_is_worth_what_compare_says() -> None:
    found = sweep(EVENT, RACE, [Axis(f"{NED}.formation", ("push",))])
    race = load(EVENT).races[RACE]
    outcome = compare(race, "NED", draws_count=10).outcomes["push"]
    (point,) = found.points
    times = {run.team: run.time_s for run in point.runs}
    assert times["NED"] == pytest.approx(outcome.time_s, abs=1e-3)
    assert times["NOR"] == pytest.approx(218.28, abs=1e-6)  # who is not varied stays


def test_one_per_cent_of_air_costs_about_a_quarter_of_one_in_time() -> None:
    # At 52 km/h air takes some 70–80 % of the power, which goes with the third power of speed:
    # 0.75 % / 3. The start, and reserves that last shorter, leave 0.2–0.32 %.
    found = sweep(EVENT, RACE, [Axis(DENSITY, ("1.22661", "1.25139"))])  # 1.239 ± 1 %
    low, high = changes(found, "NED")
    share = (high - low) / 219.62 / 0.02
    assert 0.20 < share < 0.32


def test_the_kinematic_model_keeps_the_time_and_moves_the_laps() -> None:
    found = sweep(EVENT, RACE, [Axis("pacing.fade_s", ("0", "1", "3"))], model="kinematic")
    for point, fade in zip(found.points, (0.0, 1.0, 3.0), strict=True):
        nor = next(run for run in point.runs if run.team == "NOR")
        assert nor.time_s == pytest.approx(218.28, abs=1e-6)
        # What the key says of itself: the last lap against the fastest flying one.
        assert nor.laps_s[-1] - min(nor.laps_s[1:]) == pytest.approx(fade, abs=0.02)


def test_two_keys_give_every_combination_the_last_one_fastest() -> None:
    axes = [Axis(DENSITY, ("1.1", "1.2")), Axis(f"{NED}.train.spacing_m", ("1", "1.2", "1.4"))]
    found = sweep(EVENT, RACE, axes)
    assert [point.values for point in found.points] == [
        (a, b) for a in ("1.1", "1.2") for b in ("1", "1.2", "1.4")
    ]
    ned = changes(found, "NED")
    assert ned == sorted(ned)  # thicker air, wider gaps: both cost


def test_an_effectiveness_that_the_scenario_says_is_kept() -> None:
    said = [f"{NED}.effort.effectiveness=0.9"]
    found = sweep(EVENT, RACE, [Axis(f"{NED}.effort.effectiveness", ("0.9", "0.95"))],
                  overrides=said)  # fmt: skip
    same, stronger = changes(found, "NED")
    assert same == 0.0
    assert stronger < -2.0


def test_faults_of_all_values_are_told_at_once() -> None:
    with pytest.raises(InputError) as raised:
        sweep(EVENT, RACE, [Axis(DENSITY, ("9", "1.2", "x")), Axis("pacing.fade", ("1",))])
    lines = [str(fault) for fault in raised.value.faults]
    assert len(lines) == len({*lines})
    assert all(line.startswith("--vary: ") for line in lines)
    assert any("fade" in line and "did you mean 'pacing.fade_s'" in line for line in lines)


def test_values_that_nobody_can_skate_are_told_and_the_others_stand(cli: CLI) -> None:
    words = ("sweep", EVENT, "--race", RACE, "--team", "NED", "--vary",
             f"{NED}.effort.effectiveness=0.5,1.2", "--vary",
             f"{NED}.effort.power_slope_w=-120")  # fmt: skip
    plain = cli(*words, "--format", "json")
    assert plain.status == 0
    weak, strong = json.loads(plain.out)["points"]
    assert not weak["teams"]
    assert "more than their reserve" in weak["problem"]
    assert strong["problem"] is None
    assert strong["teams"][0]["change_s"] < -5
    table = cli(*words)
    assert table.status == 0
    assert "With effectiveness = 0.5 and power_slope_w = -120: " in table.out
    assert max(map(len, table.out.splitlines())) < 130


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.03..1.24/4", ["1.03", "1.1", "1.17", "1.24"]),
        ("0..4", ["0", "1", "2", "3", "4"]),
        ("-1 .. 1 / 3", ["-1", "0", "1"]),
        ("1.0..2.0/3", ["1", "1.5", "2"]),
        ("1,2 ,2, 3", ["1", "2", "3"]),
        ('[["A", 1], ["B", 7]],push', ['[["A", 1], ["B", 7]]', "push"]),
        ('"a,b",c', ['"a,b"', "c"]),
        ("3:38.08,3:39", ["3:38.08", "3:39"]),
    ],
)
def test_values_are_read(text: str, values: list[str]) -> None:
    from pursuit_sim.cli.sweep_axes import axes

    assert axes([f"some.key={text}"]) == [Axis("some.key", tuple(values))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ["--vary", "nothing is varied"]),
        (["--vary", "rink.altitude_m"], ["--vary", "KEY=VALUES"]),
        (["--vary", "rink.altitude_m="], ["--vary", "KEY=VALUES"]),
        (["--vary", "rink.altitude_m=1,,2"], ["--vary", "KEY=VALUES"]),
        (["--vary", "rink.altitude_m=0..9/2", "--vary", "rink.altitude_m=3"], ["varied twice"]),
        (["--vary", "rink.altitude_m=0..1000/401"], ["altitude_m", "0..1000/401", "2 to 400"]),
        (["--vary", f"rink.altitude_m=0..1000/{'9' * 5000}"], ["altitude_m", "2 to 400"]),
        (["--vary", "rink.altitude_m=0..10/0"], ["altitude_m", "0..10/0", "2 to 400"]),
        (["--vary", "rink.altitude_m=0..10/1"], ["altitude_m", "0..10/1", "2 to 400"]),
        (
            ["--vary", "rink.altitude_m=0..9/10", "--vary", "pacing.fade_s=0..1/41"],
            ["more than 400 combinations", "1 to 400"],
        ),
        (["--vary", "rink.altitude_m=0..9000/2"], ["rink.altitude_m", "9000", "0 to 2500"]),
        (["--vary", "rink.altitude_m=0,9", "--team", "USA"], ["--team", "USA"]),
        (["--vary", "races.sf-1.finish.time=3:30,3:50"], ["finish.time", "finds the time itself"]),
        (["--vary", "rink.altitude_m=0,9", "--plot", "x.bmp"], ["--plot", ".png"]),
        (["--vary", "rink.altitude_m=0,9", "--set", "pacing.fade_s=99"], ["--set", "fade_s"]),
    ],
)
def test_what_cannot_be_is_one_line(cli: CLI, words: list[str], expected: list[str]) -> None:
    done = cli("sweep", EVENT, "--race", RACE, *words)
    assert done.status == 2
    assert not done.out
    (line,) = done.err.splitlines()
    for each in expected:
        assert each in line


def test_a_fall_is_refused_in_one_line_and_the_other_team_is_swept(cli: CLI) -> None:
    words = ("sweep", "beijing-2022-women", "--race", "final-a", "--vary", "rink.altitude_m=0,900")
    done = cli(*words)
    assert done.status == 2
    assert len(done.err.splitlines()) == 1
    assert "JPN fell" in done.err
    other = cli(*words, "--team", "CAN", "--format", "json")
    assert other.status == 0
    same, higher = (point["teams"][0] for point in json.loads(other.out)["points"])
    assert same["time_s"] == pytest.approx(173.44, abs=1e-6)
    assert higher["change_s"] < -1  # records are skated in thin air


@pytest.mark.parametrize("event", ["beijing-2022-women", "milano-2026-men"])
def test_a_team_of_a_race_with_gaps_skates_as_it_does_in_the_whole_race(event: str) -> None:
    """Of the women Japan fell: when, only the gap to Canada tells."""
    race = load(event).races["final-a"]
    assert race.gaps
    axes = (Axis("pacing.fade_s", ("0.5", "2")),)
    laps = timing.laps(simulate(race))
    for entry, own in zip(race.entries, laps, strict=True):
        found = sweep(event, "final-a", axes, team=entry.team.code, model="kinematic")
        (as_it_is,) = found.original
        assert as_it_is.team == entry.team.code
        assert as_it_is.time_s == pytest.approx(entry.official_time_s, abs=1e-6)
        assert as_it_is.laps_s == pytest.approx(own, abs=1e-6)
        assert [[run.team for run in point.runs] for point in found.points] == [
            [entry.team.code]
        ] * 2


@pytest.mark.parametrize("event", ["beijing-2022-women", "milano-2026-men"])
def test_teams_that_gaps_tie_skate_alike_in_a_sweep_to_a_file(event: str) -> None:
    race = load(event).races["final-a"]
    values = (0.5, 1.0)
    found = sweep(event, "final-a", (Axis("pacing.fade_s", ("0.5", "1")),), model="kinematic")
    made = long_sweep(
        race, race.entries, "kinematic", SweepDesign((SweptList("pacing.fade_s", values),))
    )
    rows = made.chunk(0)
    laps = np.stack([rows[f"lap_{lap}_s"] for lap in range(1, race.laps + 1)], axis=1)
    expected = [run.laps_s for point in found.points for run in point.runs]
    assert laps.tolist() == [pytest.approx(each, abs=1e-6) for each in expected]
    # At the finish all of them are official.
    assert rows["time_s"].tolist() == pytest.approx(laps.sum(axis=1))


def test_who_cannot_skate_a_pacing_leaves_the_other_its_time() -> None:
    """For laps 5 s faster and slower by turns BLU would need 18.2 m/s; RED is as it was."""
    swept = sweep(
        "two-teams",
        "race-1",
        (Axis("races.race-1.crossing.pacing.lap_deltas_s", ("[]", "[5,-5,5,-5,5,-5]")),),
        model="kinematic",
    )
    usual, jumping = swept.points
    assert [run.team for run in usual.runs] == ["RED", "BLU"]
    (red,) = jumping.runs
    assert red.team == "RED"
    assert red.time_s == pytest.approx(175.40, abs=1e-6)
    assert "BLU would need 18.2 m/s" in jumping.problem


def test_table_json_and_csv_say_the_same(cli: CLI) -> None:
    words = ("sweep", EVENT, "--race", RACE, "--vary", f"{DENSITY}=1.1,1.2", "--team", "NED")
    table, plain, rows = (
        cli(*words, *more) for more in ((), ("--format", "json"), ("--format", "csv"))
    )
    assert table.status == plain.status == rows.status == 0
    points = json.loads(plain.out)["points"]
    read = list(csv.DictReader(io.StringIO(rows.out)))
    assert [row["team"] for row in read] == ["NED", "NED"]
    for point, row, value in zip(points, read, ("1.1", "1.2"), strict=True):
        (team,) = point["teams"]
        assert row[DENSITY] == point["values"][DENSITY] == value
        assert float(row["time_s"]) == team["time_s"]
        assert [float(row[f"lap_{n}_s"]) for n in range(1, 9)] == team["laps_s"]
        minutes, seconds = divmod(team["time_s"], 60)
        assert f"{minutes:.0f}:{seconds:05.2f}" in table.out
    assert "NED is fastest with air_density_kgm3 = 1.1" in table.out
    assert "\nNOR\n" not in table.out


@pytest.mark.whole
@pytest.mark.parametrize(
    "words",
    [
        (f"{DENSITY}=1.1,1.2",),
        (f"{NED}.formation=rotating,push", "--vary", f"{DENSITY}=1.1,1.2"),
        ("pacing.fade_s=0..2/2", "--model", "kinematic"),
    ],
)
def test_a_plot_is_drawn(cli: CLI, tmp_path: Path, words: tuple[str, ...]) -> None:
    path = tmp_path / "sweep.svg"
    done = cli("sweep", EVENT, "--race", RACE, "--vary", *words, "--plot", path)
    assert done.status == 0
    assert f"wrote {path}" in done.err
    assert path.read_text(encoding="utf-8").count("<path") > 20


HAND = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "men"
laps = 8
rounds = "ranking"
[teams.AAA]
skaters = ["A One", "A Two", "A Three"]
[teams.BBB]
skaters = ["A One", "A Two", "A Three"]
[races.r-1.finish]
team = "AAA"
lineup = ["A One", "A Two", "A Three"]
time = "3:40.00"
formation = "rotating"
"""
FORMATS = ("table", "json", "csv")


@pytest.mark.parametrize("model", ["power", "kinematic"])
def test_races_of_several_lengths_are_told(cli: CLI, tmp_path: Path, model: str) -> None:
    """A ninth lap has a column of its own, empty where there is none."""
    path = tmp_path / "hand.toml"
    path.write_text(HAND, encoding="utf-8")
    words = ("sweep", path, "--vary", "event.laps=8,9", "--model", model)
    done = [cli(*words, "--format", each) for each in FORMATS[:-1]]
    done.append(cli(*words, "--format", FORMATS[-1], "--plot", tmp_path / "laps.svg"))
    assert [each.status for each in done] == [0, 0, 0], done[-1].err
    eight, nine = csv.DictReader(io.StringIO(done[-1].out))
    assert eight["lap_9_s"] == ""
    assert float(nine["lap_9_s"]) == pytest.approx(float(nine["lap_8_s"]), abs=1.0)


def test_a_team_that_skates_in_anothers_place_is_told(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "hand.toml"
    path.write_text(HAND, encoding="utf-8")
    words = ("sweep", path, "--vary", "races.r-1.finish.team=AAA,BBB")
    table, plain = (cli(*words, "--format", each) for each in FORMATS[:-1])
    rows = cli(*words, "--format", FORMATS[-1], "--plot", tmp_path / "teams.svg")
    assert table.status == plain.status == rows.status == 0, plain.err
    assert "BBB skates in another's place; it is fastest with team = BBB." in table.out
    _, point = json.loads(plain.out)["points"]
    (other,) = point["teams"]
    assert (other["team"], other["change_s"]) == ("BBB", None)
    assert other["time_s"] > 200
    *_, row = csv.DictReader(io.StringIO(rows.out))
    assert (row["team"], row["change_s"]) == ("BBB", "")


def test_what_one_team_cannot_skate_takes_no_number_from_the_other(
    cli: CLI, tmp_path: Path
) -> None:
    """Its start costs BLU more than it has; RED is as it was."""
    path = tmp_path / "start.svg"
    start = "races.race-1.crossing.effort"
    varied = ("--set", f"{start}.start_decay_s=10", "--vary", f"{start}.start_power_w=1000,2000")
    words = ("sweep", "two-teams", *varied)
    table, plain = (cli(*words, "--format", each) for each in FORMATS[:-1])
    rows = cli(*words, "--format", FORMATS[-1], "--plot", path)
    assert table.status == plain.status == rows.status == 0, plain.err
    _, point = json.loads(plain.out)["points"]
    (red,) = point["teams"]
    assert (red["team"], red["time_s"]) == ("RED", pytest.approx(175.40, abs=1e-6))
    assert "more than their reserve" in point["problem"]
    assert "RED skates as it is, 2:55.40: no value reaches it." in table.out
    assert "\nRED\n" not in table.out
    *_, first, second = csv.DictReader(io.StringIO(rows.out))
    assert (first["team"], first["problem"]) == ("RED", "")
    assert (second["team"], second["time_s"]) == ("BLU", "")
    assert second["problem"] == point["problem"]
    assert "no solution: BLU start_power_w = 2000" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [(), ("--race", "pair-1")])
def test_what_known_passings_leave_no_say_is_told_both_ways(
    cli: CLI, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """All 15 passings of both teams of that race were published."""
    file = tmp_path / "runs.csv"
    asked = ("sweep", "thialf-2020-pair-1", *words, "--model", "kinematic",
             "--vary", "pacing.fade_s=0.5,2")  # fmt: skip
    table = cli(*asked)
    said = "no value changes a lap: the known passings leave it no say."
    assert [line for line in table.out.splitlines() if "no say" in line] == [
        f"POL: {said}", f"BLR: {said}",
    ]  # fmt: skip
    done = cli(*asked, "-o", str(file))
    assert "pacing.fade_s changes nothing: the known passings leave it no say" in done.err
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert len({row["lap_5_s"] for row in rows}) == 2, "of two teams"


def test_a_nearer_value_leaves_an_events_one_no_say(cli: CLI) -> None:
    """BLU's own pacing stands beside its name; RED has none."""
    asked = ("sweep", "two-teams", "--model", "kinematic", "--vary", "pacing.fade_s=0.5,2")
    said = [line for line in cli(*asked).out.splitlines() if "no value" in line]
    assert len(said) == 1
    assert said[0].startswith("BLU skates as it is, ")
