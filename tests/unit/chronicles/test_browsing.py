"""The page of a chronicle is complete in itself and lets no text of the tables become markup."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from tertius.chronicles.browsing import table_page

Make = Callable[..., dict[str, str]]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def parse(text: str) -> list[tuple[str, dict[str, str | None]]]:
    page = _Page()
    page.feed(text)
    return page.tags


def test_every_act_is_a_row_and_every_page_a_link(chronicle: Callable[..., Path]) -> None:
    tags = parse(table_page(chronicle()))
    rows = [attributes for tag, attributes in tags if tag == "tr" and "data-year" in attributes]
    assert rows == [{"data-stream": "encounter", "data-actor": "ARM AZE CHE OSCE_MG", "data-year": "2010"}]
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert links == ["https://example.org/one", "https://example.org/two"]


def test_markup_and_marks_of_the_template_in_the_tables_stay_text(
    chronicle: Callable[..., Path], act: Make, page: Make, other_page: dict[str, str]
) -> None:
    nasty = '<script>alert("x")</script> @ROWS@ @COUNT@'
    text = table_page(chronicle(act(summary=nasty, note=nasty), pages=[page(title=nasty, publisher=nasty), other_page]))
    assert [tag for tag, _ in parse(text)].count("script") == 1
    assert "&lt;script&gt;" in text
    assert "@COUNT@" in text.partition("<tbody>")[2]


def test_an_address_that_is_none_of_the_web_is_no_link(
    chronicle: Callable[..., Path], page: Make, other_page: dict[str, str]
) -> None:
    text = table_page(chronicle(pages=[page(url="javascript:alert(1)"), other_page]))
    assert "javascript:" not in text


def test_nothing_is_fetched_from_elsewhere(chronicle: Callable[..., Path]) -> None:
    text = table_page(chronicle())
    tags = parse(text)
    assert [tag for tag, attributes in tags if "src" in attributes or tag == "link"] == []
    assert "default-src 'none'" in text
    assert re.search(r"url\(|@import|fetch\(|XMLHttpRequest", text) is None


def test_a_month_is_shown_without_its_day(chronicle: Callable[..., Path], act: Make) -> None:
    text = table_page(chronicle(act(date="2010-01-01", event_id="sc-20100101-1", precision="month")))
    assert '<time id="sc-20100101-1">2010-01</time>' in text
