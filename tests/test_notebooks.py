"""The notebooks of the docs: they run, they show what they say they show, and they are small."""

from __future__ import annotations

import base64
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.whole

DOCS = Path(__file__).resolve().parent.parent / "docs"
NOTEBOOKS = sorted((DOCS / "notebooks").glob("*.ipynb"))
RUNNER = runpy.run_path(str(DOCS / "run_notebooks.py"))
MOST_BYTES = 300_000


def as_read(outputs: list[dict[str, Any]]) -> list[Any]:
    """What a reader compares: texts and tables to the letter, pictures by being there."""
    return [
        (
            each["output_type"],
            each.get("text"),
            {
                kind: base64.b64decode(data)[:8] if kind == "image/png" else data
                for kind, data in each.get("data", {}).items()
            },
        )
        for each in outputs
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_shows_what_its_cells_give(path: Path) -> None:
    for cell, shown in RUNNER["outputs"](RUNNER["read"](path)):
        said = f"{path.name}: {RUNNER['source'](cell)}: run make docs"
        assert as_read(cell["outputs"]) == as_read(shown), said


def test_the_three_are_there_each_with_a_picture() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["answer", "race", "sweep"]
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        assert len(text.encode()) <= MOST_BYTES, path.name
        assert '"image/png"' in text
        assert json.loads(text)["nbformat"] == 4


def test_the_runner_notices_what_changed() -> None:
    cell: dict[str, Any] = {
        "cell_type": "code",
        "source": ["print('a')\n", "40 + 2"],
        "outputs": [],
    }
    ((_, shown),) = RUNNER["outputs"]({"cells": [cell]})
    assert [each["output_type"] for each in shown] == ["stream", "execute_result"]
    assert shown[0]["text"] == ["a\n"]
    assert shown[1]["data"] == {"text/plain": ["42"]}
    assert as_read(cell["outputs"]) != as_read(shown)
