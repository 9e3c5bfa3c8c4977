"""Times of earlier events at the level of this one, by hand; and that nothing later is used."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pursuit_sim import InputError, load
from pursuit_sim.event.same_event import same_event
from pursuit_sim.lab.earlier_events import moved_runs
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.outlook import KnownRun
from pursuit_sim.lab.race_odds import race_odds
from pursuit_sim.scenario import Scenario

EXAMPLES = Path(__file__).parents[2] / "docs/examples"
CUPS = [f"world-cup-2025-{each}-men" for each in ("salt-lake-city", "calgary", "hamar")]


def test_times_are_moved_by_the_median_of_the_teams_of_both() -> None:
    calgary = load(CUPS[1])
    # Calgary: USA 3:35.34, NED 3:38.65, JPN 3:41.43, ITA 3:37.95.
    here = {
        team: [KnownRun("here", time, "")]
        for team, time in {"USA": 220.34, "NED": 224.65, "JPN": 245.43, "XXX": 200.0}.items()
    }
    moved = moved_runs([calgary], here)  # 5, 6 and 24 s slower
    assert [run.time_s for run in moved["USA"]] == pytest.approx([215.34 + 6])
    assert [run.time_s for run in moved["ITA"]] == pytest.approx([217.95 + 6])
    assert "XXX" not in moved
    assert "NOR" not in moved  # fell there


def test_without_a_time_of_this_event_the_level_is_the_last_ones() -> None:
    moved = moved_runs([load(each) for each in CUPS], {})
    hamar = {"USA": 220.28, "ITA": 222.60, "NED": 223.04, "NOR": 228.11}
    for team, time in hamar.items():
        assert moved[team][-1].time_s == pytest.approx(time)
    assert [run.race for run in moved["USA"]] == [
        "world-cup-2025-salt-lake-city-men: a-4",
        "world-cup-2025-calgary-men: a-4",
        "world-cup-2025-hamar-men: a-3",
    ]


def test_before_an_event_none_of_its_times_are_used() -> None:
    plain = load("milano-2026-men")
    changed = plain.replace({"races.qf-4.finish.time": "3:39.00"})
    cups = [load(each) for each in CUPS]
    one, other = (event_odds(each, earlier=cups, draws=1000) for each in (plain, changed))
    assert [each.to_dict(1) for each in one.teams] == [each.to_dict(1) for each in other.teams]
    assert one.heading.endswith("odds before it")
    assert one.to_dict()["in_hindsight"] is False
    first, second = (
        race_odds(each, each.races["qf-4"], earlier=cups).asked for each in (plain, changed)
    )
    assert first == second  # before the start
    assert first.chance != 0.5


def test_more_known_makes_less_unsure() -> None:
    plain = load("milano-2026-men")
    alone = event_odds(plain, "quarterfinals", draws=1000)
    more = event_odds(plain, "quarterfinals", earlier=[load(each) for each in CUPS], draws=1000)
    assert max(each.error_s for each in more.teams) < min(each.error_s for each in alone.teams)
    assert all(len(each.runs) > 1 for each in more.teams)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("world-cup-2025-hamar-women", "is of women over 6 laps, not men over 8"),
        ("milano-2026-men", "is the event itself"),
        ("what-if-milano.toml", "what-if-milano.toml is the event itself"),
        ("thialf-2020-pair-1", "1 of its teams have times known here"),
    ],
)
def test_an_event_that_says_nothing_of_this_one_is_refused(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "milano-2026-men"\n'
    Path("what-if-milano.toml").write_text(head, encoding="utf-8")
    milano = load("milano-2026-men")
    with pytest.raises(InputError, match=said):
        event_odds(milano, earlier=[load(name), load(CUPS[1])], draws=1000)


def test_one_event_under_two_names_is_one() -> None:
    """The World Cup of Calgary is bundled, and an example in the format of files."""
    example = load(EXAMPLES / "world-cup-2-men.toml")
    calgary, milano = load(CUPS[1]), load("milano-2026-men")
    with pytest.raises(InputError, match=f"is the event itself, {CUPS[1]}"):
        event_odds(calgary, earlier=[example], draws=1000)
    with pytest.raises(InputError, match=f"cup-2-men.toml is the same event as {CUPS[1]}"):
        event_odds(milano, earlier=[calgary, example], draws=1000)
    with pytest.raises(InputError, match=f"{CUPS[1]} is the same event as .*cup-2-men.toml"):
        race_odds(milano, milano.races["qf-4"], earlier=[example, calgary])


@pytest.mark.parametrize(
    ("date", "times", "same"),
    [
        ("2026-01-10", ("3:40.00", "3:41.00"), True),
        ("2026-01-10", ("3:40.004", "3:59.00"), True),  # half of them, to the hundredth
        ("2026-01-10", ("3:40.01", "3:41.01"), False),
        ("2026-01-10", ("3:41.00", "3:40.00"), False),  # of the other team
        ("2026-01-11", ("3:40.00", "3:41.00"), False),
        ("", ("3:40.00", "3:41.00"), True),  # the day is not known
    ],
)
def test_what_was_skated_tells_an_event(date: str, times: tuple[str, str], same: bool) -> None:
    def made(name: str, date: str, times: tuple[str, str]) -> Scenario:
        event = {"name": name, "sex": "men", "laps": 8}
        sides = {
            side: {"team": team, "lineup": "unknown", "formation": "unknown", "time": time}
            for side, team, time in zip(("finish", "crossing"), ("NED", "NOR"), times, strict=True)
        }
        teams: dict[str, dict[str, str]] = {"NED": {}, "NOR": {}}
        when = {"date": dt.date.fromisoformat(date)} if date else {}
        return load({"event": event | when, "teams": teams, "races": {"r1": sides}})

    first = made("Cup", "2026-01-10", ("3:40.00", "3:41.00"))
    second = made("World Cup 3", date, times)
    assert same_event(first, second) is same
    assert same_event(second, first) is same


def test_what_was_skated_later_was_not_known_before() -> None:
    """Games of 2022 and 2026; cups of 16 and 23 November 2025."""
    beijing, milano = load("beijing-2022-men"), load("milano-2026-men")
    with pytest.raises(InputError, match=r"was skated until 2026-02-.*, but Beijing 2022 began"):
        race_odds(beijing, beijing.races["final-a"], earlier=[milano])
    with pytest.raises(InputError, match="salt-lake-city-men ended on 2025-11-16, before"):
        event_odds(milano, earlier=[load(CUPS[1]), load(CUPS[0])], draws=1000)
    assert event_odds(milano, earlier=[load(CUPS[0]), load(CUPS[1])], draws=1000).earlier


def test_what_a_formation_is_worth_needs_a_race_of_the_event_itself() -> None:
    milano = load("milano-2026-men")
    with pytest.raises(InputError, match="of NED no race of this event is known"):
        event_odds(milano, earlier=[load(CUPS[1])], what_if=("NED", "push"), draws=1000)


def test_times_of_the_event_itself_are_never_dropped_for_an_event_that_knows_less() -> None:
    """Two of the eight teams were at a cup before: its times cannot be moved, and tell less."""
    beijing = load("beijing-2022-men")
    sides = [("NED", "3:41.00"), ("NOR", "3:40.00"), ("POL", "3:45.00"), ("BLR", "3:46.00")]
    made = [
        {"team": team, "lineup": "unknown", "formation": "unknown", "time": time}
        for team, time in sides
    ]
    cup = load(
        {
            "event": {"name": "Cup", "sex": "men", "laps": 8, "date": dt.date(2022, 1, 10)},
            "teams": {team: {} for team, _ in sides},
            "races": {
                "r1": {"finish": made[0], "crossing": made[1]},
                "r2": {"finish": made[2], "crossing": made[3]},
            },
        }
    )
    for after in ("quarterfinals", "semifinals"):
        with pytest.raises(InputError, match="2 of its teams have times known here, too few"):
            event_odds(beijing, after, earlier=[cup], draws=1000)
    with pytest.raises(InputError, match="2 of its teams have times known here, too few"):
        race_odds(beijing, beijing.races["final-a"], earlier=[cup])
    assert event_odds(beijing, earlier=[cup], draws=1000).earlier == ("Cup",)  # before it


def test_first_heats_that_are_set_aside_are_named() -> None:
    """Before the second quarterfinal two teams have a time: no median of three."""
    milano, hamar = load("milano-2026-men"), load(CUPS[2])
    second = race_odds(milano, milano.races["qf-2"], earlier=[hamar])
    assert any(each.startswith("qf-1: set aside") for each in second.basis)
    assert second.runs == ((f"{CUPS[2]}: a-1",), (f"{CUPS[2]}: a-3",))
    third = race_odds(milano, milano.races["qf-3"], earlier=[hamar])
    assert not any("set aside" in each for each in third.basis)


def test_an_earlier_event_of_another_season_is_told() -> None:
    """Seasons begin in July: of Milano in February 2026 they are those from July 2025 on."""
    milano = load("milano-2026-men")
    hamar, beijing = load(CUPS[2]), load("beijing-2022-men")
    within = event_odds(milano, earlier=[hamar], draws=100)
    assert not any("season" in each for each in within.cautions)
    before = event_odds(milano, earlier=[beijing, hamar], draws=100)
    (told,) = (each for each in before.cautions if "season" in each)
    assert told.startswith("beijing-2022-men (2022-02-15): of another season")
    assert any("season" in each for each in race_odds(
        milano, milano.races["qf-1"], earlier=[beijing]
    ).cautions)  # fmt: skip
