"""The reference of keys and parameters in the docs, made from their declarations.

``python -m pursuit_sim.scenario.reference docs/scenario-format.md`` brings it up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from pydantic.fields import FieldInfo

from pursuit_sim.scenario.fields import number, writable
from pursuit_sim.scenario.file_tables import (
    HEADER,
    EntryTable,
    EventTable,
    FileTable,
    FormationTable,
    GapTable,
    RaceTable,
    RecordTable,
    TeamTable,
)
from pursuit_sim.scenario.parameter_tables import RinkTable, SkaterTable, Table
from pursuit_sim.scenario.parameters import GROUPS, declarations
from pursuit_sim.scenario.quantity import womens

BEGIN, END = "<!-- {} begin: made by pursuit_sim.scenario.reference -->", "<!-- {} end -->"
TABLES: dict[str, type[Table | RinkTable | SkaterTable]] = {
    "Top of the file": FileTable,
    "`[event]`": EventTable,
    "`[rink]`, beside its parameters": RinkTable,
    "`[[records]]`": RecordTable,
    "`[teams.CODE]`": TeamTable,
    '`[teams.CODE.bodies."NAME"]`, beside the parameters of `[body]`': SkaterTable,
    "`[races.ID]`": RaceTable,
    "`[races.ID.finish]` and `[races.ID.crossing]`": EntryTable,
    "`formation` as a table": FormationTable,
    "an item of `gaps`": GapTable,
}


def parameter_table() -> str:
    """Every parameter as a Markdown table."""
    rows = [
        "| key | meaning | write | default | confidence | source |",
        "|---|---|---|---|---|---|",
    ]
    for key, info in declarations().items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        cells = (
            f"`{key}`",
            str(info.description),
            writable(info),
            "; ".join(filter(None, (_default(info.default), _womens(info), _also(extra)))),
            str(extra["confidence"]),
            str(extra["source"]),
        )
        rows.append(_row(*cells))
    return "\n".join(rows)


def filled(page: str) -> str:
    """A page of the docs with its generated parts made anew."""
    for name, text in (("keys", key_tables()), ("parameters", parameter_table())):
        before, begin, rest = page.partition(BEGIN.format(name))
        _, end, after = rest.partition(END.format(name))
        page = f"{before}{begin}\n\n{text}\n\n{end}{after}"
    return page


def key_tables() -> str:
    """The keys of every table of the file as Markdown."""
    parts = []
    for title, model in TABLES.items():
        rows = [f"### {title}", "", str(model.__doc__).strip().split("\n")[0], ""]
        rows += ["| key | meaning | write |", "|---|---|---|"]
        # What the table is about comes first, the parameters last.
        for name in sorted(model.model_fields, key=lambda name: name in GROUPS):
            info = model.model_fields[name]
            if name == "assumed" or {f"rink.{name}", f"body.{name}"} & {*declarations()}:
                continue
            required = name in model.required or name in HEADER
            needed = " *(required)*" if required else ""
            rows.append(_row(f"`{name}`{needed}", str(info.description), writable(info)))
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def _default(value: object) -> str:
    if value is None or value == ():
        return "–"
    return number(value) if isinstance(value, float) else str(value)


def _womens(info: FieldInfo) -> str:
    value = womens(info)
    return "" if value is None else f"women {number(value)}"


def _also(extra: Mapping[str, object]) -> str:
    return str(extra.get("default_also", ""))


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    for page in map(Path, sys.argv[1:]):
        page.write_text(filled(page.read_text(encoding="utf-8")), encoding="utf-8")
