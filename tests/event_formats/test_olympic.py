"""The bracket of Beijing 2022, and what breaks it."""

from __future__ import annotations

import csv

import pytest

from helpers.races import DATA
from pursuit_sim.event.records import Mark, Performance, new_records
from pursuit_sim.event_formats.event_format import Heat, ranking
from pursuit_sim.event_formats.knockout import FINALS, Seeds
from pursuit_sim.event_formats.olympic import meaning, misfits, places, seeds
from pursuit_sim.units import parse_time

ROUNDS = {"QF": "quarterfinal", "SF": "semifinal", "FA": "final-a"} | {
    f"F{name[-1].upper()}": name for name in FINALS
}


@pytest.fixture
def beijing() -> list[Heat]:
    times: dict[tuple[str, str], dict[str, float]] = {}
    with (DATA / "beijing2022_men.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["round"], row["heat"])
            times.setdefault(key, {})[row["noc"]] = parse_time(row["official"])
    return [Heat(f"{kind}{heat}", ROUNDS[kind], teams) for (kind, heat), teams in times.items()]


def test_quarterfinal_ranking_as_published(beijing: list[Heat]) -> None:
    quarters = [heat for heat in beijing if heat.round == "quarterfinal"]
    assert ranking(quarters) == ["NOR", "USA", "ROC", "NED", "CAN", "KOR", "ITA", "CHN"]
    assert seeds(quarters) == Seeds(
        (("NOR", "NED"), ("USA", "ROC")), (("CAN", "KOR"), ("ITA", "CHN"))
    )


def test_places_as_published(beijing: list[Heat]) -> None:
    order = [team for _, team, _ in places(beijing)]
    assert order == ["NOR", "ROC", "USA", "NED", "CAN", "KOR", "ITA", "CHN"]
    assert [place for place, _, _ in places(beijing)] == [*range(1, 9)]


def test_a_dead_heat_shares_the_better_place(beijing: list[Heat]) -> None:
    # Times are measured to a thousandth: 0.4 ms is none, 1 ms decides.
    for later, shared in ((0.0004, [1, 1, 3]), (0.001, [1, 2, 3])):
        heats = [
            Heat("fa", "final-a", {"NOR": 218.08, "ROC": 218.08 + later}),
            *(heat for heat in beijing if heat.round == "final-b"),
        ]
        assert [place for place, _, _ in places(heats)][:3] == shared


def test_the_real_event_fits_itself(beijing: list[Heat]) -> None:
    assert misfits(beijing) == []


def test_another_semifinal_winner_changes_both_finals(beijing: list[Heat]) -> None:
    changed = [
        Heat(heat.race, heat.round, {"NOR": 220.0, "NED": 219.0}) if heat.race == "SF1" else heat
        for heat in beijing
    ]
    found = {misfit.race: set(misfit.expected) for misfit in misfits(changed)}
    assert found == {"FA1": {"NED", "ROC"}, "FB1": {"NOR", "USA"}}


def test_another_quarterfinal_time_changes_the_semifinals(beijing: list[Heat]) -> None:
    # Norway slowest of the first four: USA v NOR and ROC v NED.
    changed = [
        Heat(heat.race, heat.round, {"NOR": 219.5, "USA": 217.51}) if heat.race == "QF3" else heat
        for heat in beijing
    ]
    found = {misfit.race: set(misfit.expected) for misfit in misfits(changed)}
    assert found["SF1"] | found["SF2"] == {"USA", "NOR", "ROC", "NED"}
    assert {"USA", "NOR"} in found.values()


def test_rounds_that_are_missing_are_not_judged(beijing: list[Heat]) -> None:
    assert misfits([heat for heat in beijing if heat.round.startswith("final")]) == []


STANDING = {Mark("WR"): 214.47, Mark("OR"): 217.08}


def test_one_olympic_record_fell_in_semifinal_2(beijing: list[Heat]) -> None:
    races = [
        [
            Performance(heat.race, team, time, ("OR", "TR") if time == 216.62 else ())
            for team, time in heat.times.items()
        ]
        for heat in beijing
    ]
    found = new_records(STANDING, races)
    # USA's 3:37.05 also beat 3:37.08, but ROC had crossed 0.43 s before.
    assert [(r.kind, r.team, r.time_s, r.previous_s) for r in found] == [
        ("OR", "ROC", 216.62, 217.08),
        ("TR", "ROC", 216.62, None),
    ]


def test_records_fall_one_after_another() -> None:
    races = [
        [Performance("a", "X", 217.0)],
        [Performance("b", "Y", 216.0)],
        [Performance("c", "Z", 216.5)],
    ]
    found = new_records({Mark("OR"): 217.08}, races)
    assert [(r.team, r.previous_s) for r in found] == [("X", 217.08), ("Y", 217.0)]


def test_an_equalled_record_is_told_as_such() -> None:
    found = new_records({Mark("OR"): 217.08}, [[Performance("a", "X", 217.084)]])
    assert [(each.kind, each.previous_s, each.equalled) for each in found] == [("OR", 217.08, True)]


def test_a_published_record_with_no_known_mark_must_be_the_best_time() -> None:
    slow = [[Performance("a", "X", 216.0)], [Performance("b", "Y", 218.0, ("TR",))]]
    assert new_records({}, slow) == []


@pytest.mark.parametrize(
    ("team", "later", "said"),
    [
        # One of eight times is not known: whoever is 4th or 6th may be 5th or 7th.
        ("NED", (), "3rd of 7 known · to the semifinals"),
        ("CAN", (), "4th of 7 known"),
        ("KOR", (), "5th of 7 known · to Final C"),
        ("ITA", (), "6th of 7 known"),
        ("CHN", (), "7th of 7 known · to Final D"),
        ("ROC", (), ""),
        # Once the file has the rounds that followed, it says who went where.
        ("CAN", ("semifinal", *FINALS), "4th of 7 known · to Final C"),
        ("ITA", ("semifinal", *FINALS), "6th of 7 known · to Final D"),
        ("CAN", ("final-d",), "4th of 7 known"),
    ],
)
def test_where_an_unknown_time_leaves_open_who_went_on_only_the_file_says(
    beijing: list[Heat], team: str, later: tuple[str, ...], said: str
) -> None:
    heats = [heat for heat in beijing if heat.round in ("quarterfinal", *later)]
    for i, heat in enumerate(heats):
        if heat.round == "quarterfinal" and "ROC" in heat.teams:
            heats[i] = Heat(heat.race, heat.round, {"CHN": heat.times["CHN"]}, {"ROC": "unknown"})
    (quarter,) = (h for h in heats if h.round == "quarterfinal" and team in h.teams)
    assert meaning(heats, quarter, team) == said


def test_of_some_quarterfinals_alone_nobody_is_sent_on(beijing: list[Heat]) -> None:
    """NOR and USA, 3:37.47 and 3:37.51, lead four; four others may have been faster."""
    quarters = [heat for heat in beijing if heat.round == "quarterfinal"]
    two = [heat for heat in quarters if {*heat.teams} & {"NOR", "ITA"}]
    said = {team: meaning(two, heat, team) for heat in two for team in heat.teams}
    assert said["NOR"] == "1st of 4 known"
    assert said["ITA"] == "4th of 4 known"
