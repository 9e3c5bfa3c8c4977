"""`compare` and `optimise` from the command line, and plans that reproduce their time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from helpers.lab_answers import compared
from helpers.outcomes import CLI
from pursuit_sim import InputError, load
from pursuit_sim.lab import plan_search
from pursuit_sim.lab.comparison import Comparison
from pursuit_sim.lab.rerun import rerun
from pursuit_sim.scenario.race import Race
from pursuit_sim.sim import simulate
from pursuit_sim.timing import finish_times

pytestmark = pytest.mark.whole

EVENT = "beijing-2022-men"
SF1 = (EVENT, "--race", "sf-1", "--team", "NED")
JPN = ("beijing-2022-women", "--race", "sf-1", "--team", "JPN")
QUICK = ("--draws", "100")
WIDTH = 100  # columns of a page that is printed
HUNDREDTH = 0.01


@pytest.fixture(scope="module")
def answer() -> Comparison:
    """The answer for the Netherlands' semifinal: whatever tells it need not work it out again."""
    return compared(load(EVENT).races["sf-1"], "NED", draws_count=100)


@pytest.fixture(scope="module")
def document(answer: Comparison) -> dict[str, Any]:
    return answer.to_dict()


@pytest.fixture
def answered(answer: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    """`compare` has the answer at hand, for the words of `SF1` and `QUICK` alone."""

    def compare(race: Race, team: str, **given: Any) -> Comparison:
        asked = (race.id, team, given["draws_count"], given["drafting"])
        assert asked == ("sf-1", "NED", 100, None)
        return answer

    monkeypatch.setattr("pursuit_sim.lab.compare.compare", compare)


def test_the_answer_is_what_is_published(document: dict[str, Any]) -> None:
    """Push minus rotation about −2 s (−4.5 … +0.5), turning near a κ ratio of 0.96."""
    for answer in (document, document["other_drafting_set"]):
        assert -4.5 <= answer["push_minus_rotating_s"]["value"] <= 0.5
        assert answer["turning_ratio"]["value"] == pytest.approx(0.96, abs=0.025)
    middle = [
        answer["push_minus_rotating_s"]["value"]
        for answer in (document, document["other_drafting_set"])
    ]
    assert sum(middle) / 2 == pytest.approx(-2.0, abs=1.0)


def test_the_sign_change_is_in_the_intervals(document: dict[str, Any]) -> None:
    ends = [
        answer["push_minus_rotating_s"][end]
        for answer in (document, document["other_drafting_set"])
        for end in ("low_5", "high_95")
    ]
    assert min(ends) < 0 < max(ends)
    assert document["sign_is_sure"] is False
    assert "too close to call" in document["verdict"][0]
    assert "slower" in document["verdict"][0]


def test_parts_add_up_to_the_difference(document: dict[str, Any]) -> None:
    names = ("drafting_s", "exchanges_s", "load_sharing_s", "pushing_s")
    for each in document["formations"]:
        whole = sum(each["parts"][name] for name in names)
        assert whole == pytest.approx(each["difference_to_rotating_s"]["value"], abs=HUNDREDTH)


@pytest.mark.usefixtures("answered")
def test_the_text_is_for_a_coach(cli: CLI) -> None:
    done = cli("compare", *SF1, *QUICK)
    assert done.status == 0
    lines = done.out.splitlines()
    assert lines[0].startswith("Netherlands, Semifinal 1: ")
    assert max(map(len, lines)) <= WIDTH
    assert all(line == line.rstrip() for line in lines)
    for word in ("3:39.62", "0.98", "nobody has measured it", "is fitted", "1.2 s (SD)", "assumed"):
        assert word in done.out
    for word in ("rotating (as skated)", "push", "few changes", "fixed", "load sharing", "kJ"):
        assert word in done.out


def test_the_same_seed_gives_the_same_text(cli: CLI) -> None:
    words = ("compare", *JPN, *QUICK, "--seed")
    first, second = (cli(*words, "7").out for _ in range(2))
    assert first == second
    assert cli(*words, "8").out != first


def test_json_is_alone_on_stdout(cli: CLI) -> None:
    """Of six laps, for it is asked anew."""
    words = ("--format", "json", "--drafting", "race-effective")
    done = cli("compare", *JPN, *QUICK, *words)
    assert (done.status, done.told) == (0, [])
    found = json.loads(done.out)
    assert (found["format"], found["version"]) == ("pursuit-sim/comparison", 1)
    assert found["calibration"]["drafting"] == "race-effective"
    assert found["other_drafting_set"]["drafting"] == "wind-tunnel"
    assert found["draws"]["count"] == 100
    (skated,) = (each for each in found["formations"] if each["skated"])
    assert skated["kind"] == "rotating"
    assert skated["time_s"] == pytest.approx(178.93, abs=1e-4)


@pytest.mark.usefixtures("answered")
def test_csv_has_a_row_a_formation(cli: CLI) -> None:
    done = cli("compare", *SF1, *QUICK, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    assert [row["formation"] for row in rows] == [
        "rotating", "rotating", "push", "few changes", "fixed",
    ]  # fmt: skip
    assert [(row["skated"], row["best"]) for row in rows[:2]] == [
        ("true", "false"), ("false", "true"),
    ]  # fmt: skip
    assert float(rows[0]["time_s"]) == pytest.approx(219.62, abs=1e-4)


@pytest.mark.usefixtures("answered")
def test_files_in_a_folder(cli: CLI, tmp_path: Path) -> None:
    done = cli("compare", *SF1, *QUICK, "--out", tmp_path / "ned")
    assert (done.status, done.out) == (0, "")
    names = {path.name for path in (tmp_path / "ned").iterdir()}
    tables = {"formations.csv", "skaters.csv", "sensitivities.csv", "ratios.csv"}
    assert names == tables | {"comparison.json", "comparison.txt"}
    skaters = (tmp_path / "ned" / "skaters.csv").read_text(encoding="utf-8")
    assert len(skaters.splitlines()) == 1 + 5 * 3


@pytest.mark.slow
def test_every_team_and_the_medals(cli: CLI, tmp_path: Path) -> None:
    done = cli("compare", EVENT, "--all", "--draws", "100", "--out", tmp_path)
    assert done.status == 0
    found = json.loads((tmp_path / "comparison.json").read_text(encoding="utf-8"))
    assert found["format"] == "pursuit-sim/comparison-event"
    assert len(found["comparisons"]) == 20
    skated = [each["team"] for each in found["standings"]["as skated"]]
    assert skated == ["NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN"]
    assert not found["failed"]
    for places in found["standings"].values():
        assert sum(each["gold_share"] for each in places) == pytest.approx(1, abs=1e-3)
        assert sum(each["medal_share"] for each in places) == pytest.approx(3, abs=1e-3)
    text = (tmp_path / "comparison.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert "all push" in text
    medals = list(csv.DictReader(io.StringIO((tmp_path / "medals.csv").read_text())))
    assert len(medals) == 4 * 8


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([EVENT, "--race", "sf-1", "--team", "NEDD"], ["--team", "NEDD", "did you mean 'NED'"]),
        ([EVENT, "--race", "sf-1", "--team", "USA"], ["USA", "qf-3", "sf-2", "final-b"]),
        ([EVENT, "--race", "sf-1"], ["--team", "NOR, NED"]),
        ([*SF1, "--draws", "0"], ["--draws", "100 to 200000"]),
        ([*SF1, "--draws", "many"], ["--draws", "many"]),
        ([*SF1, "--seed", "-1"], ["--seed", "-1"]),
        ([*SF1, "--drafting", "strong"], ["--drafting", "wind-tunnel"]),
        ([*SF1, "--plot", "x.bmp"], ["--plot", ".png, .svg, .pdf"]),
        ([*SF1, "--plot", "nowhere/x.png"], ["--plot", "nowhere"]),
        ([*SF1, "--set", "races.sf-1.crossing.time=3:05.00"], ["NED", "1.2", "aerobic_w"]),
        ([*SF1, "--set", "races.sf-1.crossing.time=6:00.00"], ["NED", "0.5", "aerobic_w"]),
        ([EVENT, "--all", "--team", "NED"], ["--team", "--all"]),
    ],
)
def test_wrong_words_get_one_line(cli: CLI, words: list[str], expected: list[str]) -> None:
    (line,) = cli("compare", *words).faults
    for word in expected:
        assert word in line


@pytest.mark.parametrize("kind", ["--push", "--no-push"])
def test_a_plan_reproduces_its_time(cli: CLI, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.toml"
    done = cli("optimise", *SF1, kind, "-o", path)
    assert done.status == 0
    assert max(map(len, done.out.splitlines())) <= WIDTH
    assert done.out.startswith("Netherlands, Semifinal 1: the fastest plan found takes 3:3")
    ran = cli("run", path, "--race", "sf-1", "--model", "power", "--format", "json")
    assert ran.status == 0, ran.err
    (race,) = json.loads(ran.out)["races"]
    times = {entry["team"]: entry["time_s"] for entry in race["entries"]}
    minutes, seconds = done.out.partition("takes ")[2].partition(",")[0].split(":")
    assert times["NED"] == pytest.approx(60 * int(minutes) + float(seconds), abs=HUNDREDTH / 2)
    assert times["NED"] < 219.62
    # The opponents skate their own time, so that the race can be watched.
    assert times["NOR"] == pytest.approx(218.28, abs=1e-4)
    assert ("push = true" in path.read_text(encoding="utf-8")) == (kind == "--push")


def test_a_plan_as_json(cli: CLI) -> None:
    done = cli("optimise", *SF1, "--push", "--format", "json")
    assert (done.status, done.told) == (0, [])
    plan = json.loads(done.out)
    assert (plan["format"], plan["version"]) == ("pursuit-sim/plan", 1)
    assert sum(laps for _, laps in plan["leads"]) == 8
    assert all(each["lowest_reserve_j"] >= 0 for each in plan["skaters"])


def test_the_plan_of_a_file_beside_it(cli: CLI, tmp_path: Path) -> None:
    """Skaters that differ, in a scenario of one's own; the plan lies in another folder."""
    own = tmp_path / "own.toml"
    own.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
        '[teams.NED.bodies."Patrick Roest"]\naerobic_w = 350\n',
        encoding="utf-8",
    )
    (tmp_path / "plans").mkdir()
    path = tmp_path / "plans" / "plan.toml"
    words = ("--race", "sf-1", "--team", "NED", "--push", "--seconds", "0.5")
    done = cli("optimise", own, *words, "-o", path)
    assert done.status == 0, done.err
    assert 'extends = "../own.toml"' in path.read_text(encoding="utf-8")
    shown = done.out.partition("takes ")[2].partition(",")[0]
    assert shown in cli("run", path, "--race", "sf-1", "--model", "power").out


def test_a_plan_for_a_changed_scenario_keeps_the_change(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    changes = ("--set", 'teams.NED.bodies."Sven Kramer".mass_kg=80', "--set", "train.exchange_s=6")
    done = cli("optimise", *SF1, "--push", *changes, "-o", path)
    assert done.status == 0, done.err
    entry = load(str(path)).races["sf-1"].entries[1]
    by_name = dict(zip(entry.lineup, entry.bodies, strict=True))
    assert by_name["Sven Kramer"].mass_kg == 80.0
    assert entry.train.exchange_s == 6.0
    shown = done.out.partition("takes ")[2].partition(",")[0]
    assert shown in cli("run", path, "--race", "sf-1", "--model", "power").out


def test_women_of_whom_nothing_is_said_are_told_to_be_a_guess(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "women.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "A"\nsex = "women"\n'
        'laps = 2\n[teams.RED]\nskaters = ["A", "B", "C"]\n[races.a.finish]\nteam = "RED"\n'
        'lineup = ["A", "B", "C"]\ntime = "1:03.0"\nformation = "push"\n',
        encoding="utf-8",
    )
    told = "a guess: 65 kg, 0.175 m², 240 W, 16 kJ"
    words = ("compare", str(path), "--draws", "100")
    assert told in cli(*words).err
    assert told not in cli(*words, "--set", "body.mass_kg=66").err


def test_an_interrupt_gives_the_best_so_far(cli: CLI, monkeypatch: pytest.MonkeyPatch) -> None:
    told = plan_search._BothWays._tell

    def interrupted(self: Any, now: Any, *rest: Any) -> None:
        told(self, now, *rest)
        if now.best is not None:
            raise KeyboardInterrupt

    monkeypatch.setattr(plan_search._BothWays, "_tell", interrupted)
    done = cli("optimise", *SF1)
    assert done.status == 0
    assert "The search was stopped" in done.out
    assert "3:3" in done.out


def test_an_interrupt_before_any_plan_is_an_interrupt(
    cli: CLI, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(plan_search._BothWays, "_tell", interrupted)
    done = cli("optimise", *SF1)
    assert done.status == 130
    assert done.out == ""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--seconds", "0"], ["--seconds", "3600"]),
        (["--seconds", "nan"], ["--seconds", "3600"]),
        (["-o", "plan.json"], ["-o", ".toml"]),
        (["-o", "plan.toml", "--set", "train.exchange=6"], ["--set", "train.exchange_s"]),
        (["--team", "XXX"], ["--team", "XXX", "NOR, NED"]),
    ],
)
def test_wrong_plans_get_one_line(cli: CLI, words: list[str], expected: list[str]) -> None:
    race = SF1[:-2] if "--team" in words else SF1
    (line,) = cli("optimise", *race, *words).faults
    for word in expected:
        assert word in line


def test_a_plan_does_not_replace_its_scenario(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    text = f'format = "pursuit-sim/scenario"\nversion = 1\nextends = "{EVENT}"\n'
    path.write_text(text, encoding="utf-8")
    (line,) = cli("optimise", path, "--race", "sf-1", "--team", "NED", "-o", path).faults
    assert "is a file that is read for it" in line
    assert path.read_text(encoding="utf-8") == text


def test_the_power_model_runs_an_event_that_it_does_not_reproduce(cli: CLI) -> None:
    """Without a fit, times differ from the official ones: results, not faults."""
    done = cli("run", EVENT, "--race", "sf-1", "--model", "power")
    assert done.status == 0, done.err
    assert "power model" in done.out


@pytest.mark.usefixtures("answers_once")
def test_a_rerun_gives_the_official_times() -> None:
    race = load(EVENT).races["sf-1"]
    again = rerun(race, "NED", "push", draws_count=100)
    times = finish_times(simulate(again.race, "power"))
    assert times == pytest.approx([218.28, 219.62], abs=1e-4)
    (pushing,) = finish_times(simulate(again.other, "power"))
    assert again.interval_s is not None
    low, high = again.interval_s
    assert low < pushing - 219.62 < high


def test_a_rerun_of_what_was_skated_is_refused() -> None:
    with pytest.raises(InputError, match="skated 'push' itself"):
        rerun(load(EVENT).races["sf-1"], "NOR", "push")


def test_both_runs_on_the_same_ice(
    cli: CLI, answer: Comparison, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of a picture's ghost the words have an interval, which needs no more draws here."""
    monkeypatch.setattr("pursuit_sim.lab.rerun.compare", lambda *_, **_asked: answer)
    path = tmp_path / "push.svg"
    words = ("render", EVENT, "--race", "sf-1", "--at", "3:20", "-o", path)
    done = cli(*words, "--ghost", "ned:push")
    assert done.status == 0, done.err
    assert "if NED pushed" in path.read_text(encoding="utf-8")
    cli(*words, "--force")
    assert "if NED pushed" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--ghost", "NED:puhs"], ["--ghost", "did you mean 'push'", "few changes, push"]),
        (["--ghost", "NDE:push"], ["--ghost", "did you mean 'NED'"]),
        (["--ghost", "push"], ["--ghost", "NOR, NED"]),
        (["--ghost", "NED:rotating"], ["NED skated 'rotating' itself"]),
        (["--ghost", "NED:push", "--model", "power"], ["--model", "--ghost"]),
        (["--sync", "distance"], ["--sync", "add --ghost"]),
    ],
)
def test_wrong_ghosts_get_one_line(
    cli: CLI, tmp_path: Path, words: list[str], expected: list[str]
) -> None:
    path = tmp_path / "g.png"
    (line,) = cli("render", EVENT, "--race", "sf-1", "-o", path, *words).faults
    for word in expected:
        assert word in line
    assert not path.exists()


def test_a_kind_of_plan_that_nobody_can_skate_takes_nothing_from_the_other(cli: CLI) -> None:
    """Who can neither push nor gain from it, and spends so long at the start, has to rotate."""
    values = ("push_ratio=0.9", "leader_gain=0.2", "start_decay_s=20", "push_limit_n=0")
    changes = [word for value in values for word in ("--set", f"effort.{value}")]
    words = ("optimise", "two-teams", "--team", "BLU", *changes)
    done = cli(*words, "--seconds", "0.2")
    assert done.status == 0, done.err
    assert "rotate with" in done.out
    assert "No plan with a push can be skated." in done.out
    plain = cli(*words, "--seconds", "0.2", "--format", "json")
    assert not json.loads(plain.out)["push"]
    assert "no plan with a push can be skated" in plain.err
    (line,) = cli(*words, "--push").faults
    assert "no plan for BLU can be skated" in line


def test_an_opponent_whose_time_cannot_be_met_is_told(cli: CLI, tmp_path: Path) -> None:
    """The plan's file cannot let them skate their own time."""
    path = tmp_path / "plan.toml"
    fast = ("--set", "races.race-1.crossing.time=2:30.00", "--seconds", "0.2")
    done = cli("optimise", "two-teams", "--team", "RED", "--push", *fast, "-o", path)
    assert done.status == 0, done.err
    assert "leaves BLU its usual effectiveness: BLU (rotating) would need" in done.err
