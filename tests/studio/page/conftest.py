"""Real Chromium on the real page. Needs Debian's chromium and chromium-driver, and the extra `browser`.

Where they are missing, these tests are not collected, and the report's header says so.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.util import find_spec

import pytest

READY = bool(shutil.which("chromium") and shutil.which("chromedriver") and find_spec("selenium"))
collect_ignore = [] if READY else ["test_page.py"]


def pytest_report_header() -> str:
    return "page tests: " + ("in Chromium" if READY else "left out (no chromium, chromedriver or selenium)")


@pytest.fixture
def browser() -> Iterator[Callable[..., object]]:
    """`browser("zh-CN", width=420)` opens a browser of that language."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    with ExitStack() as stack:

        def opened(language: str = "en-US", width: int = 1300, height: int = 900, dark: bool = False):
            options = webdriver.ChromeOptions()
            options.binary_location = str(shutil.which("chromium"))
            for argument in ("headless=new", "no-sandbox", f"window-size={width},{height}", f"lang={language}"):
                options.add_argument(f"--{argument}")
            if dark:
                options.add_argument("--blink-settings=preferredColorScheme=0")
            options.add_experimental_option("prefs", {"intl.accept_languages": language})
            options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
            driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
            stack.callback(driver.quit)
            return driver

        yield opened
