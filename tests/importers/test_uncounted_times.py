"""Times that do not count: of one or of several, in any language and through any door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from helpers.outcomes import CLI, Outcome
from pursuit_sim.importers.words.unfinished import unclear

UNCOUNTED = (
    "times do not count", "both times do not count", "results do not count", "times don't count",
    "time will not be counted", "times were not counted", "times cancelled", "times deleted",
    "the times have been cancelled", "results cancelled", "time of heat 2 deleted",
    "Zeiten zählen nicht", "die Zeit gilt nicht", "Zeiten werden nicht gezählt", "Zeit gelöscht",
    "tijd telt niet", "tijden tellen niet", "tijd telt niet mee", "tijden geschrapt",
    "tiden teller ikke", "tidene teller ikke", "tiden gjelder ikke", "tiderna räknas inte",
    "tiden gäller ej", "tiderne tæller ikke", "les temps ne comptent pas", "temps non compté",
    "temps supprimés", "i tempi non contano", "il tempo non vale", "tempi non valgono",
    "tempi cancellati", "el tiempo no cuenta", "время не засчитано",
)  # fmt: skip
COUNTED = (
    "time counts", "both times count", "tijd telt", "Zeit zählt", "tiden teller", "il tempo vale",
    "does not count for a record", "times do not count for world records", "lap times deleted",
    "split times removed", "times corrected", "times by hand", "lap counter not working",
    "Results of 12 January", "Vale", "pas de deux", "times of heat 2", "not the best",
)  # fmt: skip
TABLE = """Rank,Team,Time,Heat,Remark
1,Norway,3:38.08,2,{}
2,Italy,3:39.10,2,
3,Canada,3:40.08,1,
4,Japan,3:41.08,1,
"""


def brought_in(cli: CLI, path: Path, text: str) -> Outcome:
    path.write_text(text, encoding="utf-8")
    return cli("import", path, "--sex", "men", "-o", path.with_suffix(".toml"), "--force")


@pytest.mark.parametrize("said", UNCOUNTED)
def test_times_that_do_not_count_are_asked(cli: CLI, tmp_path: Path, said: str) -> None:
    beside = brought_in(cli, tmp_path / "table.csv", TABLE.format(f'"{said}"'))
    assert (beside.status, "not clear whether the time counts" in beside.err) == (2, True)
    rows = [{"team": "Norway", "heat": 1, "time": "3:38.08", "remark": said},
            {"team": "Italy", "heat": 1, "time": "3:39.10"}]  # fmt: skip
    keys = brought_in(cli, tmp_path / "keys.json", json.dumps({"results": rows}))
    assert (keys.status, "not clear whether the time counts" in keys.err) == (2, True)


@pytest.mark.parametrize("line", [
    "Heat 2: times do not count", "Heat 2: times cancelled", "Times of heat 2 deleted",
    "Norway: times do not count", "Lauf 2: Zeiten zählen nicht", "Rit 2: tijden tellen niet",
    "Heat 2: tidene teller ikke", "Heat 2: i tempi non contano",
])  # fmt: skip
def test_so_is_a_line_that_says_it(cli: CLI, tmp_path: Path, line: str) -> None:
    found = brought_in(cli, tmp_path / "table.csv", f"{TABLE.format('')}{line},,,,\n")
    assert (found.status, "not clear whether the time" in found.err) == (2, True)


@pytest.mark.parametrize("said", COUNTED)
def test_what_takes_no_time_away_is_a_remark(cli: CLI, tmp_path: Path, said: str) -> None:
    assert not unclear(said)
    assert brought_in(cli, tmp_path / "table.csv", TABLE.format(f'"{said}"')).status == 0


@pytest.mark.parametrize("key", ["timesCount", "zählt", "tijdTelt", "compte"])
def test_a_key_that_asks_whether_it_counts(cli: CLI, tmp_path: Path, key: str) -> None:
    rows = [{"team": "Norway", "heat": 1, "time": "3:38.08", key: False},
            {"team": "Italy", "heat": 1, "time": "3:39.10", key: True}]  # fmt: skip
    found = brought_in(cli, tmp_path / "keys.json", json.dumps({"results": rows}))
    assert (found.status, "not clear whether the time counts" in found.err) == (2, True)
