"""What tests of imports share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import Outcome
from helpers.result_tables import Import

Cli = Callable[..., Outcome]


@pytest.fixture
def taken(cli: Cli, tmp_path: Path) -> Import:
    """Import a file, and the names of the teams that were taken."""

    def run(content: str | bytes, *options: str) -> tuple[Outcome, list[str]]:
        path, made = tmp_path / "results", tmp_path / "made.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        got = cli("import", path, "-o", made, "--force", *options)
        if got.status:
            return got, []
        scenario = pursuit_sim.load(made)
        races = scenario.races.values()
        names = [each.team.name for race in races for each in race.entries]
        names += [each.team.name for race in races for each in race.listed]
        return got, sorted(names)

    return run
