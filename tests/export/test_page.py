"""A page: what it holds is what was skated, and nothing in it is more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import pursuit_sim
from helpers import hostile, page_data
from helpers.markup import Elements
from helpers.outcomes import CLI
from helpers.two_teams import scenario
from pursuit_sim import resources, timing
from pursuit_sim.draw.replay.ghost import supposing
from pursuit_sim.draw.replay.narration import catalogue, spoken
from pursuit_sim.event import results
from pursuit_sim.export.page import page_ghosts, phrases
from pursuit_sim.export.page.document import Page, page
from pursuit_sim.export.page.packing import pack
from pursuit_sim.export.tables import results_table
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.formation import KINDS
from pursuit_sim.scenario.other_rinks import ANOTHER_RINK, OTHER_AIR

pytestmark = pytest.mark.whole

EVENT = "beijing-2022-men"
CENTIMETRE, HUNDREDTH = 0.01, 0.01
KB = 1000


def unpacked(text: str) -> list[int]:
    """Whole numbers from varints, written anew from the description of the format."""
    numbers, value, shift = [], 0, 0
    for byte in zlib.decompress(base64.b64decode(text), -15):
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(-(value + 1) // 2 if value % 2 else value // 2)
            value = shift = 0
    return numbers


def columns(text: str, count: int, sums: int) -> Any:
    """(sample, column) values of which differences were taken."""
    numbers = unpacked(text)
    long = len(numbers) // count
    rows = [numbers[k * long : (k + 1) * long] for k in range(count)]
    for _ in range(sums):
        rows = [list(accumulate(row)) for row in rows]
    return np.array(rows).T


def data_of(made: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page_data.text_of(made.html))
    return found


@pytest.fixture(scope="module")
def semifinal() -> Page:
    return page(EVENT, ["sf-1"])


@pytest.fixture(scope="module")
def two_teams() -> Page:
    return page("two-teams")


def test_numbers_come_back_whatever_their_size_and_sign() -> None:
    values = [0, -1, 1, 63, 64, -64, -65, 127, 128, 3_100_000, -(2**40), 2**40]
    assert unpacked(pack(np.array(values))) == values


def test_distance_offset_order_and_gap_are_those_of_the_trajectory(semifinal: Page) -> None:
    race = data_of(semifinal)["races"][0]
    skated = pursuit_sim.simulate(pursuit_sim.load(EVENT).races["sf-1"])
    times = np.random.default_rng(18).uniform(0.0, skated.duration_s, 200)
    moment = skated.at(times)
    grid = np.arange(race["samples"]) / race["rate_hz"]
    seen = {
        name: np.stack(
            [np.interp(times, grid, column) / race["per_metre"] for column in columns(
                race["tracks"][name], 6, 2).T],
            axis=1,
        )
        for name in ("distance", "lateral")
    }  # fmt: skip
    own = seen["distance"] - np.repeat([team["start_m"] for team in race["teams"]], 3)
    assert np.abs(own - moment.distance_m).max() < CENTIMETRE
    assert np.abs(seen["lateral"] - moment.lateral_m).max() < CENTIMETRE
    tails = moment.distance_m.reshape(-1, 2, 3).min(axis=2)
    clear = np.abs(np.diff(tails, axis=1)[:, 0]) > CENTIMETRE
    order = own.reshape(-1, 2, 3).min(axis=2).argmax(axis=1)
    assert (order[clear] == tails.argmax(axis=1)[clear]).all()
    assert np.abs(np.array(race["splits_s"]) - timing.splits(skated)).max() < HUNDREDTH / 2
    assert np.abs(np.array(race["gaps_s"]) - timing.gaps(skated)).max() < HUNDREDTH / 2


def test_every_pose_that_is_shown_is_among_the_drawings(semifinal: Page) -> None:
    data = data_of(semifinal)
    figures, race = data["figures"], data["races"][0]
    count = figures["columns"]
    long = len(unpacked(figures["poses"])) // count
    poses = columns(figures["poses"], count, 1)
    assert poses.shape == (long, count)
    known = set(poses[:, 0].tolist())
    styles = columns(race["states"]["style"], 6, 1)
    phases = columns(race["tracks"]["phase"], 6, 2) % figures["phases"]
    step = figures["phase_step"]
    for ahead in (0, step):
        kept = (phases // step * step + ahead) % figures["phases"]
        assert set((styles * figures["phases"] + kept).ravel().tolist()) <= known
    places = np.cumsum(unpacked(figures["places"]))
    assert sorted(places) == list(range(len(places)))
    assert set(poses[:, 1:4].ravel().tolist()) <= set(places.tolist())


def test_a_dress_has_the_colours_of_its_own_team_only(semifinal: Page) -> None:
    data = data_of(semifinal)
    suits = [team["suit"] for team in data["races"][0]["palettes"][0]]
    for team, suit in zip(data["races"][0]["palettes"][0], suits, strict=True):
        worn = {fill for fill, _ in data["dresses"][team["dress"]]}
        assert f"{suit}ff" in worn
        assert not {f"{other}ff" for other in suits if other != suit} & worn


def test_a_race_weighs_250_kb_at_most(semifinal: Page) -> None:
    assert len(semifinal.html.encode()) <= 250 * KB


def test_nothing_is_fetched_and_only_its_own_script_may_run(semifinal: Page) -> None:
    found = Elements(semifinal.html)
    links = [value for _, name, value in found.attributes if name in ("src", "href", "action")]
    assert all(link.startswith("data:") for link in links)
    assert not [name for _, name, _ in found.attributes if name.startswith("on")]
    policy = next(v for _, name, v in found.attributes if v.startswith("default-src 'none'"))
    spelt = base64.b64encode(hashlib.sha256(found.within["module"].encode()).digest()).decode()
    assert f"script-src 'sha256-{spelt}';" in policy
    assert "unsafe" not in policy
    assert "url(http" not in found.within["style"]


def test_names_that_try_stay_text(two_teams: Page) -> None:
    text = (resources.folder("scenarios") / "two-teams.toml").read_text(encoding="utf-8")
    tries = [hostile.SPELT[kind] for kind in (
        "script", "end of a section", "entity", "remark", "quotes", "placeholders")]  # fmt: skip
    tries += ["</script><img src=x onerror=alert(1)>", "</title><b>", "{{script}}", "<!--<script>"]
    changed, at = [], 0
    for row in text.splitlines():
        key, _, value = row.partition(" = ")
        if key in ("name", "discipline", "venue", "city") and value.startswith('"'):
            changed.append(f"{key} = {json.dumps(tries[at % len(tries)])}")
            at += 1
        else:
            changed.append(row)
    assert at >= 4
    loaded = load_text("\n".join(changed), source="hostile")
    made = page(loaded)
    found, plain = Elements(made.html), Elements(two_teams.html)
    assert found.tags == plain.tags
    assert found.within["module"] == plain.within["module"]
    spelt = json.dumps(data_of(made), ensure_ascii=False)
    for name in {loaded.event.name, *(team.name for team in loaded.teams.values())}:
        assert json.dumps(name, ensure_ascii=False) in spelt


def test_without_scripts_it_says_what_to_do_and_the_result(semifinal: Page) -> None:
    """As previews of mails show it."""
    said = Elements(semifinal.html).within["p"]
    assert "open it in a browser" in said
    assert "Semifinal 1: NOR 3:38.28, NED 3:39.62" in said


def test_times_of_the_power_model_are_called_so() -> None:
    made = page("two-teams", model="power")
    assert "power model: not the race as it was skated" in Elements(made.html).within["p"]
    data = data_of(made)
    assert data["event"]["model"] == "power"
    assert (data["races"][0]["model"], data["races"][0]["note"]) == ("power", [])


def test_inline_in_a_notebook_it_is_one_frame_that_cannot_get_out(two_teams: Page) -> None:
    inline = Elements(two_teams._repr_html_())
    assert inline.tags == ["iframe"]
    given = {name: value for _, name, value in inline.attributes}
    assert given["srcdoc"] == two_teams.html
    assert given["sandbox"] == "allow-scripts"


def test_what_is_not_known_says_so() -> None:
    race = data_of(page(EVENT, ["qf-4"]))["races"][0]
    notes = [note for team in race["teams"] for note in team["notes"]]
    scenario = pursuit_sim.load(EVENT)
    for entry in scenario.races["qf-4"].entries:
        assert entry.splits == ()
    assert notes.count(["said-pace", {}]) == 2
    assert catalogue("en")["said-pace"] == "pace by the model: only the time is known"
    assert race["laps_by_model"]
    assert race["gap_doubts"] == ["model"] * 15 + [""]
    assert [team["finish_doubt"] for team in race["teams"]] == ["", ""]


def test_gaps_and_times_that_the_file_assumes_are_not_called_known() -> None:
    gaps = "{ laps = 2, ahead = 'AAA', by = 0.5 }, { laps = 5, ahead = 'AAA', by = 0 }"
    race = f"[races.r]\ngaps = [{gaps}]\nassumed = ['gaps']"
    sides = (
        'time = 185.0\nassumed = ["time"]\nformation = "rotating"',
        f'gap = 0.5\nformation = "push"\n{race}',
    )
    (race_data,) = data_of(page(scenario(*sides)))["races"]
    assert race_data["known_gaps"] == [
        ["said-assumed-gap-by", {"halves": 4, "code": "AAA", "by": "0.50"}],
        ["said-assumed-gap-level", {"halves": 10}],
    ]
    for team in race_data["teams"]:
        assert team["notes"][-1] == ["said-pace-nothing", {}]
    assert ["said-derived-assumed", {}] in race_data["teams"][1]["notes"]
    assert [row["made_up"] for row in race_data["results"]] == [["said-assumed", {}]] * 2
    told = {2 * 2: "assumed", 2 * 5: "assumed", 2 * 6: "assumed"}
    assert race_data["gap_doubts"] == [told.get(half, "model") for half in range(1, 13)]
    assert [team["finish_doubt"] for team in race_data["teams"]] == ["assumed", "assumed"]


def test_gaps_that_the_file_knows_are_among_what_is_good_to_know() -> None:
    """Every one, with what is known of it; and nobody says that only the time is."""
    words = (
        "{ laps = 1.25, ahead = 'AAA', at_least = 0.2, at_most = 0.4 }",
        "{ laps = 2, ahead = 'AAA', by = 0.5 }", "{ laps = 3, ahead = 'BBB' }",
        "{ laps = 4, ahead = 'AAA', at_least = 0.3 }", "{ laps = 5, ahead = 'AAA', by = 0 }",
    )  # fmt: skip
    gaps = f"[races.r]\ngaps = [{', '.join(words)}]"
    sides = (
        'time = 185.03\nformation = "rotating"', f'time = 185.0\nformation = "push"\n{gaps}',
    )  # fmt: skip
    (race,) = data_of(page(scenario(*sides)))["races"]
    assert race["known_gaps"] == [
        ["said-gap-range", {"halves": 2.5, "code": "AAA", "by": "0.20", "most": "0.40"}],
        ["said-gap-by", {"halves": 4, "code": "AAA", "by": "0.50"}],
        ["said-gap-ahead", {"halves": 6, "code": "BBB"}],
        ["said-gap-least", {"halves": 8, "code": "AAA", "by": "0.30"}],
        ["said-gap-level", {"halves": 10}],
    ]
    assert [team["notes"][-1] for team in race["teams"]] == [["said-pace-gaps", {}]] * 2
    (table,) = results_table.files(results(scenario(*sides)), ["r"]).values()
    assert "Known after 5 laps, met by the model: level." in table.splitlines()
    said = [spoken(key, values) for key, values in race["known_gaps"]]
    assert [f"{each}." for each in said[1:]] == [
        each for each in table.splitlines() if each.startswith("Known") and "1.25" not in each
    ]
    assert said[0] == "Known after 1.25 laps, met by the model: AAA ahead by 0.20 s to 0.40 s"


@pytest.mark.parametrize(
    ("races", "said"), [(["final-z"], "no race 'final-z'"), (["sf-1", "x"], "no race 'x'")]
)
def test_a_race_that_is_not_there_is_one_clear_fault(races: list[str], said: str) -> None:
    with pytest.raises(pursuit_sim.InputError) as told:
        page(EVENT, races)
    assert said in str(told.value)


def test_it_is_saved_whole_and_replaces_nothing_unasked(two_teams: Page, tmp_path: Path) -> None:
    path = tmp_path / "two.html"
    two_teams.save(path)
    assert path.read_text(encoding="utf-8") == two_teams.html
    with pytest.raises(pursuit_sim.InputError):
        two_teams.save(path)
    with pytest.raises(pursuit_sim.InputError):
        two_teams.save(tmp_path / "two.txt")


@pytest.mark.parametrize(
    ("text", "races"),
    [
        ("NED:push", ["qf-2", "sf-1", "final-b"]),
        ("roc:few-changes-push", ["qf-4", "sf-2", "final-a"]),
    ],
)
def test_a_ghost_rides_where_its_team_skates(text: str, races: list[str]) -> None:
    scenario = pursuit_sim.load(EVENT)
    assert [*page_ghosts.wanted(text, scenario, [*scenario.races], "kinematic")] == races


def test_where_its_team_fell_a_page_goes_without_the_ghost(cli: CLI, tmp_path: Path) -> None:
    """JPN fell in Final A alone; CAN, beside them, did not."""
    women = pursuit_sim.load("beijing-2022-women")
    every = [*women.races]
    for code, races in (("CAN", ["qf-3", "sf-2", "final-a"]), ("JPN", ["qf-1", "sf-1"])):
        found = page_ghosts.wanted(f"{code}:push", women, every, "kinematic")
        against = page_ghosts.left_out(found, women)
        assert [*page_ghosts.riding(found, against)] == races
    only = page_ghosts.wanted("JPN:push", women, ["final-a"], "kinematic")
    with pytest.raises(pursuit_sim.InputError, match="JPN fell"):
        page_ghosts.riding(only, page_ghosts.left_out(only, women))
    asked = ("--race", "final-a", "--race", "sf-1")
    done = cli(
        "page", "beijing-2022-women", *asked, "--ghost", "JPN:push", "-o", tmp_path / "a.html"
    )
    assert done.status == 0
    assert "final-a is without a ghost: JPN fell, and the power model knows no falls" in done.err
    refused = cli("page", "beijing-2022-women", *asked[:2], "--ghost", "JPN:push", "-o",
                  tmp_path / "b.html")  # fmt: skip
    assert refused.status == 2
    assert "choose another race or CAN, who did not fall" in refused.err


RACES = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Night"
sex = "men"
laps = 8
[teams.RED]
skaters = ["Ada", "Bea", "Cleo"]
[teams.BLU]
skaters = ["Dora", "Eva", "Fay"]
"""
RACE = """[races.{name}.finish]
team = "RED"
lineup = ["Ada", "Bea", "Cleo"]
time = "3:50.40"
formation = "{kind}"
{more}
"""
FALL = 'splits = [[4, "1:50.0"]]\nfall = { skater = "Ada", laps = 6.5 }'
SOLO = '[races.{name}.crossing]\nteam = "BLU"\nlineup = ["Dora", "Eva", "Fay"]\n'
WITHOUT = {
    "pushed": RACE.format(name="pushed", kind="push", more=""),
    "rotated": RACE.format(name="rotated", kind="rotating", more=""),
    "fell": RACE.format(name="fell", kind="push", more=FALL),
    "nobody-knows": RACE.format(name="nobody-knows", kind="unknown", more=""),
    "slow": RACE.format(name="slow", kind="rotating", more="").replace("3:50", "6:45"),
    "out": SOLO.format(name="out")
    + 'time = "3:48.0"\nformation = "push"\n'
    + RACE.format(name="out", kind="rotating", more="").replace("3:50.40", "DSQ"),
    "other": SOLO.format(name="other") + 'time = "3:48.0"\nformation = "push"\n',
}


@pytest.mark.slow  # seven races, three times
def test_races_in_which_no_ghost_can_be_made_go_without_and_say_why(
    cli: CLI, tmp_path: Path
) -> None:
    """Whoever skated so itself, fell, is not known, too slow, disqualified, or is not there."""
    path = tmp_path / "night.toml"
    path.write_text(RACES + "".join(WITHOUT.values()))
    done = cli("page", path, "--ghost", "RED:push", "-o", tmp_path / "a.html")
    assert done.status == 0
    for name, why in (
        ("pushed", "RED skated 'push' itself in pushed"),
        ("fell", "RED fell, and the power model knows no falls"),
        ("nobody-knows", "nobody knows how RED skated"),
        ("slow", "RED (rotating) would need an effectiveness below 0.5 for 6:45.40"),
    ):
        assert f"{name} is without a ghost: {why}" in done.err
    data = data_of(page(pursuit_sim.load(str(path)), ghost="RED:push"))
    races = data["races"]
    for words in data["words"].values():
        assert all(race["no_ghost"][0] in words for race in races if race["no_ghost"])
    assert {race["id"]: race["no_ghost"] and race["no_ghost"][0] for race in races} == {
        "pushed": "ghost-none-skated",
        "rotated": None,
        "fell": "ghost-none-fell",
        "nobody-knows": "ghost-none-unknown",
        "slow": "ghost-none-unfit",
        "out": "ghost-none-listed",
        "other": "ghost-none-absent",
    }
    assert [race["id"] for race in races if race["ghost"]] == ["rotated"]
    refused = cli("page", path, "--race", "pushed", "--race", "fell", "--ghost", "RED:push",
                  "-o", tmp_path / "b.html")  # fmt: skip
    assert refused.status == 2
    for why in ("RED skated 'push' itself in pushed", "RED fell, and the power model"):
        assert why in refused.err


@pytest.mark.parametrize("kind", ["push", "rotating"])
def test_of_a_team_that_fell_in_every_race_the_fall_is_the_reason(
    kind: str, cli: CLI, tmp_path: Path
) -> None:
    path = tmp_path / "falls.toml"
    path.write_text(RACES + WITHOUT["fell"])
    done = cli("page", path, "--ghost", f"RED:{kind}", "-o", tmp_path / "a.html")
    assert done.status == 2
    assert "RED fell, and the power model knows no falls" in done.err
    assert "itself" not in done.err


def test_a_ghost_is_called_as_in_the_window() -> None:
    for kind in KINDS:
        assert spoken(*page_ghosts.called(("NED", kind))) == supposing("NED", kind)


def test_a_record_rides_in_every_race() -> None:
    scenario = pursuit_sim.load(EVENT)
    ridden = page_ghosts.wanted("OR:2022-02-15", scenario, ["qf-2", "final-a"], "power")
    assert [*ridden] == ["qf-2", "final-a"]
    race = data_of(page(scenario, ["final-a"], ghost="OR:2022-02-15"))["races"][0]
    assert race["ghost"]["values"] == {"kind": "OR", "time": "3:36.62"}
    assert race["ghost"]["splits_s"][0][-1] == pytest.approx(216.62, abs=HUNDREDTH / 2)
    dresses = [team.get("ghost_dress") for team in race["palettes"][0]]
    assert sum(each is not None for each in dresses) == 1


def test_a_page_without_a_ghost_has_none(semifinal: Page) -> None:
    assert data_of(semifinal)["races"][0]["ghost"] is None


@pytest.mark.parametrize(
    ("ghost", "model", "said"),
    [
        ("XXX:push", "kinematic", "XXX"),
        ("NED:fly", "kinematic", "fly"),
        ("push", "kinematic", "which team is not said"),
        ("WR:1900", "kinematic", "WR:1900"),
        ("NED:push", "power", "says nothing with a ghost"),
    ],
)
def test_a_ghost_that_is_none_is_one_clear_fault(ghost: str, model: str, said: str) -> None:
    with pytest.raises(pursuit_sim.InputError) as told:
        page(EVENT, ["sf-1"], ghost=ghost, model=model)
    assert said in str(told.value)


def test_the_command_names_its_option(cli: CLI, tmp_path: Path) -> None:
    done = cli("page", EVENT, "--ghost", "XXX:push", "-o", tmp_path / "a.html")
    assert done.status == 2
    assert "--ghost" in done.err
    assert not [*tmp_path.iterdir()]


def test_the_result_of_a_what_if_says_so_in_the_readers_language() -> None:
    """The note is the event's own words; that it is a what-if, the catalogue has."""
    changed = pursuit_sim.load(EVENT, ["races.sf-1.crossing.time=3:39.00"])
    (race,) = data_of(page(changed, ["sf-1"]))["races"]
    assert (race["what_if"], race["model"], race["note"]) == (True, "kinematic", [])
    assert [team["finish_doubt"] for team in race["teams"]] == ["", "supposed"]


def test_what_would_be_skated_instead_and_who_is_missing_are_said_in_the_readers_language() -> None:
    made = page(EVENT, ["final-a"], model="power")
    (race,) = data_of(made)["races"]
    assert race["note"] == [["said-sends", {"teams": "ROC v CAN"}]]
    walkover = pursuit_sim.load(EVENT, ["races.final-b.crossing.status=DNS"])
    (race,) = data_of(page(walkover, ["final-b"]))["races"]
    (listed,) = race["listed"]
    assert listed["why"] == ["said-dns", {"code": "NED"}]
    assert race["note"] == [listed["why"]]


def test_a_page_has_the_phrases_that_it_says_in_every_language_and_no_others() -> None:
    data = data_of(page(EVENT, ["final-a"], model="power"))
    words = data.pop("words")
    said = set(re.findall(r'\["(said-[\w-]+)", \{', json.dumps(data)))
    assert "said-sends" in said
    for language, own in words.items():
        assert {key for key in own if key.startswith("said-")} == said, language


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NOR did not start", "said-dns"),
        ("NOR did not finish", "said-dnf"),
        ("NOR was disqualified", "said-dsq"),
        ("NOR withdrew", "said-wdr"),
        ("NOR has no published time", "said-untimed"),
        ("NOR in a race that was not skated", "said-in-absent"),
        ("does not count: skated again", "said-again"),
        (ANOTHER_RINK, "said-rink"),
        (OTHER_AIR, "said-air"),
        ("official time, not the power model's: that knows no falls", "said-official"),
        ("WR set by the model's time alone", "said-set-model"),
        ("TR set, would have stood until 2024-01-05 (NOR 3:34.22)", "said-would"),
        ("the bracket would send ROC v CAN here", "said-sends"),
        ("NOR did not finish (fell in lap 3)", None),  # with words of the scenario
    ],
)
def test_the_programs_own_sentences_are_phrases(text: str, key: str | None) -> None:
    told = phrases.told(text)
    assert (told[0] if isinstance(told, list) else None) == key
