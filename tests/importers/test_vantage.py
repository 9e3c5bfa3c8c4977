"""The live timing stream: what was measured comes back, a forecast never does."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome
from helpers.races import measured
from helpers.timing_files import (
    MEN,
    WOMEN,
    activated,
    competition,
    heat_event,
    lap,
    lines,
    skated,
    state,
    ticks,
    vantage,
)
from pursuit_sim.errors import InputError
from pursuit_sim.importers.importer import Sheet, TeamResult
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.importers.vantage import vantage_stream

Import = Callable[..., tuple[Outcome, Path]]


def read(data: bytes) -> Sheet:
    return vantage_stream.read(io.BytesIO(data), "stream")


def by_team(data: bytes) -> dict[str, TeamResult]:
    return {each.team: each for each in read(data).results}


def poland(**changes: Any) -> bytes:
    """Poland alone, its official result changed."""
    ended = state(MEN, "Poland", 1, 0, ended=True)
    ended["race"] |= changes
    return lines([activated(MEN), heat_event("HeatCommittedEvent", MEN, 1, races=[ended])])


def test_everything_official_is_read() -> None:
    found = by_team(vantage(MEN))
    assert {team: (each.heat, each.side) for team, each in found.items()} == {
        "Belarus": ("1", "crossing"), "Poland": ("1", "finish"),
        "Norway": ("2", "finish"), "Italy": ("3", "finish"),
    }  # fmt: skip
    for team, each in found.items():
        times = measured()[MEN, team]
        assert [passing.laps for passing in each.passings] == [n / 2 for n in range(1, 17)]
        assert [passing.time_s for passing in each.passings] == pytest.approx(times, abs=1e-7)
        assert each.time_s == pytest.approx(times[-1], abs=1e-7)
        assert dict(each.facts)["venue"] == "Thialf"


@pytest.mark.parametrize("order", [("ec", "wc"), ("wc", "ec"), ("ec", "wc", "ec")])
def test_a_race_is_of_its_own_competition_whichever_was_activated_last(
    order: tuple[str, ...],
) -> None:
    other = competition() | {"competitionId": "wc"}
    other["competition"] = {
        "id": "wc", "name": "World Cup Calgary", "distances": [],
        "venue": {"name": "Olympic Oval", "address": {"city": "Calgary"}},
    }  # fmt: skip
    both = {"ec": competition(), "wc": other}
    data = lines([*(both[each] for each in order), *skated(MEN)])
    made = draft([("stream", read(data))]).tables
    assert made["event"]["name"] == "European Championships"
    assert made["rink"]["hall"] == "thialf"


def test_races_of_two_competitions_are_two_events() -> None:
    there = [event | {"competitionId": "wc"} for event in skated(MEN)]
    for event in there:
        event["distanceId"] = "another"
    named = activated(MEN)
    named |= {"competitionId": "wc", "distanceId": "another"}
    named["distance"] |= {"id": "another"}
    with pytest.raises(InputError, match="2 "):
        draft([("stream", read(lines([competition(), *skated(MEN), named, *there])))])


def test_a_race_that_is_not_committed_is_read_lap_by_lap() -> None:
    data = lines([*skated(MEN, committed=False)])
    found = by_team(data)["Poland"]
    assert [each.time_s for each in found.passings] == pytest.approx(measured()[MEN, "Poland"])
    assert found.time_s is None  # nobody said that it is official
    assert any("no official result" in note for note in read(data).notes)


def test_a_clock_that_is_set_back_takes_the_laps_with_it() -> None:
    events = [*skated(MEN, committed=False)]
    events = [*events[:6], heat_event("HeatClearedEvent", MEN, 1), *events[1:]]
    found = by_team(lines(events))["Poland"]
    assert [each.time_s for each in found.passings] == pytest.approx(measured()[MEN, "Poland"])


def test_a_team_that_the_official_result_lacks_is_told() -> None:
    both, ended = (
        [state(MEN, team, 1, lane, ended=done) for lane, team in enumerate(["Poland", "Belarus"])]
        for done in (False, True)
    )
    events = [
        activated(MEN), heat_event("HeatActivatedEvent", MEN, 1, races=both),
        heat_event("HeatCommittedEvent", MEN, 1, races=ended[:1]),
    ]  # fmt: skip
    told = "heat 1: the official result lacks Belarus, which is left out"
    assert [*by_team(lines(events))] == ["Poland"]
    assert told in read(lines(events)).notes
    events.append(heat_event("HeatCommittedEvent", MEN, 1, races=ended))
    assert {*by_team(lines(events))} == {"Poland", "Belarus"}
    assert told not in read(lines(events)).notes


def test_a_heat_that_is_skated_again_after_its_official_result_is_told() -> None:
    once = [*skated(MEN)]
    told = "heat 1 was skated again after its official result, which counts"
    assert told not in read(lines(once)).notes
    cleared = [*once, heat_event("HeatClearedEvent", MEN, 1)]
    assert told not in read(lines(cleared)).notes
    again = [each for each in once if each["typeName"] == "RaceLapAddedEvent"]
    assert told in read(lines([*cleared, *again])).notes
    assert by_team(lines([*cleared, *again])) == by_team(lines(once))


def test_deleted_and_estimated_laps_do_not_count() -> None:
    times = measured()[MEN, "Poland"]
    laps = [lap(each) for each in times]
    laps[3:3] = [lap(50.0, flags=33 | 0x10), lap(51.0, flags=0x2 | 0x20)]
    found = by_team(poland(laps=laps))["Poland"]
    assert [each.time_s for each in found.passings] == pytest.approx(times)


def test_a_lap_that_the_timing_missed_is_told_by_its_loop_or_left_out() -> None:
    times = measured()[MEN, "Poland"]
    laps = [lap(each) for i, each in enumerate(times) if i != 4]
    data = poland(laps=laps)
    assert by_team(data)["Poland"].passings == ()
    assert any("passings are left out" in note for note in read(data).notes)
    event = json.loads(data.splitlines()[1])
    event["races"][0]["passings"] = [
        {"time": ticks(each), "passed": 193.745 * n} for n, each in enumerate(times, 1)
    ]
    found = by_team(lines([activated(MEN), event]))["Poland"].passings
    assert [each.laps for each in found] == [n / 2 for n in range(1, 17) if n != 5]


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        (1, "DNS"), (2, "DNF"), (3, "DSQ"), (4, "WDR"), ("Disqualified", "DSQ"),
        (0, "official time not given"),
    ],
)  # fmt: skip
def test_invalid_times(reason: object, status: str) -> None:
    found = by_team(poland(result={"status": 4, "timeInvalidReason": reason}))["Poland"]
    assert (found.status, found.time_s) == (status, None)


def test_other_distances_and_unknown_events_are_counted_and_told() -> None:
    other = activated(MEN)
    other["distance"] |= {
        "id": "solo", "name": "Men 1500", "discipline": "SpeedSkating.LongTrack.Individual",
    }  # fmt: skip
    alone = heat_event("HeatCommittedEvent", MEN, 4, races=[]) | {"distanceId": "solo"}
    strange: list[dict[str, Any]] = [
        {"typeName": "JuryArrivedEvent"},
        {"typeName": "JuryArrivedEvent"},
        {"a": 1},
    ]
    notes = read(lines([other, alone, alone, *strange]) + vantage(MEN)).notes
    assert "events of other distances are left out: Men 1500 (2)" in notes
    assert any("JuryArrivedEvent (2), without a type (1)" in note for note in notes)


def test_both_distances_of_a_day_are_chosen_from(cli: CLI, tmp_path: Path) -> None:
    day = tmp_path / "day.json"
    day.write_bytes(lines([competition(), *skated(WOMEN), *skated(MEN)]))
    made = tmp_path / "made.toml"
    (fault,) = cli("import", day, "-o", made).faults
    assert "there are 2 distances" in fault
    assert cli("import", day, "--distance", WOMEN, "-o", made).status == 0
    scenario = pursuit_sim.load(made)
    assert (scenario.event.laps, scenario.event.sex) == (6, "women")
    assert scenario.event.city == "Heerenveen"


def test_a_last_line_that_is_cut_is_left_out_and_told() -> None:
    data = vantage(MEN)
    found = read(data[:-30])
    assert len(found.results) == 4
    assert any("the last, is cut" in note for note in found.notes)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (vantage(MEN).replace(b'"heat":{"number":1,"round":1},"races":[{', b'"x":[{', 1),
         "heat: is missing"),
        (b'{"typeName":"HeatCommittedEvent",\n' + vantage(MEN), "line 1: is not JSON"),
        (vantage(MEN).replace(b"Poland", b"\xff\xfe", 1), "is not a text in UTF-8"),
        (poland(laps=[lap(1.0) | {"time": -5}]), "laps[1].time: found '-5'; write ticks of 100 ns"),
        (poland(laps=[lap(1.0) | {"time": "1:00"}]), "found '1:00'"),
        (poland(time={"time": 229.994}), "race.time.time: found '229.994'"),
        (poland(competitor={"typeName": "TeamCompetitor"}), "competitor: has no name"),
        (lines([activated(MEN)]), "holds no team pursuit: no heat with a team"),
        (b'{"_time":' + b" " * (5 << 20) + b"1}\n", "is longer than 4 MiB"),
    ],
)  # fmt: skip
def test_faulty_streams_end_in_a_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data)
    assert said in str(refused.value), refused.value


@pytest.mark.parametrize(
    ("laps", "said"),
    [
        (
            [lap(33.0), *(lap(each) for each in measured()[MEN, "Poland"][1:])],
            "times from the gun must rise",
        ),
        ([lap(each / 1e4) for each in measured()[MEN, "Poland"]], "nobody skates so"),
    ],
)  # fmt: skip
def test_times_that_cannot_be_are_refused(
    cli: CLI, tmp_path: Path, laps: list[dict[str, Any]], said: str
) -> None:
    path = tmp_path / "stream.json"
    path.write_bytes(poland(laps=laps))
    faults = cli("import", path, "-o", tmp_path / "made.toml").faults
    assert any(said in line for line in faults), faults


def timed_alone(name: str, laps: int, time_s: float, id_: str = "x") -> list[dict[str, Any]]:
    """A distance of which a stream has the laps, and a heat of which it has times alone."""
    event = activated(MEN, laps)
    event["distanceId"] = event["distance"]["id"] = id_
    event["distance"]["name"] = name
    races = [
        {"race": {
            "id": f"{id_}{team}", "lane": lane, "laps": [], "time": {"time": ticks(time_s + lane)},
            "competitor": {"typeName": "TeamCompetitor", "fullName": team},
        }}
        for lane, team in enumerate(("Norway", "Italy"))
    ]  # fmt: skip
    heat = {"number": laps, "round": 1}
    return [event, {"typeName": "HeatCommittedEvent", "competitionId": "ec", "distanceId": id_,
                    "heat": heat, "races": races}]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "laps", "time_s"),
    [("Team Pursuit Men C", 6, 205.08), ("Team Pursuit Women", 8, 218.08)],
)
def test_a_distance_says_of_how_many_laps_it_is(
    name: str, laps: int, time_s: float, cli: CLI, tmp_path: Path
) -> None:
    stream, made = tmp_path / "stream.json", tmp_path / "made.toml"
    stream.write_bytes(lines(timed_alone(name, laps, time_s)))
    done = cli("import", stream, "-o", made)
    assert done.status == 0, done
    assert pursuit_sim.load(made).event.laps == laps
    assert "assumed: 8 laps" not in done.err


def test_distances_of_one_name_are_told_apart(cli: CLI, tmp_path: Path) -> None:
    stream, made = tmp_path / "stream.json", tmp_path / "made.toml"
    men = timed_alone("Team Pursuit", 8, 218.08, "m")
    stream.write_bytes(lines([*men, *timed_alone("Team Pursuit", 6, 176.08, "w")]))
    (fault,) = cli("import", stream, "--sex", "women", "-o", made).faults
    assert "'Team Pursuit, 6 laps', 'Team Pursuit, 8 laps'" in fault
    named = ("--distance", "team pursuit, 6 laps", "--sex", "women")
    assert cli("import", stream, *named, "-o", made).status == 0
    scenario = pursuit_sim.load(made)
    assert (scenario.event.laps, len(scenario.races)) == (6, 1)
    stream.write_bytes(lines([*men, *timed_alone("Team Pursuit", 8, 220.08, "n")]))
    (fault,) = cli("import", stream, "--sex", "men", "-o", made, "--force").faults
    assert "'Team Pursuit, 8 laps, m', 'Team Pursuit, 8 laps, n'" in fault
