"""The ways in which it may turn out who is in an Olympic field by points.

As long as these are few, each is looked at. Where most of the points are unknown they are
millions: then it is asked of each nation by itself how many may be before it at least and at
most. That may tell of more than can be, never of less.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MOST_WAYS = 5_000

Truths = NDArray[np.bool_]
_Counts = NDArray[np.intp]


class Case(NamedTuple):
    """What may become of a nation and of another, in one way or several.

    Attributes
    ----------
    in_, other_in : whether each is in by points
    least, most, other_least, other_most : first and last place by time of each that is not
    """

    in_: bool
    least: int
    most: int
    other_in: bool
    other_least: int
    other_most: int


@dataclass(frozen=True, eq=False)
class FieldWays:
    """Nations, and what is certain of them.

    Attributes
    ----------
    leads, faster, perhaps : (nation, nation) whether one has more points than the other for
        certain, and is faster for certain, or perhaps
    timed : (nation,) whether it has a time, or may have one
    sure, torn : (nation,) whether it is in by points in every way, or in some
    places : that the torn ones share
    """

    leads: Truths
    faster: Truths
    perhaps: Truths
    timed: Truths
    sure: Truths
    torn: Truths
    places: int

    def cases(self, one: int, other: int) -> list[Case]:
        """Of two nations, or of one where both are the same."""
        if self._each is None:
            return self._bounds(one, other)
        columns = [each[:, i] for i in (one, other) for each in self._each]
        rows = np.unique(np.stack(columns, axis=1).astype(int), axis=0).tolist()
        return [Case(bool(row[0]), row[1], row[2], bool(row[3]), row[4], row[5]) for row in rows]

    @cached_property
    def _each(self) -> tuple[Truths, _Counts, _Counts] | None:
        """(way, nation) who is in by points, first and last place by time; None: too many ways."""
        taken = self._taken()
        if taken is None:
            return None
        in_ = np.tile(self.sure, (len(taken), 1))
        in_[:, self.torn] = taken
        rest = (~in_ & self.timed).astype(np.intp)
        return in_, rest @ self.faster, rest @ self.perhaps

    def _taken(self) -> Truths | None:
        """(way, torn nation) who is in; nobody before one who is ahead for certain."""
        which = np.flatnonzero(self.torn)
        leads = self.leads[np.ix_(which, which)]
        order = np.argsort(leads.sum(axis=0), kind="stable")
        taken = np.zeros((1, len(which)), bool)
        for seen, own in enumerate(order):
            before = order[:seen]
            may_in = taken[:, before[leads[before, own]]].all(axis=1)
            may_out = ~taken[:, before[leads[own, before]]].any(axis=1)
            with_it = taken[may_in]
            with_it[:, own] = True
            taken = np.concatenate([taken[may_out], with_it])
            count = taken.sum(axis=1)
            to_come = len(order) - seen - 1
            taken = taken[(count <= self.places) & (count + to_come >= self.places)]
            if len(taken) > MOST_WAYS:
                return None
        return taken

    def _bounds(self, one: int, other: int) -> list[Case]:
        """Of two nations, by how many may be before each at least and at most."""
        found = []
        for in_, other_in in product((False, True), repeat=2):
            if one == other and in_ != other_in:
                continue
            split = self._split({one: in_, other: other_in})
            if split is not None:
                spans = (self._span(nation, *split) for nation in (one, other))
                (least, most), (others_least, others_most) = spans
                found.append(Case(in_, least, most, other_in, others_least, others_most))
        return found

    def _split(self, given: dict[int, bool]) -> tuple[Truths, Truths, int] | None:
        """(nation,) who is out then and who may be both, places left; None where it cannot be."""
        in_, out = self.sure.copy(), ~self.sure & ~self.torn
        for nation, is_in in given.items():
            (in_ if is_in else out)[nation] = True
            with_it = self.leads[:, nation] if is_in else self.leads[nation]
            (in_ if is_in else out)[with_it & self.torn] = True
        open_ = self.torn & ~in_ & ~out
        places = self.places - int((in_ & self.torn).sum())
        if (in_ & out).any() or not 0 <= places <= open_.sum():
            return None
        return out, open_, places

    def _span(self, nation: int, out: Truths, open_: Truths, places: int) -> tuple[int, int]:
        """First and last place by time, where so many of the open ones are in by points."""
        faster, perhaps = (each[:, nation] & self.timed for each in (self.faster, self.perhaps))
        rivals = int((perhaps & open_).sum())
        return (
            int((faster & out).sum()) + max(0, int((faster & open_).sum()) - places),
            int((perhaps & out).sum()) + min(rivals, int(open_.sum()) - places),
        )
