"""Who pays for the pace: work of each skater, pushes between them, what is left.

Work and reserve are counted on the skater's side: a joule of reserve moves the team by
κ joules.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Account:
    """Balance of each skater at the end of each phase.

    Attributes
    ----------
    reserve_j : (phase, skater, case) what is left at its end [J]
    push_j : (phase, pair, case) work done on the first by the second (pair 0), and on the
        second by the third (pair 1) of the phase's order [J at the skaters' side]
    """

    reserve_j: Floats
    push_j: Floats


def without_push(work_j: Floats, aerobic_j: Floats, anaerobic_j: Floats) -> Account:
    """Everybody pays for his own place (P13).

    Who follows with less than his aerobic power refills his reserve, up to what it was.

    Parameters
    ----------
    work_j, aerobic_j : (phase, skater, case) in each phase [J]
    anaerobic_j : (skater, case) reserve at the gun [J]
    """
    reserve = np.empty_like(work_j)
    left = anaerobic_j
    for phase, change in enumerate(aerobic_j - work_j):
        left = np.minimum(left + change, anaerobic_j)
        reserve[phase] = left
    return Account(reserve, np.zeros((len(work_j), 2, work_j.shape[-1])))


def pooled(work_j: Floats, aerobic_j: Floats, anaerobic_j: Floats) -> Account:
    """As if reserves flowed freely: the same share of each is left. For comparisons."""
    left = anaerobic_j.sum(axis=0) + np.cumsum((aerobic_j - work_j).sum(axis=1), axis=0)
    share = left / anaerobic_j.sum(axis=0)
    return Account(
        share[:, np.newaxis] * anaerobic_j, np.zeros((len(work_j), 2, work_j.shape[-1]))
    )


def with_push(
    work_j: Floats,
    aerobic_j: Floats,
    anaerobic_j: Floats,
    orders: list[tuple[int, int, int]],
    limit_j: Floats,
) -> Account:
    """Pushes that make the relative effort equal in every phase, within limits (P14).

    In each phase everybody is to spend the same share of his reserve. The second pushes
    the first, the third the second, each by 0 up to the limit; where a limit binds, the
    two others share what is left between them.

    Parameters
    ----------
    work_j, aerobic_j, anaerobic_j : see `without_push`
    orders : of each phase, skaters front to back
    limit_j : (phase, case) largest work of one push in each phase [J]
    """
    reserve = np.empty_like(work_j)
    push = np.empty((len(work_j), 2, work_j.shape[-1]))
    left = anaerobic_j
    for phase, (first, second, third) in enumerate(orders):
        need = work_j[phase] - aerobic_j[phase]  # to be paid from the reserve
        top = limit_j[phase]
        n1, n2, n3 = need[first], need[second], need[third]
        w1, w2, w3 = anaerobic_j[first], anaerobic_j[second], anaerobic_j[third]
        share = (n1 + n2 + n3) / (w1 + w2 + w3)
        front = np.clip(n1 - share * w1, 0.0, top)
        for _ in range(2):
            rear = np.clip(((n2 + front) * w3 - n3 * w2) / (w2 + w3), 0.0, top)
            front = np.clip((n1 * w2 - (n2 - rear) * w1) / (w1 + w2), 0.0, top)
        paid = np.empty_like(need)
        paid[first], paid[second], paid[third] = n1 - front, n2 + front - rear, n3 + rear
        left = left - paid
        reserve[phase], push[phase, 0], push[phase, 1] = left, front, rear
    return Account(reserve, push)
