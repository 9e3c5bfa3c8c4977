"""Many scenarios in one command: folders, processes, and wrong ones among the others."""

from __future__ import annotations

import csv
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from helpers.outcomes import CLI
from pursuit_sim import InputError, MissingExtraError, resources
from pursuit_sim.errors import Fault
from pursuit_sim.export.json_schemas import SCHEMAS

pytestmark = pytest.mark.whole

NAMES = ("beijing-2022-women", "thialf-2020-pair-1", "two-teams")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "events"
    made.mkdir()
    for name in NAMES:
        shutil.copy(resources.scenarios()[name], made)
    (made / "notes.txt").write_text("no scenario", encoding="utf-8")
    return made


def test_a_folder_is_its_scenarios_one_document_a_line(cli: CLI, folder: Path) -> None:
    done = cli("run", folder, "--format", "json")
    assert done.status == 0
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [Path(each["source"]).stem for each in lines] == [*NAMES]
    for each in lines:
        assert [*Draft202012Validator(SCHEMAS["results-line"]()).iter_errors(each)] == []
        alone = cli("run", each["source"], "--format", "json")
        assert json.loads(alone.out) == each["results"]


def test_the_rows_of_all_are_one_table(cli: CLI, folder: Path) -> None:
    rows = [*csv.DictReader(cli("run", folder, "--format", "csv").out.splitlines())]
    by_source: dict[str, set[str]] = {}
    for row in rows:
        by_source.setdefault(Path(row["source"]).stem, set()).add(row["team"])
    assert [*by_source] == [*NAMES]
    assert by_source["thialf-2020-pair-1"] == {"POL", "BLR"}
    # Men skate sixteen half-laps and women twelve, whose last columns stay empty.
    women = next(row for row in rows if row["source"].endswith("beijing-2022-women.toml"))
    assert women["split_12_s"]
    assert women["split_16_s"] == ""


def test_the_tables_stand_one_after_the_other(cli: CLI) -> None:
    both = cli("run", "two-teams", "thialf-2020-pair-1").out
    assert both == "\n".join(cli("run", each).out for each in ("two-teams", "thialf-2020-pair-1"))


def test_a_wrong_one_is_told_and_the_others_are_run(cli: CLI, folder: Path) -> None:
    (folder / "never.toml").write_text('format = "pursuit-sim/scenario"\n', encoding="utf-8")
    done = cli("run", folder, "--format", "json", "--jobs", "1")
    assert done.status == 2
    assert len(done.out.splitlines()) == len(NAMES)
    assert done.told
    assert all(line.startswith("pursuit-sim: ") and "never.toml" in line for line in done.told)


def test_any_number_of_processes_prints_the_same(cli: CLI, folder: Path) -> None:
    (folder / "never.toml").write_text('format = "pursuit-sim/scenario"\n', encoding="utf-8")
    one, two = (cli("run", folder, "--model", "power", "--jobs", jobs) for jobs in (1, 2))
    assert one.out == two.out
    # How far it is shows where it takes long.
    first, second = (
        [line for line in each.err.splitlines() if not line.startswith("running events")]
        for each in (one, two)
    )
    assert first == second
    assert one.status == two.status == 2
    assert "never.toml" in two.err
    assert "not fitted" in two.err


def test_workers_end_with_the_program_however_that_ends(folder: Path) -> None:
    for number in range(40):
        shutil.copy(folder / "two-teams.toml", folder / f"{number}.toml")
    words = [sys.executable, "-m", "pursuit_sim", "run", str(folder), "--jobs", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=subprocess.STDOUT, bufsize=0) as program:
        assert program.stdout is not None
        program.stdout.read(1)  # a worker has done something
        program.kill()
        # What they print to ends when nobody holds it any more.
        program.communicate(timeout=20)


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no terminal goes away here")
def test_a_terminal_that_goes_away_leaves_no_traceback(folder: Path) -> None:
    for number in range(40):
        shutil.copy(folder / "two-teams.toml", folder / f"{number}.toml")
    words = [sys.executable, "-m", "pursuit_sim", "run", str(folder), "--jobs", "2"]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, stdout=pipe, stderr=pipe, start_new_session=True) as program:
        assert program.stdout is not None
        program.stdout.read(1)  # a worker has done something
        os.killpg(program.pid, signal.SIGHUP)
        _, said = program.communicate(timeout=20)
    assert program.returncode == 128 + signal.SIGHUP
    assert b"Traceback" not in said, said.decode()


def test_out_is_a_folder_for_each(cli: CLI, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert cli("run", folder, "--format", "csv", "--out", out).status == 0
    assert sorted(each.name for each in out.iterdir()) == [*NAMES]
    written = (out / "two-teams" / "results.csv").read_text(encoding="utf-8")
    assert written == cli("run", "two-teams", "--format", "csv").out
    again = cli("run", folder, "--format", "csv", "--out", out)
    assert again.status == 2, "what is there is not replaced without --force"
    assert cli("run", folder, "--format", "csv", "--out", out, "--force").status == 0


def test_export_writes_every_race(cli: CLI, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "races"
    done = cli("export", folder, "--out", out, "--rate", "1", "--format", "npz")
    assert done.status == 0, done.err
    assert sorted(each.name for each in out.iterdir()) == [*NAMES]
    assert len([*(out / "beijing-2022-women").glob("*.npz")]) == 10
    single = tmp_path / "one.npz"
    cli("export", "two-teams", "-o", single, "--rate", "1")
    (race,) = (out / "two-teams").glob("*.npz")
    assert race.read_bytes() == single.read_bytes()


def test_validate_takes_a_folder(cli: CLI, folder: Path) -> None:
    done = cli("validate", folder)
    assert done.status == 0
    assert [line.rpartition(": ")[2] for line in done.out.splitlines()] == [
        "OK, 10 races", "OK, 1 race", "OK, 1 race",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "error",
    [
        InputError([Fault("a.toml", "races", "is missing", "write some")] * 3),
        InputError([Fault("a.toml", str(number), "is wrong") for number in range(300)]),
        MissingExtraError("pyarrow", "parquet", "Parquet"),
    ],
)
def test_what_is_wrong_can_be_told_by_another_process(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert type(again) is type(error)
    assert str(again) == str(error)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run", "two-teams", "two-teams"], "two-teams is named twice"),
        (["run", "two-teams", "-"], "stands among other scenarios"),
        (["run", ""], "an empty name"),
        (["run", "EMPTY"], "there is no scenario file in this folder"),
        (["run", "EMPTY", "no-such"], "there is no scenario file in this folder"),
        (["run", "two-teams", "--jobs", "2"], "--jobs: says nothing of one scenario"),
        (["run", "two-teams", "beijing-2022-men", "--jobs", "0"], "write 1 to 256"),
        (["run", "a/x.toml", "b/x.toml", "--out", "o"], "would write to the same folder 'x'"),
        (["export", "two-teams"], "-o: where to is not said"),
        (["export", "two-teams", "beijing-2022-men", "-o", "a.csv"], "cannot be one file"),
        (["export", "two-teams", "-o", "a.csv", "--out", "o"], "says nothing with --out"),
        (["export", "two-teams", "-o", "a.csv", "--jobs", "2"], "says nothing without --out"),
    ],
)
def test_what_cannot_be_gets_one_line(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "EMPTY").mkdir()
    done = cli(*words)
    assert done.status == 2
    assert done.out == ""
    (fault,) = done.faults
    assert said in fault
    assert [each.name for each in tmp_path.iterdir()] == ["EMPTY"], "nothing is written"


def test_a_link_among_the_files_of_a_folder_is_no_second_scenario(cli: CLI, tmp_path: Path) -> None:
    shutil.copy(resources.scenarios()["two-teams"], tmp_path / "b.toml")
    (tmp_path / "a.toml").symlink_to(tmp_path / "b.toml")
    done = cli("validate", str(tmp_path))
    assert done.status == 0
    assert done.out.splitlines() == [f"{tmp_path / 'b.toml'}: OK, 1 race"]
    assert f"{tmp_path / 'a.toml'} leads to b.toml" in done.err.replace("\n", " ")
    again = cli("validate", str(tmp_path), str(tmp_path / "a.toml"))
    assert again.status == 2
    assert "a.toml is named twice" in again.err
