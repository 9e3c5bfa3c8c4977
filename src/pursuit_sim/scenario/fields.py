"""The kinds of value a scenario file holds, and how a key of its tables is declared."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import (
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic.fields import FieldInfo
from pydantic_core import core_schema

from pursuit_sim.event_formats import STATUSES
from pursuit_sim.plain_text import named, trimmed, unseen, visible
from pursuit_sim.scenario.human_limits import FIRST_YEAR
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.units import parse_time

UNKNOWN = "unknown"  # the word for what nobody has published
LONGEST_TEXT = 200  # characters of a name or a note
LONGEST_TIME_S = 1e5  # [s] a number above is no race time, whatever the distance
MOST_LAPS = 25  # 10 000 m, the longest race on ice
LONGEST_M = 400.0 * MOST_LAPS  # [m]
MOST_PASSINGS = 24 * MOST_LAPS  # timing loops: twelve a lap in Heerenveen
MOST_LEADS = 100  # turns in front: a change in every curve of the longest race, and more

ID_PATTERN = "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$"
# Control and invisible characters would corrupt tables, pictures and terminals. These are what
# a pattern that every program understands can name; `_all_seen` knows the others.
_HIDDEN = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff"
)
# Trimmed at the ends: blanks, and marks of direction and of no width. Inside, joiners are spelling
# in some scripts; `_all_seen` knows between which letters.
_OUTER = (
    r"[ \u00a0\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff]*"
)
_JOINED = r"[\u0590-\u1fff][\u200c\u200d]"
_INNER = rf"([^{_HIDDEN}]|{_JOINED})*"
_TEXT_PATTERN = rf"^{_OUTER}({_JOINED})*[^\s{_HIDDEN}]({_INNER}[^\s{_HIDDEN}])?{_OUTER}$"
_REPLACEMENT = "\ufffd"  # stands for what some program could not read


def key(text: str, write: str, schema: dict[str, Any] | None = None, **constraints: Any) -> Any:
    """Declare a key of a table; a file may leave it out.

    Parameters
    ----------
    text : what it means
    write : what a user may write there, to follow the word "write"
    schema : what the JSON Schema says beside the constraints
    constraints : further arguments of `pydantic.Field`
    """
    extra = {"write": write, **(schema or {})}
    return Field(None, description=text, json_schema_extra=extra, **constraints)


@dataclass(frozen=True, slots=True)
class OneOf:
    """Says of a text that it is one of the words that a registry has when it is read."""

    known: Callable[[], Iterable[str]]

    def __get_pydantic_core_schema__(self, *_: object) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        return {"enum": [*self.known()], "type": "string"}

    def _checked(self, value: object) -> str:
        if isinstance(value, str) and value in self.known():
            return value
        raise ValueError("not one of these words")


def options(info: FieldInfo) -> tuple[str, ...]:
    """The words a key is limited to; empty where it is not."""
    for part in (info.annotation, *get_args(info.annotation)):
        if get_origin(part) is Literal:
            return tuple(str(each) for each in get_args(part))
        for mark in getattr(part, "__metadata__", ()):
            if isinstance(mark, OneOf):
                return tuple(mark.known())
    return ()


@dataclass(frozen=True, slots=True)
class OrUnknown:
    """Says of a key that it holds values of a kind, or the word that nobody knows them."""

    inner: Any

    def __get_pydantic_core_schema__(
        self, _: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_wrap_validator_function(
            self._checked, handler.generate_schema(self.inner)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"anyOf": [handler(schema), {"const": UNKNOWN}]}

    def _checked(self, value: object, known: Callable[[object], Any]) -> Any:
        return value if value == UNKNOWN else known(value)


def writable(info: FieldInfo) -> str:
    """What a user may write for a key or a parameter: its type, range and unit."""
    extra = info.json_schema_extra
    if not isinstance(extra, dict):
        return ""
    if "write" in extra:
        return str(extra["write"]).replace("{options}", ", ".join(options(info)))
    low, high = map(number, allowed(info))
    unit = "" if extra["unit"] == "1" else f" ({extra['unit']})"
    return f"a number from {low} to {high}{unit}"


def number(value: float) -> str:
    """A number as people write it: 6 for 6.0, and a true minus."""
    return f"{value:g}".replace("-", "−")


def shown(value: object) -> str:
    """A value from a file in few characters, as its author would recognise it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            text = value if len(value) <= 40 else f"{value[:37]}…"
            return f"'{text}'"
        case int() if value.bit_length() > 64:
            return "a whole number of more than 19 digits"
        case int() | float():
            return str(value)
        case dict():
            return "a table"
        case list() | tuple():
            return "an empty list" if not value else f"a list of {len(value)}"
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case _:
            return type(value).__name__


def kind(value: object) -> str:
    """What a value is, for those who wrote another kind than asked for."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case dt.datetime():
            return "a date and time"
        case dt.date():
            return "a date"
        case dt.time():
            return "a time of day"
        case _:
            return ""


def oddity(text: str) -> str:
    """What is wrong with a text as a name, for those who do not see it; may be nothing."""
    if len(text) > LONGEST_TEXT:
        return f"{len(text)} characters where {LONGEST_TEXT} are the most"
    if text and not trimmed(text):
        return "only blanks"
    hidden = unseen(trimmed(text))
    return f"with {named(hidden)}, which is not seen" if hidden else ""


def seconds(value: object) -> float:
    """A time [s] from "m:ss.cc" or from a number of seconds; more than 0.

    Raises
    ------
    ValueError
        if it is none
    """
    if isinstance(value, str):
        result = parse_time(value)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        result = float(value) if abs(value) < LONGEST_TIME_S else math.inf
    else:
        raise ValueError("not a time")
    if not 0 < result < LONGEST_TIME_S:
        raise ValueError("not a race time")
    return result


def time_or_word(value: object) -> float | str:
    """A time [s], or the word that stands in its place: a status, or that it is not known.

    Raises
    ------
    ValueError
        if it is none
    """
    if isinstance(value, str):
        for word in (*STATUSES, UNKNOWN):
            if value.strip().casefold() == word.casefold():
                return word
    return seconds(value)


def laps(value: object) -> float:
    """A number of laps, more than 0 and not beyond the longest race.

    Raises
    ------
    ValueError
        if it is none
    """
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError("not a number of laps")
    if not 0 < value <= MOST_LAPS:
        raise ValueError("not a number of laps in a race")
    return float(value)


def moment(value: object) -> str:
    """A date, or a date and time, as ISO text.

    Raises
    ------
    ValueError
        if it is none
    """
    if not isinstance(value, dt.date) or value.year < FIRST_YEAR:
        raise ValueError("not a date, or of a year in which nobody raced")
    return value.isoformat(*(["T", "seconds"] if isinstance(value, dt.datetime) else []))


def lead(value: object) -> tuple[str, float]:
    """``["Sven Kramer", 2.5]``: a name and a number of laps.

    Raises
    ------
    ValueError
        if it is none
    """
    name, turn = _pair(value)
    if not isinstance(name, str):
        raise ValueError("not a name")
    return name, laps(turn)


def passing(value: object) -> tuple[float, float]:
    """``[4.5, "2:03.79"]``: laps skated and time [s]."""
    done, time = _pair(value)
    return laps(done), seconds(time)


def passing_m(value: object) -> tuple[float, float]:
    """``[1670.5, "2:00.12"]``: metres along the lap line and time [s]."""
    skated, time = _pair(value)
    if isinstance(skated, bool) or not isinstance(skated, (int, float)):
        raise ValueError("not a distance")
    if not 0 < skated <= LONGEST_M:
        raise ValueError("not a distance in a race")
    return float(skated), seconds(time)


def _trimmed(value: object) -> object:
    return trimmed(value) if isinstance(value, str) else value


def _all_seen(text: str) -> str:
    if not text or _REPLACEMENT in text or not visible(text):
        raise ValueError("not everything is seen")
    return text


def _pair(value: object) -> tuple[object, object]:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("not a pair")
    return value[0], value[1]


_TIME_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": r"^(\d{1,3}:[0-5]\d|\d{1,5})([.,]\d{1,6})?$"},
        {"type": "number", "exclusiveMinimum": 0},
    ]
}
_LAPS_SCHEMA: dict[str, Any] = {"type": "number", "exclusiveMinimum": 0, "maximum": MOST_LAPS}


def _pair_schema(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}


class _Shown:
    """Says of a text that people are shown it; in one piece, as most keys are texts."""

    def __get_pydantic_core_schema__(self, *_: object) -> core_schema.CoreSchema:
        text = core_schema.str_schema(max_length=LONGEST_TEXT)
        seen = core_schema.no_info_after_validator_function(_all_seen, text)
        return core_schema.no_info_before_validator_function(_trimmed, seen)

    def __get_pydantic_json_schema__(self, *_: object) -> dict[str, Any]:
        return {"maxLength": LONGEST_TEXT, "pattern": _TEXT_PATTERN, "type": "string"}


Text = Annotated[str, _Shown()]
Id = Annotated[str, Field(pattern=ID_PATTERN)]
Time = Annotated[float, PlainValidator(seconds), WithJsonSchema(_TIME_SCHEMA)]
TimeOrWord = Annotated[
    float | str,
    PlainValidator(time_or_word),
    WithJsonSchema({"anyOf": [*_TIME_SCHEMA["anyOf"], {"enum": [*STATUSES, UNKNOWN]}]}),
]
Moment = Annotated[
    str,
    PlainValidator(moment),
    WithJsonSchema({"type": "string", "format": "date-time", "description": "or a date"}),
]
LeadItem = Annotated[
    tuple[str, float],
    PlainValidator(lead),
    WithJsonSchema(_pair_schema({"type": "string"}, _LAPS_SCHEMA)),
]
PassingItem = Annotated[
    tuple[float, float],
    PlainValidator(passing),
    WithJsonSchema(_pair_schema(_LAPS_SCHEMA, _TIME_SCHEMA)),
]
PassingInMetres = Annotated[
    tuple[float, float],
    PlainValidator(passing_m),
    WithJsonSchema(
        _pair_schema({"type": "number", "exclusiveMinimum": 0, "maximum": LONGEST_M}, _TIME_SCHEMA)
    ),
]
