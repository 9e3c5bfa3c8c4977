"""Work beside its file: gone on with, begun anew, and done by one process at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.lab.journal import Journal

PLAN = {"program": "1", "axes": ["pacing.fade_s"]}
HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """With the first of three parts done."""
    made = Journal(tmp_path / "sweep.csv", PLAN)
    made.begin(resume=False, force=False)
    made.part(0).write_text("rows", encoding="utf-8")
    return made


def test_what_was_not_finished_is_gone_on_with_or_begun_anew(journal: Journal) -> None:
    assert journal.done(3) == {0}
    again = Journal(journal.path, PLAN)
    with pytest.raises(InputError, match="was not finished; --resume goes on with it"):
        again.begin(resume=False, force=False)
    again.begin(resume=True, force=False)
    assert again.done(3) == {0}
    again.begin(resume=False, force=True)
    assert again.done(3) == set()
    again.remove()
    assert not again.folder.exists()


def test_other_work_is_not_gone_on_with(journal: Journal) -> None:
    other = Journal(journal.path, PLAN | {"axes": ["pacing.corner_swing"]})
    with pytest.raises(InputError, match=r"is of another sweep, scenario or version \(axes\)"):
        other.begin(resume=True, force=False)
    assert other.done(3) == {0}


@pytest.mark.skipif(sys.platform == "win32", reason="needs locks of POSIX")
def test_two_processes_do_not_work_at_one_file(journal: Journal) -> None:
    held = journal.folder / "held"
    journal.remove()
    journal.folder.mkdir()
    (journal.folder / "plan.json").write_text(journal.plan, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-S", "-c", HOLD, str(held)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        for resume in (True, False):
            with pytest.raises(InputError, match="another process is at work"):
                Journal(journal.path, PLAN).begin(resume=resume, force=not resume)
        other.communicate("")
    Journal(journal.path, PLAN).begin(resume=True, force=False)


@pytest.mark.parametrize("plan", ["", "\udcff", "[]", "{}", '{"mine": 1}'], ids=ascii)
@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path, plan: str, force: bool) -> None:
    """Whatever is asked for; with a plan of their own, too, that may be no text."""
    made = Journal(tmp_path / "sweep.csv", PLAN)
    made.folder.mkdir()
    made.folder.joinpath("plan.json").write_text(plan, encoding="utf-8", errors="surrogateescape")
    made.folder.joinpath("000000000.csv").write_text("rows")
    with pytest.raises(InputError, match="not only, of a sweep; move it away"):
        made.begin(resume=not force, force=force)
    assert sorted(each.name for each in made.folder.iterdir()) == ["000000000.csv", "plan.json"]


@pytest.mark.parametrize("force", [False, True])
def test_what_somebody_put_beside_the_parts_is_not_taken_away(
    journal: Journal, force: bool
) -> None:
    mine = journal.folder / "thesis.txt"
    mine.write_text("mine")
    with pytest.raises(InputError, match="not only, of a sweep"):
        Journal(journal.path, PLAN).begin(resume=not force, force=force)
    assert mine.read_text() == "mine"
    journal.remove()  # the work itself ends well, without it
    assert [each.name for each in journal.folder.iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_nothing_is_written_or_taken_through_a_link_or_a_pipe(
    tmp_path: Path, journal: Journal
) -> None:
    linked = Journal(tmp_path / "linked.csv", PLAN)
    linked.folder.symlink_to(journal.folder)
    piped = Journal(tmp_path / "piped.csv", PLAN)
    piped.folder.mkdir()
    os.mkfifo(piped.folder / "plan.json")
    for each in (linked, piped):
        with pytest.raises(InputError, match="not only, of a sweep"):
            each.begin(resume=True, force=False)
    assert journal.done(3) == {0}


def test_a_plan_that_is_too_deep_is_none(tmp_path: Path) -> None:
    made = Journal(tmp_path / "sweep.csv", PLAN)
    made.folder.mkdir()
    made.folder.joinpath("plan.json").write_text("[" * 200_000)
    with pytest.raises(InputError, match="not only, of a sweep"):
        made.begin(resume=True, force=False)
