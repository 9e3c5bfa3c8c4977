"""What a table of passings says is known: it, and what lies between two of them."""

from __future__ import annotations

import pursuit_sim
from helpers import two_teams
from pursuit_sim.export.tables.results_table import text_tables
from pursuit_sim.export.tables.text_table import TextTable


def _passings(event: str, race: str) -> TextTable:
    found = pursuit_sim.results(pursuit_sim.load(event)).to_dict()
    return text_tables(found, (race,))[1]


def test_laps_are_known_where_both_their_passings_are() -> None:
    """Of Japan those at half a lap and from five laps on were published, of China none."""
    table = _passings("milano-2026-women", "qf-2")
    rows = {row[0]: row[1:] for row in table.rows}
    assert table.headings[:4] == ("Laps", "JPN", "half-lap", "lap")
    sure = {laps: tuple(not cell.startswith("~") for cell in row) for laps, row in rows.items()}
    assert sure["0.5"][:2] == (True, True)  # from the start
    assert sure["1"][:3] == (False, False, False)
    assert sure["5"][:3] == (True, False, False)
    assert sure["5.5"][:2] == (True, True)
    assert sure["6"][:3] == (True, True, True)
    assert sure["6"][3:] == (True, False, False, True)  # China's time, its last half-lap, the gap
    assert sure["5"][-1] is False
    assert "the others are known" in table.notes[1]


def test_nothing_is_marked_where_nothing_was_timed() -> None:
    """A note below the table says it once."""
    table = _passings("beijing-2022-men", "sf-1")
    assert not any("~" in cell for row in table.rows for cell in row)
    assert table.notes[0] == "Passings of NOR and NED before the finish: the model's."


def test_a_published_gap_is_known_between_passings_of_the_model() -> None:
    """Though nobody timed either of them there."""
    text = """format = "pursuit-sim/scenario"
version = 1
event = { name = "Cup", sex = "men", laps = 8 }
teams = { AAA = {}, BBB = {} }
[races.final]
gaps = [{ laps = 2, ahead = "AAA", by = 0.43 }]
[races.final.finish]
team = "AAA"
time = "3:38.00"
lineup = "unknown"
formation = "unknown"
splits = [[4, 110.5]]
[races.final.crossing]
team = "BBB"
time = "3:40.00"
lineup = "unknown"
formation = "unknown"
"""
    found = pursuit_sim.results(pursuit_sim.load(text)).to_dict()
    rows = {row[0]: row for row in text_tables(found, ("final",))[1].rows}
    assert rows["2"][-1] == "−0.43"
    assert rows["2"][1].startswith("~")
    assert rows["3"][-1].startswith("~")


def test_gaps_are_told_where_a_finish_is_assumed() -> None:
    gap = '[races.r]\ngaps = [{ laps = 2, ahead = "BBB", by = 0.5 }]\n[races.r.finish]'
    time = 'time = "3:00.00"\nformation = "push"'
    text = two_teams.text(f'{time}\nassumed = ["time"]', time.replace("3:00", "3:01"))
    document = pursuit_sim.results(
        pursuit_sim.load(text.replace("[races.r.finish]", gap))
    ).to_dict()
    _, table = text_tables(document, ("r",))
    assert "Known after 2 laps, met by the model: BBB ahead by 0.50 s." in table.notes
