"""Rows that have words of a status where others have a team or a heat."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest

from helpers.outcomes import Outcome
from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import Draft, draft
from pursuit_sim.importers.words.outcome_flags import flag

TIMES = "1;Norway;3:38.08;\n1;Italy;3:42.04;\n2;Canada;3:39.10;\n2;USA;3:41.04;\n"
WORDS = (
    # In English, German, Dutch, French, Italian, Norwegian.
    "Disqualified teams", "Teams DSQ", "DSQ (rule 253)", "Disqualified after protest", "excluded",
    "not classified", "NC", "Teams withdrawn", "DSQ: false start",
    "nicht gewertet", "Nicht gewertete Mannschaften", "Disqualifizierte Mannschaften:",
    "Ausgeschlossen (Regel 14)", "a.K.", "DSQ wegen Behinderung",
    "Gediskwalificeerde ploegen", "buiten mededinging", "uitgesloten ploegen",
    "Hors concours", "Équipes disqualifiées", "Non classés", "ABD",
    "Squadre squalificate", "fuori gara", "SQ", "Diskvalifiserte lag", "utenfor konkurranse",
)  # fmt: skip
OUT = "not clear whether the time of Norway counts"


def _read(*tables: str) -> Draft:
    text = "\n".join(tables)
    return draft([("x.csv", sheet(io.BytesIO(text.encode()), "x.csv"))], sex="men")


def _races(*tables: str) -> Sequence[str]:
    return [*_read(*tables).tables["races"]]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(
    "row", ["{};Norway;;", ";{};Norway;", ";{};;NOR"], ids=["heat", "team", "remark"]
)
def test_words_of_a_status_beside_a_team_are_of_that_team(word: str, row: str) -> None:
    with pytest.raises(InputError, match=OUT):
        _read(f"Heat;Team;Time;Remark\n{TIMES}{row.format(word)}\n")


@pytest.mark.parametrize("word", WORDS)
def test_they_are_so_in_a_list(word: str) -> None:
    with pytest.raises(InputError, match=OUT):
        _read(f"Team;Time\nNorway;3:38.08\nItaly;3:42.04\nCanada;3:39.10\n{word};Norwegen\n")


@pytest.mark.parametrize("word", ["Excluded", "NC", "Disqualified teams"])
def test_a_status_of_the_team_settles_it(word: str) -> None:
    row = f"Heat;Team;Time;Status\n{TIMES}{word};Norway;;\n"
    assert len(_races(row.replace("3:38.08;", "3:38.08;OK"))) > 1
    assert len(_races(row.replace("3:38.08;", "3:38.08;DSQ"))) > 1


@pytest.mark.parametrize("name", ["AK", "HC", "NC", "Void", "Red Card", "Retired Skaters"])
def test_a_team_may_be_called_so(name: str) -> None:
    """With a time or without, beside its nation, its opponent and its skaters."""
    rows = "Norway;NOR;Italy;3:38.08\nItaly;ITA;Norway;3:42.04\nCanada;CAN;;3:39.10\n"
    for time in ("3:45.00", "DNS"):
        assert len(_races(f"Team;Nation;Opponent;Time\n{rows}{name};NOR;Italy;{time}\n")) == 4
    skaters = "Norway;Bøkko, Pedersen, Henriksen;3:38.08\nItaly;;3:42\n"
    assert len(_races(f"Team;Skaters;Time\n{skaters}{name};Smith, Jones, Berg;DNS\n")) == 3


def test_a_line_of_a_code_and_a_nation() -> None:
    with pytest.raises(InputError, match=OUT):
        _read(f"Heat;Team;Time;Remark\n{TIMES}NC: Norway;;;\n")
    assert len(_races(f"Heat;Team;Time;Remark\n{TIMES}HC: Johan de Wit (Norway);;;\n")) == 2


@pytest.mark.parametrize(
    "head",
    [
        "DSQ time", "dsqTime", "DSQ date", "Time of DSQ", "Excluded", "Annulled", "Time deleted",
        "Ausgeschlossen", "Out of competition", "deleted", "Hors concours", "Uitgesloten",
    ],
)  # fmt: skip
def test_a_day_or_an_hour_below_words_of_a_status_answers_them(head: str) -> None:
    for when in ("14:03", "2026-02-15", "2026-02-15T14:03", "15.02.2026"):
        assert flag(head, when) == ("", True)
    for said in ("", "-", "no", None, "0001-01-01", "00:00", "1970-01-01T00:00:00Z"):
        assert flag(head, said) == ("", False)


@pytest.mark.parametrize("head", ["DNF time", "Annulled time", "Excluded", "NC", "AK", "DSQ lap"])
def test_a_number_or_a_time_skated_answers_no_such_words(head: str) -> None:
    assert {flag(head, said) for said in ("3:38.08", "38,08", "5")} == {("", False)}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("Heat,Team,Time\nHeat 1 (14:00),,\n,Norway,3:38.08\n,Italy,3:39.10",
         "'Heat 1 (14:00)' stands alone above teams"),
        ("Team,Skater,Time\nNorway,Nes,3:38.08\nItaly,Bosa,3:39.10\n,Malfatti,DNF",
         "'Malfatti' with 'DNF' has no team; write a skater's status in the row of his team"),
        ("Team,Skater,Time\nNorway,Nes,3:38.08\n,Ola,\nItaly,Bosa,3:39.10",
         "'Ola' stands in a row without a team; write all of a team's skaters in its row"),
        ("Heat,Team,Time\nB,Norway,3:38.08\nB,Italy,3:39.10\nB,,DSQ",
         "'B DSQ': not clear whose time counts; write DSQ as the status of the teams"),
    ],
)  # fmt: skip
def test_a_row_without_a_team_is_refused_by_what_it_says(
    taken: Callable[..., tuple[Outcome, list[str]]], rows: str, said: str
) -> None:
    got, _ = taken(rows, "--sex", "men")
    assert got.status == 2
    assert said in got.err
