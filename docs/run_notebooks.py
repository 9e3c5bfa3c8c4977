"""Run the notebooks of the docs and keep what they show: ``make docs``.

They hold plain Python, so that nothing of Jupyter is needed to make or to test them: each cell is
run in order, and what its last line gives is kept as a notebook would keep it.
"""

from __future__ import annotations

import ast
import base64
import contextlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "notebooks"
_SHOWN = {"text/html": "_repr_html_", "image/png": "_repr_png_"}


def source(cell: dict[str, Any]) -> str:
    """The text of a cell."""
    return "".join(cell["source"])


def outputs(notebook: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Each code cell, with what it shows when all are run in order."""
    names: dict[str, Any] = {}
    number = 0
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            number += 1
            yield cell, _shown(source(cell), names, number)


def _shown(code: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - the notebooks are ours
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - likewise
    found: list[dict[str, Any]] = []
    if printed.getvalue():
        text = printed.getvalue().splitlines(keepends=True)
        found.append({"output_type": "stream", "name": "stdout", "text": text})
    if value is not None:
        found.append(
            {
                "output_type": "execute_result",
                "execution_count": number,
                "data": _data(value),
                "metadata": {},
            }
        )
    return found


def _data(value: object) -> dict[str, Any]:
    """What a notebook keeps of a value: text always, a table or a picture where it has one."""
    data: dict[str, Any] = {"text/plain": repr(value).splitlines(keepends=True)}
    for kind, method in _SHOWN.items():
        made = getattr(value, method, lambda: None)()
        if isinstance(made, bytes):
            data[kind] = base64.b64encode(made).decode()
        elif made is not None:
            data[kind] = made.splitlines(keepends=True)
    return data


def read(path: Path) -> dict[str, Any]:
    """A notebook."""
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return notebook


def write(path: Path) -> None:
    """Run a notebook and keep what it shows."""
    notebook = read(path)
    for number, (cell, shown) in enumerate(outputs(notebook), 1):
        cell["outputs"], cell["execution_count"] = shown, number
    text = json.dumps(notebook, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    for each in sorted(FOLDER.glob("*.ipynb")):
        write(each)
