"""Labels of skaters: right for names as sheets write them, and never two alike."""

from __future__ import annotations

import csv
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pursuit_sim.scenario.skater_labels import LONGEST_LABEL, labels

LINEUPS = Path(__file__).parents[1] / "data" / "lineups.csv"


def lineups() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(nation, names as published, labels written by hand) of races from 2010 to 2026."""
    with LINEUPS.open(encoding="utf-8", newline="") as file:
        return [
            (row["noc"], tuple(row["names"].split(";")), tuple(row["labels"].split(";")))
            for row in csv.DictReader(file)
        ]


@pytest.mark.parametrize(("noc", "names", "expected"), lineups())
def test_published_lineups(noc: str, names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    for order in permutations(range(3)):
        found = labels([names[i] for i in order], family_first=noc in {"CHN", "KOR"})
        assert found == tuple(expected[i] for i in order)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("TAKAGI Miho", "Takagi"),
        ("Miho TAKAGI", "Takagi"),
        ("MIHO TAKAGI", "Takagi"),
        ("Takagi, Miho", "Takagi"),
        ("TAKAGI Miho (2)", "Takagi"),
        ("Miho Takagi [red]", "Takagi"),
        ("12 TAKAGI Miho *", "Takagi"),
        ("K. C. Boutiette", "Boutiette"),
        ("K.C. Boutiette", "Boutiette"),
        ("KC Boutiette", "Boutiette"),
        ("JR Celski", "Celski"),
        ("J.-P. Dupont", "Dupont"),
        ("Takagi M.", "Takagi"),
        ("McDERMOTT-MOSTOWY Conor", "McDermott-Mostowy"),
        ("MCDERMOTT Conor", "McDermott"),
        ("MacDONALD Ann", "MacDonald"),
        ("Anna MACHADO", "Machado"),
        ("Antoinette Rijpma-de Jong", "Rijpma-de Jong"),
        ("Antoinette RIJPMA-DE JONG", "Rijpma-de Jong"),
        ("RIJPMA-de JONG Antoinette", "Rijpma-de Jong"),
        ("van de BUNT Stijn", "van de Bunt"),
        ("Stijn van de Bunt", "van de Bunt"),
        ("VAN DER POEL Mathieu", "Van der Poel"),
        ("DE VRIES Douwe", "De Vries"),
        ("D. de Vries", "de Vries"),
        ("Jan De Smet", "De Smet"),
        ("KIM Min Seok", "Kim"),
        ("Kim Min-seok", "Kim"),
        ("LI Qi", "Li"),
        ("O'BRIEN Shane", "O'Brien"),
        ("Shane O’BRIEN", "O’Brien"),
        ("D'ANGELO Ida", "D'Angelo"),
        ("WEIß Karl", "Weiß"),
        ("İBRAHİM Can", "İbrahim"),
        ("John Smith Jr.", "Smith"),
        ("SMITH John, Jr.", "Smith"),
        ("John Paul Smith, Jr.", "Smith"),
        ("Jordi Puig i Cadafalch", "Puig i Cadafalch"),
        ("Madonna", "Madonna"),
        ("SATO", "Sato"),
        ("BEL 1", "BEL 1"),
        ("高木 美帆", "高木"),
        ("МОРОЗОВ Дмитрий", "Морозов"),
        ("Д. Морозов", "Морозов"),
        ("Д Морозов", "Морозов"),
        ("ד. כהן", "כהן"),
        ("علی رضا کریمی", "کریمی"),
        ("*", "*"),
    ],
)
def test_one_name(name: str, label: str) -> None:
    assert labels([name, "Somebody Else"])[0] == label


@pytest.mark.parametrize("name", ["Li Qishi", "LI QISHI", "LI Qishi", "Li Q."])
def test_family_name_first(name: str) -> None:
    assert labels([name, "Han Mei"], family_first=True)[0] == "Li"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Miho Takagi", "Nana Takagi", "Ayano Sato"), ("M. Takagi", "N. Takagi", "Sato")),
        (("TAKAGI Miho", "TAKAGI Nana", "SATO Ayano"), ("M. Takagi", "N. Takagi", "Sato")),
        (("M. Takagi", "N. Takagi", "Sato"), ("M. Takagi", "N. Takagi", "Sato")),
        (("TAKAGI Miho", "Nana Takagi", "Sato"), ("M. Takagi", "N. Takagi", "Sato")),
        (("Miho Takagi", "Mana Takagi", "Sato"), ("Mi. Takagi", "Ma. Takagi", "Sato")),
        (("Mi Takagi", "Miho Takagi", "Sato"), ("Mi Takagi", "Mih. Takagi", "Sato")),
        (("Jan-Erik Holm", "Jan-Olav Holm", "Moe"), ("Jan-Erik Holm", "Jan-Olav Holm", "Moe")),
        (("Sean O'BRIEN", "Ann O’Brien", "Moe"), ("S. O'Brien", "A. O’Brien", "Moe")),
        (("高木 美帆", "高木 菜那", "佐藤 綾乃"), ("高木 美帆", "高木 菜那", "佐藤")),
        (("Takagi", "Miho Takagi", "Ayano Sato"), ("Takagi", "M. Takagi", "Sato")),
    ],
)
def test_one_family_name(names: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert labels(names) == expected


@pytest.mark.parametrize(
    ("names", "families"),
    [
        (("김 민선", "이 상화", "박 지우"), ("김", "이", "박")),
        (("王 曼", "李 奇时", "韩 梅"), ("王", "李", "韩")),
        (("森 重", "高木 美帆", "佐藤 綾乃"), ("森", "高木", "佐藤")),
        (("高木美帆", "김민선", "王曼"), ("高木美帆", "김민선", "王曼")),
    ],
)
@pytest.mark.parametrize("family_first", [True, False])
def test_one_letter_may_be_a_name(
    names: tuple[str, ...], families: tuple[str, ...], family_first: bool
) -> None:
    """Most Korean and Chinese family names are one letter, and given names may be, too."""
    assert labels(names, family_first=family_first) == families


def test_two_of_one_family_name_of_one_letter_are_told_in_full() -> None:
    found = labels(("김 민선", "김 보름", "이 나현"), family_first=True)
    assert found == ("김 민선", "김 보름", "이")


def test_initials_follow_a_family_name_that_is_said_first() -> None:
    assert labels(("Kim Min-seok", "Kim Jin-su", "Lee Ga-ram")) == ("Kim M.", "Kim J.", "Lee")
    assert labels(("Li Qishi", "Li Dan"), family_first=True) == ("Li Q.", "Li D.")


def test_two_words_among_family_names_alone_are_one() -> None:
    assert labels(("Sigurd Holbø Dyrset", "Peder Kongshaug"))[0] == "Dyrset"
    assert labels(("Holbø Dyrset", "Kongshaug", "Strand"))[0] == "Holbø Dyrset"


def test_a_chosen_label_stays() -> None:
    assert labels(("Ning Zhongyan",), {"Ning Zhongyan": "Ning"}) == ("Ning",)


def test_a_label_has_room_for_twenty_characters() -> None:
    room = "Wolfeschlegelsteinha"
    assert labels([f"Ann {room}", "Bea Lund"])[0] == room
    (cut, _) = labels([f"Ann {room}u", "Bea Lund"])
    assert len(cut) == len(room)
    assert cut.startswith("Wolfe")
    assert cut.endswith("hau")


def test_names_too_long_keep_both_ends_and_differ() -> None:
    names = [f"{40 * 'n'}{k}{40 * 'n'}" for k in "abc"]
    found = labels(names)
    assert len({*found}) == 3
    assert max(map(len, found)) <= LONGEST_LABEL


words = st.text(st.sampled_from("aAbMcDé'’-. (1,山ß"), min_size=1, max_size=12)


@given(
    st.lists(words.filter(str.strip).map(str.strip), min_size=3, max_size=3, unique=True),
    st.booleans(),
)
def test_any_three_names_have_three_labels(names: list[str], first: bool) -> None:
    found = labels(names, family_first=first)
    assert len({label.casefold() for label in found}) == 3
    assert all(0 < len(label) <= LONGEST_LABEL for label in found)
