"""What a shell is offered while a command is typed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.outcomes import CLI

# As the README has it, then as bash does when a word is to be completed.
BASH = """
eval "$(pursuit-sim --completion bash)"
complete -p pursuit-sim
COMP_WORDS=(pursuit-sim run two-teams --race "") COMP_CWORD=4 COMPREPLY=()
_pursuit_sim_completion pursuit-sim
echo "${COMPREPLY[@]}"
"""

Offered = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def offered(cli: CLI, monkeypatch: pytest.MonkeyPatch) -> Offered:
    """What the program tells bash after some words, the last of them unfinished: kind and word."""

    def ask(typed: str) -> list[tuple[str, str]]:
        monkeypatch.setenv("_PURSUIT_SIM_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", f"pursuit-sim {typed}")
        monkeypatch.setenv("COMP_CWORD", str(typed.count(" ") + 1))
        done = cli()
        assert (done.status, done.err) == (0, "")
        return [(kind, word) for kind, _, word in (x.partition(",") for x in done.out.split())]

    return ask


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """What shells start as pursuit-sim."""
    found = tmp_path / "pursuit-sim"
    found.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pursuit_sim "$@"\n')
    found.chmod(0o755)
    return found


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("r", ["run", "render", "records"]),
        ("--", ["--version", "--completion", "--help"]),
        ("run pyeong", ["pyeongchang-2018-men"]),
        ("run two-teams --fo", ["--format", "--force"]),
        ("run two-teams --format ", ["table", "json", "csv"]),
        ("run two-teams --errors j", ["json"]),
        ("run two-teams --race ", ["race-1"]),
        ("export two-teams --rate 1 --race ", ["race-1"]),
        ("watch --race sf", ["sf-1", "sf-2"]),
        ("run no-such-scenario --race ", []),
        ("run - --race ", []),
        ("compare two-teams --drafting ", ["wind-tunnel", "race-effective"]),
        ("compare two-teams --set races.race-1.div", ["races.race-1.division="]),
        ("run two-teams --set pacing.fade_s", ["pacing.fade_s=", "pacing.fade_shape="]),
        ("records --kind ", ["WR", "OR", "TR"]),
        ("schema results", ["results", "results-line"]),
    ],
)
def test_words_that_are_offered(offered: Offered, typed: str, words: list[str]) -> None:
    assert [word for kind, word in offered(typed) if kind == "plain"] == words


@pytest.mark.parametrize(
    "typed", ["run ", "import ", "plot two-teams -o ", "odds two-teams --plot "]
)
def test_files_are_left_to_the_shell(offered: Offered, typed: str) -> None:
    # First, since the script forgets what it has when it is told of files.
    assert offered(typed)[0][0] == "file"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_by_the_script_that_is_printed(program: Path) -> None:
    assert _run("bash", BASH, program).splitlines() == [
        "complete -o nosort -F _pursuit_sim_completion pursuit-sim", "race-1",
    ]  # fmt: skip


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_have_a_script_too(cli: CLI, shell: str) -> None:
    done = cli("--completion", shell)
    assert (done.status, done.err) == (0, "")
    assert f"{shell}_complete" in done.out


@pytest.mark.parametrize(
    ("shell", "words", "word", "offered"),
    [
        ("zsh", "run two-teams --format=j", 3, ["plain", "--format=json", "_"]),
        ("powershell", "run two-teams --format=j", 3, ["plain", "--format=json", "_"]),
        ("fish", "run two-teams --format=j", "--format=j", ["plain,--format=json"]),
        ("fish", "run two-teams --format j", "j", ["plain,json"]),
    ],
)
def test_shells_that_replace_the_whole_word_are_given_it(
    cli: CLI, monkeypatch: pytest.MonkeyPatch, shell: str, words: str, word: object,
    offered: list[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("_PURSUIT_SIM_COMPLETE", f"{shell}_complete")
    monkeypatch.setenv("COMP_WORDS", f"pursuit-sim {words}")
    monkeypatch.setenv("COMP_CWORD", str(word))
    assert cli().out.split() == offered


@pytest.mark.skipif(shutil.which("fish") is None, reason="needs fish")
def test_fish_completes_by_the_script_that_is_printed(program: Path) -> None:
    """In the order of the program, a description with a comma to its end."""
    asked = "records --k", "run two-teams --format ", "rec"
    script = "; ".join(
        ["pursuit-sim --completion fish | source"]
        + [f"complete -C 'pursuit-sim {each}'" for each in asked]
    )
    done = _run("fish", script, program)
    kind, *formats, records = done.splitlines()
    assert kind.startswith("--kind\t")
    assert formats == ["table", "json", "csv"]
    assert records.split("\t")[0] == "records"
    assert records.split("\t")[1].startswith("List world, Olympic")


@pytest.mark.skipif(shutil.which("zsh") is None, reason="needs zsh")
def test_zsh_is_told_words_by_the_script_that_is_printed(program: Path) -> None:
    """Its own functions for what is chosen stand in for a terminal."""
    script = """
compdef() { echo "compdef $@"; }
compadd() { print -r -- "compadd ${(P)@[-1]}"; }
_describe() { print -r -- "describe ${(P)3}"; }
eval "$(pursuit-sim --completion zsh)"
words=(pursuit-sim run two-teams --format=) CURRENT=4
_pursuit_sim_completion
words=(pursuit-sim watch --race sf) CURRENT=4
_pursuit_sim_completion
"""
    assert _run("zsh", script, program, "-f").splitlines() == [
        "compdef _pursuit_sim_completion pursuit-sim",
        "compadd --format=table --format=json --format=csv",
        "describe sf-1:Semifinal 1: NOR v NED sf-2:Semifinal 2: USA v ROC",
    ]


def _run(shell: str, script: str, program: Path, *words: str) -> str:
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [shell, *words, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ, "PATH": path}, cwd=program.parent,
    )  # fmt: skip
    return done.stdout


def test_a_shell_that_is_not_known_is_refused(cli: CLI) -> None:
    (fault,) = cli("--completion", "tcsh").faults
    assert fault == (
        "pursuit-sim: --completion: 'tcsh' is not one of 'bash', 'zsh', 'fish', 'powershell'; "
        "see pursuit-sim --help"
    )
