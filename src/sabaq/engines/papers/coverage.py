"""Which characters the shipped fonts can draw, read from the fonts themselves.

A name with an empty box in it is worse than no certificate, so paper asks here before it prints. Reads the `cmap`
table of OpenType (formats 4 and 12, the two that Unicode fonts use).
"""

import struct
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")


def missing_glyphs(text: str, *, fonts: Path = FONTS) -> list[str]:
    """The characters of `text` that no text style can draw, each once, in order.

    Latin and Cyrillic letters must be in every western font; what one of them lacks may come from the Han font.
    """
    drawn = covered(fonts)
    return [letter for letter in dict.fromkeys(text) if ord(letter) not in drawn]


@lru_cache(maxsize=4)
def covered(fonts: Path) -> frozenset[int]:
    """The code points that come out in every text style printed with the fonts of a folder."""
    western: list[set[int]] = []
    han: list[set[int]] = []
    for path in sorted(fonts.iterdir()):
        if path.suffix in {".ttf", ".otf"}:
            (han if "CJK" in path.name else western).append(code_points(path.read_bytes()))
    if not western:
        raise FileNotFoundError(f"There are no fonts in {fonts}.")
    return frozenset(set.intersection(*western).union(*han))


def code_points(font: bytes) -> set[int]:
    """The code points that an OpenType font maps to a glyph. Raises ValueError if it is not such a font."""
    try:
        tables = {
            font[at : at + 4]: struct.unpack_from(">II", font, at + 8)
            for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
        }
        offset, length = tables[b"cmap"]
        return _mapped(font[offset : offset + length])
    except (struct.error, KeyError):
        raise ValueError("This is not an OpenType font with a character map.") from None


def _mapped(cmap: bytes) -> set[int]:
    mapped: set[int] = set()
    for record in range(struct.unpack_from(">H", cmap, 2)[0]):
        platform, encoding, at = struct.unpack_from(">HHI", cmap, 4 + 8 * record)
        kind = struct.unpack_from(">H", cmap, at)[0]
        if (platform, encoding) in {(0, 3), (3, 1), (0, 4), (3, 10)} and kind in {4, 12}:
            mapped |= _segments(cmap, at) if kind == 4 else _groups(cmap, at)
    return mapped


def _segments(cmap: bytes, at: int) -> set[int]:
    """Format 4: parallel arrays of last codes, first codes, deltas and offsets into a list of glyphs."""
    count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    last = struct.unpack_from(f">{count}H", cmap, at + 14)
    first = struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", cmap, at + 16 + 4 * count)
    offsets_at = at + 16 + 6 * count
    mapped = set()
    for segment, offset in enumerate(struct.unpack_from(f">{count}H", cmap, offsets_at)):
        for code in range(first[segment], last[segment] + 1):
            glyph = code
            if offset:
                glyph_at = offsets_at + 2 * segment + offset + 2 * (code - first[segment])
                glyph = struct.unpack_from(">H", cmap, glyph_at)[0]
            if offset and not glyph:
                continue
            if (glyph + deltas[segment]) & 0xFFFF:
                mapped.add(code)
    return mapped - {0xFFFF}


def _groups(cmap: bytes, at: int) -> set[int]:
    """Format 12: groups of first code, last code, first glyph."""
    mapped: set[int] = set()
    for group in range(struct.unpack_from(">I", cmap, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", cmap, at + 16 + 12 * group)
        mapped.update(range(first + (glyph == 0), last + 1))
    return mapped
