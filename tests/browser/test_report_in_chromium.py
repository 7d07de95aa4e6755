"""The report in a real browser: nothing is fetched, nothing complains, nothing sticks out."""

import shutil

import pytest
from breadth import slow_after
from loading import load

from tertius.report import render

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(load("unit/report/builders.py").page()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def visit(browser, address):
    """Open the report at a width; return the page, the addresses it asked for, and what the console said."""
    opened = []

    def at(width: int, **options):
        page = browser.new_page(viewport={"width": width, "height": 900}, **options)
        opened.append(page)
        asked, said = [], []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address)
        return page, asked, said

    yield at
    for page in opened:
        page.close()


def test_the_file_asks_for_nothing_but_itself_and_the_console_stays_silent(visit, address):
    _, asked, said = visit(1280)
    # The empty icon of the page is a data address: it is in the file and reaches no network.
    assert [url for url in asked if not url.startswith("data:")] == [address]
    assert said == []


def test_the_policy_lets_the_style_sheet_in(visit):
    page, _, _ = visit(1280)
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"


def test_the_policy_keeps_scripts_and_foreign_styles_out(visit):
    page, _, said = visit(1280)
    page.evaluate("""() => {
        const script = document.createElement('script'); script.textContent = 'window.ran = 1';
        const style = document.createElement('style'); style.textContent = 'body { outline: 9px solid red }';
        document.body.append(script, style);
    }""")
    assert page.evaluate("window.ran") is None
    assert page.evaluate("getComputedStyle(document.body).outlineStyle") == "none"
    assert len(said) == 2


@pytest.mark.parametrize("width", slow_after(1, [360, 400, 768, 1024, 1280, 1920]))
def test_nothing_sticks_out_sideways(visit, width):
    page, _, _ = visit(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.slow
def test_nothing_sticks_out_when_everything_is_unfolded(visit):
    page, _, _ = visit(360)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.slow
def test_the_first_key_press_offers_the_way_past_the_head(visit):
    page, _, _ = visit(1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.slow
def test_one_chart_is_shown_at_a_time(visit):
    for width in (360, 1280):
        page, _, _ = visit(width)
        shown = page.evaluate(
            "[...document.querySelectorAll('figure > svg')].filter(chart => chart.getBoundingClientRect().width).length"
        )
        assert shown == page.evaluate("document.querySelectorAll('figure').length")


@pytest.mark.slow
def test_words_in_a_chart_stay_large_enough_to_read(visit):
    for width in (360, 1280):
        page, _, _ = visit(width)
        sizes = page.evaluate(
            "[...document.querySelectorAll('figure svg text')].map(word => word.getBoundingClientRect().height)"
            ".filter(height => height > 0)"
        )
        assert min(sizes) >= 10


@pytest.mark.slow
def test_a_number_leads_to_its_events_by_key_alone(visit):
    page, _, _ = visit(1280)
    page.focus(".ranking td a[href^='#basis/']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').tagName") == "LI"


@pytest.mark.slow
def test_dark_paper_is_dark(visit):
    page, _, _ = visit(1280, color_scheme="dark")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(21, 23, 26)"


@pytest.mark.slow
def test_the_report_prints(visit):
    page, _, _ = visit(1280)
    assert page.pdf(format="A4").startswith(b"%PDF")
