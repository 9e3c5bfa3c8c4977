"""Make the bundled fonts from releases of Inter and Noto Sans.

``python make_fonts.py FOLDER`` needs fontTools and brotli and reads, wherever they lie in the
folder, Inter-Regular, Inter-SemiBold and Inter-Bold (.otf or .ttf), NotoSansCJK-Medium.ttc and the
NotoSans*-Medium.ttf of `SCRIPTS`. It writes subsets beside this file.

In those of Inter the tabular figures are the default ones: SDL cannot switch on the OpenType
feature that normally selects them. Those of Noto draw the scripts that Inter has not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "SemiBold", "Bold")
FAMILY = "Pursuit Inter"
CHARACTERS = (
    *range(0x20, 0x7F),  # Latin
    *range(0xA0, 0x250),  # Latin-1, Latin Extended-A and B
    *(0x259, *range(0x2B0, 0x370)),  # Azerbaijan's schwa, modifiers, combining marks
    *range(0x370, 0x530),  # Greek and Cyrillic, Kazakh and the others of Asia included
    *range(0x1E00, 0x1F00),  # Latin Extended Additional: Vietnamese
    *map(ord, "–—‘’‚“”„†•…′″‹›⁄€−×÷±≈≠≤≥∞√∆Δ"),
    *map(ord, "¹²³⁰⁴⁵⁶⁷⁸⁹½¼¾⅓⅛⅜⅝⅞"),
    *map(ord, "←↑→↓↗↘↙↖↔↕↺↻⌘⇧⏎⌫"),
    *map(ord, "▲▼◀▶△▽◁▷●○■□◆◇★☆✓✗"),
    *map(ord, "‐‑‒―№™"),
)
# Latin of Europe, and the signs that a page draws; others come from the reader's own fonts.
PAGE_WEIGHTS = ("Regular", "Bold")
PAGE_CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "–—‘’“”…′−×±≈≠½¼¾←→↑↓↗▲▼◀▶●○◆▷★✗"),
)
TABULAR = "tnum"
KEPT_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]

CJK = "NotoSansCJK-Medium.ttc"
JAPANESE = 0  # of the faces of the collection
# What stands between the words of any script, and inside them: a run of letters is drawn at once.
BETWEEN = (0x20, 0x2D, 0x2E, 0xA0, 0x200C, 0x200D, 0x25CC)
SCRIPTS = {
    "Arabic": (*range(0x600, 0x700), *range(0x750, 0x780)),
    "Armenian": (*range(0x530, 0x590), *range(0xFB13, 0xFB18)),
    "Devanagari": (*range(0x900, 0x980),),
    "Georgian": (*range(0x10A0, 0x1100), *range(0x1C90, 0x1CC0)),
    "Hebrew": (*range(0x590, 0x600), *range(0xFB1D, 0xFB50)),
    "Thai": (*range(0xE00, 0xE80),),
}


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


def inter(source: Path, target: Path, weight: str) -> None:
    """Write the subset of one font file of Inter."""
    font = TTFont(source, recalcTimestamp=False)
    swaps = tabular(font)
    for table in font["cmap"].tables:
        for code in [*map(ord, "0123456789+-−±×÷=.,:"), 0x2212]:
            # Figures and signs line up; the point and the colon stay as narrow as they are.
            if code in table.cmap and chr(code) not in ".,:":
                table.cmap[code] = swaps.get(table.cmap[code], table.cmap[code])
    cut(font, CHARACTERS, KEPT_FEATURES, desubroutinize=True)
    # In the interpolated weights some figures are a unit narrower than the others.
    metrics = font["hmtx"].metrics
    best = font.getBestCmap()
    for figure in map(ord, "123456789"):
        metrics[best[figure]] = (metrics[best[ord("0")]][0], metrics[best[figure]][1])
    rename(font, FAMILY, weight)
    font.save(target)


def within_page(source: Path) -> None:
    """Write what a page carries of a font of Inter, packed as browsers have it."""
    font = TTFont(source, recalcTimestamp=False)
    cut(font, PAGE_CHARACTERS, KEPT_FEATURES, desubroutinize=False)
    font.flavor = "woff2"
    font.save(source.with_suffix(".woff2"))


def noto(source: Path, target: Path, script: str, characters: Iterable[int], face: int) -> None:
    """Write the subset of a font of Noto Sans, with all that its script needs to be shaped."""
    font = TTFont(source, fontNumber=face, recalcTimestamp=False)
    features = ["ccmp"] if script == "CJK" else ["*"]
    cut(font, characters, features, desubroutinize=False)
    rename(font, f"Pursuit {script}", "Medium")
    font.save(target)


def cut(
    font: TTFont, characters: Iterable[int], features: list[str], *, desubroutinize: bool
) -> None:
    """Keep some characters of a font, and some features."""
    options = subset.Options()
    options.layout_features = features
    options.hinting = False
    options.desubroutinize = desubroutinize
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: str) -> None:
    """Call a font so that it cannot be mistaken for the original."""
    names = {1: f"{family} {weight}", 3: f"{family} {weight}", 4: f"{family} {weight}",
             6: f"{family.replace(' ', '')}-{weight}", 16: family, 17: weight}  # fmt: skip
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font and "ROS" in font["CFF "].cff.topDictIndex[0].rawDict:
        font["CFF "].cff.fontNames[0] = names[6]


def east_asian() -> set[int]:
    """What national standards hold: JIS X 0208, GB 2312, Big5 level 1, KS X 1001; and kana."""
    rows = range(0xA1, 0xFF)
    planes = {
        "euc_jp": (rows, rows), "gb2312": (rows, rows), "euc_kr": (rows, rows),
        "big5": (range(0xA4, 0xC7), (*range(0x40, 0x7F), *rows)),
    }  # fmt: skip
    found = {*BETWEEN, *range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
    for encoding, (leads, trails) in planes.items():
        for pair in (bytes((lead, trail)) for lead in leads for trail in trails):
            text = pair.decode(encoding, errors="ignore")
            if len(text) == 1 and ord(text) >= 0x2E80:
                found.add(ord(text))
    return found | {ord(c) for c in "々〆ヶ髙﨑﨏塚邊邉濵濱瀨德栁槗桒吉𠮷"}


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for each in WEIGHTS:
        found = next(folder.rglob(f"Inter-{each}.[ot]tf"))
        inter(found, Path(__file__).with_name(f"Inter-{each}{found.suffix}"), each)
    for each in PAGE_WEIGHTS:
        within_page(next(Path(__file__).parent.glob(f"Inter-{each}.[ot]tf")))
    for each, codes in SCRIPTS.items():
        found = next(folder.rglob(f"NotoSans{each}-Medium.ttf"))
        noto(found, Path(__file__).with_name(f"Noto-{each}.ttf"), each, (*codes, *BETWEEN), -1)
    found = next(folder.rglob(CJK))
    noto(found, Path(__file__).with_name("Noto-CJK.otf"), "CJK", east_asian(), JAPANESE)
