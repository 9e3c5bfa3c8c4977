"""Chromium, driven through Playwright where both are installed."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pursuit_sim.export.page import document

CHROMIUM = shutil.which("chromium")
_THERE = CHROMIUM is not None and importlib.util.find_spec("playwright") is not None
_MISSING = "needs Debian's chromium and the Python package playwright"

#: The mark of a module of tests in a browser, which the default run leaves to its own.
NEEDED = [pytest.mark.browser, pytest.mark.skipif(not _THERE, reason=_MISSING)]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    api = import_module("playwright.sync_api")
    with api.sync_playwright() as started:
        # Without its sandbox, which needs rights that a container has not: it only sees our page.
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Any, address: str, width: int, height: int, **how: Any) -> Iterator[Any]:
    """A page that has loaded without a network; it must not complain, nor ask for anything."""
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **how)
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda told: complaints.extend([told.text] * (told.type == "error")))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(address)
        page.wait_for_selector("html[data-ready]", timeout=15_000)
        yield page
        assert complaints == []
        assert [each for each in asked if not each.startswith(("data:", "file:"))] == []
        assert sum(each.startswith("file:") for each in asked) == 1
    finally:
        context.close()


def semifinals(folder: Path) -> str:
    """The address of a page with both semifinals beside a record, written into a folder."""
    path = folder / "semifinals.html"
    document.page("beijing-2022-men", ["sf-1", "sf-2"], ghost="WR:2021").save(path)
    return path.as_uri()


def wait(page: Any, condition: str) -> None:
    """Until a condition in JavaScript holds; the page's own policy forbids others to poll it."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    raise AssertionError(f"never came: {condition}")
