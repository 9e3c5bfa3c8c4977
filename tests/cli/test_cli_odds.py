"""`odds` on the command line: words in, tables and faults out."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from helpers.outcomes import CLI
from pursuit_sim.export.json_schemas import SCHEMAS

MEN = "beijing-2022-men"
FEW = ("--draws", "1000")


def test_the_table_says_what_it_rests_on(cli: CLI) -> None:
    done = cli("odds", MEN, "--after", "quarterfinals", *FEW)
    assert done.status == 0
    assert "odds after the quarterfinals" in done.out
    assert "from nothing later" in done.out
    assert "Unsure: of all teams one race is known" in " ".join(done.out.split())
    assert "C      CAN v KOR   100 %" in done.out
    assert "good to 3 %" in done.out  # two standard errors of a half, of 1000 events


def test_the_whole_event_is_said_to_be_no_forecast(cli: CLI) -> None:
    assert "this is no forecast" in cli("odds", MEN, *FEW).out


def test_form_on_the_day_is_the_users(cli: CLI) -> None:
    words = ("odds", MEN, "--after", "quarterfinals", *FEW, "--format", "json")
    told = [json.loads(cli(*words, *more).out) for more in ((), ("--form", "0.1"))]
    first = [each["teams"][0]["chances"]["first"]["share"] for each in told]
    assert [each["teams"][0]["form"]["race_sd_s"] for each in told] == [1.2, 0.1]
    # Norway and the United States differ by 0.04 s; without form no third team gets near.
    assert first[0] < 0.42 < first[1] < 0.75


def test_several_scenarios_are_one_document_a_line_or_one_table(cli: CLI) -> None:
    both = (MEN, "thialf-2020-women")
    told = cli("odds", *both, *FEW, "--format", "json").out.splitlines()
    lines = [json.loads(line) for line in told]
    assert [each["source"] for each in lines] == [*both]
    for each in lines:
        assert [*Draft202012Validator(SCHEMAS["odds-line"]()).iter_errors(each)] == []
    rows = [*csv.DictReader(cli("odds", *both, *FEW, "--format", "csv").out.splitlines())]
    assert len(rows) == 8 + 4
    assert rows[0]["place_8"]
    assert rows[-1]["place_8"] == ""


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("--draws", "10"), "--draws: 10 events; write 1000 to 100000000"),
        (("--seed", "-1"), "--seed: -1 is below 0; write 0 or more"),
        (("--form", "7"), "--form: 7 s; write 0 to 5"),
        (("--after", "quarter"), "there is no round 'quarter' to draw after"),
        (("--team", "NED"), "--team: says nothing without a formation; add a formation"),
        (("--formation", "push"), "--formation: says nothing without a team; add a team"),
        (("--plot", "odds.txt"), "--plot: odds.txt ends in '.txt'"),
        (("--jobs", "2"), "--jobs: says nothing of one scenario"),
        (("--picture", "odds.pdf"), "--picture: odds.pdf ends in '.pdf'"),
        (("--picture", "odds.svg", "--plot", "odds.svg"), "--picture: odds.svg is the plot"),
        (("--race", "sf-1", "--picture", "odds.svg"), "--picture: says nothing beside --race"),
        (("--at", "2:00"), "--at: says nothing without --race; add --race ID"),
        (("--race", "sf-9"), "--race: there is no race 'sf-9'"),
        (("--race", "sf-1", "--draws", "5000"), "--draws: says nothing beside --race"),
        (("--race", "sf-1", "--at", "9:00"), "--at: '9:00' is not a moment of this race"),
        (("--race", "sf-1", "--laps-to-go", "8"), "--laps-to-go: 8 laps; write more than 0 and"),
        (("--race", "sf-1", "--laps-to-go", "2", "--at", "bell"), "--at: stands beside"),
        (
            ("--race", "sf-1", "--ahead", "NED:1"),
            "--ahead: says nothing where the laps to go are not said",
        ),
        (("--race", "sf-1", "--laps-to-go", "2", "--ahead", "NED"), "who is ahead by how much"),
        (("--race", "sf-1", "--laps-to-go", "2", "--ahead", "ROC:1"), "ROC does not skate in sf-1"),
        (("--race", "sf-1", "--laps-to-go", "2", "--ahead", "NED:nan"), "--ahead: nan s ahead"),
    ],
)
def test_what_cannot_be_is_one_line(cli: CLI, words: tuple[str, ...], fault: str) -> None:
    (line,) = cli("odds", MEN, *words).faults
    assert fault in line


def test_a_plot_is_made(cli: CLI, tmp_path: Path) -> None:
    file = tmp_path / "odds.svg"
    done = cli("odds", MEN, *FEW, "--plot", file)
    assert done.status == 0, done.err
    assert file.read_text(encoding="utf-8").startswith("<?xml")
    assert f"wrote {file}" in done.err


def test_a_race_is_told_over_its_whole_length(cli: CLI, tmp_path: Path) -> None:
    file = tmp_path / "race.svg"
    done = cli(
        "odds", "pyeongchang-2018-men", "--race", "final-a", "--laps-to-go", "3", "--plot", file
    )
    assert done.status == 0, done.err
    assert "NOR are 0.10 s ahead (measured)" in done.out  # three laps to go, by Korean radio
    assert "no forecast" in done.out
    rows = [line.split() for line in done.out.splitlines() if "measured" in line]
    assert [row[0] for row in rows if row[0] != "Final"] == [
        "0.5",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "8",
    ]
    assert file.stat().st_size


def test_a_gap_may_be_given(cli: CLI) -> None:
    words = ("odds", MEN, "--race", "final-a", "--laps-to-go", "2", "--format", "csv", "--ahead")
    (near,), (far,) = (
        [*csv.DictReader(cli(*words, each).out.splitlines())] for each in ("roc:0.5", "NOR:0.8")
    )
    assert (near["gap_s"], far["gap_s"]) == ("0.5", "-0.8")
    assert float(near["NOR"]) < 0.3 < 0.8 < float(far["NOR"])


@pytest.mark.parametrize("ending", [".svg", ".png"])
def test_a_picture_is_made(cli: CLI, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"odds{ending}"
    done = cli("odds", MEN, "--after", "semifinals", *FEW, "--picture", file)
    assert done.status == 0, done.err
    start = file.read_bytes()[:8]
    assert start.startswith(b"<" if ending == ".svg" else b"\x89PNG")
    again = cli("odds", MEN, "--after", "semifinals", *FEW, "--picture", file)
    assert "is there already" in again.faults[0]


@pytest.mark.parametrize(
    ("words", "change"),
    [(FEW, "races.sf-1.crossing.formation=push"), (("--race", "sf-1"), "body.mass_kg=80")],
    ids=["event", "race"],
)
def test_changes_that_odds_do_not_read_are_told(
    cli: CLI, words: tuple[str, ...], change: str
) -> None:
    done = cli("odds", MEN, *words, "--set", change, "--set", "form.race_sd_s=1.4")
    assert done.status == 0, done.err
    assert f"--set {change} changes nothing in these odds" in done.err
    assert "form.race_sd_s" not in done.err


@pytest.mark.slow
def test_several_processes_draw_what_one_does(cli: CLI) -> None:
    words = ("odds", MEN, "milano-2026-men", *FEW, "--format", "json")
    earlier = ("--earlier", "world-cup-2025-hamar-men")
    assert cli(*words, *earlier, "--jobs", "2").out == cli(*words, *earlier).out


def test_a_time_that_does_not_count_is_no_fall(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "event.toml"
    teams = ("AAA", "BBB", "CCC", "DDD")
    races = "".join(
        f'[teams.{code}]\n[races.{code}.finish]\nteam = "{code}"\nlineup = "unknown"\n'
        f'formation = "unknown"\ntime = {220 + i}\n'
        for i, code in enumerate(teams)
    )
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "A"\nsex = "men"\n'
        f'laps = 8\nrounds = "ranking"\n{races}status = "DSQ"\n',
        encoding="utf-8",
    )
    told = cli("odds", path, "--draws", "1000").out
    assert "DDD in DDD: a fall, an incident or a time that does not count" in told
    assert re.search(r"^DDD .* guessed$", told, re.MULTILINE)
