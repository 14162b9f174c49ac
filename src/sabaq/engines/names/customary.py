"""Given names and particles of western languages with their customary Russian forms, one or several.

Custom does not follow spelling (George is Георг, Джордж or Жорж), so it can only be listed.
"""

_ENTRIES = """
aaron аарон | abel абель авель | abraham авраам абрахам эйбрахам | adam адам | adolf адольф | agatha агата | alan алан
| albert альберт | aleksandar александр | alexander александр | alexandra александра | alfred альфред | alice алиса
элис | amanda аманда | amy эми | andrea андреа | andreas андреас | andrew эндрю андрей | andré андре | angela анджела
ангела | ann энн | anna анна | anne анна энн | annie энни | anthony энтони | antoine антуан | antonio антонио | arnold
арнольд | arthur артур | august август | augustine августин | augustus август | barbara барбара | baruch барух
бенедикт | basil василий бэзил | ben бен | benjamin бенджамин бенжамен | bernard бернар бернард | bernhard бернхард
бернгард | bill билл | bob боб | boris борис | brad брэд | brian брайан | bruce брюс | carl карл | carlos карлос |
caroline каролина кэролайн | catherine екатерина кэтрин | charlemagne карл | charles чарльз чарлз шарль карл |
charlotte шарлотта | choi чхве | chris крис | christian кристиан христиан | christina кристина | christine кристина
кристин | christopher кристофер | clara клара | claude клод | constantine константин | cyril кирилл сирил | da да |
dan дэн | daniel даниэль дэниел | dave дэйв | david дэвид давид | de де | del дель | den ден | denis денис | der дер |
di ди | diana диана | dick дик | donald дональд | dorothy дороти | douglas дуглас | du дю | edgar эдгар | edith эдит |
eduard эдуард | edward эдвард эдуард | edwin эдвин | eleanor элеонора элинор | elena елена | elia илья элиа | elias
илия элиас | elisabeth элизабет елизавета | elizabeth элизабет елизавета | ellen эллен | elon илон | emil эмиль |
emily эмили | emma эмма | emmanuel эммануэль эммануил | eric эрик | erich эрих | ernest эрнест | ernst эрнст | esther
эстер эсфирь | eugene евгений юджин | eugène эжен | ferdinand фердинанд | francis фрэнсис франсис | francisco
франсиско | franco франко | frank фрэнк франк | franklin франклин | franz франц | françois франсуа | fred фред |
frederick фредерик фридрих | friedrich фридрих | gabriel габриэль | garry гарри | gary гэри | geoffrey джеффри | georg
георг | george джордж георг | georges жорж | gerald джеральд | gilbert гилберт жильбер | giovanni джованни | giuseppe
джузеппе | gordon гордон | gottfried готфрид | gottlieb готлиб | grace грейс | gregory григорий грегори | gustav
густав | hannah ханна анна | hans ханс ганс | harold гарольд | harry гарри | heinrich генрих хайнрих | helen хелен
елена | helmut хельмут гельмут | hendrik хендрик | henri анри | henry генри | herbert герберт | hermann герман |
howard говард ховард | hugh хью | hugo гуго хуго юго | ian иэн ян | isaac исаак айзек | isabel изабель | ivan иван |
jack джек | jacob якоб джейкоб | jacobus якобус | jacques жак | james джеймс | jan ян | jane джейн | janet джанет |
jason джейсон | jean жан джин | jeff джефф | jennifer дженнифер | jeremy джереми | jerry джерри | jessica джессика |
jim джим | jimmy джимми | joan джоан жанна | joe джо | johann иоганн йохан | johannes йоханнес иоганнес иоганн | john
джон иоанн | johnny джонни | jonathan джонатан | jordan джордан | josef йозеф | joseph джозеф иосиф жозеф йозеф | josé
хосе жозе | juan хуан | jules жюль | julia джулия юлия | julian джулиан юлиан | julie джули жюли | justin джастин |
jürgen юрген | karl карл | kate кейт | katherine кэтрин | keith кит | ken кен | kenneth кеннет | kevin кевин | kurt
курт | la ла | larry ларри | laura лаура лора | lawrence лоуренс | le ле | lee ли | leo лев лео | leon леон лев |
leonard леонард | leonardo леонардо | lewis льюис | linda линда | lisa лиза | louis луи луис | louise луиза | lucy
люси | ludovic людовик | ludwig людвиг | luis луис | luke люк | mac мак | madeleine мадлен | marcel марсель | margaret
маргарет маргарита | maria мария | marie мари мария | mario марио | mark марк | martha марта | martin мартин мартен |
mary мэри мария | matthew мэттью | matthias маттиас матиас | maurice морис | max макс | michael майкл михаэль михаил |
michel мишель | michelle мишель | mike майк | mikhail михаил | moses моисей мозес | nancy нэнси | napoleon наполеон |
natalie натали | nathan натан нейтан | nathaniel натаниэль натаниел | neil нил | nicholas николас николай | nick ник |
nicolas николя | nikolaus николаус | noah ной | noam ноам | oliver оливер | oscar оскар | oskar оскар | otto отто |
pablo пабло | park пак парк | patricia патриция | patrick патрик | paul пол павел пауль поль | paula паула | pedro
педру педро | peter питер пётр петр петер | petro пётр петр петро | phil фил | philip филип филипп | philippe филипп |
pierre пьер | rachael рейчел | rachel рейчел рахиль | ralph ральф | raymond рэймонд | rebecca ребекка | rebekah
ребекка | rené рене | richard ричард рихард ришар | rob роб | robert роберт робер | roger роджер роже | roland роланд
| ronald рональд | rosa роза | rudolf рудольф | russell рассел | ruth рут руфь | sam сэм | samuel сэмюэл самуил |
sandra сандра | sara сара | sarah сара | scott скотт | sebastian себастьян | sharon шэрон | sigmund зигмунд | simon
саймон симон | solomon соломон | sophia софия | sophie софи | stanley стэнли | stefan стефан штефан | stephan штефан
степан стефан | stephen стивен | steve стив | steven стивен | sue сью | susan сьюзен | suzanne сюзанна | sylvia
сильвия | thaddeus таддеус фаддей | theodor теодор | theodore теодор | theresa тереза | thomas томас тома | tim тим |
timothy тимоти | tom том | tony тони | ulrich ульрих | ursula урсула | van ван | victor виктор | victoria виктория |
vincent винсент венсан | virginia вирджиния | vladimir владимир | volodymyr владимир володимир | von фон | walt уолт |
walter уолтер вальтер | wayne уэйн | werner вернер | wilhelm вильгельм | will уилл | william уильям вильям | winston
уинстон | wolfgang вольфганг | xavier ксавье | yves ив | zoe зои
"""

# Latin in small letters -> Russian forms in small letters.
CUSTOMARY = {entry.split()[0]: frozenset(entry.split()[1:]) for entry in _ENTRIES.split("|")}
