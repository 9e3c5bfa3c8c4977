"""How well the odds foresaw real races: the chance of each favourite, and whether they won.

Of events with rounds, every race is foreseen from the races before it of the same event and from
the World Cups of the season, where they are bundled; of a World Cup, every pair from those before
it (see `earlier_events`). Races are those of the bundled scenarios and of two more Games
(``assets/evidence/earlier_games.csv``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

import numpy as np

from pursuit_sim import resources
from pursuit_sim.event.heats import heats
from pursuit_sim.lab.earlier_events import moved_runs
from pursuit_sim.lab.evidence_files import table
from pursuit_sim.lab.form_guide import before_race
from pursuit_sim.lab.gap_outlook import gap_outlook
from pursuit_sim.lab.outlook import KnownRun, outlook
from pursuit_sim.scenario import load
from pursuit_sim.scenario.parameters import Form
from pursuit_sim.scenario.scenario import Scenario

EARLIER = "earlier_games"
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # edges of chances of the favourite
COIN = 0.25  # Brier score of who says one half of every race
_ROUNDS = ("QF", "SF", "FD", "FC", "FB", "FA")  # as they are skated
_WORLD_CUP, _SEASON_DAYS = "world-cup", 180


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A race of which it was said who would win.

    Attributes
    ----------
    event, race : which
    favourite, other : codes
    chance : of the favourite, at least one half
    won : whether it won
    """

    event: str
    race: str
    favourite: str
    other: str
    chance: float
    won: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Favourites of about the same chance.

    Attributes
    ----------
    low, high : edges of the chances
    races, won : how many, and how many the favourite won
    expected : how many it should have won: the sum of its chances
    """

    low: float
    high: float
    races: int
    won: int
    expected: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """Every race that could be foreseen."""

    races: tuple[Foreseen, ...]

    @property
    def bins(self) -> tuple[Bin, ...]:
        """From even chances to near certainty."""
        found = []
        for low, high in pairwise(BINS):
            own = [each for each in self.races if low <= each.chance < high]
            won = sum(each.won for each in own)
            found.append(Bin(low, high, len(own), won, sum(each.chance for each in own)))
        return tuple(found)

    @property
    def brier(self) -> float:
        """Mean squared difference of chance and outcome: 0 is perfect, a coin has 0.25."""
        return float(np.mean([(each.chance - each.won) ** 2 for each in self.races]))

    @property
    def expected_brier(self) -> float:
        """What that score would be on average if every chance were right."""
        return float(np.mean([each.chance * (1 - each.chance) for each in self.races]))

    @property
    def brier_error(self) -> float:
        """Standard deviation of the score about that, if every chance were right."""
        spread = [
            each.chance * (1 - each.chance) * (1 - 2 * each.chance) ** 2 for each in self.races
        ]
        return float(np.sqrt(np.sum(spread)) / len(self.races))


def reliability(form: Form | None = None) -> Reliability:
    """Of all races that can be foreseen.

    Parameters
    ----------
    form : how teams' days go; by default as in a scenario that does not say it
    """
    own = Form() if form is None else form
    bundled = [each for each in map(load, resources.scenarios()) if not each.what_if]
    bundled.sort(key=lambda each: str(each.event.date))
    found: list[Foreseen] = []
    for scenario in bundled:
        rounds = scenario.event.format.again is not None
        season = [each for each in bundled if _of_season(each, scenario)]
        if rounds or season:
            found += _event(scenario, season, own)
    return Reliability((*found, *_earlier_games(own)))


def _of_season(cup: Scenario, scenario: Scenario) -> bool:
    """Whether an event is a World Cup of the same sex in the months before another."""
    before, own = cup.event, scenario.event
    if before.rounds != _WORLD_CUP or before.sex != own.sex or not (before.date and own.date):
        return False
    days = (date.fromisoformat(own.date) - date.fromisoformat(before.date)).days
    return 0 < days < _SEASON_DAYS


def _event(scenario: Scenario, season: Sequence[Scenario], form: Form) -> Iterator[Foreseen]:
    """Of an event, from the races before each and the season's World Cups."""
    times = {
        (race.id, entry.team.code): entry.official_time_s
        for race in scenario.races.values()
        for entry in race.entries
    }
    rounds = scenario.event.format.again is not None
    moved = None if rounds else moved_runs(season, {})
    for heat in heats(scenario, times):
        race = scenario.races[heat.race]
        runs = before_race(scenario, race, season).runs if moved is None else moved
        told = _foreseen(scenario.event.name, heat.race, heat.winner, heat.teams, runs, form)
        if told is not None:
            yield told


def _earlier_games(form: Form) -> Iterator[Foreseen]:
    """Of Games that are no scenario, from the rounds before each race."""
    rows = table(EARLIER)
    rows.sort(key=lambda row: (row["event"], _ROUNDS.index(row["round"]), row["heat"]))
    runs: dict[tuple[str, str], list[KnownRun]] = {}
    for (event, round_), group in groupby(rows, lambda row: (row["event"], row["round"])):
        own = list(group)
        for heat in dict.fromkeys(row["heat"] for row in own):
            met = [row for row in own if row["heat"] == heat]
            winner = next((row["nation"] for row in met if row["won"] == "yes"), None)
            before = {team: known for (where, team), known in runs.items() if where == event}
            teams = [row["nation"] for row in met]
            told = _foreseen(event, f"{round_} {heat}", winner, teams, before, form)
            if told is not None:
                yield told
        for row in own:
            if row["time_s"]:
                run = KnownRun(round_, float(row["time_s"]), row["date"])
                runs.setdefault((event, row["nation"]), []).append(run)


def _foreseen(
    event: str,
    race: str,
    winner: str | None,
    teams: Sequence[str],
    runs: Mapping[str, Sequence[KnownRun]],
    form: Form,
) -> Foreseen | None:
    """A race of two teams whose times before it are known, and its winner; else None."""
    if winner is None or len(teams) != 2 or not all(runs.get(team) for team in teams):
        return None
    first, second = teams
    one, other = (outlook(runs[team], ["the race's own"], form) for team in teams)
    chance = gap_outlook(one, other).first_wins(0.0, 0.0)
    if chance < 1 - chance:
        first, second, chance = second, first, 1 - chance
    return Foreseen(event, race, first, second, chance, winner == first)
