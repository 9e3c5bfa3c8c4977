"""Rules of the layout: unique names, small modules, imports without circles, reasons."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
LONGEST_MODULE = 350  # lines
EXCEPTION = re.compile(r"# (?:noqa|type: ignore)\b.*")
WITH_REASON = re.compile(r"# (?:noqa: [A-Z0-9, ]+ - |type: ignore\[[a-z, -]+\]  # )\S")


def name_of(path: Path) -> str:
    """Such as "pursuit_sim.sim.pace"; a package has the name of its folder."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(SOURCE.rglob("*.py"))}
Trees = dict[str, ast.Module]


@pytest.fixture(scope="module")
def trees() -> Trees:
    """Every module as it is written: made for the few tests that read it, and not kept."""
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}


def imported(name: str, trees: Trees) -> set[str]:
    """Modules that one imports anywhere: inside functions and for type checkers too."""
    found: set[str] = set()
    for node in ast.walk(trees[name]):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {each.name: f"{node.module}.{each.name}" for each in node.names}
            found |= {full if full in MODULES else node.module for full in inner.values()}
    return found & MODULES.keys() - {name}


def places(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """What stands in more than one place, and where."""
    return {name: where for name, where in found.items() if len(where) > 1}


def test_no_two_classes_have_one_name(trees: Trees) -> None:
    classes: dict[str, list[str]] = defaultdict(list)
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(module)
    assert places(classes) == {}


def test_two_modules_have_one_name_only_where_a_verb_mirrors_the_library() -> None:
    """A module may also be the chief one of the package whose name it has."""
    modules: dict[str, list[str]] = defaultdict(list)
    for module in MODULES:
        package, _, name = module.rpartition(".")
        if name and name != package.rpartition(".")[2] and package != "pursuit_sim.cli":
            modules[name].append(module)
    assert places(modules) == {}


def test_a_module_of_the_command_line_has_a_name_of_its_own_or_that_of_its_verb() -> None:
    from pursuit_sim.cli.program import VERBS

    elsewhere = {
        each.rpartition(".")[2] for each in MODULES if not each.startswith("pursuit_sim.cli")
    }
    own = {each.rpartition(".")[2] for each in MODULES if each.startswith("pursuit_sim.cli.")}
    assert own & elsewhere <= {*VERBS}


def test_modules_are_small() -> None:
    lines = {name: path.read_text(encoding="utf-8").count("\n") for name, path in MODULES.items()}
    assert {name: count for name, count in lines.items() if count > LONGEST_MODULE} == {}


def test_imports_go_in_no_circle(trees: Trees) -> None:
    try:
        TopologicalSorter({name: imported(name, trees) for name in MODULES}).prepare()
    except CycleError as error:
        circle = " imports ".join(reversed(error.args[1]))
        raise AssertionError(circle) from None


@pytest.mark.parametrize("folder", ["src", "tests", "benchmarks", "docs"])
def test_every_exception_to_a_check_says_why(folder: str) -> None:
    found = [
        (str(path.relative_to(ROOT)), exception[0])
        for path in (ROOT / folder).rglob("*.py")
        for exception in EXCEPTION.finditer(path.read_text(encoding="utf-8"))
    ]
    assert [each for each in found if not WITH_REASON.match(each[1])] == []
