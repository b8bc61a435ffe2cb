"""One person at the desk with a browser: looks at pages, and each look is kept as a picture for screen and phone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, Response

PICTURES = Path(__file__).parents[3] / "out" / "walks"
_SCREEN, _PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
_TALLEST = 2400


class Walk:
    """A person's day. ``faults`` are answers over 400 and errors of scripts; a walk must end without."""

    def __init__(self, browser: Browser, address: str, username: str) -> None:
        context = browser.new_context(viewport=_SCREEN, locale="zh-CN")  # type: ignore[arg-type]  # a typed dictionary
        # How fast pages are is measured elsewhere; a busy machine is no fault of the desk.
        context.set_default_timeout(120_000)
        self.page: Page = context.new_page()
        self.address = address
        self.username = username
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._heard)
        if username:
            self.log_in()

    def log_in(self) -> None:
        """Come in by the button that the demonstration's login page has for this person."""
        self.go("/account/login/")
        self.page.locator("form", has=self.page.locator(f"input[value={self.username}]")).get_by_role("button").click()
        self.page.wait_for_url(self.address + "/")

    def go(self, path: str) -> None:
        """Open an address."""
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")

    def follow(self, words: str | re.Pattern[str]) -> None:
        """Click the first link that says this."""
        self.page.get_by_role("link", name=words).first.click()
        self.page.wait_for_load_state("networkidle")

    def press(self, words: str, within: Locator | None = None) -> None:
        """Click the first button that says exactly this."""
        (within or self.page).get_by_role("button", name=words, exact=True).first.click()
        self.page.wait_for_load_state("networkidle")

    def move(self, words: str, **given: str) -> None:
        """Make a move of a matter: choose it, fill in what it asks for, confirm."""
        self.page.locator("#form").get_by_role("link", name=words, exact=True).click()
        form = self.page.locator("#form form")
        form.wait_for()
        for name, value in given.items():
            field = form.locator(f"[name={name}]")
            if field.first.get_attribute("type") == "radio":
                form.get_by_text(value, exact=True).click()
            else:
                field.fill(value)
        self.press(words, form)

    def wait_for(self, selector: str, seconds: int = 300) -> None:
        """Open the page again until it has this: what is done in the background takes its time."""
        for _ in range(seconds // 3):
            if self.page.locator(selector).count():
                return
            self.page.wait_for_timeout(3000)
            self.page.reload()
            self.page.wait_for_load_state("networkidle")
        raise AssertionError(f"{self.page.url} has no {selector}")

    def sees(self, words: str) -> None:
        """Wait until the page says this."""
        self.page.get_by_text(words).first.wait_for()

    def look(self, name: str) -> None:
        """Keep a picture of the page on a screen and on a phone; on the phone nothing may stick out at the side."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        for kind, size in (("screen", _SCREEN), ("phone", _PHONE)):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # a typed dictionary
            self.page.wait_for_timeout(150)
            height = min(int(self.page.evaluate("document.documentElement.scrollHeight")), _TALLEST)
            clip = {"x": 0, "y": 0, "width": size["width"], "height": max(height, size["height"])}
            path = PICTURES / f"{self.username or 'public'}-{name}-{kind}.png"
            self.page.screenshot(path=path, full_page=True, clip=clip)  # type: ignore[arg-type]  # a typed dictionary
            wide = int(self.page.evaluate("document.documentElement.scrollWidth"))
            if wide > size["width"]:
                self.faults.append(f"{self.page.url}: {wide} pixels wide on a {kind} of {size['width']}")
        self.page.set_viewport_size(_SCREEN)  # type: ignore[arg-type]  # a typed dictionary

    def number(self) -> int:
        """Return the number of the thing that the page is about."""
        found = re.search(r"/(\d+)/", self.page.url)
        assert found, self.page.url
        return int(found[1])

    def done(self) -> None:
        """End the day: nothing may have gone wrong on the way."""
        self.page.context.close()
        assert self.faults == []

    def _heard(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")
