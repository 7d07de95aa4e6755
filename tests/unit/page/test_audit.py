"""A pasted text: verdicts with their events; it stays in its box where it cannot be read, and never becomes markup."""

import importlib
import sys
from typing import Any
from urllib.parse import urlencode

import pytest

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Origin": "http://127.0.0.1:8321"}
TEXT = "Russia is still a mediator between Armenia and Azerbaijan. Peace is a moral duty of Armenia."


def sent(client: Any, **fields: str) -> Any:
    return client.post("/audit", content=urlencode(fields), headers=HEADERS)


def test_each_claim_of_a_text_gets_a_verdict_that_leads_to_its_events(client: Any, markup: Any) -> None:
    answer = sent(client, text=TEXT, date="2011-06-30", title="")
    assert answer.status_code == 200, answer.text
    page = markup.read(answer.text)
    assert page.with_class("card")
    assert "Russia is still a mediator between Armenia and Azerbaijan." in page.text
    known = {node.attrs["id"] for node in page if node.attrs.get("id")}
    links = [str(node.attrs["href"]) for node in page.all("a") if node.attrs.get("href")]
    assert [link for link in links if link.startswith("#") and link[1:] not in known] == []
    events = [link for link in links if link.startswith("/event/")]
    assert events
    assert client.get(events[0]).status_code == 200
    assert "tertius audit" in page.text


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"text": TEXT, "date": ""}, "the day it was published"),
        ({"text": "", "date": "2011"}, "the text is empty"),
        ({"text": TEXT, "date": "soon"}, "soon"),
    ],
)
def test_what_cannot_be_read_says_why_and_keeps_the_text(client: Any, fields: dict[str, str], told: str) -> None:
    answer = sent(client, **fields)
    assert answer.status_code == 400
    assert told in answer.text
    assert f">{fields['text']}</textarea>" in answer.text


def test_a_hostile_text_stays_text(client: Any, markup: Any) -> None:
    text = "</textarea><script>alert(1)</script> Russia is a mediator between Armenia and Azerbaijan."
    answer = sent(client, text=text, date="2011-06-30", title="<script>")
    assert answer.status_code == 200, answer.text
    assert "<script" not in answer.text
    assert markup.read(answer.text).all("script") == []


def test_without_what_reads_texts_the_page_says_how_to_install_it(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    parsing = importlib.import_module("tertius.texts.parsing")
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.setattr(parsing, "_pipeline", parsing._pipeline.__wrapped__)
    answer = sent(client, text=TEXT, date="2011-06-29")
    assert answer.status_code == 400
    assert "needs spaCy, which is not installed" in answer.text
    assert "[text]" in answer.text
