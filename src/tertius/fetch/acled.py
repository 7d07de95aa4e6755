"""ACLED: its API, for the states of an arena; e-mail and password of a myACLED account from the environment."""

import csv
import io
import json
import os
from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

from tertius.codebooks.states import STATES
from tertius.fetch.planning import Ask, Fetcher, Remote
from tertius.fetch.web import Web, shown
from tertius.model import FetchError, UsageError

EMAIL, PASSWORD = "ACLED_EMAIL", "ACLED_PASSWORD"
_TOKEN = "https://acleddata.com/oauth/token"
_READ = "https://acleddata.com/api/acled/read"
_ROWS = 5000


def _token(web: Web) -> str:
    form = {"username": os.environ.get(EMAIL, ""), "password": os.environ.get(PASSWORD, ""),
            "grant_type": "password", "client_id": "acled"}  # fmt: skip
    try:
        return str(json.loads(web.text(_TOKEN, form=form))["access_token"])
    except (ValueError, KeyError, TypeError) as exc:
        raise FetchError("ACLED gave no token", url=_TOKEN, hint=f"check {EMAIL} and {PASSWORD}") from exc


def _remotes(web: Web, ask: Ask) -> list[Remote]:  # noqa: ARG001
    if not ask.states:
        raise UsageError("ACLED is asked by country: --arena is missing", hint="name an arena, see `tertius arenas`")
    countries = ":OR:country=".join(quote(STATES[state].name) for state in ask.states if state in STATES)
    found = []
    for year in range(ask.span.start.year, ask.span.last.year + 1):
        first, last = max(ask.span.start.isoformat(), f"{year}-01-01"), min(ask.span.last.isoformat(), f"{year}-12-31")
        url = f"{_READ}?_format=csv&limit={_ROWS}&country={countries}"
        url += f"&event_date={quote(f'{first}|{last}')}&event_date_where=BETWEEN"
        name = f"acled-{first}-{last}-{'-'.join(ask.states)}.csv"
        found.append(Remote(url, name, pages=partial(_pages, url=url)))
    return found


def _pages(web: Web, url: str) -> Iterator[str]:
    """Pages until one is not full; only the first keeps its header."""
    bearer = {"Authorization": f"Bearer {_token(web)}"}
    number, full = 1, True
    while full:
        text = web.text(f"{url}&page={number}", bearer)
        rows = list(csv.reader(io.StringIO(text)))
        if not rows or "event_id_cnty" not in rows[0]:
            raise FetchError("the answer is not a page of ACLED events", url=shown(url),
                             hint="check that the account may use the API")  # fmt: skip
        full = len(rows) > _ROWS
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows if number == 1 else rows[1:])
        yield out.getvalue()
        number += 1


def _check(web: Web, ask: Ask) -> None:  # noqa: ARG001
    web.text(f"{_READ}?_format=csv&limit=1", {"Authorization": f"Bearer {_token(web)}"})


ACLED = Fetcher(
    name="acled",
    title="ACLED",
    loads="acled",
    remotes=_remotes,
    keys=(EMAIL, PASSWORD),
    check=_check,
    note="One file a year for the states of the arena. ACLED's terms forbid passing its rows on.",
)
