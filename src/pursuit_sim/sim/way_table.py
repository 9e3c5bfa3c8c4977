"""Paces tabulated over what shapes them: their level, the train, the rink and the pacing.

A course is laid out for one train, and its paces are stepped for one pacing. Where these
differ from case to case, what a `PaceTable` holds is fitted, coefficient by coefficient, by
polynomials of a total degree in all that varies (Chebyshev's, by least squares; Trefethen,
*Approximation Theory and Approximation Practice*, ch. 6). Where nothing of the kind varies,
the tables themselves are left. Three tables beside each other, each 1.85 times as high as
the last, hold every race from some 30 % slower to 25 % faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats, Ints
from pursuit_sim.sim.cases import ParameterSets
from pursuit_sim.sim.course import Course
from pursuit_sim.sim.energy_balance import Account
from pursuit_sim.sim.forces import GRAVITY_MPS2
from pursuit_sim.sim.integrate import Course1D
from pursuit_sim.sim.pace import ROUGH_J, PaceProblem, search, slack
from pursuit_sim.sim.pace_table import HIGHEST, LOWEST, POINTS, PaceTable, air_work, pace_tables

_APART = 1.84  # from table to table; they overlap by a hundredth
_EDGE = 1e-9  # of a level, inside the end of a table
_POINTS_A_TERM = 2  # at which a polynomial is fitted
_AT_ONCE = 24  # points, whose steps fit into the cache
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)

LaidOut = Callable[[Floats], tuple[Course, ParameterSets]]


@dataclass(frozen=True, eq=False)
class Ways:
    """What differs of the way and the pacing, in a box.

    Attributes
    ----------
    low, high : (way,) ends of each value
    lay_out : the course, and the one parameter set, for values (way,)
    """

    low: Floats
    high: Floats
    lay_out: LaidOut

    def inside(self, share: Floats) -> Floats:
        """(…, way) values at shares from −1 to 1 of the box."""
        return np.asarray((self.low + self.high + share * (self.high - self.low)) / 2)


class WayTable:
    """Paces about a level, for every way and pacing in a box.

    Parameters
    ----------
    ways : what differs
    level_w : of a race in the box [W]
    degree : of the polynomials; 0 for the middle of the box alone

    Attributes
    ----------
    low, high : (way,) ends of the box
    bands : the tables
    course : that of the middle of the box
    """

    def __init__(self, ways: Ways, level_w: float, degree: int) -> None:
        count = len(ways.low)
        self.low, self.high = ways.low, ways.high
        self._terms = _terms(count, degree if count else 0)
        points = even(_POINTS_A_TERM * len(self._terms), count) if len(self._terms) > 1 else None
        # Denser towards the ends, as the polynomials swing there.
        shares = np.zeros((1, count)) if points is None else np.sin(np.pi / 2 * points)
        basis = _chebyshev(shares, self._terms)
        levels = [level_w * _APART**step for step in (0, -1, 1)]
        self.bands = tuple(_Band(ways, shares, basis, each) for each in levels)
        # Its phases and checks are those of all.
        self.course = ways.lay_out(ways.inside(np.zeros(count)))[0]

    def polynomials(self, values: Floats) -> Floats:
        """(case, term) from values (case, way)."""
        shares = (2 * values - self.low - self.high) / (self.high - self.low)
        return _chebyshev(shares, self._terms)


class _Band:
    """One of the tables: levels from `low_w` to `high_w` [W]."""

    def __init__(self, ways: Ways, shares: Floats, basis: Floats, level_w: float) -> None:
        self.low_w, self.high_w = level_w * LOWEST * (1 + _EDGE), level_w * HIGHEST * (1 - _EDGE)
        tables = list(_tables(ways, shares, level_w))
        self.first = tables[0]
        each = [(t.moments, t.square, t.aerobic_s, t.finish, _lengths(t.course)) for t in tables]
        self._shapes = [array.shape for array in each[0]]
        flat = np.array([np.concatenate([a.ravel() for a in arrays]) for arrays in each])
        self.steppable = bool(np.isfinite(flat).all())
        if len(flat) > 1 and self.steppable:
            flat = np.linalg.lstsq(basis, flat, rcond=None)[0]
        self._coefficients = flat

    def features(self, polynomials: Floats) -> list[Floats]:
        """What the table holds, each with an axis (case,) more, or (1,) where all have it."""
        one = len(self._coefficients) == 1
        flat = self._coefficients.T @ (np.ones((1, 1)) if one else polynomials.T)
        ends = np.cumsum([0, *(int(np.prod(shape)) for shape in self._shapes)])
        return [
            flat[begin:end].reshape(*shape, -1)
            for shape, begin, end in zip(self._shapes, ends[:-1], ends[1:], strict=True)
        ]


class _BandProblem(PaceProblem):
    """A `PaceProblem` of cases whose ways differ, with the paces of a band."""

    def __init__(
        self, whole: WayTable, band: _Band, cases: ParameterSets, polynomials: Floats
    ) -> None:
        super().__init__(whole.course, cases)
        self._table = band.first
        moments, self._square, self._aerobic, self._finish, lengths = band.features(polynomials)
        self._air = air_work(moments, cases)
        straight, curved = lengths
        self.length = straight + curved
        mu = straight * cases.friction_straight + curved * cases.friction_curve
        self.friction_j = mu[:, np.newaxis] * (GRAVITY_MPS2 * cases.mass_kg.T)

    def run(self, level_w: Floats, effectiveness: Floats) -> tuple[Course1D, Account]:
        """As `PaceProblem.run`; of the race only the finish is kept."""
        cases, at = self.cases, self._table.polynomials(level_w)
        air = np.einsum("kpsc,kc->psc", self._air, at)
        square, aerobic_s = (
            np.einsum("pkc,kc->pc", array, np.broadcast_to(at, (POINTS, len(cases))))
            if array.shape[-1] > 1
            else np.einsum("pk,kc->pc", array[..., 0], at)
            for array in (self._square, self._aerobic)
        )
        kinetic = square[:, np.newaxis] * (0.5 * cases.mass_kg.T)
        aerobic = aerobic_s[:, np.newaxis] * cases.aerobic_w.T
        account = self.balance(kinetic + air + self.friction_j, aerobic, effectiveness)
        finish = (self._finish * at).sum(axis=0)[np.newaxis]
        return Course1D(np.empty_like(finish), finish, finish[:0], finish[:0]), account


def fastest(table: WayTable, cases: ParameterSets, values: Floats) -> tuple[Floats, Floats]:
    """(case,) finish [s] and level [W] of the fastest race of each case; NaN where there is none.

    Parameters
    ----------
    table : of ways
    cases : parameter sets, whose pacing is that of `values`
    values : (case, way)
    """
    time, level = np.full((2, len(cases)), np.nan)
    polynomials = table.polynomials(values)
    rest = np.arange(len(cases))
    for band in table.bands:
        if not band.steppable or not len(rest):
            continue
        some, own = cases[rest], polynomials[rest]
        problem = _BandProblem(table, band, some, own)
        kappa = problem.effectiveness
        ends = [np.full(len(rest), end) for end in (band.low_w, band.high_w)]
        # Slack falls as the level rises: a race lies between ends of which one can be paid for.
        low, high = (slack(problem.run(end, kappa)[1]) for end in ends)
        within = np.flatnonzero((low >= 0) & (high <= 0))
        if len(within):
            if len(within) < len(rest):
                some, own = some[within], own[within]
                problem = _BandProblem(table, band, some, own)
            share = low[within] / (low[within] - high[within])
            guess = band.low_w + share * (band.high_w - band.low_w)
            found = search(problem, guess, ROUGH_J)
            time[rest[within]], level[rest[within]] = found.time_s, found.level_w
            rest = np.delete(rest, within)
    return time, level


def even(count: int, ways: int, seed: int = 0) -> Floats:
    """(count, way) shares from −1 to 1 that fill a box evenly.

    Halton (1960), doi 10.1007/BF01386213.

    Parameters
    ----------
    count, ways : of points and of their coordinates, at most twelve
    seed : of the shift that all are given alike
    """
    numbers = np.arange(1, count + 1)
    result = np.zeros((count, ways))
    for way, prime in enumerate(_PRIMES[:ways]):
        left, unit = numbers.copy(), 1.0 / prime
        while left.any():
            result[:, way] += unit * (left % prime)
            left, unit = left // prime, unit / prime
    shift = np.random.default_rng(seed).random(ways)
    return np.asarray(2 * ((result + shift) % 1.0) - 1)


def _tables(ways: Ways, shares: Floats, level_w: float) -> Iterator[PaceTable]:
    for begin in range(0, len(shares), _AT_ONCE):
        laid = [ways.lay_out(ways.inside(each)) for each in shares[begin : begin + _AT_ONCE]]
        yield from pace_tables([(*each, level_w) for each in laid])


def _lengths(track: Course) -> Floats:
    """(2, part) [m] on straights and in curves."""
    width = np.diff(track.way_m)
    begins = np.append(0, np.array(track.checks)[:-1])
    curve = track.grid.curve
    lengths = np.stack(
        [np.add.reduceat(np.where(each, width, 0.0), begins) for each in (~curve, curve)]
    )
    lengths[0, 0] += track.grid.edges_m[0]
    return lengths


def _terms(ways: int, degree: int) -> Ints:
    """(term, way) degrees of the polynomials of a total degree."""
    terms = list(_degrees(ways, degree))
    return np.array(terms, dtype=np.intp).reshape(len(terms), ways)


def _degrees(ways: int, degree: int) -> Iterator[tuple[int, ...]]:
    if not ways:
        yield ()
        return
    for first in range(degree + 1):
        yield from ((first, *rest) for rest in _degrees(ways - 1, degree - first))


def _chebyshev(shares: Floats, terms: Ints) -> Floats:
    """(case, term) products of Chebyshev polynomials."""
    angle = np.arccos(np.clip(shares, -1.0, 1.0))
    result = np.ones((len(shares), len(terms)))
    for way in range(terms.shape[1]):
        values = np.cos(angle[:, way, np.newaxis] * np.arange(terms.max(initial=0) + 1))
        result *= values[:, terms[:, way]]
    return result


def term_count(ways: int, degree: int) -> int:
    """Terms of a polynomial of a total degree."""
    return len(_terms(ways, degree))
