"""The program's table of world, Olympic and track records through time.

Dates are ISO text, a month where the day is not known; as texts they fall in order. What is
not in the table is not known: it never says that a record stood on a day unless a source does.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from pursuit_sim.resources import DamagedAssetError, asset
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_time, parse_time, ticks

FORMAT, VERSION = "pursuit-sim/records", 1
KINDS = ("WR", "OR", "TR")  # the world's, of the Olympic Games, of a track
LAPS = {"men": 8, "women": 6}  # the distances of the table
_LAST_OF_MONTH = "-31"  # behind every day of it


class TableRecord(NamedTuple):
    """One record of the table.

    Attributes
    ----------
    sex : "men" or "women"
    kind : one of `KINDS`; a track record is that of `place`
    time_s : [s]
    team, skaters, place : who and where; no skaters where they are not known
    date : on which it was set
    until : the last day on which it is known to have stood; empty where that is not known
    formation : a kind of formation; empty where nobody reported it
    sources : where this comes from
    confidence : "high", "medium" or "low"
    note : what is uncertain, or worth knowing
    """

    sex: str
    kind: str
    time_s: float
    team: str
    skaters: tuple[str, ...]
    place: str
    date: str
    until: str
    formation: str
    sources: tuple[str, ...]
    confidence: str
    note: str

    def stands(self, day: str) -> bool:
        """Whether it is known to have stood on a day, before what was skated on that day."""
        return self.latest < day <= self.until

    @property
    def latest(self) -> str:
        """The last day on which it can have been set."""
        return self.date if len(self.date) > len("2020-02") else self.date + _LAST_OF_MONTH

    @property
    def name(self) -> str:
        """A word by which `named` finds it alone, such as "WR:3:34.22"."""
        return f"{self.kind}:{format_time(self.time_s)}"

    @property
    def track(self) -> str:
        """The track whose record it is; empty where it is not a track's."""
        return self.place if self.kind == "TR" else ""

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "sex": self.sex,
            "kind": self.kind,
            "time_s": self.time_s,
            "team": self.team,
            "skaters": list(self.skaters),
            "place": self.place,
            "date": self.date,
            "until": self.until or None,
            "formation": self.formation or None,
            "confidence": self.confidence,
            "note": self.note,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True, repr=False)
class ChosenRecords(Tabular):
    """Records of the table.

    Attributes
    ----------
    records : men first, kind by kind, in order of time
    """

    records: tuple[TableRecord, ...]

    @property
    def heading(self) -> str:
        """How many there are, and of what."""
        count = len(self.records)
        return f"{count} record{'' if count == 1 else 's'} of the team pursuit"

    def rows(self) -> list[dict[str, Any]]:
        """One row a record."""
        return [each.to_dict() for each in self.records]

    def _brief(self) -> list[dict[str, Any]]:
        shown = ("sex", "kind", "time_s", "team", "place", "date", "until")
        return [{name: row[name] for name in shown} for row in self.rows()]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {"format": FORMAT, "version": VERSION, "records": self.rows()}


@lru_cache(maxsize=1)
def table() -> tuple[TableRecord, ...]:
    """Every record, men first, kind by kind, in order of time.

    Raises
    ------
    FileNotFoundError, DamagedAssetError
        naming the file, if it is missing or no such table
    """
    path = asset("records.toml")
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["records"]
        found = [each for row in rows for each in _kinds(row)]
        return tuple(
            sorted(
                found,
                key=lambda each: (
                    each.sex, KINDS.index(each.kind), each.track, each.latest, -each.time_s
                ),
            )
        )  # fmt: skip
    except (ValueError, LookupError, AttributeError, TypeError):
        raise DamagedAssetError(path) from None


def chosen(
    sex: str | None = None, kind: str | None = None, on: str | None = None
) -> tuple[TableRecord, ...]:
    """Records of the table.

    Parameters
    ----------
    sex : "men" or "women"; by default both
    kind : one of `KINDS`; by default all
    on : a day on which they are known to have stood, as in 2022-02-13; by default any
    """
    return tuple(
        each
        for each in table()
        if sex in (None, each.sex) and kind in (None, each.kind) and (on is None or each.stands(on))
    )


def named(text: str, sex: str) -> tuple[TableRecord, ...]:
    """Records by words such as "WR:2021", "OR:2022-02-15" or "TR:3:39.24"; a kind alone is all.

    Parameters
    ----------
    text : the kind in any case, and behind a colon how the date begins, or the time
    sex : "men" or "women"
    """
    kind, _, which = text.strip().upper().partition(":")
    return tuple(
        each
        for each in chosen(sex, kind)
        if each.date.startswith(which) or format_time(each.time_s) == which
    )


def runs(sex: str, laps: int) -> tuple[TableRecord, ...]:
    """One record of each run that was one over a distance, the newest first."""
    if LAPS.get(sex) != laps:
        return ()
    found: dict[tuple[str, str, float], TableRecord] = {}
    for each in chosen(sex):
        found.setdefault((each.latest, each.team, each.time_s), each)
    return tuple(sorted(found.values(), key=lambda each: (each.latest, -each.time_s), reverse=True))


def line(sex: str, kind: str, place: str = "") -> tuple[TableRecord, ...]:
    """The records of a kind in order of time; track records are those of a place."""
    return tuple(
        each for each in chosen(sex, kind) if each.track.casefold() in ("", place.casefold())
    )


def following(
    records: Iterable[TableRecord], time_s: float, day: str
) -> tuple[TableRecord, bool] | None:
    """The first of a `line` of records, set after a day, that is better than a time [s].

    And whether the line has no gap up to it: else another one may have been better before.
    None where there is none.
    """
    before: TableRecord | None = None
    whole = True
    for each in records:
        if each.latest > day:
            whole = whole and before is not None and before.until == each.date
            if ticks(each.time_s) < ticks(time_s):
                return each, whole
        before = each
    return None


def _kinds(row: dict[str, Any]) -> list[TableRecord]:
    """A row of the file, once for each kind of record that it was."""
    until = row.get("until", {})
    return [
        TableRecord(
            sex=row["sex"],
            kind=kind,
            time_s=parse_time(row["time"]),
            team=row["team"],
            skaters=tuple(row.get("skaters", ())),
            place=row["place"],
            date=str(row["date"]),
            until=str(until.get(kind, "")),
            formation=row.get("formation", ""),
            sources=tuple(row["sources"]),
            confidence=row["confidence"],
            note=row.get("note", ""),
        )
        for kind in row["kinds"]
    ]
