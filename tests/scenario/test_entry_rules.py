"""What an entry means by what it says and leaves out."""

from __future__ import annotations

import pytest

from pursuit_sim import load
from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.formation import Formation, Lead
from pursuit_sim.scenario.parameters import Train
from pursuit_sim.scenario.race import Entry, Team

TEXT = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "women"
laps = 6
venue = "Long Straight"
city = "Nowhere"
[teams.AAA]
skaters = ["Ann One", "Ben Two", "Cid Three"]
[races.r-1.finish]
team = "AAA"
lineup = ["Ann One", "Ben Two", "Cid Three"]
time = "3:00.00"
formation = FORMATION
"""


def entry(formation: str, more: str = "") -> Entry:
    return load_text(TEXT.replace("FORMATION", formation) + more).races["r-1"].entries[0]


def fault(formation: str, more: str = "") -> Fault:
    with pytest.raises(InputError) as caught:
        entry(formation, more)
    (found,) = caught.value.faults
    return found


@pytest.mark.parametrize(
    ("written", "push"),
    [
        ("{}", False),
        ("{ push = false }", False),
        ("{ push = true }", True),
        ('"push"', True),
        ('"fixed"', False),
        ('{ kind = "fixed", push = true }', True),
        ('{ kind = "push", push = false }', False),
    ],
)
def test_one_leads_all_the_way_with_or_without_a_push(written: str, push: bool) -> None:
    made = entry(written).formation
    assert made.push is push
    assert [(lead.skater, lead.laps) for lead in made.leads] == [(0, 6.0)]


FALL = 'fall = { skater = "Ben", laps = %s }\nsplits = [[2.5, "1:18.00"]]\n'


def test_a_fall_comes_after_the_last_known_passing() -> None:
    fallen = entry('"push"', FALL % "3").fall
    assert fallen is not None
    assert (fallen.skater, fallen.laps) == (1, 3.0)
    for laps in ("1", "2", "2.5"):
        found = fault('"push"', FALL % laps)
        assert found.key == "races.r-1.finish.fall.laps"
        assert found.problem == f"found {laps}, with a known passing at 2.5 laps"


def test_a_fall_comes_before_the_finish() -> None:
    assert fault('"push"', FALL % "6").remedy == "write less than 6"


def test_a_kind_beside_leads_is_refused() -> None:
    found = fault('{ kind = "push", leads = [["One", 6]] }')
    assert found.key == "races.r-1.finish.formation.kind"


def test_an_event_keeps_what_the_file_says_of_it() -> None:
    event = load_text(TEXT.replace("FORMATION", '"push"')).event
    assert (event.name, event.venue, event.city) == ("By hand", "Long Straight", "Nowhere")
    assert event.discipline == "Women's team pursuit"
    assert (event.rounds, event.date) == ("single", "")


def test_family_names_come_first_where_they_are_written_so() -> None:
    assert not Team("AAA", "Anybody", "#112233").family_first
    teams = {
        each.team.code: each.team
        for race in load("beijing-2022-men").races.values()
        for each in race.entries
    }
    assert {code for code, team in teams.items() if team.family_first} == {"CHN", "KOR"}


def test_the_spacing_that_is_given_counts_with_and_without_a_push() -> None:
    # Hip to hip: rotating 1.2 m, push 0.9 m.
    assert [Train().spacing(push) for push in (False, True)] == [1.2, 0.9]
    assert [Train(spacing_m=1.5).spacing(push) for push in (False, True)] == [1.5, 1.5]


@pytest.mark.parametrize(
    ("event", "race", "team", "time_s"),
    [
        ("milano-2026-men", "sf-1", "NED", 220.67),  # Italy 3:38.88, 1.79 s behind
        ("milano-2026-women", "sf-1", "USA", 180.14),  # Canada 2:55.92, 4.22 s behind
        ("pyeongchang-2018-men", "sf-2", "NED", 218.46),  # Norway 3:37.08, 1.38 s behind
    ],
)
def test_a_published_gap_to_the_opponent_is_a_time(
    event: str, race: str, team: str, time_s: float
) -> None:
    (found,) = (each for each in load(event).races[race].entries if each.team.code == team)
    assert found.derived_from
    assert found.official_time_s == time_s


def test_laps_in_front_are_those_of_each_skater() -> None:
    turns = Formation((Lead(0, 3.0), Lead(1, 2.0), Lead(2, 1.5), Lead(0, 1.5)))
    assert turns.laps_in_front == (4.5, 2.0, 1.5)


@pytest.mark.parametrize(
    ("said", "games"), [("", True), ("games = true\n", True), ("games = false\n", None)]
)
def test_an_olympic_record_falls_at_the_games_alone(said: str, games: bool | None) -> None:
    text = TEXT.replace("FORMATION", '"push"').replace("laps = 6", f"laps = 6\n{said}")
    assert not load_text(text.replace("games = true\n", "")).event.games, "no record, no Games"
    with_record = f'{text}records = ["OR"]\n'
    if games is None:
        with pytest.raises(InputError, match=r"event\.games: is false, but an OR is published"):
            load_text(with_record)
    else:
        assert load_text(with_record).event.games is games


@pytest.mark.parametrize(("team", "owner"), [("AAA", "AAA"), ("aaa", "AAA"), ("First Club", "AAA")])
def test_a_record_of_a_teams_own_names_it_by_code_or_name(team: str, owner: str) -> None:
    text = TEXT.replace("FORMATION", '"push"').replace(
        "[teams.AAA]", '[teams.AAA]\nname = "First Club"'
    )
    record = f'[[records]]\nkind = "NR"\ntime = "2:59.00"\nteam = "{team}"\n'
    (found,) = load_text(text + record).records
    assert (found.kind, found.team) == ("NR", owner)
    with pytest.raises(InputError, match=r"records\[1\]\.team: there is no team 'AAB'"):
        load_text(text + record.replace(team, "AAB"))


def test_a_slower_team_fades_more_unless_its_fade_is_given() -> None:
    """Men's 3:46.777 is 3.98 % slower a lap than 3:38.28, which fades by 0.8 s: 0.2 s for each."""
    men = TEXT.replace("FORMATION", '"push"').replace('"women"', '"men"').replace("= 6", "= 8")
    slow = men.replace("3:00.00", "3:46.777")
    (fast, slower, given) = (
        load_text(text).races["r-1"].entries[0].pacing.fade_s
        for text in (
            men.replace("3:00.00", "3:38.28"), slow, f"{slow}pacing = {{ fade_s = 1.1 }}\n",
        )
    )  # fmt: skip
    assert fast == 0.8
    assert slower == pytest.approx(0.8 + 0.2 * 3.98, abs=0.01)
    assert given == 1.1
