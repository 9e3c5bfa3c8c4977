"""What is shown is run: every `$ pursuit-sim` of the README and docs, and every Python block.

In a ```console block a line that begins with "$ " is a command and what follows is its
output, where "..." stands for anything. Commands of one file run in one folder, in order,
so that a later one may use what an earlier one wrote. Other programs (make, pip, git) are
exercised by the project's continuous integration, not here.
"""

from __future__ import annotations

import doctest
import re
import runpy
import shlex
import shutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from pursuit_sim.app import key_bindings
from pursuit_sim.export import json_schemas

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("answers_once")]

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ABOUT = ("README", "CONTRIBUTING", "SECURITY")
PAGES = [*(ROOT / f"{name}.md" for name in ABOUT), *sorted(DOCS.rglob("*.md"))]
DESCRIBED = {  # JSON documents by the page that tells what they hold
    "compare.md": ("comparison", "comparison-event", "sweep", "plan"),
    "odds.md": ("odds", "odds-line", "race-odds"),
    "planning.md": ("race-plan",),
    "results.md": (
        *("results", "results-line", "fit", "evidence", "records", "scenarios", "qualification"),
        "errors",
    ),
}
OWN = "pursuit-sim"
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def blocks(page: Path, language: str) -> list[str]:
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def steps(page: Path) -> list[tuple[str, str]]:
    """(command, expected output) of every console block of a page."""
    found: list[tuple[str, str]] = []
    for block in blocks(page, "console"):
        command, expected = "", ""
        for line in [*block.splitlines(keepends=True), "$ "]:
            if line.startswith("$ "):
                if command:
                    found.append((command, expected))
                command, expected = line[2:].strip(), ""
            else:
                expected += line
    return found


PAGE = {"COLUMNS": "100", "NO_COLOR": "1"}


def shown(command: str, done: Outcome) -> str:
    """What a page shows of what a command printed."""
    printed = done.out + "".join(f"{line}\n" for line in done.told)
    assert done.status in (0, 2), f"{command} ended with {done.status}:\n{printed}"
    return printed


# The answer for every team of an event takes as long as all other pages together.
SLOW = {"compare.md"}
# Ten thousand draws: a test of its own, beside the others; no later command needs it.
LONG = {"README.md": "pursuit-sim compare beijing-2022-men --race sf-1 --team NED"}


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=page.name, marks=pytest.mark.slow if page.name in SLOW else ())
        for page in PAGES
    ],
)
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, cli: CLI, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this process, which starts no other; as a program every verb is started elsewhere."""
    begin(tmp_path, monkeypatch)
    long = LONG.get(page.name, "")
    print_as_shown(page, cli, [each for each in steps(page) if each[0] != long])


@pytest.mark.parametrize("page", [page for page in PAGES if page.name in LONG])
def test_a_long_command_prints_what_the_page_shows(
    page: Path, tmp_path: Path, cli: CLI, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path, monkeypatch)
    long = [each for each in steps(page) if each[0] == LONG[page.name]]
    assert long
    print_as_shown(page, cli, long)


def begin(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A reader's folder, with the examples, before a page's first command."""
    patch.chdir(folder)
    for name, value in PAGE.items():
        patch.setenv(name, value)
    shutil.copytree(ROOT / "docs" / "examples", folder / "docs" / "examples")


def print_as_shown(page: Path, cli: CLI, commands: list[tuple[str, str]]) -> None:
    checker = doctest.OutputChecker()
    for command, expected in commands:
        if not command.startswith(OWN):
            continue
        assert not re.search(r"[|;&<>]", command), f"{command}: no shell is used here"
        got = shown(command, cli(*shlex.split(command)[1:]))
        if expected.strip():
            assert checker.check_output(expected, got, FLAGS), (
                f"{page.name}: {command}\nshows\n{expected}\nbut prints\n{got}"
            )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(page, "python"):
        if ">>>" in block:
            parsed = doctest.DocTestParser().get_doctest(block, {}, page.name, str(page), 0)
            report: list[str] = []
            doctest.DocTestRunner(optionflags=FLAGS, verbose=False).run(parsed, out=report.append)
            assert not report, "".join(report)
        else:
            exec(compile(block, str(page), "exec"), {})  # noqa: S102 - the page is ours


def test_every_command_is_documented(cli: CLI) -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    help_page = cli("--help").out
    verbs = re.findall(r"^  ([a-z]+) {2,}\w", help_page, re.MULTILINE)
    assert verbs, help_page
    missing = [verb for verb in verbs if f"{OWN} {verb}" not in shown]
    assert not missing, f"README shows no example of: {missing}"


def test_pictures_and_links_exist() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        linked = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
        for target in linked + re.findall(r'src="([^"]+)"', text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_key_table_is_the_programs() -> None:
    page = (DOCS / "watching.md").read_text(encoding="utf-8")
    assert f"\n{key_bindings.table()}\n" in page, "the keys have changed: make docs"


def test_the_page_of_evidence_is_what_the_bundled_times_say() -> None:
    writer = runpy.run_path(str(DOCS / "write_evidence.py"))
    page = (DOCS / "evidence.md").read_text(encoding="utf-8")
    assert page == writer["text"](), "the times or their tables have changed: make docs"


def test_every_page_is_on_the_web_site() -> None:
    site = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"^ +- .+: (\S+\.md)$", site, re.MULTILINE)
    assert sorted(listed) == sorted(
        page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")
    )


def documented() -> list[object]:
    """What the pages of the Python API name, looked up."""
    found: list[object] = []
    for page in sorted((DOCS / "api").glob("*.md")):
        for path in re.findall(r"^::: (\S+)$", page.read_text(encoding="utf-8"), re.MULTILINE):
            try:
                found.append(import_module(path))
            except ModuleNotFoundError:
                module, _, name = path.rpartition(".")
                found.append(getattr(import_module(module), name))
    return found


def test_every_public_name_is_on_the_pages_of_the_api() -> None:
    shown = documented()
    modules = {value.__name__ for value in shown if isinstance(value, ModuleType)}
    for name in pursuit_sim.__all__:
        value = getattr(pursuit_sim, name)
        home = getattr(value, "__module__", None)
        assert value in shown or home in modules, f"no page of docs/api has {name}"


def keys(shape: object) -> set[str]:
    """Names of all that a JSON Schema lets a document hold."""
    if isinstance(shape, list):
        return set().union(*map(keys, shape))
    if not isinstance(shape, dict):
        return set()
    return {*shape.get("properties", {})}.union(*map(keys, shape.values()))


def told_on(page: str) -> set[str]:
    """What a page sets as code outside of its examples, as a whole and word by word."""
    whole = (DOCS / page).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```", "", whole, flags=re.MULTILINE | re.DOTALL)
    code = re.findall(r"`([^`]+)`", text)
    return {*code, *re.findall(r"\w+", " ".join(code))}


@pytest.mark.parametrize(("page", "names"), DESCRIBED.items())
def test_a_page_tells_every_key_of_its_documents(page: str, names: tuple[str, ...]) -> None:
    told = told_on(page) | {"format", "version"}
    if page == "planning.md":  # which says "as in compare"
        told |= told_on("compare.md")
    for name in names:
        missing = keys(json_schemas.SCHEMAS[name]()) - told
        assert not missing, name


def test_every_document_is_told_on_a_page() -> None:
    elsewhere = {"scenario"}  # the schema of files, generated into a page of its own
    told = {name for names in DESCRIBED.values() for name in names}
    assert told == {*json_schemas.SCHEMAS} - elsewhere


def test_every_module_of_the_lab_belongs_to_a_question() -> None:
    page = (ROOT / "docs/development.md").read_text(encoding="utf-8")
    told = page.partition("## Questions and their modules")[2].partition("\n## ")[0]
    modules = {each.stem for each in (ROOT / "src/pursuit_sim/lab").glob("[!_]*.py")}
    assert modules == {*re.findall(r"`(\w+)`", told)} - {"lab"}


def test_the_pages_of_the_api_are_named_as_the_folders() -> None:
    """All that may be called from outside: not the command line, nor its window."""
    package = Path(pursuit_sim.__file__).parent
    folders = {path.parent.name for path in package.glob("*/__init__.py")} - {"app", "cli"}
    assert folders <= {page.stem for page in (DOCS / "api").glob("*.md")}


def test_the_odds_of_real_races_are_what_the_bundled_times_say() -> None:
    writer = runpy.run_path(str(DOCS / "write_odds.py"))
    page = (DOCS / "odds.md").read_text(encoding="utf-8")
    assert page == writer["written"](page), "the times or their odds have changed: make docs"
