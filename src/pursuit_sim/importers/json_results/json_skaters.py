"""Skaters of a team's JSON object, each with what is said of him."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pursuit_sim.importers.importer import text_of
from pursuit_sim.importers.json_results.json_outcomes import SKATERS, said_of_skater
from pursuit_sim.importers.words.cells import names_of
from pursuit_sim.importers.words.outcome_flags import of_skaters

_NAME_PARTS = ("givenname", "firstName", "familyname", "lastName")


def skaters_said(row: dict[str, Any]) -> list[str]:
    """Names, written in one or taken apart, in a list or in a text; a status is in brackets.

    >>> skaters_said({"skaters": ["A", {"name": "B", "status": "DNS"}, {"name": "C"}]})
    ['A', 'B (DNS)', 'C']
    """
    competitor = row.get("competitor")
    within = [competitor, competitor.get("team")] if isinstance(competitor, dict) else []
    places = [each for each in (row, row.get("team"), *within) if isinstance(each, dict)]
    return [*_names(next((each[key] for each in places for key in SKATERS if each.get(key)), []))]


def others_said(row: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The same of keys that are of skaters and not read, with the key."""
    for key, given in row.items():
        if key not in SKATERS and of_skaters(key):
            yield key, [*_names(given)]


def _names(given: object) -> Iterator[str]:
    if isinstance(given, str):
        yield from names_of(given)
    given = given if isinstance(given, list) else []
    for each in given:
        if not isinstance(each, dict):
            yield from names_of(text_of(each)) if len(given) == 1 else filter(None, [text_of(each)])
            continue
        if each.get("skated") is False:
            continue
        parts = [text_of(each.get(key)) for key in _NAME_PARTS]
        name = " ".join(filter(None, parts))
        name = name or text_of(each.get("name")) or text_of(each.get("fullName"))
        if name:
            said = said_of_skater(each)
            yield f"{name} ({said})" if said else name
