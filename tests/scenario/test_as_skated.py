"""Where, and by whom, each team's time was skated, whoever tells it and in whatever order."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from pursuit_sim import load, results
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.skated import as_skated, by_others
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.race import Race
from pursuit_sim.scenario.timed_body import TimedBody

BEIJING = 1.239  # kg/m³
NAMES = '"Marcel Bosker", "Sven Kramer", "Patrick Roest"'
R1, FIRST = "races.r1.finish", '"E1", "E2", "E3"'
HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
CUP = f"""{HEAD}event = {{ name = "Cup", sex = "men", laps = 8 }}
[teams.EEE]
skaters = [{FIRST}, "E4"]
[{R1}]
team = "EEE"
time = "3:40.00"
lineup = "unknown"
formation = "rotating"
"""
DUEL = f"""{HEAD}event = {{ name = "Cup", sex = "men", laps = 8 }}
[rink]
altitude_m = 100
[teams.AAA]
skaters = ["A1", "A2", "A3", "A4"]
[teams.EEE]
skaters = ["E1", "E2", "E3", "E4"]
[teams.EEE.bodies.E1]
time_3000 = "3:40"
[races.r1.finish]
team = "EEE"
time = "3:40.00"
lineup = ["E1", "E2", "E3"]
formation = "push"
[races.r1.crossing]
team = "AAA"
lineup = ["A1", "A2", "A3"]
formation = "push"
"""
OWN, GAP = 'time = "3:42.00"\n', "gap = 2.00\n"  # of AAA: its time, or only the published gap

Said = dict[str, object]
RINK: Said = {"rink.altitude_m": 1425}
LOW: Said = {"rink.altitude_m": 500}
E_TIME: Said = {"races.r1.finish.time": "3:35.00"}
E_AGAIN: Said = {"races.r1.finish.time": "3:40.0"}
E_OTHERS: Said = {"races.r1.finish.lineup": ["E1", "E2", "E4"]}
E_BACK: Said = {"races.r1.finish.lineup": ["E1", "E2", "E3"]}
E_ORDER: Said = {"races.r1.finish.lineup": ["E3", "E1", "E2"]}
A_TIME: Said = {"races.r1.crossing.time": "3:41.00"}
A_AGAIN: Said = {"races.r1.crossing.time": "3:42"}
A_OTHERS: Said = {"races.r1.crossing.lineup": ["A1", "A2", "A4"]}
A_GAP: Said = {"races.r1.crossing.gap": 2.50}
A_SAME_GAP: Said = {"races.r1.crossing.gap": 2.00}
E1 = "teams.EEE.bodies.E1"
E1_NEW: Said = {f"{E1}.time_3000": "3:39"}
E1_AGAIN: Said = {f"{E1}.time_3000": "3:40"}
E1_SHORT: Said = {f"{E1}.time_1500": "1:46"}


class Skated(NamedTuple):
    """How a team skated its time: at what altitude, who the last of the three was, and the time."""

    altitude_m: float
    who: str
    time_s: float


E_HOME, A_HOME = Skated(100, "E3", 220.0), Skated(100, "A3", 222.0)

# What is said, step by step, what stands in one step at once; then of whom the times tell.
ROWS: list[tuple[str, Sequence[Said], Skated, Skated]] = [
    (OWN, [RINK], E_HOME, A_HOME),
    (OWN, [RINK | E_TIME], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK | A_TIME], E_HOME, Skated(1425, "A3", 221.0)),
    (OWN, [RINK | E_TIME | A_TIME], Skated(1425, "E3", 215.0), Skated(1425, "A3", 221.0)),
    (OWN, [RINK, E_TIME], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [E_TIME, RINK], Skated(100, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, LOW], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, RINK], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, E_OTHERS], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, LOW | A_TIME], Skated(1425, "E3", 215.0), Skated(500, "A3", 221.0)),
    (OWN, [RINK | E_TIME | E_OTHERS], Skated(1425, "E4", 215.0), A_HOME),
    (OWN, [E_OTHERS], E_HOME, A_HOME),
    (OWN, [E_OTHERS | RINK], E_HOME, A_HOME),
    (OWN, [E_OTHERS | E_TIME, RINK], Skated(100, "E4", 215.0), A_HOME),
    (OWN, [E_OTHERS | E_TIME, E_BACK], Skated(100, "E4", 215.0), A_HOME),
    (OWN, [E_OTHERS, E_TIME], Skated(100, "E4", 215.0), A_HOME),
    (OWN, [E_TIME, E_OTHERS], Skated(100, "E3", 215.0), A_HOME),
    (OWN, [E_OTHERS, RINK | E_TIME], Skated(1425, "E4", 215.0), A_HOME),
    (OWN, [E_OTHERS, E_BACK, RINK], E_HOME, A_HOME),
    (OWN, [E_ORDER | RINK], Skated(100, "E2", 220.0), A_HOME),
    (OWN, [E_ORDER | RINK | E_TIME, LOW], Skated(1425, "E2", 215.0), A_HOME),
    (OWN, [E_OTHERS | E_TIME, A_OTHERS | A_TIME, RINK],
     Skated(100, "E4", 215.0), Skated(100, "A4", 221.0)),
    (OWN, [A_OTHERS, RINK | E_TIME], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK, A_OTHERS | A_TIME, E_OTHERS, LOW], E_HOME, Skated(1425, "A4", 221.0)),
    # A time that is told again, or put back, as the base has it is that of the base.
    (OWN, [RINK | A_AGAIN], E_HOME, A_HOME),
    (OWN, [RINK | E_AGAIN | A_AGAIN], E_HOME, A_HOME),
    (OWN, [RINK, E_AGAIN], E_HOME, A_HOME),
    (OWN, [RINK | E_TIME | A_AGAIN, LOW], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, LOW | E_TIME], Skated(1425, "E3", 215.0), A_HOME),
    (OWN, [E_TIME, RINK | E_TIME], Skated(100, "E3", 215.0), A_HOME),
    (OWN, [RINK | E_TIME, LOW | E_AGAIN], E_HOME, A_HOME),
    (OWN, [E_OTHERS | E_TIME, E_AGAIN], E_HOME, A_HOME),
    (OWN, [E_OTHERS | E_AGAIN | RINK], E_HOME, A_HOME),
    (OWN, [E_OTHERS, E_AGAIN | A_AGAIN], E_HOME, A_HOME),
    (GAP, [RINK | E_AGAIN], E_HOME, A_HOME),
    (GAP, [RINK | E_AGAIN | A_SAME_GAP], E_HOME, A_HOME),
    (GAP, [RINK | E_AGAIN | A_GAP], E_HOME, Skated(100, "A3", 222.5)),
    (GAP, [E_TIME, RINK | E_TIME | A_GAP], Skated(100, "E3", 215.0), Skated(100, "A3", 217.5)),
    (GAP, [RINK | E_TIME, E_AGAIN | A_SAME_GAP], E_HOME, A_HOME),
    (GAP, [A_OTHERS | A_SAME_GAP, RINK], E_HOME, A_HOME),
    (GAP, [RINK | A_AGAIN], E_HOME, A_HOME),
    (GAP, [RINK], E_HOME, A_HOME),
    (GAP, [RINK | A_GAP], E_HOME, Skated(100, "A3", 222.5)),
    (GAP, [RINK | A_SAME_GAP], E_HOME, A_HOME),
    (GAP, [RINK, A_SAME_GAP], E_HOME, A_HOME),
    (GAP, [A_GAP, RINK], E_HOME, Skated(100, "A3", 222.5)),
    (GAP, [RINK | E_TIME], Skated(1425, "E3", 215.0), A_HOME),
    (GAP, [RINK | E_TIME, LOW], Skated(1425, "E3", 215.0), A_HOME),
    (GAP, [RINK | E_TIME | A_GAP], Skated(1425, "E3", 215.0), Skated(1425, "A3", 217.5)),
    (GAP, [RINK | E_TIME, A_GAP], Skated(1425, "E3", 215.0), Skated(1425, "A3", 217.5)),
    (GAP, [RINK | E_TIME, LOW | A_GAP], Skated(1425, "E3", 215.0), Skated(1425, "A3", 217.5)),
    (GAP, [E_TIME, RINK | A_GAP], Skated(100, "E3", 215.0), Skated(100, "A3", 217.5)),
    (GAP, [A_OTHERS | RINK], E_HOME, A_HOME),
    (GAP, [A_OTHERS | A_GAP, RINK], E_HOME, Skated(100, "A4", 222.5)),
    (GAP, [A_GAP, A_OTHERS], E_HOME, Skated(100, "A3", 222.5)),
    (GAP, [RINK | A_TIME, LOW], E_HOME, Skated(1425, "A3", 221.0)),
    (GAP, [E_OTHERS | E_TIME, RINK], Skated(100, "E4", 215.0), A_HOME),
]  # fmt: skip


def by_changed(base: str, steps: Sequence[Said], _: Path) -> Scenario:
    scenario = load(base)
    for said in steps:
        scenario = scenario.changed(said)
    return scenario


def by_files(base: str, steps: Sequence[Said], folder: Path) -> Scenario:
    """Each step a file that extends the one before."""
    (folder / "0.toml").write_text(base)
    for i, said in enumerate(steps, 1):
        told = "".join(f"{key} = {_toml(value)}\n" for key, value in said.items())
        (folder / f"{i}.toml").write_text(f'{HEAD}extends = "{i - 1}.toml"\n{told}')
    return load(folder / f"{len(steps)}.toml")


def by_set(base: str, steps: Sequence[Said], folder: Path) -> Scenario:
    """The last step as overrides of the files before, the first key last."""
    by_files(base, steps[:-1], folder)
    said = [f"{key}={_toml(value)}" for key, value in steps[-1].items()]
    return load(folder / f"{len(steps) - 1}.toml", said[::-1])


def _toml(value: object) -> str:
    return str(value).replace("'", '"') if isinstance(value, list) else repr(value)


Door = Callable[[str, Sequence[Said], Path], Scenario]
every_door = pytest.mark.parametrize("door", [by_changed, by_files, by_set])


def skated(race: Race, side: int) -> Skated:
    entry = race.entries[side]
    then, own = as_skated(race, entry)
    assert own.side == entry.side
    assert entry.official_time_s == own.official_time_s
    return Skated(then.rink.altitude_m, own.lineup[2], own.official_time_s)


@every_door
@pytest.mark.parametrize(("known", "steps", "finish", "crossing"), ROWS)
def test_each_time_is_of_its_own_rink_and_skaters(
    known: str, steps: Sequence[Said], finish: Skated, crossing: Skated, door: Door, tmp_path: Path
) -> None:
    race = door(DUEL + known, steps, tmp_path).races["r1"]
    assert (skated(race, 0), skated(race, 1)) == (finish, crossing)


@pytest.mark.parametrize("steps", [steps for known, steps, *_ in ROWS if known == OWN])
@pytest.mark.parametrize(("side", "other"), [(0, "crossing"), (1, "finish")])
def test_nothing_that_is_said_of_one_team_moves_the_other(
    steps: Sequence[Said], side: int, other: str, tmp_path: Path
) -> None:
    told = by_changed(DUEL + OWN, steps, tmp_path).races["r1"]
    less = [
        {key: value for key, value in said.items() if f".{other}." not in key} for said in steps
    ]
    alone = by_changed(DUEL + OWN, [said for said in less if said], tmp_path).races["r1"]
    (then, own), (then_alone, own_alone) = (as_skated(each, each.entries[side])
                                            for each in (told, alone))  # fmt: skip
    assert then.rink == then_alone.rink
    assert own == own_alone
    assert by_others(told.entries[side]) == by_others(alone.entries[side])


@pytest.mark.parametrize("again", [{"rink.altitude_m": 100}, E_BACK, A_SAME_GAP, E1_AGAIN])
@pytest.mark.parametrize(("known", "steps", "finish", "crossing"), ROWS[::3])
def test_what_is_said_again_first_changes_nothing(
    again: Said, known: str, steps: Sequence[Said], finish: Skated, crossing: Skated, tmp_path: Path
) -> None:
    race = by_changed(DUEL + known, [again, *steps], tmp_path).races["r1"]
    assert (skated(race, 0), skated(race, 1)) == (finish, crossing)


def test_said_at_once_has_no_order() -> None:
    every = RINK | E_TIME | E_OTHERS | A_GAP
    texts = [f"{key}={_toml(value)}" for key, value in every.items()]
    found = {
        (skated(race, 0), skated(race, 1))
        for order in itertools.permutations(texts)
        for race in [load(DUEL + GAP, order).races["r1"]]
    }
    assert found == {(Skated(1425, "E4", 215.0), Skated(1425, "A3", 217.5))}


@every_door
@pytest.mark.parametrize(("steps", "altitude_m"), [
    ([RINK], 100),
    ([RINK | E_TIME], 100),
    ([RINK, E_TIME], 100),
    ([RINK | E_TIME | A_TIME, LOW], 100),
    ([RINK, E1_AGAIN], 100),
    ([RINK, {f"{E1}.time_3000": "3:40.00"}], 100),  # in another spelling
    ([RINK, {f"{E1}.time_3000": 220}], 100),
    ([RINK, E1_NEW, E1_AGAIN], 100),  # put back
    ([RINK | E1_NEW], 100),  # a rink that is said at once is that of the race to come
    ([RINK | E1_NEW | E_TIME], 100),
    ([E1_NEW, RINK], 100),
    ([RINK, E1_NEW], 1425),
    ([RINK, E1_NEW, LOW | E_TIME], 1425),
])  # fmt: skip
def test_a_skaters_own_time_stays_on_the_rink_on_which_it_was_said(
    steps: Sequence[Said], altitude_m: float, door: Door, tmp_path: Path
) -> None:
    race = door(DUEL + OWN, steps, tmp_path).races["r1"]
    for each in (race, as_skated(race, race.entries[0])[0]):
        body = each.entries[0].bodies[0]
        assert isinstance(body, TimedBody)
        assert body.rink.altitude_m == altitude_m


def test_two_times_of_a_skater_stand_each_on_its_own_rink(tmp_path: Path) -> None:
    race = by_changed(DUEL + OWN, [RINK, E1_SHORT, LOW], tmp_path).races["r1"]
    body = race.entries[0].bodies[0]
    assert isinstance(body, TimedBody)
    rinks = [(each.distance_m, (each.rink or body.rink).altitude_m) for each in body.times]
    assert rinks == [(1500, 1425), (3000, 100)]


def test_an_official_time_that_is_supposed_makes_nobody_stronger() -> None:
    """`run` with the power model uses no official times, but for the usual pacing of a start."""
    moved, supposed = (
        results(load(DUEL + OWN, said), "power").races[0].entries[0].time_s
        for said in (RINK, RINK | E_TIME)
    )
    assert moved == pytest.approx(supposed, abs=0.01)  # [s]; it was 6 s


@pytest.mark.parametrize("last", [LOW, E_OTHERS])
def test_a_team_whose_time_is_repeated_leaves_the_fit_of_the_other(last: Said) -> None:
    def fit(*said: Said) -> float:
        scenario = load(DUEL + OWN)
        for each in said:
            scenario = scenario.changed(each)
        race = scenario.races["r1"]
        return calibrate(race, race.entries[0]).effectiveness

    again: Said = {"races.r1.crossing.time": "3:42.00"}
    assert fit(RINK | E_TIME, last) == fit(RINK | E_TIME | again, last)


@pytest.mark.parametrize(("team", "others"), [("AAA", A_OTHERS), ("EEE", E_OTHERS)])
def test_who_is_not_named_in_the_squad_any_more_skated_all_the_same(
    team: str, others: Said
) -> None:
    """What is said of the three goes into the fit, whether a substitute comes beside or instead."""

    def fit(*skaters: str) -> float:
        named: Said = {f"teams.{team}.skaters": [f"{team[0]}{n}" for n in skaters]}
        race = load(DUEL + OWN, RINK | E1_NEW | others | named).races["r1"]
        return calibrate(race, race.entries[0]).effectiveness

    assert fit("1", "2", "4") == fit("1", "2", "3", "4")


def test_a_race_knows_what_it_was_where_rink_or_skaters_change() -> None:
    own = load("beijing-2022-men").races["sf-1"]
    assert [entry.was for entry in own.entries] == [None, None]
    moved = load("beijing-2022-men", ["rink=milano"]).races["sf-1"]
    assert [entry.was for entry in moved.entries] == [own, own]
    assert moved.rink.air_density_kgm3 == 1.215
    other = load(
        "beijing-2022-men", [f'teams.NED.skaters=[{NAMES}, "Talsma"]',
                             'races.sf-1.crossing.lineup=["Roest", "Talsma", "Bosker"]',
                             "races.sf-1.crossing.formation=rotating"],
        what_if=True,
    ).races["sf-1"]  # fmt: skip
    untouched, changed = other.entries
    assert untouched == own.entries[0]
    assert changed.was is not None
    was, before = changed.was.entries[1], own.entries[1]
    assert (was.lineup, was.formation) == (before.lineup, before.formation)
    reordered = load(
        "beijing-2022-men", ['races.sf-1.crossing.lineup=["Roest", "Kramer", "Bosker"]',
                             "races.sf-1.crossing.formation=push"],
    ).races["sf-1"]  # fmt: skip
    assert [entry.was for entry in reordered.entries] == [None, None]


@pytest.mark.parametrize("density", [BEIJING, BEIJING + 0.0001])
def test_an_order_and_turns_of_the_same_three_are_as_skated_on_any_rink(density: float) -> None:
    changed = load("what-if-dutch-push", [f"rink.air_density_kgm3={density}"]).races["sf-1"]
    now = changed.entries[1]
    skated, then = as_skated(changed, now)
    assert (skated.rink.air_density_kgm3, then.official_time_s) == (BEIJING, 219.62)
    assert now.formation.push
    assert (then.lineup, then.formation) == (now.lineup, now.formation)


def test_who_names_an_unknown_line_up_tells_who_skated() -> None:
    cup = load(CUP)
    named = cup.changed([f"{R1}.lineup=[{FIRST}]", f"{R1}.formation=push"])
    assert named.races["r1"].entries[0].was is None, "it is better knowledge, and changes nobody"
    moved = named.changed(["rink=milano"]).changed([f'{R1}.lineup=["E4", "E2", "E3"]'])
    was = moved.races["r1"].entries[0].was
    assert was is not None, "from then on another line-up is a what-if"
    assert was.rink == cup.races["r1"].rink
    assert was.entries[0].lineup == ("E1", "E2", "E3")
    assert was.entries[0].formation.push


def test_in_an_event_each_race_and_team_goes_by_its_own_time() -> None:
    changes = ["rink=milano", "races.sf-1.crossing.time=3:37.00"]
    races = load("beijing-2022-men", changes).races
    assert all(entry.was for entry in races["qf-1"].entries)
    norwegian, dutch = races["sf-1"].entries
    assert norwegian.was == load("beijing-2022-men").races["sf-1"]
    assert dutch.was is None


def _fit(text: str, *said: Said) -> float:
    scenario = load(text)
    for each in said:
        scenario = scenario.changed(each)
    race = scenario.races["r1"]
    return calibrate(race, race.entries[0]).effectiveness


def test_a_namesake_in_a_later_squad_is_not_who_skated() -> None:
    """Of sisters the one that the base calls by the surname skated."""
    squad = DUEL.replace('"E1", "E2", "E3", "E4"', '"Miho Takagi", "E2", "E3", "E4"')
    full = squad.replace('lineup = ["E1"', 'lineup = ["Miho Takagi"').replace(
        "bodies.E1", "bodies.E2"
    )
    short = full.replace('lineup = ["Miho Takagi"', 'lineup = ["Takagi"')
    later: Said = {
        "teams.EEE.skaters": ["Miho Takagi", "Nana Takagi", "E2", "E3", "E4"],
        "races.r1.finish.lineup": ["Nana Takagi", "E2", "E3"],
        "teams.EEE.bodies.E2.time_3000": "3:50",
    }
    assert _fit(short + OWN, RINK | later) == _fit(full + OWN, RINK | later)


@pytest.mark.parametrize("code", ["AAB", "BAA", "CAN"])
def test_what_another_opponent_is_called_is_worth_nothing(code: str, tmp_path: Path) -> None:
    """Letters of the old opponent in the code of the new one are no slip there."""
    text = DUEL.replace("AAA", "ABA") + OWN
    other: Said = {
        f"teams.{code}.skaters": ["C1", "C2", "C3"],
        "races.r1.crossing.team": code,
        "races.r1.crossing.lineup": ["C1", "C2", "C3"],
    }
    race = by_files(text, [RINK | E1_NEW | other], tmp_path).races["r1"]
    assert calibrate(race, race.entries[0]).effectiveness == _fit(text, RINK | E1_NEW)
