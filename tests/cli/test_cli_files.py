"""`validate`, `schema`, `new` and `scenarios`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.outcomes import CLI
from pursuit_sim import resources

EVENT = "beijing-2022-men"


def test_bundled_scenarios_are_listed_and_valid(cli: CLI) -> None:
    done = cli("scenarios")
    table = done.out.splitlines()[3:]
    listed = [line.split()[0] for line in table[: len(resources.scenarios())]]
    assert listed == list(resources.scenarios())
    assert EVENT in listed
    checked = cli("validate", *listed)
    assert checked.status == 0
    assert [line.split(":")[0] for line in checked.out.splitlines()] == listed
    assert all(": OK" in line for line in checked.out.splitlines())


def test_a_new_scenario_runs_as_it_is(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    assert cli("new", path).status == 0
    assert cli("validate", path).status == 0
    assert cli("run", path).status == 0


@pytest.mark.parametrize("by_path", [False, True])
def test_a_new_what_if_runs_as_it_is(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by_path: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    base = EVENT
    if by_path:
        cli("new", "base.toml")
        base = "base.toml"
    (tmp_path / "below").mkdir()
    path = Path("below/what-if.toml")
    assert cli("new", path, "--extends", base).status == 0
    assert cli("validate", path).status == 0
    assert cli("run", path, "--format", "json").status == 0


def test_new_does_not_replace_a_file_unasked(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("precious")
    (line,) = cli("new", path).faults
    assert "--force" in line
    assert path.read_text() == "precious"
    assert cli("new", path, "--force").status == 0
    assert path.read_text() != "precious"


@pytest.mark.parametrize("name", ["mine.json", "mine", "none/mine.toml"])
def test_new_wants_a_toml_file_in_a_folder(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(cli("new", name).faults) == 1
    assert list(tmp_path.iterdir()) == []


def test_every_fault_of_every_file_is_told(cli: CLI, tmp_path: Path) -> None:
    good, bad, worse = tmp_path / "good.toml", tmp_path / "bad.toml", tmp_path / "worse.toml"
    cli("new", good)
    bad.write_text(
        'extends = "beijing-2022-men"\nformat = "pursuit-sim/scenario"\nversion = 1\n'
        "[pacing]\nfade_s = 77\nstart_los_s = 4\n"
    )
    worse.write_bytes(b"\xff\xfe\x00")
    done = cli("validate", good, bad, worse)
    assert done.status == 2
    assert done.out == f"{good}: OK, 1 race\n"
    lines = done.err.splitlines()
    assert len([line for line in lines if "bad.toml" in line]) == 2
    assert any("start_loss_s" in line for line in lines)
    assert len([line for line in lines if "worse.toml" in line]) == 1
    assert len(lines) == 3


def test_schema_is_json_schema_and_accepts_the_bundled_files(cli: CLI) -> None:
    import tomllib

    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(cli("schema").out)
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    assert "fade_s" in json.dumps(schema)
    for path in resources.scenarios().values():
        document = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8")), default=str))
        assert not [error.message for error in validator(schema).iter_errors(document)], path.name


# A file may have any name but for "/" and NUL.
LIKE_A_TEXT = 'format = "pursuit-sim\\u002fscenario"\nversion = 1\nextends = "two-teams"\n#.toml'


def test_the_name_of_a_file_is_never_read_as_its_text(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(LIKE_A_TEXT)
    file.write_text("this is not TOML")
    verbs = (
        ["validate", "."], ["run", file], ["sweep", file, "--vary", "pacing.fade_s=1"],
        ["odds", "two-teams", "--earlier", file],
        ["plan", "two-teams", "--team", "RED", "--rival", file],
    )  # fmt: skip
    for words in verbs:
        done = cli(*words)
        assert (done.status, done.out) == (2, ""), words
        assert "TOML" in done.err.replace("this is not TOML", ""), words
    cli("new", "plain.toml")
    file.write_bytes(Path("plain.toml").read_bytes())
    done = cli("run", file, "--set", "pacing.fade_s=1.4", "--format", "json")
    assert done.status == 0
    assert (
        json.loads(done.out)["races"]
        == json.loads(
            cli("run", "plain.toml", "--set", "pacing.fade_s=1.4", "--format", "json").out
        )["races"]
    )
