"""The page's modules as one script: each after those that it imports, as they are written."""

from __future__ import annotations

import re
from graphlib import TopologicalSorter
from pathlib import Path

from pursuit_sim import resources

_IMPORT = re.compile(r"^import \{[^}]*\} from '\./([\w-]+\.js)';\n", re.MULTILINE)
_REMARK = re.compile(r"^ *(?://[^\n]*\n|/\*\*.*?\*/\n)", re.MULTILINE | re.DOTALL)
_TYPE = re.compile(r"/\*\* @type [^\n]*?\*/ ?")
_ASIDE = re.compile(r" // [^'\"`\n]*$", re.MULTILINE)  # behind code
_AIR = re.compile(r"(?<=[{};:,]) +| +(?=[{}])|(?<=[{};,])\n+|;(?=\s*})")  # of a style sheet
_ROOM = re.compile(r" (?=\{$)|\n(?=\n)", re.MULTILINE)  # of a module
_INDENT = re.compile(r"^ +", re.MULTILINE)  # no text of a module goes over several lines
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) )", re.MULTILINE)


def joined() -> str:
    """The text of the script."""
    folder = resources.folder("assets") / "page"
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    needs = {name: _IMPORT.findall(text) for name, text in texts.items()}
    order = [*TopologicalSorter(needs).static_order()]
    return "\n".join(_alone(texts[name]) for name in order)


def style() -> str:
    """The page's style sheet."""
    return _AIR.sub("", _INDENT.sub("", _read("page.css")))


def template() -> str:
    """The page's markup."""
    return _read("page.html")


def _read(name: str) -> str:
    return Path(resources.asset(f"page/{name}")).read_text(encoding="utf-8")


def _alone(text: str) -> str:
    """A module without what joins it to others, its remarks, types, indents and empty lines."""
    code = _ASIDE.sub("", _TYPE.sub("", _REMARK.sub("", text)))
    bare = _INDENT.sub("", _EXPORT.sub("", _IMPORT.sub("", code)))
    return _ROOM.sub("", bare).strip() + "\n"
