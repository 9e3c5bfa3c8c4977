"""Odds of events, against what can be enumerated, integrated or known without drawing."""

from __future__ import annotations

from itertools import product
from math import erf, sqrt

import numpy as np
import pytest

from pursuit_sim import InputError, load
from pursuit_sim.event_formats import FORMATS, Heat, olympic, olympic_2014
from pursuit_sim.lab.event_chances import EventOdds
from pursuit_sim.lab.event_odds import event_odds
from pursuit_sim.lab.many_events import CHUNK, EventToDraw, count_events
from pursuit_sim.lab.outlook import KnownRun, Outlook, outlook, unknown_outlook
from pursuit_sim.scenario.parameters import Form

CALM = Form(fall_chance=0.0, touch_chance=0.0, day_share=0.0)
DRAWS = 200_000
NOISE = 4 * sqrt(0.25 / DRAWS)  # four standard errors of a share


def below(z: float) -> float:
    return 0.5 * (1 + erf(z / sqrt(2)))


def sure(time_s: float, races: int, *, sd_s: float = 1.0, common: float = 0.0) -> Outlook:
    """Form by race, and what is common to the races: strength that nobody knows well."""
    covariance = sd_s**2 * np.eye(races) + common**2
    return Outlook(np.ones(1), np.full((1, races), time_s), covariance, CALM)


def bracket(outlooks: list[Outlook], done: int, name: str = "olympic") -> EventToDraw:
    pairs = [(0, 3), (1, 2), (4, 5), (6, 7)]
    return EventToDraw(FORMATS[name], outlooks, [""] * 8, pairs, done)


def test_a_bracket_of_four_is_as_enumerated() -> None:
    times, sd = (218.0, 218.5, 219.5, 221.0), 1.2
    teams = [sure(each, 2, sd_s=sd) for each in (*times, 225.0, 226.0, 227.0, 228.0)]
    found, _ = count_events(bracket(teams, 1), DRAWS, 1)

    def beats(i: int, j: int) -> float:
        return below((times[j] - times[i]) / (sd * sqrt(2)))

    gold = [0.0] * 4
    final = np.zeros((4, 4))
    for a, b in product((0, 3), (1, 2)):  # winners of the semifinals
        met = beats(a, 3 - a) * beats(b, 3 - b)
        final[min(a, b), max(a, b)] = met
        gold[a] += met * beats(a, b)
        gold[b] += met * beats(b, a)
    assert found.places[:4, 0] / DRAWS == pytest.approx(gold, abs=NOISE)
    assert found.finals[0, :4, :4] / DRAWS == pytest.approx(final, abs=NOISE)
    assert found.places[4, 4] / DRAWS == pytest.approx(below(1 / (sd * sqrt(2))), abs=NOISE)
    assert (found.places[:4, 4:] == 0).all()
    assert (found.places.sum(axis=0) == DRAWS).all()
    assert (found.places.sum(axis=1) == DRAWS).all()


def test_what_nobody_knows_of_a_team_is_the_same_in_both_its_races() -> None:
    """Integrated over the strengths of four teams (Gauss-Hermite), races apart given these."""
    times, sd, common = np.array([218.0, 218.4, 218.9, 219.5]), 1.0, 1.2
    teams = [sure(each, 2, sd_s=sd, common=common) for each in (*times, 225.0, 226.0, 227.0, 228.0)]
    found, _ = count_events(bracket(teams, 1), DRAWS, 2)
    nodes, weights = np.polynomial.hermite_e.hermegauss(12)
    weights = weights / weights.sum()
    gold = np.zeros(4)
    for which in product(range(12), repeat=4):
        strength = times + common * nodes[list(which)]
        weight = float(np.prod(weights[list(which)]))
        beats = [
            [below((strength[j] - strength[i]) / (sd * sqrt(2))) for j in range(4)]
            for i in range(4)
        ]
        for a, b in product((0, 3), (1, 2)):
            met = weight * beats[a][3 - a] * beats[b][3 - b]
            gold[a] += met * beats[a][b]
            gold[b] += met * beats[b][a]
    assert found.places[:4, 0] / DRAWS == pytest.approx(gold, abs=NOISE)


@pytest.mark.parametrize("name", ["olympic", "olympic-2014"])
def test_teams_that_are_alike_have_equal_chances(name: str) -> None:
    found, _ = count_events(bracket([sure(220.0, 3)] * 8, 0, name), DRAWS, 3)
    assert found.places / DRAWS == pytest.approx(np.full((8, 8), 1 / 8), abs=NOISE)
    met = found.finals[0] / DRAWS
    pairs = met[np.triu_indices(8, 1)]
    assert pairs.sum() == pytest.approx(1)
    if name == "olympic":
        assert pairs == pytest.approx(np.full(28, 1 / 28), abs=NOISE)


@pytest.mark.parametrize("format_", [olympic, olympic_2014], ids=lambda each: each.FORMAT.name)
def test_many_brackets_are_seeded_as_one_is(format_: object) -> None:
    names = "ABCDEFGH"
    times = np.random.default_rng(4).uniform(215, 230, (200, 8))
    pairs = [(0, 3), (1, 2), (4, 5), (6, 7)]
    seats = format_.seeds_of_many(times, pairs)  # type: ignore[attr-defined]  # formats that seed
    for one, found in zip(times, seats, strict=True):
        heats = [
            Heat(f"q{i}", "quarterfinal", {names[i]: one[i], names[j]: one[j]}) for i, j in pairs
        ]
        told = format_.seeds(heats)  # type: ignore[attr-defined]  # likewise
        expected = [{*pair} for pair in (*told.semifinals, *told.others)]
        assert [{names[i], names[j]} for i, j in found.reshape(4, 2)] == expected


def test_places_by_time_are_within_each_division() -> None:
    teams = [sure(218.0, 1), sure(219.0, 1), sure(210.0, 1), sure(217.0, 1, sd_s=2.0)]
    event = EventToDraw(FORMATS["world-cup"], teams, ["A", "A", "B", "B"])
    found, _ = count_events(event, DRAWS, 5)
    assert found.places[0, 0] / DRAWS == pytest.approx(below(1 / sqrt(2)), abs=NOISE)
    assert found.places[2, 0] / DRAWS == pytest.approx(below(7 / sqrt(5)), abs=NOISE)
    assert (found.places[:, 2:] == 0).all()


def test_one_race_known_of_a_team_leaves_its_strength_open() -> None:
    """Next race about the known one: its form and the next one's, √2 of one."""
    known = [KnownRun("qf", 218.0, "2022-02-13")]
    apart = outlook(known, ["2022-02-15"], CALM.model_copy(update={"day_share": 0.5}))
    assert apart.time_s == pytest.approx(218.0)
    assert apart.error_s == pytest.approx(1.2 * sqrt(2), abs=1e-3)
    same = outlook(known, ["2022-02-13"], CALM.model_copy(update={"day_share": 0.5}))
    assert same.error_s == pytest.approx(1.2, abs=1e-3)  # the day's half falls out


def test_several_races_known_are_averaged() -> None:
    known = [KnownRun(f"r{i}", time, "") for i, time in enumerate((218.0, 219.0, 220.5))]
    found = outlook(known, ["", ""], CALM)
    assert found.time_s == pytest.approx(219.1667, abs=1e-3)
    assert found.covariance == pytest.approx(1.44 * (np.eye(2) + 1 / 3), abs=1e-3)


def test_the_last_four_races_count() -> None:
    times = (230.0, 218.0, 219.0, 217.0, 218.4)
    found = outlook([KnownRun(f"r{i}", time, "") for i, time in enumerate(times)], [""], CALM)
    assert found.time_s == pytest.approx((218.0 + 219.0 + 217.0 + 218.4) / 4, abs=1e-3)


def test_where_nobody_has_a_time_all_are_alike_and_as_far_apart_as_teams_are() -> None:
    """3.1 s from team to team, of which one is no better known than the next, and form."""
    found = unknown_outlook([], [""], CALM)
    assert found.time_s == 0.0
    assert found.error_s == pytest.approx(sqrt(2 * 3.1**2 + 1.2**2), abs=1e-3)


def test_what_a_slow_time_may_have_been_is_as_bayes_says() -> None:
    """Against a grid over the strength, with all ways of a fall or a touch in both races."""
    form = Form(day_share=0.0, fall_chance=0.1, touch_chance=0.2)
    times = (218.0, 226.0)
    found = outlook([KnownRun(f"r{i}", time, "") for i, time in enumerate(times)], [""], form)
    grid = np.linspace(190.0, 240.0, 5001)

    def likely(time: float) -> np.ndarray:
        ways = {0.0: 0.9 * 0.8, 5.0: 0.9 * 0.2, 11.0: 0.1 * 0.8, 16.0: 0.1 * 0.2}
        return sum(  # type: ignore[return-value]  # a sum of arrays
            chance * np.exp(-(((time - lost - grid) / 1.2) ** 2) / 2)
            for lost, chance in ways.items()
        )

    density = likely(times[0]) * likely(times[1])
    mean = float((density * grid).sum() / density.sum())
    assert float(found.weights @ found.means_s[:, 0]) == pytest.approx(mean, abs=0.01)
    assert found.time_s < 220.0  # rather 226 was an accident than 218 a wonder


def test_falls_and_touches_come_as_often_as_they_should() -> None:
    form = Form(race_sd_s=0.0, fall_chance=0.1, touch_chance=0.2)
    team = Outlook(np.ones(1), np.full((1, 1), 200.0), np.array([[1e-6]]), form)
    drawn = team.draw(100_000, np.random.default_rng(6))[0].round() - 200
    assert np.unique(drawn).tolist() == [0, 5, 11, 16]
    assert (drawn >= 11).mean() == pytest.approx(0.1, abs=0.005)
    assert (drawn % 11 == 5).mean() == pytest.approx(0.2, abs=0.005)


def test_nothing_later_than_the_moment_is_used() -> None:
    changes = {
        "races.sf-1.finish.time": "3:30.00",
        "races.final-a.crossing.time": "3:59.00",
        "races.final-b.finish.time": "3:58.00",
    }
    plain = load("beijing-2022-men")
    for after, later in (("quarterfinals", changes), ("semifinals", {**changes})):
        if after == "semifinals":
            later.pop("races.sf-1.finish.time")
        one, other = (event_odds(each, after, draws=2000) for each in (plain, plain.replace(later)))
        assert [each.to_dict(1) for each in one.teams] == [each.to_dict(1) for each in other.teams]
        runs = {run for each in one.teams for run in each.runs}
        assert not any(run.startswith("final") for run in runs)


def test_after_the_semifinals_the_finals_are_those_that_were_skated() -> None:
    found = event_odds(load("beijing-2022-men"), "semifinals", draws=1000)
    assert {(each.final, frozenset(each.teams), each.share) for each in found.meets} == {
        ("A", frozenset({"NOR", "ROC"}), 1.0),
        ("B", frozenset({"USA", "NED"}), 1.0),
        ("C", frozenset({"CAN", "KOR"}), 1.0),
        ("D", frozenset({"ITA", "CHN"}), 1.0),
    }


def test_what_odds_rest_on_is_told() -> None:
    """Japan's women fell in the final; their men's final was skated to the end."""
    women, men = (event_odds(load(f"beijing-2022-{sex}"), draws=1000) for sex in ("women", "men"))
    assert any(each.startswith("JPN in final-a: a fall") for each in women.basis)
    assert not any("left out" in each for each in men.basis)
    plain = women.to_dict()
    assert plain["in_hindsight"]
    assert plain["basis"] == list(women.basis)
    for told, team in zip(plain["teams"], women.teams, strict=True):
        share = team.chances.first
        assert told["chances"]["first"]["share"] == pytest.approx(share)
        noise = sqrt(share * (1 - share) / 1000)
        assert told["chances"]["first"]["error"] == pytest.approx(noise, abs=1e-6)


def test_another_form_on_the_day_is_that_of_all_teams() -> None:
    found = event_odds(load("beijing-2022-men"), "semifinals", race_sd_s=2.0, draws=1000)
    assert found.assumptions[0].startswith("Form on the day: 2 s a race (SD)")
    plain = found.to_dict()["teams"]
    assert [each["form"]["race_sd_s"] for each in plain] == 8 * [2.0]
    # One race known of them, two days before, of whose form a quarter is that day's: √2 of one.
    canada = next(each for each in plain if each["team"] == "CAN")
    assert canada["estimate"]["sd_s"] > 2.0
    own = {"form.race_sd_s": 0.4, "races.final-d.finish.form.race_sd_s": 3}
    several = event_odds(load("beijing-2022-men", own), draws=1000)
    assert several.assumptions[0].startswith("Form on the day: 0.4 to 3 s a race (SD)")


def test_a_team_without_a_time_is_like_those_that_came_as_far() -> None:
    """Norway's quarterfinal is unknown; China's, 3:00.58, is the only one of the lower half."""
    found = event_odds(load("beijing-2022-women"), "quarterfinals", draws=1000)
    norway = next(each for each in found.teams if each.team == "NOR")
    assert norway.runs == ()
    assert norway.time_s == pytest.approx(180.58)
    assert norway.error_s == pytest.approx(sqrt(2 * 3.1**2 + 1.2**2), abs=0.01)
    assert "no time is known" in " ".join(found.basis)


def test_a_what_if_has_a_bracket_of_its_own() -> None:
    faster = load("beijing-2022-men", {"races.qf-2.finish.time": "3:36.00"})  # Canada
    found = event_odds(faster, "quarterfinals", draws=1000)
    chances = {each.team: each.chances for each in found.teams}
    assert chances["CAN"].podium > 0.5
    assert chances["NED"].final == 0.0
    assert found.to_dict()["changed"] is True
    assert event_odds(load("beijing-2022-men"), draws=10).to_dict()["changed"] is False


def test_the_same_seed_gives_the_same_numbers_over_several_chunks() -> None:
    plain = load("beijing-2022-men")
    draws = 2 * CHUNK + 7
    one, same, other = (event_odds(plain, draws=draws, seed=seed) for seed in (1, 1, 2))
    assert one.to_dict() == same.to_dict()
    assert one.to_dict()["teams"] != other.to_dict()["teams"]
    total = sum(each.chances.first for each in one.teams)
    assert total == pytest.approx(1)


def supposing() -> EventOdds:
    plain = load("beijing-2022-men")
    return event_odds(plain, "quarterfinals", what_if=("ned", "push"), draws=20_000)


@pytest.mark.slow
def test_a_what_if_draws_the_whole_interval_of_the_comparison(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pursuit_sim.lab.supposed.DRAWS", 200)
    found = supposing()
    assert found.what_if is not None
    low, high = np.percentile(found.what_if.seconds, [5, 95])
    assert (low, high) == pytest.approx(
        (found.what_if.difference.low, found.what_if.difference.high)
    )
    assert low < -2 < 0 < high
    chances = {each.team: each for each in found.teams}
    dutch = chances["NED"]
    assert dutch.supposed is not None
    assert dutch.supposed.first > dutch.chances.first
    norway = chances["NOR"].supposed
    assert norway is not None
    assert norway.first < chances["NOR"].chances.first
    assert chances["ITA"].supposed == chances["ITA"].chances


@pytest.mark.whole
def test_few_changes_say_whether_there_is_a_push(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a file they are without one, and no other formation than a rotation."""
    monkeypatch.setattr("pursuit_sim.lab.supposed.DRAWS", 20)
    held = load("beijing-2022-men", {"races.qf-2.crossing.formation": "few changes"})
    told = "skated 'few changes, no push' itself in qf-2, which is compared as 'rotating'"
    with pytest.raises(InputError, match=told):
        event_odds(held, "quarterfinals", what_if=("NED", "rotating"))
    asked = event_odds(held, "quarterfinals", what_if=("NED", "Few-changes-push"), draws=1000)
    supposed = asked.what_if
    assert supposed is not None
    assert supposed.words == "if NED push and change the lead rarely"
    said = supposed.to_dict()
    assert (said["formation"], said["skated"]) == ("few changes", "rotating")
    assert said["formation_label"] == "few changes, push"
    assert said["skated_label"] == "few changes, no push"
    (line,) = (each for each in asked.remarks if each.startswith("Supposed"))
    assert "few changes, push in place of few changes, no push" in line


@pytest.mark.parametrize(
    ("name", "asked", "said"),
    [
        ("two-teams", {}, "has no places to draw"),
        ("beijing-2022-men", {"after": "finals"}, "there is no round 'finals'"),
        ("thialf-2020-men", {"after": "quarterfinals"}, "skates once"),
        ("beijing-2022-men", {"what_if": ("XXX", "push")}, "there is no team 'XXX'"),
        ("beijing-2022-men", {"what_if": ("NED", "pull")}, "there is no formation 'pull'"),
        ("beijing-2022-men", {"what_if": ("NOR", "push")}, "skated 'push' itself"),
        ("beijing-2022-men", {"what_if": ("NED", "few changes")}, "write 'few changes, push'"),
    ],
)
def test_what_cannot_be_told_is_said(name: str, asked: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        event_odds(load(name), **asked)  # type: ignore[arg-type]  # of each case


def test_of_three_teams_all_are_among_the_first_three() -> None:
    """Shares of three places may make a little less than one; the events counted do not."""
    found = event_odds(load("world-cup-2025-hamar-women"), draws=100_000)
    division = [each for each in found.teams if each.division == "B"]
    assert len(division) == 3
    assert [each.chances.podium for each in division] == [1.0, 1.0, 1.0]
