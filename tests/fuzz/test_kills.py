"""The campaign of kills, in short."""

from __future__ import annotations

import os

import pytest

from fuzz import kills

pytestmark = pytest.mark.whole


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_whatever_is_killed_leaves_no_half_file(count: int) -> None:
    for module in ("av", "matplotlib", "pyarrow"):
        pytest.importorskip(module)
    tally = kills.campaign(count=count, seed=2, pairs=1)
    assert tally.faults == []
    assert tally.counts["killed"] >= count // 2
