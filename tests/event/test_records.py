"""Whose a record is, and who can break it."""

from __future__ import annotations

import pytest

from helpers.races import DATA
from pursuit_sim import results
from pursuit_sim.draw.replay import story
from pursuit_sim.errors import InputError
from pursuit_sim.event.records import Mark, NewRecord, Performance, new_records
from pursuit_sim.event.results import Results
from pursuit_sim.export.tables import results_table
from pursuit_sim.scenario import load, load_text

ONE = (DATA / "records" / "one-nr.toml").read_text(encoding="utf-8")
TWO = (DATA / "records" / "two-nr.toml").read_text(encoding="utf-8")


def told(found: Results) -> list[tuple[str, str, str | None, float | None, bool]]:
    return [
        (row["kind"], row["team"], row["owner"], row["previous_s"], row["equalled"])
        for row in found.to_dict()["records"]
    ]


def test_only_its_own_team_breaks_a_national_record() -> None:
    found = results(load_text(ONE))
    assert told(found) == [("NR", "NOR", "NOR", 221.0, False)]
    notes = {each.entry.team.code: each.notes for each in found.race("p1").entries}
    assert (notes["NOR"], notes["USA"]) == (("NR set",), ())


def test_two_nations_have_a_record_each() -> None:
    found = results(load_text(TWO))
    assert told(found) == [
        ("NR", "USA", "USA", 216.0, False),
        ("NR", "NOR", "NOR", 221.0, False),
    ]
    assert story.records_of(found, "p1", "USA") == ("NR",)
    assert [each.label for each in story.standing(found, "p1")] == ["NR NOR", "NR USA", "WR"]


@pytest.mark.parametrize("kind", ["NR", "PB", "SB"])
@pytest.mark.parametrize(
    ("team", "said"),
    [
        (None, "records[1].team: is missing"),
        ("NRO", "records[1].team: there is no team 'NRO'; did you mean 'NOR'?"),
    ],
)
def test_a_record_of_nobody_is_refused(kind: str, team: str | None, said: str) -> None:
    written = f'team = "{team}"\n' if team else ""
    text = ONE.replace('kind = "NR"', f'kind = "{kind}"').replace('team = "NOR"\n', written, 1)
    with pytest.raises(InputError) as caught:
        load_text(text)
    (line,) = str(caught.value).splitlines()
    assert said in line


def test_an_owner_may_be_written_by_name() -> None:
    text = ONE.replace('team = "NOR"\n', 'team = "norway"\n', 1)
    text = text.replace("[teams.NOR]", '[teams.NOR]\nname = "Norway"')
    assert told(results(load_text(text))) == [("NR", "NOR", "NOR", 221.0, False)]


def test_one_kind_and_owner_stands_once() -> None:
    with pytest.raises(InputError, match=r"records\[2\]\.kind: NR of NOR is there twice"):
        load_text(TWO.replace('team = "USA"', 'team = "NOR"', 1))
    with pytest.raises(InputError, match=r"records\[2\]\.kind: WR is there twice"):
        load_text(ONE.replace('kind = "NR"', 'kind = "WR"'))


def test_equalled_is_its_own_word() -> None:
    found = results(load_text(ONE.replace("3:41.00", "3:40.16")))
    assert told(found) == [("NR", "NOR", "NOR", 220.16, True)]
    notes = {each.entry.team.code: each.notes for each in found.race("p1").entries}
    assert notes["NOR"] == ("NR equalled",)
    assert story.records_of(found, "p1", "NOR") == ("=NR",)
    sheet = next(s for s in results_table.overview(found.to_dict()) if "equalled" in s.title)
    assert sheet.rows[0][:3] == ("NR equalled", "NOR", "3:40.16")


def test_a_published_record_may_equal_the_one_that_stood() -> None:
    text = ONE.replace("3:41.00", "3:40.16").replace(
        'time="3:40.16"', 'time="3:40.16"\nrecords=["NR"]'
    )
    assert told(results(load_text(text))) == [("NR", "NOR", "NOR", 220.16, True)]


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ('rounds = "ranking"', False),
        ('rounds = "ranking"\ngames = true', True),
    ],
)
def test_an_olympic_record_falls_at_the_games_only(written: str, set_: bool) -> None:
    text = ONE.replace('kind = "NR"', 'kind = "OR"').replace('rounds = "ranking"', written)
    assert ("OR" in {row[0] for row in told(results(load_text(text)))}) is set_


def test_a_published_olympic_record_says_that_these_are_the_games() -> None:
    text = ONE.replace('kind = "NR"', 'kind = "OR"')
    text = text.replace('time="3:35.34"', 'time="3:35.34"\nrecords=["OR"]')
    assert told(results(load_text(text)))[0] == ("OR", "USA", None, 221.0, False)
    with pytest.raises(InputError, match=r"event\.games: .*OR"):
        load_text(text.replace('rounds = "ranking"', 'rounds = "ranking"\ngames = false'))


def test_beijing_were_olympic_games() -> None:
    assert load("beijing-2022-men").event.games
    assert not load("thialf-2020-pair-1").event.games


def test_unknown_national_records_are_reported_where_published() -> None:
    """The slower of two teams may set its own nation's; a second best of a nation is none."""
    races = [
        [Performance("a", "X", 216.0), Performance("a", "Y", 219.0, ("NR",))],
        [Performance("b", "X", 217.0, ("NR",)), Performance("b", "Y", 218.0, ("PB",))],
    ]
    assert new_records({}, races) == [
        NewRecord("NR", "Y", "a", 219.0, None, "Y"),
        NewRecord("NR", "Y", "b", 218.0, 219.0, "Y"),
        NewRecord("PB", "Y", "b", 218.0, None, "Y"),
    ]


def test_a_record_that_was_set_here_can_fall_here_again() -> None:
    """Also where nobody knows what stood before: a what-if of Beijing's final in 3:34.30."""
    found = results(load("beijing-2022-men", ["races.final-a.finish.time=3:34.30"]))
    (last,) = [each for each in found.records if (each.race, each.kind) == ("final-a", "TR")]
    assert (last.team, last.previous_s) == ("NOR", 216.62)


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ((216.62, 216.62), [("X", 217.08, False), ("Y", 217.08, False)]),  # a dead heat
        ((216.624, 216.621), [("Y", 217.08, False), ("X", 216.62, True)]),
        ((217.08, 217.08), [("X", 217.08, True), ("Y", 217.08, True)]),
    ],
)
def test_two_teams_of_one_time_share_a_record(
    times: tuple[float, float], found: list[tuple[str, float, bool]]
) -> None:
    race = [Performance("a", *each) for each in zip("XY", times, strict=True)]
    told = new_records({Mark("OR"): 217.08}, [race])
    assert [(each.team, each.previous_s, each.equalled) for each in told] == found


def test_a_dead_heat_sets_one_record_on_either_side() -> None:
    teams = '[teams.X]\n[teams.Y]\n[[records]]\nkind = "WR"\ntime = 218.0\n'
    run = 'lineup = "unknown"\nformation = "push"\ntime = 216.62\n'
    for pair in ("XY", "YX"):
        sides = zip(("finish", "crossing"), pair, strict=True)
        races = "".join(f'[races.r.{side}]\nteam = "{team}"\n{run}' for side, team in sides)
        event = '[event]\nname = "E"\nsex = "men"\nlaps = 8\n'
        header = 'format = "pursuit-sim/scenario"\nversion = 1\n'
        found = results(load_text(header + event + teams + races))
        assert {(each.team, each.equalled) for each in found.records} == {
            ("X", False),
            ("Y", False),
        }
        notes = [note for each in found.race("r").entries for note in each.notes]
        assert [note for note in notes if "WR" in note] == ["WR set", "WR set"]


def test_a_time_of_the_model_sets_no_record() -> None:
    """At Salt Lake City it is the fastest ever, of teams that never skated there."""
    thin = load("beijing-2022-men", {"rink": "salt-lake-city"})
    found = results(thin, "power")
    document = found.to_dict()
    assert document["records"]
    assert all(row["supposed"] for row in document["records"])
    (sheet,) = (each for each in results_table.overview(document) if each.title.startswith("Recor")
                and "before" not in each.title)  # fmt: skip
    assert sheet.title.startswith("Records that the model's times would set")
    told = {note for race in found.races for each in race.entries for note in each.notes}
    assert "WR set by the model's time alone" in {note.partition(",")[0] for note in told}
    for race in found.races:
        for each in race.entries:
            assert not story.records_of(found, race.race.id, each.entry.team.code)
    # What the official times set is a record in a what-if as well, and one after a fall.
    official = results(thin).to_dict()["records"]
    assert [(row["kind"], row["supposed"]) for row in official] == [("OR", False), ("TR", False)]
    fallen = results(load("beijing-2022-women"), "power").to_dict()["records"]
    assert {row["supposed"] for row in fallen if row["race"] == "final-a"} <= {False}


@pytest.mark.parametrize(
    ("time_s", "found"),
    [(212.484, [False]), (212.485, [True]), (212.494, [True]), (212.495, [])],
)
def test_a_time_that_is_shown_as_the_one_that_stood_equals_it(
    time_s: float, found: list[bool]
) -> None:
    """Beside 3:32.49: thousandths are shown rounded, and half a hundredth upward."""
    (mark, run) = Mark("WR"), Performance("r", "AAA", time_s)
    assert [each.equalled for each in new_records({mark: 212.49}, [[run]])] == found


def test_an_assumed_time_stands_in_nobodys_way() -> None:
    """What it would set is told; the record falls to the first measured time that beats it."""
    runs = [
        [Performance("a", "X", 216.3, assumed=True)],
        [Performance("b", "Y", 216.62, ("TR",))],
        [Performance("c", "Z", 216.4, assumed=True), Performance("c", "W", 216.6)],
    ]
    found = new_records({Mark("OR"): 217.08}, runs)
    assert [(each.kind, each.team, each.previous_s) for each in found] == [
        ("OR", "X", 217.08), ("OR", "Y", 217.08), ("TR", "Y", None),
        ("TR", "Z", 216.62), ("OR", "W", 216.62), ("TR", "W", 216.62),
    ]  # fmt: skip


def test_a_published_record_beside_an_assumed_time_that_would_beat_it_is_accepted() -> None:
    """Beijing: 3:36.62 of the second semifinal was an Olympic record (official results)."""
    plan = (
        'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
        '[races.sf-1.finish]\ntime = "3:36.30"\nassumed = ["time"]\n'
    )
    found = results(load_text(plan))
    set_ = {(each.kind, each.race): bool(each.supposed) for each in found.records}
    assert set_["OR", "sf-1"]
    assert not set_["OR", "sf-2"]
    stands = {each.kind: each.time_s for each in story.standing(found, "final-a")}
    assert stands["OR"] == pytest.approx(216.62)


@pytest.mark.parametrize("key", ["time", "status"])
def test_what_a_what_if_writes_was_published_as_no_record(key: str) -> None:
    """The mark of ROC's 3:36.62 is of that time: a slower one, or none, is no record."""
    skated = results(load("beijing-2022-men")).race("sf-2").race
    assert skated.entries[1].published_records == ("OR", "TR")
    changed = load(
        "beijing-2022-men", {f"races.sf-2.crossing.{key}": {"time": "3:38.50"}.get(key, "DNF")}
    )
    (roc,) = (each for each in changed.races["sf-2"].everybody if each.team.code == "ROC")
    assert roc.published_records == ()
    assert not [each.kind for each in results(changed).records if each.team == "ROC"]
