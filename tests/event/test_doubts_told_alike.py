"""What `run` says of places, card, page and window say, too: no place, medal or point more."""

from __future__ import annotations

import pytest

from pursuit_sim import resources
from pursuit_sim.app import places_panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.replay.narration import catalogue, languages
from pursuit_sim.draw.shapes import Circle, Text
from pursuit_sim.event import Results, results
from pursuit_sim.export.page import event_record, phrases
from pursuit_sim.export.tables import results_table
from pursuit_sim.scenario import load, load_text

AREA = Box(0, 0, 400, 900)
UNKNOWN = 'lineup = "unknown"\nformation = "unknown"\n'
MEDALS = places_panel._MEDALS.values()


def event(rounds: str, *runs: str, race: str = "") -> Results:
    """Teams AAA, BBB, CCC … of one run each, two in a race; what is said of all races."""
    codes = [3 * chr(ord("A") + i) for i in range(len(runs))]
    text = 'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "Cup"\nsex = "men"\n'
    text += f'laps = 8\nrounds = "{rounds}"\n' + "".join(f"[teams.{code}]\n" for code in codes)
    for i, (code, run) in enumerate(zip(codes, runs, strict=True)):
        side = ("finish", "crossing")[i % 2]
        if not i % 2:
            division = 'division = "A"\n' if rounds == "world-cup" else ""
            text += f"[races.r{i // 2 + 1}]\n{division}{race}"
        text += f'[races.r{i // 2 + 1}.{side}]\nteam = "{code}"\n{UNKNOWN}{run}\n'
    return results(load_text(text))


def card(found: Results) -> dict[str, str]:
    """What each team's line of its result card says that it means."""
    races = [each.race.id for each in found.races]
    return {line.team: line.place for id_ in races for line in story.context(found, id_).outcomes}


def page(found: Results) -> dict[str, tuple[str, list[str]]]:
    """By team, its place in the page's list, and the keys of what stands beside it."""
    rows = [each for part in event_record.standings(found) for each in part["places"]]
    beside = ([*each["beside"], *filter(None, [each["points"]])] for each in rows)
    said = [[each if isinstance(each, str) else each[0] for each in row] for row in beside]
    return {each["team"]: (each["place"], words) for each, words in zip(rows, said, strict=True)}


def window(found: Results) -> tuple[list[str], int]:
    """What the window's list says, and how many medals it shows."""
    shapes = places_panel.places(found, AREA, 1.0, "standard")
    medals = sum(isinstance(each, Circle) and each.fill in MEDALS for each in shapes)
    return [each.text for each in shapes if isinstance(each, Text)], medals


@pytest.mark.parametrize("status", ["DSQ", "DNS", "WDR"])
@pytest.mark.parametrize(
    ("rounds", "worth", "medals"),
    [
        ("ranking", "", 0),
        ("championship", " · silver", 2),
        ("world-cup", " · Division A · 54 points", 0),
    ],
)
def test_who_has_no_place_by_the_rules_has_none_anywhere(
    rounds: str, worth: str, medals: int, status: str
) -> None:
    found = event(rounds, f'status = "{status}"', "time = 218", "time = 223")
    (remark,) = found.standings_remarks
    assert remark.startswith("AAA")
    assert "the rules give it no place" in remark
    assert card(found)["AAA"] == "no place"
    assert card(found)["CCC"] == f"2nd{worth}"
    assert page(found)["AAA"] == ("–", [status])
    words, shown = window(found)
    assert {status, "–", "2"} <= {*words}
    assert "3" not in words
    assert shown == medals
    assert [each["by_rules"] for each in found.to_dict()["standings"]] == [True, True, False]


def test_who_did_not_skate_wins_no_medal() -> None:
    withdrew = results(
        load_text(
            'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "Cup"\nsex = "men"\n'
            'laps = 8\nrounds = "championship"\n[teams.AAA]\n[teams.BBB]\n[races.r1.finish]\n'
            f'team = "AAA"\n{UNKNOWN}time = 218\n[races.r2]\nskated = false\n'
            '[races.r2.finish]\nteam = "BBB"\n'
        )
    )
    assert card(withdrew) == {"AAA": "1st · gold", "BBB": "no place"}
    assert page(withdrew)["BBB"] == ("–", ["said-absent"])
    assert window(withdrew)[1] == 1


def test_who_did_not_finish_keeps_the_place_that_result_sheets_give() -> None:
    found = event("championship", 'status = "DNF"', "time = 218", "time = 223")
    assert card(found)["AAA"] == "3rd · bronze"
    assert window(found)[1] == 3


@pytest.mark.parametrize("unknown", [1, 2])
@pytest.mark.parametrize("rounds", ["championship", "world-cup"])
def test_a_place_is_no_better_known_than_how_the_others_did(rounds: str, unknown: int) -> None:
    """Two teams with times, and one or two that may have been before them."""
    found = event(rounds, "time = 218", "time = 223", *unknown * ['time = "unknown"'])
    assert len([each for each in found.standings_remarks if "one place lower" in each]) == unknown
    end = " · Division A" if rounds == "world-cup" else ""
    last = ("1st or 2nd", "2nd or 3rd") if unknown == 1 else ("1st to 3rd", "2nd to 4th")
    assert [card(found)[code] for code in ("AAA", "BBB", "CCC")] == [
        last[0] + end,
        last[1] + end,
        "",
    ]
    assert page(found) == {"AAA": (f"1–{1 + unknown}", []), "BBB": (f"2–{2 + unknown}", [])}
    words, medals = window(found)
    assert f"1–{1 + unknown}" in words
    assert medals == 0
    told = found.to_dict()["standings"]
    assert [(each["place"], each["lowest"]) for each in told] == [
        (1, 1 + unknown),
        (2, 2 + unknown),
    ]
    assert {(each["medal"], each["points"]) for each in told} == {(None, None)}
    assert last[0] in results_table.files(found)["results.txt"]


ASSUMED_TIME = 'time = 218\nassumed = ["time"]'


@pytest.mark.parametrize(
    ("run", "place", "remark"),
    [
        (ASSUMED_TIME, "1st", "AAA in r1: assumed, not measured; places rest on it all the same"),
        (
            'time = "DNF"\nassumed = ["time"]',
            "2nd",
            "DNF of AAA in r1 (assumed): places rest on it all the same",
        ),
        (
            'status = "DSQ"\nassumed = ["status"]',
            "no place",
            "DSQ of AAA in r1 (assumed): places rest on it all the same",
        ),
        ('time = 218\nassumed = ["counts"]\ncounts = true', "1st", None),
    ],
)
def test_a_place_by_a_result_that_is_assumed_says_so(
    run: str, place: str, remark: str | None
) -> None:
    found = event("championship", run, "time = 223")
    assert [each for each in found.standings_remarks if "rest" in each] == [remark] * bool(remark)
    first, medal = card(found)["AAA"], {"1st": " · gold", "2nd": " · silver"}.get(place, "")
    assert first == f"{place} · assumed{medal}"
    assert "assumed" in card(found)["BBB"]
    assert all("said-assumed" in beside for _, beside in page(found).values())
    assert sum("assumed" in each for each in window(found)[0]) >= 2
    assert {each["doubt"] for each in found.to_dict()["standings"]} == {"assumed"}


@pytest.mark.parametrize(("other", "doubted"), [("time = 218", True), ("time = 223", False)])
def test_a_tie_break_that_is_assumed_leaves_in_doubt_those_whom_it_parts(
    other: str, *, doubted: bool
) -> None:
    marked = 'tie_break = {}\nassumed = ["tie_break"]\n'
    found = event(
        "championship",
        "time = 218\n" + marked.format(1),
        f"{other}\n" + marked.format(2),
        "time=230",
    )
    assert card(found) == {
        "AAA": "1st · assumed · gold" if doubted else "1st · gold",
        "BBB": "2nd · assumed · silver" if doubted else "2nd · silver",
        "CCC": "3rd · bronze",
    }
    assert any("tie-break of AAA in r1, BBB in r1" in x for x in found.standings_remarks) == doubted


def test_where_all_is_measured_nothing_is_doubted() -> None:
    found = event("championship", "time = 218", "time = 223", "time = 225", "time = 230")
    assert card(found) == {
        "AAA": "1st · gold", "BBB": "2nd · silver", "CCC": "3rd · bronze", "DDD": "4th",
    }  # fmt: skip
    assert found.standings_remarks == ()
    assert window(found)[1] == 3


@pytest.mark.parametrize(
    ("changes", "doubted"),
    [
        (["races.final-a.finish.time=3:38.00"], {"NOR", "ROC"}),
        (["races.sf-1.finish.time=3:38.00"], set()),  # who met in the finals is a fact
        ([], set()),
    ],
)
def test_in_a_bracket_only_the_places_of_that_final_rest_on_a_supposed_time(
    changes: list[str], doubted: set[str]
) -> None:
    found = results(load("beijing-2022-men", changes))
    assert {each.team for each in found.standings if each.doubt} == doubted
    assert {each.doubt for each in found.standings if each.doubt} <= {"supposed"}
    assert ("supposed" in story.meaning(found, "final-a", "ROC")) == ("ROC" in doubted)


@pytest.mark.parametrize(("team", "means"), [
    ("CAN", "5th of 8 · assumed · to Final C"), ("NOR", "1st of 8 · assumed · to the semifinals"),
])  # fmt: skip
def test_a_rank_over_several_races_says_that_one_time_is_assumed(team: str, means: str) -> None:
    text = resources.scenarios()["beijing-2022-men"].read_text(encoding="utf-8")
    # The first entry of the file is Italy's of the first quarterfinal, seventh in 3:42.04.
    mark = 'assumed = ["lineup", "formation"'
    found = results(load_text(text.replace(mark, f'{mark}, "time"', 1)))
    (race,) = (each.race.id for each in found.races
               if each.race.round == "quarterfinal" and team in each.heat.teams)  # fmt: skip
    assert story.meaning(found, race, team) == means


@pytest.mark.parametrize("language", languages())
def test_every_remark_of_places_is_a_phrase_in_every_language(language: str) -> None:
    marked = 'time = 240\ntie_break = {}\nassumed = ["tie_break"]'
    every = [
        event("championship", 'status = "DSQ"\nassumed = ["status"]', ASSUMED_TIME,
              'status = "DNS"', 'status = "WDR"', 'time = "unknown"', "time = 230"),
        event("ranking", marked.format(1), marked.format(2)),
        results(load("beijing-2022-men", ["races.final-a.finish.time=3:38.00"])),
    ]  # fmt: skip
    remarks = [each for found in every for each in found.standings_remarks]
    assert len(remarks) == 8
    for each in remarks:
        told = phrases.told(each)
        assert isinstance(told, list), each
        assert catalogue(language)[told[0]]
