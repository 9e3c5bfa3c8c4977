"""Who skated, said twice and otherwise: nobody knows which is so."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
ROWS = [("Norway", "3:38.08"), ("Italy", "3:39.08")]
BOTH = (
    "Sex,Team,Heat,Time\nM,Norway,1,3:38.08\nM,Italy,1,3:39.08\n"
    "W,Canada,2,2:58.08\nW,Japan,2,2:59\n"
)


def table(heads: str, cells: str, title: str = "") -> str:
    rows = [f"{cells},{team},1,{time}" for team, time in ROWS]
    return "\n".join([*filter(None, [title]), f"{heads},Team,Heat,Time", *rows])


def document(**said: str) -> str:
    return json.dumps([{"heat": 1, "team": team, "time": time} | said for team, time in ROWS])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (table("Distance,Sex", "Team Pursuit Women,M"), "Team Pursuit Women"),
        (table("Sex", "M", "Women"), "Women"), (table("Event,Sex", "Women's Cup,M"), "Women's Cup"),
        (document(sex="M", distance="Team pursuit women"), "Team pursuit women"),
        (table("Sex,Round", "M,Women's semifinal"), "Women's semifinal"),
        (table("Sex,Division", "M,Women A"), "Women A"),
        (table("Sex,Class", "M,Junior women"), "Class: Junior women"),
        (table("Sex,Gender", "M,W"), "Gender: W"), (table("Sex,Category", "M,Women"), "Women"),
        (table("Category", "M").replace(",1,", ",Women 1,"), "Women 1"),
        (document(sex="M", gender="W"), "gender: W"), (document(sex="M", round="Women"), "Women"),
        (json.dumps({"title": "Hamar, women", "sex": "M", "results": json.loads(document())}),
         "title: Hamar, women"),
        ("Sex,race,distance,team,laps,cum_time\nM,1,Women Team Pursuit,Norway,8,3:38.0\n",
         "Women Team Pursuit"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("options", [(), ("--sex", "women"), ("--sex", "men")])
def test_it_is_refused(taken: Import, text: str, said: str, options: tuple[str, ...]) -> None:
    got, _ = taken(text, *options)
    assert got.status == 2
    assert "is of women, the result of men; correct what is not so" in got.err
    assert said in got.err
    assert len(got.err.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [BOTH, f"Men and women\n{BOTH}", f"Women\n{BOTH}", table("Distance,Sex", "Team Pursuit Men,M"),
     document(sex="M", distance="Team pursuit"), table("Sex,Gender", "M,men"),
     table("Sex,Class", "M,Junior men"), table("Sex,Club,Round", "M,D,Final D"),
     table("Sex,Coach", "M,Women")],
)  # fmt: skip
def test_others_agree(taken: Import, text: str) -> None:
    """A title may be of some of its rows: the last one with a time of the other sex."""
    got, _ = taken(text, "--sex", "men")
    assert got.status == 0, got.err
