"""The shipped fonts hold every letter of the eight languages, and the Han characters of names."""

from sabaq.engines.papers import missing_glyphs
from sabaq.engines.papers.coverage import FONTS, code_points

ALPHABETS = (
    "АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ"  # Kazakh; holds Russian and Kyrgyz
    "ҒӢҚӮҲҶ"  # Tajik
    "OʻGʻʼ’‘"  # Uzbek
    "ÄÇŇÖŞÜÝŽ"  # Turkmen
    "«»“”„–—№…·0123456789 \u00a0"
)


def test_the_alphabets_of_the_eight_languages_are_in_every_font() -> None:
    letters = ALPHABETS + ALPHABETS.lower()
    assert missing_glyphs(letters) == []
    gaps = {
        path.name: [letter for letter in letters if ord(letter) not in code_points(path.read_bytes())]
        for path in sorted(FONTS.glob("*.ttf"))
    }
    names = ["NotoSans-Bold.ttf", "NotoSans-Regular.ttf", "NotoSerif-Bold.ttf", "NotoSerif-Regular.ttf"]
    assert gaps == {name: [] for name in names}


def test_han_of_gb_2312_and_of_personal_names_can_be_printed() -> None:
    rows = (bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    han = "".join(pair.decode("gb2312", "ignore") for pair in rows)
    assert (len(han), missing_glyphs(han + "镕堃喆玥珺昇炜祎")) == (6763, [])
