"""A comparison of every team of an event, its medals, and what is to be known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pursuit_sim.lab.comparison import CAVEATS, Comparison
from pursuit_sim.lab.day_form import Key
from pursuit_sim.lab.estimate import OUTSIDE, enough, left_out, number_or_null, without_solution
from pursuit_sim.lab.formations import PUSH, ROTATING, possible_turns, with_known_turns
from pursuit_sim.lab.pairings import ROUNDS, settled
from pursuit_sim.lab.skated import by_others
from pursuit_sim.lab.uncertainty import differences_told
from pursuit_sim.lab.verdict import SUPPORTED_S
from pursuit_sim.scenario.race import Entry, Listed, Race
from pursuit_sim.scenario.scenario import Scenario
from pursuit_sim.scenario.time_source import time_source, told_made_up
from pursuit_sim.tabular import Tabular

Policy = Literal["as skated", "all rotate", "all push", "each its fastest"]
POLICIES: tuple[Policy, ...] = ("as skated", "all rotate", "all push", "each its fastest")

FORMAT, VERSION = "pursuit-sim/comparison-event", 1
Described = tuple[object, ...]
_NOTE = (
    "Opponents are taken to skate as they did. Teams that a new bracket brings together in a race "
    "where they never met are given their times from the round before: a guess. Many real races "
    "were not skated all out. Who rotated gains most by the best turns, as the model cannot know "
    "how well their own suited them."
)


@dataclass(frozen=True, slots=True)
class MedalChance:
    """A place under a policy.

    Attributes
    ----------
    place, team : the place and who takes it at the usual parameters
    gold_share, medal_share : of the draws in which the team wins gold, or any medal, form on
        the day included; NaN where too many draws have no solution
    gold_share_by_time : the same for gold if every day went as the model has it
    """

    place: int
    team: str
    gold_share: float
    medal_share: float
    gold_share_by_time: float

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "place": self.place,
            "team": self.team,
            "gold_share": number_or_null(self.gold_share),
            "medal_share": number_or_null(self.medal_share),
            "gold_share_without_form": number_or_null(self.gold_share_by_time),
        }


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class EventComparison(Tabular):
    """Every team of an event in four formations.

    Attributes
    ----------
    scenario : the event
    comparisons : by race and team
    failed : why a team could not be compared in a race, by race and team; its official
        time then stands, unless it was skated elsewhere
    untimed : results of which there is no time on this rink, or by these skaters
    standings : places under each policy; none where some result is untimed
    draws : parameter sets behind the intervals and shares
    unsolved : draws that the shares under each policy leave out, as a team has no solution
    """

    scenario: Scenario
    comparisons: Mapping[Key, Comparison]
    failed: Mapping[Key, str]
    untimed: tuple[Key, ...]
    standings: Mapping[Policy, tuple[MedalChance, ...]]
    draws: int
    unsolved: Mapping[Policy, int]

    @property
    def heading(self) -> str:
        """The event, and what was asked of it."""
        return f"{self.title}: push less rotation, {len(self.comparisons)} results"

    @property
    def answer(self) -> str:
        """The answer in a sentence."""
        every = self.comparisons.values()
        faster = sum(each.push_minus_rotating.value < 0 for each in every)
        sure = sum(each.sign_is_sure for each in every)
        said = (
            f"{self.title}: at their best, pushing all the way is estimated faster than "
            f"rotating for {faster} of {len(every)} teams and races; for {sure or 'none'} of them "
            f"that is very probable."
        )
        groups = self.alike
        if len(groups) < len(every):
            many = "one result" if len(groups) == 1 else f"{len(groups)} results"
            said += (
                " The scenario describes many of them alike, but for their times: the "
                f"{len(every)} are {many}, and not so many confirmations."
            )
        return said

    @property
    def _above(self) -> str:
        return self.answer

    def rows(self) -> list[dict[str, Any]]:
        """One row a race and team; intervals are from the 5th to the 95th percentile."""
        return [
            {
                "race": race,
                "team": team,
                "skated": each.skated.kind,
                "rotating_s": each.outcomes[ROTATING].time_s,
                "push_s": each.outcomes[PUSH].time_s,
                "difference_s": number_or_null(each.push_minus_rotating.value),
                "low_difference_s": number_or_null(each.push_minus_rotating.low),
                "high_difference_s": number_or_null(each.push_minus_rotating.high),
            }
            for (race, team), each in self.comparisons.items()
        ]

    @property
    def missing(self) -> tuple[str, ...]:
        """Why what is not there is missing, in sentences: teams not compared, and medals."""
        said = [
            f"{race}, {team}: not compared, {self._then((race, team))}: {reason}"
            for (race, team), reason in self.failed.items()
        ]
        if self.untimed:
            results = ", ".join(f"{team} in {race}" for race, team in self.untimed)
            said.append(
                f"No medals: official times were not skated here by these skaters, and there is no "
                f"other time for {results}."
            )
        return (*said, *self._without_place)

    @property
    def title(self) -> str:
        """The event, and whether it is a what-if."""
        changed = " (what-if)" if self.scenario.what_if else ""
        return f"{self.scenario.event.name}{changed}"

    @property
    def made_up(self) -> tuple[str, ...]:
        """Which times nobody measured, in sentences."""
        times = (
            (f"{team} in {race}", time_source(each.race, each.skated.entry))
            for (race, team), each in self.comparisons.items()
        )
        return tuple(f"{each}." for each in told_made_up(times, "the model is fitted"))

    @property
    def of_slow(self) -> tuple[str, ...]:
        """Where races to which the model is fitted were clearly slow, in sentences."""
        return tuple(dict.fromkeys(said for c in self.comparisons.values() for said in c.of_slow))

    @property
    def unsolved_intervals(self) -> tuple[str, ...]:
        """How many draws the intervals leave out, where they do, in a sentence."""
        lost = {key: each.unsolved for key, each in self.comparisons.items() if each.unsolved}
        if not lost:
            return ()
        (race, team), most = max(lost.items(), key=lambda each: each[1])
        where = f"most for {team} in {race}, some for {len(lost)} of {len(self.comparisons)}"
        return (f"up to {left_out(most, self.draws)}: {where}",)

    @property
    def of_medals(self) -> tuple[str, ...]:
        """What is to be known of the medals, in sentences; none where there are none."""
        if not any(self.standings.values()):
            return ()
        return (*self._as_skated, *self._unsupported, *self._missing_shares)

    @property
    def care(self) -> str:
        """What is assumed of the medals; empty where there are none."""
        return _NOTE if any(self.standings.values()) else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """All that is said beside the numbers, in sentences, as below the tables."""
        return (*self._own_remarks, *CAVEATS)

    @property
    def _own_remarks(self) -> tuple[str, ...]:
        """Those of this event: not what holds of every comparison."""
        care = [self.care] if self.care else []
        below = (*self.unsolved_intervals, *self.outside)
        return (*self.made_up, *self.of_slow, *below, *self.of_medals, *self.missing, *care)

    @property
    def outside(self) -> tuple[str, ...]:
        """Whose difference lies outside its own interval, and why, in a sentence."""
        found = [
            f"{team} in {race}"
            for (race, team), each in self.comparisons.items()
            if each.push_minus_rotating.is_outside
        ]
        return (f"{', '.join(found)}: {OUTSIDE}.",) if found else ()

    def _then(self, key: Key) -> str:
        if key in self.untimed:
            return "and the official time was skated elsewhere"
        return "so that the official time stands"

    @property
    def _without_place(self) -> list[str]:
        """Teams that are in no place of the medals, as nobody knows how they did."""
        placed = {each.team for places in self.standings.values() for each in places}
        return [
            f"{race.id}, {each.team.code}: no time is known; the medals are drawn without it, "
            "though it may have won one"
            for race in self.scenario.races.values()
            for each in race.listed
            if placed and each.counts and each.status == "unknown" and each.team.code not in placed
        ]

    @property
    def _as_skated(self) -> list[str]:
        """What *as skated* means where rink or skaters changed, or results leave open who meets."""
        if any(elsewhere(each.race, each.skated.entry) for each in self.comparisons.values()):
            return ["as skated: the formations that were skated, at the times the model has here"]
        open_ = settled(self.scenario, len(ROUNDS))
        return [f"as skated: {each.removesuffix('.')}" for each in open_]

    @property
    def _unsupported(self) -> list[str]:
        """Whose gain is more than anybody has measured: mostly one leader kept, without a push."""
        races: dict[str, list[str]] = {}
        for (race, team), each in self.comparisons.items():
            fastest = min(each.outcomes[kind].time_s for kind in (ROTATING, PUSH))
            if each.skated.time_s - fastest > SUPPORTED_S:
                races.setdefault(team, []).append(race)
        return [
            f"{team} ({', '.join(where)}) gains more than {SUPPORTED_S:g} s by the model, which "
            "nothing published supports: whatever depends on it is no more than a guess"
            for team, where in races.items()
        ]

    @property
    def _missing_shares(self) -> list[str]:
        """How many draws the shares leave out, where they do."""
        policies: dict[int, list[str]] = {}
        for policy, lost in self.unsolved.items():
            policies.setdefault(lost, []).append(policy)
        found = []
        for lost, names in policies.items():
            if lost:
                few = enough(lost, self.draws)
                said = left_out(lost, self.draws) if few else without_solution(lost, self.draws)
                no_shares = "" if few else "; no shares"
                found.append(f"{', '.join(names)}: {said}{no_shares} (for some team)")
        return found

    @property
    def alike(self) -> tuple[tuple[Key, ...], ...]:
        """Teams and races that are described alike, but for their time: one calculation each."""
        groups: dict[Described, list[Key]] = {}
        for key, each in self.comparisons.items():
            groups.setdefault(described(each.race, each.skated.entry), []).append(key)
        return tuple(map(tuple, groups.values()))

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "event": self.scenario.event.name,
            "comparisons": [each.to_dict() for each in self.comparisons.values()],
            "alike": [[list(key) for key in group] for group in self.alike],
            "failed": [
                {"race": race, "team": team, "reason": reason}
                for (race, team), reason in self.failed.items()
            ],
            "standings": {
                policy: [each.to_dict() for each in places]
                for policy, places in self.standings.items()
            },
            "draws": {"count": self.draws, "unsolved": dict(self.unsolved)},
            "remarks": list(self._own_remarks),
            "caveats": list(CAVEATS),
        }


def described(race: Race, entry: Entry) -> Described:
    """All that a comparison depends on, but for the time, κ and names."""
    own = with_known_turns(race, entry)
    effort = own.effort.model_copy(update={"effectiveness": None})
    loss = own.pacing.start_loss_s
    known = len(possible_turns(race, own)) == 1
    told = differences_told(own)
    return race.laps, race.rink, own.formation, own.bodies, told, effort, own.train, loss, known


def elsewhere(race: Race, each: Entry | Listed) -> bool:
    """Whether a result was skated on another rink, or by other skaters, than are looked at."""
    return each.was is not None and (each.was.rink != race.rink or by_others(each))
