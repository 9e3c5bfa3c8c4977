"""Letters of heats that may say who skated are asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from helpers.outcomes import Outcome

Import = Callable[..., tuple[Outcome, list[str]]]
MEN = ("3:38.08", "3:39.10", "3:38.58", "3:39.60")
WOMEN = ("2:58.08", "2:59.1", "2:58.6", "2:59.6")
JUNIORS = ("3:50.11", "3:51.11", "3:52.11", "3:53.11")
TEAMS = ("Norway", "Italy", "Japan", "Poland", "Canada", "USA", "Korea", "China")


def heats(one: str, other: str, times: tuple[str, ...] = WOMEN, head: str = "Heat") -> str:
    """Two heats of men, and two of others; # is the number or the letter."""
    names = [name.replace("#", f"{i}") for name in (one, other) for i in (1, 1, 2, 2)]
    rows = [
        f"{name},{team},{time}"
        for name, team, time in zip(names, TEAMS, MEN + times, strict=True)
    ]  # fmt: skip
    return "\n".join([f"{head},Team,Time", *rows])


@pytest.mark.parametrize("options", [(), ("--sex", "women"), ("--sex", "men")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M#", "W#"), ("#M", "#W"), ("H#", "D#"), ("M-#", "W-#"), ("# (M)", "# (W)"),
        ("TPM#", "TPW#"), ("MTP #", "WTP #"), ("m #", "f #"), ("JM#", "JW#"), ("M A #", "W A #"),
    ],
)  # fmt: skip
def test_letters_of_men_and_women(
    taken: Import, one: str, other: str, options: tuple[str, ...]
) -> None:
    got, _ = taken(heats(one, other), *options)
    assert got.status == 2
    assert "may say who skated; write who skated in a column Sex" in got.err


@pytest.mark.parametrize("head", ["Round", "Division"])
def test_rounds_and_divisions_too(taken: Import, head: str) -> None:
    text = heats("M A", "W A", head=head)
    assert "may say who skated" in taken(text, "--sex", "women")[0].err


@pytest.mark.parametrize(("one", "other"), [("#", "J#"), ("S#", "J#"), ("#", "# (J)")])
def test_letters_of_a_class(taken: Import, one: str, other: str) -> None:
    got, _ = taken(heats(one, other, JUNIORS), "--sex", "men")
    assert got.status == 2
    assert "may say a class; write the class in a column Category" in got.err
    got, _ = taken(heats(one, other, JUNIORS), "--sex", "men", "--one-event")
    assert got.status == 0, got.err


def test_the_remedy_lets_them_in(taken: Import) -> None:
    rows = heats("M#", "W#").splitlines()
    said = [f"Sex,{rows[0]}", *(f"{row[0]},{row}" for row in rows[1:])]
    for sex, teams in {"men": TEAMS[:4], "women": TEAMS[4:]}.items():
        got, found = taken("\n".join(said), "--sex", sex)
        assert (got.status, found) == (0, sorted(teams)), got.err


@pytest.mark.parametrize(
    ("one", "other"),
    [("A#", "B#"), ("H#", "F#"), ("M#", "F#"), ("#", "Final D #"), ("H#", "Final D #"),
     ("A#", "J#"), ("QF#", "SF#"), ("M#", "M1#"), ("W#", "W1#"), ("S#", "F#"), ("#", "M#")],
)  # fmt: skip
def test_other_letters_come_in(taken: Import, one: str, other: str) -> None:
    """Heats and finals, with times alike."""
    again = ("3:38.11", "3:39.11", "3:38.22", "3:39.33")
    got, _ = taken(heats(one, other, again), "--sex", "men")
    assert got.status == 0, got.err


@pytest.mark.parametrize(
    ("one", "other"),
    [("Women QF#", "Final #"), ("QF#", "Women's Final #"), ("QF#", "Damen Final #")],
)
@pytest.mark.parametrize("options", [(), ("--sex", "women")])
def test_some_heats_of_a_table_say_it_of_all(
    taken: Import, one: str, other: str, options: tuple[str, ...]
) -> None:
    women = heats(one, other).replace("3:3", "2:5").replace("2:58", "2:56")
    got, found = taken(women, *options)
    assert (got.status, found) == (0, sorted(TEAMS)), got.err
    assert "assumed: women skated in " in got.err
    assert "too, where nothing says who" in got.err


def test_others_are_not_put_among_them(taken: Import) -> None:
    """Heats 1 and 2, with men's times, above Women 1 and 2."""
    got, _ = taken(heats("#", "Women #"), "--sex", "women")
    assert got.status == 2
    assert "there are 2 events" in got.err


def teams(one: str, other: str, times: tuple[str, ...] = WOMEN) -> str:
    """The same heats with letters in the teams' names; # is the name, or its code."""
    rows = heats("#", "#", times).splitlines()[1:]
    made = ["Heat,Team,Time"]
    for i, row in enumerate(rows):
        _, team, time = row.split(",")
        form = one if i < len(MEN) else other
        code = {"Canada": "CAN", "China": "CHN"}.get(team, team[:3].upper())
        made.append(f"{i // 2 + 1},{form.replace('#', team).replace('@', code)},{time}")
    return "\n".join(made)


@pytest.mark.parametrize("options", [(), ("--sex", "women"), ("--sex", "men")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("@-H", "@-D"), ("# M", "# W"), ("# (M)", "# (W)"), ("# H", "# F"), ("@/M", "@/V"),
        ("M #", "K #"), ("@M", "@W"), ("# (JM)", "# (JW)"), ("# M1", "# F1"), ("# h.", "# d."),
    ],
)  # fmt: skip
def test_letters_in_the_names_of_teams(
    taken: Import, one: str, other: str, options: tuple[str, ...]
) -> None:
    got, _ = taken(teams(one, other), *options)
    assert got.status == 2
    assert "may say who skated; write who skated in a column Sex" in got.err


@pytest.mark.parametrize(
    ("one", "other"),
    [("@-A", "@-B"), ("# F", "#"), ("#", "# W"), ("@ I", "@ II"), ("# H", "# H"), ("# W", "# F")],
)
def test_other_letters_of_teams_come_in(taken: Import, one: str, other: str) -> None:
    again = ("3:38.11", "3:39.11", "3:38.22", "3:39.33")
    got, _ = taken(teams(one, other, again), "--sex", "men")
    assert got.status == 0, got.err


def test_a_column_of_who_skated_lets_letters_of_teams_in(taken: Import) -> None:
    rows = teams("@-H", "@-D").splitlines()
    said = [f"Sex,{rows[0]}", *(f"{'MW'[i // 4]},{row}" for i, row in enumerate(rows[1:]))]
    for sex, letter in {"men": "H", "women": "D"}.items():
        got, found = taken("\n".join(said), "--sex", sex)
        assert got.status == 0, got.err
        assert {name[-1] for name in found} == {letter}
