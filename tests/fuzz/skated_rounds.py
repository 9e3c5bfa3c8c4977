"""What was skated, and whether a scenario says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from fuzz.sheet_words import NATIONS, STATUSES

LAPS = {"men": 8, "women": 6}
FASTEST_S = {"men": 214.0, "women": 171.0}
SPREAD_S = 15.0
_OUT = 0.06  # of the teams
_BOTH_OUT = 0.03  # of the races, both of whose teams have one status
_BARE_FINALS = 0.07  # of rounds whose teams meet: finals without heats, below others with heats
_BARE = 0.1  # of rounds whose teams meet: those of two teams each, without heats


@dataclass(frozen=True, slots=True)
class Skated:
    """A team in a race.

    Attributes
    ----------
    team : its code
    time_s : its time [s]; None where it has a status
    status : a code, or empty
    """

    team: str
    time_s: float | None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """What one sex skated in one round: races of two teams, or of one each where nothing is said.

    Attributes
    ----------
    sex : "men" or "women"
    name : which of the rounds of a `Tongue`
    races : in the order of the sheet
    word : how it is called in a column; empty where titles say it
    """

    sex: str
    name: int
    races: tuple[tuple[Skated, ...], ...]
    word: str = ""


def drawn_rounds(
    random: Random, sexes: Sequence[str], *, pairs: bool
) -> tuple[tuple[Round, ...], tuple[int, ...]]:
    """What each sex skated, round by round, and the names of rounds that have no heats.

    Parameters
    ----------
    random : to draw from
    sexes : in the order of the sheet
    pairs : whether teams meet; else it is one list
    """
    names = sorted(random.sample(range(3), random.choice((1, 1, 2, 3)) if pairs else 1))
    taken: set[float] = set()
    rounds = tuple(
        Round(sex, name, races(random, sex, taken, pairs=pairs)) for sex in sexes for name in names
    )
    several = pairs and len(names) > 1
    if several and random.random() < _BARE:
        bare = (*names,)
    else:
        bare = (names[-1],) if several and random.random() < _BARE_FINALS else ()
    return (
        tuple(replace(each, races=each.races[:1]) if each.name in bare else each
              for each in rounds),
        bare,
    )  # fmt: skip


def races(
    random: Random, sex: str, taken: set[float], *, pairs: bool
) -> tuple[tuple[Skated, ...], ...]:
    """What one sex skates in one round, in pairs or each alone; no time is there twice."""
    skated = []
    for code in random.sample(sorted(NATIONS), 2 * random.randint(2, 4)):
        time = round(FASTEST_S[sex] + random.uniform(0, SPREAD_S), 2)
        while time in taken:
            time = round(time + 0.01, 2)
        taken.add(time)
        out = random.choice(sorted(STATUSES)) if random.random() < _OUT else ""
        skated.append(Skated(code, None if out else time, out))
    if pairs:
        found = [tuple(skated[i : i + 2]) for i in range(0, len(skated), 2)]
        return tuple(both_out(random, race) if random.random() < _BOTH_OUT else race
                     for race in found)  # fmt: skip
    return tuple((each,) for each in sorted(skated, key=lambda each: each.time_s or 1e9))


def both_out(random: Random, race: tuple[Skated, ...]) -> tuple[Skated, ...]:
    """A race of the same teams with one status."""
    status = random.choice(sorted(STATUSES))
    return tuple(Skated(each.team, None, status) for each in race)


def lap_times_s(random: Random, time_s: float, laps: int) -> list[float]:
    """Lap times in hundredths, the first one slower, which add up to the time."""
    left = round(100 * time_s) - 450
    each = [left // laps + random.randint(-40, 40) for _ in range(laps - 1)]
    return [one / 100 for one in (each[0] + 450, *each[1:], left - sum(each))]


def _said(team: str, time_s: float | None, status: str) -> tuple[str, float | str | None]:
    return team, status or time_s  # a time beside a status is kept, and does not count


def said_otherwise(tables: Mapping[str, object], rounds: Sequence[Round], sex: str) -> list[str]:
    """What a scenario made of a sheet says otherwise than what was skated.

    Parameters
    ----------
    tables : of the scenario
    rounds : what was skated, of both
    sex : who was asked for
    """
    event, races = tables["event"], tables["races"]
    assert isinstance(event, dict)
    assert isinstance(races, dict)
    found = [f"{key} {event.get(key)}" for key, right in (("sex", sex), ("laps", LAPS[sex]))
             if event.get(key, right) != right]  # fmt: skip
    found += [f"{name}: {race['laps']} laps" for name, race in races.items() if "laps" in race]
    made = {
        name: {
            _said(entry["team"], entry.get("time"), entry.get("status", ""))
            for entry in (race.get("finish"), race.get("crossing"))
            if entry
        }
        for name, race in races.items()
    }
    right = [
        {_said(each.team, each.time_s, each.status) for each in race}
        for one in rounds
        if one.sex == sex
        for race in one.races
    ]
    found += [f"missing: {sorted(each, key=str)}" for each in right if each not in made.values()]
    found += [f"never skated: {sorted(each, key=str)}" for each in made.values()
              if each not in right]  # fmt: skip
    if len(made) != len(right):
        found.append(f"{len(made)} races, {len(right)} were skated")
    for one in rounds:
        called = "-".join(one.word.casefold().split())
        teams = [{_said(each.team, each.time_s, each.status) for each in race}
                 for race in one.races if one.sex == sex]  # fmt: skip
        found += [f"of another round: {name}" for name, race in made.items()
                  if race in teams and not name.startswith(called)]  # fmt: skip
    return found
