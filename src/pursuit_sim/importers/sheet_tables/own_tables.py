"""Tables that this program wrote itself, known by their heads, and what to do with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.importers.words.cells import NUMBER
from pursuit_sim.importers.words.heads import plain

# Heads that only the table of this name has, and what it lacks that a scenario needs.
_OWN = {
    "results.csv": (
        {"race", "team", "official time s", "official gap s", "winner"},
        "which does not say which of its passings were measured",
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
_MORE_SPLITS = _SPLITS | {"side", "status", "skaters", "fell", "fell laps"}
UNKNOWN = "unknown"  # the status, in splits.csv, of a team whose time nobody published
_RESULTS_FORMAT = "pursuit-sim/results"
_REMEDY = (
    "run the scenario it was made from, or import splits.csv, which `run --format csv --out` "
    "writes beside it"
)
_LACK = "splits.csv of this program holds "
_ELSEWHERE = "; the scenario it was made from has them"


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


def splits_lack(heads: Sequence[str]) -> str:
    """What passings that this program wrote do not say; empty where it did not write them."""
    found = {*map(plain, heads)}
    if found == _MORE_SPLITS:
        return f"{_LACK}no remarks, formations, gaps or records{_ELSEWHERE}"
    lack = "passings alone: no falls, statuses, remarks, line-ups, formations or sides"
    return f"{_LACK}{lack}{_ELSEWHERE}" if found == _SPLITS else ""


def fall_of(
    row: Mapping[str, str], number: str, where: str, faults: list[Fault]
) -> tuple[str, float] | None:
    """Who fell, and after how many laps, as a row of passings says; None where nobody did."""
    who, laps = row.get("fell", ""), row.get("fell laps", "")
    if not who and not laps:
        return None
    if who and NUMBER.fullmatch(laps):
        return who, float(laps.replace(",", "."))
    problem = f"found {who[:40]!r} and {laps[:40]!r}"
    remedy = "write who fell and the laps that they had skated, or neither"
    faults.append(Fault(where, f"{number}, fell and fell_laps", problem, remedy))
    return None
