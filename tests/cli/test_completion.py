"""What a shell is offered while a command is typed."""

from __future__ import annotations

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
def test_bash_completes_by_the_script_that_is_printed(tmp_path: Path) -> None:
    program = tmp_path / "pursuit-sim"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pursuit_sim "$@"\n')
    program.chmod(0o755)
    script = f'PATH="{tmp_path}:$PATH"\n{BASH}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)  # noqa: S607
    assert done.stdout.splitlines() == [
        "complete -o nosort -F _pursuit_sim_completion pursuit-sim", "race-1",
    ]  # fmt: skip


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_other_shells_have_a_script_too(cli: CLI, shell: str) -> None:
    done = cli("--completion", shell)
    assert (done.status, done.err) == (0, "")
    assert f"{shell}_complete" in done.out


def test_a_shell_that_is_not_known_is_refused(cli: CLI) -> None:
    (fault,) = cli("--completion", "tcsh").faults
    assert fault == (
        "pursuit-sim: --completion: 'tcsh' is not one of 'bash', 'zsh', 'fish', 'powershell'; "
        "see pursuit-sim --help"
    )
