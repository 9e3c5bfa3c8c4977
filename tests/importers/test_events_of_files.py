"""Which event several files are of, where a title, a column or a key says it, or nothing does."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

import pursuit_sim
from helpers.outcomes import CLI, Outcome

HAMAR = "Men's team pursuit Hamar\nTeam,Heat,Time\nNorway,1,3:38.08\nItaly,1,3:39.10\n"
SALT = '"Men, Salt Lake City"\nTeam,Heat,Time\nKorea,1,3:36.08\nPoland,1,3:37.10\n'
SILENT = "Team,Heat,Time\nCanada,2,3:41.08\nJapan,2,3:42.10\n"
KEY = json.dumps(
    {"{}": "Hamar", "results": [{"heat": 2, "team": "Japan", "time": "3:38.08"},
                                {"heat": 2, "team": "Canada", "time": "3:39.08"}]}
)  # fmt: skip
COLUMN = "{},Team,Heat,Time\nHamar,Japan,1,3:38.08\nHamar,Canada,1,3:39.08\n"
SAID = [
    KEY.replace("{}", "event"), KEY.replace("{}", "city"),
    COLUMN.format("Event"), COLUMN.format("City"),
]  # fmt: skip


def brought(cli: CLI, folder: Path, *texts: str, options: tuple[str, ...] = ()) -> Outcome:
    names = []
    for i, text in enumerate(texts):
        names.append(folder / f"f{i}.{'json' if text[0] == '{' else 'csv'}")
        names[-1].write_text(text, "utf-8")
    return cli("import", *names, "-o", folder / "made.toml", "--force", "--sex", "men", *options)


def teams(folder: Path) -> set[str]:
    return {each.name for each in pursuit_sim.load(folder / "made.toml").teams.values()}


@pytest.mark.parametrize("order", [*permutations((HAMAR, SALT, SILENT))])
@pytest.mark.parametrize("silent", [SILENT, f"Men\n{SILENT}", f'"Men, semifinals"\n{SILENT}'])
def test_a_file_without_an_event_is_left_out_and_told(
    cli: CLI, tmp_path: Path, order: tuple[str, ...], silent: str
) -> None:
    """In whatever order the files are named; of two events it may be either."""
    texts = [silent if each == SILENT else each for each in order]
    got = brought(cli, tmp_path, *texts, options=("--event", "Hamar"))
    assert got.status == 0, got.err
    assert "without a word of their event, and left out: Canada, Japan" in got.err
    assert teams(tmp_path) == {"Norway", "Italy"}


def test_beside_one_event_it_is_of_that(cli: CLI, tmp_path: Path) -> None:
    got = brought(cli, tmp_path, HAMAR, SILENT, options=("--event", "Hamar"))
    assert got.status == 0, got.err
    assert teams(tmp_path) == {"Norway", "Italy", "Canada", "Japan"}


TWO = (
    "World Cup Hamar 2025, women\nTeam,Heat,Time\nCanada,1,2:58.08\nJapan,1,2:59.10\n\n"
    "World Cup Hamar 2025, men\nTeam,Heat,Time\nNorway,1,3:38.08\nItaly,1,3:39.10\n"
)


@pytest.mark.parametrize("text", [TWO, HAMAR])
def test_an_event_of_another_place_than_the_titles_is_refused(
    cli: CLI, tmp_path: Path, text: str
) -> None:
    got = brought(cli, tmp_path, text, options=("--event", "Calgary"))
    assert got.status == 2
    assert "--event: there is no event 'Calgary'; the titles say" in got.err


@pytest.mark.parametrize(("text", "event"), [(TWO, "Hamar"), (TWO, "2025 Hamar"), (HAMAR, "Hamar")])
def test_an_event_that_a_title_says_is_that(
    cli: CLI, tmp_path: Path, text: str, event: str
) -> None:
    got = brought(cli, tmp_path, text, options=("--event", event))
    assert got.status == 0, got.err
    assert "chooses nothing" not in got.err


@pytest.mark.parametrize(
    ("text", "told"),
    [(SILENT, "no file says its event, so that"),
     (f"Men\n{SILENT}", "no title says it: 'Men', so that")],
)  # fmt: skip
def test_an_event_that_nothing_says_is_told(cli: CLI, tmp_path: Path, text: str, told: str) -> None:
    got = brought(cli, tmp_path, text, options=("--event", "Hamar"))
    assert got.status == 0, got.err
    assert told in got.err


@pytest.mark.parametrize("said", SAID)
def test_a_column_and_a_title_of_two_places_are_two_events(
    cli: CLI, tmp_path: Path, said: str
) -> None:
    """Else Salt Lake City's times would be of Hamar's ice."""
    got = brought(cli, tmp_path, said, SALT)
    assert got.status == 2
    assert "there are 2 events: 'Hamar', 'Men, Salt Lake City'" in got.err
    for event, skated in (("Salt", {"Korea", "Poland"}), ("Hamar", {"Japan", "Canada"})):
        got = brought(cli, tmp_path, SALT, said, options=("--event", event))
        assert got.status == 0, got.err
        assert teams(tmp_path) == skated


@pytest.mark.parametrize("said", SAID)
def test_a_column_and_a_title_of_one_place_are_one_event(
    cli: CLI, tmp_path: Path, said: str
) -> None:
    got = brought(cli, tmp_path, said, HAMAR, options=("--event", "Hamar"))
    assert got.status == 0, got.err
    assert teams(tmp_path) == {"Norway", "Italy", "Canada", "Japan"}


def test_a_title_that_says_another_place_than_its_rows_is_told(cli: CLI, tmp_path: Path) -> None:
    text = '"Men, Salt Lake City"\n' + COLUMN.format("Event")
    told = brought(cli, tmp_path, text).err
    assert told.count("'Men, Salt Lake City' stands above results of 'Hamar'") == 1


@pytest.mark.whole
@pytest.mark.parametrize(
    "title",
    ["Junior men", "Masters men", "Men, Junior World Championships", "Men, Spring Cup of Utrecht",
     "Men, World Cup Tomakomai 2025", "Men, World Cup Kearns", "Men, Utah Olympic Oval",
     "Men, Richmond Olympic Oval"],
)  # fmt: skip
@pytest.mark.parametrize("said", [*SAID, SAID[2].replace("Hamar", "World Cup Hamar")])
def test_what_else_a_title_says_is_of_another_event_in_any_order(
    cli: CLI, tmp_path: Path, said: str, title: str
) -> None:
    other = f'"{title}"\n{SILENT.replace("Canada", "Korea").replace("Japan", "Poland")}'
    for texts in ((said, other), (other, said)):
        got = brought(cli, tmp_path, *texts)
        assert got.status == 2, title
        assert "there are 2 events: " in got.err
        got = brought(cli, tmp_path, *texts, options=("--event", title))
        assert got.status == 0, got.err
        assert teams(tmp_path) == {"Korea", "Poland"}


@pytest.mark.parametrize(
    "title", ["Men", "Men, finals", "Men's team pursuit, World Cup", "Men 2025"]
)
def test_a_title_that_says_no_more_is_of_the_event_of_a_column(
    cli: CLI, tmp_path: Path, title: str
) -> None:
    other = f'"{title}"\n{SILENT.replace("Canada", "Korea").replace("Japan", "Poland")}'
    for said in SAID:
        for texts in ((said, other), (other, said)):
            got = brought(cli, tmp_path, *texts)
            assert got.status == 0, got.err
            assert teams(tmp_path) == {"Korea", "Poland", "Canada", "Japan"}


@pytest.mark.parametrize(
    ("place", "told"),
    [({"venue": "Olympic Oval", "city": "Salt Lake City"}, "'Olympic Oval', 'Salt Lake City' are"),
     ({"venue": "Thialf", "city": "Hamar"}, "'Thialf', 'Hamar' are"),
     ({"event": "World Cup Salt Lake City", "venue": "Olympic Oval"},
      "'Olympic Oval', 'World Cup Salt Lake City' are")],
)  # fmt: skip
def test_a_hall_of_another_city_is_not_taken(
    cli: CLI, tmp_path: Path, place: dict[str, str], told: str
) -> None:
    rows = [{"heat": 1, "team": "Norway", "time": "3:36.08"}]
    got = brought(cli, tmp_path, json.dumps(place | {"results": rows}))
    assert f"missing: the rink, since {told} not of one hall" in got.err
    assert "[rink]" not in (tmp_path / "made.toml").read_text()


def test_a_file_that_says_who_skated_is_of_none_of_two_events_whatever_their_words(
    cli: CLI, tmp_path: Path
) -> None:
    """One is known by a place that others need not say, the other by words of its own."""
    cup = "Men Richmond Cup\nTeam,Heat,Time\nNorway,1,3:38.08\nItaly,1,3:39.10\n"
    for texts in permutations((cup, SALT, f"Men\n{SILENT}")):
        got = brought(cli, tmp_path, *texts, options=("--event", "Salt Lake"))
        assert got.status == 0, got.err
        assert "without a word of their event, and left out: Canada, Japan" in got.err
        assert teams(tmp_path) == {"Korea", "Poland"}
