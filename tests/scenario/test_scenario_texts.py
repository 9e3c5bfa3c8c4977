"""Scenario files as text: read, written, chained, told of in the docs."""

from __future__ import annotations

import datetime as dt
import runpy
import sys
import tomllib
from pathlib import Path

import pytest

from pursuit_sim.errors import Fault, InputError
from pursuit_sim.scenario import load, load_text, reference
from pursuit_sim.scenario.advice import near
from pursuit_sim.scenario.fields import shown
from pursuit_sim.scenario.write import text, what_if

MIB = 1 << 20


def only_fault(found: pytest.ExceptionInfo[InputError]) -> Fault:
    (fault,) = found.value.faults
    return fault


def test_tables_are_written_as_a_person_would() -> None:
    tables = {
        "races": {
            "r-1": {
                "finish": {
                    "time": 218.28,
                    "formation": {"leads": [["One", 4], ["Two", 4.0]], "push": True},
                }
            }
        },
        "teams": {"A B": {"skaters": ("Ann", 'Ben "Bo"')}},
        "name": "Ø",
        "date": dt.date(2022, 2, 15),
    }
    written = text(tables)
    assert written == (
        'name = "Ø"\n'
        "date = 2022-02-15\n"
        "\n"
        "[races.r-1.finish]\n"
        "time = 218.28\n"
        'formation = { leads = [["One", 4], ["Two", 4.0]], push = true }\n'
        "\n"
        '[teams."A B"]\n'
        'skaters = ["Ann", "Ben \\"Bo\\""]\n'
    )
    assert tomllib.loads(written)["races"] == tables["races"]


def test_a_what_if_begins_with_what_it_extends_and_why() -> None:
    written = what_if("beijing-2022-men", ["Slower ice."], {"pacing": {"fade_s": 1.5}})
    assert written == (
        'format = "pursuit-sim/scenario"\n'
        "version = 1\n"
        'extends = "beijing-2022-men"\n'
        "\n"
        "# Slower ice.\n"
        "\n"
        "[pacing]\n"
        "fade_s = 1.5\n"
    )


@pytest.mark.parametrize(
    ("header", "key", "remedy"),
    [
        (
            'format = "pursuit-sim/results"\nversion = 1',
            "format",
            'write format = "pursuit-sim/sce',
        ),
        ("format = 3\nversion = 1", "format", "write format ="),
        ('format = "pursuit-sim/scenario"\nversion = 2', "version", "install a newer pursuit-sim"),
        ('format = "pursuit-sim/scenario"\nversion = 0', "version", "write version = 1"),
        ('format = "pursuit-sim/scenario"\nversion = true', "version", "write version = 1"),
    ],
)
def test_another_format_or_version_is_the_only_fault(header: str, key: str, remedy: str) -> None:
    # What else is wrong may be right there.
    with pytest.raises(InputError) as found:
        load_text(f"{header}\nnonsense = 1\n")
    fault = only_fault(found)
    assert fault.key == key
    assert remedy in fault.remedy


def test_ten_files_may_build_on_each_other_and_no_more(tmp_path: Path) -> None:
    head = 'format = "pursuit-sim/scenario"\nversion = 1\n'
    bases = ["beijing-2022-men", *(f"{i}.toml" for i in range(1, 10))]
    for i, base in enumerate(bases, 1):
        (tmp_path / f"{i}.toml").write_text(f'{head}extends = "{base}"\n')
    # With the bundled file, 9.toml is the tenth of its chain, and 10.toml the eleventh.
    assert load(tmp_path / "9.toml").what_if
    with pytest.raises(InputError, match="is number 11 of a chain"):
        load(tmp_path / "10.toml")


def test_a_text_above_a_mebibyte_is_refused_by_its_size() -> None:
    line = "# " + 97 * "x" + "\n"
    with pytest.raises(InputError) as found:
        load_text(line * (MIB // 100 + 1))
    assert only_fault(found).problem == "has 1 048 600 bytes"


def test_numbers_are_shown_up_to_nineteen_digits() -> None:
    assert shown(2**63) == "9223372036854775808"
    assert shown(10**20) == "a whole number of more than 19 digits"


def test_a_word_is_near_when_three_fifths_are_alike() -> None:
    # "pac" of "pace" and "pacing": 2 · 3 of 10 letters.
    assert near("pace", ["pacing", "train"]) == "pacing"
    assert near("pier", ["pacing", "train"]) is None


def test_the_generated_parts_of_a_page_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, end = reference.BEGIN.format("parameters"), reference.END.format("parameters")
    keys = reference.BEGIN.format("keys"), reference.END.format("keys")
    page = tmp_path / "page.md"
    page.write_text(f"Before\n{keys[0]}{keys[1]}\n{begin}\n\noutdated\n\n{end}\nAfter\n")
    monkeypatch.setattr(sys, "argv", ["reference", str(page)])
    runpy.run_path(str(reference.__file__), run_name="__main__")
    made = page.read_text(encoding="utf-8")
    assert made.startswith("Before\n")
    assert made.endswith(f"{end}\nAfter\n")
    assert "| `pacing.start_loss_s` |" in made
    assert "outdated" not in made
