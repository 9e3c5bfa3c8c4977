"""Make the bundled fonts from a release of Inter.

``python make_fonts.py FOLDER_OF_INTER`` needs fontTools, reads Inter-Regular, Inter-SemiBold
and Inter-Bold (.otf or .ttf) and writes subsets beside this file in which the tabular figures
are the default ones: SDL cannot switch on the OpenType feature that normally selects them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "SemiBold", "Bold")
FAMILY = "Pursuit Inter"
CHARACTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x180),  # Latin-1 and Latin Extended-A: every skater's name
    *(0x218, 0x219, 0x21A, 0x21B),  # Romanian letters with a comma below
    *map(ord, "–—‘’‚“”„†•…′″‹›⁄€−×÷±≈≠≤≥∞√∆Δ"),
    *map(ord, "¹²³⁰⁴⁵⁶⁷⁸⁹½¼¾⅓⅛⅜⅝⅞"),
    *map(ord, "←↑→↓↗↘↙↖↔↕↺↻⌘⇧⏎⌫"),
    *map(ord, "▲▼◀▶△▽◁▷●○■□◆◇★☆✓✗"),
    *map(ord, "αηκμρφστωΣ"),
)
TABULAR = "tnum"
KEPT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]


def tabular(font: TTFont) -> dict[str, str]:
    """Glyph names and what the feature for tabular figures puts in their place."""
    table = font["GSUB"].table
    swaps: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == TABULAR:
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    swaps.update(getattr(part, "ExtSubTable", part).mapping)
    return swaps


def make(source: Path, target: Path, weight: str) -> None:
    """Write the subset of one font file."""
    font = TTFont(source, recalcTimestamp=False)
    swaps = tabular(font)
    for table in font["cmap"].tables:
        for code in [*map(ord, "0123456789+-−±×÷=.,:"), 0x2212]:
            # Figures and signs line up; the point and the colon stay as narrow as they are.
            if code in table.cmap and chr(code) not in ".,:":
                table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])
    options = subset.Options()
    options.layout_features = KEPT_FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    # In the interpolated weights some figures are a unit narrower than the others.
    metrics = font["hmtx"].metrics
    best = font.getBestCmap()
    for figure in map(ord, "123456789"):
        metrics[best[figure]] = (metrics[best[ord("0")]][0], metrics[best[figure]][1])
    names = {1: f"{FAMILY} {weight}", 3: f"{FAMILY} {weight}", 4: f"{FAMILY} {weight}",
             6: f"{FAMILY.replace(' ', '')}-{weight}", 16: FAMILY, 17: weight}  # fmt: skip
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    font.save(target)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for each in WEIGHTS:
        found = next(folder.rglob(f"Inter-{each}.[ot]tf"))
        make(found, Path(__file__).with_name(f"Inter-{each}{found.suffix}"), each)
