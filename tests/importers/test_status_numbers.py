"""Numbers where a status is asked for, of which nobody knows what they mean."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
KEYS = ["status", "irm", "resultStatus", "timeInvalidReason"]


def document(key: str, *said: object) -> str:
    teams = ("Norway", "Italy", "Japan", "Canada")
    rows = [
        {"team": team, "time": f"3:{38 + i}.08", "heat": 1 + i // 2}
        | ({} if code is None else {key: code})
        for i, (team, code) in enumerate(zip(teams, said, strict=False))
    ]
    return json.dumps(rows)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "said", [(3, None), (0, 1), ("3", "OK"), ({"id": 2}, 0), (True, False), (-1, 0)]
)
def test_one_that_others_do_not_have_is_refused(
    taken: Import, key: str, said: tuple[object, ...]
) -> None:
    """3 is DSQ in the timing system of which this program reads files, and may be anything else."""
    got, _ = taken(document(key, *said), "--sex", "men")
    assert got.status == 2
    assert f".{key}: found" in got.err
    assert "beside a time; write DNF, DNS, DSQ or WDR" in got.err


@pytest.mark.parametrize("key", KEYS[:3])
@pytest.mark.parametrize(
    "said", [(4, 4), (0, 0), (0, None), (1, 2, 3, 4), (False, None), ("OK", None)]
)
def test_others_are_harmless(taken: Import, key: str, said: tuple[object, ...]) -> None:
    """One number of all, none, and places."""
    got, _ = taken(document(key, *said), "--sex", "men")
    assert got.status == 0, got.err


@pytest.mark.parametrize("said", [(4, 4), (1, 1)])
def test_a_reason_is_one_whoever_else_has_it(taken: Import, said: tuple[object, ...]) -> None:
    assert taken(document("timeInvalidReason", *said), "--sex", "men")[0].status == 2


@pytest.mark.parametrize("head", ["Status", "IRM"])
def test_in_tables_too(taken: Import, head: str) -> None:
    text = f"Team,Heat,Time,{head}\nNorway,1,3:38.08,3\nItaly,1,3:39.08,0\n"
    got, _ = taken(text, "--sex", "men")
    assert f"line 2, {head}: found '3' beside a time" in got.err
    passings = "race,team,laps,cum_time,status\n1,Norway,8,3:38.0,3\n1,Italy,8,3:39.0,0\n"
    assert "line 2, status: found '3' beside a time" in taken(passings, "--sex", "men")[0].err
    assert taken(text.replace(",3\n", ",0\n"), "--sex", "men")[0].status == 0


def test_beside_words_that_say_it_a_number_is_harmless(taken: Import) -> None:
    text = "Team,Heat,Time,Status,Remark\nNorway,1,3:38.08,3,disqualified\nItaly,1,3:39.08,0,\n"
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert "a valid time of NOR: DSQ" in got.err
    rows = json.loads(document("status", 3, 0))
    rows[0]["remark"] = "DSQ"
    assert "a valid time of NOR: DSQ" in taken(json.dumps(rows), "--sex", "men")[0].err
