"""Write how well the odds foresaw real races into ``docs/odds.md``: ``make docs``."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent / "odds.md"
BEGIN, END = "<!-- written by docs/write_odds.py -->\n", "<!-- to here -->\n"


def text() -> str:
    """The tables, and what they can tell."""
    from pursuit_sim.lab.reliability import COIN, reliability

    found = reliability()
    bins = [each for each in found.bins if each.races]
    races = len(found.races)
    won, expected = sum(each.won for each in bins), sum(each.expected for each in bins)
    score = (
        "The Brier score, the mean squared difference of chance and outcome, is "
        f"{found.brier:.3f}. If all chances were\nright it would be {found.expected_brier:.3f} ± "
        f"{found.brier_error:.3f} (SD); whoever says one half of every race has {COIN}."
    )
    lines = [
        "| chance of the favourite | races | it should have won | it won |",
        "| --- | --: | --: | --: |",
        *(
            f"| {100 * each.low:.0f}–{100 * each.high:.0f} % | {each.races} | {each.expected:.1f} "
            f"| {each.won} |"
            for each in bins
        ),
        f"| all | {races} | {expected:.1f} | {won} |",
        "",
        score,
        "",
        "| event | races | favourites won |",
        "| --- | --: | --: |",
    ]
    for event in dict.fromkeys(each.event for each in found.races):
        own = [each for each in found.races if each.event == event]
        lines.append(f"| {event} | {len(own)} | {sum(each.won for each in own)} |")
    return "\n".join(lines) + "\n"


def written(page: str) -> str:
    """The page with these tables between its marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{text()}\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
