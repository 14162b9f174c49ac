"""The words that names of institutions are made of, in eight languages, as concepts in slots.

Each line: the concept, then beginnings of its words as they are written (small letters, no apostrophes), or Han
characters. `_` joins words that must follow one another; `=` asks for the whole word.
"""

KIND = """
party school: party_school партийн_школ партиялық_мектеп partiya_maktab 党校
academy: academ академ akadem 学院 研究院 科学院
ministry: ministr министр vazir вазир вазор минист =мид =мвд =минфин =минюст =минздрав =мэр =mfa =mof =moj 部
agency: agenc агент agent agentlig 署 局
university: universit университет донишгоҳ uniwersitet 大学
institute: institut институт донишкада 研究所 学院
prosecutor: prosecutor прокурат прокурор prokuratura прокуратураси 检察院
school: school школ mektep мектеп maktab мактаб мектеби 学校
college: college колледж kollej 高等专科 学院
centre: centre center =центр =центра =центре =центром орталығы ortalyg орталы markaz марказ merkez борбор 中心
hub: =hub =хаб =хаба =хабы =habı 枢纽
committee: committee комитет komitet qomita қўмита кумита 委员会
commission: commission комисси komissiya
court: =court суд sud сот соты kazyýet 法院
constitutional court: constitutional_court конституционн_суд конституциялық_сот конституциялык_сот konstitutsi_sud
  konstitutsiyaviy_sud конституциявий_суд суди_конститут konstitusion_kazy 宪法法院
economic court: economic_court экономическ_суд экономикалық_сот экономикалык_сот iqtisodiy_sud иқтисодий_суд
chamber: chamber палата палаты palata палатаси 商会
council: council maslikhat maslihat совет маслихат мәслихат кеңеш кенеш кеңес kengash
  кенгаш шӯро geňeş 理事会 马斯利哈特
department: department департамент управление_по 司
service: =service =служба =қызметі =кызматы
office: =office =офис канцеляр аппарат кеңсе devonxona девонхона
bureau: bureau бюро byuro
foundation: =foundation =фонд =fondi =fund =қоры
bank: =bank =banka =banki =bankasy =bankasi =банк =банка =банком =банкі =банкы =банки =бонк =бонки 银行
central bank: central_bank центральн_банк центробанк орталық_банк борбордук_банк markaziy_bank марказий_банк
  бонки_марказ merkezi_bank 中央银行
national bank: national_bank национальн_банк нацбанк ұлттық_банк улуттук_банк milliy_bank миллий_банк бонки_милл
  milli_bank 国家银行 国民银行
peoples bank: peoples_bank halyk_bank народн_банк халық_банк халыктык_банк элдик_банк xalq_bank халқ_банк
  бонки_халқ halk_bank 人民银行
development bank: development_bank bank_of_development bank_for_development банк_развити даму_банк өнүктүрүү_банк
  taraqqiyot_bank тараққиёт_банк бонки_рушд ösüş_bank 开发银行
assembly: assembly ассамбле assambleya 大会
parliament: parliament парламент parlament jogorku_kenesh zhogorku_kenesh жогорку_кенеш жогорку_кеңеш oliy_majlis
  олий_мажлис majlisi_oli маҷлиси_ол маджлиси_ол mejlis меджлис milli_majlis national_assembly национальное_собрани
  peoples_congress собрани_народных_представител 人民代表大会 议会 最高会议
senate: senate сенат senat 参议院 上议院
lower chamber: mazhilis majilis mäjilis мажилис мәжіліс legislative_chamber законодательн_палат қонунчилик_палата
  qonunchilik_palata намояндагон namoyandagon палата_представител house_of_representatives =дума =думы =duma 下院
  马日利斯 杜马 众议院
akimat: akimat akimdig әкімдіг әкімдік акимат hokimlig hokimiyat hokimiat hakimiat хокимият ҳокимлиг ҳокимият хокимлиг
  häkimlig хякимлик mayors_office mayoralty city_hall city_administration city_government municipality мэрия мэрии
  мэриясы администраци_город администраци_област областн_администрац городск_администрац районн_администрац
  region_administration regional_administration district_administration provincial_administration municipal_government
  provincial_government peoples_government municipal_administration executive_authority executive_body
  исполнительн_орган 市政府 人民政府 州政府
presidential administration: presidential_administration administration_of_the_president
  executive_office_of_the_president
  администраци_президент президентінің_әкімшіл президентинин_администрац president_administrats 总统办公厅 总统府
"""

SUBJECT = """
public administration: public_administration public_management public_governance governance государственного_управл
  госуправл мемлекеттік_басқару
  академия_управления академии_управления
  мамлекеттик_башкаруу davlat_boshqaruv давлат_бошқарув идоракунии_давлат döwlet_gullug administration_institute
  administration_college 行政
civil service: civil_service civil_servic civil_servant public_service государственной_служб госслужб
  мемлекеттік_қызмет мамлекеттик_кызмат
  davlat_xizmat давлат_хизмат хизмати_давлат 公务员 公职
justice: justice юстиц =минюст =moj правосуд әділет адилет adliya адлия adalat 司法
judges: judge судей судь судья sudya 法官
finance: financ финанс =минфин =mof moliya молия қаржы каржы maliýe 金融 财政
sciences: scienc наук ғылым илим fanlar фанлар илмҳо ylym 科学
social: =social социал общественн қоғамдық ijtimoiy 社会
education: educat образован просвещ білім билим talim таълим маориф bilim 教育
health: health здравоохр =минздрав денсаулық саламаттык sogliq соғлиқ тандуруст saglygy 卫生
economy: econom эконом народного_хозяйств iqtisod иқтисод иқтисодиёт ykdysad экономика 经济
law: =law =права юридическ yuridik юридик заң_университет право құқық укук huquq ҳуқуқ 法学 法律 政法
foreign affairs: foreign =мид =mfa иностран сыртқы тышкы tashqi ташқи хориҷ daşary 外交
interior: interior internal внутренн =мвд ішкі ички ichki корҳои_дохил içeri 公安
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
medicine: medic медиц tibbiyot тиббиёт тиббий lukmançylyk 医科 医学
technology: technolog технолог technic техник техничес texnika texnologiya 科技 技术 理工
anti-corruption: anti-corruption antikorrupsiya антикоррупц corruption коррупц jemqorlyq жемқорлық korrupsiya 反腐
innovation: innovat инновац 创新
aerospace: aerospace space_ аэрокосм космич
self-government: self-government самоуправлен өзін-өзі_басқару өз_алдынча
social protection: social_protection социальной_защит ijtimoiy_himoya социального_развит әлеуметтік_қорғау 社会保障
ecology: ecolog environment эколог окружающ қоршаған ekologiya 生态 环境
statistics: statisti статист 统计
trade: =trade торговл сауда соода savdo савдо söwda 商务 贸易
investment: invest инвест 投资
tourism: touris туризм turizm туристич 旅游
sport: sport спорт 体育
youth: youth молодеж молодёж жастар жаштар yoshlar ёшлар ýaşlar 青年
information: information информац ақпарат маалымат axborot ахборот иттилоот 信息
emergencies: emergenc чрезвычайн төтенше өзгөчө favqulodda 应急
water: =water водн водного су_ресурс suv_xoʻjaligi 水利
construction: construct строител құрылыс курулуш qurilish 住房
customs: customs таможен кеден бажы bojxona божхона gümrük 海关
audit: audit аудит счетн счётн есеп_комитет ревиз 审计
pedagogy: pedagog педагог 师范
army: military военн әскери аскердик harbiy ҳарбий 军事
diplomacy: diploma дипломат 外交学院
leadership: leadership_ executive_leadership 干部
asian: asian азиатск азия центрально-азиат центральноазиат осиё osiyo 亚洲
world: =world всемирн дүниежүзілік дүйнөлүк жаҳон jahon dünýä 世界
eurasian: eurasia евразий еуразия евразия 欧亚
security: security безопасност қауіпсіздік коопсуздук xavfsizlik хавфсизлик амният howpsuzlyk 安全
strategy: strateg стратег 战略
competition: competition конкуренци бәсекелест raqobat рақобат 竞争
elections: election electoral избирательн сайлау шайлоо saylov сайлов интихобот saýlaw 选举
treasury: treasury казначейств қазынашылық казыналык gaznachilik ғазначилик хазинадор 国库
enterprise: entrepreneur предпринимател кәсіпкер ишкер tadbirkor тадбиркор соҳибкор telekeçi 企业家
law enforcement: law_enforcement правоохранительн құқық_қорғау укук_коргоо huquqni_muhofaza 执法
revenue: revenue =доходов =доходам кіріс киреше daromad даромад 收入
prime minister: prime_minister премьер bosh_vazir бош_вазир сарвазир 总理
labour union: trade_union профсоюз kasaba 工会
women: women женск женщин әйелдер аялдар xotin-qizlar 妇女
"""

LEVEL = """
central: central центральн =цк 中央
provincial: provinc regional_committee region_of =region области областн облас oblast viloyat вилоят облыс облус
  welaýat 省委 省
city: municipal муниципальн городск қалалық шаардык shahar 市委
branch: branch филиал filial филиалы =бөлімше territorial территориал аумақтық аймактык hududiy ҳудудий 分院 分校
supreme: supreme верховн жоғарғы_сот жогорку_сот oliy_sud олий_суд суди_оли суди_олӣ ýokary_kazyýet general_prosecut
  prosecutor_general генеральн_прокур бас_прокур башкы_прокур bosh_prokur бош_прокур прокуратураи_генерал baş_prokur
  最高
"""

# Words that say of which place a body of government is; in other names they mean nothing.
PLACE = """
city: municipal =city =город =города =городе =городской =қала =қаласы =қаласының =шаар =шаары =шаарынын =shahar =shahri
  =shahrining
  =шаҳар =шаҳр =шаҳри =şäher =şäheri =şäheriniň 市
provincial: provinc regional облас =region =oblast 州
district: district район аудан ауданы tuman туман ноҳия etrap 区 县
"""

COUNTRY = """
Kazakhstan: kazakh qazaq казах қазақ =рк 哈萨克
Kyrgyzstan: kyrgyz кыргыз киргиз қырғыз =кр 吉尔吉斯
Uzbekistan: uzbek ozbek узбек ўзбек өзбек =руз 乌兹别克
Tajikistan: tajik таджик тоҷик тәжік тажик tojik =рт 塔吉克
Turkmenistan: turkmen türkmen туркмен туркман түрікмен түркмөн 土库曼
China: communist_party_of_china =cpc =ccp 全国 =кпк =цк_кпк china chinese китай китая китае қытай кытай xitoy хитой
  hytaý чин =кнр 中国 中华 中共
Russia: russia росси ресей =рф 俄罗斯
Belarus: belarus беларус белорус 白俄罗斯
Azerbaijan: azerbai azerbay азербайдж әзірбайжан ozarbayjon 阿塞拜疆
Georgia: georgia грузи 格鲁吉亚
Armenia: armenia армени 亚美尼亚
Mongolia: mongol монгол моңғол 蒙古
Türkiye: turkey turkish türkiye turkiye турци турец түрк_республик 土耳其
Ukraine: ukrain украин 乌克兰
North Korea: democratic_peoples_republic_of_korea north_korea =dprk =кндр корейской_народно-демократич 朝鲜
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
Albania: albania албан 阿尔巴尼亚
Algeria: algeria алжир 阿尔及利亚
Argentina: argentin аргентин 阿根廷
Australia: australia австрали 澳大利亚
Austria: austria австри 奥地利
Bahrain: bahrain бахрейн 巴林
Bangladesh: banglades бангладеш 孟加拉
Belgium: belgi бельги 比利时
Bosnia: bosnia босни 波斯尼亚 波黑
Brazil: brazil бразил 巴西
Bulgaria: bulgaria болгар 保加利亚
Cambodia: cambodia камбодж 柬埔寨
Canada: canad канад 加拿大
Chile: =chile chilean чили 智利
Colombia: colombia колумби 哥伦比亚
Croatia: croatia хорват 克罗地亚
Cuba: =cuba cuban =куба кубин 古巴
Cyprus: cyprus кипр 塞浦路斯
Czechia: czech чеш чехи 捷克
Denmark: denmark danish дани датск 丹麦
Egypt: egypt египет египт 埃及
Ethiopia: ethiopia эфиоп 埃塞俄比亚
Finland: finland finnish финлянд финск 芬兰
Greece: greece greek hellenic греци греческ 希腊
Hungary: hungar венгр венгер 匈牙利
Iceland: iceland исланд 冰岛
Indonesia: indonesia индонез 印度尼西亚
Iraq: iraq ирак 伊拉克
Ireland: ireland irish ирланд 爱尔兰
Israel: israel израил 以色列
Italy: italy italian итали 意大利
Jordan: =jordan jordanian иордан 约旦
Kenya: kenya кени 肯尼亚
Kuwait: kuwait кувейт 科威特
Laos: =laos lao_peoples =лаос лаос 老挝
Lebanon: lebanon lebanese ливан 黎巴嫩
Malaysia: malaysia малайзи 马来西亚
Malta: =malta maltese мальт 马耳他
Mexico: mexic мексик 墨西哥
Montenegro: montenegr черногор 黑山
Morocco: morocc марокк 摩洛哥
Myanmar: myanmar мьянм 缅甸
Nepal: nepal непал 尼泊尔
Netherlands: netherlands dutch нидерланд голланд 荷兰
New Zealand: new_zealand новой_зеланд новая_зеланд 新西兰
Nigeria: nigeria нигери 尼日利亚
Niger: =niger =нигер =нигера 尼日尔
North Macedonia: macedonia македони 马其顿
Norway: norw норвег норвеж 挪威
Oman: =oman omani оман 阿曼
Peru: =peru peruvian перу 秘鲁
Philippines: philippin филиппин 菲律宾
Portugal: portug португал 葡萄牙
Qatar: qatar катар 卡塔尔
Romania: romania румын 罗马尼亚
Saudi Arabia: saudi саудовск 沙特
Serbia: serbia серби сербск 塞尔维亚
Slovakia: slovak словац словаки 斯洛伐克
Slovenia: slovenia словени словенск 斯洛文尼亚
South Africa: south_africa юар южно-африк 南非
Spain: spain spanish испан 西班牙
Sri Lanka: sri_lanka шри-ланк шри_ланк 斯里兰卡
Sweden: swed швеци шведск 瑞典
Switzerland: switzerland swiss швейцар 瑞士
Syria: syria сири 叙利亚
Thailand: thailand thai_ таиланд 泰国
Tunisia: tunisia тунис 突尼斯
United Arab Emirates: united_arab_emirates =uae =оаэ эмират 阿联酋
Venezuela: venezuela венесуэл 委内瑞拉
Vietnam: vietnam viet_nam вьетнам 越南
Yemen: yemen йемен 也门
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
Aktobe: aktobe aqtobe aktyubinsk актоб ақтөбе актюб 阿克托别
Atyrau: atyrau атырау 阿特劳
Aktau: aktau aqtau mangyst mangist актау ақтау мангист маңғыст 阿克套
Pavlodar: pavlodar павлодар 巴甫洛达尔
Kostanay: kostana qostanai костана қостанай кустана 科斯塔奈
Kokshetau: kokshetau kökşetau кокшетау көкшетау akmola ақмола акмол
Petropavl: petropavl петропавл
Semey: semey семей семипалат 塞米伊
Oskemen: oskemen ust-kamenogorsk усть-каменогор өскемен
Taraz: taraz тараз zhambyl жамбыл 塔拉兹
Turkistan: turkistan туркестан түркістан 突厥斯坦
Kyzylorda: kyzylorda qyzylorda кызылорд қызылорда 克孜勒奥尔达
Oral: uralsk =oral уральск =орал
Jalal-Abad: jalal-abad jalalabad джалал-абад жалал-абад джалалабад 贾拉拉巴德
Naryn: naryn нарын 纳伦
Talas: talas талас 塔拉斯
Karakol: karakol каракол issyk-kul иссык-кул ысык-көл ысык-кол
Batken: batken баткен 巴特肯
Chuy: =chuy =chui чуйск чүй
Andijan: andij андиж 安集延
Namangan: namangan наманган 纳曼干
Fergana: fergana fargona ферган фарғона 费尔干纳
Nukus: nukus нукус karakalpak qoraqalpogʻ qoraqalpog каракалпак қорақалпоғ 努库斯
Navoi: =navoi navoiy навоий =навои навоийск
Qarshi: qarshi karshi карши қарши qashqadaryo кашкадар қашқадар
Termez: termez termiz термез термиз surxondaryo сурхандар сурхондар
Urgench: urgench urganch ургенч урганч xorazm khorezm хорезм хоразм
Jizzakh: jizzakh jizzax джизак жиззах
Guliston: guliston gulistan гулистан гулистон sirdaryo сырдар сирдар
Khorog: khorog хорог хоруғ бадахшан бадахшон 霍罗格
Bokhtar: bokhtar бохтар
Kulob: kulob kulyab куляб кӯлоб
Sughd: sughd согди суғд
Khatlon: khatlon хатлон
Mary: =mary =мары марый
Dashoguz: dashoguz daşoguz дашогуз
Lebap: lebap лебап turkmenabat türkmenabat туркменабат
Balkan: balkanabat балканаб balkan_welaý балканск
Hebei: hebei хэбэй 河北
Henan: =henan хэнань 河南
Liaoning: liaoning ляонин 辽宁
Jilin: =jilin цзилинь 吉林
Heilongjiang: heilongjiang хэйлунцзян 黑龙江
Anhui: anhui аньхой аньхуэй 安徽
Jiangxi: jiangxi цзянси 江西
Hainan: hainan хайнань 海南
Guizhou: guizhou гуйчжоу 贵州
Qinghai: qinghai цинхай 青海
Guangxi: guangxi гуанси 广西
Ningxia: ningxia нинся 宁夏
Inner Mongolia: inner_mongolia внутренняя_монгол внутренней_монгол 内蒙古
Tibet: tibet тибет 西藏
Hong Kong: hong_kong гонконг 香港
Dalian: dalian далянь 大连
Wuhan: wuhan ухань 武汉
Chengdu: chengdu чэнду 成都
Xi'an: =xian сиань 西安
Nanjing: nanjing нанкин 南京
Hangzhou: hangzhou ханчжоу 杭州
Guangzhou: guangzhou гуанчжоу 广州
Harbin: harbin харбин 哈尔滨
Urumqi: urumqi урумчи 乌鲁木齐
Kazan: =kazan казанск =казань
Novosibirsk: novosibirsk новосибир
Yekaterinburg: yekaterinburg ekaterinburg екатеринбург
Omsk: =omsk омск
Tomsk: =tomsk томск
Kyiv: =kyiv =kiev киев
Ganja: ganja гянджа
Yerevan: yerevan ереван
Ulaanbaatar: ulaanbaatar улан-батор
Ankara: ankara анкар
Istanbul: istanbul стамбул
"""

# Beginnings of words that a name of this kind may have or lack without meaning another body.
_FILLER = """
studies research исследован зерттеу изилдөө tadqiqot тадқиқот
of the for and in under to at on by =a =an при по =в =и =на =за для делам =дел affair sphere сфер republic
республ ҷумҳури president президент state государств мемлекет мамлекет атындағы атындагы people народн situation
ситуац жағдай кырдаал vaziyat вазият resource ресурс natural природн табиғи regulat регулирован market рынк рынок
нарық милли власти
мақомот иҷроия исполнительн executive authority nomidagi номидаги ном nomli
adyndaky =ба давлат davlat döwlet нацио national улутт
ұлтт milliy миллий =имени =им named name after жанындағы караштуу huzurid ҳузурид назди ýanynd respublik 国家 共和国
总统 communist коммунистич партии party service prezident regional региональн =cabinet кабинет ministers министров
=делам =дела істері иштер işler ishlar ишлар =корҳои development развити дамыту өнүктүрүү rivojlantirish
ривожлантириш ривоҷ ösüş government правительств үкімет өкмөт hukumat ҳукумат ҳукумати hökümet saqlash сақлаш
=хозяйства хозяйство шаруашылығ =чарба xoʻjaligi xojaligi хўжалиги =aegis =the населени population халық калк
aholi аҳоли ilat =local местн industry промышленн өнеркәсіп =дехканского =город =города =городе =г city =қаласы
шаары shahri шаҳри şäheri =and =ва =va =we =жана =және =protection защит =өз =higher высш жоғары жогорку oliy
олий ýokary federation федерац
"""
FILLER = tuple(_FILLER.split())
