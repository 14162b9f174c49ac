"""Given names and particles of western languages with their customary Russian forms, one or several.

Custom does not follow spelling (George is Георг, Джордж or Жорж), so it can only be listed.
"""

_ENTRIES = """
aaron аарон | adam адам | adolf адольф | agatha агата | alan алан | albert альберт | alexander александр | alexandra
александра | alfred альфред | alice алиса элис | amanda аманда | amy эми | andrea андреа | andreas андреас | andrew
эндрю андрей | andré андре | angela анджела ангела | anna анна | anne анна энн | ann энн | annie энни | anthony
энтони | antoine антуан | antonio антонио | arnold арнольд | arthur артур | august август | augustus август |
barbara барбара | ben бен | benjamin бенджамин бенжамен | bernard бернар бернард | bernhard бернхард бернгард | bill
билл | bob боб | boris борис | brad брэд | brian брайан | bruce брюс | carl карл | carlos карлос | caroline каролина
кэролайн | catherine екатерина кэтрин | charles чарльз чарлз шарль карл | charlotte шарлотта | chris крис |
christian кристиан христиан | christina кристина | christine кристина кристин | christopher кристофер | claude клод
| clara клара | daniel даниэль дэниел | dan дэн | dave дэйв | david дэвид давид | denis денис | diana диана | dick
дик | donald дональд | dorothy дороти | douglas дуглас | edgar эдгар | edith эдит | eduard эдуард | edward эдвард
эдуард | edwin эдвин | elena елена | eleanor элеонора элинор | elisabeth элизабет елизавета | elizabeth элизабет
елизавета | ellen эллен | elon илон | emil эмиль | emily эмили | emma эмма | emmanuel эммануэль эммануил | eric эрик
| erich эрих | ernest эрнест | ernst эрнст | eugene евгений юджин | eugène эжен | ferdinand фердинанд | francis
фрэнсис франсис | francisco франсиско | franco франко | frank фрэнк франк | franklin франклин | franz франц |
françois франсуа | fred фред | frederick фредерик фридрих | friedrich фридрих | gabriel габриэль | gary гэри | garry
гарри | geoffrey джеффри | georg георг | george джордж георг | georges жорж | gerald джеральд | gilbert гилберт
жильбер | giovanni джованни | giuseppe джузеппе | gordon гордон | grace грейс | gustav густав | hans ханс ганс |
harold гарольд | harry гарри | heinrich генрих хайнрих | helen хелен елена | helmut хельмут гельмут | henri анри |
henry генри | herbert герберт | hermann герман | howard говард | hugh хью | hugo гуго хуго юго | ian иэн ян | isaac
исаак айзек | isabel изабель | ivan иван | jack джек | jacob якоб джейкоб | jacques жак | james джеймс | jane джейн
| janet джанет | jason джейсон | jean жан джин | jeff джефф | jennifer дженнифер | jeremy джереми | jerry джерри |
jessica джессика | jim джим | jimmy джимми | joan джоан жанна | joe джо | johann иоганн йоханн | johannes йоханнес
иоганнес | john джон иоанн | johnny джонни | jonathan джонатан | jordan джордан | joseph джозеф иосиф жозеф йозеф |
josef йозеф | josé хосе жозе | juan хуан | jules жюль | julia джулия юлия | julian джулиан юлиан | julie джули жюли
| justin джастин | jürgen юрген | kate кейт | katherine кэтрин | karl карл | keith кит | ken кен | kenneth кеннет |
kevin кевин | kurt курт | larry ларри | laura лаура лора | lawrence лоуренс | lee ли | leo лев лео | leon леон |
leonard леонард | leonardo леонардо | lewis льюис | linda линда | lisa лиза | louis луи луис | louise луиза | lucy
люси | ludwig людвиг | luis луис | luke люк | madeleine мадлен | marcel марсель | margaret маргарет маргарита |
maria мария | marie мари мария | mario марио | mark марк | martha марта | martin мартин мартен | mary мэри мария |
matthew мэттью | maurice морис | max макс | michael майкл михаэль михаил | michel мишель | michelle мишель | mike
майк | nancy нэнси | napoleon наполеон | natalie натали | neil нил | nicholas николас николай | nick ник | nicolas
николя | nikolaus николаус | noah ной | oliver оливер | oscar оскар | oskar оскар | otto отто | pablo пабло |
patricia патриция | patrick патрик | paul пол павел пауль поль | paula паула | pedro педру педро | peter питер пётр
петр петер | petro пётр петр петро | phil фил | philip филип филипп | philippe филипп | pierre пьер | rachel рейчел
рахиль | ralph ральф | raymond рэймонд | rebecca ребекка | rené рене | richard ричард рихард ришар | rob роб |
robert роберт робер | roger роджер роже | roland роланд | ronald рональд | rosa роза | rudolf рудольф | russell
рассел | ruth рут | sam сэм | samuel сэмюэл самуил | sandra сандра | sara сара | sarah сара | scott скотт |
sebastian себастьян | sharon шэрон | sigmund зигмунд | simon саймон симон | sophia софия | sophie софи | stanley
стэнли | stefan стефан штефан | stephen стивен | steve стив | steven стивен | sue сью | susan сьюзен | suzanne
сюзанна | sylvia сильвия | theodor теодор | theodore теодор | theresa тереза | thomas томас тома | tim тим | timothy
тимоти | tom том | tony тони | ulrich ульрих | ursula урсула | victor виктор | victoria виктория | vincent винсент
венсан | virginia вирджиния | vladimir владимир | volodymyr владимир володимир | walt уолт | walter уолтер вальтер |
wayne уэйн | werner вернер | wilhelm вильгельм | will уилл | william уильям вильям | winston уинстон | wolfgang
вольфганг | xavier ксавье | yves ив | zoe зои | von фон | van ван | de де | del дель | der дер | den ден | di ди |
da да | le ле | la ла | du дю | mac мак
"""

# Latin in small letters -> Russian forms in small letters.
CUSTOMARY = {entry.split()[0]: frozenset(entry.split()[1:]) for entry in _ENTRIES.split("|")}
