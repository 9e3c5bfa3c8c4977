"""Whose the keys of a sweep are: what a model asks of them, and which teams their values reach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from pursuit_sim.errors import Fault
from pursuit_sim.lab.columns import reason_idle, unasked
from pursuit_sim.scenario.overrides import key_of
from pursuit_sim.scenario.race import Race

Values = tuple[str, ...]  # of each key of a sweep


class SweptKey(NamedTuple):
    """A key of a scenario in its parts.

    Attributes
    ----------
    team : code of the team it is of; empty where it is of all, or of another race
    skater : whose body it is of, as written; empty where it is nobody's own
    rest : its last parts, without those
    """

    team: str
    skater: str
    rest: tuple[str, ...]

    @property
    def parameter(self) -> str:
        """The declaration it would be of, such as ``body.mass_kg``."""
        return ".".join(("body", *self.rest) if self.skater else self.rest)


def read(key: str, race: Race) -> SweptKey:
    """A key that the scenario of a race knows, in its parts."""
    path, team, skater = key_of(f"{key}="), "", ""
    if path[0] == "teams" and len(path) > 2:
        team, path = path[1], path[2:]
    elif path[0] == "races" and len(path) > 3:
        sides: dict[str, str] = {each.side: each.team.code for each in race.everybody}
        own = path[1] == race.id and path[3:] != ("team",)  # which is no key of who was there
        team, path = sides.get(path[2], "") if own else "", path[3:]
    if path[0] == "bodies" and len(path) > 2:
        skater, path = path[1], path[2:]
    return SweptKey(team, skater, path)


def tied(race: Race, model: str) -> bool:
    """Whether what is known of a team hangs on the other one: gaps, or when somebody fell."""
    fell = any(entry.fall is not None for entry in race.entries)
    return model == "kinematic" and (fell or bool(race.gaps))


def check(keys: Sequence[str], race: Race, model: str, where: str) -> list[Fault]:
    """Faults of keys that a model does not ask for, or answers itself, one a key."""
    faults: list[Fault] = []
    for key in keys:
        if model == "power" and key.endswith(".time"):
            # It only moves the exchanges, by hundredths that would be taken for an answer.
            problem = "the power model finds the time itself, with κ of the race as it is"
            remedy = "vary what it follows from, or take the kinematic model"
            faults.append(Fault(where, key, problem, remedy))
        elif key_of(f"{key}="):
            faults += unasked(key, read(key, race).parameter, model, where)
    return faults


def reached(
    axes: Sequence[str], varied: Mapping[Values, Race], race: Race, *, tied: bool
) -> dict[str, tuple[int, ...]]:
    """For each team the keys, by number, some values of which say something else of it.

    A key with a single value reaches its own team, or all where it is no team's.

    Parameters
    ----------
    axes : the keys
    varied : the race for each combination of values
    race : as the scenario has it
    tied : what is said of a team is said of the other one too
    """
    teams = dict.fromkeys(
        entry.team.code for each in (race, *varied.values()) for entry in each.entries
    )

    def reaches(axis: int, team: str) -> bool:
        if tied:
            return True
        if len({values[axis] for values in varied}) == 1:
            return read(axes[axis], race).team in ("", team)
        return _differs(varied, axis, team)

    return {team: tuple(axis for axis in range(len(axes)) if reaches(axis, team)) for team in teams}


def idle(
    axes: Sequence[str],
    varied: Mapping[Values, Race],
    reach: Mapping[str, tuple[int, ...]],
    race: Race,
    model: str,
) -> tuple[str, ...]:
    """Keys that change nothing, in sentences: no team that they reach asks for them."""
    said = []
    for axis, key in enumerate(axes):
        teams = [team for team, own in reach.items() if axis in own]
        entries = [
            entry for each in varied.values() for entry in each.entries if entry.team.code in teams
        ]
        swept = {read(each, race).parameter for each in axes}
        why = reason_idle(read(key, race).parameter, race, entries, model, swept)
        if why:
            said.append(f"{key} changes nothing: {why}")
    return tuple(said)


def _differs(varied: Mapping[Values, Race], axis: int, team: str) -> bool:
    """Whether a team differs between races that differ in one key only."""
    seen: dict[Values, Race] = {}
    for values, race in varied.items():
        others = (*values[:axis], *values[axis + 1 :])
        own = _of(race, team)
        if seen.setdefault(others, own) != own:
            return True
    return False


def _of(race: Race, team: str) -> Race:
    """A race as far as it is about a team that nothing ties to the other one."""
    entries = tuple(
        replace(each, was=each.was and _of(each.was, team))
        for each in race.entries
        if each.team.code == team
    )
    return replace(race, entries=entries, listed=(), gaps=())
