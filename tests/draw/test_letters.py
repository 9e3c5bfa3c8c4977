"""Letters of every script that teams come in: by which font, in which order, how wide."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from helpers.scenes import check_texts, says
from pursuit_sim import load, simulate
from pursuit_sim.draw import scene
from pursuit_sim.draw.look import letters, text_width
from pursuit_sim.draw.replay.preparation import prepare
from pursuit_sim.draw.scenes import registry
from pursuit_sim.draw.settings import Settings
from pursuit_sim.scenario import load_text
from pursuit_sim.scenario.texts import texts

DATA = Path(__file__).parents[1] / "data"
# Team names as their speakers write them, and the script by ISO 15924; "" in the family.
NATIONS = {
    "Қазақстан": "", "Беларусь": "", "Україна": "", "Ελλάδα": "", "Việt Nam": "", "Łotwa": "",
    "Österreich": "", "Azərbaycan": "", "Türkiye": "", "Hōkūleʻa": "", "Монгол Улс": "",
    "日本代表": "CJK", "中华人民共和国": "CJK", "中華臺北": "CJK", "대한민국": "CJK",
    "ایران": "Arab", "الإمارات": "Arab", "ישראל": "Hebr", "საქართველო": "Geor",
    "Հայաստան": "Armn", "ประเทศไทย": "Thai", "भारत": "Deva",
}  # fmt: skip


def scripts(text: str) -> list[str]:
    found = [run.script for run in letters.runs(text)]
    return ["" if script is None else script.tag or "CJK" for script in found]


@pytest.mark.parametrize(("nation", "script"), NATIONS.items())
def test_every_nation_can_be_written(nation: str, script: str) -> None:
    assert letters.lacking([nation, nation.upper()]) == ""
    assert scripts(nation) == [script]


def test_every_name_published_can_be_written_in_the_family() -> None:
    with (DATA / "lineups.csv").open(encoding="utf-8", newline="") as file:
        names = "".join(row["names"] for row in csv.DictReader(file))
    assert letters.runs(names) == (letters.LetterRun(names),)
    assert letters.lacking(names) == ""


@pytest.mark.parametrize(
    ("text", "pieces"),
    [  # from left to right in a line of Latin letters: Unicode's bidirectional algorithm
        ("Final A", ["Final A"]),
        ("日本代表 A", ["日本代表", " A"]),
        ("高木 美帆", ["高木 美帆"]),
        ("علی رضا کریمی", ["علی رضا کریمی"]),
        ("IRI ایران 3:40.46", ["IRI ", "ایران", " 3:40.46"]),
        ("علی 12 رضا", ["رضا", " 12 ", "علی"]),
        ("علی v رضا", ["علی", " v ", "رضا"]),
        ("علی\u200cرضا", ["علی\u200cرضا"]),
        ("A e\u0301", ["A e\u0301"]),
    ],
)
def test_runs_stand_in_the_order_of_the_page(text: str, pieces: list[str]) -> None:
    assert [run.text for run in letters.runs(text)] == pieces


def test_letters_of_no_font_are_told_once() -> None:
    assert letters.lacking(["決勝 🎉 A", "🏁🎉", "ᚠ", "a\u200db"]) == "🎉🏁ᚠ"


def test_what_comes_together_is_no_wider_than_its_parts() -> None:
    for nation in NATIONS:
        whole = text_width.width(f"A {nation}", 20.0)
        apart = text_width.width("A ", 20.0) + text_width.width(nation, 20.0)
        assert whole == pytest.approx(apart)
    assert text_width.width("日本代表", 20.0) == 80.0  # an em each
    assert text_width.width("e\u0301", 20.0) == text_width.width("é", 20.0)


@pytest.mark.parametrize("name", ["cyrillic", "east_asian"])
@pytest.mark.parametrize("size", [(1920, 1080), (640, 360)])
def test_nothing_overlaps_whatever_the_letters(name: str, size: tuple[int, int]) -> None:
    replay = prepare(simulate(load(DATA / "letters" / f"{name}.toml").races["r1"]))
    for camera in registry.names(replay.codes):
        check_texts(scene.frame(replay, 60.0, Settings(size=size, camera=camera)), size)


def test_only_the_emoji_of_the_files_are_lacking() -> None:
    assert letters.lacking(texts(load(DATA / "letters" / "cyrillic.toml"))) == ""
    assert letters.lacking(texts(load(DATA / "letters" / "east_asian.toml"))) == "🏁🎉"


def test_labels_of_official_names() -> None:
    replay = prepare(simulate(load(DATA / "letters" / "official.toml").races["r1"]))
    japan, america = ["M. Takagi", "N. Takagi", "Sato"], [
        "Boutiette", "McDermott-Mostowy", "Rijpma-de Jong",
    ]  # fmt: skip
    assert [*replay.names] == [*japan, *america]
    assert {*japan, *america} <= {
        *says(scene.frame(replay, 40.0, Settings(camera="split", size=(1920, 1080))))
    }


WIDE = (DATA / "letters" / "official.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("codes", "tags"),
    [
        (("NED", "NOR"), ("NED", "NOR")),
        (("TEAM-RED", "KOREA-B"), ("TEAM-RED", "KOREA-B")),
        ((32 * "W", 32 * "M"), ("WWW…W", "MMMM…M")),
        ((20 * "W", 19 * "W" + "X"), ("WWW…W", "WWW…X")),
        ((30 * "W" + "AW", 30 * "W" + "BW"), ("WW…1", "WW…2")),
    ],
)
def test_codes_are_drawn_where_they_have_room(codes: list[str], tags: tuple[str, ...]) -> None:
    text = WIDE.replace("JPN", codes[0]).replace("USA", codes[1])
    replay = prepare(simulate(load_text(text).races["r1"]))
    assert replay.tags == tags
    for camera in registry.names(replay.codes):
        for moment in (40.0, 180.0):
            shapes = scene.frame(replay, moment, Settings(size=(640, 360), camera=camera))
            said = " ".join(says(shapes))
            assert all(len(code) < 9 or code not in said for code in codes)
