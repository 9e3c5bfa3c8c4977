"""A tie-break, a record or a fall that somebody assumed is told with that word, or not at all."""

from __future__ import annotations

import pytest

from helpers.two_teams import scenario, two
from pursuit_sim.draw.graphics import clock, result_card
from pursuit_sim.draw.replay import doubts
from pursuit_sim.draw.replay.narration import catalogue, languages, narration, spoken
from pursuit_sim.event import results

PUSH = 'formation = "push"\n'
ASSUMED = 'assumed = ["{}"]\n'


@pytest.mark.parametrize(("mark", "said"), [("", ""), (ASSUMED.format("tie_break"), " (assumed)")])
def test_who_is_first_by_a_tie_break(mark: str, said: str) -> None:
    sides = [f"time = 180.0\n{PUSH}tie_break = {place}\n{mark}" for place in (2, 1)]
    shown, found = two(*sides), results(scenario(*sides))
    assert found.race("r").margin == f"by tie-break{said}"
    first, last = result_card.outcomes(shown)
    assert (first.team, last.team, last.tie_doubt) == ("BBB", "AAA", said.strip(" ()"))
    assert [("assumed" in each.place) for each in (first, last)] == 2 * [bool(said)]
    end = shown.duration_s
    assert clock.reading(shown, end).caption == f"at the finish, in the same time{said}"
    told = [spoken(each.phrase, each.values) for each in narration(shown)]
    assert told[-1] == f"6 laps: BBB first, in the same time{said}"


def test_where_no_tie_was_broken_an_assumed_one_is_no_matter() -> None:
    sides = [f"time = {time}\n{PUSH}tie_break = {place}\n{ASSUMED.format('tie_break')}"
             for time, place in ((180.0, 1), (181.0, 2))]  # fmt: skip
    assert results(scenario(*sides)).race("r").tie_doubt == ""


@pytest.mark.parametrize("mark", ["", ASSUMED.format("records")])
def test_a_record_by_an_assumed_mark_alone_is_none_in_pictures(mark: str) -> None:
    sides = f'time = 180.0\n{PUSH}records = ["PB"]\n{mark}', f"time = 181.0\n{PUSH}"
    shown, found = two(*sides), results(scenario(*sides))
    first, _ = result_card.outcomes(shown)
    assert first.records == (() if mark else ("PB",))
    phrases = [each.phrase for each in narration(shown)]
    assert ("recordTime" in phrases) == (not mark)
    notes = found.race("r").entries[0].notes
    assert ("PB set (assumed)" if mark else "PB set") in notes
    assert [bool(each.supposed) for each in found.records] == [bool(mark)]


def test_a_record_that_the_time_itself_breaks_is_one_whatever_the_mark() -> None:
    """180.00 is under the standing 181.00, so that nobody need have published it."""
    text = f'time = 180.0\n{PUSH}records = ["TR"]\n{ASSUMED.format("records")}'
    own = '[[records]]\nkind = "TR"\ntime = 181.0\n'
    found = results(scenario(text, f"time = 182.0\n{PUSH}{own}"))
    assert [(each.kind, each.supposed) for each in found.records] == [("TR", "")]


@pytest.mark.parametrize(("mark", "said"), [("", ""), (ASSUMED.format("fall"), " (assumed)")])
def test_who_fell(mark: str, said: str) -> None:
    fall = (
        f'time = 195.0\n{PUSH}fall = {{ skater = "Two", laps = 4.2 }}\nsplits = [[3, 92.0]]\n{mark}'
    )
    shown = two(fall, f"time = 181.0\n{PUSH}")
    (event,) = (each for each in shown.events if each.kind == "fall")
    assert event.text == f"AAA: Bea Two falls{said}"
    (told,) = (each for each in narration(shown) if each.phrase == "fall")
    assert spoken(told.phrase, told.values) == f"AAA: Bea Two falls{said}"
    for language in languages():
        word = catalogue(language)["doubt-assumed"] if said else ""
        assert spoken(told.phrase, told.values, language).endswith(word)
    (fell,) = shown.falls.values()
    assert clock.reading(shown, event.time_s + 0.1).finish == event.text
    skates = doubts.skating(shown, 0, fell.up_s)
    assert skates == (f"after a fall{said}", *(["fall assumed"] if said else []))
