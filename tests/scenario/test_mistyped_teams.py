"""Teams of a what-if that are in no race, and those that were meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import scenario
from pursuit_sim.errors import InputError

HEAD = 'format = "pursuit-sim/scenario"\nversion = 1\n'


@pytest.mark.parametrize("code", ["nor", "NRO", "Nor"])
def test_a_what_if_of_a_team_that_was_meant_otherwise_is_refused(code: str, tmp_path: Path) -> None:
    """What it says would change nothing, and nobody would know."""
    path = tmp_path / "what-if.toml"
    path.write_text(f'{HEAD}extends = "beijing-2022-men"\n[teams.{code}.pacing]\nfade_s = 4\n')
    with pytest.raises(InputError) as caught:
        scenario.load(path)
    (fault,) = caught.value.faults
    assert (fault.key, fault.remedy) == (f"teams.{code}", "did you mean 'NOR'?")


SQUAD = ["Allan Dahl Johansson", "Hallgeir Engebråten", "Peder Kongshaug", "Sverre Lunde Pedersen"]


@pytest.mark.parametrize(
    ("code", "skaters", "slip"),
    [
        ("nor", SQUAD, True), ("nor", ["Ann One", "Ben Two", "Cid Three"], True),
        ("NRO", SQUAD, True), ("NRO", SQUAD[:3], True),
        ("NRO", ["Ann One", "Ben Two", "Cid Three"], False), ("SUI", SQUAD, False),
    ],
)  # fmt: skip
def test_a_squad_does_not_make_a_slip_another_team(
    code: str, skaters: list[str], slip: bool, tmp_path: Path
) -> None:
    """The same code in other capitals is no other team, nor are most of its skaters."""
    path = tmp_path / "what-if.toml"
    names = ", ".join(f'"{each}"' for each in skaters)
    path.write_text(f'{HEAD}extends = "beijing-2022-men"\n[teams.{code}]\nskaters = [{names}]\n')
    if not slip:
        assert code in scenario.load(path).teams
        return
    with pytest.raises(InputError) as caught:
        scenario.load(path)
    assert [each.remedy for each in caught.value.faults] == ["did you mean 'NOR'?"]


@pytest.mark.parametrize(
    ("team", "remedy"),
    [
        ("[teams.Norway.pacing]\nfade_s = 4", "did you mean 'NOR'?"),
        ("[teams.NORWAY]\nskaters = ['A. One', 'B. Two', 'C. Three']", "did you mean 'NOR'?"),
        ("[teams.N]\nname = 'norway'", "did you mean 'NOR'?"),
        ("[teams.NOR-2.pacing]\nfade_s = 4", "did you mean 'NOR'?"),
        (f"[teams.NORGE]\nskaters = {SQUAD}", "did you mean 'NOR'?"),
        ("[teams.SUI.pacing]\nfade_s = 4", "give it a name, skaters and a race, or take it out"),
    ],
)
def test_a_team_of_no_race_that_is_none_of_its_own_is_refused(
    team: str, remedy: str, tmp_path: Path
) -> None:
    path = tmp_path / "what-if.toml"
    path.write_text(f'{HEAD}extends = "beijing-2022-men"\n{team}\n')
    with pytest.raises(InputError) as caught:
        scenario.load(path)
    assert [each.remedy for each in caught.value.faults] == [remedy]


@pytest.mark.parametrize("who", ["name = 'Schweiz'", "skaters = ['A. One', 'B. Two', 'C. Three']"])
def test_a_team_of_its_own_may_stand_in_a_what_if(who: str, tmp_path: Path) -> None:
    """Another file may put it into a race, and say how it skates."""
    path, again = tmp_path / "what-if.toml", tmp_path / "again.toml"
    path.write_text(f'{HEAD}extends = "beijing-2022-men"\n[teams.SUI]\n{who}\n')
    assert "SUI" in scenario.load(path).teams
    again.write_text(
        f'{HEAD}extends = "what-if.toml"\n[teams.SUI.pacing]\nfade_s = 4\n'
        '[races.final-a.finish]\nteam = "SUI"\nlineup = "unknown"\n'
    )
    assert scenario.load(again).races["final-a"].entries[0].team.code == "SUI"


def test_a_team_that_a_race_names_needs_no_more(tmp_path: Path) -> None:
    path = tmp_path / "what-if.toml"
    path.write_text(
        f'{HEAD}extends = "beijing-2022-men"\n[teams.SUI.pacing]\nfade_s = 4\n'
        '[races.final-a.finish]\nteam = "SUI"\nlineup = "unknown"\n'
    )
    assert "SUI" in scenario.load(path).teams
