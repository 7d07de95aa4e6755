"""Rules on one cited page."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from tertius.chronicles.reading import Record
from tertius.chronicles.remarks import Known, Remark, day
from tertius.chronicles.vocabularies import INTERNATIONAL, OWNERS

_ID = re.compile(r"^[a-z]+[0-9a-f]+$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}$")
_PUBLISHED = re.compile(r"^\d{4}(-(0[1-9]|1[0-2]))?$")
_REQUIRED = ("source_id", "url", "title", "publisher", "publisher_owner", "opened", "language")


def _remark(page: Record, field: str, message: str) -> Remark:
    return Remark(page["source_id"], field, message)


def filled(page: Record) -> Iterator[Remark]:
    """Required columns hold something; the country may be unknown, the day of publication too."""
    for field in _REQUIRED:
        if not page[field].strip():
            yield _remark(page, field, "is empty")
    for field, text in page.items():
        if text != " ".join(text.split()):
            yield _remark(page, field, "holds stray space or a line break")


def address(page: Record) -> Iterator[Remark]:
    """The address is one of the web."""
    parts = urlsplit(page["url"])
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        yield _remark(page, "url", f"{page['url']!r} is no http or https address")


def opening(page: Record) -> Iterator[Remark]:
    """The day of opening can be read and is not before publication; publication is a day, a month or a year."""
    if page["opened"] and day(page["opened"]) is None:
        yield _remark(page, "opened", f"{page['opened']!r} is not a day as YYYY-MM-DD")
    published = page["published"]
    if published and day(published) is None and not _PUBLISHED.match(published):
        yield _remark(page, "published", f"{published!r} is no day, month or year")
    elif published and published > page["opened"]:
        yield _remark(page, "published", f"{published} lies after the page was opened")


def publisher(page: Record, known: Known) -> Iterator[Remark]:
    """Country, owner, language and id have their forms."""
    country, on = page["publisher_country"], day(page["opened"])
    if country not in ("", INTERNATIONAL) and on is not None and not known.actors(country, on):
        yield _remark(page, "publisher_country", f"{country!r} is no state and not {INTERNATIONAL}")
    if page["publisher_owner"] not in OWNERS:
        yield _remark(page, "publisher_owner", f"{page['publisher_owner']!r} is none of {', '.join(OWNERS)}")
    if not _LANGUAGE.match(page["language"]):
        yield _remark(page, "language", f"{page['language']!r} is no code of ISO 639")
    if not _ID.match(page["source_id"]):
        yield _remark(page, "source_id", "is not of the form letters and digits")
