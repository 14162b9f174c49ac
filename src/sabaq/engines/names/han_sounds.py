"""Foreign names in Han characters (托卡耶夫, Tokayev), read as the custom of the Chinese press sounds them.

Each character stands for a syllable or for a lone consonant. l and r, final n and ng, and most vowels fall together, so
an agreement is never more than a hint: a person has to look.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from .parsed import Word
from .transcribing import FAR, Readings, reading_cost

_PARTS = re.compile(r"[\u3400-\u9fff]+")
_SOUND_OF_FORM = str.maketrans({"r": "l", "y": "i"})
_NEAR = {
    "d": "t",
    "t": "d",
    "b": "p",
    "p": "b",
    "g": "k",
    "k": "g",
    "z": "s",
    "e": "iao",
    "i": "e",
    "a": "eo",
    "o": "ua",
    "u": "o",
}

# Characters that sound in foreign names otherwise than in Chinese; sounds are those of `letters`, with l for r.
_ENTRIES = """
尔 l lu le | 夫 v f vu fu | 弗 v f vo | 斯 s z si su | 克 k ku ke ki | 特 t te ti tu |
德 d de di du | 布 b bu bi | 普 p pu pi | 姆 m mu mi | 茨 q ts | 兹 z dz | 格 g ge gi gu |
什 x xi | 奇 c ci k | 日 j ji | 热 je j | 若 jo yo | 扎 ja za | 贾 ja | 加 ga | 盖 ge gai |
吉 gi ji di zi | 金 gin kin jin | 津 zin jin | 基 ki ci di ti | 京 gin tin din kin |
杰 de je ge te | 捷 te ce | 季 di ti | 蒂 ti di | 齐 zi qi ci | 恰 ca | 切 ce | 丘 cu ku |
乔 jo co | 江 jan jyan | 希 hi xi si | 谢 se xe | 西 si zi xi | 辛 sin xin | 锡 si |
色 se xe | 塞 se | 赛 sai se | 森 sen san | 逊 son | 先 xen sen | 休 xu xyu hyu | 舒 xu |
绍 xo xau | 沙 xa | 夏 xa | 哈 ha a ga | 赫 h he ha | 罕 han kan | 汉 han | 霍 ho | 胡 hu |
海 hai he | 古 gu ku hu | 库 ku | 卡 ka ha | 科 ko | 凯 kai ke | 肯 ken | 坎 kan | 瓦 va |
维 vi ve | 韦 ve vi | 威 vi | 沃 vo | 武 vu | 万 van | 文 ven vin | 亚 ya a ia | 娅 ya a ia |
耶 ye e | 叶 ye e | 伊 i yi | 约 yo o | 尤 yu | 云 yun | 因 in yin | 延 yan yen | 扬 yan |
恩 n en an | 艾 ai e a | 爱 ai e | 埃 e ai i | 阿 a | 奥 o au av | 欧 o eu | 乌 u | 昂 an on |
厄 e o | 额 e | 别 be | 佩 pe | 贝 be | 列 le | 涅 ne | 内 ne | 聂 ne | 尼 ni | 米 mi | 莫 mo |
穆 mu m | 梅 me mei | 迈 mai | 马 ma | 玛 ma | 曼 man | 蒙 mon mun man | 门 men | 拜 bai |
拉 la | 勒 le l la | 雷 le | 里 li | 丽 li | 利 li | 莉 li | 林 lin | 洛 lo | 罗 lo | 鲁 lu |
卢 lu | 露 lu | 伦 lon lun len | 龙 lon | 隆 lon lun | 兰 lan | 朗 lan | 赖 lai | 莱 lai le |
珀 pe | 波 po | 博 bo | 佐 zo dzo | 泽 ze | 祖 zu dzu ju | 朱 ju | 茹 ju | 珠 ju | 詹 jan |
章 jan | 让 jan | 图 tu | 土 tu | 杜 du | 都 du | 托 to | 多 do | 陀 to | 妥 to | 达 da | 塔 ta |
坦 tan | 丹 dan | 顿 ton don | 登 den | 廷 tin ten | 丁 din | 汀 tin | 邓 dun | 通 tun ton |
东 don | 孔 kun kon | 坤 kun | 贡 gun gon | 根 gen | 甘 gan | 戈 go | 果 go | 萨 sa | 桑 san |
索 so | 苏 su | 松 son sun | 孙 sun son | 宋 son | 鲍 bo bau | 保 bo pau | 包 bau | 巴 ba |
帕 pa | 潘 pan | 班 ban | 皮 pi | 比 bi | 彼 pe pi | 宾 bin | 平 pin | 明 min | 敏 min | 纳 na |
娜 na | 南 nan | 诺 no | 努 nu | 农 non nun | 宁 nin | 嫩 nen | 奈 nai | 劳 lau lo | 高 gau go |
考 kau ko | 陶 tau to | 道 dau do | 毛 mau mo | 瑙 nau no | 查 ca | 察 ca qa | 采 qe | 楚 cu |
琴 cin | 真 jen jin | 珍 jen jin | 占 jan | 然 jan | 赞 zan | 曾 zen | 增 zen | 宗 zon | 契 ci |
喀 ka | 吐 tu | 呼 hu | 忽 hu | 和 ho he | 浩 hau ho | 乎 hu | 依 i | 玉 yu u | 买 mai ma me
"""
_CHARACTERS = {character: tuple(sounds) for character, *sounds in (entry.split() for entry in _ENTRIES.split("|"))}

# Chinese syllables by rule: initials and finals as they sound in foreign names.
_INITIALS = {
    "zh": ("j",), "ch": ("c",), "sh": ("x",), "b": ("b",), "p": ("p",), "m": ("m",), "f": ("f",), "d": ("d",),
    "t": ("t",), "n": ("n",), "l": ("l",), "g": ("g",), "k": ("k",), "h": ("h",), "j": ("j", "g", "z"), "q": ("c", "k"),
    "x": ("x", "s", "h"), "r": ("j", "l"), "z": ("z", "dz"), "c": ("q",), "s": ("s",), "y": ("y", ""), "w": ("v", ""),
}  # fmt: skip
_FINALS = {
    "uo": ("o",), "ia": ("a", "ya"), "ie": ("e",), "ao": ("au", "o"), "ou": ("o", "u"), "ei": ("e", "ei"),
    "ui": ("ui", "ve"), "ang": ("an",), "eng": ("en", "un"), "ong": ("on", "un"), "ing": ("in",), "ian": ("en", "yan"),
    "iang": ("yan",), "iao": ("yo", "au"), "iu": ("yu",), "iong": ("yun",), "ua": ("va",), "uan": ("van", "an"),
    "uang": ("van",), "uai": ("vai",), "un": ("un", "on"), "ü": ("u", "yu"), "üe": ("ye",), "er": ("el",),
}  # fmt: skip


@lru_cache(maxsize=4096)
def _readings(character: str) -> Readings:
    """List what a character may stand for, the likeliest free of cost, its neighbours in sound at a small one."""
    found: dict[str, float] = {}
    for sound in _CHARACTERS.get(character) or _by_rule(character):
        for cost, near in _neighbours(sound.replace("y", "i")):
            found[near] = min(cost, found.get(near, cost))
    return tuple(found.items())


def _neighbours(sound: str) -> Iterator[tuple[float, str]]:
    forms = [(0.0, sound)]
    if sound[-1:] == "n" and len(sound) > 1:
        forms += [(0.03, sound[:-1] + "m"), (0.03, sound + "g")]
    for cost, form in forms:
        yield cost, form
        for at, letter in enumerate(form):
            for near in _NEAR.get(letter, ""):
                yield cost + 0.12, form[:at] + near + form[at + 1 :]


def _by_rule(character: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # takes 0.2 s to import; only Han needs it

    syllable = lazy_pinyin(character, style=Style.NORMAL, v_to_u=True)[0]
    initial = next((syllable[:size] for size in (2, 1) if syllable[:size] in _INITIALS), "")
    final = syllable[len(initial) :]
    finals = _FINALS.get(final, (final,))
    return tuple(x + y for x, y in product(_INITIALS.get(initial, ("",)), finals))


def likely_forms(text: str) -> tuple[str, ...]:
    """Give spoken forms that the parts of a foreign name in Han may stand for, once with l and once with r."""
    sounds = ("".join(_readings(character)[0][0] for character in part) for part in _PARTS.findall(text))
    return tuple(form for sound in sounds for form in (sound, sound.replace("l", "r")))


def in_syllables(text: str) -> tuple[str, ...]:
    """Give the syllables of Han characters as they are usually read, whatever stands between them."""
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin("".join(_PARTS.findall(text)), style=Style.NORMAL, v_to_u=True))


@lru_cache(maxsize=16384)
def heard_distance(characters: str, form: str) -> float:
    """Give the distance of foreign name in Han and a spoken form: 0 read as it is written, about 0.3 still likely."""
    heard = form.translate(_SOUND_OF_FORM)
    table = {character: _readings(character) for character in characters}
    cost = reading_cost(characters, heard, table)
    return cost / (0.55 + min(2 * len(characters), len(heard)) / 10)


def name_distance(text: str, words: tuple[Word, ...]) -> float:
    """Give the distance of a foreign name in Han and the words of a name in letters; FAR if none of them fits.

    Parts stand between dots, given name first or last; a patronymic may be missing in Han.
    """
    parts = _PARTS.findall(text)
    plain = [word for word in words if word.forms and not word.initial]
    spoken = [word for word in plain if not word.patronymic or len(plain) == 1]
    together = [["".join(parts)], ["".join(word.forms[0] for word in spoken)]]
    if len(parts) > len(spoken) > 1:  # 卡瑟姆-若马尔特·托卡耶夫 is two words in Latin
        parts = ["".join(parts[: len(parts) - len(spoken) + 1]), *parts[len(parts) - len(spoken) + 1 :]]
    if len(parts) != len(spoken):
        return heard_distance(*(one[0] for one in together)) if len(parts) == 1 else FAR
    orders = (spoken, spoken[::-1])
    return min(max(_part_distance(*pair) for pair in zip(parts, order, strict=True)) for order in orders)


def _part_distance(part: str, word: Word) -> float:
    return min(heard_distance(part, form) for form in word.forms)
