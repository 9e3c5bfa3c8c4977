"""Olympic fields of eight: Milano 2026 from the World Cups before it, and rules by hand."""

from __future__ import annotations

import csv

import pytest

from helpers import world_cup
from helpers.races import DATA
from pursuit_sim.errors import InputError
from pursuit_sim.event import Results, results
from pursuit_sim.event.qualification import Qualification, qualify
from pursuit_sim.event.season_points import nation
from pursuit_sim.scenario import load, load_text


def event(number: int, sex: str, *changes: tuple[str, str]) -> Results:
    text = world_cup.text(number, sex)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return results(load_text(text))


def season(sex: str) -> list[Results]:
    return [event(number, sex) for number in world_cup.DATES]


def ways(found: Qualification) -> dict[str, str]:
    return {each.code: each.way for each in found.nations}


@pytest.mark.parametrize(("sex", "name"), [("M", "men"), ("W", "women")])
def test_the_field_of_milano_2026(sex: str, name: str) -> None:
    with (DATA / f"milano2026_{name}.csv").open(encoding="utf-8") as file:
        skated = {row["noc"] for row in csv.DictReader(file)}
    found = qualify(season(sex), "ITA")
    assert len(skated) == 8
    assert set(found.field) == skated
    assert "undecided" not in ways(found).values()


def test_points_of_the_men_by_hand() -> None:
    # Third, second and second of the World Cup were the Netherlands and France (ISU, 14
    # December 2025), a point apart: 38 + 48 + 48 and 43 + 54 + 36.
    found = {each.code: each for each in qualify(season("M")).nations}
    assert [(found[code].least, found[code].most) for code in ("USA", "NED", "FRA", "ITA")] == [
        (180, 180), (134, 134), (133, 133), (128, 128),
    ]  # fmt: skip
    assert found["NED"].why == "2nd by points"
    # Poland: second of division B, which may be worth 31 to 39, and 36.
    assert (found["POL"].least, found["POL"].most) == (67, 75)
    assert found["NOR"].way == "time"
    assert found["NOR"].best is not None
    assert found["NOR"].best.time_s == pytest.approx(215.20)
    assert [code for code, each in found.items() if each.way == "reserve"] == [
        "POL", "KOR", "SUI", "CAN",
    ]  # fmt: skip


def test_a_field_is_told_in_rows_and_as_plain_data() -> None:
    found = qualify(season("M"))
    assert found.heading.startswith("Olympic field of eight, men, by ")
    assert found.heading.count(",") == 1 + len(found.events)
    rows, told = found.rows(), found.to_dict()
    assert [row["nation"] for row in rows[:3]] == ["USA", "NED", "FRA"]
    assert [row["points_least"] for row in rows[:3]] == [180, 134, 133]
    assert told["field"] == list(found.field)
    assert [each["nation"] for each in told["nations"]] == [row["nation"] for row in rows]
    (norway,) = (each for each in told["nations"] if each["nation"] == "NOR")
    assert (norway["way"], norway["time_s"]) == ("time", 215.2)


def test_a_host_that_is_a_reserve_takes_the_last_place_by_time() -> None:
    found = qualify(season("M"), "KOR")
    assert ways(found)["KOR"] == "host"
    assert ways(found)["JPN"] == "reserve"
    assert len(found.field) == 8
    # No reserve, or not there: no place, and it is said.
    for host in ("HUN", "AUT"):
        other = qualify(season("M"), host)
        assert set(other.field) == set(qualify(season("M")).field)
        assert any(f"the host, {host}" in note for note in other.notes)
    # Already in: nothing changes.
    assert qualify(season("M"), "ITA").field == qualify(season("M")).field


def test_points_that_nobody_published_leave_open_what_depends_on_them() -> None:
    # Salt Lake City and Hamar: Canada 114, Japan 108, the USA 102, China 38 + 43 and Germany
    # 43 + 36 are in. For the sixth place there are Kazakhstan, 40 + 38, and Belgium, 40 and
    # what the second of division B gets: 31 to 39. Norway (76) is behind. Whoever of both is not
    # sixth is second by time (2:57.81, 2:58.38), behind the Netherlands (2:54.66) and before
    # Poland (2:58.41): so all are in, and only their way is open.
    found = ways(qualify([event(1, "W"), event(4, "W")]))
    assert {code for code, way in found.items() if way == "points"} == {
        "CAN", "JPN", "USA", "CHN", "GER",
    }  # fmt: skip
    assert (found["KAZ"], found["BEL"], found["NED"]) == ("time", "time", "time")
    assert [code for code, way in found.items() if way == "reserve"] == ["POL", "CZE", "SUI", "KOR"]
    assert found["NOR"] == "out"


def test_a_tie_for_the_last_place_by_points_is_undecided() -> None:
    # Salt Lake City and Calgary: China 38 + 38, Norway 36 + 40, Kazakhstan 40 + 36; Poland 60 to
    # 76. By time China (2:56.23) and Kazakhstan (2:57.71) are before Belgium (2:58.38) and Poland
    # (2:58.41), so that they are in anyhow; Norway (3:00.91) is far behind.
    found = ways(qualify([event(1, "W"), event(2, "W")]))
    assert {code for code, way in found.items() if way == "points"} == {
        "JPN", "CAN", "NED", "USA", "GER",
    }  # fmt: skip
    assert [found[code] for code in ("CHN", "KAZ")] == 2 * ["time"]
    assert [found[code] for code in ("NOR", "POL", "BEL")] == 3 * ["undecided"]


def test_women_by_hand() -> None:
    # The Dutch were fourth of the World Cup although they fell at Hamar: 40 + 60 + 34 for the
    # eighth place. Germany and China are level with 119; Norway has 116, Kazakhstan 114.
    found = {each.code: each for each in qualify(season("W")).nations}
    assert (found["NED"].why, found["NED"].most) == ("4th by points", 134)
    assert found["GER"].why == "5th, level with CHN, by points"
    assert (found["NOR"].least, found["KAZ"].least) == (116, 114)
    assert [found[code].way for code in ("KAZ", "BEL", "POL", "NOR")] == [
        "time", "time", "reserve", "reserve",
    ]  # fmt: skip
    assert found["ITA"].way == "out"  # the host, and no reserve: nobody gives way


def test_level_at_the_last_place_by_time_is_undecided() -> None:
    # Japan's best with 3:39.95 and Poland's the same: nobody knows which of them is in. Both
    # stay fifth of division A and second of division B.
    changed = ('"3:38.90"', '"3:39.95"'), ('"3:40.52"', '"3:39.95"')
    men = [event(1, "M", *changed), event(2, "M"), event(4, "M")]
    found = qualify(men)
    assert (ways(found)["JPN"], ways(found)["POL"]) == ("undecided", "undecided")
    assert len(found.field) == 7


def test_one_team_a_nation() -> None:
    assert [nation(code) for code in ("NED", "NED2", "NED-2", "Rabbits")] == [
        "NED", "NED", "NED", "Rabbits",
    ]  # fmt: skip
    # A second team of the USA in Belgium's place, seventh: only the better one counts.
    changed = ("[teams.BEL]", "[teams.USA2]"), ('team = "BEL"', 'team = "USA2"')
    found = {each.code: each for each in qualify([event(1, "M", *changed)]).nations}
    assert "USA2" not in found
    assert found["USA"].most == 60


def test_events_that_do_not_go_together_are_refused() -> None:
    ranking = world_cup.text(1, "M").replace('"world-cup"', '"ranking"')
    for division in "AB":
        ranking = ranking.replace(f'division = "{division}"\n', "")
    with pytest.raises(InputError, match="no World Cup points"):
        qualify([results(load_text(ranking))])
    with pytest.raises(InputError, match="is of women"):
        qualify([event(1, "M"), event(2, "W")])
    with pytest.raises(InputError, match="the same event as"):
        qualify([event(1, "M"), event(1, "M")])


def test_one_event_under_two_names_counts_once() -> None:
    """The World Cup of Salt Lake City: as its file calls it, and as the ISU numbers it."""
    bundled = results(load("world-cup-2025-salt-lake-city-men"))
    assert bundled.scenario.event.name != event(1, "M").scenario.event.name
    with pytest.raises(InputError) as error:
        qualify([event(1, "M"), bundled])
    (fault,) = error.value.faults
    assert fault.where == "world-cup-2025-salt-lake-city-men"
    assert "is the same event as text" in fault.problem
    assert fault.remedy == "give each event once"


def test_events_of_several_seasons_are_told_apart() -> None:
    """A season goes from July to June: January belongs with November before it."""
    one = [event(number, "M") for number in world_cup.DATES]
    assert not any("several seasons" in each for each in qualify(one).notes)
    dates = list(world_cup.DATES.values())
    for moved, several in (("2026-06-30", False), ("2026-07-01", True), ("2025-06-30", True)):
        other = event(next(iter(world_cup.DATES)), "M", (dates[0], moved))
        notes = [each for each in qualify([other, *one[1:]]).notes if "several seasons" in each]
        assert bool(notes) is several, moved
    assert "of 2024-25" in notes[0]
    assert "of 2025-26" in notes[0]
