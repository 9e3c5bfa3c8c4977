"""What races that were skated say of the push, computed from the bundled times.

Nothing here knows a model. Every figure comes from the files of ``assets/evidence``, each
row of which names its source, with the one thing in a line that it may mislead about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from math import sqrt
from typing import Any

import numpy as np

from pursuit_sim.lab.chance import NORMAL_90, SIDE, t_quantile
from pursuit_sim.lab.evidence_files import AFTER, BEFORE, CARE, Row, table
from pursuit_sim.lab.scatter import Scatter, scatters
from pursuit_sim.tabular import Tabular
from pursuit_sim.units import format_gap

FORMAT, VERSION = "pursuit-sim/evidence", 1

SCALE_S = 218.0  # [s] races of both lengths are told as one of 3:38, a men's race at sea level
_STEADY = slice(1, 10)  # half-laps 2 to 10 of 12: past the start, before the end


@dataclass(frozen=True, slots=True)
class Change:
    """A team in both years.

    Attributes
    ----------
    nation, sex : who
    push : whether it had changed to the push by the second year
    assumed : whether that it went on rotating is assumed, since nobody reported it
    races : in the second year, raced out
    before_s, after_s : its time, and the mean of its times then [s]
    change_s : the difference, for a race of 218 s [s]
    """

    nation: str
    sex: str
    push: bool
    assumed: bool
    races: int
    before_s: float
    after_s: float
    change_s: float


@dataclass(frozen=True, slots=True)
class Effect:
    """What the push is worth by some races; negative: it is faster.

    Attributes
    ----------
    value_s, error_s : and its standard error [s]
    low_s, high_s : ends of its 90 % interval [s]
    race_s : length of the race that it belongs to [s]
    caveat : what it may mislead about
    """

    value_s: float
    error_s: float
    low_s: float
    high_s: float
    race_s: float
    caveat: str

    @property
    def interval(self) -> str:
        """Both ends of the 90 % interval, for people."""
        low, high = (f"{each:+.1f}".replace("-", "−") for each in (self.low_s, self.high_s))
        return f"{low} … {high} s"

    def scaled(self, race_s: float) -> Effect:
        """The same, in proportion, for a race of another length [s]."""
        by = race_s / self.race_s
        numbers = ("value_s", "error_s", "low_s", "high_s")
        return replace(self, race_s=race_s, **{name: by * getattr(self, name) for name in numbers})


@dataclass(frozen=True, slots=True)
class RaceEnd:
    """The last lap of a women's race beside its half-laps 2 to 10.

    Attributes
    ----------
    nation, event, push : who skated where, and how
    last_but_one_s, last_s : what the last two half-laps took above that mean [s]
    quoted : taken over as figures; the passings are not among the bundled ones
    """

    nation: str
    event: str
    push: bool
    last_but_one_s: float
    last_s: float
    quoted: bool


@dataclass(frozen=True, slots=True, repr=False)
class Evidence(Tabular):
    """All of it.

    Attributes
    ----------
    changes : of the teams that raced in 2020 and 2022, those with the push first
    push : difference of the two groups' mean changes (difference in differences)
    same_three : the same three skaters rotating, and pushing three days later
    ends : last laps, pushed races first
    scatter : within a team
    silent : what cannot tell, and why, a line each
    """

    changes: tuple[Change, ...]
    push: Effect
    same_three: Effect
    ends: tuple[RaceEnd, ...]
    scatter: tuple[Scatter, ...]
    silent: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The chief number, with its error."""
        push = self.push
        return (
            f"Push less rotation, from races that were skated: {format_gap(push.value_s)} s "
            f"± {push.error_s:.1f} s; how the teams changed from 2020 to 2022"
        )

    @property
    def named(self) -> tuple[tuple[str, Effect], ...]:
        """What the push was measured on, and what it was worth there."""
        return (
            ("Teams that took up the push against teams that did not", self.push),
            ("The same three women of China, rotating and pushed", self.same_three),
        )

    @property
    def remarks(self) -> tuple[str, ...]:
        """Intervals, and what each may mislead about, in sentences."""
        said = "{}: {} s, 90 %: {}. {}."
        effects = (
            said.format(what, format_gap(each.value_s), each.interval, each.caveat)
            for what, each in self.named
        )
        return (*effects, *CARE, *self.silent)

    def rows(self) -> list[dict[str, Any]]:
        """One row a team that raced in 2020 and 2022."""
        return [asdict(each) for each in self.changes]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {"format": FORMAT, "version": VERSION, **asdict(self)}


@cache
def summary() -> Evidence:
    """Everything that the bundled times say of the push."""
    times = [row for row in table("times") if row["raced_out"] == "yes"]
    spread = scatters(times)
    changed = changes(times)
    return Evidence(
        changes=changed,
        push=difference_in_differences(changed),
        same_three=_same_three(spread[0].plain_s),
        ends=_ends(),
        scatter=spread,
        silent=_silent(),
    )


def changes(times: Iterable[Row]) -> tuple[Change, ...]:
    """Teams with a time in 2020 and one or more in 2022, those that push first.

    Parameters
    ----------
    times : rows of ``times.csv``, raced out
    """
    rows = list(times)
    found = []
    for old in (row for row in rows if row["event"] == BEFORE):
        now = [
            row
            for row in rows
            if row["event"] == AFTER and all(row[key] == old[key] for key in ("sex", "nation"))
        ]
        if not now:
            continue
        before_s = float(old["time_s"])
        after_s = float(np.mean([float(row["time_s"]) for row in now]))
        found.append(
            Change(
                nation=old["nation"],
                sex=old["sex"],
                push=all(row["formation"] == "push" for row in now),
                assumed=any(row["formation_basis"] == "assumed" for row in now),
                races=len(now),
                before_s=before_s,
                after_s=after_s,
                change_s=(after_s - before_s) * SCALE_S / after_s,
            )
        )
    return tuple(sorted(found, key=lambda each: not each.push))


def difference_in_differences(found: Sequence[Change]) -> Effect:
    """Mean change of the teams that push, less that of the teams that went on rotating.

    Rinks, ice and years are the same for both and fall out. The scatter of those who went on
    rotating is taken for both groups, with its degrees of freedom: two teams tell little of
    their own.
    """
    push, others = (
        np.array([each.change_s for each in found if each.push is is_push])
        for is_push in (True, False)
    )
    value = float(push.mean() - others.mean())
    error = float(others.std(ddof=1)) * sqrt(1 / len(push) + 1 / len(others))
    half = t_quantile(1 - SIDE, len(others) - 1) * error
    caveat = (
        f"{_count(len(push), 'team')} that took up the push against {len(others)} that did not; "
        "line-ups changed, teams that improve may also be those that try new things, and the "
        "rotation of "
        f"{sum(each.assumed for each in found if not each.push)} of the {len(others)} is assumed"
    )
    return Effect(value, error, value - half, value + half, SCALE_S, caveat)


def combined(model_s: tuple[float, float, float], seen: Effect) -> tuple[float, float, float]:
    """Model and evidence as one, each weighted by the inverse of its variance.

    That is right if both are about the same difference, neither leans on the other, and
    both spread about normally; half a 90 % interval is then 1.64 standard deviations. The
    evidence is a mean over other teams: that this team gains what those gained is assumed.

    Parameters
    ----------
    model_s : value, and ends of the 90 % interval, push less rotation [s]
    seen : for a race of the same length

    Returns
    -------
    value, low, high [s]
    """
    pairs = ((model_s[0], model_s[2] - model_s[1]), (seen.value_s, seen.high_s - seen.low_s))
    deviations = [width / (2 * NORMAL_90) for _, width in pairs]
    weights = [1 / each**2 for each in deviations]
    total = sum(weights)
    value = sum(weight * each for weight, (each, _) in zip(weights, pairs, strict=True)) / total
    half = NORMAL_90 / sqrt(total)
    return value, value - half, value + half


def _same_three(scatter_s: float) -> Effect:
    """The one team known to have skated both formations with the same three."""
    (row,) = (row for row in table("same_team") if row["used"] == "yes")
    first, second = (float(row[f"{which}_time_s"]) for which in ("first", "second"))
    value, race_s = second - first, (first + second) / 2
    error = scatter_s * sqrt(2) * race_s / SCALE_S
    caveat = (
        f"one pair of races {row['days_between']} days apart; the opponent, learning and the day "
        "changed too, and the error counts form on the day only"
    )
    return Effect(
        value, error, value - NORMAL_90 * error, value + NORMAL_90 * error, race_s, caveat
    )


def _ends() -> tuple[RaceEnd, ...]:
    """Last laps: of passings that are here, and of those quoted."""
    rows, found = table("race_ends"), []
    for key in dict.fromkeys((row["event"], row["nation"], row["formation"]) for row in rows):
        passings = {
            int(row["half_lap"]): float(row["time_s"])
            for row in rows
            if (row["event"], row["nation"], row["formation"]) == key
        }
        steady = (passings[10] - passings[1]) / (_STEADY.stop - _STEADY.start)
        event, nation, formation = key
        found.append(
            RaceEnd(
                nation,
                event,
                formation == "push",
                passings[11] - passings[10] - steady,
                passings[12] - passings[11] - steady,
                quoted=False,
            )
        )
    for row in table("race_ends_quoted"):
        values = (float(row["last_but_one_s"]), float(row["last_s"]))
        push = row["formation"] == "push"
        found.append(RaceEnd(row["nation"], row["event"], push, *values, quoted=True))
    return tuple(sorted(found, key=lambda each: not each.push))


def _silent() -> tuple[str, ...]:
    """What cannot tell what the push is worth."""
    season, records = table("world_cup_2025_26"), table("records")
    olympic = [row for row in records if row["kind"] == "Olympic" and row["formation"] != "push"]
    sea = [row for row in records if row["altitude_m"] == "0"]
    lake = [row for row in records if row["place"] == "Salt Lake City"]
    before = _pace(olympic[0], olympic[-1])
    sea_drop, sea_years = _fall(olympic[-1], sea[-1])
    lake_drop, lake_years = _fall(lake[0], lake[-1])
    others = sum(row["used"] == "no" for row in table("same_team"))
    world_cup = (
        f"The {len(season)} World Cup results of 2025/26 give no formation, and where one was "
        "reported it was the push: there is nobody to hold it against."
    )
    record = (
        f"Men's records fell by {lake_drop:.1f} s in {lake_years:.1f} years at Salt Lake City and "
        f"by {sea_drop:.1f} s in {sea_years:.1f} years at sea level while the push came; but the "
        f"Olympic record had fallen by {before:.2f} s a year when all rotated, and the fall at sea "
        f"level is {sea_drop / sea_years:.2f} s a year. General progress and the push cannot be "
        "told apart, and rinks and teams differ."
    )
    pairs = (
        f"{_count(others, 'other team')} skated two races a few days apart, but with a formation "
        "that nobody reported, or with the push in both."
    )
    sheets = (
        "No complete list of half-laps of a pushed race has been found: when such a race fades is "
        "known from the last lap of one race only."
    )
    return world_cup, record, pairs, sheets


def _fall(first: Row, last: Row) -> tuple[float, float]:
    """By how much a record fell [s], and in how many years."""
    days = (np.datetime64(last["date"]) - np.datetime64(first["date"])).astype(int)
    return float(first["time_s"]) - float(last["time_s"]), float(days) / 365.25


def _pace(first: Row, last: Row) -> float:
    """How fast a record fell [s a year]."""
    drop, years = _fall(first, last)
    return drop / years


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
