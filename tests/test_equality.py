"""Which values are equal: those with arrays only themselves, and none by its place in memory."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import pursuit_sim


def classes() -> Iterator[type]:
    """Every dataclass of the package."""
    for info in pkgutil.walk_packages(pursuit_sim.__path__, "pursuit_sim."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        for _, found in inspect.getmembers(module, inspect.isclass):
            if is_dataclass(found) and found.__module__ == info.name:
                yield found


def test_what_holds_arrays_is_equal_only_to_itself() -> None:
    compared = {each.__name__: each for each in classes() if "__eq__" in vars(each)}
    holding = r"\b(Floats|NDArray|ndarray)\b"
    wrong = {
        f"{name}.{field.name}"
        for name, each in compared.items()
        for field in fields(each)
        if re.search(holding, str(field.type)) and not str(field.type).startswith("Callable")
    }
    assert "Race" in compared  # that classes are found, and their equality seen
    assert not wrong


@pytest.mark.whole
def test_nothing_is_known_by_its_place_in_memory() -> None:
    """What has died leaves its place to another: an ``id`` is no key of what may die."""
    sources = list(Path(pursuit_sim.__path__[0]).rglob("*.py"))
    asked = [
        f"{path.name}:{node.lineno}"
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "id"
    ]
    assert len(sources) > 100
    assert not asked
