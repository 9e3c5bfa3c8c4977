"""A team under several names is one team, in each race and without one."""

from __future__ import annotations

import io

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft

OTHERS = "Italy;3:42.04\nCanada;3:39.10\n"


def _read(text: str) -> Draft:
    return draft([("x.csv", sheet(io.BytesIO(text.encode()), "x.csv"))], sex="men")


@pytest.mark.parametrize("first", ["Norway", "NOORWEGEN", "Norwegen", "Norvège"])
@pytest.mark.parametrize("other", ["NOR;DSQ", "Noorwegen;DNS", "Norway (NOR);3:41.00"])
def test_a_list_has_a_team_once_whatever_its_names(first: str, other: str) -> None:
    with pytest.raises(InputError, match=r"line 5.* are one team, in one race; write one name"):
        _read(f"Team;Time\n{first};3:38.08\n{OTHERS}{other}\n")


def test_a_rank_that_is_a_status_of_a_team_by_its_other_name() -> None:
    with pytest.raises(InputError, match="'NOR' and 'Norway' are one team"):
        _read("Rank;Team;Time\n1;Norway;3:38.08\n2;Italy;3:42.04\n3;Canada;3:43\nDSQ;NOR;\n")


def test_other_teams_of_a_nation_are_teams_of_their_own() -> None:
    read = _read(f"Team;Time\nNorway;3:38.08\n{OTHERS}Norway B;DSQ\nNorge 2;3:45\n")
    assert len(read.tables["races"]) == 5


def test_two_tables_name_a_team_otherwise() -> None:
    """Of two rounds without heats, as with one name: no race is lost, none is made twice."""

    def races(other: str) -> dict[str, object]:
        tables = (
            f"Semifinals\nTeam;Time\nNorway;3:40\n{OTHERS}\nFinals\nTeam;Time\n{other};3:38.08\n"
        )
        found: dict[str, object] = _read(f"{tables}Italy;3:41\nCanada;3:44\n").tables["races"]
        return found

    assert races("NOR") == races("Norway")
    assert len(races("NOR")) == 6
