"""Whatever a JSON file says of a team, and wherever, counts or is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

Import = Callable[[object], tuple[Outcome, Path]]


@pytest.fixture
def read(cli: CLI, tmp_path: Path) -> Import:
    def run(content: object) -> tuple[Outcome, Path]:
        path, made = tmp_path / "results.json", tmp_path / "made.toml"
        path.write_text(json.dumps(content), encoding="utf-8")
        return cli("import", path, "--sex", "men", "-o", made, "--force"), made

    return run


def pair(**italy: object) -> list[dict[str, Any]]:
    first = {"team": "NOR", "heat": 1, "time": "3:37.70"}
    return [first, {"team": "ITA", "heat": 1, "time": "3:36.00", **italy}]


def italy(made: Path) -> tuple[str, str]:
    """Its status, and what is remarked."""
    (race,) = pursuit_sim.load(made).races.values()
    found = {each.team.code: (each.status, each.remark) for each in race.listed}
    return found.get("ITA", ("", ""))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"disqualified": "true"}, "DSQ"), ({"disqualified": 1}, "DSQ"), ({"dsq": "yes"}, "DSQ"),
        ({"isDisqualified": True}, "DSQ"), ({"is_disqualified": True}, "DSQ"),
        ({"DSQ": True}, "DSQ"), ({"didNotFinish": True}, "DNF"), ({"Withdrawn": "Y"}, "WDR"),
        ({"timeInvalidReason": "disqualified"}, "DSQ"), ({"Remark": "DSQ"}, "DSQ"),
        ({"Status": "Disqualifikation"}, "DSQ"), ({"status": {"code": "DNF"}}, "DNF"),
        ({"rank": "squalificati"}, "DSQ"), ({"time": "失格"}, "DSQ"),
        ({"disqualified": "disket"}, "DSQ"),
        ({"disqualified": False, "dsq": 0, "DNF": "no", "isWithdrawn": None}, ""),
        ({"disqualified": "0001-01-01T00:00:00", "dsq": "00:00", "dnf": "1970-01-01T00:00Z"}, ""),
        ({"timeInvalidReason": None}, ""), ({"valid": True, "status": "OK"}, ""),
    ],
)  # fmt: skip
def test_a_status_counts_however_it_is_spelt(
    read: Import, said: dict[str, object], status: str
) -> None:
    done, made = read(pair(**said))
    assert done.status == 0, done
    assert italy(made)[0] == status


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"rank": "EX"}, "[2].rank: found 'EX'"), ({"time": "3:36.00 (NC)"}, "[2].time: "),
        *(
            ({key: said}, f"[2].{key}: found {said!r}: not clear whether the time counts")
            for key, said in (
                ("disqualified", "2026-02-15T14:03:00"), ("dsq", "15.02.2026"),
                ("withdrawn", "2020-01-01"), ("dnf", "14:03"), ("Disqualifiziert um", "15:20"),
            )
        ),
        ({"dsq": "lane change"}, "[2].dsq: found 'lane change': not clear whether the time counts"),
        ({"disqualified": "no DSQ"}, "[2].disqualified: found 'no DSQ': not clear"),
        ({"isValid": False}, "[2].isValid: found 'False': not clear whether the time counts"),
        ({"status": "DSQ?"}, "[2].status: found 'DSQ?'"),
        ({"jury": {"decision": "disqualified"}}, "[2].jury.decision: 'disqualified' beside a time"),
        ({"team": {"name": "Italy", "out": "DSQ"}}, "[2].team.out: 'DSQ' beside a time"),
        ({"rank": 1, "remark": "DSQ"}, "[2].remark: 'DSQ' beside a place and a time"),
    ],
)  # fmt: skip
def test_what_leaves_doubt_is_refused(read: Import, said: dict[str, object], fault: str) -> None:
    done, made = read(pair(**said))
    assert any(fault in line for line in done.faults), done
    assert not made.exists()


def test_what_stands_beside_the_results_may_take_one_away(read: Import) -> None:
    done, _ = read({"results": pair(), "notes": ["Italy disqualified after the race"]})
    assert "notes: 'Italy disqualified after the race': not clear whether" in done.faults[0]
    done, _ = read({"results": pair(points=3, loopCount=8), "legend": "DSQ: disqualified"})
    assert "not used: 'legend', 'points', 'loopCount'" in done.err


def test_remarks_and_names_in_one_text_are_kept(read: Import) -> None:
    said = {"remark": "fell in lap 3", "skaters": "Ghiotto, Giovannini, Malfatti"}
    done, made = read(pair(**said))
    (race,) = pursuit_sim.load(made).races.values()
    (entry,) = [each for each in race.entries if each.team.code == "ITA"]
    assert entry.remark == "fell in lap 3"
    assert entry.lineup == ("Ghiotto", "Giovannini", "Malfatti")
    done, made = read(pair(status="DNF", comment="a fall in lap 3"))
    assert done.status == 0, done
    assert italy(made) == ("DNF", "a fall in lap 3")


def test_a_place_without_a_number_is_a_city(read: Import) -> None:
    rows = [each | {"place": "Heerenveen"} for each in pair()]
    done, made = read(rows)
    assert done.status == 0, done
    assert pursuit_sim.load(made).event.city == "Heerenveen"


def test_places_are_held_against_the_times(read: Import) -> None:
    rows = pair(rank=2)
    rows[0]["rank"] = 1
    done, _ = read(rows)
    assert "places contradict the times: 1 NOR 217.70 s, 2 ITA 216.00 s" in done.err


def test_keys_of_laps_that_are_not_read_are_told(cli: CLI, tmp_path: Path) -> None:
    """They may say that nobody measured a passing."""
    laps = [{"number": n, "passageTime": f"{4 + 27 * n}.00", "known": "model"} for n in range(1, 9)]
    path = tmp_path / "laps.json"
    path.write_text(json.dumps([{"heat": 1, "team": "NOR", "time": "3:40.00", "laps": laps}]))
    assert "not used: 'laps.known'" in cli("import", path, "--sex", "men").err


@pytest.mark.parametrize(("opening", "each"), [(25.5, 23.3), (24.0, 24.0), (26.0, 27.0)])
def test_half_laps_of_who_is_slow_are_no_laps(
    cli: CLI, tmp_path: Path, opening: float, each: float
) -> None:
    """Nobody skates a lap from a standing start in less than 26.4 s (15 s and 11.4 s)."""
    passings = [opening + i * each for i in range(12)]
    laps = [{"number": i, "passageTime": f"{at:.3f}"} for i, at in enumerate(passings, 1)]
    row = {"heat": 1, "team": "Norway", "time": f"{passings[-1]:.2f}", "laps": laps}
    path, made = tmp_path / "slow.json", tmp_path / "made.toml"
    path.write_text(json.dumps([row]), encoding="utf-8")
    assert cli("import", path, "--sex", "women", "-o", made).status == 0
    (race,) = pursuit_sim.load(made).races.values()
    assert race.laps == 6
    assert [one.half_lap for one in race.entries[0].splits] == [*range(1, 12)]
