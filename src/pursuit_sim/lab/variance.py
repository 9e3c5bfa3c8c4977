"""What makes a result uncertain: shares of its variance, by Saltelli's design.

Two independent samples A and B of all inputs, and for each group of inputs a third, A with
that group taken from B. A group's *first-order* share is what its own value alone does to
the result; its *total* share also counts what it does together with others (Saltelli et al.
2010, doi 10.1016/j.cpc.2009.09.018; total: Jansen 1999). A and B are some of the draws. The
third samples come besides: they nearly repeat A, so intervals are taken without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats

FEWEST_ROWS = 64  # of a sample; with fewer, nothing is said of shares


@dataclass(frozen=True, slots=True)
class Share:
    """What one group of inputs has in the variance of a result.

    Attributes
    ----------
    name : of the group
    first : what it does alone, 0 to 1
    total : the same and what it does together with others
    """

    name: str
    first: float
    total: float

    def to_dict(self) -> dict[str, str | float]:
        """As plain data."""
        return {"name": self.name, "first_order": self.first, "total": self.total}


@dataclass(frozen=True, eq=False)
class Design:
    """Where the inputs are sampled.

    Attributes
    ----------
    points : (row, input) from 0 to 1: quantiles; the draws, then the third samples
    draws : rows that are independent of each other
    rows : of A, of B and of each third sample; 0 where there are too few for shares
    groups : name of the group of each input
    """

    points: Floats
    draws: int
    rows: int
    groups: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The groups, each once."""
        return tuple(dict.fromkeys(self.groups))

    def shares(self, result: Floats) -> tuple[Share, ...]:
        """The groups by their total shares, largest first; none where there are too few rows.

        Parameters
        ----------
        result : (row,) of the points; rows without a number are left out
        """
        if not self.rows:
            return ()
        drawn, thirds = result[: self.draws], result[self.draws :].reshape(-1, self.rows)
        base, other = drawn[: self.rows], drawn[self.rows : 2 * self.rows]
        variance = float(np.nanvar(drawn[: 2 * self.rows]))
        if not variance > 0:
            return ()
        mean = float(np.nanmean(drawn[: 2 * self.rows]))
        found = []
        for name, mixed in zip(self.names, thirds, strict=True):
            first = np.nanmean((other - mean) * (mixed - base)) / variance
            total = np.nanmean((base - mixed) ** 2) / (2 * variance)
            found.append(Share(name, float(np.clip(first, 0.0, 1.0)), float(total)))
        return tuple(sorted(found, key=lambda each: -each.total))


def design(
    generator: np.random.Generator, count: int, groups: Sequence[str], *, shares: bool = True
) -> Design:
    """So many draws, and half as many rows besides that tell shares, of samples of 64 at least.

    Parameters
    ----------
    generator : of random numbers
    count : draws
    groups : name of the group of each input
    shares : whether to tell any
    """
    names = tuple(dict.fromkeys(groups))
    points = _stratified(generator, count, len(groups))
    rows = max(FEWEST_ROWS, count // (2 * len(names)))
    if not shares or rows * max(2, len(names)) > count:
        return Design(points, count, 0, tuple(groups))
    base, other = points[:rows], points[rows : 2 * rows]
    owns = [np.array([each == name for each in groups]) for name in names]
    thirds = [np.where(own, other, base) for own in owns]
    return Design(np.concatenate([points, *thirds]), count, rows, tuple(groups))


def _stratified(generator: np.random.Generator, count: int, inputs: int) -> Floats:
    """(row, input) A Latin hypercube: every input falls once into each of `count` strata."""
    order = generator.permuted(np.tile(np.arange(count), (inputs, 1)), axis=1).T
    return np.asarray((order + generator.random((count, inputs))) / max(count, 1))
