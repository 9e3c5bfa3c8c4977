"""What a file says of a skater it says, whatever the value: the usual one too."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.outcomes import CLI
from pursuit_sim.lab.line_ups import line_ups, unsaid
from pursuit_sim.lab.uncertainty import SKATERS_DIFFER, UNCERTAIN, uncertain
from pursuit_sim.scenario import Scenario, load

SKATERS = ("Ann Berg", "Bea Dahl", "Cleo Eide", "Dora Foss")
ABILITIES = {each.name for each in UNCERTAIN if each.group == SKATERS_DIFFER}


def club(path: Path, sex: str, *bodies: str, body: str = "") -> Scenario:
    """Four skaters, a table for each text, and the first three in a race."""
    tables = [
        f'[teams.RED.bodies."{name}"]\n{text}\n'
        for name, text in zip(SKATERS, bodies, strict=False)
    ]
    time = "3:00.00" if sex == "women" else "3:42.62"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nrink = "thialf"\n'
        f'[event]\nname = "Club"\nsex = "{sex}"\nlaps = {6 if sex == "women" else 8}\n{body}\n'
        f"[teams.RED]\nskaters = {[*SKATERS]}\n{''.join(tables)}"
        '[races.last.finish]\nteam = "RED"\nlineup = ["Berg", "Dahl", "Eide"]\n'
        f'time = "{time}"\nformation = "push"\n',
        encoding="utf-8",
    )
    return load(str(path))


def unsaid_of(scenario: Scenario) -> tuple[str, ...]:
    return unsaid(line_ups(scenario, "last", "RED", SKATERS, "skaters"), "RED")


@pytest.mark.parametrize(
    ("sex", "others", "usual"),
    [
        ("men", "mass_kg = 80", "mass_kg = 78"),
        ("men", "aerobic_w = 320", "aerobic_w = 335"),
        ("women", "mass_kg = 62", "mass_kg = 65"),
        ("women", "aerobic_w = 230", "aerobic_w = 240"),
        ("women", "aerobic_w = 240", "time_3000 = 245"),
    ],
)
def test_the_usual_value_is_said_where_it_is_written(
    tmp_path: Path, sex: str, others: str, usual: str
) -> None:
    path = tmp_path / "club.toml"
    assert unsaid_of(club(path, sex, others, others, others, usual)) == ()
    assert unsaid_of(club(path, sex, others, others, others)) == ("Dora Foss",)
    assert unsaid_of(club(path, sex, others, others, others, "assumed = []")) == ("Dora Foss",)
    assert unsaid_of(club(path, sex, usual, usual, usual)) == ("Dora Foss",)


def test_what_is_said_of_all_is_said_of_each(tmp_path: Path) -> None:
    path = tmp_path / "club.toml"
    assert unsaid_of(club(path, "men", body="[body]\naerobic_w = 335")) == ()
    assert unsaid_of(club(path, "men", body="[body]")) == SKATERS[:3]  # one line-up stands for all
    alone = club(path, "men").replace('teams.RED.bodies."Ann Berg".mass_kg', 78)
    assert unsaid_of(alone) == SKATERS[1:]


def test_three_who_are_measured_alike_are_not_drawn_apart(tmp_path: Path) -> None:
    path = tmp_path / "club.toml"

    def drawn(*bodies: str, body: str = "") -> set[str]:
        entry = club(path, "men", *bodies, body=body).races["last"].entries[0]
        return {each.name for each in uncertain(entry)} & ABILITIES

    assert drawn() == ABILITIES
    assert drawn(body="[body]\naerobic_w = 336") == ABILITIES  # of all: nobody told them apart
    assert drawn(*["aerobic_w = 336"] * 3) == set()
    assert drawn(*["aerobic_w = 335"] * 3) == set()
    assert drawn("aerobic_w = 336", "aerobic_w = 337", "aerobic_w = 336") == set()


def test_women_of_whom_nothing_is_said_are_named(tmp_path: Path, cli: CLI) -> None:
    path = tmp_path / "club.toml"
    words = ("optimise", str(path), "--push")
    club(path, "women", "aerobic_w = 240", "aerobic_w = 240")
    assert "nothing of the bodies of Cleo Eide, so" in " ".join(cli(*words).err.split())
    club(path, "women", *["aerobic_w = 240"] * 3)
    assert "says nothing" not in cli(*words).err
