"""A table over turns for any level of pace: one about the usual levels, others beside it.

Where the three are very unlike, or the race is short, the fastest rotation may be far slower
than the pace that the three could hold together, about which the table is made. Its neighbours
are made when they are asked for.
"""

from __future__ import annotations

from dataclasses import fields
from math import log

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.pace_table import HIGHEST, LOWEST, PaceTable, pace_tables
from pursuit_sim.sim.turn_table import Ledger, TurnCourse, TurnTable

_RATIO = HIGHEST / LOWEST  # from one table to the next
_BELOW, _ABOVE = 6, 1  # tables beside the first: from a sixtieth of its level to twice as high


class TurnBands:
    """What any turns ask of many cases, at levels of pace far apart.

    Parameters
    ----------
    pieces : of the rotations
    table : of the paces of `pieces.steady`, with the pacing of the cases, about the usual levels

    Attributes
    ----------
    level_w, lowest_w, highest_w : in the middle of the first table, and where the last ones
        end [W]
    """

    def __init__(self, pieces: TurnCourse, table: PaceTable) -> None:
        first = TurnTable(pieces, table)
        self._pieces, self._known = pieces, {0: first}
        self.course, self.level_w = first.course, first.level_w
        self.lowest_w = first.lowest_w / _RATIO**_BELOW
        self.highest_w = first.highest_w * _RATIO**_ABOVE

    def ledger(self, cases: ParameterSets, level_w: Floats) -> Ledger:
        """As `TurnTable.ledger`.

        Parameters
        ----------
        cases : of one pacing, that of the tables
        level_w : (case,) [W]
        """
        first = self._known[0]
        beyond = (level_w < first.lowest_w) | (level_w > first.highest_w)
        if not beyond.any():
            return first.ledger(cases, level_w)
        bands = np.zeros(len(level_w), dtype=np.intp)
        far = np.log(level_w[beyond] / first.lowest_w) / log(_RATIO)
        bands[beyond] = np.clip(np.floor(far), -_BELOW, _ABOVE)
        order = np.argsort(bands, kind="stable")
        back = np.argsort(order)
        found = [
            self._table(band, cases).ledger(cases[which], level_w[which])
            for band in np.unique(bands).tolist()
            for which in [np.flatnonzero(bands == band)]
        ]
        return Ledger(
            *(
                np.concatenate([getattr(part, each.name) for part in found], axis=-1)[..., back]
                for each in fields(Ledger)
            )
        )

    def _table(self, band: int, cases: ParameterSets) -> TurnTable:
        if band not in self._known:
            level_w = self._known[0].lowest_w / LOWEST * _RATIO**band
            (table,) = pace_tables([(self._pieces.steady, cases[:1], level_w)])
            self._known[band] = TurnTable(self._pieces, table)
        return self._known[band]
