"""Names in files that extend each other: what one file refuses layers refuse, in its own words."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from itertools import permutations

import pytest

from helpers.usual_seconds import usual_seconds
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import Scenario
from pursuit_sim.scenario.faults import ScenarioSource
from pursuit_sim.scenario.loader import _load

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
BASE = f"""{HEAD}event = {{ name = "Cup", sex = "women", laps = 6 }}
[teams.JPN]
skaters = ["Miho Takagi", "Ayano Sato", "Nana Kikuchi"]
[teams.JUN]
skaters = ["Mana Takagi", "Yui Sato", "Ran Kikuchi"]
[teams.AAA]
skaters = ["Ada Berg", "Bea Dahl", "Cleo Lind"]
[races.r1.finish]
team = "JPN"
time = "2:54.00"
lineup = ["Takagi", "Sato", "Kikuchi"]
formation = "push"
[races.r1.crossing]
team = "AAA"
time = "2:56.00"
lineup = ["Berg", "Dahl", "Lind"]
formation = "push"
"""
FOURTH = 'teams.JPN.skaters = ["Miho Takagi", "Ayano Sato", "Nana Kikuchi", "{}"]'
BOTH = FOURTH.format("Mana Takagi")


def _loaded(*texts: str) -> Scenario:
    """The scenario of texts, each over the one before."""
    heads = [text if text.startswith(HEAD) else HEAD + text for text in (BASE, *texts)]
    layers = [ScenarioSource(f"file {i}", tomllib.loads(each)) for i, each in enumerate(heads)]
    return _load(layers, (), "", False)


def _refused(*texts: str) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        _loaded(*texts)
    return [(each.where, each.key, each.problem) for each in caught.value.faults]


@pytest.mark.parametrize("other", ["Miho Takagi", "M. Takagi", "TAKAGI"])
@pytest.mark.parametrize("later", [[], [FOURTH.format("Rin Kosaka")], [BOTH], ["rink = 'thialf'"]])
def test_two_tables_of_one_skater_are_refused_whatever_is_said_later(
    other: str, later: list[str]
) -> None:
    bodies = f'[teams.JPN.bodies]\nTakagi.mass_kg = 50\n"{other}".mass_kg = 60'
    ((file, key, problem),) = _refused(bodies, *later)
    assert file == "file 1"
    assert key in {"teams.JPN.bodies.Takagi", f"teams.JPN.bodies.{other}"}
    assert "are two tables of Miho Takagi" in problem
    assert "'Takagi'" in problem
    assert f"'{other}'" in problem


@pytest.mark.parametrize("later", [[], [FOURTH.format("Rin Kosaka")], [BOTH]])
def test_a_later_layer_says_more_of_a_skater_in_another_spelling(later: list[str]) -> None:
    bodies = "[teams.JPN.bodies.Takagi]\nmass_kg = 50\ntime_3000 = '4:00'"
    (first, *_) = _loaded(bodies, "teams.JPN.bodies.'M. TAKAGI'.mass_kg = 60", *later).races[
        "r1"
    ].entries[0].bodies  # fmt: skip
    assert first.mass_kg == 60
    assert [each.time_s for each in getattr(first, "times", ())] == [240.0]


@pytest.mark.parametrize("later", [[], ["rink = 'thialf'"], [FOURTH.format("Rin Kosaka")]])
def test_a_word_that_meant_two_is_refused(later: list[str]) -> None:
    """Neither the squad before nor one of later knows who was meant."""
    body = "teams.JPN.bodies.Takagi.mass_kg = 60"
    line_up = 'races.r1.finish.lineup = ["Takagi", "Sato", "Kikuchi"]'
    assert _refused(f"{BOTH}\n{body}\n{line_up}", *later) == [
        ("file 1", key, "'Takagi' may be Miho Takagi or Mana Takagi")
        for key in ("teams.JPN.bodies.Takagi", "races.r1.finish.lineup[1]")
    ]
    assert _refused(BOTH, line_up, *later)[0][:2] == ("file 2", "races.r1.finish.lineup[1]")


def test_a_word_that_meant_two_and_is_put_right_harms_nobody() -> None:
    wrong = f'{BOTH}\nraces.r1.finish.lineup = ["Takagi", "Sato", "Kikuchi"]'
    right = 'races.r1.finish.lineup = ["Mana Takagi", "Sato", "Kikuchi"]'
    assert _loaded(wrong, right).races["r1"].entries[0].lineup[0] == "Mana Takagi"


def test_refusals_have_the_words_of_the_file() -> None:
    others = 'teams.JPN.skaters = ["Mana Takagi", "Ayano Sato", "Nana Kikuchi"]'
    body = "teams.JPN.bodies.Takagi.mass_kg = 60"
    assert _refused(body, others) == [
        ("file 1", "teams.JPN.bodies.Takagi",
         "'Takagi' (Miho Takagi) is not one skater of JPN"),
        ("file 0", "races.r1.finish.lineup[1]",
         "'Takagi' (Miho Takagi) is not a skater of JPN"),
    ]  # fmt: skip
    first = "teams.JPN.bodies.Sato.mass_kg = 60"
    light = 'teams.JPN.bodies."SATO Ayano".mass_kg = -3'
    for squad in ([], [BOTH]):
        assert _refused(first, light, *squad) == [
            ("file 2", "teams.JPN.bodies.SATO Ayano.mass_kg", "found -3")
        ]


def _who(scenario: Scenario) -> list[tuple[str, tuple[str, ...]]]:
    """The team and the three on the finish side, now and when the time was skated."""
    (now,) = (each for each in scenario.races["r1"].entries if each.side == "finish")
    then = [each for each in now.was.entries if each.side == "finish"] if now.was else []
    return [(each.team.code, each.lineup) for each in (now, *then)]


@pytest.mark.parametrize("squad", [
    'teams.AAA.skaters = ["Ada Berg", "Bea Dahl", "Cleo Lind", "X Y"]',
    'teams.JPN.skaters = ["Ayano Sato", "Nana Kikuchi", "Miho Takagi"]',
    'teams.JUN.skaters = ["Ran Kikuchi", "Mana Takagi", "Yui Sato"]',
])  # fmt: skip
@pytest.mark.parametrize("line_up", ["", 'lineup = ["Takagi", "Sato", "Kikuchi"]'])
def test_another_team_in_a_race_has_the_time_as_it_was_skated(line_up: str, squad: str) -> None:
    """Whether its line-up is said again or not, and whatever squads are said."""
    changed = f'races.r1.finish.team = "JUN"\n{line_up and "races.r1.finish." + line_up}'
    found = _who(_loaded(changed))
    assert found == [
        ("JUN", ("Mana Takagi", "Yui Sato", "Ran Kikuchi")),
        ("JPN", ("Miho Takagi", "Ayano Sato", "Nana Kikuchi")),
    ]
    assert _who(_loaded(changed, squad)) == _who(_loaded(f"{changed}\n{squad}")) == found


def test_a_team_that_is_said_again_changes_nothing() -> None:
    assert _who(_loaded('races.r1.finish.team = "JPN"')) == _who(_loaded())


def _squads(names: list[str], count: int) -> str:
    listed = ", ".join(f'"{each}"' for each in names)
    return "\n".join(f'[teams.T{n}]\nname = "T{n}"\nskaters = [{listed}]' for n in range(count))


def _chain(kind: str) -> list[str]:
    if kind == "surname":  # that all have
        own = "bodies.Berg.mass_kg = 60"
        names = [[f"N{i}L{k} Tak" for i in range(49)] + ["Ada Berg"] for k in range(9)]
        return [_squads(each, 20).replace("skaters", f"{own}\nskaters") for each in names]
    if kind == "one":  # squad and its tables of thousands
        tables = "\n".join(f"[teams.BIG.bodies.A{i}]\nmass_kg = 60" for i in range(2000))
        return [_squads([f"A{i} B" for i in range(3000)], 1).replace("T0", "BIG") + "\n" + tables]
    letters = ["".join(each) for each in permutations("ABCDEFG")]  # teams
    return ["\n".join(f'teams.{each}.name = "X{each}"' for each in letters[k : k + 1500])
            for k in (0, 1500)]  # fmt: skip


@pytest.mark.parametrize("kind", ["surname", "one", "teams"])
def test_names_and_teams_of_any_number_take_no_time(kind: str) -> None:
    """Each took from five seconds to half a minute."""
    chain = _chain(kind)

    def load() -> None:
        with suppress(InputError):  # of the last two
            _loaded(*chain)

    assert usual_seconds(load) < 4
