"""`plan` from the command line: tables, JSON, the page, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI
from pursuit_sim import load
from pursuit_sim.export.plots import plan_page, plotting
from pursuit_sim.lab.rival import rival
from pursuit_sim.lab.tomorrow import RacePlan, plan_race
from pursuit_sim.scenario.slow_laps import SlowStretch
from pursuit_sim.units import format_time

pytest.importorskip("matplotlib")

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

pytestmark = [pytest.mark.whole, pytest.mark.usefixtures("answers_once")]

EVENT = "beijing-2022-men"
# From result sheets, which have no formations.
SHEETS = Path(__file__).parents[2] / "docs/examples/world-cup-4-men.toml"
NED = ("plan", EVENT, "--race", "sf-1", "--team", "NED")
PUSH = (*NED, "--push", "--rink", "milano", "--draws", "100")
DESCENDER = 0.002  # of the page, by which lines of text may reach into each other
A4_POINTS = b"/MediaBox [ 0 0 595.44 841.68 ]"


def test_a_page_and_the_plan_as_data(cli: CLI, tmp_path: Path) -> None:
    page = tmp_path / "plan.pdf"
    done = cli(*PUSH, "--rival", "NOR", "--target", "3:37.0", "--format", "json", "-o", str(page))
    assert done.status == 0, done
    told = json.loads(done.out)
    assert (told["format"], told["version"]) == ("pursuit-sim/race-plan", 1)
    assert told["board_s"][-1] == pytest.approx(217.0)
    assert told["passings_s"][-1] == pytest.approx(told["time_s"]["value"])
    assert told["rival"]["skated_s"] == 218.28
    assert told["rink"]["air_density_kgm3"] == 1.215
    assert page.read_bytes().startswith(b"%PDF")
    assert A4_POINTS in page.read_bytes()
    refused = cli(*PUSH, "-o", str(page))
    assert refused.status == 2, "a file that is there is kept"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rink", "milan"), "milano"),
        (("--target", "3.37"), "write a time from"),
        (("--target", "soon"), "'soon' is no time"),
        (("--rival", "NED"), "against itself"),
        (("--rival", "NRO"), "NOR"),
        (("--rival", "beijing-2022-women:JPN"), "skated 6 laps, not 8"),
        (("--rival", f"{SHEETS}:NOR"), "write their time instead"),
        (("--rival", "pyeongchang-2018-men:USA"), "--rival: USA has no published time"),
        (("--skaters", "Kramer, Roest"), "found 2 skaters"),
        (("--skaters", " , "), "found 0 skaters"),
        (("--rival", ""), "--rival: is empty"),
        (("--rival", "a" * 300), "--rival: there is no team"),
        (("--draws", "5"), "100 to"),
        (("-o", "plan.doc"), ".pdf"),
        (("--set", "rink.altitude_m=9000"), "altitude_m"),
    ],
)
def test_what_cannot_be_is_refused(cli: CLI, words: tuple[str, ...], said: str) -> None:
    (fault,) = cli(*NED, *words).faults
    assert said in fault


@pytest.mark.parametrize("much", [False, True])
def test_nothing_on_the_page_lies_over_another_or_beyond_its_edge(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, much: bool
) -> None:
    """With a long name of a team, and all that can be said of both last races, too."""
    long = '"Jan van der Weijden-Smit", "Piet Groenewoud"'
    changes = [
        f'teams.NED.skaters=["Sven Kramer", "Marcel Bosker", "Patrick Roest", {long}]',
        f'races.sf-1.crossing.lineup=["Sven Kramer", {long}]',
        "races.sf-1.crossing.formation=rotating",
        f"teams.NED.name={'Blue and yellow team of the northern lakes' if much else 'Netherlands'}",
    ]
    race = load(EVENT, ["rink=milano", *changes]).races["sf-1"]
    met = rival(load(EVENT).races["sf-1"], "NOR", race.rink)
    found = plan_race([race], "NED", kinds=("rotating",), target_s=217.0, rival=met, draws_count=20)
    boxes: list[tuple[str, Bbox]] = []

    def measured(plan: RacePlan, figure: Figure) -> None:
        drawn(plan, figure)
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib's
        page = figure.transFigure.inverted()
        boxes.extend(
            (text.get_text(), text.get_window_extent(renderer).transformed(page))
            for axes in figure.axes
            for text in (*axes.texts, axes.title, *axes.get_yticklabels() * axes.axison)
            if text.get_text()
        )

    drawn = plan_page.draw
    monkeypatch.setattr(plan_page, "draw", measured)
    many = replace(found, line_ups=found.line_ups * 6)  # as of six skaters
    if much:
        slow = (SlowStretch(8, 10, 42.95, 15.7), SlowStretch(5, 7, 40.0, 12.0, supposed=True))
        many = replace(many, slow=slow, rival=replace(met, slow=slow[::-1]))
    plotting.race_plan(many, tmp_path / "plan.png")
    assert len(boxes) > 100
    for text, box in boxes:
        assert 0.02 <= box.x0 <= box.x1 <= 0.98, text
        assert 0.02 <= box.y0 <= box.y1 <= 0.98, text
    for (one, first), (other, second) in combinations(boxes, 2):
        shared = min(first.x1, second.x1) - max(first.x0, second.x0)
        deep = min(first.y1, second.y1) - max(first.y0, second.y0)
        assert shared <= 0 or deep <= DESCENDER, (one, other)


def test_a_plan_that_is_run_without_the_power_model_says_so(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
        "[races.sf-1.crossing]\neffort = { effectiveness = 0.94 }\n"
        'formation = { push = true, leads = [["Sven Kramer", 8]] }\n',
        encoding="utf-8",
    )
    words = ("run", str(path), "--race", "sf-1")
    assert "NED in sf-1: planned for the power model" in cli(*words).err
    assert "planned for" not in cli(*words, "--model", "power").err
    assert "planned for" not in cli("run", EVENT, "--race", "sf-1").err


def test_what_was_skated_elsewhere_is_not_called_measured(cli: CLI) -> None:
    words = ("compare", EVENT, "--race", "sf-1", "--team", "NED", "--draws", "100")
    here, there = (
        next(
            line
            for line in cli(*words, *more).out.splitlines()
            if line.startswith("rotating (as skated)  3:")
        )
        for more in ((), ("--set", "rink=milano"))
    )
    assert "3:39.62  measured" in here
    assert "3:38.8" in there
    assert "measured" not in there
    swept = cli("sweep", *words[1:6], "--vary", "rink.altitude_m=140", "--set", "rink=milano")
    assert "as it was skated, and kept" in swept.out


def test_the_air_of_the_day_is_said_of_tomorrows_hall(cli: CLI) -> None:
    """Six laps of women: it is quicker, and of the hall alone."""
    women = ("plan", "beijing-2022-women", "--race", "sf-1", "--team", "JPN", *PUSH[len(NED) :])
    found = json.loads(cli(*women, "--set", "rink.air_density_kgm3=1.19", "--format", "json").out)
    assert found["rink"]["air_density_kgm3"] == 1.19
    assert found["rink"]["altitude_m"] == 140


WOMEN = """format = "pursuit-sim/scenario"
version = 1
rink = "inzell"
[event]
name = "Last week"
sex = "women"
laps = 6
[teams.BLU]
skaters = ["Anna", "Marta", "Eva", "Ida"]
[teams.BLU.bodies.Anna]
time_3000 = "4:05.0"
[teams.BLU.bodies.Marta]
time_3000 = "4:09.5"
[teams.BLU.bodies.Eva]
time_3000 = "4:07.0"
[races.last.finish]
team = "BLU"
lineup = ["Anna", "Marta", "Eva"]
time = "3:03.40"
formation = "rotating"
"""


def test_a_substitute_of_whom_nothing_is_said_wins_no_place(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "last.toml"
    path.write_text(WOMEN, encoding="utf-8")
    words = ("plan", str(path), "--push", "--draws", "100", "--rink", "thialf")
    done = cli(*words)
    assert "Left out: Ida, of whom nothing is said" in done.out
    told = json.loads(cli(*words, "--format", "json").out)
    assert [{*each["lineup"]} for each in told["line_ups"]] == [{"Anna", "Marta", "Eva"}]
    assert 178 < told["time_s"]["value"] < 188  # no men's powers: within 3 % of 3:03.40
    asked = cli(*words, "--skaters", "Anna, Marta, Eva, Ida").out
    assert "Nothing is said of Ida: how fast a line-up with them is, is a guess." in asked
    assert "Left out" not in asked


def test_a_plan_for_nobody_by_name_says_what_to_write(cli: CLI, tmp_path: Path) -> None:
    path = tmp_path / "last.toml"
    path.write_text(
        'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "A"\nsex = "men"\nlaps = 8\n'
        '[teams.RED]\n[races.a.finish]\nteam = "RED"\nlineup = "unknown"\ntime = "3:40.0"\n'
        'formation = "rotating"\n',
        encoding="utf-8",
    )
    (fault,) = cli("plan", str(path)).faults
    assert "teams.RED.skaters" in fault
    assert "name them" in fault


def test_a_range_of_other_orders_does_not_pass_for_the_plan_s_own(cli: CLI) -> None:
    """Of three described alike there is one plan; in each draw they differ, in their best order."""
    words = ("plan", "pyeongchang-2018-men", "--race", "qf-2", "--team", "KOR", "--no-push")
    told = json.loads(cli(*words, "--draws", "100", "--format", "json").out)["time_s"]
    assert told["value"] > told["high_95"]
    said = " ".join(cli(*words, "--draws", "100").out.split())
    low, high = (format_time(told[end], 1) for end in ("low_5", "high_95"))
    assert f"{format_time(told['value'])}, before form on the day." in said
    assert f"the best rotation takes {low} to {high} (5–95 %): order and turns are free" in said


@pytest.mark.parametrize(
    ("target", "said"),
    [("3:02.5", "nobody skates one faster than 11.4 s"), ("12:50", "slower than 48.4 s")],
)
def test_a_target_of_half_laps_that_nobody_skates_is_refused(
    cli: CLI, target: str, said: str
) -> None:
    (fault,) = cli("plan", "beijing-2022-men", "--team", "NED", "--target", target).faults
    assert "--target: " in fault
    assert "takes a half-lap of" in fault
    assert said in fault


def test_a_team_whose_runs_cannot_be_replayed_is_there(cli: CLI) -> None:
    (fault,) = cli("plan", "world-cup-2025-salt-lake-city-men", "--team", "ita").faults
    assert "its run in a-4 cannot be replayed" in fault
    assert "there is no team" not in fault


@pytest.mark.parametrize(
    ("team", "formation", "said"),
    [
        ('skaters = ["E1", "E2", "E3"]', "push", "in the order E1, E2, E3"),
        ('skaters = ["E1", "E2", "E3"]', "rotating", "in the order E1, E2, E3"),
        ('skaters = ["E1", "E2", "E3", "E4", "E5"]', "push", "in the order E1, E2, E3"),
        (
            'skaters = ["E1", "E2", "E3"]\nbodies.E2.aerobic_w = 345',
            "push",
            "Nothing is said of E1, E3: the usual body stands in",
        ),
        ('skaters = ["E1", "E2", "E3"]', "unknown", "nobody knows how EEE skated"),
    ],
)
def test_a_squad_is_planned_of_which_nobody_knows_who_skated(
    cli: CLI, tmp_path: Path, team: str, formation: str, said: str
) -> None:
    file = tmp_path / "squad.toml"
    file.write_text(
        f"""format = "pursuit-sim/scenario"
version = 1
event = {{ name = "Cup", sex = "men", laps = 4 }}
[teams.EEE]
{team}
[races.r1.finish]
team = "EEE"
time = "1:53.00"
lineup = "unknown"
formation = "{formation}"
""",
        "utf-8",
    )
    found = cli("plan", str(file), "--draws", "100")
    assert said in " ".join((found.out + found.err).split())
    assert found.status == (2 if formation == "unknown" else 0)
    # Whoever stood in for whom, nothing of a rotation is of that race, a push.
    told = " ".join(found.out.split())
    assert "it changes the skaters" not in told
    assert "in the formation of that race" not in told


# Four laps: far fewer rotations to look at than in eight.
STRONG = "bodies.E1.aerobic_w = {}\nbodies.E2.aerobic_w = {}\nbodies.E3.aerobic_w = {}"


def squad_file(folder: Path, skaters: str, powers: tuple[int, int, int], formation: str) -> str:
    file = folder / "squad.toml"
    file.write_text(
        f"""format = "pursuit-sim/scenario"
version = 1
event = {{ name = "Cup", sex = "men", laps = 4 }}
[teams.EEE]
skaters = [{skaters}]
{STRONG.format(*powers)}
[races.r1.finish]
team = "EEE"
time = "1:53.00"
lineup = "unknown"
formation = {formation}
""",
        "utf-8",
    )
    return str(file)


@pytest.mark.parametrize(
    "formation", ['"push"', '{ push = true, leads = [["EEE 1", 1.25], ["EEE 2", 2.75]] }']
)
def test_a_squad_of_three_skated_whatever_its_powers(
    cli: CLI, tmp_path: Path, formation: str
) -> None:
    """As strong as they are, they took 1:53.00: a plan of the same turns gains nothing."""
    file = squad_file(tmp_path, '"E1", "E2", "E3"', (385, 375, 380), formation)
    done = cli("plan", file, "--push", "--draws", "100", "--rival", "1:53.00", "--format", "json")
    told = json.loads(done.out)
    assert 112.7 < told["time_s"]["value"] <= 113.0 + 1e-6
    said = " ".join(cli("plan", file, "--push", "--draws", "100").out.split())
    assert "by the skaters" not in said
    assert "Nobody published who skated the last race: by the squad it was" in said
    assert "the order" not in said.partition("From the last race")[2].partition(". ")[0]


def test_of_others_nobody_knows_what_they_gain(cli: CLI, tmp_path: Path) -> None:
    file = squad_file(tmp_path, '"E1", "E2", "E3", "E4"', (345, 355, 325), '"push"')
    for words in ((), ("--skaters", "E1, E2, E3")):
        (fault,) = cli("plan", file, "--draws", "100", *words).faults
        assert "finish.lineup: nobody knows who of EEE skated" in fault
        assert 'assumed = ["lineup"]' in fault
    named = cli("plan", file, "--draws", "100", "--push", "--skaters", "E1,E2,E3", "--set",
                'races.r1.finish.lineup=["E1", "E2", "E3"]', "--format", "json")  # fmt: skip
    assert json.loads(named.out)["time_s"]["value"] == pytest.approx(113.0, abs=0.3)
    swept = pursuit_sim.sweep(file, {"races.r1.finish.lineup": [["E1", "E2", "E3"]]})
    assert "nobody knows who of EEE skated" in swept.points[0].problem
    assert "is not used" in cli("optimise", file, "--seconds", "1").err


def test_a_large_squad_of_whom_nothing_is_said_is_planned(cli: CLI, tmp_path: Path) -> None:
    skaters = ", ".join(f'"E{i}"' for i in range(1, 8))
    file = squad_file(tmp_path, skaters, (335, 335, 335), '"push"')
    text = Path(file).read_text("utf-8").replace(STRONG.format(335, 335, 335), "")
    Path(file).write_text(text, "utf-8")
    done = cli("plan", file, "--push", "--draws", "100", "--format", "json")
    assert json.loads(done.out)["time_s"]["value"] == pytest.approx(113.0, abs=1e-3)
