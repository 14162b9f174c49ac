"""The syllables of Chinese: pinyin with its official Russian spelling (Palladius), and the readings of surnames.

The Palladius table is made from initials and finals, as its definition is; the exceptions are listed. In Palladius
нь closes a syllable in -n and н closes it in -ng, so one missing soft sign is another syllable.
"""


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


_INITIALS = _pairs("b=б p=п m=м f=ф d=д t=т n=н l=л g=г k=к h=х j=цз q=ц x=с zh=чж ch=ч sh=ш r=ж z=цз c=ц s=с")
_FINALS = _pairs(
    "a=а o=о e=э ai=ай ei=эй ao=ао ou=оу an=ань en=энь ang=ан eng=эн ong=ун i=и ia=я ie=е iao=яо iu=ю ian=янь in=инь "
    "iang=ян ing=ин iong=юн u=у ua=уа uo=о uai=уай ui=уй uan=уань un=унь uang=уан ü=юй üe=юэ"
)
# Finals that follow each group of initials in the standard language.
_AFTER = {
    "b p m": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d t": "a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un",
    "n l": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing u uo uan un ü üe",
    "g k h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j q x": "i ia ie iao iu ian in iang ing iong",
    "zh ch sh r": "a e ai ei ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "z c s": "a e ai ei ao ou an en ang eng ong u uo ui uan un",
}
_EXCEPTIONS = (
    "mou=моу miu=мю me=мэ hui=хуэй hun=хунь zi=цзы ci=цы si=сы er=эр a=а o=о e=э ai=ай ei=эй ao=ао ou=оу an=ань "
    "en=энь ang=ан "
    "eng=эн yi=и ya=я ye=е yao=яо you=ю yan=янь yin=инь yang=ян ying=ин yong=юн yu=юй yue=юэ yuan=юань yun=юнь "
    "wu=у wa=ва wo=во wai=вай wei=вэй wan=вань wen=вэнь wang=ван weng=вэн ju=цзюй qu=цюй xu=сюй jue=цзюэ "
    "que=цюэ xue=сюэ juan=цзюань quan=цюань xuan=сюань jun=цзюнь qun=цюнь xun=сюнь"
)


def _table() -> dict[str, str]:
    table = {}
    for initials, finals in _AFTER.items():
        for initial in initials.split():
            for final in finals.split():
                table[initial + final] = _INITIALS[initial] + _FINALS[final]
    return table | _pairs(_EXCEPTIONS)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PALLADIUS = _table()  # pinyin syllable -> Palladius, ü kept
PINYIN_BY_PALLADIUS = {russian: pinyin for pinyin, russian in PALLADIUS.items()}
ALSO_PALLADIUS = {"хуй": "hui", "хой": "hui"}  # the two that print avoids or prefers: no other syllable is meant
# Spellings of the press and of keyboards without ü. "loose": e for э, and ui after h.
PINYIN_SPELLINGS = {**{name: name for name in PALLADIUS}, "lv": "lü", "nv": "nü", "lyu": "lü", "nyu": "nü"}
PINYIN_SPELLINGS |= {"lue": "lüe", "nue": "nüe", "lyue": "lüe", "nyue": "nüe", "lve": "lüe", "nve": "nüe"}
LOOSE_PALLADIUS = {
    russian.replace("э", "е"): pinyin for russian, pinyin in PINYIN_BY_PALLADIUS.items() if "э" in russian[1:]
} | {"хуэнь": "hun", "дзе": "ze", "дзы": "zi"}

SURNAMES = _words(
    """
    wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang han
    feng deng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lü ding ren lu yao shen cui
    zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu hou yan xue lei long tao duan hao kong
    shao mao chang wan gu lai kang shan qian yin niu hong gong wen pang zha ou bao qi zuo jing sheng lan zhuang ji
    xiang miao ning mu ge mei qu quan tong chu bi ruan bo xi rong ying hua dai nie you ai cen tu zhan zang lou xin
    gan bian min chi diao dou e fei guan gui ju kuang lian ling mi ming mo ni nong ouyang pu qiao ran rao ru sa sang
    shang shu shui si teng tie wo xing xuan yi yong yue zai zhen zhi zhuo zong zu nan ke la leng kuai ban bing che
    cong sima shangguan zhuge xiahou situ dongfang murong linghu huangfu yuwen zhangsun gongsun chunyu ximen nangong
    dugu
    """
)
COMPOUND_SURNAMES = _words(
    """
    ouyang sima shangguan zhuge xiahou situ dongfang murong linghu huangfu yuwen zhangsun gongsun chunyu ximen
    nangong dugu
    """
)
COMPOUND_HAN = _words(
    """
    欧阳 司马 上官 诸葛 夏侯 司徒 东方 慕容 令狐 皇甫 宇文 长孙 公孙 淳于 西门 南宫 独孤
    """
)
# Characters that read otherwise as a surname.
_SURNAME_READINGS = """
单=shan 曾=zeng 解=xie 仇=qiu 查=zha 朴=piao 任=ren 华=hua 区=ou 盖=ge 翟=zhai 尉=wei 乐=yue 员=yun 缪=miao 种=chong
秘=bi 黑=he 折=she 召=shao 洗=xian 冼=xian 燕=yan 宁=ning 訾=zi 逄=pang 那=na 纪=ji 应=ying 令=ling 卜=bu 吕=lü
覃=qin 晟=cheng 佴=nai 尹=yin 殷=yin 车=che 沈=shen 葛=ge 俞=yu 於=yu 贾=jia 繁=po 祭=zhai 么=yao 石=shi 万=wan
柏=bai 臧=zang 长孙=zhangsun 尉迟=yuchi 澹台=tantai 万俟=moqi
"""
SURNAME_READINGS = _pairs(_SURNAME_READINGS)
# Russian and Korean given names of the region that are also strings of Palladius syllables.
NOT_SYLLABLES = _words(
    """
    анна инна нина дина лина рина жанна яна юна лена лия мая римма сима анжу сания дания хания гуля юля нуля аня
    ваня маня соня ли-анна иван юнна тина зина эльна нэлли алия галия вэня саня женя туня ляля ляна
    диана лиана
    """
)
