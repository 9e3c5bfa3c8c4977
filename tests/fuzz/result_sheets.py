"""Sheets of results as people lay them out.

What was skated is drawn first, then how it is written: language, titles, columns, where a status
stands, and what else is printed between. Nothing is drawn of which a reader could not be sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from fuzz.names_below import MARKED, below_teams, names_below, of_a_skater
from fuzz.reserves import with_reserve
from fuzz.result_documents import document, passings
from fuzz.sheet_words import ABOVE, NATIONS, RECORDS, STATUSES, SURNAMES, TONGUES, Tongue, clock
from fuzz.skated_rounds import FASTEST_S, LAPS, Round, Skated, drawn_rounds, lap_times_s
from fuzz.unsure import Unsure
from fuzz.written_once import OF_STATUS, WrittenOnce, record_cells
from helpers.workbooks import Cell, as_csv, ods, xlsx

_DOCUMENTS, _PASSINGS = 0.15, 0.03  # shares of the files
_MEDALS = ("gold", "silver", "bronze")
_JOINED = (" ", " - ", " – ", ", ", " / ")


@dataclass(frozen=True, slots=True)
class ResultSheet:
    """A file, and what it says.

    Attributes
    ----------
    ending, data : of the file
    rounds : what was skated
    sexes : who did
    """

    ending: str
    data: bytes
    rounds: tuple[Round, ...]
    sexes: tuple[str, ...]


def result_sheet(random: Random) -> ResultSheet:
    """A sheet of one sex or both, of a list or of rounds of pairs."""
    sexes = random.choice((("men",), ("women",), ("men", "women"), ("women", "men")))
    pairs = random.random() < 0.7
    rounds, without_heats = drawn_rounds(random, sexes, pairs=pairs)
    bare_finals = 0 < len(without_heats) < len({each.name for each in rounds})
    form = random.random()
    if form < _DOCUMENTS and not bare_finals:
        return ResultSheet(".json", document(random, rounds, pairs=pairs), rounds, sexes)
    if pairs and form < _DOCUMENTS + _PASSINGS and not bare_finals:
        return ResultSheet(".csv", passings(random, rounds), rounds, sexes)
    written = _Writing(random, random.choice(TONGUES), rounds, without_heats, pairs=pairs)
    written.write()
    return ResultSheet(*written.file(), written.rounds, sexes)


@dataclass
class _Writing:
    """How a sheet is laid out, drawn when it is made, and its rows."""

    random: Random
    tongue: Tongue
    rounds: tuple[Round, ...]
    without_heats: tuple[int, ...]
    pairs: bool = field(kw_only=True)
    sheets: dict[str, list[list[Cell]]] = field(default_factory=dict)
    one_status: dict[Skated, dict[str, Cell]] = field(default_factory=dict)  # of one for two

    def __post_init__(self) -> None:
        random = self.random
        self.sexes = tuple(dict.fromkeys(each.sex for each in self.rounds))
        several = len(self.rounds) > len(self.sexes)  # rounds of one sex
        self.ending = random.choice((".csv", ".csv", ".csv", ".xlsx", ".ods"))
        self.comma, self.decimal = random.choice((",", ";", "\t")), random.choice("...,")
        self.padded, self.durations = random.random() < 0.5, random.random() < 0.5
        self.team = random.choice(("{code}", "{name}", "{name} ({code})"))
        self.bare = set(self.without_heats) == {each.name for each in self.rounds}
        self.one_table = bool(self.without_heats) or random.random() < 0.25
        self.a_sheet_each = self.ending != ".csv" and not self.one_table and random.random() < 0.4
        self.apart, self.noise = random.random() < 0.4, random.choice((0.0, 0.0, 0.3, 0.6))
        self.laps_said = random.random() < 0.3
        self.titles = random.choice(("one row", "one row", "rows", "cells"))
        self.joined = random.choice(_JOINED)
        self.parted = random.choice((" / ", "; ", ";", ", ", "\n"))
        self.round_said = several or random.random() < 0.5
        self.where = random.choice(("time", "status", "remark"))
        self.record = random.choice(("row", "line")) if random.random() < 0.12 else ""
        self.below = not self.pairs and random.random() < 0.1
        self.lap_heads: list[str] = []
        self.heads = self._columns(several)
        self.unsure = Unsure.drawn(random, self.tongue, self.heads, self.sexes, self.one_table)
        self.rounds = self.unsure.skated(self.rounds)
        self.once = WrittenOnce.drawn(random, self.heads)
        if "round" in self.heads:
            self.rounds = tuple(
                replace(each, word=self.tongue.rounds[each.name]) for each in self.rounds
            )
        self.record_first = bool(self.once.roles) and random.random() < 0.1
        self.merged = self.ending == ".xlsx" and random.random() < 0.5
        self.unsure.page = not (self.without_heats or self.merged) and "round" in self.once.roles
        self.mark = random.choice(("*", "1)", "a)")) if random.random() < 0.1 else ""
        self.lap_times = random.random() < 0.1
        self.names_below = "skaters" not in self.heads and below_teams(random, self.heads)
        # Once above the rounds of each, or in each title.
        self.sex_once = "sex" not in self.heads and several and random.random() < 0.3
        self.sex_words = {sex: random.choice(self.tongue.sexes[sex]) for sex in LAPS}
        words = {**self.tongue.heads, **MARKED}
        self.head_words = {role: random.choice(words[role]) for role in self.heads}
        self.what = random.choice(self.tongue.what)
        self.sentences = random.random() < 0.15
        self.ranking = self.pairs and not self.one_table and random.random() < 0.15
        self.medals = "rank" in self.heads and random.random() < 0.1

    def _columns(self, several: bool) -> list[str]:
        random = self.random

        def sometimes(role: str, share: float) -> list[str]:
            return [role] if random.random() < share else []

        heads = ["round"] if self.one_table and several else []
        if (self.one_table and len(self.sexes) > 1) or random.random() < 0.1:
            heads.append("sex")
        if self.pairs:
            heads += [] if self.bare else ["heat"]
        else:
            heads += sometimes("rank", 0.6)
        heads += sometimes("side", 0.15) if self.pairs else []
        heads += ["team", *sometimes("skaters", 0.15), "time", *sometimes("gap", 0.15)]
        if self.where == "status":
            heads.append("status")
        heads += ["remark"] if self.where == "remark" else sometimes("remark", 0.3)
        heads += sometimes("points", 0.1)
        if random.random() < 0.2:
            heads.remove("team")
            heads.insert(0, "team")
        return heads

    def file(self) -> tuple[str, bytes]:
        """Ending and content."""
        if self.ending == ".csv":
            (rows,) = self.sheets.values()
            width = max(map(len, rows)) if self.padded else 0
            return self.ending, as_csv(rows, width, self.comma)
        if self.ending == ".ods":
            return self.ending, ods(self.sheets)
        merged = self.once.merged(next(iter(self.sheets))) if self.merged else ""
        return self.ending, xlsx(self.sheets, merged=merged)

    def write(self) -> None:
        """Everything from top to bottom."""
        random = self.random
        self._sheet("Sheet1")
        if random.random() < 0.5:
            self._put(random.choice(ABOVE))
            self._line()
            if random.random() < 0.5:
                self._put()
        if self.one_table:
            one = len(self.sexes) == 1 and "sex" not in self.heads
            self._title(self.sexes[0], None, with_sex=one)
            self._heads(max(LAPS[sex] for sex in self.sexes))
            for each in self.rounds:
                self._teams(each)
        else:
            self._tables()
        self._line()

    def _tables(self) -> None:
        random, before = self.random, ""
        for each in self.rounds:
            if each.sex != before and self.a_sheet_each:
                self._sheet(self.sex_words[each.sex])
            if each.sex != before and self.sex_once:
                self._put(self.sex_words[each.sex])
                if random.random() < 0.5:
                    self._put()
            before = each.sex
            self._title(each.sex, each.name, with_sex=not self.sex_once)
            self._heads(LAPS[each.sex])
            self._teams(each)
            self._line()
            if self.ranking and each is [one for one in self.rounds if one.sex == each.sex][-1]:
                self._put()
                self._ranking(each)
            for _ in range(random.choice((1, 1, 2))):
                self._put()
            self._line()
            if self.sentences and random.random() < 0.5:
                self._put(random.choice(self.tongue.sentences))
                self._put()

    def _sheet(self, name: str) -> None:
        if self.sheets and not any(any(row) for row in self.rows):
            self.sheets.popitem()
        self.rows: list[list[Cell]] = []
        self.sheet = name
        self.sheets[name] = self.rows

    def _put(self, *cells: Cell) -> None:
        self.rows.append(list(cells))

    def _line(self) -> None:
        if self.random.random() < self.noise:
            self._put(self.random.choice(self.tongue.lines))

    def _title(self, sex: str, name: int | None, *, with_sex: bool) -> None:
        round_name = [] if name is None or not self.round_said else [self.tongue.rounds[name]]
        parts = [self.sex_words[sex]] if with_sex else []
        if self.random.random() < 0.7 or not (parts or round_name):
            parts.append(self.what)
        parts += round_name
        if self.laps_said and with_sex:
            laps = LAPS[sex]
            parts.append(self.random.choice((self.tongue.laps.format(laps), f"{400 * laps} m")))
        if self.titles != "rows":
            self._put(*([self.joined.join(parts)] if self.titles == "one row" else parts))
        else:
            for part in parts:
                self._put(part)
                self._line()
        self._line()
        if self.apart:
            self._put()
            self._line()

    def _heads(self, laps: int) -> None:
        if self.lap_times:
            self.lap_heads = [f"{self.tongue.laps.split()[1].title()} {n + 1}" for n in range(laps)]
        self._put_heads()
        self.once.below_heads()

    def _put_heads(self) -> None:
        self._put(*(self.head_words[role] for role in self.heads), *self.lap_heads)

    def _laps(self, skated: Skated, laps: int) -> list[Cell]:
        if skated.time_s is None:
            return [""] * len(self.lap_heads)
        took = lap_times_s(self.random, skated.time_s, laps)
        found: list[Cell] = [f"{one:.2f}".replace(".", self.decimal) for one in took]
        return [*found, *[""] * (len(self.lap_heads) - laps)]

    def _teams(self, each: Round) -> None:
        place, below = 0, []
        if self.record_first:
            self._record(each, first=True)
        for heat, race in enumerate(each.races, 1):
            line = "" if self.mark or self.below else self.unsure.line(race, heat)
            self._merge_status(() if line else race)
            for skated in race:
                place += 1
                below_it = self.names_below and skated.status != "DNS"
                as_team = of_a_skater(self.random, skated, each.sex) if below_it else skated
                if self.mark:
                    as_team = skated
                elif line:
                    as_team = replace(skated, status="", time_s=FASTEST_S[each.sex] + place / 10)
                rows = [self._row(each, as_team, heat, place)]
                if below_it:
                    columns = {role: i for i, role in enumerate(self.heads)}
                    team, out = rows[0][columns["team"]], as_team is not skated and skated.status
                    names = names_below(self.random, rows[0], team, columns, out=out or "")
                    rows += self.once.below_team(names)
                if self.below and skated.status:
                    below += rows
                    continue
                self._put_teams(rows)
            if line:
                self._put(line)
        if self.record:
            self._record(each)
        self._put_teams(below)
        for status in dict.fromkeys(s.status for race in each.races for s in race if s.status):
            if self.mark:
                self._put(f"{self.mark}{' ' * self.random.randint(0, 1)}{STATUSES[status]}")

    def _merge_status(self, race: Sequence[Skated]) -> None:
        """Where both teams are out, and their rows stand together, the status may be one cell."""
        self.one_status = {}
        both = len(race) > 1 and race[0].status and race[0].status == race[1].status
        apart = self.names_below or self.below or self.mark or len(self.sheets) > 1
        if self.merged and both and not apart and self.random.random() < 0.7:
            left = self.once.merged_status(self.random, self.sheet, len(self.rows) + 1)
            self.one_status = {race[0]: {self.heads[left]: race[0].status}, race[1]: {}}

    def _put_teams(self, rows: Sequence[Sequence[Cell]]) -> None:
        if self.once.last and (title := self.unsure.page_title(self.what)) is not None:
            self._put(title)
            self._put_heads()
        for row in rows:
            self._put(*self.once.written(row, self.sheet, len(self.rows) + 1))

    def _team(self, skated: Skated) -> str:
        name = self.team.format(code=skated.team, name=NATIONS[skated.team])
        return f"{name}{self.mark}" if skated.status and self.mark else name

    def _ranking(self, last: Round) -> None:
        """The times of a round once more, with places."""
        words = self.tongue.heads
        self._put(" ".join((self.sex_words[last.sex], self.random.choice(self.tongue.ranking))))
        self._put(words["rank"][0], words["team"][0], words["time"][0])
        skated = [each for race in last.races for each in race]
        for place, each in enumerate(sorted(skated, key=lambda one: one.time_s or 1e9), 1):
            if each.time_s is None and self.mark:
                continue
            time = each.status if each.time_s is None else self._time(each.time_s)
            self._put("" if each.status else str(place), self._team(each), time)

    def _row(self, each: Round, skated: Skated, heat: int, place: int) -> list[Cell]:
        random = self.random
        said: dict[str, Cell] = {
            "round": self.tongue.rounds[each.name], "sex": self.sex_words[each.sex],
            "heat": "" if each.name in self.without_heats else self.unsure.heat(heat),
            "rank": "" if skated.status else str(place),
            "side": str(1 + place % 2),
            "team": self.unsure.team(self._team(skated), each.sex),
            "time": "" if skated.time_s is None else self._time(skated.time_s),
            "skaters": self.parted.join(with_reserve(random, random.sample(SURNAMES, 3))),
        }  # fmt: skip
        if skated.time_s is not None and not self.pairs and place > 1:
            first = each.races[0][0].time_s or skated.time_s
            said["gap"] = f"+{skated.time_s - first:.2f}".replace(".", self.decimal)
        if skated.status:
            shown = self._time(FASTEST_S[each.sex] + random.uniform(0, 15))
            said |= self.unsure.out(skated.status, self.where, shown, mark=self.mark)
        if self.medals and place <= len(_MEDALS):
            said["rank"] = said["rank"] and _MEDALS[place - 1]
        if skated in self.one_status:
            said |= dict.fromkeys(OF_STATUS, "") | self.one_status[skated]
        laps = self._laps(skated, LAPS[each.sex]) if self.lap_times else []
        return [*(said.get(role, "") for role in self.heads), *laps]

    def _time(self, seconds: float) -> Cell:
        if self.ending != ".csv" and self.durations:
            return timedelta(seconds=seconds)
        return clock(seconds, self.decimal)

    def _record(self, each: Round, *, first: bool = False) -> None:
        code, time = RECORDS[each.sex][0], self._time(RECORDS[each.sex][1])
        if self.record == "line" and not first:
            self._put()
            self._put(f"World record: {time} ({code})" if isinstance(time, str) else "World record")
            return
        of = {"round": self.tongue.rounds[each.name], "sex": self.sex_words[each.sex]}
        said = {"time": time, **record_cells(self.random, code, self.heads, of if first else {})}
        row = [said.get(role, "") for role in (*self.heads, *self.lap_heads)]
        self._put(*(self.once.written(row, self.sheet, len(self.rows) + 1) if first else row))
