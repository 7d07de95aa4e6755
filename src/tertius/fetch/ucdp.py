"""UCDP: whole releases from the download page, or the API with a key where an arena bounds what is asked.

The API needs a token in the header ``x-ucdp-access-token`` (UCDP API documentation); it is read from the environment.
"""

import json
import os
import re
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import quote, urljoin

from tertius.codebooks.states import SPELLS
from tertius.fetch.planning import Ask, Fetcher, Remote
from tertius.fetch.tables import csv_text
from tertius.fetch.web import Web, shown
from tertius.model import FetchError

KEY = "UCDP_TOKEN"
_PAGE = "https://ucdp.uu.se/downloads/"
_API = "https://ucdpapi.pcr.uu.se/api/gedevents/"
_ROWS = 1000
_RELEASE = re.compile(r"""href=["'](?P<path>[^"']*ged/ged(?P<number>\d{3})-csv\.zip)["']""")
_CANDIDATE = re.compile(
    r"""href=["'](?P<path>[^"']*candidateged/(?P<name>GEDEvent_v(?P<year>\d\d)_0_(?P<month>\d{1,2})\.csv))["']"""
)


def _bulk(web: Web, ask: Ask) -> list[Remote]:
    """The newest yearly release, and the monthly candidate files of the years after it."""
    page = web.text(_PAGE, page=True)
    releases = {match["number"]: match["path"] for match in _RELEASE.finditer(page)}
    found, through = [], 0
    if releases:
        newest = max(releases)
        # release 25.1 ends with the year 2024
        through = 2000 + int(newest[:2]) - 1
        if ask.span.start.year <= through:
            found.append(Remote(urljoin(_PAGE, releases[newest]), f"ged{newest}-csv.zip"))
    for match in _CANDIDATE.finditer(page):
        year, month = 2000 + int(match["year"]), int(match["month"])
        wanted = ask.span.start.year * 12 + ask.span.start.month <= year * 12 + month
        if year > through and wanted and year * 12 + month <= ask.span.last.year * 12 + ask.span.last.month:
            found.append(Remote(urljoin(_PAGE, match["path"]), match["name"]))
    return found


def _remotes(web: Web, ask: Ask) -> Sequence[Remote]:
    return _bulk(web, ask) if ask.states is None else _by_year(ask)


def _by_year(ask: Ask) -> list[Remote]:
    """One file a year, for the states of an arena."""
    states = ask.states or ()
    codes = ",".join(
        str(one.number) for one in SPELLS if one.system == "gw" and one.until is None and one.iso3 in states
    )
    found = []
    for year in range(ask.span.start.year, ask.span.last.year + 1):
        query = f"StartDate={max(ask.span.start.isoformat(), f'{year}-01-01')}"
        query += f"&EndDate={min(ask.span.last.isoformat(), f'{year}-12-31')}&Country={quote(codes)}"
        url = f"{_API}{ask.options['release']}?pagesize={_ROWS}&{query}"
        name = f"ged-{ask.options['release']}-{year}-{codes.replace(',', '-')}.csv"
        found.append(Remote(url, name, pages=partial(_pages, url=url)))
    return found


def _pages(web: Web, url: str) -> Iterator[str]:
    columns: list[str] = []
    following, number = url, 0
    while following:
        rows, following = _page(web, f"{url}&page={number}")
        if rows and not columns:
            columns = list(rows[0])
        yield csv_text(columns, rows, header=number == 0)
        number += 1


def _page(web: Web, url: str) -> tuple[list[dict[str, object]], str]:
    try:
        answer = json.loads(web.text(url, {"x-ucdp-access-token": os.environ.get(KEY, "")}))
        return list(answer["Result"]), str(answer.get("NextPageUrl") or "")
    except (ValueError, KeyError, TypeError) as exc:
        raise FetchError("the answer is not a page of UCDP events", url=shown(url), hint="try again later") from exc


def _check(web: Web, ask: Ask) -> None:
    """One row is asked for: a key that is not taken fails here, before the quota is touched in earnest."""
    if ask.states is not None:
        _page(web, f"{_API}{ask.options['release']}?pagesize=1&page=0")


UCDP = Fetcher(
    name="ucdp",
    title="UCDP GED",
    loads="ucdp-ged",
    remotes=_remotes,
    options={"release": ("26.1", "25.1", "24.1", "23.1")},
    keys=(KEY,),
    open_to_all=True,
    check=_check,
    note="Without --arena: the newest release as a whole and the monthly candidate files after it, no key needed. "
    f"With --arena: only its states, through the API, with a key in {KEY}.",
)
