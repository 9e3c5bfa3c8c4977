"""Levels, what-ifs and overrides: the nearest wins, and only what was meant changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import scenario
from pursuit_sim.errors import InputError
from pursuit_sim.scenario.merge import merge
from pursuit_sim.scenario.race import Entry

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'
BASE = """
[event]
name = "Base"
sex = "men"
laps = 8
[pacing]
fade_s = 1.0
fade_shape = 1.5
[teams.AAA]
skaters = ["Ann One", "Ben Two", "Cid Three", "Dan Four"]
[teams.AAA.pacing]
fade_s = 2.0
[teams.AAA.body]
mass_kg = 80
[teams.AAA.bodies."Ben"]
mass_kg = 90
[teams.BBB]
skaters = ["Eve Five", "Fay Six", "Gus Seven"]
[races.r-1.finish]
team = "AAA"
lineup = ["Ann One", "Ben Two", "Cid Three"]
time = "3:40.00"
formation = { leads = [["One", 4], ["Two", 4]], push = true }
assumed = ["formation.leads", "lineup"]
[races.r-1.finish.pacing]
fade_onset_lap = 5
[races.r-1.crossing]
team = "BBB"
lineup = ["Five", "Six", "Seven"]
time = 221.5
formation = "rotating"
"""


def load(*overrides: str) -> scenario.Scenario:
    return scenario.load_text(HEAD + BASE, overrides)


def first(*overrides: str) -> Entry:
    return load(*overrides).races["r-1"].entries[0]


def test_nearest_level_wins_key_by_key() -> None:
    ours, theirs = load().races["r-1"].entries
    assert (ours.pacing.fade_s, theirs.pacing.fade_s) == (2.0, 1.0)
    assert (ours.pacing.fade_shape, theirs.pacing.fade_shape) == (1.5, 1.5)
    assert (ours.pacing.fade_onset_lap, theirs.pacing.fade_onset_lap) == (5, 3)
    assert [body.mass_kg for body in ours.bodies] == [80, 90, 80]
    assert [body.mass_kg for body in theirs.bodies] == [78, 78, 78]
    nearest = first("races.r-1.finish.pacing.fade_s=3")
    assert nearest.pacing.fade_s == 3


def test_overrides_make_a_what_if_and_say_what_changed() -> None:
    changed = load("pacing.fade_s=1.4", "races.r-1.crossing.time=3:41.00")
    assert changed.what_if
    assert changed.changes == ("pacing.fade_s", "races.r-1.crossing.time")
    assert changed.races["r-1"].entries[1].pacing.fade_s == 1.4
    assert changed.races["r-1"].entries[1].official_time_s == 221
    assert not load().what_if
    assert load().changes == ()


def test_the_last_override_wins() -> None:
    assert (
        load("pacing.fade_s=1.4", "pacing.fade_s=1.5").races["r-1"].entries[1].pacing.fade_s == 1.5
    )


@pytest.mark.parametrize(
    ("overrides", "kind", "push", "leads"),
    [
        ((), "few changes", True, [4, 4]),
        (("push=false",), "few changes", False, [4, 4]),
        (("=push",), "push", True, [8]),
        (("=fixed", "push=true"), "push", True, [8]),
        (('leads=[["One", 8]]',), "push", True, [8]),
        (('={ leads = [["One", 8]] }',), "push", True, [8]),
        (("kind=fixed",), "fixed", False, [8]),
        (("=rotating",), "rotating", False, [1.5, 1.5, 1.5, 1.5, 1, 1]),
        (("=rotating", "push=true"), "few changes", True, [1.5, 1.5, 1.5, 1.5, 1, 1]),
        (("=push", 'leads=[["One", 4], ["Two", 4]]'), "few changes", True, [4, 4]),
    ],
)
def test_formation_overrides(
    overrides: tuple[str, ...], kind: str, push: bool, leads: list[float]
) -> None:
    key = "races.r-1.finish.formation"
    made = first(*(f"{key}{o}" if o.startswith("=") else f"{key}.{o}" for o in overrides)).formation
    assert (made.kind, made.push) == (kind, push)
    assert [lead.laps for lead in made.leads] == leads


def test_few_changes_are_two_skaters_in_turn() -> None:
    made = first("races.r-1.finish.formation=few changes").formation
    assert made.kind == "few changes"
    assert {lead.skater for lead in made.leads} == {0, 1}


def test_replaced_assumptions_are_assumptions_no_more() -> None:
    assert first().assumed == ("formation.leads", "lineup")
    assert first("races.r-1.finish.formation=push").assumed == ("lineup",)
    assert first('races.r-1.finish.formation.leads=[["One", 8]]').assumed == ("lineup",)
    assert "lineup" in first("races.r-1.finish.formation.push=false").assumed


def test_who_marks_something_else_takes_no_mark_back() -> None:
    """A time that nobody measured stays so in a file that only assumes an order."""
    base = {"time": 218.1, "lineup": ["A", "B", "C"], "assumed": ["time", "lineup"]}
    assert merge(base, {"assumed": ["side"]})["assumed"] == ["time", "lineup", "side"]
    assert merge(base, {"lineup": ["A", "C", "B"], "assumed": ["lineup"]})["assumed"] == [
        "time", "lineup",
    ]  # fmt: skip
    assert merge(base, {"time": 218.1, "assumed": ["side"]})["assumed"] == ["lineup", "side"]
    assert merge(base, {"assumed": []})["assumed"] == []


def test_a_chain_of_files(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "base.toml").write_text(HEAD + BASE, encoding="utf-8")
    (tmp_path / "deep" / "middle.toml").write_text(
        HEAD + 'extends = "../base.toml"\n[pacing]\nfade_s = 2.5\nfade_shape = 3\n',
        encoding="utf-8",
    )
    top = tmp_path / "top.toml"
    top.write_text(
        HEAD + 'extends = "deep/middle.toml"\n[pacing]\nfade_s = 3.5\n'
        '[races.r-2.finish]\nteam="BBB"\nlineup=["Six","Five","Seven"]\ntime=230\nformation="push"\n',
        encoding="utf-8",
    )
    made = scenario.load(top)
    theirs = made.races["r-1"].entries[1]
    assert (theirs.pacing.fade_s, theirs.pacing.fade_shape) == (3.5, 3)
    assert list(made.races) == ["r-1", "r-2"]
    assert made.what_if
    assert len(made.races["r-2"].entries) == 1, "a solo run"


def test_a_fault_names_the_file_that_holds_it(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(
        HEAD + BASE.replace("fade_shape = 1.5", "fade_shape = 99"), encoding="utf-8"
    )
    top = tmp_path / "top.toml"
    top.write_text(HEAD + 'extends = "base.toml"\n[pacing]\nfade_s = 77\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        scenario.load(top, ["train.exchange_s=99"])
    wheres = {fault.key: Path(fault.where).name for fault in caught.value.faults}
    assert wheres == {
        "pacing.fade_shape": "base.toml",
        "pacing.fade_s": "top.toml",
        "train.exchange_s": "--set",
    }


def test_lists_and_scalars_are_replaced_tables_are_merged() -> None:
    merged = merge({"a": {"x": 1, "y": [1, 2]}, "b": 1}, {"a": {"y": [3]}, "b": {"z": 1}})
    assert merged == {"a": {"x": 1, "y": [3]}, "b": {"z": 1}}


def test_merging_leaves_its_inputs_alone() -> None:
    base = {"a": {"x": 1}, "assumed": ["a.x"]}
    over = {"a": {"x": 2}}
    merge(base, over)
    assert base == {"a": {"x": 1}, "assumed": ["a.x"]}
    assert over == {"a": {"x": 2}}


def test_keys_for_completion_hold_what_the_file_leaves_out() -> None:
    known = scenario.known_keys(scenario.raw("beijing-2022-men"))
    for key in (
        "pacing.fade_s",
        "rink.air_density_kgm3",
        "teams.NED.train.swing_out_m",
        "races.sf-1.crossing.formation",
        "races.final-a.finish.formation.push",
        "races.qf-2.finish.pacing.lap_deltas_s",
        "races.sf-2.crossing.records",
        "event.laps",
    ):
        assert key in known
    assert not {"format", "version", "extends", "assumed"} & set(known)
    assert len(set(known)) == len(known)


def test_every_key_offered_is_a_key_accepted() -> None:
    from pursuit_sim.scenario.overrides import parse

    raw = scenario.raw("two-teams")
    for key in scenario.known_keys(raw):
        parse(f"{key}=1", raw)


@pytest.mark.parametrize(
    "key",
    [
        'teams.NED.bodies."Sven Kramer".mass_kg',
        "teams.NED.bodies.'Sven Kramer'.mass_kg",
        "teams.NED.bodies.Sven Kramer.mass_kg",
        "teams.NED.bodies.Kramer.mass_kg",
        'teams . "NED".bodies."kramer" .mass_kg ',
    ],
)
def test_a_skater_of_the_team_may_be_given_a_body(key: str) -> None:
    entry = scenario.load("beijing-2022-men", [f"{key}=80"]).races["sf-1"].entries[1]
    assert entry.lineup[0] == "Sven Kramer"
    assert [body.mass_kg for body in entry.bodies] == [80.0, 78.0, 78.0]


@pytest.mark.parametrize("name", ["Kramers", "Peder Kongshaug", ""])
def test_only_a_skater_of_the_team_has_a_body(name: str) -> None:
    with pytest.raises(InputError):
        scenario.load("beijing-2022-men", [f'teams.NED.bodies."{name}".mass_kg=80'])


def test_names_with_dots_are_quoted() -> None:
    from pursuit_sim.scenario.overrides import parse

    raw = {"teams": {"AAA": {"skaters": ["A. Bee"], "bodies": {"A. Bee": {"mass_kg": 70}}}}}
    (key,) = (each for each in scenario.known_keys(raw) if each.endswith('bodies."A. Bee".mass_kg'))
    assert parse(f"{key}=80", raw).raw["teams"]["AAA"]["bodies"] == {"A. Bee": {"mass_kg": 80}}


@pytest.mark.parametrize(
    ("override", "key", "said"),
    [
        ("pacing.fade=1.4", "pacing.fade", "did you mean 'pacing.fade_s'?"),
        ("fade_s=1.4", "fade_s", "did you mean 'pacing.fade_s'?"),
        ("races.r-1.finish.fade_s=1", "races.r-1.finish.fade_s", "races.r-1.finish.pacing.fade_s"),
        ("races.r-2.finish.time=220", "races.r-2.finish.time", "races.r-1.finish.time"),
        ("teams.AAB.colour=#ffffff", "teams.AAB.colour", "teams.AAA.colour"),
        ("pacing.fade_s.x=1", "pacing.fade_s.x", "did you mean 'pacing.fade_s'?"),
        ("version=2", "version", "there is no key"),
        ("extends=x", "extends", "there is no key"),
        ("races.r-1.finish.team=CCC", "races.r-1.finish.team", "there is no team 'CCC'"),
        ("pacing.fade_s=nan", "pacing.fade_s", "from −2 to 6"),
        ("pacing.fade_s=much", "pacing.fade_s", "'much', a text"),
        ("pacing.lap_deltas_s=[1, 2]", "pacing.lap_deltas_s", "2 numbers for 8 laps"),
        ("pacing", "", "KEY=VALUE"),
        ("=1", "", "KEY=VALUE"),
        (".=1", "", "KEY=VALUE"),
        ("", "", "KEY=VALUE"),
        ("event.name=1\nlaps=2", "event.name", "write a short text"),
        ("x" * 100_000 + "=1", "", "KEY=VALUE"),
        ('"."' * 1_600, "", "KEY=VALUE"),
        ('teams.AAA.bodies."x=1', "", "KEY=VALUE"),
        ("event.laps=" + "[" * 4000, "event.laps", "a whole number from 1 to 25"),
    ],
)
def test_wrong_overrides(override: str, key: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        load(override)
    (fault,) = caught.value.faults
    assert fault.where == "--set"
    assert fault.key == key
    assert said in str(fault)


def test_all_overrides_are_judged_at_once() -> None:
    with pytest.raises(InputError) as caught:
        load("pacing.fade=1", "event.laps=0", "train.swing_out_m=-1")
    assert len(caught.value.faults) == 3
