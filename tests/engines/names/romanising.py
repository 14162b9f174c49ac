"""Ordinary names in native, Russian and usual Latin spelling, and the official ways of romanising them.

Makes pairs of spellings of one person, and of two people whose names look alike, by rule and by seed. The names are
common ones put together at random; nobody real is meant.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

# native|Russian|usual Latin; * marks a woman's name; native is empty where it would repeat one of the others.
GIVEN = {
    "kk": """
    Нұрлан|Нурлан|Nurlan Ержан|Ержан|Yerzhan Ерлан|Ерлан|Yerlan Бауыржан|Бауыржан|Bauyrzhan Қайрат|Кайрат|Kairat
    Мұхтар|Мухтар|Mukhtar Әлихан|Алихан|Alikhan Қуаныш|Куаныш|Kuanysh *Жанар|Жанар|Zhanar *Гүлмира|Гульмира|Gulmira
    *Айгүл|Айгуль|Aigul *Сәуле|Сауле|Saule Дәурен|Даурен|Dauren *Әсел|Асель|Assel *Жұлдыз|Жулдыз|Zhuldyz
    Қанат|Канат|Kanat Бақыт|Бахыт|Bakhyt Ғалымжан|Галымжан|Galymzhan Өркен|Оркен|Orken *Үміт|Умит|Umit
    Ербол|Ербол|Yerbol *Әйгерім|Айгерим|Aigerim *Зәуре|Зауре|Zaure Жақсылық|Жаксылык|Zhaksylyk Тұрсын|Турсын|Tursyn
    Әділ|Адиль|Adil Еркін|Еркин|Yerkin Сәкен|Сакен|Saken Арыстанбек|Арыстанбек|Arystanbek Мәди|Мади|Madi
    *Айсұлу|Айсулу|Aisulu *Назым|Назым|Nazym Мейрам|Мейрам|Meiram Қасым-Жомарт|Касым-Жомарт|Kassym-Jomart
    """,
    "ky": """
    Садыр|Садыр|Sadyr Шайлообек|Шайлообек|Shailoobek Өмүрбек|Омурбек|Omurbek *Жылдыз|Жылдыз|Zhyldyz
    Чынгыз|Чингиз|Chyngyz Төлөгөн|Тологон|Tologon *Гүлнура|Гульнура|Gulnura Бактыбек|Бактыбек|Baktybek
    Эмилбек|Эмильбек|Emilbek Сооронбай|Сооронбай|Sooronbay *Айзада|Айзада|Aizada Кубанычбек|Кубанычбек|Kubanychbek
    Жеңиш|Жениш|Zhenish *Асель|Асель|Asel Талант|Талант|Talant Эркин|Эркин|Erkin *Нурзат|Нурзат|Nurzat
    *Бермет|Бермет|Bermet Улан|Улан|Ulan Азамат|Азамат|Azamat *Мээрим|Мээрим|Meerim *Аида|Аида|Aida
    """,
    "uz": """
    Ўткир|Уткир|Oʻtkir Шавкат|Шавкат|Shavkat Жаҳонгир|Джахонгир|Jahongir Дилшод|Дилшод|Dilshod Фарҳод|Фархад|Farhod
    Хуршид|Хуршид|Xurshid *Нодира|Надира|Nodira *Гулчеҳра|Гульчехра|Gulchehra Бахтиёр|Бахтиёр|Baxtiyor
    *Зулфия|Зульфия|Zulfiya Ғайрат|Гайрат|Gʻayrat Отабек|Отабек|Otabek Қаҳрамон|Кахрамон|Qahramon
    *Моҳира|Мохира|Mohira Ислом|Ислам|Islom Улуғбек|Улугбек|Ulugʻbek Рустам|Рустам|Rustam Жасур|Джасур|Jasur
    Аброр|Аброр|Abror Беҳзод|Бехзод|Behzod Шоҳруҳ|Шохрух|Shohruh Ойбек|Айбек|Oybek Саид|Саид|Said
    Абдулазиз|Абдулазиз|Abdulaziz
    """,
    "tg": """
    Эмомалӣ|Эмомали|Emomali Рустам|Рустам|Rustam Қоҳир|Кохир|Qohir Ҷамшед|Джамшед|Jamshed Бобоҷон|Бободжон|Bobojon
    Фаррух|Фаррух|Farrukh *Меҳрубон|Мехрубон|Mehrubon Ҳикматулло|Хикматулло|Hikmatullo
    Сироҷиддин|Сироджиддин|Sirojiddin Зафар|Зафар|Zafar Шариф|Шариф|Sharif *Гулҷаҳон|Гулджахон|Guljahon
    *Нигина|Нигина|Nigina Ғайбулло|Гайбулло|Ghaybullo Далер|Далер|Daler Нуриддин|Нуриддин|Nuriddin
    """,
    "tk": """
    |Сердар|Serdar |Гурбангулы|Gurbanguly |Мердан|Merdan *|Огулджан|Oguljan |Бердимурат|Berdimyrat |Рашид|Raşit
    |Чары|Çary *|Джемал|Jemal *|Айджан|Aýjan |Нурмухаммет|Nurmuhammet |Мырат|Myrat |Какаджан|Kakajan |Шохрат|Şöhrat
    *|Ыкбал|Ykbal |Максат|Maksat |Довлет|Döwlet |Аннагельды|Annageldi |Ораз|Oraz
    """,
    "ru": """
    |Сергей|Sergey |Евгений|Yevgeny |Дмитрий|Dmitry *|Юлия|Yulia *|Екатерина|Ekaterina *|Наталья|Natalya
    |Фёдор|Fyodor |Алексей|Alexey |Александр|Alexander |Михаил|Mikhail |Андрей|Andrei |Вячеслав|Vyacheslav
    *|Ольга|Olga *|Татьяна|Tatiana *|Ксения|Ksenia |Игорь|Igor |Юрий|Yuri |Пётр|Pyotr |Василий|Vasily |Илья|Ilya
    *|Любовь|Lyubov *|Жанна|Zhanna |Максим|Maxim |Артём|Artem |Лев|Lev
    """,
}
FAMILY = {
    "kk": """
    Қасымов|Касымов|Kassymov Әбдіров|Абдиров|Abdirov Жұмағұлов|Жумагулов|Zhumagulov Сүлейменов|Сулейменов|Suleimenov
    Оспанов|Оспанов|Ospanov Құсайынов|Кусаинов|Kussainov Нұрғалиев|Нургалиев|Nurgaliyev Тоқаев|Токаев|Tokayev
    Байжанов|Байжанов|Baizhanov Шаяхметов|Шаяхметов|Shayakhmetov Мұқашев|Мукашев|Mukashev
    Дүйсенбаев|Дуйсенбаев|Duisenbayev Есенғалиев|Есенгалиев|Yesengaliyev Ғабдуллин|Габдуллин|Gabdullin
    Ахметжанов|Ахметжанов|Akhmetzhanov Қожахметов|Кожахметов|Kozhakhmetov Бәйменов|Байменов|Baimenov
    Тілеубердиев|Тлеубердиев|Tleuberdiyev Әуезов|Ауэзов|Auezov Сағынтаев|Сагинтаев|Sagintayev
    Ыдырысов|Идрисов|Idrissov Шәріпов|Шарипов|Sharipov Рақышев|Ракишев|Rakishev
    """,
    "ky": """
    Жапаров|Жапаров|Japarov Бөрүбаев|Борубаев|Borubaev Токтогулов|Токтогулов|Toktogulov Мамытов|Мамытов|Mamytov
    Асанов|Асанов|Asanov Касымбеков|Касымбеков|Kasymbekov Сыдыков|Сыдыков|Sydykov Өмүралиев|Омуралиев|Omuraliev
    Жээнбеков|Жээнбеков|Jeenbekov Үсөнов|Усенов|Usenov Абдылдаев|Абдылдаев|Abdyldaev Турдубаев|Турдубаев|Turdubaev
    Эшимбеков|Эшимбеков|Eshimbekov Шералиев|Шералиев|Sheraliev Кадыров|Кадыров|Kadyrov Байсалов|Байсалов|Baisalov
    """,
    "uz": """
    Каримов|Каримов|Karimov Қодиров|Кадыров|Qodirov Султонов|Султанов|Sultonov Мирзиёев|Мирзиёев|Mirziyoyev
    Холиқов|Холиков|Xoliqov Йўлдошев|Юлдашев|Yoʻldoshev Раҳимов|Рахимов|Rahimov Тўраев|Тураев|Toʻrayev
    Ғуломов|Гулямов|Gʻulomov Норбоев|Норбаев|Norboyev Эргашев|Эргашев|Ergashev Ҳайдаров|Хайдаров|Haydarov
    Жўраев|Джураев|Joʻrayev Орипов|Арипов|Oripov Шодиев|Шадиев|Shodiyev Муҳаммедов|Мухаммедов|Muhammedov
    Усмонов|Усманов|Usmonov Зокиров|Закиров|Zokirov
    """,
    "tg": """
    Раҳмонов|Рахмонов|Rahmonov Расулзода|Расулзода|Rasulzoda Ғафуров|Гафуров|Ghafurov
    Турсунзода|Турсунзода|Tursunzoda Ҷӯраев|Джураев|Juraev Саидов|Саидов|Saidov Муҳиддинов|Мухиддинов|Muhiddinov
    Назарзода|Назарзода|Nazarzoda Шарифов|Шарифов|Sharifov Қодиров|Кодиров|Qodirov Ҳакимов|Хакимов|Hakimov
    Давлатзода|Давлатзода|Davlatzoda Иброҳимов|Иброхимов|Ibrohimov
    """,
    "tk": """
    |Бердымухамедов|Berdimuhamedow |Ниязов|Nyýazow |Мередов|Meredow |Гылыджов|Gylyjow |Керимов|Kerimow |Атаев|Ataýew
    |Оразов|Orazow |Гурбанов|Gurbanow |Аннаев|Annaýew |Чарыев|Çaryýew |Джумаев|Jumaýew |Сапаров|Saparow
    |Ходжаев|Hojaýew |Язмырадов|Ýazmyradow |Шамырадов|Şamyradow
    """,
    "ru": """
    |Щербаков|Shcherbakov |Хрущёв|Khrushchev |Кузнецов|Kuznetsov |Соловьёв|Solovyov |Горбачёв|Gorbachev
    |Ельцин|Yeltsin |Жуков|Zhukov |Цветаев|Tsvetaev |Юдин|Yudin |Яковлев|Yakovlev |Чайковский|Tchaikovsky
    |Достоевский|Dostoevsky |Эйзенштейн|Eisenstein |Максимов|Maximov |Алексеев|Alekseev |Прокофьев|Prokofiev
    |Воробьёв|Vorobyov |Солженицын|Solzhenitsyn |Шостакович|Shostakovich |Лукашенко|Lukashenko
    """,
}


def _system(pairs: str) -> dict[str, str]:
    plain = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True))
    plain |= dict(zip("әғқңөұүһіўҳҷӣӯъьыэ", ["a", "g", "k", "n", *"ouuhiuhjiu", "", "", "y", "e"], strict=True))
    return plain | dict(pair.split("=") for pair in pairs.split())


USUAL = _system("ё=yo ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ю=yu я=ya")
RUSSIAN_SYSTEMS = {
    "gost-7.79": _system("ё=yo ж=zh й=j х=h ц=c ч=ch ш=sh щ=shh ю=yu я=ya"),
    "gost-16876": _system("ё=jo ж=zh й=j х=kh ц=ts ч=ch ш=sh щ=shch ь=' ю=ju я=ja ғ=gh қ=q ң=ng ў=o"),
    "icao": _system("ё=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ъ=ie ю=iu я=ia ҳ=kh"),
    "kazakh-passport": _system("ё=yo ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=chsh ю=yu я=ya"),
    "iso-9": _system("ё=ë ж=ž й=j х=h ц=c ч=č ш=š щ=ŝ ь=ʹ э=è ю=û я=â ә=a̋ ғ=ġ қ=ķ ң=ņ ө=ô ұ=ū ү=ù і=ì ў=ŭ ҳ=ḩ ҷ=ç"),
}
RUSSIAN_SYSTEMS["french-passport"] = _system("ё=io ж=j й=i у=ou х=kh ц=ts ч=tch ш=ch щ=chtch ю=iou я=ia ў=ou ӯ=ou")
NATIVE_SYSTEMS = {
    "kk": [
        _system("ё=io ж=j й=ı и=ı х=h ц=ts ч=ch ш=sh щ=shsh ю=ıý я=ıa у=ý ә=á ғ=ǵ қ=q ң=ń ө=ó ү=ú"),
        _system("ё=io ж=j й=i х=h ц=ts ч=ch ш=ş щ=şş ю=iu я=ia ә=ä ғ=ğ қ=q ң=ñ ө=ö ұ=ū ү=ü і=ı"),
        RUSSIAN_SYSTEMS["kazakh-passport"],
        RUSSIAN_SYSTEMS["iso-9"],
    ],
    "ky": [_system("ё=yo ж=j й=y х=h ц=ts ч=ch ш=sh щ=shch ю=yu я=ya ң=ng"), RUSSIAN_SYSTEMS["gost-7.79"]],
    "uz": [_system("ё=yo ж=j й=y х=x ц=s ч=ch ш=sh щ=sh ъ=ʼ ю=yu я=ya ғ=gʻ қ=q ҳ=h ў=oʻ")],
    "tg": [_system("ё=yo ж=zh й=y х=kh ч=ch ш=sh ъ=' ю=yu я=ya ғ=gh қ=q ҳ=h ҷ=j ӣ=i ӯ=u")],
}


class Spelled(NamedTuple):
    native: str
    russian: str
    latin: str
    woman: bool


class Person(NamedTuple):
    language: str
    given: Spelled
    family: Spelled
    father: Spelled
    woman: bool


class Pair(NamedTuple):
    a: str
    b: str
    same: bool
    language: str


def _spelled(entries: str) -> list[Spelled]:
    return [Spelled(*entry.lstrip("*").split("|"), entry[0] == "*") for entry in entries.split()]


NAMES = {language: (_spelled(GIVEN[language]), _spelled(FAMILY[language])) for language in GIVEN}


def romanise(word: str, system: dict[str, str]) -> str:
    """Write a Cyrillic word in Latin letter by letter, as a machine would."""
    parts = (system.get(letter.lower(), letter.lower()) for letter in word)
    return "".join(
        part[:1].upper() + part[1:] if letter.isupper() else part for letter, part in zip(word, parts, strict=True)
    )


def without_marks(word: str) -> str:
    """Write a Latin word as a keyboard or a ticket without marks does: Täşenov, Tasenov; Gʻulom, Gulom."""
    parts = unicodedata.normalize("NFD", word.replace("ı", "i").replace("ʻ", "").replace("ʼ", ""))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def womans(family: str) -> str:
    """Put a family name into the form a woman bears."""
    if family.endswith(("ский", "sky")):
        return re.sub("ий$", "ая", re.sub("sky$", "skaya", family))
    letter = "а" if re.search("[а-я]$", family) else "a"
    return family + letter if re.search("(?:[оеё]в|[^е]ин|ын|[oe][vw]|[^e]in|yn)$", family) else family


def _patronymic(person: Person, *, native: bool) -> str:
    woman, father = person.woman, person.father
    if native and person.language == "kk":
        return father.native.replace("-", "").capitalize() + ("қызы" if woman else "ұлы")
    if native and person.language == "uz":
        return father.native + (" қизи" if woman else " ўғли")
    base = father.russian.replace("-", "").capitalize()
    soft = base[-1] in "йьяие"
    return (base[:-1] if base[-1] in "йья" else base) + ("е" if soft else "о") + ("вна" if woman else "вич")


def write(person: Person, rng: random.Random) -> str:
    """Write a person's name in one of the ways that offices do."""
    given, family = person.given, person.family
    ways = ["russian", "latin", "romanised"] + ["native", "native romanised"] * bool(given.native)
    way = rng.choice(ways)
    form: Callable[[str], str] = womans if person.woman else str
    if way.startswith("native"):
        words = [given.native, form(family.native), _patronymic(person, native=True)]
    elif way == "latin":
        words = [given.latin, form(family.latin), romanise(_patronymic(person, native=False), USUAL)]
    else:
        words = [given.russian, form(family.russian), _patronymic(person, native=False)]
    if way.endswith("romanised"):
        systems = NATIVE_SYSTEMS[person.language] if way.startswith("native") else list(RUSSIAN_SYSTEMS.values())
        system = rng.choice(systems)
        words = [romanise(word, system) for word in words]
        if way.startswith("native") and rng.random() < 0.2:
            words = [without_marks(word) for word in words]
        if system is RUSSIAN_SYSTEMS["kazakh-passport"]:  # KASSYMOV: one s between vowels would be read as z
            words = [re.sub("(?<=[aeiouy])s(?=[aeiouy])", "ss", word) for word in words]
        if system is RUSSIAN_SYSTEMS["gost-7.79"]:  # capital letters made of two: SHajloobekovich
            words = [re.sub("^(?:Sh|Zh|Ch|Yu|Ya|Yo)", lambda head: head[0].upper(), word) for word in words]
    first, last, father = words
    last = last.upper() if rng.random() < 0.2 else last
    return rng.choice(
        [f"{first} {last}"] * 4 + [f"{last} {first}"] * 2 + [f"{last} {first} {father}"] * 2 + [f"{last}, {first}"]
    )


def _someone(language: str, rng: random.Random) -> Person:
    givens, families = NAMES[language]
    given = rng.choice(givens)
    return Person(
        language, given, rng.choice(families), rng.choice([one for one in givens if not one.woman]), given.woman
    )


def _lookalike(person: Person, rng: random.Random) -> Person:
    """Change one name to the one most like it in the same language, or a gendered family name to the other gender."""
    givens, families = NAMES[person.language]

    def nearest(name: Spelled, among: list[Spelled]) -> Spelled:
        others = [one for one in among if one.russian != name.russian]
        return min(
            others, key=lambda one: Levenshtein.normalized_distance(one.russian, name.russian) + rng.random() / 5
        )

    choice = rng.random()
    if choice < 0.15 and womans(person.family.russian) != person.family.russian:
        return person._replace(woman=not person.woman)
    if choice < 0.6:
        return person._replace(given=nearest(person.given, [one for one in givens if one.woman == person.given.woman]))
    return person._replace(family=nearest(person.family, families))


def pairs(count: int, *, seed: int) -> Iterator[Pair]:
    """Make `count` pairs of one person and `count` pairs of two people whose names look alike."""
    rng = random.Random(seed)
    for _ in range(count):
        person = _someone(rng.choice(list(NAMES)), rng)
        yield Pair(write(person, rng), write(person, rng), True, person.language)
        yield Pair(write(person, rng), write(_lookalike(person, rng), rng), False, person.language)


def near_misses(count: int, *, seed: int) -> Iterator[tuple[str, str]]:
    """Make `count` pairs of two names in one script that differ in a single letter of one word: Асанов, Осанов."""
    rng = random.Random(seed)
    while count:
        language = rng.choice(list(NAMES))
        given, family = (rng.choice(among) for among in NAMES[language])
        form = rng.choice(("russian", "latin", "native"))
        words = [getattr(family, form), getattr(given, form)]
        at = rng.randrange(2)
        other = _one_letter_apart(words[at], rng)
        if all(words) and other:
            yield " ".join(words), " ".join([*words[:at], other, *words[at + 1 :]])
            count -= 1


_KINDS = ("аеиоуы", "бдгклмнпрствз", "aeiou", "bdgklmnprstvz")


def _one_letter_apart(word: str, rng: random.Random) -> str:
    places = [(at, kind) for at, letter in enumerate(word[:-1]) for kind in _KINDS if letter.lower() in kind]
    if not places:
        return ""
    at, kind = rng.choice(places)
    letter = rng.choice([other for other in kind if other != word[at].lower()])
    return word[:at] + (letter.upper() if word[at].isupper() else letter) + word[at + 1 :]


def people_with_spellings(count: int, *, seed: int) -> list[tuple[str, str, str]]:
    """Make `count` persons: their Russian name (who they are), and two spellings of it."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        person = _someone(rng.choice(list(NAMES)), rng)
        found.append((f"{person.family.russian} {person.given.russian}", write(person, rng), write(person, rng)))
    return found
