"""A status among the names of skaters: of the row, or of one skater."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome
from pursuit_sim.importers.words.skater_statuses import without_statuses

Import = Callable[..., tuple[Outcome, list[str]]]
NAMES = "A Jansen;C Prins;E Ruud"


def sheet(skaters: str, time: str = "3:39.10", heads: str = "Heat,Team,Time,Skaters") -> str:
    row = f"2,Canada,{time},{skaters}"
    return (
        f"{heads}\n1,Norway,3:38.08,A Berg;C Dahl;E Lie\n{row}\n2,USA,3:41.04,K Lind;M Moe;N Aas\n"
    )


@pytest.mark.parametrize(
    "skaters",
    ["DSQ", "disqualified", "Disqualified", "Not counted",
     f"{NAMES} - disqualified", f"{NAMES} (DSQ)",
     f"{NAMES} DSQ", f"DSQ {NAMES}", f"{NAMES};DSQ", "DNF"],
)  # fmt: skip
def test_beside_a_time_it_is_asked(taken: Import, skaters: str) -> None:
    got, _ = taken(sheet(skaters), "--sex", "men")
    assert got.status == 2
    assert "beside a time: not clear whether the time counts" in got.err


@pytest.mark.parametrize(
    ("text", "status"),
    [(sheet(f"{NAMES};DSQ,OK", heads="Heat,Team,Time,Skaters,Status"), 0),
     (sheet("DSQ,DSQ", heads="Heat,Team,Time,Skaters,Status"), 0)],
)  # fmt: skip
def test_a_status_settles_it(taken: Import, text: str, status: int) -> None:
    rows = text.splitlines()
    full = "\n".join([row if row.count(",") == 4 else f"{row}," for row in rows])
    assert taken(full, "--sex", "men")[0].status == status


def test_without_a_time_it_is_of_the_team(taken: Import) -> None:
    got, teams = taken(sheet("DSQ", time=""), "--sex", "men")
    assert teams == ["Canada", "Norway", "USA"]
    assert "missing: a valid time of CAN: DSQ" in got.err


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("E Ruud (DNS)", "A Berg", "C Dahl", "K Lie"), ("A Berg", "C Dahl", "K Lie")),
        (("A Berg", "C Dahl", "E Ruud (DNF)"), ("A Berg", "C Dahl", "E Ruud")),
        (("A Berg", "C Dahl", "E Ruud - withdrawn"), ("A Berg", "C Dahl")),
        (("E Ruud (DNS: ill)", "A Berg", "C Dahl", "K Lie"), ("A Berg", "C Dahl", "K Lie")),
        (("E Ruud (did not skate)", "A Berg", "C Dahl"), ("A Berg", "C Dahl")),
        (("A Berg", "C Dahl", "K Lie", "E Ruud (reserve)"), ("A Berg", "C Dahl", "K Lie")),
        (("E Ruud (ill, DNS)", "A Berg", "C Dahl", "K Lie"), ("A Berg", "C Dahl", "K Lie")),
        (("E Ruud (knee injury: did not start)", "A Berg"), ("A Berg",)),
        (("E Ruud (due to illness did not start this race)", "A Berg"), ("A Berg",)),
        (("E Ruud (krank - DNS)", "A Berg"), ("A Berg",)),
        # Words about somebody else, or another race.
        (("E Ruud (in for Lie, DNS)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (K. Lie DNS)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (Berg ill, DNS)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (ill, DNS heat 2)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (ill, DNS in the final)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (replaces K Lie, DNS)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (DNS 1500 m)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (not DNS)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (DNS?)", "A Berg"), ("E Ruud", "A Berg")),
        (("E Ruud (fell, DNF)", "A Berg"), ("E Ruud", "A Berg")),
    ],
)
def test_a_remark_on_one_skater_is_told(names: tuple[str, ...], found: tuple[str, ...]) -> None:
    notes: list[str] = []
    assert without_statuses(names, timed=True, key="k", where="w", faults=[], notes=notes) == (
        found, "",
    )  # fmt: skip
    assert len(notes) == 1
    assert "a remark on him alone" in notes[0]


@pytest.mark.parametrize(
    "name",
    ["Anna Brutt", "Jan de Jong", "Ann Abandon", "D. S. Quist", "Nc Ex", "Ret", "Ana Descalzi"],
)
def test_names_stay_names(name: str) -> None:
    notes: list[str] = []
    args = {"timed": True, "key": "k", "where": "w"}
    assert without_statuses([name, "B"], faults=[], notes=notes, **args) == ((name, "B"), "")  # type: ignore[arg-type]  # of each key what it takes
    assert not notes


def results(**row: object) -> str:
    first = {"team": "Norway", "heat": 1.0, "officialTime": "3:38.08"}
    return json.dumps([first, {"team": "Italy", "heat": 1, "officialTime": "3:42.04"} | row])


@pytest.mark.parametrize("skaters", ["DSQ", ["A Berg", "C Dahl", "E Ruud (DSQ)"], ["DSQ"]])
def test_in_json_too(taken: Import, skaters: object) -> None:
    got, _ = taken(results(skaters=skaters), "--sex", "men")
    assert "results" in got.err
    assert "beside a time: not clear whether the time counts" in got.err


def test_a_skater_that_did_not_skate_is_not_in_the_line_up(taken: Import) -> None:
    """And a heat 1.0 is heat 1."""
    skaters = [{"name": "X", "skated": False}, *({"name": each} for each in "ABC")]
    got, _ = taken(results(skaters=skaters), "--sex", "men")
    assert got.status == 0, got.err
    assert "the order of the line-up of ITA" in got.err
    assert "heat-1" in got.err


def test_among_passings_too(taken: Import) -> None:
    rows = [f"Norway,{i},{4.5 + 27 * i},A;B;C (DSQ)" for i in range(1, 9)]
    got, _ = taken("\n".join(["Team,Laps,Cum time,Skaters", *rows]), "--sex", "men")
    assert "'C (DSQ)' beside a time: not clear whether the time counts" in got.err
