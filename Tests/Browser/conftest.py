"""The real house and a real browser, once for the suite; each test has a context, and so a visitor, of its own."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "Shared")]

from stack import ROOT, Stack  # noqa: E402

FLOATING = "/floating"
FLOATING_PAGE = """<!doctype html><html lang="en"><title>Orchard</title>
<meta name="viewport" content="width=device-width"><main><h1>Orchard Dental</h1><p>We look after your teeth.</p></main>
<script src="/widget.js" data-tenant="demo" async></script></html>"""
PICTURES = ROOT / ".artefacts/screenshots"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """The house; HOLDFAST_TEST_ADDRESS and RUN_DIR name one that runs already."""
    running = os.environ.get("HOLDFAST_TEST_ADDRESS")
    if running:
        house = Stack()
        house.base, house.run_dir = running, Path(os.environ["RUN_DIR"])
        yield house
        return
    with Stack() as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    binary = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    assert binary, f"none of {', '.join(BROWSERS)} is installed"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, stack: Stack) -> Iterator[Visit]:
    """Opens a page of the house as a visitor in New York; what the page complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(path: str = "/t/demo/", **options: object) -> Page:
        defaults = {"viewport": {"width": 1180, "height": 760}, "timezone_id": "America/New_York", "locale": "en-US"}
        context = browser.new_context(**defaults | options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if is_complaint(line.text) else None)
        page.route(f"**{FLOATING}", lambda route: route.fulfill(content_type="text/html", body=FLOATING_PAGE))
        if path:
            page.goto(path if "://" in path else stack.base + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not complaints


def is_complaint(text: str) -> bool:
    """What the browser says of the policy or the widget of itself; a cut network is what some tests are about."""
    return "Content Security Policy" in text or "holdfast" in text


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Keeps a screenshot under the test's name."""
    PICTURES.mkdir(parents=True, exist_ok=True)

    def take(page: Page, name: str = "", **options: object) -> None:
        file = request.node.name.removeprefix("test_").replace("[", "-").replace("]", "")
        page.screenshot(path=PICTURES / f"{file}{'-' + name if name else ''}.png", animations="disabled", **options)

    return take
