"""The page, as people use it: real Chromium, real studio, real films."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from studio.config import Config
from tests.studio.api.conftest import Served, User, served
from wire import calls


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(Config(home=tmp_path_factory.mktemp("studio"))) as made:
        yield made


@pytest.fixture
def user(studio: Served) -> Iterator[User]:
    with studio.user() as made:
        yield made


def enter(driver: WebDriver, studio: Served, user: User) -> str:
    """Open a new project by claim link; its session id."""
    made = user.data("POST", calls.SESSIONS, json={})
    claim = user.data("POST", calls.CLAIM_TOKEN, json=made)["claim_token"]
    driver.get(f"{studio.url}{calls.CLAIM_PAGE}?ct={claim}")
    until(driver, lambda: at(driver, "#ideas button"))
    return made["session_id"]


def at(driver: WebDriver, selector: str):
    return driver.find_elements(By.CSS_SELECTOR, selector)


def text(driver: WebDriver, selector: str) -> str:
    return " ".join(one.text for one in at(driver, selector))


def until(driver: WebDriver, holds: Callable[[], object], seconds: float = 90):
    return WebDriverWait(driver, seconds, poll_frequency=0.1).until(lambda _: holds())


def say(driver: WebDriver, words: str) -> None:
    before = len(at(driver, "#messages .agent"))
    driver.find_element(By.ID, "message").send_keys(words + Keys.ENTER)
    until(driver, lambda: len(at(driver, "#messages .agent:not([aria-busy])")) > before)
    until(driver, lambda: driver.find_element(By.ID, "send").is_enabled())


def complaints(driver: WebDriver) -> list[str]:
    return [entry["message"] for entry in driver.get_log("browser")]


@pytest.mark.parametrize(
    ("language", "brief", "edit", "words"),
    [
        (
            "en-US",
            "a 5-second square video about tea: leaves, water",
            "remove the music",
            ("Export", "Music", "Download"),
        ),
        ("zh-CN", "生成一个5秒的方形视频，介绍茶：茶叶、热水，配轻音乐", "去掉音乐", ("导出", "音乐", "下载")),
    ],
)
def test_a_film_is_made_edited_exported_and_played(
    studio: Served, user: User, browser: Callable[..., WebDriver], language: str, brief: str, edit: str, words: tuple
) -> None:
    export, music, download = words
    driver = browser(language)
    session = enter(driver, studio, user)
    assert text(driver, "#export-button") == export
    say(driver, brief)
    assert music in text(driver, "#tracks .label")
    say(driver, edit)
    until(driver, lambda: music not in text(driver, "#tracks .label"))
    assert user.state(session)["draft"]["d"] == 5000
    driver.find_element(By.ID, "export-button").click()
    until(driver, lambda: driver.find_element(By.ID, "download").is_displayed())
    assert text(driver, "#download") == download
    player = driver.find_element(By.ID, "player")
    until(driver, lambda: driver.execute_script("return arguments[0].readyState >= 2", player))
    assert driver.execute_script("return arguments[0].duration", player) == pytest.approx(5, abs=0.1)
    driver.execute_script("arguments[0].muted = true; arguments[0].play()", player)
    until(driver, lambda: driver.execute_script("return arguments[0].currentTime > 0.2", player))
    assert user.http.get(driver.find_element(By.ID, "download").get_attribute("href")).content[4:8] == b"ftyp"
    said = text(driver, "#messages")
    driver.refresh()
    until(driver, lambda: at(driver, "#messages li"))
    assert text(driver, "#messages") == said, "the conversation is there again after a reload"
    assert complaints(driver) == []


def test_the_timeline_is_drawn_to_scale(studio: Served, user: User, browser: Callable[..., WebDriver]) -> None:
    driver = browser()
    session = enter(driver, studio, user)
    say(driver, "a 20-second vertical video about the sea: waves, gulls, sand. calm music and captions")
    draft = user.state(session)["draft"]
    lanes = at(driver, ".lane")
    rows = [track for track in draft["t"] if track["sg"]]
    assert len(lanes) == len(rows)
    for lane, track in zip(lanes, rows, strict=True):
        boxes = lane.find_elements(By.CSS_SELECTOR, ".segment")
        for box, segment in zip(boxes, track["sg"], strict=True):
            left, width = box.rect["x"] - lane.rect["x"], box.rect["width"]
            assert left / lane.rect["width"] == pytest.approx(segment["s"] / draft["d"], abs=0.005)
            assert width / lane.rect["width"] == pytest.approx(segment["d"] / draft["d"], abs=0.005)
    music = [button.accessible_name for button in at(driver, ".audio button")]
    assert music
    assert "volume 35%" in music[0]
    before = driver.find_element(By.ID, "still").get_attribute("src")
    at(driver, ".video button")[-1].click()
    assert driver.find_element(By.ID, "still").get_attribute("src") != before


DROP = """
const data = new DataTransfer();
for (const [name, bytes] of arguments[0]) data.items.add(new File([new Uint8Array(bytes)], name));
for (const type of ["dragover", "drop"])
  document.body.dispatchEvent(new DragEvent(type, {dataTransfer: data, bubbles: true, cancelable: true}));
"""


def test_dropped_files_are_added_and_refused_ones_are_told(
    studio: Served, user: User, browser: Callable[..., WebDriver]
) -> None:
    from tests.studio.api.media import png

    driver = browser()
    session = enter(driver, studio, user)
    driver.execute_script(DROP, [["cup.png", list(png())], ["notes.txt", [1, 2, 3]]])
    until(driver, lambda: "notes.txt" in text(driver, "#status"))
    until(driver, lambda: text(driver, "#uploads li").startswith("cup.png"))
    assert [one["name"] for one in user.state(session)["video_infos"]] == ["cup.png"]
    picture = at(driver, "#uploads img")[0]
    until(driver, lambda: driver.execute_script("return arguments[0].naturalWidth", picture) == 64)
    assert not driver.find_element(By.ID, "drop").is_displayed()


def test_everything_can_be_reached_and_named_by_keyboard_and_screen_reader(
    studio: Served, user: User, browser: Callable[..., WebDriver]
) -> None:
    driver = browser()
    enter(driver, studio, user)
    say(driver, "a 5-second square video about tea")
    controls = at(driver, "button, input, select, textarea, a[href], [tabindex]")
    shown = [one for one in controls if one.is_displayed()]
    assert [one.get_attribute("outerHTML") for one in shown if not one.accessible_name] == []
    driver.execute_script("document.activeElement.blur()")
    reached = set()
    for _ in range(60):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        reached.add(driver.switch_to.active_element.get_attribute("id"))
    assert {"export-button", "format", "new", "pick", "message", "send"} <= reached
    assert len({one.tag_name for one in at(driver, "h1, nav, main, [role=log], [role=status]")}) == 5
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en"
    at(driver, "[data-language=zh]")[0].send_keys(Keys.ENTER)
    assert driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "zh-CN"
    until(driver, lambda: "场景" in text(driver, "#tracks"))


@pytest.mark.parametrize("dark", [False, True])
def test_a_narrow_screen_scrolls_one_way_only_and_text_keeps_its_contrast(
    studio: Served, user: User, browser: Callable[..., WebDriver], dark: bool
) -> None:
    driver = browser("zh-CN", dark=dark)
    phone = {"width": 360, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    enter(driver, studio, user)
    say(driver, "生成一个20秒的竖屏视频，介绍城市夜景，配轻音乐和字幕")
    wide = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert driver.execute_script(wide) <= 0
    colours = driver.execute_script(COLOURS)
    assert len(colours) > 10
    assert [(words, ink, paper) for words, ink, paper in colours if contrast(ink, paper) < 4.5] == []


COLOURS = """
const paper = (one) => {
  for (let at = one; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (!colour.endsWith(", 0)")) return colour;
  }
};
return [...document.querySelectorAll("button:not(:disabled), p, h1, h2, .label, .words, .tick, .who, span.quiet")]
  .filter((one) => one.checkVisibility() && one.textContent.trim() && !one.closest(".screen"))
  .map((one) => [one.textContent.trim(), getComputedStyle(one).color, paper(one)]);
"""


def contrast(ink: str, paper: str) -> float:
    """WCAG 2.2's contrast ratio of two CSS colours."""
    bright, dim = sorted((luminance(ink), luminance(paper)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def luminance(colour: str) -> float:
    channels = [float(one) / 255 for one in colour.partition("(")[2].rstrip(")").split(",")[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


class Evil(BaseHTTPRequestHandler):
    """A page on another port of this machine: the same site as far as cookies go."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>evil</title>")

    def log_message(self, *args: object) -> None:
        """Nothing to be said."""


TRY = """
const [url, done] = arguments;
const reach = (method, body) => fetch(url, {method, body, credentials: "include", mode: "no-cors"})
  .then((answer) => answer.type, () => "refused");
const frame = document.createElement("iframe");
frame.src = url;
document.body.append(frame);
Promise.all([fetch(url, {credentials: "include"}).then(() => "read", () => "refused"), reach("POST", "{}")]).then(done);
"""


def test_a_page_of_another_origin_gets_nothing_although_it_is_the_same_site(
    studio: Served, user: User, browser: Callable[..., WebDriver]
) -> None:
    driver = browser()
    session = enter(driver, studio, user)
    before = user.http.get(calls.ADK_SESSIONS).json()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        driver.get(f"http://127.0.0.1:{server.server_port}/")
        path = studio.url + calls.STATE.format(session_id=session)
        assert driver.execute_async_script(TRY, path)[0] == "refused"
        driver.execute_async_script(TRY, studio.url + calls.ADK_SESSIONS)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert user.http.get(calls.ADK_SESSIONS).json() == before, "a cross-site POST makes nothing"
