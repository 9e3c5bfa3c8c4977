"""Scenario files and overrides that somebody might write, or an attacker: from a seed alone."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from random import Random

from fuzz import event_keys
from helpers.timing_files import FORMS, LAPS, SHEET
from pursuit_sim import resources
from pursuit_sim.scenario import known_keys, raw

_UNPACKED, _SPOILT = 0.7, 0.1  # of spreadsheets, and of texts
_TESTS = Path(__file__).parents[1]
# Small ones come more often: they are read sooner and leave more to be tried.
_SOURCES = (
    ("two-teams",) * 5 + ("thialf-2020-pair-1",) * 2 + ("beijing-2022-women",)
    + ("mixed-evening", "milano-women-walkover", "slc-race4", "dead-heat")
)  # fmt: skip
_NUMBER = re.compile(r"-?\d+(?:[.,_]\d+)*")
_TIME = re.compile(r"\d:\d\d\.\d+")
_STRANGE = (
    "0", "-0.0", "1e308", "-1e308", "1e-320", "nan", "inf", "-inf", "9" * 400, "0x7f", "1_000",
    '""', '"\\u0000"', '"\\u202e"', '"[/red]"', '"$x$"', '"=1+1"', "[]", "{}", "[[]]", "true",
    "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", '"' + "a" * 5000 + '"', "[1, 2, 3]",
    '"DNF"', '"3:38"', '"3.38,08"', '"-3:38.08"', '"0:00.00"', '"99:59.99"', '"../../etc/passwd"',
)  # fmt: skip
_BYTES = (
    "\n",
    '"',
    "'",
    "=",
    "[",
    "]",
    "[[",
    "{",
    "}",
    "#",
    "\\",
    "\x00",
    "\x7f",
    "\ufeff",
    "é",
    ".",
)
_VALUES = (
    "0",
    "1",
    "-1",
    "0.5",
    "2",
    "10",
    "100",
    "1000",
    "0.001",
    "push",
    "rotating",
    "fixed",
    "unknown",
    "DNF",
)


def source_file(name: str) -> Path:
    """Where a source is: bundled, of the tests, or a path."""
    bundled = resources.scenarios().get(name)
    outcome = _TESTS / "data" / "outcomes" / f"{name}.toml"
    return bundled or (outcome if outcome.exists() else Path(name))


def tables(name: str) -> list[str]:
    """The tables of a source, as its lines name them."""
    return [
        line.strip()[1:-1] for line in _lines(name) if line.startswith("[") and "]]" not in line
    ]


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple(source_file(name).read_text(encoding="utf-8").split("\n"))


@cache
def _keys(name: str) -> tuple[str, ...]:
    return tuple(known_keys(raw(name)))


def scenario_text(random: Random, *, wild: bool, source: str = "") -> str:
    """A scenario file with a few changes.

    Parameters
    ----------
    random : where they come from
    wild : anything may stand anywhere; else mostly what looks like a value in its place, so
        that many files are accepted and what lies behind the door is tried
    source : what is changed, as `source_file` finds it; by default any of some
    """
    lines = list(_lines(source or random.choice(_SOURCES)))
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5) if wild else (1, 1, 2))):
        lines = lines or [""]
        change = random.choice(_WILD if wild and random.random() < 0.6 else _TAME)
        change(random, lines)
    return "\n".join(lines)


def results_file(random: Random) -> tuple[str, bytes]:
    """A file of results in any form that others write, with a few changes: ending and bytes."""
    ending, data = random.choice(_results())
    if data.startswith(b"PK") and random.random() < _UNPACKED:
        return ending, _repacked(random, data)
    if data.startswith(b"PK"):
        return ending, _spoilt(random, data)
    if random.random() < _SPOILT:
        return ending, _spoilt(random, data)
    lines = data.decode("utf-8").split("\n")
    for _ in range(random.choice((0, 1, 1, 1, 2, 3))):
        lines = lines or [""]
        random.choice((*_TAME[:6], *_WILD))(random, lines)
    return ending, "\n".join(lines).encode("utf-8", errors="replace")


def _repacked(random: Random, data: bytes) -> bytes:
    """A spreadsheet with changes within its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        changed = random.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            if name == changed or "sheet" in name or name == "content.xml":
                text = part.decode("utf-8").replace("><", ">\n<").split("\n")
                for _ in range(random.choice((0, 1, 1, 2, 3))):
                    random.choice((_numbers, _dropped, _doubled, _bytes, _cut))(random, text)
                    text = text or [""]
                part = "".join(text).encode("utf-8", errors="replace")
            after.writestr(name, part)
    return file.getvalue()


def _spoilt(random: Random, data: bytes) -> bytes:
    """Bytes cut, changed or doubled anywhere."""
    for _ in range(random.choice((1, 1, 2, 5))):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice((0, 1, 4, 100, 10_000)))
        data = random.choice((
            data[:at], data[:at] + data[end:], data[:end] + data[at:],
            data[:at] + random.randbytes(min(end - at, 64)) + data[end:],
        ))  # fmt: skip
    return data


@cache
def _results() -> tuple[tuple[str, bytes], ...]:
    example = _TESTS.parent / "docs" / "examples" / "thialf-2020-pair-1.json"
    made = [(ending, make(distance)) for distance in LAPS for ending, make in FORMS.values()]
    return (
        (".csv", (_TESTS / "data" / "halflaps_ec2020.csv").read_bytes()),
        (".json", example.read_bytes()), (".csv", SHEET.encode()), (".csv", SHEET.encode()), *made,
    )  # fmt: skip


def override(random: Random) -> str:
    """What may stand behind ``--set``."""
    key = random.choice(_keys("two-teams"))
    if random.random() < 0.1:
        key = key[: random.randrange(len(key))] + random.choice(("", ".", "[", '"', "x"))
    value = random.choice(_STRANGE) if random.random() < 0.3 else random.choice(_VALUES)
    if random.random() < 0.5:
        value = f"{random.choice((1, 10, 100, 300)) * random.random():.4g}"
    return f"{key}={value}"


def _numbers(random: Random, lines: list[str]) -> None:
    """Another number of the same size, or at the end of what is possible."""
    at = _with(random, lines, _NUMBER)
    if at is None:
        return
    found = random.choice(list(_NUMBER.finditer(lines[at])))
    try:
        before = float(found[0].replace("_", "").replace(",", "."))
    except ValueError:
        return
    factor = random.choice((0.5, 0.9, 0.95, 0.99, 1.01, 1.05, 1.1, 1.5, random.gauss(1, 2)))
    after = f"{before * factor:.6g}"
    lines[at] = lines[at][: found.start()] + after + lines[at][found.end() :]


def _times(random: Random, lines: list[str]) -> None:
    """Another time for a team."""
    at = _with(random, lines, _TIME)
    if at is not None:
        seconds = random.choice((random.gauss(176, 4), random.gauss(200, 60)))
        minutes, rest = divmod(max(seconds, 0.0), 60)
        lines[at] = _TIME.sub(f"{minutes:.0f}:{rest:05.2f}", lines[at], count=1)


def _values(random: Random, lines: list[str]) -> None:
    """Something strange as a value."""
    at = _with(random, lines, re.compile("="))
    if at is not None:
        key, _, _ = lines[at].partition("=")
        lines[at] = f"{key}= {random.choice(_STRANGE)}"


def _added(random: Random, lines: list[str]) -> None:
    """A key or a table that a file may have."""
    key = random.choice(_keys("two-teams"))
    value = random.choice(_VALUES) if random.random() < 0.7 else random.choice(_STRANGE)
    table, _, name = key.rpartition(".")
    if table and random.random() < 0.8:
        lines += [f"[{table}]", f"{name} = {value}"]
    else:
        lines.insert(random.randrange(len(lines)), f"{name} = {value}")


def _paced(random: Random, lines: list[str]) -> None:
    """Pacing, falls and passings: what decides where skaters are."""
    side = random.choice(("finish", "crossing"))
    deltas = ", ".join(f"{random.gauss(0, random.choice((0.3, 3.0, 30.0))):.2f}" for _ in range(6))
    laps = random.uniform(0, 6.5)
    lines += random.choice(
        (
            [f"[races.race-1.{side}.pacing]", f"lap_deltas_s = [{deltas}]"],
            [f"[races.race-1.{side}.fall]", 'skater = "Ada"', f"laps = {laps:.2f}"],
            [
                f"[races.race-1.{side}.fall]", 'skater = "Eva"', f"laps = {laps:.2f}",
                f"[races.race-1.{side}.pacing]", f"lap_deltas_s = [{deltas}]",
            ],
            [f"[races.race-1.{side}]", f"splits = [[{laps:.1f}, {30 * laps:.2f}]]"],
        )
    )  # fmt: skip


def _cut(random: Random, lines: list[str]) -> None:
    del lines[random.randrange(len(lines)) :]


def _dropped(random: Random, lines: list[str]) -> None:
    if lines:
        del lines[random.randrange(len(lines))]


def _doubled(random: Random, lines: list[str]) -> None:
    if lines:
        lines.insert(random.randrange(len(lines)), random.choice(lines))


def _bytes(random: Random, lines: list[str]) -> None:
    """Signs in the middle of a line."""
    if lines:
        at = random.randrange(len(lines))
        line, place = lines[at], random.randint(0, len(lines[at]))
        lines[at] = (
            line[:place] + random.choice(_BYTES) + line[place + random.choice((0, 0, 1, 3)) :]
        )


def _nested(random: Random, lines: list[str]) -> None:
    """Brackets within brackets."""
    depth = random.choice((3, 50, 2000))
    lines.append("deep = " + "[" * depth + "]" * random.choice((depth, depth - 1)))


def _with(random: Random, lines: list[str], pattern: re.Pattern[str]) -> int | None:
    """A line in which something stands."""
    found = [i for i, line in enumerate(lines) if pattern.search(line.partition("#")[0])]
    return random.choice(found) if found else None


_TAME = (
    *(_numbers,) * 4, _times, _times, _paced, _paced, _added, *event_keys.CHANGES
)  # fmt: skip
_WILD = (_values, _added, _cut, _dropped, _doubled, _bytes, _bytes, _nested, _numbers)
