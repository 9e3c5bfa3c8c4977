"""The equation of motion of a pace, stepped along the lap line.

With e = v² and the distance s as independent variable (P10):

    de/ds = 2κP/(mv) − (ρ·CdA·φ/m) e − 2μg        dt/ds = 1/v        dz/ds = −z/(τv)

where z = e^(−t/τ) carries the start burst and the aerobic rise. Fourth-order Runge–Kutta;
friction is constant within a step. Steps end where the equation has a
corner: when the start force is no longer limited, when the aerobic supply sets in, and
at curve entries and exits. The same lines of code step one race in plain numbers and
thousands in arrays, so the two cannot differ.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.grid import Grid, Steps

Value = Any  # a float, or an array (case,): the arithmetic is the same

# Below this many cases, plain numbers are faster than arrays.
FEW_SETS = 12
_KEPT = 512  # races of one case, 5 kB each
_SWITCH_ROUNDS = 5  # Newton from 1 s; the equation is nearly linear


@dataclass(frozen=True, eq=False)
class Pull:
    """What drives and holds the reference skater, for each kilogram, twice: terms of de/ds.

    Attributes
    ----------
    drag : (case,) ρ·CdA·φ/m [1/m]
    straight, curve : (case,) 2μg [m/s²]
    level : (case,) constant power, 2κ/m × [W]
    aerobic : (case,) aerobic plateau, 2κ/m × [W]
    burst : (case,) start power, 2κ/m × [W]
    slope : (case,) rise of power over the race, 2κ/m × [W]
    delay : (case,) when the aerobic supply sets in [s]
    decay : (case,) 1/τ [1/s]
    limit : (case,) 2 × start force for each kilogram [m/s²]
    """

    drag: Floats
    straight: Floats
    curve: Floats
    level: Floats
    aerobic: Floats
    burst: Floats
    slope: Floats
    delay: Floats
    decay: Floats
    limit: Floats


_TERMS = tuple(each.name for each in fields(Pull))


@dataclass(frozen=True, eq=False)
class Course1D:
    """The race as stepped.

    Attributes
    ----------
    square : (step + 1, case) v² at the edges [m²/s²]
    time_s : (step + 1, case) [s] at the edges
    swept : (step, case) ∫v² ds over each step, the first from the gun [m³/s²]
    start_m : (start step + 1, case) [m] where the edges up to the first curve lie
    """

    square: Floats
    time_s: Floats
    swept: Floats
    start_m: Floats


def integrate(grid: Grid, pull: Pull) -> Course1D:
    """Step all cases from the gun to the finish.

    Cases whose power cannot keep the team moving end in NaN.

    Parameters
    ----------
    grid : of the course
    pull : what drives the reference skater, (case,) each
    """
    count = pull.level.shape[0]
    if count > FEW_SETS:
        return integrate_each([(grid, pull)])[0]
    columns = [_column(grid.plan, _case(pull, case)) for case in range(count)]
    if count == 1:
        return Course1D(*(array[:, np.newaxis] for array in columns[0]))
    return Course1D(*(np.stack(arrays, axis=1) for arrays in zip(*columns, strict=True)))


def integrate_each(several: Sequence[tuple[Grid, Pull]]) -> list[Course1D]:
    """Step many cases on several grids at once: an array costs hardly more for being wider.

    Parameters
    ----------
    several : grids that are divided alike up to the first curve, and what drives their cases
    """
    grids = [grid for grid, _ in several]
    counts = [pull.level.shape[0] for _, pull in several]
    pull = Pull(
        **{name: np.concatenate([getattr(pull, name) for _, pull in several]) for name in _TERMS}
    )
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        rows = _steps(_joined([grid.plan for grid in grids], counts), pull, _ARRAYS)
    wide = [np.array(values) for values in rows]
    result, begin = [], 0
    for grid, count in zip(grids, counts, strict=True):
        steps, which = len(grid.curve), slice(begin, begin + count)
        lengths = steps + 1, steps + 1, steps, grid.start_steps + 1
        result.append(
            Course1D(
                *(
                    np.ascontiguousarray(array[:length, which])
                    for array, length in zip(wide, lengths, strict=True)
                )
            )
        )
        begin += count
    return result


def _joined(plans: list[Steps], counts: list[int]) -> Steps:
    """Plans side by side; the shorter ones stand still, in steps of no width, at the end."""
    if len(plans) == 1:
        return plans[0]
    first = plans[0]
    most = max(len(plan.widths) for plan in plans)

    def rows(name: str) -> tuple[Floats, ...]:
        columns = [getattr(plan, name) for plan in plans]
        filled = [[*column, *[0] * (most - len(column))] for column in columns]
        return tuple(np.repeat(np.array(filled), counts, axis=0).T.copy())

    return Steps(
        rows("widths"),
        first.timed_steps,
        first.start_steps,
        np.repeat([plan.start_m for plan in plans], counts),
        tuple(row != 0 for row in rows("in_curve")),
        rows("slope_at"),
    )


class _Functions(NamedTuple):
    """What arithmetic does not have as an operator."""

    sqrt: Callable[[Value], Value]
    exp: Callable[[Value], Value]
    larger: Callable[[Value, Value], Value]
    choose: Callable[[Value, Value, Value], Value]


def _choose(condition: bool, yes: float, no: float) -> float:
    return yes if condition else no


_PLAIN = _Functions(math.sqrt, math.exp, max, _choose)
_ARRAYS = _Functions(np.sqrt, np.exp, np.maximum, np.where)


def _case(pull: Pull, case: int) -> tuple[float, ...]:
    """The terms of one case in plain numbers."""
    return tuple(float(getattr(pull, name)[case]) for name in _TERMS)


# Every search of a team's begins at the same pace, and many go on alike.
@lru_cache(maxsize=_KEPT)
def _column(plan: Steps, terms: tuple[float, ...]) -> tuple[Floats, ...]:
    """The fields of a `Course1D` for one case, stepped in plain numbers."""
    values: dict[str, Any] = dict(zip(_TERMS, terms, strict=True))
    try:
        arrays = tuple(np.array(each) for each in _steps(plan, Pull(**values), _PLAIN))
    except (ValueError, ZeroDivisionError, OverflowError):  # √ of a negative square
        steps = len(plan.widths)
        sizes = steps + 1, steps + 1, steps, plan.start_steps + 1
        arrays = tuple(np.full(size, math.nan) for size in sizes)
    for array in arrays:
        array.setflags(write=False)  # shared by all who ask
    return arrays


def _steps(
    plan: Steps, pull: Pull, functions: _Functions
) -> tuple[list[Value], list[Value], list[Value], list[Value]]:
    """Squares of speed, times, swept squares, and places of the start's edges."""
    sqrt, exp, larger, choose = functions
    drag: Value = pull.drag
    straight: Value = pull.straight
    curve: Value = pull.curve
    level: Value = pull.level
    aerobic: Value = pull.aerobic
    burst: Value = pull.burst
    slope: Value = pull.slope
    delay: Value = pull.delay
    decay: Value = pull.decay
    limit: Value = pull.limit
    # Limited start force: constant acceleration, until power over speed falls below it.
    steady = level + slope * plan.slope_at[0]
    twice = limit - straight  # 2 × acceleration
    t = 1.0 + 0.0 * level
    for _ in range(_SWITCH_ROUNDS):
        z = exp(-decay * t)
        t = t - (burst * z + steady - limit * twice / 2 * t) / (
            -decay * burst * z - limit * twice / 2
        )
    z = exp(-decay * t)
    s = twice * t * t / 4
    e = twice * s * (1 - drag * s / 2)
    squares, times, swepts, places = [e], [t], [twice * s * s / 2], [s]

    # Steps of time, until the aerobic supply sets in.
    v = sqrt(e)
    h = (larger(delay, t) - t) / plan.timed_steps
    half_z = exp(-decay * (h / 2))
    for n in range(plan.timed_steps):
        k, base = drag / 2, (level + slope * plan.slope_at[n]) / 2
        held, burst_half = straight / 2, burst / 2
        middle = z * half_z
        a1 = (burst_half * z + base) / v - k * v * v - held
        v2 = v + h / 2 * a1
        a2 = (burst_half * middle + base) / v2 - k * v2 * v2 - held
        v3 = v + h / 2 * a2
        a3 = (burst_half * middle + base) / v3 - k * v3 * v3 - held
        v4 = v + h * a3
        z = middle * half_z
        a4 = (burst_half * z + base) / v4 - k * v4 * v4 - held
        swept = h / 6 * (v * v * v + 2 * (v2 * v2 * v2 + v3 * v3 * v3) + v4 * v4 * v4)
        s = s + h / 6 * (v + 2 * (v2 + v3) + v4)
        v = v + h / 6 * (a1 + 2 * (a2 + a3) + a4)
        t = t + h
        swepts.append(swept)
        squares.append(v * v)
        times.append(t)
        places.append(s)
    swepts[1] = swepts[1] + swepts[0]
    del swepts[0]

    # From here on 1 − e^(−(t − delay)/τ) = 1 − lag·z is not negative.
    lag = exp(decay * delay)
    fading, plateau = burst - aerobic * lag, level + aerobic
    e = squares[-1]
    # Steps in √s to the first curve: even in time while speed still grows.
    r = sqrt(s)
    h = (sqrt(plan.start_m) - r) / (plan.start_steps - plan.timed_steps)
    for n in range(plan.timed_steps, plan.start_steps):
        k, base = drag, plateau + slope * plan.slope_at[n]
        middle, end = 2 * r + h, 2 * r + 2 * h
        i1 = 2 * r / sqrt(e)
        a1 = (fading * z + base) * i1 - (k * e + straight) * (2 * r)
        z1 = decay * z * i1
        e2, y = e + h / 2 * a1, z - h / 2 * z1
        i2 = middle / sqrt(e2)
        a2 = (fading * y + base) * i2 - (k * e2 + straight) * middle
        z2 = decay * y * i2
        e3, y = e + h / 2 * a2, z - h / 2 * z2
        i3 = middle / sqrt(e3)
        a3 = (fading * y + base) * i3 - (k * e3 + straight) * middle
        z3 = decay * y * i3
        e4, y = e + h * a3, z - h * z3
        i4 = end / sqrt(e4)
        a4 = (fading * y + base) * i4 - (k * e4 + straight) * end
        z4 = decay * y * i4
        swepts.append(h / 6 * (e * (2 * r) + 2 * (e2 + e3) * middle + e4 * end))
        e = e + h / 6 * (a1 + 2 * (a2 + a3) + a4)
        z = z - h / 6 * (z1 + 2 * (z2 + z3) + z4)
        t = t + h / 6 * (i1 + 2 * (i2 + i3) + i4)
        r = r + h
        squares.append(e)
        times.append(t)
        places.append(r * r)

    for n in range(plan.start_steps, len(plan.widths)):
        k, f = drag, choose(plan.in_curve[n], curve, straight)
        base = plateau + slope * plan.slope_at[n]
        h = plan.widths[n]
        half, half_decay, sixth = h / 2, decay * (h / 2), h / 6
        i1 = 1 / sqrt(e)
        a1 = (fading * z + base) * i1 - k * e - f
        z1 = z * i1
        e2, y = e + half * a1, z - half_decay * z1
        i2 = 1 / sqrt(e2)
        a2 = (fading * y + base) * i2 - k * e2 - f
        z2 = y * i2
        e3, y = e + half * a2, z - half_decay * z2
        i3 = 1 / sqrt(e3)
        a3 = (fading * y + base) * i3 - k * e3 - f
        z3 = y * i3
        e4, y = e + h * a3, z - 2 * half_decay * z3
        i4 = 1 / sqrt(e4)
        a4 = (fading * y + base) * i4 - k * e4 - f
        z4 = y * i4
        swepts.append(sixth * (e + 2 * (e2 + e3) + e4))
        e = e + sixth * (a1 + 2 * (a2 + a3) + a4)
        z = z - sixth * decay * (z1 + 2 * (z2 + z3) + z4)
        t = t + sixth * (i1 + 2 * (i2 + i3) + i4)
        squares.append(e)
        times.append(t)
    return squares, times, swepts, places
