"""A mark of a footnote is the same in whatever form a line and a cell have it."""

from __future__ import annotations

import io
import re

import pytest

from pursuit_sim.errors import InputError
from pursuit_sim.importers.opened import sheet
from pursuit_sim.importers.scenario_tables import draft
from pursuit_sim.importers.words.foot_marks import mark_after, mark_before

FORMS = {
    "a": ("(a)", "a)", "[a]", "(A)", "A)", "[A]", "Note a"),
    "1": ("(1)", "1)", "[1]", "¹", "Note 1"),
    "ii": ("ii)", "(ii)", "[ii]", "II)"), "*": ("*", "*)", "(*)"), "**": ("**", "(**)"),
    "*1": ("*1", "(*1)"), "†": ("†", "†)"), "12": ("12)", "[12]", "(12)", "Fußnote 12"),
}  # fmt: skip
PAIRS = [(one, other) for forms in FORMS.values() for one in forms for other in forms]


def races(italy: str, line: str) -> int:
    text = f"Heat;Team;Time\n1;Norway;3:38.08\n1;{italy}\n2;Canada;3:39\n2;USA;3:41\n\n{line}\n"
    return len(draft([("x", sheet(io.BytesIO(text.encode()), "x"))], sex="men").tables["races"])


@pytest.mark.whole
@pytest.mark.parametrize(("line", "end"), PAIRS)
def test_a_footnote_takes_the_time_of_its_mark(line: str, end: str) -> None:
    colon = ":" if line[:1].isalpha() and " " in line else ""
    for italy in (f"Italy {end};3:42.04", f"Italy;3:42.04 {end}"):
        if ";3:42.04 " in italy and re.fullmatch(r"\(\d+\)|\d+\)|\w+ \d+|\*\d", end):
            continue  # may be another time, which is refused otherwise
        with pytest.raises(InputError, match="not clear whether the time"):
            races(italy, f"{line}{colon} disqualified: third skater")


@pytest.mark.parametrize("mark", ["a)", "*", "(b)"])
def test_a_footnote_right_below_the_skaters_of_the_last_team_is_none_of_them(mark: str) -> None:
    names = "Lind;;x\nMoe;;x\nHolm;;x\n"
    text = f"Team;Time;Skated\nItaly;3:42.04;\n{names}Norway {mark};3:46.26;\n{names}"
    data = f"{text}{mark} did not finish;;\n".encode()
    with pytest.raises(InputError, match=r"did not finish.*not clear whether the time"):
        draft([("x", sheet(io.BytesIO(data), "x"))], sex="men")


@pytest.mark.parametrize("name", ["Norway (B)", "Norway B)", "Norway II"])
def test_without_a_footnote_of_its_mark_a_team_stays(name: str) -> None:
    for line in ("(x) disqualified", "Ice: 26 C;;", "(B) final at 16.00;;", "(II) the next;;"):
        assert races(f"{name};3:42.04", line) == 2
    assert races(f"{name};DSQ", "(b) disqualified: third skater") == 2


def test_other_ends_and_beginnings() -> None:
    ends = ("Smith (NOR)", "Norway (2026)", "Team 1", "3:42.04", "Norway B", "DSQ (rule 253)", "A1")
    assert {mark_after(each) for each in ends} == {""}
    lines = ("A DSQ", "Note: DSQ", "Heat 1: DSQ", "1. Norway", "2026) x", "(Norway) DSQ", "")
    assert {mark_before(each) for each in lines} == {""}
