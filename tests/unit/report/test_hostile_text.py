from dataclasses import replace
from datetime import date

import pytest

from tertius.model import Actor, ActorKind, Arena, Measure
from tertius.report import ConstantLine, Link, LoadLine, render
from tertius.report.weblinks import host_of, web_address

SCRIPT = "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>"
BREAKER = "\"'><svg onload=alert(3)> {{ 7*7 }} {% raw %} &lt;b&gt; ${1} `"
REVERSED = "abc\u202etxt.exe\u2066\u0000\ud800\u2028end"
ALL = f"{SCRIPT}{BREAKER}{REVERSED}"
REFUSED = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//example.org/x",
    "file:///etc/passwd",
    "https://good.example@evil.example/",
    "https://example.org/a b",
    'https://example.org/"onmouseover="alert(1)',
    "https://example.org/\u202egpj.exe",
    "https:\\\\example.org",
    "https://example.org/\n",
    "https://",
    "",
)


def poisoned(make):
    """A page on which every free text is hostile."""
    arena: Arena = make.arena()
    actors = (Actor("RUS", ActorKind.STATE, ALL), *(actor for actor in arena.actors if actor.actor_id != "RUS"))
    line = make.event(
        f"chronicle:{ALL}",
        code=ALL,
        code_name=ALL,
        place=ALL,
        place_country="RUS",
        source="RUS",
        third_parties=ALL,
        level=ALL,
        summary=ALL,
        dataset=ALL,
        confidence=ALL,
        links=tuple(Link(ALL, url, ALL, ALL) for url in (*REFUSED, "https://example.org/ok")),
    )
    ids = (line.event_id, f"absent:{ALL}")
    section = make.sections()[0]
    reading = make.reading(evidence=ids, state=ALL, reason=ALL, parts={ALL: ALL})
    claim = make.claim(ALL, text=ALL, quantifier=ALL, source="javascript:alert(1)")
    return make.page(
        title=ALL,
        arena=replace(arena, title=ALL, note=ALL, actors=actors),
        sections=(
            replace(
                section,
                dataset=ALL,
                readings=(reading,),
                findings=(make.finding(evidence=ids, notes=(ALL,)),),
                notes=(ALL,),
            ),
        ),
        verdicts=(make.verdict(claim, reason=ALL, notes=(ALL,), evidence_for=ids, readings={ALL: make.estimate(0.5)}),),
        events={line.event_id: line},
        doctor=(LoadLine(ALL, ALL, 1, 1, 0, date(2020, 1, 1), None, None, ALL),),
        constants=(ConstantLine(ALL, ALL, ALL, ALL, ALL),),
        versions={ALL: ALL, "tertius": ALL},
        cite=(ALL, f"@misc{{{ALL}}}"),
        limits=(ALL,),
        measures=(_hostile_measure(make),),
    )


def _hostile_measure(make) -> Measure:
    return replace(make.MEASURES[0], title=ALL, question=ALL, formula=ALL, reference=ALL, limits=ALL)


@pytest.fixture(scope="module")
def text(make) -> str:
    return render(poisoned(make))


def test_hostile_text_becomes_no_element_and_no_attribute(text, read):
    tree = read(text)
    assert not tree.all("script", "img")
    assert not [name for node in tree for name in node.attrs if name.startswith("on")]
    assert len(tree.all("style")) == 1
    assert "<script" not in text
    assert "onload=alert(3)> " not in text


def test_hostile_text_is_not_lost_but_shown_as_text(text, read):
    shown = read(text).by_id("coverage").text
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }}" in shown


def test_characters_that_reorder_or_hide_text_are_spelt_out(text):
    assert not {
        letter for letter in text if letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0000\u2028"
    }
    assert "abc[U+202E]txt.exe[U+2066][U+0000][U+D800][U+2028]end" in text


def test_a_lone_surrogate_does_not_keep_the_page_from_being_written(text):
    assert text.encode("utf-8").decode("utf-8") == text


def test_only_web_addresses_become_links(text, read):
    outside = [node.attrs["href"] for node in read(text).all("a") if not node.attrs["href"].startswith("#")]
    assert outside == ["https://example.org/ok"]


def test_refused_addresses_stay_readable(text, read):
    assert "javascript:alert(1)" in read(text).by_id("evidence").text


def test_addresses_inside_a_hostile_page_still_lead_somewhere(text, read):
    tree = read(text)
    ids = [node.attrs["id"] for node in tree if "id" in node.attrs]
    assert len(ids) == len(set(ids))
    assert {node.attrs["href"][1:] for node in tree.all("a") if node.attrs["href"].startswith("#")} <= set(ids)


@pytest.mark.parametrize("url", REFUSED)
def test_an_address_that_is_not_plain_web_is_refused(url):
    assert web_address(url) is None
    assert not host_of(url) or host_of(url).startswith("example.org")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a/b?c=d#e", "example.org"),
        ("HTTP://Example.ORG", "example.org"),
        ("https://example.org:8443/x?next=//evil.example@y", "example.org:8443"),
        ("https://пример.рф/путь", "пример.рф"),
    ],
)
def test_a_plain_web_address_is_kept_as_it_is(url, host):
    assert web_address(url) == url
    assert host_of(url) == host
