"""Whose the values of a sweep are: each team is told with its own, and with none of the other's."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.outcomes import CLI

SWEEP = ("sweep", "beijing-2022-men", "--race", "sf-1")
AIR = ("--vary", "rink.air_density_kgm3=1.0,1.2")
NOR, NED = "races.sf-1.finish", "races.sf-1.crossing"


def said(out: str, team: str) -> str:
    """The sentence about a team below the tables."""
    (line,) = (each for each in out.splitlines() if each.startswith((f"{team} ", f"{team}:")))
    return line


def heads(out: str, team: str) -> list[str]:
    lines = out.splitlines()
    return lines[lines.index(team) + 1].split()


def test_no_team_is_credited_with_the_others_formation(cli: CLI, tmp_path: Path) -> None:
    plot = tmp_path / "sweep.svg"
    done = cli(*SWEEP, *AIR, "--vary", f"{NED}.formation=push,fixed", "--plot", plot)
    assert done.status == 0
    assert said(done.out, "NOR").startswith("NOR is fastest with air_density_kgm3 = 1.0: ")
    assert "air_density_kgm3 = 1.0 and formation = push: " in said(done.out, "NED")
    assert "formation" not in heads(done.out, "NOR")
    assert "formation" in heads(done.out, "NED")
    # A line for each formation in the panel of NED, none named in that of NOR.
    drawn = plot.read_text(encoding="utf-8")
    assert [drawn.count(f"formation = {each}") for each in ("push", "fixed")] == [1, 1]


def test_with_both_sides_varied_each_has_its_own(cli: CLI) -> None:
    varied = ("--vary", f"{NOR}.formation=push,fixed", "--vary", f"{NED}.formation=push,fixed")
    out = cli(*SWEEP, *varied).out
    for team in ("NOR", "NED"):
        assert heads(out, team)[:2] == ["formation", "Time"]
        assert "formation = push" in said(out, team)


def test_whom_no_value_reaches_has_no_table(cli: CLI) -> None:
    out = cli(*SWEEP, "--vary", "teams.NED.body.mass_kg=70,80").out
    assert said(out, "NOR") == "NOR skates as it is, 3:38.28: no value reaches it."
    assert "\nNOR\n" not in out


def test_one_man_is_not_told_as_the_team(cli: CLI) -> None:
    key = "teams.NED.bodies.Roest.aerobic_w"
    out = cli(*SWEEP, "--team", "NED", "--vary", f"{key}=320,400").out
    assert "NED is fastest with Roest aerobic_w = 400: " in said(out, "NED")
    assert heads(out, "NED")[:2] == ["Roest", "aerobic_w"]


def test_what_cannot_be_skated_says_whose_value_it_was(cli: CLI) -> None:
    out = cli(*SWEEP, "--vary", f"{NED}.effort.power_slope_w=-120,0").out
    assert "With NED power_slope_w = -120: Sven Kramer " in out


def test_of_equal_values_none_is_named(cli: CLI) -> None:
    out = cli(*SWEEP, "--team", "NED", *AIR, "--vary", "effort.push_ratio=0.95,1").out
    assert said(out, "NED").startswith("NED is fastest with air_density_kgm3 = 1.0: ")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("--vary", "pacing.fade_s=0,2"), "power model does not ask for it"),
        (("--vary", "form.fall_chance=0.1,0.2"), "no model asks for"),
        (("--vary", f"{NED}.pacing.fade_s=0,2"), "power model does not ask for it"),
        (("--model", "kinematic", "--vary", "body.mass_kg=70,80"), "kinematic model does not ask"),
        (
            ("--model", "kinematic", "--vary", "teams.NED.bodies.Roest.mass_kg=70,80"),
            "kinematic model does not ask",
        ),
        (("--vary", "teams.NOR.form.fall_chance=0.1,0.2"), "no model asks for"),
    ],
)
def test_what_a_model_does_not_ask_for_is_refused_with_and_without_a_file(
    cli: CLI, tmp_path: Path, words: tuple[str, ...], problem: str
) -> None:
    asked = [words]
    if not words[-1].startswith(("races.", "teams.")):  # to a file: keys of parameters only
        asked.append((*words, "-o", str(tmp_path / "runs.csv")))
    for each in asked:
        done = cli(*SWEEP, *each)
        assert done.status == 2
        (line,) = done.err.splitlines()
        assert problem in line


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("--team", "NED", "--vary", "effort.push_ratio=0.95,1"),
            "effort.push_ratio changes nothing: NED without a push",
        ),
        (
            ("--vary", "effort.altitude_loss_per_km=0.03,0.05"),
            "effort.altitude_loss_per_km changes nothing: the rink is at 0 m, sea level",
        ),
        (
            ("--model", "kinematic", "--vary", "pacing.corner_swing=0.01,0.02"),
            "pacing.corner_swing changes nothing: it is nought at the timing lines",
        ),
    ],
)
def test_what_changes_nothing_says_why_both_ways(
    cli: CLI, tmp_path: Path, words: tuple[str, ...], line: str
) -> None:
    assert f"\n{line}" in cli(*SWEEP, *words).out
    assert line in cli(*SWEEP, *words, "--format", "csv").err
    assert line in cli(*SWEEP, *words, "-o", tmp_path / "runs.csv").err


def test_altitude_that_is_varied_too_gives_its_loss_a_say(cli: CLI) -> None:
    varied = ("--vary", "effort.altitude_loss_per_km=0.03,0.05", "--vary", "rink.altitude_m=0,900")
    out = cli(*SWEEP, *varied).out
    assert "changes nothing" not in out
