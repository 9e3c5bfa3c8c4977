"""Changes by ``--set`` that change nothing, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pursuit_sim.errors import InputError

if TYPE_CHECKING:
    from pursuit_sim.scenario import Scenario
    from pursuit_sim.scenario.race import Race

_POWER = "(power model)"  # so a parameter says that this model alone reads it
_LEVELLED = ("pacing", "train", "body", "effort")  # the nearest level that gives them counts
_OF_TEAM = len(("teams", "NED", "pacing", "fade_s"))
_GAPS = "gaps"  # of a race, which need both runs
_SPELT = ("time", "gap")  # keys of which one value has several spellings
_MOST_NAMED = 2  # keys that are nearer


def alike(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios say the same of what was skated, wherever that comes from."""
    return all(
        getattr(one, part) == getattr(other, part)
        for part in ("event", "rink", "form", "records", "teams", "races")
    )


def remarks(
    source: str | Path,
    overrides: Sequence[str],
    loaded: Scenario,
    load: Callable[[list[str]], Scenario],
) -> list[str]:
    """What is said of the overrides without which a scenario is the same.

    Parameters
    ----------
    source : of the scenario, as `load` of the library takes it
    overrides : all of them
    loaded : the scenario with all of them
    load : loads it with others
    """
    said = []
    for index, text in enumerate(overrides):
        rest = [*overrides[:index], *overrides[index + 1 :]]
        with suppress(InputError):  # some changes need each other
            if alike(load(rest), loaded):
                why = _why(text, source, loaded, overrides, rest)
                said.append(f"--set {text} changes nothing: {why}")
    return said


def unheard(
    overrides: Sequence[str],
    loaded: Scenario,
    load: Callable[[list[str]], Scenario],
    answer: Callable[[Scenario], object],
    why: str,
) -> list[str]:
    """What is said of overrides that change the scenario, and nothing of an answer.

    Parameters
    ----------
    overrides, loaded, load : as for `remarks`
    answer : what is told of a scenario
    why : it is not moved
    """
    said = []
    for index, text in enumerate(overrides):
        with suppress(InputError):  # some changes need each other
            without = load([*overrides[:index], *overrides[index + 1 :]])
            if not alike(without, loaded) and answer(without) == answer(loaded):
                said.append(f"--set {text} changes nothing in {why}")
    return said


def unread(text: str, model: str, scenario: Scenario) -> str:
    """Why a change of a scenario leaves its results as they are."""
    from pursuit_sim.lab.columns import AT_LINES, DELTAS, KNOWN, SWING
    from pursuit_sim.scenario.dotted_keys import dotted
    from pursuit_sim.scenario.overrides import key_of

    path = key_of(text)
    if path[0] == "races" and path[-1] == "gap":
        return "the team's time is told, and counts"
    if path[0] == "races" and path[-1] == "gaps":
        return _gaps_unread(scenario.races[path[1]], model)
    group = next((part for part in path if part in (*_LEVELLED, "bodies")), "")
    power = group in ("body", "bodies", "effort") or (path[0] == "rink" and _of_power(path))
    if power and model != "power":
        return f"the {model} model does not read it; --model power does"
    if group == "pacing" and model == "power":
        return f"the {model} model does not read it; --model kinematic does"
    if group == "pacing" and not all(
        entry.all_known(race.half_laps)
        for race in scenario.races.values()
        for entry in race.entries
        if path[0] == "pacing" or path[1] == entry.team.code or path[1:3] == (race.id, entry.side)
    ):
        parameter = dotted(path[-2:])
        if parameter == SWING:
            return AT_LINES
        if parameter == DELTAS:
            return "laps that all deviate alike are shifted back to keep the final time"
        return f"what is known of the races and the {model} model leave it no say"
    if group == "pacing":
        return KNOWN
    return f"what is known of the races and the {model} model leave it no say"


def _gaps_unread(race: Race, model: str) -> str:
    """Why another gap leaves a race as it is."""
    from pursuit_sim.scenario.whole_race import unmet_gaps

    if model == "power":
        return f"the {model} model does not read it; --model kinematic does"
    idle = f"what is known of the races and the {model} model leave it no say"
    return (unmet_gaps(race) or idle) if race.entries else "this race is not replayed"


def _of_power(path: tuple[str, ...]) -> bool:
    from pursuit_sim.scenario.dotted_keys import field

    info = field(path)
    return info is not None and _POWER in (info.description or "")


def _why(
    text: str, source: str | Path, loaded: Scenario, every: Sequence[str], rest: Sequence[str]
) -> str:
    from pursuit_sim.scenario import raw
    from pursuit_sim.scenario.loader import changes
    from pursuit_sim.scenario.merge import merge
    from pursuit_sim.scenario.overrides import key_of
    from pursuit_sim.scenario.race import STAYED_AWAY

    path, tables = key_of(text), raw(source)
    nearer = _nearer(path, tables)
    if nearer:
        more = len(nearer) - _MOST_NAMED
        named = ", ".join(nearer[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        return f"nearer to the race stands {named}, which counts"
    race = loaded.races.get(path[1]) if path[0] == "races" else None
    if race is not None and path[2:] == (_GAPS,):
        away = [each.why for each in race.listed if each.status in STAYED_AWAY]
        if away:
            return f"a gap is between two that skate, and {away[0]}"
    listed = race is not None and any(path[2] in (each.side, _GAPS) for each in race.listed)
    if listed and path[-1] not in _SPELT:
        says, without = (merge(tables, changes(source, each)) for each in (every, rest))
        if says != without:
            two = path[2] == _GAPS
            return f"{'not both teams of it are' if two else 'this run is not'} replayed"
    return "it is so without it"


def _nearer(path: tuple[str, ...], tables: Mapping[str, Any]) -> list[str]:
    """Keys of the same parameter at nearer levels: of teams, or of their entries."""
    from pursuit_sim.scenario.dotted_keys import dotted
    from pursuit_sim.scenario.merge import leaves

    event = path[0] in _LEVELLED
    if not event and not (path[0] == "teams" and len(path) == _OF_TEAM):
        return []
    tail = f".{dotted(path[-2:])}"
    found = [key for key in leaves(tables) if key.endswith(tail) and key != dotted(path)]
    if event:
        return found
    return [key for key in found if _team_of(key.split("."), tables) == path[1]]


def _team_of(key: list[str], tables: Mapping[str, Any]) -> object:
    """Code of the team whose entry a key is in; None for others."""
    if key[0] != "races":
        return None
    return tables["races"][key[1]][key[2]].get("team")
