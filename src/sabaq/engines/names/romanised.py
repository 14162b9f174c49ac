"""The Latin spelling of a Cyrillic name where no passport spelling is known: by rule, letter for letter.

ICAO Doc 9303, part 3, section 6 (transliteration of Cyrillic), which the region's passports follow; for the letters
that its table leaves to the country, the spelling of that country's passports. A passport's own spelling always comes
first: this one is a way to print a name in a second script, never a guess at a document.
"""

from __future__ import annotations

import unicodedata

_LETTERS = {
    "а": "A", "б": "B", "в": "V", "г": "G", "д": "D", "е": "E", "ё": "E", "ж": "ZH", "з": "Z", "и": "I", "й": "I",
    "к": "K", "л": "L", "м": "M", "н": "N", "о": "O", "п": "P", "р": "R", "с": "S", "т": "T", "у": "U", "ф": "F",
    "х": "KH", "ц": "TS", "ч": "CH", "ш": "SH", "щ": "SHCH", "ъ": "IE", "ы": "Y", "ь": "", "э": "E", "ю": "IU",
    "я": "IA",
    # Kazakh, Kyrgyz, Uzbek and Tajik
    "ә": "A", "ғ": "G", "қ": "K", "ң": "N", "ө": "O", "ұ": "U", "ү": "U", "һ": "H", "і": "I", "ӣ": "I", "ӯ": "U",
    "ҳ": "H", "ҷ": "J", "ў": "O", "җ": "ZH",
}  # fmt: skip


def romanised(name: str) -> str:
    """The name in Latin capitals; "" if a letter of it is neither Cyrillic of the region nor Latin."""
    spelt = []
    for letter in unicodedata.normalize("NFC", name).strip():
        latin = _LETTERS.get(letter.casefold())
        if latin is not None:
            spelt.append(latin)
        elif letter.isascii() and (letter.isalpha() or letter in " -'."):
            spelt.append(letter.upper())
        else:
            return ""
    return "".join(spelt)
