#!/usr/bin/env python3
"""Makes the fonts beside this file: Noto Sans SC and Noto Serif SC, cut down to what Chinese reports use.

    python3 subset.py FOLDER_WITH_FULL_FONTS [FOLDER_FOR_THE_RESULT]

The full fonts are the static TTF files NotoSansSC_400Regular.ttf, NotoSansSC_700Bold.ttf and NotoSerifSC_700Bold.ttf of
the npm packages @expo-google-fonts/noto-sans-sc and @expo-google-fonts/noto-serif-sc. Needs fontTools, and Debian's
unicode-data for the property kTGH (the 8,105 characters of the 通用规范汉字表, 2013).
"""

import bz2
import pathlib
import sys

from fontTools import subset

UNIHAN = pathlib.Path("/usr/share/unicode")
FONTS = {
    "NotoSansSC_400Regular.ttf": "NotoSansSC-Regular.ttf",
    "NotoSansSC_700Bold.ttf": "NotoSansSC-Bold.ttf",
    "NotoSerifSC_700Bold.ttf": "NotoSerifSC-Bold.ttf",
}
# Ranges beside Han: first and last code point.
RANGES = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin letters with tones
    (0x02C6, 0x02DD),  # tone marks
    (0x0300, 0x0304),  # combining accents (with mark)
    (0x0391, 0x03C9),  # Greek
    (0x0401, 0x0451),  # Cyrillic
    (0x2000, 0x206F),  # spaces, dashes, quotes, ellipsis, per mille
    (0x2070, 0x209F),  # superscripts, subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2100, 0x218F),  # ℃ № ™, fractions, Roman numerals
    (0x2190, 0x2199),  # arrows
    (0x21D0, 0x21D4),  # double arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2460, 0x24FF),  # ① ⑴ ⒈
    (0x2500, 0x257F),  # table lines in typed reports
    (0x2580, 0x25FF),  # bars, ■ □ ▲ ▼ ◆ ○ ●
    (0x2605, 0x2606),  # stars
    (0x2610, 0x2612),  # ballot boxes
    (0x2640, 0x2642),
    (0x2713, 0x2717),  # ticks and crosses
    (0x2776, 0x2793),  # ❶
    (0x3000, 0x303F),  # Chinese punctuation, 〔〕
    (0x3041, 0x30FF),  # kana, so that a product's name is not a box
    (0x3105, 0x3129),  # bopomofo
    (0x3220, 0x3243),  # ㈠
    (0x3280, 0x32B0),  # ㊀
    (0x3380, 0x33DF),  # ㎡ ㎏ ㏑
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF5E),  # full width
    (0xFFE0, 0xFFE6),  # ￥
    (0xFFFD, 0xFFFD),
]


def standard_han():
    """通用规范汉字表."""
    found = set()
    for file in sorted(UNIHAN.glob("Unihan_*.txt.bz2")):
        for line in bz2.open(file, "rt", encoding="utf-8"):
            if "\tkTGH\t" in line:
                found.add(int(line.split("\t")[0][2:], 16))
    assert len(found) == 8105, f"{len(found)} characters with kTGH; expected 8,105"
    return found


def gb2312():
    found = set()
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return found


def main():
    source = pathlib.Path(sys.argv[1])
    target = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else pathlib.Path(__file__).parent
    wanted = standard_han() | gb2312()
    for first, last in RANGES:
        wanted.update(range(first, last + 1))
    options = subset.Options()
    options.layout_features = ["ccmp", "kern", "liga", "locl", "mark"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    for full, small in FONTS.items():
        path = next(source.rglob(full))
        font = subset.load_font(str(path), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        subset.save_font(font, str(target / small), options)
        lost = sorted((standard_han() | gb2312()) - set(font.getBestCmap()))
        print(small, (target / small).stat().st_size, "bytes; missing:", "".join(map(chr, lost)) or "none")


if __name__ == "__main__":
    main()
