"""Tables that this program wrote itself, known by their heads, and what to do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pursuit_sim.errors import InputError
from pursuit_sim.importers.heads import plain

# Heads that only the table of this name has, and what it lacks that a scenario needs.
_OWN = {
    "results.csv": (
        {"race", "team", "official time s", "official gap s", "winner"},
        "which does not say which of its times were measured",
    ),
    "standings.csv": (
        {"place", "team", "race", "time s", "status", "guessed"},
        "which does not say who met whom",
    ),
    "records.csv": (
        {"kind", "team", "time s", "race", "previous s", "equalled"},
        "which holds records, not races",
    ),
    "the list of records": ({"sex", "kind", "time s", "team", "confidence", "until"},
                            "which holds records, not races"),
}  # fmt: skip
_SPLITS = {"race", "team", "laps", "time s", "known"}
_RESULTS_FORMAT = "pursuit-sim/results"
_REMEDY = (
    "run the scenario it was made from, or import splits.csv, which `run --format csv --out` "
    "writes beside it"
)
SPLITS_LACK = (
    "splits.csv of this program holds passings alone: no falls, statuses, remarks, line-ups, "
    "formations or sides; the scenario it was made from has them"
)


def refuse_own(heads: Sequence[str], where: str, place: str) -> None:
    """Raise `InputError` if heads are those of a table of this program that no race can be of."""
    found = {*map(plain, heads)}
    for name, (known, lack) in _OWN.items():
        if known <= found:
            raise InputError.single(where, place, f"is {name} of this program, {lack}", _REMEDY)


def refuse_own_json(document: Mapping[str, object], where: str) -> None:
    """Raise `InputError` if an object is the answer of a run."""
    if document.get("format") == _RESULTS_FORMAT:
        problem = "is what `run --format json` writes, not results of another program"
        raise InputError.single(where, "", problem, _REMEDY.replace("beside it", "of the same run"))


def are_splits(heads: Sequence[str]) -> bool:
    """Whether heads are those of the passings that this program writes."""
    return {*map(plain, heads)} == _SPLITS
