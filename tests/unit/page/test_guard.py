"""Only this machine's own browser is answered, and every answer bears a strict policy."""

from typing import Any

import pytest

from tertius.page.guard import HEADERS, MOST

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
OWN = {"Origin": "http://127.0.0.1:8321"}


@pytest.mark.parametrize("address", ["/", "/style.css", "/nothing", "/explain/nothing", "/audit", "/pair?pair=ARM-TUR"])
def test_every_answer_bears_the_headers(client: Any, address: str) -> None:
    answer = client.get(address)
    expected = {**HEADERS, "Referrer-Policy": "same-origin"} if address in ("/", "/audit") else HEADERS
    assert {name: answer.headers.get(name) for name in HEADERS} == expected


def test_the_policy_lets_in_nothing_but_the_style_sheet() -> None:
    parts = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert parts == {"default-src": "'none'", "style-src": "'self'", "img-src": "data:", "form-action": "'self'",
                     "frame-ancestors": "'none'", "base-uri": "'none'"}  # fmt: skip


@pytest.mark.parametrize("host", ["evil.example:8321", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8321.evil.example", ""])
def test_another_name_for_this_machine_is_refused(client: Any, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 403
    assert "South Caucasus" not in answer.text


def test_localhost_is_this_machine(client: Any) -> None:
    assert client.get("/style.css", headers={"Host": "localhost:8321"}).status_code == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9", "https://127.0.0.1:8321"]
)
def test_a_form_from_elsewhere_is_refused(client: Any, origin: str | None) -> None:
    headers = FORM if origin is None else {**FORM, "Origin": origin}
    assert client.post("/audit", content="text=a&date=2011", headers=headers).status_code == 403


def test_an_answer_is_not_given_to_be_part_of_another_site(client: Any) -> None:
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert client.get("/style.css", headers={**cross, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
    assert client.get("/style.css", headers={**cross, "Sec-Fetch-Mode": "navigate"}).status_code == 200


def test_a_form_that_is_too_long_is_not_read(client: Any) -> None:
    answer = client.post("/audit", content=b"text=" + b"a" * MOST, headers={**FORM, **OWN})
    assert answer.status_code == 413


@pytest.mark.parametrize("body", [b"text=\xff&date=2011", b"&".join(b"a=1" for _ in range(99)), b"text=%FF&date=2011"])
def test_a_form_that_cannot_be_read_is_refused_in_one_line(client: Any, body: bytes) -> None:
    answer = client.post("/audit", content=body, headers={**FORM, **OWN})
    assert answer.status_code == 400
    assert "the form cannot be read" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_pages_are_only_looked_at(client: Any, method: str) -> None:
    answer = client.request(method, "/doctor", headers=OWN)
    assert answer.status_code == 405
