"""The column in the middle: lap, race clock, gap and record."""

from __future__ import annotations

from functools import lru_cache

from pursuit_sim.draw import wording
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.graphics import told_gap
from pursuit_sim.draw.light_value import value
from pursuit_sim.draw.look import text_width, theme
from pursuit_sim.draw.look.elements import line, pill
from pursuit_sim.draw.look.theme import TeamColours
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.race_context import OfficialTime
from pursuit_sim.draw.replay.replay import Replay
from pursuit_sim.draw.shapes import Colour, Layer, Shape, Weight
from pursuit_sim.timing import ExchangeFound
from pursuit_sim.units import format_laps, format_size, format_time, margin_decimals

_LEVEL_S = 0.05  # less than this shows as 0.0 s
_NEWS_S = 6.0  # how long something is news
_NEWS = ("swap", "fall", "catch")  # and what is, besides exchanges
_MOST_AIR = 1.22  # lines drift no farther apart than this in tall columns
_TALL = 0.38  # how far type reaches above and below its middle, in its size
_BEFORE = "the third skater stops the clock"
_FALLEN = "since the fall, estimated"
_UNKNOWN = "after the fall, gap not known"
_LEVEL = "level"  # how a gap ends where nobody is ahead
_WIDEST_CLOCK = "0:00.00"
_RUNNING = ("time", "live", "record", "ghost")  # lines that change all the time
_INK = {"lap": theme.HEADING, "time": theme.WHITE, "finish": theme.MUTED, "ghost": theme.WHITE}


@value
class Reading:
    """What the clock and the gap say at a moment.

    Attributes
    ----------
    lap : such as "LAP 6 / 8"
    time : the race clock; it stops when the last team has finished
    caption, gap, front : the gap at the last common line, or since a fall as it is estimated,
        and who is ahead; None where nobody is
    doubt : how well that gap is known, where there is no room for its caption: "model"
    live : the estimate since, marked as one, or a team's time once it has finished
    finish : the official times; for some seconds, what has just happened
    news : whether it is that
    record, ahead_of_record : the leading team's distance in time from the record's course, and
        whether it is ahead of that; None where it is level with it
    over : every team has finished
    """

    lap: str
    time: str
    caption: str
    gap: str
    front: int | None
    live: str
    finish: str
    news: bool
    record: str
    ahead_of_record: bool | None
    over: bool
    doubt: str = ""

    @property
    def pace(self) -> Colour:
        """The colour in which `record` is said."""
        if self.ahead_of_record is None:
            return theme.TEXT
        return theme.RECORD if self.ahead_of_record else theme.RECORD_BEHIND

    def plate(self, colours: tuple[TeamColours, ...]) -> tuple[Colour, Colour]:
        """Ground and ink of the gap: those of the team that is ahead, or of none."""
        if self.front is None:
            return theme.CELL, theme.TEXT
        return colours[self.front].suit, colours[self.front].ink


@value
class _Row:
    """A line of the column.

    Attributes
    ----------
    says : what of the reading it is, or "ghost"
    size, weight : of type [px]
    middle : its height [px]
    """

    says: str
    size: float
    weight: Weight
    middle: float


def reading(replay: Replay, time_s: float, *, told: bool = True) -> Reading:
    """The words of a moment; `told`: with the official times, as long as the race runs too."""
    race, codes = replay.race, replay.tags
    finish = replay.finish_s
    over = time_s >= float(finish.max())
    lap = replay.lap_now(time_s)
    lap_text = f"LAP {lap} / {race.laps}"
    if lap == race.laps:
        lap_text = "LAST LAP" if not over else format_laps(race.half_laps).upper()
    caption, gap_text, live, doubt = "", "", "", ""
    ahead = replay.front(time_s)
    gap = replay.gap_now(time_s)
    if gap is not None and gap.gap_s is None and gap.half_laps == 0:
        caption = _UNKNOWN
    elif gap is not None and gap.gap_s is None:
        caption, gap_text = "at the finish", f"{codes[ahead]} first"
        if gap.half_laps == race.half_laps:
            doubt = doubts.of_tie(replay)
            caption += f", in the same time{doubts.beside(doubt)}"
    elif gap is not None and gap.gap_s is not None:
        home = gap.half_laps == race.half_laps
        decimals = margin_decimals(gap.gap_s) if home else 2
        gap_text = wording.gap_of(codes, ahead, gap.gap_s, decimals)
        caption = f"gap after {format_laps(gap.half_laps)}"
        if gap.half_laps == 0:
            caption, gap_text = _FALLEN, f"≈ {wording.gap_of(codes, ahead, gap.gap_s, 1)}"
        elif home:
            caption = "gap at the finish"
            if format_size(gap.gap_s) != format_size(float(finish[0] - finish[1])):
                caption += ", as published"
        else:
            estimate = replay.live_gap(time_s)
            if estimate is not None and time_s < float(finish.min()):
                live = f"≈ {wording.gap_of(codes, ahead, estimate, 1)} now"
        if gap.half_laps:
            doubt = doubts.of_gap(replay, gap.half_laps)
            caption += doubts.beside(doubt)
    elif len(codes) == 2:
        caption = _BEFORE
    if not over and time_s >= float(finish.min()):
        first = int(finish.argmin())
        live = f"{codes[first]} {doubts.finish_time(replay, first)}"
    news = _news(replay, time_s)
    record, ahead_of_record = _pace(replay, time_s)
    return Reading(
        lap=lap_text,
        time=wording.stopped(float(finish.max())) if over else wording.clock(time_s),
        caption=caption,
        gap=gap_text,
        front=None if not gap_text or gap_text.endswith(_LEVEL) else ahead,
        live=live,
        finish=news or (finishes(replay) if told or over else ""),
        news=bool(news),
        record=record,
        ahead_of_record=ahead_of_record,
        over=over,
        doubt=doubt,
    )


def finishes(replay: Replay) -> str:
    """The official times; where the race that is shown has others, those, and then both.

    A time that somebody assumed, such as one that is aimed at, is not called official; nor is one
    of a what-if, which may be what was changed.
    """
    told = replay.context.official or OfficialTime.of(replay.race)
    known = "given" if replay.race.what_if else "official"
    words = ["assumed" if each.assumed else known for each in told]
    shown = [format_time(float(time)) for time in replay.finish_s]
    official = [format_time(each.time_s) for each in told]
    other = [k for k, time in enumerate(shown) if time != official[k]]
    if len(other) == 1:
        (team,) = other
        return f"{replay.tags[team]} {shown[team]} · {words[team]} {official[team]}"
    if len({*words}) > 1:
        each = " · ".join(map(" ".join, zip(replay.tags, words, official, strict=True)))
        return f"finish {' · '.join(shown)} · {each}" if other else each
    if not other:
        return f"{words[0]} finish {' · '.join(official)}"
    return f"finish {' · '.join(shown)} · {words[0]} {' · '.join(official)}"


def _pace(replay: Replay, time_s: float) -> tuple[str, bool | None]:
    """The leading team against the record's course, and whether it is ahead of that.

    An estimate, since the course is the model's, until the team has finished.
    """
    lag = replay.record_lag(time_s)
    if lag is None or replay.record is None:
        return "", None
    front, name = replay.front(time_s), replay.record.name
    code, about = replay.tags[front], "" if time_s >= replay.finish_s[front] else "≈ "
    if abs(lag) < _LEVEL_S:
        return f"{code} level with the {name} line", None
    where = "ahead of" if lag < 0 else "behind"
    return f"{code} {about}{abs(lag):.1f} s {where} the {name} line", lag < 0


def _news(replay: Replay, time_s: float) -> str:
    """What has happened in the last seconds: a change of leader, or of the race's lead.

    The latest of it, and nothing that is not so any more.
    """
    found = [
        (change.start_s, _leads(replay, change))
        for change in replay.exchanges
        if _fresh(change.start_s, time_s) and time_s < replay.finish_s[change.team]
    ]
    found += [
        (event.time_s, event.text)
        for event in replay.events
        if event.kind in _NEWS and _fresh(event.time_s, time_s)
        if event.kind != "swap" or event.team == replay.front(time_s)
    ]
    return max(found, default=(0.0, ""))[1]


def _fresh(happened_s: float, time_s: float) -> bool:
    return 0 <= time_s - happened_s < _NEWS_S


def _leads(replay: Replay, change: ExchangeFound) -> str:
    """Who leads a team now, and whether that is known."""
    doubt = replay.race.entries[change.team].turns_doubt
    said = f"{replay.tags[change.team]}: {replay.names[change.new]} leads"
    return f"{said} ({doubt})" if doubt else said


def shapes(
    now: Reading,
    box: Box,
    kind: float,
    colours: tuple[TeamColours, ...],
    ghost: str = "",
    taken: tuple[float, float] | None = None,
) -> list[Shape]:
    """The column; lines that do not fit are left out, the least important first.

    `ghost` says how a ghost stands, where one is shown. Between the heights `taken` [px] lies
    something else, over which nothing is written.
    """
    return _written(_rows(box, kind, bool(ghost)), now, box, kind, colours, ghost, taken)


def running(
    now: Reading, box: Box, kind: float, colours: tuple[TeamColours, ...], ghost: str = "",
    taken: tuple[float, float] | None = None,
) -> list[Shape]:  # fmt: skip
    """The lines of the column that change all the time; the others are `still`."""
    rows = tuple(row for row in _rows(box, kind, bool(ghost)) if row.says in _RUNNING)
    return _written(rows, now, box, kind, colours, ghost, taken)


def still(
    now: Reading, box: Box, kind: float, colours: tuple[TeamColours, ...], ground: Layer,
    ghost: bool = False, taken: tuple[float, float] | None = None,
) -> Layer:  # fmt: skip
    """The lines that stand still for seconds, over a ground that fills the picture."""
    said = (now.lap, now.caption, now.gap, now.front, now.finish, now.news, now.doubt)
    return _still(_rows(box, kind, ghost), said, box, kind, colours, taken, ground)


@lru_cache(maxsize=8)
def _rows(box: Box, kind: float, ghost: bool) -> tuple[_Row, ...]:
    """The lines for which there is room, from the top."""
    room = _room(box, kind)
    size = min(
        82 * kind, 82 * kind * 0.9 * room / text_width.width(_WIDEST_CLOCK, 82 * kind, "bold")
    )
    # What it says, its size, its height in sizes, and how much it would be missed.
    rows: list[tuple[str, float, float, int, Weight]] = [
        ("lap", 17 * kind, 1.7, 5, "semibold"),
        ("time", size, 1.06, 7, "bold"),
        ("caption", 18 * kind, 1.75, 4, "regular"),
        ("gap", 34 * kind, 1.85, 6, "bold"),
        ("live", 17 * kind, 1.9, 3, "regular"),
        ("finish", 16 * kind, 1.5, 1, "regular"),
        ("record", 16 * kind, 1.6, 2, "semibold"),
    ]
    if ghost:
        rows.append(("ghost", 16 * kind, 1.6, 4, "semibold"))
    while sum(row[1] * row[2] for row in rows) > box.height and len(rows) > 1:
        rows.remove(min(rows, key=lambda row: row[3]))
    total = sum(row[1] * row[2] for row in rows)
    airy = min(_MOST_AIR, box.height / total)
    y = box.y + (box.height - airy * total) / 2
    placed = []
    for says, size, leading, _, weight in rows:
        placed.append(_Row(says, size, weight, y + airy * size * leading / 2))
        y += airy * size * leading
    return tuple(placed)


def _room(box: Box, kind: float) -> float:
    """How wide lines may be [px]."""
    return box.width - 16 * kind


_Said = tuple[str, str, str, int | None, str, bool, str]


@lru_cache(maxsize=2)
def _still(
    rows: tuple[_Row, ...], said: _Said, box: Box, kind: float, colours: tuple[TeamColours, ...],
    taken: tuple[float, float] | None, ground: Layer,
) -> Layer:  # fmt: skip
    lap, caption, gap, front, finish, news, doubt = said
    now = Reading(lap, "", caption, gap, front, "", finish, news, "", None, False, doubt)
    rows = tuple(row for row in rows if row.says not in _RUNNING)
    written = _written(rows, now, box, kind, colours, "", taken)
    key = ("clock", rows, said, box, kind, colours, taken, ground.key)
    return Layer(key, *box, (ground, *written), opaque=True)


def _written(
    rows: tuple[_Row, ...], now: Reading, box: Box, kind: float,
    colours: tuple[TeamColours, ...], ghost: str, taken: tuple[float, float] | None,
) -> list[Shape]:  # fmt: skip
    """Lines of the column."""
    x, room = box.x + box.width / 2, _room(box, kind)
    drawn: list[Shape] = []
    rows = tuple(row for row in rows if not (taken and _meets(row.middle, row.size, taken)))
    sizes = [row.size for row in rows if row.says == "caption"]
    told = "".join(told_gap.caption((now.caption, now.doubt), size, room) for size in sizes)
    for row in rows:
        text = ghost if row.says == "ghost" else getattr(now, row.says)
        if row.says == "caption" and now.doubt:
            text = told
        if not text:
            continue
        if row.says == "gap":
            own, text = now.plate(colours), told_gap.gap(text, now.doubt, told)
            drawn += pill(
                x, row.middle, text, row.size, *own, tall=1.62, radius=0.18, anchor="centre"
            )[0]
            continue
        colour = _INK.get(row.says, theme.TEXT)
        if row.says == "finish" and now.news:
            colour = theme.EVENT
        elif row.says == "record":
            colour = now.pace
        drawn.append(line(x, row.middle, text, row.size, colour, row.weight, "centre", room))
    return drawn


def _meets(middle: float, size: float, taken: tuple[float, float]) -> bool:
    """Whether a line of type reaches into heights that are taken."""
    return middle + _TALL * size > taken[0] and middle - _TALL * size < taken[1]
