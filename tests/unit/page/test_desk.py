"""The study is asked by one at a time; what it answered comes at once, even while another question is at work."""

from collections.abc import Iterator
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import pytest

from tertius.arenas import DEFAULT, arena
from tertius.page import desk as room
from tertius.page.desk import Desk


@pytest.fixture
def idle() -> Iterator[Desk]:
    study: Any = SimpleNamespace(path="nowhere", close=lambda: None)
    yield Desk(study, arena(DEFAULT))


def test_a_question_is_put_once(idle: Desk) -> None:
    asked: list[int] = []
    for _ in range(2):
        assert idle.ask("q", lambda _: asked.append(1) or "answer") == "answer"  # type: ignore[func-returns-value]
    assert asked == [1]


def test_an_error_is_not_kept(idle: Desk) -> None:
    def fails(_: object) -> str:
        raise ValueError("not today")

    with pytest.raises(ValueError, match="not today"):
        idle.ask("q", fails)
    assert idle.ask("q", lambda _: "answer") == "answer"


def test_old_answers_give_way(idle: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "KEPT", 2)
    for name in ("a", "b", "a", "c"):
        idle.ask(name, lambda _: name)  # noqa: B023
    asked: list[str] = []
    for name in ("a", "b"):
        idle.ask(name, lambda _: asked.append(name))  # noqa: B023
    assert asked == ["b"]


def test_a_known_answer_waits_for_no_one_and_a_new_question_does(idle: Desk) -> None:
    idle.ask("known", lambda _: 1)
    begun, go, order = Event(), Event(), list[str]()

    def slow(_: object) -> None:
        begun.set()
        go.wait(10)
        order.append("slow")

    working = Thread(target=idle.ask, args=("slow", slow))
    working.start()
    assert begun.wait(10)
    assert idle.ask("known", lambda _: 2) == 1
    waiting = Thread(target=idle.ask, args=("new", lambda _: order.append("new")))
    waiting.start()
    assert order == []
    go.set()
    working.join(10)
    waiting.join(10)
    assert order == ["slow", "new"]
