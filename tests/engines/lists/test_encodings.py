"""Text in the code pages of the region, told apart by what its words look like."""

import pytest

from sabaq.engines.lists import Unreadable
from sabaq.engines.lists.encodings import decoded

RUSSIAN = "N;Фамилия;Имя;Отчество;Пол\n1;Асанов;Азамат;Асанович;м\n2;МАМЫТОВА;АЙНУРА;;ж\n"
KAZAKH = "№;Тегі;Аты;Әкесінің аты\n1;Қасымова;Гүлнар;Болатқызы\n2;Ұлтаев;Өмір;Һайдарұлы\n"
UZBEK = "№;Фамилияси;Исми\n1;Ўткиров;Ўткир\n2;Каримов;Анвар\n"
TURKMEN = "T/b;Familiýasy;Ady\n1;Myradow;Döwlet\n2;Öwezow;Çary\n"
CHINESE = "序号,姓名,拼音\n1,王晓明,WANG XIAOMING\n2,李丽,LI LI\n"
LATIN = "T/r;Ism\n1;O‘tkir\n2;G‘ani\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *(
            (RUSSIAN, encoding)
            for encoding in ("cp1251", "koi8-r", "cp866", "utf-8", "utf-16-le", "utf-16-be", "gb18030")
        ),
        *((KAZAKH, encoding) for encoding in ("kz1048", "utf-8-sig", "utf-16", "utf-16-le")),
        *((UZBEK, "cp1251"), (TURKMEN, "cp1250"), (LATIN, "cp1251"), (LATIN, "cp1252"), ("a;b\n", "utf-16-be")),
        *((CHINESE, encoding) for encoding in ("gb18030", "gbk", "utf-16-le", "utf-16-be")),
    ],
)
def test_there_and_back(text, encoding):
    assert decoded(text.encode(encoding)) == text


def test_utf8_with_one_letter_torn():
    content = (RUSSIAN * 3).encode()
    assert decoded(content[:-2] + b"\n") == (RUSSIAN * 3)[:-2] + "\ufffd\n"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\x98\xff\x98,\xff\x80\n" * 5, "encoding"),
        (b"\xff\xfe\x00\xd8\x00", "encoding"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(90), "not_a_list.program"),
        (b"\x1b[31m;x\n", "not_a_list.program"),
    ],
)
def test_no_text(content, kind):
    with pytest.raises(Unreadable) as caught:
        decoded(content)
    assert caught.value.kind == kind
