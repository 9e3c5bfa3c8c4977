"""Every number a user may tweak, declared once.

A declaration holds unit, default, range, description, source and confidence. Validation,
the JSON Schema, ``--set``, the reference in the docs and the window's sliders read it.
Groups may be given for the whole event, for a team and for one race of a team: the
nearest wins, value by value.
"""

from typing import Annotated, Self

from pydantic import Field
from pydantic.fields import FieldInfo

from pursuit_sim.scenario.physics import Body, Effort
from pursuit_sim.scenario.quantity import Group, quantity

# Flying laps [s] of the fastest and the slowest team whose passings are known, and what a team
# fades more for each per cent by which it is slower than the fastest [s] (docs/models.md).
_MEASURED_LAPS_S = {"men": (26.71, 28.17), "women": (28.22, 30.17)}
_SLOWER_FADES_S = 0.2


class Pacing(Group):
    """How a known final time is spread over the laps (kinematic model)."""

    start_loss_s: float = quantity(
        4.6,
        "seconds lost by the standing start",
        unit="s",
        within=(3.5, 6.5),
        source="six measured men's races, Heerenveen 2020: 4.46–4.88 s",
        confidence="M–H",
        step=0.05,
    )
    fade_s: float = quantity(
        0.8,
        "how much slower the last lap is than one without fade; negative: faster",
        unit="s",
        within=(-2.0, 6.0),
        source="passings of eight men's and five women's races of 2018 to 2026: "
        "slower teams fade more",
        step=0.05,
        women=1.6,
        also="for each % by which the flying laps are slower than those of 3:38 (women 2:54) "
        "0.2 more, up to those of 3:50 (3:06)",
    )
    fade_onset_lap: float = quantity(
        3.0,
        "laps after which the fade begins",
        unit="laps",
        within=(0.0, 7.0),
        source="the same races: those of 2020 fade from lap 1 to 3 on, Beijing 2022 semifinal 1 "
        "from lap 4; women's are flat for one lap or two",
        step=0.25,
        women=2.0,
    )
    fade_shape: float = quantity(
        2.0,
        "exponent of the fade: 1 linear, 2 convex, 0.1 nearly a step",
        unit="1",
        within=(0.1, 4.0),
        source="Beijing 2022 semifinal 1: convex fade; Poland's men, Heerenveen 2020: a step",
        step=0.1,
    )
    corner_swing: float = quantity(
        0.008,
        "relative speed swing between straight and curve",
        unit="1",
        within=(0.0, 0.03),
        source="transponder loops, Heerenveen 2020: 0.24 m/s lost along a straight",
        step=0.001,
    )
    exchange_cost_s: float = quantity(
        0.15,
        "what a change of leader costs the half-lap in which it happens",
        unit="s",
        within=(0.0, 0.5),
        source="0.1–0.2 s by the word of the 2018 champion; drag data 0.10–0.35 s",
        step=0.01,
    )
    lap_deltas_s: tuple[
        Annotated[float, Field(ge=-5.0, le=5.0, allow_inf_nan=False, strict=True)], ...
    ] = Field(
        (),
        max_length=25,
        description="deviation of each lap from the model, one number a lap, "
        "before all are shifted alike to keep the final time",
        json_schema_extra={
            "unit": "s",
            "source": "the user's choice",
            "confidence": "—",
            "write": "a list with one number from −5 to 5 (s) for each lap",
        },
    )

    @classmethod
    def usual(cls, sex: str, time_s: float | None = None, laps: int = 0) -> Self:
        """The values when nobody gives any.

        Parameters
        ----------
        sex : "men" or "women"
        time_s, laps : the team's time [s] and over how many laps; without, it is as fast as
            the fastest whose passings are known
        """
        usual = super().usual(sex)
        if time_s is None:
            return usual
        fastest, slowest = _MEASURED_LAPS_S["women" if sex == "women" else "men"]
        lap_s = min(max((time_s - usual.start_loss_s) / laps, fastest), slowest)
        more_s = _SLOWER_FADES_S * 100 * (lap_s / fastest - 1)
        return usual.model_copy(update={"fade_s": round(usual.fade_s + more_s, 2)})


class Train(Group):
    """How the three skate behind each other."""

    spacing_m: float | None = quantity(
        None,
        "distance from skater to skater in the train; by default 1.2 m, in a push 0.9 m",
        unit="m",
        within=(0.8, 2.0),
        source="JISS 2024 (leader gains at 0.8–1.2 m); hand on hip 0.9 m",
        step=0.05,
    )
    forming_s: float = quantity(
        3.0,
        "time constant with which the train forms after the gun",
        unit="s",
        within=(1.0, 6.0),
        source="chosen: the train stands within the first straight",
        confidence="L",
        step=0.1,
    )
    exchange_s: float = quantity(
        5.0,
        "duration of a change of leader, swing-out to tucking in",
        unit="s",
        within=(3.0, 7.7),
        source="4.2–7.7 s observed; 5 s lets the swing-out alone cost the places",
        step=0.1,
    )
    swing_out_m: float = quantity(
        2.75,
        "how far the old leader swings out",
        unit="m",
        within=(1.0, 3.0),
        source="2.5–3 m costs two places by path length, without braking",
        confidence="H",
        step=0.05,
    )

    def spacing(self, push: bool) -> float:
        """Distance from skater to skater [m] for a formation with or without a push."""
        if self.spacing_m is not None:
            return self.spacing_m
        return PUSH_SPACING_M if push else SPACING_M


class Form(Group):
    """How a team's day goes, beyond what any model knows: chances of places and medals, falls."""

    race_sd_s: float = quantity(
        1.2,
        "standard deviation of a team's fully raced times, from race to race",
        unit="s",
        within=(0.0, 5.0),
        source="men's team times of Beijing 2022 about their teams' means, 1.23 s; World Cup "
        "2025/26 1.25 s",
        step=0.1,
    )
    day_share: float = quantity(
        0.25,
        "share of that variance which the races of one day have in common",
        unit="1",
        within=(0.0, 1.0),
        source="a guess; four teams that raced twice on 15 February 2022 show none",
        confidence="L",
        step=0.05,
    )
    on_the_way_share: float = quantity(
        0.5,
        "share of that variance which comes about evenly over the race; the rest a team has "
        "from its start",
        unit="1",
        within=(0.0, 1.0),
        source="half-lap times of Heerenveen 2020: gaps of two teams wander by 1.1 s (SD) over a "
        "race; gaps told of six races: 1.25 s",
        confidence="M",
        step=0.05,
    )
    fall_chance: float = quantity(
        0.02,
        "chance that one of the three falls in a race",
        unit="1",
        within=(0.0, 0.5),
        source="a guess: two falls are known of some 70 runs at the Games of 2022 and 2026",
        confidence="L",
        step=0.01,
    )
    fall_loss_s: float = quantity(
        11.0,
        "time lost by a fall",
        unit="s",
        within=(0.0, 60.0),
        source="Japan's women, final A of Beijing 2022: about 11 s",
        confidence="L",
        step=1.0,
    )
    fall_friction: float = quantity(
        0.10,
        "friction coefficient of a body in a racing suit that slides on the ice",
        unit="1",
        within=(0.06, 0.4),
        source="none was measured: shoes on ice 0.05 (OpenStax University Physics, table 6.1), "
        "racing suits on snow from 0.19 (Nachbauer et al. 2016)",
        confidence="L",
        step=0.01,
    )
    fall_pads_mps2: float = quantity(
        80.0,
        "deceleration of whoever slides into the pads",
        unit="m/s²",
        within=(40.0, 400.0),
        source="assumed: pads of 0.5–1 m that give by half a metre at 11.5 m/s and 40°; of 62 "
        "falls in short track most met the pads above 11 m/s at 35–55° (de Klerk, TU Delft)",
        confidence="L",
        step=5.0,
    )
    touch_chance: float = quantity(
        0.05,
        "chance of a touch or a collapse that costs seconds",
        unit="1",
        within=(0.0, 0.5),
        source="a guess; collapses of 4–6 s happen",
        confidence="L",
        step=0.01,
    )
    touch_loss_s: float = quantity(
        5.0,
        "time lost by a touch or a collapse",
        unit="s",
        within=(0.0, 30.0),
        source="collapses of 4–6 s",
        confidence="L",
        step=0.5,
    )


class Rink(Group):
    """The hall: geometry, air and ice."""

    inner_radius_m: float = quantity(
        26.0,
        "radius of the inner lane's inner edge in the curves",
        unit="m",
        within=(25.0, 26.0),
        source="ISU rule 203; the lap of the inner lane is 387.36 m for every radius",
        confidence="H",
        step=0.1,
    )
    altitude_m: float = quantity(
        0.0,
        "height above the sea; lowers the aerobic power, and thins the air unless a density is "
        "given beside it (power model)",
        unit="m",
        within=(0.0, 2500.0),
        source="of indoor ovals Ürümqi lies at 1710 m, and Salt Lake City at 1425 m",
        confidence="H",
        step=10.0,
    )
    air_density_kgm3: float = quantity(
        1.23,
        "density of the air (power model)",
        unit="kg/m³",
        within=(0.95, 1.30),
        source="sea level 1.23, Beijing 1.239, Milan 1.215, Inzell 1.135, Calgary 1.08, "
        "Salt Lake City 1.034; ±0.03",
        confidence="H",
        step=0.005,
    )
    ice_friction_straight: float = quantity(
        0.0046,
        "friction coefficient of the ice on the straights (power model)",
        unit="1",
        within=(0.003, 0.006),
        source="de Koning et al. 1992: straight 0.0046",
        confidence="H",
        step=0.0001,
    )
    ice_friction_curve: float = quantity(
        0.0059,
        "friction coefficient of the ice in the curves (power model)",
        unit="1",
        within=(0.003, 0.008),
        source="de Koning et al. 1992: curve 0.0059",
        confidence="H",
        step=0.0001,
    )


SPACING_M = 1.2  # rotating, hip to hip (JISS 2024)
PUSH_SPACING_M = 0.9  # an arm's length, hand on the hip
GROUPS: dict[str, type[Group]] = {
    "rink": Rink,
    "pacing": Pacing,
    "train": Train,
    "form": Form,
    "body": Body,
    "effort": Effort,
}


def declarations() -> dict[str, FieldInfo]:
    """Every parameter by its key, such as ``pacing.fade_s``."""
    return {
        f"{group}.{name}": info
        for group, model in GROUPS.items()
        for name, info in model.model_fields.items()
    }
