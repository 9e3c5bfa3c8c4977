"""What the window remembers, and files that something else has written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pursuit_sim.app.preferences import Preferences, load, path
from pursuit_sim.app.preferences import save as keep

CHOSEN = Preferences((1500, 900), 0.25, "follow:1", False, "colour-blind")


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "window.json"
    assert keep(CHOSEN, file) == ""
    assert load(file) == (CHOSEN, "")
    assert [each.name for each in file.parent.iterdir()] == ["window.json"]


def test_the_first_time_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert load(tmp_path / "window.json") == (Preferences(), "")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"null", b"[" * 9000, b'{"size": ' + b"9" * 20000],
)
def test_a_broken_file_is_ignored_with_a_word(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(content)
    found, complaint = load(file)
    assert found == Preferences()
    assert str(file) in complaint
    assert "\n" not in complaint


def test_a_folder_in_its_place_is_ignored_with_a_word(tmp_path: Path) -> None:
    assert load(tmp_path)[0] == Preferences()
    assert load(tmp_path)[1]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("size", [10, 10]), ("size", [1e9, 700]), ("size", "big"), ("size", [True, True]),
        ("size", [640, 360, 1]), ("speed", 3), ("speed", "fast"), ("speed", None),
        ("camera", 7), ("camera", "x" * 1000), ("sound", "yes"), ("palette", "pink"),
        ("palette", ["standard"]), ("speed", float("nan")),
    ],
)  # fmt: skip
def test_one_bad_value_costs_only_itself(tmp_path: Path, key: str, value: object) -> None:
    file = tmp_path / "window.json"
    assert keep(CHOSEN, file) == ""
    content = json.loads(file.read_text()) | {key: value, "unknown": 1}
    file.write_text(json.dumps(content))
    found, complaint = load(file)
    assert key in complaint
    for name in ("size", "speed", "camera", "sound", "palette"):
        expected = getattr(Preferences() if name == key else CHOSEN, name)
        assert getattr(found, name) == expected


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "not kept" in keep(CHOSEN, tmp_path / "file" / "window.json")


def test_the_file_is_in_the_users_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert path().name == "window.json"
    assert path().parent.name == "pursuit-sim"
