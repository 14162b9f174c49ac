"""Bodies of state as eight languages name them, to try what the rules make of kinds, levels, cities and countries.

Written from the languages' own grammar, not collected: `{}` takes a country or a city in the form the phrase asks for.
"""

# country -> its name in English, in Russian (genitive), in Chinese, and at the head of a name in its own language
COUNTRIES = {
    "Kazakhstan": ("Kazakhstan", "Казахстана", "哈萨克斯坦", "Қазақстан Республикасы"),
    "Uzbekistan": ("Uzbekistan", "Узбекистана", "乌兹别克斯坦", "Oʻzbekiston Respublikasi"),
    "Tajikistan": ("Tajikistan", "Таджикистана", "塔吉克斯坦", "Ҷумҳурии Тоҷикистон"),
    "Kyrgyzstan": ("Kyrgyzstan", "Кыргызстана", "吉尔吉斯斯坦", "Кыргыз Республикасынын"),
    "Turkmenistan": ("Turkmenistan", "Туркменистана", "土库曼斯坦", "Türkmenistanyň"),
}
# kind -> English, Russian, Chinese, and Kazakh, Kyrgyz, Uzbek, Tajik, Turkmen in this order
KINDS = {
    "central bank": (
        "Central Bank of {}", "Центральный банк {}", "{}中央银行", "{} Орталық банкі", "{} Борбордук банкы",
        "{} Markaziy banki", "Бонки марказии {}", "{} Merkezi banky",
    ),
    "national bank": (
        "National Bank of {}", "Национальный банк {}", "{}国家银行", "{} Ұлттық Банкі", "{} Улуттук банкы",
        "{} Milliy banki", "Бонки миллии {}", "{} Milli banky",
    ),
    "people's bank": (
        "People's Bank of {}", "Народный банк {}", "{}人民银行", "{} Халық банкі", "{} Элдик банкы",
        "{} Xalq banki", "Бонки халқии {}", "{} Halk banky",
    ),
    "development bank": (
        "Development Bank of {}", "Банк развития {}", "{}开发银行", "{} Даму банкі", "{} Өнүктүрүү банкы",
        "{} Taraqqiyot banki", "Бонки рушди {}", "{} Ösüş banky",
    ),
    "supreme court": (
        "Supreme Court of {}", "Верховный суд {}", "{}最高法院", "{} Жоғарғы Соты", "{} Жогорку соту",
        "{} Oliy sudi", "Суди Олии {}", "{} Ýokary kazyýeti",
    ),
    "constitutional court": (
        "Constitutional Court of {}", "Конституционный суд {}", "{}宪法法院", "{} Конституциялық Соты",
        "{} Конституциялык соту", "{} Konstitutsiyaviy sudi", "Суди конститутсионии {}", "{} Konstitusion kazyýeti",
    ),
    "senate": (
        "Senate of the Parliament of {}", "Сенат Парламента {}", "{}参议院", "{} Парламентінің Сенаты",
        "{} Парламентинин Сенаты", "{} Oliy Majlisi Senati", "Сенати {}", "{} Senaty",
    ),
    "general prosecutor": (
        "Prosecutor General's Office of {}", "Генеральная прокуратура {}", "{}最高检察院", "{} Бас прокуратурасы",
        "{} Башкы прокуратурасы", "{} Bosh prokuraturasi", "Прокуратураи генералии {}", "{} Baş prokuraturasy",
    ),
}  # fmt: skip
OWN_LANGUAGE = {"Kazakhstan": 3, "Kyrgyzstan": 4, "Uzbekistan": 5, "Tajikistan": 6, "Turkmenistan": 7}

# city -> English, Russian (genitive), Chinese, its own language
CITIES = {
    "Almaty": ("Almaty", "Алматы", "阿拉木图", "Алматы {} әкімдігі"),
    "Shymkent": ("Shymkent", "Шымкента", "奇姆肯特", "Шымкент {} әкімдігі"),
    "Samarkand": ("Samarkand", "Самарканда", "撒马尔罕", "Samarqand {} hokimligi"),
    "Bukhara": ("Bukhara", "Бухары", "布哈拉", "Buxoro {} hokimligi"),
}
LEVELS = {
    "city": ("Akimat of {} city", "Акимат города {}", "{}市政府", ("қаласының", "shahar")),
    "province": ("Akimat of {} region", "Акимат {} области", "{}州政府", ("облысының", "viloyati")),
}


def spellings_of(country: str, kind: str) -> tuple[str, ...]:
    """Name the body of this kind in English, Russian, Chinese and the country's language."""
    english, russian, chinese, own = COUNTRIES[country]
    ways = KINDS[kind]
    return (
        ways[0].format(english), ways[1].format(russian), ways[2].format(chinese),
        ways[OWN_LANGUAGE[country]].format(own),
    )  # fmt: skip


def administrations_of(city: str, level: str) -> tuple[str, ...]:
    """Name the administration of a city, or of the province around it, in the same four languages."""
    english, russian, chinese, own = CITIES[city]
    ways = LEVELS[level]
    word = ways[3][0 if "әкім" in own else 1]
    return ways[0].format(english), ways[1].format(russian), ways[2].format(chinese), own.format(word)
