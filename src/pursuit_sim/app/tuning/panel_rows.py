"""What can be changed about a race, as rows of a panel, from the declared parameters.

Names, ranges, steps and explanations are read from `scenario.parameters`; there is no
second declaration. The panel draws these rows, the keyboard walks along them, and tests
move every one of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from pursuit_sim.app.tuning import lead_turns
from pursuit_sim.app.tuning.panel_row import DIGITS, Control, Section, snapped
from pursuit_sim.app.tuning.tuning import (
    FORMATION,
    LAP_DELTAS,
    ORDER,
    RINK,
    Key,
    Tuning,
    Value,
    entry_on,
)
from pursuit_sim.draw.look import letters
from pursuit_sim.scenario import skater_labels
from pursuit_sim.scenario.fields import options
from pursuit_sim.scenario.formation import KINDS, LEAD_STEP_LAPS, SHORTEST_LEAD_LAPS, Formation
from pursuit_sim.scenario.parameters import GROUPS, declarations
from pursuit_sim.scenario.quantity import allowed
from pursuit_sim.scenario.race import Entry, Race
from pursuit_sim.sim import drafting

TITLES = {
    "formation": "Formation", "leads": "Turns in front", "pacing": "Pacing",
    "laps": "Lap by lap", "train": "Train", "rink": "Rink", "effort": "Effort",
    "body": "Skaters",
}  # fmt: skip
# Which groups a model reads: the others change nothing while it runs.
_KINEMATIC, _POWER = ("formation", "leads", "pacing", "laps", "train"), (
    "formation", "leads", "train", "rink", "effort", "body",
)  # fmt: skip
_ELSEWHERE = ("pacing", "form")  # above the others; and what only chances and falls read
# Units at the end of names.
_SUFFIXES = {"s", "m", "w", "j", "n", "kg", "m2", "kgm3", "mps2", "lap"}
_LAP_STEP_S = 0.05  # as the other times of the pacing


def sections(tuning: Tuning, side: str, base: Race | None = None) -> tuple[Section, ...]:
    """Everything that can be changed about the team on a side, and about the hall.

    Parameters
    ----------
    tuning : the race and its changes
    side : of the team
    base : the race with whatever the model has fitted to it, for values nobody has given
    """
    alive = _KINEMATIC if tuning.now.keep_time else _POWER
    race = base or tuning.race
    found = {
        "formation": _formation(tuning, side),
        "leads": _leads(tuning, side),
        "pacing": _group("pacing", tuning, side, race),
        "laps": _laps(tuning, side),
        **{name: _group(name, tuning, side, race) for name in GROUPS if name not in _ELSEWHERE},
    }
    order = [name for name in TITLES if name in found] + [n for n in found if n not in TITLES]
    return tuple(
        Section(name, TITLES.get(name, name.capitalize()), found[name], name in alive)
        for name in sorted(order, key=lambda name: name not in alive)
        if found[name]
    )


def apply(
    tuning: Tuning, control: Control, value: float | str | bool, *, hold: bool = False
) -> Tuning:
    """The tuning with a row at another value: kept within its range and on its steps.

    Parameters
    ----------
    tuning : before
    control : the row, from `sections` of this tuning
    value : as the row shows it
    hold : as for `Tuning.change`
    """
    key = control.key
    if control.kind == "number":
        new: Value = snapped(control, float(value))
    else:
        new = value
    if key.name == FORMATION:
        new = _reformed(tuning, control, new)
    elif key.name == ORDER:
        new = lead_turns.ORDERS[control.options.index(str(value))]
    elif control.kind == "number" and new == control.official:
        # What is the model's choice is None in the race: only a reset goes back to that.
        return (
            tuning.reset(key)
            if tuning.official(key) is None
            else tuning.change(key, new, hold=hold)
        )
    return tuning.change(key, new, hold=hold)


def reset(tuning: Tuning, control: Control) -> Tuning:
    """The tuning with a row as it was."""
    if control.key.name == FORMATION and control.changed and control.id != "kind":
        return apply(tuning, control, control.official)
    return tuning.reset(control.key)


def _formation(tuning: Tuning, side: str) -> tuple[Control, ...]:
    race = tuning.race
    key = Key(side, FORMATION)
    now, was = _formation_now(tuning, side), entry_on(race, side).formation
    names = _names(race, side)
    order = Key(side, ORDER)
    if any(run.script for name in names for run in letters.runs(name)):
        names = tuple(str(place) for place in range(1, len(names) + 1))  # a menu has one font
    orders = tuple(" · ".join(names[i] for i in each) for each in lead_turns.ORDERS)
    place = tuning.value(order)
    kinds = tuple(dict.fromkeys((*lead_turns.kinds(race), was.kind, now.kind)))
    kind = Control("kind", key, "choice", "Kind", "", "who leads, and whether the others push",
                   now.kind, was.kind, options=kinds)  # fmt: skip
    ordered = Control("order", order, "choice", "Order", "", "front to back at the start",
                      orders[lead_turns.ORDERS.index(place)] if isinstance(place, tuple)
                      else orders[0], orders[0], options=orders)  # fmt: skip
    push = Control("push", key, "switch", "Push", "", "the two behind push with a hand on the hip",
                   now.push, was.push)  # fmt: skip
    # Stand-ins for a line-up that nobody published have no order that a file could say.
    return (kind, ordered, push) if entry_on(race, side).lineup_known else (kind, push)


def _leads(tuning: Tuning, side: str) -> tuple[Control, ...]:
    race = tuning.race
    key = Key(side, FORMATION)
    now, was = _formation_now(tuning, side), entry_on(race, side).formation
    names = _names(race, side)
    place = tuning.value(Key(side, ORDER))
    order = place if isinstance(place, tuple) else (0, 1, 2)
    rows = [
        Control("turns", key, "number", "Turns", "", "how many turns in front there are",
                float(len(now.leads)), float(len(was.leads)), 1.0,
                float(lead_turns.most_turns(race)))
    ]  # fmt: skip
    if len(now.leads) == 1:
        return tuple(rows)
    for i, lead in enumerate(now.leads):
        other = now.leads[i + 1 if i + 1 < len(now.leads) else i - 1]
        most = lead.laps + other.laps - SHORTEST_LEAD_LAPS
        same = len(was.leads) == len(now.leads)
        rows.append(
            Control(f"lead-{i}", key, "number", f"{i + 1}  {names[order[lead.skater]]}", "laps",
                    "length of this turn; the next one gives or takes",
                    lead.laps, was.leads[i].laps if same else lead.laps,
                    SHORTEST_LEAD_LAPS, max(most, SHORTEST_LEAD_LAPS), LEAD_STEP_LAPS, turn=i)
        )  # fmt: skip
    return tuple(rows)


def _reformed(tuning: Tuning, control: Control, value: Value) -> Formation:
    race, side = tuning.race, control.key.side
    now, was = _formation_now(tuning, side), entry_on(race, side).formation
    if control.id == "kind":
        return lead_turns.of_kind(next(kind for kind in KINDS if kind == value), race, was)
    if control.id == "push":
        return lead_turns.with_push(now, bool(value))
    if control.id == "turns":
        count = round(float(value))  # type: ignore[arg-type]  # a row of numbers
        same = lead_turns.with_push(was, now.push)
        return same if count == len(was.leads) else lead_turns.with_turns(now, count, race.laps)
    return lead_turns.with_length(now, control.turn, float(value))  # type: ignore[arg-type]  # likewise


def _formation_now(tuning: Tuning, side: str) -> Formation:
    found = tuning.value(Key(side, FORMATION))
    assert isinstance(found, Formation)  # noqa: S101 - what this key holds, for mypy
    return found


def _names(race: Race, side: str) -> tuple[str, ...]:
    entry = entry_on(race, side)
    return skater_labels.labels(entry.lineup, family_first=entry.team.family_first)


def _group(group: str, tuning: Tuning, side: str, race: Race) -> tuple[Control, ...]:
    rows = []
    for name, info in declarations().items():
        if name.partition(".")[0] != group or name == LAP_DELTAS:
            continue
        key = Key(RINK if group == "rink" else side, name)
        official = tuning.official(key)
        if official is None:
            official = _chosen(name, entry_on(race, side), _formation_now(tuning, side).push)
        value = tuning.now.values.get(key, official)
        if isinstance(value, int | float) and isinstance(official, int | float):
            step = float(_extra(info)["step"])
            low, high = allowed(info)  # the air of an altitude may be thinner
            rows.append(
                Control(name, key, "number", label(name), unit(info), explained(name, info),
                        float(value), float(official), min(low, float(official)), high, step)
            )  # fmt: skip
        elif isinstance(value, str) and isinstance(official, str):
            rows.append(
                Control(name, key, "choice", label(name), "", explained(name, info),
                        value, official, options=options(info))
            )  # fmt: skip
    return tuple(rows)


def _laps(tuning: Tuning, side: str) -> tuple[Control, ...]:
    """A row for each lap."""
    info = declarations()[LAP_DELTAS]
    low, high = allowed(get_args(info.annotation)[0].__metadata__[0])
    rows = []
    for lap in range(tuning.race.laps):
        key = Key(side, LAP_DELTAS, lap)
        value, official = tuning.value(key), tuning.official(key)
        assert isinstance(value, float) and isinstance(official, float)  # noqa: S101, PT018 - for mypy
        rows.append(
            Control(f"{LAP_DELTAS}.{lap}", key, "number", f"Lap {lap + 1}", "s",
                    explained(LAP_DELTAS, info), value, official, low, high, _LAP_STEP_S)
        )  # fmt: skip
    return tuple(rows)


def _chosen(name: str, entry: Entry, push: bool) -> Value | None:
    """What the model takes where nobody has given a value."""
    if name == "train.spacing_m":
        return entry.train.spacing(push)
    if name == "effort.effectiveness":
        return round(drafting.effectiveness(entry.effort), DIGITS)
    if name in ("effort.shelter_second", "effort.shelter_third"):
        second, third, *_ = drafting.strengths(entry.effort)
        return second if name.endswith("second") else third
    return None


@lru_cache(maxsize=128)
def label(name: str) -> str:
    """A parameter's name for people: "pacing.start_loss_s" as "Start loss"."""
    words = name.partition(".")[2].split("_")
    if words[-1] in _SUFFIXES:
        words = words[:-1]
    return " ".join(words).capitalize()


def unit(info: FieldInfo) -> str:
    """A parameter's unit for people; a ratio has none."""
    found = str(_extra(info).get("unit", ""))
    return "" if found in ("1", "—") else found


def explained(name: str, info: FieldInfo) -> str:
    """What a parameter means, where its range comes from, and its key."""
    meaning = info.description or ""
    sentence = f"{meaning[:1].upper()}{meaning[1:]}."
    source = _extra(info).get("source")
    return f"{sentence} Source: {source}. Key: {name}" if source else f"{sentence} Key: {name}"


def _extra(info: FieldInfo) -> dict[str, Any]:
    extra = info.json_schema_extra
    return extra if isinstance(extra, dict) else {}
