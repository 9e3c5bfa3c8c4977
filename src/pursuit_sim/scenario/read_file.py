"""From a file to raw tables: everything that can be wrong before the first key is read."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from pursuit_sim.errors import InputError
from pursuit_sim.scenario.file_tables import FORMAT, SUFFIXES

LARGEST_FILE_BYTES = 1 << 20  # 1 MiB; the bundled Olympic event takes 20 KiB
# Parsing a key takes time with the square of its parts: no honest line is that long.
LONGEST_LINE = 5_000  # characters
MOST_DOTS = 300  # in a line
MOST_DOTS_IN_ALL = 100_000
MOST_LINES = 20_000

_MEANT = "a scenario file (.toml)"
# A pipe that takes a file's place between two looks cannot make the program wait.
_OPENED = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_HEADER = re.compile(rf"""^[ \t]*format[ \t]*=[ \t]*["']{FORMAT}["']""", re.MULTILINE)

# Of what is wrong with a file; most have nothing, so that these are compiled where they are used.
_PLACE = r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$"
_CLOCK = r"=\s*\[?\s*\d{1,2}:\d\d"
_COMMA = r"=\s*[-+]?\d+,\d+\s*(#.*)?$"
_CURLY = "[“”„‘’«»]"
_WORD = r"=\s*(True|False|TRUE|FALSE|yes|no)\b"
_BARE = r"=\s*[^\W\d]"


def read(path: Path, where: str) -> dict[str, Any]:
    """The tables of a file; nothing is told of what stands in one that is no scenario.

    Parameters
    ----------
    path : the file
    where : its name in messages

    Raises
    ------
    InputError
        if it is missing, not a regular file ending in .toml, too large, not UTF-8 text, or
        not TOML
    """
    text = decoded(contents(path, where, suffixes=SUFFIXES), where)
    return parse(text, where, quoting=_begins_as_scenario(text))


def parse(text: str, where: str, *, quoting: bool = True) -> dict[str, Any]:
    """The tables of a text.

    Parameters
    ----------
    text : in the format of scenario files
    where : its name in messages
    quoting : whether messages may repeat what stands in it

    Raises
    ------
    InputError
        if the text is empty or not TOML, with the line
    """
    import tomllib

    if len(text) > LARGEST_FILE_BYTES:
        raise too_large(len(text.encode(errors="replace")), where)
    _check_lines(text, where)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise (_syntax if quoting else _no_scenario)(str(error), text, where) from None
    except RecursionError:
        raise too_deep(where) from None
    except ValueError:  # a number with thousands of digits
        problem = "holds a number that is too long to be read"
        raise InputError.single(where, "", problem, "shorten the number") from None
    if not tables:
        remedy = "start from the text that `pursuit-sim new` writes"
        raise InputError.single(where, "", "is empty", remedy)
    return tables


def too_deep(where: str) -> InputError:
    """The error of lists or tables nested beyond what Python walks through."""
    problem = "lists or tables are nested too deeply"
    return InputError.single(where, "", problem, "no scenario needs more than a few levels")


def contents(path: Path, where: str, meant: str = _MEANT, suffixes: Sequence[str] = ()) -> bytes:
    """The bytes of a file.

    Parameters
    ----------
    path : the file
    where : its name in messages
    meant : what kind of file it should be
    suffixes : the endings that it may have; by default any

    Raises
    ------
    InputError
        if it is missing, not a regular file, of another ending, or too large
    """
    with opened(path, where, meant, suffixes) as file:
        size = os.fstat(file.fileno()).st_size
        if size > LARGEST_FILE_BYTES:
            raise too_large(size, where, meant)
        # The kernel's own files have no size, and reading one may wait for ever.
        data = file.read(LARGEST_FILE_BYTES + 1) if size else b""
    if len(data) > LARGEST_FILE_BYTES:
        raise too_large(len(data), where, meant)
    return data


@contextmanager
def opened(
    path: Path, where: str, meant: str = _MEANT, suffixes: Sequence[str] = ()
) -> Iterator[BinaryIO]:
    """A regular file of any size, open for reading; the parameters are those of `contents`.

    Raises
    ------
    InputError
        if it is missing, not a regular file, of another ending, or cannot be read
    """
    try:
        _check_regular(path.stat(), where, meant)  # opening a pipe or a device could wait for ever
        if suffixes and path.suffix.lower() not in suffixes:
            problem = f"does not end in {' or '.join(suffixes)}"
            raise InputError.single(where, "", problem, f"name {meant}")
        with os.fdopen(os.open(path, _OPENED), "rb") as file:
            _check_regular(os.fstat(file.fileno()), where, meant)
            yield file
    except FileNotFoundError:
        raise InputError.single(where, "", "no such file") from None
    except PermissionError:
        problem = "cannot be read: permission denied"
        raise InputError.single(where, "", problem, "make the file readable") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError.single(where, "", f"cannot be read: {reason}") from None


def _check_regular(status: os.stat_result, where: str, meant: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise InputError.single(where, "", "is a directory", f"name {meant}")
    if not stat.S_ISREG(status.st_mode):
        raise InputError.single(where, "", "is not a regular file", f"name {meant}")


def too_large(size: int | None, where: str, meant: str = _MEANT) -> InputError:
    """The error of a file that is larger than any honest one; None is a stream, not read on."""
    found = "is longer" if size is None else f"has {size:,} bytes"
    return InputError.single(
        where,
        "",
        found.replace(",", " "),
        f"{meant.partition(' (')[0]} has at most {LARGEST_FILE_BYTES:,} bytes (1 MiB)".replace(
            ",", " "
        ),
    )


def decoded(data: bytes, where: str, meant: str = _MEANT) -> str:
    """Bytes as the text that they are in UTF-8.

    Raises
    ------
    InputError
        if they are none, with the place
    """
    zero = data.find(0)
    if zero >= 0:
        wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        problem = f"is not a text in UTF-8: zero byte at offset {zero}"
        remedy = "it looks like UTF-16: save it as UTF-8" if wide else f"name {meant}"
        raise InputError.single(where, "", problem, remedy)
    try:
        return data.decode("utf-8-sig")  # some editors put a mark in front
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"is not a text in UTF-8: the byte at offset {error.start}"
        remedy = f"save the file as UTF-8{'' if meant == _MEANT else ' (in Excel: CSV UTF-8)'}"
        raise InputError.single(where, f"line {line}", problem, remedy) from None


def _check_lines(text: str, where: str) -> None:
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        problem = f"has {len(lines)} lines"
        raise InputError.single(where, "", problem, f"a scenario file has at most {MOST_LINES}")
    dots = text.count(".")
    if dots > MOST_DOTS_IN_ALL:
        remedy = f"a scenario file has at most {MOST_DOTS_IN_ALL}"
        raise InputError.single(where, "", f"has {dots} dots", remedy)
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE or line.count(".") > MOST_DOTS:
            problem = f"is too long: {len(line)} characters, {line.count('.')} dots"
            remedy = f"a line has at most {LONGEST_LINE} characters and {MOST_DOTS} dots"
            raise InputError.single(where, f"line {number}", problem, remedy)


def _begins_as_scenario(text: str) -> bool:
    """Whether the format is named before the first table."""
    table = _TABLE.search(text)
    return _HEADER.search(text, 0, table.start() if table else len(text)) is not None


def _no_scenario(message: str, _text: str, where: str) -> InputError:
    """What is said of a file that is not TOML, and may be anybody's: nothing but the place."""
    place = re.search(_PLACE, message)
    return InputError.single(
        where,
        f"line {place.group(1)}" if place and place.group(1) else "",
        "is not TOML, and the file does not begin as a scenario",
        f'name {_MEANT}, or begin it with format = "{FORMAT}"',
    )


def _syntax(message: str, text: str, where: str) -> InputError:
    """What the TOML parser says, with the line and the likely remedy."""
    place = re.search(_PLACE, message)
    said = re.sub(_PLACE, "", message)
    lines = text.splitlines() or [""]
    number = int(place.group(1)) if place and place.group(1) else len(lines)
    line = lines[min(number, len(lines)) - 1].strip()
    found = f" in {line[:60]}" if line else ""
    declared = re.search(r"Cannot declare \((.*)\) twice", said)
    if declared:
        names = ".".join(re.findall(r"'([^']*)'", declared.group(1)))
        problem = f"the table [{names}] is written a second time"
        remedy = "give each table its own name, or put its keys under the first"
    elif "Cannot overwrite" in said or "duplicate inline table key" in said.lower():
        problem = f"this key is written a second time{found}"
        remedy = "keep one of the two"
    else:
        problem = f"{said[:1].lower()}{said[1:]}{found}"
        remedy = _advice(line)
    return InputError.single(where, f"line {number}", problem, remedy)


def _advice(line: str) -> str:
    if re.search(_CLOCK, line):
        return 'put times in quotation marks, such as "3:38.08"'
    if re.search(_COMMA, line):
        return "write a decimal point, such as 1.4, not a comma"
    if re.search(_CURLY, line):
        return 'use straight quotation marks: "'
    if re.search(_WORD, line):
        return "write true or false"
    if re.search(_BARE, line):
        return "put text in quotation marks"
    return 'a line is [table] or key = value, such as name = "Final A"'
