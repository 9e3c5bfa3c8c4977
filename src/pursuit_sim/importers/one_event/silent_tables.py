"""Tables that do not say who skated, beside others that do: whether their times are of those."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from statistics import median

from pursuit_sim.errors import Fault
from pursuit_sim.importers.importer import Found, Table
from pursuit_sim.importers.words.heads import few

# Of the times of the best, over eight laps and six: 3:32.49 and 2:50.76 are the world records.
_MEN_TO_WOMEN = 212.49 / 170.76
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
    tables: dict[tuple[str, Table], list[Found]] = {}
    for file, each in results:
        if each.status or each.time_s is None:
            continue
        if (file, each.key) not in silent:
            said.append(each.time_s)
        elif not each.passings:
            tables.setdefault((file, each.of_table), []).append((file, each))
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
