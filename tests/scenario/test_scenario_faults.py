"""Every wrong value is one clear line: key, what was found, what is allowed, what was meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import pytest

from pursuit_sim import resources, scenario
from pursuit_sim.errors import Fault, InputError

BEIJING = resources.scenarios()["beijing-2022-men"].read_text(encoding="utf-8")
ITA = "races.qf-1.finish"
KOR = "races.qf-1.crossing"
CAN = "races.qf-2.finish"
NED = "races.qf-2.crossing"


def faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(InputError) as caught:
        scenario.load_text(text, source="my.toml")
    for fault in caught.value.faults:
        assert fault.where == "my.toml"
        line = str(fault)
        assert "\n" not in line
        for foreign in ("pydantic", "http", "Input should", "Traceback", "Error"):
            assert foreign not in line
    return caught.value.faults


def change(old: str, new: str) -> str:
    assert old in BEIJING
    return BEIJING.replace(old, new, 1)


TIME = 'time = "3:42.04"'
LINEUP = 'lineup = ["Kim", "Lee", "Chung"]'
DENSITY = "air_density_kgm3 = 1.239"
ASSUMED = 'assumed = ["lineup", "formation"]'  # the first: Italy's
PLAUSIBLE = "from 3:02.29 to 12:54.73"  # 3098.9 m at 17 and at 4 m/s


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        # Keys: misspelt, missing, misplaced.
        (TIME, 'tiem = "3:42.04"', f"{ITA}.tiem", "did you mean 'time'?"),
        (TIME, "", f"{ITA}.time", "is missing; write a time such as"),
        (TIME, TIME + "\nfade_s = 1", f"{ITA}.fade_s", f"table [{ITA}.pacing]"),
        (TIME, TIME + "\ninner_radius_m = 26", f"{ITA}.inner_radius_m", "a table [rink]"),
        (TIME, TIME + "\nzzzzzz = 1", f"{ITA}.zzzzzz", "this table knows"),
        (TIME, TIME + '\n"" = 1', f"{ITA}.", "unknown key"),
        ("[event]", "[evnt]", "evnt", "did you mean 'event'?"),
        ('sex = "men"', "", "event.sex", '"men" or "women"'),
        ("laps = 8", "", "event.laps", "is missing"),
        ("[races.qf-1.finish]", "[races.qf-1.finsh]", "races.qf-1.finsh", "'finish'"),
        # Times.
        (TIME, 'time = "3:4x.04"', f"{ITA}.time", "found '3:4x.04'; write a time such as"),
        (TIME, 'time = "3:72.04"', f"{ITA}.time", "found '3:72.04'"),
        (TIME, 'time = ""', f"{ITA}.time", "found ''"),
        (TIME, "time = true", f"{ITA}.time", "found true"),
        (TIME, "time = [222.04]", f"{ITA}.time", "found a list of 1"),
        (TIME, "time = {}", f"{ITA}.time", "found a table"),
        (TIME, "time = 03:42:04", f"{ITA}.time", "found 03:42:04"),
        (TIME, "time = nan", f"{ITA}.time", "found nan"),
        (TIME, "time = inf", f"{ITA}.time", "found inf"),
        (TIME, "time = 0", f"{ITA}.time", "found 0"),
        (TIME, "time = -222.04", f"{ITA}.time", "found -222.04"),
        (TIME, "time = 3", f"{ITA}.time", f"found 3.00 for 8 laps; write a time {PLAUSIBLE}"),
        (TIME, "time = 10800", f"{ITA}.time", PLAUSIBLE),
        (TIME, "time = 1" + "0" * 400, f"{ITA}.time", "a whole number of more than 19 digits"),
        (TIME, "time = 0x" + "f" * 4900, f"{ITA}.time", "a whole number of more than 19 digits"),
        (TIME, "time = 1e400", f"{ITA}.time", "found inf"),
        ('time = "3:34.47"', 'time = "0:03.00"', "records[1].time", PLAUSIBLE),
        # Numbers.
        ("laps = 8", "laps = 0", "event.laps", "found 0; write a whole number from 1 to 25"),
        ("laps = 8", "laps = -8", "event.laps", "from 1 to 25"),
        ("laps = 8", "laps = 1_000_000_000", "event.laps", "found 1000000000"),
        ("laps = 8", "laps = 8.0", "event.laps", "a whole number"),
        ("laps = 8", "laps = true", "event.laps", "found true"),
        ("laps = 8", 'laps = "8"', "event.laps", "found '8', a text"),
        ("laps = 8", "laps = 1" + "0" * 4000, "event.laps", "more than 19 digits"),
        (DENSITY, 'air_density_kgm3 = "abc"', "rink.air_density_kgm3",
         "found 'abc', a text; write a number from 0.95 to 1.3 (kg/m³)"),
        (DENSITY, "air_density_kgm3 = nan", "rink.air_density_kgm3", "found nan"),
        (DENSITY, "air_density_kgm3 = -inf", "rink.air_density_kgm3", "found -inf"),
        (DENSITY, "air_density_kgm3 = 12.39", "rink.air_density_kgm3", "found 12.39"),
        (DENSITY, "air_density_kgm3 = true", "rink.air_density_kgm3", "true or false"),
        ("gap = 4.57", "gap = -4.57", f"{ITA}.gap", "from 0 to 600"),
        ("gap = 4.57", 'gap = "+4.57"', f"{ITA}.gap", "a text"),
        ("gap = 4.57", "pacing.fade_s = 99", f"{ITA}.pacing.fade_s", "from −2 to 6 (s)"),
        ("gap = 4.57", "pacing.lap_deltas_s = [1, 2]", f"{ITA}.pacing.lap_deltas_s",
         "found 2 numbers for 8 laps"),
        ("gap = 4.57", "pacing.lap_deltas_s = [0,0,0,0,0,0,0,'x']",
         f"{ITA}.pacing.lap_deltas_s[8]", "found 'x', a text"),
        # Line-ups and names.
        (LINEUP, 'lineup = ["Kim", "Lee"]', f"{KOR}.lineup", "exactly three names"),
        (LINEUP, 'lineup = ["Kim", "Lee", "Chung", "Park"]', f"{KOR}.lineup", "found 4 skaters"),
        (LINEUP, "lineup = []", f"{KOR}.lineup", "found 0 skaters"),
        (LINEUP, 'lineup = "Kim"', f"{KOR}.lineup", "found 'Kim', a text"),
        (LINEUP, 'lineup = ["Kim", "Lee", 3]', f"{KOR}.lineup[3]", "found 3, a number"),
        (LINEUP, 'lineup = ["Kim", "Kim Min-seok", "Lee"]', f"{KOR}.lineup[2]", "twice"),
        (LINEUP, 'lineup = ["Kim", "Lee", "Chnug"]', f"{KOR}.lineup[3]",
         "'Chnug' is not a skater of KOR; did you mean 'Chung Jae-won'?"),
        (LINEUP, 'lineup = ["Kim", "Lee", "Kramer"]', f"{KOR}.lineup[3]", "known are Chung"),
        ('team = "KOR"', 'team = "KRO"', f"{KOR}.team", "did you mean 'KOR'?"),
        ('team = "KOR"', "team = 7", f"{KOR}.team", "found 7, a number"),
        ('"Joey Mantia"]', '"Casey Dawson"]', "teams.USA.skaters[4]", "named twice"),
        ('"Joey Mantia"]', '"Mantia", "Joey Mantia"]', "teams.USA.skaters[5]", "named twice"),
        ('"Joey Mantia"]', '"Joey Mantia", "Mantia"]', "teams.USA.skaters[5]", "named twice"),
        ('colour = "#d7203b"', 'colour = "red"', "teams.NOR.colour", 'such as "#d7203b"'),
        # Formations.
        ('formation = "push"', 'formation = "pusk"', f"{CAN}.formation",
         "found 'pusk'; did you mean 'push'?"),
        ('formation = "push"', "formation = true", f"{CAN}.formation", "one of rotating"),
        ('formation = "push"', "formation = { push = 1 }", f"{CAN}.formation.push", "true or"),
        ('formation = "push"', 'formation = { psuh = true }', f"{CAN}.formation.psuh", "'push'"),
        ('formation = "push"', "formation = { leads = [] }", f"{CAN}.formation.leads", "empty"),
        ('formation = "push"', 'formation = { kind = "push", leads = [["Howe", 8]] }',
         f"{CAN}.formation.kind", "either the kind"),
        ('["Kramer", 2.5]', '["Kramer", 3]', f"{NED}.formation.leads", "add up to 8.5 laps"),
        ('["Kramer", 2.5]', '["Kramer", nan]', f"{NED}.formation.leads[1]", "a list of 2"),
        ('["Kramer", 2.5]', '["Kramer", -2.5]', f"{NED}.formation.leads[1]", "a list of 2"),
        ('["Kramer", 2.5]', '["Kramr", 2.5]', f"{NED}.formation.leads[1]", "'Sven Kramer'"),
        ('["Kramer", 2.5]', '["Kramer"]', f"{NED}.formation.leads[1]", "a list of 1"),
        ('[["Kramer", 2.5], ["Bosker", 2], ["Roest", 3.5]]', '[["Bosker", 4], ["Kramer", 4]]',
         f"{NED}.formation.leads", "the one in front then is Sven Kramer"),
        # Known passings.
        (ASSUMED, 'splits = [[4.5, "2:04.56"], [6.5, "1:58.42"]]', f"{ITA}.splits", "must rise"),
        (ASSUMED, 'splits = [[6.5, "2:58.42"], [4.5, "2:04.56"]]', f"{ITA}.splits", "must rise"),
        (ASSUMED, 'splits = [[9, "4:04.56"]]', f"{ITA}.splits[1]", "up to 8"),
        (ASSUMED, 'splits = [[4.5]]', f"{ITA}.splits[1]", "a list of 1"),
        (ASSUMED, 'splits = [[8, "3:42.14"]]', f"{ITA}.splits", "the official time is 3:42.040"),
        (ASSUMED, "splits = [[4, 230]]", f"{ITA}.splits", "must rise, up to the official time"),
        (ASSUMED, "splits = [[0.5, 14.9]]", f"{ITA}.splits", "faster than 15 s"),
        (ASSUMED, "splits = [[7.5, 211.0]]", f"{ITA}.splits", "faster than 11.4 s"),
        (ASSUMED, "splits = [[7, 120.0]]", f"{ITA}.splits", "faster than 163.2 s"),
        (ASSUMED, "splits = [[0.5, 50]]", f"{ITA}.splits", "takes at most 48.4 s"),
        (ASSUMED, "laps_s = [31, 27]", f"{ITA}.laps_s", "write 8, one for each lap"),
        (ASSUMED, "laps_s = [30, 27, 27, 27, 27, 27, 27, 27]", f"{ITA}.laps_s", "end at 3:39.000"),
        (ASSUMED, "splits_s = [18, 31]", f"{ITA}.splits_s", "write 16, one for each half-lap"),
        (ASSUMED, "splits = [[4, 111]]\nlaps_s = [30]", f"{ITA}.laps_s", "once"),
        # Races, rounds, assumptions, header.
        ('team = "KOR"\nlineup = ["Kim", "Lee", "Chung"]',
         'team = "ITA"\nlineup = ["Ghiotto", "Giovannini", "Malfatti"]',
         f"{KOR}.team", "'ITA' skates against itself"),
        ('round = "final-a"', 'round = "final-b"', "races.final-a.round", "an Olympic event has 1"),
        ('round = "final-a"', 'round = "finale"', "races.final-a.round", "did you mean 'final-"),
        ('round = "final-a"', "", "races.final-a.round", "needs its round"),
        ('rounds = "olympic"', 'rounds = "olimpic"', "event.rounds", "did you mean 'olympic'?"),
        ("start = 2022-02-13T21:00:00", 'start = "2022-02-13"', "races.qf-1.start", "without"),
        ("start = 2022-02-13T21:00:00", "start = 21:00:00", "races.qf-1.start", "found 21:00:00"),
        ("date = 2022-02-15", "date = 2022-02-15T10:00:00", "event.date", "a date from 1892 on"),
        ("date = 2022-02-15", 'date = "2022-02-30"', "event.date",
         "found '2022-02-30', and there is no such day"),
        ("start = 2022-02-13T21:00:00", 'start = "2022-02-13T24:30:00"', "races.qf-1.start",
         "and there is none such"),
        ('kind = "OR"', 'kind = "WR"', "records[2].kind", "twice"),
        (ASSUMED, 'assumed = ["linup"]', f"{ITA}.assumed[1]", "did you mean 'lineup'?"),
        (ASSUMED, "assumed = true", f"{ITA}.assumed", "found true"),
        ("version = 1", "version = 2", "version", "reads version 1: install a newer"),
        ("version = 1", 'version = "1"', "version", "write version = 1"),
        ("version = 1", "", "version", "is missing"),
        ('format = "pursuit-sim/scenario"', "", "format", "is missing"),
        ('format = "pursuit-sim/scenario"', 'format = "gpx"', "format", "names another"),
        ('name = "Norway"', 'name = "Nor\\u0000way"', "teams.NOR.name", "a short text"),
        ('name = "Norway"', 'name = "Nor\\nway"', "teams.NOR.name", "a short text"),
        ('name = "Norway"', 'name = "Nor\\u202eyaw"', "teams.NOR.name", "a short text"),
        ('name = "Norway"', f'name = "{"N" * 300}"', "teams.NOR.name", "a short text"),
        ("[teams.NOR]", "[teams.'N/R']", "teams.N/R", "letters, digits"),
    ],
)  # fmt: skip
def test_one_wrong_value(old: str, new: str, key: str, said: str) -> None:
    found = {fault.key: fault for fault in faults(change(old, new))}
    assert key in found, found
    assert said in str(found[key])


def test_a_race_without_anybody() -> None:
    (fault,) = faults(BEIJING + "\n[races.extra]\nround = 'final-a'\n")[:1]
    assert fault.key == "races.extra"
    assert "nobody skates" in fault.problem


def test_a_team_twice_in_a_round() -> None:
    text = change('team = "KOR"\nlineup = ["Kim", "Lee", "Chung"]',
                  'team = "NED"\nlineup = ["Kramer", "Bosker", "Roest"]')  # fmt: skip
    (fault,) = faults(text)
    assert (fault.key, fault.problem) == ("races.qf-2", "'NED' also skates qf-1")


def test_a_race_too_short_to_rotate() -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    text = (
        text.replace("laps = 6", "laps = 1").replace('"2:55.40"', "35").replace('"2:56.10"', "36")
    )
    text = text.replace('[["Eva", 2], ["Fay", 2], ["Gwen", 2]]', '[["Eva", 1]]')
    assert scenario.load_text(text).races["race-1"].entries[1].formation.kind == "fixed"
    (fault,) = faults(text.replace('formation = "push"', 'formation = "rotating"'))
    assert "too short for the usual turns of 'rotating'" in fault.problem
    assert fault.remedy.endswith("one of push, fixed")
    two = text.replace("laps = 1", "laps = 2").replace('[["Eva", 1]]', '[["Eva", 2]]')
    two = two.replace("time = 35", "time = 60").replace("time = 36", "time = 61")
    (fault,) = faults(two.replace('formation = "push"', 'formation = "rotating"'))
    assert fault.remedy.endswith("one of push, few changes, fixed")  # two lead a lap each


def test_all_faults_at_once_each_in_its_place() -> None:
    text = BEIJING
    for old, new in (
        ("laps = 8", "laps = 0"),
        (DENSITY, "air_density_kgm3 = 'thin'"),
        (TIME, 'time = "abc"'),
        (LINEUP, 'lineup = ["Kim", "Kim", "Nobody"]'),
        ('formation = "push"', 'formation = "pull"'),
        ('colour = "#d7203b"', "color = 3"),
        ('team = "ROC"', 'team = "RUS"'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    found = faults(text)
    keys = {fault.key for fault in found}
    assert keys >= {
        "event.laps",
        "rink.air_density_kgm3",
        f"{ITA}.time",
        f"{KOR}.lineup[2]",
        f"{KOR}.lineup[3]",
        f"{CAN}.formation",
        "teams.NOR.color",
        "races.qf-4.finish.team",
    }
    assert len(found) == len(set(found))


def test_a_broken_key_is_not_also_missing() -> None:
    assert [fault.key for fault in faults(change(TIME, 'tiem = "3:42.04"'))] == [f"{ITA}.tiem"]
    assert [fault.key for fault in faults(change(TIME, "time = true"))] == [f"{ITA}.time"]
    assert [f.key for f in faults(change(LINEUP, "lineup = 3"))] == [f"{KOR}.lineup"]


def test_names_by_part_accent_and_capitals() -> None:
    text = change(
        '["Kongshaug", "Engebråten", "Pedersen"]', '["KONGSHAUG", "engebraten", "Lunde Pedersen"]'
    )
    lineup = scenario.load_text(text).races["qf-3"].entries[0].lineup
    assert lineup == ("Peder Kongshaug", "Hallgeir Engebråten", "Sverre Lunde Pedersen")


def test_a_name_that_fits_two_skaters() -> None:
    text = change('"Joey Mantia"]', '"Casey Mantia"]').replace(
        '["Dawson", "Cepuran"', '["Casey", "Cepuran"', 1
    )
    (fault,) = faults(text)
    assert "'Casey' may be Casey Dawson or Casey Mantia" in fault.problem


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("time = 3:42.04", 1, 'put times in quotation marks, such as "3:38.08"'),
        ("\n\nfade_s = 1,4", 3, "write a decimal point"),
        ("name = “Oslo”", 1, "straight quotation marks"),
        ("push = True", 1, "write true or false"),
        ("name = Oslo", 1, "put text in quotation marks"),
        ("[event", 1, "[table] or key = value"),
        ("nonsense", 1, "key = value"),
        ("laps = 8\nlaps = 6", 2, "written a second time"),
        ("[a]\n[a]", 2, "the table [a] is written a second time"),
        ("name = 'Oslo", 1, "name = 'Oslo"),
        ("a = 2022-13-45", 1, "a = 2022-13-45"),
    ],
)
def test_text_that_is_not_toml(text: str, line: int, said: str) -> None:
    (fault,) = faults(text)
    assert fault.key == f"line {line}"
    assert said in str(fault)


def test_a_race_id_written_twice() -> None:
    (fault,) = faults(change("[races.qf-2]", "[races.qf-1]"))
    expected = BEIJING[: BEIJING.index("[races.qf-2]")].count("\n") + 1
    assert fault.key == f"line {expected}"
    assert "the table [races.qf-1] is written a second time" in fault.problem


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 2000,
        "x = " + "{a = " * 900,
        "x = " + "[\n" * 15_000,
        "[" + ".".join("a" * 200) + "]\nb" + ".b" * 200 + " = 1",
        "a" + ".a" * 4000 + " = 1",
        "x = 1" + "0" * 4500,
        "\n".join(f"[a{i}.b.c.d.e.f]" for i in range(50_000)),
        "\n".join(f"key{i} = 1" for i in range(19_000)),
        "\n".join(f"[races.r{i}]" for i in range(1_001)),
        "\n".join(f"[teams.t{i}]" for i in range(1_001)),
        "[races.x.finish]\nlineup = [" + "1,\n" * 15_000 + "]",
        "[races.x.finish]\nsplits = [" + "[9, 1], [8, 2],\n" * 15_000 + "]",
    ],
)
def test_huge_and_deep_input_is_refused_soon(text: str) -> None:
    found = faults(text)
    assert 0 < len(found) <= 201, "a broken file may have thousands of faults; nobody reads more"


def test_a_thousand_races_are_fine() -> None:
    text = resources.scenarios()["two-teams"].read_text(encoding="utf-8")
    race = (
        '[races.x{}.finish]\nteam="RED"\nlineup=["Ada","Bea","Cleo"]\ntime=180\nformation="push"\n'
    )
    assert len(scenario.load_text(text + "".join(map(race.format, range(999)))).races) == 1000
    (fault,) = faults(text + "".join(map(race.format, range(1000))))
    assert fault.key == "races"
    assert "1000" in fault.remedy


def test_a_thousand_unknown_teams_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is compared with few others, and only those that are told are compared at all."""
    teams = "".join(f'[teams.team{i:027}]\nname = "Team {i}"\n' for i in range(1000))
    races = "".join(
        f'[races.r{i}.{side}]\nteam = "unknown{i:024}"\ntime = "3:40.00"\n'
        for i in range(1000)
        for side in ("finish", "crossing")
    )
    text = f'format = "pursuit-sim/scenario"\nversion = 1\n[event]\nname = "Many"\n{teams}{races}'
    compared = 0
    known = difflib.get_close_matches

    def counted(word: str, others: Iterable[str], n: int, cutoff: float) -> list[str]:
        nonlocal compared
        listed = list(others)
        compared += len(listed)
        return known(word, listed, n, cutoff)

    monkeypatch.setattr(difflib, "get_close_matches", counted)
    with pytest.raises(InputError) as caught:
        scenario.load_text(text)
    assert len(caught.value.faults) <= 201
    assert compared <= 200 * 200
