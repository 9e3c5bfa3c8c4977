"""A what-if looks alike at every door: table, JSON, picture and page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.outcomes import CLI

pytestmark = pytest.mark.whole

SF_1, SF_2 = "races.sf-1.crossing.", "races.sf-2.crossing."
GAP = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Cup"
sex = "men"
laps = 8
[teams.AAA]
[teams.BBB]
[races.r.finish]
team = "AAA"
lineup = "unknown"
formation = "push"
time = "3:48.00"
[races.r.crossing]
team = "BBB"
lineup = "unknown"
formation = "push"
gap = 1.50
records = ["NR"]
"""


def seen(cli: CLI, tmp_path: Path, source: str, race: str, *said: str) -> dict[str, str]:
    """What each door shows of a race."""
    sets = [word for each in said for word in ("--set", each)]
    made: dict[str, str] = {}
    for ending in (".svg", ".html"):
        words = ["render", "--at", "end+1"] if ending == ".svg" else ["page"]
        told = cli(*words, source, "--race", race, *sets, "-o", tmp_path / f"x{ending}", "--force")
        assert told.status == 0, told.err
        made[ending] = (tmp_path / f"x{ending}").read_text(encoding="utf-8")
    table = cli("run", source, *sets).out
    return {**made, "table": table, "json": cli("run", source, *sets, "--format", "json").out}


def records(document: str) -> list[tuple[str, str, float]]:
    return [
        (each["kind"], each["team"], each["time_s"]) for each in json.loads(document)["records"]
    ]


def test_a_disqualified_team_is_that_in_either_order(cli: CLI, tmp_path: Path) -> None:
    said = [f"{SF_1}status=DSQ", f"{SF_1}time=3:30.00"]
    one, other = (
        seen(cli, tmp_path, "beijing-2022-men", "sf-1", *each) for each in (said, said[::-1])
    )
    assert one == other
    assert "DSQ" in one[".svg"]
    assert "WORLD RECORD" not in one[".svg"]
    assert not [each for each in records(one["json"]) if each[1] == "NED"]


@pytest.mark.parametrize(
    ("time", "banner", "fell"),
    [
        ("3:35.00", True, [("OR", "ROC", 215.0), ("TR", "ROC", 215.0)]),
        ("3:36.62", True, [("OR", "ROC", 216.62), ("TR", "ROC", 216.62)]),
        ("3:36.90", False, [("OR", "ROC", 216.9)]),  # under 3:37.08, and nobody knows of the track
    ],
)
def test_a_faster_time_keeps_the_track_record(
    cli: CLI, tmp_path: Path, time: str, banner: bool, fell: list[tuple[str, str, float]]
) -> None:
    found = seen(cli, tmp_path, "beijing-2022-men", "sf-2", f"{SF_2}time={time}")
    assert ("OLYMPIC RECORD, TRACK RECORD" in found[".svg"]) is banner
    assert ("TR set" in found["table"]) is banner
    assert records(found["json"]) == fell


def test_a_slower_gap_is_no_national_record_and_was_not_published(cli: CLI, tmp_path: Path) -> None:
    source = tmp_path / "gap.toml"
    source.write_text(GAP, encoding="utf-8")
    slower = seen(cli, tmp_path, str(source), "r", "races.r.crossing.gap=8.5")
    faster = seen(cli, tmp_path, str(source), "r", "races.r.crossing.gap=0.5")
    assert "NATIONAL RECORD" not in slower[".svg"]
    assert "NATIONAL RECORD" in faster[".svg"]
    assert records(slower["json"]) == []
    assert records(faster["json"]) == [("NR", "BBB", 228.5)]
    for found in (slower, faster):
        entries = json.loads(found["json"])["races"][0]["entries"]
        assert [each["official_gap_s"] for each in entries] == [None, None]
    assert slower["table"].count("+8.50") == 1  # the margin
