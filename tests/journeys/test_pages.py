"""Every page that somebody can reach by links: no violation, no overflow, no server error, in several dresses."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.journey

PEOPLE = {
    "visitor": "",
    "secretary": "Saule Akhmetova",
    "focal_point": "Эркин Сатыбалдиев",
    "officer": "Нургүл Төлөбаева",
    "manager": "李文静",
    "participant": "Токтогулов Бакыт Асанович",
}
# Pages of one kind are alike: so many of each are opened, not all forty people; of readers who see the same, one.
MOST_OF_A_KIND = {"visitor": 2, "manager": 2}
NOT_PAGES = (".json", ".xlsx", ".csv", "/certificate/", "export=", "language=", "/file/", "/answer/")


def kind_of(path: str) -> str:
    """The address with its keys and numbers left out, so that two people's pages count as one kind."""
    return "/".join("*" if any(c.isdigit() for c in part) else part for part in path.split("/"))


def links(reader) -> list[str]:
    """Where the links of the page lead inside the site, without query strings."""
    hrefs = reader.page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    inside = [href for href in hrefs if href.startswith("/") and not any(mark in href for mark in NOT_PAGES)]
    return [urlsplit(href).path for href in inside]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_that_links_lead_to(walked, reader, who):
    window = reader(walked)
    if PEOPLE[who]:
        window.sign_in(PEOPLE[who])
    waiting, seen, opened = ["/", "/desk/" if PEOPLE[who] else "/check/"], set(), {}
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        if path in seen or opened.get(kind, 0) >= MOST_OF_A_KIND.get(who, 1):
            continue
        seen.add(path)
        opened[kind] = opened.get(kind, 0) + 1
        window.open(path)
        waiting += links(window)
    assert len(seen) > (8 if who in {"visitor", "participant"} else 15)


MAIN_PAGES = {
    "": ["/", "/sign-in/", "/promises/", "/promises/kg-training/", "/agreements/kg-cn-memorandum/", "/programmes/"],
    "李文静": ["/desk/", "/editions/kg-2026/", "/editions/kg-2026/seats/", "/editions/network-2027/placement/"],
    "Эркин Сатыбалдиев": ["/lists/1/", "/editions/kg-2026/nominations/", "/editions/kg-2026/attendance/"],
    "Токтогулов Бакыт Асанович": ["/me/", "/check/", "/check/CN-NAG-2026-00001/"],
}


@pytest.mark.parametrize(
    ("language", "width", "dark"),
    [("en", 390, False), ("en", 1280, True), ("ru", 360, False), ("kk", 360, True), ("zh-hans", 390, False)],
)
def test_the_main_pages_in_other_dresses(walked, reader, language, width, dark):
    for who, paths in MAIN_PAGES.items():
        window = reader(walked, width=width, language=language, dark=dark)
        if who:
            window.sign_in(who)
        for path in paths:
            window.open(path)


def test_pages_work_without_a_script(walked, chromium):
    window = chromium.new_context(base_url=walked.address, java_script_enabled=False)
    page = window.new_page()
    page.goto("/sign-in/")
    page.locator("li", has_text="李文静").get_by_role("button").click()
    page.goto("/editions/kg-2026/nominations/")
    assert page.locator("table tbody tr").count() == 16
    window.close()
