"""Rows below results without a result: of officials, the weather, a draw, or of a team."""

from __future__ import annotations

import pytest

from helpers.result_tables import Import

_HEATS = "Heat,Team,Time\n1,Norway,3:38.08\n1,Italy,3:39.10\n"
_MET = "Heat,Team,Time\n1,Norway,3:38.08\n"
_LIST = "Team,Time,Place\nNorway,3:38.08,1\nItaly,3:39.10,2\n"


@pytest.mark.parametrize(
    ("above", "row"),
    [
        *((_HEATS, f"{label},Jan Bolt (NED),") for label in (
            "Referee", "Chief Referee", "Hoofdscheidsrechter", "Juge-arbitre", "2")),
        (_HEATS, "Referee / Starter,Bolt (NED) / Lee (KOR),"),
        (_HEATS, "Technical delegate,Jan Bolt GER,"),
        (_HEATS, "Venue,Hamar (NOR),"),
        (_HEATS, "Reserve teams,Korea,"),
        (_HEATS, "Host,Japan,"),
        (_HEATS, "Final A,Norway,Italy"),
        (_HEATS, ",Norway,Referee K. Lee"),
        (_HEATS, "Final A,Italy,Norwegen"), (_HEATS, "Final A,Italy,Sandefjord SK"),
        (_LIST, "Referee (NED),K. Lee,"), (_LIST, "Referee,de Vries,"), (_LIST, "Ice,good,"),
        (_LIST, "Starter,van Dam,"), (_LIST, "Timing,by Swiss Timing,"),
        (_LIST, "Web,www.isu.org,"), (_LIST, "Hamar,indoor,"),
    ],
)  # fmt: skip
def test_what_is_no_team_is_asked(taken: Import, above: str, row: str) -> None:
    done, _ = taken(f"{above}{row}\n", "--sex", "men")
    assert done.status == 2
    assert "line 4" in done.err
    assert "has neither a time nor a status" in done.err
    assert "write one, or delete the row" in done.err


@pytest.mark.parametrize(
    ("above", "row"),
    [
        *((_HEATS, f"2,{name},") for name in (
            "Japan", "Japan 2", "Team Japan", "JPN Japan", "Japan (JPN)", "Japanese team",
            "New Zealand B", "NZL", "Polen", "Team USA", "Republic of Korea", "United States II",
            "Canada Juniors")),
        (_HEATS, "Final A,Japan,"), (_HEATS, "Skate-off,Japan,"),
        (_MET, "1,Oslo SK,fell"), (_MET, "1,Oslo SK,equipment"),
        (_HEATS, "2,Oslo SK,no time"), (_HEATS, "2,Japan,Withdrawn"), (_HEATS, "2,Japan,Bye"),
        (_LIST, "Oslo SK,gestürzt,"),
        (_LIST, "Oslo SK,DNF,"), (_LIST, "Oslo SK,,3"),
    ],
)  # fmt: skip
def test_teams_stay_teams(taken: Import, above: str, row: str) -> None:
    done, _ = taken(f"{above}{row}\n", "--sex", "men")
    assert done.status == 0, done.err
    assert "missing: a valid time of" in done.err


def test_a_second_team_of_a_club_is_known_by_the_first(taken: Import) -> None:
    rows = "Heat,Team,Time\n1,Oslo SK,3:38.08\n1,Hamar IL,3:39.10\n2,Oslo SK 2,\n"
    assert taken(rows, "--sex", "men")[0].status == 0


def test_a_draw_of_clubs_is_asked(taken: Import) -> None:
    rows = "Heat,Team,Time\n1,Oslo SK,3:38.08\n1,Hamar IL,3:39.10\nFinal A,Oslo SK,Hamar IL\n"
    done, _ = taken(rows, "--sex", "men")
    assert (done.status, "line 4: 'Oslo SK' has neither" in done.err) == (2, True), done.err
