"""A small chronicle that keeps every rule, and a way to break one thing in it."""

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tertius.chronicles import CHRONICLE_FIELDS, SOURCE_FIELDS
from tertius.chronicles.checking import Report, check

CODES = {"036", "041", "046", "057", "0312", "111", "166", "190"}
PLACES = {"geneva", "moscow"}

ACT = {
    "event_id": "sc-20100115-1",
    "stream": "encounter",
    "date": "2010-01-15",
    "precision": "day",
    "source": "ARM",
    "target": "AZE",
    "mutual": "yes",
    "third_parties": "CHE:host;OSCE_MG:mediator",
    "cameo": "046",
    "plover_type": "CONSULT",
    "plover_mode": "third-party",
    "place_id": "geneva",
    "level": "minister",
    "summary": "The foreign ministers talked in Geneva.",
    "source_ids": "s1;s2",
    "said_by": "ARM;wire",
    "confidence": "high",
}
PAGE = {
    "source_id": "s1",
    "url": "https://example.org/one",
    "title": "Talks in Geneva",
    "publisher": "Example",
    "publisher_country": "ARM",
    "publisher_owner": "private",
    "published": "2010-01-16",
    "opened": "2026-11-22",
    "language": "en",
}
OTHER_PAGE = {
    **PAGE,
    "source_id": "s2",
    "url": "https://example.org/two",
    "publisher": "Other",
    "publisher_country": "AZE",
}


def actors(actor: str, on: date) -> bool:
    return actor in {"ARM", "AZE", "CHE", "RUS", "EU", "OSCE_MG"} or (actor == "SUN" and on < date(1991, 12, 27))


def write(path: Path, fields: tuple[str, ...], rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, fields, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def chronicle(tmp_path: Path) -> Callable[..., Path]:
    """Write a chronicle of the given acts and pages; by default one act on two pages."""

    def make(*acts: dict[str, str], pages: list[dict[str, str]] | None = None) -> Path:
        write(tmp_path / "events.csv", CHRONICLE_FIELDS, list(acts) or [ACT])
        write(tmp_path / "sources.csv", SOURCE_FIELDS, [PAGE, OTHER_PAGE] if pages is None else pages)
        return tmp_path

    return make


@pytest.fixture
def checked(chronicle: Callable[..., Path]) -> Callable[..., Report]:
    """Check a chronicle of the given acts and pages."""

    def run(*acts: dict[str, str], pages: list[dict[str, str]] | None = None) -> Report:
        return check(chronicle(*acts, pages=pages), codes=CODES, actors=actors, places=PLACES)

    return run


@pytest.fixture
def act() -> Callable[..., dict[str, str]]:
    """The sound act with some fields changed."""
    return lambda **changes: {**ACT, **changes}


@pytest.fixture
def page() -> Callable[..., dict[str, str]]:
    """The sound page with some fields changed."""
    return lambda **changes: {**PAGE, **changes}


@pytest.fixture
def other_page() -> dict[str, str]:
    return dict(OTHER_PAGE)
