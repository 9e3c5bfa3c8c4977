"""How a skater's name is spelt, and what others are called, is worth nothing to who skated."""

from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest

from helpers.usual_seconds import usual_seconds
from pursuit_sim.errors import InputError
from pursuit_sim.lab.calibrate import calibrate
from pursuit_sim.lab.skated import as_skated
from pursuit_sim.scenario import Scenario, load, loader
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.full_names import as_meant
from pursuit_sim.scenario.loader import _load
from pursuit_sim.scenario.past import Past

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
WOMEN = f"""{HEAD}event = {{ name = "Cup", sex = "women", laps = 6 }}
[rink]
altitude_m = 100
[teams.EEE]
skaters = ["Miho Takagi", "Ayano Sato", "Nana Kikuchi"]
[teams.EEE.bodies.Sato]
time_3000 = "4:10"
[teams.AAA]
skaters = ["Miho Takagi", "Ayano Sato", "Nana Kikuchi"]
[races.r1.finish]
team = "EEE"
time = "2:56.00"
lineup = ["Takagi", "Sato", "Kikuchi"]
formation = "push"
[races.r1.crossing]
team = "AAA"
time = "2:58.00"
lineup = ["Takagi", "Sato", "Kikuchi"]
formation = "push"
"""
Said = dict[str, object]
RINK: Said = {"rink.altitude_m": 1425}
STRONGER: Said = {"teams.EEE.bodies.Sato.time_3000": "4:00"}


def _skated(said: Said, base: str = WOMEN) -> tuple[float, tuple[str, ...]]:
    """κ of EEE in a what-if, and who skated its time."""
    tables = tomllib.loads("\n".join(f"{key} = {json.dumps(each)}" for key, each in said.items()))
    layers = [tomllib.loads(base), tomllib.loads(HEAD) | tables]
    race = _load([ScenarioSource("", each) for each in layers], (), "", False).races["r1"]
    own = as_skated(race, race.entries[0])[1]
    return calibrate(race, race.entries[0]).effectiveness, own.lineup


def _fit(said: Said, base: str = WOMEN) -> float:
    return _skated(said, base)[0]


def _squad(team: str, side: str, *skaters: str, first: str) -> Said:
    return {
        f"teams.{team}.skaters": [*skaters],
        f"races.r1.{side}.lineup": [first, "Sato", "Kikuchi"],
    }


@pytest.mark.parametrize("others", [
    ["Zoe New", "Ayano Sato", "Nana Kikuchi"],
    ["NEW Zoe", "SATO Ayano", "KIKUCHI Nana"],
    ["Zoe New", "Sato Ayano", "Kikuchi Nana"],
    ["Zoe New", "A. Sato", "N. Kikuchi"],
    ["Zoe New", "SATO Ayano", "Nana Kikuchi", "TAKAGI Miho"],
])  # fmt: skip
@pytest.mark.parametrize(("team", "side"), [("EEE", "finish"), ("AAA", "crossing")])
def test_a_squad_in_another_spelling_leaves_the_fit(
    team: str, side: str, others: list[str]
) -> None:
    kept = _squad("EEE", "finish", "Miho Takagi", *others[:3], first="New")
    expected = _fit(RINK | STRONGER | (kept if team == "EEE" else {}))
    found, who = _skated(RINK | STRONGER | _squad(team, side, *others, first="New"))
    assert found == expected
    words = ["takagi", "sato", "kikuchi"]
    assert all(word in name.casefold() for word, name in zip(words, who, strict=True))


@pytest.mark.parametrize("word", ["Takagi", "TAKAGI Nana", "Nana Takagi"])
@pytest.mark.parametrize(("team", "side"), [("EEE", "finish"), ("AAA", "crossing")])
def test_a_namesakes_body_is_not_that_of_who_skated(team: str, side: str, word: str) -> None:
    squad = _squad(team, side, "Nana Takagi", "Ayano Sato", "Nana Kikuchi", first="Takagi")
    body: Said = {f'teams.{team}.bodies."{word}".time_3000': "4:05"}
    assert _fit(RINK | STRONGER | squad | body) == _fit(RINK | STRONGER)


def test_a_name_that_later_fits_two_is_still_one_skater() -> None:
    short = WOMEN.replace('"Miho Takagi"', '"Takagi"')
    both = ["Miho Takagi", "Nana Takagi", "Ayano Sato", "Nana Kikuchi"]
    later = _squad("EEE", "finish", *both, first="Nana Takagi")
    found, who = _skated(RINK | STRONGER | later, short)
    assert (found, who) == (_fit(RINK | STRONGER), ("Takagi", "Ayano Sato", "Nana Kikuchi"))


def test_a_squad_may_be_full_without_who_skated() -> None:
    many = ["Ayano Sato", "Nana Kikuchi", *(f"Zoe New{n}" for n in range(48))]
    later = _squad("EEE", "finish", *many, first="New7")
    assert _fit(RINK | STRONGER | later) == _fit(RINK | STRONGER)


def test_every_table_has_the_name_of_the_last_squad() -> None:
    base = {
        "teams": {"E": {
            "skaters": ["Miho Takagi", "Ayano Sato"], "bodies": {"Takagi": {}, "A. Sato": {}},
        }},
        "races": {"r": {"finish": {
            "lineup": ["Sato", "Takagi", "Nobody"],
            "formation": {"leads": [["Sato", 2], ["TAKAGI", 4], 7]},
            "fall": {"skater": "miho", "laps": 1},
        }}},
    }  # fmt: skip
    later = {
        "teams": {"E": {"skaters": ["SATO Ayano", "TAKAGI Nana"], "bodies": {"Takagi": {}}}},
        "races": {"r": {"finish": {"team": "E", "lineup": ["Takagi"]}, "crossing": 5}},
    }
    named, then = as_meant([ScenarioSource("", base), ScenarioSource("", later)])
    assert named.raw == {
        "teams": {"E": {
            "skaters": ["Miho Takagi", "SATO Ayano"],
            "bodies": {"Miho Takagi": {}, "SATO Ayano": {}},
        }},
        "races": {"r": {"finish": {
            "lineup": ["SATO Ayano", "Miho Takagi", "Nobody"],
            "formation": {"leads": [["SATO Ayano", 2], ["Miho Takagi", 4], 7]},
            "fall": {"skater": "Miho Takagi", "laps": 1},
        }}},
    }  # fmt: skip
    assert then.raw["teams"]["E"]["bodies"] == {"TAKAGI Nana": {}}
    assert then.raw["races"]["r"]["finish"]["lineup"] == ["TAKAGI Nana"]


def _season(count: int) -> str:
    races = ""
    for n in range(count):
        for side, team in (("finish", f"A{n}"), ("crossing", f"B{n}")):
            races += (
                f"[teams.{team}]\n"
                f'skaters = ["Ann {team}a", "Bea {team}b", "Cid {team}c", "{team}d"]\n'
                f'[races.r{n}.{side}]\nteam = "{team}"\ntime = "3:40.0{n % 10}"\n'
                f'lineup = ["{team}a", "{team}b", "{team}c"]\nformation = "push"\n'
            )
    return f"{HEAD}event = {{ name = 'Cup', sex = 'men', laps = 8, rounds = 'single' }}\n{races}"


def test_a_substitute_of_the_same_surname_does_not_get_the_times_of_who_was_there() -> None:
    base = load(WOMEN.replace("bodies.Sato", "bodies.Takagi"))
    three = ["Nana Takagi", "Ayano Sato", "Nana Kikuchi"]
    new: Said = {"teams.EEE.skaters": three, "races.r1.finish.lineup": three}
    with pytest.raises(InputError, match="\\.Takagi: 'Takagi' \\(Miho Takagi\\) is not one"):
        base.changed(new)
    # Both in one squad: the times stay with whom they are of.
    both = base.changed(new | {"teams.EEE.skaters": [*three, "Miho Takagi"]})
    assert both.teams["EEE"].described == ("Miho Takagi",)
    without = base.changed({"races.r1.finish.lineup": ["Miho Takagi", *three[1:]]})
    assert without.teams["EEE"].described == ("Miho Takagi",)


def test_a_line_up_by_surname_does_not_pass_to_a_namesake_of_a_later_squad() -> None:
    base = load(WOMEN)
    squad: Said = {"teams.EEE.skaters": ["Nana Takagi", "Ayano Sato", "Nana Kikuchi"]}
    with pytest.raises(InputError, match="Miho Takagi"):
        base.changed(squad)
    found = base.changed(squad | {"races.r1.finish.lineup": ["Takagi", "Sato", "Kikuchi"]})
    (entry,) = (each for each in found.races["r1"].entries if each.team.code == "EEE")
    assert entry.lineup[0] == "Nana Takagi"
    assert entry.was is not None
    assert entry.was.entries[0].lineup[0] == "Miho Takagi"


def test_squads_of_files_between_take_no_time_whatever_their_length() -> None:
    """One of 800 names in two files took ten seconds; a squad may have 50."""
    names = [f"Abc{n} Def{n}" for n in range(5000)]
    turned = [" ".join(reversed(name.split())) for name in names]
    squads: list[Said] = [{"skaters": each} for each in (names, turned, names[:3])]
    squads[0]["bodies"] = {"Abc0": {}}
    layers = [ScenarioSource(str(n), {"teams": {"EEE": each}}) for n, each in enumerate(squads)]
    found: list[ScenarioSource] = []
    assert usual_seconds(lambda: found.extend(as_meant(layers))) < 5
    assert found[1].raw["teams"]["EEE"]["skaters"][:3] == names[:3]


@pytest.mark.parametrize(
    "squads", [(), ("Ann {}a", "Bea {}b", "{}d"), ("{}a Ann", "{}b Bea", "{}d")]
)
def test_a_what_if_of_a_whole_season_takes_each_race_alone(
    monkeypatch: pytest.MonkeyPatch, squads: tuple[str, ...]
) -> None:
    """The whole was loaded once for each team of each race: it took minutes, and a gigabyte."""
    count = 30
    teams = [(f"{side}{n}", f"races.r{n}.{key}") for n in range(count)
             for side, key in (("A", "finish"), ("B", "crossing"))]  # fmt: skip
    others: Said = {f"{run}.lineup": [f"{team}{who}" for who in "abd"] for team, run in teams}
    if squads:
        others |= {f"teams.{team}.skaters": [each.format(team) for each in squads]
                   for team, _ in teams}  # fmt: skip
    done = []

    def counted(owner: object, name: str) -> None:
        real = getattr(owner, name)

        def made(*args: Any, **kwargs: Any) -> object:
            done.append(name)
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, made)

    counted(loader, "_resolved")
    counted(Past, "_made")
    scenario: Scenario = load(_season(count), others | RINK)
    assert done.count("_resolved") == 1
    assert done.count("_made") <= 2 * 2 * count
    for race in scenario.races.values():
        for entry in race.entries:
            assert entry.was is not None
            then = entry.was.entries[entry.was.by_team()[entry.team.code]]
            assert [
                {*name.split()} & {f"{entry.team.code}{who}" for who in "abc"}
                for name in then.lineup
            ]
            assert then.lineup[2] == f"Cid {entry.team.code}c"
            assert entry.was.rink != race.rink
