"""What the window remembers, and files that something else has written."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from pursuit_sim.app.preferences import FIRST, Preferences, camera_for, load, path
from pursuit_sim.app.preferences import save as keep

CHOSEN = Preferences(
    (1500, 900), 0.25, "follow:1", False, "colour-blind", form="portrait", clean=True
)
OWN = {"kind": "own", "source": "two-teams", "race": "race-1", "title": "A", "time_s": 1.0}


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "window.json"
    assert keep(CHOSEN, file) == ""
    assert load(file) == (CHOSEN, "")
    assert [each.name for each in file.parent.iterdir()] == ["window.json"]


def test_the_first_time_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert load(tmp_path / "window.json") == (FIRST, "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b"[" * 9000, b'{"size": ' + b"9" * 20000],
)
def test_a_broken_file_is_ignored_with_a_word(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    found, complaint = load(file)
    assert found == FIRST
    assert str(file) in complaint
    assert "\n" not in complaint


def test_a_folder_in_its_place_is_ignored_with_a_word(tmp_path: Path) -> None:
    assert load(tmp_path)[0] == FIRST
    assert load(tmp_path)[1]


def _link(place: Path) -> None:
    other = place.with_name("other.json")
    other.write_text(json.dumps({"speed": 2.0}))
    place.symlink_to(other)


def _dangling(place: Path) -> None:
    place.symlink_to(place.with_name("nothing.json"))


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(place.parent):
        made.bind(place.name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes, links and sockets in folders")
@pytest.mark.parametrize("make", [os.mkfifo, _link, _dangling, _socket, Path.mkdir])
def test_what_is_no_file_is_ignored_with_a_word_and_stays(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    """A pipe that nobody writes to would otherwise be waited for without end."""
    place = tmp_path / "window.json"
    make(place)
    before = place.lstat()
    content = {each.name: each.lstat().st_ino for each in tmp_path.iterdir()}
    found, complaint = load(place)
    assert found == FIRST
    assert "ignored: it is a" in complaint
    assert "\n" not in complaint
    assert "not kept: it is a" in keep(CHOSEN, place)
    after = place.lstat()
    assert (after.st_ino, after.st_mode, after.st_mtime_ns) == (
        before.st_ino, before.st_mode, before.st_mtime_ns,
    )  # fmt: skip
    assert {each.name: each.lstat().st_ino for each in tmp_path.iterdir()} == content


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_gives_no_settings() -> None:
    found, complaint = load(Path("/dev/zero"))
    assert found == FIRST
    assert "a device" in complaint
    assert "a device" in keep(CHOSEN, Path("/dev/null"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("size", [10, 10]), ("size", [1e9, 700]), ("size", "big"), ("size", [True, True]),
        ("size", [640, 360, 1]), ("speed", 3), ("speed", "fast"), ("speed", None),
        ("camera", 7), ("camera", "x" * 1000), ("sound", "yes"), ("palette", "pink"),
        ("palette", ["standard"]), ("speed", float("nan")),
        ("speed", True), ("speed", "1.0"), ("size", ["1500", "900"]), ("size", [1500.0, 900.0]),
        ("camera", True), ("sound", 1), ("sound", None), ("palette", 0), ("palette", True),
    ],
)  # fmt: skip
def test_one_bad_value_costs_only_itself(tmp_path: Path, key: str, value: object) -> None:
    file = tmp_path / "window.json"
    assert keep(CHOSEN, file) == ""
    content = json.loads(file.read_text()) | {key: value, "unknown": 1}
    file.write_text(json.dumps(content))
    found, complaint = load(file)
    assert key in complaint
    assert type(found.speed) is float
    for name in ("size", "speed", "camera", "sound", "palette"):
        expected = getattr(Preferences() if name == key else CHOSEN, name)
        assert getattr(found, name) == expected


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("form", True, "landscape"), ("clean", 1, False), ("clean", "true", False),
        ("hiding", 0, True), ("explaining", "no", True), ("recent", "/a.toml", ()),
        ("recent", [True, 1, ["/a"], "/a.toml"], ("/a.toml",)), ("known", [1, None, "a"], ("a",)),
        ("explained", {"push": True}, ()), ("explained", [True, 1, {}], ()),
        ("moments", [OWN | {"time_s": each} for each in (True, "1", None, 10**400, float("nan"))],
         ()),
    ],
)  # fmt: skip
def test_no_value_is_taken_for_one_of_another_kind(
    tmp_path: Path, key: str, value: object, kept: object
) -> None:
    """What cannot be read is as in the first time; of a list, what can be stays."""
    file = tmp_path / "window.json"
    file.write_text(json.dumps({key: value}), "utf-8")
    assert getattr(load(file)[0], key) == kept


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "not kept" in keep(CHOSEN, tmp_path / "file" / "window.json")


def test_the_file_is_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert path().name == "window.json"
    assert path().parent.name == "pursuit-sim"


def test_what_another_version_explained_and_kept_does_no_harm(tmp_path: Path) -> None:
    """Names that are none here are left out, and none of those that are."""
    file = tmp_path / "window.json"
    strange = [f"thing {k}" for k in range(50)]
    kept = {"explained": ["push", *strange, "gap"], "camera": "from a drone", "flying": True}
    file.write_text(json.dumps(kept), "utf-8")
    found, complaint = load(file)
    assert {*found.explained} == {"push", "gap"}
    assert complaint == ""
    assert camera_for(found.camera, ("NOR", "NED")) == "overview"
