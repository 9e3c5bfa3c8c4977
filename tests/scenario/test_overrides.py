"""Values given with ``--set``: read as TOML, else as they were typed."""

from __future__ import annotations

import pytest

from pursuit_sim import load
from pursuit_sim.errors import InputError

TIME = "races.sf-1.finish.time"


@pytest.mark.parametrize("typed", ["00:03:38", "03:38:28", "00:03:38.28", "12:00:00"])
def test_a_time_of_day_is_no_race_time(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        load("beijing-2022-men", [f"{TIME}={typed}"])
    (fault,) = caught.value.faults
    assert (fault.where, fault.key) == ("--set", TIME)
    assert fault.problem == f"found '{typed}'"  # as it was typed
    assert "write a time such as" in fault.remedy


def test_a_race_time_needs_no_quotation_marks() -> None:
    for typed in ("3:38.08", '"3:38.08"', "218.08", " 3:38.08 "):
        race = load("beijing-2022-men", [f"{TIME}={typed}"]).races["sf-1"]
        assert race.entries[0].official_time_s == pytest.approx(218.08)


def test_a_name_that_looks_like_a_time_of_day_stays_a_name() -> None:
    race = load("beijing-2022-men", ["races.sf-1.name=12:00:00"]).races["sf-1"]
    assert race.name == "12:00:00"


def test_dates_need_no_quotation_marks() -> None:
    scenario = load("beijing-2022-men", ["event.date=2022-02-14"])
    assert scenario.event.date == "2022-02-14"
