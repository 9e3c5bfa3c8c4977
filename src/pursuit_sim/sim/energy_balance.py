"""Who pays for the pace: work of each skater, pushes between them, what is left.

Work and reserve are counted on the skater's side: a joule of reserve moves the team by
κ joules.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pursuit_sim.arrays import Floats
from pursuit_sim.sim.energy_supply import reserve_after


@dataclass(frozen=True, eq=False)
class Account:
    """Balance of each skater at the end of each part of the race; with a push, each phase.

    Attributes
    ----------
    reserve_j : (part, skater, case) what is left at its end [J]
    push_j : (part, pair, case) work done on the first by the second (pair 0), and on the
        second by the third (pair 1) of the phase's order [J at the skaters' side]
    """

    reserve_j: Floats
    push_j: Floats


def without_push(work_j: Floats, aerobic_j: Floats, anaerobic_j: Floats) -> Account:
    """Everybody pays for their own place (P13).

    Who follows with less than their aerobic power refills their reserve (`reserve_after`).

    Parameters
    ----------
    work_j, aerobic_j : (part, skater, case) in each part [J]
    anaerobic_j : (skater, case) reserve at the gun [J]
    """
    reserve = np.empty_like(work_j)
    left = anaerobic_j
    for part, change in enumerate(aerobic_j - work_j):
        left = reserve_after(left, change, anaerobic_j)
        reserve[part] = left
    return Account(reserve, np.zeros((len(work_j), 2, work_j.shape[-1])))


def pooled(work_j: Floats, aerobic_j: Floats, anaerobic_j: Floats) -> Account:
    """As if reserves flowed freely: the same share of each is left. For comparisons.

    Parameters
    ----------
    work_j, aerobic_j, anaerobic_j : see `without_push`
    """
    left = anaerobic_j.sum(axis=0) + np.cumsum((aerobic_j - work_j).sum(axis=1), axis=0)
    share = left / anaerobic_j.sum(axis=0)
    return Account(share[:, np.newaxis] * anaerobic_j, np.zeros((len(work_j), 2, work_j.shape[-1])))


def with_push(
    work_j: Floats,
    aerobic_j: Floats,
    anaerobic_j: Floats,
    orders: list[tuple[int, int, int]],
    limit_j: Floats,
) -> Account:
    """Pushes that keep the reserves, as shares of what each began with, alike (P14).

    Phase by phase, the second pushes the first and the third the second, each by 0 up to
    the limit. Where a limit binds, the two others share what is left between them; who then
    saves more than the others refills their reserve by `reserve_after`.

    Parameters
    ----------
    work_j, aerobic_j, anaerobic_j : see `without_push`; the parts are phases
    orders : of each phase, skaters front to back
    limit_j : (phase, case) largest work of one push in each phase [J]
    """
    reserve = np.empty_like(work_j)
    push = np.empty((len(work_j), 2, work_j.shape[-1]))
    left = anaerobic_j
    for phase, order in enumerate(orders):
        alone = left + aerobic_j[phase] - work_j[phase]
        (a1, a2, a3), (w1, w2, w3) = alone[list(order)], anaerobic_j[list(order)]
        top = limit_j[phase]
        front = ((a1 + a2 + a3) / (w1 + w2 + w3) * w1 - a1).clip(0.0, top)
        # Once is enough: what a limit takes from one push never lifts the other off its own.
        rear = ((a3 * w2 - (a2 - front) * w3) / (w2 + w3)).clip(0.0, top)
        front = (((a2 + rear) * w1 - a1 * w2) / (w1 + w2)).clip(0.0, top)
        pushed = np.empty_like(alone)
        pushed[list(order)] = a1 + front, a2 - front + rear, a3 - rear
        left = reserve_after(left, pushed - left, anaerobic_j)
        reserve[phase], push[phase, 0], push[phase, 1] = left, front, rear
    return Account(reserve, push)
