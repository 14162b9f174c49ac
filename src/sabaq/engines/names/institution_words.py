"""The words that names of institutions are made of, in eight languages, as concepts in slots.

Each line: the concept, then beginnings of its words as they are written (small letters, no apostrophes), or Han
characters. `_` joins words that must follow one another; `=` asks for the whole word.
"""

KIND = """
party school: party_school партийн_школ партиялық_мектеп partiya_maktab 党校
academy: academ академ akadem 学院 研究院 科学院
ministry: ministr министр vazir вазир минист 部
agency: agenc агент agent agentlig 署 局
university: universit университет донишгоҳ uniwersitet 大学
institute: institut институт донишкада 研究所 学院
school: school школ mektep мектеп maktab мактаб мектеби 学校
college: college колледж kollej 高等专科 学院
centre: centre center =центр =центра =центре =центром орталығы ortalyg орталы markaz марказ merkez борбор 中心
hub: =hub =хаб =хаба =хабы =habı 枢纽
committee: committee комитет komitet qomita қўмита кумита 委员会
commission: commission комисси komissiya
court: =court суд sud сот соты kazyýet 法院
council: council совет кеңес kengash кенгаш шӯро geňeş 理事会
department: department департамент управление_по 司
service: =service =служба =қызметі =кызматы
office: =office =офис
foundation: =foundation =фонд =fondi =fund =қоры
bank: =bank =банк =банкі =banki
assembly: assembly парламент parliament маджлис мажилис majlis 人民代表大会
"""

SUBJECT = """
public administration: public_administration public_management public_governance governance государственного_управл
  госуправл мемлекеттік_басқару
  мамлекеттик_башкаруу davlat_boshqaruv давлат_бошқарув идоракунии_давлат döwlet_gullug administration_institute
  administration_college 行政
civil service: civil_service civil_servic civil_servant public_service государственной_служб госслужб
  мемлекеттік_қызмет мамлекеттик_кызмат
  davlat_xizmat давлат_хизмат хизмати_давлат 公务员 公职
justice: justice юстиц правосуд әділет адилет adliya адлия adalat 司法
judges: judge судей судь судья sudya 法官
finance: financ финанс moliya молия қаржы каржы maliýe 金融 财政
sciences: scienc наук ғылым илим fanlar фанлар илмҳо ylym 科学
social: =social социал общественн қоғамдық ijtimoiy 社会
education: educat образован просвещ білім билим talim таълим маориф bilim 教育
health: health здравоохр денсаулық саламаттык sogliq соғлиқ тандуруст saglygy 卫生
economy: econom эконом iqtisod иқтисод иқтисодиёт ykdysad экономика 经济
law: =law =права право құқық укук huquq ҳуқуқ 法学 法律 政法
foreign affairs: foreign иностран сыртқы тышкы tashqi ташқи хориҷ daşary 外交
interior: interior internal внутренн ішкі ички ichki корҳои_дохил içeri 公安
defence: defen оборон қорғаныс коргоо mudofaa мудофаа goranmak 国防
labour: labour labor труд еңбек эмгек mehnat меҳнат zähmet 劳动 人力资源
digital: digital цифров цифрлық санарип raqamli рақамли sanly 数字
language: languag язык тіл тил забон 语言
tax: tax налог салық салык soliq солиқ андоз salgyt 税务
police: polic полиц 警察
economics and finance: international_financ
agriculture: agricult сельск аграр ауыл айыл_чарба qishloq қишлоқ кишоварз oba_hojalyk 农业
transport: transport транспорт көлік ulag 交通
culture: cultur культур мәдениет маданият madaniyat маданият фарҳанг medeniýet 文化
energy: energ энерг 能源
"""

LEVEL = """
central: central центральн =цк 中央
provincial: provinc regional_committee region_of области областн oblast viloyat вилоят облыст облус welaýat 省委 省
city: municipal муниципальн городск қалалық шаардык shahar 市委
supreme: supreme верховн жоғарғы жогорку oliy олий ýokary 最高
"""

COUNTRY = """
Kazakhstan: kazakh qazaq казах қазақ =рк 哈萨克
Kyrgyzstan: kyrgyz кыргыз киргиз қырғыз =кр 吉尔吉斯
Uzbekistan: uzbek ozbek узбек ўзбек өзбек =руз 乌兹别克
Tajikistan: tajik таджик тоҷик тәжік тажик tojik =рт 塔吉克
Turkmenistan: turkmen türkmen туркмен туркман түрікмен түркмөн 土库曼
China: communist_party_of_china =cpc =ccp =кпк =цк_кпк china chinese китай китая китае қытай кытай xitoy хитой
  hytaý чин =кнр 中国 中华 中共
Russia: russia росси ресей =рф 俄罗斯
Belarus: belarus беларус белорус 白俄罗斯
Azerbaijan: azerbai azerbay азербайдж әзірбайжан ozarbayjon 阿塞拜疆
Georgia: georgia грузи 格鲁吉亚
Armenia: armenia армени 亚美尼亚
Mongolia: mongol монгол моңғол 蒙古
Türkiye: turkey turkish türkiye turkiye турци турец түрк_республик 土耳其
Ukraine: ukrain украин 乌克兰
Korea: korea коре 韩国
Japan: japan япон 日本
Singapore: singap сингап 新加坡
India: india =индии индийск 印度
Pakistan: pakist пакист 巴基斯坦
Iran: =iran иран 伊朗
Germany: german германи 德国
France: france french франц 法国
Poland: poland polish польш польск 波兰
Latvia: latvia латви 拉脱维亚
Estonia: estonia эстон 爱沙尼亚
Lithuania: lithuania литв 立陶宛
Moldova: moldov молдов 摩尔多瓦
Afghanistan: afghan афган 阿富汗
United Kingdom: united_kingdom british великобрит британ 英国
United States: united_states сша 美国
"""

CITY = """
Astana: astana астан =нұр-сұлтан nur-sultan 阿斯塔纳
Almaty: almaty алмат 阿拉木图
Shymkent: shymkent шымкент 奇姆肯特
Karaganda: karagand qaragand караганд қараған 卡拉干达
Bishkek: bishkek бишкек 比什凯克
Osh: =osh =ош =оше =ошский =ошская 奥什
Tashkent: tashkent toshkent ташкент тошкент 塔什干
Samarkand: samarkand samarqand самарканд самарқанд 撒马尔罕
Bukhara: bukhar buxoro бухар бухоро 布哈拉
Dushanbe: dushanbe душанбе 杜尚别
Khujand: khujand худжанд хуҷанд 苦盏
Ashgabat: ashgabat aşgabat ашхабад ашгабат 阿什哈巴德
Beijing: beijing peking пекин бэйцзин 北京
Shanghai: shanghai шанха 上海
Tianjin: tianjin тяньцзин 天津
Chongqing: chongqing чунцин 重庆
Sichuan: sichuan сычуан 四川
Guangdong: guangdong гуандун 广东
Zhejiang: zhejiang чжэцзян 浙江
Jiangsu: jiangsu цзянсу 江苏
Hunan: hunan хунан 湖南
Hubei: hubei хубэй 湖北
Yunnan: yunnan юньнан 云南
Shandong: shandong шаньдун 山东
Fujian: fujian фуцзян 福建
Gansu: gansu ганьсу 甘肃
Xinjiang: xinjiang синьцзян 新疆
Shaanxi: shaanxi шэньси 陕西
Shanxi: shanxi шаньси 山西
Shenzhen: shenzhen шэньчжэн 深圳
Pudong: pudong пудун 浦东
Jinggangshan: jinggangshan цзинганшан 井冈山
Yan'an: yanan яньан 延安
Moscow: moscow москв москов 莫斯科
Saint Petersburg: petersburg петербург 圣彼得堡
Baku: =baku =baki баку бакин 巴库
Minsk: minsk минск 明斯克
Tbilisi: tbilisi тбилис 第比利斯
"""

# Beginnings of words that a name of this kind may have or lack without meaning another body.
_FILLER = """
of the for and in under to at on by =a =an при по =в =и =на =за для делам =дел affair sphere сфер republic республ
ҷумҳури president президент state государств мемлекет мамлекет давлат davlat döwlet нацио national улутт ұлтт milliy
миллий =имени =им named name after жанындағы караштуу huzurid ҳузурид назди =и ýanynd respublik 国家 共和国 总统
communist коммунистич партии party service prezident regional региональн =cabinet ministers
"""
FILLER = tuple(_FILLER.split())
