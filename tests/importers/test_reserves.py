"""Who is named among a team's skaters and did not skate; order, groups and numbers in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence

import pytest

from helpers.outcomes import Outcome
from pursuit_sim.importers.words.skater_names import names_of

Import = Callable[..., tuple[Outcome, list[str]]]
OTHERS = ["Ola", "Nes", "Mo"]
FUNCTIONS = """Rank,Team,Time,Function
1,Korea,3:38.08,
,Jensen,,coach
,Ola,,skater
,Nes,,skater
,Mo,,skater
2,Italy,3:39.10,
,A,,
,B,,
,C,,
"""


def document(skaters: object, **more: object) -> str:
    first = {"heat": 1, "team": "Korea", "time": "3:38.08", "skaters": skaters}
    return json.dumps([first | more, {"heat": 1, "team": "Italy", "time": "3:39.08"}])


def objects(**about: object) -> list[dict[str, object]]:
    others: list[dict[str, object]] = [{"name": each} for each in OTHERS]
    return [{"name": "Jensen"} | about, *others]


@pytest.mark.whole
@pytest.mark.parametrize(
    "first",
    ["Jensen (R)", "Jensen [res]", "Jensen (res.)", "Jensen (sub)", "Jensen - reserve",
     "Jensen RES", "Jensen (remplaçant)", "Jensen (riserva)", "Jensen – Ersatzläufer",
     "Jensen (reserverijder)", "Jensen (innbytter)", "Jensen (4th skater)", "Jensen (not used)",
     "Jensen, reserve", "Reserve: Jensen", "Reserve - Jensen", "(R) Jensen", "Coach: Jensen"],
)  # fmt: skip
@pytest.mark.parametrize("door", ["text", "list", "cells", "columns", "rows"])
def test_he_is_left_out_at_every_door(taken: Import, first: str, door: str) -> None:
    names = [first, *OTHERS]
    rows = "".join(f',"{name}",\n' for name in names)
    heads = "Team,Time,Skater 1,Skater 2,Skater 3,Skater 4"
    texts = {
        "text": document("; ".join(names)),
        "list": document(names),
        "cells": f'Team,Time,Skaters\nKorea,3:38.08,"{"; ".join(names)}"\n',
        "columns": f'{heads}\nKorea,3:38.08,"{first}",Ola,Nes,Mo\n',
        "rows": f"Rank,Team,Time\n1,Korea,3:38.08\n{rows}2,Italy,3:39.10\n,A,\n,B,\n,C,\n",
    }
    got, _ = taken(texts[door], "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err
    assert "left out of the line-up" in got.err


@pytest.mark.parametrize(
    "text",
    [
        document(objects(starter=False)), document(objects(isReserve=True)),
        document(objects(role="R")), document(objects(function="coach")),
        document(objects(used="no")), document(["Jensen", *OTHERS], reserve="Jensen"),
        document({"starters": OTHERS, "reserves": ["Jensen"]}),
        document([{"name": "Jensen"}, *({"name": each, "starter": True} for each in OTHERS)]),
        "Team,Time,Skaters,Reserve\nKorea,3:38.08,Jensen;Ola;Nes;Mo,Jensen\n",
        FUNCTIONS,
        document([{"name": "Mo", "order": 3}, {"name": "Ola", "order": 1},
                  {"name": "Nes", "order": 2}]),
        document([{"name": "Jensen", "position": 4}, *({"name": each, "position": i}
                  for i, each in enumerate(OTHERS, 1))]),
        document({"2": "Nes", "1": "Ola", "3": "Mo"}),
    ],
)  # fmt: skip
def test_keys_and_columns_say_it_too(taken: Import, text: str) -> None:
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err


@pytest.mark.parametrize(
    "text",
    [
        document([{"name": n, "reserve": n == "Mo", "skated": n != "Lie"}
                  for n in ("Ola", "Nes", "Mo", "Lie")]),
        document([{"name": "Ola", "role": "starter", "started": True}, {"name": "Nes"},
                  {"name": "Mo", "role": "substitute", "started": True}]),
        "Team,Time,Skaters\nKorea,3:38.08,\"Ola; Nes; Mo (reserve, skated); Lie\"\n",
        ("Rank,Team,Time,Function,Skated\n1,Korea,3:38.08,,\n,Ola,,,yes\n,Nes,,,yes\n"
        ",Mo,,reserve,yes\n,Lie,,,no\n2,Italy,3:39.1,,\n,A,,,yes\n,B,,,yes\n,C,,,yes\n"),
        document(["Ola", "Nes", "Mo (reserve)"]),
        document(["Ola", "Nes", "Mo"], reserves="Mo"),
    ],
)  # fmt: skip
def test_a_reserve_who_came_in_skated(taken: Import, text: str) -> None:
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err


@pytest.mark.parametrize(
    "text",
    [
        document({"1": "Ola", "2": "Nes", "3": "Mo", "reserve": "Jensen"}),
        document({"starters": "Ola; Nes; Mo", "reserves": "Jensen"}),
        document(["Ola", "Nes", "Jensen", "Mo"], substitutes={"name": "Jensen"}),
        document(["Ola", "Lie", "Nes", "Jensen", "Mo"], reserves="Lie, Jensen"),
        "Team,Time,Skaters,Reserves\nKorea,3:38.08,Ola;Lie;Nes;Jensen;Mo,\"Lie, Jensen\"\n",
    ],
)  # fmt: skip
def test_reserves_beside_a_line_up(taken: Import, text: str) -> None:
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err
    assert "left out of the line-up" in got.err


FOREIGN = [
    "Jensen（補欠）", "Jensen （替补）", "Jensen【reserve】", "Jensen {reserve}", "補欠：Jensen",
    "Reserve：Jensen", "Jensen(후보)", "Jensen (запасной)", "Jensen (резерв)", "Jensen (rez.)",
    "Jensen (náhradník)", "Jensen (tartalék)", "Jensen (alt.)", "Jensen (Ers.)", "Jensen (rempl.)",
    "Jensen (1st reserve)", "Jensen (2. Reserve)", "Jensen (reserve - skated only QF)",
    "Jensen, Sub", "JENSEN, RES", "Jensen, Staff",
]  # fmt: skip


@pytest.mark.whole
@pytest.mark.parametrize("first", FOREIGN)
@pytest.mark.parametrize("door", ["text", "list", "cells", "columns", "rows"])
def test_whatever_script_and_brackets_say_it(taken: Import, first: str, door: str) -> None:
    test_he_is_left_out_at_every_door(taken, first, door)


@pytest.mark.parametrize("door", ["list", "cells", "rows"])
def test_of_four_two_called_so_leave_a_first_name(taken: Import, door: str) -> None:
    names = ["Kim, Sub", "Ola", "Nes", "Jensen (reserve)"]
    rows = "".join(f',"{name}",\n' for name in names)
    texts = {
        "list": document(names),
        "cells": f'Team,Time,Skaters\nKorea,3:38.08,"{"; ".join(names)}"\n',
        "rows": f"Rank,Team,Time\n1,Korea,3:38.08\n{rows}2,Italy,3:39.10\n,A,\n,B,\n,C,\n",
    }
    got, _ = taken(texts[door], "--sex", "men")
    assert got.status == 0, got.err
    assert "~Kim, Sub, Ola, Nes" in got.err


@pytest.mark.parametrize("said", ["(reserve; skated)", "(reserve, skated)", "(reserve / skated)"])
def test_brackets_part_no_names(taken: Import, said: str) -> None:
    text = f'Team,Time,Skaters\nKorea,3:38.08,"Ola {said} / Nes / Mo / Jensen"\n'
    got, _ = taken(text, "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "the first three that the file names skated for KOR (not Jensen)" in got.err


@pytest.mark.parametrize("between", ["、", "，", "／", "；"])
def test_wide_signs_part_names(taken: Import, between: str) -> None:
    text = f'Team,Time,Skaters,補欠\nKorea,3:38.08,"{between.join(OTHERS)}",Jensen\n'
    got, _ = taken(text, "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err


@pytest.mark.parametrize(
    "about",
    [{"designation": "Reserve"}, {"squad": "reserve"}, {"category": "reserve"}, {"label": "후보"},
     {"roleInRace": "запасной"}, {"suffix": "reserve"}, {"state": "Did not skate"},
     {"job": "Coach"}, {"tags": ["junior", "reserve"]}, {"tags": "junior, reserve"},
     {"reserve": "1st"}, {"reserve": 2}, {"entry": {"squad": "reserve"}}],
)  # fmt: skip
def test_any_key_says_it_where_three_others_stand(taken: Import, about: dict[str, object]) -> None:
    got, _ = taken(document(objects(**about)), "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err
    assert "'Jensen (" in got.err
    assert "he is left out of the line-up" in got.err
    assert f"not used: 'skaters.{next(iter(about))}'" not in got.err
    got, _ = taken(document(objects(**about)[:3]), "--sex", "men")  # of three he is one
    assert "~Jensen, Ola, Nes" in got.err


def test_false_is_no_beside_counts(taken: Import) -> None:
    said = [{"name": "Jensen", "skated": False}, *({"name": n, "skated": 8} for n in OTHERS)]
    got, _ = taken(document(said), "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "'Jensen (did not skate: not skated)'" in got.err


def test_numbered_reserves_are_both_out(taken: Import) -> None:
    said = [{"name": "Lie", "reserve": 2}, {"name": "Jensen", "reserve": 1}, *objects()[1:]]
    got, _ = taken(document(said), "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "'Lie (reserve)'" in got.err
    assert "'Jensen (reserve)'" in got.err


@pytest.mark.parametrize(
    "skaters",
    [
        {"team": "Korea", "names": OTHERS}, {"team": "KOR", "members": objects()[1:]},
        {"lineup": "confirmed", "names": OTHERS}, {"main": "yes", "skaters": OTHERS},
        {"skated": "3", "names": OTHERS}, {"starters": "yes", "a": OTHERS},
        {"team": "Korea", "1": "Ola", "2": "Nes", "3": "Mo"},
        {"team": "Korea", "names": "Ola; Nes; Mo"}, {"team": {"name": "KOR"}, "names": OTHERS},
        {"event": {"name": "World Cup"}, "names": OTHERS},
        {"captain": objects()[1], "b": OTHERS[1:]},
        {"names": ["Jensen", *OTHERS], "starters": OTHERS},
        {"names": ["Jensen", *OTHERS], "reserves": ["Jensen"]},
    ],
)  # fmt: skip
def test_the_team_of_an_object_is_no_skater(taken: Import, skaters: object) -> None:
    got, _ = taken(document(skaters), "--sex", "men")
    assert got.status == 0, got.err
    assert "~Ola, Nes, Mo" in got.err


def test_what_an_object_says_besides_is_told(taken: Import) -> None:
    got, _ = taken(document({"team": "Korea", "names": [*OTHERS, "Jensen"]}), "--sex", "men")
    assert "not used: 'skaters.team'" in got.err
    assert "skated for KOR (not Jensen)" in got.err


def test_the_surname_of_a_reserve_is_told_with_his_whole_name(taken: Import) -> None:
    text = 'Team,Time,Skaters,Reserve\nKorea,3:38.08,Kim;Ola;Nes;Mo,"Kim, Min"\n'
    got, _ = taken(text, "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "'Kim' is among the reserves elsewhere ('Kim, Min'): left out" in got.err


def test_a_head_above_skaters_is_none(taken: Import) -> None:
    text = "Rank,Team,Time\n1,Korea,3:38.08\n,Name,Club\n,Ola,A\n,Nes,B\n,Mo,C\n2,Italy,3:39.10\n"
    text += ",Name,Club\n,A,D\n,B,E\n,C,F\n"
    got, _ = taken(text, "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "'Name: Club'" in got.err


def test_keys_in_an_object_of_skaters_are_told(taken: Import) -> None:
    got, _ = taken(document({"starters": "Ola; Nes; Mo", "foo": "Jensen"}), "--sex", "men")
    assert "~Ola, Nes, Mo" in got.err
    assert "not used: 'skaters.foo'" in got.err


@pytest.mark.parametrize("first", ["WISSEL", "VARA", "STAFF", "SUB", "Kim, Sub", "Lee, Res",
                                   "KIM, RES", "Coach, Lie"])  # fmt: skip
@pytest.mark.parametrize("door", ["list", "cells", "rows", "middle"])
def test_names_that_look_like_such_words_stay(taken: Import, first: str, door: str) -> None:
    texts = {
        "list": document([first, "OLA", "NES"]),
        "middle": document(["OLA", first, "NES"]),
        "cells": f'Team,Time,Skaters\nKorea,3:38.08,"{first}; OLA; NES"\n',
        "rows": f'Rank,Team,Time\n1,Korea,3:38.08\n,"{first}",\n,OLA,\n,NES,\n'
        "2,Italy,3:39.10\n,A,\n,B,\n,C,\n",
    }
    got, _ = taken(texts[door], "--sex", "men")
    assert got.status == 0, got.err
    assert (f"~OLA, {first}, NES" if door == "middle" else f"~{first}, OLA, NES") in got.err


@pytest.mark.parametrize("text", ["OLA, WISSEL, NES", "Ola - Wissel - Nes", "SUB / OLA / NES"])
def test_such_names_stay_in_one_text(taken: Import, text: str) -> None:
    got, _ = taken(document(text), "--sex", "men")
    assert f"~{', '.join(re.split(r', | - | / ', text))}" in got.err


@pytest.mark.parametrize(
    "about",
    [{"profession": "physiotherapist"}, {"occupation": "Trainer"}, {"bio": "Substitute, teacher"},
     {"nickname": "Coach"}, {"parents": {"father": "trainer"}}, {"instagram": "Res"},
     {"id": {"type": "R"}}, {"team": {"type": "R"}}, {"birthPlace": "Vara"}, {"shortName": "RES"},
     {"club": "Staff"}, {"tags": ["substitute teacher"]}],
)  # fmt: skip
def test_what_skaters_are_beside_says_nothing(taken: Import, about: dict[str, object]) -> None:
    got, _ = taken(document(objects(**about)), "--sex", "men")
    assert "~Jensen, Ola, Nes" in got.err


@pytest.mark.parametrize("counts", [(0, 4, 4, 4), (12, 1, 1, 1), (0, 3, 5, 1)])
def test_counts_are_no_answers(taken: Import, counts: Sequence[int]) -> None:
    names = ["Jensen", *OTHERS]
    said = [{"name": n, "starts": count} for n, count in zip(names, counts, strict=True)]
    got, _ = taken(document(said), "--sex", "men")
    assert "~Jensen, Ola, Nes" in got.err
    assert "not used: 'skaters.starts'" in got.err


@pytest.mark.parametrize("first", ["Jensen (xyz)", "Jensen*"])
def test_a_remark_that_is_not_understood_is_told(taken: Import, first: str) -> None:
    got, _ = taken(document([first, *OTHERS]), "--sex", "men")
    assert f"names with remarks, {first!r}, which are not understood" in got.err


@pytest.mark.parametrize("first", ["Jensen (C)", "Jensen (NOR)", "Sub Zero", "Anna R."])
def test_names_stay_names(taken: Import, first: str) -> None:
    got, _ = taken(document([first, *OTHERS]), "--sex", "men")
    assert f"~{first}, Ola, Nes" in got.err
    assert "not understood" not in got.err


def test_other_keys_of_skaters_are_told(taken: Import) -> None:
    got, _ = taken(document(objects(order=7)), "--sex", "men")
    assert "not used: 'skaters.order'" in got.err
    got, _ = taken(document({"lead": "Ola", "mid": "Nes", "last": "Mo"}), "--sex", "men")
    assert "not used: 'skaters'" in got.err


def test_a_number_of_a_skaters_status_is_asked(taken: Import) -> None:
    got, _ = taken(document(objects(status=3)), "--sex", "men")
    assert got.status == 2
    assert "[1].skaters[1].status: found '3' beside a time" in got.err


def pairs(said: Sequence[Mapping[str, object]]) -> str:
    teams = zip(("Korea", "Italy", "Japan", "Norway"), said, strict=True)
    return json.dumps([{"team": t, "time": f"3:38.1{i}"} | {**s} for i, (t, s) in enumerate(teams)])


def test_a_second_heat_that_pairs_others_is_asked(taken: Import) -> None:
    said = [{"heat": h, "pair": p} for h, p in ((1, 1), (1, 2), (2, 1), (2, 2))]
    got, _ = taken(pairs(said), "--sex", "men")
    assert got.status == 2
    assert "of which heat says '1' and '2'" in got.err
    counted = [{"heat": h, "raceNumber": h + 10, "race": "Team pursuit"} for h in (1, 1, 2, 2)]
    assert taken(pairs(counted), "--sex", "men")[0].status == 0
    who = [{"heat": h, "race": f"Women {h}", "sex": "M"} for h in (1, 1, 2, 2)]
    got, _ = taken(pairs(who), "--sex", "men")
    assert "is of women, the result of men" in got.err


def test_a_key_that_is_the_same_for_all_pairs_nobody(taken: Import) -> None:
    said = [{"heat": h, "race": "Team Pursuit"} for h in (1, 2)]
    teams = zip(("Korea", "Italy"), said, strict=True)
    text = json.dumps([{"team": t, "time": "3:38.08"} | s for t, s in teams])
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err


def test_a_team_of_a_race_that_was_not_skated_comes_back(taken: Import) -> None:
    heads = "race,team,laps,time_s,known,side,status,skaters,fell,fell_laps"
    text = f"{heads}\nfinal-d,CHN,,,,finish,not skated,,,\nfinal-d,KAZ,,,,crossing,WDR,,,\n"
    text += "final-c,GER,6.0,180.65,published,finish,,,,\n"
    got, teams = taken(text, "--sex", "women")
    assert got.status == 0, got.err
    assert {"CHN", "KAZ", "GER"} <= {*teams}


def test_names_in_lines_of_their_own_may_be_five() -> None:
    """Two of them with a word behind a comma, in whatever capitals; lines that go on are none."""
    said = "Berg\nRuud\nTangen, substitute\nDahl\nMoe, Staff"
    assert names_of(said) == ("Berg", "Ruud", "Tangen (substitute)", "Dahl", "Moe, Staff")
    assert names_of("Ola\nBerg,\nPer\nRuud,\nKari\nDahl") == ("Ola Berg", "Per Ruud", "Kari Dahl")
