"""The parameters of the power-balance model: bodies, and how a team spends them.

Ranges marked *L* are guesses or fits, and every result that rests on them says so; see
`docs/models.md`.
"""

from typing import Literal

from pydantic import Field

from pursuit_sim.scenario.quantity import Group, quantity

DraftingSet = Literal["wind-tunnel", "race-effective"]


class Body(Group):
    """What one skater brings to the line (power model)."""

    mass_kg: float = quantity(
        78.0,
        "mass of the skater with equipment",
        unit="kg",
        within=(40.0, 120.0),
        source="elite men 72–86 kg; women: a guess",
        step=0.5,
        women=65.0,
    )
    drag_area_m2: float = quantity(
        0.20,
        "drag area CdA of the skater alone, in race posture",
        unit="m²",
        within=(0.10, 0.35),
        source="0.18–0.24 m² for elite men; women: a guess",
        step=0.002,
        women=0.175,
    )
    aerobic_w: float = quantity(
        335.0,
        "aerobic plateau of mechanical power at sea level",
        unit="W",
        within=(120.0, 500.0),
        source="300–360 W for elite men; women: a guess",
        step=1.0,
        women=240.0,
    )
    anaerobic_j: float = quantity(
        24_000.0,
        "anaerobic reserve W′, mechanical work above the aerobic supply",
        unit="J",
        within=(4_000.0, 45_000.0),
        source="18–28 kJ for elite men; women: a guess",
        step=100.0,
        women=16_000.0,
    )


class Effort(Group):
    """How a team turns power into speed and spends it over the race (power model)."""

    drafting: DraftingSet = Field(
        "race-effective",
        description="which set of drafting strengths is used; `compare` shows both",
        json_schema_extra={
            "unit": "—",
            "write": '"wind-tunnel" or "race-effective"',
            "source": "the weaker set that fits race times with an effectiveness near 1, or "
            "wind tunnel and on-ice tracers",
            "confidence": "M–L",
        },
    )
    effectiveness: float | None = quantity(
        None,
        "share κ of the skaters' power that moves the team when it rotates; by default "
        "0.84 with wind-tunnel drafting, 0.95 with race-effective drafting",
        unit="1",
        within=(0.50, 1.20),
        source="fitted: 0.77–0.88, 0.90–1.0",
        confidence="L",
        step=0.005,
    )
    push_ratio: float = quantity(
        0.98,
        "κ when pushing, as a share of κ when rotating: what the posture costs",
        unit="1",
        within=(0.90, 1.03),
        source="a guess, 0.95–1.00; nobody has measured it",
        confidence="L",
        step=0.005,
    )
    shelter_second: float | None = quantity(
        None,
        "drag that the second in line is spared at 0.9 m; by default 0.37 with "
        "wind-tunnel drafting, 0.216 race-effective",
        unit="1",
        within=(0.0, 0.6),
        source="Elfmark et al. (NTNU) wind tunnel; 0.30–0.40",
        step=0.01,
    )
    shelter_third: float | None = quantity(
        None,
        "drag that the third in line is spared at 0.9 m; by default 0.46 with "
        "wind-tunnel drafting, 0.249 race-effective",
        unit="1",
        within=(0.0, 0.6),
        source="Yuda 2010 as reported; 0.38–0.50",
        step=0.01,
    )
    leader_gain: float = quantity(
        0.09,
        "drag that the leader is spared by a follower at 0.8 m",
        unit="1",
        within=(0.0, 0.2),
        source="JISS 2024, Elfmark et al.; 0.05–0.18",
        step=0.005,
    )
    swung_out_drag: float = quantity(
        0.05,
        "extra drag of a skater who is out of line beside the others",
        unit="1",
        within=(0.0, 0.25),
        source="1.0–1.2 of the drag alone when swung out, 1.03–1.25 side by side; a change "
        "then costs 0.12–0.28 s, the 2018 champion says 0.1–0.2 s",
        confidence="L",
        step=0.01,
    )
    push_limit_n: float = quantity(
        15.0,
        "largest mean force with which one skater can push another",
        unit="N",
        within=(0.0, 40.0),
        source="assumed; no push force has been published",
        confidence="L",
        step=0.5,
    )
    start_acceleration_mps2: float = quantity(
        4.0,
        "largest push-off force of the start, for each kilogram",
        unit="m/s²",
        within=(2.0, 6.0),
        source="assumed: start force at most mass × 4 m/s²",
        confidence="L",
        step=0.1,
    )
    start_power_w: float = quantity(
        1200.0,
        "anaerobic power at the gun, above the later level, of a skater of 78 kg; others "
        "accelerate alike",
        unit="W",
        within=(500.0, 2000.0),
        source="gives first half-laps of 17.7–18.6 s; women 2020: 19.06 s",
        step=10.0,
        women=1000.0,
    )
    start_decay_s: float = quantity(
        10.0,
        "time constant with which the start's power dies and the aerobic supply rises",
        unit="s",
        within=(5.0, 20.0),
        source="P = 1200 W · e^(−0.10 t), aerobic 1 − e^(−(t−4)/10)",
        step=0.5,
    )
    aerobic_delay_s: float = quantity(
        4.0,
        "time after the gun at which the aerobic supply begins to rise",
        unit="s",
        within=(0.0, 5.0),
        source="aerobic 1 − e^(−(t−4)/10)",
        step=0.5,
    )
    power_slope_w: float = quantity(
        0.0,
        "by how much the power of the pace rises from start to finish; negative: fast early, "
        "fading",
        unit="W",
        within=(-120.0, 120.0),
        source="the pacing to be chosen; six measured races have −75 to −20, 0 is level",
        confidence="—",
        step=2.0,
    )
    altitude_loss_per_km: float = quantity(
        0.05,
        "aerobic power lost for each kilometre of altitude",
        unit="1/km",
        within=(0.0, 0.12),
        source="3–7 % per km",
        step=0.005,
    )
