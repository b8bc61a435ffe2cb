"""A browser and a served county for the walks; without a browser they are skipped, and that is said."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.web.walks.served import Served, served
from tests.web.walks.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if _CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI promises a browser and there is none")
        pytest.skip("no chromium on this machine: the walks through the pages are not made")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:  # noqa: ARG001
    """The county; only where there is a browser."""
    with served(tmp_path_factory.mktemp("walks")) as one:
        yield one


@pytest.fixture
def walk(browser: Browser, desk: Served) -> Callable[[str], Walk]:
    """Let a person by his account, or the public by "", sit down at a browser."""
    return lambda username: Walk(browser, desk.address, username)
