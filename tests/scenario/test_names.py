"""Names as people type them: without strokes, with initials, copied with their surroundings."""

from __future__ import annotations

import pytest

from helpers import hostile
from pursuit_sim import scenario
from pursuit_sim.errors import InputError
from pursuit_sim.plain_text import named, trimmed
from pursuit_sim.scenario.names import alike, match

KNOWN = (
    "Håvard Bøkko", "Sigurd Holbø Dyrset", "Łukasz Błaszczyk", "Karl Weiß", "Nils Aekenæs",
    "TAKAGI Miho", "TAKAGI Nana", "Đặng Văn Nguyễn", "Yılmaz Can", "Antoinette Rijpma-de Jong",
    "Sean O’BRIEN", "Ted-Jan Bloemen", "Hallgeir Engebråten", "Jörg Müller", "J.-P. Dupont",
    "Zoë Œstges", "علی\u200cرضا کریمی",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bokko", "Håvard Bøkko"),
        ("Boekko", "Håvard Bøkko"),
        ("BØKKO", "Håvard Bøkko"),
        ("Holbo", "Sigurd Holbø Dyrset"),
        ("Holbo Dyrset", "Sigurd Holbø Dyrset"),
        ("Lukasz Blaszczyk", "Łukasz Błaszczyk"),
        ("Weiss", "Karl Weiß"),
        ("WEISS", "Karl Weiß"),
        ("Aekenaes", "Nils Aekenæs"),
        ("Dang", "Đặng Văn Nguyễn"),
        ("Dang Van Nguyen", "Đặng Văn Nguyễn"),
        ("Yilmaz", "Yılmaz Can"),
        ("YILMAZ", "Yılmaz Can"),
        ("Oestges", "Zoë Œstges"),
        ("Rijpma de Jong", "Antoinette Rijpma-de Jong"),
        ("O'Brien", "Sean O’BRIEN"),
        ("OBrien", "Sean O’BRIEN"),
        ("Ted Jan Bloemen", "Ted-Jan Bloemen"),
        ("T. Bloemen", "Ted-Jan Bloemen"),
        ("Engebraten", "Hallgeir Engebråten"),
        ("Engebraaten", "Hallgeir Engebråten"),
        ("Muller", "Jörg Müller"),
        ("Mueller", "Jörg Müller"),
        ("J. P. Dupont", "J.-P. Dupont"),
        ("M. Takagi", "TAKAGI Miho"),
        ("Nana Takagi", "TAKAGI Nana"),
        (" \u200fMiho\u200b ", "TAKAGI Miho"),
        ("علیرضا", "علی\u200cرضا کریمی"),
    ],
)
def test_a_name_typed_plainly(typed: str, meant: str) -> None:
    assert [KNOWN[i] for i in match(typed, KNOWN)] == [meant]


def test_a_letter_without_capitals_is_a_name_and_no_initial() -> None:
    assert match("王 曼", ["王 曼昱"]) == ()
    assert match("曼昱 王", ["王 曼昱"]) == (0,)


def test_a_name_that_may_be_two_is_neither() -> None:
    assert [KNOWN[i] for i in match("Takagi", KNOWN)] == ["TAKAGI Miho", "TAKAGI Nana"]


@pytest.mark.parametrize("typed", ["M.", "x", "", "Miho Sato", "Bokk", "ß"])
def test_nobody_is_meant(typed: str) -> None:
    assert match(typed, KNOWN) == ()


def test_the_nearest_reading_wins() -> None:
    known = ("Müller", "Mueller", "Li Jia", "Jia Li")
    assert match("Mueller", known) == (1,)
    assert match("Muller", known) == (0,)
    assert match("jia li", known) == (3,)
    assert alike("Jia Li", ["Li Jia"]) == ()  # two skaters of one team


TEAMS = """format = "pursuit-sim/scenario"
version = 1
[event]
name = "Names"
sex = "men"
laps = 8
[teams.NOR]
skaters = ["Håvard Bøkko", "Sigurd Holbø Dyrset", "Nils Aekenæs"]
[teams.NOR.bodies.Bokko]
mass_kg = 81.0
[races.r1.finish]
team = "NOR"
lineup = ["Bokko", "Holbo", "Aekenaes"]
splits = [[4.0, "1:50.00"]]
time = "3:48.08"
formation = { leads = [["Boekko", 4], ["Holbo Dyrset", 4]] }
fall = { skater = "Aekenaes", laps = 5.2 }
"""


def test_a_whole_file_typed_plainly() -> None:
    found = scenario.load_text(TEAMS, ["teams.NOR.bodies.Holbo.mass_kg=90"])
    entry = found.races["r1"].entries[0]
    assert entry.lineup == ("Håvard Bøkko", "Sigurd Holbø Dyrset", "Nils Aekenæs")
    assert [lead.skater for lead in entry.formation.leads] == [0, 1]
    assert entry.fall is not None
    assert entry.fall.skater == 2
    assert [body.mass_kg for body in entry.bodies][:2] == [81.0, 90.0]


@pytest.mark.parametrize("kind", hostile.TRIMMED)
def test_what_nobody_sees_is_trimmed_at_the_ends(kind: str) -> None:
    written, meant = hostile.TRIMMED[kind]
    assert trimmed(written) == meant
    found = scenario.load_text(hostile.scenario(written))
    assert found.event.name == meant
    assert {team.name for team in found.teams.values()} == {meant}
    assert found.races["race-1"].entries[0].lineup[0] == meant


@pytest.mark.parametrize(
    ("character", "name"),  # as in Unicode's UnicodeData.txt and NameAliases.txt
    [
        ("\a", "U+0007 BELL"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x7f", "U+007F DELETE"),
        ("\x81", "U+0081 (control character)"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("\ue000", "U+E000 (character of private use)"),
        ("\uffff", "U+FFFF (no character)"),
    ],
)
def test_a_character_that_is_not_seen_is_named(character: str, name: str) -> None:
    assert named(character) == name
    with pytest.raises(InputError) as found:
        scenario.load_text(hostile.scenario(f"A{character}da"))
    assert f"with {name}, which is not seen" in str(found.value.faults[0])
