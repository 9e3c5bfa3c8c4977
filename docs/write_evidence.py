"""Write ``docs/evidence.md`` from the bundled times: ``make docs``."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).parent / "evidence.md"
FILES = (
    "times", "same_team", "race_ends", "race_ends_quoted", "world_cup_2025_26", "records",
)  # fmt: skip
ABOUT = """# Evidence

What races that were skated say of the push, without any model. Written by `make docs`; every
figure is computed from the files of `assets/evidence`, each row of which names its source, and
`pursuit-sim evidence` prints the same tables. Minus means that the push is faster.
"""
METHOD = """## How the figures are made

* **Teams that took up the push against teams that did not** is a *difference in differences*. For
  every team with a time at Heerenveen in January 2020 and one in Beijing in February 2022: the mean
  of its times in Beijing that were raced out, less its time of 2020, scaled to a race of 218 s by
  its mean in Beijing. Rink, ice, air and what two years bring to everybody are in both groups, and
  fall out. The error is the standard deviation s of the {others} that went on rotating, for the
  difference of two means, s √(1/{push} + 1/{others}); the interval is Student's, with
  {others} − 1 = {freedom} degrees of freedom.
* **The same three** is one difference. Its error is that of two races whose times scatter as those
  of one team do in Beijing, in proportion to their length; learning and the opponent are not in it.
* **How much one team's times differ** is the standard deviation about the team's mean (over three
  rinks about a mean for each team and each rink, by least squares), over the degrees of freedom
  left. *Robust* is 1.4826 times the median deviation, over the same.

## Beside a model's interval

A model's interval and the evidence may be put into one, each weighted by the inverse of its
variance (`lab.evidence.combined`), only if neither leans on the other. That is assumed here: κ is
fitted to a team's own time, drafting was measured elsewhere, and the range of κ_push/κ_rot is a
guess that rests on none of these races, though whoever guesses has seen the push win. Assumed too
is that

* both are about normal, so that half a 90 % interval is 1.64 standard deviations (Student's wider
  interval counts as it is);
* this team gains what the others gained on average;
* both are about the same difference: the evidence holds the push against rotations *as they were
  skated*, not against the best that was possible.

The two lines of the first table must not be put into one in this way: both took part in the same
days, and the second says nothing of what else changed.
"""


def text() -> str:
    """The whole page."""
    from pursuit_sim.export.tables import evidence_table
    from pursuit_sim.lab.evidence import summary

    found = summary()
    others = sum(not each.push for each in found.changes)
    parts = [ABOUT]
    for sheet in evidence_table.sheets(found):
        rule = ["--:" if right else "---" for right in sheet.right]
        lines = [sheet.headings, rule, *sheet.rows]
        parts += [
            f"## {sheet.title}\n",
            *(f"| {' | '.join(line)} |" for line in lines),
            "",
            *(f"* {note}" for note in sheet.notes),
            "",
        ]
    parts.append(METHOD.format(push=len(found.changes) - others, others=others, freedom=others - 1))
    return "\n".join([*parts, *sources()]) + "\n"


def sources() -> list[str]:
    """Where the rows of each file come from."""
    from pursuit_sim.lab.evidence_files import table

    lines = ["## Sources", "", "| file | rows | from |", "| --- | --: | --- |"]
    for name in FILES:
        rows = table(name)
        named = dict.fromkeys(each for row in rows for each in row["source"].split("; "))
        lines.append(f"| `{name}.csv` | {len(rows)} | {'; '.join(named)} |")
    return lines


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
