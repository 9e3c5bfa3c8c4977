"""What `run` says of places, card, page and window say, too: no place, medal or point more."""

from __future__ import annotations

import pytest

from pursuit_sim.app import places_panel
from pursuit_sim.draw.box import Box
from pursuit_sim.draw.replay import story
from pursuit_sim.draw.shapes import Circle, Text
from pursuit_sim.event import Results, results
from pursuit_sim.export.page import event_record
from pursuit_sim.scenario import load_text

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
