"""The bracket put together again: who would meet whom, and what is a guess."""

from __future__ import annotations

import pytest

from pursuit_sim.event.standing import standings
from pursuit_sim.event_formats import FORMATS, Heat
from pursuit_sim.event_formats.olympic import again

# Times such that nothing is level: quarterfinals A 220 to H 227.
QUARTERS = [
    Heat("qf-1", "quarterfinal", {"A": 220.0, "E": 224.0}),
    Heat("qf-2", "quarterfinal", {"B": 221.0, "F": 225.0}),
    Heat("qf-3", "quarterfinal", {"C": 222.0, "G": 226.0}),
    Heat("qf-4", "quarterfinal", {"D": 223.0, "H": 227.0}),
]
SEMIS = [
    Heat("sf-1", "semifinal", {"A": 219.0, "D": 219.5}),
    Heat("sf-2", "semifinal", {"B": 218.0, "C": 219.8}),
]
FINALS = [
    Heat("d", "final-d", {"G": 228.0, "H": 229.0}),
    Heat("c", "final-c", {"E": 226.0, "F": 226.5}),
    Heat("b", "final-b", {"D": 221.0, "C": 220.5}),
    Heat("a", "final-a", {"A": 217.0, "B": 217.5}),
]


def changed(race: str, **times: float) -> list[Heat]:
    """The event with other times of a race."""
    return [
        Heat(heat.race, heat.round, {**heat.times, **times}) if heat.race == race else heat
        for heat in (*QUARTERS, *SEMIS, *FINALS)
    ]


def places(heats: list[Heat], name: str = "olympic") -> list[tuple[int, str, str]]:
    """(place, team, race) of the bracket put together again."""
    format_ = FORMATS[name]
    assert format_.again is not None
    teams = dict.fromkeys(team for heat in heats for team in heat.teams)
    found = standings(format_, heats, [*teams], format_.again(heats))
    return [(each.place, each.team, each.race) for each in found]


def test_an_event_as_skated_has_no_guess() -> None:
    met = again([*QUARTERS, *SEMIS, *FINALS])
    assert [each.heat.race for each in met] == ["sf-1", "sf-2", "a", "b", "c", "d"]
    assert not any(each.guessed for each in met)
    assert [team for _, team, _ in places([*QUARTERS, *SEMIS, *FINALS])] == [
        "A",
        "B",
        "C",
        "D",
        "E",
        "F",
        "G",
        "H",
    ]


def test_another_winner_of_a_semifinal_meets_others_in_both_finals() -> None:
    # D beats A: D v B and A v C; 218.9 and 218.0, 219.0 and 219.8, all of the semifinals.
    met = {each.heat.race: each for each in again(changed("sf-1", D=218.9))}
    assert {race for race, each in met.items() if each.guessed} == {"a", "b"}
    assert met["a"].heat.times == {"D": 218.9, "B": 218.0}
    assert met["a"].taken_from == {"D": "sf-1", "B": "sf-2"}
    assert met["a"].heat.winner == "B"
    assert met["b"].heat.times == {"A": 219.0, "C": 219.8}
    assert places(changed("sf-1", D=218.9))[:4] == [
        (1, "B", "a"), (2, "D", "a"), (3, "A", "b"), (4, "C", "b"),
    ]  # fmt: skip


def test_another_quarterfinal_goes_on_to_the_end_with_guesses() -> None:
    # E is third: A v C and B v E; D drops to fifth and meets F. In a semifinal that nobody
    # skated A beats C and B beats E by their quarterfinals; final A is then as it was skated.
    met = {each.heat.race: each for each in again(changed("qf-1", E=221.5))}
    assert {race for race, each in met.items() if each.guessed} == {"sf-1", "sf-2", "b", "c"}
    assert met["sf-1"].heat.times == {"A": 220.0, "C": 222.0}
    assert met["sf-2"].heat.times == {"B": 221.0, "E": 221.5}
    assert met["b"].heat.times == {"C": 222.0, "E": 221.5}  # still of the quarterfinals
    assert met["b"].taken_from == {"C": "qf-3", "E": "qf-1"}
    assert met["c"].heat.times == {"D": 223.0, "F": 225.0}
    order = [team for _, team, _ in places(changed("qf-1", E=221.5))]
    assert order == ["A", "B", "E", "C", "D", "F", "G", "H"]


def test_pairs_take_the_semifinal_with_fewer_strangers() -> None:
    # D first in the quarterfinals, A fourth: D v C and A v B... by rank D, B, C, A.
    met = again([Heat("qf-4", "quarterfinal", {"D": 219.0, "H": 227.0}),
                 Heat("qf-1", "quarterfinal", {"A": 223.0, "E": 224.0}),
                 *QUARTERS[1:3], *SEMIS, *FINALS])  # fmt: skip
    assert set(met[0].heat.times) == {"D", "A"}
    assert not met[0].guessed  # D v A and B v C all the same


def test_level_teams_of_a_guess_share_the_place_and_nobody_wins() -> None:
    heats = changed("sf-1", D=218.0004)
    met = {each.heat.race: each for each in again(heats)}
    assert met["a"].heat.winner is None
    assert [place for place, _, _ in places(heats)][:4] == [1, 1, 3, 4]


def test_what_the_event_does_not_hold_is_not_guessed_into_it() -> None:
    assert [each.heat.race for each in again([*SEMIS, *FINALS])] == [
        "sf-1",
        "sf-2",
        "a",
        "b",
        "c",
        "d",
    ]
    assert [each.heat.race for each in again(FINALS)] == ["a", "b", "c", "d"]
    assert again(SEMIS[:1]) == ()
    # Quarterfinals alone: the rest is a guess in no race, in the order of the quarterfinals.
    alone = again(QUARTERS)
    assert {each.heat.race for each in alone} == {""}
    assert all(each.guessed for each in alone)
    found = FORMATS["olympic"].places_again(QUARTERS, "ABCDEFGH")
    assert [(place, team) for place, team, _ in found] == [*enumerate("ABCDEFGH", 1)]


@pytest.mark.parametrize("name", ["olympic", "olympic-2014"])
def test_places_are_those_of_the_races_where_nothing_changes(name: str) -> None:
    heats = changed("sf-1")
    if name == "olympic-2014":  # A v D, B v C: quarterfinals in that order
        heats = [QUARTERS[0], QUARTERS[3], *QUARTERS[1:3], *SEMIS, *FINALS]
    format_ = FORMATS[name]
    assert sorted(places(heats, name)) == sorted(format_.places(heats))
    assert [place for place, _, _ in places(heats, name)] == [*range(1, 9)]
    assert format_.places_again(heats, "ABCDEFGH") == places(heats, name)


def test_a_team_without_a_time_takes_its_status_along() -> None:
    # H fell in its quarterfinal and is eighth; with E third the pairs are D v F and G v H.
    fallen = Heat("qf-4", "quarterfinal", {"D": 223.0}, {"H": "DNF"})
    heats = [*QUARTERS[:3], fallen, *SEMIS, *FINALS]
    met = {each.heat.race: each for each in again(heats)}
    assert not any(each.guessed for each in met.values())
    # G fell too: both are seventh, and nobody knows whether more would have met.
    slow = Heat("qf-3", "quarterfinal", {"C": 222.0, "G": 224.5})
    met = {each.heat.race: each for each in again([*QUARTERS[:2], slow, fallen, *SEMIS, *FINALS])}
    assert met["c"].heat.times == {"E": 224.0, "G": 224.5}
    assert met["d"].heat.times == {"F": 225.0}
    assert met["d"].heat.statuses == {"H": "DNF"}
    assert met["d"].heat.winner == "F"


def test_a_final_without_the_team_that_withdrew_is_as_it_was_sent() -> None:
    walk_over = Heat("d", "final-d", {}, {"G": "not skated"})
    heats = [*QUARTERS, *SEMIS, walk_over, *FINALS[1:]]
    assert not any(each.guessed for each in again(heats))
    assert places(heats)[6:] == [(7, "G", "d"), (8, "H", "d")]


def test_level_quarterfinals_keep_the_event_as_it_was_skated_if_that_can_be() -> None:
    # D and E level in fourth place: either may skate the semifinal.
    level = Heat("qf-1", "quarterfinal", {"A": 220.0, "E": 223.0})
    heats = [level, *QUARTERS[1:], *SEMIS, *FINALS]
    assert not any(each.guessed for each in again(heats))
    after = "the semifinals and finals C and D stay as they were skated"
    assert told(heats) == [f"E and D are level in the quarterfinals: {after}"]
    # A and B level: who of them meets C and who D does not follow, but A v D and B v C can be.
    level = Heat("qf-2", "quarterfinal", {"B": 220.0, "F": 225.0})
    heats = [QUARTERS[0], level, *QUARTERS[2:], *SEMIS, *FINALS]
    assert not any(each.guessed for each in again(heats))
    assert told(heats)[0].startswith("A and B are level in the quarterfinals")


def test_whoever_is_level_in_second_place_meets_and_nothing_is_open() -> None:
    # B and D level behind A, C fourth: second meets third, whoever of them was which.
    level = Heat("qf-4", "quarterfinal", {"D": 221.0, "H": 227.0})
    heats = [*QUARTERS[:3], level, *SEMIS, *FINALS]
    semis = [{*each.pair} for each in again(heats) if each.heat.round == "semifinal"]
    assert {*map(frozenset, semis)} == {frozenset("AC"), frozenset("BD")}
    assert not any("quarterfinals" in each for each in told(heats))


def test_three_level_from_fifth_place_leave_finals_c_and_d_open() -> None:
    level = [Heat(f"qf-{i}", "quarterfinal", {one: 220.0 + i, other: 225.0})
             for i, (one, other) in enumerate([("A", "E"), ("B", "F"), ("C", "G")])]  # fmt: skip
    heats = [*level, QUARTERS[3], *SEMIS, *FINALS]
    swapped = [*heats[:6], Heat("d", "final-d", {"E": 228.0, "H": 229.0}),
               Heat("c", "final-c", {"G": 226.0, "F": 226.5}), *FINALS[2:]]  # fmt: skip
    for each in (heats, swapped):
        assert not any(meeting.guessed for meeting in again(each))
        assert told(each)[0].startswith("E, F and G are level in the quarterfinals")


def test_a_tie_that_cannot_stay_as_it_was_is_by_the_order_of_the_file_and_says_so() -> None:
    # A, B and C level, but E before them all: D cannot have gone to a semifinal.
    quarters = [Heat("qf-1", "quarterfinal", {"A": 221.0, "E": 219.0}), QUARTERS[1],
                Heat("qf-3", "quarterfinal", {"C": 221.0, "G": 226.0}), QUARTERS[3]]  # fmt: skip
    said = told([*quarters, *SEMIS, *FINALS])
    after = "are by the order of the file, as nobody knows who goes where"
    assert said[0].startswith(
        "A, B and C are level in the quarterfinals: the semifinals and finals"
    )
    assert said[0].endswith(after)


def told(heats: list[Heat]) -> list[str]:
    """What is said of what the results leave open."""
    return [str(each) for each in FORMATS["olympic"].left_open(heats)]


def test_an_unknown_result_leaves_what_follows_as_it_was_and_that_is_said() -> None:
    """Nobody knows how D did in the semifinals, A in the quarterfinals; whoever fell is known."""
    unknown = Heat("sf-1", "semifinal", {"A": 219.0}, {"D": "unknown"})
    after = [unknown, SEMIS[1]]
    finals = "finals A and B stay as they were skated"
    assert told([*QUARTERS, *after, *FINALS]) == [
        f"nobody knows how D did in the semifinals: {finals}"
    ]
    assert not any(each.guessed for each in again([*QUARTERS, *after, *FINALS]))
    fell = Heat("sf-1", "semifinal", {"A": 219.0}, {"D": "DNF"})
    assert told([*QUARTERS, fell, SEMIS[1], *FINALS]) == []
    unseen = Heat("sf-1", "semifinal", {}, {"A": "not skated", "D": "not skated"})
    assert told([*QUARTERS, unseen, SEMIS[1], *FINALS]) == [
        f"nobody knows how A and D did in the semifinals: {finals}"
    ]
    first = next(heat for heat in QUARTERS if "A" in heat.times)
    others = {team: time for team, time in first.times.items() if team != "A"}
    quarters = [
        Heat(first.race, first.round, others, {"A": "unknown"}) if heat is first else heat
        for heat in QUARTERS
    ]
    (said,) = told([*quarters, *SEMIS, *FINALS])
    assert said.startswith("nobody knows how A did in the quarterfinals: the semifinals and finals")
    assert told(quarters) == []


def test_an_unknown_semifinal_decides_nothing_where_no_final_was_skated() -> None:
    unknown = Heat("sf-1", "semifinal", {"A": 219.0}, {"D": "unknown"})
    (said,) = told([*QUARTERS, unknown, SEMIS[1]])
    assert said.endswith("by the order of the file, as nobody knows who goes where")


def test_everybody_has_one_place_however_many_are_level() -> None:
    # All quarterfinals in 220 s but G's, 219 s: G cannot be left where it was, in final D.
    heats = [
        Heat(heat.race, heat.round, {team: 219.0 if team == "G" else 220.0 for team in heat.times})
        for heat in QUARTERS
    ]
    found = [team for _, team, _ in places([*heats, *SEMIS, *FINALS])]
    assert sorted(found) == ["A", "B", "C", "D", "E", "F", "G", "H"]


def test_a_dead_heat_in_a_semifinal_leaves_the_finals_as_they_were() -> None:
    # A and D level: whoever of them skated final A may have been sent there.
    assert not any(each.guessed for each in again(changed("sf-1", D=219.0)))
    assert told(changed("sf-1", D=219.0)) == [
        "A and D are level in the semifinals: finals A and B stay as they were skated"
    ]
    assert told([*QUARTERS, *SEMIS, *FINALS]) == []
    swapped = [Heat("b", "final-b", {"A": 221.0, "C": 220.5}),
               Heat("a", "final-a", {"D": 217.0, "B": 217.5})]  # fmt: skip
    heats = [*QUARTERS, Heat("sf-1", "semifinal", {"A": 219.0, "D": 219.0}), SEMIS[1]]
    assert not any(each.guessed for each in again([*heats, *swapped, *FINALS[:2]]))
    # But not C, who lost to B.
    wrong = [Heat("b", "final-b", {"D": 221.0, "B": 220.5}),
             Heat("a", "final-a", {"A": 217.0, "C": 217.5})]  # fmt: skip
    assert {each.heat.race for each in again([*heats, *wrong, *FINALS[:2]]) if each.guessed} == {
        "a",
        "b",
    }
