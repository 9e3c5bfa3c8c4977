"""Changes of what an event knows: endings, gaps, passings, divisions, records, halls."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]")
_ENTRY = re.compile(r"races\.[^.]+\.(finish|crossing)")
_RACE = re.compile(r"races\.[^.]+")
_ODD = ('""', '"  "', '"\\u202e"', '"' + "x" * 300 + '"', "12", "-1", "[]", '"no"', "nan", "1e9")
_ODDLY = 0.1  # of the values
_WORDS = ('"a fall in the third lap"', '"[/red]$x$=1+1"', '"倒れた"')
_STATUSES = ('"DNF"', '"DSQ"', '"DNS"', '"WDR"', '"dnf"')
_FLAGS = ("true", "false", "false")
_ROUNDS = ('"olympic"', '"olympic-2014"', '"world-cup"', '"championship"', '"ranking"', '"single"')
_STAGES = ('"quarterfinal"', '"semifinal"', '"final-a"', '"final-c"', '"final-d"', '"race"')
_HALLS = ('"thialf"', '"salt-lake-city"', '"calgary"', '"milano"')
_KINDS = ('"WR"', '"OR"', '"TR"', '"NR"', '"PB"', '"SB"', '"XX"')


def ended(random: Random, lines: list[str]) -> None:
    """A team that came out in another way."""
    table = _one(random, lines, _ENTRY)
    if table is None:
        return
    for key, values in random.sample(_ENDINGS, random.choice((1, 1, 2, 3))):
        value = _said(random, values)
        _put(lines, table, key, value)
        if key in ("status", "incident") and random.random() < 0.6:
            _put(lines, table, "time", None)


def not_skated(random: Random, lines: list[str]) -> None:
    """A race that was not skated, or of which it is said."""
    table = _one(random, lines, _RACE)
    if table is None:
        return
    _put(lines, table, "skated", _said(random, _FLAGS))
    if random.random() < 0.5:
        _put(lines, table, "remark", _said(random, _WORDS))
    if random.random() < 0.7:
        for side in ("finish", "crossing"):
            _put(lines, f"{table}.{side}", "time", None, add=False)


def gapped(random: Random, lines: list[str]) -> None:
    """Gaps on the way, of teams that skate there or not."""
    table = _one(random, lines, _RACE)
    if table is None:
        return
    codes = re.findall(r'team\s*=\s*"(\w+)"', "\n".join(lines)) or ["RED"]
    gaps = [
        f"{{ laps = {random.choice((0.5, 1, 4.5, random.uniform(0.1, 6.5))):.4g}, "
        f'ahead = "{random.choice(codes)}"{_bound(random)} }}'
        for _ in range(random.choice((1, 1, 2)))
    ]
    _put(lines, table, "gaps", f"[{', '.join(gaps)}]")


def _bound(random: Random) -> str:
    gap = abs(random.gauss(0, random.choice((0.1, 0.3, 1.0, 5.0))))
    return random.choice((
        "", f", by = {gap:.3f}", f", at_least = {gap:.3f}", f", at_most = {gap:.3f}",
        f", at_least = {gap:.3f}, at_most = {gap + abs(random.gauss(0, 1)):.3f}"
    ))  # fmt: skip


def passed(random: Random, lines: list[str]) -> None:
    """Passings at any distance, of any pace."""
    table = _one(random, lines, _ENTRY)
    if table is None:
        return
    pace = random.gauss(28.4, random.choice((0.3, 2.0)))
    at = sorted(random.uniform(0.05, 5.9) for _ in range(random.choice((1, 2, 5, 20))))
    times = [4.6 + pace * each + random.gauss(0, random.choice((0.0, 0.01, 0.3))) for each in at]
    lap = random.choice((1.0, 387.36))
    pairs = ", ".join(
        f"[{each * lap:.4f}, {seconds:.3f}]" for each, seconds in zip(at, times, strict=True)
    )
    key = "splits" if lap == 1.0 else "passings_m"
    if random.random() < 0.2:
        key, pairs = "laps_s", ", ".join(f"{pace:.1f}" for _ in range(random.choice((6, 8))))
    _put(lines, table, key, f"[{pairs}]")


def of_the_event(random: Random, lines: list[str]) -> None:
    """Another format, day or hall, or rounds and divisions of races."""
    _put(lines, *random.choice((
        ("event", "rounds", _said(random, _ROUNDS)),
        ("event", "date", random.choice(("2014-02-22", "1979-05-27", "9999-12-31"))),
        ("event", "games", _said(random, _FLAGS)),
        ("event", "laps", random.choice(("6", "8", "1", "25"))),
        ("rink", "hall", _said(random, _HALLS)),
        ("rink", "air_temperature_c", _said(random, ("-10", "15.5", "40"))),
        ("rink", "humidity_pct", _said(random, ("0", "100", "35"))),
        (_one(random, lines, _RACE) or "event", "round", _said(random, _STAGES)),
        (_one(random, lines, _RACE) or "event", "division", _said(random, ('"A"', '"B"'))),
    )))  # fmt: skip


def recorded(random: Random, lines: list[str]) -> None:
    """A record that stood before."""
    codes = re.findall(r'team\s*=\s*"(\w+)"', "\n".join(lines)) or ["RED"]
    minutes, rest = divmod(random.gauss(175, 10), 60)
    lines += [
        "[[records]]", f"kind = {_said(random, _KINDS)}", f'time = "{minutes:.0f}:{rest:05.2f}"',
    ]  # fmt: skip
    if random.random() < 0.7:
        lines.append(f'team = "{random.choice(codes)}"')


_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("status", _STATUSES), ("time", (*_STATUSES, '"unknown"', '"2:56.00"', '"4:39.70"')),
    ("remark", _WORDS), ("incident", _WORDS), ("counts", _FLAGS), ("tie_break", ("1", "2", "99")),
    ("gap", ("0", "0.77", "2.5", "599")), ("lineup", ('"unknown"',)),
    ("formation", ('"unknown"', '"push"', '"rotating"', "{ push = true }")),
    ("records", ('["WR"]', '["OR", "TR"]', '["NR"]')),
)  # fmt: skip

CHANGES: tuple[Callable[[Random, list[str]], None], ...] = (
    ended, ended, ended, not_skated, gapped, gapped, passed, passed, of_the_event, recorded,
)  # fmt: skip


def _said(random: Random, values: tuple[str, ...]) -> str:
    return random.choice(_ODD if random.random() < _ODDLY else values)


def _one(random: Random, lines: list[str], pattern: re.Pattern[str]) -> str | None:
    """A table of some kind that the file has."""
    names = [found[1] for line in lines if (found := _TABLE.match(line))]
    whole = [name for name in names if pattern.fullmatch(name)]
    # A race may have no table of its own, only those of its sides.
    whole += [part[0] for name in names if (part := re.match(pattern, name)) and part[0] != name]
    return random.choice(whole) if whole else None


def _put(lines: list[str], table: str, key: str, value: str | None, *, add: bool = True) -> None:
    """Have a key of a table say something; with None nothing is left of it."""
    heads = [i for i, line in enumerate(lines) if (m := _TABLE.match(line)) and m[1] == table]
    if not heads:
        if add and value is not None:
            lines += [f"[{table}]", f"{key} = {value}"]
        return
    begin = heads[0] + 1
    end = next(
        (i for i in range(begin, len(lines)) if lines[i].lstrip().startswith("[")), len(lines)
    )
    lines[begin:end] = [each for each in lines[begin:end] if each.partition("=")[0].strip() != key]
    if value is not None:
        lines.insert(begin, f"{key} = {value}")
