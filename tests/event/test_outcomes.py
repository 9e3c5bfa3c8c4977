"""Results without a valid time, walk-overs, runs again, ties: what the rules make of them."""

from __future__ import annotations

import pytest

from helpers.races import DATA
from pursuit_sim import results
from pursuit_sim.draw.replay import story
from pursuit_sim.errors import InputError
from pursuit_sim.event import EntryResult, Results
from pursuit_sim.export.page import phrases
from pursuit_sim.export.tables import results_table
from pursuit_sim.scenario import load, load_text
from pursuit_sim.sim import simulate

HEAD = """
format = "pursuit-sim/scenario"
version = 1
[event]
name = "By hand"
sex = "men"
laps = 8
rounds = "{rounds}"
"""
CODES = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH")


def event(
    rounds: str, races: str, overrides: tuple[str, ...] = (), model: str = "kinematic"
) -> Results:
    """Results of races whose entries leave line-up and formation to this function."""
    text = HEAD.format(rounds=rounds)
    for code in CODES:
        text += f'[teams.{code}]\nskaters = ["{code} One", "{code} Two", "{code} Three"]\n'
    return results(load_text(text + races, overrides), model)


def run(race: str, side: str, team: str, said: str) -> str:
    return (
        f'[races.{race}.{side}]\nteam = "{team}"\nlineup = ["One", "Two", "Three"]\n'
        f'formation = "push"\n{said}\n'
    )


def places(found: Results) -> list[tuple[int, str]]:
    return [(each.place, each.team) for each in found.standings]


def of(found: Results, race: str, team: str) -> EntryResult:
    return next(each for each in found.race(race).entries if each.entry.team.code == team)


def bundled(name: str) -> Results:
    return results(load(DATA / "outcomes" / f"{name}.toml"))


SKATED = 'lineup = "unknown"\nformation = "unknown"'


def pair(rounds: str, first: str, second: str) -> str:
    """A race of two teams, and what is said of each."""
    return f"""
format = "pursuit-sim/scenario"
version = 1
[event]
name = "Cup"
sex = "women"
laps = 6
rounds = "{rounds}"
[teams.AAA]
[teams.BBB]
[races.r.finish]
team = "AAA"
{first}
[races.r.crossing]
team = "BBB"
{second}
"""


def test_a_dead_heat_in_a_ranking_shares_the_place() -> None:
    assert places(bundled("dead-heat")) == [(1, "AAA"), (1, "BBB")]


def test_whoever_did_not_finish_is_listed_behind_the_others() -> None:
    found = bundled("hamar-race4")
    assert places(found) == [(1, "JPN"), (2, "NED")]
    race = found.race("race-4").to_dict()
    dutch = race["entries"][0]
    assert (dutch["team"], dutch["status"], dutch["time_s"]) == ("NED", "DNF", None)
    assert (race["winner"], race["margin_s"]) == ("JPN", None)


def test_a_final_of_one_team_without_a_time_was_not_skated() -> None:
    # Milano Cortina 2026: Kazakhstan withdrew from Final D; China came 7th.
    found = bundled("milano-women-walkover")
    assert places(found)[-2:] == [(7, "CHN"), (8, "KAZ")]
    assert found.standings_remarks == (
        "KAZ has place 8 since no other team and no other place is left",
    )
    assert of(found, "final-d", "CHN").status == "not skated"
    assert of(found, "final-d", "CHN").notes == (
        "taken as not skated: the only team of its final, and no time",
    )


def test_a_final_that_is_not_there_is_named() -> None:
    found = bundled("milano-women-finals")
    assert [place for place, _ in places(found)] == [1, 2, 3, 4, 5, 6]
    (told,) = found.standings_remarks
    assert told.startswith("places 7 and 8 are missing: there is no final-d")


def test_nobody_has_won_a_time_trial_by_a_catch_that_only_the_model_sees() -> None:
    found = bundled("slc-race4")
    assert places(found) == [(1, "USA"), (2, "ITA")]
    (told,) = of(found, "race-4", "ITA").notes
    assert "won" not in told
    assert told.startswith("the model has them caught")


def test_statuses_stand_in_the_order_of_result_sheets() -> None:
    words = ("WDR", "DNS", "DSQ", "DNF", "DNF")
    races = "".join(
        run(f"r-{i}", "finish", code, f'time = "{word}"')
        for i, (code, word) in enumerate(zip(CODES, words, strict=False))
    )
    found = event("ranking", races + run("r-9", "finish", "HHH", "time = 250"))
    assert places(found) == [
        (1, "HHH"), (2, "DDD"), (2, "EEE"), (4, "CCC"), (5, "BBB"), (6, "AAA"),
    ]  # fmt: skip


def test_a_disqualified_time_is_shown_and_never_ranked() -> None:
    # World Championships 2023: 2:52.65, disqualified since a transponder was forgotten.
    said = 'time = 215.0\nstatus = "DSQ"\nremark = "transponder forgotten"'
    records = '[[records]]\nkind = "TR"\ntime = 216.0\n'
    races = run("r-1", "finish", "AAA", said) + run("r-1", "crossing", "BBB", "time = 225.0")
    found = event("ranking", records + races)
    assert places(found) == [(1, "BBB"), (2, "AAA")]
    (remark,) = found.standings_remarks
    assert remark.startswith("AAA was disqualified: the rules give it no place")
    assert found.records == ()
    told = of(found, "r-1", "AAA").to_dict()
    assert (told["time_s"], told["official_time_s"], told["status"]) == (None, 215.0, "DSQ")
    assert told["notes"] == ["transponder forgotten", "3:35.00 does not count"]


def test_a_gap_to_a_known_time_is_a_time() -> None:
    races = run("r-1", "finish", "AAA", "time = 221.03") + run(
        "r-1", "crossing", "BBB", "gap = 2.9"
    )
    found = of(event("single", races), "r-1", "BBB")
    assert found.time_s == pytest.approx(223.93, abs=1e-9)
    assert found.to_dict()["time_derived"] is True
    # Where all are ranked by time, gaps are to the fastest of all: those of Beijing 2022 are.
    with pytest.raises(InputError, match=r"time: is missing; .* it may be to the fastest"):
        event("ranking", races)


def test_a_time_that_nobody_published_gives_no_place() -> None:
    races = run("r-1", "finish", "AAA", "time = 221.03")
    races += run("r-1", "crossing", "BBB", 'time = "unknown"')
    found = event("ranking", races)
    assert places(found) == [(1, "AAA")]
    assert found.race("r-1").winner is None
    (told,) = found.standings_remarks
    assert told.startswith("BBB has no place")


def test_thousandths_that_were_not_published_break_a_tie() -> None:
    races = run("r-1", "finish", "AAA", "time = 221.03\ntie_break = 2")
    races += run("r-1", "crossing", "BBB", "time = 221.03\ntie_break = 1")
    found = event("ranking", races)
    assert places(found) == [(1, "BBB"), (2, "AAA")]
    assert found.race("r-1").winner == "BBB"


def test_who_won_may_be_known_of_a_race_without_times() -> None:
    # As in the finals C and D of 2018: places from lists of results, times from nowhere.
    unknown = 'time = "unknown"\n'
    races = run("final-b", "finish", "AAA", f"{unknown}tie_break = 2")
    races += run("final-b", "crossing", "BBB", f"{unknown}tie_break = 1")
    races = '[races.final-b]\nround = "final-b"\n' + races
    found = event("olympic", races)
    assert found.race("final-b").winner == "BBB"
    assert places(found) == [(3, "BBB"), (4, "AAA")]
    for wrong, said in (
        (races.replace("tie_break = 2", "tie_break = 1"), "tie_break = 1 and 2"),
        (races.replace("\ntie_break = 2", ""), "tie_break = 1 and 2"),
        (races.replace(f"{unknown}tie_break = 2", "time = 230"), "tie_break = 1 and 2"),
    ):
        with pytest.raises(InputError, match=said):
            event("olympic", wrong)
    with pytest.raises(InputError, match="in a race for times"):
        event("ranking", races.split("\n", 2)[2])


def test_an_incident_of_which_too_little_is_known_counts_and_is_not_replayed() -> None:
    races = run("r-1", "finish", "AAA", 'time = 279.7\nincident = "a fall"')
    found = event("ranking", races + run("r-1", "crossing", "BBB", "time = 221.0"))
    assert places(found) == [(1, "BBB"), (2, "AAA")]
    told = of(found, "r-1", "AAA")
    assert (told.status, told.time_s, len(told.splits_s)) == ("finished", 279.7, 0)
    assert len(found.race("r-1").race.entries) == 1


@pytest.mark.parametrize(
    ("fell_in", "remarks"),
    [
        ("final-a", ["AAA by official times, the others by the model's"]),
        ("qf-1", []),  # which decides no place
    ],
)
def test_places_by_times_of_two_kinds_are_told_where_these_decide(
    fell_in: str, remarks: list[str]
) -> None:
    races = ""
    for race, round_ in (("qf-1", "quarterfinal"), ("final-a", "final-a")):
        fell = '\nincident = "a fall"' if race == fell_in else ""
        races += f'[races.{race}]\nround = "{round_}"\n'
        races += run(race, "finish", "AAA", f"time = 225.0{fell}")
        races += run(race, "crossing", "BBB", "time = 222.0")
    found = event("olympic", races, model="power")
    assert [each for each in found.standings_remarks if "official" in each] == remarks
    assert of(found, fell_in, "AAA").official
    assert not of(found, fell_in, "BBB").official, "the power model has another time"
    assert found.race(fell_in).margin_s is None, "of two kinds of times nobody knows by how much"


def test_a_run_that_does_not_count_is_kept_and_not_ranked() -> None:
    # AAA were hindered and skate again alone: they still meet BBB.
    races = '[races.sf-1]\nround = "semifinal"\n[races.sf-1-again]\nround = "semifinal"\n'
    races += run("sf-1", "finish", "AAA", "time = 230\ncounts = false")
    races += run("sf-1", "crossing", "BBB", "time = 222")
    races += run("sf-1-again", "finish", "AAA", "time = 221")
    found = event("olympic", races)
    assert [(heat.race, heat.winner) for heat in found.heats] == [("sf-1", "AAA")]
    assert [len(each.entries) for each in found.races] == [2, 1]
    assert "does not count: skated again" in of(found, "sf-1", "AAA").notes


def test_whoever_skates_twice_is_told_of_the_run_that_counts() -> None:
    races = "".join(run(f"r-{i}", "finish", "AAA", f"time = 22{i}") for i in range(2))
    with pytest.raises(InputError, match=r"write counts = false beside the run that does not"):
        event("ranking", races)
    with pytest.raises(InputError, match="has no other run in this round that counts"):
        event("ranking", run("r-1", "finish", "AAA", "time = 221\ncounts = false"))


def test_a_quarterfinal_dead_heat_shares_its_rank() -> None:
    races = ""
    times = (221, 222, 223, 223, 225, 226, 227, 228)
    for i in range(4):
        races += f'[races.qf-{i}]\nround = "quarterfinal"\n'
        for side, n in (("finish", 2 * i), ("crossing", 2 * i + 1)):
            races += run(f"qf-{i}", side, CODES[n], f"time = {times[n]}")
    found = event("olympic", races)
    format_ = found.scenario.event.format
    told = [format_.meaning(found.heats, heat, team) for heat in found.heats for team in heat.teams]
    assert [each.split(" ")[0] for each in told] == [
        "1st", "2nd", "3rd", "3rd", "5th", "6th", "7th", "8th",
    ]  # fmt: skip
    assert told[3] == "3rd of 8 · to the semifinals"


def test_a_status_and_a_time_take_each_others_place_in_a_what_if() -> None:
    races = run("r-1", "finish", "AAA", "time = 221")
    found = event("ranking", races, ("races.r-1.finish.status=DNF",))
    assert of(found, "r-1", "AAA").status == "DNF"
    back = event(
        "ranking",
        run("r-1", "finish", "AAA", 'status = "DNF"'),
        ("races.r-1.finish.time=3:41.00",),
    )
    assert of(back, "r-1", "AAA").time_s == pytest.approx(221.0, abs=1e-6)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("", r"time: is missing"),
        ("gap = 1.0", r"time: is missing"),
        ('time = 221\nstatus = "DNF"', r"time: stands beside status = 'DNF'"),
        ('time = "DNS"\nstatus = "DNF"', r"status: found 'DNF' beside time = 'DNS'"),
        ('time = "DNX"', r"time: found 'DNX'"),
        ('status = "fell"', r"status: found 'fell'"),
    ],
)
def test_what_cannot_be_a_result_is_one_fault(said: str, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        event("ranking", run("r-1", "finish", "AAA", said))
    assert len(caught.value.faults) == 1


def test_what_nobody_published_needs_no_line_up() -> None:
    text = HEAD.format(rounds="ranking") + (
        '[teams.BEL]\n[races.r-1.finish]\nteam = "BEL"\ntime = "unknown"\n'
    )
    told = of(results(load_text(text)), "r-1", "BEL").to_dict()
    assert (told["status"], told["time_s"], told["lineup"]) == ("unknown", None, [])


def test_an_unknown_line_up_and_formation_are_replayed_and_named_so() -> None:
    text = HEAD.format(rounds="ranking") + (
        '[teams.BEL]\n[races.r-1.finish]\nteam = "BEL"\ntime = 225.0\n'
        'lineup = "unknown"\nformation = "unknown"\n'
    )
    found = of(results(load_text(text)), "r-1", "BEL")
    assert found.entry.lineup == ("BEL 1", "BEL 2", "BEL 3")
    told = found.to_dict()
    assert (told["lineup"], told["leads"], told["formation"]) == ([], [], "unknown")
    assert told["notes"] == [
        "line-up not known",
        "formation not known: replayed with the usual rotation",
    ]


def test_a_race_that_was_not_skated_is_listed_and_cannot_be_replayed() -> None:
    races = '[races.final-d]\nround = "final-d"\nskated = false\nremark = "HHH withdrew"\n'
    races += '[races.final-d.finish]\nteam = "GGG"\n'
    races += '[races.final-d.crossing]\nteam = "HHH"\nstatus = "WDR"\n'
    found = event("olympic", races)
    assert places(found) == [(7, "GGG"), (8, "HHH")]
    assert found.to_dict()["races"][0]["skated"] is False
    with pytest.raises(InputError, match=r"cannot be replayed: GGG .*HHH withdrew"):
        simulate(found.race("final-d").race)


RECORD = """
[races.r.finish]
team = "AAA"
lineup = ["One", "Two", "Three"]
formation = "unknown"
time = "3:31.00"
{first}
[races.r.crossing]
team = "BBB"
lineup = ["One", "Two", "Three"]
formation = "push"
{second}
[[records]]
kind = "WR"
time = "3:32.49"
"""


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ('assumed = ["time"]', 'time = "3:40.00"', "WR of AAA in R: nobody published it, its time"),
        ("", 'time = "3:40.00"', ""),
    ],
)
def test_a_record_by_a_time_that_nobody_published_says_so(
    first: str, second: str, told: str
) -> None:
    found = event("single", RECORD.format(first=first, second=second))
    assert [each.team for each in found.records] == ["AAA"]
    assert [note for note in found.notes if "nobody published" in note] == (
        [f"{told} is assumed"] if told else []
    )


def test_a_record_by_an_assumed_time_is_none_in_pictures() -> None:
    for first, supposed in (('assumed = ["time"]', True), ("", False)):
        found = event("single", RECORD.format(first=first, second='time = "3:40.00"'))
        (record,) = found.to_dict()["records"]
        assert record["supposed"] is supposed
        assert story.records_of(found, "r", "AAA") == (() if supposed else ("WR",))
        table = results_table.files(found)["results.txt"]
        assert ("Records that assumed times would set" in table) is supposed
        notes = "; ".join(found.race("r").entries[0].notes)
        assert ("WR set by an assumed time alone" in notes) is supposed
        assert "WR set" in notes
    # Whoever published the record knows of it, whatever is assumed of the time.
    first = 'assumed = ["time"]\nrecords = ["WR"]'
    found = event("single", RECORD.format(first=first, second='time = "3:40.00"'))
    assert story.records_of(found, "r", "AAA") == ("WR",)
    assert not [each for each in found.notes if "nobody published" in each]


def test_a_record_by_a_derived_time_says_so() -> None:
    text = RECORD.format(first="", second="gap = 0.3")
    found = event("single", text.replace('kind = "WR"', 'kind = "NR"\nteam = "BBB"'))
    (record,) = found.records
    assert (record.kind, record.team) == ("NR", "BBB")
    assert record.time_s == pytest.approx(211.30)
    said = "NR of BBB in R: nobody published it, its time is derived from the published gap"
    assert said in found.notes


@pytest.mark.parametrize(
    ("first", "second", "winner"),
    [
        ('time = "DNF"', 'time = "DSQ"', None),
        ('time = "DNS"', 'time = "WDR"', None),
        ('time = "DNF"', f'time = "3:01.00"\n{SKATED}', "BBB"),
        ('time = "unknown"\ntie_break = 1', 'time = "unknown"\ntie_break = 2', "AAA"),
    ],
)
def test_without_a_valid_time_nobody_wins(first: str, second: str, winner: str | None) -> None:
    """Lists have them in an order all the same; who won without published times had one."""
    found = results(load_text(pair("single", first, second)))
    race = found.races[0]
    assert race.winner == winner
    assert race.to_dict()["winner"] == winner
    won = {row["team"] for row in found.rows() if row["winner"]}
    assert won == ({winner} if winner else set())


def test_a_final_without_a_valid_time_says_what_its_order_is() -> None:
    said = "nobody has a valid time in Final A: the order NOR, ROC is a convention of this program"
    sides = ("finish.time=DNF", "crossing.time=DSQ")
    found = results(load("beijing-2022-men", [f"races.final-a.{each}" for each in sides]))
    assert said in found.standings_remarks
    assert found.race("final-a").winner is None
    assert said not in results(load("beijing-2022-men")).standings_remarks


@pytest.mark.parametrize("assumed", [True, False])
def test_places_by_rounds_that_nobody_published_say_so(assumed: bool) -> None:
    text = pair("ranking", f'time = "3:00.00"\n{SKATED}', f'time = "3:01.00"\n{SKATED}')
    mark = 'rounds = "ranking"\nassumed = ["rounds"]'
    found = results(load_text(text.replace('rounds = "ranking"', mark) if assumed else text))
    said = "rounds are assumed: places rest on that all the same"
    assert (said in found.standings_remarks) is assumed
    assert isinstance(phrases.told(said), list), "a page says it in its reader's language"
