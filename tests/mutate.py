"""Spoils the code in one place at a time and looks whether a test fails.

    python tests/mutate.py --sample 200 --seed 1

draws places in the models and in what is asked of them, changes each in a copy of the
project, runs the tests of the same folder there, the quick files first, and prints what
no test has noticed, with its number. Equal seeds draw equal places as long as the code is
the same, so that a run that was stopped goes on with `--skip` and the last number.
"""

from __future__ import annotations

import argparse
import ast
import os
import queue
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path("src/pursuit_sim")
TESTS = {  # of each part of the code
    "timing.py": "tests/test_timing.py",
    "sim": "tests/sim",
    "event": "tests/event",
    "lab": "tests/lab",
    "scenario": "tests/scenario",
}
NEEDED = ("src", "tests", "scenarios", "assets", "docs", "pyproject.toml", "README.md")
SLACK_S, SLACK = 20.0, 4.0  # a mutant may take so much longer than the code as it is

SWAPS: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.Pow: ast.Mult, ast.FloorDiv: ast.Div, ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
# Nothing is computed there: types, what decorates, texts, checks of what is known anyway.
SKIPPED_FIELDS = {"annotation", "returns", "decorator_list", "bases"}
SKIPPED_NODES = (ast.JoinedStr, ast.Import, ast.ImportFrom)


class Mutant(NamedTuple):
    """One change: which bytes of which file become what."""

    path: Path
    begin: int
    end: int
    text: str
    line: int
    what: str


def nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node that computes something."""
    yield tree
    for name, value in ast.iter_fields(tree):
        if name in SKIPPED_FIELDS:
            continue
        for each in value if isinstance(value, list) else [value]:
            known = isinstance(each, ast.keyword) and each.arg == "strict"
            if isinstance(each, ast.AST) and not known and not isinstance(each, SKIPPED_NODES):
                yield from nodes(each)


def changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """The node changed in one way after the other, each with what was done."""
    new = deepcopy(node)
    match new:
        case ast.Compare(ops=[operator]):
            new.ops = [SWAPS[type(operator)]()]
            yield new, "comparison"
        case ast.BinOp(op=operator) if type(operator) in SWAPS:
            new.op = SWAPS[type(operator)]()
            yield new, "arithmetic"
        case ast.BoolOp(op=operator):
            new.op = SWAPS[type(operator)]()
            yield new, "and/or"
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield new.operand, "sign" if isinstance(new.op, ast.USub) else "not"
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value), "constant"
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1), "constant"
        case ast.Constant(value=float(value)):
            yield ast.Constant(value * 1.1 if value else 1.0), "constant"
        case ast.Return(value=ast.expr()) if not isinstance(new.value, ast.Constant):
            yield ast.Return(ast.Constant(None)), "nothing returned"
        case ast.Expr(value=ast.Call()) | ast.AugAssign() | ast.Raise():
            yield ast.Pass(), "statement removed"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass(), "statement removed"
        case ast.Continue() | ast.Break():
            yield ast.Pass(), "statement removed"
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield ast.UnaryOp(ast.Not(), deepcopy(node.test)), "condition turned"


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    code = (ROOT / path).read_bytes()
    starts = [0]
    for line in code.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in nodes(ast.parse(code)):
        for new, what in changes(node):
            spot: Any = getattr(node, "test", node) if what == "condition turned" else node
            text = ast.unparse(ast.fix_missing_locations(new))
            yield Mutant(
                path,
                starts[spot.lineno - 1] + spot.col_offset,
                starts[spot.end_lineno - 1] + spot.end_col_offset,
                f"({text})" if isinstance(new, ast.expr) else text,
                spot.lineno,
                what,
            )


def part(path: Path) -> str:
    """Which part of the code a file belongs to."""
    return path.relative_to(SOURCE).parts[0]


def sample(count: int, seed: int, parts: list[str]) -> list[Mutant]:
    """So many mutants of some parts of the code, drawn evenly; sorted by place."""
    paths = sorted(path.relative_to(ROOT) for path in (ROOT / SOURCE).rglob("*.py"))
    every = [each for path in paths if part(path) in parts for each in mutants(path)]
    return sorted(random.Random(seed).sample(every, min(count, len(every))))  # noqa: S311 - chance that can be repeated, no secret


def pytest(copy: Path, *words: str, limit_s: float | None = None) -> int | None:
    """Exit status of the tests in a copy; None where they take too long."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    # Compiled is only what is as it was; a mutant could be taken for it.
    compiled = {"PYTHONDONTWRITEBYTECODE": "1" if limit_s else ""}
    setting = os.environ | {"PYTHONPATH": str(copy / "src")} | compiled
    try:
        return subprocess.run(
            [*command, "--hypothesis-seed=0", *words],
            cwd=copy, env=setting, capture_output=True, timeout=limit_s, check=False,
        ).returncode  # fmt: skip
    except subprocess.TimeoutExpired:
        return None


def quick_first(copy: Path, tests: str) -> tuple[list[str], float]:
    """The files of a folder of tests, the quick ones first, and the time of all [s]."""
    report = copy / "report.xml"
    begin = time.monotonic()
    if pytest(copy, tests, f"--junitxml={report}"):
        sys.exit(f"{tests} fails on the code as it is")
    taken = time.monotonic() - begin
    spent: dict[str, float] = {}
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - written here
        file = case.attrib["classname"].replace(".", "/") + ".py"
        spent[file] = spent.get(file, 0.0) + float(case.attrib["time"])
    return sorted(spent, key=spent.__getitem__), taken


def survives(mutant: Mutant, copy: Path, files: list[str], limit_s: float) -> bool:
    """Whether every test passes with the mutant in the copy."""
    file = copy / mutant.path
    code, made = file.read_bytes(), file.stat().st_mtime_ns
    try:
        file.write_bytes(code[: mutant.begin] + mutant.text.encode() + code[mutant.end :])
        return pytest(copy, *files, limit_s=limit_s) == 0
    finally:
        file.write_bytes(code)
        os.utime(file, ns=(made, made))


def mutated_line(mutant: Mutant) -> str:
    """The line as the mutant has it."""
    code = (ROOT / mutant.path).read_bytes()
    begin = code.rfind(b"\n", 0, mutant.begin) + 1
    end = code.find(b"\n", mutant.end)
    whole = code[begin : mutant.begin].decode() + mutant.text + code[mutant.end : end].decode()
    return " ".join(whole.split())


def main() -> None:
    """Draw, run, and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sample", type=int, default=200, help="number of mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="number of mutants judged before")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", nargs="+", choices=TESTS, default=list(TESTS))
    chosen = parser.parse_args()
    drawn = sample(chosen.sample, chosen.seed, chosen.only)[chosen.skip :]
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "1"
        first.mkdir()
        for name in NEEDED:
            copying = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copying(ROOT / name, first / name)
        known = {name: quick_first(first, TESTS[name]) for name in {part(m.path) for m in drawn}}
        copies: queue.Queue[Path] = queue.Queue()
        copies.put(first)
        for job in range(2, chosen.jobs + 1):
            copies.put(shutil.copytree(first, Path(folder) / str(job)))

        def judge(number: int, mutant: Mutant) -> bool:
            files, usual_s = known[part(mutant.path)]
            copy = copies.get()
            try:
                alive = survives(mutant, copy, files, SLACK_S + SLACK * usual_s)
            finally:
                copies.put(copy)
            if alive:
                place = f"{number} {mutant.path}:{mutant.line}"
                print(f"{place}: {mutant.what}: {mutated_line(mutant)}", flush=True)
            return alive

        with ThreadPoolExecutor(chosen.jobs) as pool:
            alive = list(pool.map(judge, range(chosen.skip + 1, chosen.sample + 1), drawn))
    for name in chosen.only:
        of_part = [
            each for each, mutant in zip(alive, drawn, strict=True) if part(mutant.path) == name
        ]
        print(f"{name}: {len(of_part) - sum(of_part)} of {len(of_part)} mutants killed")
    print(f"all: {len(alive) - sum(alive)} of {len(alive)} mutants killed")


if __name__ == "__main__":
    main()
