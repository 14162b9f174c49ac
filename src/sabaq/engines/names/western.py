"""Western names in Russian: they follow the sound, not the letters (Shakespeare, Шекспир), and settled custom.

Given names have customary forms. Other words are read letter group by letter group as the languages of Europe, Japan
and Korea sound in Russian; an agreement by sound is never more than a hint, so it costs a base amount.
"""

import re
import unicodedata
from functools import lru_cache

from .customary import CUSTOMARY
from .transcribing import FAR, Readings, reading_cost

EXACT, _BASE = 0.38, 0.41  # a word that sounds just alike is taken; one that nearly does, a person looks at
_LIKELY = 0.36  # up to here differences are those of languages' sounds; then they are those of names
_EASTERN = re.compile("(?:..[оеё]ва?|[оеё]вна|бе[кй]|бай|зода|[уұү]л[ыу]|[кқ][ыи]з[ыи]|г[уү]ль?|улло)$", re.IGNORECASE)
_RUSSIAN = str.maketrans({"э": "е", "ё": "е", "й": "и", "ы": "и", "ь": "", "ъ": "", "-": ""})
_DOUBLED = re.compile(r"([^aeo])\1")
_ARTICLE = re.compile("^(?:al|el|аль|эль|ал|эл)-")

# Letter groups, then what they sound like in Russian (э, ё, й, ы written е, е, и, и; no soft signs): freely, with `/`
# in some language, with `//` seldom. `^` and `$` tie a group to the beginning or the end; `-` is silence.
_SOUNDS = """
a а / е еи о я // и у -
ai еи аи е / а и
ay еи аи / е и
au ау о / ав
aw о / ау ав
ae е ае еи / а аи
aa а / о
ã ан а
e е / и а о еи ие - // у
es$ с ес ез / - ш
er ер / р
ear ир ер / еар
ur ур / ер юр
ir ир / ер аир
eye аие / яие
eus$ еус / еи
aeus$ еи
augh о / а аф
in ин / ен аин
ain еин аин / ен
ea и еа е / еи а ие
ee и / е еи
ei еи аи и / е яи
ey и еи / е аи яи
eu ои еи е / ю у еу ев и о
eo о ео / и
eau о
eaux о
eux е
ew ю у / еу ев
ewe ю
i и / аи - // е я
ie и / ие е аи ье
ia ия иа я / а
io ио е / ие иу
igh аи
o о / а у е оу // и
oa о / оа
oo у / о
ou у ау / о а
ough о ау / оф аф у
ow оу о ау / ов
oi уа ои
oy ои уа
oe е о / у ое
u у / а ю // и - в
ue ю у / уе е
ui уи и у / ю еи ои ау
y и / аи - // у
ya я
yu ю
yo ио е
ye е
ja я
je е
ö е о / ю
ü ю у / и
ä е / а я
ø е
å о
æ е
ó о у
ą он ом / а
ę ен ем / е
ij еи
uy еи аи / уи
b б // п
c к / с ц ч дж // г
ch ч к х ш / т
chr кр хр
ck к
cz ч ц
cs ч / кс
ce$ с / че це
cc к / ч
ć ч
č ч
ç с ч
d д / - // т дз
dt дт / т
dge дж
dg дж дг
dj дж ж / дь д
đ дж д
f ф / в
g г / дж ж х // к
ge$ ж дж / г ге
gh - г / ф х
gn н / гн
gu г / гу гв
gli ли
gi джи дж / ги ги жи
ğ - г
h х г -
hu ху гу ю гю / у
hy хаи ги хе е / хи
j дж ж и х / дз ч
ju ю джу жу хуа / дзю чжу
ji джи / дзи чжи
jo ио е джо жо хо / дзе че
chi чи ки ши / ти
cho чо ко шо / те
chu чу / тю
sho шо / се
shu шу / сю
k к // г
kh х / к
kn н кн
ke$ к / ке
l л
ll л / и ль лл
ille ииль ии ил
ł л / в
lh л
m м / н
mb$ м мб
mc мак / мк
mcc мак
n н / м // -
nh н
ng нг / н
ngh нг
p п / б
ph ф / п
pf пф / ф
q к / ч г
qu кв к / ку
que$ к / ке
r р // -
rd$ р рд
rh р
rt$ р рт
rz ж рз ш
ř рж ж
s с з / ш ж // -
s$ с з / - ш
sc ск ш / с
sch ш / ск
sh ш / с
sz с ш
ss с
ś с
š ш
ș ш
ş ш
st ст шт
sp сп шп
t т / д // ц
t$ т / -
tch ч
tsch ч
tzsch ч / тцш цш
th т с з / ф д
ti ти ци / ши
tion шн шен сьон ция
ts ц тс
tz ц тц
v в ф
w у в / -
wh у в / х
wr р
wo во у / уо
x кс / с з ш х
x$ кс / -
xu ксу сю
z з ц с / дз
z$ з ц с / - ш
zh ж
zs ж
zz ц дз / з
ż ж
ž ж
ź з
zsch ч ш
"""
_COSTS = {"/": 0.1, "//": 0.28}


def _table() -> dict[str, Readings]:
    table: dict[str, Readings] = {}
    for line in _SOUNDS.strip().splitlines():
        group, *words = line.split()
        cost, readings = 0.0, []
        for word in words:
            if word in _COSTS:
                cost = _COSTS[word]
            else:
                readings.append(("" if word == "-" else word.translate(_RUSSIAN), cost))
        table[group] = tuple(readings)
    table["e$"] = (("", 0.0), *table["e"])
    return table


TABLE = _table()


def may_be_western(words: tuple[str, ...]) -> bool:
    """Say whether no Russian word has an ending of the region, whose names are spelled by letters."""
    return not any(_EASTERN.search(word) for word in words)


@lru_cache(maxsize=65536)
def western_distance(latin: str, cyrillic: str) -> float:
    """Give the distance of a western word and its Russian form: near 0 by custom, from 0.38 by sound; see closeness."""
    latin, cyrillic = latin.casefold(), cyrillic.casefold()
    customary = CUSTOMARY.get(latin) or ("" if latin.isascii() else CUSTOMARY.get(_without_accents(latin)))
    if customary and cyrillic in customary:
        return 0.02
    latin, cyrillic = _ARTICLE.sub("", latin), _ARTICLE.sub("", cyrillic)
    parts = latin.split("-"), cyrillic.split("-")
    if len(parts[0]) == len(parts[1]) > 1:
        return max(western_distance(*pair) for pair in zip(*parts, strict=True))
    russian = _DOUBLED.sub(r"\1", cyrillic.translate(_RUSSIAN))
    written = _letters(latin)
    if not russian or not written or not 0.4 <= len(russian) / len(written) <= 1.8:
        return FAR
    cost = reading_cost(written, russian, TABLE) / (0.55 + min(len(written), len(russian)) / 14)
    if not cost and len(written) > 3:
        return EXACT
    return min(FAR, _BASE + 0.2 * cost + 2 * max(0.0, cost - _LIKELY))


def _without_accents(latin: str) -> str:
    """Write Léon as Leon, for the list of customary names holds most names without their accents."""
    return "".join(letter for letter in unicodedata.normalize("NFD", latin) if not unicodedata.combining(letter))


def _letters(latin: str) -> str:
    """Keep letters of the table; others lose their marks. Doubled consonants that sound as one become one."""
    plain = "".join(
        letter if letter in TABLE else unicodedata.normalize("NFD", letter)[0] for letter in latin if letter.isalpha()
    )
    return re.sub(r"([bdfgkmnprt])\1", r"\1", plain)
