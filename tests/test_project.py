"""What the project says of itself in several files is the same in all of them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

import pursuit_sim

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def needed() -> dict[str, Requirement]:
    """By name, what the program, its extras, its tests and its web site need."""
    lists = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    read = [Requirement(line) for lines in lists for line in lines]
    return {canonicalize_name(one.name): one for one in read if one.name != PROJECT["name"]}


def pinned(name: str) -> dict[str, Version]:
    """The versions of a file of constraints; it names nothing but versions."""
    lines = (ROOT / "constraints" / name).read_text(encoding="utf-8").splitlines()
    parted = [line.split("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(package): Version(version) for package, version in parted}


def test_the_lowest_versions_are_those_that_are_declared() -> None:
    lowest = pinned("lowest.txt")
    for name, requirement in needed().items():
        (bound,) = requirement.specifier
        if bound.operator == ">=":
            assert lowest.pop(name) == Version(bound.version), requirement
    assert not lowest, "nothing needs these"


@pytest.mark.parametrize("name", sorted(needed()))
def test_what_is_needed_is_tested_in_one_version(name: str) -> None:
    assert pinned("tested.txt")[name] in needed()[name].specifier


def test_the_version_is_one() -> None:
    assert PROJECT["version"] == pursuit_sim.__version__
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == PROJECT["version"]


def test_every_supported_python_is_tried() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    tried = re.search(r"python: \[(.+)\]", workflow)
    assert tried
    named = re.findall(r":: Python :: (3\.\d+)", "\n".join(PROJECT["classifiers"]))
    assert re.findall(r"3\.\d+", tried[1]) == named
