"""Halls by name, and air."""

from __future__ import annotations

from pathlib import Path

import pytest

from pursuit_sim import load
from pursuit_sim.errors import InputError
from pursuit_sim.scenario import halls
from pursuit_sim.scenario.parameters import Rink


def test_air_density_as_tabulated() -> None:
    """Dry air of the standard atmosphere at sea level; moist air as CIPM-2007 tabulates it."""
    assert halls.density(0.0, 15.0, 0.0) == pytest.approx(1.225, abs=0.0005)
    assert halls.density(0.0, 20.0, 50.0) == pytest.approx(1.1992, abs=0.0005)


@pytest.mark.parametrize(("altitude_m", "hpa"), [(0, 1013.25), (1000, 898.75), (1500, 845.56)])
def test_pressure_of_the_standard_atmosphere(altitude_m: float, hpa: float) -> None:
    """The tables of ISO 2533."""
    assert halls.standard_pressure_hpa(altitude_m) == pytest.approx(hpa, abs=0.1)


@pytest.mark.parametrize("name", ["beijing", "calgary", "inzell", "milano", "salt-lake-city"])
def test_published_densities_agree_with_the_altitude(name: str) -> None:
    """What was published for a hall is what its altitude gives, within ±0.03."""
    hall = halls.halls()[name]
    assert hall.air_density_kgm3 == pytest.approx(halls.density(hall.altitude_m), abs=0.03)


def test_every_hall_can_be_a_rink() -> None:
    """Nothing in the list lies outside what a scenario may say."""
    for name in halls.halls():
        Rink.model_validate(halls.values(name, {}, {}))


def _rink(tmp_path: Path, text: str, *overrides: str) -> Rink:
    file = tmp_path / "there.toml"
    head = 'format = "pursuit-sim/scenario"\nversion = 1\nextends = "beijing-2022-men"\n'
    file.write_text(head + text, encoding="utf-8")
    return load(file, overrides).rink


def test_a_hall_replaces_the_rink_of_the_event(tmp_path: Path) -> None:
    """Beijing's air does not come along to Salt Lake City."""
    for text in ('rink = "salt-lake-city"', '[rink]\nhall = "salt-lake-city"'):
        there = _rink(tmp_path, text)
        assert (there.altitude_m, there.air_density_kgm3) == (1425.0, 1.034)
    assert _rink(tmp_path, "", "rink=inzell").altitude_m == 690.0


def test_what_is_given_wins_over_the_hall(tmp_path: Path) -> None:
    """A density, then the air as described, then what the hall is known for."""
    at = '[rink]\nhall = "calgary"\n'
    assert _rink(tmp_path, at + "air_density_kgm3 = 1.05").air_density_kgm3 == 1.05
    described = _rink(
        tmp_path, at + "air_temperature_c = 15\nhumidity_pct = 0\nair_pressure_hpa = 1013.25"
    )
    assert described.air_density_kgm3 == pytest.approx(1.225, abs=0.0005)
    higher = _rink(tmp_path, at + "altitude_m = 1500\nair_temperature_c = 5.25\nhumidity_pct = 0")
    assert higher.air_density_kgm3 == pytest.approx(1.0581, abs=0.001)  # ISO 2533 at 1500 m


def test_an_unknown_hall_is_told_the_known_ones(tmp_path: Path) -> None:
    """One line, with the one that was meant."""
    with pytest.raises(InputError, match=r"rink\.hall.*'tialf'.*thialf"):
        _rink(tmp_path, 'rink = "tialf"')


@pytest.mark.parametrize(
    ("hall", "given", "density"),
    [
        (None, {"altitude_m": 0.0}, 1.23),  # what is taken without any rink, too
        (None, {"altitude_m": 1000.0}, 1.23 * 898.75 / 1013.25),
        ("calgary", {"altitude_m": 1105.0}, 1.08),  # its own
        ("calgary", {"altitude_m": 0.0}, 1.08 * 1013.25 / 887.2),
        ("calgary", {"altitude_m": 0.0, "air_density_kgm3": 1.2}, 1.2),
    ],
)
def test_an_altitude_thins_the_air_that_is_known(
    hall: str | None, given: dict[str, float], density: float
) -> None:
    """By the pressures of the standard atmosphere: 1013.25, 898.75 and, at 1105 m, 887.2 hPa."""
    assert halls.values(hall, given, {})["air_density_kgm3"] == pytest.approx(density, rel=2e-3)
    assert "air_density_kgm3" not in halls.values(None, {"inner_radius_m": 25.0}, {})


@pytest.mark.parametrize(
    ("text", "overrides", "density"),
    [
        ("", ["rink.altitude_m=1500"], 1.239 * 845.56 / 1013.25),
        ("", ["rink.altitude_m=0"], 1.239),
        ("[rink]\naltitude_m = 1000", [], 1.239 * 898.75 / 1013.25),
        # Up from the base, and further up: as if at once.
        ("[rink]\naltitude_m = 1000", ["rink.altitude_m=1500"], 1.239 * 845.56 / 1013.25),
        # Whoever says the density in the same breath means it, in any order.
        ("", ["rink.altitude_m=1500", "rink.air_density_kgm3=1.2"], 1.2),
        ("", ["rink.air_density_kgm3=1.2", "rink.altitude_m=1500"], 1.2),
        ("[rink]\nair_density_kgm3 = 1.0\naltitude_m = 1500", ["rink.altitude_m=0"],
         1.0 * 1013.25 / 845.56),
        # A hall named before, and its published density or one that is given beside it.
        ('[rink]\nhall = "calgary"', ["rink.altitude_m=0"], 1.08 * 1013.25 / 887.2),
        ('[rink]\nhall = "calgary"\nair_density_kgm3 = 1.05', ["rink.altitude_m=0"],
         1.05 * 1013.25 / 887.2),
        # A hall and an altitude in one breath, in any order: its air, thinned.
        ("", ["rink.altitude_m=1500", "rink=calgary"], 1.08 * 845.56 / 887.2),
        ("", ["rink=calgary", "rink.altitude_m=1500"], 1.08 * 845.56 / 887.2),
        ('[rink]\nhall = "calgary"\naltitude_m = 1500', [], 1.08 * 845.56 / 887.2),
        # A pressure that was measured goes with the altitude, too.
        ("[rink]\nair_temperature_c = 15\nhumidity_pct = 0\nair_pressure_hpa = 1013.25",
         ["rink.altitude_m=1500"], 1.225 * 845.56 / 1013.25),
        # Air that is described later takes the place of a density that was written.
        ("", ["rink.air_temperature_c=20", "rink.humidity_pct=50"], 1.1992),
        ("[rink]\nair_temperature_c = 20\nhumidity_pct = 50", ["rink.altitude_m=1500"],
         1.1992 * 845.56 / 1013.25),
        ("[rink]\nair_temperature_c = 20", ["rink.air_density_kgm3=1.2"], 1.2),
        ("[rink]\nair_temperature_c = 20\nair_density_kgm3 = 1.2", [], 1.2),
    ],
)  # fmt: skip
def test_a_written_density_goes_with_what_is_said_later(
    tmp_path: Path, text: str, overrides: list[str], density: float
) -> None:
    """On Beijing's 1.239 kg/m³; pressures of ISO 2533, moist air of CIPM-2007."""
    found = _rink(tmp_path, text, *overrides).air_density_kgm3
    assert found == pytest.approx(density, rel=2e-3)


def test_changes_one_after_another_build_on_each_other() -> None:
    """Each change of a scenario finds the air as the one before has left it."""
    base = load("beijing-2022-men", {"rink.air_density_kgm3": 1.2})
    higher = base.changed({"rink.altitude_m": 1500.0})
    assert higher.rink.air_density_kgm3 == pytest.approx(1.2 * 845.56 / 1013.25, rel=2e-3)
    assert higher.changed({"rink.altitude_m": 0.0}).rink.air_density_kgm3 == pytest.approx(1.2)
    with pytest.raises(InputError, match="altitude_m: found 9000"):
        base.changed({"rink.altitude_m": 9000.0})
