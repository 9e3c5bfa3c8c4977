"""Knock-out quarterfinals, by the published results of Sochi 2014 and Vancouver 2010, men."""

from __future__ import annotations

import pytest

from pursuit_sim.event_formats import FORMATS, Heat
from pursuit_sim.event_formats.knockout import Seeds
from pursuit_sim.event_formats.olympic_2014 import again, meaning, misfits, seeds
from pursuit_sim.units import parse_time

FORMAT = FORMATS["olympic-2014"]


def heat(race: str, round_: str, **times: str) -> Heat:
    return Heat(race, round_, {team: parse_time(time) for team, time in times.items()})


# Semifinal 1 was won by Korea; its times were not found, nor Poland's, who gave up. Those
# here only say who won.
SOCHI = [
    heat("qf-1", "quarterfinal", CAN="3:43.30", USA="3:46.82"),
    heat("qf-2", "quarterfinal", KOR="3:40.84", RUS="3:44.22"),
    heat("qf-3", "quarterfinal", POL="3:42.78", NOR="3:43.19"),
    heat("qf-4", "quarterfinal", NED="3:44.48", FRA="3:53.17"),
    heat("sf-1", "semifinal", CAN="3:43.00", KOR="3:42.00"),
    heat("sf-2", "semifinal", NED="3:40.79", POL="4:00.00"),
    heat("final-d", "final-d", USA="3:46.50", FRA="3:51.76"),
    heat("final-c", "final-c", NOR="3:44.91", RUS="3:49.85"),
    heat("final-b", "final-b", POL="3:41.94", CAN="3:44.27"),
    heat("final-a", "final-a", NED="3:37.71", KOR="3:40.85"),
]
VANCOUVER = [
    heat("qf-1", "quarterfinal", CAN="3:42.38", ITA="3:46.35"),
    heat("qf-2", "quarterfinal", NOR="3:43.66", KOR="3:43.69"),
    heat("qf-3", "quarterfinal", USA="3:44.25", JPN="3:48.15"),
    heat("qf-4", "quarterfinal", NED="3:44.25", SWE="3:46.40"),
]


def test_sochi_fits_itself_and_gives_the_published_places() -> None:
    assert misfits(SOCHI) == []
    order = ["NED", "KOR", "POL", "CAN", "NOR", "RUS", "USA", "FRA"]
    assert [team for _, team, _ in FORMAT.places(SOCHI)] == order
    assert [team for _, team, _ in FORMAT.places_again(SOCHI, order)] == order


@pytest.mark.parametrize(
    ("quarters", "semifinals", "final_c", "final_d"),
    [
        (SOCHI[:4], [{"CAN", "KOR"}, {"POL", "NED"}], {"NOR", "RUS"}, {"USA", "FRA"}),
        # In 2010 the fast losers were those of quarterfinals 1 and 2, in 2014 of 2 and 3: it is
        # the time that decides, not where they lost.
        (VANCOUVER, [{"CAN", "NOR"}, {"USA", "NED"}], {"KOR", "ITA"}, {"SWE", "JPN"}),
    ],
)
def test_losers_are_ranked_by_time(
    quarters: list[Heat], semifinals: list[set[str]], final_c: set[str], final_d: set[str]
) -> None:
    found = seeds(quarters)
    assert [set(pair) for pair in found.semifinals] == semifinals
    assert [set(pair) for pair in found.others] == [final_c, final_d]


def test_the_slowest_winner_goes_on_and_the_fastest_loser_does_not() -> None:
    # The Netherlands (3:44.48) were slower than two who lost.
    assert meaning(SOCHI, SOCHI[3], "NED") == "to the semifinals"
    assert meaning(SOCHI, SOCHI[2], "NOR") == "1st of the losers · to Final C"
    assert meaning(SOCHI, SOCHI[0], "USA") == "3rd of the losers · to Final D"
    assert meaning(SOCHI, SOCHI[5], "POL") == "to Final B"


def test_another_winner_changes_the_rest() -> None:
    changed = [heat("qf-3", "quarterfinal", POL="3:42.78", NOR="3:42.00"), *SOCHI[:2], *SOCHI[3:]]
    changed = [changed[1], changed[2], changed[0], *changed[3:]]
    met = {each.heat.race: each for each in again(changed)}
    assert set(met["sf-2"].pair) == {"NOR", "NED"}
    assert met["sf-2"].heat.winner == "NOR"  # 3:42.00 v 3:44.48, a guess from the quarterfinals
    assert set(met["final-a"].pair) == {"KOR", "NOR"}
    # Losers by time: Poland 3:42.78, Russia, USA, France.
    assert set(met["final-c"].pair) == {"POL", "RUS"}
    assert not met["final-d"].guessed
    assert {each.race for each in misfits(changed)} == {"sf-2", "final-c"}


def test_quarterfinals_that_are_not_all_there_decide_nothing() -> None:
    assert seeds(SOCHI[:3]) == Seeds()
    # Who won quarterfinal 1 is not known: neither are the losers.
    unknown = Heat("qf-1", "quarterfinal", {"CAN": 223.30}, {"USA": "unknown"})
    assert seeds([unknown, *SOCHI[1:4]]) == Seeds()
    assert misfits(SOCHI[1:]) == []


def test_a_quarterfinal_that_nobody_knows_leaves_the_other_losers_to_the_file() -> None:
    """USA lost the first; who lost the last, and in which time, is not known."""
    last = SOCHI[3]
    unknown = Heat(last.race, last.round, {}, dict.fromkeys(last.teams, "unknown"))
    heats = [*SOCHI[:3], unknown, *SOCHI[4:]]
    assert meaning(heats, heats[0], "USA") == "to Final D"
    assert meaning(heats[:4], heats[0], "USA") == ""
