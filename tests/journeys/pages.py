"""A reader at a browser: opens pages, presses buttons, and will not accept a page that is broken in some way."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


class Reader:
    """One window. `complaints` gathers what the browser objects to: policy, scripts, failed requests."""

    def __init__(self, page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("response", lambda r: self.complaints.append(f"{r.status} {r.url}") if r.status >= 500 else None)

    @cached_property
    def axe(self) -> Axe:
        """The accessibility checker, offline."""
        return Axe()

    def open(self, path: str) -> None:
        """Go to an address and check the page. A refusal (403) is an answer like any other."""
        self.page.goto(path)
        self.complaints[:] = [text for text in self.complaints if "403 (Forbidden)" not in text]
        self.check()

    def check(self) -> None:
        """The page has no accessibility violation, no policy violation, and is not wider than the window."""
        found = self.axe.run(self.page, options=RULES).response["violations"]
        short = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found]
        assert (self.page.url, short) == (self.page.url, [])
        assert (self.page.url, self.complaints) == (self.page.url, [])
        overflow = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (self.page.url, max(overflow, 0)) == (self.page.url, 0)

    def sign_in(self, name: str) -> None:
        """Sign in with one click as somebody of the sample network; works in any language of the page."""
        self.page.goto("/sign-in/")
        self.page.locator("li", has_text=name).get_by_role("button").click()
        self.page.wait_for_load_state()
        self.check()

    def press(self, name: str) -> None:
        """Press the button or link with this name (its beginning is enough) and check the page that comes."""
        button = self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first
        button.click()
        self.page.wait_for_load_state()
        self.check()

    def wait_for_job(self) -> None:
        """Stay on a job's page until it leads on to the result by itself, and check that."""
        self.page.wait_for_url(lambda url: "/jobs/" not in url, timeout=60_000)
        self.page.wait_for_load_state()
        self.check()

    @property
    def path(self) -> str:
        """Where the reader is, inside the site."""
        return urlsplit(self.page.url).path

    @property
    def text(self) -> str:
        """What stands in the main part of the page."""
        return self.page.locator("main").inner_text()

    def shoot(self, path: Path) -> None:
        """Keep a picture of the whole page."""
        self.page.screenshot(path=path, full_page=True)
