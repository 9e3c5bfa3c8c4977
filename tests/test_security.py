"""What `SECURITY.md` says, checked: its limits are the code's, and what it names exists."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pursuit_sim import errors, plain_text, resources
from pursuit_sim.importers.json_results import isu_results, json_text
from pursuit_sim.importers.words import cell_door
from pursuit_sim.importers.workbooks import (
    cells_apart,
    hidden_xml,
    marked_xml,
    page_texts,
    spreadsheet,
    unpacked_size,
)
from pursuit_sim.scenario import chain, fields, file_tables, overrides, read_file

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
# Runs commands, each in a folder of its own, while everything that one opens for writing,
# connects to or starts is noted.
WATCHED = """
import json, os, sys
seen = []
def note(event, values):
    if event == "open" and isinstance(values[0], str):
        writes = values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        seen.append(("write" if writes else "read", os.path.abspath(values[0])))
    elif event in ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"):
        seen.append(("write", os.path.abspath(values[0])))
    elif event.startswith(("socket.", "os.system", "subprocess.", "os.exec", "os.fork", "pickle.",
                           "os.posix_spawn", "urllib.")):
        seen.append((event, repr(values)))
from pursuit_sim.cli import main
sys.addaudithook(note)
for folder, words in json.loads(sys.argv[1]).items():
    os.chdir(folder)
    seen.clear()
    status = main(words)
    print(json.dumps([status, seen]), file=sys.__stdout__)
"""
# Commands, and what each writes into the folder `out`.
COMMANDS: list[tuple[str, tuple[str, ...]]] = [
    ("run two.toml", ()),
    ("run two.toml --out out", ("results.txt", "results.json", "splits.csv")),
    ("validate two.toml", ()),
    ("render two.toml --at 30 -o out/a.svg", ("a.svg",)),
    ("export two.toml -o out/a.csv", ("a.csv",)),
    ("new out/mine.toml --extends two.toml", ("mine.toml",)),
    ("fit thialf-2020-pair-1 -o out/fit.toml", ("fit.toml",)),
    ("import laps.xlsx -o out/laps.toml", ("laps.toml",)),
]
# The reader of cells, alone: this program itself, isolated, without a shell.
STARTED = (
    f"({sys.executable!r}, [{sys.executable!r}, '-I', '-S', '-B', '-c', {cells_apart.CHILD!r}, "
)
Watched = dict[str, tuple[Path, int, list[tuple[str, str]]]]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """Folder, status and what was noted of each command, all run by one process."""
    folders = {words: tmp_path_factory.mktemp("watched") for words, _ in COMMANDS}
    for folder in folders.values():
        (folder / "two.toml").write_bytes(resources.scenarios()["two-teams"].read_bytes())
        (folder / "laps.xlsx").write_bytes((ROOT / "docs/examples/laps.xlsx").read_bytes())
        (folder / "out").mkdir()
    asked = {str(folder): words.split() for words, folder in folders.items()}
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED, json.dumps(asked)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    return {
        words: (folder, status, seen)
        for (words, folder), (status, seen) in zip(folders.items(), told, strict=True)
    }


@pytest.mark.parametrize(("words", "written"), COMMANDS, ids=[words for words, _ in COMMANDS])
def test_a_command_writes_where_it_is_told_and_asks_nobody(
    watched: Watched, words: str, written: tuple[str, ...]
) -> None:
    tmp_path, status, seen = watched[words]
    of_import = words.startswith("import")
    scenario, out = tmp_path / ("laps.xlsx" if of_import else "two.toml"), tmp_path / "out"
    given = ROOT / "docs/examples/laps.xlsx" if of_import else resources.scenarios()["two-teams"]
    before = given.read_bytes()
    assert status == 0
    others = [each for each in seen if each[0] not in ("read", "write")]
    if of_import:
        started = [what for how, what in others if how == "subprocess.Popen"]
        assert len(started) == 1
        assert started[0].startswith(STARTED)
        others = [each for each in others if each[1] != started[0]]
    assert others == [], "no network, no other program"
    elsewhere = [path for how, path in seen if how == "write" and not path.startswith(f"{out}")]
    assert [path for path in elsewhere if path not in (str(tmp_path / "out"), os.devnull)] == []
    assert scenario.read_bytes() == before
    assert {*written} <= {file.name for file in out.iterdir()}
    # Of the user's own files, the scenario alone is read.
    own = {path for how, path in seen if how == "read" and path.startswith(f"{tmp_path}/")}
    assert {path for path in own if not path.startswith(f"{out}")} <= {str(scenario)}


def test_the_limits_are_the_codes() -> None:
    told = {
        "bytes of a file": read_file.LARGEST_FILE_BYTES,
        "lines of a file": read_file.MOST_LINES,
        "characters of a line": read_file.LONGEST_LINE,
        "dots in a line": read_file.MOST_DOTS,
        "dots in a file": read_file.MOST_DOTS_IN_ALL,
        "files that extend each other": chain.DEEPEST_CHAIN,
        "races, and teams, of a file": file_tables.MOST_ENTRIES,
        "skaters of a team": file_tables.MOST_NAMED,
        "laps of a race": fields.MOST_LAPS,
        "turns in front": fields.MOST_LEADS,
        "characters of a name or a note": fields.LONGEST_TEXT,
        "rows of an imported table, and of all tables of a workbook": cell_door.MOST_ROWS,
        "rows of all sheets of a workbook": spreadsheet.MOST_ROWS_IN_ALL,
        "sheets of a workbook": spreadsheet.MOST_SHEETS,
        "cells of a sheet of a workbook, empty ones before the last too": unpacked_size.MOST_CELLS,
        "cells of all sheets of a workbook": unpacked_size.MOST_CELLS_IN_ALL,
        "parts of a workbook": unpacked_size.MOST_PARTS,
        "tags and entities in the parts of a workbook": unpacked_size.MOST_TAGS,
        "merged cells of a workbook": hidden_xml.MOST_MERGED,
        "cells of a workbook that are struck through": marked_xml.MOST_STRUCK,
        "hidden rows and columns of all its sheets": hidden_xml.MOST_HIDDEN,
        "lines of all its text boxes, headers and footers": page_texts.MOST_LINES,
        "lines of all its comments": marked_xml.MOST_LINES,
        "characters of all its comments": marked_xml.MOST_TEXT,
        "results of an imported JSON": isu_results.MOST_RESULTS,
        "objects and lists of a JSON in each other": json_text.DEEPEST,
        "characters of an imported cell or text that is read": cell_door.LONGEST_CELL,
        "characters of one `--set`": overrides.LONGEST_OVERRIDE,
        "faults that are told, before they are only counted": errors.MOST_FAULTS,
        "characters of a message": plain_text.LONGEST_LINE,
    }
    rows = re.findall(r"^\| (.+?) \| ([\d ]+?) \|$", PAGE, re.MULTILINE)
    assert {what: int(most.replace(" ", "")) for what, most in rows} == told


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 10
    for file, test in named:
        assert f"def {test}" in (ROOT / file).read_text(encoding="utf-8"), (file, test)
