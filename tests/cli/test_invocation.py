"""What every verb understands: standard input, quiet, faults for programs, no option twice."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from helpers.outcomes import CLI
from pursuit_sim import resources


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scenario on standard input."""
    data = resources.scenarios()["two-teams"].read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    "words",
    [
        ("run", "--format", "json"),
        ("run", "--set", "pacing.fade_s=1", "--format", "csv"),
        ("sweep", "--vary", "pacing.fade_s=1,2", "--model", "kinematic", "--format", "csv"),
        ("compare", "--team", "RED", "--format", "json", "--draws", "40"),
    ],
)
def test_a_scenario_on_standard_input_is_as_good_as_a_file(
    cli: CLI, words: tuple[str, ...]
) -> None:
    verb, *rest = words
    piped, named = cli(verb, "-", *rest), cli(verb, "two-teams", *rest)
    assert (piped.status, piped.out) == (named.status, named.out)


@pytest.mark.usefixtures("typed")
def test_no_file_builds_on_standard_input(cli: CLI, tmp_path: Path) -> None:
    done = cli("optimise", "-", "--team", "RED", "-o", str(tmp_path / "plan.toml"))
    assert done.status == 2
    assert "a file cannot build on standard input" in done.err
    assert not list(tmp_path.iterdir())


def test_quiet_says_nothing_but_what_is_wrong(cli: CLI, tmp_path: Path) -> None:
    file = str(tmp_path / "a.csv")
    assert cli("export", "two-teams", "-o", file).err == f"wrote {file}: Race 1: RED v BLU\n"
    assert cli("export", "two-teams", "-o", file, "--force", "--quiet").err == ""
    assert "there is no race" in cli("export", "two-teams", "--race", "x", "-o", file, "--force",
                                     "--quiet").err  # fmt: skip
    # The next run in the same process is not quiet.
    assert "wrote" in cli("export", "two-teams", "-o", file, "--force").err


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("run", "two-teams", "--set", "pacing.fad=1", "--set", "a=1"), ["pacing.fad", "a"]),
        (("run", "nothing-like-it"), [""]),
        (("run", "two-teams", "--nope"), [""]),
        (("run",), [""]),
    ],
)
def test_faults_for_programs_are_an_object_a_line(
    cli: CLI, words: tuple[str, ...], keys: list[str]
) -> None:
    done = cli(*words, "--errors", "json")
    assert done.status == 2
    faults = [json.loads(line) for line in done.err.splitlines()]
    assert [fault["key"] for fault in faults] == keys
    assert all([*fault] == ["where", "key", "problem", "remedy"] for fault in faults)
    assert cli(*words, "--errors=json").err == done.err


@pytest.mark.parametrize(
    ("words", "where", "problem"),
    [
        (("--format", "xml"), "--format", "'xml' is not one of 'table', 'json', 'csv'"),
        (("--jobs", "many"), "--jobs", "many"),
        (("--nope",), "", "No such option '--nope'"),
    ],
)
def test_a_fault_for_programs_names_the_option(
    cli: CLI, words: tuple[str, ...], where: str, problem: str
) -> None:
    fault = json.loads(cli("run", "two-teams", *words, "--errors", "json").err)
    assert (fault["where"], fault["remedy"]) == (where, "see pursuit-sim run --help")
    assert problem in fault["problem"]


def test_an_option_without_its_value_leads_to_the_help_of_its_verb(cli: CLI) -> None:
    (fault,) = cli("run", "two-teams", "--race").faults
    assert fault == (
        "pursuit-sim: Option '--race' requires an argument; see pursuit-sim run --help"
    )


def test_a_null_byte_is_refused_in_any_word(cli: CLI) -> None:
    """Only a caller in this process can write one; the system would not take it for a path."""
    for words in (("run", "a\0b"), ("new", "a\0.toml"), ("run", "two-teams", "--out", "a\0")):
        (fault,) = cli(*words).faults
        assert fault.endswith("has a null byte; leave it out")


def test_an_option_given_twice_is_refused(cli: CLI) -> None:
    done = cli("run", "two-teams", "--format", "json", "--model", "power", "--format", "csv")
    assert (done.status, done.err) == (2, "pursuit-sim: --format: is given 2 times; give it once\n")
    assert cli("run", "two-teams", "--set", "pacing.fade_s=1", "--set", "rink=thialf").status == 0
    once_each = cli("export", "two-teams", "-o", "a.csv", "--output", "b.csv")
    assert "-o: is given 2 times" in once_each.err


@pytest.mark.parametrize("option", ["--out", "--format"])
def test_an_empty_word_is_no_value(
    cli: CLI, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a variable that is not set: as a folder it would be the one that one is in."""
    monkeypatch.chdir(tmp_path)
    done = cli("run", "two-teams", option, "")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"pursuit-sim: {option}: is empty; write a value, or leave it out\n"
    assert not [*tmp_path.iterdir()]


def test_a_race_that_is_called_as_an_option_is_not_taken_for_it(cli: CLI, tmp_path: Path) -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    file = tmp_path / "named.toml"
    file.write_text(text.replace("races.race-1", "races.team"), encoding="utf-8")
    words = ("odds", str(file), "--race", "team")
    unknown = cli(*words, "--at", "60", "--set", 'races.team.crossing.time="unknown"')
    assert unknown.err.startswith("pursuit-sim: team: it cannot be replayed")
    assert cli(*words, "--form", "9").err.startswith("pursuit-sim: --form: 9 s")
