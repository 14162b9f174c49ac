"""One invented certificate in Kyrgyz and Chinese, for the tests of this folder."""

from datetime import date

from sabaq.engines.papers import CertificatePaper, PaperSide

KYRGYZ = PaperSide(
    language="ky",
    issuer="Мамлекеттик башкаруу академиясы",
    title="Күбөлүк",
    opening="2027-жылдын 3–7-майында Бээжин шаарында",
    programme="«Санариптик башкаруу»",
    closing="окуусунан өтүп, 40 сааттык программаны толук аяктады.",
    signatory="Академиянын атынан",
    signed="2027-жылдын 7-майы",
    modules=("Шаарды башкаруу", "Электрондук өкмөт"),
    sample="Үлгү",
)
CHINESE = PaperSide(
    language="zh-Hans",
    issuer="国家行政学院",
    title="结业证书",
    opening="于2027年5月3日至7日在北京参加",
    programme="“数字治理”",
    closing="短期培训班，修满全部40学时课程，准予结业。",
    signatory="学院代表",
    signed="2027年5月7日",
    sample="示例",
)
CODE = "SABAQ1:" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567" * 11
PAPER = CertificatePaper(
    sides=(KYRGYZ, CHINESE),
    name="Асанова Жылдыз Токтогуловна",
    name_language="ky",
    passport_name="ASANOVA ZHYLDYZ",
    number="SQ-2027-000041",
    issued=date(2027, 5, 7),
    code=CODE,
    code_label="Күбөлүктү текшерүү үчүн код",
    check_at="check.example.org",
    sample=True,
)
