"""ICEWS and POLECAT: files of Harvard Dataverse, found through its native API.

Dataverse turns some tables into files of its own; the checksum it states is then that of the uploaded original
(IQSS/dataverse issues 7275 and 8449), so the original is asked for.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from tertius.fetch.planning import Ask, Fetcher, Remote
from tertius.fetch.web import Web, shown
from tertius.model import FetchError, Span, read_day

_SERVER = "https://dataverse.harvard.edu/api/"
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)")


def _files(web: Web, doi: str) -> Iterable[dict[str, Any]]:
    url = f"{_SERVER}datasets/:persistentId/versions/:latest/files?persistentId={doi}"
    try:
        answer = json.loads(web.text(url))
        return [dict(row) for row in answer["data"]]
    except (ValueError, KeyError, TypeError) as exc:
        raise FetchError("the answer is not a Dataverse list of files", url=shown(url), hint="try again later") from exc


def _remote(row: dict[str, Any]) -> Remote | None:
    file = row.get("dataFile", {})
    original = file.get("originalFileName") is not None
    name = str(file.get("originalFileName") or row.get("label") or file.get("filename", ""))
    size = file.get("originalFileSize") if original else file.get("filesize")
    md5 = file.get("md5")
    if not name or "id" not in file or row.get("restricted"):
        return None
    url = f"{_SERVER}access/datafile/{int(file['id'])}" + ("?format=original" if original else "")
    # the name comes from the network and becomes a path
    plain = re.sub(r"[^\w.\-]", "_", name).lstrip(".")
    return Remote(url, plain, int(size) if size is not None else None, str(md5) if md5 else None)


def _in_span(name: str, span: Span) -> bool:
    """Whether a file may hold days of the span, by the day or year in its name; a file without one may."""
    if match := _DAY.search(name):
        if match.start() and _YEAR.search(name[: match.start()]):
            # events.2018.20200427084805.tab: the year is that of the events, the day that of the release
            return _year_in(_YEAR.search(name), span)
        return span.start.year <= int(match["year"]) <= span.last.year + 1
    return _year_in(_YEAR.search(name), span)


def _year_in(match: re.Match[str] | None, span: Span) -> bool:
    return match is None or (read_day(match["year"]) < span.end and read_day(match["year"], end=True) >= span.start)


def _remotes(*dois: str, wanted: str) -> Callable[[Web, Ask], Sequence[Remote]]:
    pattern = re.compile(wanted, re.I)

    def find(web: Web, ask: Ask) -> list[Remote]:
        found = [_remote(row) for doi in dois for row in _files(web, doi)]
        return [one for one in found if one and pattern.search(one.name) and _in_span(one.name, ask.span)]

    return find


ICEWS = Fetcher(
    name="icews",
    title="ICEWS coded events",
    loads="icews",
    remotes=_remotes("doi:10.7910/DVN/28075", "doi:10.7910/DVN/QI2T9A", wanted=r"events.*\.(tab|txt|zip)$"),
    note="Yearly and weekly files of the whole world, 1995 to April 2023; an arena is applied when the study is asked.",
)
POLECAT = Fetcher(
    name="polecat",
    title="POLECAT",
    loads="polecat",
    remotes=_remotes("doi:10.7910/DVN/AJGVIT", wanted=r"ngecEvents.*\.(txt|zip)$"),
    note="Yearly and weekly files of the whole world since 2018; an arena is applied when the study is asked.",
)
