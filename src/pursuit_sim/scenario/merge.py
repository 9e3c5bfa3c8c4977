"""One scenario on top of another: tables are merged, everything else is replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pursuit_sim.scenario.race import PASSING_KEYS

Raw = dict[str, Any]
_SKATED = ("time", *PASSING_KEYS)  # what nobody has who did not skate
_SHORT = {"formation": "kind", "rink": "hall"}  # what a text in place of these tables is
# Keys of an entry, and `remark` of a race, that a what-if takes out by an empty text or table.
TAKEN_OUT = ("fall", "incident", "remark", "tie_break")


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> Raw:
    """`base` with the keys of `over`, table by table.

    A formation is merged as one idea: a kind replaces leads and push, new leads replace
    the kind but keep the push. Another hall replaces all that was known of the rink. A status and
    a time take each other's place, and who did not skate has neither time nor passings. What was
    marked as assumed is no longer once it is replaced, or once nothing is said to be (an empty
    list); what is said to be assumed besides is added. A fall that is an empty table, and an
    incident, a remark or an order that is an empty text, take out what the base says.
    """
    merged = {key: value for key, value in base.items() if key not in _displaced(base, over)}
    if over.get("skated") is False:
        merged.pop("gaps", None)
        for key, value in merged.items():
            if isinstance(value, dict):
                merged[key] = {name: each for name, each in value.items() if name not in _SKATED}
    for key, value in over.items():
        if _takes_out(base, key, value):
            merged.pop(key, None)
        elif key == "formation":
            merged[key] = _formation(base.get(key), value)
        elif key == "rink":
            merged[key] = _rink(base.get(key), value)
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = merge(base[key], value)
        else:
            merged[key] = value
    assumed, more = base.get("assumed"), over.get("assumed", ())
    if isinstance(assumed, list) and (more == () or (isinstance(more, list) and more)):
        left = [each for each in assumed if not _replaces(over, each)]
        merged["assumed"] = [*left, *(each for each in more if each not in left)]
    return merged


def _takes_out(base: Mapping[str, Any], key: str, value: object) -> bool:
    """Whether a what-if says that there is none of something."""
    # Only where a team is said it is an entry: a race may be called "fall", too.
    return key in TAKEN_OUT and (value == "" or (value == {} and "team" in base))


def _displaced(base: Mapping[str, Any], over: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of the base that what is said over it makes wrong."""
    # Beside DSQ a time is shown, but not a word that stood in its place.
    time = base.get("time")
    word = isinstance(time, str) and not any(sign.isdigit() for sign in time)
    timed = over.get("status") == "DSQ" and not word
    if over.get("status") == "DNS":
        return _SKATED
    if "status" in over and "time" not in over and not timed:
        return ("time",)
    return ("status",) if "time" in over and "status" not in over else ()


def at_once(said: Iterable[Mapping[str, Any]]) -> Raw:
    """What is said at once, as one file would say it: in whatever order.

    Only of a key that is said twice the last one counts. A formation's leads are more than its
    kind, of which they keep the push.
    """
    found: Raw = {}
    for each in said:
        found = _beside(found, each)
    return found


def _beside(one: Mapping[str, Any], other: Mapping[str, Any]) -> Raw:
    found = dict(one)
    for key, value in other.items():
        tables = _tables(key, one.get(key), value)
        found[key] = _beside(*tables) if tables else value
        if key == "formation" and tables and {"kind", "leads"} <= found[key].keys():
            found[key] = _without_kind(found[key])
    return found


def _tables(key: str, *both: object) -> list[dict[str, Any]]:
    """Both as tables, where one of them is one, and the other one or its short form; else none."""
    if key in _SHORT and any(isinstance(each, dict) for each in both):
        both = tuple({_SHORT[key]: each} if isinstance(each, str) else each for each in both)
    found = [each for each in both if isinstance(each, dict)]
    return found if len(found) == len(both) else []


def leaves(raw: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Dotted keys of all values that are not tables, and of what is taken out."""
    for key, value in raw.items():
        if isinstance(value, dict) and (value or key not in TAKEN_OUT):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _formation(base: object, over: object) -> object:
    if isinstance(base, str):
        base = {"kind": base}
    if not isinstance(base, dict) or not isinstance(over, dict) or "kind" in over:
        return over
    if "leads" in over and "kind" in base:
        base = _without_kind(base)
    return merge(base, over)


def _without_kind(formation: Mapping[str, Any]) -> Raw:
    said = {key: value for key, value in formation.items() if key != "kind"}
    return {"push": formation["kind"] == "push"} | said


def _rink(base: object, over: object) -> object:
    if isinstance(base, str):
        base = {"hall": base}
    if not isinstance(base, dict) or not isinstance(over, dict) or "hall" in over:
        return over
    return merge(base, over)


def _replaces(over: Mapping[str, Any], key: object) -> bool:
    """Whether `over` gives a new value for a dotted key, or for something around it, or none."""
    held: object = over
    for part in str(key).split("."):
        if not isinstance(held, Mapping):
            return True
        if part in TAKEN_OUT and held.get(part) == {}:
            return True
        if part not in held:
            return False
        held = held[part]
    return not isinstance(held, Mapping)
