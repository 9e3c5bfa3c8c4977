"""The JSON Schema of scenario files, for editors and other programs."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from pursuit_sim.scenario import halls
from pursuit_sim.scenario.dotted_keys import shapes
from pursuit_sim.scenario.fields import UNKNOWN
from pursuit_sim.scenario.file_tables import (
    FORMAT,
    HEADER,
    SHORT_FORMS,
    VERSION,
    FileTable,
    FormationTable,
)
from pursuit_sim.scenario.formation import KINDS
from pursuit_sim.scenario.merge import TAKEN_OUT
from pursuit_sim.scenario.parameter_tables import Table

_ABOUT = ("description", "write")  # what is said of a key
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file; dates are text in ISO form.

    Every parameter carries its unit, source and confidence beside range and default.
    """
    made: dict[str, Any] = _tidy(FileTable.model_json_schema())
    for holder in (made, *made["$defs"].values()):
        properties = holder.get("properties", {})
        if "start" in properties:
            properties["start"] = properties["start"] | {
                "anyOf": [{"format": "date"}, {"format": "date-time"}]
            }
            del properties["start"]["format"]
        for named in properties.values():
            if "patternProperties" in named:
                named["additionalProperties"] = False
        for name in {*TAKEN_OUT} & properties.keys():
            if "$ref" not in properties[name]:
                properties[name] = _or_taken_out(properties[name])
        for name in SHORT_FORMS.keys() & properties.keys():
            table = {"$ref": properties[name].pop("$ref")}
            words = {"formation": (*KINDS, UNKNOWN), "rink": halls.halls()}[name]
            properties[name]["anyOf"] = [{"type": "string", "enum": list(words)}, table]
    return {
        "$schema": DIALECT,
        "title": "pursuit-sim scenario",
        **made,
        "required": list(HEADER),
        "properties": made["properties"]
        | {"format": {"const": FORMAT}, "version": {"const": VERSION}},
        # A file that extends another one may leave out anything.
        "if": {"required": ["extends"]},
        "else": _required(FileTable),
    }


def _or_taken_out(said: dict[str, Any]) -> dict[str, Any]:
    """A key that a file which extends another one may also take out."""
    about = {key: said[key] for key in _ABOUT if key in said}
    return about | {"anyOf": [{k: said[k] for k in said if k not in about}, {"const": ""}]}


def _required(model: type[BaseModel]) -> dict[str, Any]:
    """The keys that a table and those in it must have, as a schema."""
    names = model.required if issubclass(model, Table) else ()
    inner = {}
    for name, (form, table) in shapes(model).items():
        if table is None or table is FormationTable:
            continue
        needed = _required(table)
        if not needed:
            continue
        wrapped = {"named": "additionalProperties", "list": "items"}
        inner[name] = {wrapped[form]: needed} if form in wrapped else needed
    made: dict[str, Any] = {}
    if names:
        made["required"] = list(names)
    if inner:
        made["properties"] = inner
    return made


def _tidy(node: Any) -> Any:
    """Without titles made from names and without null, which TOML does not have."""
    if isinstance(node, list):
        return [_tidy(each) for each in node]
    if not isinstance(node, dict):
        return node
    tidy = {
        key: _tidy(value)
        for key, value in node.items()
        if (key, value) != ("default", None) and not (key == "title" and isinstance(value, str))
    }
    choices = tidy.get("anyOf")
    if isinstance(choices, list) and {"type": "null"} in choices:
        left = [each for each in choices if each != {"type": "null"}]
        if len(left) == 1:
            del tidy["anyOf"]
            tidy = left[0] | tidy
        else:
            tidy["anyOf"] = left
    return tidy
