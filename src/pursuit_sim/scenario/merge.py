"""One scenario on top of another: tables are merged, everything else is replaced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pursuit_sim.scenario.race import PASSING_KEYS

Raw = dict[str, Any]
_SKATED = ("time", *PASSING_KEYS)  # what nobody has who did not skate
_OF_A_TIME = ("records",)  # that it was published as


def merge(base: Mapping[str, Any], over: Mapping[str, Any]) -> Raw:
    """`base` with the keys of `over`, table by table.

    A formation is merged as one idea: a kind replaces leads and push, new leads replace
    the kind but keep the push. Another hall replaces all that was known of the rink. A status and
    a time take each other's place, and who did not skate has neither time nor passings; the records
    that a time was published as go with it. What was marked as assumed is no longer once it is
    replaced.
    """
    merged = {key: value for key, value in base.items() if key not in _displaced(base, over)}
    if over.get("skated") is False:
        merged.pop("gaps", None)
        for key, value in merged.items():
            if isinstance(value, dict):
                merged[key] = {name: each for name, each in value.items() if name not in _SKATED}
    for key, value in over.items():
        if key == "formation":
            merged[key] = _formation(base.get(key), value)
        elif key == "rink":
            merged[key] = _rink(base.get(key), value)
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = merge(base[key], value)
        else:
            merged[key] = value
    assumed = base.get("assumed")
    if isinstance(assumed, list) and "assumed" not in over:
        merged["assumed"] = [each for each in assumed if not _replaces(over, each)]
    return merged


def _displaced(base: Mapping[str, Any], over: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of the base that what is said over it makes wrong."""
    # Beside DSQ a time is shown, but not a word that stood in its place.
    time = base.get("time")
    word = isinstance(time, str) and not any(sign.isdigit() for sign in time)
    timed = over.get("status") == "DSQ" and not word
    if over.get("status") == "DNS":
        return (*_SKATED, *_OF_A_TIME)
    if "status" in over and "time" not in over and not timed:
        return ("time", *_OF_A_TIME)
    if "time" in over or "status" in over:
        return _OF_A_TIME if "status" in over else ("status", *_OF_A_TIME)
    return ()


def leaves(raw: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    """Dotted keys of all values that are not tables."""
    for key, value in raw.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}"


def _formation(base: object, over: object) -> object:
    if isinstance(base, str):
        base = {"kind": base}
    if not isinstance(base, dict) or not isinstance(over, dict) or "kind" in over:
        return over
    if "leads" in over and "kind" in base:
        base = {"push": base["kind"] == "push"} | {
            key: value for key, value in base.items() if key != "kind"
        }
    return merge(base, over)


def _rink(base: object, over: object) -> object:
    if isinstance(base, str):
        base = {"hall": base}
    if not isinstance(base, dict) or not isinstance(over, dict) or "hall" in over:
        return over
    return merge(base, over)


def _replaces(over: Mapping[str, Any], key: object) -> bool:
    """Whether `over` gives a new value for a dotted key, or for something around it."""
    held: object = over
    for part in str(key).split("."):
        if not isinstance(held, Mapping):
            return True
        if part not in held:
            return False
        held = held[part]
    return not isinstance(held, Mapping)
