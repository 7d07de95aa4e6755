"""The pages of a study in a real browser: nothing is asked of anybody else, nothing complains, a form works."""

import shutil
import subprocess
import sys

import pytest

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
pytestmark = [pytest.mark.browser, pytest.mark.slow,
              pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    from tertius.study import Study

    study = tmp_path_factory.mktemp("page") / "study.duckdb"
    with Study(study) as opened:
        opened.load("chronicle")
    command = [sys.executable, "-m", "tertius", "serve", str(study), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        yield running.stderr.readline().split()[1]
        running.kill()


def test_a_walk_from_the_first_page_to_an_event_and_to_a_form_asks_nobody_else(home):
    asked, said, wide = [], [], []
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 400, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))

        def seen():
            page.wait_for_load_state("load")  # without its style sheet any page is too wide
            wide.append(page.evaluate("document.documentElement.scrollWidth"))

        page.goto(home)
        seen()
        page.goto(f"{home}pair/GEO-RUS?role=mediation")
        page.fill("input[name=since]", "2008")
        page.fill("input[name=until]", "2008")
        page.click("form button")
        page.wait_for_url(f"{home}pair/GEO-RUS?since=2008&until=2008&role=mediation")
        seen()
        page.click(".ranking tbody tr td:last-child a")
        page.wait_for_url(f"{home}evidence/GEO-RUS?**")
        seen()
        page.click("a.event-id")
        page.wait_for_url(f"{home}event/chronicle:**")
        seen()
        for place in ("watch/ARM-TUR?at=2010", "architecture?at=1996", "architecture?part=camps&at=2012",
                      "architecture?part=crystallised&at=1993", "rank?role=balance"):  # fmt: skip
            page.goto(f"{home}{place}")
            page.wait_for_function("document.title && !document.title.startsWith('Still at work')")
            seen()
        page.goto(f"{home}audit")
        page.fill("textarea", "Russia mediates.")
        page.fill("input[name=date]", "soon")
        page.click("form button")  # the browser says where the form was sent from, and it is taken
        assert "soon" in page.inner_text(".problem")
        assert page.input_value("textarea") == "Russia mediates."
        seen()
        page.goto(home)
        page.select_option("select[name=arena]", "western-balkans")
        page.click("form button")
        page.wait_for_selector("option[value=western-balkans][selected]", state="attached")
        assert page.url == home
        seen()
        browser.close()
    assert [url for url in asked if not url.startswith((home, "data:"))] == []
    # the browser notes the status 400 of the refused form; nothing else is said
    assert [text for text in said if "400" not in text] == []
    assert max(wide) <= 400
