"""Tables and races that do not say who skated, beside others that do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from statistics import median

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table, TeamResult, table_of
from pursuit_sim.importers.words.heads import few
from pursuit_sim.plain_text import cut

# Of the times of the best, over eight laps and six: 3:32.49 and 2:50.76 are the world records.
_MEN_TO_WOMEN = 212.49 / 170.76
_APART = 1.05  # by how much times differ that may be of other people
_LONGEST = 60  # characters told
_FEWEST = 2  # teams of a table, of which one alone may have fallen
_OTHERS = {"men": "women", "women": "men"}


def faults(results: Sequence[Found], silent: Collection[tuple[str, str]]) -> Iterator[Fault]:
    """A fault of each silent table whose times are all nearer to those of the other sex.

    Parameters
    ----------
    results : of one event and sex, where that is said
    silent : files and places of those of which nothing says who skated but the tables above
    """
    known = {each.sex for _, each in results} - {""}
    if len(known) != 1:
        return
    (who,) = known
    said: list[float] = []
    tables: dict[Table, list[Found]] = {}
    for file, each in results:
        if each.status or each.time_s is None:
            continue
        if (file, each.key) not in silent:
            said.append(each.time_s)
        elif not each.passings:
            tables.setdefault(table_of((file, each)), []).append((file, each))
    for found in tables.values() if said else ():
        times = [each.time_s for _, each in found if each.time_s is not None]
        if len(times) >= _FEWEST and _are_others(times, said, who):
            file, first = found[0]
            teams = few([each.team for _, each in found])
            problem = (
                f"nothing says who skated in the table of {teams}, whose times are rather those of "
                f"{_OTHERS[who]} than of {who}, as of the others"
            )
            remedy = f"write who skated above it, or add --sex {who} if they did"
            yield Fault(file, first.key, problem, remedy)


def _are_others(times: Sequence[float], said: Sequence[float], who: str) -> bool:
    """Whether times [s] are all beyond those said, and nearer to those of the other sex."""
    ratio = median(times) / median(said)
    beyond = min(times) > max(said) if who == "women" else max(times) < min(said)
    towards = ratio if who == "women" else 1 / ratio
    return beyond and _MEN_TO_WOMEN**0.5 < towards < _MEN_TO_WOMEN**1.5


def with_whole_tables(results: Sequence[Found], notes: list[str]) -> list[Found]:
    """The results, where some heats of a table say who skated, with that in its others.

    So "Final A" stands below "Women QF1". Where columns or titles say it, others say it too, or are
    asked; where times are clearly other ones, nothing is taken over.

    Parameters
    ----------
    results : each with who skated, as far as its own row says it
    notes : told what was taken over
    """
    tables: dict[Table, list[TeamResult]] = {}
    for file, each in results:
        tables.setdefault(table_of((file, each)), []).append(each)
    whose: dict[Table, str] = {}
    for key, rows in tables.items():
        known = {each.sex for each in rows} - {""}
        silent = [each for each in rows if not each.sex]
        if len(known) != 1 or not silent or any(each.category for each in rows):
            continue
        if not are_apart(silent, [each for each in rows if each.sex]):
            (whose[key],) = known
            named = dict.fromkeys(cut(each.heat or each.team, _LONGEST) for each in silent)
            notes.append(
                f"assumed: {whose[key]} skated in {few([*map(repr, named)])} too, where nothing "
                "says who"
            )
    return [
        (file, each.but(sex=each.sex or whose.get(table_of((file, each)), "")))
        for file, each in results
    ]


def are_apart(one: Sequence[TeamResult], other: Sequence[TeamResult]) -> bool:
    """Whether times of two kinds are clearly others, as those of another distance are."""
    fast, slow = sorted(map(times_of, (one, other)), key=lambda times: min(times, default=0.0))
    clearly = bool(fast) and median(slow) / median(fast) >= _APART
    return clearly and max(fast) < min(slow)


def times_of(some: Sequence[TeamResult]) -> list[float]:
    """The times that are known [s]."""
    return [each.time_s for each in some if each.time_s is not None]
