"""Letter tables: how Latin and Cyrillic letters of eight languages sound, in one small phonetic alphabet.

The alphabet is ASCII: vowels a e i o u, glide y, and consonants with j = zh/dzh, c = ch, x = sh, q = ts, h = kh/x/h,
k = k/q, v = v/w, g = g/gh. Sources: the official romanisations of the languages, ICAO Doc 9303 and GOST 7.79-2000.
"""

# Cyrillic of Russian, Kazakh, Kyrgyz, Uzbek, Tajik.
CYRILLIC = {
    **dict(zip("абвгдезийклмнопрстуфхцчшыэ", "abvgdeziyklmnoprstufhqcxie", strict=True)),
    "ж": "j",
    "щ": "xc",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
    "ё": "yo",
    "ә": "a",
    "ғ": "g",
    "қ": "k",
    "ң": "ng",
    "ө": "o",
    "ұ": "u",
    "ү": "u",
    "һ": "h",
    "і": "i",
    "ў": "u",
    "ҳ": "h",
    "ӣ": "i",
    "ӯ": "u",
    "ҷ": "j",
    "җ": "j",
    "ї": "i",
    "є": "e",
    "ґ": "g",
}

# Single Latin letters, after the digraphs below. Letters with marks not listed lose the mark.
LATIN = {
    **dict(zip("abdefghiklmnoprstuvwyz", "abdefghiklmnoprstuvvyz", strict=True)),
    "q": "k",
    "j": "j",
    "x": "h",
    "c": "k",
    "ß": "s",
    "ø": "o",
    "æ": "e",
    "ł": "l",
    "đ": "d",
    "ä": "a",
    "á": "a",
    "ö": "o",
    "ó": "o",
    "ü": "u",
    "ú": "u",
    "ū": "u",
    "ı": "i",
    "ə": "a",
    "ğ": "g",
    "ǵ": "g",
    "ş": "x",
    "š": "x",
    "ș": "x",
    "ç": "c",
    "č": "c",
    "ž": "j",
    "ý": "y",
    "ň": "ng",
    "ñ": "ng",
    "ń": "ng",
    "ŋ": "ng",
    "ć": "c",
    "ś": "s",
    "ź": "z",
    "ŝ": "xc",
    "û": "yu",
    "â": "ya",
}

# Latin groups, longest first; `ʻ` follows normalise().
LATIN_GROUPS = {
    "shch": "xc",
    "stch": "xc",
    "tsch": "c",
    "schtsch": "xc",
    "šč": "xc",
    "shh": "xc",
    "sch": "xc",
    "dzh": "j",
    "tch": "c",
    "oʻ": "u",
    "gʻ": "g",
    "zh": "j",
    "dj": "j",
    "dž": "j",
    "kh": "h",
    "sh": "x",
    "ch": "c",
    "ts": "q",
    "tsh": "tx",
    "chsh": "xc",
    "shsh": "xc",
    "gh": "g",
    "ph": "f",
    "ck": "k",
    "cz": "q",
}

# Letters that look alike, Latin to Cyrillic: only for repairing words that mix both scripts.
LATIN_LOOKING_CYRILLIC = dict(
    zip("AaBEeKkMHOoPpCcTXxyYiIhJjSs", "АаВЕеКкМНОоРрСсТХхуУіІһЈјЅѕ", strict=True),
)
CYRILLIC_LOOKING_LATIN = {cyrillic: latin for latin, cyrillic in LATIN_LOOKING_CYRILLIC.items()}

APOSTROPHES = "'`´ʻʼʹ‘’‛′ˈ＇ʽ"
TURN = "\u02bb"  # the Uzbek letter part of oʻ and gʻ

# Traditional characters that occur in names of persons and institutions, and their simplified forms.
TRADITIONAL = (
    "鄧邓陳陈劉刘張张楊杨趙赵黃黄吳吴孫孙馬马羅罗鄭郑謝谢韓韩馮冯蔣蒋葉叶蘇苏盧卢呂吕許许賈贾鄒邹龔龚閻阎萬万錢钱湯汤顧顾龍龙賴赖譚谭範范賀贺齊齐鐘钟鍾钟陸陆蕭萧歐欧魯鲁嚴严聶聂莊庄費费紀纪項项單单寧宁溫温聞闻麥麦連连"
    "樂乐竇窦龐庞勞劳閔闵國国學学東东會会華华軍军偉伟傑杰強强勝胜麗丽蘭兰鳳凤愛爱慶庆豐丰貴贵興兴雲云飛飞鵬鹏賢贤禮礼義义誠诚實实榮荣輝辉鋒锋鋼钢鐵铁銘铭錦锦靜静潔洁瑩莹穎颖紅红綠绿藍蓝長长開开關关門门問问間间閃闪陽阳"
    "陰阴隊队際际難难雙双雞鸡離离電电霧雾韋韦頌颂順顺須须顏颜領领頭头題题願愿類类風风養养餘余館馆駿骏騰腾驗验鮮鲜鳴鸣鴻鸿鶴鹤黨党點点齡龄龜龟書书時时曉晓曆历暉晖業业極极構构標标樹树橋桥機机權权歡欢歲岁歷历歸归殘残氣气"
    "漢汉潛潜滿满潤润澤泽濟济濤涛瀾澜燈灯燦灿爾尔爭争牆墙狀状獎奖獨独獻献環环現现瑋玮瓊琼產产畫画當当療疗發发盡尽監监盤盘眾众礎础確确禎祯禪禅種种積积穩稳窮穷競竞筆笔節节築筑簡简籌筹糧粮約约級级納纳純纯紹绍終终組组結结"
    "絕绝統统絲丝經经綱纲維维緒绪線线緣缘編编練练縣县縱纵總总績绩織织繼继續续纓缨罰罚職职聯联聰聪聲声聽听肅肃臨临舉举舊旧艦舰藝艺藥药蘊蕴處处號号衛卫補补裝装製制複复見见規规視视親亲覺觉觀观計计訓训記记設设訪访詩诗話话"
    "該该詳详認认語语說说課课誼谊調调談谈請请論论諸诸謀谋謙谦講讲證证識识譯译護护讀读變变讓让負负財财責责貢贡貨货資资賓宾賽赛質质贊赞車车軒轩載载輔辅輕轻輪轮輯辑農农過过達达運运進进遊游違违遠远適适選选遲迟邁迈還还邊边"
    "郵邮鄉乡醫医釋释針针釗钊鈞钧鉄铁銀银銳锐鋭锐錄录錫锡鎮镇鏡镜鑒鉴韜韬廣广廠厂廳厅彥彦後后從从復复徵征徹彻應应態态憲宪懷怀戰战戲戏戶户執执擁拥擇择據据擔担擴扩攝摄敵敌數数斷断無无於于倉仓個个倫伦偵侦側侧備备傳传債债"
    "傷伤僑侨億亿儀仪儉俭優优儲储兒儿兩两冊册凍冻凱凯別别則则創创劃划劇剧劍剑動动務务勛勋勵励勢势區区協协卻却參参吒咤員员啟启喬乔喚唤團团園园圍围圖图圓圆堅坚報报場场塊块墾垦壇坛壓压壯壮壽寿夢梦夾夹奧奥奮奋婦妇嫻娴審审"
    "寬宽寶宝將将專专尋寻對对導导層层屬属岡冈島岛峽峡嶺岭嶽岳巖岩師师帥帅帶带幣币幫帮幹干幾几庫库彌弥彙汇術术衝冲裡里錶表鄔邬鄺邝鄲郸酈郦閣阁闊阔闖闯隨随險险隱隐雋隽靈灵鞏巩韻韵頁页頂顶預预頓顿頗颇頻频颱台飲饮飯饭駐驻"
    "駱骆騎骑驥骥魚鱼鯉鲤麼么"
)
SIMPLIFIED = dict(zip(TRADITIONAL[::2], TRADITIONAL[1::2], strict=True))
