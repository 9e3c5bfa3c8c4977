"""Messages hide nothing, come to an end, and are not too many."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from helpers import hostile
from helpers.outcomes import CLI
from pursuit_sim import resources
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.plain_text import cut, message, spelt_out, visible
from pursuit_sim.scenario.write import text

LONG = 5_000 * "n"
LONGEST = 800  # characters that a person reads in one message
TWO_TEAMS = resources.scenarios()["two-teams"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("a\u202eb", r"a\u202eb"),
        ("a\U000e0041b", r"a\U000e0041b"),
        ("a\udcffb", r"a\udcffb"),  # how Python has a byte 0xff in a file's name
        ("Engebråten 高木\u3000菜那 1\u202f000", "Engebråten 高木\u3000菜那 1\u202f000"),
    ],
)
def test_what_is_not_seen_is_spelt_out(odd: str, said: str) -> None:
    assert spelt_out(odd) == said
    assert visible(odd) == (odd == said)
    assert str(Fault("file", "key", f"found '{odd}'")) == f"file: key: found '{said}'"


def test_a_long_text_keeps_both_ends() -> None:
    assert cut("1234567890", 10) == "1234567890"
    assert cut("12345678901", 10) == "123456…901"
    assert len(message(LONG)) == 2_000


@pytest.mark.parametrize(
    "fault",
    [Fault(LONG, "", "is empty"), Fault("f", LONG, "x"), Fault("f", "", LONG, "x"),
     Fault("f", "k", "x", LONG)],
)  # fmt: skip
def test_a_fault_is_cut_whatever_is_long(fault: Fault) -> None:
    assert len(str(fault)) < LONGEST


@pytest.mark.parametrize(
    "words",
    [
        f"run {LONG}",
        f"run {LONG}.toml",
        f"run two-teams --race {LONG}",
        f"run two-teams --format {LONG}",
        f"run two-teams --set {LONG}",
        f"run two-teams --set {LONG}=1",
        f"run two-teams --set event.name={LONG[:4000]}",
        f"run two-teams --{LONG}",
        f"run two-teams --out {LONG}",
        f"render two-teams -o {LONG}.png --at 1",
        f"render two-teams -o a.png --at {LONG}",
        f"render two-teams -o a.png --at 1 --size {LONG}",
        f"render two-teams -o a.png --at 1 --camera {LONG}",
        f"compare two-teams --team {LONG}",
        f"sweep two-teams --vary {LONG}=1",
        f"import {LONG} -o a.toml",
        f"new {LONG}.toml",
        LONG,
        *(f"run {shlex.quote(odd)}" for odd in ("\x1b[2J", "\udcff.toml", "a\u202eb.toml")),
        *(
            f"run two-teams {shlex.quote(odd)}"
            for odd in ("--race=\x1b[2J", "--race=\x07", "--a\x1bb")
        ),
    ],
    ids=lambda words: ascii(words.replace(LONG, "LONG"))[:40],
)
def test_every_complaint_is_short_and_hides_nothing(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (line,) = cli(*shlex.split(words)).faults
    assert len(line) < LONGEST
    assert line.isprintable()
    assert not [*tmp_path.iterdir()]


def test_the_remedy_of_many_races_is_cut(cli: CLI, tmp_path: Path) -> None:
    head, race = TWO_TEAMS.split("[races.race-1]")
    races = (f"[races.race-1]{race}".replace("race-1", f"{i:032}") for i in range(100))
    (tmp_path / "many.toml").write_text(head + "\n".join(races), encoding="utf-8")
    (line,) = cli("run", tmp_path / "many.toml", "--race", "none").faults
    assert f"races: {0:032}, {1:032}" in line
    assert line.endswith(f"{99:032}")
    assert len(line) < LONGEST


def test_faults_are_counted_when_nobody_reads_on(cli: CLI, tmp_path: Path) -> None:
    source = tmp_path / "results.csv"
    source.write_text("team,laps,time\n" + 5_000 * "A,1,1:2:3:4\n", encoding="utf-8")
    faults = cli("import", source, "-o", tmp_path / "made.toml").faults
    assert len(faults) == 201
    assert faults[-1] == f"pursuit-sim: {source}: and 4800 more faults of this kind"


def test_faults_of_several_files_are_counted_together(cli: CLI, tmp_path: Path) -> None:
    for name in ("a", "b"):
        tables = {f"key-{i}": 1 for i in range(250)}
        (tmp_path / f"{name}.toml").write_text(text(tables) + TWO_TEAMS, encoding="utf-8")
    faults = cli("validate", tmp_path / "a.toml", tmp_path / "b.toml").faults
    assert len(faults) == 201
    assert faults[-1].endswith(": and 300 more faults of this kind")


def test_errors_are_joined_in_order() -> None:
    few = InputError.single("a", "", "x")
    many = InputError([Fault("b", "", str(i)) for i in range(210)], untold=5)
    assert (len(many.faults), many.untold) == (201, 15)
    joined = InputError.joined([few, many])
    assert joined.faults[0] == few.faults[0]
    assert (len(joined.faults), joined.untold) == (201, 16)


@pytest.mark.skipif("sys.platform != 'linux'", reason="names of files are any bytes on Linux")
@pytest.mark.parametrize("name", ["\udcffz.toml", "\x1b[2Jz.toml", "a\u202ez.toml", "a\x7fz.toml"])
def test_a_file_may_have_any_name_but_none_is_extended_that_hides_something(
    cli: CLI, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(TWO_TEAMS, encoding="utf-8")
    done = cli("validate", name)
    assert done.out == f"{spelt_out(name)}: OK, 1 race\n"
    noted = cli("export", name, "-o", "a.csv").err.removesuffix("\n")
    assert noted.isprintable()
    assert cli("run", name).status == 0
    (line,) = cli("new", "made.toml", "--extends", name).faults
    assert line.isprintable()
    assert ", which is not seen; rename or move it" in line
    assert not Path("made.toml").exists()


@pytest.mark.parametrize("kind", ["clears the screen", "direction override", "two lines"])
def test_remarks_of_an_import_are_lines(cli: CLI, tmp_path: Path, kind: str) -> None:
    source, made = tmp_path / "r.csv", tmp_path / "made.toml"
    odd = hostile.REFUSED[kind]
    rows = f'team,laps,time\n"{odd}",6,2:55.40\nBlue,6,\n'
    source.write_text(rows, encoding="utf-8")
    done = cli("import", source, "--sex", "women", "-o", made)
    assert done.status == 2
    assert all(line.isprintable() for line in done.err.splitlines())
    assert not made.exists()
