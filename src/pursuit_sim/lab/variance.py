"""What makes a result uncertain: shares of its variance, by Saltelli's design.

Two independent samples A and B of all inputs, and for each group of inputs a third, A with
that group taken from B. A group's *first-order* share is what its own value alone does to
the result; its *total* share also counts what it does together with others (Saltelli et al.
2010, doi 10.1016/j.cpc.2009.09.018; total: Jansen 1999). Every row is a fair draw from all
inputs, so intervals are taken from all of them.
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
    points : (row, input) from 0 to 1: quantiles
    rows : of A, of B and of each third sample; 0 where there are too few for shares
    groups : name of the group of each input
    """

    points: Floats
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
        blocks = result[: self.rows * (2 + len(self.names))].reshape(-1, self.rows)
        base, other = blocks[0], blocks[1]
        variance = float(np.nanvar(blocks[:2]))
        if not variance > 0:
            return ()
        mean = float(np.nanmean(blocks[:2]))
        found = []
        for name, mixed in zip(self.names, blocks[2:], strict=True):
            first = np.nanmean((other - mean) * (mixed - base)) / variance
            total = np.nanmean((base - mixed) ** 2) / (2 * variance)
            found.append(Share(name, float(np.clip(first, 0.0, 1.0)), float(total)))
        return tuple(sorted(found, key=lambda each: -each.total))


def design(generator: np.random.Generator, count: int, groups: Sequence[str]) -> Design:
    """So many rows, as many of them as can be in samples that tell shares.

    Parameters
    ----------
    generator : of random numbers
    count : rows
    groups : name of the group of each input
    """
    names = tuple(dict.fromkeys(groups))
    rows = count // (2 + len(names))
    if rows < FEWEST_ROWS:
        return Design(_stratified(generator, count, len(groups)), 0, tuple(groups))
    base, other = (_stratified(generator, rows, len(groups)) for _ in range(2))
    blocks = [base, other]
    for name in names:
        own = np.array([each == name for each in groups])
        blocks.append(np.where(own, other, base))
    rest = count - rows * len(blocks)
    blocks.append(_stratified(generator, rest, len(groups)))
    return Design(np.concatenate(blocks), rows, tuple(groups))


def _stratified(generator: np.random.Generator, count: int, inputs: int) -> Floats:
    """(row, input) A Latin hypercube: every input falls once into each of `count` strata."""
    order = generator.permuted(np.tile(np.arange(count), (inputs, 1)), axis=1).T
    return np.asarray((order + generator.random((count, inputs))) / max(count, 1))
