"""Files that are no scenario: each is refused in one line, quickly, in little memory."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from pursuit_sim import resources, scenario
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario.loader import files

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
MIB = 1 << 20


def refused(path: Path | str) -> Fault:
    with pytest.raises(InputError) as caught:
        scenario.load(path)
    (fault,) = caught.value.faults
    assert "\n" not in str(fault)
    return fault


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"# only a remark\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "zero byte at offset 8"),
        ("name = 'Engebråten'".encode("latin-1"), "byte at offset 14"),
        ("a = 1".encode("utf-16"), "UTF-16: save it as UTF-8"),
        (b"\xff\xfe", "byte at offset 0"),
        (b"#" * (MIB + 1), "1 048 577 bytes; a scenario file has at most 1 048 576 bytes"),
        (b"#" * MIB, "line 1: is too long"),
        (b'{"json": 1}', "line 1: is not TOML, and the file does not begin as a scenario"),
        (b"<html></html>", "does not begin as a scenario"),
    ],
)
def test_no_scenario_in_it(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "race.toml"
    path.write_bytes(content)
    fault = refused(path)
    assert fault.where == str(path)
    assert said in str(fault)


def test_100_mb_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "big.toml"
    with path.open("wb") as file:
        file.truncate(100 * MIB)
    tracemalloc.start()
    fault = refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "104 857 600 bytes" in fault.problem
    assert peak < MIB


def test_directory(tmp_path: Path) -> None:
    assert "is a directory" in refused(tmp_path).problem


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml").problem == "no such file"
    assert refused(tmp_path / "none").problem == "no such file"


@pytest.mark.parametrize("name", ["bejing-2022-men", "beijing-2022", "Beijing-2022-Men"])
def test_misspelt_bundled_name(name: str) -> None:
    assert "did you mean 'beijing-2022-men'?" in str(refused(name))


@pytest.mark.parametrize("name", ["", "zzz", "a\0b.toml", "x" * 5000, "x" * 5000 + ".toml"])
def test_strange_names(name: str) -> None:
    refused(name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_does_not_block(tmp_path: Path) -> None:
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert "not a regular file" in refused(path).problem


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_is_not_read() -> None:
    assert "not a regular file" in refused("/dev/zero").problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_unreadable_file(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_text(HEAD)
    path.chmod(0)
    assert "permission denied" in refused(path).problem


def test_denied_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.toml"
    path.write_text(HEAD)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    assert "permission denied" in refused(path).problem


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    path = tmp_path / "loop.toml"
    path.symlink_to(path)
    assert "cannot be read" in refused(path).problem


def test_marks_and_line_ends_of_windows_editors(tmp_path: Path) -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert scenario.validate(path) == []


def test_extends_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "top.toml"
    path.write_text(HEAD + 'extends = "bejing-2022-men"\n')
    fault = refused(path)
    assert fault.key == "extends"
    assert "did you mean 'beijing-2022-men'?" in fault.remedy
    path.write_text(HEAD + 'extends = "nowhere/else.toml"\n')
    assert "a path relative to this file" in refused(path).remedy


@pytest.mark.parametrize(
    "value", ["3", "true", '""', "[]", '"."', '"a\\u0000b"', f'"{"x" * 4900}"']
)
def test_extends_nonsense(tmp_path: Path, value: str) -> None:
    path = tmp_path / "top.toml"
    path.write_text(HEAD + f"extends = {value}\n")
    refused(path)


def test_extends_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(HEAD + 'extends = "a.toml"\n')
    assert "in a circle" in refused(path).problem


def test_extends_in_a_circle(tmp_path: Path) -> None:
    for name, base in (("a", "b"), ("b", "c"), ("c", f"./../{tmp_path.name}/a")):
        (tmp_path / f"{name}.toml").write_text(HEAD + f'extends = "{base}.toml"\n')
    fault = refused(tmp_path / "a.toml")
    assert fault.where == str(tmp_path / "c.toml")
    assert "in a circle" in fault.problem


def test_extends_without_end(tmp_path: Path) -> None:
    for i in range(40):
        (tmp_path / f"{i}.toml").write_text(HEAD + f'extends = "{i + 1}.toml"\n')
    assert "at most 10 files" in refused(tmp_path / "0.toml").remedy


def test_a_broken_base_is_named(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text("a = = 1\n")
    (tmp_path / "top.toml").write_text(HEAD + 'extends = "base.toml"\n')
    fault = refused(tmp_path / "top.toml")
    assert fault.where == str(tmp_path / "base.toml")
    assert fault.key == "line 1"


# What a file that is anybody's may hold: nothing of it is told.
_SECRETS = (
    "secret:*:20228:0:99999:7:::\n",
    'token = "secret"\n',
    '[secret]\nsecret = "secret"\n',
    'format = "secret"\nsecret = 1\n',
    "[secret]\n[secret]\n",
    "[a]\nb = { secret = 1, secret = 2 }\n",
    "pacing = 'secret'\nsecret\n",
    "[remarks]\nformat = 'pursuit-sim/scenario'\nsecret\n",
    'name = "secret\\q"\n',
    "secret = '\x01'\n",
)


@pytest.mark.parametrize("text", _SECRETS)
def test_nothing_is_told_of_what_stands_in_a_file_that_is_no_scenario(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text)
    top = tmp_path / "top.toml"
    top.write_text(HEAD + 'extends = "a.toml"\n')
    for each in (path, top):
        fault = refused(each)
        assert fault.where == str(path)
        assert "secret" not in str(fault)


@pytest.mark.parametrize(
    ("line", "said"), [("laps = secret", "in laps = secret"), ("[event]\nlaps: 8", "in laps: 8")]
)
def test_a_slip_in_a_scenario_is_shown(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f"# A race [of two].\n{HEAD}{line}\n")
    assert said in refused(path).problem


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("#" * 5000, "is missing"),  # of the event
        ("#" * 5001, "line 3: is too long: 5001 characters, 0 dots"),
        ("#" + "." * 300, "is missing"),
        ("#" + "." * 301, "line 3: is too long: 302 characters, 301 dots"),
    ],
    ids=["5000", "5001", "300 dots", "301 dots"],
)
def test_a_line_has_an_end(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(f"{HEAD}{line}\n")
    with pytest.raises(InputError, match=said):
        scenario.load(path)


@pytest.mark.parametrize("name", ["scenario", "race.json", "race.toml.bak"])
def test_only_toml_files_are_scenarios(tmp_path: Path, name: str) -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert "does not end in .toml" in refused(tmp_path / name).problem
    top = tmp_path / "top.toml"
    for extended in (name, str(tmp_path / name)):
        top.write_text(HEAD + f'extends = "{extended}"\n')
        fault = refused(top)
        assert (fault.where, fault.key) == (str(top), "extends")
        assert "which is no scenario file" in fault.problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_could_wait_for_ever_is_not_extended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "zero.toml").symlink_to("/dev/zero")
    (tmp_path / "folder.toml").mkdir()
    top = tmp_path / "top.toml"
    for name, said in (
        ("pipe", "not a regular file"), ("zero", "not a regular file"), ("folder", "a directory"),
    ):  # fmt: skip
        top.write_text(HEAD + f'extends = "{name}.toml"\n')
        assert said in refused(top).problem


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_takes_a_files_place_does_not_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, pipe = tmp_path / "race.toml", tmp_path / "pipe.toml"
    path.write_text(HEAD)
    os.mkfifo(pipe)
    looked = Path.stat

    def swapped(each: Path, **named: bool) -> os.stat_result:
        status = looked(each, **named)
        if each == path:
            pipe.replace(path)
        return status

    monkeypatch.setattr(Path, "stat", swapped)
    assert "not a regular file" in refused(path).problem


@pytest.mark.skipif(not Path("/proc/kmsg").exists(), reason="needs the kernel's own files")
def test_a_file_of_the_kernel_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "log.toml"
    path.symlink_to("/proc/kmsg")
    assert str(path) == refused(path).where


def test_the_files_of_a_scenario(tmp_path: Path) -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    (tmp_path / "base.toml").write_text(text, encoding="utf-8")
    (tmp_path / "top.toml").write_text(HEAD + 'extends = "./base.toml"\n')
    (tmp_path / "link.toml").symlink_to("top.toml")
    assert files(tmp_path / "link.toml") == [tmp_path / "top.toml", tmp_path / "base.toml"]
    assert files("two-teams") == [resources.scenarios()["two-teams"].resolve()]
