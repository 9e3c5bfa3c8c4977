"""Tables of a scenario file in which parameters stand, and what all tables have."""

from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict

from pursuit_sim.scenario import halls
from pursuit_sim.scenario.fields import OneOf, Text, Time, key
from pursuit_sim.scenario.parameters import Form, Pacing, Rink, Train
from pursuit_sim.scenario.physics import Body, Effort

ASSUMED = key(
    "keys of this table whose values are assumptions, not published facts",
    'a list of keys of this table, such as ["lineup"]',
    max_length=50,
)
_SOLO_TIME = 'a time such as "1:45.0" (with quotation marks) or a number of seconds'


class Table(BaseModel):
    """A table of the file; unknown keys are refused."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, allow_inf_nan=False, defer_build=True
    )
    required: ClassVar[tuple[str, ...]] = ()

    assumed: list[Text] | None = ASSUMED


class BodyTable(Body):
    """What a skater brings to the line (power model)."""

    assumed: list[Text] | None = ASSUMED


class SkaterTable(BodyTable):
    """What one skater brings: times over individual distances, or watts, and mass (power model)."""

    required: ClassVar[tuple[str, ...]] = ()

    time_1500: Time | None = key(
        "their time over 1500 m, by which the power model finds their powers, as by the next two: "
        "one time changes aerobic_w alone, two or more anaerobic_j, too",
        _SOLO_TIME,
    )
    time_3000: Time | None = key("their time over 3000 m", _SOLO_TIME)
    time_5000: Time | None = key("their time over 5000 m", _SOLO_TIME)
    times_rink: Annotated[str, OneOf(halls.halls)] | None = key(
        "the hall in which these times were skated; by default the rink of the event",
        "one of {options}",
    )


class EffortTable(Effort):
    """How a team turns power into speed (power model)."""

    assumed: list[Text] | None = ASSUMED


class RinkTable(Rink):
    """The hall, and what is known of its air and ice."""

    required: ClassVar[tuple[str, ...]] = ()

    hall: Annotated[str, OneOf(halls.halls)] | None = key(
        "a hall by name: its altitude, and its air and radius as far as they are known; "
        'short: rink = "thialf"',
        "one of {options}",
    )
    air_temperature_c: float | None = key(
        "temperature of the air; gives its density, with pressure and humidity (power model)",
        "a number from −10 to 40 (°C)",
        ge=-10,
        le=40,
    )
    air_pressure_hpa: float | None = key(
        "pressure in the hall, not reduced to the sea; by default that of the altitude",
        "a number from 700 to 1080 (hPa)",
        ge=700,
        le=1080,
    )
    humidity_pct: float | None = key(
        "relative humidity of the air",
        "a number from 0 to 100 (%)",
        ge=0,
        le=100,
    )
    assumed: list[Text] | None = ASSUMED


class PacingTable(Pacing):
    """How a known final time is spread over the laps."""

    assumed: list[Text] | None = ASSUMED


class TrainTable(Train):
    """How the three skate behind each other."""

    assumed: list[Text] | None = ASSUMED


class FormTable(Form):
    """How a team's day goes."""

    assumed: list[Text] | None = ASSUMED


class Levelled(Table):
    """A table in which parameters may be given: the nearest to an entry wins, key by key."""

    pacing: PacingTable | None = key("how a time is spread over the laps", "a table")
    train: TrainTable | None = key("how the three skate behind each other", "a table")
    form: FormTable | None = key("how a team's day goes, for chances of places", "a table")
    body: BodyTable | None = key("what each skater brings (power model)", "a table")
    effort: EffortTable | None = key("how a team spends its power (power model)", "a table")
