"""Times that a file has and no race got: whatever is read wrongly, none is lost in silence.

This looks at cells alone and knows nothing of titles, heads and rounds, so that a table that was
taken for something else shows here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from pursuit_sim.importers.importer import Found, Sheet, TeamResult, WrittenTime, files_of
from pursuit_sim.importers.words.cell_door import GridRow
from pursuit_sim.importers.words.written_time import read_time
from pursuit_sim.plain_text import cut
from pursuit_sim.units import HUNDREDTH

# With minutes, so that neither a lap nor points are one, and not as days are written.
_CLOCK = re.compile(
    r"""(?<![\d.,'’′])(?<!\d:)(?:0?0:)?\d{1,2}(?::\d\d[.,]|['’′]\d\d["”″.,]|\.\d\d,)\d{1,3}(?![\w:.,]\d)"""
)
_LEAST_S, _MOST_S = 60.0, 900.0
_SAME_S = HUNDREDTH + 1e-9  # each cut or rounded
_LONGEST = 60  # characters told of a row
_MOST_TOLD = 8  # rows
_LEFT_OUT = "left out"


def written_times(grid: Iterable[GridRow]) -> Iterator[WrittenTime]:
    """Every time of minutes and seconds among cells, with its row."""
    for place, cells in grid:
        found = [clock for cell in cells for clock in _clocks(cell)]
        row = cut(" ".join(filter(None, map(str.strip, cells))), _LONGEST) if found else ""
        for text in found:
            try:
                time_s = read_time(text)
            except ValueError:
                continue  # it may be several
            if _LEAST_S <= time_s <= _MOST_S:
                yield WrittenTime(place, row, text, time_s)


@lru_cache(maxsize=1024)  # a workbook may have one long text in many cells
def _clocks(text: str) -> tuple[str, ...]:
    return tuple(each[0] for each in _CLOCK.finditer(text))


@dataclass(slots=True)
class _Times:
    """Times in order."""

    ordered: list[float] = field(default_factory=list)

    def __contains__(self, time_s: float) -> bool:
        i = bisect_left(self.ordered, time_s - _SAME_S)
        return i < len(self.ordered) and self.ordered[i] <= time_s + _SAME_S


def notes(
    sheets: Sequence[tuple[str, Sheet]],
    picked: Sequence[Found],
    placed: Sequence[Found],
    told: Sequence[str],
) -> Iterator[str]:
    """A line for each file of which races got not every time.

    Parameters
    ----------
    sheets : one a file, with the file's name
    picked : the results of the event that is read; of what is left out beside them something is
        told
    placed : those of races
    told : other lines, some of which say what is left out
    """
    for name, sheet in sheets:
        kept = {each.key for file, each in picked if file == name}
        results = [each for file, each in placed if name in files_of((file, each))]
        left_out = [each for each in sheet.results if each.key not in kept]
        times = _Times(sorted(_times_of([*results, *left_out])))
        lines = [each for each in told if _LEFT_OUT in each] + [each.remark for each in results]
        said = {found[0] for line in lines for found in _CLOCK.finditer(line)}
        rows = dict.fromkeys(
            f"{each.place} ({each.row})"
            for each in sheet.times
            if each.time_s not in times and each.text not in said
        )
        if rows:
            # Records stand above many sheets, and belong there: what may be lost comes first.
            some = sorted(rows, key=lambda row: "record" in row.casefold())[:_MOST_TOLD]
            more = f" and {len(rows) - len(some)} more" if len(rows) > len(some) else ""
            yield f"read: {name}: times that are in no race: {', '.join(some)}{more}"


def _times_of(results: Iterable[TeamResult]) -> Iterator[float]:
    for each in results:
        if each.time_s is not None:
            yield each.time_s
        yield from (passing.time_s for passing in each.passings)
        # Laps of a minute and more, as of races with a fall, that were added up.
        yield from (after.time_s - here.time_s for here, after in pairwise(each.passings))
