"""Letters that no bundled font has: told in one line by what draws, and by `validate`."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.outcomes import CLI

pytestmark = pytest.mark.whole

LETTERS = Path(__file__).parents[1] / "data" / "letters"
LINE = (
    "the bundled fonts have no 🏁 (U+1F3C1 CHEQUERED FLAG), 🎉 (U+1F389 PARTY POPPER): drawn as "
    "boxes; leave them out, or write the names in Latin letters"
)


@pytest.mark.parametrize(
    "words",
    [
        ("validate",),
        ("render", "-o", "a.png", "--size", "640x360"),
        ("render", "-o", "a.svg", "--size", "640x360"),
        ("plot", "-o", "b.png"),
    ],
    ids=" ".join,
)
def test_one_line_says_which_letters_cannot_be_drawn(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    verb, *options = words
    if verb == "plot":
        pytest.importorskip("matplotlib")
    source = LETTERS / "east_asian.toml"
    done = cli(verb, source, *options)
    assert done.status == 0
    assert [line for line in done.err.splitlines() if "font" in line] == [f"{source}: {LINE}"]
    assert "font" not in cli(verb, LETTERS / "cyrillic.toml", *options, *_again(options)).err
    assert "font" not in cli("run", source).err, "results are text: nothing is drawn"


def _again(options: list[str]) -> list[str]:
    return ["--force"] if options else []


def test_a_few_letters_stand_for_many(cli: CLI, tmp_path: Path) -> None:
    file = tmp_path / "many.toml"
    text = (LETTERS / "east_asian.toml").read_text(encoding="utf-8")
    file.write_text(text.replace("🎉", "ᚠᚢᚦᚨᚱᚲᚷ"), encoding="utf-8")
    (line,) = cli("validate", file).err.splitlines()
    assert "ᚨ (U+16A8 RUNIC LETTER ANSUZ A) and 4 others" not in line
    assert "ᚦ (U+16A6 RUNIC LETTER THURISAZ THURS THORN) and 4 others: drawn as boxes" in line


def test_an_old_matplotlib_joins_no_letters(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mpl = pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    for version, told in (((3, 10, 7), 1), ((3, 11, 0), 0)):
        monkeypatch.setattr(mpl, "__version_info__", version)
        for name, joined in (("east_asian", 1), ("cyrillic", 0)):
            done = cli("plot", LETTERS / f"{name}.toml", "-o", "a.png", "--force")
            assert done.err.count("install matplotlib 3.11 or newer") == told * joined
    assert "matplotlib" not in cli("validate", LETTERS / "east_asian.toml").err
