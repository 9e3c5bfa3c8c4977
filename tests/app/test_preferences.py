"""What the window remembers, and files that something else has written."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pursuit_sim.app.event_shelf import MOST_RECENT
from pursuit_sim.app.highlights.highlight import MOST_OWN, Highlight
from pursuit_sim.app.known_results import MOST_KNOWN
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


def _moment(time_s: float) -> Highlight:
    return Highlight("own", "two-teams", "race-1", time_s)


def _of_two(file: Path, before: Preferences, other: Preferences, mine: Preferences) -> Preferences:
    """What is remembered once two windows were opened, and closed one after the other."""
    assert keep(before, file) == ""
    opened, _ = load(file)
    for left in (other, mine):
        assert keep(left, file, opened) == ""
    found, complaint = load(file)
    assert complaint == ""
    return found


def test_of_two_windows_both_add_and_both_forget(tmp_path: Path) -> None:
    before = replace(
        CHOSEN, moments=(_moment(1.0), _moment(2.0), _moment(3.0)), known=("a", "b"),
        recent=("/a.toml", "/b.toml"), explained=("push",),
    )  # fmt: skip
    other = replace(
        before, moments=(_moment(4.0), _moment(1.0), _moment(3.0)), known=("a", "b", "c"),
        recent=("/c.toml", "/a.toml", "/b.toml"), explained=("push", "gap"),
    )  # fmt: skip
    mine = replace(
        before, moments=(_moment(5.0), _moment(1.0), _moment(2.0)), known=("b", "a", "d"),
        recent=("/b.toml", "/a.toml"), explained=(),
    )  # fmt: skip
    found = _of_two(tmp_path / "window.json", before, other, mine)
    assert found.moments == (_moment(5.0), _moment(4.0), _moment(1.0))
    assert found.known == ("b", "a", "c", "d")
    assert found.recent == ("/c.toml", "/b.toml", "/a.toml")
    assert found.explained == ("gap",)


def test_of_two_windows_the_one_in_which_nothing_was_done_changes_nothing(tmp_path: Path) -> None:
    before = replace(FIRST, moments=(_moment(1.0),))
    other = replace(CHOSEN, moments=(), known=("a",), recent=("/a.toml",), explained=("gap",))
    assert _of_two(tmp_path / "window.json", before, other, before) == other
    assert _of_two(tmp_path / "window.json", before, before, other) == other


def test_what_two_windows_keep_is_no_longer_than_what_one_does(tmp_path: Path) -> None:
    def full(first: int, word: str) -> Preferences:
        return replace(
            CHOSEN,
            moments=tuple(_moment(first + i) for i in range(MOST_OWN)),
            recent=tuple(f"/{word}{i}.toml" for i in range(MOST_RECENT)),
            known=tuple(f"{word}{i:0999}" for i in range(MOST_KNOWN // 1000)),
        )

    mine = full(0, "m")
    found = _of_two(tmp_path / "window.json", CHOSEN, full(100, "o"), mine)
    assert (found.moments, found.recent, found.known) == (mine.moments, mine.recent, mine.known)


@pytest.mark.parametrize("content", [None, b"{", b"[1, 2]", b'{"moments": 1, "known": "a"}'])
def test_what_is_damaged_or_gone_meanwhile_costs_a_window_nothing(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "window.json"
    mine = replace(CHOSEN, moments=(_moment(1.0),), known=("a",))
    assert keep(mine, file) == ""
    opened, _ = load(file)
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert keep(mine, file, opened) == ""
    assert load(file) == (mine, "")


_WATCHED = """
import sys
from dataclasses import replace
from pathlib import Path
from pursuit_sim.app.preferences import load, save
file = Path(sys.argv[1])
sys.stdin.readline()
for turn in range(20):
    opened, _ = load(file)
    watched = replace(opened, known=(*opened.known, f"{sys.argv[2]} {turn}"))
    assert save(watched, file, opened) == ""
"""


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be locked there")
def test_windows_that_close_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    """As they do when the viewer logs out."""
    file = tmp_path / "window.json"
    children = [
        subprocess.Popen(
            [sys.executable, "-c", _WATCHED, str(file), name], stdin=subprocess.PIPE, text=True
        )
        for name in "ab"
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    assert [child.wait(60) for child in children] == [0, 0]
    assert {*load(file)[0].known} == {f"{name} {turn}" for name in "ab" for turn in range(20)}
    assert [each.name for each in tmp_path.iterdir()] == ["window.json"]
