"""What comes with the program: scenarios, records, and what real races say of the push."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pursuit_sim import resources
from pursuit_sim.errors import InputError
from pursuit_sim.event import qualification, record_table
from pursuit_sim.event import results as event_results
from pursuit_sim.event.qualification import Qualification
from pursuit_sim.event.record_table import ChosenRecords
from pursuit_sim.lab.evidence import Evidence, summary
from pursuit_sim.scenario import Scenario, load, survey
from pursuit_sim.scenario.picking import unknown
from pursuit_sim.tabular import Tabular
from pursuit_sim.verbs.given import GivenScenario, kinds_checked, scenario_of

SEXES = ("men", "women")


@dataclass(frozen=True, slots=True, repr=False)
class BundledScenarios(Tabular):
    """The scenarios that come with the program; iterating gives their names.

    Attributes
    ----------
    names : what `load` takes
    """

    names: tuple[str, ...]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    @property
    def heading(self) -> str:
        """How many there are."""
        return f"{len(self.names)} scenarios come with the program"

    def rows(self) -> list[dict[str, Any]]:
        """One row a scenario, with how much of it somebody measured or reported."""
        return [_listed(name, load(name)) for name in self.names]

    def _brief(self) -> list[dict[str, Any]]:
        shown = ("name", "event", "discipline", "races", "replayed", "passings_known", "gaps_known")
        return [{name: row[name] for name in shown} for row in self.rows()]

    def to_dict(self) -> dict[str, Any]:
        """As plain data, in the shape of the documented JSON."""
        return {"format": survey.FORMAT, "version": survey.VERSION, "scenarios": self.rows()}


def _listed(name: str, scenario: Scenario) -> dict[str, Any]:
    event, found = scenario.event, survey.survey(scenario)
    return {
        "name": name,
        "event": event.name,
        "discipline": event.discipline,
        "date": event.date or None,
        "races": found.races,
        "runs": found.runs,
        "replayed": found.replayed,
        "passings": found.lines,
        "passings_known": found.timed,
        "gaps_known": found.gaps,
        "times_derived": found.derived,
        "lineups_named": found.named,
        "formations_known": found.reported,
    }


def scenarios() -> BundledScenarios:
    """The scenarios that come with the program.

    Examples
    --------
    >>> import pursuit_sim
    >>> "beijing-2022-men" in pursuit_sim.scenarios()
    True
    """
    return BundledScenarios(tuple(resources.scenarios()))


def evidence() -> Evidence:
    """What races that were skated say of the push, without any model.

    Examples
    --------
    >>> import pursuit_sim
    >>> round(pursuit_sim.evidence().push.value_s, 1)
    -2.2
    """
    return summary()


@kinds_checked
def records(
    sex: str | None = None, kind: str | None = None, on: str | dt.date | None = None
) -> ChosenRecords:
    """World, Olympic and track records through time, each with its source.

    Parameters
    ----------
    sex : "men" or "women"; by default both
    kind : "WR", "OR" or "TR"; by default all
    on : those only that are known to have stood on a day, before its races: "2022-02-13"

    Raises
    ------
    InputError
        if there is no such sex, kind or day

    Examples
    --------
    >>> import pursuit_sim
    >>> pursuit_sim.records("men", "WR", on="2022-02-13").records[0].time_s
    214.47
    """
    if sex not in (None, *SEXES):
        raise unknown("sex", str(sex), SEXES, "sex")
    if kind not in (None, *record_table.KINDS):
        raise unknown("kind", str(kind), record_table.KINDS, "kind")
    return ChosenRecords(record_table.chosen(sex, kind, None if on is None else day(on, "on")))


def day(given: str | dt.date, where: str) -> str:
    """A day as ISO text.

    Raises
    ------
    InputError
        if it is none
    """
    try:
        date = given if isinstance(given, dt.date) else dt.date.fromisoformat(given.strip())
    except (ValueError, TypeError, AttributeError):
        remedy = "write a date such as 2022-02-13"
        raise InputError.single(where, "", f"{given!r} is no day", remedy) from None
    return date.isoformat()


@kinds_checked
def qualify(*events: GivenScenario, host: str | None = None) -> Qualification:
    """Who qualifies for an Olympic field of eight, by the results of World Cups.

    Parameters
    ----------
    events : the World Cups of one season: scenarios, or what `load` takes
    host : code of the nation that holds the Games, such as "ITA"

    Raises
    ------
    InputError
        if an event is no World Cup, is given twice, or the events are not of one sex; and
        with all that is wrong with their files

    Examples
    --------
    >>> import pursuit_sim
    >>> halls = ("salt-lake-city", "calgary", "hamar")
    >>> found = pursuit_sim.qualify(*(f"world-cup-2025-{hall}-men" for hall in halls))
    >>> found.rows()[0]["nation"]
    'USA'
    """
    if not events:
        raise InputError.single("events", "", "none is given", "give the World Cups of a season")
    wrong: list[InputError] = []
    run = []
    for each in events:
        try:
            run.append(event_results(scenario_of(each)))
        except InputError as error:
            wrong.append(error)
    if wrong:
        raise InputError.joined(wrong)
    return qualification.qualify(run, code_of(host, "host"))


def code_of(nation: str | None, where: str) -> str | None:
    """A nation's code in capitals.

    Raises
    ------
    InputError
        if it is none
    """
    if nation is not None and not (nation.isascii() and nation.isalpha() and len(nation) == 3):
        raise InputError.single(where, "", f"{nation!r} is no code of a nation", "write as ITA")
    return nation.upper() if nation else None
